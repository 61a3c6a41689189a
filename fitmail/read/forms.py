"""Web forms: a labelled body, by whichever plugin the site has.

Takes     the text of the body, the head, the sender.
Gives     WebForm, None when a person simply wrote.
Promises  never raises. Every label and value is kept in `fields`. The visitor's address comes from the form's own
          field, then Reply-To, then From when From is the visitor.

How forms look. "From: Jo <jo@x> / Subject: x / Message Body: ..." (one plugin); a list of "Label: value" with a message
that may be many lines; labels in bold on a line of their own with the value below; HTML with paragraphs that nobody
closed. From is the site, or the visitor (and then SPF fails), with or without Reply-To. Since people too write
"Name: ...", it takes a message label together with a name or an address, or four known labels, or two where the mail
itself says that it comes from a form.
Known faults  a form whose labels are in none of the three languages is read as a mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fitmail.model import Mailbox, WebForm
from fitmail.read.addresses import first
from fitmail.read.headers import Head

_WORDS = {
    "name": "name|full name|your name|contact name|nombre|nombre completo|nombre y apellidos?|su nombre|tu nombre|"
    "nombre de contacto|apellido y nombre|"
    "nome|nome completo|seu nome|o seu nome|nome de contacto|nome do contato|first name|from|de",
    "last": "last name|surname|apellidos?|sobrenome|apelido",
    "email": "email|e-mail|mail|your email|your e-mail|email address|e-mail address|correo|correo electr[oó]nico|"
    "direcci[oó]n de correo|direcci[oó]n de e-?mail|su correo|tu correo|tu email|email de contacto|"
    "correio|correio eletr[oô]nico|correio electr[oó]nico|endereço de e-?mail|seu e-?mail|o seu e-?mail|"
    "e-?mail de contato|contact email",
    "company": "company|company name|organisation|organization|organisation name|business|your company|"
    "your organisation|co-?op(?:erative)?(?: name)?|compañ[ií]a|nombre (?:de (?:la )?)?(?:compañ[ií]a|empresa|"
    "organizaci[oó]n|cooperativa)|empresa|organizaci[oó]n|entidad|instituci[oó]n|cooperativa|"
    "organização|instituição|nome da empresa|entidade|nome da organização",
    "reason": "reason|reason for (?:contact|your (?:message|enquiry))|subject|topic|enquiry type|"
    "type of (?:enquiry|inquiry)|what (?:do you need|is it about|can we help with)\\??|"
    "how can we help(?: you)?\\??|motivo|motivo (?:de (?:la )?|del )(?:consulta|contacto)|asunto|tema|raz[oó]n|"
    "tipo de consulta|"
    "assunto|motivo do contat?o|tipo de pedido|razão|i am|soy|sou",
    "service": "service|services|service of interest|servicio|servicios?(?: de inter[eé]s)?|servicio requerido|"
    "serviço|serviços?(?: de interesse)?|área|area|area of interest",
    "text": "message|message body|your message|comments?|details|enquiry|inquiry|description|"
    "project(?: description| details)?|tell us (?:more|about (?:your project|it))|mensaje|cuerpo del mensaje|"
    "su mensaje|tu mensaje|comentarios?|consulta|descripci[oó]n(?: del proyecto)?|detalles?|"
    "cu[eé]ntanos(?: .{1,30})?|contanos(?: .{1,30})?|"
    "mensagem|corpo da mensagem|sua mensagem|a sua mensagem|comentários?|descrição(?: do projeto)?|detalhes|"
    "conte-nos(?: .{1,30})?",
    "other": "phone|phone number|telephone|tel|mobile|tel[eé]fono|m[oó]vil|celular|whatsapp|telefone|telem[oó]vel|"
    "website|web|site|url|p[aá]gina web|sitio web|budget|presupuesto|orçamento|country|pa[ií]s|city|ciudad|cidade|"
    "town|location|ubicaci[oó]n|province|provincia|address|direcci[oó]n|endereço|"
    "when (?:do you need it|would you like to start)\\??|deadline|timescale|timeframe|plazo|prazo|fecha|data|date|"
    "time|hora|how did you (?:hear about|find) us\\??|c[oó]mo nos (?:conoci[oó]|conociste|encontr[oó])\\??|"
    "como nos conheceu\\??|are you a co-?op(?:erative)?\\??|language|idioma|ip|ip address|remote ip|user agent|"
    "page|p[aá]gina|referer|consent|"
    "newsletter|acepto.{0,40}|privacy.{0,30}|cargo|position|role|job title|industry|sector|rubro",
}
_LABELS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}
_SITE = re.compile(
    r"contact form|web ?form|website form|enquiry form|new (?:submission|message from|enquiry from|contact)|"
    r"form submission|submission (?:on|from)|sent from (?:a|the|your) (?:contact form|website)|"
    r"formulario(?: de| web)|nuev[oa] (?:mensaje|consulta|contacto) (?:desde|del|de|a trav)|enviado desde (?:el|"
    r"la) (?:formulario|web|sitio|p[aá]gina)|contacto (?:desde la )?web|formul[aá]rio|nova mensagem (?:do|de|pelo)|"
    r"novo contat?o|contato (?:pelo|do|via) site|mensaje (?:desde|de) (?:la|el) (?:web|sitio)",
    re.IGNORECASE,
)
_SITE_SENDER = re.compile(
    r"^(?:wordpress|www|web|website|site|forms?|formulario|contact-?form|contacto|contato|no-?reply|noreply|apache|"
    r"www-data|drupal|joomla|wix|webmaster|mailer|hello-web|notifications?)(?:$|[._+-])",
    re.IGNORECASE,
)
_FOOT = re.compile(r"^(?:--\s*|—\s*|_{5,}|-{5,}|={5,})$")
_FOOT_WORDS = re.compile(
    r"^(?:this e-?mail was sent from|sent from (?:a|the) |este (?:e-?mail|correo|mensaje) (?:fue|ha sido|"
    r"se ha) enviad|enviado desde (?:el|la) |esta mensagem foi enviada|este e-?mail foi enviado|enviado (?:pelo|"
    r"através do) (?:site|formul))",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:]{1,100}@[^\s<>()\[\]\"',;:]{1,200}\.[^\s<>()\[\]\"',;:.]{2,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    kind: str
    label: str
    value: str


def form(text: str, given: Head, *, sender: Mailbox, quotes: bool) -> WebForm | None:
    """The form that a mail brings. `quotes`: the mail quotes another one, whose header block looks like a form."""
    if quotes and not is_site(sender):
        return None
    fields, preamble = _fields(text[:40_000])
    kinds = {field.kind for field in fields if field.value.strip()}
    if len(kinds) < 2:
        return None
    said = _says_so(text, preamble, given, sender)
    address = next(
        (found[0] for field in fields if field.kind in ("email", "name") and (found := _ADDRESS.search(field.value))),
        "",
    )
    known = len([field for field in fields if field.kind != "other"])
    person = bool(kinds & {"name", "email"}) or (said and bool(kinds & {"company", "reason", "service"}))
    enough = "text" in kinds and person and (said or (bool(address) and known >= 3) or known >= 4)
    if not enough and not (said and address and known >= 3) and not (known >= 4 and address and len(fields) >= 4):
        return None
    if len(preamble) > 400 and not said:
        return None  # a letter that ends in a table is a letter
    return _form(fields, given, sender=sender, address=address.lower())


def _says_so(text: str, preamble: str, given: Head, sender: Mailbox) -> bool:
    """Whether the mail itself says that it comes from a form: its subject, its first or last words, its program."""
    ends = f"{given.get('subject')[:200]}\n{preamble[:400]}\n{text[-400:]}"
    program = given.get("x-mailer").lower()
    return (
        bool(_SITE.search(ends))
        or bool(_SITE_SENDER.search(sender.address.partition("@")[0]))
        or any(word in program for word in ("phpmailer", "wordpress", "drupal", "swiftmailer", "symfony", "php/"))
        or any(
            given.has(name)
            for name in ("x-wpcf7-content-type", "x-php-originating-script", "x-php-script", "x-contact-form")
        )
    )


@lru_cache(maxsize=4096)
def _kind(label: str) -> str:
    bare = " ".join(label.strip(" *_•-–\t\u00a0#>").rstrip(":*： ").split())
    if not bare or len(bare) > 60:
        return ""
    bare = bare.partition(" (")[0].strip(" *")
    return next((kind for kind, words in _LABELS.items() if words.fullmatch(bare)), "")


def _fields(text: str) -> tuple[list[_Field], str]:
    """The labelled values in order, and what stands above them."""
    found: list[tuple[str, str, list[str]]] = []
    preamble: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n")[:1500]:
        if found and (_FOOT.match(line.strip()) or _FOOT_WORDS.match(line.strip(" *_"))):
            break
        head, colon, rest = line.replace("：", ":").partition(":")
        asked, mark, said = line.partition("? ")
        if mark and len(asked) < 60 and _kind(asked + "?"):  # "Are you a co-operative? Yes" has no colon
            head, colon, rest = asked + "?", mark, said
        kind = _kind(head) if colon else _kind(line) if _stands_alone(line, found) else ""
        open_text = bool(found) and found[-1][0] == "text"
        if kind and open_text and not _ends_message(kind, rest, found):
            kind = ""
        if kind:
            found.append((kind, head.strip(" *_\t"), [rest.strip(" *\t\u00a0")] if rest.strip(" *") else []))
        elif (
            colon
            and found
            and not open_text
            and 0 < len(head.strip()) <= 60
            and rest[:1] in (" ", "\t")
            and not head[:1].isspace()
        ):
            found.append(("other", head.strip(" *_\t"), [rest.strip()]))
        elif found:
            found[-1][2].append(line.rstrip())
        else:
            preamble.append(line)
    fields = [_Field(kind=kind, label=head, value="\n".join(values).strip()) for kind, head, values in found]
    return fields, "\n".join(preamble).strip()


def _stands_alone(line: str, found: list[tuple[str, str, list[str]]]) -> bool:
    """A label on a line of its own, value below: in bold, or at the beginning, or after a value."""
    bare = line.strip()
    return (
        bool(bare)
        and len(bare) <= 60
        and (bare.startswith(("*", "#")) or not found or (bool(found[-1][2]) and found[-1][0] != "text"))
    )


def _ends_message(kind: str, rest: str, found: list[tuple[str, str, list[str]]]) -> bool:
    """Inside a message only a short labelled line after an empty one, or a field not yet seen, ends it."""
    above = found[-1][2]
    if not above:
        return True
    seen = {have for have, _, _ in found}
    return (
        above[-1].strip() == ""
        and len(rest.strip()) <= 120
        and (kind == "other" or kind not in seen)
        and kind != "name"
    )


def _form(fields: list[_Field], given: Head, *, sender: Mailbox, address: str) -> WebForm:
    values: dict[str, str] = {}
    for field in fields:
        if field.value and field.kind not in values:
            values[field.kind] = field.value
    name = _flat(values.get("name", ""))
    if "@" in name:
        name = first(name).name
    last = _flat(values.get("last", ""))
    replies = [box for box in given.boxes("reply-to") if box.address != sender.address]
    if not address and replies:
        address = replies[0].address
    if not address and not _SITE_SENDER.search(sender.address.partition("@")[0]):
        address = sender.address
    if not name:
        name = next((box.name for box in (*replies, sender) if box.address == address), "")
    reason = _flat(values.get("reason", "")) or _flat(values.get("service", ""))
    return WebForm(
        name=f"{name} {last}".strip()[:200],
        email=address,
        company=_flat(values.get("company", ""))[:200],
        reason=reason[:300],
        text=values.get("text", ""),
        fields=tuple((field.label, field.value) for field in fields),
    )


def _flat(value: str) -> str:
    return " ".join(value.split())


def is_site(sender: Mailbox) -> bool:
    """Whether an address is a site's, not a person's."""
    return bool(_SITE_SENDER.search(sender.address.partition("@")[0]))
