"""What is looked up for people who change the rules: corrections as lessons, kept mails, and what a change would do.

Takes books, rules and mails; gives values that decide and the command line may use. Promises: reads only, and
outside any lock, for it may take seconds: every kept mail is read and filed twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fitmail.classify import cross_validated, lesson
from fitmail.classify.differing import Kept, differing
from fitmail.classify.proposed import pasted, rule_files
from fitmail.classify.rulebook import Rulebook, count_examples, parse_rules
from fitmail.classify.teaching import teach
from fitmail.classify.wordbook import at_home
from fitmail.decide.wishes import Wish
from fitmail.model import Arrival, Crossed, Event, Ours, PendingLesson, Policy, Proposal, Recognition, Taught
from fitmail.read import part, read
from fitmail.store import Books, Correction

ASKED = 15  # one letter in so many is asked how right proposed rules are: other mail waits meanwhile

LOOKED_AT = 300  # kept mails that a proposal by mail is tried on: the line waits meanwhile


def lessons(
    books: Books, rules: Rulebook, *, ours: Ours, state: str, numbers: Sequence[int] | None
) -> tuple[PendingLesson, ...]:
    """Corrections with their mails as examples, names replaced. `numbers`: only those."""
    found = books.corrections(state="accepted" if state == "accepted" else "pending")
    directory = books.directory()
    names = [person.name for person in directory.people] + [coop.name for coop in directory.coops]
    wanted = [one for one in found if numbers is None or one.number in numbers]
    return tuple(_lesson(one, rules, ours=ours, names=names) for one in wanted)


def _lesson(correction: Correction, rules: Rulebook, *, ours: Ours, names: Sequence[str]) -> PendingLesson:
    """A correction as an example; without its text when the mail is gone."""
    blank = PendingLesson(
        number=correction.number,
        table=correction.table,
        category=correction.category,
        case=correction.case,
        by=correction.by,
        at=correction.at,
        subject="",
        body="",
        facts=(),
    )
    if correction.arrival is None or not correction.arrival.raw:
        return blank
    message = read(correction.arrival.raw, ours=ours, rcpt=correction.arrival.rcpt)
    mailbox = "list" if correction.table == "list" else "desk"
    own = (message.author.name, message.form.name if message.form is not None else "", message.signature)
    example = lesson(message, stranger(mailbox), rules, names=(*names, *own))
    return replace(blank, subject=example.subject, body=example.body, facts=example.facts)


def stranger(mailbox: str) -> Recognition:
    """What memory would say of a first mail: the rules are asked about the text alone."""
    return Recognition(
        role="stranger",
        person=None,
        coop=None,
        mailbox=mailbox,
        token=None,
        token_valid=False,
        case="",
        linked_by="",
        maybe="",
        seen_before="",
        returned="",
        post="",
        thread_kind="",
    )


def kept(books: Books, *, ours: Ours, policy: Policy, limit: int | None) -> Iterator[Kept]:
    """The mails that rules filed, as they were read then, newest first."""
    for mail in books.filed_mails(limit):
        message = read(mail.arrival.raw, ours=ours, rcpt=mail.arrival.rcpt)
        recognition = books.recognise(mail.arrival, message, policy, mail.arrival.at)
        yield Kept(key=mail.arrival.key, case=mail.case, at=mail.arrival.at, message=message, recognition=recognition)


def proposal(
    files: Mapping[str, str],
    *,
    key: str,
    by: str,
    at: datetime,
    books: Books,
    rules: Rulebook,
    ours: Ours,
    policy: Policy,
) -> Proposal:
    """What these files would do: every mistake, or the kept mails that would be filed differently."""
    texts = {**rules.texts, **files}
    changed = tuple((name, text) for name, text in sorted(files.items()) if rules.texts.get(name) != text)
    made = Proposal(
        key=key,
        by=by,
        at=at,
        files=changed,
        mistakes=(),
        changes=(),
        counted=0,
        examples=0,
        based_on=rules.version,
        version=rules.version,
    )
    if not changed:
        return made
    new, mistakes = parse_rules(texts)
    if new is None:
        return replace(made, mistakes=mistakes, version="")
    if policy.region:
        new = replace(new, wordbook=at_home(new.wordbook, policy.region))
    mails = tuple(kept(books, ours=ours, policy=policy, limit=LOOKED_AT))
    return replace(
        made,
        changes=tuple(differing(mails, old=rules, new=new)),
        counted=len(mails),
        examples=count_examples(new),
        version=new.version,
        crossed=_crossed(new),
    )


def _crossed(rules: Rulebook) -> tuple[Crossed, ...]:
    """What rules and text model are worth on letters that the model has not seen."""
    return tuple(
        Crossed(
            table=table,
            letters=round(shares["letters"]),
            right=round(100 * shares["right"]),
            wrong=round(100 * shares["wrong"]),
            in_two=round(100 * shares["right_in_two"]),
        )
        for table, shares in cross_validated(rules, one_in=ASKED).items()
        if shares["letters"]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What was looked up for one mail about the rules."""

    proposal: Proposal | None
    lessons: tuple[PendingLesson, ...]
    taught: tuple[Taught, ...]


NOTHING = Study(proposal=None, lessons=(), taught=())


def study(wish: Wish, event: Event, *, by: str, books: Books, rules: Rulebook, ours: Ours, policy: Policy) -> Study:
    """Files are tried on the kept mails; corrections are put where they would go."""
    made = None
    if sent := _sent(wish, event):
        files, wrong = rule_files(sent, rules.texts)
        made = proposal(
            {} if wrong else files,
            key=event.key,
            by=by,
            at=event.at,
            books=books,
            rules=rules,
            ours=ours,
            policy=policy,
        )
        if wrong:
            made = replace(made, mistakes=wrong, version="")
    waiting: tuple[PendingLesson, ...] = ()
    if wish.lists or wish.settlings:
        waiting = lessons(books, rules, ours=ours, state="pending", numbers=None)
    return Study(proposal=made, lessons=waiting, taught=teach(rules, _chosen(wish, waiting, rules)).taught)


def _sent(wish: Wish, event: Event) -> tuple[tuple[str, str], ...]:
    """Names and texts of the files in the mail."""
    raw = event.raw if isinstance(event, Arrival) else b""
    attached = tuple((name, part(raw, path).decode("utf-8-sig", "replace")) for name, path in wish.files)
    return attached or pasted(wish.text)


def _chosen(wish: Wish, waiting: Sequence[PendingLesson], rules: Rulebook) -> list[PendingLesson]:
    """The accepted ones, each as what its accepter calls it, where its address knows such a category."""
    known = {"enquiries": rules.enquiries.categories, "list": rules.posts.categories}
    chosen = []
    for settling in wish.settlings:
        for one in waiting if settling.accepts else ():
            category = settling.category or one.category
            if one.number in settling.numbers and category in known[one.table]:
                chosen.append(replace(one, category=category))
    return chosen
