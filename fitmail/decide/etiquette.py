"""Manners: when an automatic answer is allowed, and what must not leave in a person's name.

Takes the context; gives a sentence or "". Promises: in doubt nothing leaves, and a person sees why.
"""

from __future__ import annotations

from fitmail.decide.order_lines import case_id, fold
from fitmail.model import Arrival, Context, Mailbox, Policy

MARKER = "=== "  # begins the marker line of every internal mail (compose writes it)


def may_answer(ctx: Context, address: str) -> str:
    """Why no automatic answer may go to this address; "" when one may.

    The people involved: somebody wrote to us and expects a sign of life; behind the same address may sit a
    holiday notice, a list, or another desk that answers at once. The order: what the mail says of itself
    (RFC 3834 s.2, read/marks.py), then plain impossibilities, then our own counters, because counting beats
    guessing. In doubt the answer stays away: the chair still sees the mail and the client hears from a person.
    """
    message, policy = ctx.message, ctx.policy
    if message is None or not message.marks.may_answer:
        return "the mail asks for no automatic answer"
    if isinstance(ctx.event, Arrival) and ctx.event.mail_from == "":
        return "the envelope sender is null"  # RFC 3834 s.2
    local, at, domain = address.partition("@")
    if not at or not local or "." not in domain or any(c.isspace() for c in address):
        return "there is no address to answer"
    if address in (policy.desk, policy.list_address, policy.rules_address):
        return "the address is our own"
    if ctx.counters.for_case > 0:
        return "this case has had its receipt"
    if ctx.counters.today >= policy.answers_per_day:
        return f"this address had {ctx.counters.today} automatic answers in a day"
    return ""


# Beginnings of the sentences above and below, and the key by which the card says them in its reader's language.
_NO_RECEIPT = (
    ("the mail asks", "asks-for-none"),
    ("the envelope", "null-sender"),
    ("there is no address", "no-address"),
    ("the address is our own", "our-own"),
    ("this case has had", "had-one"),
    ("this address had", "enough-today"),
)


def no_receipt(why: str) -> str:
    """The key of a sentence of `may_answer` or `breaker`; "" for none."""
    return next((key for start, key in _NO_RECEIPT if why.startswith(start)), "breaker" if why else "")


def breaker(ctx: Context) -> str:
    """Why automatic answers wait for a person at the moment; "" when they may leave."""
    if ctx.counters.hour >= ctx.policy.answers_per_hour:
        return f"{ctx.counters.hour} automatic answers left within the hour"
    return ""


def _tokened(word: str, policy: Policy) -> bool:
    local, at, domain = word.lower().strip("<>()[],;:.\"'").partition("@")
    desk_local, _, desk_domain = policy.desk.partition("@")
    return bool(at) and domain.startswith(desk_domain) and local.startswith(desk_local + policy.separator)


def guard(text: str, policy: Policy) -> str:
    """Why this text must not reach an outsider as it is; "" when it may (product.md G13)."""
    for line in text.splitlines():
        if line.lstrip("> |\t").startswith(MARKER):
            return "it holds a line of an internal mail"
    words = text.split()
    if any("@" in w and _tokened(w.removeprefix("mailto:"), policy) for w in words):
        return "it holds an address that carries a token"
    if policy.list_address and any(policy.list_address in w.lower() for w in words):
        return "it holds the address of the members' list"
    return ""


def internal_line(text: str) -> bool:
    """An unquoted line of a card stands in the text: somebody pasted it, and more may have come with it.

    The footer of the enquirer's own mail begins with the case's id and is not meant here.
    """
    markers = (line[len(MARKER) :] for line in text.splitlines() if line.startswith(MARKER))
    return any(not case_id(rest.split(" ", 1)[0]) for rest in markers)


def without_markers(text: str) -> str:
    """The text less the footer lines of the routed mail that it quotes; they are for insiders."""
    kept = [line for line in text.splitlines() if not line.lstrip("> |\t").startswith(MARKER)]
    return "\n".join(kept).strip("\n")


# What people write when they speak to the desk and not to the client, though they answered the client's mail:
# they tell the desk to do something with "it", or talk about the client as of somebody else. One such phrase is
# enough unless the text speaks to the client by name or as "you".
_TO_THE_DESK = tuple(
    fold(phrase)
    for phrase in (
        # en
        *("close please", "please close", "close this", "close it", "close the case", "can be closed", "file it as"),
        *("please file", "file this", "mark it as", "mark this as", "mark as spam", "send the usual", "usual note"),
        *("send them the", "send him the", "send her the", "pass it to", "pass this to", "pass this on to"),
        *("forward this to", "forward it to", "can somebody answer", "can someone answer", "could somebody answer"),
        *("could someone answer", "somebody else answer", "someone else take", "can anyone take", "tell her yes"),
        *(
            "tell him yes",
            "tell them yes",
            "tell her no",
            "tell him no",
            "tell them no",
            "tell them we",
            "tell him we",
        ),
        *(
            "tell her we",
            "decline please",
            "please decline",
            "decline this",
            "share this with the",
            "share it with the",
        ),
        *("this is spam", "looks like spam", "just spam", "not for us", "ignore this one", "bin this", "bin it"),
        *("assign it to", "assign this to", "reopen this", "put it on hold", "i've told him", "i've told her"),
        # es
        *("cerralo", "ciérralo", "cerrar por favor", "cerrar el caso", "se puede cerrar", "pasalo a", "pásalo a"),
        *("pasaselo a", "pásaselo a", "pasáselo a", "avisale a", "avísale a", "avisales", "decile que", "dile que"),
        *(
            "deciles que",
            "diles que",
            "contestale",
            "contéstale",
            "respondele",
            "respóndele",
            "archivalo",
            "archívalo",
        ),
        *(
            "marcalo como",
            "márcalo como",
            "es spam",
            "esto es spam",
            "mandale lo de siempre",
            "la respuesta de siempre",
        ),
        *("la nota de siempre", "alguien puede contestar", "alguien puede responder", "alguien que conteste"),
        *(
            "puede contestar alguien",
            "quién lo toma",
            "que lo tome",
            "derivalo",
            "derívalo",
            "compartilo",
            "compártelo",
        ),
        *("no es para nosotras", "no es para nosotros", "rechazalo", "recházalo"),
        # pt
        *("pode fechar", "pode encerrar", "fecha isso", "feche isso", "encerre o caso", "passa para", "passe para a"),
        *("avisa a", "avise a", "diz a ela", "diz a ele", "diga a ela", "diga a ele", "diga que sim", "arquiva isso"),
        *("arquive como", "marca como spam", "marque como", "é spam", "isso é spam", "manda o de sempre"),
        *(
            "envia a nota de sempre",
            "a resposta de sempre",
            "alguém pode responder",
            "alguém responde",
            "não é para nós",
        ),
    )
)
_TO_THE_CLIENT = frozenset(
    fold(word)
    for word in (
        *("you", "your", "yours", "you're", "you've", "you'd", "you'll"),
        *("usted", "ustedes", "su", "sus", "te", "vos", "tu", "tus", "vuestro", "os", "les", "escribirnos"),
        *("você", "vocês", "lhe", "seu", "sua", "seus", "suas", "vosso"),
    )
)
_GREETINGS = tuple(
    fold(word)
    for word in (
        *("hi ", "hello", "dear ", "hey ", "good morning", "good afternoon", "thank you", "thanks for", "hola"),
        *(
            "estimad",
            "querid",
            "buenas",
            "buenos",
            "gracias por",
            "olá",
            "oi ",
            "car",
            "prezad",
            "bom dia",
            "boa tarde",
        ),
        *("obrigad",),
    )
)


def meant_for_desk(text: str, enquirer: Mailbox) -> str:
    """The phrase that shows that an answer to the enquirer's mail was meant for the desk; "" when it wasn't.

    Held wrongly costs the chair one word ("send"); sent wrongly shows a client what was said about them.
    """
    folded = " ".join(fold(text).split())[:4000]
    found = next((p for p in _TO_THE_DESK if p in folded), "")
    if not found:
        return ""
    words = {w.strip(".,;:!?¿¡()\"'") for w in folded.split()}
    first_name = fold(enquirer.name).split()[0] if enquirer.name.strip() else ""
    greets = any(folded.startswith(g) for g in _GREETINGS)
    names_client = bool(first_name) and first_name in words
    if greets or names_client or words & _TO_THE_CLIENT:
        return ""
    return found
