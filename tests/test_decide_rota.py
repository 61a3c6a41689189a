"""The rota as a model: whatever people answer, or do not, the desk is never empty and nobody is asked twice.

A small desk of values only: decide() is asked, its effects on turns, absences and cases are carried out, and the clock
jumps. After every step, and for every day in between, the promises of lifecycles.md 3.3 are looked at.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fitmail.decide import decide, duties_due, next_duty, on_duty
from fitmail.decide.onduty import is_away
from fitmail.decide.turns import fair_order, uncovered
from fitmail.model import (
    Absence,
    Arrival,
    Change,
    Context,
    Directory,
    Event,
    Handover,
    Invitation,
    Mailbox,
    Open,
    Person,
    Pile,
    Purpose,
    Rota,
    Rsvp,
    Tell,
    Token,
    Turn,
)
from tests.decide_desk import ANA, BO, COOPS, DIRECTORY, ENA, LU, POLICY, context, message, recognition

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
POLICY_ON = replace(POLICY, periodic=frozenset({"rota"}), turn="month")
PEOPLE = (ANA, LU, BO, ENA)
ASKING = ("turn-ask", "rota-gap", "swap-ask", "handover-out", "handover-in")
FIRST = Turn(chair=ANA.address, backup=LU.address, first=date(2026, 3, 1), last=date(2026, 3, 31))


class Desk:
    """Everything that is remembered between two events."""

    def __init__(self, *turns: Turn) -> None:
        self.directory = replace(DIRECTORY, turns=turns or (FIRST,))
        self.cases: dict[str, Handover] = {}
        self.now = NOW
        self.since = NOW - timedelta(days=40)
        self.done: set[str] = set()
        self.told: list[tuple[datetime, Tell]] = []

    # -- what happens

    def walk(self, ctx: Context) -> None:
        for effect in decide(ctx).effects:
            match effect:
                case Rota():
                    self.directory = replace(self.directory, turns=effect.turns, absences=effect.absences)
                case Open(case=Handover() as case) | Change(case=Handover() as case):
                    self.cases[case.id] = case
                case Tell():
                    self.told.append((self.now, effect))
                case _:
                    pass

    def ask(self, event: Event, **more: object) -> Context:
        numbers = {**dict.fromkeys("EOMTNJPH", 1), "H": len(self.cases) + 1}
        pile = Pile(
            since=self.now - timedelta(days=20), upto=self.now, open=(), came=(), held=(), last_reply=None, spent=(),
            rules=(), notes=(),
        )  # fmt: skip
        return context(
            event, now=self.now, directory=self.directory, policy=POLICY_ON, cases=dict(self.cases),
            next_numbers=numbers, pile=pile, **more,
        )  # fmt: skip

    def knock(self) -> None:
        """Every duty that is due, until none is: a second knock brings the same keys, which are refused."""
        while ticks := [t for t in self.due() if t.key not in self.done]:
            for tick in ticks:
                self.done.add(tick.key)
                turn = next((t for t in self.directory.turns if t.first.isoformat() in tick.about.split(":")), None)
                case = self.cases.get(turn.handover) if turn is not None else None
                self.walk(self.ask(tick, case=case))

    def due(self) -> tuple[Event, ...]:
        return duties_due(self.directory, POLICY_ON, now=self.now, since=self.since)  # type: ignore[return-value]

    def go(self, days: int, asleep: bool) -> None:
        goal = self.now + timedelta(days=days)
        while not asleep:
            at = next_duty(self.directory, POLICY_ON, now=self.now)
            if at is None or at > goal:
                break
            self.now = at
            self.knock()
            self.look()
        self.now = goal
        self.knock()

    def say(self, person: Person, said: str, about: str, case: str) -> None:
        """A person answers a mail about the rota."""
        token = Token(
            text="t" * 16, case=case, person=person.address, purpose=Purpose.ROTA, about=about,
            expires=self.now + timedelta(days=90),
        )  # fmt: skip
        known = recognition(role="member", person=person, token=token, token_valid=True, case=case)
        mail = message(said, author=Mailbox(name=person.name, address=person.address))
        arrival = Arrival(key=f"a{len(self.told)}", via="smtp", mail_from="", rcpt="", raw=b"", at=self.now)
        self.walk(self.ask(arrival, message=mail, recognition=known, case=self.cases.get(case)))

    def calendar(self, person: Person, first: date, said: str) -> None:
        uid = f"turn-{first.isoformat()}.{POLICY.instance}@{POLICY.domain}"
        box = Mailbox(name=person.name, address=person.address)
        mail = message("", author=box, rsvp=Rsvp(uid=uid, partstat=said, attendee=person.address))
        mail = replace(mail, marks=replace(mail.marks, machine="rsvp"))
        arrival = Arrival(key="c", via="smtp", mail_from="", rcpt="", raw=b"", at=self.now)
        self.walk(self.ask(arrival, message=mail, recognition=recognition(role="member", person=person)))

    def answer_last(self, person: Person, said: str) -> None:
        """The last mail that asked this person something about the rota."""
        for _, tell in reversed(self.told):
            to = [a.who for a in tell.audience if a.kind == "person"] + [
                p.address for a in tell.audience if a.kind == "reps" for p in PEOPLE if a.who in ("", p.coop)
            ]
            if tell.template in ASKING and person.address in to:
                self.say(person, said, tell.about, tell.case)
                return

    # -- what must be so

    def look(self) -> None:
        zone = ZoneInfo(POLICY.zone)
        turns = self.directory.turns
        assert all(a.last < b.first for a, b in pairwise(turns)), "turns overlap"
        for hour in (0, 12, 23):
            at = datetime.combine(self.now.astimezone(zone).date(), datetime.min.time(), zone) + timedelta(hours=hour)
            duty, day = on_duty(self.directory, POLICY_ON, at), at.date()
            assert duty.turn is not None, f"nobody has the turn of {day}"
            away = {p.address for p in PEOPLE if is_away(self.directory.absences, p.address, day)}
            mates = {p.address for p in PEOPLE if p.coop == duty.coop}
            if duty.chair:
                assert duty.chair not in away
                assert duty.chair != duty.backup
            else:
                assert {duty.turn.chair, duty.turn.backup, *mates} - {""} <= away, "somebody is there, and not asked"
        for turn in turns:
            asked = [one.coop for one in turn.asked]
            assert len(asked) == len(set(asked)), "a co-op was asked twice for one turn"
            assert sum(one.answer == "" for one in turn.asked) <= 1, "two are asked at a time"
            assert not (turn.state == "confirmed" and any(one.answer == "" for one in turn.asked))
        once = Counter(
            (t.template, t.about, t.case, tuple(sorted(a.who for a in t.audience)), t.facts.get("today"))
            for _, t in self.told
            if t.template in ("turn-ask", "handover-out", "handover-in", "handover-late")
        )
        assert not [what for what, count in once.items() if count > 1], "a duty was done twice"


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("go"), st.integers(0, 19), st.booleans()),
        st.tuples(st.just("say"), st.integers(0, 3), st.sampled_from(["accept", "no", "yes", "no idea", "object x"])),
        st.tuples(st.just("say"), st.integers(0, 3), st.sampled_from(["!swap Lu", "!swap Bo Lima", "!cover 3 days"])),
        st.tuples(st.just("away"), st.integers(0, 3), st.integers(1, 25)),
        st.tuples(st.just("calendar"), st.integers(0, 3), st.sampled_from(["accepted", "declined", "tentative"])),
        st.tuples(st.just("back"), st.integers(0, 3), st.just(0)),
    ),
    max_size=22,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_whatever_people_answer_the_desk_is_never_empty_and_nobody_is_asked_twice(
    steps: list[tuple[str, int, object]],
) -> None:
    desk = Desk()
    desk.knock()
    for kind, number, more in steps:
        person = PEOPLE[number % len(PEOPLE)]
        if kind == "go":
            desk.go(number, asleep=bool(more))
        elif kind == "say":
            desk.answer_last(person, str(more))
        elif kind == "away":
            desk.say(person, f"!away {more} days", "turn 2026-03-01", "")
        elif kind == "back":
            desk.say(person, "!away off", "turn 2026-03-01", "")
        else:
            waiting = [t.first for t in desk.directory.turns if t.state != "confirmed"]
            desk.calendar(person, (waiting or [FIRST.first])[-1], str(more))
        desk.knock()
        desk.look()


def test_silence_of_everybody_leaves_the_outgoing_chair_on_duty_for_months() -> None:
    desk = Desk()
    desk.knock()
    desk.go(120, asleep=False)
    desk.look()
    assert on_duty(desk.directory, POLICY_ON, desk.now).chair == ANA.address
    waiting = [t for t in desk.directory.turns if t.first.isoformat() == "2026-04-01"]
    assert {one.answer for one in waiting[0].asked} == {"silent"}
    assert any(t.facts["why"] == "none-left" for _, t in desk.told if t.template == "rota-gap")


def test_the_first_yes_counts_and_the_others_are_told() -> None:
    desk = Desk()
    desk.go(2, asleep=False)
    asked = [t for _, t in desk.told if t.template == "turn-ask"]
    assert [t.audience[0].who for t in asked] == ["Fiqus"]  # neither Fiqus nor Tera has served
    desk.go(9, asleep=False)
    desk.answer_last(LU, "yes")
    desk.answer_last(BO, "accept")
    turn = desk.directory.turns[-1]
    assert (turn.chair, turn.state) == (LU.address, "confirmed")
    assert {a.coop: a.answer for a in turn.asked} == {"Tera": "passed over", "Fiqus": "accepted"}
    gone = next(t for _, t in desk.told if t.template == "turn-gone")
    assert isinstance(gone.calendar, Invitation)
    assert (gone.calendar.method, gone.audience[0].who) == ("CANCEL", BO.address)


def test_a_calendar_of_somebody_else_answers_for_nobody() -> None:
    desk = Desk()
    desk.go(2, asleep=False)
    desk.calendar(ENA, date(2026, 4, 1), "accepted")
    assert desk.directory.turns[-1].state == "asked"
    desk.calendar(LU, date(2026, 4, 1), "accepted")
    assert desk.directory.turns[-1].chair == LU.address


def test_the_fair_order_is_fewest_turns_then_longest_ago_then_the_name() -> None:
    turns = (
        Turn(chair=BO.address, backup="", first=date(2025, 1, 1), last=date(2025, 3, 31)),
        Turn(chair=LU.address, backup="", first=date(2025, 4, 1), last=date(2025, 6, 30)),
    )
    known: Directory = replace(DIRECTORY, turns=turns)
    assert fair_order(known, date(2026, 1, 1)) == ("Camba", "Tera", "Fiqus")
    assert fair_order(replace(known, turns=()), date(2026, 1, 1)) == tuple(c.name for c in COOPS)


def test_a_hole_in_the_rota_ends_where_the_next_turn_begins() -> None:
    later = Turn(chair=LU.address, backup="", first=date(2026, 4, 15), last=date(2026, 5, 31))
    assert uncovered((FIRST, later), date(2026, 3, 3), "quarter") == (date(2026, 4, 1), date(2026, 4, 14))
    assert uncovered((), date(2026, 3, 3), "quarter") is None


def test_away_of_both_is_told_to_the_coordinator_and_a_colleague_acts() -> None:
    desk = Desk()
    desk.say(LU, "!away 3 Mar to 9 Mar", "turn 2026-03-01", "")
    desk.say(ANA, "!away 3 Mar to 9 Mar", "turn 2026-03-01", "")
    both = [t for _, t in desk.told if t.template == "away" and t.facts["both"]]
    assert [t.audience[0].kind for t in both] == ["coordinator"]
    assert on_duty(desk.directory, POLICY_ON, desk.now).chair == ENA.address
    assert Absence(person=ANA.address, first=date(2026, 3, 3), last=date(2026, 3, 9)) in desk.directory.absences
