"""The words people reply with: one table.

Each row: the word, its synonyms in three languages, who may say it, its level and what it does. The parser, the
cards, the help mail and docs/CHAIR.md are all made from this table (product/orders.md). What a row does stands in
acts.py and acts_outward.py under the same name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fitmail.model import Offer

Who = Literal["duty", "owner", "insider", "rep", "author", "keeper"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One order. The first word of a language is the one that mails offer."""

    verb: str
    en: tuple[str, ...]
    es: tuple[str, ...]
    pt: tuple[str, ...]
    who: Who
    level: int  # 1 internal and reversible, 2 outward, 3 for everybody: confirmed afresh
    takes: Mapping[str, str]
    does: Mapping[str, str]
    bare: bool = False  # an answer to a question: may stand without its mark there

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.en, *self.es, *self.pt)


def _row(verb: str, words: str, who: Who, level: int, takes: tuple[str, str, str], does: tuple[str, str, str]) -> Row:
    en, es, pt = (tuple(w.strip() for w in part.split(",")) for part in words.split("|"))
    keys = ("en", "es", "pt")
    return Row(
        verb=verb,
        en=en,
        es=es,
        pt=pt,
        who=who,
        level=level,
        takes=dict(zip(keys, takes, strict=True)),
        does=dict(zip(keys, does, strict=True)),
        bare=verb in BARE,
    )


BARE = (
    *("interested", "pass", "question", "send", "drop", "unsubscribe", "subscribe"),
    *("accept", "object", "keep", "swap", "shadow"),
)
_NOTHING = ("", "", "")

TABLE: tuple[Row, ...] = (
    _row(
        "claim", "claim, take, mine | tomo, me ocupo | assumo, fico com", "duty", 1, _NOTHING,
        ("you become the owner", "quedás a cargo", "você fica responsável"),
    ),
    _row(
        "release", "release | libero, suelto | libero", "owner", 1, _NOTHING,
        ("back to the co-op on duty", "vuelve a la coope de turno", "volta à cooperativa de plantão"),
    ),
    _row(
        "assign", "assign | asignar | atribuir", "duty", 1, ("NAME", "NOMBRE", "NOME"),
        ("gives it to somebody else; text below is for them", "pasa a otra persona; el texto de abajo es para ella",
         "passa a outra pessoa; o texto abaixo é para ela"),
    ),
    _row(
        "note", "note | nota | nota", "insider", 1, ("[text]", "[texto]", "[texto]"),
        ("an internal note", "una nota interna", "uma nota interna"),
    ),
    _row(
        "reply", "reply | responder | responder", "owner", 2, ("[only]", "[solo]", "[só]"),
        ("everything below goes to the enquirer", "todo lo de abajo va a quien consulta",
         "tudo abaixo vai para quem consultou"),
    ),
    _row(
        "new", "new | nuevo, nueva | novo, nova", "insider", 1,
        ("NAME ADDRESS", "NOMBRE DIRECCIÓN", "NOME ENDEREÇO"),
        ("opens a case for that person; text below is a note", "abre un caso para esa persona; el texto es una nota",
         "abre um caso para essa pessoa; o texto é uma nota"),
    ),
    _row(
        "record", "record | registrar | registrar", "owner", 1, ("[CO-OP]", "[COOPE]", "[COOPERATIVA]"),
        ("opens the opportunity, without a call", "abre la oportunidad, sin convocar",
         "abre a oportunidade, sem convocar"),
    ),
    _row(
        "ask", "ask | preguntar | perguntar", "owner", 2,
        ("[budget when tech brief who]", "[presupuesto plazo tecnología idea quién]",
         "[orçamento prazo tecnologia ideia quem]"),
        ("sends the questions that are still open", "envía las preguntas que faltan",
         "envia as perguntas que faltam"),
    ),
    _row(
        "decline", "decline | declinar, no gracias | recusar", "owner", 2,
        ("[fit budget capacity values]", "[perfil presupuesto capacidad valores]",
         "[perfil orçamento capacidade valores]"),
        ("sends a kind no, with your own lines below in it", "envía un no amable, con tus líneas de abajo",
         "envia um não gentil, com as suas linhas abaixo"),
    ),
    _row(
        "signpost", "signpost | derivar | encaminhar", "owner", 2, ("KEY", "CLAVE", "CHAVE"),
        ("says where to go instead", "indica a quién escribir", "indica a quem procurar"),
    ),
    _row(
        "share", "share | compartir | compartilhar", "owner", 2,
        ("[until DATE] [with CO-OPS]", "[hasta FECHA] [con COOPES]", "[até DATA] [com COOPERATIVAS]"),
        ("the co-ops hear of it; text below is the summary they read",
         "las coopes se enteran; el texto de abajo es el resumen que leen",
         "as cooperativas ficam sabendo; o texto abaixo é o resumo que leem"),
    ),
    _row(
        "post", "post | publicar | publicar", "owner", 2, ("CHANNEL", "CANAL", "CANAL"),
        ("puts it to the members there, without the client's name; your own lines below, or the prepared ones",
         "lo lleva a las coopes por ahí, sin el nombre del cliente; con tus líneas de abajo, o las preparadas",
         "leva às cooperativas por ali, sem o nome do cliente; com as suas linhas abaixo, ou as preparadas"),
    ),
    _row(
        "is", "is | es | é", "insider", 1, ("CATEGORY", "CATEGORÍA", "CATEGORIA"),
        ("corrects what kind of enquiry it is", "corrige el tipo de consulta", "corrige o tipo de consulta"),
    ),
    _row(
        "close", "close | cerrar | encerrar", "owner", 1, ("[outcome]", "[resultado]", "[resultado]"),
        ("done, nothing more is sent", "listo, no se envía nada más", "pronto, nada mais é enviado"),
    ),
    _row(
        "reopen", "reopen | reabrir | reabrir", "insider", 1, _NOTHING,
        ("takes it up again", "se retoma", "retoma o caso"),
    ),
    _row(
        "hold", "hold until, hold | pausar hasta, pausar | pausar até, pausar", "owner", 1,
        ("DATE", "FECHA", "DATA"),
        ("stops its clocks until then", "detiene los relojes hasta entonces", "para os relógios até lá"),
    ),
    _row(
        "spam", "spam | spam | spam", "insider", 1, _NOTHING,
        ("junk: no answer, kept 30 days", "basura: sin respuesta, 30 días", "lixo: sem resposta, 30 dias"),
    ),
    _row(
        "notspam", "notspam | notspam | notspam", "insider", 1, _NOTHING,
        ("it was no junk", "no era basura", "não era lixo"),
    ),
    _row(
        "send", "send, yes | enviar, sí | enviar, sim", "owner", 2, _NOTHING,
        ("the prepared or held mail leaves", "sale el mail preparado o retenido", "o e-mail preparado ou retido sai"),
    ),
    _row(
        "drop", "drop, no | descartar, no | descartar, não", "owner", 1, _NOTHING,
        ("the prepared or held mail is dropped", "se descarta el mail preparado o retenido",
         "o e-mail preparado ou retido é descartado"),
    ),
    _row(
        "interested", "interested, in | nos interesa, nos sumamos, interesa | temos interesse, interesse", "rep", 1,
        ("[note]", "[nota]", "[nota]"),
        ("your co-op would like it", "a tu coope le interesa", "a sua cooperativa tem interesse"),
    ),
    _row(
        "pass", "pass | pasamos, paso | passamos, passo", "rep", 1, _NOTHING,
        ("not this time; counts as answered", "esta vez no; cuenta como respuesta",
         "desta vez não; conta como resposta"),
    ),
    _row(
        "question", "question | consulta | pergunta", "insider", 1, ("text", "texto", "texto"),
        ("passes your question on", "pasa tu pregunta", "passa a sua pergunta adiante"),
    ),
    _row(
        "accept", "accept | acepto, aceptar | aceito, aceitar", "insider", 1,
        ("[except E-12, E-15]", "[menos E-12, E-15]", "[menos E-12, E-15]"),
        ("yes to a turn, a swap or a handover; the cases named stay where they are",
         "sí a un turno, un cambio o un traspaso; los casos nombrados quedan donde están",
         "sim a um turno, uma troca ou uma passagem; os casos citados ficam onde estão"),
    ),
    _row(
        "object", "object | objeto, objetar | discordo, objetar", "insider", 1,
        ("[why]", "[por qué]", "[por quê]"),
        ("no to a turn or a swap; somebody else is asked", "no a un turno o un cambio; se le pregunta a otra coope",
         "não a um turno ou uma troca; outra cooperativa é consultada"),
    ),
    _row(
        "keep", "keep | conservar, conservo | manter, mantenho", "insider", 1, ("E-12", "E-12", "E-12"),
        ("this case stays with you after the handover", "este caso sigue con vos después del traspaso",
         "este caso continua com você depois da passagem"),
    ),
    _row(
        "swap", "swap with, swap | cambio con, cambio | troco com, troco", "insider", 1, ("NAME", "NOMBRE", "NOME"),
        ("asks that person to swap turns with you", "le propone a esa persona cambiar de turno",
         "propõe a essa pessoa trocar de turno"),
    ),
    _row(
        "cover", "cover | cubro, cubrir | cubro, cobrir", "insider", 1,
        ("[NAME] 1–15 Aug", "[NOMBRE] 1–15 ago", "[NOME] 1–15 ago"),
        ("you stand in for the chair on those days, or ask somebody to stand in for you",
         "reemplazás a quien está de turno esos días, o le pedís a alguien que te reemplace",
         "você substitui quem está de plantão nesses dias, ou pede a alguém que substitua você"),
    ),
    _row(
        "away", "away | ausente | ausente", "insider", 1, ("1–15 Aug", "1–15 ago", "1–15 ago"),
        ("your backup acts on those days", "esos días actúa tu suplente", "nesses dias atua a sua suplência"),
    ),
    _row(
        "shadow", "shadow | acompañar, acompaño | acompanhar, acompanho", "insider", 1, _NOTHING,
        ("you learn: copies of the turn's cards, no reminders", "aprendés: copias de las fichas, sin recordatorios",
         "você aprende: cópias das fichas, sem lembretes"),
    ),
    _row(
        "hours", "hours | horas | horas", "insider", 1, ("2.5", "2,5", "2,5"),
        ("notes hours that you spent on duty", "anota las horas que dedicaste al turno",
         "anota as horas que você dedicou ao plantão"),
    ),
    _row(
        "why", "why | por qué, por que, porque | por quê, por que, porque", "insider", 1, _NOTHING,
        ("explains how it was filed", "explica cómo se clasificó", "explica como foi classificado"),
    ),
    _row(
        "show", "show | ver | ver", "insider", 1, _NOTHING,
        ("its journal, to you alone", "su historia, solo para vos", "o histórico, só para você"),
    ),
    _row(
        "status", "status | estado | situação", "insider", 1, _NOTHING,
        ("how it stands, to you alone", "cómo está, solo para vos", "como está, só para você"),
    ),
    _row(
        "help", "help | ayuda | ajuda", "insider", 1, _NOTHING,
        ("all these words, to you alone", "todas estas palabras, solo para vos",
         "todas estas palavras, só para você"),
    ),
    _row(
        "unsubscribe", "unsubscribe | desuscribir, baja | descadastrar", "insider", 1, _NOTHING,
        ("no more of this mail: the digest, or the calls", "no más de este mail: el resumen o las convocatorias",
         "nada mais deste e-mail: o resumo ou as chamadas"),
    ),
    _row(
        "subscribe", "subscribe | suscribir, alta | inscrever", "insider", 1, _NOTHING,
        ("digest and calls again", "otra vez el resumen y las convocatorias", "de novo o resumo e as chamadas"),
    ),
    _row(
        "activate", "activate | activar | ativar", "keeper", 3, _NOTHING,
        ("puts proposed rules in force", "pone en vigor las reglas propuestas", "põe em vigor as regras propostas"),
    ),
    _row(
        "undo", "undo | deshacer | desfazer", "author", 1, _NOTHING,
        ("takes back your last order, while nothing has left", "deshace tu última orden, si nada salió",
         "desfaz sua última ordem, se nada saiu"),
    ),
)  # fmt: skip

ROWS: Mapping[str, Row] = {row.verb: row for row in TABLE}


def offer(verb: str) -> Offer:
    """The row as a mail offers it."""
    row = ROWS[verb]
    return Offer(
        verb=verb,
        words={"en": row.en[0], "es": row.es[0], "pt": row.pt[0]},
        takes=row.takes,
        does=row.does,
        bare=row.bare,
    )


def offers(*verbs: str) -> tuple[Offer, ...]:
    return tuple(offer(verb) for verb in verbs)
