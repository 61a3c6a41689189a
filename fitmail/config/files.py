"""The files that belong to an installation: rules and templates as texts, those that are shipped, and the secret.

Takes paths. Gives texts by their names within the folder. Promises: only files of the kinds that belong there are
read, none over a megabyte, and what is wrong with a file is said as a mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from fitmail.config.settings import Mistakes
from fitmail.model import Mistake

_LARGEST = 1_000_000
_SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Tokens are made with the current one; those made with the previous one are still known."""

    current: bytes = field(repr=False)
    previous: bytes = field(repr=False)  # b"" when there is none


def shipped(name: str) -> Path:
    """The folder "rules" or "templates" that comes with fitmail: in the source tree, or inside the wheel."""
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / name
    # The pyproject beside it tells our own tree from somebody's site-packages that has a folder called "rules".
    if beside.is_dir() and (package.parent / "pyproject.toml").is_file():
        return beside
    return package / "_files" / name


def read_rules_texts(folder: Path) -> dict[str, str]:
    """File name relative to rules/ ("enquiries/join.yaml") -> text."""
    return _texts(folder, (".yaml", ".yml"))


def read_template_texts(folder: Path) -> dict[str, str]:
    """File name within templates/emails ("receipt.en.txt") -> text. The folder may be the one above, too."""
    emails = folder / "emails"
    return _texts(emails if emails.is_dir() else folder, (".txt", ".html"))


def _texts(folder: Path, endings: tuple[str, ...]) -> dict[str, str]:
    texts: dict[str, str] = {}
    mistakes: list[Mistake] = []
    if not folder.is_dir():
        mistakes.append(_mistake(folder, "the folder is not there", f"a folder with {' or '.join(endings)} files"))
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        # Editors leave ".#name" and "name~" behind; neither is meant.
        if path.suffix not in endings or path.name.startswith(".") or not path.is_file():
            continue
        try:
            texts[path.relative_to(folder).as_posix()] = _text_of(path)
        except Mistakes as wrong:
            mistakes += wrong.mistakes
    if mistakes:
        raise Mistakes(tuple(mistakes))
    return texts


def _text_of(path: Path) -> str:
    """The text of a file that people edit: UTF-8, with or without the mark that Windows puts before it."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Mistakes((_mistake(path, f"cannot be read: {error.strerror}", "a readable file"),)) from error
    if len(raw) > _LARGEST:
        raise Mistakes((_mistake(path, f"{len(raw)} octets", "a megabyte at most"),))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        wrong = Mistake(
            file=str(path),
            line=line,
            found="letters that are not UTF-8",
            expected="a text saved as UTF-8",
            hint="Most editors offer the encoding when saving.",
        )
        raise Mistakes((wrong,)) from error


def text_of(path: Path) -> str:
    """The text of one file, or `Mistakes`."""
    return _text_of(path)


def read_secret(path: Path) -> Secret:
    """The secret of an installation, or `Mistakes` with what to do about it."""
    try:
        lines = [line.strip() for line in path.read_text("ascii").splitlines() if line.strip()]
    except OSError as error:
        wrong = _mistake(path, f"the secret cannot be read: {error.strerror}", "the file that `fitmail init` writes")
        raise Mistakes((wrong,)) from error
    except UnicodeDecodeError as error:
        raise Mistakes((_mistake(path, "letters that are not ASCII", "one or two lines of letters"),)) from error
    if not 1 <= len(lines) <= 2 or any(len(line) < _SHORTEST_SECRET for line in lines):
        expected = f"one line (current), or two (previous below), of {_SHORTEST_SECRET} letters or more"
        raise Mistakes((_mistake(path, f"{len(lines)} lines, or one too short", expected),))
    return Secret(current=lines[0].encode(), previous=lines[1].encode() if len(lines) == 2 else b"")


def secret_is_open(path: Path) -> bool:
    """Whether others than the owner may read it; `fitmail check` says so."""
    return path.is_file() and bool(path.stat().st_mode & 0o077)


def _mistake(path: Path, found: str, expected: str) -> Mistake:
    return Mistake(file=str(path), line=1, found=found, expected=expected, hint="")
