"""A small desk for compose's tests: the sample network, its templates, and a few ways to compose one Tell."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path

from fitmail.compose import Source, Stationery, Templates, compose, load_templates
from fitmail.compose.samples import NOW, directory, handbook, policy, sample_cases
from fitmail.decide import on_duty
from fitmail.model import Audience, Case, Directory, Letter, OutboxMessage, Policy, Tell

FOLDER = Path(__file__).parent.parent / "templates" / "emails"
SECRET = b"secret of the tests"


@cache
def texts() -> Mapping[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}


@cache
def templates() -> Templates:
    found, mistakes = load_templates(texts())
    assert found is not None, "\n".join(map(str, mistakes))
    return found


def write(
    *tells: Tell,
    event: str = "event-1",
    cases: Mapping[str, Case] | None = None,
    letters: tuple[Letter, ...] = (),
    sources: Mapping[str, Source] | None = None,
    policy_: Policy | None = None,
    directory_: Directory | None = None,
) -> tuple[OutboxMessage, ...]:
    return compose(
        tells,
        event_key=event,
        now=NOW,
        stationery=Stationery(policy=policy_ or policy("en"), templates=templates(), secret=SECRET),
        directory=directory_ or directory("en"),
        duty=on_duty(directory_ or directory("en"), policy_ or policy("en"), NOW),
        handbook=handbook(),
        cases=sample_cases("en") if cases is None else cases,
        letters=letters,
        sources=sources or {},
    )


def parsed(found: OutboxMessage) -> EmailMessage:
    message = email.message_from_bytes(found.head + found.body, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def plain(found: OutboxMessage) -> str:
    part = parsed(found).get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def header_names(found: OutboxMessage) -> list[str]:
    lines = found.head.decode("ascii").split("\r\n")
    return [line.partition(":")[0] for line in lines if line and line[0] not in " \t"]


def outsider(address: str, name: str) -> Audience:
    return Audience(kind="outsider", who=address, name=name, language="en")
