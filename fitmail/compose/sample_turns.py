"""The facts of the sample mails about the rota, one function per template.

Gives what decide would hand over. Promises: every fact of the catalogue, in the shapes that the templates expect;
values of decide's own (numbers, what lies on the desk) are shown by simple ones with the same fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fitmail.model import Directory, JournalLine, Language, Offer, Opportunity, SentMail, Turn

Facts = Mapping[str, object]
_Maker = Callable[[Language, Directory, Opportunity], Facts]
_AT = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
_ISLA, _LU = "isla@bramble.example", "lu@lock.example"
_NOTE: Mapping[str, str] = {
    "en": "E-42 only wants to be rung in the mornings.\n!claim",
    "es": "A E-42 hay que llamar de mañana.\n!claim",
    "pt": "E-42 só atende de manhã.\n!claim",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    received: int
    answered: int
    median: float | None
    closed: tuple[tuple[str, int], ...]
    lost: int
    waiting: int
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lying:
    id: str
    name: str
    category: str
    state: str
    owner: str
    step: str
    due: datetime | None
    promised: date | None
    waiting: str
    stuck: bool
    kept: bool


_NUMBERS = _Numbers(
    received=41, answered=38, median=5.5, closed=(("answered", 20), ("declined_fit", 6)), lost=2, waiting=3, hours=31.5
)
_TURN = Turn(
    chair=_ISLA, backup=_LU, first=date(2026, 4, 1), last=date(2026, 6, 30), coop="Bramble Code", state="confirmed"
)
_OPEN = Turn(chair="", backup="", first=date(2026, 4, 1), last=date(2026, 6, 30), state="asked")
_CASE = _Lying(
    id="E-42", name="Jo Ruiz\n!claim", category="opportunity", state="owned", owner=_ISLA, step="first_reply",
    due=_AT, promised=date(2026, 3, 5), waiting="owner", stuck=True, kept=True,
)  # fmt: skip
_REST = _Lying(
    id="E-40", name="Pat Doe", category="tender", state="awaiting_info", owner=_LU, step="ask-again", due=_AT,
    promised=None, waiting="client", stuck=False, kept=False,
)  # fmt: skip


def _sent(language: Language) -> SentMail:
    subject = {"en": "Web shop", "es": "Tienda en línea", "pt": "Loja virtual"}[language]
    return SentMail(
        key="k/held/x", event="k", case="E-42", to="jo@shop.example", by=_ISLA, subject=subject, template="answer",
        state="held", text="", at=_AT, outward=True, tries=0,
    )  # fmt: skip


def _handover(language: Language, _: Directory, opportunity: Opportunity) -> Facts:
    note = JournalLine(
        case="H-1", at=_AT, who=_LU, what="note", was="open", now="open", why=_NOTE[language], message_id=""
    )
    return {
        "outgoing": _LU, "incoming": _ISLA, "first": date(2026, 4, 1), "cases": (_CASE,), "resting": (_REST,),
        "dated": (opportunity,), "held": (_sent(language),), "notes": (note,), "numbers": _NUMBERS,
        "rules": (("correction", "tender"), ("files", _AT.isoformat())),
    }  # fmt: skip


def _waiting(language: Language, _: Directory, opportunity: Opportunity) -> Facts:
    return {"turn": _TURN, "cases": (opportunity,), "days": 3}


TURN_FACTS: Mapping[str, _Maker] = {
    "turn-ask": lambda *_: {
        "turn": _OPEN, "coop": "Bramble Code", "until": date(2026, 3, 10), "numbers": _NUMBERS, "former": _LU,
        "backup": _LU,
    },
    "turn-taken": lambda language, *_: {"turn": _TURN, "why": "accepted", "text": _NOTE[language]},
    "turn-gone": lambda *_: {"turn": _TURN, "why": "taken"},
    "turn-begins": lambda *_: {"turn": _TURN, "today": False, "numbers": _NUMBERS, "open": 7, "held": 1},
    "rota-gap": lambda language, *_: {
        "turn": _OPEN, "why": "declined", "coop": "Third Lock", "days": 21, "text": _NOTE[language], "acting": _LU,
        "asked": (("Third Lock", "declined"), ("Bramble Code", "")),
    },
    "turn-missed": _waiting,
    "rota-hours": lambda *_: {"month": date(2026, 2, 1), "hours": (("Bramble Code", 12.5), ("Third Lock", 3.0))},
    "swap-ask": lambda language, *_: {
        "by": _LU, "kind": "swap", "turn": _TURN, "other": None, "first": _TURN.first, "last": _TURN.last,
        "text": _NOTE[language],
    },
    "swap-refused": lambda language, *_: {
        "by": _LU, "kind": "swap", "first": _TURN.first, "text": _NOTE[language]
    },
    "away": lambda language, *_: {
        "who": _LU, "first": date(2026, 8, 1), "last": date(2026, 8, 15), "acting": _ISLA, "both": False,
        "text": _NOTE[language],
    },
    "handover-out": _handover,
    "handover-in": _handover,
    "handover-late": lambda *_: {"outgoing": _LU, "incoming": _ISLA, "first": date(2026, 4, 1)},
    "handover-done": lambda *_: {
        "outgoing": _LU, "incoming": _ISLA, "moved": ("E-42", "E-43"), "kept": ("E-40",), "days": 10
    },
}  # fmt: skip


def turn_offers(make: Callable[[str, str, str, str, str, bool], Offer]) -> Mapping[str, tuple[Offer, ...]]:
    """The words of these mails, made by the maker of sample_facts."""
    accept = make("accept", "accept", "acepto", "aceito", "[CHAIR, BACKUP]", True)
    no = make("object", "no", "no", "não", "", True)
    away = make("away", "away", "ausente", "ausente", "1–15 Aug", False)
    keep = make("keep", "keep", "conservar", "manter", "E-12", True)
    asked = dict.fromkeys(("turn-ask", "swap-ask"), (accept, no))
    told = dict.fromkeys(("turn-taken", "turn-begins", "away", "swap-refused", "turn-missed", "rota-hours"), (away,))
    others = {"rota-gap": (accept,), "handover-out": (keep,), "handover-in": (accept,), "turn-gone": (away,)}
    return {**asked, **told, **others, "handover-late": (away,), "handover-done": (away,)}
