"""Mails that a story expects to leave, and how they are compared with those that left.

Takes `leaves for` and `may leave for` parts and the mails of one step. Gives a sentence for every difference.
Promises: parts of one step match in any order, two for one address in order; headers that are named must match and
others are not looked at; a body line matches a line that contains it, white space collapsed and capitals aside;
`= text` demands the whole line; `...` alone is any lines; without a body the text is not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fitmail.rehearse.departed import Departed
from fitmail.rehearse.script import Part, read_headed

LONG = 40  # an expected line of this length may have been wrapped into several


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """One mail that leaves for an address (`optional`: any number that may)."""

    line: int
    end: int
    address: str
    optional: bool
    headers: tuple[tuple[str, str], ...]
    body: tuple[str, ...]  # () = not looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingLeaves:
    line: int
    address: str  # "" = for anybody


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something that is not as the story says."""

    line: int
    says: str
    instead: tuple[Departed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    differences: tuple[Difference, ...]
    matched: tuple[Leaves, ...]
    surplus: tuple[Departed, ...]  # left, and not in the story


def read_leaves(part: Part, *, file: str, address: str) -> Leaves:
    headed = read_headed(part, file=file, body_first=("...", "= "))
    return Leaves(
        line=part.line,
        end=part.end,
        address=address,
        optional=part.name.startswith("may"),
        headers=headed.headers,
        body=headed.body,
    )


def squeeze(words: str) -> str:
    return " ".join(words.split())


def glob(pattern: str, words: str) -> bool:
    """`*` is any run of characters; everything else stands for itself."""
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == words
    if not words.startswith(first):
        return False
    place = len(first)
    for piece in rest[:-1]:
        found = words.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return len(words) - place >= len(rest[-1]) and words.endswith(rest[-1])


def header_matches(name: str, wanted: str, mail: Departed) -> bool:
    """Any header of that name whose value, as written or as people see it, is what is wanted."""
    wanted = squeeze(wanted)
    for value in mail.header(name):
        seen = squeeze(value)
        if any(glob(wanted, one) for one in (seen, seen.replace('"', ""))):
            return True
    return False


def why_not(expected: Leaves, mail: Departed) -> str:
    """ "" when the mail is what is expected, else the first thing that differs."""
    for name, wanted in expected.headers:
        if not header_matches(name, wanted, mail):
            found = "; ".join(squeeze(value) for value in mail.header(name)) or "no such header"
            return f"{name}: {wanted} — but it says {found}"
    return body_difference(expected.body, mail.text)


def body_difference(body: Sequence[str], text: str) -> str:
    """The first expected line that the text does not have at its place, "" when all are there."""
    wanted = [squeeze(line) for line in body if line.strip()]
    if not wanted:
        return ""
    lines = [line for line in (squeeze(line) for line in text.splitlines()) if line]
    reach = {0}  # how many lines of the text may be used up so far
    free = False  # `...` stands before the next line
    for line in wanted:
        if line == "...":
            free = True
            continue
        starts = range(min(reach), len(lines)) if free else sorted(reach)
        free = False
        reached = {end for start in starts if (end := line_ends(line, lines, start))}
        if not reached:
            return f'the line "{line}" is not there, or not at its place'
        reach = reached
    if not free and len(lines) not in reach:
        return f'the text goes on after "{wanted[-1]}" with "{lines[min(reach)]}"'
    return ""


def line_ends(wanted: str, lines: Sequence[str], start: int) -> int:
    """The index after the line that matches, 0 when it does not. Long lines may be wrapped in the mail."""
    if start >= len(lines):
        return 0
    whole = wanted.startswith("= ")
    words = wanted[2:].strip() if whole else wanted.casefold()
    if same_line(words, seen(lines[start], whole=whole), whole=whole):
        return start + 1
    joined, end = lines[start], start + 1
    while len(words) > LONG and end < len(lines) and len(joined) < 2 * len(words) + 200:
        joined, end = f"{joined} {lines[end]}", end + 1
        # The words must begin in the first line, or that line would be passed over unseen.
        at = seen(joined, whole=whole).find(words)
        if 0 <= at < len(lines[start]) and (not whole or joined == words):
            return end
    return 0


def seen(line: str, *, whole: bool) -> str:
    """Capitals do not matter to a line that contains words, as in the rules: "budget" stands in "Budget: 20k"."""
    return line if whole else line.casefold()


def same_line(wanted: str, line: str, *, whole: bool) -> bool:
    if whole:
        return wanted == line
    return wanted in line or ("*" in wanted and glob(f"*{wanted}*", line))


def compare(expectations: Sequence[object], mails: Sequence[Departed]) -> Verdict:
    """All `leaves`, `may leave` and `nothing leaves` of a step against all mails that left in it."""
    differences: list[Difference] = []
    matched: list[Leaves] = []
    surplus: list[Departed] = []
    parts = [one for one in expectations if isinstance(one, Leaves)]
    for address in dict.fromkeys([*(one.address for one in parts), *(mail.address for mail in mails)]):
        wanted = [one for one in parts if one.address == address]
        left = [mail for mail in mails if mail.address == address]
        pairs, lone, rest = in_order(wanted, left)
        matched += pairs
        surplus += rest
        for one in lone:
            reasons = [why for mail in rest if (why := why_not(one, mail))]
            why = f" ({reasons[0]})" if reasons else ""
            says = f"a mail should leave for {address}{' as written here' if left else ''}{why}"
            differences.append(Difference(line=one.line, says=says, instead=tuple(rest or left)))
    for nothing in expectations:
        if isinstance(nothing, NothingLeaves):
            bad = [mail for mail in surplus if nothing.address in ("", mail.address)]
            if bad:
                says = "nothing should leave" + (f" for {nothing.address}" if nothing.address else "")
                differences.append(Difference(line=nothing.line, says=says, instead=tuple(bad)))
    told = {id(mail) for difference in differences for mail in difference.instead}
    silent = tuple(mail for mail in surplus if id(mail) not in told)
    if silent:
        differences.append(
            Difference(line=0, says="these mails left, and the story does not have them", instead=silent)
        )
    return Verdict(
        differences=tuple(sorted(differences, key=lambda one: one.line)),
        matched=tuple(matched),
        surplus=tuple(surplus),
    )


def in_order(wanted: Sequence[Leaves], left: Sequence[Departed]) -> tuple[list[Leaves], list[Leaves], list[Departed]]:
    """(matched, expected and missing, left over): the best pairing that keeps both orders.

    A table of counts as for the longest common subsequence, since what may leave may also stay away and one that
    may leave may come more than once.
    """
    fits = [[why_not(one, mail) == "" for mail in left] for one in wanted]
    best = [[0] * (len(left) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(left) - 1, -1, -1):
            weight = 2 if wanted[i].optional else 3  # a required part comes before an optional one
            onward = best[i][j + 1] if wanted[i].optional else best[i + 1][j + 1]
            taken = weight + onward if fits[i][j] else 0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    matched: list[Leaves] = []
    missing: list[Leaves] = []
    rest: list[Departed] = []
    i = j = 0
    while i < len(wanted) and j < len(left):
        optional = wanted[i].optional
        onward = best[i][j + 1] if optional else best[i + 1][j + 1]
        if fits[i][j] and best[i][j] == (2 if optional else 3) + onward:
            matched.append(wanted[i])
            i, j = (i, j + 1) if optional else (i + 1, j + 1)
        elif best[i][j] == best[i + 1][j]:
            missing += [] if optional else [wanted[i]]
            i += 1
        else:
            rest.append(left[j])
            j += 1
    missing += [one for one in wanted[i:] if not one.optional]
    return matched, missing, rest + list(left[j:])
