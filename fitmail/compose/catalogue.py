"""The catalogue of templates: which there are, to which side they go, what facts they may use.

templates/emails/README.md is the same list for people; a test compares the two. Promises: a Tell that lacks a
fact of its template is refused by name, before anything is rendered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One template."""

    id: str  # of product/mails.md, "" for mails that it does not number
    outward: bool  # must exist in every language (G12)
    facts: tuple[str, ...]
    # case: internal mail about one case; many: to members, bulk; post: to a channel; whole: C0; person: as written
    kind: str = "case"
    wrapped: bool = False  # text of at most 76 letters a line: mails that are read like a page


def _out(id_: str, *facts: str) -> Entry:
    return Entry(id=id_, outward=True, facts=facts)


def _in(id_: str, *facts: str) -> Entry:
    return Entry(id=id_, outward=False, facts=facts)


_ANSWER = ("text", "keys", "coops", "signposts", "meeting")  # what every prepared answer may show

CATALOGUE: Mapping[str, Entry] = {
    # to enquirers
    "receipt": _out("E1", "promised", "sales", "keys", "notice", "form_copy"),
    "ask": _out("E3", "keys", "text"),
    "remind": _out("E4", "keys", "last"),
    "closing": _out("E5"),
    "decline-fit": _out("E6", "text"),
    "decline-budget": _out("E6", "text"),
    "decline-capacity": _out("E6", "text"),
    "decline-values": _out("E6", "text"),
    "signpost": _out("E7", "signpost", "text"),
    "answer": Entry(id="", outward=True, facts=("text",), kind="person"),
    "prepared-start": _out("", *_ANSWER),
    "prepared-jobs": _out("", *_ANSWER),
    "prepared-research": _out("", *_ANSWER),
    "prepared-talk": _out("", *_ANSWER),
    "prepared-promotion": _out("", *_ANSWER),
    "prepared-join-inside": _out("", *_ANSWER),
    "prepared-join-outside": _out("", *_ANSWER),
    "prepared-opportunity": _out("", *_ANSWER),
    "prepared-tender": _out("", *_ANSWER),
    # to the person who answers, and to colleagues
    "enquirer-mail": Entry(id="C0", outward=False, facts=(), kind="whole"),
    "card": _in(
        "C1", "missing", "flags", "fits", "nearest", "guidance", "receipt_sent", "held_back", "guesses", "prepared",
        "signposts", "others", "phone", "referrer", "text", "t1", "channel", "call", "similar",
    ),
    "followup": _in("C3", "text", "flags", "since"),
    "unclaimed": _in("C2", "step", "promised", "text"),
    "overdue": _in("C2", "what", "days"),
    "collision": _in("C4", "owner", "sent", "text"),
    "held": _in("C5", "reason", "text", "results"),
    "confirm": _in("C5", "text", "what", "fresh"),
    "leaked": _in("C5", "who", "text"),
    "transcript": _in("", "results", "done", "problems", "offer_send", "text"),
    "offered": _in("", "by", "text"),
    "thanks": _in(""),
    "channel-answer": _in("", "channel", "who", "text"),
    "assigned": _in("", "by", "text"),
    "undelivered": _in("", "to", "reason", "subject", "text"),
    "sent-copy": _in("", "to", "cc", "text"),
    "post-card": _in("", "post", "because", "kind", "t1"),
    "rules-proposed": _in(
        "", "files", "mistakes", "more_mistakes", "changes", "changed", "transitions", "counted", "examples",
        "crossed", "version", "own",
    ),
    "lessons": _in("", "lessons", "weekly"),
    "help": _in(""),
    "alarm": _in("", "kind", "lines"),
    "why": _in("", "journal", "because", "reason"),
    "status": _in("", "cases"),
    "show": _in("", "journal", "letters", "text"),
    # about the rota
    "turn-ask": _in("R1", "turn", "coop", "until", "numbers", "former", "backup"),
    "turn-taken": _in("R2", "turn", "why", "text"),
    "turn-gone": _in("R2", "turn", "why"),
    "turn-begins": _in("R2", "turn", "today", "numbers", "open", "held"),
    "rota-gap": _in("R3", "turn", "why", "coop", "asked", "days", "text", "acting"),
    "turn-missed": _in("", "turn", "cases", "days"),
    "rota-hours": _in("", "month", "hours"),
    "swap-ask": _in("", "by", "kind", "turn", "other", "first", "last", "text"),
    "swap-refused": _in("", "by", "kind", "first", "text"),
    "away": _in("", "who", "first", "last", "acting", "both", "text"),
    "handover-out": _in(
        "H1", "outgoing", "incoming", "first", "cases", "resting", "dated", "held", "rules", "notes", "numbers",
    ),
    "handover-in": _in(
        "H2", "outgoing", "incoming", "first", "cases", "resting", "dated", "held", "rules", "notes", "numbers",
    ),
    "handover-late": _in("", "outgoing", "incoming", "first"),
    "handover-done": _in("", "outgoing", "incoming", "moved", "kept", "days"),
    # to members
    "opportunity": Entry(id="O2", outward=False, facts=("opportunity", "t1", "text"), kind="many"),
    "daily": Entry(
        id="C6",
        outward=False,
        facts=("waiting", "late", "stuck", "quarantined", "low", "spam", "held", "posts"),
        wrapped=True,
    ),
    "report-week": Entry(
        id="", outward=False, facts=("week", "figures", "stuck", "silent", "turns", "gap", "troubles"), wrapped=True
    ),
    "report-quarter": Entry(
        id="", outward=False, facts=("week", "figures", "leads", "answers", "interest", "hours"), wrapped=True
    ),
    # to forums and lists
    "post": Entry(id="", outward=True, facts=("heading", "text", "sales", "t1"), kind="post"),
    "digest": Entry(
        id="", outward=False, facts=("week", "matters", "figures", "quiet"), kind="many", wrapped=True
    ),
}  # fmt: skip


def entry(template: str) -> Entry:
    """The catalogue's line for a template; also for an operator's own decline-REASON."""
    parts = template.split("-")
    for length in range(len(parts), 0, -1):
        found = CATALOGUE.get("-".join(parts[:length]))
        if found:
            return found
    if parts[0] == "decline":
        return CATALOGUE["decline-fit"]
    if parts[0] == "prepared":
        return CATALOGUE["prepared-start"]
    raise LookupError(f"the catalogue has no template {template}")


def lacking(template: str, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The facts that the catalogue promises to the template and that were not handed in."""
    return tuple(name for name in entry(template).facts if name not in facts)
