"""Why a mail is filed as it is, in its reader's language.

Takes a `Reason` (classify made it, the case keeps it) and a voice. Gives the one sentence of cards, and the evidence in
full for `why`: each category with its points, and under it phrase, language, points and the sentence it stands in.
Promises: the English sentence is the journal's; a fact or category without a word is shown as it is; strangers'
words stand inside quotation marks, on one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fitmail.compose.texts import one_line
from fitmail.compose.wording import Voice, fill
from fitmail.model import Evidence, Guess, Reason, Standing

QUOTES = 5
QUOTES_OF_TWO = 2
SENTENCE = 600  # characters of the whole
WORDS = 120  # of what is quoted
SHOWN = 12  # pieces of evidence of one category; `fitmail explain` shows all


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One category of the explanation."""

    heading: str
    lines: tuple[str, ...]


def sentence(why: Reason | str, voice: Voice) -> str:
    """Why, on one line. What is a sentence already is shown as it is."""
    return one_line(why if isinstance(why, str) else _Wording(voice).sentence(why), SENTENCE)


def evidence(why: Reason | None, voice: Voice) -> tuple[Told, ...]:
    """Everything that spoke for and against the categories that came out best."""
    return _Wording(voice).evidence(why) if why is not None else ()


class _Wording:
    """The sentences of `_words.LANGUAGE.txt` that begin with because."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def sentence(self, why: Reason) -> str:
        key: str = why.how
        if why.how == "points" and why.runner_up is not None:
            key += "-next"
        elif why.how == "rest" and why.told:
            key += "-told"
        best = why.told[0] if why.how == "points" else None
        return self._say(
            key,
            category=self._named(why.category, why.kind),
            facts=self._and(self._fact(fact) for fact in why.facts),
            evidence=self._evidence(best, QUOTES) if best else "",
            points=self._points(best.points) if best else "",
            next=self._next(why.runner_up),
            told="; ".join(map(self._told, why.told)),
            guesses=self._word("or").join(map(self._category, why.guesses)) or self._say("anything"),
            by=why.by,
        )

    def evidence(self, why: Reason) -> tuple[Told, ...]:
        return tuple(
            Told(
                heading=self._say("heading", category=self._category(one.category), points=self._points(one.points)),
                lines=tuple(self._line(found) for found in one.evidence[:SHOWN]),
            )
            for one in why.standings
        )

    def _line(self, found: Evidence) -> str:
        """`"web shop": 3 points, phrase web shop*, English, in "We want a web shop."`"""
        text = [self._points(found.points)]
        if found.source == "fact":
            words = self._fact(found.rule)
        elif found.source == "text model":
            quoted = f" ({self._quoted(found.words, ', ')})" if found.words else ""
            words = self._say("like-others" if found.points > 0 else "unlike-others") + quoted
        else:
            words = self._quoted(found.words, self._word("near"))
            text.append(f"{self._say(found.source)} {one_line(found.rule, WORDS)}")
            text += [self._voice.tongue(code) for code in found.language.split(", ") if code not in ("", "any")]
            said = " / ".join(f'"{one_line(each, 200)}"' for each in found.sentences)
            text.append(f"{self._say('in')} {said}")
        return f"{words}: {' · '.join(text)}"

    def _told(self, one: Standing) -> str:
        said = self._evidence(one, QUOTES_OF_TWO)
        return self._say("told", category=self._category(one.category), points=self._points(one.points), evidence=said)

    def _evidence(self, one: Standing, most: int) -> str:
        """The words that gave points; then facts; then what the text model saw."""
        for_it = [found for found in one.evidence if found.points > 0]
        spoken = [found for found in for_it if found.source in ("phrase", "pair")][:most]
        said = ", ".join(self._quoted(found.words, self._word("near")) for found in spoken)
        parts = [self._say("says", words=said)] if said else []
        parts += [self._fact(found.rule) for found in for_it if found.source == "fact"]
        for found in for_it:
            if found.source == "text model":
                key = "like-words" if found.words else "like"
                words = self._quoted(found.words, ", ")
                parts.append(self._say(key, category=self._category(one.category), words=words))
        return self._and(parts)

    def _next(self, guess: Guess | None) -> str:
        return f"{self._category(guess.category)} ({guess.points})" if guess is not None else ""

    def _named(self, category: str, kind: str) -> str:
        return f"{self._category(category)} ({self._voice.label(kind, 'kind')})" if kind else self._category(category)

    def _category(self, category: str) -> str:
        return self._voice.label(category, "filed")

    def _fact(self, fact: str) -> str:
        return self._voice.words.get(f"fact.{fact.replace(' ', '-')}") or self._say("it", fact=fact)

    def _points(self, points: int) -> str:
        return self._say("one-point" if points in (1, -1) else "many-points", n=str(points))

    def _and(self, parts: Iterable[str]) -> str:
        return self._word("and").join(parts)

    def _word(self, key: str) -> str:
        return f" {self._say(key)} "

    def _say(self, key: str, **args: str) -> str:
        return fill(self._voice.words.get(f"because.{key}", key), args)

    def _quoted(self, words: Sequence[str], between: str) -> str:
        return between.join(f'"{one_line(each, WORDS)}"' for each in words)
