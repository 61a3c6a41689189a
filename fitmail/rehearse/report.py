"""What a story that failed tells its reader.

Takes what was played. Gives text: the prose, file and line of each part that differs, what was expected, and what
left instead, short.
"""

from __future__ import annotations

from collections.abc import Sequence

from fitmail.model import Mistake
from fitmail.rehearse.acts import Story
from fitmail.rehearse.departed import Departed
from fitmail.rehearse.play import Played

LINES = 14  # of a mail's text that are shown
SHOWN = ("Subject", "From", "Cc", "In-Reply-To", "Auto-Submitted")


def failure(story: Story, played: Sequence[Played], *, way: str, cases: str) -> str:
    """The whole report of a story that went another way."""
    last = played[-1]
    pieces = [f"FAILED  {story.file} ({way})", indented(story.prose, 2)]
    for difference in last.differences:
        where = f"{story.file}:{difference.line or last.step.act.line}"
        pieces.append(f"{where}: {difference.says}")
        if difference.instead:
            pieces.append("  what left instead:")
            pieces += [indented(mail_shown(mail), 4) for mail in difference.instead]
        elif not last.left:
            pieces.append("  nothing left in this step")
    pieces += ["cases now:", cases or "  none"]
    return "\n".join(pieces) + "\n"


def unreadable(file: str, mistakes: Sequence[Mistake]) -> str:
    """A story that cannot be read: every place, with what was found and what was expected."""
    lines = [
        f"{one.file}:{one.line}: found {one.found}; expected {one.expected}." + (f" {one.hint}" if one.hint else "")
        for one in mistakes
    ]
    return "\n".join([f"UNREADABLE  {file}", *lines]) + "\n"


def indented(text: str, columns: int) -> str:
    return "\n".join((" " * columns + line).rstrip() for line in text.splitlines())


def mail_shown(mail: Departed) -> str:
    """Headers that matter and the first lines of the text."""
    head = [f"to {mail.address}" + (f" ({mail.template})" if mail.template else "")]
    head += [f"{name}: {value}" for name in SHOWN for value in mail.header(name)]
    lines = mail.text.strip().splitlines()
    more = [f"… {len(lines) - LINES} more lines"] if len(lines) > LINES else []
    return "\n".join([*head, "", *lines[:LINES], *more, ""])
