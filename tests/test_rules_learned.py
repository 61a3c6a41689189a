"""Corrections that teach: a mail that a person corrected, as an example for its rule with nobody in it."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from fitmail.classify import lesson
from fitmail.cli import run
from fitmail.config import load, read_secret
from fitmail.model import Order
from fitmail.store.books import open_books
from tests.test_rules import known, rulebook, said

FIXTURES = Path(__file__).parent / "fixtures"
NOW = "2026-03-03 10:00 +0000"
MAIL = (
    "From: Jolene Carrow <jolene@carrowshop.example>\r\nTo: enquiries@weft.example\r\n"
    "Message-ID: <one@carrowshop.example>\r\nSubject: Our shop in Tewkesbury\r\n"
    "Date: Tue, 3 Mar 2026 09:00:00 +0000\r\n\r\n"
    "Hello, we want a web shop for Carrow and Daughters. The budget is 21500 and my number is 0117 496 0123.\r\n"
    "Please call Winifred or write to winifred@carrowshop.example, see www.carrowshop.example.\r\n"
)
PRIVATE = ("Jolene", "Carrow", "Tewkesbury", "Winifred", "carrowshop", "21500", "0117", "496")


def learned(text: str, subject: str = "Hello") -> str:
    names = ("Isla Merrow", "Bramble Code")
    return lesson(said(subject, text), known("desk", "jo@shop.example"), rulebook(), names=names).body


def test_addresses_figures_and_names_do_not_get_into_an_example() -> None:
    body = learned("We spoke to Isla about Bramble Code and to Quentin. Merrow said 0117 496 0123, q@shop.example.com.")
    assert body == "We spoke to Robin about Robin Robin and to Robin. Robin said 1111 111 1111, robin@example.org."


def test_words_that_the_rules_know_stay_as_they_are() -> None:
    assert "WordPress" in learned("Our site runs on WordPress. It is a mess.")


def test_an_example_is_short_and_ends_with_a_whole_word() -> None:
    body = learned("a website again and " * 60)
    assert 250 < len(body) <= 300
    assert body.endswith(("website", "again", "and", " a"))


def test_an_answer_on_the_list_keeps_the_fact_that_it_follows_a_thread() -> None:
    answer = replace(said("Re: Lead for Tewkesbury", "Count us in."), in_reply_to="<a@b>", references=("<a@b>",))
    told = lesson(answer, known("list", "isla@bramblecode.example"), rulebook(), names=())
    assert (told.subject, told.body, told.facts) == ("", "Count us in.", ("follows a thread",))


def test_a_hostile_line_is_made_an_example_in_no_time() -> None:
    assert len(learned("A." * 200_000)) <= 300
    assert len(learned("www." * 100_000)) <= 300


def test_a_correction_comes_out_as_an_example_that_can_be_pasted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(("init",)) == 0
    for file in (FIXTURES / "network").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert run(("members", "import")) == 0
    assert run(("rota", "import")) == 0
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(MAIL.encode())))
    assert run(("receive", "--from", "jolene@carrowshop.example", "--now", NOW)) == 0
    assert run(("work", "--now", NOW)) == 0
    _correct("E-1 !is tender")
    assert run(("work", "--now", NOW)) == 0
    capsys.readouterr()
    assert run(("rules", "pending")) == 0
    told = capsys.readouterr().out
    assert told.startswith("1  enquiries: tender  E-1\n")
    assert "we want a web shop" in told
    for word in PRIVATE:
        assert word not in told


def _correct(words: str) -> None:
    settings = load(Path("fitmail.toml"), environment={})
    books = open_books(settings.store_url, secret=read_secret(settings.secret_file).current, lock_wait=5)
    try:
        (waiting,) = (case for case in books.cases(open_only=True) if case.id == "E-1")
        day = waiting.opened_at.date()
        chair = next(turn.chair for turn in books.directory().turns if turn.first <= day <= turn.last)
        order = Order(key="is", by=chair, text=words, at=waiting.opened_at)
        assert books.keep_events([order]) == (True,)
    finally:
        books.close()
