"""`fitmail rules diff NEW/`: which kept mails other rules would file differently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fitmail.cli import run
from fitmail.config import load, read_secret, shipped
from fitmail.store.books import open_books

NOW = "2026-03-03 10:00 +0000"
ZORBING = """From: Bo <bo@hills.example>
To: enquiries@weft.example
Subject: Zorbing evening
Message-ID: <zorb@hills.example>
Date: Mon, 2 Mar 2026 10:00:00 +0000

Would you come to a zorbing evening with us?
"""
SITE = """From: Jo <jo@shop.example>
To: enquiries@weft.example
Subject: New website
Message-ID: <site@shop.example>
Date: Tue, 03 Mar 2026 10:00:00 +0000

We are looking for a co-op to build our website. Our budget is 8,000 pounds.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that filed two enquiries, one of them answered once more."""
    monkeypatch.chdir(tmp_path)
    assert run(["init", "."]) == 0
    for name, text in (("zorb.eml", ZORBING), ("site.eml", SITE)):
        (tmp_path / name).write_text(text, "utf-8")
    more = SITE.replace("<site@", "<more@").replace("Subject: ", "In-Reply-To: <site@shop.example>\nSubject: Re: ")
    (tmp_path / "more.eml").write_text(more.replace("We are", "By the way, we are still"), "utf-8")
    for name in ("zorb.eml", "site.eml", "more.eml"):
        assert run(["receive", name, "--rcpt", "enquiries@weft.example", "--now", NOW]) == 0
        assert run(["work", "--now", NOW]) == 0
    return tmp_path


def proposed(folder: Path, phrase: str) -> Path:
    """The rule for talks, with one more phrase."""
    text = (shipped("rules") / "enquiries" / "talk.yaml").read_text("utf-8")
    (folder / "enquiries").mkdir(parents=True)
    head, strong, rest = text.partition("\nstrong:\n  en: [")
    assert strong
    (folder / "enquiries" / "talk.yaml").write_text(f"{head}{strong}{phrase}, {rest}", "utf-8")
    return folder


def test_a_mail_that_would_be_filed_elsewhere_is_listed_with_the_reason(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = proposed(desk / "new", "zorbing evening")
    capsys.readouterr()
    assert run(["rules", "diff", str(new), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (change,) = told["changed"]
    assert (told["mails"], told["transitions"]) == (2, {f"{change['was']} -> talk": 1})
    assert (change["subject"], change["now"]) == ("Zorbing evening", "talk")
    assert '"Zorbing evening"' in change["because"]
    assert run(["rules", "diff", str(new)]) == 1
    assert "1 of 2 kept mails would be filed differently" in capsys.readouterr().out


def test_one_file_of_the_rules_is_laid_over_those_in_force(desk: Path) -> None:
    new = proposed(desk / "new", "zorbing evening")
    assert run(["rules", "diff", str(new / "enquiries" / "talk.yaml")]) == 1


def test_rules_that_file_alike_differ_in_nothing_and_a_limit_looks_at_the_newest(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = proposed(desk / "same", "a phrase that no mail has")
    assert run(["rules", "diff", str(same)]) == 0
    new = proposed(desk / "new", "zorbing evening")
    capsys.readouterr()
    assert run(["rules", "diff", str(new), "--limit", "1"]) == 0
    assert "0 of 1 kept mails" in capsys.readouterr().out


def test_rules_with_mistakes_are_told_like_check_tells_them(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = proposed(desk / "new", "zorbing evening")
    (new / "enquiries" / "talk.yaml").write_text("rule: tolk\n", "utf-8")
    capsys.readouterr()
    assert run(["rules", "diff", str(new)]) == 2
    said = capsys.readouterr().err
    assert "rules/enquiries/talk.yaml line 1" in said


def test_a_mail_that_is_not_kept_any_more_is_not_looked_at(desk: Path) -> None:
    settings = load(desk / "fitmail.toml", environment={})
    secret = read_secret(settings.secret_file).current
    books = open_books(settings.store_url, secret=secret, lock_wait=5.0)
    try:
        kept = list(books.filed_mails(None))
        assert [mail.case for mail in kept] == ["E-2", "E-1"]
        assert books.filed_count() == 2
    finally:
        books.close()
