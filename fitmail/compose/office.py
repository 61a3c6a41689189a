"""The office: where the mails of one event are written, each for its reader.

Takes Tells, the desk, the letters of the cases and the mails that are handed on; gives outbox messages. Promises:
key, Message-ID, token, return path and bytes follow from the event's key and the secret, so that the same event
written twice is the same; the people in Cc get the same mail, each with an envelope of their own.
Standards: RFC 3834 s.3.3 (return path of automatic replies), RFC 5321 s.4.5.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from fitmail.compose.audience import Reader, readers, usable
from fitmail.compose.body import Original, enclosures, fill_body, original
from fitmail.compose.calendar import Entry, invitation
from fitmail.compose.catalogue import entry
from fitmail.compose.headers import Bulk, Head, blank, split
from fitmail.compose.names import message_id, outbox_key, reply_address, return_address, token, verp_token
from fitmail.compose.sheet import Desk, Sheet, sheet
from fitmail.compose.stationery import Source
from fitmail.compose.texts import first_name
from fitmail.compose.threads import Thread, thread
from fitmail.model import Letter, Mailbox, OutboxMessage, Tell, Token


class Office:
    """What all mails of one event have in common."""

    def __init__(
        self,
        desk: Desk,
        event_key: str,
        letters: tuple[Letter, ...],
        sources: Mapping[str, Source],
        tells: tuple[Tell, ...],
    ) -> None:
        self.desk, self.event_key, self.letters, self.sources = desk, event_key, letters, sources
        self.policy, self.secret = desk.stationery.policy, desk.stationery.secret
        self.tells = tells
        self.audiences = {tell.key: self._readers(tell) for tell in tells}
        self.cases = {tell.key: tell.case for tell in tells}

    def mails(self) -> tuple[OutboxMessage, ...]:
        """All of them, in the order of the Tells."""
        audiences = ((tell, self.audiences[tell.key]) for tell in self.tells)
        return tuple(mail for tell, people in audiences for reader in people for mail in self.write(tell, reader))

    def write(self, tell: Tell, reader: Reader) -> list[OutboxMessage]:
        """The mail for this reader, and the same mail for everybody in its Cc."""
        key = outbox_key(self.event_key, tell.key, reader.address)
        ticket = self._token(tell, reader)
        reply_to = reply_address(self.policy, ticket) if ticket else self.policy.desk
        source = self.sources.get(tell.source)
        whole = original(source.message, tell.via) if source and tell.whole else None
        page = sheet(tell, reader, desk=self.desk, reply_to=reply_to, source=whole or _nothing(tell))
        top = self._head(tell, reader, page, reply_to, key)
        mail = blank(top)
        entry_for_calendar = self._calendar(tell, reader, page)
        fill_body(mail, text=page.text, html=page.html, enclosures=enclosures(source), calendar=entry_for_calendar)
        head, body = split(mail, top, page.language)
        first = self._finished(tell, key, page, ticket)
        first = replace(first, address=reader.address, head=head, body=body)
        copies = [box.address for box in _copied(tell, reader)]
        return [first, *(self._copy(tell, first, address) for address in copies)]

    def _readers(self, tell: Tell) -> tuple[Reader, ...]:
        return readers(tell.audience, circle=self.desk.circle, case=self.desk.cases.get(tell.case))

    def _token(self, tell: Tell, reader: Reader) -> Token | None:
        if tell.purpose is None:
            return None
        now, about = self.desk.circle.now, tell.about
        return token(self.secret, case=tell.case, person=reader.holder, purpose=tell.purpose, about=about, now=now)

    def _calendar(self, tell: Tell, reader: Reader, page: Sheet) -> Entry | None:
        """What the reader's calendar is told; answers come to the plain address, where the mail itself is the proof."""
        if tell.calendar is None:
            return None
        return invitation(
            tell.calendar,
            policy=self.policy,
            reader=(reader.name, reader.address),
            words=(page.subject, page.text),
            now=self.desk.circle.now,
        )

    def _head(self, tell: Tell, reader: Reader, page: Sheet, reply_to: str, key: str) -> Head:
        return Head(
            sender=(_sender(tell, reader, self.desk), self.policy.desk),
            to=(reader.name, reader.address),
            cc=tuple((box.name, box.address) for box in _copied(tell, reader)),
            reply_to=reply_to,
            subject=page.subject,
            message_id=message_id(key, tell.case, self.policy.domain),
            thread=self._thread(tell, reader),
            date=self.desk.circle.now,
            automatic=tell.automatic,
            instance=self.policy.instance,
            bulk=self._bulk(tell, reply_to),
        )

    def _thread(self, tell: Tell, reader: Reader) -> Thread:
        before = self.audiences.get(tell.after, ())
        sibling = next((r.address for r in before if r.holder == reader.holder), "")
        key = outbox_key(self.event_key, tell.after, sibling)
        return thread(
            tell,
            reader,
            sibling=message_id(key, self.cases.get(tell.after, ""), self.policy.domain) if sibling else "",
            letters=self.letters,
            case=self.desk.cases.get(tell.case),
            directory=self.desk.circle.directory,
        )

    def _bulk(self, tell: Tell, reply_to: str) -> Bulk | None:
        if entry(tell.template).kind != "many":
            return None
        name = {"opportunity": "opportunities"}.get(tell.template, tell.template)
        return Bulk(
            list_id=f"{name}.{self.policy.domain}", list_name=f"{self.policy.network} {name}", unsubscribe=reply_to
        )

    def _finished(self, tell: Tell, key: str, page: Sheet, ticket: Token | None) -> OutboxMessage:
        now = self.desk.circle.now
        # RFC 3834 s.3.3: an automatic reply leaves with the null return path; every other mail to one person with
        # a return path of its own, by which a bounce finds it.
        verp = "" if tell.automatic == "auto-replied" else verp_token(self.secret, key)
        own = tell.facts.get("text")
        return OutboxMessage(
            key=key,
            event=self.event_key,
            case=tell.case,
            message_id=message_id(key, tell.case, self.policy.domain),
            address="",
            return_path=return_address(self.policy, verp) if verp else "",
            verp=verp,
            head=b"",
            body=b"",
            template=tell.template,
            subject=page.subject,
            by=tell.author,
            text=own if tell.author and isinstance(own, str) and own else page.text,
            outward=tell.outward,
            automatic=tell.automatic != "",
            held=tell.held,
            not_before=now + timedelta(seconds=tell.delay),
            token=ticket,
            at=now,
        )

    def _copy(self, tell: Tell, first: OutboxMessage, address: str) -> OutboxMessage:
        """One mail, several recipients: the same bytes and Message-ID, an envelope of its own."""
        key = outbox_key(self.event_key, tell.key, address)
        verp = verp_token(self.secret, key) if first.verp else ""
        path = return_address(self.policy, verp) if verp else ""
        return replace(first, key=key, address=address, verp=verp, return_path=path)


def _sender(tell: Tell, reader: Reader, desk: Desk) -> str:
    """Whose name stands before the desk's address (G13)."""
    policy = desk.stationery.policy
    if tell.via:
        name = tell.via.name or desk.names.get(tell.via.address.lower(), "") or tell.via.address.partition("@")[0]
        return f"{name} via {policy.desk_name}"
    if tell.author and not reader.inside:
        name = first_name(desk.names.get(tell.author, ""))
        return f"{name}, {policy.desk_name}" if name else policy.desk_name
    return f"{policy.network} desk" if reader.inside else policy.desk_name


def _copied(tell: Tell, reader: Reader) -> tuple[Mailbox, ...]:
    """Whom the client copied, each once, and never the reader again."""
    boxes = {box.address.lower(): box for box in tell.cc if usable(box.address)}
    return tuple(box for address, box in boxes.items() if address not in reader.known)


def _nothing(tell: Tell) -> Original | None:
    # A mail that is to be shown whole, and whose bytes are gone (erased): the footer still says what it was.
    return Original(text="", html="") if tell.whole else None
