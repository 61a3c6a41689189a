"""The story runner: it reads what people write, refuses what it cannot read, and fails when a mail is not as told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fitmail.model import Ours
from fitmail.read import read
from fitmail.rehearse import main, rehearse
from fitmail.rehearse import rewrite as write_anew
from fitmail.rehearse.acts import ClockGoes, MailArrives, OrderGiven, ReplyArrives, Story, read_story
from fitmail.rehearse.claims import read_claim
from fitmail.rehearse.clients import CLIENTS, Answered, Typed, write_reply
from fitmail.rehearse.departed import Departed, open_mail
from fitmail.rehearse.expected import Leaves, NothingLeaves, body_difference, compare, glob
from fitmail.rehearse.script import Unreadable
from fitmail.rehearse.times import name_of_offset, read_time

NETWORK = """-- network --
name     Weave
domain   weave.example
speaks   en, es
chair    Ada Marsh, Oaktree  ada@oaktree.example  2026-01-01 to 2026-06-30
backup   Ben Cole, Tidemark  ben@tidemark.example  2026-03-01 to 2026-03-31
member   Cy Dunn, Lantern  cy@lantern.example  does php, Vue  speaks es  role conduct
now      2026-03-03 10:00 -0300
"""
MAIL = """
-- mail --
From: Jo Ruiz <jo@shop.example>
To: enquiries@weave.example
Subject: Web shop

We want a web shop. Budget about 20k, start in May.
"""
EXPECTED = """
-- leaves for jo@shop.example --
Subject: Re: Web shop [E-1]

-- leaves for ada@oaktree.example --
From: *via Weave*

-- leaves for ada@oaktree.example --
From: *Weave desk*
"""


def told(text: str) -> Story:
    return read_story(text, file="a.story", folder=Path("."))


def trouble(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(Unreadable) as caught:
        told(text)
    return [(one.line, one.found, f"{one.expected} {one.hint}") for one in caught.value.mistakes]


def saved(folder: Path, text: str) -> Path:
    path = folder / "a.story"
    path.write_text(text, encoding="utf-8")
    return path


# -- reading


def test_a_network_is_read_as_people_wrote_it() -> None:
    network = told(NETWORK + MAIL).network
    assert (network.desk, network.list_address) == ("enquiries@weave.example", "list@weave.example")
    assert network.zone == "Etc/GMT+3"
    assert network.now.utcoffset() == timedelta(hours=-3)
    ada, ben, cy = network.people
    assert ada.roles == ("member", "chair", "rep")
    assert ben.roles == ("member", "backup", "rep")
    assert (cy.language, cy.roles) == ("es", ("member", "conduct", "rep"))
    assert network.coops[2].skills == ("php", "vue")
    assert network.operator == "ada@oaktree.example"


def test_a_turn_is_cut_where_its_backup_changes() -> None:
    turns = told(NETWORK + MAIL).network.turns
    assert [(turn.first.month, turn.last.month, turn.backup) for turn in turns] == [
        (1, 2, ""),
        (3, 3, "ben@tidemark.example"),
        (4, 6, ""),
    ]


def test_the_second_person_of_a_coop_is_no_rep() -> None:
    more = NETWORK.replace("now ", "member   Di Fox, Lantern  di@lantern.example\nnow ")
    assert told(more + MAIL).network.people[3].roles == ("member",)


def test_the_prose_and_the_steps_keep_their_lines() -> None:
    story = told("Somebody writes.\n\n" + NETWORK + MAIL + EXPECTED)
    assert story.prose == "Somebody writes."
    (step,) = story.steps
    assert isinstance(step.act, MailArrives)
    assert step.act.line == 12
    assert [one.line for one in step.expectations if isinstance(one, Leaves)] == [19, 22, 25]


def test_every_event_is_understood() -> None:
    story = told(
        NETWORK
        + MAIL
        + "-- reply --\nFrom: ada@oaktree.example\nClient: outlook\nAnswers: the card\nTrust: none\n\n!claim\n"
        + "-- order: Ada@oaktree.example --\nE-1 !decline budget\n"
        + "-- later: 2026-03-03 14:05 -0300 --\n-- sleep until: 2026-03-04T10:00:00Z --\n"
    )
    reply, order, later, sleep = (step.act for step in story.steps[1:])
    assert isinstance(reply, ReplyArrives)
    assert (reply.client, reply.card, reply.trust, reply.body) == ("outlook-en", True, "none", ("!claim",))
    assert isinstance(order, OrderGiven)
    assert (order.by, order.text) == ("ada@oaktree.example", "E-1 !decline budget")
    assert isinstance(later, ClockGoes)
    assert later.until == datetime(2026, 3, 3, 17, 5, tzinfo=UTC)
    assert isinstance(sleep, ClockGoes)
    assert sleep.asleep


@pytest.mark.parametrize(
    ("addition", "line", "words"),
    [
        ("-- leeves for jo@shop.example --\n", 16, "leaves for"),
        ("-- whatever --\n", 16, "one of network"),
        ("-- leaves for nobody --\n", 16, "an address"),
        ("-- later: tomorrow --\n", 16, "a time such as"),
        ("-- later: 2026-03-01 10:00 -0300 --\n", 16, "a time that comes later"),
        ("-- order: ada@oaktree.example --\n\n", 16, "one line such as"),
        ("-- mail: nowhere.eml --\n", 16, "a file beside the story"),
        ("-- mail --\nTo: enquiries@weave.example\n\nHello\n", 16, "From"),
        ("-- reply --\nFrom: ada@oaktree.example\nClient: pine\n\nHello\n", 16, "gmail"),
        ("-- reply --\nFrom: ada@oaktree.example\nAnswers: both\n\nHello\n", 16, "the card"),
        ("-- leaves for jo@shop.example --\nno header here\n", 17, "a header such as"),
        ("-- nothing leaves --\nbut this\n", 17, "nothing, or the next part"),
        ("-- network --\nname  X\n", 16, 'one "network"'),
        ("-- config --\n", 16, 'one "config"'),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(addition: str, line: int, words: str) -> None:
    found = trouble(NETWORK + MAIL + addition)
    assert any(number == line and words in expected for number, _, expected in found), found


def test_all_mistakes_are_named_at_once() -> None:
    broken = NETWORK.replace("domain ", "domian ").replace("2026-06-30", "someday") + MAIL + "-- later: soon --\n"
    assert [line for line, _, _ in trouble(broken)] == [1, 3, 5, 5, 16]
    assert "domain" in trouble(broken)[1][2]


@pytest.mark.parametrize(
    "text", ["", "Only prose.", NETWORK, MAIL, NETWORK + "-- then --\nthere are no cases\n" + MAIL]
)
def test_a_story_needs_a_network_and_something_that_happens(text: str) -> None:
    assert trouble(text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-03-03 14:05 -0300", datetime(2026, 3, 3, 17, 5, tzinfo=UTC)),
        ("2026-03-03T14:05:30+05:30", datetime(2026, 3, 3, 8, 35, 30, tzinfo=UTC)),
        ("2026-03-03 14:05Z", datetime(2026, 3, 3, 14, 5, tzinfo=UTC)),
        ("2026-07-03 9:05", datetime(2026, 7, 3, 8, 5, tzinfo=UTC)),
        ("2026-07-03 09:05 America/New_York", datetime(2026, 7, 3, 13, 5, tzinfo=UTC)),
    ],
)
def test_a_time_may_be_written_in_several_ways(words: str, expected: datetime) -> None:
    assert read_time(words, zone="Europe/London") == expected


@pytest.mark.parametrize(
    "words", ["", "noon", "2026-02-30 10:00", "2026-03-03", "2026-03-03 25:00", "2026-03-03 10:00 +9"]
)
def test_what_is_no_time_is_none(words: str) -> None:
    assert read_time(words, zone="UTC") is None


@pytest.mark.parametrize("offset", [-180, 0, 60, 330, 345, 840, -570])
def test_an_offset_becomes_a_zone_of_that_offset(offset: int) -> None:
    at = read_time(
        f"2026-06-03 10:00 {offset // 60 if offset >= 0 else -(-offset // 60):+03d}{abs(offset) % 60:02d}", zone="UTC"
    )
    assert at is not None
    assert at.astimezone(ZoneInfo(name_of_offset(at))).utcoffset() == timedelta(minutes=offset)


# -- comparing


def left(address: str, subject: str, text: str) -> Departed:
    raw = f'To: {address}\nSubject: {subject}\nFrom: "Ada, Weave" <enquiries@weave.example>\n\n{text}'.encode()
    headers, words, markup, names = open_mail(raw)
    return Departed(
        key=subject + text,
        address=address,
        return_path="",
        raw=raw,
        case="E-1",
        template="",
        by="",
        outward=False,
        at=datetime(2026, 3, 3, tzinfo=UTC),
        step=1,
        text=words,
        markup=markup,
        headers=headers,
        attachments=names,
    )


def wanted(address: str, subject: str, *body: str, optional: bool = False, line: int = 1) -> Leaves:
    headers = (("Subject", subject),) if subject else ()
    return Leaves(line=line, end=line + 2, address=address, optional=optional, headers=headers, body=body)


@pytest.mark.parametrize(
    ("pattern", "words", "fits"),
    [
        ("a*", "abc", True),
        ("*b*", "abc", True),
        ("*", "", True),
        ("a*c*e", "abcde", True),
        ("ab*ba", "aba", False),
        ("[E-1] *", "[E-1] Web shop", True),
        ("abc", "abcd", False),
    ],
)
def test_a_star_is_anything(pattern: str, words: str, fits: bool) -> None:
    assert glob(pattern, words) is fits


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        (("Hello Jo,", "shall we", "Ada"), True),
        (("...", "shall  we talk", "..."), True),
        (("shall we",), False),
        (("Hello Jo,",), False),
        (("Hello Jo,", "..."), True),
        (("...", "Ada"), True),
        (("Hello Jo,", "Ada"), False),
        (("Hello Jo,", "...", "Ada"), True),
        (("= Hello Jo,", "..."), True),
        (("= Hello", "..."), False),
        (("hello JO", "..."), True),
        (("= hello Jo,", "..."), False),
        (("...", "Hello Jo,", "Hello Jo,", "..."), False),
        ((), True),
        (("Hello Jo, shall we talk on Thursday at ten?", "Ada"), True),
        (("talk on Thursday at ten? Ada and some words that are not there", "..."), False),
    ],
)
def test_body_lines_follow_one_another(body: tuple[str, ...], fits: bool) -> None:
    text = "Hello Jo,\n\nshall we talk   on Thursday\nat ten?\n\nAda\n".replace("\nat ten?", " at ten?")
    assert (body_difference(body, text) == "") is fits


def test_mails_match_in_any_order_and_two_for_one_address_in_order() -> None:
    mails = [left("a@x", "one", ""), left("b@x", "two", ""), left("a@x", "three", "")]
    right = [wanted("b@x", "two"), wanted("a@x", "one"), wanted("a@x", "three")]
    assert not compare(right, mails).differences
    assert compare([right[0], right[2], right[1]], mails).differences


def test_a_mail_that_is_not_in_the_story_is_a_difference() -> None:
    (difference,) = compare([wanted("a@x", "one")], [left("a@x", "one", ""), left("c@x", "more", "")]).differences
    assert [mail.address for mail in difference.instead] == ["c@x"]


def test_a_mail_that_stays_away_is_a_difference_with_what_left_instead() -> None:
    (difference,) = compare([wanted("a@x", "one", line=7)], [left("a@x", "other", "")]).differences
    assert difference.line == 7
    assert "other" in difference.says


def test_what_may_leave_may_stay_away_and_may_come_often() -> None:
    may = wanted("a@x", "", optional=True)
    for count in (0, 1, 3):
        assert not compare([may], [left("a@x", str(n), "") for n in range(count)]).differences
    assert not compare([wanted("a@x", "2"), may], [left("a@x", str(n), "") for n in (2, 3)]).differences


def test_nothing_leaves_is_said_of_one_address_or_of_all() -> None:
    mails = [left("a@x", "one", "")]
    assert compare([NothingLeaves(line=3, address="")], mails).differences[0].line == 3
    assert compare([NothingLeaves(line=3, address="a@x")], mails).differences[0].line == 3
    assert not compare([NothingLeaves(line=3, address="b@x"), wanted("a@x", "one")], mails).differences


def test_headers_match_as_people_see_them() -> None:
    mail = left("a@x", "=?utf-8?q?Tienda_en_l=C3=ADnea?=", "")
    named = Leaves(
        line=1,
        end=2,
        address="a@x",
        optional=False,
        headers=(("subject", "Tienda en línea"), ("FROM", "Ada, Weave <*>")),
        body=(),
    )
    assert not compare([named], [mail]).differences


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("E-1 is awaiting info, in English", (("state", "awaiting_info"), ("in", "English"))),
        ("E-1 is spam", (("either", "spam"),)),
        (
            'E-1 is tender, because it says "plan, budget"',
            (("category", "tender"), ("because it says", "plan, budget")),
        ),
        ("E-1 is with technologies react, php", (("with", "technologies react, php"),)),
        ("E-1 is purple", (("", "purple"),)),
        ("E-1 is in klingon", (("", "in klingon"),)),
    ],
)
def test_facts_of_a_case_are_understood(words: str, facts: tuple[tuple[str, str], ...]) -> None:
    assert read_claim(words, line=1).facts == facts


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("there are 2 cases", ("cases", 2)),
        ("there is one case", ("cases", 1)),
        ("there are no cases", ("cases", 0)),
        ("no mails are held", ("held", 0)),
        ("1 mail is held", ("held", 1)),
        ("nothing is parked", ("parked", 0)),
    ],
)
def test_counts_are_understood(words: str, count: tuple[str, int]) -> None:
    assert read_claim(words, line=1).count == count


# -- mail programs

ORIGINAL = Answered(
    name="Jo Ruiz via Weave enquiries",
    address="enquiries@weave.example",
    reply_to="Weave <enquiries+e1.abcdefghijklmnop@weave.example>",
    to="ada@oaktree.example",
    subject="[E-1] Web shop",
    message_id="<original@weave.example>",
    references="<first@shop.example>",
    at=datetime(2026, 3, 3, 13, tzinfo=UTC),
    lines=("We want a web shop.", "", "Budget about 20k, start in May.", "", "Jo"),
    markup="",
)
OURS = Ours(
    instance="weave",
    domain="weave.example",
    addresses=("enquiries@weave.example", "list@weave.example"),
    separator="+",
    servers=("mx.weave.example",),
    zone="UTC",
)
STYLES = [f"{client}-{language}" for client in CLIENTS for language in ("en", "es", "pt")]


def typed(client: str, *lines: str, attachments: tuple[str, ...] = ()) -> Typed:
    return Typed(
        name="Ada Márquez",
        address="ada@oaktree.example",
        lines=lines,
        client=client,
        message_id="<answer@oaktree.example>",
        at=datetime(2026, 3, 3, 14, tzinfo=UTC),
        headers=(("Cc", "sam@shop.example"),),
        attachments=attachments,
    )


@pytest.mark.parametrize("client", STYLES)
def test_a_reply_threads_and_goes_to_the_reply_to(client: str) -> None:
    raw = write_reply(typed(client, "Mañana te escribo.", attachments=("offer.pdf",)), ORIGINAL)
    message = read(raw, ours=OURS, rcpt="enquiries@weave.example")
    assert message.in_reply_to == "<original@weave.example>"
    assert message.references == ("<first@shop.example>", "<original@weave.example>")
    assert [box.address for box in message.to] == ["enquiries+e1.abcdefghijklmnop@weave.example"]
    assert [box.address for box in message.cc] == ["sam@shop.example"]
    assert message.clues.case_ids == ("E-1",)
    assert [one.name for one in message.attachments] == ["offer.pdf"]
    assert raw == write_reply(typed(client, "Mañana te escribo.", attachments=("offer.pdf",)), ORIGINAL)


@pytest.mark.parametrize("client", [one for one in STYLES if "interleaved" not in one])
def test_what_is_new_in_a_reply_is_what_was_typed(client: str) -> None:
    raw = write_reply(typed(client, "Hello Jo,", "", "Thursday is fine.", "", "Ada"), ORIGINAL)
    message = read(raw, ours=OURS, rcpt="enquiries@weave.example")
    assert message.said.split() == ["Hello", "Jo,", "Thursday", "is", "fine.", "Ada"]
    assert message.sure


def test_what_is_typed_between_the_lines_stands_there() -> None:
    raw = write_reply(typed("thunderbird-interleaved-en", "Good.", "", "Fine."), ORIGINAL)
    _, text, _, _ = open_mail(raw)
    lines = [line for line in text.splitlines() if line.strip(" >")]
    assert lines[1:] == ["> We want a web shop.", "Good.", "> Budget about 20k, start in May.", "Fine.", "> Jo"]


# -- playing


def test_a_story_that_goes_as_written_passes(tmp_path: Path) -> None:
    assert main([saved(tmp_path, NETWORK + MAIL + EXPECTED)], ["straight"]) == 0


@pytest.mark.parametrize(
    "change",
    [
        (EXPECTED, ""),
        ("Re: Web shop [E-1]", "Re: Web shop [E-2]"),
        (EXPECTED, EXPECTED + "\n-- then --\nthere are 2 cases\n"),
        (EXPECTED, EXPECTED + "\n-- then --\nE-1 is owned\n"),
        (EXPECTED, EXPECTED + "\n-- then --\nE-7 is acknowledged\n"),
        (EXPECTED, EXPECTED + "\n-- then --\nE-1 is as good as gold\n"),
        (EXPECTED, EXPECTED + "\n-- leaves for cy@lantern.example --\n"),
        (
            "-- leaves for jo@shop.example --\nSubject: Re: Web shop [E-1]\n",
            "-- nothing leaves for jo@shop.example --\n",
        ),
        (EXPECTED, EXPECTED + "\n-- reply --\nFrom: cy@lantern.example\n\nHello\n"),
    ],
)
def test_a_story_that_goes_another_way_fails(tmp_path: Path, change: tuple[str, str]) -> None:
    text = (NETWORK + MAIL + EXPECTED).replace(*change)
    assert text != NETWORK + MAIL + EXPECTED
    assert main([saved(tmp_path, text)], ["straight"]) == 1


def test_a_failure_says_where_and_what_left_instead(tmp_path: Path) -> None:
    text = "A shop asks.\n\n" + NETWORK + MAIL + EXPECTED.replace("Re: Web shop [E-1]", "Something else")
    report = rehearse(saved(tmp_path, text), way="straight", settings={}).report
    assert "A shop asks." in report
    assert "a.story:19" in report
    assert "Subject: Re: Web shop [E-1]" in report


def test_a_story_that_cannot_be_read_is_told_apart(tmp_path: Path) -> None:
    assert main([saved(tmp_path, NETWORK + MAIL + "-- what --\n")], ["straight"]) == 2
    assert main([tmp_path / "missing.story"], ["straight"]) == 2


def test_a_mistake_in_the_config_names_the_line_of_the_story(tmp_path: Path) -> None:
    text = NETWORK + "-- config --\n[desk]\npromis = 2\n" + MAIL
    answer = rehearse(saved(tmp_path, text), way="straight", settings={})
    assert answer.unreadable
    assert "a.story:11" in answer.report
    assert "promise" in answer.report


def test_broken_rules_of_an_operator_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "lists.yaml").write_text("word lists: [\n", encoding="utf-8")
    text = NETWORK + '-- config --\n[paths]\nrules = "rules"\n' + MAIL
    answer = rehearse(saved(tmp_path, text), way="straight", settings={})
    assert answer.unreadable
    assert "lists.yaml" in answer.report


def test_what_really_left_can_be_written_into_a_story(tmp_path: Path) -> None:
    path = saved(tmp_path, NETWORK + MAIL + EXPECTED.replace("Re: Web shop [E-1]", "Something else"))
    assert write_anew(path, settings={})
    after = path.read_text(encoding="utf-8")
    assert "Something else" not in after
    assert after.startswith(NETWORK + MAIL)
    assert "From: *Weave desk*" in after
    assert rehearse(path, way="straight", settings={}).passed
    assert not write_anew(path, settings={})
