"""Whatever the bytes, read gives a Message: broken mails by name, mutated mails, and a megabyte of spite."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_mails import FIXTURES, WEFT, raw_mails

from fitmail.model import Message
from fitmail.read import part, read, read_json

BROKEN = sorted((FIXTURES / "mbox" / "hostile").glob("*.eml"))
SEEDS = tuple(raw for path in sorted((FIXTURES / "mbox").glob("*/*.mbox")) for raw in list(raw_mails(path))[:3])
SPITE = (
    b"=?utf-8?q?",
    b"\0",
    b"\r",
    b"\xff\xfe",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Transfer-Encoding: base64\n",
    b"charset=undefined",
    b"boundary=",
    b"--",
    b"\n\n",
    b"<",
    b'"',
    b"(",
    b"Content-Type: message/delivery-status\n\n",
    b"\n> ",
    b" wrote:\n",
    b"From: a@b.example\nSent: x\nTo: y\nSubject: z\n",
)


def read_whole(raw: bytes) -> Message:
    """Read, and show: every field must be printable as JSON, too."""
    message = read(raw, ours=WEFT, rcpt="enquiries@weft.example")
    json.dumps(read_json(message, source="x", index=0)).encode("utf-8")
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    for one in message.attachments:
        part(raw, one.path)
    return message


def test_there_are_broken_mails_to_read() -> None:
    assert len(BROKEN) >= 20


@pytest.mark.parametrize("name", [path.stem for path in BROKEN])
def test_a_broken_mail_is_still_a_message(name: str) -> None:
    raw = (FIXTURES / "mbox" / "hostile" / f"{name}.eml").read_bytes()
    message = read_whole(raw)
    assert message.id
    assert not [wrong for wrong in message.defects if wrong.endswith("Error")], message.defects


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("charset-undefined", "café"),
        ("boundary-never-closed", "hello"),
        ("base64-cut-short", "hello world"),
        ("japanese-in-7-bit", "こんにちは"),
        ("only-a-body", "no header at all, and yet a question?"),
        ("quotes-a-hundred-deep", "fresh words"),
        ("nul-everywhere", "hello"),
    ],
)
def test_what_can_be_saved_is_saved(name: str, said: str) -> None:
    assert read_whole((FIXTURES / "mbox" / "hostile" / f"{name}.eml").read_bytes()).said == said


def test_a_file_name_cannot_climb_out() -> None:
    one = read_whole((FIXTURES / "mbox" / "hostile" / "file-name-that-climbs.eml").read_bytes()).attachments[0]
    assert one.name.isprintable()
    assert one.size == 5


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_mutated_mail_is_still_a_message(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw)))
        cut = data.draw(st.integers(0, 80))
        raw[at : at + cut] = data.draw(st.sampled_from(SPITE))
    read_whole(bytes(raw))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_message(raw: bytes) -> None:
    read_whole(raw)


MEGABYTE = 1_000_000
HEAD = "From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n"
PAGE = HEAD.replace("text/plain", "text/html")
PARTED = HEAD.replace("text/plain; charset=utf-8", "multipart/mixed; boundary=b")
LINES = {
    "on": HEAD + "On " * (MEGABYTE // 3),
    "on lines": HEAD + "On \n" * (MEGABYTE // 4),
    "marks": HEAD + ">" * MEGABYTE,
    "blanks": HEAD + " " * MEGABYTE,
    "addresses": HEAD + "a@b.example " * (MEGABYTE // 12),
    "introductions": HEAD + "On 1 May 10:00 a@b.example wrote:\n" * (MEGABYTE // 36),
    "labels": HEAD + "From: a@b.example\nTo: x\n" * (MEGABYTE // 24),
    "dashes": HEAD + "-- \n" * (MEGABYTE // 4),
    "parts": PARTED + "--b\n\nx\n" * (MEGABYTE // 7),
    "parts in each other": "".join(
        f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(400)
    )
    + "\n"
    + "x\n" * (MEGABYTE // 2),
    "divs": PAGE + "<div>" * (MEGABYTE // 5),
    "lists": PAGE + "<ul>" * (MEGABYTE // 4),
    "attributes": PAGE + "<p " + " ".join(f"a{number}=1" for number in range(90_000)) + ">",
    "From brackets": f"From: {'(' * MEGABYTE}\n\nx",
    "To commas": f"To: {'a@b.c,' * (MEGABYTE // 6)}\n\nx",
    "encoded words": f"Subject: {'=?utf-8?q?a?= ' * (MEGABYTE // 14)}\n\nx",
    "results": f"Authentication-Results: mx1.weft.example; {'(' * MEGABYTE}\n\nx",
    "bounces": "From: mailer-daemon@x.example\nSubject: failure notice\n\n" + "a." * (MEGABYTE // 2),
    "away": HEAD + "I am out of the office " * (MEGABYTE // 23),
}


@pytest.mark.parametrize("what", sorted(LINES))
@pytest.mark.usefixtures("patience")
def test_a_hostile_megabyte_is_read_to_its_end(what: str) -> None:
    raw = LINES[what].encode("utf-8")
    message = read(raw, ours=WEFT, rcpt="enquiries@weft.example")
    assert len(message.said) <= len(raw)


def test_a_mail_nested_without_end_is_read_as_text() -> None:
    nested = "".join(
        f"Subject: deep\nContent-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(1500)
    )
    message = read_whole(nested.encode("ascii"))
    assert message.subject == "deep"
    assert any("nested without end" in wrong for wrong in message.defects)
    assert "boundary=b1" in message.text
