"""From checked values to `Settings`: what is computed, and what must agree with what.

Takes `Found` and the environment. Gives `Settings`, or raises `Mistakes` with everything that was wrong in the
settings and in the files they name (passwords, calendar).
"""

from __future__ import annotations

import hashlib
import socket
from datetime import date
from pathlib import Path
from typing import cast

from fitmail.config.closed import closed_days
from fitmail.config.files import shipped, text_of
from fitmail.config.keys import PERIODIC
from fitmail.config.keys import Path as KeyPath
from fitmail.config.reading import Found
from fitmail.config.settings import Delivery, ImapMailbox, Limits, Listener, Mistakes, Roles, Settings
from fitmail.model import Policy


def build(found: Found, *, folder: Path) -> Settings:
    """The settings, with relative paths counted from `folder`."""
    checker = _Builder(found, folder)
    checker.agree()
    if found.mistakes:
        # Half the values are missing; calendar and passwords are looked at once the rest is right.
        raise Mistakes(tuple(sorted(found.mistakes, key=lambda mistake: (mistake.file, mistake.line))))
    settings = checker.settings()
    if found.mistakes:
        raise Mistakes(tuple(found.mistakes))
    return settings


class _Builder:
    """Reads values by their dotted names; the table of keys has promised their kinds."""

    def __init__(self, found: Found, folder: Path) -> None:
        self.found = found
        self.folder = folder

    # -- values
    def text(self, *path: str) -> str:
        return cast(str, self.found.values.get(path, ""))

    def count(self, *path: str) -> int:
        return cast(int, self.found.values[path])

    def flag(self, *path: str) -> bool:
        return cast(bool, self.found.values[path])

    def names(self, *path: str) -> tuple[str, ...]:
        return cast(tuple[str, ...], self.found.values.get(path) or ())

    def path(self, *path: str) -> Path:
        return self.folder / self.text(*path)

    # -- what must agree
    def agree(self) -> None:
        """Mistakes that only two values together can make."""
        wrong, desk = self.found.wrong, self.text("desk", "address")
        language, languages = self.text("desk", "language"), self.names("network", "languages")
        if language and languages and language not in languages:
            shown = " or ".join(f'"{each}"' for each in languages)
            wrong(("desk", "language"), f'language = "{language}"', shown, "It must be one of the network's languages.")
        mode, address = self.text("list", "mode"), self.text("list", "address")
        if mode not in ("", "off") and not address:
            wrong(("list", "mode"), f'mode = "{mode}" without an address', "the list's address, or mode off", "")
        if address and address == desk:
            wrong(("list", "address"), "the list has the desk's address", "two different addresses", "")
        if self.text("rules", "address") in (desk, address) and self.text("rules", "address"):
            wrong(("rules", "address"), "the rules have another's address", "an address of their own", "")
        for name in self.found.names("receive", "imap"):
            here = ("receive", "imap", name)
            if not self.text(*here, "password") and not self.text(*here, "password_file"):
                wrong(here, f"[{'.'.join(here)}] has no password", "password_file = a file that holds it", "")
            if self.text(*here, "folder") == self.text(*here, "kept") != "":
                wrong((*here, "kept"), "kept mail would stay where new mail arrives", "two different folders", "")
        if self.text("deliver", "user") and not (
            self.text("deliver", "password") or self.text("deliver", "password_file")
        ):
            wrong(("deliver", "user"), "a user without a password", "password_file = a file that holds it", "")
        for name in ("rules", "templates"):
            if self.text("paths", name) and not self.path("paths", name).is_dir():
                wrong(("paths", name), f"there is no folder {self.text('paths', name)}", "a folder", "")

    # -- the parts
    def settings(self) -> Settings:
        rules = self.path("paths", "rules") if self.text("paths", "rules") else shipped("rules")
        templates = self.path("paths", "templates") if self.text("paths", "templates") else shipped("templates")
        return Settings(
            file=self.found.paper.file,
            folder=self.folder,
            policy=self._policy(rules),
            store_url=self._store_url(),
            smtp=self._listener("smtp"),
            lmtp=self._listener("lmtp"),
            http=self._listener("http"),
            imap=tuple(self._imap(name) for name in self.found.names("receive", "imap")),
            delivery=self._delivery(),
            servers=self.names("trust", "servers"),
            roles=Roles(
                operator=self.text("roles", "operator"),
                coordinator=self._coordinator(),
                maintainer=self.names("roles", "maintainer"),
                conduct=self.names("roles", "conduct"),
                moderator=self.names("roles", "moderator"),
            ),
            channels=self._channels(),
            turn=self.text("rota", "turn"),  # type: ignore[arg-type]  # the kind has checked the word
            limits=Limits(
                size=self.count("limits", "size"),
                hops=self.count("limits", "hops"),
                batch=self.count("limits", "batch"),
                tries=self.count("limits", "tries"),
            ),
            rules=rules,
            templates=templates,
            secret_file=self.path("paths", "secret"),
            emergency=self.path("paths", "emergency"),
            cache=self.path("paths", "cache"),
            rehearsal=self.flag("desk", "rehearsal"),
        )

    def _channels(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, self.text("channels", name, "address")) for name in self.found.names("channels"))

    def _policy(self, rules: Path) -> Policy:
        desk = self.text("desk", "address")
        network, list_address = self.text("network", "name"), self.text("list", "address")
        languages = self.names("network", "languages")
        opens, closes = cast(tuple[int, int], self.found.values["desk", "hours"])
        mode = self.text("list", "mode")
        return Policy(
            channels=self._channels(),
            network=network,
            region=self.text("network", "region"),
            desk_name=self.text("desk", "name") or f"{network} enquiries",
            desk=desk,
            list_name=self.text("list", "name") or list_address.partition("@")[0],
            list_address="" if mode == "off" else list_address,
            list_mode=mode,  # type: ignore[arg-type]  # the kind has checked the word
            languages=languages,  # type: ignore[arg-type]
            language=self.text("desk", "language") or languages[0],  # type: ignore[arg-type]
            zone=self.text("desk", "zone"),
            opens=opens,
            closes=closes,
            closed_days=self._closed_days(rules),
            promise=self.count("desk", "promise"),
            consent=self.text("desk", "consent"),  # type: ignore[arg-type]
            separator=self.text("desk", "separator"),
            domain=self.text("desk", "domain") or desk.rpartition("@")[2],
            # An instance mark must not change between starts, and two desks must not share one.
            instance=self.text("desk", "instance") or hashlib.sha256(desk.encode()).hexdigest()[:12],
            delay=self.count("deliver", "delay"),
            confirm_first=self.count("desk", "confirm"),
            operator=self.text("roles", "operator"),
            coordinator=self._coordinator(),
            answers_per_day=self.count("limits", "answers_per_day"),
            answers_per_hour=self.count("limits", "answers_per_hour"),
            hop_limit=self.count("limits", "hops"),
            periodic=frozenset(name for name in PERIODIC if self.flag(name, "on")),
            digest_day=self.count("digest", "day"),
            digest_hour=self.count("digest", "hour"),
            daily_at=self.count("daily", "at"),
            turn=self.text("rota", "turn"),  # type: ignore[arg-type]
            share_days=self.count("desk", "decide_days"),
            currency=self.text("network", "currency").upper(),
            rules_address=self.text("rules", "address") or f"rules@{desk.rpartition('@')[2]}",
            rules_own=self.text("paths", "rules") != "",
            maintainers=self.names("roles", "maintainer"),
        )

    def _coordinator(self) -> str:
        return self.text("roles", "coordinator") or self.text("roles", "operator")

    def _store_url(self) -> str:
        url = self.text("store", "url")
        if not url.startswith("sqlite:///"):
            return url
        return "sqlite:///" + str(self.folder / url.removeprefix("sqlite:///"))

    def _listener(self, door: str) -> Listener | None:
        here = ("receive", door)
        if here not in self.found.tables:
            return None
        return Listener(host=self.text(*here, "host"), port=self.count(*here, "port"))

    def _imap(self, name: str) -> ImapMailbox:
        here = ("receive", "imap", name)
        return ImapMailbox(
            name=name,
            host=self.text(*here, "host"),
            port=self.count(*here, "port"),
            ssl=self.flag(*here, "ssl"),
            user=self.text(*here, "user"),
            password=self._password(here),
            folder=self.text(*here, "folder"),
            kept=self.text(*here, "kept"),
            address=self.text(*here, "address") or self.text("desk", "address"),
            poll=max(1, self.count(*here, "poll")),
        )

    def _delivery(self) -> Delivery:
        here = ("deliver",)
        return Delivery(
            transport=self.text(*here, "transport"),  # type: ignore[arg-type]  # the kind has checked the word
            host=self.text(*here, "host"),
            port=self.count(*here, "port"),
            starttls=self.text(*here, "starttls"),  # type: ignore[arg-type]
            user=self.text(*here, "user"),
            password=self._password(here),
            hostname=self.text(*here, "hostname") or socket.gethostname(),
            folder=self.path(*here, "folder"),
            timeout=max(1, self.count(*here, "timeout")),
        )

    def _password(self, table: KeyPath) -> str:
        """The password itself, or the first line of the file that holds it."""
        name = self.text(*table, "password_file")
        if self.text(*table, "password") or not name:
            return self.text(*table, "password")
        try:
            lines = text_of(self.folder / name).splitlines()
        except Mistakes as wrong:
            self.found.mistakes += wrong.mistakes
            return ""
        if not lines or not lines[0].strip():
            self.found.wrong((*table, "password_file"), f"{name} is empty", "the password on its first line", "")
            return ""
        return lines[0].strip()

    def _closed_days(self, rules: Path) -> frozenset[date]:
        named = self.text("desk", "calendar")
        path = self.folder / named if named else rules / "calendar.ics"
        if not named and not path.is_file():
            return frozenset()
        try:
            days, mistakes = closed_days(text_of(path), file=str(path))
        except Mistakes as wrong:
            self.found.mistakes += wrong.mistakes
            return frozenset()
        self.found.mistakes += mistakes
        return days
