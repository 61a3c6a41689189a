"""Every mail of the desk: rendered with sample facts, compared with its golden file, and searched for accidents."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from functools import cache, lru_cache
from html import unescape
from pathlib import Path

import pytest

from fitmail.compose import MARKER_PREFIX, Templates, load_templates, open_templates, sample_mail
from fitmail.compose.catalogue import CATALOGUE
from fitmail.decide.order_lines import parse
from fitmail.model import LANGUAGES, Language, OutboxMessage

FOLDER = Path(__file__).parent.parent / "templates" / "emails"
GOLDEN = Path(__file__).parent / "golden" / "emails"
EVERY = [(name, language) for name in CATALOGUE for language in LANGUAGES]
INSIDE = [(name, language) for name, language in EVERY if CATALOGUE[name].kind in ("case", "many")]
INSIDE = [(name, language) for name, language in INSIDE if not CATALOGUE[name].outward]
OUTWARD = [(name, language) for name, language in EVERY if CATALOGUE[name].outward]
HEADERS = (
    "From",
    "To",
    "Reply-To",
    "Subject",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "List-Id",
    "Precedence",
)


@lru_cache(maxsize=1)
def texts() -> tuple[tuple[str, str], ...]:
    return tuple((path.name, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.iterdir()))


@lru_cache(maxsize=1)
def templates() -> Templates:
    found, mistakes = load_templates(dict(texts()))
    assert found is not None, "\n".join(map(str, mistakes))
    return found


@cache
def mail(name: str, language: Language) -> OutboxMessage:
    return sample_mail(templates(), name, language)


def parsed(found: OutboxMessage) -> EmailMessage:
    message = email.message_from_bytes(found.head + found.body, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def plain(found: OutboxMessage) -> str:
    part = parsed(found).get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html_as_text(found: OutboxMessage) -> str:
    """What a program makes of the HTML when it quotes without marks: tags away, blocks on their own lines."""
    part = parsed(found).get_body(("html",))
    if part is None:
        return ""
    body = str(part.get_content()).partition("<body")[2].partition(">")[2]
    broken = re.sub(r"<(/p|/div|/tr|/td|/li|br)[^>]*>", "\n", body)
    return unescape(re.sub(r"<[^>]+>", "", broken))


def golden(found: OutboxMessage) -> str:
    message = parsed(found)
    head = "\n".join(f"{name}: {message[name]}" for name in HEADERS if message[name])
    return f"{head}\n\n{plain(found)}"


def test_all_templates_load_without_a_mistake() -> None:
    assert templates().files


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_mail_reads_as_its_golden_file_says(name: str, language: Language, rewrite: bool) -> None:
    path = GOLDEN / f"{name}.{language}.txt"
    text = golden(mail(name, language))
    if rewrite:
        GOLDEN.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{language}.txt" for name, language in EVERY}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_mail_exists_in_every_language(name: str, language: Language) -> None:
    assert (FOLDER / f"{name}.{language}.txt").exists()


def test_catalogue_and_folder_agree() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\S+) \| .* \| .* \| (.*) \|$", dict(texts())["README.md"], re.MULTILINE)
    listed = {name: (id_, tuple(re.findall(r"`(\w+)`", facts))) for name, id_, facts in rows}
    assert listed == {name: (line.id or "–", line.facts) for name, line in CATALOGUE.items()}
    files = {path.name.partition(".")[0] for path in FOLDER.iterdir() if path.name[0] != "_"} - {"README"}
    assert files == set(CATALOGUE)


def test_every_result_that_the_catalogue_names_is_worded_in_all_languages() -> None:
    chapter = dict(texts())["README.md"].partition("## What became of an order")[2].partition("Done:")[2]
    keys = re.findall(r"[a-z-]+", re.sub(r"\([^)]*\)", "", chapter).replace("Not done:", ""))
    assert len(keys) > 45
    for language in LANGUAGES:
        words = templates().words[language]
        assert not [key for key in keys if f"result.{key}" not in words]


@pytest.mark.parametrize(("name", "language"), INSIDE)
def test_a_mail_that_comes_back_unquoted_orders_nothing(name: str, language: Language) -> None:
    found = mail(name, language)
    for text in (plain(found), html_as_text(found)):
        assert parse(text, bare=True).lines == ()
        for number in range(len(text.splitlines())):
            assert parse("\n".join(text.splitlines()[number:]), bare=False).lines == (), text.splitlines()[number]


@pytest.mark.parametrize(("name", "language"), INSIDE)
def test_an_internal_mail_has_its_marker_below_the_first_line(name: str, language: Language) -> None:
    lines = plain(mail(name, language)).split("\n")
    assert lines[1] == ""
    assert lines[2].startswith(MARKER_PREFIX)
    assert MARKER_PREFIX.strip() in html_as_text(mail(name, language))


@pytest.mark.parametrize(("name", "language"), INSIDE)
def test_an_internal_mail_ends_with_the_frame(name: str, language: Language) -> None:
    found = mail(name, language)
    if found.case:
        assert plain(found).rstrip().split("\n")[-1].startswith(f"{found.case} · ")
    heading = {"en": "You can reply:", "es": "Podés responder:", "pt": "Você pode responder:"}[language]
    with_offers = name not in ("status", "show", "sent-copy", "alarm")
    assert (heading in plain(found)) == with_offers


@pytest.mark.parametrize(("name", "language"), OUTWARD)
def test_a_mail_to_a_client_holds_nothing_of_the_desk(name: str, language: Language) -> None:
    found = mail(name, language)
    assert MARKER_PREFIX not in plain(found)
    assert "isla@" not in (plain(found) + html_as_text(found))
    assert found.outward


@pytest.mark.parametrize(("name", "language"), [pair for pair in OUTWARD if pair[0].startswith(("decline", "prep"))])
def test_a_refusal_or_prepared_answer_never_shouts(name: str, language: Language) -> None:
    assert "!" not in plain(mail(name, language))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_mail_is_seven_bits_and_short_lines(name: str, language: Language) -> None:
    found = mail(name, language)
    raw = found.head + found.body
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) < 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_same_sample_gives_the_same_bytes(name: str, language: Language) -> None:
    again = sample_mail(templates(), name, language)
    assert (again.head, again.body, again.key) == (mail(name, language).head, mail(name, language).body, again.key)


def test_the_words_that_networks_refuse_stand_in_no_template() -> None:
    refused = re.compile(r"\b(vendors?|resources|outsourc\w*|terceriz\w*|terceiriz\w*|veto)\b", re.IGNORECASE)
    for name, text in texts():
        if name != "README.md":
            assert not refused.search(text), name


def test_the_card_shows_the_prepared_answer_in_the_language_of_the_case() -> None:
    assert "| Gracias por contarnos su proyecto." in plain(mail("card", "es"))


def test_buttons_are_mailto_links_with_the_order_prefilled() -> None:
    html = str(parsed(mail("card", "en")).get_body(("html",)).get_content())  # type: ignore[union-attr]
    assert "subject=Re%3A%20%5BE-42%5D%20Web%20shop&amp;body=%21claim" in html
    html = str(parsed(mail("opportunity", "en")).get_body(("html",)).get_content())  # type: ignore[union-attr]
    assert "&amp;body=interested" in html


def test_open_templates_renders_the_same_without_trying_all() -> None:
    opened = open_templates(dict(texts()))
    assert sample_mail(opened, "receipt", "pt").body == mail("receipt", "pt").body
