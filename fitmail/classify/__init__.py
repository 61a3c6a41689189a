"""classify(message, recognition, rules) -> Classification: what a mail wants, and why we think so.

Takes: a message, what our memory knows about it, and the rulebook in force.
Gives: one category of lifecycles.md 3.1 or "unsure" with the two best guesses; the words that decided, as they stand
    in the mail; the facts found in it. `parse_rules` reads the rule files; `explain` shows every category's points.
Promises: pure, linear in the text. Rules only file: nothing here drops a mail or chooses an answer. No clear winner
    is "unsure", and a person looks. The address decides the table: list posts have categories of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from fitmail.classify.evidence import WEIGHTS, guesses, heard, may_file, may_take_the_rest, weighed
from fitmail.classify.extract import Extraction, extract
from fitmail.classify.facts import facts_of, joined, looked_at
from fitmail.classify.folding import Folded, fold
from fitmail.classify.learner import Blind, Likely
from fitmail.classify.lesson import Lesson
from fitmail.classify.lesson import lesson as _lesson
from fitmail.classify.points import (
    UNSURE,
    Hit,
    RuleTable,
    Score,
    decided,
    rest_of,
    takes_the_rest,
    tally,
    winner,
)
from fitmail.classify.reasons import in_english, reason, standings
from fitmail.classify.rulebook import Rulebook, parse_rules
from fitmail.classify.tools import tool_of
from fitmail.model import Classification, Guess, Message, Recognition, Standing

__all__ = [
    "Extraction",
    "Lesson",
    "Rulebook",
    "blind",
    "classify",
    "cross_validated",
    "explain",
    "lesson",
    "parse_rules",
]

GUESSES = 2


def classify(message: Message, recognition: Recognition, rules: Rulebook) -> Classification:
    """What the mail wants, by the rules of the address it came to."""
    table = _table(recognition, rules)
    text = looked_at(message, recognition)
    facts = facts_of(message, recognition)
    folded = fold(text)
    first = decided(table, facts)
    verdict = _verdict(table, folded, facts)
    scores, best, rest = verdict.scores, verdict.best, verdict.rest
    if first is not None:
        best = rest = None
    decision = first or best or rest
    category = decision.category if decision is not None else UNSURE
    kind = best.kind if best is not None else ""
    suggestions = guesses(scores, verdict.likely) if category == UNSURE else ()
    extraction = extract(message, text=text, wordbook=rules.wordbook, category=category)
    why = reason(first, best, rest, scores=scores, folded=folded, guesses=suggestions, rules_version=rules.version)
    return Classification(
        table="list" if table is rules.posts else "enquiries",
        category=category,
        points=best.points if best is not None else 0,
        because=in_english(why),
        hits=tuple((score.category, _unquoted(hit), hit.points) for score in scores for hit in score.hits),
        runner_up=why.runner_up,
        suggestions=suggestions,
        kind=kind,
        facts=extraction.facts,
        checks=extraction.checks,
        work=extraction.work,
        priority=_priority(table, category, kind),
        rules_version=rules.version,
        reason=why,
        tool=tool_of(message, recognition, rules.tools),
    )


def explain(message: Message, recognition: Recognition, rules: Rulebook) -> dict[str, object]:
    """Every category's points with the words, the phrase of the rule and its language."""
    table = _table(recognition, rules)
    text = looked_at(message, recognition)
    facts = facts_of(message, recognition)
    folded = fold(text)
    classification = classify(message, recognition, rules)
    verdict = _verdict(table, folded, facts)
    return {
        "table": classification.table,
        "category": classification.category,
        "kind": classification.kind,
        "because": classification.because,
        "tool": classification.tool,
        "looked_at": len(text),
        "facts": sorted(facts),
        "likely": [{"category": category, "share": share} for category, share in verdict.likely[:GUESSES]],
        "runner_up": _guess(classification.runner_up),
        "suggestions": list(classification.suggestions),
        "categories": [_told(one) for one in standings(verdict.scores, folded)],
        "rules_version": rules.version,
    }


def _guess(guess: Guess | None) -> dict[str, object] | None:
    return None if guess is None else {"category": guess.category, "points": guess.points}


def _told(one: Standing) -> dict[str, object]:
    """A category's points, and each piece of evidence with the sentence it was found in."""
    return {
        "category": one.category,
        "points": one.points,
        "hits": [
            {
                "words": " … ".join(found.words) if found.words else f"it {found.rule}" if found.rule else "",
                "rule": found.rule,
                "source": found.source,
                "language": found.language,
                "points": found.points,
                "kind": found.kind,
                "sentences": list(found.sentences),
            }
            for found in one.evidence
        ],
    }


def lesson(message: Message, recognition: Recognition, rules: Rulebook, *, names: Iterable[str]) -> Lesson:
    """A corrected mail as an example for a rule; `names` are those of people and co-ops that may stand in it."""
    return _lesson(message, recognition, rules=_table(recognition, rules).rules, names=names)


def blind(rules: Rulebook) -> Rulebook:
    """Rules whose text model, asked about a letter it learned from, answers as though it had not: for judging rules."""
    return replace(rules, enquiries=_blind(rules.enquiries), posts=_blind(rules.posts))


def _blind(table: RuleTable) -> RuleTable:
    return replace(table, learner=Blind(table.learner.letters))


def cross_validated(rules: Rulebook, *, one_in: int) -> Mapping[str, Mapping[str, float]]:
    """By table: of the letters that are no examples of rules, the shares filed rightly, wrongly, and right in two.

    `one_in`: how many letters stand for one that is asked; 1 asks all, which takes some seconds.
    """
    unseen = blind(rules)
    return {table.name: _figures(table, one_in) for table in (unseen.enquiries, unseen.posts)}


def _figures(table: RuleTable, one_in: int) -> Mapping[str, float]:
    examples = {fold(joined(each.subject, each.body)).text for rule in table.rules for each in rule.examples}
    letters = [letter for letter in table.learner.letters if letter[1] not in examples][::one_in]
    right = wrong = in_two = 0
    for category, text in letters:
        verdict = _verdict(table, fold(text), frozenset())
        filed = verdict.best or verdict.rest
        right += filed is not None and filed.category == category
        wrong += filed is not None and filed.category != category
        named = (filed.category,) if filed is not None else guesses(verdict.scores, verdict.likely)
        in_two += category in named
    whole = max(1, len(letters))
    shares = {"right": right / whole, "wrong": wrong / whole, "right_in_two": in_two / whole}
    return {"letters": len(letters), **{name: round(share, 4) for name, share in shares.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What rules and text model say together."""

    scores: tuple[Score, ...]
    likely: Likely
    best: Score | None  # wins clearly
    rest: Score | None  # takes what no category wins


def _verdict(table: RuleTable, folded: Folded, facts: frozenset[str]) -> _Verdict:
    """Points of the rules, then those of the text model; it tips the scales and never files alone."""
    by_rules = tally(table, folded, facts)
    reading = table.learner.read(folded.text)
    said, weight = heard(reading), WEIGHTS[table.name]
    scores = weighed(by_rules, reading, folded, weight=weight)
    best, alone = winner(table, scores), winner(table, by_rules)
    rest = takes_the_rest(table, by_rules) if best is None and alone is None else None
    return _Verdict(
        scores=scores,
        likely=reading.likely,
        best=best if best is not None and may_file(best, alone, said, weight=weight, rest=rest_of(table)) else None,
        rest=rest if rest is not None and may_take_the_rest(rest.category, said, weight=weight) else None,
    )


def _table(recognition: Recognition, rules: Rulebook) -> RuleTable:
    return rules.posts if recognition.mailbox == "list" else rules.enquiries


def _unquoted(hit: Hit) -> str:
    return " … ".join(hit.words)


def _priority(table: RuleTable, category: str, kind: str) -> Literal["", "low", "high"]:
    rules = [table.rule(category, kind), table.rule(category, "")]
    said = [preparation for rule in rules if rule is not None for preparation in rule.preparations]
    if "high priority" in said:
        return "high"
    return "low" if "low priority" in said else ""
