"""Changed rules and templates come into force while the desk runs; those that cannot be used do not.

Takes a House and the time. `Reloading(house).look(now)` is called every second or so by serving: a changed file is
noticed by its time and size, read once it keeps still, tried in a process of its own (checking.py), and swapped in
between two batches of events. Gives the last usable texts back at start (`last_good`), when the present ones are not.
Promises: what cannot be used changes nothing, and those who look after the rules hear of each broken version once,
with file, line, found, expected and hint; when it is mended, once more. The walk never sees half of a change.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from fitmail.app import RULES_CHECKED, TEMPLATES_CHECKED, House, cache_of, rules_from, templates_from
from fitmail.cache import Cache, key_of
from fitmail.checking import mistakes_of
from fitmail.classify.rulebook import Rulebook
from fitmail.compose import Templates, unanswered
from fitmail.config import Mistakes, Settings, read_rules_texts, read_template_texts
from fitmail.model import Alarm, Mistake

log = logging.getLogger(__name__)

KINDS = ("templates", "rules")  # a rule may name a template that came together with it
LINES = 20  # mistakes told in one mail; `fitmail check` shows all
_TEXTS = "texts"

Snapshot = frozenset[tuple[str, int, int]]
_READ: Mapping[str, Callable[[Path], dict[str, str]]] = {"rules": read_rules_texts, "templates": read_template_texts}
_STAMP = {"rules": RULES_CHECKED, "templates": TEMPLATES_CHECKED}


def open_house(settings: Settings, now: datetime) -> House:
    """The house with its files as they are, or with the last ones that could be used; `Mistakes` without any."""
    try:
        house = House.open(settings)
    except Mistakes as wrong:
        kept = {kind: _kept(settings, kind) for kind in KINDS}
        if any(texts is None for texts in kept.values()):
            raise
        rules, templates = _usable(settings, kept)
        house = House.built(settings, rules=rules, templates=templates)
        house.alarm(_alarm(settings, "rules", "start " + key_of(_said(wrong.mistakes)), wrong.mistakes, now))
        log.warning("the files cannot be used (%d mistakes): the last good ones are in force", len(wrong.mistakes))
    return house


def _said(mistakes: tuple[Mistake, ...]) -> dict[str, str]:
    return {str(number): str(mistake) for number, mistake in enumerate(mistakes)}


def _usable(settings: Settings, kept: Mapping[str, dict[str, str] | None]) -> tuple[Rulebook, Templates]:
    """Rules and templates that fit each other: those of the files as far as they can be used."""
    found: dict[str, dict[str, str]] = {}
    for kind in KINDS:
        try:
            found[kind] = _READ[kind](_folder(settings, kind))
            (rules_from if kind == "rules" else templates_from)(found[kind], settings)
        except Mistakes:
            found[kind] = kept[kind] or {}
    rules, templates = rules_from(found["rules"], settings), templates_from(found["templates"], settings)
    if unanswered(templates, rules.handbook):
        rules = rules_from(kept["rules"] or {}, settings)
        templates = templates_from(kept["templates"] or {}, settings)
    return rules, templates


def _folder(settings: Settings, kind: str) -> Path:
    return settings.rules if kind == "rules" else settings.templates


def _kept(settings: Settings, kind: str) -> dict[str, str] | None:
    content = Cache(settings.folder / "in-force").get(f"{kind}.json", _TEXTS)
    return None if content is None else dict(json.loads(content))


def _keep(settings: Settings, kind: str, texts: Mapping[str, str]) -> None:
    Cache(settings.folder / "in-force").put(f"{kind}.json", _TEXTS, json.dumps(dict(texts)).encode())


def _alarm(settings: Settings, kind: str, key: str, mistakes: tuple[Mistake, ...], now: datetime) -> Alarm:
    more = len(mistakes) - LINES
    lines = (*map(_line, mistakes[:LINES]), *((f"… {more}",) if more > 0 else ()))
    return Alarm(key=f"alarm:{kind}:{key}", kind=kind, lines=lines, to=settings.roles.maintainer, at=now)


def _line(mistake: Mistake) -> str:
    """The hint before what would be right, which may be a long list: a line of a mail is cut somewhere."""
    place = f"{mistake.file} line {mistake.line}" if mistake.line else mistake.file
    hint = f" {mistake.hint}" if mistake.hint else ""
    return f"{place}: {mistake.found.rstrip('.')}.{hint} Expected: {mistake.expected}."


class Reloading:
    """Watches the files of one house."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._seen: dict[str, Snapshot] = {kind: self._snapshot(kind) for kind in KINDS}
        self._still: dict[str, Snapshot] = {}
        self._broken: dict[str, str] = {}  # kind -> key of the texts that cannot be used
        self._in_force: dict[str, str] = {}
        for kind in KINDS:
            try:
                texts = _READ[kind](_folder(house.settings, kind))
                if cache_of(house.settings).get(_STAMP[kind], key_of(texts)) is not None:
                    self._in_force[kind] = key_of(texts)
                    _keep(house.settings, kind, texts)
                else:
                    self._broken[kind] = key_of(texts)
            except Mistakes:
                self._broken[kind] = ""

    def look(self, now: datetime) -> bool:
        """True when something new came into force."""
        changed = {kind for kind in KINDS if self._look_at(kind, now)}
        if changed:
            # What was refused for want of the other (a rule for its template) may be right now.
            self._seen.update({kind: frozenset() for kind in self._broken})
        return bool(changed)

    def _snapshot(self, kind: str) -> Snapshot:
        found = set()
        for path in _folder(self._house.settings, kind).rglob("*"):
            try:
                state = path.stat()
            except OSError:
                continue  # gone between two looks
            found.add((str(path), state.st_mtime_ns, state.st_size))
        return frozenset(found)

    def _look_at(self, kind: str, now: datetime) -> bool:
        snapshot = self._snapshot(kind)
        if snapshot == self._seen[kind]:
            return False
        if self._still.get(kind) != snapshot:
            self._still[kind] = snapshot  # an editor or a copy may still be at it
            return False
        self._seen[kind] = snapshot
        try:
            texts = _READ[kind](_folder(self._house.settings, kind))
        except Mistakes as wrong:
            return self._refuse(kind, key_of(_said(wrong.mistakes)), wrong.mistakes, now)
        key = key_of(texts)
        if key == self._in_force.get(kind):
            self._mended(kind, now)  # the old text was put back
            return False
        mistakes = mistakes_of(kind, texts)
        return self._refuse(kind, key, mistakes, now) if mistakes else self._bring_in(kind, texts, now)

    def _bring_in(self, kind: str, texts: dict[str, str], now: datetime) -> bool:
        house, settings = self._house, self._house.settings
        cache_of(settings).put(_STAMP[kind], key_of(texts), b"")
        rules = rules_from(texts, settings) if kind == "rules" else house.furniture.rules
        templates = templates_from(texts, settings) if kind == "templates" else house.furniture.stationery.templates
        try:
            house.furnish(rules=rules, templates=templates)
        except Mistakes as wrong:
            return self._refuse(kind, key_of(texts), wrong.mistakes, now)
        _keep(settings, kind, texts)
        self._in_force[kind] = key_of(texts)
        version = rules.version if kind == "rules" else self._in_force[kind][:12]
        log.info("new %s are in force (%s)", kind, version)
        self._mended(kind, now)
        return True

    def _mended(self, kind: str, now: datetime) -> None:
        """Who heard that the files could not be used hears that they can."""
        if self._broken.pop(kind, None) is not None:
            key = f"{self._in_force[kind]}:{now.isoformat()}"
            self._house.alarm(_alarm(self._house.settings, f"{kind}-mended", key, (), now))

    def _refuse(self, kind: str, key: str, mistakes: tuple[Mistake, ...], now: datetime) -> bool:
        self._broken[kind] = key
        for mistake in mistakes[:LINES]:
            log.error("%s cannot be used: %s", kind, mistake)
        self._house.alarm(_alarm(self._house.settings, kind, key, mistakes, now))
        return False
