"""What mails hold: the enquirer's words as written, attachments, and nothing that a stranger slipped in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from compose_desk import header_names, parsed, plain, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fitmail.compose import MARKER_PREFIX, Source
from fitmail.compose.headers import ascii_domain
from fitmail.compose.samples import JO, enquiry, message, sample_tell
from fitmail.compose.sanitise import harmless
from fitmail.compose.texts import bars, blocks, body_text, first_name, one_line, simple_html, tidy
from fitmail.model import Attachment, Audience, Forward, Mailbox, Message, OutboxMessage

C0 = sample_tell("enquirer-mail", "en")
ANSWER = sample_tell("answer", "en")
EXPECTED = {
    "from", "to", "reply-to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress",
    "x-fitmail-instance", "content-language", "content-type", "content-transfer-encoding", "mime-version",
    "in-reply-to", "references",
}  # fmt: skip


def attachment(name: str, type_: str, content: bytes, *, path: str = "2", cid: str = "") -> tuple[Attachment, bytes]:
    found = Attachment(name=name, type=type_, size=len(content), sha256="", path=path, content_id=cid)
    return found, content


def routed(found: Message, *pairs: tuple[Attachment, bytes]) -> OutboxMessage:
    """The mail as C0, with these attachments."""
    with_files = replace(found, attachments=tuple(file for file, _ in pairs))
    source = Source(message=with_files, parts={file.path: content for file, content in pairs})
    (mail,) = write(C0, sources={"en": source})
    return mail


# --- the enquirer's mail


def test_the_enquirers_text_stands_as_written_with_one_footer_line() -> None:
    text = plain(routed(message("en")))
    assert text.startswith(message("en").text)
    footer = [line for line in text.split("\n") if line.startswith(MARKER_PREFIX)]
    assert footer == ["=== E-42 · answering this mail answers Jo Ruiz; speak to the desk by answering its card ==="]


def test_blank_lines_and_indents_of_the_enquirer_stay() -> None:
    odd = replace(message("en"), text="A\n\n\n\n    code  \n\tend")
    assert plain(routed(odd)).startswith("A\n\n\n\n    code  \n\tend\n")


def test_the_enquirers_html_is_handed_on_harmless_with_the_footer() -> None:
    html = '<p onclick="x()">Hi <b>there</b></p><script>alert(1)</script><a href="javascript:x()">a</a><form>'
    mail = routed(replace(message("en"), html=(html,)))
    shown = str(parsed(mail).get_body(("html",)).get_content())  # type: ignore[union-attr]
    assert "<b>there</b>" in shown
    assert MARKER_PREFIX in shown
    for bad in ("script", "onclick", "javascript", "<form"):
        assert bad not in shown


def test_a_mail_that_was_only_text_gets_no_html_alternative() -> None:
    assert parsed(routed(message("en"))).get_content_type() == "text/plain"


def test_of_a_members_forward_only_the_forwarded_mail_is_shown() -> None:
    forward = Forward(author=JO, subject="Web shop", text="We want a web shop.", candidates=(JO,))
    member = Mailbox(name="Lu", address="lu@lock.example")
    passed_on = replace(message("en"), author=member, text="They seem cheap.\n\nWe want a web shop.", forward=forward)
    mail = routed(replace(passed_on, html=("<p>They seem cheap.</p>",)))
    assert plain(mail).startswith("We want a web shop.\n")
    assert b"cheap" not in mail.body


def test_what_the_client_forwards_is_shown_whole() -> None:
    other = Mailbox(name="", address="boss@shop.example")
    forward = Forward(author=other, subject="", text="the boss's words", candidates=(other,))
    mail = routed(replace(message("en"), text="Please see below.\n\nthe boss's words", forward=forward))
    assert "Please see below." in plain(mail)


def test_a_mail_whose_bytes_are_gone_still_says_what_it_was() -> None:
    (mail,) = write(replace(C0, source="gone"))
    assert plain(mail).strip().startswith(MARKER_PREFIX)


# --- attachments


def test_attachments_are_handed_on_with_name_type_and_bytes() -> None:
    pdf = b"%PDF-1.4\x00\xff\r\n" * 50
    mail = routed(message("en"), attachment("brief ñandú.pdf", "application/pdf", pdf))
    (part,) = parsed(mail).iter_attachments()
    assert (part.get_filename(), part.get_content_type(), part.get_content()) == (
        "brief ñandú.pdf", "application/pdf", pdf
    )  # fmt: skip


def test_pictures_inside_the_html_stay_inside_it() -> None:
    picture = attachment("logo.png", "image/png", b"\x89PNG", cid="logo@shop")
    mail = routed(replace(message("en"), html=('<p>Hi <img src="cid:logo@shop"></p>',)), picture)
    types = [part.get_content_type() for part in parsed(mail).walk()]
    assert types == ["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]
    assert b"Content-ID: <logo@shop>" in mail.body


def test_a_picture_that_the_html_does_not_show_is_a_file() -> None:
    picture = attachment("logo.png", "image/png", b"\x89PNG", cid="logo@shop")
    mail = routed(replace(message("en"), html=("<p>Hi</p>",)), picture)
    assert [part.get_filename() for part in parsed(mail).iter_attachments()] == ["logo.png"]


@pytest.mark.parametrize("type_", ["", "x", "a/b/c", "text/html; charset=x", "mul tipart/x", "multipart/mixed", "ñ/x"])
def test_a_type_that_is_none_becomes_a_file_of_octets(type_: str) -> None:
    mail = routed(message("en"), attachment("a", type_, b"abc"))
    (part,) = parsed(mail).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"
    assert part.get_content() == b"abc"


def test_an_attached_mail_is_handed_on_as_a_file() -> None:
    mail = routed(message("en"), attachment("old.eml", "message/rfc822", b"Subject: x\r\n\r\n\xff"))
    (part,) = parsed(mail).iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("old.eml", b"Subject: x\r\n\r\n\xff")


def test_a_file_name_cannot_break_the_structure() -> None:
    name = 'a"\r\nBcc: x@y.example\r\n\r\n../../etc/passwd' + "x" * 500
    mail = routed(message("en"), attachment(name, "text/plain", "ñ".encode()))
    (part,) = parsed(mail).iter_attachments()
    shown = str(part.get_filename())
    assert "/" not in shown
    assert len(shown) <= 120
    assert "bcc" not in {key.lower() for key in part}


def test_attachments_of_an_answer_go_to_the_client() -> None:
    file, content = attachment("offer.pdf", "application/pdf", b"%PDF")
    source = Source(message=replace(message("en"), attachments=(file,)), parts={"2": content})
    (mail,) = write(replace(ANSWER, source="mine"), sources={"mine": source})
    assert [part.get_filename() for part in parsed(mail).iter_attachments()] == ["offer.pdf"]


def test_an_attachment_whose_bytes_are_not_there_is_left_out() -> None:
    file, _ = attachment("offer.pdf", "application/pdf", b"")
    source = Source(message=replace(message("en"), attachments=(file,)), parts={})
    (mail,) = write(C0, sources={"en": source})
    assert list(parsed(mail).iter_attachments()) == []


# --- strangers' values in headers


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?x=0D=0ABcc:_e@x.example?=",
        "x\r\nBcc: e@x.example",
        "x\nBcc: e@x.example\n\nbody",
        "x\x00\x85\u2028Bcc: e@x.example",
        "=?utf-8?b?DQpCY2M6IGVAeC5leGFtcGxl?= tail",
        "=?=?utf-8?q?=0ABcc:x?=?=",
    ],
)
def test_a_subject_adds_no_header(subject: str) -> None:
    cases = {"E-42": replace(enquiry("en"), subject=subject, enquirer=replace(JO, name=subject))}
    via = Mailbox(name=subject, address=JO.address)
    outsider = Audience(kind="outsider", who=JO.address, name=subject)
    answer = replace(ANSWER, audience=(outsider,), cc=(Mailbox(name=subject, address="sam@shop.example"),))
    for mail in write(answer, replace(C0, via=via), sample_tell("card", "en"), cases=cases):
        assert {name.lower() for name in header_names(mail)} - EXPECTED <= {"cc"}
        assert "bcc" not in {key.lower() for key in parsed(mail)}


def test_overrides_of_direction_are_taken_out_of_names() -> None:
    assert one_line("gpj.\u202eexe\u2066\ufeff", 80) == "gpj.exe"


def test_a_name_survives_whatever_letters_it_has() -> None:
    for name in ('Ruiz, "Jo" (shop)', "Ñandú Ávila", "O'Brien; Jo", "=?x?=", "李明"):
        outsider = Audience(kind="outsider", who=JO.address, name=name)
        (mail,) = write(replace(ANSWER, audience=(outsider,)))
        (box,) = parsed(mail)["To"].addresses
        assert box.addr_spec == JO.address
        assert box.display_name.replace(" ", "") == name.replace("=?", "= ?").replace("?=", "? =").replace(" ", "")


def test_a_domain_is_written_in_ascii() -> None:
    assert ascii_domain("ñandú.example") == "xn--and-6ma2c.example"
    assert ascii_domain(f"{'ñ' * 80}.example").isascii()
    (mail,) = write(replace(ANSWER, audience=(Audience(kind="outsider", who="jo@ñandú.example", name="Jo"),)))
    assert b"jo@xn--and-6ma2c.example" in mail.head
    assert mail.head.isascii()


def test_a_local_part_that_is_not_ascii_makes_the_head_utf8() -> None:
    (mail,) = write(replace(ANSWER, audience=(Audience(kind="outsider", who="josé@shop.example", name="José"),)))
    assert "josé@shop.example".encode() in mail.head


@pytest.mark.usefixtures("patience")
def test_a_hostile_megabyte_is_handed_on() -> None:
    for text in ("x" * 1_000_000, "é" * 1_000_000, "!claim\n" * 140_000, "\x85\u2028" * 400_000):
        huge = replace(message("en"), text=text, html=("<div>" * 50_000 + text[:1000],))
        mail = routed(huge)
        cases = {"E-42": replace(enquiry("en"), subject=text, because=text)}
        card = sample_tell("card", "en")
        write(replace(card, facts={**card.facts, "text": text, "phone": text}), cases=cases)
        assert max(len(line) for line in mail.body.split(b"\r\n")) < 998


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.text(max_size=80))
def test_whatever_people_write_comes_out_as_one_sound_mail(text: str, name: str) -> None:
    cases = {"E-42": replace(enquiry("en"), subject=name, because=text, enquirer=replace(JO, name=name))}
    via = Mailbox(name=name, address=JO.address)
    source = Source(message=replace(message("en"), text=text, html=(text,)), parts={})
    held = sample_tell("held", "en")
    tells = (
        replace(C0, via=via),
        replace(ANSWER, facts={"text": text}),
        replace(held, facts={**held.facts, "text": text}),
    )
    for mail in write(*tells, cases=cases, sources={"en": source}):
        assert (mail.head + mail.body).isascii()
        assert {key.lower() for key in header_names(mail)} <= EXPECTED
        assert max(len(line) for line in (mail.head + mail.body).split(b"\r\n")) < 998
    inside = plain(write(tells[2], cases=cases)[0])
    assert not [line for line in inside.splitlines() if line.lstrip()[:1] in ("!", "¡")]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_every_line_of_barred_text_has_its_bar(text: str) -> None:
    assert all(line.startswith("|") for line in bars(text).splitlines())


# --- small text work


def test_a_greeting_takes_the_first_name_and_leaves_titles_and_organisations_whole() -> None:
    known = {
        "Jo Ruiz": "Jo", "Ruiz, Jo": "Jo", "Dr. Ana Paz": "Dr. Ana Paz", "": "", "jo@shop.example": "",
        "Secretaría de Cultura de la Ciudad": "Secretaría de Cultura de la Ciudad", "María José": "María",
        "ACME": "ACME",
    }  # fmt: skip
    assert {name: first_name(name) for name in known} == known


def test_tidy_leaves_one_empty_line_and_no_blanks() -> None:
    assert tidy("\n\na  \n\n\n\nb\n \n") == "a\n\nb\n"


def test_a_body_has_one_kind_of_line_end_and_no_controls() -> None:
    assert body_text("a\r\nb\rc\x0bd\x00e\x1bf\udce9") == "a\nb\nc\nde" + "f?"


def test_simple_html_escapes_and_keeps_breaks() -> None:
    html = simple_html("a <b>\n  c\n\nd & e")
    assert "a &lt;b&gt;<br>\n&nbsp;&nbsp;c</p>" in html
    assert "d &amp; e" in html


def test_the_blocks_of_a_text_are_told_apart() -> None:
    text = "Head:\nplain\n\n| quoted\n|\n\n * one\n * two"
    assert blocks(text) == (
        ("head", ("Head",)), ("text", ("plain",)), ("quote", ("quoted", "")), ("list", ("one", "two"))
    )  # fmt: skip


def test_html_that_is_too_heavy_to_clean_is_left_out() -> None:
    assert harmless(("<div>" * 50_000,)) == ""
    assert harmless(("<a " + "b=1 " * 50_000 + ">",)) == ""
    assert harmless(("x" * 300_000,)) == ""
    assert harmless(("", "  ")) == ""
