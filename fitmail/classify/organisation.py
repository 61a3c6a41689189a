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
from dataclasses import dataclass
from itertools import islice

from fitmail.classify.names import proper_names
from fitmail.classify.phrases import Reading, fold
from fitmail.model import Mailbox, Message

_FREE_MAIL = frozenset(
    {
        "gmail",
        "googlemail",
        "hotmail",
        "outlook",
        "live",
        "msn",
        "yahoo",
        "ymail",
        "icloud",
        "me",
        "mac",
        "aol",
        "gmx",
    }
    | {
        "proton",
        "protonmail",
        "pm",
        "zoho",
        "mail",
        "email",
        "riseup",
        "btinternet",
        "btmail",
        "sky",
        "talktalk",
        "virginmedia",
    }
    | {
        "uol",
        "bol",
        "terra",
        "ig",
        "globo",
        "fibertel",
        "speedy",
        "arnet",
        "ciudad",
        "telefonica",
        "sapo",
        "tutanota",
        "tuta",
    }
    | {
        "fastmail",
        "hey",
        "web",
        "freenet",
        "orange",
        "laposte",
        "wanadoo",
        "ntlworld",
        "blueyonder",
        "autistici",
        "disroot",
    }
)
_ARTICLES = frozenset({"", "the", "la", "el", "los", "las", "a", "o", "os", "as", "una", "un", "um", "uma"})
_SECOND_LEVEL = frozenset(
    {"co", "com", "org", "net", "gov", "gob", "ac", "edu", "ltd", "sch", "nhs", "coop", "me", "info", "int"}
)
_KIND = re.compile(
    r"\b(?:ltd|limited|llp|plc|cic|cio|inc|gmbh|s\.?a\.?|s\.?l\.?|s\.?r\.?l\.?|ltda|s\.?coop|co-?operativ[eao]s?|co-?op|cooperativas?"
    r"|associa\w{2,6}|asociaci\w{1,4}|foundation|fundaci\w{1,4}|fundacao|trust|charity|society|sociedad|sociedade|union|council"
    r"|federa\w{2,6}|universi\w{2,4}|school|college|escuela|escola|network|red|rede|institut[eo]?|centre|center|centro|branch"
    r"|group|grupo|coletivo|colectivo|collective|ayuntamiento|municipalidad|municipio|prefeitura|camara|ong|sindicato|mutual"
    r"|housing|homes|press|kitchen|library|libraries|biblioteca|partnership|studio|theatre|teatro|museum|museo|museu|project"
    r"|hub|authority|department|ministry|ministerio|secretar[ii]a|agency|agencia|movimiento|movimento|confedera\w{2,6}|casa"
    r"|community|comunidad|comunidade|farm|farms|energy|energia|works|club|clube|festival|radio|editorial|hospital|nhs|board"
    r"|committee|services|consorcio|consortium|alliance|alianza|alianca|forum|foro|campaign|coalition|liga|league|puerto)\b"
)
_LABEL = re.compile(
    r"^[ \t>*\-•·]{0,6}(?:organi[sz]ation(?: name)?|company(?: name)?|client|buyer|authority|contracting authority|who|customer"
    r"|organizacion|organismo|entidad|empresa|cliente|institucion|nombre (?:de la )?(?:compania|empresa|organizacion)"
    r"|organizacao|entidade|orgao|contratante|comprador|instituicao|comitente|quien|quem)\s?\*?:[ \t]{0,4}(?P<value>[^\n]{2,120})$",
    re.MULTILINE,
)
_BARE_LABEL = re.compile(
    r"^(?:authority|awarding authority|contracting authority|buyer|client|organisation|organization|organismo|entidad|entidade|orgao|contratante"
    r"|empresa|cliente|company)(?:[ \t]{0,4}\n{1,3}|[ \t]{1,4}(?=[a-z]))(?P<value>[^\n]{3,120})$",
    re.MULTILINE,
)
_INTRO = re.compile(
    r"(?:\bwe are|\bwe['’]?re|\bi am (?:from|with|at)|\bi['’]?m (?:from|with|at)|\bhere from|\bhere at|\bwriting (?:from|for|to you from)"
    r"|\bi(?:['’]?m| am) an? [^.,;\n]{3,50}? (?:at|of|for|with|from)|\bwork (?:for|at|with)|\bon behalf of|\brepresent(?:ing)?|\bfrom all (?:of us )?at|\bvolunteer (?:at|for|with)|\bcalled|\bnamed"
    r"|\b(?:coordinator|co-ordinator|director|manager|secretary|treasurer|chair|head|officer|trustee|member) (?:of|at|for)"
    r"|\bsomos|\bestamos en|\bsoy [\w]{2,20},? de|\bles escrib\w{1,4} de(?:sde)?|\bescrib\w{1,4} de(?:sde)?|\btrabajo (?:en|para)"
    r"|\btrabajamos en|\ben nombre de|\brepresento a|\bde parte de|\bllamad[ao]s?|\barea de [\w ]{3,25} de"
    r"|\b(?:coordino|coordinadora?|directora?|presidenta?e?|secretari[ao]|tesorer[ao]|gerente|responsable)(?: [\w ]{3,30})? de"
    r"|\bsou d[aoe]|\bfalo d[ao]|\bescrevo d[aoe]|\bem nome d[aoe]|\btrabalho n[ao]|\bchamad[ao]|\bcoordenacao(?: [\w ]{3,20})? d[aoe]"
    r"|\b(?:coordenadora?|diretora?|presidente|secretari[ao]|tesoureir[ao]) d[aoe])[ \n]"
)
_DOES = re.compile(
    r",? (?:\([^)\n]{0,80}\) )?(?:,? which )?(?:is an?|are an?|is the|is looking|is seeking|invites|seeks|wishes|wants to|needs|requires"
    r"|has (?:an?|asked|issued|published)|es una?|es el|es la|busca|necesita|convoca|llama|invita|abre|solicita|publica|precisa"
    r"|e uma?|procura|convida|lanca|torna publico|contrata|runs|works)\b"
)


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
    domain = mail_label(author.address)
    ours = {_squash(mail_label(box.address)) for box in (*message.to, *message.cc)} - {_squash(domain)}
    found = [
        *_labelled(reading),
        *_introduced(reading),
        *_doing(reading, tender=tender),
        *_signed(message, reading),
        *_sender(author, tender=tender),
        *_by_domain(reading, domain),
    ]
    best: _Candidate | None = None
    for one in found:
        squashed = _squash(one.name)
        if (
            len(squashed) < 3
            or (shared and domain and _agrees(squashed, _squash(domain)))
            or any(own and len(own) > 2 and squashed.startswith(own) for own in ours)
        ):
            continue
        if _squash(author.name) == squashed and not _KIND.search(fold(one.name)) and not tender:
            continue  # the person, not the organisation
        points = one.points + _domain_points(one.name, domain)
        points += bool(_KIND.search(fold(one.name)))
        if best is None or points > best.points or (points == best.points and len(one.name) > len(best.name) + 3):
            best = _Candidate(name=one.name, words=one.words, points=points)
    if best is None or best.points < 5:
        return None
    for one in found:
        # The signature often has the full name of what the text calls by its short one.
        if (
            one.name.startswith(best.name + " ")
            and _KIND.search(fold(one.name[len(best.name) :]))
            and len(one.name) < 80
        ):
            best = one
    return Named(name=best.name, words=best.words)


def _domain_points(name: str, domain: str) -> int:
    """A name that agrees with the mail domain is believed; a long word of it in the domain helps."""
    if not domain:
        return 0
    squashed = _squash(domain)
    if _agrees(_squash(name), squashed):
        return 5
    words = [_squash(word) for word in name.split()]
    return 3 if any(len(word) >= 5 and word in squashed for word in words) else 0


def mail_label(address: str) -> str:
    """The part of a mail domain that an organisation chose; "" for the mail of a provider."""
    labels = address.rpartition("@")[2].lower().split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    label = labels[-1] if labels else ""
    return "" if label in _FREE_MAIL or label in _SECOND_LEVEL else label


def _squash(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(name).replace("&", "and"))


def _agrees(name: str, domain: str) -> bool:
    """Is the domain made of the name? "lowmoorfood" is Low Moor Food & Kitchen, "wallcity" Wall City Code."""
    if len(domain) < 4 or len(name) < 4:
        return name == domain
    return (
        name.startswith(domain) or domain.startswith(name) or (len(name) > 5 and (name in domain or domain in name))
    )


def _first_name(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The name that begins right there."""
    names = proper_names(reading.text, start, end)
    between = fold(reading.text[start : names[0][0]]).strip(" \n\"'“«‘") if names else "none"
    return names[0] if between in _ARTICLES else None


def _tidy(name: str) -> str:
    """A name without its legal form and possessive."""
    bare = re.sub(r"^(?:The|A|O|Os|As) (?=\S)", "", name).strip(" '’\"“”.,-")
    bare = re.sub(r"['’]s$", "", bare)
    return re.sub(
        r",? (?:Ltd|Limited|CIC|C\.I\.C|LLP|Inc|plc|Ltda|SRL|S\.R\.L|S\.L|S\.A|GmbH|Registered)\.?$", "", bare
    )


def _candidate(reading: Reading, span: tuple[int, int], points: int) -> _Candidate:
    name = _tidy(reading.words(*span))
    return _Candidate(name=name, words=reading.clause(*span), points=points)


def _labelled(reading: Reading) -> list[_Candidate]:
    found: list[_Candidate] = []
    for pattern in (_LABEL, _BARE_LABEL):
        for match in pattern.finditer(reading.folded):
            start, end = match.span("value")
            names = proper_names(reading.text, start, end)
            if names and names[0][0] - start <= 4:
                found.append(_candidate(reading, names[0], 8))
    return found


def _introduced(reading: Reading) -> list[_Candidate]:
    """What they call themselves."""
    found: list[_Candidate] = []
    for match in islice(_INTRO.finditer(reading.folded), 40):
        span = _first_name(reading, match.end(), min(len(reading.text), match.end() + 100))
        if span is not None:
            found.append(_candidate(reading, span, 6))
    return found


def _doing(reading: Reading, *, tender: bool) -> list[_Candidate]:
    """A name that does what clients do: "The Fundação X abre chamada", "Severn Homes is a housing co-op"."""
    found: list[_Candidate] = []
    flat = reading.folded.replace("\n", " ")
    for span in proper_names(reading.text, 0, min(len(reading.text), 4_000))[:200]:
        name = fold(reading.text[span[0] : span[1]])
        if _DOES.match(flat, span[1]) and (_KIND.search(name) or " " in name.strip()):
            found.append(_candidate(reading, span, 5 if tender or _KIND.search(name) else 3))
    return found


def _signed(message: Message, reading: Reading) -> list[_Candidate]:
    """Names in the signature: with a word for a kind of organisation, or after a role."""
    tail = message.signature if message.forward is None and message.form is None else ""
    found = _signed_lines(tail, 4)
    last = reading.text.rstrip()
    closing = last[max(0, len(last) - 400) :]
    return found + _signed_lines("\n".join(closing.split("\n")[-6:]), 3)


def _signed_lines(text: str, points: int) -> list[_Candidate]:
    found: list[_Candidate] = []
    for line in text.split("\n")[:12]:
        if len(line) > 120:
            continue
        for start, end in proper_names(line, 0, len(line)):
            name = _tidy(line[start:end])
            if _KIND.search(fold(name)) and " " in name:
                found.append(_Candidate(name=name, words=" ".join(line.split()), points=points + (start > 0)))
            elif len(name) > 3:
                found.append(_Candidate(name=name, words=" ".join(line.split()), points=1))
    return found


def _sender(author: Mailbox, *, tender: bool) -> list[_Candidate]:
    """The sender's name when it is no person's."""
    if _KIND.search(fold(author.name)) and not re.search(r"\b(?:alerts?|notice|noreply|via)\b", fold(author.name)):
        return [_Candidate(name=author.name, words=author.name, points=5 if tender else 4)]
    return []


def _by_domain(reading: Reading, domain: str) -> list[_Candidate]:
    """Any name in the text that agrees with the sender's mail domain."""
    if len(domain) < 4:
        return []
    squashed = _squash(domain)
    found = [
        _candidate(reading, span, 2)
        for span in proper_names(reading.text, 0, min(len(reading.text), 6_000))[:300]
        if _agrees(_squash(reading.text[span[0] : span[1]]), squashed)
        or (" " in reading.words(*span) and _domain_points(reading.text[span[0] : span[1]], domain))
    ]
    return [one for one in found if len(_squash(one.name)) >= min(5, len(squashed))]


def find_coop(reading: Reading, organisation: Named | None) -> str | None:
    """The words that say that the client is a co-op."""
    for hit in reading.of("coop")[:60]:
        first, _ = reading.sentence(hit.start)
        before = reading.within("not coop", first, hit.start)
        if before and hit.start - before[-1].end <= 45:
            continue
        if organisation is not None and organisation.name in reading.text[first : hit.end]:
            return reading.clause(hit.start, hit.end)
        ours = [cue for cue in reading.within("here", first, hit.start) if hit.start - cue.end <= 80]
        if ours or re.search(r"\banother $|\botra $|\boutra $", reading.folded[max(0, hit.start - 10) : hit.start]):
            return reading.clause(hit.start, hit.end)
    if organisation is not None and re.search(r"\bco-?op", fold(organisation.name)):
        return organisation.words
    return None
