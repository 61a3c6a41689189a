"""What falls due: reminders and closings for silence; digests and reports have desks of their own.

Takes a Tick; gives the mails of that duty. Promises: what is due is computed from the case and the clock alone, so
a double or late knock does nothing twice; reminders go to the owner, without one to an audience that widens
(lifecycles.md 3.1, G7); a server that slept sends only the widest reminder of what it missed.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import digests, reports, rota, rulekeeping
from fitmail.decide.clocks import Rung, due
from fitmail.decide.discretion import redacted
from fitmail.decide.enquiries import tell_enquirer
from fitmail.decide.minutes import Minutes
from fitmail.decide.orders import offers
from fitmail.decide.wishes import DUTY as LESSONS
from fitmail.decide.worktime import desk_date
from fitmail.model import (
    Audience,
    Context,
    Decision,
    Enquiry,
    Purpose,
    Tell,
    Tick,
)

_WIDENING: dict[str, tuple[Audience, ...]] = {
    "unclaimed-1": (Audience(kind="chair"),),
    "unclaimed-2": (Audience(kind="backup"), Audience(kind="duty")),
    "unclaimed-3": (Audience(kind="reps"),),
}


def tick(ctx: Context) -> Decision:
    """One duty that fell due."""
    assert isinstance(ctx.event, Tick)
    if ctx.event.duty == "digest":
        return digests.digest(ctx)
    if ctx.event.duty in reports.DUTIES:
        return reports.report(ctx)
    if ctx.event.duty == LESSONS:
        return rulekeeping.weekly(ctx)
    if ctx.event.duty == "rota":
        return rota.fell_due(ctx)
    case = ctx.case
    minutes = Minutes(ctx)
    rung = due(case, policy=ctx.policy, at=ctx.now) if case is not None else None
    if case is None or rung is None:
        return minutes.finish("Nothing was due any more.", end="filed", case=case.id if case is not None else "")
    if rung.what == "hold":
        minutes.change(replace(case, held_until=None, changed_at=ctx.now, steps=0), undo="")
        if isinstance(case, Enquiry):
            _overdue(minutes, case, "hold")
        return minutes.finish(f"{case.id} is no longer on hold.", end="filed", case=case.id)
    assert isinstance(case, Enquiry)
    if rung.what.startswith("unclaimed"):
        _unclaimed(minutes, case, rung)
    elif rung.what in ("first_reply", "next_step"):
        _overdue(minutes, case, rung.what)
    elif rung.what in ("ask-again", "ask-last"):
        _ask_again(minutes, case, last=rung.what == "ask-last")
    else:
        return _close_for_silence(minutes, case)
    _climbed(minutes, case, rung)
    return minutes.finish(f"{case.id}: reminder {rung.what} was due.", end="filed", case=case.id)


def _climbed(minutes: Minutes, case: Enquiry, rung: Rung) -> None:
    today = desk_date(minutes.now, minutes.hours)
    minutes.change(replace(case, steps=rung.number, reminders=case.reminders + 1, reminded_on=today), undo="")
    minutes.record(case.id, who="fitmail", what="reminder", was=case.state, now=case.state, why=rung.what)


def _unclaimed(minutes: Minutes, case: Enquiry, rung: Rung) -> None:
    """C2 to an audience that widens."""
    wide = rung.what == "unclaimed-3"
    facts: dict[str, object] = {"step": rung.number, "promised": case.promised, "text": "", "wide": wide}
    minutes.tell(
        Tell(
            key=rung.what,
            audience=_WIDENING[rung.what],
            template="unclaimed",
            case=case.id,
            facts=facts,
            offers=offers("claim", "help"),
            purpose=Purpose.DESK,
            subject=redacted(case.subject, case, minutes.ctx) if wide else "",  # T1: the whole network reads it (G11)
        )
    )


def _overdue(minutes: Minutes, case: Enquiry, what: str) -> None:
    """To the owner: the first answer, or the next step, is late."""
    facts: dict[str, object] = {"what": what, "days": (minutes.now - case.changed_at).days}
    to = minutes.acting_for(case.owner) or minutes.chair_address()
    tell = minutes.tell_person(
        to, key=f"overdue-{what}", template="overdue", case=case.id, facts=facts, purpose=Purpose.DESK
    )
    minutes.tell(replace(tell, offers=offers("note", "ask", "decline", "hold", "release", "close")))


def _ask_again(minutes: Minutes, case: Enquiry, *, last: bool) -> None:
    """E4: the same questions, "or tell us it is no longer needed". One of the few that leave by themselves (G8)."""
    key = "remind-last" if last else "remind"
    tell = tell_enquirer(case, key=key, template="remind", facts={"keys": case.asked, "last": last})
    minutes.tell(tell)


def _close_for_silence(minutes: Minutes, case: Enquiry) -> Decision:
    """Fourteen days of silence: E5 where we asked and nobody answered; else quietly."""
    was = case.state
    asked = was == "awaiting_info"
    if asked:
        minutes.tell(tell_enquirer(case, key="closing", template="closing", facts={}))
    outcome = "no_reply" if asked else case.outcome or was
    minutes.move(replace(case, outcome=outcome, closed_at=minutes.now, prepared=""), "closed", undo="")
    minutes.record(case.id, who="fitmail", what="close", was=was, now="closed", why="Fourteen days of silence.")
    return minutes.finish(f"{case.id} closed after fourteen days of silence.", end="filed", case=case.id)
