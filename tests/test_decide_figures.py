"""Figures of enquiries, what waits for one person, and when a quiet reader hears that all is well."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fitmail.decide import decide
from fitmail.decide.digests import late_since, waiting_for
from fitmail.decide.figures import figures, lost_between
from fitmail.model import Asked, Context, Fact, Figures, Opportunity, SentMail, Span, Tick, Turn, Week
from tests.decide_desk import ANA, BO, DIRECTORY, LU, NOW, POLICY, context, enquiry, tells

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MONDAY = datetime(2026, 3, 9, 11, 0, tzinfo=UTC)


def count(*cases: object, since: datetime = NOW - DAY, upto: datetime = MONDAY) -> Figures:
    return figures(cases, (), policy=POLICY, since=since, upto=upto)  # type: ignore[arg-type]


def test_a_first_answer_counts_in_the_stretch_in_which_it_was_given() -> None:
    answered = enquiry("answered", ANA.address, first_reply_at=NOW + 3 * HOUR, settled_at=NOW + 3 * HOUR)
    found = count(answered)
    assert (found.came, found.answered, found.median) == (1, 1, Span(n=3.0, unit="hours"))
    later = count(answered, since=NOW + DAY)
    assert (later.came, later.answered, later.median) == (0, 0, None)
    before = count(answered, upto=NOW + HOUR)
    assert (before.answered, before.waiting) == (0, 0)  # its state has moved on since; nobody is told that it waits


def test_median_and_worst_are_lengths_of_open_time() -> None:
    cases = [enquiry("answered", id=f"E-{n}", first_reply_at=NOW + n * DAY) for n in (1, 2, 3)]
    found = count(*cases)
    assert (found.median, found.worst) == (Span(n=2.0, unit="days"), Span(n=3.0, unit="days"))
    assert found.spread == (("day", 1), ("two", 1), ("five", 1), ("later", 0))
    quick = count(enquiry("answered", first_reply_at=NOW + timedelta(minutes=20)))
    assert quick.median == Span(n=20, unit="minutes")


def test_junk_counts_nowhere_and_sources_are_told_apart() -> None:
    cases = (
        enquiry("spam", id="E-1"),
        enquiry("quarantined", id="E-2"),
        enquiry(id="E-3", referrer=LU.address),
        enquiry(id="E-4", facts=(Fact(name="referred_by", value="Ena", words="Ena"),)),
        enquiry(id="E-5", category="start"),
    )
    found = count(*cases)
    assert found.came == 3
    assert found.by_category == (("opportunity", 2), ("start", 1))
    assert found.by_source == (("direct", 1), ("member", 1), ("referred", 1))
    assert (found.waiting, found.oldest) == (3, 5)


def test_a_lead_that_nobody_decided_is_counted_in_one_stretch_only() -> None:
    lead = enquiry("owned", ANA.address, first_reply_at=NOW + HOUR)
    lost_on = datetime(2026, 3, 10, 13, 0, tzinfo=UTC)  # five working days
    week_one, week_two = lost_on - HOUR, lost_on + 7 * DAY

    def lost(since: datetime, upto: datetime) -> list[str]:
        return [one.why for one in lost_between((lead,), (), policy=POLICY, since=since, upto=upto)]

    assert lost(NOW - DAY, week_one) == []
    assert lost(week_one, week_two) == ["nobody acted"]
    assert lost(week_two, week_two + 7 * DAY) == []


# ---------------------------------------------------------------- what waits for one person


def week(**changes: object) -> Week:
    empty = Week(since=NOW, upto=MONDAY, waiting=(), opportunities=(), answered=(), came=(), went=(), posts=())
    return replace(empty, **changes)  # type: ignore[arg-type]


def held(by: str) -> SentMail:
    return SentMail(
        key="k", event="e", case="E-1", to="jo@shop.example", by=by, subject="", template="answer", state="held",
        text="", at=NOW, outward=True, tries=0,
    )  # fmt: skip


def test_a_held_answer_waits_for_its_author_alone() -> None:
    found = week(held=(held(BO.aliases[0]), held(ANA.address)))
    assert [m.kind for m in waiting_for(BO, found, context())] == ["held"]
    assert waiting_for(LU, found, context()) == ()


def test_a_case_of_theirs_that_is_late_waits_and_after_three_reminders_it_is_stuck() -> None:
    mine = enquiry("owned", ANA.address)
    assert [m.kind for m in waiting_for(ANA, week(cases=(mine,)), context())] == ["overdue"]
    stuck = replace(mine, reminders=3)
    assert [m.kind for m in waiting_for(ANA, week(cases=(stuck,)), context())] == ["stuck"]
    fresh = replace(mine, opened_at=MONDAY - HOUR, changed_at=MONDAY - HOUR)
    assert waiting_for(ANA, week(cases=(fresh,)), context()) == ()
    assert late_since(replace(mine, held_until=MONDAY), POLICY) is None


def test_an_open_invitation_waits_for_the_reps_of_the_co_op_that_is_asked() -> None:
    asked = Asked(coop="Fiqus", person="other@fiqus.example", at=NOW, answer="")
    turn = Turn(chair="", backup="", first=date(2026, 6, 1), last=date(2026, 8, 31), asked=(asked,), state="asked")
    ctx = context(directory=replace(DIRECTORY, turns=(*DIRECTORY.turns, turn)))
    (matter,) = waiting_for(LU, week(), ctx)
    assert (matter.kind, matter.first) == ("turn", date(2026, 6, 1))
    assert waiting_for(BO, week(), ctx) == ()
    answered = replace(turn, asked=(replace(asked, answer="declined"),))
    assert waiting_for(LU, week(), context(directory=replace(DIRECTORY, turns=(answered,)))) == ()


# ---------------------------------------------------------------- the mail


def told(found: Week, about: str) -> Context:
    return context(Tick(key="digest:x", duty="digest", about=about, at=MONDAY), week=found)


def test_a_quiet_month_is_said_once_and_a_quiet_week_is_not() -> None:
    long_ago, lately = week(told_at=MONDAY - 28 * DAY), week(told_at=MONDAY - 21 * DAY)
    (tell,) = tells(decide(told(long_ago, ANA.address)))
    assert tell.facts["quiet"] is True
    assert tells(decide(told(lately, ANA.address))) == []


def test_a_digest_offers_the_words_for_calls_only_where_there_is_one() -> None:
    call = Opportunity(
        id="O-1", state="shared", category="", kind="", language="en", written_in="", subject="", owner="",
        opened_at=NOW, changed_at=NOW, because="", facts=(), checks=(), work=(), wake_at=None, steps=0, reminders=0,
        reminded_on=None, held_until=None, outcome="", closed_at=None, enquiry="", bringer="Camba", title="Shop",
        summary="", decide_by=None, shared_at=NOW, shared_with=("Fiqus",),
    )  # fmt: skip
    found = week(opportunities=(call,), waiting=(enquiry(),))
    (asked,) = tells(decide(told(found, LU.address)))
    assert [offer.verb for offer in asked.offers] == ["interested", "pass", "unsubscribe"]
    (other,) = tells(decide(told(found, BO.address)))
    assert [offer.verb for offer in other.offers] == ["unsubscribe"]
