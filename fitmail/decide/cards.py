"""What stands on the card: the facts that a chair needs to answer in a minute.

Takes an enquiry and the context; gives the facts of the templates `card`, `followup` and `opportunity`. Promises:
nothing of a client in T1; missing is said as missing; suggestions are sorted by what people can check.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fitmail.decide.categories import prepared_for
from fitmail.decide.order_lines import fold
from fitmail.decide.orders import offers
from fitmail.model import Call, Case, Context, Coop, Criterion, Enquiry, Fact, Guide, Handbook, Offer, Policy, Signpost

SALES = ("opportunity", "tender")
CORE = ("budget", "when", "tech", "brief", "who")  # what a feasible lead needs; the rest is asked by name
FITS = 5
SIMILAR = 3
SHARED_HOSTS = frozenset(
    (
        "gmail",
        "googlemail",
        "hotmail",
        "outlook",
        "yahoo",
        "icloud",
        "proton",
        "btmail",
        "mail",
        "live",
        "gmx",
        "riseup",
    )
)
EARTH = 6371.0  # kilometres
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


def guide_of(category: str, facts: tuple[Fact, ...], handbook: Handbook) -> Guide | None:
    """What the network wrote down for this kind: of "join outside" and "join" the nearer one."""
    region = text_of(facts, "region")
    return handbook.guidance.get(f"{category} {region}") or handbook.guidance.get(category)


def _guide(case: Case, ctx: Context) -> Guide | None:
    return guide_of(case.category, case.facts, ctx.handbook)


def prepared(category: str, facts: tuple[Fact, ...], handbook: Handbook) -> str:
    """The template of the prepared answer, "" when a person writes it from scratch."""
    guide = guide_of(category, facts, handbook)
    return f"prepared-{guide.answer}" if guide is not None and guide.answer else prepared_for(handbook, category)


def missing(case: Enquiry, ctx: Context) -> tuple[str, ...]:
    """Keys of the questions worth asking: those of its kind, else of a feasible lead, in the order of the files."""
    guide = _guide(case, ctx)
    if guide is not None and guide.asks:
        told = {key for key, name in guide.unless.items() if fact(case.facts, name) is not None}
        return tuple(a.key for a in guide.asks if a.key not in told)
    if case.category not in (*SALES, "unsure"):
        return ()
    known = {check.key for check in case.checks if check.mark == "yes"}
    askable = (c.key for c in ctx.handbook.criteria if c.askable)
    return tuple(key for key in askable if key in CORE and key not in known)  # five at most: people answer five


def askable(case: Enquiry, ctx: Context) -> tuple[Criterion, ...]:
    """What `ask` may send in this case: the questions of its kind, then those of a feasible lead."""
    guide = _guide(case, ctx)
    own = guide.asks if guide is not None else ()
    taken = {c.key for c in own}
    return (*own, *(c for c in ctx.handbook.criteria if c.askable and c.key not in taken))


def fits(case: Enquiry, ctx: Context) -> tuple[tuple[Coop, tuple[str, ...]], ...]:
    """Up to five co-ops with a reason each: those whose skills match, or the nearest, as the guidance wants it."""
    guide = _guide(case, ctx)
    wish = guide.coops if guide is not None else ""
    if wish == "near":
        return _nearest(case, ctx)
    return _matching(case, ctx) if wish == "fit" or case.category in (*SALES, "unsure") else ()


def _matching(case: Enquiry, ctx: Context) -> tuple[tuple[Coop, tuple[str, ...]], ...]:
    """Most technologies, then most matches, then the freest (R4, R11)."""
    tools = {fold(w) for name in ("technologies", "skills") for w in names(case.facts, name)}
    wanted = tools | {fold(w) for w in case.work}
    budget = number(case.facts, "budget_max")
    found = []
    for coop in ctx.directory.coops:
        skills = tuple(s for s in coop.skills if fold(s) in wanted)
        if skills and not (budget is not None and coop.minimum and budget < coop.minimum):
            found.append((coop, skills))
    # Technologies that the client names say more than "hosting" does.
    found.sort(
        key=lambda pair: (-sum(fold(s) in tools for s in pair[1]), -len(pair[1]), -pair[0].free_days, pair[0].name)
    )
    return tuple(found[:FITS])


def _nearest(case: Enquiry, ctx: Context) -> tuple[tuple[Coop, tuple[str, ...]], ...]:
    """By distance where both towns are known; co-ops of the same town first, those of unknown places last."""
    towns = {fold(name): place for name, place in ctx.handbook.towns.items()}
    told = fold(text_of(case.facts, "place"))
    here = next((part for part in (told, told.partition(",")[0].strip()) if part in towns), "")
    if not here:
        return ()
    far: list[tuple[float, Coop]] = []
    for coop in ctx.directory.coops:
        town = fold(coop.city)
        if town in towns:
            far.append((_kilometres(towns[here], towns[town]), coop))
    far.sort(key=lambda pair: (pair[0], pair[1].name))
    return tuple((coop, (f"{round(distance, -1 if distance > 20 else 0):.0f} km",)) for distance, coop in far[:FITS])


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the great circle; the towns of a file are no better known than to some kilometres."""
    (a, b), (c, d) = (map(math.radians, one), map(math.radians, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def prepared_facts(case: Enquiry, ctx: Context) -> dict[str, object]:
    """What every prepared answer may show, on the card and when it leaves."""
    return {
        "keys": missing(case, ctx),
        "coops": tuple(coop for coop, _ in fits(case, ctx)),
        "signposts": suggested(case, ctx),
        "meeting": ctx.meeting.day if ctx.meeting is not None else None,
    }


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
    """Where to send them: as the guidance says, else the signposts that name the kind; four at most."""
    region = text_of(case.facts, "region")
    guide = _guide(case, ctx)
    if guide is not None and guide.signposts:
        named = {signpost.key: signpost for signpost in ctx.handbook.signposts}
        return tuple(named[key] for key in guide.signposts if key in named)[:4]
    return tuple(
        s
        for s in ctx.handbook.signposts
        if case.category in s.categories and (not s.regions or not region or region in s.regions)
    )[:4]


def guidance(case: Case, ctx: Context) -> Mapping[str, str]:
    """Language -> text, for the reader's language to be chosen by compose."""
    guide = _guide(case, ctx)
    return guide.texts if guide is not None else {}


def similar(case: Enquiry, ctx: Context) -> tuple[Enquiry, ...]:
    """Up to three past cases: of the same people first, then of the same kind with technologies or work in common."""
    found = []
    for rank, past in enumerate(ctx.similar):
        if isinstance(past, Enquiry) and past.id != case.id:
            near = _likeness(case, past)
            if near:
                found.append((-near, rank, past))
    return tuple(past for _, _, past in sorted(found, key=lambda one: one[:2])[:SIMILAR])


def _likeness(case: Enquiry, past: Enquiry) -> int:
    """How much two cases have in common; 0 for nothing worth a line. The same mail provider is nothing."""
    house = case.enquirer.address.rpartition("@")[2]
    same_house = house != "" and house == past.enquirer.address.rpartition("@")[2] and not shared_host(house)
    organisation = fold(text_of(case.facts, "organisation"))
    named = organisation != "" and organisation == fold(text_of(past.facts, "organisation"))
    tools = set(names(case.facts, "technologies")) & set(names(past.facts, "technologies"))
    work = set(case.work) & set(past.work)
    same_kind = case.category == past.category
    return 10 * (same_house or named) + (2 * len(tools) + len(work) + (case.category not in SALES)) * same_kind


def shared_host(domain: str) -> bool:
    """A provider where anybody has a mailbox."""
    label = domain.rsplit(".", 1)[0].rpartition(".")[2] or domain
    return label in SHARED_HOSTS


def channels(policy: Policy) -> tuple[tuple[str, str], ...]:
    """Name and address of every channel; the members' list is one too."""
    named = dict(policy.channels)
    own = {"list": policy.list_address} if policy.list_address and policy.list_mode != "off" else {}
    return tuple({**own, **named}.items())


def call_of(case: Case, ctx: Context) -> Call | None:
    """The text that the network prepared for the members."""
    guide = _guide(case, ctx)
    return guide.call if guide is not None else None


def channel_of(case: Case, ctx: Context) -> str:
    """Where the guidance puts such a case: the first of its channels that the settings have, "" for none."""
    call = call_of(case, ctx)
    known = dict(channels(ctx.policy))
    return next((name for name in call.channels if name in known), "") if call is not None else ""


def shortened(text: str) -> str:
    """The first lines of a text, for mails that carry the whole elsewhere."""
    lines = text.strip().splitlines()
    return "\n".join(line[:300] for line in lines[:LINES_SHOWN]) + ("\n…" if len(lines) > LINES_SHOWN else "")


def card_facts(
    case: Enquiry, ctx: Context, *, text: str, flags: tuple[str, ...], receipt_sent: bool, held_back: str
) -> dict[str, object]:
    """The facts of the template `card`."""
    guide = _guide(case, ctx)
    return {
        **prepared_facts(case, ctx),
        "missing": missing(case, ctx),
        "flags": flags,
        "fits": fits(case, ctx),
        "nearest": guide is not None and guide.coops == "near",
        "guidance": guidance(case, ctx),
        "receipt_sent": receipt_sent,
        "held_back": held_back,
        "guesses": ctx.classification.suggestions if ctx.classification is not None else (),
        "prepared": case.prepared,
        "others": case.others,
        "phone": text_of(case.facts, "phone"),
        "referrer": case.referrer,
        "text": shortened(text),
        "t1": t1(case, case.language),
        "similar": similar(case, ctx),
        "channel": channel_of(case, ctx),
        "call": call.texts[ctx.policy.language] if (call := call_of(case, ctx)) is not None else "",
    }


def card_offers(case: Enquiry, ctx: Context) -> tuple[Offer, ...]:
    """The words that make sense now."""
    verbs = ["claim"] if not case.owner else ["release"]
    if case.state in ("quarantined", "spam"):
        return offers("notspam", "is", "why")
    if case.prepared:
        verbs.append("send")
    if missing(case, ctx) or case.category in (*SALES, "unsure"):
        verbs.append("ask")
    if case.category in (*SALES, "unsure"):
        verbs += ["share", "record"]
    channel = channel_of(case, ctx)
    if channel:
        verbs.append("post")
    verbs += ["decline", "signpost", "assign", "is", "spam", "close", "help"]
    takes = {"post": channel}
    guide = _guide(case, ctx)
    if guide is not None and guide.asks:
        takes["ask"] = f"[{' '.join(a.key for a in guide.asks)}]"
    return tuple(
        replace(one, takes=dict.fromkeys(one.takes, takes[one.verb])) if one.verb in takes else one
        for one in offers(*verbs)
    )
