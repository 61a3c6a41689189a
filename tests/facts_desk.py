"""What the tests of facts share: an enquiry of a few words, and what is found in it."""

from __future__ import annotations

from email.message import EmailMessage
from functools import cache
from pathlib import Path

from fitmail.classify.extract import extract
from fitmail.classify.wordbook import Wordbook, at_home, parse_wordbook
from fitmail.model import Message, Ours
from fitmail.read import read

RULES = Path(__file__).parent.parent / "rules"
WRITTEN = "Wed, 06 May 2026 10:00:00 +0100"
OURS = Ours(
    instance="weft",
    domain="weft.example",
    addresses=("enquiries@weft.example",),
    separator="+",
    servers=(),
    zone="Europe/London",
)


@cache
def wordbook(region: str) -> Wordbook:
    """The shipped words, for a network of this country."""
    files = ("technologies.yaml", "criteria.yaml", "places.yaml")
    return at_home(parse_wordbook({file: (RULES / file).read_text(encoding="utf-8") for file in files})[0], region)


def mail(body: str, *, sender: str, subject: str) -> Message:
    """A plain mail of 6 May 2026."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "enquiries@weft.example", subject
    message["Date"], message["Message-ID"] = WRITTEN, "<1@somebody.example>"
    message.set_content(body)
    return read(message.as_bytes(), ours=OURS, rcpt="enquiries@weft.example")


def facts(
    body: str, *, category: str = "opportunity", region: str = "GB", sender: str = "Jo <jo@gmail.example>"
) -> dict[str, object]:
    """Names and values of what is found."""
    message = mail(body, sender=sender, subject="Enquiry")
    text = f"{message.subject}\n\n{message.said}"
    found = extract(message, text=text, wordbook=wordbook(region), category=category)
    return {fact.name: fact.value for fact in found.facts}
