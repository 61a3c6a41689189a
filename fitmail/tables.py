"""Members, people, rota and meetings as CSV, in and out.

Takes the texts of the files; gives values of the model, or every mistake with file and line; and back again. A cell
that holds several things has ";" between them. In files `contact` is a co-op's rep and `deputy` a backup.
Promises: what is written is read back the same. Columns are those of the sample network; further ones (aliases,
preferences, last, coop, shadow_email, state) are written only when something would be lost without them, and columns
nobody knows are refused, because a heading with a slip in it would silently empty a whole column.
Known faults: a co-op that has a mailbox and reps names only the mailbox as its contact; its reps keep their role in
people.csv.
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches

from fitmail.model import LANGUAGES, Coop, Meeting, Mistake, Person, Turn
from fitmail.model.rota import TurnState

_ROLE_IN = {"deputy": "backup", "contact": "rep"}
# A network may have more; these are those that fitmail looks for.
_DUTIES = ("chair", "backup", "deputy", "shadow", "coordinator", "operator", "maintainer", "conduct", "moderator")
_ROLES = ("member", "rep", "contact", *_DUTIES)
_ROLE_OUT = {role: word for word, role in _ROLE_IN.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One CSV file as people hand it in."""

    file: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line of a table, its cells by heading."""

    file: str
    line: int
    cells: Mapping[str, str]

    def wrong(self, found: str, expected: str, hint: str = "") -> Mistake:
        return Mistake(file=self.file, line=self.line, found=found, expected=expected, hint=hint)

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")

    def several(self, heading: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in self[heading].split(";") if part.strip()))


# -- members and people --------------------------------------------------------------------------------------------

_MEMBERS = ("name", "email_domain", "contact", "city", "country", "skills", "languages", "size")
_MEMBERS_MORE = ("capacity_days_per_month", "minimum_budget")
_PEOPLE = ("name", "email", "coop", "language", "roles")
_PEOPLE_MORE = ("aliases", "preferences")


def read_directory(members: Book, people: Book) -> tuple[tuple[Coop, ...], tuple[Person, ...], tuple[Mistake, ...]]:
    """Co-ops and people. A contact who is no registered person is the co-op's shared mailbox."""
    mistakes: list[Mistake] = []
    coop_rows = _rows(members, _MEMBERS, _MEMBERS_MORE, mistakes)
    person_rows = _rows(people, _PEOPLE, _PEOPLE_MORE, mistakes)
    names = tuple(row["name"] for row in coop_rows)
    _refuse_twins(coop_rows, "name", mistakes)
    _refuse_twins(person_rows, "email", mistakes)
    persons = {row["email"].lower(): _person(row, names, mistakes) for row in person_rows}
    _refuse_shared_aliases(person_rows, persons, mistakes)
    coops: list[Coop] = []
    for row in coop_rows:
        contact = _address(row, "contact", mistakes, needed=False)
        rep = persons.get(contact)
        if rep is not None and rep.coop != row["name"]:
            mistakes.append(row.wrong(f"the contact {contact} is of {rep.coop or 'no co-op'}", "one of its own people"))
        elif rep is not None and "rep" not in rep.roles:
            persons[contact] = replace(rep, roles=(*rep.roles, "rep"))
        coops.append(_coop(row, "" if rep is not None else contact, mistakes))
    return tuple(coops), tuple(persons.values()), tuple(mistakes)


def _coop(row: _Row, mailbox: str, mistakes: list[Mistake]) -> Coop:
    domain = row["email_domain"].lower()
    if domain and ("@" in domain or " " in domain):
        mistakes.append(row.wrong(f'"{domain}"', "a domain without @, such as camba.example"))
    if not row["name"]:
        mistakes.append(row.wrong("a co-op without a name", "its name"))
    return Coop(
        name=row["name"],
        domain=domain,
        city=row["city"],
        country=row["country"],
        skills=tuple(skill.lower() for skill in row.several("skills")),
        languages=tuple(language.lower() for language in row.several("languages")),
        size=_number(row, "size", mistakes),
        free_days=_number(row, "capacity_days_per_month", mistakes),
        minimum=_number(row, "minimum_budget", mistakes),
        mailbox=mailbox,
    )


def _person(row: _Row, coops: Sequence[str], mistakes: list[Mistake]) -> Person:
    coop, language = row["coop"], row["language"].lower()
    for role in row.several("roles"):
        near = get_close_matches(role.lower(), _ROLES, n=1, cutoff=0.75)
        # A role of the network's own is welcome; a slip in one of ours would leave nobody in it, and say nothing.
        if near and role.lower() not in _ROLES:
            mistakes.append(row.wrong(f'role "{role}"', "a role that fitmail knows", f'Did you mean "{near[0]}"?'))
    if coop and coop not in coops:
        mistakes.append(row.wrong(f'co-op "{coop}" is not in the members', "a name of members.csv", _near(coop, coops)))
    if language not in LANGUAGES:
        mistakes.append(row.wrong(f'language "{row["language"]}"', "en, es or pt"))
        language = LANGUAGES[0]
    return Person(
        address=_address(row, "email", mistakes, needed=True),
        name=row["name"],
        coop=coop,
        language=language,
        roles=tuple(_ROLE_IN.get(role.lower(), role.lower()) for role in row.several("roles")),
        aliases=tuple(alias.lower() for alias in row.several("aliases")),
        preferences=tuple(_preference(row, words, mistakes) for words in row.several("preferences")),
    )


def _preference(row: _Row, words: str, mistakes: list[Mistake]) -> tuple[str, str]:
    name, sign, value = (part.strip() for part in words.partition("="))
    if not sign or not name:
        mistakes.append(row.wrong(f'preference "{words}"', 'name=value, such as "digest=off"'))
    return name, value


def _refuse_shared_aliases(rows: Sequence[_Row], persons: Mapping[str, Person], mistakes: list[Mistake]) -> None:
    """An address speaks for one person only: orders go by it."""
    holder: dict[str, str] = {address: address for address in persons}
    for row in rows:
        person = persons[row["email"].lower()]
        for alias in person.aliases:
            if holder.setdefault(alias, person.address) != person.address:
                mistakes.append(row.wrong(f"{alias} is also an address of {holder[alias]}", "an address of one person"))


def write_members(coops: Iterable[Coop], people: Sequence[Person], *, currency: str) -> str:
    """members.csv; `currency` ends the heading of the minimum budget, as in minimum_budget_gbp."""
    budget = f"minimum_budget_{currency.lower()}" if currency else "minimum_budget"
    lines: list[tuple[object, ...]] = [(*_MEMBERS, "capacity_days_per_month", budget)]
    for coop in coops:
        reps = [person.address for person in people if person.coop == coop.name and "rep" in person.roles]
        contact = coop.mailbox or (reps[0] if reps else "")
        place = (coop.name, coop.domain, contact, coop.city, coop.country)
        numbers = (coop.size, coop.free_days, coop.minimum)
        lines.append((*place, ";".join(coop.skills), ";".join(coop.languages), *numbers))
    return _written(lines)


def write_people(people: Sequence[Person]) -> str:
    """people.csv."""
    more = tuple(heading for heading in _PEOPLE_MORE if any(getattr(person, heading) for person in people))
    lines: list[tuple[object, ...]] = [(*_PEOPLE, *more)]
    for person in people:
        roles = ";".join(_ROLE_OUT.get(role, role) for role in person.roles)
        cells = {
            "aliases": ";".join(person.aliases),
            "preferences": ";".join(f"{name}={value}" for name, value in person.preferences),
        }
        own = (person.name, person.address, person.coop, person.language, roles)
        lines.append((*own, *(cells[heading] for heading in more)))
    return _written(lines)


# -- rota ------------------------------------------------------------------------------------------------------------

_ROTA = ("start", "chair", "chair_email", "deputy", "deputy_email")
_ROTA_MORE = ("chair", "deputy", "deputy_email", "last", "coop", "shadow_email", "state")
_TURN_STATES: Mapping[str, TurnState] = {
    "": "confirmed",
    "confirmed": "confirmed",
    "planned": "planned",
    "asked": "asked",
}


def read_rota(rota: Book, people: Sequence[Person], *, turn: str) -> tuple[tuple[Turn, ...], tuple[Mistake, ...]]:
    """Turns in order. A turn ends the day before the next one starts (so that none is empty between them), or after
    the settings' length where none follows; a column `last` may say otherwise. A planned turn needs no chair yet."""
    mistakes: list[Mistake] = []
    rows = _rows(rota, _ROTA[:1] + _ROTA[2:3], _ROTA_MORE, mistakes)
    dated = [(day, row) for row in rows if (day := _day(row, "start", mistakes)) is not None]
    _refuse_twins(rows, "start", mistakes)
    dated.sort(key=lambda pair: pair[0])
    turns: list[Turn] = []
    for place, (first, row) in enumerate(dated):
        following = dated[place + 1][0] if place + 1 < len(dated) else None
        last = _last(first, following, turn)
        if row["last"]:
            said = _day(row, "last", mistakes) or last
            if said < first or (following is not None and said >= following):
                mistakes.append(row.wrong(f"last = {said}", "a day from its start to the day before the next turn"))
            last = said
        turns.append(_turn(row, (first, last), people, mistakes))
    return tuple(turns), tuple(mistakes)


def _turn(row: _Row, days: tuple[date, date], people: Sequence[Person], mistakes: list[Mistake]) -> Turn:
    known = {address: person.address for person in people for address in (person.address, *person.aliases)}
    state, coops = _TURN_STATES.get(row["state"].lower()), tuple(dict.fromkeys(p.coop for p in people if p.coop))
    if state is None:
        mistakes.append(row.wrong(f'state "{row["state"]}"', "confirmed, planned or asked"))
    if row["coop"] and row["coop"] not in coops:
        mistakes.append(row.wrong(f'co-op "{row["coop"]}" has no people', "a co-op's name", _near(row["coop"], coops)))
    return Turn(
        chair=_of_rota(row, "chair_email", known, mistakes, needed=state in (None, "confirmed")),
        backup=_of_rota(row, "deputy_email", known, mistakes, needed=False),
        first=days[0],
        last=days[1],
        coop=row["coop"],
        shadow=_of_rota(row, "shadow_email", known, mistakes, needed=False),
        state=state or "confirmed",
    )


def _of_rota(row: _Row, heading: str, known: Mapping[str, str], mistakes: list[Mistake], *, needed: bool) -> str:
    address = _address(row, heading, mistakes, needed=needed)
    if address and address not in known:
        hint = _near(address, tuple(known))
        mistakes.append(row.wrong(f"{address} is not among the people", "an address of people.csv", hint))
    return known.get(address, address)


def _last(first: date, following: date | None, turn: str) -> date:
    if following is not None:
        return following - timedelta(days=1)
    if turn == "week":
        return first + timedelta(days=6)
    months = first.month - 1 + (3 if turn == "quarter" else 1)
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1])) - timedelta(days=1)


def write_rota(turns: Sequence[Turn], people: Sequence[Person], *, turn: str) -> str:
    """rota.csv, with names for people to read."""
    names = {person.address: person.name for person in people}
    ordered = sorted(turns, key=lambda each: each.first)
    following = [*(each.first for each in ordered[1:]), None]
    ends = [_last(each.first, after, turn) for each, after in zip(ordered, following, strict=False)]
    rows = [_rota_cells(each, people) for each in ordered]
    wanted = {
        "last": any(each.last != end for each, end in zip(ordered, ends, strict=True)),
        **{name: any(row[name] for row in rows) for name in ("coop", "shadow_email", "state")},
    }
    more = tuple(name for name, needed in wanted.items() if needed)
    lines: list[tuple[object, ...]] = [(f"{turn}_start", *_ROTA[1:], *more)]
    for each, row in zip(ordered, rows, strict=True):
        pair = (names.get(each.chair, ""), each.chair, names.get(each.backup, ""), each.backup)
        lines.append((each.first.isoformat(), *pair, *(row[name] for name in more)))
    return _written(lines)


def _rota_cells(turn: Turn, people: Sequence[Person]) -> Mapping[str, str]:
    """The further columns; "" where leaving them out loses nothing."""
    own = next((person.coop for person in people if turn.chair in (person.address, *person.aliases)), "")
    return {
        "last": turn.last.isoformat(),
        "coop": turn.coop if turn.coop != own else "",
        "shadow_email": turn.shadow,
        "state": turn.state if turn.state != "confirmed" else "",
    }


# -- meetings --------------------------------------------------------------------------------------------------------

_MEETINGS = ("date", "place", "present", "apologies", "absent")


def read_meetings(meetings: Book, coops: Sequence[Coop]) -> tuple[tuple[Meeting, ...], tuple[Mistake, ...]]:
    """Meetings in order of their days."""
    mistakes: list[Mistake] = []
    rows = _rows(meetings, _MEETINGS, (), mistakes)
    names = tuple(coop.name for coop in coops)
    found: list[Meeting] = []
    for row in rows:
        day = _day(row, "date", mistakes)
        groups = [row.several(heading) for heading in _MEETINGS[2:]]
        for name in (name for group in groups for name in group):
            if name not in names:
                mistakes.append(
                    row.wrong(f'co-op "{name}" is not in the members', "a name of members.csv", _near(name, names))
                )
            elif sum(name in group for group in groups) > 1:
                mistakes.append(row.wrong(f"{name} stands in two columns", "present, apologies or absent"))
        if day is not None:
            present, apologies, absent = groups
            found.append(Meeting(day=day, place=row["place"], present=present, apologies=apologies, absent=absent))
    return tuple(sorted(found, key=lambda meeting: meeting.day)), tuple(dict.fromkeys(mistakes))


def write_meetings(meetings: Iterable[Meeting]) -> str:
    """meetings.csv."""
    lines: list[tuple[object, ...]] = [_MEETINGS]
    for meeting in meetings:
        groups = (meeting.present, meeting.apologies, meeting.absent)
        lines.append((meeting.day.isoformat(), meeting.place, *(";".join(group) for group in groups)))
    return _written(lines)


# -- cells -----------------------------------------------------------------------------------------------------------


def _rows(book: Book, needed: Sequence[str], more: Sequence[str], mistakes: list[Mistake]) -> list[_Row]:
    """The lines of a table by their headings, empty lines left out."""
    first = book.text.lstrip("\ufeff").partition("\n")[0]
    # Spreadsheets of half the world part cells by semicolons or tabs when they say "comma separated".
    delimiter = next((mark for mark in ",;\t" if mark in first), ",")
    reader = csv.reader(io.StringIO(book.text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    rows: list[_Row] = []
    headings: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            here, line = line, reader.line_num + 1
            stripped = [cell.strip() for cell in cells]
            if headings is None:
                headings = [_heading(cell) for cell in stripped]
                mistakes += _about_headings(book, headings, needed, more)
            elif any(stripped):
                row = _Row(file=book.file, line=here, cells=dict(zip(headings, stripped, strict=False)))
                if len(stripped) > len(headings):
                    mistakes.append(row.wrong(f"{len(stripped)} cells", f"{len(headings)}, as in the first line"))
                rows.append(row)
    except csv.Error as error:
        mistakes.append(
            Mistake(file=book.file, line=line, found=str(error), expected="comma separated values", hint="")
        )
    return rows


def _heading(cell: str) -> str:
    """ "minimum_budget_gbp" and "quarter_start" name their currency and length of turn; we know them already."""
    name = cell.lower().replace(" ", "_")
    if name.startswith("minimum_budget_"):
        return "minimum_budget"
    if name.endswith("_start"):
        return "start"
    return {"backup": "deputy", "backup_email": "deputy_email", "rep": "contact", "domain": "email_domain"}.get(
        name, name
    )


def _about_headings(book: Book, found: Sequence[str], needed: Sequence[str], more: Sequence[str]) -> list[Mistake]:
    known = (*needed, *more)
    wrong = [(f'no column "{name}"', ", ".join(known), "") for name in needed if name not in found]
    wrong += [(f'column "{name}"', ", ".join(known), _near(name, known)) for name in found if name not in known]
    wrong += [(f'column "{name}" twice', "it once", "") for name in dict.fromkeys(found) if found.count(name) > 1]
    return [Mistake(file=book.file, line=1, found=what, expected=want, hint=hint) for what, want, hint in wrong]


def _refuse_twins(rows: Sequence[_Row], heading: str, mistakes: list[Mistake]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row[heading].lower(), row.line)
        if first != row.line and row[heading]:
            mistakes.append(row.wrong(f"{row[heading]} stands here again", f"it once; it is on line {first} already"))


def _address(row: _Row, heading: str, mistakes: list[Mistake], *, needed: bool) -> str:
    address = row[heading].lower()
    local, _, domain = address.rpartition("@")
    if (address or needed) and (
        not local or not domain or any(letter.isspace() or letter in "<>,;" for letter in address)
    ):
        mistakes.append(row.wrong(f'{heading} "{row[heading]}"', "an e-mail address"))
    return address


def _number(row: _Row, heading: str, mistakes: list[Mistake]) -> int:
    text = row[heading]
    if text and not (text.isascii() and text.isdecimal() and len(text) <= 9):
        mistakes.append(row.wrong(f'{heading} "{text}"', "a whole number, or nothing when it is unknown"))
        return 0
    return int(text or 0)


def _day(row: _Row, heading: str, mistakes: list[Mistake]) -> date | None:
    try:
        return date.fromisoformat(row[heading])
    except ValueError:
        mistakes.append(row.wrong(f'{heading} "{row[heading]}"', "a date such as 2026-03-15"))
        return None


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else ""


def _written(lines: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()
