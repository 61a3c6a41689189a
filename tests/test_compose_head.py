"""Heads and bodies as bytes: what the standards allow per line, and what must never be broken."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email import policy as policies
from typing import Literal

import pytest

from fitmail.compose.headers import Bulk, Head, blank, split
from fitmail.compose.threads import Thread

IDS = tuple(f"<{'0123456789abcdef' * 3}.{n}@a-rather-long-host-name.fit.example>" for n in range(20))
TEXT = "Queremos una tienda web, ¿cuánto cuesta? " * 20


def head(**changes: object) -> Head:
    values: dict[str, object] = {
        "sender": ("Ana Peña, consultas de la Federación de Cooperativas de Tecnología", "enquiries@fit.example"),
        "to": ("Jo Ruiz", "jo@shop.example"),
        "cc": (),
        "reply_to": "enquiries+e42.abcdefghijklmnop@a-rather-long-name-of-a-network-of-co-operatives.fit.example",
        "subject": "Re: ¿Una tienda web con pagos, envíos, reseñas y traducción al portugués para agosto? [E-42]",
        "message_id": IDS[0],
        "thread": Thread(in_reply_to=IDS[-1], references=IDS),
        "date": datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
        "automatic": "auto-generated",
        "instance": "fit",
        "bulk": Bulk(
            list_id="calls.fit.example",
            list_name="FIT calls",
            unsubscribe="enquiries+x.abcdefghijklmnop@a-rather-long-name-of-a-network-of-co-operatives.fit.example",
        ),
    }
    return Head(**{**values, **changes})  # type: ignore[arg-type]


def written(text: str, **changes: object) -> tuple[bytes, bytes]:
    mail = blank(head(**changes))
    mail.set_content(text, cte="quoted-printable")
    return split(mail, head(**changes), "es")


def test_ids_and_addresses_are_never_broken_or_encoded() -> None:
    block, _ = written("x")
    mail = message_from_bytes(block)
    assert mail["References"].split() == list(IDS)
    assert (mail["In-Reply-To"], mail["Message-ID"]) == (IDS[-1], IDS[0])
    assert "=?" not in mail["Reply-To"]
    assert mail["Reply-To"].strip("<>") == head().reply_to
    assert "=?" not in mail["List-Unsubscribe"]
    assert "\n" not in mail["List-Unsubscribe"].strip()


def test_encoded_words_keep_within_the_length_of_their_standard() -> None:
    block, _ = written("x")
    words = re.findall(rb"=\?[^?]+\?[bqBQ]\?[^?]*\?=", block)
    assert words
    assert max(map(len, words)) <= 75  # RFC 2047 s.2
    assert max(map(len, block.split(b"\r\n"))) <= 998
    parsed = message_from_bytes(block, policy=policies.default)
    assert parsed["Subject"] == head().subject
    assert parsed["From"].addresses[0].display_name == head().sender[0]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_lines_of_a_body_keep_within_76(encoding: Literal["quoted-printable", "base64"]) -> None:
    mail = blank(head())
    mail.set_content(TEXT, cte=encoding)
    _, body = split(mail, head(), "es")
    assert max(map(len, body.split(b"\r\n"))) <= 76  # RFC 2045 s.6.7, s.6.8


@pytest.mark.parametrize(
    "evil", ["x\r\nBcc: e@x.example", "=?utf-8?q?x=0D=0ABcc:_e=40x.example?=", "a\0b", "\u2028Bcc: x"]
)
def test_nothing_a_stranger_wrote_adds_a_header(evil: str) -> None:
    block, body = written("x", subject=evil, to=(evil, "jo@shop.example"))
    mail = message_from_bytes(block + body)
    assert mail["Bcc"] is None
    assert mail.get_content_type() == "text/plain"


def test_an_address_longer_than_a_line_stays_whole() -> None:
    long = f"{'a' * 60}@{'b' * 50}.example"
    block, _ = written("x", to=("Señora Muñoz", long))
    assert message_from_bytes(block, policy=policies.default)["To"].addresses[0].addr_spec == long
