"""Plays a story from its first mail to its last, and says where it went another way.

Takes a story that could be read. Gives, for each step, what left and every difference from what was expected.
Promises: a story stops at its first step with a difference, since what follows would only repeat it. The clock is
the story's; the machine's time, its network and its mail are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from fitmail.decide import on_duty
from fitmail.rehearse.acts import ClockGoes, FileArrives, MailArrives, OrderGiven, ReplyArrives, Step, Story
from fitmail.rehearse.claims import Claim, check
from fitmail.rehearse.clients import MACHINES, Typed, answered, write_reply
from fitmail.rehearse.departed import Departed
from fitmail.rehearse.expected import Difference, compare
from fitmail.rehearse.invariants import broken
from fitmail.rehearse.machines import post_machine
from fitmail.rehearse.posting import Ground, Posted, post_file, post_mail, post_reply
from fitmail.rehearse.stage import Restless, Stage


class Astray(Exception):
    """The story asks for something that the world of the story does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A step that was played."""

    step: Step
    left: tuple[Departed, ...]
    differences: tuple[Difference, ...]


class Player:
    def __init__(self, story: Story, stage: Stage) -> None:
        self.story, self.stage = story, stage
        settings = stage.settings
        self.ground = Ground(
            network=story.network,
            ours=settings.ours.addresses,
            separator=settings.policy.separator,
            server=next(iter(settings.servers), ""),
        )
        self.zone = ZoneInfo(settings.policy.zone)
        self.names: dict[str, str] = {}  # of outsiders, by address, from their own mails

    def play(self) -> tuple[Played, ...]:
        """All steps until one differs."""
        answer: list[Played] = []
        for number, step in enumerate(self.story.steps, start=1):
            try:
                self.perform(step, number)
                trouble = ""
            except (Astray, Restless) as error:
                trouble = str(error)
            left = self.stage.collect(number)
            differences = list(compare(step.expectations, left).differences)
            differences += self.claims(step)
            differences += [
                Difference(line=step.act.line, says=sentence, instead=())
                for sentence in (*([trouble] if trouble else []), *broken(self.stage, left))
            ]
            answer.append(Played(step=step, left=left, differences=tuple(differences)))
            if differences:
                break
        return tuple(answer)

    def claims(self, step: Step) -> list[Difference]:
        answer = []
        house, network, on_duty = self.stage.house, self.story.network, self.on_duty()
        own = {category.key for category in house.furniture.rules.handbook.categories}
        for claim in step.expectations:
            if isinstance(claim, Claim):
                wrong = check(claim, books=house.books, network=network, on_duty=on_duty, own=own)
                if wrong:
                    answer.append(Difference(line=claim.line, says=f"{claim.text} — but {wrong}", instead=()))
        return answer

    def on_duty(self) -> str:
        house = self.stage.house
        return on_duty(house.books.directory(), house.settings.policy, self.stage.now).chair

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def perform(self, step: Step, number: int) -> None:
        stage, act = self.stage, step.act
        match act:
            case MailArrives():
                author, sender = parseaddr(next(value for name, value in act.headers if name.lower() == "from"))
                self.names.setdefault(sender.lower(), author)
                message_id = f"<story.{number}@{sender.rpartition('@')[2] or 'invalid.example'}>"
                now = self.local(stage.now)
                stage.hand_in(post_mail(act, ground=self.ground, now=now, message_id=message_id))
            case FileArrives():
                for posted in post_file(act, ground=self.ground):
                    stage.hand_in(posted)
            case ReplyArrives():
                stage.hand_in(self.reply(act, number))
            case OrderGiven():
                stage.order(by=act.by, text=act.text)
            case ClockGoes() if act.asleep:
                stage.sleep_to(act.until)
            case ClockGoes():
                stage.go_to(act.until)
        stage.rest()

    def reply(self, act: ReplyArrives, number: int) -> Posted:
        mail = self.answered_mail(act)
        name, address = parseaddr(act.author)
        typed = Typed(
            name=name or self.name_of(address),
            address=address.lower(),
            lines=act.body,
            client=act.client,
            message_id=f"<story.{number}@{address.rpartition('@')[2].lower()}>",
            at=self.local(self.stage.now),
            headers=act.headers,
            attachments=act.attachments,
        )
        if act.client in MACHINES:
            posted = post_machine(typed, mail)
            if posted is None:
                raise Astray(f"the last mail for {act.whose} has a null return path: no machine may answer it")
            return posted
        raw = write_reply(typed, answered(mail, local=self.local))
        return post_reply(raw, author=f"{typed.name} <{typed.address}>", trust=act.trust, ground=self.ground)

    def name_of(self, address: str) -> str:
        """Everybody writes under the name that they used before."""
        person = self.story.network.person(address)
        return person.name if person else self.names.get(address.lower(), "")

    def answered_mail(self, act: ReplyArrives) -> Departed:
        """The last mail for that address; of two that left together the one that `Answers` names."""
        mails = [mail for mail in self.stage.left if mail.address == act.whose]
        if not mails:
            raise Astray(f"nothing has left for {act.whose} yet, so that there is nothing to reply to")
        last = mails[-1]
        together = [mail for mail in mails if (mail.step, mail.at, mail.case) == (last.step, last.at, last.case)]
        if act.card is None:
            return newest(together, is_routed) or last
        # Said in so many words: the card or the enquirer's mail, however long ago it came.
        fits = is_card if act.card else is_routed
        return newest(together, fits) or newest(mails, fits) or last


def newest(mails: Sequence[Departed], fits: Callable[[Departed], bool]) -> Departed | None:
    return next((mail for mail in reversed(mails) if fits(mail)), None)


def is_card(mail: Departed) -> bool:
    """What goes to the owner beside the enquirer's mail (G13 b), and the card of a list post."""
    return mail.template in ("card", "followup", "post-card")


def is_routed(mail: Departed) -> bool:
    """The enquirer's mail as it is handed to the owner (product.md G13 a)."""
    return mail.template == "enquirer-mail"
