"""Writes what really left into a story, for a person to read in the diff.

Takes a story's text and what was played. Gives the new text: parts that match stay as they are, letter by letter;
parts that nothing matched go; a mail that the story does not have is added after the step with its subject, its
sender and its first lines. Prose, network, events and `then` are never touched.
"""

from __future__ import annotations

from collections.abc import Sequence

from fitmail.rehearse.departed import Departed
from fitmail.rehearse.expected import Leaves, NothingLeaves, compare
from fitmail.rehearse.play import Played
from fitmail.rehearse.script import is_mark

FIRST = 6  # lines of a text


def rewritten(text: str, played: Sequence[Played]) -> str:
    lines = text.split("\n")
    # From the end, so that line numbers above stay true.
    for one in reversed(played):
        verdict = compare(one.step.expectations, one.left)
        matched = {part.line for part in verdict.matched}
        # After a step that differs for another reason nothing was played: its end is where new parts go.
        added = [line for mail in verdict.surplus for line in part_of(mail)]
        end = one.step.end
        while end > 0 and not lines[end - 1].strip():
            end -= 1
        lines[end:end] = ["", *added] if added else []
        for part in reversed(one.step.expectations):
            if isinstance(part, Leaves) and not part.optional and part.line not in matched:
                del lines[part.line - 1 : part.end]
            elif isinstance(part, NothingLeaves) and any(
                part.address in ("", mail.address) for mail in verdict.surplus
            ):
                del lines[part.line - 1]
    while len(lines) > 1 and not lines[-1] and not lines[-2]:
        lines.pop()
    return "\n".join(lines)


def part_of(mail: Departed) -> list[str]:
    """A `leaves for` part that this mail matches."""
    body = [" ".join(line.split()) for line in mail.text.splitlines() if line.strip()]
    shown = body[:FIRST]
    if any(is_mark(line) or line == "..." for line in shown):
        shown = []
    rest = ["..."] if len(body) > len(shown) else []
    return [
        f"-- leaves for {mail.address} --",
        f"Subject: {mail.first('Subject')}",
        f"From: {mail.first('From')}",
        *(["", *shown, *rest] if shown else []),
        "",
    ]
