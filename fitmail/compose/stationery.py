"""What a mail is written with: the desk's policy, its templates and its secret; and the mail that is handed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fitmail.compose.templates import Templates
from fitmail.model import Message, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """The same for every mail of an installation."""

    policy: Policy
    templates: Templates
    secret: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kept mail that is handed on: what was read of it, and the bytes of its attachments by Attachment.path."""

    message: Message
    parts: Mapping[str, bytes]
