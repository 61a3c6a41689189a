"""Times as stories write them, and the zone that follows from an offset.

Takes `2026-03-03 14:05 -0300`, ISO 8601 with an offset or Z, or a time without any, which is then of the desk's zone.
Gives aware instants; None when the words are no time.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import date, datetime, time, timedelta, timezone

# Zones with a fixed offset that is no whole hour; zoneinfo has no "Etc" name for these.
ODD_ZONES = (
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Yangon",
    "Australia/Darwin",
    "Australia/Eucla",
    "Pacific/Marquesas",
    "America/St_Johns",
    "Pacific/Chatham",
    "Australia/Lord_Howe",
)
OFFSET = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[ T]+(?P<clock>\d{1,2}:\d\d(?::\d\d)?)\s*(?P<rest>\S*)")


def zone_of(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return None


def name_of_offset(at: datetime) -> str:
    """A zone of that offset. "Etc/GMT+3" lies three hours west: POSIX counts the other way round."""
    named = getattr(at.tzinfo, "key", "")
    if named:
        return str(named)
    offset = at.utcoffset() or timedelta(0)
    minutes = int(offset.total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    if minutes % 60 == 0:
        return f"Etc/GMT{-minutes // 60:+d}"
    return next((name for name in ODD_ZONES if at.astimezone(zone_of(name)).utcoffset() == offset), "UTC")


def read_time(words: str, *, zone: str) -> datetime | None:
    """`2026-03-03 14:05 -0300`, ISO with offset or Z, or without any: then of the desk's zone."""
    found = OFFSET.fullmatch(words.strip())
    if not found:
        return None
    try:
        day = date.fromisoformat(found["day"])
        at = datetime.combine(day, time.fromisoformat(found["clock"].zfill(5)))
    except ValueError:
        return None
    rest = found["rest"]
    if not rest:
        return at.replace(tzinfo=zone_of(zone))
    if rest in ("Z", "z", "UTC"):
        rest = "+0000"
    offset = re.fullmatch(r"([+-])(\d\d):?([0-5]\d)", rest)
    if offset:
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        try:
            return at.replace(tzinfo=timezone(-shift if offset[1] == "-" else shift))
        except ValueError:
            return None
    named = zone_of(rest)
    return at.replace(tzinfo=named) if named else None
