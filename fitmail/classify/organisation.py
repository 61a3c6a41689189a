"""Which organisation writes, and whether it is a co-op.

Takes: the mail (addresses, names, signature, form) and a reading of its text.
Gives: `find_organisation(...) -> Named | None`, `find_coop(...)`: the words that say the client is a co-op, or None.
Promises: every candidate is a name that stands in the mail. A form's company field wins; then what they call
    themselves ("We are …", "Somos …", "Client: …"), the signature, a sender's name that is no person's; a name that
    agrees with the sender's mail domain is believed most. Our own name and the list's are never taken.
    "Looking for a co-op" does not make the client one.
Known faults: a name without capitals is found only by its mail domain or a label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from fitmail.classify.introductions import (
    BARE_LABEL,
    DOES,
    INTRO,
    IS_A,
    KIND,
    LABEL,
    NAMED_THING,
    NAMING,
    NEEDS,
    PLACEHOLDER,
    ROLE,
    SMALL_KIND,
)
from fitmail.classify.names import proper_names
from fitmail.classify.phrases import SHORT_LINE, Reading, fold
from fitmail.model import Mailbox, Message

# Mail domains of providers: they name nobody.
_FREE_MAIL_WORDS = """
aol arnet autistici blueyonder bol btinternet btmail ciudad disroot email fastmail fibertel freenet globo gmail
gmx googlemail hey hotmail icloud ig laposte live mac mail me msn ntlworld orange outlook pm proton protonmail
riseup sapo sky speedy talktalk telefonica terra tuta tutanota uol virginmedia wanadoo web yahoo ymail zoho
"""
_FREE_MAIL = frozenset(_FREE_MAIL_WORDS.split())
_ARTICLES_WORDS = "de del do da dos das the la el los las a o os as una un um uma"
_ARTICLES = frozenset([*_ARTICLES_WORDS.split(), ""])
_SECOND_LEVEL = frozenset(
    {"co", "com", "org", "net", "gov", "gob", "ac", "edu", "ltd", "sch", "nhs", "coop", "me", "info", "int"}
)


# Co-ops that are asked to bid or to answer.
_ASKED_AFTER = re.compile(
    r" (?:interes+ad\w+|adecuad\w+|adequad\w+|indicad\w+|apropiad\w+|que (?:pued|quier|poss|queir|pod)\w+"
    r"|interested|suitable"
    r"|that (?:can|could|might|would)|who (?:can|could|might|would)|best placed|de la red|da rede|in (?:your"
    r"|the) network)"
)
_ASKED_BEFORE = re.compile(
    r"(?:empresas|companies|firms|firmas|consultoras|estudios|proveedores|fornecedores|freelancers|autonomos|agencies) "
    r"(?:y|e|o|ou|u|and|or)(?: a| as| las)? $|\b(?:invit\w+|convid\w+|canali\w+|deriv\w+|indiqu\w+|recomiend\w+"
    r"|recomend\w+)"
    r"(?: [\w]{1,12}){0,3} $"
)
_IS_ONE = re.compile(
    r"\b(?:they['’]?re|they are|it['’]?s|it is|who are|which is|is|son|es|sao|tambien es|tambem e|fellow) (?:also )?"
    r"(?:an? |una |uma )(?:(?!of )[\w'’-]{2,15} ){0,2}$"
)
_NAMED = 6_000  # letters in which names are looked for
_DOING = 4_000  # and in which they may do something


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    name: str
    words: str
    points: int


def find_organisation(message: Message, reading: Reading, *, author: Mailbox, category: str) -> Named | None:
    """The client's organisation, by the best candidate."""
    tender, shared = category == "tender", category == "share"
    if message.form is not None and len(message.form.company.strip(" -.")) > 2:
        company = " ".join(message.form.company.split())
        return Named(name=company, words=company)
    kinds = ("place", "doubtful place", "country", "tech", "doubtful")
    places = {reading.words(hit.start, hit.end) for kind in kinds for hit in reading.of(kind)}
    domain = mail_label(author.address)
    ours = {squash(mail_label(box.address)) for box in (*message.to, *message.cc)} - {squash(domain)}
    names = proper_names(reading.text, 0, min(len(reading.text), _NAMED))
    found = [
        *_labelled(reading),
        *_introduced(reading),
        *_doing(reading, names, tender=tender, shared=shared),
        *_signed(message, reading),
        *_sender(author, tender=tender),
        *_by_domain(reading, names, domain),
        *(_spoken_of(reading, names) if shared else ()),
    ]
    best: _Candidate | None = None
    for given in found:
        one = replace(given, name=_without_person(given.name, author.name))
        squashed = squash(one.name)
        if one.name in places or PLACEHOLDER.match(one.name):
            continue  # "I'm Jo from Leeds", "React Native for a co-op"
        if (
            len(squashed) < 3
            or (shared and domain and agrees(squashed, squash(domain)))
            or any(own and len(own) > 2 and squashed.startswith(own) for own in ours)
        ):
            continue
        if squash(author.name) == squashed and not KIND.search(fold(one.name)) and not tender:
            continue  # the person, not the organisation
        points = one.points + _domain_points(one.name, domain)
        points += bool(KIND.search(fold(one.name)))
        if best is None or points > best.points or (points == best.points and len(one.name) > len(best.name) + 3):
            best = _Candidate(name=one.name, words=one.words, points=points)
    if best is None or best.points < 5:
        return None
    for one in found:
        # The signature often has the full name of what the text calls by its short one.
        if (
            one.name.startswith(best.name + " ")
            and KIND.search(fold(one.name[len(best.name) :]))
            and len(one.name) < 80
        ):
            best = one
    return Named(name=best.name, words=best.words)


def _without_person(name: str, person: str) -> str:
    """ "Rosilda da Fio de Meada" written by Rosilda is Fio de Meada."""
    first = person.split()[0] if person.split() else ""
    if not first or not name.startswith(first + " "):
        return name
    match = re.match(r"(?:\S+ ){1,3}?(?:de|da|do|del|from|of|at) (?:la |las |los |el )?(?=\S)", name)
    return name[match.end() :] if match is not None else name


def _domain_points(name: str, domain: str) -> int:
    """A name that agrees with the mail domain is believed; a long word of it in the domain helps."""
    if not domain:
        return 0
    squashed = squash(domain)
    if agrees(squash(name), squashed):
        return 5
    words = [squash(word) for word in name.split()]
    return 3 if any(len(word) >= 5 and word in squashed for word in words) else 0


def mail_label(address: str) -> str:
    """The part of a mail domain that an organisation chose; "" for the mail of a provider."""
    labels = address.rpartition("@")[2].lower().split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    label = labels[-1] if labels else ""
    return "" if label in _FREE_MAIL or label in _SECOND_LEVEL else label


@lru_cache(maxsize=2048)
def squash(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(name).replace("&", "and"))


def agrees(name: str, domain: str) -> bool:
    """Is the domain made of the name? "lowmoorfood" is Low Moor Food & Kitchen, "wallcity" Wall City Code."""
    if len(domain) < 4 or len(name) < 4:
        return name == domain
    return name.startswith(domain) or domain.startswith(name) or (len(name) > 5 and (name in domain or domain in name))


def _first_name(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The name that begins right there."""
    names = proper_names(reading.text, start, end)
    if not names:
        return None
    between = fold(reading.text[start : names[0][0]])
    if between.strip(" \n\"'“«‘") in _ARTICLES:
        return names[0]
    kind = SMALL_KIND.fullmatch(between)  # "da prefeitura de Nova Esperança", "do coletivo Pedal Solidário"
    return (start + kind.start("kind"), names[0][1]) if kind is not None else None


def tidy(name: str) -> str:
    """A name without its legal form and possessive."""
    bare = re.sub(r"^(?:The|A|O|Os|As) (?=\S)", "", name).strip(" '’\"“”.,-")
    bare = re.sub(r"['’]s$", "", bare)
    return re.sub(
        r",? (?:Ltd|Limited|CIC|C\.I\.C|LLP|Inc|plc|Ltda|SRL|S\.R\.L|S\.L|S\.A|GmbH|SCCL|S\.C\.C\.L|S\.? ?Coop"
        r"|Registered)\.?$",
        "",
        bare,
    )


def _candidate(reading: Reading, span: tuple[int, int], points: int) -> _Candidate:
    name = tidy(reading.words(*span))
    return _Candidate(name=name, words=reading.clause(*span), points=points)


def _labelled(reading: Reading) -> list[_Candidate]:
    found: list[_Candidate] = []
    for pattern in (LABEL, BARE_LABEL):
        for match in pattern.finditer(reading.folded):
            start, end = match.span("value")
            names = proper_names(reading.text, start, end)
            if names and names[0][0] - start <= 4:
                found.append(_candidate(reading, names[0], 8))
    return found


def _introduced(reading: Reading) -> list[_Candidate]:
    """What they call themselves."""
    found: list[_Candidate] = []
    for match in islice(INTRO.finditer(reading.folded), 40):
        if match.group().strip() in NAMING and not NAMED_THING.search(
            reading.folded, max(0, match.start() - 48), match.start()
        ):
            continue  # "a man called Clive"
        span = _first_name(reading, match.end(), min(len(reading.text), match.end() + 100))
        if span is not None:
            found.append(_candidate(reading, span, 6))
    return found


def _doing(reading: Reading, names: Sequence[tuple[int, int]], *, tender: bool, shared: bool) -> list[_Candidate]:
    """A name that does what clients do: "The Fundação X abre chamada", "Severn Homes is a housing co-op"."""
    found: list[_Candidate] = []
    flat = reading.folded.replace("\n", " ")
    for span in names[:200]:
        if span[1] > _DOING:
            break
        name = fold(reading.text[span[0] : span[1]])
        if DOES.match(flat, span[1]) and (KIND.search(name) or " " in name.strip()):
            sure = tender or shared or KIND.search(name) or NEEDS.match(flat, span[1])
            found.append(_candidate(reading, span, 5 if sure else 3))
        elif (
            len(name) > 3
            and (" " in name or flat[span[1] : span[1] + 2].strip()[:1] in (",", "("))
            and IS_A.match(flat, span[1])
            and not _ended_line(reading.text, span[1])
        ):
            found.append(_candidate(reading, span, 5))
    return found


# "For a theatre called X", "la clienta se llama X", "friends at X".
_SPOKEN_OF = re.compile(
    r"\b(?:called|named|llamad[ao]s?|chamad[ao]s?|se llaman?|chamam?-se|client is|client:|client,"
    r"|cliente e(?: [ao])?|client[ea] es(?: la| el)?"
    r"|friends at|people at|folk at|lot at|gente de|gente del|pessoal d[aoe]|amig[oa]s d[aoe]l?|contact at|enquiry from"
    r"|request from|mail from|lead from|lead:|pedido d[aoe]|consulta de|work for|job for|project for|trabajo para"
    r"|trabalho para"
    r"|proyecto para|projeto para|proyecto de|site for|website for|app for|app para) (?:the |la |el |los |las |a "
    r"|o |os |as )?[\"“«]?$"
)
_ALONE = re.compile(
    r" (?:on (?:its|our) own|alone|can|could|has|is too|are too|sol[ao]s?|sozinh[ao]s?|nao (?:da|pode|consegue)"
    r"|no (?:da|puede))\b"
)


def _spoken_of(reading: Reading, names: Sequence[tuple[int, int]]) -> list[_Candidate]:
    """Whom a member tells the list of."""
    found: list[_Candidate] = []
    for start, end in names[:60]:
        name = fold(reading.text[start:end])
        if _ALONE.match(reading.folded, end) or end > _DOING:
            continue  # "too big for Lagan Loop on its own"
        if _SPOKEN_OF.search(reading.folded, max(0, start - 32), start):
            found.append(_candidate(reading, (start, end), 6))
        elif " " in name.strip() and KIND.search(name):
            found.append(_candidate(reading, (start, end), 4))
    return found


def _ended_line(text: str, at: int) -> bool:
    """Did the writer end the line there? "Callum Ardreck" above "Tidewrack Foundation" is nobody's apposition."""
    return text[at : at + 1] == "\n" and at - text.rfind("\n", max(0, at - 200), at) < SHORT_LINE


def _signed(message: Message, reading: Reading) -> list[_Candidate]:
    """Names in the signature: with a word for a kind of organisation, or after a role."""
    tail = message.signature if message.forward is None and message.form is None else ""
    found = _signed_lines(tail, 4)
    last = reading.text.rstrip()
    closing = last[max(0, len(last) - 400) :]
    return found + _signed_lines("\n".join(closing.split("\n")[-6:]), 3)


def _signed_lines(text: str, points: int) -> list[_Candidate]:
    found: list[_Candidate] = []
    below_role = False
    for line in text.split("\n")[:12]:
        if len(line) > 120:
            continue
        whole = tidy(" ".join(line.split()))
        if below_role and whole and len(whole) < 60 and proper_names(line, 0, len(line)) == [(0, len(line.rstrip()))]:
            # Below "Fundraising Manager" stands whose manager it is.
            found.append(_Candidate(name=whole, words=whole, points=5))
        below_role = bool(ROLE.search(fold(line))) and not KIND.search(fold(line))
        for start, end in proper_names(line, 0, len(line)):
            name = tidy(line[start:end])
            if KIND.search(fold(line[start:end])) and " " in line[start:end]:
                found.append(_Candidate(name=name, words=" ".join(line.split()), points=points + (start > 0)))
            elif len(name) > 3:
                found.append(_Candidate(name=name, words=" ".join(line.split()), points=1))
    return found


def _sender(author: Mailbox, *, tender: bool) -> list[_Candidate]:
    """The sender's name when it is no person's."""
    for piece in reversed(re.split(r" at | - | – | \| |, | \(|\)", author.name[:200])):
        if KIND.search(fold(piece)) and not re.search(r"\b(?:alerts?|notice|noreply|via)\b", fold(author.name)):
            return [_Candidate(name=tidy(piece), words=author.name, points=5 if tender else 4)]
    return []


def _by_domain(reading: Reading, names: Sequence[tuple[int, int]], domain: str) -> list[_Candidate]:
    """Any name in the text that agrees with the sender's mail domain."""
    if len(domain) < 4:
        return []
    squashed = squash(domain)
    found = [
        _candidate(reading, span, 2)
        for span in names[:300]
        if agrees(squash(reading.text[span[0] : span[1]]), squashed)
        or (" " in reading.words(*span) and _domain_points(reading.text[span[0] : span[1]], domain))
    ]
    return [one for one in found if len(squash(one.name)) >= min(5, len(squashed))]


def find_coop(reading: Reading, organisation: Named | None) -> str | None:
    """The words that say that the client is a co-op."""
    for hit in reading.of("coop")[:60]:
        first, _ = reading.sentence(hit.start)
        if re.search(r"\b(?:another|otra|outra) $", reading.folded[max(0, hit.start - 10) : hit.start]):
            return reading.clause(hit.start, hit.end)  # who looks for another one is one
        if _ASKED_AFTER.match(reading.folded, hit.end) or _ASKED_BEFORE.search(
            reading.folded, max(first, hit.start - 40), hit.start
        ):
            continue  # "empresas y cooperativas", "las cooperativas interesadas": those who are asked
        before = reading.within("not coop", first, hit.start)
        if before and hit.start - before[-1].end <= 45:
            continue
        if organisation is not None and organisation.name in reading.text[first : hit.end]:
            return reading.clause(hit.start, hit.end)
        if _IS_ONE.search(reading.folded, max(first, hit.start - 48), hit.start):
            return reading.clause(hit.start, hit.end)
        ours = [cue for cue in reading.within("here", first, hit.start) if hit.start - cue.end <= 80]
        if ours:
            return reading.clause(hit.start, hit.end)
    if organisation is not None and re.search(r"\bco-?op", fold(organisation.name)):
        return organisation.words
    return None
