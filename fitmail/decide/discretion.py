"""What would give a client away in a text that the network reads (G11, T1: no client name, no contact).

Takes the text and the enquiry; gives the word, or the sum, that tells too much, "" when none does. Promises: names,
addresses, domains and telephone numbers are found however they are written; words that everybody uses are no names,
so that a shop that writes from shop.example may still be called a shop.
Known faults: a nickname, or a street that only the neighbours know, is not recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fitmail.decide import cards
from fitmail.decide.order_lines import fold
from fitmail.model import Context, Enquiry, Fact, Mailbox

_EDGES = ".,;:!?()[]{}\"'<>«»“”’`*_"
_MOST = 20  # words taken out of one line
_DIGITS = 7  # of the end of a telephone number
_FORMS = frozenset(("ltd", "limited", "inc", "llc", "plc", "cic", "gmbh", "sa", "srl", "ltda", "coop", "the", "co"))
_ORDINARY = frozenset(
    fold(word)
    for word in (
        # en
        *("shop", "shops", "store", "web", "site", "website", "app", "online", "design", "studio", "school", "college"),
        *("university", "library", "museum", "theatre", "choir", "church", "club", "charity", "trust", "foundation"),
        *("council", "city", "town", "village", "county", "country", "garden", "gardens", "plants", "flowers", "farm"),
        *("food", "bakery", "cafe", "bank", "clinic", "health", "hospital", "care", "housing", "homes", "house"),
        *("energy", "solar", "green", "bikes", "bike", "books", "music", "arts", "art", "craft", "wood", "water"),
        *("community", "centre", "center", "group", "network", "union", "federation", "association", "society"),
        *("cooperative", "co-op", "co-operative", "company", "office", "team", "people", "workers", "tech", "digital"),
        *("software", "data", "cloud", "media", "press", "news", "radio", "research", "project", "projects", "events"),
        *("festival", "travel", "transport", "market", "markets", "kitchen", "wine", "beer", "coffee", "tea", "north"),
        *("south", "east", "west", "new", "info", "enquiries", "contact", "hello", "customer", "client", "and", "for"),
        # es
        *("tienda", "local", "escuela", "colegio", "universidad", "biblioteca", "museo", "teatro", "coro", "iglesia"),
        *("club", "fundación", "municipio", "ciudad", "pueblo", "vivero", "huerta", "plantas", "flores", "granja"),
        *("panadería", "comida", "banco", "clínica", "salud", "hospital", "vivienda", "casa", "energía", "verde"),
        *("bicis", "libros", "música", "arte", "madera", "agua", "comunidad", "centro", "grupo", "red", "sindicato"),
        *("federación", "asociación", "sociedad", "cooperativa", "coope", "empresa", "oficina", "equipo", "gente"),
        *("datos", "prensa", "noticias", "proyecto", "festival", "viajes", "transporte", "mercado", "cocina", "vino"),
        *("norte", "sur", "este", "oeste", "nueva", "nuevo", "cliente", "consultas", "contacto", "hola", "del", "las"),
        *("los", "de", "la", "el", "al", "san", "santa", "para", "con", "por", "una", "unos"),
        # pt
        *("loja", "escola", "faculdade", "universidade", "biblioteca", "museu", "igreja", "fundação", "prefeitura"),
        *("cidade", "viveiro", "horta", "padaria", "banco", "saúde", "moradia", "energia", "livros", "comunidade"),
        *("rede", "federação", "associação", "sociedade", "empresa", "escritório", "dados", "notícias", "projeto"),
        *("feira", "cozinha", "vinho", "sul", "leste", "novo", "nova", "contato", "oi", "dos", "das", "da", "do"),
        *("von", "van", "der", "den", "di", "du", "le", "mc", "mr", "mrs", "ms", "dr", "sr", "sra", "dra"),
    )
)


def redacted(text: str, case: Enquiry, ctx: Context) -> str:
    """The text with dots for each word that tells who the client is."""
    for _ in range(_MOST):
        found = gives_away(text, case, ctx)
        if not found:
            return text
        at = fold(text).find(fold(found))
        # Folding may change lengths; then nothing of the text is shown rather than too much.
        if at < 0 or len(fold(text)) != len(text):
            return ""
        text = f"{text[:at]}…{text[at + len(found) :]}"
    return ""


def gives_away(text: str, case: Enquiry, ctx: Context) -> str:
    """The first word of the text that tells who the client is; "" when none does."""
    folded = f" {' '.join(fold(text).split())} "
    pieces = [piece.strip(_EDGES) for piece in text.split()]
    plain = {fold(piece) for piece in pieces}
    boxes = (case.enquirer, *case.others)
    organisation = cards.text_of(case.facts, "organisation")
    for name in (*_names(boxes), *_of_company(organisation)):
        whole = fold(name)
        if whole in plain or (not whole.isalnum() and whole in folded):
            return name
    for part in _first_names(boxes):
        if part in pieces:
            return part
    phone = _numerals(cards.text_of(case.facts, "phone"))
    if len(phone) >= _DIGITS and phone[-_DIGITS:] in _numerals(text):
        return cards.text_of(case.facts, "phone")
    return next((p for p in pieces if "@" in p.strip("@") and not _insiders(p, ctx)), "")


_THOUSANDS = frozenset(("k", "mil", "thousand", "grand", "lucas"))
_MILLIONS = frozenset(("m", "million", "millon", "millones", "milhao", "milhoes"))


def names_sum(text: str, facts: tuple[Fact, ...]) -> str:
    """The client's exact sum as it stands in the text, "" when it does not: T1 hears money as a band only (G11)."""
    sums = {cards.number(facts, "budget_min"), cards.number(facts, "budget_max")} - {None}
    pieces = text.split()
    for piece, after in zip(pieces, (*pieces[1:], ""), strict=False):
        if sums and any(c.isdecimal() for c in piece) and _sum(piece, after) in sums:
            return piece.strip(_EDGES)
    return ""


def _sum(piece: str, after: str) -> int:
    """ "£12,500", "12.500", "12.5k" and "12 mil" in figures; 0 for what is none."""
    digits = [i for i, c in enumerate(piece) if c.isdecimal() and c.isascii()]
    if not digits or digits[-1] - digits[0] > _DIGITS * 2:
        return 0
    inner, tail = piece[digits[0] : digits[-1] + 1], fold(piece[digits[-1] + 1 :]).strip(_EDGES)
    groups = inner.replace(",", ".").replace("'", ".").split(".")
    if not all(group.isdecimal() for group in groups):
        return 0
    word = tail or fold(after).strip(_EDGES)
    times = 1_000 if word in _THOUSANDS else 1_000_000 if word in _MILLIONS else 1
    if len(groups) > 1 and len(groups[-1]) < 3:  # "12.5k", and "12,500.00"
        whole, part = "".join(groups[:-1]), groups[-1]
        scale = int(f"1{'0' * len(part)}")
        return (int(whole) * scale + int(part)) * times // scale
    return int("".join(groups)) * times


def _names(boxes: Iterable[Mailbox]) -> Iterator[str]:
    """Whole names, surnames, addresses and domains, as far as they are no ordinary words."""
    for box in boxes:
        if len(box.name.split()) > 1:
            yield box.name
        yield from (part for part in box.name.split() if len(part) > 3 and fold(part) not in _ORDINARY)
        if "@" not in box.address:
            continue
        yield box.address
        domain = box.address.rpartition("@")[2]
        label = domain.rsplit(".", 1)[0].rpartition(".")[2] or domain
        if not cards.shared_host(domain):
            yield domain
            if len(label) > 2 and fold(label) not in _ORDINARY:
                yield label


def _first_names(boxes: Iterable[Mailbox]) -> Iterator[str]:
    """Short parts of names count only as they are written: "Jo", and not "jo" of another language."""
    for box in boxes:
        for part in box.name.split():
            if 1 < len(part) <= 3 and part[:1].isupper() and fold(part) not in _ORDINARY:
                yield part


def _of_company(name: str) -> Iterator[str]:
    """A firm's name, with and without what the law adds to it."""
    words = name.split()
    while words and fold(words[-1]).strip(".,") in _FORMS:
        words.pop()
    while words and fold(words[0]) in _FORMS:
        words.pop(0)
    if len(words) > 1 or (words and fold(words[0]) not in _ORDINARY):
        yield " ".join(words)


def _numerals(text: str) -> str:
    """The digits of a text, words parted: "01865 55 12" and "(01865) 5512" are the same."""
    return "".join(c if c.isdecimal() else " " if c.isalpha() else "" for c in text)


def _insiders(address: str, ctx: Context) -> bool:
    """Members' own addresses may stand in a text for members."""
    local, _, domain = address.lower().rpartition("@")
    known = {a for p in ctx.directory.people for a in (p.address, *p.aliases)}
    known |= {c.mailbox for c in ctx.directory.coops} | {
        ctx.policy.desk,
        ctx.policy.list_address,
        ctx.policy.rules_address,
    }
    return f"{local}@{domain}" in known or not local
