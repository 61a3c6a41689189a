"""What gives a client away, which words wait for a second word, and what is offered to the owner."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decide_desk import ANA, LU, answer, context, enquiry, tells

from fitmail.decide import decide
from fitmail.decide.discretion import gives_away, redacted
from fitmail.decide.enquiries import bare_subject
from fitmail.model import Enquiry, Fact, Mailbox, Purpose


def client(name: str, address: str, *, organisation: str, phone: str) -> Enquiry:
    """An enquiry of that person, with what was found in their mail."""
    facts = (
        Fact(name="organisation", value=organisation, words=organisation),
        Fact(name="phone", value=phone, words=phone),
    )
    return replace(enquiry(), enquirer=Mailbox(name=name, address=address), facts=facts)


ROSA = client("Rosa Paz", "rosa@vivero-sur.example", organisation="Vivero del Sur SRL", phone="(011) 4555-1234")
SHOP = client("Jo Ruiz", "jo@shop.example", organisation="", phone="")


@pytest.mark.parametrize(
    "text",
    [
        "Una tienda para Rosa.",
        "La pide R. Paz, rosa@vivero-sur.example",
        "Vean www.vivero-sur.example/tienda",
        "El vivero del sur quiere vender en línea.",
        "Llamar al 11 4555 1234.",
        "Escriban a compras@otro.example",
    ],
)
def test_names_addresses_and_numbers_give_a_client_away(text: str) -> None:
    assert gives_away(text, ROSA, context()) != ""


@pytest.mark.parametrize(
    "text",
    [
        "Un vivero quiere una tienda en línea, unos 40 días de trabajo.",
        "Preguntas a ana@camba.example.",
        "Para el 15/03/2026, con presupuesto de 10.000 a 20.000 USD.",
    ],
)
def test_words_that_everybody_uses_are_no_names(text: str) -> None:
    assert gives_away(text, ROSA, context()) == ""


def test_a_shop_that_writes_from_shop_example_may_be_called_a_shop() -> None:
    assert gives_away("A shop wants a web shop.", SHOP, context()) == ""
    assert gives_away("Jo wants a web shop.", SHOP, context()) == "Jo"


def test_what_is_redacted_gives_nothing_away() -> None:
    assert redacted("Web shop for Jo Ruiz", SHOP, context()) == "Web shop for …"
    assert redacted("Web shop", SHOP, context()) == "Web shop"


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: Web shop [E-1]", "Web shop"),
        ("[E-2] RE: Web [new] shop", "Web [new] shop"),
        ("Shop [B-52]", "Shop [B-52]"),
    ],
)
def test_our_tag_is_cut_from_either_end_of_a_subject(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


def test_a_reply_of_somebody_else_is_offered_to_the_owner() -> None:
    decision = decide(answer("!reply\nHello Jo.", on=Purpose.DESK, case=enquiry("owned", owner=LU.address)))
    assert not tells(decision, "answer")
    (offered,) = tells(decision, "offered")
    assert [a.who for a in offered.audience] == [LU.address]
    assert [o.verb for o in offered.offers] == ["send", "reply", "help"]


def test_a_word_of_a_later_step_is_named_as_such() -> None:
    decision = decide(answer("!remind 3d", on=Purpose.DESK, case=enquiry("owned", owner=ANA.address)))
    (transcript,) = tells(decision, "transcript")
    results = transcript.facts["results"]
    assert isinstance(results, tuple)
    assert [(r.key, r.args) for r in results] == [("later-step", {"word": "remind"})]
