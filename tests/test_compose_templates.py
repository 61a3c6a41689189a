"""Templates are files that people edit: what is wrong in them is said with file and line, and nothing else breaks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from compose_desk import templates, texts

from fitmail.compose import load_templates, open_templates, sample_mail
from fitmail.compose.loading import misnamed, trials
from fitmail.compose.templates import parse
from fitmail.model import Mistake


def merged(changes: Mapping[str, str | None]) -> Mapping[str, str]:
    """The shipped templates with these changes; None takes a file away."""
    both: Mapping[str, str | None] = {**texts(), **changes}
    return {name: text for name, text in both.items() if text is not None and name.endswith((".txt", ".html"))}


def load(changes: Mapping[str, str | None]) -> tuple[Mistake, ...]:
    """What loading says of the changed files; only mails that they touch are tried, which is all that differs."""
    files = merged(changes)
    wrong = (*misnamed(files), *parse(files, False)[1])
    names = {"card" if name.startswith("_") else name.partition(".")[0] for name in changes}
    return wrong or tuple(trials(open_templates(files), sorted(names)))


def one(changes: Mapping[str, str | None]) -> Mistake:
    mistakes = load(changes)
    assert len({(m.file, m.line) for m in mistakes}) == 1, mistakes
    return mistakes[0]


def test_loading_everything_reports_what_the_parts_report() -> None:
    broken = merged({"closing.en.txt": "Subject: x\n\n{{ a }}\n"})
    assert load_templates(broken) == (None, load({"closing.en.txt": "Subject: x\n\n{{ a }}\n"}))
    broken = merged({"closing.en.txt": "Subject: x\n\n{% if %}\n"})
    assert [m.line for m in load_templates(broken)[1]] == [3]


def test_a_missing_client_mail_is_a_mistake_in_any_language() -> None:
    for language in ("en", "es", "pt"):
        assert one({f"receipt.{language}.txt": None}).file == f"templates/emails/receipt.{language}.txt"


def test_a_missing_internal_mail_falls_back_to_english() -> None:
    assert load({"card.pt.txt": None}) == ()
    found = open_templates(merged({"card.pt.txt": None}))
    assert "You get this because" in sample_mail(found, "card", "en").text
    assert "You get this because" in sample_mail(found, "card", "pt").text


def test_a_decline_of_the_operators_own_falls_back_by_dropping_parts() -> None:
    own = "Subject: Thank you for writing\n\nToo far away.\n"
    assert load({"decline-distance.en.txt": own}) == ()
    found = open_templates(merged({"decline-distance.en.txt": own}))
    assert "Too far away." in sample_mail(found, "decline-distance", "en").text


def test_an_unclosed_block_is_said_with_its_line() -> None:
    mistake = one({"closing.en.txt": "Subject: x\n\nHello\n\n{% if case %}\nend\n"})
    assert mistake.file == "templates/emails/closing.en.txt"
    assert mistake.line in (5, 6, 7)


def test_an_unknown_word_is_said_with_its_line() -> None:
    mistake = one({"closing.es.txt": "Subject: x\n\nHola\n\n{{ cliente }}\n"})
    assert (mistake.file, mistake.line) == ("templates/emails/closing.es.txt", 5)
    assert "cliente" in mistake.found


def test_an_unknown_word_in_a_subject_stands_in_line_one() -> None:
    mistake = one({"closing.es.txt": "Subject: {{ asunto }}\n\nHola\n"})
    assert (mistake.file, mistake.line) == ("templates/emails/closing.es.txt", 1)


def test_an_unknown_word_in_an_included_part_names_that_part() -> None:
    mistake = load({"_checklist.txt": "first\n{{ nothing_such }}\n"})[0]
    assert (mistake.file, mistake.line) == ("templates/emails/_checklist.txt", 2)


@pytest.mark.parametrize("text", ["Hello\n\nbody\n", "Subject: x\nbody\n", ""])
def test_a_file_without_its_subject_line_is_a_mistake(text: str) -> None:
    mistake = load({"closing.en.txt": text})[0]
    assert (mistake.file, mistake.line) == ("templates/emails/closing.en.txt", 1)
    assert "Subject:" in mistake.expected


def test_a_name_that_no_mail_has_is_a_mistake_with_a_hint() -> None:
    mistake = one({"receit.en.txt": "Subject: x\n\ny\n"})
    assert "no mail is called receit" in mistake.found
    assert mistake.hint == "Did you mean receipt?"


def test_a_file_without_a_language_is_a_mistake() -> None:
    assert "language" in one({"closing.txt": "Subject: x\n\ny\n"}).found
    assert "language" in one({"closing.fr.txt": "Subject: x\n\ny\n"}).found


def test_a_template_that_prints_an_order_is_refused() -> None:
    mistakes = load({"help.en.txt": "Subject: x\n\nWhy.\n\n!spam\n"})
    assert any("is an order" in mistake.found for mistake in mistakes)
    assert all(mistake.file == "templates/emails/help.en.txt" for mistake in mistakes)


def test_all_mistakes_are_shown_at_once() -> None:
    mistakes = load({"closing.en.txt": "Subject: x\n\n{{ a }}\n", "closing.pt.txt": "Subject: x\n\n{{ b }}\n"})
    assert {mistake.file for mistake in mistakes} == {
        "templates/emails/closing.en.txt", "templates/emails/closing.pt.txt"
    }  # fmt: skip


@pytest.mark.parametrize(
    "evil",
    [
        "{{ 'a' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 2 ** 100 }}",
        "{{ 'a'.center(1000000000) }}",
        "{{ 'a'|center(1000000000) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ ''.__class__ }}",
        "{{ reader.__class__ }}",
        "{{ reader._secret }}",
        "{{ lipsum(1000) }}",
        "{% for n in range(10000000) %}x{% endfor %}",
        "{{ '<b>'|safe }}",
        "{% include 'nothing.txt' %}",
        "{{ 'a'.ljust(1000000000) }}",
    ],
)
def test_what_a_template_must_not_do_is_a_mistake(evil: str) -> None:
    assert one({"closing.en.txt": f"Subject: x\n\n{evil}\n"}).file == "templates/emails/closing.en.txt"


def test_arithmetic_between_numbers_is_allowed() -> None:
    changed = {**texts(), "closing.en.txt": "Subject: x\n\n{{ 6 * 7 }} {{ 7 % 4 }}\n"}
    assert "42 3" in sample_mail(open_templates(changed), "closing", "en").text


def test_html_templates_escape_what_people_wrote() -> None:
    changed = {**texts(), "closing.en.txt": "Subject: x\n\n<b>{{ network }}</b>\n"}
    mail = sample_mail(open_templates(changed), "closing", "en")
    assert b"&lt;b&gt;Weft&lt;/b&gt;" in mail.body


def test_a_key_that_one_language_lacks_is_a_mistake() -> None:
    english = texts()["_words.en.txt"] + "state.new_one: new\n"
    mistakes = load({"_words.en.txt": english})
    assert {m.file for m in mistakes} == {"templates/emails/_words.es.txt", "templates/emails/_words.pt.txt"}


def test_a_line_of_words_without_a_colon_or_twice_is_a_mistake() -> None:
    spanish = texts()["_words.es.txt"]
    lines = len(spanish.splitlines())
    assert load({"_words.es.txt": spanish + "nada\n"})[0].line == lines + 1
    assert "second time" in one({"_words.es.txt": spanish + "state.owned: otra\n"}).found


def test_opening_broken_templates_says_what_is_broken() -> None:
    with pytest.raises(ValueError, match="first line"):
        open_templates({**texts(), "closing.en.txt": "no subject"})


def test_loading_twice_gives_the_same_templates() -> None:
    assert load_templates(dict(texts()))[0] is load_templates(texts())[0]


def test_a_mail_of_no_such_name_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        sample_mail(templates(), "nothing", "en")
