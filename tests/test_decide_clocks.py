"""The clocks of an enquiry: ladders, silence, digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from decide_desk import ANA, DIRECTORY, NOW, POLICY, after, context, enquiry, message, tells, tick

from fitmail.decide import decide, duties_due, next_duty
from fitmail.decide.clocks import due, ladder, wake
from fitmail.model import Post, Tick, Week

# NOW is Tuesday 2026-03-03, 10:00 in Buenos Aires (UTC-3).


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour + 3, minute, tzinfo=UTC)


def test_nobody_claims_three_steps_with_a_widening_audience() -> None:
    rungs = ladder(enquiry(), policy=POLICY)
    assert [r.at for r in rungs] == [local(3, 14), local(4, 10), local(5, 10)]
    kinds = []
    for rung in rungs:
        decision = decide(tick(enquiry(steps=rung.number - 1), rung.at))
        (tell,) = tells(decision, "unclaimed")
        kinds.append([a.kind for a in tell.audience])
        assert after(decision).steps == rung.number
    assert kinds == [["chair"], ["backup", "duty"], ["reps"]]


def test_of_two_steps_on_one_day_only_the_wider_is_sent() -> None:
    afternoon = enquiry(changed_at=local(3, 15), opened_at=local(3, 15))
    assert [r.what for r in ladder(afternoon, policy=POLICY)] == ["unclaimed-2", "unclaimed-3"]


def test_a_server_that_slept_sends_the_widest_once() -> None:
    rung = due(enquiry(), policy=POLICY, at=local(9, 12))
    assert rung is not None
    assert rung.what == "unclaimed-3"
    case = after(decide(tick(enquiry(), local(9, 12))))
    assert (case.steps, case.wake_at) == (3, None)


def test_a_double_knock_does_nothing_twice() -> None:
    done = after(decide(tick(enquiry(), local(3, 14))))
    assert tells(decide(tick(done, local(3, 14)))) == []


def test_a_tick_for_a_case_that_moved_on_does_nothing() -> None:
    decision = decide(tick(enquiry("closed", ANA.address), local(3, 14)))
    assert (decision.effects, decision.because) == ((), "Nothing was due any more.")


def test_an_owner_is_reminded_of_the_first_answer_then_of_the_next_step_three_times_at_most() -> None:
    case = enquiry("owned", ANA.address, changed_at=local(3, 11))
    rungs = ladder(case, policy=POLICY)
    assert [r.what for r in rungs] == ["first_reply", "next_step", "next_step"]
    (tell,) = tells(decide(tick(case, rungs[0].at)), "overdue")
    assert tell.audience[0].who == ANA.address


def test_low_priority_has_no_reminders() -> None:
    assert wake(enquiry(low=True), policy=POLICY) is None


def test_the_client_is_reminded_twice_and_then_the_case_closes() -> None:
    case = enquiry("awaiting_info", ANA.address, asked=("budget",))
    rungs = ladder(case, policy=POLICY)
    assert [r.what for r in rungs] == ["ask-again", "ask-last", "silence"]
    assert [t.template for t in tells(decide(tick(case, rungs[0].at)))] == ["remind"]
    last = decide(tick(replace(case, steps=2), rungs[2].at))
    assert [t.template for t in tells(last)] == ["closing"]
    assert (after(last).state, after(last).outcome) == ("closed", "no_reply")


def test_an_answered_case_closes_quietly() -> None:
    case = enquiry("answered", ANA.address)
    decision = decide(tick(case, NOW + timedelta(days=20)))
    assert (after(decision).state, tells(decision)) == ("closed", [])


def test_a_hold_ends_and_its_owner_hears() -> None:
    case = enquiry("owned", ANA.address, held_until=local(10, 9))
    assert wake(case, policy=POLICY) == local(10, 9)
    decision = decide(tick(case, local(10, 9)))
    assert after(decision).held_until is None
    assert tells(decision, "overdue")[0].facts["what"] == "hold"


@pytest.mark.parametrize("state", ["closed", "converted", "spam", "quarantined"])
def test_what_is_settled_has_no_clock(state: str) -> None:
    assert wake(enquiry(state, ANA.address), policy=POLICY) is None


# ---------------------------------------------------------------- digests

MONDAY = datetime(2026, 3, 9, 11, 0, tzinfo=UTC)  # 08:00 in Buenos Aires


def test_each_member_has_one_digest_a_week_with_a_key_of_week_and_person() -> None:
    ticks = duties_due(DIRECTORY, POLICY, now=MONDAY, since=NOW)
    assert {t.key for t in ticks} == {f"digest:2026-W11:{p.address}" for p in DIRECTORY.people}
    assert {t.at for t in ticks} == {MONDAY}
    assert duties_due(DIRECTORY, POLICY, now=MONDAY - timedelta(minutes=1), since=NOW) == ()


def test_after_a_pause_there_is_one_digest_not_five() -> None:
    ticks = duties_due(DIRECTORY, POLICY, now=MONDAY + timedelta(days=35), since=NOW)
    assert len(ticks) == len(DIRECTORY.people)


def test_digests_can_be_off_for_all_or_for_one() -> None:
    off = replace(POLICY, periodic=frozenset())
    assert duties_due(DIRECTORY, off, now=MONDAY, since=NOW) == ()
    assert next_duty(DIRECTORY, off, now=MONDAY) is None
    ana = replace(DIRECTORY.people[0], preferences=(("digest", "off"),))
    fewer = replace(DIRECTORY, people=(ana, *DIRECTORY.people[1:]))
    assert len(duties_due(fewer, POLICY, now=MONDAY, since=NOW)) == len(DIRECTORY.people) - 1
    assert next_duty(DIRECTORY, POLICY, now=MONDAY) == MONDAY + timedelta(days=7)


def week(**changes: object) -> Week:
    empty = Week(since=NOW, upto=MONDAY, waiting=(), opportunities=(), answered=(), came=(), went=(), posts=())
    return replace(empty, **changes)  # type: ignore[arg-type]


def digest(found: Week | None, about: str = ANA.address) -> object:
    return decide(context(Tick(key="digest:x", duty="digest", about=about, at=MONDAY), week=found))


def test_a_week_without_news_is_not_mailed() -> None:
    assert tells(digest(week())) == []  # type: ignore[arg-type]
    assert tells(digest(week(), "gone@x.example")) == []  # type: ignore[arg-type]


def test_a_week_with_a_post_is_mailed() -> None:
    post = Post(
        key="p", message_id="<p@x>", thread="p", author=message("x").author, coop="", subject="Lunch",
        kind="discussion", line="Who comes?", at=NOW, language="en",
    )  # fmt: skip
    (tell,) = tells(digest(week(posts=(post,))))  # type: ignore[arg-type]
    assert (tell.template, tell.audience[0].who) == ("digest", ANA.address)
