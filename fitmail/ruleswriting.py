"""What people decided about the rules, written into the rules folder after it was committed.

Takes settings and books. Gives the names of the files that were written. Promises: each file appears whole or not at
all (it is renamed into its place); the one it replaces is kept in `.old/` with the instant in its name; the folder as
a whole is checked before anything is written, so that nothing ever makes it unreadable; a stop at any point is made
good by the next call. Never writes outside the rules folder, and never into the rules that come with fitmail.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from fitmail.classify.rulebook import parse_rules
from fitmail.classify.teaching import teach
from fitmail.config import Settings, read_rules_texts, shipped
from fitmail.proposing import lessons
from fitmail.store import Books

OLD = ".old"
log = logging.getLogger(__name__)


def own_rules(settings: Settings) -> bool:
    """Whether the desk has rules of its own; those that come with fitmail are replaced by its next version."""
    return settings.rules.resolve() != shipped("rules").resolve()


def write_down(settings: Settings, books: Books, *, now: datetime) -> tuple[str, ...]:
    """Activated proposals and accepted corrections, oldest first."""
    if not books.rules_wait():
        return ()
    if not own_rules(settings):
        log.warning("changed rules wait: [paths] rules names no folder of your own")
        return ()
    written: list[str] = []
    for proposal, by in books.activated():
        texts = read_rules_texts(settings.rules)
        rules, mistakes = parse_rules({**texts, **dict(proposal.files)})
        for mistake in mistakes:
            log.error("a proposal of %s does not fit the rules any more: %s", proposal.at.date(), mistake)
        if rules is not None:
            written += _write(settings.rules, dict(proposal.files), texts, now=now)
            log.info("rules %s are in the folder, activated by %s", rules.version, by)
        books.settle_proposal(proposal.key, state="written" if rules is not None else "stale")
    written += _teach(settings, books, now=now)
    return tuple(dict.fromkeys(written))


def _teach(settings: Settings, books: Books, *, now: datetime) -> list[str]:
    """Accepted corrections become examples."""
    texts = read_rules_texts(settings.rules)
    rules, mistakes = parse_rules(texts)
    if rules is None:
        log.error("accepted examples wait: the rules have %d mistakes", len(mistakes))
        return []
    accepted = lessons(books, rules, ours=settings.ours, state="accepted", numbers=None)
    if not accepted:
        return []
    teaching = teach(rules, accepted)
    _, mistakes = parse_rules({**texts, **teaching.files})
    for mistake in mistakes:
        log.error("accepted examples wait for another word: %s", mistake)
    written = [] if mistakes else _write(settings.rules, teaching.files, texts, now=now)
    for one in accepted:
        books.settle_correction(one.number, state="pending" if mistakes else "taught", category="", by=one.by, now=now)
    return written


def _write(folder: Path, files: Mapping[str, str], texts: Mapping[str, str], *, now: datetime) -> list[str]:
    """Those that differ from what lies there."""
    changed = [name for name, text in sorted(files.items()) if texts.get(name) != text]
    for name in changed:
        place = folder / name
        if not place.resolve().is_relative_to(folder.resolve()):
            raise ValueError(f"{name} lies outside the rules folder")
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_file():
            kept = folder / OLD / f"{name}.{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            _whole(kept, place.read_bytes())
        _whole(place, files[name].encode("utf-8"))
    return changed


def _whole(place: Path, octets: bytes) -> None:
    """The file with these octets, or as it was."""
    fresh = place.with_name(f".{place.name}.new")
    with fresh.open("wb") as stream:
        stream.write(octets)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(place)
