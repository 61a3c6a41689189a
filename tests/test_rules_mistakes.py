"""Mistakes in rule files: each is named with file, line, found, expected and hint, and all are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from fitmail.classify import parse_rules
from fitmail.classify.folding import fold
from fitmail.classify.matching import Finder, before, near, phrase_mistake, phrase_needle, together
from fitmail.classify.points import tally
from fitmail.classify.rulebook import CATEGORIES
from fitmail.classify.yaml_text import Table, Word, parse
from fitmail.model import Mistake

RULES = Path(__file__).parent.parent / "rules"


def shipped() -> dict[str, str]:
    return {path.relative_to(RULES).as_posix(): path.read_text() for path in sorted(RULES.rglob("*.yaml"))}


def small() -> dict[str, str]:
    """A rulebook with one phrase for each category: what is shipped takes a second to load."""
    texts = {file: text for file, text in shipped().items() if "/" not in file and file != "lists.yaml"}
    texts["lists.yaml"] = "word lists:\n  speak: {en: [speak, talk]}\n  event: {en: [conference]}\n"
    for table, categories in CATEGORIES.items():
        for category in categories:
            texts[f"{table}/{category}.yaml"] = (
                f"rule: {category}\nabout: All that says so.\nstrong: {{en: [it is {category}]}}\n"
                f"examples:\n  should match: [It is {category}.]\n"
            )
    return texts


def mistakes_of(file: str, text: str) -> tuple[Mistake, ...]:
    """What is said when one file is replaced."""
    rules, mistakes = parse_rules({**small(), file: text})
    assert (rules is None) == bool(mistakes)
    return mistakes


TALK = """\
rule: talk
about: Invitations.
strong:
  en: [give a talk]
examples:
  should match:
    - Would you give a talk?
"""


def test_an_unknown_word_is_named_with_its_line_and_the_nearest_one() -> None:
    (mistake,) = mistakes_of("enquiries/talk.yaml", TALK.replace("strong:", "stong:"))[:1]
    assert (mistake.file, mistake.line) == ("rules/enquiries/talk.yaml", 3)
    assert "stong" in mistake.found
    assert "strong, lean, weak, against" in mistake.expected
    assert mistake.hint == 'Did you mean "strong"?'


def test_an_unknown_word_list_is_named() -> None:
    (mistake,) = mistakes_of("enquiries/talk.yaml", TALK + "near: [speek, event]\n")
    assert mistake.line == 8
    assert '"speek" is not a word list' in mistake.found
    assert "speak" in mistake.hint


def test_a_broken_file_of_lists_is_told_once_and_not_for_every_rule() -> None:
    rules, mistakes = parse_rules({**shipped(), "lists.yaml": "wordlists:\n  speak: {en: [talk]}\n"})
    assert rules is None
    assert [(mistake.file, mistake.line) for mistake in mistakes] == [("rules/lists.yaml", 1)]


def test_all_mistakes_are_told_at_once() -> None:
    text = TALK.replace("give a talk]", '"d*", "... talk", speak at]').replace("about:", "abut:")
    lines = {mistake.line for mistake in mistakes_of("enquiries/talk.yaml", text)}
    assert lines == {2, 4}
    assert len(mistakes_of("enquiries/talk.yaml", text)) == 3


def test_a_rule_without_a_positive_example_is_refused() -> None:
    text = TALK[: TALK.index("examples:")]
    (mistake,) = mistakes_of("enquiries/talk.yaml", text)
    assert "no example that it should match" in mistake.found


def test_an_example_that_another_rule_wins_is_refused_and_says_which() -> None:
    text = TALK + "    - I think it is opportunity.\n"
    (mistake,) = mistakes_of("enquiries/talk.yaml", text)
    assert mistake.line == 8
    assert "is opportunity" in mistake.found
    assert mistake.expected == "talk"
    assert mistake.hint


def test_a_counter_example_that_the_rule_wins_is_refused() -> None:
    text = TALK + "  should not match:\n    - Please give a talk.\n"
    (mistake,) = mistakes_of("enquiries/talk.yaml", text)
    assert mistake.expected == "anything but talk"


def test_a_pattern_that_re2_does_not_know_is_refused() -> None:
    (mistake,) = mistakes_of("enquiries/talk.yaml", TALK + "pattern:\n  - '(?=talk)'\n")
    assert mistake.line == 9
    assert mistake.expected == "RE2 syntax"


def test_a_word_list_may_hold_patterns_for_what_no_word_can_say() -> None:
    lists = "word lists:\n  speak: {en: [talk]}\n  event: {pattern: ['\\b\\d+ people']}\n"
    texts = {**small(), "lists.yaml": lists, "enquiries/talk.yaml": TALK + "near: [speak, event]\n"}
    rules, mistakes = parse_rules(texts)
    assert rules is not None, mistakes
    (talk, *_) = tally(rules.enquiries, fold("A talk for 300 people."), frozenset())
    assert [hit.words for hit in talk.hits] == [("talk", "300 people")]
    rules, mistakes = parse_rules({**texts, "lists.yaml": lists.replace("people", "(?=people)")})
    assert [(mistake.file, mistake.line, mistake.expected) for mistake in mistakes[:1]] == [
        ("rules/lists.yaml", 3, "RE2 syntax")
    ]


def test_a_key_twice_and_an_alias_are_refused() -> None:
    assert "second time" in mistakes_of("enquiries/talk.yaml", TALK + "about: Again.\n")[0].found
    assert "alias" in mistakes_of("enquiries/talk.yaml", TALK + "weak: &w {en: [talk]}\nagainst: *w\n")[0].found


def test_text_that_is_not_yaml_is_one_sentence_with_a_line() -> None:
    (mistake, *_) = mistakes_of("enquiries/talk.yaml", "rule: talk\n  about: [\n")
    assert mistake.file == "rules/enquiries/talk.yaml"
    assert "not YAML" in mistake.found


def test_a_missing_file_and_one_too_many_are_told() -> None:
    texts = small()
    del texts["enquiries/talk.yaml"]
    texts["enquiries/chat.yaml"] = TALK
    rules, mistakes = parse_rules(texts)
    assert rules is None
    assert {mistake.file for mistake in mistakes} == {"rules/enquiries/talk.yaml", "rules/enquiries/chat.yaml"}


def test_guidance_and_signposts_need_all_three_languages() -> None:
    (mistake,) = mistakes_of("guidance.yaml", "join:\n  en: Yes.\n  es: Si.\n")
    assert mistake.found == "no pt"
    found = mistakes_of("signposts.yaml", "- key: ica\n  names: {en: a, es: b, pt: c}\n  region: [outside]\n")
    assert any("Did you mean" in mistake.hint for mistake in found)
    assert any('without "texts"' in mistake.found for mistake in found)


def test_the_version_follows_the_texts() -> None:
    first, mistakes = parse_rules(small())
    assert mistakes == ()
    texts = small()
    texts["guidance.yaml"] += "\n# a remark\n"
    second, _ = parse_rules(texts)
    assert first is not None
    assert second is not None
    assert first.version != second.version
    assert len(first.version) == 12


def test_yaml_is_always_text() -> None:
    tree, mistakes = parse("a: no\nb: 12:30\nc:\nd: !!python/object:os.system x\n", file="x.yaml")
    assert mistakes == ()
    assert isinstance(tree, Table)
    assert [value.text for _, value in tree.rows if isinstance(value, Word)] == ["no", "12:30", "", "x"]


@pytest.mark.parametrize("text", ["[" * 900_000, "- " * 450_000, "a: " + "{b: " * 200_000, "x" * 1_100_000, "a: \x00"])
@pytest.mark.usefixtures("patience")
def test_a_hostile_rule_file_is_refused(text: str) -> None:
    tree, mistakes = parse(text, file="x.yaml")
    assert tree is None
    assert len(mistakes) == 1


# -- phrases --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("co-op", "Our Co-Op, your coop", ["Co-Op", "coop"]),
        ("web shop", "a web-shop, a webshop, a web\nshop", ["web shop"]),
        ("presupuest*", "Presupuestos y PRESUPUESTÓ", ["Presupuestos", "PRESUPUESTÓ"]),
        ("diseño", "rediseño, diseño", ["diseño"]),
        (
            "looking for ... developer",
            "looking for a very good web developer",
            ["looking for a very good web developer"],
        ),
        ("looking for ... developer", "looking for one two three four five developer", []),
        ("looking for ... developer", "looking for help. A developer left", []),
        ("can't", "we can’t", ["can’t"]),
        ("rfp", "RFP; arfps", ["RFP"]),
    ],
)
def test_where_a_phrase_stands(phrase: str, text: str, found: list[str]) -> None:
    assert phrase_mistake(phrase) == ""
    folded = fold(text)
    spans = Finder([phrase_needle(phrase)]).find(folded).get(0, ())
    assert [folded.words(span) for span in spans] == found


@pytest.mark.parametrize(("text", "met"), [
    ("A talk. We meet in May. It is cold. Then comes the conference of our guild.", True),
    ("A talk, and a conference, and nobody of any body of people behind it.", False),
    ("The guild has a conference.", False),
])  # fmt: skip
def test_together_wants_a_word_of_each_list_anywhere_in_the_mail(text: str, met: bool) -> None:
    lists = "word lists:\n  speak: {en: [talk]}\n  event: {en: [conference]}\n  body: {en: [guild]}\n"
    texts = {**small(), "lists.yaml": lists, "enquiries/talk.yaml": TALK + "together: [speak, event, body]\n"}
    rules, mistakes = parse_rules(texts)
    assert rules is not None, mistakes
    talk = next(score for score in tally(rules.enquiries, fold(text), frozenset()) if score.category == "talk")
    assert talk.points == (3 if met else 0)
    assert [hit.words for hit in talk.hits] == ([("talk", "conference", "guild")] if met else [])


@pytest.mark.parametrize(("sort", "points"), [
    ("near: [speak, event]", 3),
    ("lean near: [speak, event]", 2),
    ("weak near: [speak, event]", 1),
    ("against near: [speak, event]", -3),
    ("weak lists: [speak, event]", 2),
    ("lean lists: [speak]\nweak lists: [event]", 3),
    ("lean: {en: [a talk]}", 2),
])  # fmt: skip
def test_what_stands_there_is_strong_or_leans_or_is_weak_or_speaks_against_it(sort: str, points: int) -> None:
    rules, mistakes = parse_rules({**small(), "enquiries/talk.yaml": TALK + sort + "\n"})
    assert rules is not None, mistakes
    scores = tally(rules.enquiries, fold("A talk at our conference."), frozenset())
    assert next(score.points for score in scores if score.category == "talk") == points


def test_the_same_words_are_not_two_sides_of_together() -> None:
    assert together([[(0, 4)], [(0, 9)]]) is None
    assert together([[(0, 4), (20, 24)], [(0, 9)]]) == ((20, 24), (0, 9))


def test_near_wants_two_lists_and_together_two_or_more() -> None:
    assert mistakes_of("enquiries/talk.yaml", TALK + "near: [[speak, event, speak]]\n")[0].expected == "near: two lists"
    (mistake,) = mistakes_of("enquiries/talk.yaml", TALK + "together: [[speak]]\n")
    assert mistake.expected == "together: two or more lists, or a fact and a list"


def test_a_pair_may_ask_for_a_fact_beside_its_words() -> None:
    # What says yes in an answer says nothing in a mail that begins a thread.
    assert mistakes_of("enquiries/talk.yaml", TALK + "together: [follows a thread, speak]\n") == ()
    (mistake,) = mistakes_of("enquiries/talk.yaml", TALK + "near: [follows a thread, speak]\n")
    assert mistake.expected == "near: two lists"
    (mistake,) = mistakes_of("enquiries/talk.yaml", TALK + "together: [follows a thread, is bulk mail]\n")
    assert mistake.expected == "together: two or more lists, or a fact and a list"


def test_near_is_the_same_or_the_next_sentence_and_before_is_in_order() -> None:
    finder = Finder([phrase_needle("budget"), phrase_needle("website")])
    for text, close_by in [
        ("Our budget is small. We want a website.", True),
        ("A website. Our budget is small.", True),
        ("Our budget is small. Hello. We want a website.", False),
        ("Our budget is small\n\nHello\n\nA website", False),
    ]:
        folded = fold(text)
        found = finder.find(folded)
        assert (near(found[0], found[1], folded) is not None) == close_by, text
    folded = fold("A budget for a website, a website for a budget")
    found = finder.find(folded)
    assert before(found[0], found[1], folded) is not None
    folded = fold("A website and a budget")
    found = finder.find(folded)
    assert before(found[0], found[1], folded) is None
