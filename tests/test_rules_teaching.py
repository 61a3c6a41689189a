"""Corrections that people accept: where they go, and that a rule file stays as members wrote it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fitmail.classify.learned import LEARNED, parse_learned, with_letter
from fitmail.classify.rulebook import CATEGORIES, parse_rules
from fitmail.classify.teaching import teach, with_example
from fitmail.cli import run
from fitmail.config import load, read_secret
from fitmail.model import Order, PendingLesson
from fitmail.store.books import SqlBooks, open_books
from tests.test_rules import rulebook

NOW = "2026-03-03 10:00 +0000"
RULE = """\
# What members wrote, and why.
rule: talk
strong:
  en: [give a talk]   # the usual word
examples:
  should match:
  - Would you give a talk in June?   # from the fair
  # one for next year

  should not match:
  - We talk too much.
"""
LESSON = PendingLesson(
    number=3,
    table="enquiries",
    category="talk",
    case="E-7",
    by="ana@camba.example",
    at=datetime(2026, 3, 3, 10, tzinfo=UTC),
    subject="A fair",
    body='Could "somebody" give a talk: at our fair # in June?',
    facts=(),
)


def test_an_example_is_added_below_the_last_one_and_nothing_else_is_touched() -> None:
    fuller = with_example(RULE, LESSON)
    added = [line for line in fuller.splitlines() if line not in RULE.splitlines()]
    assert added == [r"""  - {subject: "A fair", body: "Could \"somebody\" give a talk: at our fair # in June?"}"""]
    assert fuller.replace(added[0] + "\n", "") == RULE
    assert fuller.index("from the fair") < fuller.index("A fair") < fuller.index("should not match")


def test_the_same_example_twice_is_once() -> None:
    once = with_example(RULE, LESSON)
    assert with_example(once, LESSON) == once


def test_line_ends_of_another_system_stay() -> None:
    fuller = with_example(RULE.replace("\n", "\r\n"), LESSON)
    assert fuller.count("\r\n") == fuller.count("\n") == RULE.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    ["", "examples: {should match: [one, two]}\n", RULE + "kinds:\n  x:\n    examples:\n      should match:\n"],
    ids=["no file", "examples on one line", "several lists of examples"],
)
def test_a_file_without_one_plain_place_is_left_alone(text: str) -> None:
    assert with_example(text, LESSON) == ""


def test_what_its_rule_wins_becomes_its_example_and_the_rest_a_letter_to_learn_from() -> None:
    site = replace(
        LESSON,
        number=1,
        category="opportunity",
        subject="",
        body="We are looking for a co-op to build our website. Our budget is 8k.",
    )
    dark = replace(LESSON, number=2, category="research", subject="", body="Quite another matter, and hard to name.")
    teaching = teach(rulebook(), [site, dark])
    assert [(one.number, one.file) for one in teaching.taught] == [(1, "enquiries/opportunity.yaml"), (2, LEARNED)]
    assert set(teaching.files) == {"enquiries/opportunity.yaml", LEARNED}
    rules, mistakes = parse_rules({**rulebook().texts, **teaching.files})
    assert mistakes == ()
    assert rules is not None


def test_a_lesson_whose_mail_is_gone_teaches_nothing() -> None:
    assert teach(rulebook(), [replace(LESSON, subject="", body="")]).taught == ()


def test_letters_are_read_back_and_mistakes_in_them_are_told_with_their_lines() -> None:
    text = with_letter(
        "",
        parse_learned('letters: [{table: list, category: need, body: "Wer kann helfen?"}]', categories=CATEGORIES)[0][
            0
        ],
    )
    (letter,), mistakes = parse_learned(text, categories=CATEGORIES)
    assert (letter.table, letter.body, mistakes) == ("list", "Wer kann helfen?", ())
    assert with_letter(text, letter) == text
    items = ("{table: lists, body: x}", "{table: list, category: join, body: x}", "{table: list, category: need}")
    wrong = "letters:\n" + "".join(f"  - {item}\n" for item in items)
    letters, mistakes = parse_learned(wrong, categories=CATEGORIES)
    assert letters == ()
    assert [mistake.line for mistake in mistakes] == [2, 3, 4]


# -- at the command line


def mail(name: str, subject: str, text: str) -> bytes:
    head = (
        f"From: Bo <bo@{name}.example>\nTo: enquiries@weft.example\nSubject: {subject}\nMessage-ID: <{name}@x.example>"
    )
    return f"{head}\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n{text}\n".encode()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with rules of its own, and a mail that no rule knows."""
    monkeypatch.chdir(tmp_path)
    assert run(["init", ".", "--copy-files"]) == 0
    assert run(["members", "import"]) in (0, 1, 2)
    for name, subject, text in (("hills", "Zorbing", "Would Winifred come to a zorbing evening?"),):
        (tmp_path / f"{name}.eml").write_bytes(mail(name, subject, text))
        assert run(["receive", f"{name}.eml", "--rcpt", "enquiries@weft.example", "--now", NOW]) == 0
        assert run(["work", "--now", NOW]) == 0
    return tmp_path


def books_of(folder: Path) -> SqlBooks:
    settings = load(folder / "fitmail.toml", environment={})
    return open_books(settings.store_url, secret=read_secret(settings.secret_file).current, lock_wait=5.0)


def correct(folder: Path, words: str, key: str) -> None:
    """The operator's own word, as in an answer to the card."""
    books = books_of(folder)
    try:
        by = next(person.address for person in books.directory().people)
        assert books.keep_events([Order(key=key, by=by, text=words, at=datetime(2026, 3, 3, 10, tzinfo=UTC))]) == (
            True,
        )
    finally:
        books.close()
    assert run(["work", "--now", NOW]) == 0


def pending(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run(["rules", "pending", "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def people(desk: Path) -> Path:
    fixtures = Path(__file__).parent / "fixtures" / "network"
    for file in fixtures.glob("*.csv"):
        (desk / file.name).write_bytes(file.read_bytes())
    assert run(["members", "import"]) == 0
    assert run(["rota", "import"]) == 0
    return desk


def test_an_accepted_correction_is_a_letter_in_the_rules_folder_and_waits_no_more(
    people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    correct(people, "E-1 !is talk", "one")
    (lesson,) = pending(capsys)
    assert (lesson["number"], lesson["category"], lesson["subject"]) == (1, "talk", "Zorbing")
    assert "Winifred" not in str(lesson["body"])
    assert run(["rules", "accept", "1", "--now", NOW]) == 0
    assert "no phrase of the rule talk wins it yet" in capsys.readouterr().out
    assert "zorbing evening" in (people / "rules" / LEARNED).read_text("utf-8")
    assert pending(capsys) == []
    assert run(["rules", "check"]) == 0


def test_the_file_that_an_example_went_to_is_kept_as_it_was(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    talks = people / "rules" / "enquiries" / "talk.yaml"
    before = talks.read_text("utf-8")
    talks.write_text(before.replace("\nstrong:\n  en: [", "\nstrong:\n  en: [zorbing evening, ", 1), "utf-8")
    correct(people, "E-1 !is talk", "one")
    capsys.readouterr()
    assert run(["rules", "accept", "1", "--now", NOW]) == 0
    assert "1 is an example in rules/enquiries/talk.yaml" in capsys.readouterr().out
    (old,) = (people / "rules" / ".old" / "enquiries").iterdir()
    assert old.name == "talk.yaml.20260303T100000Z"
    assert "come to a zorbing evening" in talks.read_text("utf-8")
    assert "come to a zorbing evening" not in old.read_text("utf-8")


def test_a_rejected_correction_leaves_the_rules_alone(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(people, "E-1 !is talk", "one")
    assert run(["rules", "reject", "1", "--now", NOW]) == 0
    assert pending(capsys) == []
    assert not (people / "rules" / LEARNED).exists()
    assert run(["rules", "accept", "1", "--now", NOW]) == 2


def test_a_correction_that_was_taken_back_does_not_wait(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(people, "E-1 !is talk", "one")
    correct(people, "E-1 !undo", "two")
    assert pending(capsys) == []


def test_taking_a_mail_for_work_corrects_how_it_was_filed(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    correct(people, "E-1 !claim", "one")
    correct(people, "E-1 !record", "two")
    (lesson,) = pending(capsys)
    assert lesson["category"] == "opportunity"


def test_of_mail_that_was_no_spam_a_person_says_what_it_is(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    advert = "We sell cheap backlinks and guest posts, first page of Google, SEO for your site. Casino links too."
    (people / "advert.eml").write_bytes(mail("advert", "Guest post and backlinks", advert))
    assert run(["receive", "advert.eml", "--rcpt", "enquiries@weft.example", "--now", NOW]) == 0
    assert run(["work", "--now", NOW]) == 0
    correct(people, "E-2 !notspam", "one")
    (lesson,) = pending(capsys)
    assert lesson["category"] == "notspam"
    assert run(["rules", "accept", str(lesson["number"]), "--now", NOW]) == 2
    assert run(["rules", "accept", str(lesson["number"]), "--category", "promotion", "--now", NOW]) == 0


def test_the_rules_that_come_with_fitmail_are_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "."]) == 0
    assert run(["rules", "accept", "1", "--now", NOW]) == 1
    assert "init --copy-files" in capsys.readouterr().err
