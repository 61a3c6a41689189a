"""rules/*.yaml to a Rulebook; every mistake named, and every example run.

Takes: the texts of the rule files, by their name below rules/ ("enquiries/join.yaml", "lists.yaml" ...).
Gives: `parse_rules(texts) -> tuple[Rulebook | None, tuple[Mistake, ...]]`.
Promises: all mistakes at once, each with file, line, found, expected, hint. With any mistake there is no rulebook,
    and whoever asked keeps the old one in force. A rulebook in force has run all its examples: each "should match" is
    won by its rule, no "should not match" is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from fitmail.classify.facts import joined
from fitmail.classify.folding import fold
from fitmail.classify.handbook import parse_handbook
from fitmail.classify.learned import Letter
from fitmail.classify.learner import Learner
from fitmail.classify.letters import parse_letters
from fitmail.classify.matching import Finder
from fitmail.classify.points import Example, Phrase, Rule, RuleTable, decided, sides_of, takes_the_rest, tally, winner
from fitmail.classify.rulefile import REPLY, Needles, list_needles, read_lists, read_rule
from fitmail.classify.sheet import Sheet
from fitmail.classify.tools import TOOLS, Tool, parse_tools
from fitmail.classify.wordbook import Wordbook, parse_wordbook
from fitmail.classify.yaml_text import near_word, parse
from fitmail.model import Category, Handbook, Mistake

# lifecycles.md 3.1: what the classifier may say, per address.
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "enquiries": (
        "opportunity",
        "tender",
        "join",
        "start",
        "jobs",
        "research",
        "talk",
        "promotion",
        "spam",
        "other",
    ),
    "list": ("share", "need", "offer", "interest", "trouble", "meeting", "discussion"),
}
TAKEN = frozenset({"unsure", "notspam"})  # words that say something else of a mail
_NAME = re.compile(r"[a-z][a-z0-9-]{1,29}")
LISTS = "lists.yaml"

Lists = Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """All rules in force."""

    version: str  # of the texts: a result of another version is not this one's
    enquiries: RuleTable
    posts: RuleTable  # of the list address
    handbook: Handbook
    wordbook: Wordbook
    tools: tuple[Tool, ...]  # whose notices are machine mail
    texts: Mapping[str, str]  # of the files, by their name below rules/


def parse_rules(texts: Mapping[str, str]) -> tuple[Rulebook | None, tuple[Mistake, ...]]:
    """The rulebook, or everything that is wrong with its files."""
    return read_rules(texts, proven=False)


def read_rules(texts: Mapping[str, str], *, proven: bool) -> tuple[Rulebook | None, tuple[Mistake, ...]]:
    """The same; `proven`: the examples of these very texts ran before, and need not run again."""
    mistakes: list[Mistake] = []
    lists = _lists(texts, mistakes)
    known = {name: categories_of(name, texts) for name in CATEGORIES}
    letters, wrong = parse_letters(texts, categories=known)
    mistakes.extend(wrong)
    tables = {name: _table(name, texts, lists=lists, letters=letters, mistakes=mistakes) for name in CATEGORIES}
    every = (*known["enquiries"], *known["list"], "unsure")
    wordbook, criteria, wrong = parse_wordbook(texts)
    mistakes.extend(wrong)
    tools, wrong = parse_tools(texts.get(TOOLS, ""))
    mistakes.extend(wrong)
    handbook, wrong = parse_handbook(texts, categories=every, criteria=criteria)
    mistakes.extend(wrong)
    if not mistakes and not proven:
        for table in tables.values():
            mistakes.extend(run_examples(table))
    if mistakes:
        return None, tuple(_in_folder(mistake) for mistake in mistakes)
    rulebook = Rulebook(
        version=_version(texts),
        enquiries=tables["enquiries"],
        posts=tables["list"],
        handbook=replace(
            handbook, categories=tuple(_category(table, key) for table in tables.values() for key in table.categories)
        ),
        wordbook=wordbook,
        tools=tools,
        texts=dict(texts),
    )
    return rulebook, ()


def count_examples(rules: Rulebook) -> int:
    """How many examples run whenever the rules are loaded."""
    return sum(len(rule.examples) for table in (rules.enquiries, rules.posts) for rule in table.rules)


def run_examples(table: RuleTable) -> tuple[Mistake, ...]:
    """What the examples of a table's rules say against them."""
    wrong = (_run(table, rule, example) for rule in table.rules for example in rule.examples)
    return tuple(mistake for mistake in wrong if mistake is not None)


def _run(table: RuleTable, rule: Rule, example: Example) -> Mistake | None:
    facts = frozenset(example.facts)
    scores = tally(table, fold(joined(example.subject, example.body)), facts)
    first = decided(table, facts)
    score = winner(table, scores) or takes_the_rest(table, scores)
    category = first.category if first else score.category if score else "unsure"
    kind = score.kind if score is not None and first is None else ""
    # An example of a category may be won by one of its kinds that became a category of its own.
    mine = {one.category for one in table.rules if one.file == rule.file} if example.wanted else {rule.category}
    if len(mine) > 1 and category == "unsure" and mine.issuperset(score.category for score in scores[:2]):
        category = rule.category  # undecided between the two, which a person looks at like any other
    won = category in mine and (not rule.kind or kind == rule.kind)
    if won == example.wanted:
        return None
    name = f"{rule.category}, {rule.kind}" if rule.kind else rule.category
    told = ", ".join(f"{score.category} {score.points}" for score in scores[:3])
    words = " ".join((example.subject or example.body).split())[:60]
    return Mistake(
        file=rule.file,
        line=example.line,
        found=f'the example "{words}" is {category}{f", {kind}" if kind else ""} ({told})',
        expected=name if example.wanted else f"anything but {name}",
        hint=_hint(category, rule, example),
    )


def _hint(category: str, rule: Rule, example: Example) -> str:
    if not example.wanted:
        return 'Add what tells them apart under "against".'
    if category == "unsure":
        return "A category wins with 3 points and 2 more than the next; add a phrase that this mail has."
    return f'The rule {category} wins it: add an "against" there, or "outranks" here.'


def categories_of(name: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The categories of a table: those the house is built with, then those of the network's own files."""
    files = (
        file.removeprefix(f"{name}/").removesuffix(".yaml") for file in sorted(texts) if file.startswith(f"{name}/")
    )
    taken = {one for categories in CATEGORIES.values() for one in categories} | TAKEN
    return (*CATEGORIES[name], *(file for file in files if _NAME.fullmatch(file) and file not in taken))


def _misnamed(name: str, texts: Mapping[str, str], categories: Sequence[str]) -> Iterator[Mistake]:
    for file in texts:
        if file.startswith(f"{name}/") and file.removeprefix(f"{name}/").removesuffix(".yaml") not in categories:
            yield Mistake(
                file=file,
                line=1,
                found="a rule for no category",
                expected="a file named for its category: small letters and hyphens, none that another address has",
                hint=near_word(file.removeprefix(f"{name}/").removesuffix(".yaml"), categories),
            )


def _category(table: RuleTable, key: str) -> Category:
    rule = table.rule(key, "")
    assert rule is not None
    asked = next((one.removeprefix(REPLY) for one in rule.preparations if one.startswith(REPLY)), "")
    name: Literal["enquiries", "list"] = "list" if table.name == "list" else "enquiries"
    opportunity = "prepared-opportunity" if "prepare opportunity" in rule.preparations else ""
    return Category(
        key=key,
        table=name,
        names=rule.names,
        prepared=f"prepared-{asked}" if asked else opportunity,
        own=key not in CATEGORIES[name],
    )


def _lists(texts: Mapping[str, str], mistakes: list[Mistake]) -> Lists:
    tree, wrong = parse(texts.get(LISTS, ""), file=LISTS)
    mistakes.extend(wrong)
    if tree is None:
        return {}
    sheet = Sheet(LISTS)
    lists = read_lists(tree, sheet=sheet)
    mistakes.extend(sheet.mistakes)
    return lists


def _table(
    name: str, texts: Mapping[str, str], *, lists: Lists, letters: Sequence[Letter], mistakes: list[Mistake]
) -> RuleTable:
    categories = categories_of(name, texts)
    needles = Needles()
    rules: list[Rule] = []
    moved: list[Rule] = []  # kinds that got a file of their own (press): what other.yaml knows of them goes along
    for category in categories:
        file = f"{name}/{category}.yaml"
        tree, wrong = parse(texts.get(file, ""), file=file)
        mistakes.extend(wrong)
        if tree is None:
            if not wrong:
                missing = Mistake(file=file, line=1, found="no such file", expected=f"rules for {category}")
                mistakes.append(missing)
            continue
        sheet = Sheet(file)
        read = read_rule(
            tree, category=category, categories=categories, lists=tuple(lists), sheet=sheet, needles=needles
        )
        rules.extend(rule for rule in read if rule.kind not in categories)
        moved.extend(replace(rule, category=rule.kind, kind="") for rule in read if rule.kind in categories)
        mistakes.extend(sheet.mistakes)
    rules += moved
    mistakes.extend(_misnamed(name, texts, categories))
    used = frozenset(name for rule in rules for pair in rule.pairs for side in pair.sides for name in side)
    used |= frozenset(name for rule in rules for name in rule.rest_words)
    lists_of = list_needles(lists, used=used, needles=needles)
    phrases_of: dict[int, tuple[tuple[Rule, Phrase], ...]] = {}
    for rule in rules:
        for phrase in rule.phrases:
            phrases_of[phrase.needle] = (*phrases_of.get(phrase.needle, ()), (rule, phrase))
    sides, words = sides_of(rules, lists_of)
    return RuleTable(
        name=name,
        rules=tuple(rules),
        finder=Finder(needles.all),
        phrases_of=phrases_of,
        sides=sides,
        sides_of=words,
        learner=Learner(tuple(_told(name, rules, letters)), None),
    )


def _told(name: str, rules: Sequence[Rule], letters: Sequence[Letter]) -> Iterator[tuple[str, str]]:
    """What the text model learns from: the examples of the rules, letters, and mails that people corrected."""
    for rule in rules:
        for example in rule.examples:
            if example.wanted:
                yield rule.category, fold(joined(example.subject, example.body)).text
    for letter in letters:
        if letter.table == name:
            yield letter.category, fold(joined(letter.subject, letter.body)).text


def _in_folder(mistake: Mistake) -> Mistake:
    file = mistake.file if mistake.file.startswith("rules/") else f"rules/{mistake.file}"
    return replace(mistake, file=file)


def _version(texts: Mapping[str, str]) -> str:
    digest = sha256()
    for file in sorted(texts):
        digest.update(f"{file}\0{texts[file]}\0".encode("utf-8", "replace"))
    return digest.hexdigest()[:12]
