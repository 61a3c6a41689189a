"""Who gets how many points for which words: the rules of one table, run over one folded text.

Takes: a `RuleTable` (rules/*.yaml, compiled), a folded text, the facts that are true of the mail.
Gives: `tally` (a `Score` per category, best first) and `winner`.
Promises: strong 3, lean 2, weak 1 (weak stops at 2), against -3, for phrases and for lists that meet (near, before,
    together) or stand there by themselves; pattern 3. A phrase counts once, and words that already gave points do not
    give them again within a longer or shorter phrase of the same category. A category wins with 3 points or more and
    a lead of 2 over every category that it does not outrank. Nothing else decides, but that a table may have a
    category for the rest: it takes what no category wins, if nothing hints at those that must not be missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fitmail.classify.folding import Folded, Span
from fitmail.classify.learner import Learner
from fitmail.classify.matching import Finder, Needle, before, near, together
from fitmail.model import Source

STRONG = 3
LEAN = 2  # two of them file, one does not
WEAK = 1
AGAINST = -3
WEAK_STOPS_AT = 2
WINS_WITH = 3
LEAD = 2
CONTENDS = 2  # points of any other category, and it is no talk
HINT = 1  # point of a category that must not be missed, and a person looks
FAR_LOUDER = 3  # times the points of a narrower category, from which on it no longer outranks
UNSURE = "unsure"

# near: in the same or the next sentence; before: one before the other within some six words of a sentence;
# together: anywhere in the mail; lists: a word of one list is enough.
Meeting = Literal["near", "before", "together", "lists"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase or pattern of a rule; `needle` is its number in the table's finder."""

    text: str
    language: str
    points: int
    needle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two or more sides, each one or several word lists; points when they meet and the facts are true. One side: when
    a word of it stands. Facts are there since people answer in words that mean nothing in a mail of its own."""

    sides: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...]
    how: Meeting
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPoints:
    fact: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A mail that a rule must win, or must not."""

    subject: str
    body: str
    facts: tuple[str, ...]
    wanted: bool
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One category, or one kind of it."""

    file: str
    line: int
    category: str
    kind: str
    about: str
    when: tuple[str, ...]  # facts that decide at once when all are true
    phrases: tuple[Phrase, ...]
    pairs: tuple[Pair, ...]
    facts: tuple[FactPoints, ...]
    outranks: tuple[str, ...]
    rest_without: tuple[str, ...]  # takes what no category wins, unless one of these is hinted at,
    rest_words: tuple[str, ...]  # or a word of one of these lists stands in it
    preparations: tuple[str, ...]
    names: Mapping[str, str]  # of a category that the network made for itself: language -> name
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTable:
    """All rules of one address, compiled."""

    name: str
    rules: tuple[Rule, ...]
    finder: Finder
    phrases_of: Mapping[int, tuple[tuple[Rule, Phrase], ...]]  # needle -> the rules that have it as a phrase
    sides: tuple[tuple[str, ...], ...]  # every different side of a pair, and every "without a word of"
    sides_of: Mapping[int, tuple[tuple[int, str], ...]]  # needle -> (side, language)
    learner: Learner

    @property
    def needles(self) -> tuple[Needle, ...]:
        return self.finder.needles

    def rule(self, category: str, kind: str) -> Rule | None:
        return next((rule for rule in self.rules if (rule.category, rule.kind) == (category, kind)), None)

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.category for rule in self.rules))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Words of the mail that gave points. Two or more spans when lists met; none for a fact."""

    words: tuple[str, ...]
    points: int
    language: str
    kind: str
    spans: tuple[Span, ...]
    rule_phrase: str  # as the rule file has it; "" of the text model
    source: Source

    @property
    def learned(self) -> bool:
        """Points of the text model, not of a rule."""
        return self.source == "text model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    category: str
    points: int
    kind: str  # of its kinds the one with most points
    hits: tuple[Hit, ...]  # most telling first
    doubted: bool  # words stand there that keep this category from taking the rest

    @property
    def own(self) -> int:
        """The points that its rules give, without those of the text model."""
        return self.points - sum(hit.points for hit in self.hits if hit.learned)


def sides_of(
    rules: Iterable[Rule], lists_of: Mapping[int, tuple[tuple[str, str], ...]]
) -> tuple[tuple[tuple[str, ...], ...], Mapping[int, tuple[tuple[int, str], ...]]]:
    """The sides of all pairs, and which of them each needle is a word of (`lists_of`: its lists, with its language)."""
    sides: dict[tuple[str, ...], None] = {}
    for rule in rules:
        sides.update(dict.fromkeys(side for pair in rule.pairs for side in pair.sides))
        sides.update(dict.fromkeys((rule.rest_words,) if rule.rest_words else ()))
    by_list: dict[str, list[int]] = {}
    for number, side in enumerate(sides):
        for name in side:
            by_list.setdefault(name, []).append(number)
    words = {
        needle: tuple(dict.fromkeys((side, language) for name, language in lists for side in by_list.get(name, ())))
        for needle, lists in lists_of.items()
    }
    return tuple(sides), words


def tally(table: RuleTable, folded: Folded, facts: frozenset[str]) -> tuple[Score, ...]:
    """Every category with its points, best first; equal ones in the order of the table."""
    found = table.finder.find(folded)
    hits: dict[str, list[Hit]] = {category: [] for category in table.categories}
    for number, spans in found.items():
        for rule, phrase in table.phrases_of.get(number, ()):
            hits[rule.category].append(_phrase_hit(rule, phrase, spans[0], folded))
    sides = _sides(table, found)
    for rule in table.rules:
        hits[rule.category].extend(_pair_hits(rule, sides, folded, facts))
        hits[rule.category].extend(_fact_hits(rule, facts))
    doubted = frozenset(rule.category for rule in table.rules if rule.rest_words in sides)
    scores = [_score(category, mine, doubted=category in doubted) for category, mine in hits.items()]
    return tuple(sorted(scores, key=lambda score: -score.points))


def decided(table: RuleTable, facts: frozenset[str]) -> Rule | None:
    """The first rule whose `when` facts are all true: facts come before points."""
    return next((rule for rule in table.rules if rule.when and facts.issuperset(rule.when)), None)


def winner(table: RuleTable, scores: Sequence[Score]) -> Score | None:
    """The category that wins clearly, or None."""
    strong = [score for score in scores if score.points >= WINS_WITH]
    for score in strong:
        if any(_outranks(table, rival, score) for rival in strong):
            continue
        rivals = [rival.points for rival in scores if rival is not score and not _outranks(table, score, rival)]
        if score.points - max(rivals, default=0) >= LEAD:
            return score
    return None


def rest_of(table: RuleTable) -> Rule | None:
    """The rule of the category for what asks nothing of anybody, None where the table has none."""
    return next((rule for rule in table.rules if rule.rest_without), None)


def takes_the_rest(table: RuleTable, scores: Sequence[Score]) -> Score | None:
    """The category for what asks nothing of anybody, when that is so; None where a person should look.

    Two contenders are a question for a person, and so is the least hint of a category that must not be missed,
    or a word that may ask something of somebody.
    """
    rule = rest_of(table)
    if rule is None:
        return None
    rivals = [score for score in scores if score.category != rule.category]
    if any(score.points >= (HINT if score.category in rule.rest_without else CONTENDS) for score in rivals):
        return None
    mine = next(score for score in scores if score.category == rule.category)
    return None if mine.doubted else mine


def _outranks(table: RuleTable, score: Score, rival: Score) -> bool:
    """The narrower category wins although it has fewer points, unless the wider one speaks far louder: a single
    formal word in a mail that is otherwise all about the work decides nothing."""
    return rival.category in _outranked(table, score.category) and score.points * FAR_LOUDER >= rival.points


def _outranked(table: RuleTable, category: str) -> frozenset[str]:
    return frozenset(name for rule in table.rules if rule.category == category for name in rule.outranks)


_Sides = Mapping[tuple[str, ...], tuple[tuple[Span, ...], Mapping[Span, str]]]


def _sides(table: RuleTable, found: Mapping[int, tuple[Span, ...]]) -> _Sides:
    """The sides of which a word stands in the text: all its places in order, each with its language."""
    sides: dict[int, dict[Span, str]] = {}
    for number, spans in found.items():
        for side, language in table.sides_of.get(number, ()):
            places = sides.setdefault(side, {})
            for span in spans:
                # "queremos" is a word of two languages.
                said = places.setdefault(span, language)
                if language not in said:
                    places[span] = f"{said}, {language}"
    return {table.sides[side]: (tuple(sorted(places)), places) for side, places in sides.items()}


def _phrase_hit(rule: Rule, phrase: Phrase, span: Span, folded: Folded) -> Hit:
    return Hit(
        words=(folded.words(span),),
        points=phrase.points,
        language=phrase.language,
        kind=rule.kind,
        spans=(span,),
        rule_phrase=phrase.text,
        source="phrase",
    )


def _pair_hits(rule: Rule, sides: _Sides, folded: Folded, facts: frozenset[str]) -> Iterable[Hit]:
    for pair in rule.pairs:
        places = [sides[side] for side in pair.sides if side in sides]
        if len(places) < len(pair.sides) or not facts.issuperset(pair.facts):
            continue
        meet = _meet(pair, [spans for spans, _ in places], folded)
        if meet is not None:
            yield Hit(
                words=tuple(folded.words(span) for span in sorted(meet)),
                points=pair.points,
                language=places[0][1][meet[0]],
                kind=rule.kind,
                spans=tuple(sorted(meet)),
                rule_phrase=_pair_words(pair),
                source="pair",
            )


def _meet(pair: Pair, places: Sequence[Sequence[Span]], folded: Folded) -> tuple[Span, ...] | None:
    if pair.how in ("together", "lists"):
        return together(places)
    return (before if pair.how == "before" else near)(places[0], places[1], folded)


def _fact_hits(rule: Rule, facts: frozenset[str]) -> Iterable[Hit]:
    for weight in rule.facts:
        if weight.fact in facts:
            yield Hit(
                words=(f"it {weight.fact}",),
                points=weight.points,
                language="",
                kind=rule.kind,
                spans=(),
                rule_phrase=weight.fact,
                source="fact",
            )


def _pair_words(pair: Pair) -> str:
    word = "with" if pair.how == "together" else pair.how
    return f" {word} ".join((*pair.facts, *(" or ".join(side) for side in pair.sides)))


def _score(category: str, hits: Sequence[Hit], *, doubted: bool) -> Score:
    """Points of one category: longer and heavier hits first, so that what lies inside them adds nothing."""
    kept: list[Hit] = []
    told = {True: 0, False: 0}  # the letters that gave points, and those that took some, as bits
    for hit in sorted(hits, key=_weight):
        letters = [((1 << (end - start)) - 1) << start for start, end in hit.spans]
        # Every span of it touches one that counted already: the same words again.
        if letters and all(each & told[hit.points > 0] for each in letters):
            continue
        kept.append(hit)
        for each in letters:
            told[hit.points > 0] |= each
    weak = min(WEAK_STOPS_AT, sum(hit.points for hit in kept if hit.points == WEAK))
    points = weak + sum(hit.points for hit in kept if hit.points != WEAK)
    by_kind: dict[str, int] = {}
    for hit in kept:
        by_kind[hit.kind] = by_kind.get(hit.kind, 0) + hit.points
    kinds = [kind for kind in sorted(by_kind, key=lambda kind: -by_kind[kind]) if kind and by_kind[kind] > 0]
    return Score(category=category, points=points, kind=kinds[0] if kinds else "", hits=tuple(kept), doubted=doubted)


def _weight(hit: Hit) -> tuple[int, int, int, tuple[Span, ...]]:
    return -abs(hit.points), len(hit.spans), -sum(end - start for start, end in hit.spans), hit.spans
