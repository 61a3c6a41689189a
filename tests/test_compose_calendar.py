"""Invitations and the feed, read back by the calendar library as other programs would."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from icalendar import Calendar

from fitmail.compose.calendar import feed, invitation
from fitmail.decide import on_duty
from fitmail.decide.turns import first_of_uid, uid_of
from fitmail.decide.turns import invitation as entry_of
from fitmail.feed import rota_feed, write_feed
from fitmail.model import Turn
from tests.decide_desk import ANA, DIRECTORY, LU, POLICY

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TURN = Turn(chair=ANA.address, backup=LU.address, first=date(2026, 4, 1), last=date(2026, 6, 30), sequence=3)


def entry(*, cancels: bool, asks: bool) -> Any:
    made = invitation(
        entry_of(TURN, POLICY, cancels=cancels, asks=asks), policy=POLICY, reader=('Lu "Lulú" Gil', LU.address),
        words=("Will you take it? ñ; a, b", "Two lines\n=== FIT desk ===\nand ; , \\ marks"), now=NOW,
    )  # fmt: skip
    calendar: Any = Calendar.from_ical(made.text)
    assert calendar["METHOD"] == made.method
    return next(iter(calendar.walk("VEVENT")))


def test_an_invitation_asks_for_whole_days_and_takes_none_of_them() -> None:
    event = entry(cancels=False, asks=True)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 4, 1), date(2026, 7, 1))
    assert (event["TRANSP"], event["SEQUENCE"]) == ("TRANSPARENT", 3)
    attendee = event["ATTENDEE"]
    assert attendee == f"mailto:{LU.address}"
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("NEEDS-ACTION", "TRUE")
    assert event["ORGANIZER"] == f"mailto:{POLICY.desk}"
    assert "===" not in event["DESCRIPTION"], "the marker of our own mails has no place in a calendar"
    assert event["SUMMARY"] == "Will you take it? ñ; a, b"


def test_a_cancelled_turn_says_so_under_the_same_name() -> None:
    assert entry(cancels=True, asks=False)["STATUS"] == "CANCELLED"
    assert entry(cancels=True, asks=False)["UID"] == entry(cancels=False, asks=True)["UID"] == uid_of(TURN, POLICY)
    assert first_of_uid(uid_of(TURN, POLICY), POLICY) == TURN.first
    assert first_of_uid("turn-2026-04-01.other@elsewhere.example", POLICY) is None


def test_every_line_is_short_enough_for_every_calendar() -> None:
    made = invitation(
        entry_of(TURN, POLICY, cancels=False, asks=True), policy=POLICY, reader=("Lu", LU.address),
        words=("ñ" * 150, "ó" * 900), now=NOW,
    )  # fmt: skip
    assert all(len(line.encode()) <= 75 for line in made.text.split("\r\n"))  # RFC 5545 s.3.1


def test_the_feed_shows_who_has_a_turn_and_which_waits() -> None:
    waiting = Turn(chair="", backup="", first=date(2026, 7, 1), last=date(2026, 9, 30), state="asked")
    known = replace(DIRECTORY, turns=(TURN, waiting))
    text = feed(
        known.turns, names={ANA.address: "Ana Paz", LU.address: "Lu Gil"}, policy=POLICY,
        duty=on_duty(known, POLICY, NOW), now=NOW,
    )  # fmt: skip
    calendar: Any = Calendar.from_ical(text)
    events = [(str(e["SUMMARY"]), str(e["STATUS"])) for e in calendar.walk("VEVENT")]
    assert events == [("FIT: Ana Paz / Lu Gil", "CONFIRMED"), ("FIT: ?", "TENTATIVE")]


def test_the_feed_is_a_whole_file_beside_the_settings(tmp_path: Path) -> None:
    known = replace(DIRECTORY, turns=(TURN,))
    write_feed(tmp_path, known, POLICY, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["rota.ics"]
    assert (tmp_path / "rota.ics").read_bytes().decode() == rota_feed(known, POLICY, now=NOW)


def test_the_mail_carries_the_invitation_as_calendars_expect_it() -> None:
    from fitmail.compose.body import fill_body

    made = invitation(
        entry_of(TURN, POLICY, cancels=False, asks=True), policy=POLICY, reader=("Lu", LU.address),
        words=("Will you?", "Will you?"), now=NOW,
    )  # fmt: skip
    mail = EmailMessage(policy=email.policy.SMTP)
    fill_body(mail, text="Will you?", html="<p>Will you?</p>", enclosures=(), calendar=made)
    back = email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)
    parts = [(part.get_content_type(), part.get_param("method")) for part in back.walk() if not part.is_multipart()]
    assert parts == [("text/plain", None), ("text/html", None), ("text/calendar", "REQUEST")]
    assert back.get_content_type() == "multipart/alternative"
