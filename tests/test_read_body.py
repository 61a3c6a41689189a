"""What was newly written: answers as the programs of clients, chairs and members send them, in several languages."""

from __future__ import annotations

import pytest
from read_mails import read_html, read_text, squeezed

NEW = "Yes, book the room for Tuesday.\n\nAna"
QUOTE = "Shall I book the room?\n\nJo"
MARKED = "> Shall I book the room?\n>\n> Jo"

# The line with which a program introduces a quote that carries marks.
MARKED_INTRODUCTIONS = {
    "Gmail en": "On Tue, 3 Mar 2026 at 10:04, Jo Ruiz <jo@shop.example> wrote:\n",
    "Gmail en wrapped": (
        "On Tue, Mar 3, 2026 at 10:04 AM Josephine Ruiz-Castellanos of the Corner Shop <\njo@shop.example> wrote:\n"
    ),
    "Gmail es": "El mar, 3 mar 2026 a las 10:04, Jo Ruiz (<jo@shop.example>)\nescribió:\n",
    "Gmail pt": "Em ter., 3 de mar. de 2026 às 10:04, Jo Ruiz <jo@shop.example> escreveu:\n",
    "Gmail pt-PT": "Jo Ruiz <jo@shop.example> escreveu (terça, 3/03/2026 à(s) 10:04):\n",
    "Gmail de": "Am Di., 3. März 2026 um 10:04 Uhr schrieb Jo Ruiz <jo@shop.example>:\n",
    "Gmail fr": "Le mar. 3 mars 2026 à 10:04, Jo Ruiz <jo@shop.example> a écrit :\n",
    "Gmail it": "Il giorno mar 3 mar 2026 alle ore 10:04 Jo Ruiz <jo@shop.example> ha scritto:\n",
    "Gmail nl": "Op di 3 mrt 2026 om 10:04 schreef Jo Ruiz <jo@shop.example>:\n",
    "Gmail ca": "Missatge de Jo Ruiz <jo@shop.example> del dia dt., 3 de març 2026 a les 10:04, va escriure:\n",
    "Thunderbird en": "On 03/03/2026 10:04, Jo Ruiz wrote:",
    "Thunderbird es": "El 3/3/26 a las 10:04, Jo Ruiz escribió:",
    "Thunderbird pt": "Em 03/03/2026 10:04, Jo Ruiz escreveu:",
    "Thunderbird pt-PT": "Às 10:04 de 03/03/2026, Jo Ruiz escreveu:",
    "Roundcube es": "El 2026-03-03 10:04, Jo Ruiz escribió:",
    "Roundcube pt": "Em 2026-03-03 10:04, Jo Ruiz escreveu:",
    "Mutt": "On Tue, Mar 03, 2026 at 10:04:00AM +0000, Jo Ruiz wrote:",
    "Gnus": "Jo Ruiz <jo@shop.example> writes:\n",
    "KMail": "On Tuesday, 3 March 2026 10:04:00 GMT Jo Ruiz wrote:",
    "Evolution": "On Tue, 2026-03-03 at 10:04 +0000, Jo Ruiz wrote:",
    "Fastmail": "On Tue, 3 Mar 2026, at 10:04 AM, Jo Ruiz wrote:",
    "Horde en": "Quoting Jo Ruiz <jo@shop.example>:\n",
    "Horde es": "Jo Ruiz <jo@shop.example> escribió:\n",
    "Proton pt": "Em terça-feira, 3 de março de 2026 às 10:04, Jo Ruiz <jo@shop.example> escreveu:\n",
    "Zoho": "---- On Tue, 03 Mar 2026 10:04:00 +0000 Jo Ruiz <jo@shop.example> wrote ----\n",
    "Tuta": "3 Mar 2026, 10:04 by jo@shop.example:\n",
    "K-9 de": "Am 3. März 2026 10:04:00 MEZ schrieb Jo Ruiz <jo@shop.example>:",
}

# The same where nothing below is marked.
UNMARKED_INTRODUCTIONS = {
    "Yahoo en": "    On Tuesday, March 3, 2026 at 10:04:00 AM GMT, Jo Ruiz <jo@shop.example> wrote:  \n ",
    "Yahoo es": "    El martes, 3 de marzo de 2026, 10:04:00 GMT-3, Jo Ruiz <jo@shop.example> escribió:  \n ",
    "Outlook en": (
        "-----Original Message-----\nFrom: Jo Ruiz <jo@shop.example>\n"
        "Sent: 03 March 2026 10:04\nTo: Ana Paz\nSubject: Room\n"
    ),
    "Outlook es": (
        "De: Jo Ruiz <jo@shop.example>\nEnviado el: martes, 3 de marzo de 2026 10:04\nPara: Ana Paz\nAsunto: Sala\n"
    ),
    "Outlook pt": (
        "De: Jo Ruiz <jo@shop.example>\nEnviada em: terça-feira, 3 de março de 2026 10:04\n"
        "Para: Ana Paz\nAssunto: Sala\n"
    ),
    "Outlook fr": "De : Jo Ruiz <jo@shop.example>\nEnvoyé : mardi 3 mars 2026 10:04\nÀ : Ana Paz\nObjet : Salle\n",
    "Outlook de": (
        "Von: Jo Ruiz <jo@shop.example>\nGesendet: Dienstag, 3. März 2026 10:04\nAn: Ana Paz\nBetreff: Raum\n"
    ),
    "GMX": (
        'Gesendet: Dienstag, 3. März 2026 um 10:04 Uhr\nVon: "Jo Ruiz" <jo@shop.example>\n'
        "An: ana@camba.example\nBetreff: Raum\n"
    ),
    "Outlook Mac": (
        "From: Jo Ruiz <jo@shop.example>\nDate: Tuesday, 3 March 2026 at 10:04\n"
        "To: Ana Paz <ana@camba.example>\nSubject: Room\n"
    ),
    "Outlook 365 names only": (
        "________________________________\nFrom: Jo Ruiz\n"
        "Sent: Tuesday, March 3, 2026 10:04 AM\nTo: Ana Paz\n"
        "Cc: Lu Gil\n"
        "Subject: Room\n"
    ),
    "bold labels": (
        "*From:* Jo Ruiz [mailto:jo@shop.example]\n"
        "*Sent:* Tuesday, March 03, 2026 "
        "10:04 AM\n*To:* Ana Paz\n"
        "*Subject:* Room\n"
    ),
    "Samsung": (
        "-------- Original message --------\nFrom: Jo Ruiz <jo@shop.example>\n"
        "Date: 03/03/2026 10:04 (GMT+00:00)\nTo: ana@camba.example\n"
        "Subject: Room\n"
    ),
    "Zimbra es": (
        '----- Mensaje original -----\nDe: "Jo Ruiz" <jo@shop.example>\n'
        'Para: "ana" <ana@camba.example>\n'
        "Enviados: Martes, 3 de Marzo 2026 10:04:00\n"
        "Asunto: Sala\n"
    ),
    "long recipients": (
        "From: Jo Ruiz <jo@shop.example>\nSent: 03 March 2026 10:04\n"
        "To: Ana Paz <ana@camba.example>; Lu Gil "
        "<lu@fiqus.example>;\n"
        " Max Gray <max@gray.example>\nSubject: Room\n"
    ),
}


@pytest.mark.parametrize("program", sorted(MARKED_INTRODUCTIONS))
def test_an_answer_above_a_marked_quote(program: str) -> None:
    message = read_text(f"{NEW}\n\n{MARKED_INTRODUCTIONS[program]}\n{MARKED}\n")
    assert squeezed(message.said) == squeezed(NEW)
    assert message.sure
    assert not message.interleaved
    assert "Shall I book" in message.quoted


@pytest.mark.parametrize("program", sorted(MARKED_INTRODUCTIONS))
def test_an_answer_below_a_marked_quote(program: str) -> None:
    message = read_text(f"{MARKED_INTRODUCTIONS[program]}\n{MARKED}\n\n{NEW}\n")
    assert squeezed(message.said) == squeezed(NEW)
    assert message.sure


@pytest.mark.parametrize("program", sorted(UNMARKED_INTRODUCTIONS))
def test_an_answer_above_a_quote_without_marks(program: str) -> None:
    message = read_text(f"{NEW}\n\n{UNMARKED_INTRODUCTIONS[program]}\n{QUOTE}\n")
    assert squeezed(message.said) == squeezed(NEW)
    assert message.sure
    assert "Shall I book" in message.quoted


def test_an_interleaved_answer_keeps_its_pieces_in_order() -> None:
    message = read_text(
        "On 03/03/2026 10:04, Jo wrote:\n> Which room?\n\nThe big one.\n\n> How many chairs?\n\n"
        "Forty.\n\n-- \nAna Paz\nCamba"
    )
    assert message.said == "The big one.\n\nForty."
    assert message.interleaved
    assert message.sure
    assert message.signature == "Ana Paz\nCamba"


def test_marks_without_introduction_are_a_quote() -> None:
    assert read_text("> Which room?\n\nThe big one.").said == "The big one."


def test_marks_that_the_writer_led_up_to_stay_and_make_the_cut_uncertain() -> None:
    message = read_text("Our motion says:\n\n> who holds the keys\n\nWhat do you think?")
    assert "who holds the keys" in message.said
    assert not message.sure


@pytest.mark.parametrize(
    "text",
    [
        "From: Madrid\nTo: Lisbon\nBudget: 300\n\nCan you book that?",
        "I asked Corin, and he wrote: never sign before the AGM.",
        "In 2019 our founder wrote:\nwe shall have a web site.\nWell, now we want one.",
        "On your side nothing changes.\n\nSee you on Tuesday!",
        "Invitation:\n\nDate: Wednesday 3 March\nTime: 7 pm\nAddress: 130 Fox St\n\nPlease bring your ID.",
        "Please see the original message for details, and forward it.",
        "Sent from my desk, which is much easier than my phone.",
        "We want a web shop. Budget about 20k, start in May.",
    ],
)
def test_a_plain_mail_is_kept_whole(text: str) -> None:
    message = read_text(text)
    assert message.said == text
    assert message.sure


def test_an_answer_that_is_only_a_quote_is_shown_whole_and_is_not_sure() -> None:
    message = read_text("On 03/03/2026 10:04, Jo <jo@shop.example> wrote:\n> Which room?\n")
    assert "Which room?" in message.said
    assert not message.sure


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Enviado desde mi iPhone",
        "Enviado do meu iPhone",
        "Get Outlook for Android<https://aka.example/AAb9ysg>",
        "Obtener Outlook para iOS",
        "Obter o Outlook para Android",
        "Enviado desde mi Samsung Galaxy",
        "Sent with Proton Mail secure email.",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado via Yahoo Mail no Android",
    ],
)
def test_the_line_of_a_phone_is_not_said(line: str) -> None:
    message = read_text(
        f"Tuesday is fine.\n\n{line}\n\nOn Tue, 3 Mar 2026 at 10:04, Jo <jo@shop.example> wrote:\n> When?\n"
    )
    assert message.said == "Tuesday is fine."
    assert line in message.signature


@pytest.mark.parametrize(
    "paragraph",
    [
        "This e-mail and any attachments are confidential and intended solely for the addressee.",
        "AVISO LEGAL: Este mensaje es confidencial y está dirigido exclusivamente a su destinatario.",
        (
            "Esta mensagem é confidencial e destina-se exclusivamente ao seu destinatário. Se a recebeu "
            "por engano, apague-a."
        ),
        "Please consider the environment before printing this email.",
    ],
)
def test_a_disclaimer_is_not_said(paragraph: str) -> None:
    message = read_text(f"Tuesday is fine.\n\nAna\n\n{paragraph}\n")
    assert message.said == "Tuesday is fine.\n\nAna"


def test_a_client_who_speaks_of_confidential_matters_is_heard() -> None:
    text = "Our members' records are confidential, so the hosting must be in Argentina. Can you do that?"
    assert read_text(text).said == text


def test_a_typed_closing_stays_and_the_block_of_contacts_below_it_goes() -> None:
    message = read_text("Tuesday is fine.\n\nKind regards\n\nAna Paz\nCamba, a worker co-operative\n+54 11 5555 0100\n")
    assert message.said == "Tuesday is fine.\n\nKind regards"
    assert message.signature.startswith("Ana Paz")
    assert read_text("Tuesday is fine.\n\nThanks,\nAna").said == "Tuesday is fine.\n\nThanks,\nAna"


def test_the_footer_of_a_list_is_not_said() -> None:
    mailman = "_______________________________________________\nmembers mailing list\nmembers@lists.weft.example\n"
    groups = '-- \nYou received this message because you are subscribed to the Google Groups "members" group.\n'
    for footer in (mailman, groups):
        assert read_text(f"We take it.\n\nAna\n{footer}").said == "We take it.\n\nAna"


def test_our_own_marker_line_ends_the_new_text() -> None:
    message = read_text("tomo\n\n=== FIT desk: card of E-1 ===\nA web shop asks ...\n")
    assert message.said == "tomo"
    assert "A web shop" in message.quoted


def test_the_marker_inside_a_marked_quote_changes_nothing() -> None:
    message = read_text(
        "Hi Jo,\n\nyes.\n\nOn 03/03/2026 10:04, Jo via FIT wrote:\n> Shop?\n>\n> === Answer to write to Jo ===\n"
    )
    assert message.said == "Hi Jo,\n\nyes."
    assert message.sure


def test_write_above_this_line_ends_the_new_text() -> None:
    message = read_text("Fixed, thanks.\n\n##- Please type your reply above this line -##\n\nYour ticket 12 is open.\n")
    assert message.said == "Fixed, thanks."


GMAIL = (
    '<div dir="ltr">Yes, book it.<div><br></div><div>Ana</div></div><br><div class="gmail_quote">'
    '<div dir="ltr" class="gmail_attr">Am Di., 3. März 2026 um 10:04 schrieb Jo &lt;jo@shop.example&gt;:<br></div>'
    '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex">Shall I book?</blockquote></div>'
)
APPLE = (
    '<html><body>Yes, book it.<div><br></div><div>Ana</div><div><br><blockquote type="cite">'
    "<div>On 3 Mar 2026, at 10:04, Jo &lt;jo@shop.example&gt; wrote:</div><br><div>Shall I book?</div>"
    "</blockquote></div></body></html>"
)
OUTLOOK = (
    '<div class="WordSection1"><p class="MsoNormal">Yes, book it.<o:p></o:p></p>'
    '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">Ana<o:p></o:p></p>'
    '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">'
    "<b>From:</b> Jo &lt;jo@shop.example&gt;<br><b>Sent:</b> 3 March 2026 10:04<br><b>To:</b> Ana<br>"
    '<b>Subject:</b> Room</p></div><p class="MsoNormal">Shall I book?</p></div>'
)
OWA = (
    '<div>Yes, book it.</div><div><br></div><div>Ana</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">'
    "<b>Lähettäjä:</b> Jo</div><div>Shall I book?</div>"
)
THUNDERBIRD = (
    '<p>Yes, book it.</p><p>Ana</p><div class="moz-cite-prefix">Den 03.03.2026 10:04 skrev Jo:<br></div>'
    '<blockquote type="cite" cite="mid:1@x"><p>Shall I book?</p></blockquote>'
)
YAHOO = (
    '<div class="yahoo-style-wrap">Yes, book it.<br><br>Ana</div><div class="yahoo_quoted">'
    "<div>On Tuesday, Jo wrote:</div><div>Shall I book?</div></div>"
)


@pytest.mark.parametrize("page", [GMAIL, APPLE, OUTLOOK, OWA, THUNDERBIRD, YAHOO])
def test_html_is_cut_by_the_marks_of_its_program(page: str) -> None:
    message = read_html(page)
    assert squeezed(message.said) == "Yes, book it. Ana"
    assert message.sure
    assert "Shall I book?" in message.quoted


def test_html_tells_where_the_plain_part_has_no_marks() -> None:
    both = (
        "--b\nContent-Type: text/plain\n\nYes, book it.\n\nAna\n\nJo, tiistai:\nShall I book?\n"
        f"--b\nContent-Type: text/html; charset=utf-8\n\n{GMAIL}\n--b--\n"
    )
    message = read_text(both, head="Content-Type: multipart/alternative; boundary=b")
    assert squeezed(message.said) == "Yes, book it. Ana"
    assert message.sure


def test_what_a_reader_cannot_see_is_not_text() -> None:
    message = read_html(
        '<style>p{}</style><div style="display:none">preheader</div><p>Hello</p><span style="font-size:0">x</span>'
    )
    assert message.said == "Hello"


def test_an_indented_paragraph_is_not_a_quote() -> None:
    message = read_html("<p>Our plan:</p><blockquote>Start in May.</blockquote><p>Good?</p>")
    assert "Start in May." in message.said


def test_lines_that_flow_are_put_together_again() -> None:
    message = read_text(
        "This is one \nparagraph.\n\n-- \nAna\n", head="Content-Type: text/plain; charset=utf-8; format=flowed"
    )
    assert message.said == "This is one paragraph."
    assert message.signature == "Ana"
