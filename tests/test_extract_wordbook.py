"""The files of words: what is shipped is right, and what is wrong in them is told by line."""

from __future__ import annotations

from pathlib import Path

from fitmail.classify.wordbook import parse_wordbook

RULES = Path(__file__).parent.parent / "rules"
FILES = ("technologies.yaml", "criteria.yaml", "places.yaml")


def shipped() -> dict[str, str]:
    return {file: (RULES / file).read_text(encoding="utf-8") for file in FILES}


def test_the_shipped_words_have_no_mistake() -> None:
    wordbook, criteria, mistakes = parse_wordbook(shipped())
    assert mistakes == ()
    assert len(wordbook.technologies) > 150
    assert wordbook.home == "United Kingdom"
    assert {"budget", "when", "tech", "brief", "who", "found", "values", "place", "size"} == {
        one.key for one in criteria
    }


def test_every_question_is_there_in_three_languages_and_fits_on_a_line() -> None:
    for criterion in parse_wordbook(shipped())[1]:
        assert set(criterion.names) == set(criterion.questions) == {"en", "es", "pt"}
        assert all("?" in text and len(text) < 140 for text in criterion.questions.values())
        assert criterion.askable


def test_a_missing_file_is_a_mistake_but_places_may_be_missing() -> None:
    texts = shipped()
    del texts["places.yaml"]
    assert parse_wordbook(texts)[2] == ()
    del texts["criteria.yaml"]
    assert [mistake.file for mistake in parse_wordbook(texts)[2]] == ["criteria.yaml"]


def test_mistakes_are_named_with_line_and_hint() -> None:
    texts = shipped()
    texts["criteria.yaml"] = (
        "criteria:\n  budget:\n    name: {en: budget, es: presupuesto}\n    question: {en: a?, es: b?, pt: c?}\n"
        '    askable: "maybe"\nwords:\n  buget:\n    en: [money]\n  budget:\n    fr: [argent]\n    en: ["*"]\n'
    )
    mistakes = parse_wordbook(texts)[2]
    told = {(mistake.line, mistake.found) for mistake in mistakes}
    assert (3, 'no name in "pt"') in told
    assert (7, 'the list "buget"') in told
    assert (10, '"fr"') in told
    assert (11, 'the phrase "*"') in told
    assert any(mistake.found == 'askable "maybe"' for mistake in mistakes)
    assert any("budget" in mistake.hint for mistake in mistakes)


def test_an_unknown_home_is_a_mistake() -> None:
    texts = shipped() | {"places.yaml": "home: Atlantis\ncountries:\n  Spain: {code: ES, currency: EUR}\n"}
    wordbook, _, mistakes = parse_wordbook(texts)
    assert wordbook.home == ""
    assert [mistake.found for mistake in mistakes] == ['home "Atlantis"']


def test_files_that_are_no_tables_are_refused() -> None:
    wordbook, criteria, mistakes = parse_wordbook({"technologies.yaml": "- a\n", "criteria.yaml": "words: x\n"})
    assert criteria == ()
    assert wordbook.technologies == {}
    assert len(mistakes) == 3
