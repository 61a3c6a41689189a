"""The facts of the sample mails, one function per template or family; and the words of the sample people.

Gives what decide would hand over. Promises: every fact of the catalogue, in the shapes that the templates expect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from fitmail.compose.sample_reason import REASON
from fitmail.compose.sample_turns import TURN_FACTS, turn_offers
from fitmail.model import (
    Case,
    Crossed,
    Directory,
    Figures,
    Interest,
    JournalLine,
    Language,
    Letter,
    Lost,
    Mailbox,
    Matter,
    Meeting,
    Offer,
    Opportunity,
    Post,
    Purpose,
    Result,
    SentMail,
    Signpost,
    Span,
    Week,
)

_AT = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
_ISLA, _LU, _JO = "isla@bramble.example", "lu@lock.example", "jo@shop.example"
_SAM = Mailbox(name="Sam Orr", address="sam@shop.example")
Facts = Mapping[str, object]

SUBJECT: Mapping[str, str] = {"en": "Web shop", "es": "Tienda en línea", "pt": "Loja virtual"}
_WRITTEN: Mapping[str, Mapping[str, str]] = {
    "en": {
        "mail": "Hello,\n\nwe are a small shop and want a web shop with 400 products.\n"
        "Budget about 20k, start in May.\n!claim\n\nJo Ruiz",
        "answer": "Hello Jo,\n\nthank you, we can help with that. Could we talk on Thursday?\n\nIsla",
        "lines": "Your plan is sound, but 20k will not pay for the stock system you describe.",
        "title": "Web shop with 400 products",
        "summary": "A shop wants to sell 400 products on the web. They have texts and pictures.",
        "note": "I know them, they are serious.",
        "post": "We were asked for a mobile app and have no hands free until June.",
        "guidance": "Ask for what is missing first. Small and clear: one co-op. Large or unclear: share it.",
        "signpost": "The federation of co-operatives near you advises new groups for free. "
        "Write to start@federation.example and say how many you are.",
    },
    "es": {
        "mail": "Buenas,\n\nsomos un comercio chico y queremos una tienda en línea con 400 productos.\n"
        "Presupuesto: unos 20 mil, empezar en mayo.\n!claim\n\nJo Ruiz",
        "answer": "Hola, Jo:\n\ngracias, podemos ayudar con eso. ¿Podríamos hablar el jueves?\n\nIsla",
        "lines": "El plan es bueno, pero 20 mil no alcanzan para el sistema de stock que describen.",
        "title": "Tienda en línea con 400 productos",
        "summary": "Un comercio quiere vender 400 productos por internet. Tiene textos y fotos.",
        "note": "Conozco al comercio, es gente seria.",
        "post": "Nos pidieron una aplicación móvil y no tenemos manos libres hasta junio.",
        "guidance": "Primero preguntá lo que falta. Chico y claro: una coope. Grande o confuso: compartilo.",
        "signpost": "La federación de cooperativas de su zona asesora gratis a grupos nuevos. "
        "Pueden escribir a start@federation.example y contar cuántas personas son.",
    },
    "pt": {
        "mail": "Olá,\n\nsomos uma loja pequena e queremos uma loja virtual com 400 produtos.\n"
        "Orçamento: uns 20 mil, começar em maio.\n!claim\n\nJo Ruiz",
        "answer": "Olá, Jo,\n\nobrigada, podemos ajudar com isso. Poderíamos conversar na quinta-feira?\n\nIsla",
        "lines": "O plano é bom, mas 20 mil não pagam o sistema de estoque que vocês descrevem.",
        "title": "Loja virtual com 400 produtos",
        "summary": "Uma loja quer vender 400 produtos pela internet. Tem textos e fotos.",
        "note": "Conheço a loja, é gente séria.",
        "post": "Pediram para nós um aplicativo e não temos mãos livres até junho.",
        "guidance": "Pergunte primeiro o que falta. Pequeno e claro: uma cooperativa. Grande: compartilhe.",
        "signpost": "A federação de cooperativas da sua região orienta grupos novos de graça. "
        "Escrevam para start@federation.example e contem quantas pessoas são.",
    },
}


def written(language: Language, key: str) -> str:
    """What one of the sample people wrote."""
    return _WRITTEN[language][key]


T1: Facts = {
    "work": ("web shop",),
    "technologies": ("woocommerce", "php"),
    "band": (20000, 20000, "GBP"),
    "deadline": None,
    "language": "en",
    "region": "inside",
    "category": "opportunity",
}


def _t1(language: Language) -> Facts:
    return {**T1, "language": language}


def _offer(verb: str, en: str, es: str, pt: str, takes: str, bare: bool) -> Offer:
    does = {"en": "what it does, in half a sentence", "es": "lo que hace, en media frase", "pt": "o que faz"}
    return Offer(
        verb=verb,
        words={"en": en, "es": es, "pt": pt},
        takes=dict.fromkeys(("en", "es", "pt"), takes),
        does=does,
        bare=bare,
    )


_CLAIM = _offer("claim", "claim", "tomo", "assumo", "", False)
_ASK = _offer("ask", "ask", "preguntar", "perguntar", "[budget when tech]", False)
_DECLINE = _offer("decline", "decline", "declinar", "recusar", "[fit budget]", False)
_SHARE = _offer("share", "share", "compartir", "compartilhar", "[until DATE]", False)
_SPAM = _offer("spam", "spam", "spam", "spam", "", False)
_SEND = _offer("send", "send", "enviar", "enviar", "", True)
_DROP = _offer("drop", "drop", "descartar", "descartar", "", True)
_INTERESTED = _offer("interested", "interested", "nos interesa", "temos interesse", "[note]", True)
_PASS = _offer("pass", "pass", "pasamos", "passamos", "", True)

_HELP = _offer("help", "help", "ayuda", "ajuda", "", False)
_ACTIVATE = _offer("activate", "activate", "activar", "ativar", "", False)

_CARD = (_CLAIM, _ASK, _DECLINE, _SHARE, _SPAM)
OFFERS: Mapping[str, tuple[Offer, ...]] = {
    "card": _CARD,
    "followup": _CARD,
    "unclaimed": (_CLAIM,),
    "overdue": _CARD,
    "held": (_SEND, _DROP),
    "collision": (_SEND, _DROP),
    "confirm": (_DROP,),
    "leaked": (_CLAIM,),
    "offered": (_SEND, _DROP),
    "channel-answer": (_CLAIM,),
    "thanks": (_CLAIM,),
    "transcript": (_SEND,),
    "undelivered": (_ASK,),
    "assigned": _CARD,
    "post-card": (_SHARE,),
    "opportunity": (_INTERESTED, _PASS),
    "digest": (_INTERESTED, _PASS),
    "daily": (_HELP,),
    "report-week": (_HELP,),
    "report-quarter": (_HELP,),
    "rules-proposed": (_ACTIVATE,),
    "lessons": (_HELP,),
    "help": _CARD,
    "why": (_SPAM,),
    **turn_offers(_offer),
}
PURPOSES: Mapping[str, Purpose] = {
    "enquirer-mail": Purpose.CLIENT,
    "held": Purpose.HELD,
    "collision": Purpose.HELD,
    "confirm": Purpose.CONFIRM,
    "opportunity": Purpose.REP,
    "digest": Purpose.DIGEST,
    "daily": Purpose.DIGEST,
    "report-week": Purpose.DIGEST,
    "report-quarter": Purpose.DIGEST,
    "post-card": Purpose.POST,
    "rules-proposed": Purpose.RULES,
    "lessons": Purpose.RULES,
    **dict.fromkeys(("turn-ask", "turn-taken", "rota-gap", "swap-ask", "handover-out", "handover-in"), Purpose.ROTA),
}
# Released by a person: these leave under that person's name.
LAST = ("ask", "signpost", "decline-fit", "decline-budget", "decline-capacity", "decline-values")

_Maker = Callable[[Language, Directory, Opportunity], Facts]


def _card(language: Language, directory: Directory, _: Opportunity) -> Facts:
    return {
        "missing": ("tech", "who"),
        "flags": ("maybe", "language"),
        "fits": tuple((coop, coop.skills[:1]) for coop in directory.coops),
        "nearest": False,
        "coops": directory.coops,
        "keys": ("tech", "who"),
        "meeting": None,
        "guidance": {tongue: _WRITTEN[tongue]["guidance"] for tongue in ("en", "es", "pt")},
        "receipt_sent": True,
        "held_back": "",
        "guesses": (),
        "prepared": "prepared-opportunity",
        "signposts": (_signpost(),),
        "others": (_SAM,),
        "phone": "0113 496 0000",
        "referrer": _LU,
        "text": written(language, "mail"),
        "t1": _t1(language),
        "similar": _past(language),
        "channel": "forum",
        "call": written("en", "summary"),
    }


def _past(language: Language) -> tuple[Case, ...]:
    from fitmail.compose.samples import enquiry

    return (replace(enquiry(language), id="E-12", state="closed", outcome="won_work", closed_at=_AT),)


def _signpost() -> Signpost:
    texts = {language: _WRITTEN[language]["signpost"] for language in ("en", "es", "pt")}
    names = {"en": "local federation", "es": "federación local", "pt": "federação local"}
    return Signpost(key="local-federation", names=names, texts=texts, categories=("start",), regions=())


def _results(*_: object) -> tuple[Result, ...]:
    return (
        Result(line="!claim", ok=True, key="claimed", args={}),
        Result(line="!clame", ok=False, key="unknown", args={"did_you_mean": "claim"}),
    )


def _sent(language: Language) -> SentMail:
    return SentMail(
        key="k/answer/jo@shop.example",
        event="k",
        case="E-42",
        to=_JO,
        by=_LU,
        subject=f"Re: {SUBJECT[language]} [E-42]",
        template="answer",
        state="sent",
        text=written(language, "answer"),
        at=_AT - timedelta(minutes=20),
        outward=True,
        tries=1,
    )


def _post(language: Language) -> Post:
    return Post(
        key="p1",
        message_id="<p1@lock.example>",
        thread="p1",
        author=Mailbox(name="Lu Garibay", address=_LU),
        coop="Third Lock",
        subject=written(language, "title"),
        kind="share",
        line=written(language, "post"),
        at=_AT - timedelta(days=1),
        language=language,
    )


def _journal(_: Language) -> tuple[JournalLine, ...]:
    line = JournalLine(
        case="E-42",
        at=_AT,
        who=_ISLA,
        what="claim",
        was="acknowledged",
        now="owned",
        why="Isla took it.",
        message_id="",
    )
    return (line,)


def _cases(language: Language, opportunity: Opportunity) -> tuple[Case, ...]:
    from fitmail.compose.samples import enquiry

    return (enquiry(language), opportunity)


def _week(language: Language, _: Directory, opportunity: Opportunity) -> Facts:
    enquiry = _cases(language, opportunity)[0]
    passed = Interest(opportunity="O-3", coop="Bramble Code", person=_ISLA, answer="pass", note="", at=_AT)
    week = Week(
        since=_AT - timedelta(days=7),
        upto=_AT,
        waiting=(enquiry,),
        opportunities=(opportunity,),
        answered=(passed,),
        came=(enquiry,),
        went=_journal(language),
        posts=(_post(language),),
        cases=(replace(opportunity, id="O-4", state="closed", outcome="won_work", closed_at=_AT),),
        meeting=Meeting(day=date(2026, 3, 10), place="", present=(), apologies=(), absent=()),
    )
    return {"week": week, "matters": _matters(), "figures": _figures(), "quiet": False}


def _matters() -> tuple[Matter, ...]:
    held = Matter(kind="held", id="E-31", category="", since=_AT - timedelta(days=4), first=None, last=None)
    late = Matter(kind="overdue", id="E-38", category="tender", since=_AT, first=None, last=None)
    days = {"first": date(2026, 4, 1), "last": date(2026, 6, 30)}
    return (held, late, Matter(kind="turn", id="", category="", since=_AT, **days))


def _figures() -> Figures:
    return Figures(
        came=12,
        by_category=(("opportunity", 5), ("start", 3), ("jobs", 2), ("tender", 1), ("research", 1)),
        by_source=(("direct", 8), ("member", 3), ("referred", 1)),
        answered=10,
        median=Span(n=3.5, unit="hours"),
        worst=Span(n=2.5, unit="days"),
        spread=(("day", 7), ("two", 2), ("five", 1), ("later", 0)),
        stages=(("acknowledged", 1), ("owned", 3), ("awaiting_info", 2), ("shared", 1)),
        waiting=1,
        oldest=1,
        outcomes=(("answered", 4), ("shared", 2), ("declined_fit", 1)),
        lost=(Lost(id="E-9", why="nobody acted"),),
    )


def _daily(language: Language, _: Directory, opportunity: Opportunity) -> Facts:
    from fitmail.compose.samples import enquiry

    known = enquiry(language)
    return {
        "waiting": (known,),
        "late": (replace(known, id="E-38", category="tender", owner=_ISLA, state="owned"),),
        "stuck": (),
        "quarantined": (replace(known, id="E-44", category="spam", state="quarantined"),),
        "low": (replace(known, id="E-45", category="promotion", low=True),),
        "spam": 3,
        "held": (replace(_sent(language), state="held"),),
        "posts": (("discussion", 2), ("offer", 1)),
    }


def _report_week(language: Language, directory: Directory, opportunity: Opportunity) -> Facts:
    from fitmail.compose.samples import enquiry

    stuck = replace(enquiry(language), id="E-31", owner=_LU, state="owned", reminders=3)
    return {
        **_week(language, directory, opportunity), "stuck": (stuck,), "silent": ("Third Lock",),
        "turns": directory.turns, "gap": True, "troubles": 1,
    }  # fmt: skip


def _report_quarter(language: Language, directory: Directory, opportunity: Opportunity) -> Facts:
    return {
        **_week(language, directory, opportunity), "leads": 6, "answers": (("Bramble Code", 7), ("Third Lock", 3)),
        "interest": (("Third Lock", 2),), "hours": (("Bramble Code", 21.5), ("Third Lock", 4.0)),
    }  # fmt: skip


def _show(language: Language, *_: object) -> Facts:
    letter = Letter(message_id="<1@shop.example>", case="E-42", address=_JO, inbound=True, at=_AT, template="")
    return {"journal": _journal(language), "letters": (letter,), "text": written(language, "mail")}


def _text(key: str, **more: object) -> _Maker:
    """Facts that are a person's text and a few fixed values."""
    return lambda language, directory, opportunity: {"text": written(language, key), **more}


def _coops() -> _Maker:
    return lambda language, directory, opportunity: {
        "text": "",
        "coops": directory.coops,
        "keys": _KEYS,
        "signposts": (_signpost(),),
        "meeting": date(2026, 3, 10),
    }


_KEYS = ("budget", "when", "tech")
FACTS: Mapping[str, _Maker] = {
    "receipt": lambda *_: {
        "promised": date(2026, 3, 5), "sales": True, "keys": _KEYS, "notice": True, "form_copy": ""
    },
    "ask": _text("lines", keys=_KEYS),
    "remind": lambda *_: {"keys": _KEYS, "last": False},
    "closing": lambda *_: {},
    "decline-fit": _text("lines"),
    "decline-budget": _text("lines"),
    "decline-capacity": _text("lines"),
    "decline-values": _text("lines"),
    "signpost": lambda language, *_: {"signpost": _signpost(), "text": ""},
    "answer": _text("answer"),
    "prepared-start": _coops(),
    "prepared-jobs": _coops(),
    "prepared-research": _coops(),
    "prepared-talk": _coops(),
    "prepared-promotion": _coops(),
    "prepared-join-inside": _coops(),
    "prepared-join-outside": _coops(),
    "prepared-opportunity": _coops(),
    "prepared-tender": _coops(),
    "enquirer-mail": lambda *_: {},
    "card": _card,
    "followup": _text("mail", flags=("withdraw",), since="answer"),
    "unclaimed": _text("mail", step=1, promised=date(2026, 3, 5)),
    "overdue": lambda *_: {"what": "first_reply", "days": 1},
    "collision": lambda language, *_: {
        "owner": _LU, "sent": _sent(language), "text": written(language, "answer")
    },
    "held": lambda language, *_: {
        "reason": "order-unknown", "text": written(language, "answer"), "results": _results()
    },
    "confirm": _text("answer", what="Re: Web shop", fresh=False),
    "leaked": lambda language, *_: {
        "who": Mailbox(name="Pat Doe", address="pat@elsewhere.example"), "text": "!claim"
    },
    "transcript": lambda language, *_: {
        "results": _results(), "done": 1, "problems": 1, "offer_send": True, "text": written(language, "answer")
    },
    "offered": _text("answer", by=_LU),
    "thanks": lambda *_: {},
    "channel-answer": _text("note", channel="forum", who=_SAM),
    "assigned": _text("note", by=_LU),
    "undelivered": lambda language, *_: {
        "to": _JO, "reason": "550 5.1.1 no such user", "subject": SUBJECT[language],
        "text": written(language, "answer"),
    },
    "sent-copy": lambda language, *_: {
        "to": Mailbox(name="Jo Ruiz", address=_JO), "cc": (_SAM,), "text": written(language, "answer")
    },
    "post-card": lambda language, *_: {
        "post": _post(language), "because": replace(REASON, category="share", runner_up=None), "kind": "", "t1": {},
    },
    "rules-proposed": lambda language, *_: {
        "files": ("enquiries/talk.yaml",), "mistakes": (), "more_mistakes": 0,
        "changes": (
            {"at": _AT, "case": "E-42", "subject": SUBJECT[language], "was": "unsure", "now": "talk"},
            {"at": _AT, "case": "", "subject": "!claim", "was": "other", "now": "talk"},
        ),
        "changed": 2, "transitions": (("unsure", "talk", 1), ("other", "talk", 1)), "counted": 240, "examples": 317,
        "crossed": (Crossed(table="enquiries", letters=520, right=77, wrong=4, in_two=93),),
        "version": "0a1b2c3d4e5f", "own": True,
    },
    "lessons": lambda language, *_: {
        "lessons": (
            {"number": 3, "table": "enquiries", "category": "talk", "case": "E-42", "text": written(language, "mail")},
            {"number": 5, "table": "list", "category": "need", "case": "", "text": ""},
        ),
        "weekly": True,
    },
    "help": lambda *_: {},
    "alarm": lambda *_: {
        "kind": "rules",
        "lines": (
            'rules/enquiries/join.yaml line 7: "stong" is not a word that a rule may use. Did you mean "strong"?',
        ),
    },
    "why": lambda language, *_: {"journal": _journal(language), "because": REASON, "reason": REASON},
    "status": lambda language, directory, opportunity: {"cases": _cases(language, opportunity)},
    "show": _show,
    "opportunity": lambda language, directory, opportunity: {
        "opportunity": opportunity, "t1": _t1(language), "text": ""
    },
    "post": lambda language, *_: {
        "heading": written(language, "title"), "text": written(language, "summary"), "sales": True,
        "t1": _t1(language),
    },
    "digest": _week,
    "daily": _daily,
    "report-week": _report_week,
    "report-quarter": _report_quarter,
    **TURN_FACTS,
}  # fmt: skip
