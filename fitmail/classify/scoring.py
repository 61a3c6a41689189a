"""How right the rules are: what was filed held against what labelled mails are.

Takes: `Judged` values, each a label with what the rules made of its mail. Gives: `score(judged)`: shares from 0 to 1.
    right         filed, and under an acceptable category
    wrong         filed, and under no acceptable one
    unsure        left to the chair with two guesses
    right_in_two  filed rightly, or unsure with an acceptable category among its two guesses
    right_or_next the same, where a filed mail's runner-up counts as its second guess
    strict        filed under the first labelled category itself
Machine mail gets no category: a person's mail that was taken for a machine's counts as filed wrongly, as "machine".
Promises: pure; the same mails in any order give the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fitmail.classify.comparing import compare_facts
from fitmail.classify.labels import Label

MACHINE = "machine"
UNSURE = "unsure"
ASKING_FOR_WORK = ("opportunity", "tender")
PREPARED_NO = ("promotion", "spam", "jobs")  # a chair in a hurry releases the no that lies ready for these
SCORED = ("enquiries", "list")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One labelled mail, and what was made of it."""

    label: Label
    subject: str
    category: str  # as filed, "unsure", or "machine"
    kind: str
    guesses: tuple[str, ...]
    runner_up: str
    because: str
    found: Mapping[str, Any]  # facts by the names of the labels, language among them
    words: Mapping[str, str]  # what each was found in
    as_labelled: bool  # automatic and thread mail: read as its label says

    @property
    def outcome(self) -> str:
        if self.category in self.label.accepted:
            return "right"
        return UNSURE if self.category == UNSURE else "wrong"

    @property
    def in_two(self) -> bool:
        guessed = any(guess in self.label.accepted for guess in self.guesses)
        return self.outcome == "right" or (self.outcome == UNSURE and guessed)


def score(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures of one set of labelled mails."""
    scored = [one for one in judged if one.label.address in SCORED]
    told: dict[str, Any] = {address: _address([one for one in scored if _of(one) == address]) for address in SCORED}
    told["facts"] = facts_of(scored)
    told["opportunity_under_prepared_no"] = [
        one.label.name
        for one in scored
        if one.label.category in ASKING_FOR_WORK and one.outcome == "wrong" and one.category in PREPARED_NO
    ]
    for address in ("automatic", "thread"):
        told[address] = _apart([one for one in judged if _of(one) == address])
    return told


def facts_of(scored: Sequence[Judged]) -> dict[str, Any]:
    """Every field of the labels, and the same per address."""
    told: dict[str, Any] = compare_facts([(one.label, one.found) for one in scored])
    for address in SCORED:
        of_address = compare_facts([(one.label, one.found) for one in scored if _of(one) == address])
        for name, counts in of_address.items():
            told[name].setdefault("by_address", {})[address] = counts
    return told


def _of(one: Judged) -> str:
    return one.label.address


def _address(mails: Sequence[Judged]) -> dict[str, Any]:
    return {
        **_shares(mails),
        "by_category": _grouped(mails, lambda one: one.label.category),
        "by_language": _grouped(mails, lambda one: one.label.language),
        "confusion": _confusion(mails),
    }


def _shares(mails: Sequence[Judged]) -> dict[str, Any]:
    count = Counter(one.outcome for one in mails)
    either = sum(one.in_two or one.runner_up in one.label.accepted for one in mails)
    strict = sum(one.category == one.label.category for one in mails)
    in_two = sum(one.in_two for one in mails)
    whole = len(mails)
    named = (count["right"], count["wrong"], count[UNSURE], in_two, either, strict)
    names = ("right", "wrong", UNSURE, "right_in_two", "right_or_next", "strict")
    shares = {name: round(part / whole, 4) if whole else None for name, part in zip(names, named, strict=True)}
    return {"mails": whole, **shares}


def _grouped(mails: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, Any]:
    names = sorted({key(one) for one in mails})
    return {name: _shares([one for one in mails if key(one) == name]) for name in names}


def _confusion(mails: Sequence[Judged]) -> dict[str, dict[str, int]]:
    """Labelled -> filed -> mails. What another acceptable category filed stands where it was filed."""
    told: dict[str, Counter[str]] = {}
    for one in mails:
        told.setdefault(one.label.category, Counter())[one.category] += 1
    return {name: dict(sorted(told[name].items())) for name in sorted(told)}


def _apart(mails: Sequence[Judged]) -> dict[str, Any]:
    """Machine mail and answers: no rule files them, but reading can go wrong."""
    whole = len(mails)
    right = sum(one.as_labelled for one in mails)
    return {
        "mails": whole,
        "right": round(right / whole, 4) if whole else None,
        "wrong": [one.label.name for one in mails if not one.as_labelled],
    }
