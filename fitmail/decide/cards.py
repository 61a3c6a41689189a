"""What stands on the card: the facts that a chair needs to answer in a minute.

Takes an enquiry and the context; gives the facts of the templates `card`, `followup` and `opportunity`. Promises:
nothing of a client in T1; missing is said as missing; suggestions are sorted by what people can check.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fitmail.decide.order_lines import fold
from fitmail.decide.orders import offers
from fitmail.model import Case, Context, Coop, Enquiry, Fact, Offer, Signpost

SALES = ("opportunity", "tender")
PREPARED: Mapping[str, str] = {
    "opportunity": "prepared-opportunity",
    "tender": "prepared-tender",
    "start": "prepared-start",
    "jobs": "prepared-jobs",
    "research": "prepared-research",
    "talk": "prepared-talk",
    "promotion": "prepared-promotion",
}
CORE = ("budget", "when", "tech", "brief", "who")  # what a feasible lead needs; the rest is asked by name
FITS = 5
LINES_SHOWN = 12


def fact(facts: tuple[Fact, ...], name: str) -> Fact | None:
    return next((f for f in facts if f.name == name), None)


def number(facts: tuple[Fact, ...], name: str) -> int | None:
    found = fact(facts, name)
    return found.value if found is not None and isinstance(found.value, int) else None


def text_of(facts: tuple[Fact, ...], name: str) -> str:
    found = fact(facts, name)
    return found.value if found is not None and isinstance(found.value, str) else ""


def names(facts: tuple[Fact, ...], name: str) -> tuple[str, ...]:
    found = fact(facts, name)
    return found.value if found is not None and isinstance(found.value, tuple) else ()


def day(facts: tuple[Fact, ...], name: str) -> date | None:
    found = fact(facts, name)
    return found.value if found is not None and isinstance(found.value, date) else None


def prepared(category: str, facts: tuple[Fact, ...]) -> str:
    """The template of the prepared answer, "" when a person writes it from scratch."""
    if category == "join":
        return "prepared-join-outside" if text_of(facts, "region") == "outside" else "prepared-join-inside"
    return PREPARED.get(category, "")


def missing(case: Enquiry, ctx: Context) -> tuple[str, ...]:
    """Keys of the questions worth asking, in the order of the criteria file: five at most, for people answer five."""
    known = {check.key for check in case.checks if check.mark == "yes"}
    askable = (c.key for c in ctx.handbook.criteria if c.askable)
    return tuple(key for key in askable if key in CORE and key not in known)


def fits(case: Enquiry, ctx: Context) -> tuple[tuple[Coop, tuple[str, ...]], ...]:
    """Up to five co-ops whose skills match: most technologies, then most matches, then the freest (R4, R11)."""
    wanted = {fold(w) for w in (*names(case.facts, "technologies"), *case.work)}
    budget = number(case.facts, "budget_max")
    found = []
    for coop in ctx.directory.coops:
        skills = tuple(s for s in coop.skills if fold(s) in wanted)
        if skills and not (budget is not None and coop.minimum and budget < coop.minimum):
            found.append((coop, skills))
    tools = {fold(w) for w in names(case.facts, "technologies")}  # named by the client: they say more than "hosting"
    found.sort(
        key=lambda pair: (-sum(fold(s) in tools for s in pair[1]), -len(pair[1]), -pair[0].free_days, pair[0].name)
    )
    return tuple(found[:FITS])


def t1(case: Case, language: str) -> Mapping[str, object]:
    """What the network may read (G11): vocabulary words, a band, dates, region; no free text of the client."""
    low, high = number(case.facts, "budget_min"), number(case.facts, "budget_max")
    return {
        "work": case.work,
        "technologies": names(case.facts, "technologies"),
        "band": (low, high, text_of(case.facts, "currency") or None),
        "deadline": day(case.facts, "deadline"),
        "language": language,
        "region": text_of(case.facts, "region"),
        "category": case.category,
    }


def suggested(case: Enquiry, ctx: Context) -> tuple[Signpost, ...]:
    region = text_of(case.facts, "region")
    return tuple(
        s
        for s in ctx.handbook.signposts
        if case.category in s.categories and (not s.regions or not region or region in s.regions)
    )[:4]


def guidance(case: Case, ctx: Context) -> Mapping[str, str]:
    """Language -> text, for the reader's language to be chosen by compose."""
    return ctx.handbook.guidance.get(case.category, {})


def shortened(text: str) -> str:
    """The first lines of a text, for mails that carry the whole elsewhere."""
    lines = text.strip().splitlines()
    return "\n".join(line[:300] for line in lines[:LINES_SHOWN]) + ("\n…" if len(lines) > LINES_SHOWN else "")


def card_facts(
    case: Enquiry, ctx: Context, *, text: str, flags: tuple[str, ...], receipt_sent: bool, held_back: str
) -> dict[str, object]:
    """The facts of the template `card`."""
    sales = case.category in (*SALES, "unsure")
    return {
        "missing": missing(case, ctx) if sales else (),
        "flags": flags,
        "fits": fits(case, ctx) if sales else (),
        "guidance": guidance(case, ctx),
        "receipt_sent": receipt_sent,
        "held_back": held_back,
        "guesses": ctx.classification.suggestions if ctx.classification is not None else (),
        "prepared": case.prepared,
        "signposts": suggested(case, ctx),
        "others": case.others,
        "phone": text_of(case.facts, "phone"),
        "referrer": case.referrer,
        "text": shortened(text),
        "t1": t1(case, case.language),
        "coops": tuple(coop for coop, _ in fits(case, ctx)),
        "keys": missing(case, ctx) if sales else (),
    }


def card_offers(case: Enquiry) -> tuple[Offer, ...]:
    """The words that make sense now."""
    verbs = ["claim"] if not case.owner else ["release"]
    if case.state in ("quarantined", "spam"):
        return offers("notspam", "is", "why")
    if case.prepared:
        verbs.append("send")
    if case.category in (*SALES, "unsure"):
        verbs += ["ask", "share", "record"]
    verbs += ["decline", "signpost", "assign", "is", "spam", "close", "help"]
    return offers(*verbs)
