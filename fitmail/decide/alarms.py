"""The desk for what the house itself has to say: broken rules, and whatever else those who keep it running must know.

Takes an Alarm. Promises: it reaches somebody (the named ones, else the coordinator, else the operator), it opens no
case, and nobody outside ever sees it. Its wording is the template's, by its kind.
"""

from __future__ import annotations

from fitmail.decide.minutes import Minutes
from fitmail.model import Alarm, Audience, Context, Decision, Tell


def told(ctx: Context) -> Decision:
    """One mail to each of those who look after it."""
    assert isinstance(ctx.event, Alarm)
    alarm, minutes = ctx.event, Minutes(ctx)
    people = tuple(Audience(kind="person", who=address) for address in alarm.to)
    minutes.tell(
        Tell(
            key="alarm",
            audience=people or (Audience(kind="coordinator"),),
            template="alarm",
            case="",
            facts={"kind": alarm.kind, "lines": alarm.lines},
        )
    )
    return minutes.finish(f"The house says: {alarm.kind.replace('-', ' ')}.", end="filed", case="")
