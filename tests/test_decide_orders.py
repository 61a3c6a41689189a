"""Orders as people write them, and the one table they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitmail.decide.order_lines import bare_line, case_id, named_cases, parse, whole_bare_word
from fitmail.decide.orders import ROWS, TABLE, offers
from fitmail.decide.replies import ACTS


def test_every_row_of_the_table_is_carried_out_and_nothing_else() -> None:
    assert set(ACTS) == set(ROWS)


def test_a_word_means_one_order_in_all_languages() -> None:
    seen: dict[str, str] = {}
    for row in TABLE:
        for word in row.words:
            assert seen.setdefault(word, row.verb) == row.verb, f"{word} means two orders"


def test_every_offer_has_a_word_and_a_sentence_in_each_language() -> None:
    for offer in offers(*ROWS):
        assert all(offer.words[code] and offer.does[code] for code in ("en", "es", "pt"))


@pytest.mark.parametrize(
    ("line", "verb", "args", "case"),
    [
        ("!claim", "claim", "", ""),
        ("¡Tomo!", "claim", "", ""),
        ("! TAKE", "claim", "", ""),
        ("!tak", "claim", "", ""),
        ("!me ocupo", "claim", "", ""),
        ("!claim E-12", "claim", "", "E-12"),
        ("E-12 !decline budget", "decline", "budget", "E-12"),
        ("!decline budget e-7", "decline", "budget", "E-7"),
        ("!no gracias presupuesto", "decline", "presupuesto", ""),
        ("!hold until 3 March", "hold", "3 March", ""),
        ("!pausar hasta viernes", "hold", "viernes", ""),
        ("!share until Friday with Camba, Fiqus", "share", "until Friday with Camba, Fiqus", ""),
        ("!new Jo jo@x.example", "new", "Jo jo@x.example", ""),
        ("!POR QUÉ", "why", "", ""),
        ("!é tender", "is", "tender", ""),
        ("!note: rang her", "note", "rang her", ""),
    ],
)
def test_an_order_line_is_read(line: str, verb: str, args: str, case: str) -> None:
    (order,) = parse(line, bare=0).lines
    assert (order.verb, order.args, order.case) == (verb, args, case)


@pytest.mark.parametrize("word", ["!decl", "!ask-us", "!sh", "!x", "!clame"])
def test_a_beginning_is_never_guessed_for_what_reaches_outsiders(word: str) -> None:
    (order,) = parse(word, bare=0).lines
    assert order.verb == ""


@pytest.mark.parametrize("word", ["!no", "!yes", "!sí", "!não"])
def test_yes_and_no_answer_questions_and_are_no_orders(word: str) -> None:
    (order,) = parse(word, bare=0).lines
    assert order.verb == ""


def test_a_near_miss_says_what_was_perhaps_meant() -> None:
    assert parse("!clame", bare=0).lines[0].meant == "claim"


def test_reading_stops_at_the_first_line_that_is_no_order() -> None:
    parsed = parse("!claim\n\n!is tender\nHello Jo,\n!spam", bare=0)
    assert [line.verb for line in parsed.lines] == ["claim", "is"]
    assert parsed.below == "Hello Jo,\n!spam"


def test_after_three_unknown_lines_nothing_more_runs() -> None:
    parsed = parse("!aaa\n!bbb\n!ccc\n!claim", bare=0)
    assert len(parsed.lines) == 3
    assert parsed.too_many


def test_at_most_ten_lines_are_read() -> None:
    parsed = parse("\n".join(["!note x"] * 12), bare=0)
    assert len(parsed.lines) == 10
    assert parsed.too_many


def test_reply_ends_the_orders_so_that_what_is_below_is_text() -> None:
    parsed = parse("!claim\n!reply\n!decline is a word I like", bare=0)
    assert parsed.below == "!decline is a word I like"


@pytest.mark.parametrize("text", ["No, we cannot", "in Norwich we are", "send, she said", "spam", "Dear Jo"])
def test_a_sentence_is_no_bare_word(text: str) -> None:
    assert bare_line(text) is None


@pytest.mark.parametrize(
    ("text", "verb"),
    [("interested", "interested"), ("Nos interesa.", "interested"), ("pass", "pass"), ("send anyway", "send")],
)
def test_a_bare_word_answers_a_question(text: str, verb: str) -> None:
    found = bare_line(text)
    assert found is not None
    assert found.verb == verb


def test_bare_words_are_read_only_where_a_mail_asks() -> None:
    assert parse("interested", bare=0).lines == ()
    assert parse("interested E-7\nwe know them", bare=1).lines[0].case == "E-7"


@pytest.mark.parametrize("text", ["spam", "Tomo", "tomo.\n", "Claim it", "close please", "no"])
def test_a_whole_answer_that_is_an_order_word_is_seen(text: str) -> None:
    assert whole_bare_word(text)


@pytest.mark.parametrize("text", ["No,\nwe cannot", "Yes to both.", "Close to our office there is one.", ""])
def test_a_sentence_that_begins_like_an_order_is_text(text: str) -> None:
    assert whole_bare_word(text) == ""


@pytest.mark.parametrize(
    ("word", "found"), [("[e-12]:", "E-12"), ("E-007", "E-7"), ("X-1", ""), ("E-", ""), ("-1", "")]
)
def test_case_ids_are_read_as_people_write_them(word: str, found: str) -> None:
    assert case_id(word) == found


def test_only_the_first_lines_name_cases() -> None:
    assert named_cases("claim E-1\n" + "x\n" * 20 + "E-2") == ("E-1",)


@given(st.text(max_size=300))
def test_no_text_breaks_the_parser(text: str) -> None:
    for bare in (0, 1, 10):
        parsed = parse(text, bare=bare)
        assert len(parsed.lines) <= 10
        assert parsed.below in text.replace("\r", "\n") or parsed.below.strip() != ""
