"""One rule file, as members write it, to the rules of one category.

Takes: the tree of rules/enquiries/NAME.yaml or rules/list/NAME.yaml, and of rules/lists.yaml.
Gives: `read_rule(...)`: the category's rule and the rules of its kinds; `read_lists(...)`: the word lists.
Promises: unknown words (with "did you mean"), unknown lists, unusable phrases, a rule without a positive example:
    each is a mistake with its line; none stops the reading. Needles are numbered as met, each different one once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fitmail.classify.facts import FACTS
from fitmail.classify.matching import (
    Needle,
    pattern_mistake,
    pattern_needle,
    phrase_mistake,
    phrase_needle,
)
from fitmail.classify.points import AGAINST, LEAN, STRONG, WEAK, Example, FactPoints, Meeting, Pair, Phrase, Rule
from fitmail.classify.sheet import Sheet
from fitmail.classify.yaml_text import Items, Node, Table, Word, near_word
from fitmail.model import LANGUAGES

SORTS: Mapping[str, int] = {"strong": STRONG, "lean": LEAN, "weak": WEAK, "against": AGAINST}
MEETINGS: tuple[Meeting, ...] = ("near", "before", "together", "lists")
# "near" is strong; "lean near", "weak near", "against near" say otherwise, and so for the others.
PAIRS: Mapping[str, tuple[Meeting, int]] = {
    how if sort == "strong" else f"{sort} {how}": (how, points) for how in MEETINGS for sort, points in SORTS.items()
}
PATTERN = "pattern"
COMMON = ("about", *PAIRS, *SORTS, PATTERN, "facts", "do", "examples")
REST = "takes the rest without a hint of"
REST_WORDS = "takes the rest without a word of"
WORDS = ("rule", "names", "when", "outranks", REST, REST_WORDS, "kinds", *COMMON)
EXAMPLES = ("should match", "should not match")
PARTS = ("subject", "body", "facts")
# What a rule may ask for (`do`). The first three are done for every enquiry anyway; a rule may say so.
PREPARATIONS = ("send to chair", "acknowledge", "note deadline", "prepare opportunity", "low priority", "high priority")
REPLY = "reply with "  # and the name of a template prepared-NAME
# "any" is for words that are the same in every language: rfp, wordpress.
SPOKEN = (*LANGUAGES, "any")


class Needles:
    """The needles of a table, each different one numbered once."""

    def __init__(self) -> None:
        self.all: list[Needle] = []
        self._numbers: dict[Needle, int] = {}

    def number(self, needle: Needle) -> int:
        if needle not in self._numbers:
            self._numbers[needle] = len(self.all)
            self.all.append(needle)
        return self._numbers[needle]


def read_lists(node: Node, *, sheet: Sheet) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Word list -> (language, phrases)."""
    top = sheet.table(node, what="a file of word lists", keys=("word lists",))
    lists: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for name, value in sheet.rows(top["word lists"], what="word lists") if "word lists" in top else ():
        lists[name.text] = tuple(
            (language, phrases)
            for language, words in sheet.table(value, what="a word list", keys=(*SPOKEN, PATTERN)).items()
            if (phrases := (_patterns if language == PATTERN else _phrases)(words, sheet=sheet))
        )
        if not lists[name.text]:
            sheet.wrong(name.line, found=f'"{name.text}" has no words', expected="words in en, es, pt", hint="")
    return lists


def list_needles(
    lists: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]], *, used: frozenset[str], needles: Needles
) -> Mapping[int, tuple[tuple[str, str], ...]]:
    """Needle -> the lists (and their language) that have it, for the lists that a table's rules use."""
    lists_of: dict[int, tuple[tuple[str, str], ...]] = {}
    for name, spoken in lists.items():
        for language, phrases in spoken if name in used else ():
            needle = pattern_needle if language == PATTERN else phrase_needle
            for phrase in phrases:
                number = needles.number(needle(phrase))
                lists_of[number] = (*lists_of.get(number, ()), (name, "any" if language == PATTERN else language))
    return lists_of


def _phrases(node: Node, *, sheet: Sheet) -> tuple[str, ...]:
    """A list of usable phrases."""
    usable = []
    for text, line in sheet.texts(node, what="phrases"):
        problem = phrase_mistake(text)
        if problem:
            sheet.wrong(
                line,
                found=f'the phrase "{text}" has {problem}',
                expected='words, "word*" for any ending, "..." for up to four words between two others',
                hint="",
            )
        else:
            usable.append(text)
    return tuple(usable)


def _patterns(node: Node, *, sheet: Sheet) -> tuple[str, ...]:
    """A list of usable RE2 patterns."""
    usable = []
    for text, line in sheet.texts(node, what="patterns"):
        problem = pattern_mistake(text)
        if problem:
            hint = "Look-around and back-references are not known to RE2."
            sheet.wrong(line, found=f'"{text}": {problem}', expected="RE2 syntax", hint=hint)
        else:
            usable.append(text)
    return tuple(usable)


def read_rule(
    node: Node, *, category: str, categories: Sequence[str], lists: Sequence[str], sheet: Sheet, needles: Needles
) -> tuple[Rule, ...]:
    """The rule of a category, and one for each of its kinds."""
    table = sheet.table(node, what="a rule", keys=WORDS)
    if "rule" not in table or sheet.text(table["rule"], what="rule") != category:
        sheet.wrong(node.line, found="another name", expected=f"rule: {category}", hint="It is the file's name.")
    reader = _Reader(category=category, categories=categories, lists=lists, sheet=sheet, needles=needles)
    main = reader.rule(node, table, kind="")
    kinds = []
    for name, value in sheet.rows(table["kinds"], what="kinds") if "kinds" in table else ():
        kinds.append(reader.rule(value, sheet.table(value, what="a kind", keys=COMMON), kind=name.text))
    return (main, *kinds)


class _Reader:
    """What the rules of one file have in common."""

    def __init__(
        self, *, category: str, categories: Sequence[str], lists: Sequence[str], sheet: Sheet, needles: Needles
    ) -> None:
        self.category = category
        self.categories = categories
        self.lists = lists
        self.sheet = sheet
        self.needles = needles

    def rule(self, node: Node, table: Mapping[str, Node], *, kind: str) -> Rule:
        sheet = self.sheet
        examples = self._examples(table["examples"]) if "examples" in table else ()
        if not any(example.wanted for example in examples):
            name = f"{self.category}, {kind}" if kind else self.category
            sheet.wrong(
                node.line,
                found=f"the rule {name} has no example that it should match",
                expected="examples: should match: a list of mails",
                hint="A rule shows what it is for.",
            )
        return Rule(
            file=sheet.file,
            line=node.line,
            category=self.category,
            kind=kind,
            about=sheet.text(table["about"], what="about") if "about" in table else "",
            when=sheet.choices(table["when"], what="a fact", known=tuple(FACTS)) if "when" in table else (),
            phrases=self._all_phrases(table),
            pairs=self._all_pairs(table),
            facts=self._facts(table["facts"]) if "facts" in table else (),
            outranks=self._outranks(table["outranks"]) if "outranks" in table else (),
            rest_without=self._outranks(table[REST]) if REST in table else (),
            rest_words=self._side(table[REST_WORDS]) if REST_WORDS in table else (),
            names=self._names(table["names"]) if "names" in table else {},
            preparations=self._preparations(table["do"]) if "do" in table else (),
            examples=examples,
        )

    def _preparations(self, node: Node) -> tuple[str, ...]:
        """Words of the closed list, and `reply with NAME`: whether there is such a template, the desk sees."""
        chosen = []
        for text, line in self.sheet.texts(node, what="preparations"):
            name = text.removeprefix(REPLY)
            if text in PREPARATIONS or (name != text and name.replace("-", "").isalnum() and name.islower()):
                chosen.append(text)
                continue
            expected = f"a preparation: {', '.join(PREPARATIONS)}, {REPLY}NAME"
            hint = near_word(text, (*PREPARATIONS, f"{REPLY}{self.category}"))
            self.sheet.wrong(line, found=f'"{text}" is not known here', expected=expected, hint=hint)
        return tuple(chosen)

    def _names(self, node: Node) -> Mapping[str, str]:
        return self.sheet.languages(node, what="names")

    def _outranks(self, node: Node) -> tuple[str, ...]:
        known = tuple(category for category in self.categories if category != self.category)
        return self.sheet.choices(node, what="another category", known=known)

    def _all_phrases(self, table: Mapping[str, Node]) -> tuple[Phrase, ...]:
        phrases = []
        for sort, points in SORTS.items():
            spoken = self.sheet.table(table[sort], what=sort, keys=SPOKEN) if sort in table else {}
            for language, node in spoken.items():
                for text in _phrases(node, sheet=self.sheet):
                    needle = self.needles.number(phrase_needle(text))
                    phrases.append(Phrase(text=text, language=language, points=points, needle=needle))
        for text in _patterns(table[PATTERN], sheet=self.sheet) if PATTERN in table else ():
            needle = self.needles.number(pattern_needle(text))
            phrases.append(Phrase(text=text, language="any", points=STRONG, needle=needle))
        return tuple(phrases)

    def _all_pairs(self, table: Mapping[str, Node]) -> tuple[Pair, ...]:
        pairs = []
        for word, (how, points) in PAIRS.items():
            if word not in table:
                continue
            node = table[word]
            # One pair may stand by itself; several stand as a list of pairs.
            single = how != "lists" and isinstance(node, Items) and all(isinstance(item, Word) for item in node.items)
            for item in (node,) if single else self.sheet.items(node, what=word):
                facts, sides = ((), (self._side(item),)) if how == "lists" else self._met(item, word)
                # "together" is the only one that may ask for more than two: the more, the surer.
                enough = how == "together" and bool(sides) and len(facts) + len(sides) >= 2
                if how == "lists" or len(sides) == 2 or enough:
                    pairs.append(Pair(sides=sides, facts=facts, how=how, points=points))
                else:
                    wanted = "two or more lists, or a fact and a list" if how == "together" else "two lists"
                    self.sheet.wrong(item.line, found=f"{len(sides)} lists", expected=f"{word}: {wanted}", hint="")
        return tuple(pairs)

    def _met(self, pair: Node, word: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """The facts that must be true, and the lists of which words must stand there."""
        facts: list[str] = []
        sides: list[tuple[str, ...]] = []
        for side in self.sheet.items(pair, what=word):
            if isinstance(side, Word) and side.text in FACTS:
                facts.append(side.text)
            else:
                sides.append(self._side(side))
        return tuple(facts), tuple(sides)

    def _side(self, node: Node) -> tuple[str, ...]:
        """One list, or several that count as one."""
        items = node.items if isinstance(node, Items) else (node,)
        names = []
        for item in items:
            name = self.sheet.text(item, what="the name of a word list")
            if name in self.lists:
                names.append(name)
            elif name and self.lists:
                # Without any list lists.yaml itself is broken: that is said once, not for every rule.
                self.sheet.wrong(
                    item.line,
                    found=f'"{name}" is not a word list',
                    expected="a name from lists.yaml",
                    hint=near_word(name, self.lists),
                )
        return tuple(names)

    def _facts(self, node: Node) -> tuple[FactPoints, ...]:
        table = self.sheet.table(node, what="facts", keys=tuple(SORTS))
        return tuple(
            FactPoints(fact=fact, points=SORTS[sort])
            for sort, value in table.items()
            for fact in self.sheet.choices(value, what="a fact", known=tuple(FACTS))
        )

    def _examples(self, node: Node) -> tuple[Example, ...]:
        table = self.sheet.table(node, what="examples", keys=EXAMPLES)
        return tuple(
            self._example(item, wanted=sort == EXAMPLES[0])
            for sort, value in table.items()
            for item in self.sheet.items(value, what="examples")
        )

    def _example(self, node: Node, *, wanted: bool) -> Example:
        if not isinstance(node, Table):
            body = self.sheet.text(node, what="an example")
            return Example(subject="", body=body, facts=(), wanted=wanted, line=node.line)
        table = self.sheet.table(node, what="an example", keys=PARTS)
        facts = table.get("facts")
        return Example(
            subject=self.sheet.text(table["subject"], what="subject") if "subject" in table else "",
            body=self.sheet.text(table["body"], what="body") if "body" in table else "",
            facts=self.sheet.choices(facts, what="a fact", known=tuple(FACTS)) if facts is not None else (),
            wanted=wanted,
            line=node.line,
        )
