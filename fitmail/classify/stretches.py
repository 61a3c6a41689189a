"""Where in a text a grammar can match at all, so that it need not be tried at every letter.

Takes a text, the sign without which nothing matches (a figure, say), and how far a match may reach before and behind
its signs. Gives stretches of the text, in order and apart from each other.
Promises: linear; a grammar that is looked for in the stretches alone finds what it finds in the whole text, as long
as between two signs of one match there are fewer letters than it may reach behind and before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURE = re.compile(r"\d+")


def around_figures(text: str, *, before: int, behind: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a text that have figures in them, or near them."""
    found: list[tuple[int, int]] = []
    for match in _FIGURE.finditer(text):
        start, end = max(0, match.start() - before), match.end() + behind
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def matches_in(pattern: re.Pattern[str], text: str, where: tuple[tuple[int, int], ...]) -> Iterator[re.Match[str]]:
    """What the pattern matches in these stretches; it sees what stands before them, and nothing behind."""
    for start, end in where:
        yield from pattern.finditer(text, start, end)
