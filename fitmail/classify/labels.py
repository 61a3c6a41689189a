"""Labelled mails: what a careful person says each mail is, one JSON object a line.

Takes: the text of a LABELS file. Gives: `parse_labels(text, file=...)`: the labels and every mistake with its line.
A line names its mail by `mbox` and `message_id`, or by `file`; it says `address`, `category`, `language`, `fields`,
and where more than one answer is right `alt` (categories) and `fields_alt` (values by field).
Promises: pure; all mistakes at once; keys that nobody knows are left alone, since other tools label for their own ends.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from fitmail.model import Mistake

ADDRESSES = ("enquiries", "list", "automatic", "thread")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What one mail is."""

    mbox: str  # with message_id; "" when it is a file
    message_id: str
    file: str
    address: str
    category: str
    alt: tuple[str, ...]  # further categories that are right too
    language: str
    fields: Mapping[str, Any]
    fields_alt: Mapping[str, tuple[Any, ...]]  # further values that are right too

    @property
    def name(self) -> str:
        """By what people find the mail."""
        return self.file or self.message_id

    @property
    def accepted(self) -> tuple[str, ...]:
        return (self.category, *self.alt)

    @property
    def half(self) -> Literal["A", "B"]:
        """The same half for ever, whatever stands beside it in the file."""
        return "A" if sha256(self.name.encode("utf-8", "replace")).digest()[0] % 2 == 0 else "B"


def parse_labels(text: str, *, file: str) -> tuple[tuple[Label, ...], tuple[Mistake, ...]]:
    """The labels of all lines that hold one."""
    labels: list[Label] = []
    mistakes: list[Mistake] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        read = _line(line)
        if isinstance(read, Label):
            labels.append(read)
        else:
            found, expected = read
            mistakes.append(Mistake(file=file, line=number, found=found, expected=expected))
    return tuple(labels), tuple(mistakes)


def _line(line: str) -> Label | tuple[str, str]:
    """One label, or what was found and what was expected."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return "no JSON", "one JSON object a line"
    if not isinstance(said, dict):
        return f"a {type(said).__name__}", "one JSON object a line"
    address, category = _text(said, "address") or "enquiries", _text(said, "category")
    if not _text(said, "file") and not (_text(said, "mbox") and _text(said, "message_id")):
        return "no mail is named", '"file", or "mbox" and "message_id"'
    if not category:
        return "no category", '"category", such as "opportunity"'
    if address not in ADDRESSES:
        return f'address "{address}"', ", ".join(ADDRESSES)
    fields, more = said.get("fields") or {}, said.get("fields_alt") or {}
    if not isinstance(fields, dict) or not isinstance(more, dict | list):
        return "fields that are no object", '"fields": {"deadline": "2026-05-01", ...}'
    return Label(
        mbox=_text(said, "mbox"),
        message_id=_text(said, "message_id"),
        file=_text(said, "file"),
        address=address,
        category=category,
        alt=_several(said.get("alt")),
        language=_text(said, "language"),
        fields=fields,
        fields_alt=_alternatives(more),
    )


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    return value.strip() if isinstance(value, str) else ""


def _several(value: object) -> tuple[str, ...]:
    """One category or several."""
    each = value if isinstance(value, list) else [value]
    return tuple(one for one in each if isinstance(one, str) and one)


def _alternatives(more: dict[str, Any] | list[Any]) -> Mapping[str, tuple[Any, ...]]:
    """By field: one further value or a list of them; or a list of whole sets of fields."""
    gathered: dict[str, list[Any]] = {}
    for fields in more if isinstance(more, list) else [more]:
        for name, value in fields.items() if isinstance(fields, dict) else ():
            gathered.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    return {name: tuple(values) for name, values in gathered.items()}
