"""Fields and parts as bytes: what the standard library reads back is what was written, and no line is too long."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitmail.compose.mime import Part, boxes_field, file_part, multipart, plain_field, text_field, text_part
from fitmail.compose.texts import body_text, one_line

WORDS = st.text(max_size=150).map(lambda text: one_line(text, 120))
LETTERS = st.text(alphabet="aé ñ李=?_\"(),.<>@'-ß🙂", max_size=150).map(lambda text: one_line(text, 120))


def read_back(*pieces: bytes) -> EmailMessage:
    found = email.message_from_bytes(b"".join(pieces), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def whole(part: Part) -> EmailMessage:
    return read_back(part.fields, b"\r\n", part.content)


@settings(max_examples=150, deadline=None)
@given(st.one_of(WORDS, LETTERS))
def test_a_subject_reads_back_as_it_was_written(subject: str) -> None:
    field = text_field("Subject", subject, utf8=False)
    assert field.isascii()
    assert read_back(field, b"\r\n")["Subject"] == subject


@settings(max_examples=150, deadline=None)
@given(st.one_of(WORDS, LETTERS))
def test_no_encoded_word_is_longer_than_75_and_no_line_with_one_longer_than_76(subject: str) -> None:
    for field in (
        text_field("Subject", subject, utf8=False),
        boxes_field("To", [(subject, "a@b.example")], utf8=False),
    ):
        for line in field.split(b"\r\n"):
            words = re.findall(rb"=\?utf-8\?[qb]\?[^? ]*\?=", line)
            assert all(len(word) <= 75 for word in words)
            assert not words or len(line) <= 76


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(WORDS, LETTERS), min_size=1, max_size=4))
def test_names_and_addresses_read_back_each_with_its_own(names: list[str]) -> None:
    boxes = [(name, f"person{number}@shop.example") for number, name in enumerate(names)]
    field = boxes_field("Cc", boxes, utf8=False)
    assert field.isascii()
    # Without its blanks: the library reads two encoded words of one name with a blank between them.
    found = [(box.display_name, box.addr_spec) for box in read_back(field, b"\r\n")["Cc"].addresses]
    assert [(_bare(name), address) for name, address in found] == [(_bare(name), address) for name, address in boxes]


def _bare(name: str) -> str:
    return re.sub(r"\s", "", name)


def test_a_plain_word_of_a_name_stays_plain() -> None:
    field = boxes_field("From", [("Ana Peña via FIT enquiries", "d@fit.example")], utf8=False)
    assert field == b"From: Ana =?utf-8?q?Pe=C3=B1a?= via FIT enquiries <d@fit.example>\r\n"


def test_a_local_part_that_is_no_dot_atom_is_quoted() -> None:
    assert boxes_field("To", [("", 'a"b(c@shop.example')], utf8=False) == b'To: "a\\"b(c"@shop.example\r\n'
    assert boxes_field("To", [("", "o'neil+x.y@shop.example")], utf8=False) == b"To: o'neil+x.y@shop.example\r\n"


def test_a_long_list_of_ids_is_folded_between_them_and_never_encoded() -> None:
    ids = [f"<{'x' * 200}{number}@shop.example>" for number in range(12)]
    field = plain_field("References", " ".join(ids))
    assert max(len(line) for line in field.split(b"\r\n")) <= 998
    assert field.decode().replace("\r\n", "").removeprefix("References: ").split() == ids


@pytest.mark.parametrize("value", ["x\r\nBcc: e@x.example", "x\ny", "x\0y", "x" * 1000])
def test_a_value_that_no_header_can_hold_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="no header can hold this Subject"):
        text_field("Subject", value, utf8=False)


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=600), st.text(alphabet="aé. \t\n=", max_size=600)))
def test_a_text_reads_back_and_its_lines_are_short(text: str) -> None:
    clean = body_text(text)
    for heavy in (0, 10_000):
        part = text_part(clean, "plain", heavy=heavy)
        assert part.content.isascii()
        found = whole(part)
        octets = found.get_payload(decode=True)
        assert isinstance(octets, bytes)
        assert octets.decode().replace("\r\n", "\n").removesuffix("\n") == clean.removesuffix("\n")
        if found["Content-Transfer-Encoding"] != "7bit":
            assert max(len(line) for line in part.content.split(b"\r\n")) <= 76


def test_trailing_blanks_and_long_lines_survive() -> None:
    text = "é a \n\t\n" + "x" * 2_000 + "\n.\n"
    assert str(whole(text_part(text, "plain", heavy=10_000)).get_content()).replace("\r\n", "\n") == text


@settings(max_examples=300, deadline=None)
@given(st.one_of(WORDS, LETTERS), st.binary(max_size=300))
def test_a_file_reads_back_with_its_name_and_bytes(name: str, content: bytes) -> None:
    shown = name or "a.bin"
    part = file_part(content, type_="image/png", charset="", disposition="attachment", name=shown, cid="")
    assert part.fields.isascii()
    found = whole(part)
    # Not get_filename, which takes off the brackets and quotation marks that belong to a name.
    assert found["Content-Disposition"].params["filename"] == shown
    assert (found.get_content_type(), found.get_content()) == ("image/png", content)


def test_a_file_name_of_many_large_letters_is_written_in_pieces() -> None:
    part = file_part(b"x", type_="image/png", charset="", disposition="attachment", name="🙂" * 120, cid="")
    assert max(len(line) for line in part.fields.split(b"\r\n")) <= 998
    assert whole(part).get_filename() == "🙂" * 120


def test_parts_are_told_apart_by_the_boundary() -> None:
    parts = [text_part("one", "plain", heavy=100), text_part("<p>two</p>", "html", heavy=100)]
    found = whole(multipart("alternative", parts, "=_x1"))
    assert [str(part.get_content()).strip() for part in found.iter_parts()] == ["one", "<p>two</p>"]
    assert not found.defects
