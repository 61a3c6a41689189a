"""People, co-ops, rota and meetings: a frozen `Directory` with its version, and who an address belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from fitmail.model import LANGUAGES, Absence, Coop, Directory, Language, Meeting, Person, Prefer, Spent, Turn
from fitmail.store import dialect
from fitmail.store import schema as s
from fitmail.store.codec import from_json, to_json

_VERSION = "directory"
_version = select(s.counter.c.last).where(s.counter.c.name == _VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The directory with its index of addresses and domains."""

    directory: Directory
    by_address: dict[str, Person]
    by_domain: dict[str, Coop]
    by_name: dict[str, Coop]

    def person(self, address: str) -> Person | None:
        """By address, by a further registered address, or by a co-op's shared mailbox, which counts as its rep."""
        return self.by_address.get(address.lower()) if address else None

    def coop(self, address: str) -> Coop | None:
        """Of the registered person, else of the domain."""
        person = self.person(address)
        if person is not None:
            return self.by_name.get(person.coop)
        return self.by_domain.get(address.lower().rpartition("@")[2])


def version(connection: Connection) -> int:
    """Grows whenever people or rota change."""
    return connection.scalar(_version) or 0


def register(connection: Connection) -> Register:
    """Reads everybody; the books keep it until the version grows."""
    people = _values(connection, s.person, Person, s.person.c.place)
    coops = _values(connection, s.coop, Coop, s.coop.c.place)
    turns = _values(connection, s.turn, Turn, s.turn.c.seq)
    absences = _values(connection, s.absence, Absence, s.absence.c.seq)
    directory = Directory(version=version(connection), people=people, coops=coops, turns=turns, absences=absences)
    return index(directory)


def index(directory: Directory) -> Register:
    """A directory made searchable. Where two claim one address the nearer claim wins: own, further, shared."""
    by_address: dict[str, Person] = {}
    for coop in directory.coops:
        if coop.mailbox:
            by_address[coop.mailbox.lower()] = _rep(coop, directory)
    for person in directory.people:
        by_address.update((alias.lower(), person) for alias in person.aliases)
    by_address.update((person.address.lower(), person) for person in directory.people)
    return Register(
        directory=directory,
        by_address=by_address,
        by_domain={coop.domain.lower(): coop for coop in directory.coops if coop.domain},
        by_name={coop.name: coop for coop in directory.coops},
    )


def _rep(coop: Coop, directory: Directory) -> Person:
    """The shared mailbox as a person: it speaks for the co-op, in the first language that we write."""
    own: tuple[Language, ...] = tuple(language for language in LANGUAGES if language in coop.languages[:1])
    colleagues = (person.language for person in directory.people if person.coop == coop.name)
    language = own[0] if own else next(colleagues, LANGUAGES[0])
    return Person(address=coop.mailbox, name=coop.name, coop=coop.name, language=language, roles=("member", "rep"))


def set_people(connection: Connection, coops: Sequence[Coop], people: Sequence[Person]) -> None:
    """These and no others from now on."""
    _replace(
        connection, s.coop,
        [{"name": one.name, "place": place, "domain": one.domain, "value": to_json(Coop, one)}
         for place, one in enumerate(coops)],
    )  # fmt: skip
    _replace(
        connection, s.person,
        [{"address": one.address, "place": place, "coop": one.coop, "value": to_json(Person, one)}
         for place, one in enumerate(people)],
    )  # fmt: skip
    _grow(connection)


def prefer(connection: Connection, wish: Prefer) -> None:
    """One wish of a person, in place of an older one of that name. A person who has left wishes nothing."""
    row = connection.execute(select(s.person.c.value).where(s.person.c.address == wish.person)).first()
    if row is None:
        return
    person = from_json(Person, row.value)
    others = tuple(pair for pair in person.preferences if pair[0] != wish.name)
    person = replace(person, preferences=(*others, (wish.name, wish.value)))
    connection.execute(update(s.person).where(s.person.c.address == wish.person).values(value=to_json(Person, person)))
    _grow(connection)


def set_turns(connection: Connection, turns: Sequence[Turn]) -> None:
    """These and no others from now on."""
    _replace(connection, s.turn, [{"value": to_json(Turn, one)} for one in turns])
    _grow(connection)


def set_rota(connection: Connection, turns: Sequence[Turn], absences: Sequence[Absence]) -> None:
    """These turns and absences and no others from now on."""
    _replace(connection, s.absence, [{"value": to_json(Absence, one)} for one in absences])
    set_turns(connection, turns)


def account(connection: Connection, spent: Spent, *, event: str) -> None:
    """A line of the network's ledger of hours and costs."""
    row = {"event": event, "case_id": spent.case, "coop": spent.coop, "person": spent.person, "at": spent.at}
    connection.execute(insert(s.spent), [{**row, "value": to_json(Spent, spent)}])


def accounts(connection: Connection, *, since: datetime, upto: datetime) -> tuple[Spent, ...]:
    """What people told of those days, oldest first."""
    rows = connection.execute(
        select(s.spent.c.value).where(s.spent.c.at >= since, s.spent.c.at < upto).order_by(s.spent.c.seq)
    )
    return tuple(from_json(Spent, row.value) for row in rows)


def set_meetings(connection: Connection, meetings: Sequence[Meeting]) -> None:
    """These and no others from now on."""
    _replace(connection, s.meeting, [{"value": to_json(Meeting, one)} for one in meetings])


def meetings(connection: Connection) -> tuple[Meeting, ...]:
    """As they were given."""
    return _values(connection, s.meeting, Meeting, s.meeting.c.seq)


def next_meeting(connection: Connection, today: date) -> Meeting | None:
    """The first that is today or later."""
    day = s.meeting.c.value["day"].as_string()
    found = connection.execute(select(s.meeting.c.value).where(day >= today.isoformat()).order_by(day).limit(1)).first()
    return from_json(Meeting, found.value) if found is not None else None


def _values(connection: Connection, table: Table, kind: Any, order: Any) -> tuple[Any, ...]:
    found = connection.execute(select(table.c.value).order_by(order))
    return tuple(from_json(kind, row.value) for row in found)


def _replace(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    connection.execute(delete(table))
    if rows:
        connection.execute(insert(table), rows)


def _grow(connection: Connection) -> None:
    statement = dialect.or_replace(connection.dialect.name, s.counter, ("name",), "")
    connection.execute(statement, [{"name": _VERSION, "last": version(connection) + 1}])
