"""What must be true in every story, whatever it is about.

Takes the mails of a step and the store. Gives sentences; none when all is well.
No line of a routed mail or card reaches an outsider · no address with an insider's token does · every automatic mail
is marked (RFC 3834 s.5) · every decision has a sentence · received = the sum of ends · nothing is parked · no mail
leaves twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fitmail.compose import MARKER_PREFIX
from fitmail.model import Step
from fitmail.rehearse.departed import Departed
from fitmail.rehearse.stage import Stage

MACHINE = ("auto-replied", "auto-generated")
INSTANCE = "X-Fitmail-Instance"


def broken(stage: Stage, mails: Sequence[Departed]) -> tuple[str, ...]:
    """One sentence for every promise that is not kept."""
    inside = {address for person in stage.network.people for address in (person.address, *person.aliases)}
    inside |= {stage.settings.policy.operator, stage.settings.policy.coordinator, stage.network.list_address}
    secret = tokens_of(stage, [mail for mail in stage.left if mail.address in inside])
    answer = [f"{key} left twice" for key in stage.doubled]
    for mail in mails:
        if mail.address not in inside:
            answer += leaks(mail, secret)
        answer += unmarked(mail)
    return (*answer, *of_the_store(stage))


def tokens_of(stage: Stage, mails: Sequence[Departed]) -> frozenset[str]:
    """Tagged addresses of ours that were given to insiders."""
    tag = stage.settings.policy.separator
    found = {address for mail in mails for value in mail.header("Reply-To") for address in addresses_in(value)}
    return frozenset(address for address in found if tag in address.partition("@")[0])


def addresses_in(words: str) -> list[str]:
    return [address.lower() for address in re.findall(r"[^\s<>,;:\"]{1,64}@[^\s<>,;:\"]{1,255}", words)]


def leaks(mail: Departed, secret: frozenset[str]) -> list[str]:
    answer = []
    for line in mail.text.splitlines():
        if line.startswith(MARKER_PREFIX):
            answer.append(f'a line of an internal mail reached {mail.address}: "{line}"')
    # A mail to an enquirer may carry the enquirer's own token, never one that an insider holds.
    whole = f"{mail.text}\n{mail.markup}\n" + "\n".join(value for _, value in mail.headers)
    answer += [
        f"{mail.address} was given the address {address} of an insider" for address in secret if address in whole
    ]
    return answer


def unmarked(mail: Departed) -> list[str]:
    answer = []
    if not mail.by and mail.first("Auto-Submitted").partition(";")[0].strip() not in MACHINE:
        answer.append(f"the mail {mail.first('Subject')!r} for {mail.address} is automatic and not marked")
    if not mail.first(INSTANCE):
        answer.append(f"the mail {mail.first('Subject')!r} for {mail.address} has no {INSTANCE}")
    return answer


def of_the_store(stage: Stage) -> list[str]:
    books = stage.house.books
    answer = []
    ledger = books.ledger()
    if not ledger.ok or ledger.waiting:
        answer.append(f"the ledger is wrong: {ledger}")
    answer += [f"parked: {one.sentence}\n{one.traceback}" for one in books.parked()]
    for case in books.cases(open_only=False):
        for line in books.trace(case.id):
            if line.step is Step.DECIDED and not line.sentence.strip():
                answer.append(f"a decision in {case.id} has no sentence")
        answer += [f"{case.id}: {line.what} has no reason" for line in books.journal(case.id) if not line.why.strip()]
    return answer
