"""The retry rule in words and in one pure function.

After the first, second and third failure a mail waits 5, 15 and 60 minutes, then 4 hours each time. Three days after
it was first allowed to leave there is one last try; when that fails too, the mail is given up and its owner hears of
it. (RFC 5321 s.4.5.4.1 asks four to five days of a relay: that is the smarthost behind us.)
"""

from __future__ import annotations

from datetime import datetime, timedelta

WAITS = (timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
LATER = timedelta(hours=4)
PATIENCE = timedelta(days=3)


def next_try(*, tries: int, first_at: datetime, now: datetime) -> datetime | None:
    """When a mail that failed now is tried again; None: given up. `tries` are those before the present one."""
    end = first_at + PATIENCE
    if now >= end:
        return None
    wait = WAITS[tries] if tries < len(WAITS) else LATER
    return min(now + wait, end)
