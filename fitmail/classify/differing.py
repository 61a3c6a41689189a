"""What would be filed differently: old and new rules over mails that were filed before.

Takes: mails as they were read and recognised, the rules in force and other rules.
Gives: `differing(mails, old=..., new=...)`: each mail whose category would be another, in the order of the mails.
Promises: pure; one mail at a time, so that an archive of any size needs the memory of one mail. The old rules' word
    is asked anew: what people corrected since, and what older rules said then, is no difference between these two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from fitmail.classify import classify
from fitmail.classify.rulebook import Rulebook
from fitmail.model import Message, Recognition, Refiled


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A mail of the archive."""

    key: str
    case: str
    at: datetime
    message: Message
    recognition: Recognition


def differing(mails: Iterable[Kept], *, old: Rulebook, new: Rulebook) -> Iterator[Refiled]:
    """The mails that the new rules file elsewhere."""
    for mail in mails:
        was = classify(mail.message, mail.recognition, old).category
        found = classify(mail.message, mail.recognition, new)
        if found.category != was:
            yield Refiled(
                key=mail.key,
                case=mail.case,
                at=mail.at,
                subject=" ".join(mail.message.subject.split())[:200],
                was=was,
                now=found.category,
                because=found.because,
            )


def transitions(changes: Iterable[Refiled]) -> Mapping[str, int]:
    """ "research -> opportunity": 3; the most frequent first."""
    return dict(Counter(f"{change.was} -> {change.now}" for change in changes).most_common())
