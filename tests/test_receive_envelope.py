"""Addresses of ours, keys, and the envelope that servers write into mails."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitmail.receive import Doors, arrival, chosen_rcpt, delivery, hops, one_per_address, plain

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
DESK, LIST = "enquiries@fit.example", "list@fit.example"


def doors(*addresses: str, separator: str = "+") -> Doors:
    return Doors(addresses=addresses or (DESK, LIST), separator=separator, size_limit=1000, hop_limit=25)


def key(**changes: object) -> str:
    given: dict[str, object] = {
        "via": "smtp",
        "mail_from": "jo@shop.example",
        "rcpt": DESK,
        "raw": b"Subject: x\r\n\r\nwords\r\n",
        "at": NOW,
        "doors": doors(),
        "filing": False,
    }
    return arrival(**(given | changes)).key  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("enquiries@fit.example", DESK),
        ("<Enquiries@FIT.Example>", DESK),
        ("enquiries+e42.abc@fit.example", DESK),
        ("enquiries+@fit.example", DESK),
        ('"enquiries"@fit.example', DESK),
        ('"enquiries+e42"@fit.example', DESK),
        ("enquiries@fit.example.", DESK),
        ("list+b.xyz@fit.example", LIST),
        ("postmaster@fit.example", DESK),
        ("Abuse@Fit.Example", DESK),
        ("postmaster", DESK),
        ("enquiries", None),
        ("enquiriesx@fit.example", None),
        ("enquiries-e42@fit.example", None),
        ("enquiries@fit.example.evil.example", None),
        ("evil@enquiries@fit.example", None),
        ("postmaster@shop.example", None),
        ("", None),
        ("@", None),
        ("@fit.example", None),
        ("<>", None),
    ],
)
def test_an_address_is_ours_with_and_without_its_tag(address: str, ours: str | None) -> None:
    assert plain(address, doors()) == ours


def test_the_longest_of_our_addresses_gets_the_tag() -> None:
    house = doors("fit@x.example", "fit-list@x.example", separator="-")
    assert plain("fit-list@x.example", house) == "fit-list@x.example"
    assert plain("fit-list-e1@x.example", house) == "fit-list@x.example"
    assert plain("fit-listing@x.example", house) == "fit@x.example"


def test_a_host_without_tagged_addresses_has_only_the_plain_ones() -> None:
    assert plain("enquiries+e42@fit.example", doors(separator="")) is None
    assert plain("enquiries@fit.example", doors(separator="")) == DESK


def test_an_international_domain_is_ours_in_both_its_forms() -> None:
    house = doors("hola@cooperación.example")
    assert plain("hola@" + "cooperación.example".encode("idna").decode(), house) == "hola@cooperación.example"
    assert plain("Hola+t@COOPERACIÓN.example", house) == "hola@cooperación.example"


def test_the_postmaster_of_each_of_our_domains_is_the_desk_there() -> None:
    house = doors("a@one.example", "b@two.example", "c@two.example")
    assert plain("postmaster@two.example", house) == "b@two.example"


def test_all_tagged_forms_of_one_address_have_one_key() -> None:
    assert key() == key(rcpt="Enquiries+e42.abc@fit.example") == key(rcpt="postmaster@fit.example")


def test_another_address_sender_or_octet_is_another_mail() -> None:
    others = [key(rcpt=LIST), key(mail_from="x@shop.example"), key(raw=b"Subject: x\r\n\r\nword\r\n"), key()]
    assert len(set(others)) == 4


def test_the_door_and_the_time_do_not_change_the_key() -> None:
    assert key() == key(via="lmtp", at=datetime(2027, 1, 1, tzinfo=UTC), filing=True)


def test_the_null_sender_is_kept_as_empty() -> None:
    mail = arrival(via="smtp", mail_from="<>", rcpt=f"<{DESK}>", raw=b"", at=NOW, doors=doors(), filing=False)
    assert (mail.mail_from, mail.rcpt) == ("", DESK)
    assert key(mail_from="<>") == key(mail_from="")


def test_envelope_and_mail_cannot_be_shifted_into_one_another() -> None:
    assert key(mail_from="a", rcpt="bc@x.example") != key(mail_from="ab", rcpt="c@x.example")
    assert key(raw=b"\0x") != key(raw=b"x")


def test_one_arrival_for_each_of_our_addresses_and_the_tagged_form_is_kept() -> None:
    rcpts = [DESK, "nobody@shop.example", LIST, "enquiries+e1.a@fit.example", "enquiries+e2.b@fit.example"]
    assert one_per_address(rcpts, doors()) == {DESK: "enquiries+e1.a@fit.example", LIST: LIST}


def test_hops_are_counted_in_the_header_only() -> None:
    raw = b"Received: a\r\nRECEIVED: b\r\n\tfolded\r\nX-Received: c\r\n\r\nReceived: body\r\n"
    assert hops(raw) == 2
    assert hops(raw.replace(b"\r\n", b"\n")) == 2
    assert hops(b"") == 0


def test_the_topmost_delivery_headers_tell_the_envelope() -> None:
    raw = (
        b"Return-Path: <jo@shop.example>\r\n"
        b"Delivered-To: box@provider.example\r\n"
        b"X-Original-To:\r\n enquiries+e42.tok@fit.example\r\n"
        b"Return-Path: <forged@evil.example>\r\n"
        b"Subject: x\r\n\r\nDelivered-To: list@fit.example\r\n"
    )
    told = delivery(raw)
    assert told.mail_from == "jo@shop.example"
    assert told.rcpts == ("enquiries+e42.tok@fit.example", "box@provider.example")
    assert chosen_rcpt(told.rcpts, doors()) == "enquiries+e42.tok@fit.example"


def test_no_delivery_header_is_not_the_null_sender() -> None:
    assert delivery(b"From: jo@shop.example\r\n\r\nx").mail_from is None
    assert delivery(b"Return-Path: <>\r\n\r\nx").mail_from == ""
    assert delivery(b"Return-Path:\r\n\r\nx").mail_from is None
    assert delivery(b"").rcpts == ()


def test_recipients_that_are_not_ours_choose_nothing() -> None:
    assert chosen_rcpt(("box@provider.example",), doors()) is None
    assert chosen_rcpt((LIST, "enquiries+e1@fit.example"), doors()) == "enquiries+e1@fit.example"


@given(st.text(max_size=40))
def test_no_address_raises(address: str) -> None:
    assert plain(address, doors()) in (None, DESK, LIST)
    arrival(via="smtp", mail_from=address, rcpt=address, raw=b"", at=NOW, doors=doors(), filing=False)


@given(st.binary(max_size=200))
def test_no_mail_raises(raw: bytes) -> None:
    assert hops(raw) >= 0
    assert isinstance(delivery(raw).rcpts, tuple)


@pytest.mark.parametrize("piece", [b"\n", b" ", b"Received: x\n", b"Delivered-To: a@b\n ", b"a", b"\r"])
@pytest.mark.usefixtures("patience")
def test_hostile_megabytes_are_looked_at_to_their_end(piece: bytes) -> None:
    raw = piece * (4_000_000 // len(piece))
    assert (hops(raw) > 0) == raw.startswith(b"Received")
    assert len(delivery(raw).rcpts) <= 1
