"""Why a mail is filed as it is: as facts that can be told in any language, and in one English sentence.

Takes: what decided (facts, a winner, the rest, nobody), every category's score and the folded text.
Gives: `standings(...)`: each category's evidence with the sentence of the mail it was found in; `reason(...)`, a
    `Reason`; `in_english(reason)`, the sentence of journal and trace. compose/reasons.py says the same to readers.
Promises: quotes only what stands in the mail, cut to a line; what one mail can make us keep is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence

from fitmail.classify.folding import Folded, Span
from fitmail.classify.points import UNSURE, WINS_WITH, Hit, Rule, Score
from fitmail.model import Evidence, Guess, How, Reason, Standing

QUOTES = 5  # phrases that the sentence quotes of a winner,
QUOTES_OF_TWO = 2  # and of each category of an unsure mail
TOLD = 2  # categories with points, of an unsure mail
KEPT = 4  # categories whose evidence is kept with a case
MOST = 40  # pieces of evidence of one category: more come only of a text made for it
SENTENCE = 160  # characters of a sentence; the words stand in it


def standings(scores: Sequence[Score], folded: Folded) -> tuple[Standing, ...]:
    """Every category that its rules found something for or against, or that the text model speaks for; best first."""
    return tuple(_standing(score, folded) for score in scores if any(_tells(hit) for hit in score.hits))


def reason(
    first: Rule | None,
    best: Score | None,
    rest: Score | None,
    *,
    scores: Sequence[Score],
    folded: Folded,
    guesses: tuple[str, ...],
    rules_version: str,
) -> Reason:
    """What decided, and on what evidence."""
    decision = first or best or rest
    category = decision.category if decision is not None else UNSURE
    owns = [score for score in scores if score.own > 0]
    told = [best] if best is not None else [] if first is not None else owns[:TOLD]
    kept = [score for number, score in enumerate(scores) if number < KEPT or score in told]
    stood = standings(kept, folded)
    return Reason(
        how=_how(first, best, rest, told),
        category=category,
        kind=best.kind if best is not None else "",
        facts=first.when if first is not None else (),
        told=tuple(one for score in told for one in stood if one.category == score.category),
        runner_up=runner_up(scores, category),
        guesses=guesses,
        standings=stood,
        by="",
        rules_version=rules_version,
    )


def _how(first: Rule | None, best: Score | None, rest: Score | None, told: Sequence[Score]) -> How:
    if first is not None:
        return "fact"
    if best is not None:
        return "points"
    if rest is not None:
        return "rest"
    return "unknown" if not told else "close" if told[0].points >= WINS_WITH else "few"


def runner_up(scores: Sequence[Score], category: str) -> Guess | None:
    """The best of the others, if it has points at all."""
    rest = [score for score in scores if score.category != category and score.points > 0]
    return Guess(category=rest[0].category, points=rest[0].points) if rest else None


def in_english(why: Reason) -> str:
    """One sentence for members."""
    said = "; ".join(
        f"{one.category} ({_points(one.points)}: {_evidence(one, QUOTES_OF_TWO)})"
        for one in (() if why.how == "points" else why.told)
    )
    perhaps = f"perhaps {' or '.join(why.guesses) or 'anything'}"
    match why.how:
        case "fact":
            return f"{why.category}, because {' and '.join(f'it {fact}' for fact in why.facts)}."
        case "points":
            (best,) = why.told
            named = f"{why.category} ({why.kind})" if why.kind else why.category
            tail = f"; next {why.runner_up.category} ({why.runner_up.points})" if why.runner_up is not None else ""
            return f"{named}, because {_evidence(best, QUOTES)} ({_points(best.points)}){tail}."
        case "rest":
            nothing = "no rule finds anything in it that a member must act on"
            return f"{why.category}, because {nothing}{f': {said}' if said else ''}."
        case "unknown":
            return f"unsure, because no rule knows its words; {perhaps}."
        case "close":
            return f"unsure, because no category leads clearly: {said}; {perhaps}."
        case "few":
            return f"unsure, because no category has three points: {said}; {perhaps}."
        case "person":
            return f"{why.category}, because {why.by} filed it so."


def _tells(hit: Hit) -> bool:
    """That a mail is unlike the letters of a category says nothing where no rule thought of it."""
    return hit.points > 0 or not hit.learned


def _standing(score: Score, folded: Folded) -> Standing:
    hits = sorted(score.hits, key=lambda hit: (-hit.points, hit.spans))
    return Standing(
        category=score.category, points=score.points, evidence=tuple(_found(hit, folded) for hit in hits[:MOST])
    )


def _found(hit: Hit, folded: Folded) -> Evidence:
    sentences = () if hit.learned else tuple(dict.fromkeys(_sentence(folded, span) for span in hit.spans))
    return Evidence(
        source=hit.source,
        points=hit.points,
        kind=hit.kind,
        rule=hit.rule_phrase,
        language=hit.language,
        words=hit.words,
        sentences=sentences,
    )


def _sentence(folded: Folded, span: Span) -> str:
    """The sentence, or as much of a long one as leaves the words in sight."""
    whole = folded.said(span)
    if len(whole) <= SENTENCE:
        return whole
    at = max(0, whole.find(folded.words(span)))
    start = max(0, min(at - SENTENCE // 3, len(whole) - SENTENCE))
    cut = whole[start : start + SENTENCE].strip()
    return f"{'…' if start else ''}{cut}{'…' if start + SENTENCE < len(whole) else ''}"


def _points(points: int) -> str:
    return f"{points} point{'' if points == 1 else 's'}"


def _evidence(one: Standing, most: int) -> str:
    """The words that gave points, the heaviest first and then in the order of the mail."""
    for_it = [found for found in one.evidence if found.points > 0]
    quoted = [_quoted(found, " near ") for found in for_it if found.source in ("phrase", "pair")][:most]
    said = [f"it says {', '.join(quoted)}"] if quoted else []
    facts = [f"it {found.rule}" for found in for_it if found.source == "fact"]
    like = [_like(found, one.category) for found in for_it if found.source == "text model"]
    return " and ".join(said + facts + like)


def _like(found: Evidence, category: str) -> str:
    """What the text model saw."""
    words = f" ({_quoted(found, ', ')})" if found.words else ""
    return f"reads like other {category} letters{words}"


def _quoted(found: Evidence, between: str) -> str:
    return between.join(f'"{words}"' for words in found.words)
