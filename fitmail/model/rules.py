"""What `classify` finds, and the handbook that members wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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


# fact: facts decided at once; points: a clear winner; rest: nothing that a member must act on; unsure: unknown (no
# rule knows its words), close (no clear lead), few (too few points); person: somebody filed it so
How = Literal["fact", "points", "rest", "unknown", "close", "few", "person"]
Source = Literal["phrase", "pair", "fact", "text model"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What gave a category points, or took some: words of the mail, a fact about it, or what it is like."""

    source: Source
    points: int
    kind: str  # of the category, where only a kind of it has this phrase
    rule: str  # as the rule file has it: the phrase, the lists that met, the fact; "" for the text model
    language: str  # of the phrase, "" for the others
    words: tuple[str, ...]  # as they stand in the mail
    sentences: tuple[str, ...]  # in which they stand, each once


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one category came out."""

    category: str
    points: int
    evidence: tuple[Evidence, ...]  # the strongest first, then in the order of the mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a mail is filed as it is: enough to say it in any language, and to show it in full."""

    how: How
    category: str
    kind: str
    facts: tuple[str, ...]  # those that decided at once
    told: tuple[Standing, ...]  # those whose evidence the sentence quotes
    runner_up: Guess | None
    guesses: tuple[str, ...]  # for unsure: the two best
    standings: tuple[Standing, ...]  # every category with evidence, best first
    by: str  # name of the person
    rules_version: str


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
    reason: Reason | None = None  # what `because` says, as facts
    tool: str = ""  # of rules/tools.yaml: a program wrote it, and it opens no case (G9)


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
class Call:
    """The text that puts a matter to the members; T1, for everybody may read it."""

    channels: tuple[str, ...]  # names of [channels]; the first that the settings have is offered
    titles: Mapping[str, str]
    texts: Mapping[str, str]  # language -> text


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What the network wrote down about one kind of enquiry (rules/guidance.yaml)."""

    texts: Mapping[str, str]  # language -> what to think of, a line each; it stands on the card
    asks: tuple[Criterion, ...] = ()  # its own questions, in order; () = those of a feasible lead
    unless: Mapping[str, str] = field(default_factory=dict)  # question -> the fact that answers it
    answer: str = ""  # the prepared answer is the template prepared-ANSWER; "" when there is none
    then: str = "answered"  # the state of a case when its prepared answer has left
    coops: Literal["", "fit", "near"] = ""  # which co-ops card and answer name
    call: Call | None = None
    signposts: tuple[str, ...] = ()  # keys; () = those that name the category themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category of rules/enquiries or rules/list."""

    key: str
    table: Literal["enquiries", "list"]
    names: Mapping[str, str]  # language -> "press enquiry"; empty where the templates know its name
    prepared: str  # template of the prepared answer that its rule asks for, "" for the house's own choice
    own: bool  # made by the network: the house does not know it by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook:
    """What the network wrote down for its desk: criteria, guidance, signposts, where towns lie, and its categories."""

    criteria: tuple[Criterion, ...]
    guidance: Mapping[str, Guide]  # "talk", or "join outside" where the region matters
    signposts: tuple[Signpost, ...]
    towns: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # as written -> latitude, longitude
    categories: tuple[Category, ...] = ()  # in the order of the tables
