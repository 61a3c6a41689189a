"""What happens in a story: mails, replies, orders and the clock, as typed values in the order of the file.

Takes a `Script`. Gives a `Story`: the network, the settings laid over the sample, and steps; a step is one event
with everything that is expected after it.
Promises: the whole file is read before anything is played, and every place that cannot be read is named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fitmail.model import Mistake
from fitmail.rehearse.claims import Claim, read_claims
from fitmail.rehearse.clients import CLIENTS, MACHINES
from fitmail.rehearse.expected import Leaves, NothingLeaves, read_leaves
from fitmail.rehearse.network import Network, read_network
from fitmail.rehearse.script import (
    EVENTS,
    Part,
    Unreadable,
    mistake,
    read_headed,
    read_script,
)
from fitmail.rehearse.times import read_time

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailArrives:
    line: int
    headers: Headers  # without the runner's own words
    body: tuple[str, ...]
    trust: str  # "", none, fail
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileArrives:
    line: int
    path: Path  # .eml, or mbox with one mail or more
    headers: Headers  # that replace those of the file
    trust: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyArrives:
    line: int
    author: str  # the From header as written
    whose: str  # answers the last mail that left for this address
    client: str  # gmail-en ...
    card: bool | None  # True: the card; False: the mail; None: not said
    headers: Headers  # Subject, Cc and others that replace what the client would write
    body: tuple[str, ...]
    trust: str
    attachments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderGiven:
    line: int
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockGoes:
    line: int
    until: datetime
    asleep: bool  # True: one jump, as of a server that was off


Act = MailArrives | FileArrives | ReplyArrives | OrderGiven | ClockGoes
Expectation = Leaves | NothingLeaves | Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    act: Act
    expectations: tuple[Expectation, ...]
    end: int  # the last line of the step


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    file: str
    prose: str
    network: Network
    config: str  # TOML
    config_line: int  # where it begins
    steps: tuple[Step, ...]


def read_story(text: str, *, file: str, folder: Path) -> Story:
    """The whole story, or Unreadable with every place that could not be read."""
    script = read_script(text, file=file)
    mistakes: list[Mistake] = []
    config, config_line = "", 0
    network: Network | None = None
    steps: list[tuple[Act, list[Expectation], int]] = []
    for part in sorted(script.parts, key=lambda one: one.name != "network"):
        try:
            if part.name == "network":
                network = read_network(part, file=file)
            elif part.name == "config":
                config, config_line = "\n".join(part.lines), part.line + 1
            elif part.name in EVENTS:
                act = read_act(part, file=file, folder=folder, network=network)
                steps.append((act, [], part.end))
            elif steps:
                act, expectations, _ = steps[-1]
                expectations += read_expectations(part, file=file)
                steps[-1] = (act, expectations, part.end)
        except Unreadable as trouble:
            mistakes += trouble.mistakes
    if network is not None:
        mistakes += clock_mistakes([step[0] for step in steps], network.now, file=file)
    if mistakes or network is None:
        raise Unreadable(tuple(sorted(mistakes, key=lambda one: one.line)))
    return Story(
        file=file,
        prose=script.prose,
        network=network,
        config=config,
        config_line=config_line,
        steps=tuple(Step(act=act, expectations=tuple(all_of_it), end=end) for act, all_of_it, end in steps),
    )


def clock_mistakes(acts: list[Act], now: datetime, *, file: str) -> list[Mistake]:
    """A story's clock only goes forward."""
    answer = []
    for act in acts:
        if isinstance(act, ClockGoes):
            if act.until < now:
                words = f"{act.until.isoformat()}, which is before {now.isoformat()}"
                answer.append(
                    mistake(file=file, line=act.line, found=words, expected="a time that comes later", hint="")
                )
            now = max(now, act.until)
    return answer


def read_expectations(part: Part, *, file: str) -> list[Expectation]:
    if part.name == "then":
        return list(read_claims(part))
    if part.name.startswith("nothing leaves"):
        refuse_lines(part, file=file)
        address = one_address(part, file=file) if part.argument else ""
        return [NothingLeaves(line=part.line, address=address)]
    return [read_leaves(part, file=file, address=one_address(part, file=file))]


def one_address(part: Part, *, file: str) -> str:
    address = part.argument.strip("<>").lower()
    if "@" not in address or " " in address:
        raise Unreadable(
            (mistake(file=file, line=part.line, found=f'"{part.argument}"', expected="an address", hint=""),)
        )
    return address


def refuse_lines(part: Part, *, file: str) -> None:
    for index, line in enumerate(part.lines):
        if line.strip():
            raise Unreadable(
                (
                    mistake(
                        file=file,
                        line=part.where(index),
                        found=f'"{line.strip()}" below "{part.name}"',
                        expected="nothing, or the next part",
                        hint="",
                    ),
                )
            )


def read_act(part: Part, *, file: str, folder: Path, network: Network | None) -> Act:
    zone = network.zone if network else "UTC"
    if part.name in ("later:", "sleep until:"):
        refuse_lines(part, file=file)
        until = read_time(part.argument, zone=zone)
        if until is None:
            expected = "a time such as 2026-03-03 14:05 -0300"
            found = f'"{part.argument}"'
            raise Unreadable((mistake(file=file, line=part.line, found=found, expected=expected, hint=""),))
        return ClockGoes(line=part.line, until=until, asleep=part.name == "sleep until:")
    if part.name == "order:":
        lines = [line.strip() for line in part.lines if line.strip()]
        if not lines:
            expected = "one line such as E-1 !decline budget"
            raise Unreadable((mistake(file=file, line=part.line, found="no order", expected=expected, hint=""),))
        return OrderGiven(line=part.line, by=one_address(part, file=file), text="\n".join(lines))
    if part.name == "mail:":
        return read_file_act(part, file=file, folder=folder)
    return read_mail_act(part, file=file) if part.name == "mail" else read_reply_act(part, file=file)


def read_file_act(part: Part, *, file: str, folder: Path) -> FileArrives:
    headed = read_headed(part, file=file, body_first=())
    for base in (folder, Path.cwd()):
        if (base / part.argument).is_file():
            own = RunnerWords(part, headed.headers, file=file)
            trust = own.choice("Trust", ("none", "fail"))
            own.finish()
            return FileArrives(line=part.line, path=base / part.argument, headers=own.others, trust=trust)
    expected = "a file beside the story"
    found = f'no file "{part.argument}"'
    raise Unreadable((mistake(file=file, line=part.line, found=found, expected=expected, hint=""),))


class RunnerWords:
    """The headers of a part that speak to the runner and never travel: Trust, Client, Answers, Attachment …"""

    def __init__(self, part: Part, headers: Headers, *, file: str) -> None:
        self.part, self.file, self.headers = part, file, headers
        self.taken: set[str] = {"attachment"}
        self.mistakes: list[Mistake] = []

    def text(self, name: str) -> str:
        self.taken.add(name.lower())
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = " ".join(self.text(name).lower().split())
        if value and value not in allowed:
            self.wrong(f'"{name}: {value}"', f"{name}: " + " or ".join(allowed))
        return value

    def wrong(self, found: str, expected: str) -> None:
        self.mistakes.append(mistake(file=self.file, line=self.part.line, found=found, expected=expected, hint=""))

    def finish(self) -> None:
        if self.mistakes:
            raise Unreadable(tuple(self.mistakes))

    @property
    def attachments(self) -> tuple[str, ...]:
        return tuple(value for key, value in self.headers if key.lower() == "attachment" and value)

    @property
    def others(self) -> Headers:
        return tuple((key, value) for key, value in self.headers if key.lower() not in self.taken)


def read_mail_act(part: Part, *, file: str) -> MailArrives:
    headed = read_headed(part, file=file, body_first=())
    own = RunnerWords(part, headed.headers, file=file)
    trust = own.choice("Trust", ("none", "fail", "pass"))
    if not any(key.lower() == "from" for key, _ in headed.headers):
        own.wrong("a mail without From", "a line From: NAME <ADDRESS>")
    own.finish()
    return MailArrives(line=part.line, headers=own.others, body=headed.body, trust=trust, attachments=own.attachments)


def read_reply_act(part: Part, *, file: str) -> ReplyArrives:
    headed = read_headed(part, file=file, body_first=())
    own = RunnerWords(part, headed.headers, file=file)
    trust = own.choice("Trust", ("none", "fail", "pass"))
    client = known_client(own.text("Client"), own.wrong)
    answers = own.choice("Answers", ("the card", "the mail"))
    author, whose = own.text("From"), own.text("To-The-Last-Mail-For")
    if "@" not in author:
        own.wrong(f'"From: {author}"', "From: with the address of who replies")
    own.finish()
    return ReplyArrives(
        line=part.line,
        author=author,
        whose=(whose or author).rpartition("<")[2].strip("<> ").lower(),
        client=client,
        card={"the card": True, "the mail": False}.get(answers),
        headers=own.others,
        body=headed.body,
        trust=trust,
        attachments=own.attachments,
    )


def known_client(words: str, wrong: Callable[[str, str], None]) -> str:
    """`outlook`, `outlook-es`, `iphone-pt` …; English when no language is said, gmail when nothing is."""
    name = words.strip().lower() or "gmail-en"
    if name in MACHINES:
        return name
    if name in CLIENTS:
        name += "-en"
    client, _, language = name.rpartition("-")
    if client not in CLIENTS or language not in ("en", "es", "pt"):
        wrong(f'"Client: {words}"', "one of " + ", ".join(CLIENTS) + ", with -en, -es or -pt")
    return name
