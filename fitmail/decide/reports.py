"""The daily line of whoever is on duty (C6), the coordinator's week, and the quarter in figures.

Takes a Tick; gives one mail or none. Promises: the daily line leaves only when something waits, and each thing in it is
answered by a line that names it; what is of low priority or junk is counted there and nowhere else; nobody is named
for being silent, except to the coordinator.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from fitmail.decide.clocks import UNOWNED, hours_of
from fitmail.decide.digests import late_since
from fitmail.decide.figures import figures
from fitmail.decide.inaction import is_stuck
from fitmail.decide.minutes import Minutes
from fitmail.decide.orders import offers
from fitmail.decide.worktime import desk_date
from fitmail.model import (
    Audience,
    Case,
    Context,
    Decision,
    Directory,
    Enquiry,
    Interest,
    Policy,
    Purpose,
    Tell,
    Turn,
    Week,
)

DUTIES = ("daily", "report-week", "report-quarter")
_STREAK = 3  # calls in a row without a word (lifecycles.md R5)
_AHEAD = timedelta(days=120)  # turns that the coordinator sees


def report(ctx: Context) -> Decision:
    """The one that fell due."""
    duty = getattr(ctx.event, "duty", "")
    minutes, week = Minutes(ctx), ctx.week
    if week is None:
        return minutes.finish("There is nothing to report from.", end="filed", case="")
    if duty == "daily":
        return _daily(minutes, week)
    return _weekly(minutes, week) if duty == "report-week" else _quarterly(minutes, week)


def _tell(minutes: Minutes, template: str, audience: str, facts: dict[str, object], verbs: tuple[str, ...]) -> None:
    to = (Audience(kind="chair"),) if audience == "chair" else (Audience(kind="coordinator"),)
    tell = Tell(
        key=template,
        audience=to,
        template=template,
        case="",
        facts=facts,
        offers=offers(*verbs),
        purpose=Purpose.DIGEST,
    )
    minutes.tell(tell)


# ---------------------------------------------------------------- each working morning


def _daily(minutes: Minutes, week: Week) -> Decision:
    facts = daily_facts(week, minutes.policy)
    if not any(facts.values()):
        return minutes.finish("Nothing waits this morning.", end="filed", case="")
    posts = Counter(post.kind for post in week.posts)
    _tell(minutes, "daily", "chair", {**facts, "posts": tuple(sorted(posts.items()))}, ("help",))
    return minutes.finish("The daily line: what waits at the desk.", end="filed", case="")


def daily_facts(week: Week, policy: Policy) -> dict[str, object]:
    """What waits, what is late, what was put aside; all empty on a good morning."""
    enquiries = [case for case in week.cases if isinstance(case, Enquiry)]
    late = [case for case in enquiries if (since := late_since(case, policy)) is not None and since <= week.upto]
    fresh = [case for case in enquiries if week.since < case.opened_at <= week.upto]
    return {
        "waiting": tuple(c for c in enquiries if c.state in UNOWNED and not c.low and c.held_until is None),
        "late": tuple(c for c in late if not is_stuck(c)),
        "stuck": tuple(c for c in enquiries if is_stuck(c)),
        "quarantined": tuple(c for c in enquiries if c.state == "quarantined"),
        "low": tuple(c for c in fresh if c.low and c.state != "spam"),
        "spam": sum(c.state == "spam" for c in fresh),
        "held": tuple(mail for mail in week.held if mail.outward),
    }


# ---------------------------------------------------------------- the coordinator's week


def _weekly(minutes: Minutes, week: Week) -> Decision:
    counted = figures(week.cases, week.interests, policy=minutes.policy, since=week.since, upto=week.upto)
    today = desk_date(week.upto, hours_of(minutes.policy))
    directory = minutes.ctx.directory
    turns = tuple(t for t in directory.turns if t.last >= today and t.first <= today + _AHEAD)
    facts: dict[str, object] = {
        "week": week,
        "figures": counted,
        "stuck": tuple(case for case in week.cases if is_stuck(case)),
        "silent": silent_coops(week, directory, minutes.policy),
        "turns": tuple(sorted(turns, key=lambda turn: turn.first)),
        "gap": not _covered(turns),
        "troubles": sum(post.kind == "trouble" for post in week.posts),
    }
    _tell(minutes, "report-week", "coordinator", facts, ("show", "help"))
    return minutes.finish("The coordinator's week.", end="filed", case="")


def _covered(turns: tuple[Turn, ...]) -> bool:
    """Whether somebody has taken each of them."""
    return bool(turns) and all(turn.chair and turn.state == "confirmed" for turn in turns)


def silent_coops(week: Week, directory: Directory, policy: Policy) -> tuple[str, ...]:
    """Co-ops that said neither yes nor no to the last calls they got: perhaps their skills or address are wrong."""
    today = desk_date(week.upto, hours_of(policy))
    over = [
        o for o in week.opportunities if o.shared_at is not None and o.decide_by is not None and o.decide_by < today
    ]
    over.sort(key=lambda o: (o.decide_by, o.id))
    spoke = {(one.opportunity, one.coop) for one in week.interests}
    found = []
    for coop in (one.name for one in directory.coops):
        calls = [o for o in over if (not o.shared_with or coop in o.shared_with) and o.bringer != coop][-_STREAK:]
        if len(calls) == _STREAK and not any((o.id, coop) in spoke for o in calls):
            found.append(coop)
    return tuple(found)


# ---------------------------------------------------------------- the quarter


def _quarterly(minutes: Minutes, week: Week) -> Decision:
    counted = figures(week.cases, week.interests, policy=minutes.policy, since=week.since, upto=week.upto)
    if not (counted.came or counted.answered or counted.outcomes):
        return minutes.finish("A quarter without enquiries.", end="filed", case="")
    leads = sum(n for name, n in counted.by_category if name in ("opportunity", "tender"))
    facts: dict[str, object] = {
        "week": week,
        "figures": counted,
        "leads": leads,
        "answers": _by_coop(minutes, week.cases, week),
        "interest": _interest(week.interests, week),
        "hours": _hours(week),
    }
    _tell(minutes, "report-quarter", "coordinator", facts, ("show", "help"))
    return minutes.finish("The quarter in figures.", end="filed", case="")


def _by_coop(minutes: Minutes, cases: tuple[Case, ...], week: Week) -> tuple[tuple[str, int], ...]:
    """Whose people gave the first answers."""
    counted: Counter[str] = Counter()
    for case in cases:
        if isinstance(case, Enquiry) and case.first_reply_at is not None and case.first_reply_at > week.since:
            person = minutes.person(case.owner)
            counted[person.coop if person is not None and person.coop else "–"] += 1
    return _most_first(counted)


def _interest(interests: tuple[Interest, ...], week: Week) -> tuple[tuple[str, int], ...]:
    """How often each co-op wanted to take part."""
    wanted = (i for i in interests if i.answer == "interested" and week.since < i.at <= week.upto)
    return _most_first(Counter(i.coop or "–" for i in wanted))


def _hours(week: Week) -> tuple[tuple[str, float], ...]:
    """Hours on duty that people told of, by co-op."""
    told: dict[str, float] = {}
    for one in week.spent:
        if one.hours:
            told[one.coop or "–"] = told.get(one.coop or "–", 0.0) + one.hours
    return tuple(sorted(told.items(), key=lambda one: (-one[1], one[0])))


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


__all__ = ["DUTIES", "daily_facts", "report", "silent_coops"]
