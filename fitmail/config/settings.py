"""What an installation is, as frozen values: the whole of fitmail.toml after it has been understood.

Gives `Settings` and its parts. Promises: paths are absolute, addresses lower case, spans in seconds, sizes in octets;
what decide and compose may know stands in `policy`, and nothing else of it reaches them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from fitmail.model import Mistake, Ours, Policy

TurnLength = Literal["quarter", "month", "week"]
StartTls = Literal["no", "if offered", "must"]


class Mistakes(Exception):
    """All mistakes in the files that people edit, at once."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A socket of ours."""

    host: str
    port: int  # 0: any free one


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapMailbox:
    """A mailbox elsewhere that is fetched and emptied."""

    name: str  # of its table: [receive.imap.NAME]
    host: str
    port: int
    ssl: bool
    user: str
    password: str = field(repr=False)
    folder: str
    kept: str  # where kept mail is moved to
    address: str  # ours, for mail that names no other of ours
    poll: int  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How mail leaves."""

    transport: Literal["smtp", "folder"]
    host: str
    port: int
    starttls: StartTls
    user: str
    password: str = field(repr=False)
    hostname: str  # how we greet
    folder: Path
    timeout: int  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Addresses of those who stand behind the desk. "" and () where nobody is named."""

    operator: str
    coordinator: str
    maintainer: tuple[str, ...]
    conduct: tuple[str, ...]
    moderator: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    size: int  # octets of one mail
    hops: int
    batch: int  # events of one transaction
    tries: int  # before an event is parked


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """An installation."""

    file: str
    folder: Path
    policy: Policy
    store_url: str = field(repr=False)
    smtp: Listener | None
    lmtp: Listener | None
    http: Listener | None
    imap: tuple[ImapMailbox, ...]
    delivery: Delivery
    servers: tuple[str, ...]  # authserv-ids believed
    roles: Roles
    channels: tuple[tuple[str, str], ...]  # (name, address)
    turn: TurnLength
    limits: Limits
    rules: Path
    templates: Path
    secret_file: Path
    emergency: Path
    cache: Path  # what was worked out once; may be thrown away
    rehearsal: bool

    @property
    def ours(self) -> Ours:
        """What read must know of this installation."""
        policy = self.policy
        return Ours(
            instance=policy.instance,
            domain=policy.domain,
            addresses=tuple(a for a in (policy.desk, policy.list_address, policy.rules_address) if a),
            separator=policy.separator,
            servers=self.servers,
            zone=policy.zone,
        )
