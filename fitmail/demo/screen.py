"""The terminal of the demonstration: headings, tables, mails as their readers see them, and a bar.

Takes a stream. Promises: colours only where a person looks (and not where NO_COLOR asks for none); no line is longer
than 100 columns; letters that a terminal would take for orders are never written, whatever a stranger's mail holds.
"""

from __future__ import annotations

import os
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from fitmail.demo.scenes import Letter

WIDTH = 100
BOLD, DIM, GREEN, BLUE, RED = "1", "2", "32", "36", "31"


class Screen:
    """What is written for the person who watches."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._alive = stream.isatty()
        self._coloured = self._alive and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def styled(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self._coloured and codes and text else text

    def line(self, text: str, *codes: str) -> None:
        self._stream.write(self.styled(clipped(text, WIDTH), *codes) + "\n")
        self._stream.flush()

    def heading(self, number: int, title: str, moment: str) -> None:
        self.line("")
        room = WIDTH - len(moment) - 2
        words = clipped(f"{number}  {title}", room)
        self._stream.write(f"{self.styled(words.ljust(room), BOLD, GREEN)}  {self.styled(moment, DIM)}\n")
        self.line("─" * WIDTH, DIM)

    def says(self, text: str) -> None:
        for line in textwrap.wrap(text, WIDTH):
            self.line(line)

    def typed(self, text: str) -> None:
        """A line that somebody types."""
        for line in textwrap.wrap(clean(text), WIDTH - 6):
            self.line(f"      {line}", BOLD)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]], *, width: int = WIDTH) -> None:
        """Columns as wide as they must be; the last one gives way."""
        cells = [[clean(cell) for cell in row] for row in rows]
        widths = [max(len(row[place]) for row in [list(headings), *cells]) for place in range(len(headings))]
        for place, row in enumerate([list(headings), *cells]):
            laid = "  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip()
            self.line(clipped(laid, width), *((DIM,) if not place else ()))

    def mail(self, letter: Letter, *, lines: int) -> None:
        """The beginning of a mail, as its reader sees it, in a frame."""
        self.line("")
        self.line(f"  ┌ {'came' if letter.came else 'left'}: {letter.what}", BLUE)
        for name, value in (("From", letter.sender), ("To", letter.to), ("Subject", letter.subject)):
            self._stream.write(self.styled("  │ ", BLUE) + clipped(f"{name + ':':<9}{clean(value)}", WIDTH - 4) + "\n")
        self.line("  │", BLUE)
        shown, more = beginning(letter.text, lines)
        for text in shown:
            self._stream.write(self.styled("  │ ", BLUE) + text + "\n")
        self.line(f"  └ {f'… {more} more lines' if more else 'all of it'}", BLUE)

    def bar(self, done: int, of: int) -> None:
        """How far it has come, rewritten in place; nothing where nobody looks."""
        if self._alive and of:
            full = 40 * done // of
            end = "\n" if done == of else ""
            self._stream.write(f"\r{self.styled('█' * full, GREEN)}{'░' * (40 - full)} {done} of {of}{end}")
            self._stream.flush()


def beginning(text: str, lines: int) -> tuple[list[str], int]:
    """The first lines of a mail, folded, with at most one empty line in a row; and how many are left out."""
    folded: list[str] = []
    for line in text.replace("\r", "").strip("\n").split("\n"):
        pieces = textwrap.wrap(clean(line, keep=True), WIDTH - 4) or [""]
        folded += [piece.rstrip() for piece in pieces if piece.strip() or (folded and folded[-1])]
    while folded and not folded[-1]:
        folded.pop()
    return folded[:lines], max(0, len(folded) - lines)


def clean(text: str, *, keep: bool = False) -> str:
    """Without letters that steer a terminal; on one line, white space once unless it is kept."""
    plain = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    return plain if keep else " ".join(plain.split())


def clipped(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
