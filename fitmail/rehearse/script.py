"""The parts of a story: prose, then sections that begin with `-- name --` lines, as in Go's txtar.

Takes the text of a .story file. Gives a `Script`: prose and parts, each with the line it stands on, so that every
later complaint can name file and line.
Promises: nothing is guessed. A part that nobody knows, a part without what it needs and a line of the wrong shape
make the story unreadable, and all such places are named at once.
Known faults: a line of a mail's body that begins with "-- " and ends with " --" is always taken for a part.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from fitmail.model import Mistake

# What may stand between the dashes. A name that ends with ":" or " for" is followed by its argument.
PLAIN = ("network", "config", "mail", "reply", "then", "nothing leaves")
WITH_ARGUMENT = ("mail:", "order:", "later:", "sleep until:", "leaves for", "may leave for", "nothing leaves for")
EVENTS = ("mail", "mail:", "reply", "order:", "later:", "sleep until:")
WORDS = (
    "network, config, mail, mail: FILE, reply, order: ADDRESS, later: TIME, sleep until: TIME, then, "
    "leaves for ADDRESS, may leave for ADDRESS, nothing leaves, nothing leaves for ADDRESS"
)


class Unreadable(Exception):
    """The story cannot be read; `mistakes` says where and what was expected."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section: its name from PLAIN or WITH_ARGUMENT, its argument ("" when it has none), and its lines."""

    name: str
    argument: str
    line: int  # of the dashes
    end: int  # the last line of the part
    lines: tuple[str, ...]

    def where(self, index: int) -> int:
        """The line of the file on which `lines[index]` stands."""
        return self.line + 1 + index


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    file: str
    prose: str
    parts: tuple[Part, ...]  # in the order of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """Lines that begin with headers, as in a mail: names as written, values unfolded."""

    headers: tuple[tuple[str, str], ...]
    body: tuple[str, ...]  # without empty lines around it
    body_line: int

    def first(self, name: str) -> str:
        """The first value of a header, "" when there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def mistake(*, file: str, line: int, found: str, expected: str, hint: str) -> Mistake:
    return Mistake(file=file, line=line, found=found, expected=expected, hint=hint)


def read_script(text: str, *, file: str) -> Script:
    """Prose and parts in their order; raises Unreadable with every part that nobody knows."""
    lines = text.replace("\r\n", "\n").split("\n")
    marks = [(number, line) for number, line in enumerate(lines, start=1) if is_mark(line)]
    mistakes: list[Mistake] = []
    parts: list[Part] = []
    for place, (number, line) in enumerate(marks):
        end = marks[place + 1][0] - 1 if place + 1 < len(marks) else len(lines)
        named = part_name(line.strip()[3:-3].strip())
        if isinstance(named, str):
            mistakes.append(
                mistake(file=file, line=number, found=f'"{line.strip()}"', expected=f"one of {WORDS}", hint=named)
            )
            continue
        name, argument = named
        parts.append(Part(name=name, argument=argument, line=number, end=end, lines=tuple(lines[number:end])))
    prose = "\n".join(lines[: marks[0][0] - 1] if marks else lines).strip()
    mistakes += [] if mistakes else order_of_parts(parts, file=file)
    if mistakes:
        raise Unreadable(tuple(mistakes))
    return Script(file=file, prose=prose, parts=tuple(parts))


def is_mark(line: str) -> bool:
    """`-- name --`, with nothing before and at most blanks after it."""
    line = line.rstrip()
    return line.startswith("-- ") and line.endswith(" --") and len(line) > 6


def part_name(words: str) -> tuple[str, str] | str:
    """(name, argument), or a hint when the words are no part."""
    squeezed = " ".join(words.split())
    if squeezed in PLAIN:
        return squeezed, ""
    for name in WITH_ARGUMENT:
        if squeezed.startswith(name + " ") or (name.endswith(":") and squeezed.startswith(name)):
            argument = squeezed[len(name) :].strip()
            return (name, argument) if argument else f'"{name}" needs a word after it.'
        if squeezed == name.removesuffix(":") or squeezed == name:
            return f'"{name}" needs a word after it.'
    known = [*PLAIN, *WITH_ARGUMENT]
    near = difflib.get_close_matches(squeezed, known, n=1) or difflib.get_close_matches(
        " ".join(squeezed.split()[:2]), known, n=1, cutoff=0.7
    )
    return f'Did you mean "{near[0]}"?' if near else ""


def order_of_parts(parts: list[Part], *, file: str) -> list[Mistake]:
    """One network first, config before anything happens, and an event before what is expected of it."""
    mistakes: list[Mistake] = []
    begun = False
    seen: set[str] = set()
    for part in parts:
        if part.name in ("network", "config"):
            if part.name in seen or begun:
                mistakes.append(
                    mistake(
                        file=file,
                        line=part.line,
                        found=f'a second or late "{part.name}"',
                        expected=f'one "{part.name}" before the first mail',
                        hint="",
                    )
                )
            seen.add(part.name)
        elif part.name in EVENTS:
            begun = True
        elif not begun:
            mistakes.append(
                mistake(
                    file=file,
                    line=part.line,
                    found=f'"{part.name}" before anything has happened',
                    expected="a mail, reply, order, later or sleep until above it",
                    hint="",
                )
            )
    if "network" not in seen:
        line = parts[0].line if parts else 1
        mistakes.append(mistake(file=file, line=line, found="no network", expected='a part "-- network --"', hint=""))
    if not begun:
        line = parts[-1].line if parts else 1
        mistakes.append(
            mistake(file=file, line=line, found="a story in which nothing happens", expected="a mail", hint="")
        )
    return mistakes


def read_headed(part: Part, *, file: str, body_first: tuple[str, ...]) -> Headed:
    """Headers, an empty line, a body. `body_first`: beginnings of a first line that is body already."""
    headers: list[tuple[str, str]] = []
    index = 0
    if part.lines and part.lines[0].startswith(body_first):
        return headed(headers, part, index)
    while index < len(part.lines) and part.lines[index].strip():
        line = part.lines[index]
        name, colon, value = line.partition(":")
        if line[0] in " \t" and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {line.strip()}".strip())
        elif colon and name and all("!" <= letter <= "~" for letter in name):
            headers.append((name, value.strip()))
        else:
            raise Unreadable(
                (
                    mistake(
                        file=file,
                        line=part.where(index),
                        found=f'"{line.strip()}"',
                        expected='a header such as "Subject: Web shop", or an empty line before the text',
                        hint="",
                    ),
                )
            )
        index += 1
    return headed(headers, part, index + 1)


def headed(headers: list[tuple[str, str]], part: Part, index: int) -> Headed:
    body = list(part.lines[index:])
    while body and not body[-1].strip():
        body.pop()
    while body and not body[0].strip():
        body.pop(0)
        index += 1
    return Headed(headers=tuple(headers), body=tuple(body), body_line=part.where(index))
