"""Corrections that people accepted, put into the rules: as an example of the rule, else as a letter to learn from.

Takes: the rules in force with their texts, and lessons. Gives: `teach(rules, lessons) -> Teaching`: the files that
change, and where each lesson went. `with_example(text, ...)` is the text-level insertion.
Promises: pure. Only a line is added: comments, order and spelling of a file stay as members wrote them, and a file
whose shape is not understood is left alone (the lesson goes to learned.yaml). An example is put under a rule only
where that rule wins it; so the folder as a whole stays as right as it was. The same lesson twice is once.
Known faults: a category with kinds has no single list of examples: its lessons go to learned.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fitmail.classify.facts import joined
from fitmail.classify.folding import fold
from fitmail.classify.learned import LEARNED, Letter, quoted, with_letter
from fitmail.classify.points import RuleTable, decided, takes_the_rest, tally, winner
from fitmail.classify.rulebook import Rulebook
from fitmail.classify.yaml_text import Items, Node, Table, parse
from fitmail.model import PendingLesson, Taught

WANTED = "should match:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """The files as they will be, only those that change, and where each lesson went."""

    files: Mapping[str, str]
    taught: tuple[Taught, ...]


def teach(rules: Rulebook, lessons: Sequence[PendingLesson]) -> Teaching:
    """Every lesson that still has words, in its place."""
    texts = dict(rules.texts)
    taught: list[Taught] = []
    for lesson in lessons:
        if not lesson.body and not lesson.subject:
            continue
        file = f"{lesson.table}/{lesson.category}.yaml"
        fuller = with_example(texts.get(file, ""), lesson) if _wins(rules, lesson) else ""
        if not fuller:
            file = LEARNED
            letter = Letter(table=lesson.table, category=lesson.category, subject=lesson.subject, body=lesson.body)
            fuller = with_letter(texts.get(LEARNED, ""), letter)
        texts[file] = fuller
        taught.append(Taught(number=lesson.number, file=file, category=lesson.category))
    changed = {file: text for file, text in texts.items() if rules.texts.get(file) != text}
    return Teaching(files=changed, taught=tuple(taught))


def _wins(rules: Rulebook, lesson: PendingLesson) -> bool:
    """The rules file it where the person did, and by a rule without kinds."""
    table: RuleTable = rules.posts if lesson.table == "list" else rules.enquiries
    facts = frozenset(lesson.facts)
    scores = tally(table, fold(joined(lesson.subject, lesson.body)), facts)
    score = decided(table, facts) or winner(table, scores) or takes_the_rest(table, scores)
    return score is not None and score.category == lesson.category


def with_example(text: str, lesson: PendingLesson) -> str:
    """The file's text with one example more below its last one; "" when the file has no plain place for it."""
    lines = text.splitlines(keepends=True)
    opens = [number for number, line in enumerate(lines) if line.strip() == WANTED]
    if len(opens) != 1:
        return ""
    item = _item(lesson)
    start = opens[0]
    lead = len(lines[start]) - len(lines[start].lstrip(" "))
    last, indent = start, ""
    for number in range(start + 1, len(lines)):
        bare = lines[number].strip()
        depth = len(lines[number]) - len(lines[number].lstrip(" "))
        if not bare or bare.startswith("#"):
            continue
        if depth < lead or (depth == lead and not bare.startswith("- ")):
            break
        if bare.startswith("- ") and not indent:
            indent = " " * depth
        if lines[number].startswith(f"{indent}- ") and bare == item:
            return text
        last = number
    if not indent and last != start:
        return ""
    ending = "\r\n" if lines[last].endswith("\r\n") else "\n"
    if not lines[last].endswith("\n"):
        lines[last] += ending
    lines.insert(last + 1, f"{indent or ' ' * (lead + 2)}{item}{ending}")
    fuller = "".join(lines)
    return fuller if _one_more(text, fuller) else ""


def _item(lesson: PendingLesson) -> str:
    if not lesson.subject and not lesson.facts:
        return f"- {quoted(lesson.body)}"
    parts = [f"{key}: {quoted(value)}" for key, value in (("subject", lesson.subject), ("body", lesson.body)) if value]
    facts = [f"facts: [{', '.join(lesson.facts)}]"] if lesson.facts else []
    return f"- {{{', '.join([*parts, *facts])}}}"


def _one_more(text: str, fuller: str) -> bool:
    """The file says the same as before, and has one example more."""
    before, after = _examples(text), _examples(fuller)
    return before is not None and after is not None and len(after.items) == len(before.items) + 1


def _examples(text: str) -> Items | None:
    tree, mistakes = parse(text, file="")
    found: Node | None = tree if not mistakes else None
    for key in ("examples", WANTED.rstrip(":")):
        found = found.get(key) if isinstance(found, Table) else None
    return found if isinstance(found, Items) else None
