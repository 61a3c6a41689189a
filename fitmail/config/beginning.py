"""`fitmail init`: the files of a new desk.

Takes a folder, a sample network to be like ("cotech" or "fit"), today's date and a secret. Writes fitmail.toml, the
secret (readable by its owner only), calendar.ics, members.csv, people.csv, rota.csv and meetings.csv; with
`copy_files` also rules/ and templates/ to change. Promises: nothing that is there is overwritten, and nothing is
written at all when one of the files is there. All people and addresses in the samples are made up.
"""

from __future__ import annotations

import shutil
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fitmail.config.files import shipped
from fitmail.config.paper import settings_text
from fitmail.config.settings import Mistakes
from fitmail.model import Mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class _Like:
    """A sample network."""

    settings: Mapping[str, Mapping[str, Any]]
    members: Sequence[str]
    people: Sequence[str]
    duty: Sequence[tuple[str, str, str, str]]  # chair, address, backup, address: turn after turn
    holidays: Sequence[tuple[str, str]]  # name, DTSTART;RRULE in short: "0101", "0501 1MO", "=20260403"


_LIKES: Mapping[str, _Like] = {
    "cotech": _Like(
        settings={
            "network": {"name": "Weft", "region": "GB", "languages": ["en"], "currency": "GBP"},
            "desk": {"address": "enquiries@weft.example", "zone": "Europe/London", "calendar": "calendar.ics"},
            "list": {"address": "members@lists.weft.example", "mode": "watched", "name": "Weft members"},
            "receive.lmtp": {"host": "127.0.0.1", "port": 2424},
            "deliver": {"transport": "folder"},
            "trust": {"servers": ["mx.weft.example"]},
            "roles": {"operator": "ops@bramble.example", "coordinator": "kit@larch.example"},
            "rota": {"turn": "quarter"},
        },
        members=(
            "Bramble Works,bramble.example,ada@bramble.example,Leeds,United Kingdom,wordpress;php,en,7,10,3000",
            "Larch Data,larch.example,kit@larch.example,Bristol,United Kingdom,python;postgresql;data,en,5,8,6000",
        ),
        people=(
            "Ada Fenwick,ada@bramble.example,Bramble Works,en,member;contact;chair",
            "Ola Merrin,ops@bramble.example,Bramble Works,en,member;operator",
            "Kit Sorrel,kit@larch.example,Larch Data,en,member;contact;deputy;coordinator",
        ),
        duty=(
            ("Ada Fenwick", "ada@bramble.example", "Kit Sorrel", "kit@larch.example"),
            ("Kit Sorrel", "kit@larch.example", "Ada Fenwick", "ada@bramble.example"),
        ),
        holidays=(
            ("New Year's Day", "0101"),
            ("Good Friday", "=20260403 20270326 20280414"),
            ("Easter Monday", "=20260406 20270329 20280417"),
            ("Early May bank holiday", "0501 1MO"),
            ("Spring bank holiday", "0501 -1MO"),
            ("Summer bank holiday", "0801 -1MO"),
            ("Christmas Day", "1225"),
            ("Boxing Day", "1226"),
        ),
    ),
    "fit": _Like(
        settings={
            "network": {"name": "Trama", "region": "AR", "languages": ["es", "en", "pt"], "currency": "ARS"},
            "desk": {
                "address": "consultas@trama.example",
                "zone": "America/Argentina/Buenos_Aires",
                "calendar": "calendar.ics",
            },
            "list": {"address": "red@listas.trama.example", "mode": "watched", "name": "Trama"},
            "receive.lmtp": {"host": "127.0.0.1", "port": 2424},
            "deliver": {"transport": "folder"},
            "trust": {"servers": ["mx.trama.example"]},
            "roles": {"operator": "sistemas@ceibo.example", "coordinator": "malena@tala.example"},
            "rota": {"turn": "quarter"},
        },
        members=(
            "Ceibo,ceibo.example,ines@ceibo.example,Rosario,Argentina,python;django;react,es;en,9,12,0",
            "Tala Software,tala.example,malena@tala.example,Córdoba,Argentina,php;laravel;moodle,es;pt,6,6,0",
        ),
        people=(
            "Inés Arrieta,ines@ceibo.example,Ceibo,es,member;contact;chair",
            "Bruno Salvatierra,sistemas@ceibo.example,Ceibo,es,member;operator",
            "Malena Quiroga,malena@tala.example,Tala Software,es,member;contact;deputy;coordinator",
        ),
        duty=(
            ("Inés Arrieta", "ines@ceibo.example", "Malena Quiroga", "malena@tala.example"),
            ("Malena Quiroga", "malena@tala.example", "Inés Arrieta", "ines@ceibo.example"),
        ),
        holidays=(
            ("Año Nuevo", "0101"),
            ("Día de la Memoria", "0324"),
            ("Malvinas", "0402"),
            ("Viernes Santo", "=20260403 20270326 20280414"),
            ("Día del Trabajador", "0501"),
            ("Revolución de Mayo", "0525"),
            ("Día de la Bandera", "0620"),
            ("Independencia", "0709"),
            ("San Martín", "0801 3MO"),
            ("Inmaculada Concepción", "1208"),
            ("Navidad", "1225"),
        ),
    ),
}
LIKES = tuple(_LIKES)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def init(folder: Path, *, like: str, today: date, secret: str, copy_files: bool) -> tuple[Path, ...]:
    """Writes a new desk's files and gives their paths, or raises `Mistakes` when one of them is there already."""
    texts = {**_texts(_LIKES[like], today, copy_files=copy_files), "fitmail.secret": f"{secret}\n"}
    folders = ("rules", "templates") if copy_files else ()
    there = [folder / name for name in (*texts, *folders) if (folder / name).exists()]
    if there:
        hint = "init never overwrites: name another folder, or move these away."
        raise Mistakes(
            tuple(
                Mistake(file=str(path), line=1, found="is there already", expected="a folder without it", hint=hint)
                for path in there
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / name
        # The secret is made readable by its owner only before it holds anything.
        path.touch(mode=0o600 if name == "fitmail.secret" else 0o644, exist_ok=False)
        path.write_text(text, "utf-8")
    for name in folders:
        shutil.copytree(shipped(name), folder / name)
    return tuple(folder / name for name in (*texts, *folders))


def _texts(like: _Like, today: date, *, copy_files: bool) -> dict[str, str]:
    """File name -> text."""
    laid = dict(like.settings)
    if copy_files:
        laid["paths"] = {"rules": "rules", "templates": "templates"}
    currency = str(like.settings["network"]["currency"]).lower()
    heading = "name,email_domain,contact,city,country,skills,languages,size,capacity_days_per_month,minimum_budget"
    return {
        "fitmail.toml": settings_text(laid),
        "calendar.ics": _calendar(like.holidays, today.year),
        "members.csv": _lines(f"{heading}_{currency}", *like.members),
        "people.csv": _lines("name,email,coop,language,roles", *like.people),
        "rota.csv": _lines("quarter_start,chair,chair_email,deputy,deputy_email", *_turns(like.duty, today)),
        "meetings.csv": _lines("date,place,present,apologies,absent"),
    }


def _turns(duty: Sequence[tuple[str, str, str, str]], today: date) -> list[str]:
    """Four quarters, beginning with the present one: a turn is never empty."""
    quarters = [today.year * 4 + (today.month - 1) // 3 + ahead for ahead in range(4)]
    starts = [date(quarter // 4, quarter % 4 * 3 + 1, 1) for quarter in quarters]
    return [",".join((start.isoformat(), *duty[n % len(duty)])) for n, start in enumerate(starts)]


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _calendar(holidays: Sequence[tuple[str, str]], year: int) -> str:
    """An iCalendar of closed days, with the line ends that RFC 5545 s.3.1 wants."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fitmail//closed days//EN"]
    for number, (name, when) in enumerate(holidays, 1):
        days = when.removeprefix("=").split() if when.startswith("=") else [_first(when, year)]
        for place, day in enumerate(days):
            lines += ["BEGIN:VEVENT", f"UID:closed-{number}-{place}@fitmail.invalid", f"DTSTAMP:{year}0101T000000Z"]
            lines += [f"DTSTART;VALUE=DATE:{day}", *_rule(when), f"SUMMARY:{name}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _rule(when: str) -> list[str]:
    if when.startswith("="):
        return []
    weekday = when[5:]
    return [f"RRULE:FREQ=YEARLY;BYMONTH={int(when[:2])};BYDAY={weekday}" if weekday else "RRULE:FREQ=YEARLY"]


def _first(when: str, year: int) -> str:
    """The day itself, or the first or last such weekday of its month."""
    month, weekday = int(when[:2]), when[5:]
    if not weekday:
        return f"{year}{when[:4]}"
    place, number = int(weekday[:-2]), _WEEKDAYS.index(weekday[-2:])
    days = range(1, monthrange(year, month)[1] + 1)
    fitting = [day for day in days if date(year, month, day).weekday() == number]
    return f"{year}{month:02}{fitting[place - 1 if place > 0 else place]:02}"
