"""The desk for those who keep the rules: files that are proposed by mail, and corrections that wait.

A maintainer sends rule files to the rules' own address and hears every mistake, or which kept mails would be filed
differently; the word `activate` in answer puts them in force. Promises: nothing changes the rules but an authenticated
word of somebody who keeps them, and for files a fresh confirmation besides (level 3); proposed against other rules
than those in force, a file is proposed anew. What was tried stands in the context: nothing is computed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from fitmail.decide.authority import Authority, authority
from fitmail.decide.hand import Hand, Refused, bad, good
from fitmail.decide.minutes import Minutes
from fitmail.decide.order_lines import OrderLine
from fitmail.decide.orders import offers
from fitmail.decide.proof import ask_for_proof
from fitmail.decide.wishes import Settling, about_rules, keeps_rules, vouched, wish_of
from fitmail.model import (
    Activate,
    Context,
    Decision,
    Mistake,
    Person,
    Proposal,
    Propose,
    Purpose,
    Refiled,
    Result,
    SettleLesson,
    Tell,
    Tick,
)

SHOWN = 40  # changes that a mail lists
RULES = "rules"  # of the journal's lines about rules


def concerned(ctx: Context) -> bool:
    """A registered person's mail about rules that proposes, settles or asks; their `activate` is an order."""
    recognition, message = ctx.recognition, ctx.message
    if recognition is None or message is None or recognition.person is None or not about_rules(message, recognition):
        return False
    wish = wish_of(message)
    return bool(wish.files or wish.text or wish.settlings or wish.lists)


def asked(ctx: Context) -> Decision:
    """Files, settled corrections, or the wish to see what waits."""
    minutes = Minutes(ctx)
    assert ctx.recognition is not None and ctx.recognition.person is not None
    person, wish = ctx.recognition.person, wish_of(minutes.message)
    if not keeps_rules(person, ctx.policy):
        refused = (Result(line=minutes.message.subject, ok=False, key="not-keeper", args={}),)
        _tell_results(minutes, person, refused)
        return minutes.finish(f"{person.name} does not keep the rules, and was told.", end="filed", case="")
    if not vouched(ctx.event, minutes.message, person):
        why = "nothing proves that the mail is really yours"
        return ask_for_proof(ctx, Authority(person=person, level=0, why=why), minutes.message.said)
    if ctx.proposal is not None:
        return _proposed(minutes, person, ctx.proposal)
    if wish.settlings:
        results = tuple(result for one in wish.settlings for result in _settled(minutes, person, one))
        _tell_results(minutes, person, results)
        done = ", ".join(one.line for one in wish.settlings)
        return minutes.finish(f"{person.name} settled corrections: {done}.", end="filed", case="")
    if wish.lists:
        minutes.tell(_list(minutes, person.address, weekly=False))
        return minutes.finish(f"{person.name} asked which corrections wait.", end="filed", case="")
    refused = (Result(line=minutes.message.subject, ok=False, key="no-rule-file", args={}),)
    _tell_results(minutes, person, refused)
    return minutes.finish(f"{person.name} sent no rule file that could be read.", end="filed", case="")


def _tell_results(minutes: Minutes, person: Person, results: tuple[Result, ...]) -> None:
    problems = sum(not result.ok for result in results)
    facts: dict[str, object] = {
        "results": results,
        "done": len(results) - problems,
        "problems": problems,
        "offer_send": False,
        "text": "",
    }
    tell = minutes.tell_person(
        person.address, key="transcript", template="transcript", case="", facts=facts, purpose=Purpose.RULES
    )
    minutes.tell(replace(tell, offers=offers("help")))


# -- files


def _proposed(minutes: Minutes, person: Person, proposal: Proposal) -> Decision:
    """Every mistake, or what would be filed differently and the word that puts it in force."""
    names = tuple(name for name, _ in proposal.files)
    ready = bool(names) and not proposal.mistakes
    if ready:
        minutes.note(Propose(proposal=proposal))
    facts: dict[str, object] = {
        "files": names,
        "mistakes": tuple(_mistake(one) for one in proposal.mistakes[:SHOWN]),
        "more_mistakes": max(0, len(proposal.mistakes) - SHOWN),
        "changes": tuple(_change(one) for one in proposal.changes[:SHOWN]),
        "changed": len(proposal.changes),
        "transitions": _transitions(proposal.changes),
        "counted": proposal.counted,
        "examples": proposal.examples,
        "crossed": proposal.crossed,
        "version": proposal.version,
        "own": minutes.policy.rules_own,
    }
    tell = minutes.tell_person(
        person.address, key="proposed", template="rules-proposed", case="", facts=facts, purpose=Purpose.RULES
    )
    words = ("activate", "help") if ready and minutes.policy.rules_own else ("help",)
    minutes.tell(replace(tell, offers=offers(*words), about=proposal.key if ready else ""))
    told = f"{len(proposal.mistakes)} mistakes" if proposal.mistakes else f"{len(proposal.changes)} mails would move"
    return minutes.finish(f"{person.name} proposed {', '.join(names) or 'rules'}: {told}.", end="filed", case="")


def _mistake(one: Mistake) -> Mapping[str, object]:
    return {"file": one.file, "line": one.line, "found": one.found, "expected": one.expected, "hint": one.hint}


def _change(one: Refiled) -> Mapping[str, object]:
    return {"at": one.at, "case": one.case, "subject": one.subject, "was": one.was, "now": one.now}


def _transitions(changes: tuple[Refiled, ...]) -> tuple[tuple[str, str, int], ...]:
    counted = Counter((change.was, change.now) for change in changes)
    return tuple((was, now, count) for (was, now), count in counted.most_common())


def ready(ctx: Context, person: Person) -> bool:
    """There is something to activate, and the person may."""
    return ctx.standing is not None and keeps_rules(person, ctx.policy)


def activate(hand: Hand, order: OrderLine) -> Result:
    """Puts a proposal in force: after the commit its files are written into the rules folder (level 3)."""
    minutes, ctx = hand.minutes, hand.minutes.ctx
    proposal = ctx.standing
    if not keeps_rules(hand.person, minutes.policy):
        raise Refused(bad(order, "not-keeper"))
    if proposal is None:
        raise Refused(bad(order, "nothing-proposed"))
    who = authority(ctx)
    if who is None or who.level < 3:
        raise Refused(bad(order, "unauthenticated"))
    if not minutes.policy.rules_own:
        raise Refused(bad(order, "rules-shipped"))
    if ctx.classification is None or proposal.based_on != ctx.classification.rules_version:
        raise Refused(bad(order, "rules-changed"))
    files = ", ".join(name for name, _ in proposal.files)
    minutes.note(Activate(proposal=proposal.key, by=hand.person.address))
    minutes.record(
        RULES, who=hand.person.address, what="activate", was=proposal.based_on, now=proposal.version, why=files
    )
    return good(order, "activated", files=files, version=proposal.version)


# -- corrections


def _settled(minutes: Minutes, person: Person, one: Settling) -> tuple[Result, ...]:
    """What became of each number of a line."""
    if not one.numbers:
        return (Result(line=one.line, ok=False, key="which-lesson", args={}),)
    return tuple(_settle(minutes, person, one, number) for number in one.numbers)


def _settle(minutes: Minutes, person: Person, one: Settling, number: int) -> Result:
    ctx = minutes.ctx
    lesson = next((lesson for lesson in ctx.lessons if lesson.number == number), None)
    taught = next((taught for taught in ctx.taught if taught.number == number), None)
    if lesson is None:
        return Result(line=one.line, ok=False, key="no-such-lesson", args={"found": str(number)})
    args = {"number": str(number), "rule": lesson.category}
    if not one.accepts:
        minutes.note(SettleLesson(number=number, state="rejected", category="", by=person.address))
        return Result(line=one.line, ok=True, key="lesson-rejected", args=args)
    if not lesson.subject and not lesson.body:
        return Result(line=one.line, ok=False, key="lesson-gone", args=args)
    if taught is None:
        return Result(line=one.line, ok=False, key="which-category", args=args)
    if not minutes.policy.rules_own:
        return Result(line=one.line, ok=False, key="rules-shipped", args={})
    minutes.note(SettleLesson(number=number, state="accepted", category=taught.category, by=person.address))
    key = "lesson-learned" if taught.file == "learned.yaml" else "lesson-accepted"
    return Result(line=one.line, ok=True, key=key, args={**args, "rule": taught.category})


def _list(minutes: Minutes, to: str, *, weekly: bool) -> Tell:
    """The corrections that wait, with their texts."""
    lessons = tuple(
        {
            "number": lesson.number,
            "table": lesson.table,
            "category": lesson.category,
            "case": "" if lesson.table == "list" else lesson.case,
            "text": "\n".join(part for part in (lesson.subject, lesson.body) if part),
        }
        for lesson in minutes.ctx.lessons
    )
    facts: dict[str, object] = {"lessons": lessons, "weekly": weekly}
    tell = minutes.tell_person(to, key="lessons", template="lessons", case="", facts=facts, purpose=Purpose.RULES)
    return replace(tell, offers=offers("help"))


def weekly(ctx: Context) -> Decision:
    """Once a week a keeper of the rules sees what waits; nothing when nothing does."""
    assert isinstance(ctx.event, Tick)
    minutes = Minutes(ctx)
    if not ctx.lessons:
        return minutes.finish("No correction waits.", end="filed", case="")
    minutes.tell(_list(minutes, ctx.event.about, weekly=True))
    return minutes.finish(f"{len(ctx.lessons)} corrections wait for a word.", end="filed", case="")
