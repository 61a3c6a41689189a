"""What a digest says to one reader: first what needs their answer, then what waits, the list, the numbers.

Takes the week's facts and the reader; gives a view for the template. Promises: everything in it is T1: ids,
categories and ages of enquiries, never a client's name or subject; posts of the list, which members read anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fitmail.compose.audience import Reader
from fitmail.model import Directory, Meeting, Opportunity, Post, Week

KINDS = ("share", "need", "offer", "interest", "trouble", "meeting", "discussion")
_THREADS = 8  # of one kind; a digest is one screen
_WAITING = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An opportunity that the reader's co-op has not answered."""

    id: str
    title: str
    work: tuple[str, ...]
    summary: str
    decide_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An enquiry that nobody has answered yet, at T1."""

    id: str
    category: str
    days: int
    owner: str  # address, "" for nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A thread of the list."""

    subject: str
    line: str
    poster: str
    coop: str
    answers: int
    message_id: str  # of its last mail, which an answer follows


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    calls: tuple[Call, ...]
    waiting: tuple[Waiting, ...]
    more_waiting: int
    talks: tuple[tuple[str, tuple[Talk, ...], int], ...]  # kind, threads, how many more
    ended: tuple[Opportunity, ...]
    meeting: Meeting | None
    came: int
    answered: int
    oldest: int  # days
    list_address: str = ""


def digest_view(week: Week, reader: Reader, *, directory: Directory, now: datetime) -> View:
    """The week as this reader should hear of it."""
    waiting = sorted(week.waiting, key=lambda case: (case.opened_at, case.id))
    shown = tuple(
        Waiting(id=c.id, category=c.category, days=max((now - c.opened_at).days, 0), owner=c.owner)
        for c in waiting[:_WAITING]
    )
    ended = [
        c for c in week.cases if isinstance(c, Opportunity) and c.closed_at and week.since < c.closed_at <= week.upto
    ]
    return View(
        calls=tuple(_call(o) for o in _calls(week, reader)),
        waiting=shown,
        more_waiting=len(waiting) - len(shown),
        talks=_talks(week.posts, directory),
        ended=tuple(ended[:_WAITING]),
        meeting=week.meeting,
        came=len(week.came),
        answered=len({line.case for line in week.went}),
        oldest=max((entry.days for entry in shown), default=0),
    )


def _calls(week: Week, reader: Reader) -> list[Opportunity]:
    """Shared, with this co-op, and not yet answered by it."""
    answered = {i.opportunity for i in week.answered if reader.coop and i.coop == reader.coop}
    open_calls = [
        o
        for o in week.opportunities
        if o.state == "shared" and o.id not in answered and (not o.shared_with or reader.coop in o.shared_with)
    ]
    return sorted(open_calls, key=lambda o: (o.decide_by or date.max, o.id))


def _call(found: Opportunity) -> Call:
    """Its first paragraph: people's mail programs break lines where it pleases them."""
    first = " ".join(found.summary.strip().replace("\r\n", "\n").split("\n\n", 1)[0].split())
    return Call(id=found.id, title=found.title, work=found.work, summary=first, decide_by=found.decide_by)


def _talks(posts: tuple[Post, ...], directory: Directory) -> tuple[tuple[str, tuple[Talk, ...], int], ...]:
    """Threads by kind. A thread has the kind of its first post of the week; the others are its answers."""
    threads: dict[str, list[Post]] = {}
    for post in sorted(posts, key=lambda p: (p.at, p.key)):
        threads.setdefault(post.thread or post.key, []).append(post)
    found: list[tuple[str, tuple[Talk, ...], int]] = []
    kinds = (*KINDS, *sorted({t[0].kind for t in threads.values()} - set(KINDS)))
    for kind in kinds:
        talks = [_talk(thread, directory) for thread in threads.values() if thread[0].kind == kind]
        if talks:
            talks.sort(key=lambda talk: -talk.answers)
            found.append((kind, tuple(talks[:_THREADS]), max(len(talks) - _THREADS, 0)))
    return tuple(found)


def _talk(thread: list[Post], directory: Directory) -> Talk:
    first = thread[0]
    poster = first.author.name or next((p.name for p in directory.people if p.address == first.author.address), "")
    started = first.thread in ("", first.key)
    return Talk(
        subject=first.subject,
        line=first.line,
        poster=poster or first.author.address.partition("@")[0],
        coop=first.coop,
        answers=len(thread) - 1 if started else len(thread),
        message_id=thread[-1].message_id,
    )
