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
from itertools import islice

from fitmail.classify.names import proper_names
from fitmail.classify.phrases import Reading, fold
from fitmail.model import Mailbox, Message

# Mail domains of providers: they name nobody.
_FREE_MAIL_WORDS = """
aol arnet autistici blueyonder bol btinternet btmail ciudad disroot email fastmail fibertel freenet globo gmail
gmx googlemail hey hotmail icloud ig laposte live mac mail me msn ntlworld orange outlook pm proton protonmail
riseup sapo sky speedy talktalk telefonica terra tuta tutanota uol virginmedia wanadoo web yahoo ymail zoho
"""
_FREE_MAIL = frozenset(_FREE_MAIL_WORDS.split())
_ARTICLES = frozenset(
    {
        "",
        "de",
        "del",
        "do",
        "da",
        "dos",
        "das",
        "the",
        "la",
        "el",
        "los",
        "las",
        "a",
        "o",
        "os",
        "as",
        "una",
        "un",
        "um",
        "uma",
    }
)
_SECOND_LEVEL = frozenset(
    {"co", "com", "org", "net", "gov", "gob", "ac", "edu", "ltd", "sch", "nhs", "coop", "me", "info", "int"}
)
_KIND = re.compile(
    r"\b(?:ltd|limited|llp|plc|cic|cio|inc|gmbh|s\.?a\.?|s\.?l\.?|s\.?r\.?l\.?|ltda|s\.?coop|co-?operativ[eao]s?"
    r"|co-?op"
    r"|cooperativas?|associa\w{2,6}|asociaci\w{1,4}|foundation|fundaci\w{1,4}|fundacao|trust|charity|society|sociedad"
    r"|sociedade|union|council|federa\w{2,6}|universi\w{2,4}|school|college|escuela|escola|network|red|rede"
    r"|institut[eo]?"
    r"|centre|center|centro|branch|group|grupo|coletivo|colectivo|collective|ayuntamiento|municipalidad|municipio"
    r"|prefeitura|camara|ong|sindicato|mutual|housing|homes|press|kitchen|library|libraries|biblioteca|partnership"
    r"|studio|theatre|teatro|museum|museo|museu|project|hub|authority|department|ministry|ministerio|secretaria"
    r"|agency|agencia|movimiento|movimento|confedera\w{2,6}|casa|community|comunidad|comunidade|farms?|energy|energia"
    r"|works|club|clube|guild|cafe|festival|radio|editorial|hospital|nhs|board|committee|services|consorcio"
    r"|consortium"
    r"|alliance|alianza|alianca|forum|foro|campaign|coalition|liga|league)\b"
)
_LABEL = re.compile(
    r"^[ \t>*\-•·]{0,6}(?:organi[sz]ation(?: name)?|company(?: name)?|client|buyer|authority|contracting authority"
    r"|who"
    r"|customer|organizacion|organismo|entidad|empresa|cliente|institucion|comitente|quien|quem"
    r"|nombre (?:de la )?(?:compania|empresa|organizacion)|organizacao|entidade|orgao|contratante|comprador"
    r"|instituicao)"
    r"\s?\*?:[ \t]{0,4}(?P<value>[^\n]{2,120})$",
    re.MULTILINE,
)
_BARE_LABEL = re.compile(
    r"^(?:authority|awarding authority|contracting authority|buyer|client|organisation|organization|organismo|entidad"
    r"|entidade|orgao|contratante|empresa|cliente|company)(?:[ \t]{0,4}\n{1,3}|[ \t]{1,4}(?=[a-z]))"
    r"(?P<value>[^\n]{3,120})$",
    re.MULTILINE,
)
_ONE = r"(?!de |del |da |do |from |at )[\w'’-]{2,20}(?: [\w'’-]{2,20})?,?"  # a person's name
_INTRO = re.compile(
    r"(?:"
    rf"(?:\bi['’]?m|\bi am|\bthis is|\bmy name is|\bmy name['’]s) {_ONE} (?:from|at|with|of)"
    rf"|(?:\bsoy|\bme llamo|\bmi nombre es) {_ONE} (?:y )?(?:soy |escribo |trabajo )?(?:de|del|desde|en)"
    rf"|(?:\bsou|\bme chamo|\bmeu nome e|\bchamo-me|\baqui e) (?:[oa] )?{_ONE} (?:e )?(?:sou |escrevo )?d[aeo]"
    r"|\bwe are|\bwe['’]?re|\bi am (?:from|with|at)|\bi['’]?m (?:from|with|at)|\bhere (?:from|at)"
    r"|\bwriting (?:from|for|to you from)|\bi(?:['’]?m| am) an? [^.,;\n]{3,50}? (?:at|of|for|with|from)"
    r"|\bwork (?:for|at|with)|\bon behalf of|\brepresent(?:ing)?|\bfrom all (?:of us )?at|\bcalled|\bnamed"
    r"|\b(?:co-?ordinator|director|manager|secretary|treasurer|chair|head|officer|trustee|member|volunteer) (?:of"
    r"|at|for)"
    r"|\bsomos|\bestamos en|\bles escrib\w{1,4} de(?:sde)?|\bescrib\w{1,4} de(?:sde)?|\btrabaj(?:o|amos) (?:en|para)"
    r"|\ben nombre de|\brepresento a|\bde parte de|\bllamad[ao]s?|\barea de [\w ]{3,25} de"
    r"|\b(?:coordino|coordinadora?|directora?|president[ea]|secretari[ao]|tesorer[ao]|gerente)(?: [\w ]{3,30})? de"
    r"|\bsou d[aoe]|\bfalo d[ao]|\bescrevo d[aoe]|\bem nome d[aoe]|\btrabalho n[ao]|\bchamad[ao]"
    r"|\bcoordenacao(?: [\w ]{3,20})? d[aoe]"
    r"|\b(?:coordenadora?|diretora?|presidente|secretari[ao]|tesoureir[ao]) d[aoe]"
    r")[ \n]"
)
_DOES = re.compile(
    r",? (?:\([^)\n]{0,80}\) )?(?:,? which )?(?:is an?|are an?|is the|is looking|is seeking|invites|seeks|wishes"
    r"|wants|quieren?|quer|tiene"
    r"|needs|requires|has (?:an?|asked|issued|published)|es una?|es el|es la|busca|necesita|convoca|llama|invita|abre"
    r"|solicita|publica|precisa|e uma?|procura|convida|lanca|torna publico|contrata|runs|works)\b"
)


_IS_A = re.compile(
    r",? \(?(?:it['’]s |is |es |e )?(?:an? |una? |uma? |the |la |el )?(?:[\w'’-]{2,20} ){0,3}(?:co-?op|cooperativ"
    r"|charity"
    r"|asociacion|associacao|ong\b|ngo\b|trade union|federa|fundacion|fundacao|foundation|museum|museo|museu|theatre"
    r"|social enterprise)"
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
    ours = {_squash(mail_label(box.address)) for box in (*message.to, *message.cc)} - {_squash(domain)}
    names = proper_names(reading.text, 0, min(len(reading.text), _NAMED))
    found = [
        *_labelled(reading),
        *_introduced(reading),
        *_doing(reading, names, tender=tender, shared=shared),
        *_signed(message, reading),
        *_sender(author, tender=tender),
        *_by_domain(reading, names, domain),
    ]
    best: _Candidate | None = None
    for given in found:
        one = replace(given, name=_without_person(given.name, author.name))
        squashed = _squash(one.name)
        if one.name in places:
            continue  # "I'm Jo from Leeds", "React Native for a co-op"
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
    return name.startswith(domain) or domain.startswith(name) or (len(name) > 5 and (name in domain or domain in name))


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
        r",? (?:Ltd|Limited|CIC|C\.I\.C|LLP|Inc|plc|Ltda|SRL|S\.R\.L|S\.L|S\.A|GmbH|SCCL|S\.C\.C\.L|S\.? ?Coop"
        r"|Registered)\.?$",
        "",
        bare,
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


def _doing(reading: Reading, names: Sequence[tuple[int, int]], *, tender: bool, shared: bool) -> list[_Candidate]:
    """A name that does what clients do: "The Fundação X abre chamada", "Severn Homes is a housing co-op"."""
    found: list[_Candidate] = []
    flat = reading.folded.replace("\n", " ")
    for span in names[:200]:
        if span[1] > _DOING:
            break
        name = fold(reading.text[span[0] : span[1]])
        if _DOES.match(flat, span[1]) and (_KIND.search(name) or " " in name.strip()):
            found.append(_candidate(reading, span, 5 if tender or shared or _KIND.search(name) else 3))
        elif (
            len(name) > 3
            and (" " in name or flat[span[1] : span[1] + 2].strip()[:1] in (",", "("))
            and _IS_A.match(flat, span[1])
        ):
            found.append(_candidate(reading, span, 5))
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
    for piece in reversed(re.split(r" at | - | – | \| |, ", author.name[:200])):
        if _KIND.search(fold(piece)) and not re.search(r"\b(?:alerts?|notice|noreply|via)\b", fold(author.name)):
            return [_Candidate(name=_tidy(piece), words=author.name, points=5 if tender else 4)]
    return []


def _by_domain(reading: Reading, names: Sequence[tuple[int, int]], domain: str) -> list[_Candidate]:
    """Any name in the text that agrees with the sender's mail domain."""
    if len(domain) < 4:
        return []
    squashed = _squash(domain)
    found = [
        _candidate(reading, span, 2)
        for span in names[:300]
        if _agrees(_squash(reading.text[span[0] : span[1]]), squashed)
        or (" " in reading.words(*span) and _domain_points(reading.text[span[0] : span[1]], domain))
    ]
    return [one for one in found if len(_squash(one.name)) >= min(5, len(squashed))]


def find_coop(reading: Reading, organisation: Named | None) -> str | None:
    """The words that say that the client is a co-op."""
    for hit in reading.of("coop")[:60]:
        first, _ = reading.sentence(hit.start)
        if re.search(r"\b(?:another|otra|outra) $", reading.folded[max(0, hit.start - 10) : hit.start]):
            return reading.clause(hit.start, hit.end)  # who looks for another one is one
        before = reading.within("not coop", first, hit.start)
        if before and hit.start - before[-1].end <= 45:
            continue
        if organisation is not None and organisation.name in reading.text[first : hit.end]:
            return reading.clause(hit.start, hit.end)
        ours = [cue for cue in reading.within("here", first, hit.start) if hit.start - cue.end <= 80]
        if ours:
            return reading.clause(hit.start, hit.end)
    if organisation is not None and re.search(r"\bco-?op", fold(organisation.name)):
        return organisation.words
    return None
