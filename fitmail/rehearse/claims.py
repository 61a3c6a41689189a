"""What must be true after a step: the lines of a `then` part.

Takes `E-1 is FACT, FACT …`, `there are N cases`, `N mails are held`, `nothing is parked`. Gives claims; `check`
compares one with what the store knows and answers a sentence when it is not so.
Promises: a line that cannot be understood is a claim too, and it fails with what could have been written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from fitmail.model import Case, Enquiry, Fact, Opportunity
from fitmail.rehearse.network import Network
from fitmail.rehearse.script import Part
from fitmail.store import Books

STATES = frozenset(
    {"received", "quarantined", "acknowledged", "owned", "awaiting_info", "answered", "signposted", "declined"}
    | {"converted", "closed", "spam", "reopened", "on_hold", "draft", "shared"}
)
CATEGORIES = frozenset(
    {"opportunity", "tender", "join", "start", "jobs", "research", "talk", "promotion", "spam", "other", "unsure"}
    | {"share", "need", "offer", "interest", "trouble", "meeting", "discussion"}
)
LANGUAGES = {
    "en": "en",
    "english": "en",
    "inglés": "en",
    "inglês": "en",
    "es": "es",
    "spanish": "es",
    "castellano": "es",
    "español": "es",
    "espanhol": "es",
    "pt": "pt",
    "portuguese": "pt",
    "portugués": "pt",
    "português": "pt",
}
NUMBERS = {"no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
LEADS = ("owned by ", "waiting on ", "from ", "in ", "referred by ", "because it says ", "with ")
# How people and the documents also call a state.
SAID_OTHERWISE = {
    "awaiting_information": "awaiting_info",
    "waiting_for_information": "awaiting_info",
    "hold": "on_hold",
}
# Where a case has been when it counts as reopened afterwards (lifecycles.md 3.1).
SHUT = ("closed", "answered", "declined", "signposted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    line: int
    text: str
    case: str  # "E-1", "" for the others
    facts: tuple[tuple[str, str], ...]  # (kind, value); kind "" when it is not understood
    count: tuple[str, int] | None  # ("cases" | "held" | "parked", how many)


CASE_LINE = re.compile(r"([A-Z]-\d+) (?:is|are) (.+)")
COUNT_LINE = re.compile(r"there (?:is|are) (\w+) cases?")
HELD_LINE = re.compile(r"(\w+) mails? (?:is|are) (held|parked)")
NOTHING_LINE = re.compile(r"nothing is (held|parked)")


def read_claims(part: Part) -> tuple[Claim, ...]:
    return tuple(
        read_claim(" ".join(line.split()), line=part.where(index))
        for index, line in enumerate(part.lines)
        if line.strip()
    )


def read_claim(text: str, *, line: int) -> Claim:
    words = text.rstrip(".")
    facts: tuple[tuple[str, str], ...] = ()
    case, count = "", None
    if found := CASE_LINE.fullmatch(words):
        case = found[1]
        facts = read_facts(split_facts(found[2]))
    elif (found := COUNT_LINE.fullmatch(words)) and (number := number_of(found[1])) is not None:
        count = ("cases", number)
    elif (found := HELD_LINE.fullmatch(words)) and (number := number_of(found[1])) is not None:
        count = (found[2], number)
    elif found := NOTHING_LINE.fullmatch(words):
        count = (found[1], 0)
    else:
        facts = (("", words),)
    return Claim(line=line, text=text, case=case, facts=facts, count=count)


def number_of(word: str) -> int | None:
    return int(word) if word.isdigit() else NUMBERS.get(word.lower())


def split_facts(words: str) -> list[str]:
    """At commas that stand outside quotation marks."""
    pieces, quoted = [""], False
    for letter in words.translate(str.maketrans("“”", '""')):
        quoted ^= letter == '"'
        if letter == "," and not quoted:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece.strip() for piece in pieces if piece.strip()]


def read_facts(pieces: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """A piece that is no fact of its own belongs to the value before it: `with technologies react, php`."""
    facts: list[tuple[str, str]] = []
    for piece in pieces:
        kind, value = read_fact(piece)
        if not kind and facts and facts[-1][0] == "with":
            facts[-1] = ("with", f"{facts[-1][1]}, {value}")
        else:
            facts.append((kind, value))
    return tuple(facts)


def read_fact(words: str) -> tuple[str, str]:
    words = words.removeprefix("and ").strip()
    folded = words.lower().replace(" ", "_").replace("-", "_")
    folded = SAID_OTHERWISE.get(folded, folded)
    if folded in STATES and folded in CATEGORIES:
        return "either", folded
    if folded in STATES:
        return "state", folded
    if words.lower() in CATEGORIES:
        return "category", words.lower()
    lead = next((one for one in LEADS if words.startswith(one)), "")
    rest = words[len(lead) :].strip()
    if lead == "in " and rest.lower() not in LANGUAGES:
        return "", words
    if lead == "with " and " " not in rest:
        return "", words
    if lead == "because it says ":
        rest = rest.strip('"')
    return (lead.strip(), rest) if lead and rest else ("", words)


def check(claim: Claim, *, books: Books, network: Network, on_duty: str, own: Collection[str]) -> str:
    """ "" when it is so, else what is instead. `own`: the categories for which the network wrote rules of its own."""
    if claim.count is not None:
        return check_count(claim.count, books)
    facts = [
        ("category", value.lower()) if not kind and value.lower() in own else (kind, value)
        for kind, value in claim.facts
    ]
    for kind, value in facts:
        if not kind:
            shape = (
                "E-1 is STATE, CATEGORY, owned by NAME, waiting on NAME, from ADDRESS, in LANGUAGE, referred by NAME,"
                ' with FIELD VALUE, because it says "…"; there are N cases; N mails are held; nothing is parked'
            )
            return f'"{value}" cannot be understood; it may be {shape}'
    case = books.case(claim.case)
    if case is None:
        known = ", ".join(one.id for one in books.cases(open_only=False)) or "none"
        return f"there is no {claim.case}; there are: {known}"
    wrong = [
        sentence
        for kind, value in facts
        if (sentence := check_fact(kind, value, case=case, books=books, network=network, on_duty=on_duty))
    ]
    return "; ".join(wrong)


def check_count(count: tuple[str, int], books: Books) -> str:
    what, number = count
    if what == "cases":
        cases = books.cases(open_only=False)
        enquiries = [case for case in cases if isinstance(case, Enquiry)]
        names = ", ".join(case.id for case in cases) or "none"
        # An opportunity of an enquiry is the same matter, so that both ways of counting are right.
        return "" if number in (len(cases), len(enquiries)) else f"there are {len(cases)} ({names})"
    if what == "held":
        held = books.ledger().held
        return "" if held == number else f"{held} are held"
    parked = books.parked()
    return "" if len(parked) == number else f"{len(parked)} parked: " + "; ".join(one.sentence for one in parked)


def check_fact(kind: str, value: str, *, case: Case, books: Books, network: Network, on_duty: str) -> str:
    enquiry = case if isinstance(case, Enquiry) else None
    match kind:
        case "state" if value == "reopened":
            was = [line.was for line in books.journal(case.id) if line.now == case.state or line.now == "reopened"]
            opened = case.state in ("owned", "acknowledged", "reopened") and set(was) & set(SHUT)
            return "" if opened else f"it is {case.state} and was not reopened"
        case "state" if value == "on_hold":
            return "" if case.held_until is not None else f"it is {case.state} and not on hold"
        case "state":
            return "" if case.state == value else f"it is {case.state}"
        case "either":
            return "" if value in (case.state, case.category) else f"it is {case.state}, {case.category}"
        case "category":
            return "" if case.category == value else f"it is filed as {case.category}, because {case.because}"
        case "owned by":
            owner = named(network, case.owner)
            return "" if is_person(network, case.owner, value) else f"it is owned by {owner or 'nobody'}"
        case "waiting on":
            return check_waiting(value, case=case, network=network, on_duty=on_duty)
        case "from":
            address = enquiry.enquirer.address if enquiry else ""
            return "" if address == value.strip("<>").lower() else f"it is from {address or 'nobody outside'}"
        case "in":
            return "" if case.language == LANGUAGES[value.lower()] else f"it is in {case.language}"
        case "referred by":
            referrer = enquiry.referrer if enquiry else ""
            told = named(network, referrer) or "nobody"
            return "" if is_person(network, referrer, value) else f"it was referred by {told}"
        case "because it says":
            says = squeeze(value) in squeeze(case.because)
            return "" if says else f'its reason is: "{case.because}"'
        case _:
            return check_field(value, case)


def squeeze(words: str) -> str:
    return " ".join(words.casefold().split())


def named(network: Network, address: str) -> str:
    person = network.person(address) if address else None
    return person.name if person else address


def is_person(network: Network, address: str, words: str) -> bool:
    """By address, by the whole name or by the first name; "nobody" when there is none."""
    words = words.strip("<>").lower()
    if not address:
        return words in ("nobody", "no one", "none")
    name = named(network, address).lower()
    return words in (address, name, name.split(" ")[0])


def check_waiting(value: str, *, case: Case, network: Network, on_duty: str) -> str:
    """Computed from the state, as overdue is: acknowledged waits on the chair, owned on its owner."""
    who = value.lower()
    if case.state in ("received", "acknowledged", "reopened", "owned") and not case.owner:
        fits, instead = who in ("the chair", "chair") or is_person(network, on_duty, value), "the chair"
    elif case.state in ("owned", "acknowledged", "reopened"):
        chair = who in ("the chair", "chair") and case.owner == on_duty
        fits, instead = chair or is_person(network, case.owner, value), named(network, case.owner)
    elif case.state in ("awaiting_info", "answered", "signposted", "declined"):
        fits, instead = who in ("the client", "client", "the enquirer"), "the client"
    elif case.state in ("draft", "shared"):
        fits, instead = who in ("the co-ops", "nobody"), "the co-ops"
    else:
        fits, instead = who == "nobody", "nobody"
    return "" if fits else f"it is {case.state} and waits on {instead}"


def check_field(words: str, case: Case) -> str:
    """`with FIELD VALUE`: a fact found in the mail, by its name in the corpus' labels."""
    name, _, value = words.partition(" ")
    value = value.strip().strip('"')
    facts = [fact for fact in case.facts if fact.name == name]
    if name == "kind" and not facts:
        return "" if squeeze(case.kind) == squeeze(value) else f'its kind is "{case.kind}"'
    if value.lower() in ("null", "none", "nothing", "[]"):
        return f"{name} is {facts[0].value}" if facts else ""
    if not facts:
        found = ", ".join(f"{fact.name} {shown(fact)}" for fact in case.facts) or "nothing"
        return f"no {name} was found; found were: {found}"
    return "" if any(is_value(fact, value) for fact in facts) else f"{name} is {shown(facts[0])}"


def shown(fact: Fact) -> str:
    return ", ".join(fact.value) if isinstance(fact.value, tuple) else str(fact.value)


def is_value(fact: Fact, words: str) -> bool:
    match fact.value:
        case bool():
            return words.lower() in (("yes", "true") if fact.value else ("no", "false"))
        case int():
            return re.sub(r"[,._ ]", "", words) == str(fact.value)
        case date():
            return words == fact.value.isoformat()
        case tuple():
            wanted = {squeeze(piece) for piece in re.split(r"[;,|]| and ", words)}
            return wanted <= {squeeze(one) for one in fact.value}
        case _:
            return squeeze(words) == squeeze(str(fact.value))


def case_line(case: Case, network: Network) -> str:
    """One line about a case, for the report of a story that failed."""
    tail = f", {case.enquirer.address}" if isinstance(case, Enquiry) else ""
    kind = "opportunity" if isinstance(case, Opportunity) else case.category
    return f"{case.id} is {case.state}, {kind}, owned by {named(network, case.owner) or 'nobody'}{tail}"


def case_lines(cases: Sequence[Case], network: Network) -> str:
    return "\n".join("  " + case_line(case, network) for case in cases)
