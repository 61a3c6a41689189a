"""Programs and people: what may be answered, what is a machine, and who only writes about one."""

from __future__ import annotations

import pytest
from read_mails import read_html, read_text

AWAY = "I am out of the office until Monday 9 March with limited access to e-mail."


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("Auto-Submitted: auto-replied", "Back soon."),
        ("Auto-Submitted: auto-replied (vacation)", "Back soon."),
        ("X-Autoreply: yes", "Back soon."),
        ("X-Autorespond: Away", "Back soon."),
        ("Precedence: auto_reply", "Back soon."),
        ("Subject: Automatic reply: web shop", AWAY),
        ("Subject: Out of office", AWAY),
        ("Subject: Respuesta automática: tienda", "Estoy de vacaciones hasta el lunes 9 de marzo."),
        ("Subject: Resposta automática: loja", "Estou de férias até 9 de março."),
        ("Subject: Re: web shop", "This is an automated response. I am away until 9 March."),
        ("Subject: Re: tienda", "Este es un mensaje automático: estaré fuera de la oficina hasta el 9 de marzo."),
        ("Subject: Re: loja", "Esta é uma resposta automática. Estarei ausente até ao dia 9 de março."),
        ("Subject: Abwesenheitsnotiz: Laden", "Ich bin bis zum 9. März nicht im Büro."),
    ],
)
def test_vacation_programs_are_seen(head: str, text: str) -> None:
    marks = read_text(text, head=head).marks
    assert (marks.machine, marks.kind) == ("auto-reply", "vacation")
    assert not marks.may_answer
    assert marks.because


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("Auto-Submitted: no", "Hello"),
        ("Auto-Submitted: no (really a person)", "Hello"),
        ("Subject: web shop", "I'll be out of the office from 3 to 9 March. Could you call Lu instead?"),
        ("Subject: Re: web shop", "Sorry for the delay, I was on holiday until Monday. Yes, go ahead with the shop."),
        (
            "Subject: Re: Automatic reply: web shop\nIn-Reply-To: <2@b.example>",
            "Thanks, we can wait until you are back.",
        ),
        (
            "Subject: Out of office replies in our shop",
            "We want a shop whose automatic replies are polite. What would it cost?",
        ),
        ("Subject: Re: tienda", "Estoy de vacaciones hasta el lunes, ¿podemos hablar el martes?"),
        ("Subject: autoresponder", "We need someone to build an auto-responder for our co-op. Can you help?"),
        (
            "Subject: Undeliverable parcels",
            "Our parcels could not be delivered last week. We want a tracking page. Budget 5k.",
        ),
        (
            "Subject: Delivery failure notices",
            "Can you look at why mail to info@x.example bounces? It says user unknown.",
        ),
    ],
)
def test_people_who_write_about_absences_and_bounces_are_people(head: str, text: str) -> None:
    marks = read_text(text, head=head).marks
    assert marks.machine == ""
    assert marks.may_answer


def test_a_member_who_tells_the_list_that_she_is_away_is_a_person() -> None:
    head = "Subject: [members] On holiday\nList-Id: <members.lists.weft.example>"
    assert read_text("I'll be out of the office from 3 to 9 March. Lu has the keys.", head=head).marks.machine == ""


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("Return-Path: <>", "null"),
        ("Precedence: bulk", "many"),
        ("List-Id: <members.lists.weft.example>", "list"),
        ("X-Auto-Response-Suppress: OOF, AutoReply", "X-Auto-Response-Suppress"),
        ("From: noreply@shop.example", "nobody reads"),
        ("From: no-responder@tienda.example", "nobody reads"),
        ("From: nao-responda@loja.example", "nobody reads"),
        ("From: enquiries@weft.example\nX-Mailer: Claws", "our own"),
        ("List-Unsubscribe: <mailto:u@x.example>", "many"),
    ],
)
def test_what_gets_no_automatic_answer_says_why(head: str, reason: str) -> None:
    marks = read_text("A good offer for you.", head=head).marks
    assert not marks.may_answer
    assert marks.machine == ""
    assert reason in " ".join(marks.because)


def test_auto_submitted_no_outweighs_precedence_list() -> None:
    assert read_text("Hello", head="Auto-Submitted: no\nPrecedence: list").marks.may_answer


def test_our_own_mail_is_known_by_the_instance_mark() -> None:
    assert read_text("Hello", head="X-Fitmail-Instance: weft-desk").marks.machine == "own"
    assert read_text("Hello", head="X-Fitmail-Instance: another-desk").marks.machine == ""


def test_our_own_mail_is_known_by_its_message_id_and_address() -> None:
    head = "From: Weft desk <enquiries@weft.example>\nMessage-ID: <abc.E-1@weft.example>"
    assert read_text("Hello", head=head).marks.machine == "own"
    person = read_text("Hello", head=head + "\nUser-Agent: Mozilla Thunderbird")
    assert person.marks.machine == ""


def test_a_ticket_system_acknowledges() -> None:
    marks = read_text(
        "We have received your request.", head="Subject: [#12] Received\nAuto-Submitted: auto-replied"
    ).marks
    assert (marks.machine, marks.kind) == ("auto-reply", "acknowledgement")


def test_a_tool_that_notifies_is_a_notice() -> None:
    assert read_text("Jo commented.", head="Auto-Submitted: auto-generated").marks.machine == "notice"


def test_a_list_that_asks_its_moderator_is_list_administration() -> None:
    head = (
        "From: members-owner@lists.weft.example\nSubject: 2 members moderator request(s) waiting\n"
        "Auto-Submitted: auto-generated"
    )
    assert read_text("Please visit the page.", head=head).marks.machine == "list-admin"


def test_a_site_that_relays_a_form_is_a_person() -> None:
    head = (
        "From: web@coop.example\nReply-To: jo@shop.example\n"
        "Subject: New message from the "
        "contact form\n"
        "Auto-Submitted: auto-generated"
    )
    message = read_text("Name: Jo Ruiz\nEmail: jo@shop.example\nMessage: We want a shop.\n", head=head)
    assert message.marks.machine == ""
    assert message.marks.may_answer
    assert message.author.address == "jo@shop.example"


def test_spam_is_what_the_server_says() -> None:
    assert read_text("Win!", head="X-Spam-Flag: YES").marks.spam
    assert not read_text("Hi", head="X-Spam-Status: No, score=1").marks.spam


def test_an_answer_to_an_invitation_in_a_broken_calendar_part() -> None:
    calendar = (
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:m1@weft.example\n"
        'ATTENDEE;CN="Paz; '
        'Ana";PARTSTAT=ACCEPTED:mailto:Ana@camba.exam\n ple\n'
    )
    message = read_text(calendar, head="Content-Type: text/calendar; method=REPLY")
    assert message.marks.machine == "rsvp"
    assert message.rsvp is not None
    assert (message.rsvp.uid, message.rsvp.partstat, message.rsvp.attendee) == (
        "m1@weft.example",
        "accepted",
        "ana@camba.example",
    )
    invitation = calendar.replace("REPLY", "REQUEST")
    assert read_text(invitation, head="Content-Type: text/calendar").rsvp is None


BOUNCES = {
    "qmail": (
        "Hi. This is the qmail-send program at b.example.\n\n<jo@shop.example>:\n"
        "Sorry, no mailbox here by that name. (#5.1.1)\n\n"
        "--- Below this line is a copy of the message.\n\n"
        "Message-ID: <7@weft.example>\n"
    ),
    "exim": (
        "A message that you sent could not be delivered. This is a permanent error. The following "
        "address(es) failed:\n\n  jo@shop.example\n"
        "    550 5.1.1 no such user\n\n"
        "------ This is a copy of the message ------\n\nMessage-ID: <7@weft.example>\n"
    ),
    "spanish": (
        "No se pudo entregar el mensaje a:\n\njo@shop.example\n"
        "#550 5.1.1 usuario desconocido\n\n"
        "----- Mensaje original -----\n"
        "Message-ID: <7@weft.example>\n"
    ),
}


@pytest.mark.parametrize("server", sorted(BOUNCES))
def test_bounces_in_prose_are_read(server: str) -> None:
    message = read_text(BOUNCES[server], head="From: MAILER-DAEMON@b.example\nReturn-Path: <>\nSubject: failure notice")
    assert message.marks.machine == "bounce"
    assert message.report is not None
    one = message.report.recipients[0]
    assert (one.address, one.status, one.permanent, one.action) == ("jo@shop.example", "5.1.1", True, "failed")
    assert message.report.original_message_id == "<7@weft.example>"


def test_a_bounce_that_a_person_forwards_is_a_persons_mail() -> None:
    message = read_text(f"What is this?\n\n{BOUNCES['qmail']}", head="Subject: Fwd: failure notice")
    assert message.marks.machine == ""
    assert message.report is None


def test_a_report_of_success_is_a_receipt() -> None:
    report = (
        "--b\nContent-Type: text/plain\n\nDelivered.\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; x\n\n"
        "Final-Recipient: rfc822; jo@shop.example\nAction: delivered\nStatus: 2.0.0\n\n--b--\n"
    )
    message = read_text(report, head="Content-Type: multipart/report; report-type=delivery-status; boundary=b")
    assert message.report is not None
    assert (message.marks.machine, message.report.kind, message.report.disposition) == (
        "receipt",
        "receipt",
        "delivered",
    )


def test_an_address_in_utf8_is_read_from_a_report() -> None:
    report = (
        "--b\nContent-Type: message/global-delivery-status\n\nReporting-MTA: dns; x\n\n"
        "Final-Recipient: utf-8; josé@tienda.example\nAction: failed\nStatus: 5.1.1\n\n--b--\n"
    )
    message = read_text(report, head="Content-Type: multipart/report; boundary=b")
    assert message.report is not None
    assert message.report.recipients[0].address == "josé@tienda.example"


def test_html_vacation_without_header() -> None:
    message = read_html("<p>This is an automatic reply. I am away until 9 March.</p>")
    assert message.marks.kind == "vacation"
