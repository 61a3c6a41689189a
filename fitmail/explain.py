"""explain: what would happen to a mail and why, as one object (`fitmail explain`).

Takes what was understood and concluded, before anything is written; gives the object of house.md, "Interfaces that
others rely on". Promises: nothing here is read back by the house.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum

from fitmail.model import Classification, Decision, Fact, Recognition
from fitmail.read import read_json
from fitmail.walk import Understood, Walked


def plain(value: object) -> object:
    """A frozen value as JSON types: dates as ISO words, bytes left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return f"{len(value)} octets"
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


# What is looked for in mails about work, and told as null when the text does not say it.
_MONEY_AND_TIME = ("budget_min", "budget_max", "currency", "deadline", "timeframe")
_OF_WORK = (*_MONEY_AND_TIME, "organisation", "client_is_coop", "region", "place")
_ABOUT_WORK = ("opportunity", "tender", "share", "need")
_KINDS = ("other", "trouble")
_OF_A_COOP = ("offer", "interest", "share", "need")


def facts_of(facts: Iterable[Fact]) -> dict[str, object]:
    """Names of labels.jsonl -> values."""
    return {fact.name: plain(fact.value) for fact in facts}


def facts_told(found: Classification, coop: str) -> dict[str, object]:
    """All facts of a mail, those of its category whatever it says, and what its sender and its kind add."""
    told: dict[str, object] = {}
    if found.category in _ABOUT_WORK:
        told = {**dict.fromkeys(_OF_WORK), "technologies": []}
    told |= facts_of(found.facts)
    if found.category in _KINDS and found.kind:
        told["kind"] = found.kind
    if found.category in _OF_A_COOP and coop:
        told["coop"] = coop
    if found.category == "need" and coop:
        told["organisation"] = coop  # a member writes about its own need
    return told


def recognition_of(found: Recognition | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "role": found.role,
        "person": found.person.address if found.person is not None else "",
        "coop": found.coop.name if found.coop is not None else "",
        "mailbox": found.mailbox,
        "token": found.token.purpose.value if found.token is not None else "",
        "case": found.case,
        "linked_by": found.linked_by,
        "maybe": found.maybe,
        "seen_before": found.seen_before,
    }


def classification_of(found: Classification | None, coop: str) -> dict[str, object] | None:
    if found is None:
        return None
    runner_up = found.runner_up
    return {
        "category": found.category,
        "kind": found.kind,
        "points": found.points,
        "because": found.because,
        "runner_up": None if runner_up is None else {"category": runner_up.category, "points": runner_up.points},
        "suggestions": list(found.suggestions),
        "categories": [] if found.reason is None else plain(found.reason.standings),
        "facts": facts_told(found, coop),
        "checks": plain(found.checks),
        "rules_version": found.rules_version,
    }


def decision_of(decision: Decision) -> dict[str, object]:
    effects = [{"effect": type(e).__name__, **_effect(e)} for e in decision.effects]
    return {"because": decision.because, "end": decision.end, "case": decision.case, "effects": effects}


def _effect(effect: object) -> dict[str, object]:
    found = plain(effect)
    assert isinstance(found, dict)
    return {k: v for k, v in found.items() if k not in ("facts", "offers", "whole")}


def explained(known: Understood, walked: Walked) -> dict[str, object]:
    """The object of `fitmail explain --json`."""
    message, recognition = known.message, walked.context.recognition
    coop = recognition.coop.name if recognition is not None and recognition.coop is not None else ""
    return {
        "message": None if message is None else read_json(message, source="", index=0),
        "recognition": recognition_of(recognition),
        "classification": classification_of(known.classification, coop),
        "decision": decision_of(walked.decision),
        "leaves": [
            {"to": m.address, "subject": m.subject, "template": m.template, "held": m.held} for m in walked.mails
        ],
    }
