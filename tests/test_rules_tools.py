"""rules/tools.yaml: whose notices are a machine's mail, and whose are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fitmail.classify import classify
from fitmail.classify.tools import parse_tools
from fitmail.model import Mailbox, Message, Ours, WebForm
from fitmail.read import read
from tests.test_rules import known, rulebook, said

OURS = Ours(
    instance="weft", domain="weft.example", addresses=("enquiries@weft.example",), separator="+", servers=(), zone="UTC"
)


def sent_by(address: str) -> Message:
    box = Mailbox(name="", address=address)
    return replace(said("New sign-up", "Somebody signed up for your event."), from_=box, author=box)


@pytest.mark.parametrize(
    ("address", "tool"),
    [
        ("notifications@github.com", "GitHub"),
        ("weft@discoursemail.com", "Discourse"),
        ("x1@eu.discoursemail.com", "Discourse"),
        ("ana@github.com", ""),
        ("notifications@github.com.example", ""),
        ("notdiscoursemail@weft.example", ""),
    ],
)
def test_a_tool_is_known_by_who_sends(address: str, tool: str) -> None:
    assert classify(sent_by(address), known("desk", address), rulebook()).tool == tool


def test_a_tool_is_known_by_a_header_that_only_it_writes() -> None:
    raw = b"From: forum@weft.example\nX-Discourse-Post-Id: 12\nSubject: [Weft] Hello\n\nA new topic.\n"
    message = read(raw, ours=OURS, rcpt="enquiries@weft.example")
    assert message.extensions == ("x-discourse-post-id",)
    assert classify(message, known("desk", "forum@weft.example"), rulebook()).tool == "Discourse"


def test_posts_of_people_and_web_forms_are_no_notices_whatever_carries_them() -> None:
    post = sent_by("weft@discoursemail.com")
    assert classify(post, known("list", "weft@discoursemail.com"), rulebook()).tool == ""
    form = WebForm(name="Jo", email="jo@shop.example", company="", reason="", text="We need a website", fields=())
    assert classify(replace(post, form=form), known("desk", "jo@shop.example"), rulebook()).tool == ""


def test_every_mistake_in_the_file_is_told_with_its_line() -> None:
    text = "\n".join(
        [
            "tools:",
            "  - {name: A, from: [nobody]}",
            "  - {name: B, headers: [Subject]}",
            "  - {name: C}",
            "  - {nam: D, from: ['@d.example']}",
        ]
    )
    _, mistakes = parse_tools(text)
    assert sorted({mistake.line for mistake in mistakes}) == [2, 3, 4, 5]
    assert any('Did you mean "name"?' in mistake.hint for mistake in mistakes)
    assert parse_tools("") == ((), ())
