"""Members, people, rota and meetings as CSV: read with every mistake, written so that they are read back the same."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitmail.model import Coop, Meeting, Mistake, Person, Turn
from fitmail.tables import (
    Book,
    read_directory,
    read_meetings,
    read_rota,
    write_meetings,
    write_members,
    write_people,
    write_rota,
)

NETWORK = Path(__file__).parent / "fixtures" / "network"
HEADING = "name,email_domain,contact,city,country,skills,languages,size"
MEMBERS = f"{HEADING}\nCamba,camba.example,{{}},BA,Argentina,python;React,es,5\n"
PEOPLE = "name,email,coop,language,roles\nAna,Ana@camba.example,Camba,es,{}\nLu,lu@camba.example,Camba,es,member\n"


def text(name: str) -> str:
    return (NETWORK / name).read_bytes().decode("utf-8")


def book(content: str, file: str = "x.csv") -> Book:
    return Book(file=file, text=content)


def sample() -> tuple[tuple[Coop, ...], tuple[Person, ...]]:
    coops, people, wrong = read_directory(book(text("members.csv")), book(text("people.csv")))
    assert not wrong
    return coops, people


def directory(
    contact: str = "ana@camba.example", roles: str = "member", *, members: str = MEMBERS, people: str = PEOPLE
) -> tuple[tuple[Coop, ...], tuple[Person, ...], tuple[Mistake, ...]]:
    return read_directory(
        book(members.replace("{}", contact), "members.csv"), book(people.replace("{}", roles), "people.csv")
    )


def test_the_sample_network_is_read_and_written_back_letter_by_letter() -> None:
    coops, people = sample()
    turns, wrong = read_rota(book(text("rota.csv")), people, turn="quarter")
    assert not wrong
    meetings, wrong = read_meetings(book(text("meetings.csv")), coops)
    assert not wrong
    assert write_members(coops, people, currency="GBP") == text("members.csv")
    assert write_people(people) == text("people.csv")
    assert write_rota(turns, people, turn="quarter") == text("rota.csv")
    assert write_meetings(meetings) == text("meetings.csv")


def test_deputy_is_the_backup_and_contact_the_rep() -> None:
    _, people = sample()
    yasmin = next(person for person in people if person.address == "yasmin@thirdlock.example")
    assert yasmin.roles == ("member", "rep", "backup")


def test_a_turn_lasts_until_the_next_one_and_the_last_one_as_long_as_the_settings_say() -> None:
    _, people = sample()
    turns, _ = read_rota(book(text("rota.csv")), people, turn="quarter")
    assert [(turn.first, turn.last) for turn in turns][::3] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]
    for length, last in (("week", date(2026, 10, 7)), ("month", date(2026, 10, 31))):
        turns, _ = read_rota(book(text("rota.csv")), people, turn=length)
        assert turns[-1].last == last


def test_a_contact_who_is_no_person_is_the_shared_mailbox() -> None:
    (coop,), people, wrong = directory("hola@camba.example")
    assert not wrong
    assert coop.mailbox == "hola@camba.example"
    assert not any("rep" in person.roles for person in people)


def test_a_contact_becomes_a_rep_without_being_called_one() -> None:
    (coop,), people, _ = directory("ANA@camba.example")
    assert coop.mailbox == ""
    assert people[0].roles == ("member", "rep")
    assert coop.skills == ("python", "react")


def test_aliases_and_preferences_come_back_when_there_are_any() -> None:
    extra = "name,email,coop,language,roles,aliases,preferences\n"
    extra += "Ana,ana@camba.example,Camba,es,member,a@x.example;b@x.example,digest=off\n"
    _, people, wrong = directory(people=extra)
    assert not wrong
    assert people[0].aliases == ("a@x.example", "b@x.example")
    assert people[0].preferences == (("digest", "off"),)
    again = read_directory(book(MEMBERS.replace("{}", "")), book(write_people(people)))
    assert again[1] == people


@pytest.mark.parametrize(
    ("people", "line", "found"),
    [
        ("name,email,coop,language,roles\nAna,ana,Camba,es,member\n", 2, 'email "ana"'),
        ("name,email,coop,language,roles\nAna,a@b.example,Cambá,es,\n", 2, 'co-op "Cambá" is not in the members'),
        ("name,email,coop,language,roles\nAna,a@b.example,Camba,fr,\n", 2, 'language "fr"'),
        ("name,email,coop,language\nAna,a@b.example,Camba,es\n", 1, 'no column "roles"'),
        ("name,email,coop,language,roles,shoe\nAna,a@b.example,Camba,es,,42\n", 1, 'column "shoe"'),
        (
            "name,email,coop,language,roles\n\nAna,a@b.example,Camba,es,x\nB,A@b.example,Camba,es,x\n",
            4,
            "a@b.example stands here again",
        ),
        ('name,email,coop,language,roles\n"An\na",a@b.example,Camba,es,x\nB,b,Camba,es,x\n', 4, 'email "b"'),
        ("name,email,coop,language,roles\nAna,a@b.example,Camba,es,x,more\n", 2, "6 cells"),
        (
            "name,email,coop,language,roles,aliases\nA,a@b.example,Camba,es,x,\nB,b@b.example,Camba,es,x,a@b.example\n",
            3,
            "a@b.example is also an address of a@b.example",
        ),
    ],
)
def test_a_mistake_in_the_people_is_told_with_its_line(people: str, line: int, found: str) -> None:
    _, _, wrong = directory("", people=people)
    assert (line, found.lower()) in [(mistake.line, mistake.found.lower()) for mistake in wrong]
    assert all(mistake.file == "people.csv" for mistake in wrong)


def test_a_slip_in_a_role_is_told_and_a_role_of_the_networks_own_is_welcome() -> None:
    _, _, (wrong,) = directory(roles="member;chiar;gardener")
    assert (wrong.line, wrong.found, wrong.hint) == (2, 'role "chiar"', 'Did you mean "chair"?')


def test_a_mistake_in_the_members_is_told_with_its_line() -> None:
    members = MEMBERS.replace("{}", "") + "camba,x@y,nobody,,,,,many\n"
    _, _, wrong = directory(members=members)
    assert [(mistake.line, mistake.found) for mistake in wrong] == [
        (3, "camba stands here again"),
        (3, 'contact "nobody"'),
        (3, '"x@y"'),
        (3, 'size "many"'),
    ]


def test_a_contact_of_another_co_op_is_refused() -> None:
    people = PEOPLE.replace("{}", "member").replace("Ana@camba.example,Camba", "Ana@camba.example,")
    _, _, (wrong,) = directory(people=people)
    assert wrong.found == "the contact ana@camba.example is of no co-op"


def test_tables_that_spreadsheets_part_by_semicolons_are_read_too() -> None:
    members = "\ufeff" + HEADING.replace(",", ";") + '\r\nCamba;camba.example;;BA;AR;"php;vue";es;5\r\n'
    (coop,), _, wrong = directory(members=members)
    assert not wrong
    assert coop.skills == ("php", "vue")


ROTA = "quarter_start,chair,chair_email,deputy,deputy_email\n"


@pytest.mark.parametrize(
    ("lines", "line", "found"),
    [
        ("2026-01-01,,isla@bramblecod.example,,\n", 2, "isla@bramblecod.example is not among the people"),
        ("soon,,isla@bramblecode.example,,\n", 2, 'start "soon"'),
        ("2026-01-01,,,,\n", 2, 'chair_email ""'),
        (
            "2026-01-01,,isla@bramblecode.example,,\n2026-01-01,,isla@bramblecode.example,,\n",
            3,
            "2026-01-01 stands here again",
        ),
    ],
)
def test_a_mistake_in_the_rota_is_told_with_its_line(lines: str, line: int, found: str) -> None:
    _, wrong = read_rota(book(ROTA + lines), sample()[1], turn="quarter")
    assert (line, found) in [(mistake.line, mistake.found) for mistake in wrong]


def test_a_turn_that_ends_early_keeps_its_last_day() -> None:
    _, people = sample()
    turns = (
        Turn(chair=people[0].address, backup="", first=date(2026, 1, 1), last=date(2026, 2, 1)),
        Turn(chair=people[3].address, backup="", first=date(2026, 4, 1), last=date(2026, 6, 30)),
    )
    assert read_rota(book(write_rota(turns, people, turn="quarter")), people, turn="quarter") == (turns, ())


def test_a_meeting_names_known_co_ops_once() -> None:
    lines = "date,place,present,apologies,absent\n2026-01-13,online,Third Lok;Open Hedge,Open Hedge,\n"
    _, wrong = read_meetings(book(lines), sample()[0])
    assert [mistake.found for mistake in wrong] == [
        'co-op "Third Lok" is not in the members',
        "Open Hedge stands in two columns",
    ]
    assert wrong[0].hint == 'Did you mean "Third Lock"?'


words = st.text(
    st.characters(
        codec="utf-8", exclude_characters=";\x00\r\n\ufeff", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(names=st.lists(words.map(str.strip).filter(bool), min_size=1, max_size=4, unique_by=str.lower), data=st.data())
def test_whatever_is_written_is_read_back_the_same(names: list[str], data: st.DataObject) -> None:
    coops = tuple(
        Coop(
            name=name,
            domain="a.example",
            city=data.draw(words),
            country="",
            skills=("x", "y"),
            languages=("es",),
            size=data.draw(st.integers(0, 99)),
            free_days=0,
            minimum=1,
            mailbox="hola@a.example",
        )
        for name in names
    )
    people = tuple(
        Person(address=f"p{n}@a.example", name=data.draw(words), coop=name, language="pt", roles=("rep", "backup"))
        for n, name in enumerate(names)
    )
    meetings = (Meeting(day=date(2026, 1, 2), place=data.draw(words), present=tuple(names), apologies=(), absent=()),)
    found = read_directory(book(write_members(coops, people, currency="")), book(write_people(people)))
    assert found == (coops, people, ())
    assert read_meetings(book(write_meetings(meetings)), coops) == (meetings, ())


def test_a_rota_keeps_co_op_shadow_and_state_where_they_say_something() -> None:
    people = (
        Person(address="a@one.example", name="Ana", coop="One", language="es", roles=("member",)),
        Person(address="b@two.example", name="Bo", coop="Two", language="pt", roles=("member",)),
    )
    turns = (
        Turn(chair="a@one.example", backup="", first=date(2026, 1, 1), last=date(2026, 3, 31), coop="Two"),
        Turn(chair="b@two.example", backup="", first=date(2026, 4, 1), last=date(2026, 6, 30), shadow="a@one.example"),
        Turn(chair="", backup="", first=date(2026, 7, 1), last=date(2026, 9, 30), coop="One", state="planned"),
    )
    text = write_rota(turns, people, turn="quarter")
    assert text.splitlines()[0].endswith("coop,shadow_email,state")
    assert read_rota(Book(file="rota.csv", text=text), people, turn="quarter") == (turns, ())
    wrong = read_rota(Book(file="rota.csv", text=text.replace("planned", "plan")), people, turn="quarter")[1]
    assert [mistake.found for mistake in wrong] == ['state "plan"', 'chair_email ""']
