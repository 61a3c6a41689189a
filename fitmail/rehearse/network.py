"""The `network` part: who they are, who is on duty, where their clock hangs.

Takes the part's lines: a keyword, then columns split by two or more spaces. Gives a `Network`: people, co-ops and
turns as the house knows them, and the settings that follow from them as TOML.
Promises: every line that cannot be understood is named with its number; nothing is asked of the real world.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import cast

from fitmail.model import LANGUAGES, Coop, Language, Mistake, Person, Turn
from fitmail.rehearse.script import Part, Unreadable, mistake
from fitmail.rehearse.times import name_of_offset, read_time, zone_of

KEYWORDS = ("name", "domain", "speaks", "desk", "list", "zone", "hours", "chair", "backup", "member", "now")
COLUMNS = re.compile(r"\s{2,}|\t+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    name: str
    domain: str
    languages: tuple[Language, ...]
    desk: str
    list_address: str
    zone: str
    hours: str
    people: tuple[Person, ...]
    coops: tuple[Coop, ...]
    turns: tuple[Turn, ...]
    operator: str
    roles: tuple[tuple[str, str], ...]  # ("conduct", address)
    now: datetime

    def person(self, address: str) -> Person | None:
        return next((one for one in self.people if address.lower() in (one.address, *one.aliases)), None)


@dataclass(slots=True)
class Draft:
    """What the lines have said so far."""

    file: str
    words: dict[str, tuple[str, int]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    chairs: list[tuple[str, date, date]] = field(default_factory=list)
    backups: list[tuple[str, date, date]] = field(default_factory=list)
    skills: dict[str, list[str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, line: int, found: str, expected: str, hint: str = "") -> None:
        self.mistakes.append(mistake(file=self.file, line=line, found=found, expected=expected, hint=hint))


def read_network(part: Part, *, file: str) -> Network:
    draft = Draft(file=file)
    rows: list[tuple[str, list[str], int]] = []
    for index, line in enumerate(part.lines):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        keyword, _, rest = words.partition(" ") if "\t" not in words.split(" ")[0] else words.partition("\t")
        columns = [column.strip() for column in COLUMNS.split(rest.strip()) if column.strip()]
        rows.append((keyword, columns, part.where(index)))
    for keyword, columns, number in rows:
        if keyword not in KEYWORDS:
            near = difflib.get_close_matches(keyword, KEYWORDS, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else ""
            draft.wrong(number, f'"{keyword}"', "one of " + ", ".join(KEYWORDS), hint)
        elif not columns:
            draft.wrong(number, f'"{keyword}" with nothing after it', f"{keyword}, two spaces, a value")
        elif keyword not in ("chair", "backup", "member"):
            draft.words[keyword] = (" ".join(columns), number)
    languages = read_languages(draft, *draft.words.get("speaks", ("en", part.line)))
    for keyword, columns, number in rows:
        if columns and keyword in ("chair", "backup", "member"):
            read_person(draft, keyword, columns, line=number, language=languages[0] if languages else "en")
    return finish(draft, part, languages)


def finish(draft: Draft, part: Part, languages: tuple[Language, ...]) -> Network:
    for needed in ("name", "domain", "now"):
        if needed not in draft.words:
            draft.wrong(part.line, f'a network without "{needed}"', f'a line "{needed}  …"')
    if not draft.people and not draft.mistakes:
        draft.wrong(part.line, "a network without people", "a chair or a member")
    domain = draft.words.get("domain", ("invalid.example", 0))[0].lower()
    zone, now = read_clock(draft, part)
    hours, line = draft.words.get("hours", ("09:00-17:00", part.line))
    hours = hours.replace(" ", "").replace("–", "-").replace("to", "-")
    if not re.fullmatch(r"\d{1,2}:\d\d-\d{1,2}:\d\d", hours):
        draft.wrong(line, f'"{hours}"', "hours such as 09:00-17:00")
    if draft.mistakes or now is None:
        raise Unreadable(tuple(sorted(draft.mistakes, key=lambda one: one.line)))
    people = with_reps(draft.people)
    return Network(
        name=draft.words["name"][0],
        domain=domain,
        languages=languages,
        desk=draft.words.get("desk", (f"enquiries@{domain}", 0))[0].lower(),
        list_address=draft.words.get("list", (f"list@{domain}", 0))[0].split()[0].lower(),
        zone=zone,
        hours=hours,
        people=people,
        coops=coops_of(people, draft.skills),
        turns=turns_of(draft.chairs, draft.backups),
        operator=with_role(people, "operator") or (draft.chairs[0][0] if draft.chairs else people[0].address),
        roles=tuple(
            (role, address)
            for role in ("coordinator", "maintainer", "conduct", "moderator")
            if (address := with_role(people, role))
        ),
        now=now,
    )


def with_role(people: tuple[Person, ...], role: str) -> str:
    return next((one.address for one in people if role in one.roles), "")


def read_languages(draft: Draft, words: str, line: int) -> tuple[Language, ...]:
    found = [word for word in re.split(r"[,;\s]+", words.lower()) if word]
    for word in found:
        if word not in LANGUAGES:
            draft.wrong(line, f'the language "{word}"', "en, es or pt")
    return tuple(cast(Language, word) for word in found if word in LANGUAGES)


def read_person(draft: Draft, keyword: str, columns: list[str], *, line: int, language: Language) -> None:
    """`NAME, CO-OP  ADDRESS  [FROM to TO]  [does SKILLS]  [speaks L]  [role ROLE]`."""
    shape = f"{keyword}  NAME, CO-OP  ADDRESS" + ("  FROM to TO" if keyword != "member" else "  [does …]")
    name, comma, coop = columns[0].partition(",")
    if not comma or not coop.strip() or len(columns) < 2 or "@" not in columns[1] or " " in columns[1]:
        draft.wrong(line, f'"{"  ".join(columns)}"', shape + ", the columns two spaces apart")
        return
    address, coop = columns[1].lower(), coop.strip()
    roles = ["member"] + ([keyword] if keyword != "member" else [])
    turn: tuple[date, date] | None = None
    for column in columns[2:]:
        word, _, rest = column.partition(" ")
        if word == "does":
            draft.skills.setdefault(coop, []).extend(skill.lower() for skill in re.split(r"\s*[,;]\s*", rest.strip()))
        elif word == "speaks" and (spoken := read_languages(draft, rest, line)):
            language = spoken[0]
        elif word == "role":
            roles += [role.lower() for role in re.split(r"[,;\s]+", rest) if role]
        elif keyword != "member" and (turn := read_turn(column)):
            continue
        elif word != "speaks":
            draft.wrong(line, f'"{column}"', shape)
    if keyword != "member" and turn is None:
        draft.wrong(line, f"a {keyword} without dates", shape + ", dates such as 2026-03-01 to 2026-05-31")
    elif turn is not None:
        (draft.chairs if keyword == "chair" else draft.backups).append((address, *turn))
    known = next((place for place, one in enumerate(draft.people) if one.address == address), None)
    if known is not None:  # one person may be chair in one turn and backup in another
        merged = tuple(dict.fromkeys((*draft.people[known].roles, *roles)))
        language, name, coop = draft.people[known].language, draft.people[known].name, draft.people[known].coop
        draft.people[known] = Person(address=address, name=name, coop=coop, language=language, roles=merged)
        return
    draft.people.append(Person(address=address, name=name.strip(), coop=coop, language=language, roles=tuple(roles)))


def read_turn(column: str) -> tuple[date, date] | None:
    first, to, last = column.partition(" to ")
    try:
        return (date.fromisoformat(first.strip()), date.fromisoformat(last.strip())) if to else None
    except ValueError:
        return None


def with_reps(people: list[Person]) -> tuple[Person, ...]:
    """A co-op's first person is its rep."""
    seen: set[str] = set()
    answer = []
    for one in people:
        roles = one.roles
        if one.coop not in seen and "rep" not in roles:
            roles = (*roles, "rep")
        seen.add(one.coop)
        answer.append(Person(address=one.address, name=one.name, coop=one.coop, language=one.language, roles=roles))
    return tuple(answer)


def coops_of(people: tuple[Person, ...], skills: dict[str, list[str]]) -> tuple[Coop, ...]:
    answer: dict[str, Coop] = {}
    for one in people:
        if one.coop not in answer:
            answer[one.coop] = Coop(
                name=one.coop,
                domain=one.address.rpartition("@")[2],
                city="",
                country="",
                skills=tuple(dict.fromkeys(skills.get(one.coop, []))),
                languages=tuple(dict.fromkeys(mate.language for mate in people if mate.coop == one.coop)),
                size=0,
                free_days=0,
                minimum=0,
            )
    return tuple(answer.values())


def turns_of(chairs: list[tuple[str, date, date]], backups: list[tuple[str, date, date]]) -> tuple[Turn, ...]:
    """A chair's turn is cut where the backup changes, so that each piece has one chair and one backup."""
    answer: list[Turn] = []
    for chair, first, last in chairs:
        begins = {first}
        for _, one, other in backups:
            begins |= {day for day in (one, other + timedelta(days=1)) if first <= day <= last}
        days = sorted(begins)
        for place, day in enumerate(days):
            end = days[place + 1] - timedelta(days=1) if place + 1 < len(days) else last
            backup = next((who for who, one, other in backups if one <= day <= other), "")
            answer.append(Turn(chair=chair, backup=backup, first=day, last=end))
    return tuple(answer)


def read_clock(draft: Draft, part: Part) -> tuple[str, datetime | None]:
    """The desk's zone, by name or as the offset of `now`, and the first instant of the story."""
    words, line = draft.words.get("now", ("", part.line))
    zone, zone_line = draft.words.get("zone", ("", part.line))
    if zone and zone_of(zone) is None:
        draft.wrong(zone_line, f'the zone "{zone}"', "a name such as America/Argentina/Buenos_Aires")
        zone = ""
    now = read_time(words, zone=zone or "UTC")
    if now is None:
        if words:
            draft.wrong(line, f'"{words}"', "a time such as 2026-03-03 10:00 -0300")
        return zone or "UTC", None
    return zone or name_of_offset(now), now
