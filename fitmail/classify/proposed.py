"""Rule files as they come by mail: what each is called below rules/, or why it cannot be one.

Takes: names and texts as somebody sent them, and the texts in force. Gives: `rule_files(sent, texts)`: texts by their
names below rules/, and every mistake. `pasted(text)`: a file whose text stands in the mail itself.
A mail program hands on "press.yaml" without its folder: then the first line of the file may say it
("# rules/enquiries/press.yaml"), or the one file of that name and kind (a rule, or letters) in force does.
Promises: pure; only names that a rules folder may hold; no file is larger than LARGEST, no mail holds more than MOST.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fitmail.classify.rulebook import CATEGORIES
from fitmail.model import Mistake

LARGEST = 500_000  # letters
MOST = 20
ENDING = ".yaml"
# What may lie beside the folders of the two addresses, though nothing of that name is in force yet.
BESIDE = ("criteria", "eligibility", "guidance", "learned", "lists", "onboarding", "places", "pqq", "signposts",
          "technologies", "tools")  # fmt: skip
FOLDERS = tuple(CATEGORIES)
ABOVE = "examples"
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


def pasted(text: str) -> tuple[tuple[str, str], ...]:
    """The file that a mail's text is, when its first line names one; nothing when it does not."""
    lines = text.strip("\n").splitlines()
    named = _named(lines[0]) if lines else ""
    return ((named, "\n".join(lines[1:]) + "\n"),) if named and len(lines) > 1 else ()


def rule_files(
    sent: Iterable[tuple[str, str]], texts: Mapping[str, str]
) -> tuple[Mapping[str, str], tuple[Mistake, ...]]:
    """Name below rules/ -> text."""
    files: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for number, (name, text) in enumerate(sent):
        place = _place(name, text, texts)
        if number >= MOST:
            mistakes.append(_wrong(name, "one file more than a mail may hold", f"at most {MOST} files"))
        elif not place:
            hint = "Its first line may say which file it is."
            expected = "a first line such as # rules/enquiries/press.yaml"
            mistakes.append(_wrong(name, "a file that no rules folder holds", expected, hint))
        elif place in files:
            mistakes.append(_wrong(place, "the same file twice", "each file once"))
        elif len(text) > LARGEST:
            mistakes.append(_wrong(place, f"{len(text)} letters", f"at most {LARGEST}"))
        else:
            files[place] = text
    return files, tuple(mistakes)


def _wrong(file: str, found: str, expected: str, hint: str = "") -> Mistake:
    return Mistake(file=" ".join(file.split())[:80] or "rules", line=1, found=found, expected=expected, hint=hint)


def _place(name: str, text: str, texts: Mapping[str, str]) -> str:
    """What the file is called below rules/, "" when nobody can tell."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    place = _named(first) if first.lstrip().startswith("#") else ""
    place = place or _named(name)
    if place and ("/" in place or place in texts):
        return place
    letters = any(line.startswith("letters:") for line in text.splitlines())  # examples/ holds those, and no rules
    same = [name for name in texts if name.rpartition("/")[2] == place and letters == name.startswith(f"{ABOVE}/")]
    if len(same) == 1:
        return same[0]
    return place if place and not same and place.removesuffix(ENDING) in BESIDE else ""


def _named(words: str) -> str:
    """ "# rules/enquiries/press.yaml" -> "enquiries/press.yaml"; "" for what is no name of a rule file."""
    name = words.strip().lstrip("#").strip().strip("`\"'").casefold()
    parts = name.removeprefix("./").removeprefix("rules/").split("/")
    if not parts[-1].endswith(ENDING) or len(parts) > 3:
        return ""
    stem = parts[-1].removesuffix(ENDING)
    if not stem or len(stem) > 60 or not stem[0].isalpha() or not set(stem) <= _LETTERS:
        return ""
    folders = parts[:-1]
    if folders[:1] == [ABOVE]:
        folders = folders[1:]
    if (folders and folders[0] not in FOLDERS) or len(folders) > 1:
        return ""
    return "/".join(parts)
