"""Orders as people write them: lines at the very top of the newly written text.

Takes the text; gives the lines that are orders and the text below them. Promises: reading stops at the first line
that is no order; at most ten are read; a line that begins with the mark and is not understood is reported with what
was perhaps meant, never guessed, except a unique beginning of three letters of a level-1 word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from fitmail.decide.orders import ROWS, TABLE, Row

MARKS = "!¡"
MOST = 10  # lines
PATIENCE = 3  # lines that are not understood
_ID_LETTERS = "EOMTNJPH"


def fold(text: str) -> str:
    """Lower case without accents: "Por qué" -> "por que"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line. `verb` is "" when the word is not known; then `meant` holds near misses."""

    line: str
    verb: str
    args: str
    case: str  # "E-12" when the line names one
    meant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    lines: tuple[OrderLine, ...]
    below: str  # the text under the orders
    too_many: bool


def case_id(word: str) -> str:
    """ "[e-12]:" -> "E-12"; "" when the word is no case id."""
    bare = word.strip("[]().,:;").upper()
    letter, dash, number = bare.partition("-")
    if dash and letter in tuple(_ID_LETTERS) and number.isdecimal() and number.isascii() and len(number) < 10:
        return f"{letter}-{int(number)}"
    return ""


def named_cases(text: str) -> tuple[str, ...]:
    """Case ids in the first lines of a text, each once: what the store must load before anybody decides."""
    lines = [line for line in text.splitlines() if line.strip()][:MOST]
    found = (case_id(word) for line in lines for word in line[:200].split())
    return tuple(dict.fromkeys(i for i in found if i))


def _words_of(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """(folded word, verb), longest first, so that "no gracias" is seen before "no"."""
    pairs = {(fold(word), row.verb) for row in rows for word in row.words}
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


WORDS = _words_of(TABLE)

# Words of the network's list of orders that this house does not carry out yet: said so, instead of "not known".
LATER = frozenset(
    fold(word)
    for word in (
        *("spent", "gasté", "gastei", "introduce", "presentar", "apresentar", "remind", "recordar"),
        *("lembrar", "propose", "proponer", "propor"),
        *("won", "ganado", "ganho", "lost", "perdido", "invoiced", "facturado", "faturado", "paid", "cobrado"),
        *("recebido", "late", "atrasado", "trouble", "problema", "proxy", "present", "presentes", "decision"),
        *("decisión", "decisão", "action", "tarea", "tarefa", "item", "tema", "free", "libres", "livres"),
        *("withdraw",),
        *("retirar", "extend", "prorrogar", "waive", "eximir", "dispensar", "merge", "unir", "split", "separar"),
        *("move", "mover", "find", "buscar", "mute", "silenciar", "digest", "halt", "unhalt", "forget"),
        *("join", "participar", "offer", "ofrezco", "ofereço", "erase"),
    )
)
BARE_WORDS = _words_of(row for row in TABLE if row.bare)


def _starts(text: str, word: str) -> bool:
    """The word, and no longer one: "asking" and "ask-us" are not "ask"."""
    after = text[len(word) : len(word) + 1]
    return text.startswith(word) and not (after.isalnum() or after in ("-", "_", "'", "’", "@"))


def _distance(a: str, b: str) -> int:
    """Edits between two short words, a swap of neighbours counting once."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def meant(word: str) -> str:
    """The nearest known word, "" when none is near."""
    if len(word) < 3 or len(word) > 20:
        return ""
    near = sorted((_distance(word, known), known) for known, _ in WORDS if " " not in known)
    distance, found = near[0]
    return found if distance <= (1 if len(word) < 5 else 2) else ""


def _verb(text: str) -> tuple[str, int, str]:
    """(verb, length of the word in `text`, near miss). `text` is folded letter by letter, so lengths agree."""
    folded = "".join((fold(c) or " ")[0] for c in text)
    for word, verb in WORDS:
        if _starts(folded, word):
            return verb, len(word), ""
    word = folded.split(maxsplit=1)[0].rstrip(".,:;!?") if folded.strip() else ""
    verbs = {verb for known, verb in WORDS if known.startswith(word)} if len(word) >= 3 else set()
    if len(verbs) == 1:
        verb = verbs.pop()
        if ROWS[verb].level == 1:
            return verb, len(word), ""
    return "", len(word), meant(word)


def _named(text: str) -> tuple[str, str]:
    """A case id that stands first or last: (id, the rest)."""
    words = text.split()
    if words and case_id(words[0]):
        return case_id(words[0]), text.split(None, 1)[1] if len(words) > 1 else ""
    if words and case_id(words[-1]):
        return case_id(words[-1]), text.rsplit(None, 1)[0] if len(words) > 1 else ""
    return "", text


def parse_line(line: str) -> OrderLine | None:
    """An order line, or None for a line that is none: its mark is missing."""
    text = unicodedata.normalize("NFC", line.strip())[:2000]
    first, _, rest = text.partition(" ")
    before = case_id(first)
    if before and rest.lstrip()[:1] in tuple(MARKS):
        text = rest.lstrip()
    if text[:1] not in tuple(MARKS) or not text.lstrip(MARKS).strip():
        return None
    text = text.lstrip(MARKS).strip()
    if not text[0].isalnum():
        return None
    inside, text = _named(text) if not before else (before, text)
    verb, length, near = _verb(text)
    if fold(text[:length]) in _SHORT and verb in ("send", "drop"):
        verb = ""  # "!no" on a card would throw away the prepared answer; yes and no answer questions only
    args = text[length:].strip().lstrip(":,").strip() if verb else text
    if not any(c.isalnum() for c in args):
        args = ""
    if verb and not inside and verb not in ("note", "new", "question"):
        inside, args = _named(args)
    if verb in _LISTS:
        inside = _handover(line)
    return OrderLine(line=line.strip(), verb=verb, args=args, case=inside, meant=near)


_LISTS = ("accept", "keep")  # these name several cases, and are about none of them but the handover


def _handover(line: str) -> str:
    """The handover that a line names, "" for none."""
    return next((found for word in line[:200].split() if (found := case_id(word)).startswith("H-")), "")


def bare_line(line: str) -> OrderLine | None:
    """`interested E-7 we know them`: a first line without mark, in answer to a mail that asks."""
    text = unicodedata.normalize("NFC", line.strip())[:2000]
    inside, rest = _named(text)
    folded = "".join((fold(c) or " ")[0] for c in rest)
    for word, verb in BARE_WORDS:
        after = rest[len(word) :].strip()
        alone = word in _SHORT or verb in ("send", "drop")
        if _starts(folded, word) and not (alone and _goes_on(after)) and (word not in _SHORT or after[:1] in _STOPS):
            args = after.lstrip("".join(_STOPS) + ",").strip()
            if not _alone(verb, args, inside):
                return None
            if not inside:
                inside, args = _named(args)
            if verb in _LISTS:
                inside = _handover(line)
            return OrderLine(line=line.strip(), verb=verb, args=args, case=inside, meant="")
    return None


def _alone(verb: str, args: str, inside: str) -> bool:
    """ "Keep an eye on E-12" and "Swap me with somebody who" are sentences for people; "keep E-12" is a word for us."""
    words = args.replace(",", " ").split()
    match verb:
        case "keep":
            return bool(words or inside) and all(case_id(word) or fold(word) in ("and", "y", "e") for word in words)
        case "swap":
            return 0 < len(words) <= 3
        case "shadow":
            return not words
        case _:
            return True


def listed_line(line: str) -> OrderLine | None:
    """`claim E-12`, `E-12 send`: any order without its mark, in answer to a mail that lists cases. It must name one,
    and hold hardly more than that: "Take E-12 for an example of what I mean" is a sentence."""
    text = unicodedata.normalize("NFC", line.strip())[:2000]
    inside, rest = _named(text)
    if not inside or not rest or rest[:1] in tuple(MARKS):
        return None
    order = parse_line(f"{inside} !{rest}")
    return replace(order, line=line.strip()) if order and order.verb and len(order.args.split()) <= 2 else None


# Words that also begin sentences count only when they stand alone: "in Norwich we …" is no interest.
_SHORT = frozenset(("in", "yes", "no", "si", "sim", "nao", "paso", "passo", "interesa"))
_STOPS = ("", ".", ":", ";", "-", "–", "—", "!")


def _goes_on(rest: str) -> bool:
    """A comma after a bare word means that a sentence begins: "No, we …"."""
    return rest.lstrip().startswith(",") and bool(rest.strip(" ,"))


def whole_bare_word(text: str) -> str:
    """The verb, when a whole answer is nothing but an order word without its mark; "" otherwise."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != 1 or len(lines[0]) > 60:
        return ""
    folded = fold(lines[0]).rstrip(".!? ")
    for word, verb in WORDS:
        if folded == word:
            return verb
        # "tomo E-12", "ask budget": the word with nothing but an argument it takes.
        if _starts(folded, word) and _is_argument(folded[len(word) :].split()):
            return verb
    return ""


_ARGUMENTS = frozenset(
    fold(word)
    for word in (
        *("budget", "presupuesto", "orçamento", "capacity", "capacidad", "capacidade", "values", "valores", "fit"),
        *("perfil", "when", "plazo", "prazo", "tech", "brief", "who", "until", "hasta", "até"),
        *("please", "por", "favor", "porfa", "it", "this", "esto", "isso"),
    )
)


def _is_argument(words: list[str]) -> bool:
    return bool(words) and all(case_id(w) or w in _ARGUMENTS for w in words)


_YES, _NO = ("yes", "si", "sim"), ("no", "nao")


def to_an_invitation(parsed: Parsed) -> Parsed:
    """Yes, no and pass, in answer to a mail about the rota: what they mean there."""
    return replace(parsed, lines=tuple(_to_an_invitation(line) for line in parsed.lines))


def _to_an_invitation(line: OrderLine) -> OrderLine:
    said = fold(line.line).strip("!¡ ").split(maxsplit=1)
    word, rest = (said[0].strip(".,:;!"), said[1] if len(said) > 1 else "") if said else ("", "")
    if line.verb == "send" or (line.verb == "" and word in _YES):
        return replace(line, verb="accept", args="" if line.verb == "" else line.args)
    if line.verb in ("drop", "pass", "decline") or (line.verb == "" and word in _NO):
        return replace(line, verb="object", args=rest if line.verb == "" else line.args)
    return line


def parse(text: str, *, bare: int) -> Parsed:
    """The orders at the top of a text. So many first lines (`bare`) may be words without their mark."""
    return _parse(text, bare, bare_line)


def parse_listed(text: str, *, bare: int) -> Parsed:
    """The same in answer to a mail that lists cases: there a line that names one may be any word of the table."""
    return _parse(text, bare, lambda line: listed_line(line) or bare_line(line))


def _parse(text: str, bare: int, unmarked: Callable[[str], OrderLine | None]) -> Parsed:
    lines = text.splitlines()
    found: list[OrderLine] = []
    unknown = 0
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        order = parse_line(lines[at])
        if order is None and len(found) < bare:
            order = unmarked(lines[at])
        if order is None or len(found) == MOST or unknown == PATIENCE:
            break
        found.append(order)
        unknown += order.verb == ""
        at += 1
        if order.verb == "reply":  # must be the last order: what stands below is for the enquirer
            break
    below = "\n".join(lines[at:]).strip("\n").rstrip()
    left = next((line for line in lines[at:] if line.strip()), "")
    cut = (len(found) == MOST or unknown == PATIENCE) and parse_line(left) is not None
    return Parsed(lines=tuple(found), below=below.strip() and below, too_many=cut)
