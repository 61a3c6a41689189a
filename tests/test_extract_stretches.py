"""What is looked for in a part of the text only is what the whole text holds: shown on every mail of the corpus."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest
from read_mails import corpus

from fitmail.classify import contact, dates, money, times
from fitmail.classify.phrases import fold
from fitmail.classify.stretches import around_figures, matches_in


@cache
def texts() -> tuple[str, ...]:
    """The mails of the corpus, and their lines in another order and wrapped otherwise."""
    found = [fold(f"{message.subject}\n\n{message.text}")[:16_000] for _, message, _ in corpus()]
    lines = [line for text in found for line in text.split("\n") if line.strip()]
    chance = random.Random(5)
    mixed = [" ".join(chance.choices(lines, k=25)) for _ in range(150)]
    return (*found, *(text.replace("\n", " ") for text in found), *mixed)


def spans(matches: object) -> list[tuple[int, int]]:
    return [match.span() for match in matches]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "pattern",
    [money._AMOUNT, money._GLUED, dates._DAY_MONTH, dates._MONTH_DAY, dates._ISO, dates._NUMBERS, dates._LONE],
)
def test_figures_are_found_where_they_stand(pattern: re.Pattern[str]) -> None:
    reach = max(money._REACH, dates._REACH)
    found = 0
    for text in texts():
        near = around_figures(text, before=reach, behind=reach)
        assert spans(matches_in(pattern, text, near)) == spans(pattern.finditer(text))
        found += len(near)
    assert found > 100


def test_telephone_numbers_are_found_where_they_stand() -> None:
    for text in texts():
        near = around_figures(text, before=40, behind=20)
        assert spans(matches_in(contact._PHONE, text, near)) == spans(contact._PHONE.finditer(text))


def test_an_amount_in_words_has_a_word_for_its_size() -> None:
    for pattern in (money._WORDS, money._SPELLED_RANGE):
        wordings = (*texts(), "between ten and fifteen thousand pounds", "entre diez y quince mil euros")
        found = [match.group() for text in wordings for match in pattern.finditer(text)]
        assert found
        assert all(money._spells(words) for words in found)


def test_each_wording_of_time_begins_with_a_word_that_is_looked_at() -> None:
    found = 0
    for text in texts():
        for number, grammar in enumerate(times._GRAMMARS):
            for match in grammar.finditer(text):
                word = re.compile(r"\w+").match(text, match.start())
                assert word is not None
                assert number in times._openers(word.group()), match.group()
                found += 1
    assert found > 500


@pytest.mark.parametrize("number", range(len(times._GRAMMARS)))
def test_a_word_that_is_looked_at_can_begin_a_wording(number: int) -> None:
    source = times._GRAMMARS[number].pattern.removeprefix(r"(?<!\w)")
    for word in times._FIRST_WORDS[number].split():
        assert word[:2] in source or re.search(rf"\bq\[|{word[0]}", source)


def test_figures_far_apart_are_stretches_of_their_own() -> None:
    assert around_figures("a 1 b" + " " * 50 + "22 c", before=2, behind=3) == ((0, 6), (53, 60))
    assert around_figures("1 2", before=5, behind=5) == ((0, 8),)
    assert around_figures("none", before=5, behind=5) == ()
