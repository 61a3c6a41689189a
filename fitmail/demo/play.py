"""The acts of the demonstration: what the world sends, what people answer, and what the desk makes of it.

Takes a running stage and a screen. Gives scenes and faults. Promises: each act looks for the mail that it is about
and says so when it has not left; nobody's answer is invented: people write through the mail programs that
`fitmail rehearse` plays, to the mails that really left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from fitmail.demo.cast import Corpus, Incoming, Person
from fitmail.demo.installation import DESK
from fitmail.demo.scenes import Letter, Scene, of_bytes, of_departed
from fitmail.demo.screen import Screen
from fitmail.demo.stage import Stage, vouched
from fitmail.model import Case, Enquiry
from fitmail.rehearse.clients import Typed, answered, write_reply
from fitmail.rehearse.departed import Departed

LONDON = ZoneInfo("Europe/London")


class Missing(Exception):
    """A mail that an act is about has not left."""


class Play:
    """What has happened so far, and the means to go on."""

    def __init__(self, stage: Stage, screen: Screen) -> None:
        self.stage, self.screen = stage, screen
        self.corpus = Corpus(stage.source)
        self.scenes: list[Scene] = []
        self.left: list[Departed] = []
        self.faults: list[str] = []
        self._written = 0

    # -- acts

    def act(self, title: str, at: datetime, *lines: str) -> Scene:
        """The curtain rises: the clock is set, the heading is shown."""
        self.stage.at(at)
        scene = Scene(number=len(self.scenes) + 1, title=title, at=at, lines=[" ".join(lines)])
        self.scenes.append(scene)
        here = at.astimezone(LONDON)
        self.screen.heading(scene.number, title, f"{here:%a} {here.day} {here:%b} {here:%H:%M}")
        self.screen.says(" ".join(lines))
        return scene

    def tell(self, text: str) -> None:
        """A sentence about what happened, on the terminal and on the page."""
        self.screen.says(text)
        self.scenes[-1].lines.append(text)

    def later(self, at: datetime) -> None:
        """Time passes within an act."""
        self.stage.at(at)
        self.screen.line("")
        self.screen.line(f"── {at.astimezone(LONDON):%H:%M}", "2")

    def settle(self, *unfolded: str, until: Callable[[], bool] = lambda: True) -> tuple[Departed, ...]:
        """Until the desk has come to rest; what left goes into the act. `unfolded`: templates worth showing whole."""
        self.stage.rest(until)
        fresh = self.stage.fresh()
        self.left += fresh
        self.scenes[-1].letters += [of_departed(mail, unfolded=mail.template in unfolded) for mail in fresh]
        return fresh

    def unfold(self, mail: Departed | None) -> None:
        """On the page this mail of the act is shown whole."""
        if mail is not None:
            plain, letters = of_departed(mail, unfolded=False), self.scenes[-1].letters
            letters[letters.index(plain)] = replace(plain, open=True)

    def came(self, letter: Letter) -> None:
        self.scenes[-1].letters.append(letter)

    def expect(self, fine: bool, sentence: str) -> None:
        """A promise of the act; a broken one is told at the end, and the exit code is 1."""
        if not fine:
            self.faults.append(f"act {self.scenes[-1].number}: {sentence}")
            self.screen.line(f"  ! {sentence}", "31")

    # -- people

    def arrived(self, mails: Sequence[Incoming], what: str) -> None:
        """What came goes into the act, each before the mails that it caused; called when the desk has come to rest."""
        letters = self.scenes[-1].letters
        for mail in mails:
            case = self._case_of(mail)
            letter = of_bytes(mail.raw, what=what, case=case, language=mail.language, at=self.stage.now)
            caused = [each for each in letters if case and each.case == case and not each.came]
            caused += [
                each for each in letters if not case and not each.case and subject_in(mail.subject, each.subject)
            ]
            for each in caused:
                letters.remove(each)
            letters += [letter, *caused]

    def _case_of(self, mail: Incoming) -> str:
        """By the answer that it got, else by the case's subject; "" for a list post."""
        if what := next((m.case for m in self.left if m.first("In-Reply-To") == mail.message_id and m.outward), ""):
            return what
        named = (case.id for case in self.today() if case.subject and subject_in(case.subject, mail.subject))
        return next(named, "") if mail.rcpt == DESK else ""

    def answer(self, who: Person, mail: Departed, *lines: str) -> Letter:
        """Somebody answers a mail that left to them, with their own mail program."""
        self._written += 1
        domain = who.address.rpartition("@")[2]
        typed = Typed(
            name=who.name,
            address=who.address,
            lines=lines,
            client=who.client,
            message_id=f"<played-{self._written}@{domain}>",
            at=self.stage.now.astimezone(LONDON),
            headers=(),
            attachments=(),
        )
        raw = write_reply(typed, answered(mail, local=lambda at: at.astimezone(LONDON)))
        insider = any(who.address == person.address for person in self.stage.directory.people)
        raw = vouched(raw, who.address) if insider else raw
        to = parseaddr(mail.first("Reply-To") or mail.first("From"))[1]
        language = who.client.rpartition("-")[2]
        letter = of_bytes(raw, what="an answer", case=mail.case, language=language, at=self.stage.now)
        self.came(letter)
        self.stage.by_smtp(raw, rcpt=to)
        return letter

    # -- what is known

    def enquiry(self, address: str) -> Enquiry:
        """Today's case of a client."""
        found = [case for case in self.today() if isinstance(case, Enquiry) and case.enquirer.address == address]
        if not found:
            raise Missing(f"there is no case of {address}")
        return found[-1]

    def today(self) -> tuple[Case, ...]:
        """The cases that were opened in the play, not those of old mail."""
        first = self.scenes[0].at
        return tuple(case for case in self.stage.books.cases(open_only=False) if case.opened_at >= first)

    def mail(self, case: str, template: str, to: str) -> Departed:
        """The last mail of that kind that left to somebody about a case."""
        found = [m for m in self.left if m.case == case and m.template == template and m.address == to]
        if not found:
            raise Missing(f"no {template} about {case} has left to {to}")
        return found[-1]

    def new(self, template: str, to: str, among: Sequence[Departed]) -> Departed | None:
        """A mail of that kind among those that just left; its absence is a fault."""
        found = next((m for m in among if m.template == template and m.address == to), None)
        self.expect(found is not None, f"no {template} has left to {to}")
        return found

    def show(self, mail: Departed | None, *, lines: int) -> None:
        if mail is not None:
            self.screen.mail(of_departed(mail, unfolded=False), lines=lines)


def subject_in(inner: str, outer: str) -> bool:
    """Whether a subject stands in another one, however it was folded and whatever list's name stands before it."""
    bare = inner.partition("] ")[2] if inner.startswith("[") else inner
    return " ".join(bare.split()) in " ".join(outer.split())


def clock(day: int, hour: int, minute: int) -> datetime:
    """An instant of March 2026; London keeps winter time until the 29th."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)
