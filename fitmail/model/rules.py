"""What `classify` finds, and the handbook that members wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing found in a mail: its value, and the client's own words it was found in."""

    name: str  # the names of fields.md and labels.jsonl: budget_min, budget_max, currency, deadline ...
    value: str | int | bool | date | tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the card's checklist."""

    key: str  # budget, when, tech, brief, who, values, place, size
    mark: Literal["yes", "maybe", "no"]  # shown as ✓ ? ✗
    words: str  # the client's words, "" when missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    category: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    table: Literal["enquiries", "list"]
    category: str  # a category of lifecycles.md, or unsure
    points: int
    because: str  # one sentence for members: phrases, points
    hits: tuple[tuple[str, str, int], ...]  # (category, phrase as it stands in the mail, points)
    runner_up: Guess | None
    suggestions: tuple[str, ...]  # for unsure: the two best guesses
    kind: str  # of `other` and `trouble`: press, complaint, payment ...; else ""
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    work: tuple[str, ...]  # kinds of work in T1-safe vocabulary words: "web shop", "website"
    priority: Literal["", "low", "high"]
    rules_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One row of rules/criteria.yaml."""

    key: str
    names: Mapping[str, str]  # language -> "budget"
    questions: Mapping[str, str]  # language -> the question that `ask` sends
    askable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    key: str
    names: Mapping[str, str]
    texts: Mapping[str, str]  # language -> paragraph for the client
    categories: tuple[str, ...]  # suggested for these
    regions: tuple[str, ...]  # inside, outside; () = both


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """What the network wrote down for its desk: criteria, guidance, signposts."""

    criteria: tuple[Criterion, ...]
    guidance: Mapping[str, Mapping[str, str]]  # category -> language -> text for the card
    signposts: tuple[Signpost, ...]
