"""The minutes of one decision: what a desk writes down while it thinks.

Takes the context; gives the decision. Promises: the cases in here are values that follow each other (a second
order sees what the first one did), and each changed case is written once, with its next clock already computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from fitmail.decide.clocks import SETTLED, hours_of, wake
from fitmail.decide.onduty import is_away, on_duty
from fitmail.decide.worktime import Hours, desk_date
from fitmail.model import (
    Absence,
    Arrival,
    Audience,
    Case,
    Change,
    Context,
    Decision,
    Directory,
    Duty,
    Effect,
    End,
    Enquiry,
    Handbook,
    JournalLine,
    Mailbox,
    Message,
    Open,
    Person,
    Policy,
    Purpose,
    Record,
    Rota,
    Tell,
    Turn,
)

C = TypeVar("C", bound=Case)
ACTED = (*SETTLED, "converted")  # states in which somebody has decided what becomes of an enquiry


def outbox_key(event_key: str, tell_key: str, address: str) -> str:
    """The key that compose gives to the mail of this Tell for this address."""
    return f"{event_key}/{tell_key}/{address}"


class Minutes:
    """One desk's notes for one event. Not frozen: it lives only while one decision is made."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.effects: list[Effect] = []
        self._fresh: set[str] = set()
        self._now: dict[str, Case] = dict(ctx.cases)
        if ctx.case is not None:
            self._now[ctx.case.id] = ctx.case
        self._undo: dict[str, str] = {}
        self._changed: list[str] = []
        self._numbers = dict(ctx.next_numbers)
        self._rota: Rota | None = None  # once it was changed here

    # -- what is known

    @property
    def now(self) -> datetime:
        return self.ctx.now

    @property
    def policy(self) -> Policy:
        return self.ctx.policy

    @property
    def handbook(self) -> Handbook:
        return self.ctx.handbook

    @property
    def hours(self) -> Hours:
        return hours_of(self.ctx.policy)

    @property
    def message(self) -> Message:
        assert self.ctx.message is not None, "this desk is for mails"
        return self.ctx.message

    @property
    def message_id(self) -> str:
        return self.ctx.message.id if self.ctx.message is not None else ""

    @property
    def arrival(self) -> Arrival:
        assert isinstance(self.ctx.event, Arrival), "this desk is for mails"
        return self.ctx.event

    def case(self, case_id: str) -> Case:
        """The case as it stands after what has been written down so far."""
        return self._now[case_id]

    def known(self, case_id: str) -> Case | None:
        return self._now.get(case_id)

    def enquiry(self, case_id: str) -> Enquiry:
        found = self._now[case_id]
        assert isinstance(found, Enquiry), f"{case_id} is no enquiry"
        return found

    def person(self, address: str) -> Person | None:
        for person in self.ctx.directory.people:
            if address == person.address or address in person.aliases:
                return person
        return None

    def name(self, address: str) -> str:
        person = self.person(address)
        return person.name if person is not None and person.name else address

    @property
    def directory(self) -> Directory:
        """People and rota as they stand after what has been written down so far."""
        if self._rota is None:
            return self.ctx.directory
        return replace(self.ctx.directory, turns=self._rota.turns, absences=self._rota.absences)

    def duty(self) -> Duty:
        return on_duty(self.directory, self.policy, self.now)

    def holds_duty(self, person: Person) -> bool:
        """Chair, backup, or of the co-op on duty."""
        duty = self.duty()
        return person.address in (duty.chair, duty.backup) or (duty.coop != "" and person.coop == duty.coop)

    def chair_address(self) -> str:
        """Who is asked first; falls to the coordinator, then to the operator (lifecycles.md, Roles)."""
        return self.duty().chair or self.policy.coordinator or self.policy.operator

    def acting_for(self, owner: str) -> str:
        """Who looks after an owner's cases today: whoever stands in for the chair or the backup that is away."""
        duty, day = self.duty(), desk_date(self.now, self.hours)
        on_rota = duty.turn is not None and owner in (duty.turn.chair, duty.turn.backup)
        if on_rota and duty.chair and is_away(self.directory.absences, owner, day):
            return duty.chair
        return owner

    def insider(self, address: str) -> bool:
        return self.person(address) is not None

    # -- what is written down

    def next_id(self, letter: str) -> str:
        number = self._numbers[letter]
        self._numbers[letter] = number + 1
        return f"{letter}-{number}"

    def open(self, case: Case) -> None:
        self._fresh.add(case.id)
        self._now[case.id] = case
        self._changed.append(case.id)

    def change(self, case: C, *, undo: str) -> C:
        """The case is now this. `undo`: the address of the person who may take it back, "" for nobody."""
        if isinstance(case, Enquiry) and case.settled_at is None and (case.opportunity or case.state in ACTED):
            case = replace(case, settled_at=self.now)
        self._now[case.id] = case
        if case.id not in self._changed:
            self._changed.append(case.id)
        if undo:
            self._undo[case.id] = undo
        return case

    def move(self, case: C, state: str, *, undo: str) -> C:
        """A new state: its ladder of reminders starts anew."""
        return self.change(
            replace(case, state=state, changed_at=self.now, steps=0, reminders=0, reminded_on=None),
            undo=undo,
        )

    def record(self, case_id: str, *, who: str, what: str, was: str, now: str, why: str) -> None:
        """A line of the case's journal (G5)."""
        line = JournalLine(
            case=case_id, at=self.now, who=who, what=what, was=was, now=now, why=why, message_id=self.message_id
        )
        self.effects.append(Record(line=line))

    def roster(self, turns: tuple[Turn, ...], absences: tuple[Absence, ...]) -> None:
        """The rota is this from now on: one effect, however many orders of a mail change it."""
        self._rota = Rota(turns=turns, absences=absences)

    def note(self, effect: Effect) -> None:
        self.effects.append(effect)

    def tell(self, tell: Tell) -> None:
        self.effects.append(tell)

    def tell_person(
        self, address: str, *, key: str, template: str, case: str, facts: Mapping[str, object], purpose: Purpose
    ) -> Tell:
        """A notice to one insider; the caller adds offers by `dataclasses.replace` before telling it."""
        return Tell(
            key=key,
            audience=(Audience(kind="person", who=address),),
            template=template,
            case=case,
            facts=facts,
            purpose=purpose,
        )

    def finish(self, because: str, *, end: End, case: str) -> Decision:
        """All that was written down, cases first, so that mails and lines find them."""
        written: list[Effect] = []
        for case_id in self._changed:
            value = self._now[case_id]
            value = replace(value, wake_at=wake(value, policy=self.policy))
            if case_id in self._fresh:
                written.append(Open(case=value))
            else:
                written.append(Change(case=value, undo=self._undo.get(case_id, "")))
        if self._rota is not None:
            written.append(self._rota)
        return Decision(because=because, end=end, case=case, effects=(*written, *self.effects))


def outsiders(boxes: tuple[Mailbox, ...], ctx: Context) -> tuple[Mailbox, ...]:
    """Those of `boxes` that are neither ours nor registered people, each once."""
    ours = {ctx.policy.desk, ctx.policy.list_address, ctx.policy.rules_address}
    known = {a for p in ctx.directory.people for a in (p.address, *p.aliases)}
    known |= {c.mailbox for c in ctx.directory.coops if c.mailbox}
    found: dict[str, Mailbox] = {}
    for box in boxes:
        local, _, domain = box.address.partition("@")
        plain = f"{local.split(ctx.policy.separator, 1)[0]}@{domain}"
        if "@" in box.address and plain not in ours and box.address not in known:
            found.setdefault(box.address, box)
    return tuple(found.values())
