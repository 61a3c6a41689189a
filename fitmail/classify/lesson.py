"""A corrected mail as an example for its rule, with nobody in it.

Takes: the message that a person corrected, its table, and what must not be read in a rule file (names of people and
    co-ops). Gives: `lesson(...) -> Lesson`: subject, body and facts, ready to stand under "should match".
Promises: mail and web addresses and figures are replaced; so are the names given and every word with a capital inside
    a sentence that no example of the rules has. The body is cut at LONGEST letters, at a word.
Known faults: a name that nobody told and that opens a sentence stays: a person reads the example before it is pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fitmail.classify.facts import facts_of, joined, looked_at
from fitmail.classify.folding import fold
from fitmail.classify.points import Rule
from fitmail.model import Message, Recognition

LONGEST = 300
READ = 4_000  # letters of a mail that are looked at to make 300
NAME = "Robin"
# Bounded, so that a hostile line costs no more than its length.
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,500}|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|org|net|coop|example|ar|br|es|pt|uk|eu|io|info)\b"
)
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENS = '.!?:\n…¿¡"“«(-*>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """An example that waits."""

    subject: str
    body: str
    facts: tuple[str, ...]


def lesson(message: Message, recognition: Recognition, *, rules: Iterable[Rule], names: Iterable[str]) -> Lesson:
    """What a rule would look at in the mail, without those who wrote it."""
    known = _words(rules)
    private = frozenset(fold(word).text for name in names for word in _WORD.findall(name))
    text = looked_at(message, recognition)
    subject = joined(message.subject, "").strip()
    # An answer's subject is somebody else's, and a form's is the site's: rules do not look at them.
    kept = subject if subject and text.startswith(subject) else ""
    body = anonymous(text[len(kept) :].strip()[:READ], known=known, private=private)
    facts = tuple(fact for fact in sorted(facts_of(message, recognition)) if fact != "is from a member")
    return Lesson(subject=_cut(anonymous(kept, known=known, private=private)), body=_cut(body), facts=facts)


def _words(rules: Iterable[Rule]) -> frozenset[str]:
    """The words of the rules' examples, folded. Letters of the text model do not count: they are full of names."""
    texts = (f"{example.subject}\n{example.body}" for rule in rules for example in rule.examples if example.wanted)
    return frozenset(word for text in texts for word in re.findall("[a-z0-9_]+", fold(text).text))


def anonymous(text: str, *, known: frozenset[str], private: frozenset[str]) -> str:
    """The text without addresses, figures and names."""
    text = _WEB.sub("example.org", _ADDRESS.sub("robin@example.org", text))
    text = _FIGURES.sub(lambda match: "1" * len(match.group()), text)
    pieces: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        folded = fold(word).text
        named = folded in private or (word[0].isupper() and folded not in known and not _opens(text, match.start()))
        pieces += [text[end : match.start()], NAME if named else word]
        end = match.end()
    return "".join((*pieces, text[end:]))


def _opens(text: str, at: int) -> bool:
    """The word opens a sentence or a line: its capital tells nothing."""
    while at and text[at - 1] in " \t":
        at -= 1
    return at == 0 or text[at - 1] in _OPENS


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[:LONGEST].rsplit(" ", 1)[0]
