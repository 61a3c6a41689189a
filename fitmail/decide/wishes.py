"""What a mail wants of the rules: files that are proposed, corrections that are settled, the list of them.

Takes an event and what is known about it; gives a Wish, before anybody opens the books for an answer: what it needs
(kept mails, corrections) is looked up outside the lock. Promises: pure; nothing is looked up for somebody who may not
keep the rules, nor for a mail that nothing proves to be theirs.
"""

from __future__ import annotations

from dataclasses import dataclass

from fitmail.decide.order_lines import MARKS, MOST, fold
from fitmail.model import Arrival, Event, Message, Person, Policy, Purpose, Recognition, Tick

KEEPERS = ("maintainer", "coordinator", "operator")
ENDINGS = (".yaml", ".yml")
DUTY = "lessons"
ACCEPT = frozenset(("accept", "acepto", "aceptar", "aceito", "aceitar"))
REJECT = frozenset(("reject", "rechazo", "rechazar", "rejeito", "rejeitar"))
PENDING = frozenset(("pending", "pendientes", "pendentes"))
_AS = frozenset(("as", "como", "is", "es", "e"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """One line about corrections: `accept 3 5`, `accept 3 as talk`, `reject 4`."""

    line: str
    accepts: bool
    numbers: tuple[int, ...]  # () when the line names none
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    files: tuple[tuple[str, str], ...]  # (name, path of the attachment in the mail)
    text: str  # of the mail, where a file may be pasted; "" when it holds orders
    settlings: tuple[Settling, ...]
    lists: bool  # wants to see what waits


def keeps_rules(person: Person, policy: Policy) -> bool:
    """Maintainers; the role falls to the coordinator, then to the operator."""
    named = (*policy.maintainers, policy.coordinator, policy.operator)
    own = (person.address, *person.aliases)
    return any(role in KEEPERS for role in person.roles) or any(address in named for address in own)


def about_rules(message: Message, recognition: Recognition) -> bool:
    """Sent to the rules' own address, or in answer to a mail about rules."""
    token = recognition.token
    return recognition.mailbox == "rules" or (token is not None and token.purpose is Purpose.RULES)


def vouched(event: Event, message: Message, person: Person) -> bool:
    """A server we trust, or a one-time proof, says that the person wrote it."""
    proof = event.proof if isinstance(event, Arrival) else ""
    return message.trust.aligned or proof in (person.address, *person.aliases)


def wished(event: Event, message: Message | None, recognition: Recognition | None, policy: Policy) -> Wish | None:
    """What must be looked up for this event; None for nearly all."""
    if isinstance(event, Tick) and event.duty == DUTY:
        return Wish(files=(), text="", settlings=(), lists=True)
    if message is None or recognition is None or recognition.person is None or message.marks.machine:
        return None
    person = recognition.person
    if not about_rules(message, recognition) or recognition.seen_before:
        return None
    if not keeps_rules(person, policy) or not vouched(event, message, person):
        return None
    wish = wish_of(message)
    return wish if wish.files or wish.text or wish.settlings or wish.lists else None


def wish_of(message: Message) -> Wish:
    """What the mail says, whoever sent it."""
    files = tuple((a.name, a.path) for a in message.attachments if a.name.casefold().endswith(ENDINGS))
    settlings, lists = _lines(message.said) if message.sure else ((), False)
    named = next((line for line in message.said.splitlines() if line.strip()), "")
    text = message.said if not files and not settlings and named.strip().casefold().endswith(ENDINGS) else ""
    return Wish(files=files, text=text, settlings=settlings, lists=lists)


def _lines(text: str) -> tuple[tuple[Settling, ...], bool]:
    """The leading lines that are about corrections, with or without a mark."""
    found: list[Settling] = []
    lists = False
    for line in [line for line in text.splitlines() if line.strip()][:MOST]:
        words = fold(line.strip()[:200].lstrip(MARKS)).replace(",", " ").split()
        verb, rest = (words[0].rstrip(".:;"), words[1:]) if words else ("", [])
        if verb in PENDING and not rest:
            lists = True
            continue
        numbers = tuple(int(word) for word in rest if word.isascii() and word.isdecimal() and len(word) < 9)
        others = [word.strip(".") for word in rest if not word.isdecimal() and word not in _AS]
        plain = verb in ACCEPT | REJECT and len(others) <= (1 if verb in ACCEPT else 0)
        if not plain or (not numbers and not line.lstrip().startswith(tuple(MARKS))):
            break  # "Accept our thanks for the three ..." is a sentence
        category = others[0] if others else ""
        found.append(Settling(line=line.strip(), accepts=verb in ACCEPT, numbers=numbers, category=category))
    return tuple(found), lists
