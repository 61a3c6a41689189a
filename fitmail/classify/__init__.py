"""classify(message, recognition, rules) -> Classification: what a mail wants, and why we think so.

Takes: a message, what our memory knows about it, and the rulebook in force.
Gives: one category of lifecycles.md 3.1 or "unsure" with the two best guesses; the words that decided, as they stand
    in the mail; the facts found in it. `parse_rules` reads the rule files; `explain` shows every category's points.
Promises: pure, linear in the text. Rules only file: nothing here drops a mail or chooses an answer. No clear winner
    is "unsure", and a person looks. The address decides the table: list posts have categories of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from fitmail.classify.extract import Extraction, extract
from fitmail.classify.facts import facts_of, looked_at
from fitmail.classify.folding import fold
from fitmail.classify.lesson import Lesson
from fitmail.classify.lesson import lesson as _lesson
from fitmail.classify.points import (
    UNSURE,
    WINS_WITH,
    Hit,
    Rule,
    RuleTable,
    Score,
    decided,
    takes_the_rest,
    tally,
    winner,
)
from fitmail.classify.rulebook import Rulebook, parse_rules
from fitmail.classify.tools import tool_of
from fitmail.model import Classification, Guess, Message, Recognition

__all__ = ["Extraction", "Lesson", "Rulebook", "classify", "explain", "lesson", "parse_rules"]

QUOTES = 5  # phrases that the sentence quotes
GUESSES = 2


def classify(message: Message, recognition: Recognition, rules: Rulebook) -> Classification:
    """What the mail wants, by the rules of the address it came to."""
    table = _table(recognition, rules)
    text = looked_at(message, recognition)
    facts = facts_of(message, recognition)
    folded = fold(text)
    scores = tally(table, folded, facts)
    first = decided(table, facts)
    best = winner(table, scores) if first is None else None
    rest = takes_the_rest(table, scores) if first is None and best is None else None
    decision = first or best or rest
    category = decision.category if decision is not None else UNSURE
    kind = best.kind if best is not None else ""
    suggestions = _guesses(table, scores, folded.text) if category == UNSURE else ()
    extraction = extract(message, text=text, wordbook=rules.wordbook, category=category)
    return Classification(
        table="list" if table is rules.posts else "enquiries",
        category=category,
        points=best.points if best is not None else 0,
        because=_because(first, best, scores, suggestions) if rest is None else _because_rest(rest, scores),
        hits=tuple((score.category, _unquoted(hit), hit.points) for score in scores for hit in score.hits),
        runner_up=_runner_up(scores, category),
        suggestions=suggestions,
        kind=kind,
        facts=extraction.facts,
        checks=extraction.checks,
        work=extraction.work,
        priority=_priority(table, category, kind),
        rules_version=rules.version,
        tool=tool_of(message, recognition, rules.tools),
    )


def explain(message: Message, recognition: Recognition, rules: Rulebook) -> dict[str, object]:
    """Every category's points with the words, the phrase of the rule and its language."""
    table = _table(recognition, rules)
    text = looked_at(message, recognition)
    facts = facts_of(message, recognition)
    folded = fold(text)
    classification = classify(message, recognition, rules)
    return {
        "table": classification.table,
        "category": classification.category,
        "kind": classification.kind,
        "because": classification.because,
        "tool": classification.tool,
        "looked_at": len(text),
        "facts": sorted(facts),
        "likely": list(table.model.likely(folded.text)[:GUESSES]),
        "categories": [
            {
                "category": score.category,
                "points": score.points,
                "hits": [
                    {
                        "words": _unquoted(hit),
                        "rule": hit.rule_phrase,
                        "language": hit.language,
                        "points": hit.points,
                        "kind": hit.kind,
                    }
                    for hit in score.hits
                ],
            }
            for score in tally(table, folded, facts)
            if score.hits
        ],
        "rules_version": rules.version,
    }


def lesson(message: Message, recognition: Recognition, rules: Rulebook, *, names: Iterable[str]) -> Lesson:
    """A corrected mail as an example for a rule; `names` are those of people and co-ops that may stand in it."""
    return _lesson(message, recognition, model=_table(recognition, rules).model, names=names)


def _table(recognition: Recognition, rules: Rulebook) -> RuleTable:
    return rules.posts if recognition.mailbox == "list" else rules.enquiries


def _unquoted(hit: Hit) -> str:
    return " … ".join(hit.words)


def _guesses(table: RuleTable, scores: tuple[Score, ...], folded: str) -> tuple[str, ...]:
    """Who has enough points but no lead, then what the word counts say, then who has any points."""
    ranked = [score.category for score in scores if score.points >= WINS_WITH]
    ranked += table.model.likely(folded)
    ranked += [score.category for score in scores if score.points > 0]
    return tuple(dict.fromkeys(ranked))[:GUESSES]


def _runner_up(scores: tuple[Score, ...], category: str) -> Guess | None:
    rest = [score for score in scores if score.category != category and score.points > 0]
    return Guess(category=rest[0].category, points=rest[0].points) if rest else None


def _priority(table: RuleTable, category: str, kind: str) -> Literal["", "low", "high"]:
    rules = [table.rule(category, kind), table.rule(category, "")]
    said = [preparation for rule in rules if rule is not None for preparation in rule.preparations]
    if "high priority" in said:
        return "high"
    return "low" if "low priority" in said else ""


def _because(first: Rule | None, best: Score | None, scores: tuple[Score, ...], suggestions: tuple[str, ...]) -> str:
    """One sentence for members."""
    if first is not None:
        return f"{first.category}, because it {' and '.join(first.when)}."
    if best is not None:
        rest = _runner_up(scores, best.category)
        tail = f"; next {rest.category} ({rest.points})" if rest is not None else ""
        return f"{_named(best)}, because {_evidence(best, QUOTES)} ({_points(best.points)}){tail}."
    guesses = " or ".join(suggestions) or "anything"
    told = [score for score in scores if score.points > 0][:GUESSES]
    if not told:
        return f"unsure, because no rule knows its words; perhaps {guesses}."
    said = "; ".join(f"{score.category} ({_points(score.points)}: {_evidence(score, 2)})" for score in told)
    why = "no category leads clearly" if told[0].points >= WINS_WITH else "no category has three points"
    return f"unsure, because {why}: {said}; perhaps {guesses}."


def _because_rest(rest: Score, scores: tuple[Score, ...]) -> str:
    """Talk: what was looked for, and not found."""
    told = [score for score in scores if score.points > 0][:GUESSES]
    said = "; ".join(f"{score.category} ({_points(score.points)}: {_evidence(score, 2)})" for score in told)
    return (
        f"{rest.category}, because no rule finds anything in it that a member must act on{f': {said}' if said else ''}."
    )


def _named(score: Score) -> str:
    return f"{score.category} ({score.kind})" if score.kind else score.category


def _points(points: int) -> str:
    return f"{points} point{'' if points == 1 else 's'}"


def _evidence(score: Score, most: int) -> str:
    """The words that gave points, the heaviest first and then in the order of the mail."""
    for_it = sorted((hit for hit in score.hits if hit.points > 0), key=lambda hit: (-hit.points, hit.spans))
    quoted = [hit.quoted for hit in for_it if hit.spans][:most]
    facts = [hit.words[0] for hit in for_it if not hit.spans]
    said = [f"it says {', '.join(quoted)}"] if quoted else []
    return " and ".join(said + facts)
