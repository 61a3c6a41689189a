"""Whose post on the list it is: the co-op of a member who needs, offers or is interested, as the mail itself tells it.

Takes: the mail, a reading of its text, and its author.
Gives: `find_poster(...) -> Named | None`.
Promises: the name stands in the mail: one that agrees with the sender's mail domain first, then what stands below the
    person's name at the end, what the sender's name has in brackets, and "count X in". The directory, where it knows
    the sender, knows better and is believed before this. In doubt: none. Linear in the text.
Known faults: a co-op that is named nowhere in the mail is not guessed from the letters of its domain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fitmail.classify.introductions import KIND, ROLE
from fitmail.classify.names import proper_names
from fitmail.classify.organisation import Named, agrees, mail_label, squash, tidy
from fitmail.classify.phrases import Reading, fold
from fitmail.model import Mailbox, Message

_READ = 6_000  # letters in which names are looked for
_MOST = 200  # names looked at
_LINES = 8  # lines of an ending
_BESIDE = re.compile(r" at | - | – | \| |, | \(|\)|/")
_COUNTED_IN = re.compile(
    r"\b(?:count|put|we at|here at|all at|us at|cuenten con|contad con|contem com|contar com|anoten a|apuntad a"
    r"|anotem|somos"
    r"|we are|we['’]re|soy de|sou da|from|desde|de parte de|da parte d[ao]|en nombre de|em nome d[ao]) (?:the "
    r"|la |el |a |o )?$"
)
_WILL = re.compile(
    r" (?:would (?:love|like)|(?:is|are) (?:in\b|interested|up for|keen|free|happy)|can (?:take|help|do|lend"
    r"|offer|join)"
    r"|could (?:take|help|do|lend|offer|join)|has (?:spare|room|free|two|a )|se (?:suma|anota|apunta|ofrece)"
    r"|tiene (?:hueco|lugar)"
    r"|entra\b|topa\b|quer entrar|pode (?:entrar|ajudar)|tem (?:vaga|espaco|tempo)|esta dentro|esta interesada"
    r"|needs\b|necesita\b"
    r"|precisa\b)"
)


def find_poster(message: Message, reading: Reading, *, author: Mailbox) -> Named | None:
    """The co-op in whose name somebody posts."""
    domain = squash(mail_label(author.address))
    names = [reading.words(*span) for span in proper_names(reading.text, 0, min(len(reading.text), _READ))[:_MOST]]
    endings = [*_ending(message.signature, author), *_ending(message.said, author)]
    beside = [tidy(piece) for piece in _BESIDE.split(author.name[:200])[1:] if len(piece.strip()) > 3]
    if len(domain) > 3:
        agreeing = [tidy(name) for name in (*endings, *beside, *names) if agrees(squash(tidy(name)), domain)]
        if agreeing:
            best = max(agreeing, key=len)
            return Named(name=best, words=best)
    chosen = next((name for name in (*endings, *beside, *_counted(reading)) if not _person(name, author)), None)
    return Named(name=chosen, words=chosen) if chosen is not None else None


def _ending(text: str, author: Mailbox) -> Iterator[str]:
    """What stands below the person's name in the last lines."""
    lines = [" ".join(line.strip(" -–—*_|").split()) for line in text.rstrip().split("\n")[-_LINES:]]
    first = fold(author.name).split()[:1]
    below = False
    for line in lines:
        words = fold(line).split()
        if below and line and len(line) < 60 and "@" not in line:
            whole = proper_names(line, 0, len(line))
            name = tidy(re.split(r" [-–|·] |, |\(", line)[-1].rstrip(")")) if ROLE.search(fold(line)) else tidy(line)
            if whole and whole[0][0] == 0 and len(name) > 3 and len(name.split()) <= 5 and name[0].isupper():
                yield name
        below = below or bool(words and first and words[0].strip(",.") == first[0] and len(words) <= 4)
        if words and first and words[0].strip(",") == first[0] and re.search(r"[,(/|–-]", line):
            rest = tidy(re.split(r", | \(| / | \| | [–-] ", line, maxsplit=1)[-1].rstrip(")"))
            if len(rest) > 3 and rest[0].isupper() and fold(rest) != fold(line):
                yield rest


def _counted(reading: Reading) -> Iterator[str]:
    """ "Count Third Lock in", "Nodo Norte tiene hueco"."""
    for start, end in proper_names(reading.text, 0, min(len(reading.text), _READ))[:_MOST]:
        before = reading.folded[max(0, start - 24) : start]
        name = tidy(reading.words(start, end))
        if " " in name and (_COUNTED_IN.search(before) or _WILL.match(reading.folded.replace("\n", " "), end)):
            yield name


def _person(name: str, author: Mailbox) -> bool:
    """Is it the writer's own name, or a line that is none?"""
    mine = squash(_BESIDE.split(author.name[:200])[0])
    return not mine or squash(name) in mine or (mine in squash(name) and not KIND.search(fold(name)))
