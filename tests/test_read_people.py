"""Who wrote, on whose behalf, about which case: headers, lists, forwards, forms, clues, trust, language."""

from __future__ import annotations

import pytest
from read_mails import WEFT, read_html, read_text

from fitmail.model import Message
from fitmail.read import read
from fitmail.read.addresses import mailboxes
from fitmail.read.clues import case_ids, tokens
from fitmail.read.language import language_of
from fitmail.read.trust import related


def pairs(raw: str) -> list[tuple[str, str]]:
    return [(box.name, box.address) for box in mailboxes(raw)]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("Jo Ruiz <Jo@Shop.example>", [("Jo Ruiz", "jo@shop.example")]),
        ('"Ruiz, Jo" <jo@shop.example>, lu@x.example', [("Ruiz, Jo", "jo@shop.example"), ("", "lu@x.example")]),
        ("jo@shop.example (Jo (the boss) Ruiz)", [("Jo (the boss) Ruiz", "jo@shop.example")]),
        ("friends: a@x.example, b@x.example;", [("", "a@x.example"), ("", "b@x.example")]),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?q?Jos=C3=A9?= <jose@x.example>", [("José", "jose@x.example")]),
        ('"=?utf-8?b?Sm9zw6k=?=" <jose@x.example>', [("José", "jose@x.example")]),
        ("<@relay.example:jo@shop.example>", [("", "jo@shop.example")]),
        ("Jo jo@shop.example", [("Jo", "jo@shop.example")]),
        ("MAILER-DAEMON <>", [("MAILER-DAEMON", "")]),
        ("", []),
    ],
)
def test_mailboxes(raw: str, found: list[tuple[str, str]]) -> None:
    assert pairs(raw) == found


def test_a_subject_with_a_line_break_in_it_is_one_line() -> None:
    message = read_text("x", head="Subject: =?utf-8?q?hi=0D=0ABcc:_x@y.example?=")
    assert message.subject == "hi  Bcc: x@y.example"


def test_raw_8_bit_headers_keep_their_letters() -> None:
    for octets in ("José Núñez".encode(), "José Núñez".encode("latin-1")):
        raw = b"From: " + octets + b" <jose@x.example>\nSubject: " + octets + b"\n\nhola"
        message = read(raw, ours=WEFT, rcpt="")
        assert (message.from_.name, message.subject) == ("José Núñez", "José Núñez")


def test_letters_cut_in_two_encoded_words_are_joined() -> None:
    assert read_text("x", head="Subject: =?utf-8?b?w6E=?= =?utf-8?b?w7HDsw==?=").subject == "áñó"
    assert read_text("x", head="Subject: =?utf-8?q?=C3?= =?utf-8?q?=A1?=").subject == "á"


def test_a_mail_without_message_id_gets_one_from_its_bytes() -> None:
    first, second = (read(raw, ours=WEFT, rcpt="") for raw in (b"Subject: a\n\nx", b"Subject: a\n\ny"))
    assert first.id.endswith("@computed.invalid>")
    assert first.id != second.id
    assert any("no Message-ID" in wrong for wrong in first.defects)


@pytest.mark.parametrize("date", ["Mon, 1 Jan 1066 00:00:00 +0000", "gestern", "Tue, 99 Foo 2026 99:99", ""])
def test_an_absurd_date_is_no_date(date: str) -> None:
    assert read_text("x", head=f"Date: {date}").date is None


def test_dates_are_in_utc() -> None:
    sent = read_text("x", head="Date: Tue, 3 Mar 2026 10:00:00 -0300").date
    assert sent is not None
    assert sent.isoformat() == "2026-03-03T13:00:00+00:00"


LISTED = "List-Id: Members <members.lists.weft.example>\nList-Post: <mailto:members@lists.weft.example>\n"


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (
            "From: Jo Ruiz via Members <members@lists.weft.example>\nReply-To: Jo Ruiz <jo@shop.example>",
            "jo@shop.example",
        ),
        (
            "From: Jo via Members <members@lists.weft.example>\nX-Original-From: Jo <jo@shop.example>",
            "jo@shop.example",
        ),
        (
            (
                "From: Jo Ruiz via Members <members@lists.weft.example>\n"
                "Reply-To: members@lists.weft.example\n"
                "Cc: Jo Ruiz <jo@shop.example>"
            ),
            "jo@shop.example",
        ),
        (
            (
                "From: \"'Jo' via Members\" <members@lists.weft.example>\n"
                "Reply-To: members@lists.weft.example, jo@shop.example"
            ),
            "jo@shop.example",
        ),
        ("From: Jo via groups.io <jo=shop.example@groups.example>", "jo@shop.example"),
        ("From: Jo <jo@shop.example>\nReply-To: members@lists.weft.example", "jo@shop.example"),
    ],
)
def test_the_true_author_behind_a_list(head: str, author: str) -> None:
    message = read_text("We take it.", head=LISTED + head)
    assert message.author.address == author
    assert message.list_id == "members.lists.weft.example"
    assert message.marks.list_post


def test_a_stranger_who_calls_himself_via_is_himself() -> None:
    message = read_text("x", head="From: Ana via Weft <mallory@evil.example>\nReply-To: ana@camba.example")
    assert message.author.address == "mallory@evil.example"


FORWARDS = {
    "gmail": (
        "---------- Forwarded message ---------\nFrom: Jo Ruiz <jo@shop.example>\n"
        "Date: Mon, 2 Mar 2026 at 9:00\nSubject: Web shop\n"
        "To: <ana@camba.example>\n\n"
        "We want a web shop."
    ),
    "gmail es": (
        "---------- Forwarded message ---------\nDe: Jo Ruiz <jo@shop.example>\n"
        "Date: lun, 2 mar 2026 a las 9:00\nSubject: Web shop\n"
        "To: <ana@camba.example>\n\n"
        "We want a web shop."
    ),
    "apple": (
        "Begin forwarded message:\n\n> From: Jo Ruiz <jo@shop.example>\n> Subject: Web shop\n"
        "> Date: 2 March 2026 at 09:00:00 GMT\n"
        "> To: ana@camba.example\n>\n> We want a web shop."
    ),
    "apple es": (
        "Inicio del mensaje reenviado:\n\n> De: Jo Ruiz <jo@shop.example>\n"
        "> Asunto: Web shop\n"
        "> Fecha: 2 de marzo de 2026, 9:00:00 GMT-3\n"
        "> Para: ana@camba.example\n>\n"
        "> We want a web shop."
    ),
    "outlook pt": (
        "________________________________\nDe: Jo Ruiz <jo@shop.example>\n"
        "Enviado: segunda-feira, 2 de março de 2026 09:00\n"
        "Para: Ana Paz\n"
        "Assunto: Web shop\n\nWe want a web shop."
    ),
    "thunderbird": (
        "-------- Forwarded Message --------\nSubject: Web shop\n"
        "Date: Mon, 2 Mar 2026 09:00:00 +0000\n"
        "From: Jo Ruiz <jo@shop.example>\n"
        "To: ana@camba.example\n\nWe want a web shop."
    ),
    "outlook de": (
        "Von: Jo Ruiz [mailto:jo@shop.example]\nGesendet: Montag, 2. März 2026 09:00\n"
        "An: Ana Paz\nBetreff: Web shop\n\nWe want a web shop."
    ),
}


@pytest.mark.parametrize("program", sorted(FORWARDS))
@pytest.mark.parametrize(
    "subject", ["Fwd: Web shop", "RV: Web shop", "ENC: Web shop", "WG: Web shop", "Reenv: Web shop"]
)
def test_a_forward_is_the_original_persons_mail(program: str, subject: str) -> None:
    message = read_text(
        f"One for the desk? Jo's number is on pepe@other.example.\n\n{FORWARDS[program]}\n",
        head=f"Subject: {subject}",
    )
    assert message.forward is not None
    assert message.forward.author is not None
    assert (message.forward.author.name, message.forward.author.address) == ("Jo Ruiz", "jo@shop.example")
    assert message.forward.subject == "Web shop"
    assert message.forward.text == "We want a web shop."
    assert message.forward.candidates == (message.forward.author,)
    assert message.said.startswith("One for the desk?")
    assert message.author.address == "ana@camba.example"


def test_a_forward_of_a_forward_leads_to_the_person_behind_both() -> None:
    inner = FORWARDS["gmail"]
    text = (
        "See below\n\n---------- Forwarded message ---------\nFrom: Lu <lu@fiqus.example>\n"
        "Date: Tue, 3 Mar 2026\nSubject: Fwd: Web shop\nTo: x\n\n"
        f"{inner}"
    )
    behind = read_text(text, head="Subject: Fwd: Fwd: Web shop").forward
    assert behind is not None
    assert behind.author is not None
    assert behind.author.address == "jo@shop.example"


def test_a_mail_attached_to_a_mail_is_a_forward() -> None:
    attached = (
        "--b\nContent-Type: text/plain\n\nFor the desk.\n--b\nContent-Type: message/rfc822\n\n"
        "From: Jo <jo@shop.example>\nSubject: Web shop\n\n"
        "We want a web shop.\n--b--\n"
    )
    message = read_text(attached, head="Subject: Web shop\nContent-Type: multipart/mixed; boundary=b")
    assert message.forward is not None
    assert message.forward.author is not None
    assert message.forward.author.address == "jo@shop.example"
    assert message.forward.text == "We want a web shop."
    assert message.said == "For the desk."


def test_a_forward_without_a_block_names_nobody() -> None:
    behind = read_text("see\n\n> We want a web shop, write to pepe@other.example", head="Subject: Fwd: shop").forward
    assert behind is not None
    assert behind.author is None
    assert behind.candidates == ()


def test_an_answer_is_no_forward() -> None:
    assert read_text(f"Yes.\n\n{FORWARDS['outlook pt']}", head="Subject: RE: Web shop").forward is None


def test_a_spanish_form_in_html_with_paragraphs_that_nobody_closed() -> None:
    page = (
        "<p>Nuevo mensaje desde la web<p><b>Nombre:</b> Jo Ruiz<p><b>Correo:</b> "
        "jo@tienda.example<p><b>Nombre compañía:</b> La Tienda"
        "<p><b>Motivo:</b> Presupuesto<p><b>Servicio de interés:</b> Web<p><b>Mensaje:</b> Queremos "
        "una tienda.<br>Para mayo."
    )
    message = read_html(page)
    assert message.form is not None
    form = message.form
    assert (form.name, form.email, form.company, form.reason) == (
        "Jo Ruiz",
        "jo@tienda.example",
        "La Tienda",
        "Presupuesto",
    )
    assert form.text == "Queremos una tienda.\nPara mayo."
    assert message.language == "es"


def test_a_form_whose_sender_is_the_visitor_needs_no_address_field() -> None:
    raw = (
        "From: Jo Ruiz <jo@tienda.example>\nSubject: Contacto desde la web\n\n"
        "Nombre compañía: La Tienda\nMotivo: Presupuesto\n"
        "Mensaje: Queremos una tienda.\n"
    )
    message = read(raw.encode(), ours=WEFT, rcpt="")
    assert message.form is not None
    assert (message.form.email, message.form.name) == ("jo@tienda.example", "Jo Ruiz")


def test_a_portuguese_form_with_values_below_bold_labels() -> None:
    text = (
        "*Nome*\nJo Reis\n\n*E-mail*\njo@loja.example\n\n*Mensagem*\nQueremos uma loja.\n\n--\n"
        "Enviado pelo formulário de contato"
    )
    message = read_text(text, head="From: site@coop.example\nSubject: Novo contato pelo site")
    assert message.form is not None
    assert (message.form.name, message.form.email, message.form.text) == (
        "Jo Reis",
        "jo@loja.example",
        "Queremos uma loja.",
    )
    assert message.author.address == "jo@loja.example"


@pytest.mark.parametrize(
    "text",
    [
        "Hi,\n\nwe want a shop. My details:\nName: Jo\nPhone: 555\n\nThanks",
        "Budget: 20k\nDeadline: May\n\nCan you do it?",
        "Yes.\n\nFrom: Jo <jo@x.example>\nSent: Monday\nTo: Ana\nSubject: Shop\n\nWe want a shop.",
    ],
)
def test_a_letter_with_labels_is_a_letter(text: str) -> None:
    assert read_text(text).form is None


TOKEN = "abcdefghijklmnop"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"enquiries+e42.{TOKEN}@weft.example", (TOKEN,)),
        (f"Enquiries+E42.{TOKEN.upper()}@Weft.example", (TOKEN,)),
        (f"enquiries+x{TOKEN}@weft.example", (TOKEN,)),
        (f"enquiries+b.{TOKEN}@weft.example", (TOKEN,)),
        (f"other+e42.{TOKEN}@weft.example", ()),
        (f"enquiries+e42.{TOKEN}@evil.example", ()),
        ("enquiries@weft.example", ()),
        ("enquiries+e42.short@weft.example", ()),
        ("", ()),
    ],
)
def test_tokens_are_cut_only_from_our_addresses(address: str, found: tuple[str, ...]) -> None:
    assert tokens(address, ours=WEFT) == found


def test_the_recipient_of_the_envelope_gives_the_first_token() -> None:
    raw = f"From: a@b.example\nTo: enquiries+e1.{'b' * 16}@weft.example\n\nx".encode()
    message = read(raw, ours=WEFT, rcpt=f"enquiries+e1.{'a' * 16}@weft.example")
    assert message.clues.tokens == ("a" * 16, "b" * 16)


def test_case_ids_stand_in_brackets() -> None:
    assert case_ids("Re: [E-42] shop [o-7]") == ("E-42", "O-7")
    assert case_ids("Re: the E-42 engine [X-1] [E-0] [E-4a]") == ()


@pytest.mark.parametrize("value", ["<a@x> <b@x>", "<a@x><b@x>", "<a@x>\n <b@x>", "a@x b@x", "<a@x>,<b@x>"])
def test_message_ids_are_found_however_they_are_joined(value: str) -> None:
    message = read_text("x", head=f"In-Reply-To: <c@x>\nReferences: {value}")
    assert message.references == ("<a@x>", "<b@x>")
    assert message.clues.message_ids == ("<c@x>", "<b@x>", "<a@x>")


def spoken_by(results: str, *, sender: str = "ana@camba.example") -> Message:
    return read_text("x", head=f"Authentication-Results: {results}\nFrom: Ana <{sender}>")


@pytest.mark.parametrize(
    ("results", "aligned"),
    [
        ("mx1.weft.example; dkim=pass header.d=camba.example", True),
        ("MX1.weft.example; spf=pass (it (nests)) smtp.mailfrom=ana@mail.camba.example", True),
        ("mx1.weft.example; dmarc=pass header.from=camba.example", True),
        ("mx1.weft.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example", False),
        ("mx1.weft.example; dkim=fail header.d=camba.example", False),
        ("evil.example; dkim=pass header.d=camba.example", False),
        ("mx1.weft.example; dkim=pass header.d=example", False),
        ("", False),
        ("mx1.weft.example; ((((((", False),
    ],
)
def test_trust_is_what_a_believed_server_says_of_the_authors_domain(results: str, aligned: bool) -> None:
    trust = spoken_by(results).trust
    assert trust.aligned == aligned
    assert trust.because


def test_only_the_topmost_verdict_counts() -> None:
    head = (
        "Authentication-Results: mx1.weft.example; dkim=none\n"
        "Authentication-Results: "
        "mx1.weft.example; dkim=pass "
        "header.d=camba.example"
    )
    assert not read_text("x", head=head).trust.aligned


def test_two_authors_are_never_aligned() -> None:
    head = (
        "Authentication-Results: mx1.weft.example; dkim=pass header.d=camba.example\n"
        "From: ana@camba.example, boss@camba.example"
    )
    assert not read_text("x", head=head).trust.aligned


def test_registries_are_nobodys_domain() -> None:
    assert related("mail.shop.co.uk", "shop.co.uk")
    assert not related("co.uk", "shop.co.uk")
    assert not related("other.co.uk", "shop.co.uk")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("gracias, lo vemos", "es"),
        ("Dale, lo tomo yo", "es"),
        ("Obrigado!", "pt"),
        ("Podemos falar quinta?", "pt"),
        ("thanks, will do", "en"),
        ("We want a web shop. Budget about 20k, start in May.", "en"),
        ("Queremos una tienda en línea para mayo, tenemos unos 20 mil.", "es"),
        ("Queremos uma loja online para maio, temos uns 20 mil.", "pt"),
        ("Bonjour, nous cherchons une coopérative pour refaire notre site, merci beaucoup.", "fr"),
        ("Guten Tag, wir suchen eine Genossenschaft, die unsere neue Webseite bauen kann.", "de"),
        ("ok", ""),
        ("12345", ""),
    ],
)
def test_the_language_of_short_texts(text: str, code: str) -> None:
    assert language_of(text) == code


def test_a_forward_whose_quote_is_introduced_like_an_answers() -> None:
    text = "For the desk\n\nOn Mon, 2 Mar 2026 at 9:00, Jo Ruiz <jo@shop.example> wrote:\n\n> We want a web shop.\n"
    behind = read_text(text, head="Subject: Fwd: shop").forward
    assert behind is not None
    assert behind.author is not None
    assert behind.author.address == "jo@shop.example"
    assert behind.text == "We want a web shop."


def test_a_forward_with_an_author_and_nothing_else_above_it() -> None:
    text = "Look\n\n---------- Mensaje reenviado ----------\nDe: Jo Ruiz <jo@shop.example>\n\nQueremos una tienda.\n"
    behind = read_text(text, head="Subject: RV: [FIT] Re: tienda").forward
    assert behind is not None
    assert behind.author is not None
    assert behind.author.address == "jo@shop.example"
    assert (behind.subject, behind.text) == ("tienda", "Queremos una tienda.")


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Jo Ruiz [jo@shop.example]", ("Jo Ruiz", "jo@shop.example")),
        ('"jo@shop.example" [mailto:jo@shop.example]', ("", "jo@shop.example")),
        ("Jo Ruiz <mailto:jo@shop.example>", ("Jo Ruiz", "jo@shop.example")),
        ("jo@shop.example (Jo Ruiz)", ("Jo Ruiz", "jo@shop.example")),
        ("Jo Ruiz", ("Jo Ruiz", "")),
    ],
)
def test_authors_of_blocks_as_programs_write_them(author: str, found: tuple[str, str]) -> None:
    text = f"Look\n\nFrom: {author}\nSent: Monday\nTo: Ana\nSubject: Shop\n\nWe want a shop."
    behind = read_text(text, head="Subject: FW: Shop").forward
    assert behind is not None
    assert behind.author is not None
    assert (behind.author.name, behind.author.address) == found


def test_who_forwards_her_own_mail_speaks_for_herself() -> None:
    text = "Again, please.\n\nDe: Ana Paz\nEnviado: lunes, 2 de marzo\nPara: x\nAsunto: tienda\n\nQueremos una tienda."
    behind = read_text(text, head="Subject: RV: tienda").forward
    assert behind is not None
    assert behind.author is not None
    assert behind.author.address == "ana@camba.example"
    assert len(behind.candidates) == 1


def test_two_people_in_a_forward_are_two_candidates() -> None:
    block = "From: {0} <{0}@shop.example>\nSent: Monday\nTo: x\nSubject: RE: Shop\n\nHello from {0}.\n\n"
    behind = read_text("?\n\n" + block.format("jo") + block.format("max"), head="Subject: FW: Shop").forward
    assert behind is not None
    assert [box.address for box in behind.candidates] == ["jo@shop.example", "max@shop.example"]


def test_escapes_and_comments_in_addresses() -> None:
    assert pairs('"Jo \\"the boss\\" Ruiz" <jo@shop.example>') == [('Jo "the boss" Ruiz', "jo@shop.example")]
    assert pairs("jo@shop.example (a \\) b)") == [("a ) b", "jo@shop.example")]
    assert pairs("mailto:jo@shop.example") == [("", "jo@shop.example")]
    assert pairs("=?utf-8?q?jo=40shop.example?=") == [("jo@shop.example", "")]


def test_encoded_words_that_are_broken_stay_readable() -> None:
    assert read_text("x", head="Subject: =?utf-8?b?aG9sY?= =?utf-8?q?=zz?= =?nonsense?q?hi?=").subject.endswith("=zzhi")


def test_a_list_post_wrapped_by_dmarc_without_any_address_keeps_the_name() -> None:
    message = read_text("x", head=LISTED + "From: Jo via Members <members@lists.weft.example>")
    assert (message.author.name, message.author.address) == ("Jo", "members@lists.weft.example")


def test_the_language_of_a_single_word_is_that_of_the_program_below_it() -> None:
    message = read_text("ok\n\nEl 3/3/26 a las 10:04, Jo <jo@shop.example> escribió:\n> hello\n")
    assert message.language == "es"


def test_a_mail_in_base64_inside_a_mail_is_opened() -> None:
    inner = "RnJvbTogSm8gPGpvQHNob3AuZXhhbXBsZT4KU3ViamVjdDogU2hvcAoKV2Ugd2FudCBhIHNob3AuCg=="
    attached = f"--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n--b--\n"
    message = read_text(attached, head="Subject: see\nContent-Type: multipart/mixed; boundary=b")
    assert message.forward is not None
    assert message.forward.author is not None
    assert (message.forward.author.address, message.forward.text) == ("jo@shop.example", "We want a shop.")
