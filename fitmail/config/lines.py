"""On which line of a TOML text each key stands; tomllib knows, but does not tell.

Takes a text that tomllib has accepted. Gives a map from key path to line. Keys inside inline tables and arrays are
given the line of the key that holds them. One pass over the text, every letter once.
"""

from __future__ import annotations

Path = tuple[str, ...]


def key_lines(text: str) -> dict[Path, int]:
    """Key path -> line, counted from 1; tables have the line of their header."""
    return _Scanner(text).scan()


class _Scanner:
    """Where we are in the text: `at` is the next letter, `line` its line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.table: Path = ()
        self.found: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter in " \t\r\n":
                self._step()
            elif letter == "#":
                self._rest_of_line()
            elif letter == "[":
                self._header()
            else:
                self._key_and_value()
        return self.found

    def _step(self) -> None:
        if self.text[self.at] == "\n":
            self.line += 1
        self.at += 1

    def _rest_of_line(self) -> None:
        while self.at < len(self.text) and self.text[self.at] != "\n":
            self.at += 1

    def _header(self) -> None:
        line = self.line
        while self.text[self.at : self.at + 1] == "[":
            self.at += 1
        self.table = self._path("]")
        self._note(self.table, line)
        self._rest_of_line()

    def _key_and_value(self) -> None:
        line = self.line
        path = self._path("=")
        self._note(self.table + path, line)
        self._value()

    def _note(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], line)

    def _path(self, end: str) -> Path:
        """A dotted key up to `end`, which is passed over."""
        parts: list[str] = []
        piece = ""
        while self.at < len(self.text) and self.text[self.at] not in end + "\n":
            letter = self.text[self.at]
            if letter in "\"'":
                start = self.at + 1
                self._string()
                piece = self.text[start : self.at - 1]
            elif letter == ".":
                parts.append(piece)
                piece = ""
                self.at += 1
            else:
                piece += letter.strip()
                self.at += 1
        self.at += 1
        return (*parts, piece)

    def _value(self) -> None:
        """A value to the end of its line, over as many lines as its strings and brackets take."""
        depth = 0
        while self.at < len(self.text):
            letter = self.text[self.at]
            if letter in "\"'":
                self._string()
                continue
            if letter == "#":
                self._rest_of_line()
                continue
            if letter == "\n" and depth == 0:
                return
            depth += (letter in "[{") - (letter in "]}")
            self._step()

    def _string(self) -> None:
        """A string in either quote, single or triple; behind it afterwards."""
        quote = self.text[self.at]
        triple = self.text.startswith(quote * 3, self.at)
        mark = quote * 3 if triple else quote
        self.at += len(mark)
        while self.at < len(self.text) and not self.text.startswith(mark, self.at):
            if quote == '"' and self.text[self.at] == "\\":  # TOML 1.0: only basic strings know escapes
                self._step()
                if self.at >= len(self.text):
                    return
            self._step()
        self.at += len(mark)
        # TOML 1.0: one or two quotes may stand directly before the closing three.
        while triple and self.text[self.at : self.at + 1] == quote:
            self.at += 1
