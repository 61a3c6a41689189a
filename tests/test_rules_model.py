"""The text model: it adds points with words that stand in the mail, and files nothing alone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitmail.classify import Rulebook, blind, cross_validated, parse_rules
from fitmail.classify.evidence import WEIGHTS, guesses, heard, may_file, may_take_the_rest, weighed
from fitmail.classify.folding import fold
from fitmail.classify.learner import LEAST, Learner, Letters, from_bytes, to_bytes
from fitmail.classify.letters import parse_letters
from fitmail.classify.points import RuleTable, rest_of, tally, winner
from fitmail.classify.rulebook import CATEGORIES
from fitmail.classify.wordmarks import READ, marks
from fitmail.config import read_rules_texts

RULES = Path(__file__).resolve().parent.parent / "rules"
TALKS = ("a talk at our conference", "speak at the summit", "a keynote in May", "our panel needs a speaker")
JOBS = ("my cv and my portfolio", "a job as a developer", "are you hiring juniors", "my resume is attached")


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    rules, mistakes = parse_rules(read_rules_texts(RULES))
    assert rules is not None, mistakes
    return rules


def letters(*more: tuple[str, str]) -> Letters:
    """Few letters of two categories, each different."""
    told = [
        (category, f"{text}, {number} of us hope")
        for category, texts in (("talk", TALKS), ("jobs", JOBS))
        for text in texts
        for number in ("two", "six")
    ]
    return (*told, *more)


def test_it_prefers_the_category_that_used_the_words() -> None:
    learner = Learner(letters(), None)
    assert learner.read("could you speak at a conference").likely[0][0] == "talk"
    assert learner.read("here is my portfolio").likely[0][0] == "jobs"


def test_probabilities_sum_to_one_and_the_same_letters_say_the_same() -> None:
    first, second = Learner(letters(), None), Learner(tuple(letters()), None)
    said = first.read("a developer who can speak").likely
    assert said == second.read("a developer who can speak").likely
    assert sum(share for _, share in said) == pytest.approx(1, abs=0.001)


def test_a_kept_model_says_what_the_fitted_one_says() -> None:
    fitted = Learner(letters(), None)
    kept = Learner(letters(), from_bytes(to_bytes(fitted.model)))
    assert kept.read("a keynote and a cv").likely == fitted.read("a keynote and a cv").likely


def test_corrections_shift_what_it_says() -> None:
    text = "would you weave a carpet with us"
    before = dict(Learner(letters(), None).read(text).likely)
    told = [("talk", f"we weave a carpet, will you weave a carpet with us, {day}") for day in ("monday", "friday")]
    after = dict(Learner(letters(*told), None).read(text).likely)
    assert after["talk"] > before["talk"]


def test_of_a_category_with_few_letters_it_says_nothing() -> None:
    few = [("press", f"a question of a journalist {number}") for number in range(LEAST - 1)]
    learner = Learner(letters(*few), None)
    assert learner.categories == ("jobs", "talk")
    assert "press" not in dict(learner.read("a question of a journalist").likely)
    assert Learner((("talk", "a keynote"),), None).read("a keynote").likely == ()


def test_letters_held_out_are_judged_by_the_others() -> None:
    odd = ("jobs", "a keynote at the summit, our panel needs a speaker")
    learner = Learner(letters(odd), None)
    held = learner.held_out()
    assert held[odd[1]][0][0] == "talk", "its own label must not be known"
    assert len(held) == len(letters(odd))


def test_rules_are_judged_by_a_model_that_has_not_seen_the_letter() -> None:
    rules = rulebook()
    unseen = blind(rules).enquiries.learner
    held = rules.enquiries.learner.held_out()
    category, text = next(each for each in rules.enquiries.learner.letters if each[1] in held)
    assert unseen.read(f"  {text}\n").likely == held[text]
    assert dict(rules.enquiries.learner.read(text).likely)[category] > dict(held[text])[category]
    told = cross_validated(rules, one_in=5)
    assert set(told) == {"enquiries", "list"}
    assert told["enquiries"]["letters"] > 80
    assert told["enquiries"]["wrong"] < told["enquiries"]["right"] < told["enquiries"]["right_in_two"] <= 1


def test_the_words_it_names_stand_in_the_mail() -> None:
    table = rulebook().enquiries
    for text in ("I am a PhD student and would interview members for my thesis.", "¿Podrían dar una charla en marzo?"):
        folded = fold(text)
        reading = table.learner.read(folded.text)
        best = reading.likely[0][0]
        spans = reading.telling(best, most=3)
        assert spans
        assert all(folded.words(span) in text for span in spans)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read(text: str) -> None:
    folded = fold(text)
    reading = rulebook().enquiries.learner.read(folded.text)
    assert sum(share for _, share in reading.likely) == pytest.approx(1, abs=0.01)
    for category in CATEGORIES["enquiries"]:
        for start, end in reading.telling(category, most=3):
            assert 0 <= start < end <= len(folded.text)


@pytest.mark.parametrize(
    "text", ["a" * 50_000, "a " * 50_000, "\n" * 50_000, "�​" * 20_000, "9" * 20_000, "()[]*" * 9_000]
)
def test_hostile_text_is_cut_and_read(text: str) -> None:
    folded = fold(text).text
    found = marks(folded)
    # A word, a pair and a few pieces for each letter at the most.
    assert len(found.places) <= 5 * (READ + 2)
    assert rulebook().posts.learner.read(folded).likely


def everything() -> tuple[tuple[RuleTable, str], ...]:
    """All letters of the rules folder, and halves of two pasted together, which mean both or nothing."""
    rules = rulebook()
    told: list[tuple[RuleTable, str]] = []
    for table in (rules.enquiries, rules.posts):
        texts = [text for _, text in table.learner.letters]
        told += [(table, text) for text in texts[::9]]
        told += [(table, f"{one[:200]}. {other[-200:]}") for one, other in zip(texts[::21], texts[3::21], strict=False)]
    return tuple(told)


def test_it_never_files_alone() -> None:
    asked = everything()
    assert len(asked) > 200
    against = 0
    for table, text in asked:
        folded = fold(text)
        by_rules = tally(table, folded, frozenset())
        reading = table.learner.read(folded.text)
        scores = weighed(by_rules, reading, folded, weight=WEIGHTS[table.name])
        own = {score.category: score.points for score in by_rules}
        assert {score.category: score.own for score in scores} == own
        best, alone = winner(table, scores), winner(table, by_rules)
        rest = rest_of(table)
        if best is None or not may_file(best, alone, reading.likely, weight=WEIGHTS[table.name], rest=rest):
            against += alone is not None
            continue
        talk = rest is not None and best.category == rest.category and alone is None
        assert talk or own[best.category] >= 1, "no rule has a word for it"
    assert against, "there must be mails in which it keeps the rules from filing"


def test_without_any_point_of_the_rules_nothing_is_filed() -> None:
    table = rulebook().enquiries
    for text in [text for _, text in table.learner.letters][::5]:
        folded = fold(text)
        silent = tuple(
            score.__class__(category=score.category, points=0, kind="", hits=(), doubted=False)
            for score in tally(table, folded, frozenset())
        )
        reading = table.learner.read(folded.text)
        weight = WEIGHTS[table.name]
        best = winner(table, weighed(silent, reading, folded, weight=weight))
        assert best is None or not may_file(best, None, reading.likely, weight=weight, rest=None)


def test_an_unsure_mail_always_has_two_guesses() -> None:
    for table, text in (*everything(), (rulebook().enquiries, "xyzzy"), (rulebook().posts, "")):
        folded = fold(text)
        scores = tally(table, folded, frozenset())
        assert len(set(guesses(scores, table.learner.read(folded.text).likely))) == 2


def test_what_may_be_work_is_not_filed_where_a_no_lies_prepared() -> None:
    table = rulebook().enquiries
    scores = tally(table, fold("We offer SEO services and would love a guest post on your site."), frozenset())
    weight = WEIGHTS["enquiries"]
    promotion = next(score for score in scores if score.category == "promotion")
    assert may_file(promotion, promotion, (("promotion", 0.9), ("opportunity", 0.1)), weight=weight, rest=None)
    divided = (("promotion", 0.6), ("opportunity", 0.2), ("tender", 0.2))
    assert not may_file(promotion, promotion, divided, weight=weight, rest=None)


def test_of_a_mail_of_few_words_the_rules_alone_decide() -> None:
    table = rulebook().enquiries
    for text in ("Speak at our conference?", "My CV, attached."):
        folded = fold(text)
        by_rules = tally(table, folded, frozenset())
        reading = table.learner.read(folded.text)
        assert heard(reading) == ()
        scores = weighed(by_rules, reading, folded, weight=WEIGHTS["enquiries"])
        assert {score.category: score.points for score in scores} == {s.category: s.points for s in by_rules}


def test_talk_that_reads_like_a_shared_lead_is_looked_at() -> None:
    weight = WEIGHTS["list"]
    assert may_take_the_rest("discussion", (("share", 0.45), ("discussion", 0.02)), weight=weight)
    assert not may_take_the_rest("discussion", (("share", 0.95), ("discussion", 0.02)), weight=weight)
    table = rulebook().posts
    talk = next(
        score for score in tally(table, fold("Thanks for the cake"), frozenset()) if score.category == "discussion"
    )
    shared = (("discussion", 0.6), ("share", 0.4))
    assert not may_file(talk, None, shared, weight=weight, rest=rest_of(table))
    assert may_file(talk, None, (("discussion", 0.9), ("share", 0.1)), weight=weight, rest=rest_of(table))


def test_mistakes_in_letters_are_told_with_their_lines() -> None:
    texts = {
        "examples/enquiries/joni.yaml": "letters: []\n",
        "examples/enquiries/join.yaml": "letters:\n  - langauge: en\n    body: we would join\n  - subject: alone\n"
        "  - {language: de, body: hallo}\n  - body: we would join\n",
    }
    found, mistakes = parse_letters(texts, categories=CATEGORIES)
    assert [(mistake.file.rpartition("/")[2], mistake.line, mistake.found) for mistake in mistakes] == [
        ("joni.yaml", 1, "letters of no category"),
        ("join.yaml", 2, '"langauge" is not a word that a letter may use'),
        ("join.yaml", 4, "a letter without a body"),
        ("join.yaml", 5, 'language "de"'),
        ("join.yaml", 6, "the same letter a second time"),
    ] or sorted(mistake.line for mistake in mistakes) == [1, 2, 4, 5, 6]
    assert [letter.body for letter in found] == ["we would join", "hallo"]
