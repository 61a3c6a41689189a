"""Where phrases stand: the one pass says what asking each phrase by itself would say, and folding leads back."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from fitmail.classify.folding import LOOKED_AT, fold
from fitmail.classify.matching import STRETCH, Finder, pattern_needle, phrase_needle

PHRASES = (
    "web site*", "need*", "looking for", "looking for ... co-op", "set up ... as a ... coop", "can't", "c++", "budget",
    "our budget is", "precis* de", "loja* virtua*", "the", "node.js", "a ... b ... c", "invitation to tender",
)  # fmt: skip
WORDS = (
    "web", "site", "website", "sites", "need", "needed", "looking", "for", "a", "co-op", "coop", "set", "up", "as",
    "can’t", "c++", "budget", "budgets", "our", "is", "precisamos", "de", "loja", "virtual", "the", "R$", "5", "b", "c",
    "node.js", "invitation", "to", "tender", "é", "ação", "ſt", "½", "日本", "\u200b",
)  # fmt: skip
JOINTS = (" ", " ", " ", " ", "  ", "\n", ", ", ". ", "", "-", "\n\n", "/", "     ")


def alone(phrase: str, text: str) -> list[tuple[int, int]]:
    """Every place of a phrase, asked by itself."""
    needle = phrase_needle(phrase)
    pattern = r"(?:[^\w.!?;]{1,4}\w+(?:['./@]\w+)*){0,4}[^\w.!?;]{1,4}".join(part for part, _ in needle.parts)
    return [match.span() for match in re.finditer(pattern, fold(text).flat, re.ASCII)]


@pytest.mark.parametrize("seed", range(60))
def test_the_one_pass_finds_what_asking_each_phrase_finds(seed: int) -> None:
    draw = random.Random(seed)
    text = "".join(draw.choice(WORDS) + draw.choice(JOINTS) for _ in range(60))
    found = Finder([phrase_needle(phrase) for phrase in PHRASES]).find(fold(text))
    for number, phrase in enumerate(PHRASES):
        expected, spans = alone(phrase, text), found.get(number, ())
        if "..." in phrase:
            assert bool(spans) <= bool(expected), (phrase, text)
        else:
            # Spelled as in the phrase comes first; other spaces count where it is spelled so nowhere.
            assert set(spans) <= set(expected), (phrase, text)
            assert bool(spans) == bool(expected), (phrase, text)


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("shift", [-30, -8, -1, 0, 1])
def test_a_phrase_across_two_stretches_is_found_once(phrase: str, shift: int) -> None:
    said = phrase.replace("*", "s").replace("...", "one or two")
    text = "x" * (STRETCH + shift - 1) + " " + said + " and " + "y" * STRETCH
    (spans,) = Finder([phrase_needle(phrase)]).find(fold(text)).values()
    assert len(spans) == 1


def test_a_members_own_pattern_is_asked_in_the_whole_text() -> None:
    text = "x" * (STRETCH - 2) + " 12k and 9k"
    folded = fold(text)
    (spans,) = Finder([pattern_needle(r"\b\d+k\b")]).find(folded).values()
    assert [folded.words(span) for span in spans] == ["12k", "9k"]


@pytest.mark.parametrize(("text", "folded"), [
    ("Café – CO-OPERATIVA", "cafe - cooperativa"),
    ("straße ½ ﬁn", "strasse 1 2 fin"),
    ("e\u0301\u200bx\u00adtra", "extra"),
    ("a-b 1-2 - x-", "ab 1-2 - x-"),
    ("“it’s” £5 … 日本", ' it\'s  $5 ... __'),
])  # fmt: skip
def test_folding_leads_back_to_the_letters_as_written(text: str, folded: str) -> None:
    one = fold(text)
    assert one.text == folded
    assert [one.places[at] for at in range(len(one.text))] == sorted(one.places[at] for at in range(len(one.text)))
    assert one.words((0, len(one.text)))[:1] == text[:1]


def test_no_more_than_the_first_letters_are_folded() -> None:
    assert len(fold("é" * (2 * LOOKED_AT)).text) == LOOKED_AT


def test_the_corpus_says_where_each_phrase_stands_in_its_own_words() -> None:
    texts = [path.read_text("utf-8", "replace") for path in sorted(Path(__file__).parent.glob("stories/*.story"))[:6]]
    finder = Finder([phrase_needle(phrase) for phrase in ("web shop", "budget", "need*")])
    folded = [fold(text) for text in texts]
    quoted = {one.words(span).lower() for one in folded for spans in finder.find(one).values() for span in spans}
    assert {"web shop", "budget"} <= quoted
    assert all(word.startswith(("web", "budget", "need")) for word in quoted)
