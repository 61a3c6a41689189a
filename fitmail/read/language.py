"""Which language a text is written in: the wall around py3langid.

Takes     the newly written text.
Gives     "en", "es", "pt"; another code ("fr", "de" ...) when it is clearly that; "" when not sure.
Promises  the model (30 MB) is loaded on the first text and never before; an identifier of our own, since
          py3langid's shared one is global state. Most mails are so plain that counting small words is enough;
          the model, which costs several times as much, is asked where they waver. What stands below a closing or
          opens a disclaimer is not looked at.
Known faults  Spanish and Portuguese twins of a word or two ("tecnologia") stay ""; short Catalan and Galician are
          taken for their neighbours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

LONGEST = 800
_WORD = re.compile(r"[^\W\d_]+")

# Words that only one of the languages has, or has so much more often that they tell twins apart.
_SMALL = {
    "en": """
the and you your for with this that are is have has had was were will would can could please thanks thank we our they
from about what when which who there here not don't we're i'm it's hi hello dear yes sorry regards cheers help need
want like any some more time week website i it to of be my if so us sure good than then been being them their how much
many price quote quotes job jobs shop site down attached cv invoice tender am me at as an no by on into over yours
looking best kind pls thx u dev hey sir madam great fine call today tomorrow yeah perfect interested asap meeting do
does did
""",
    "es": """
el los las una unos unas y del al con por para que qué pero muy también más este esta estos estas eso hay tiene tienen
tengo tenemos somos estamos soy estoy gracias hola buenas buenos días tardes saludos ustedes usted nosotros vosotros
sin sobre cuando cuándo cómo dónde quien quién mañana hoy ayer nuestra nuestro queremos quiero necesitamos necesito
podemos pueden puede sí vemos lo le les nos ya está están fue ser hacer abrazo desde hasta si yo dale genial perdón
reunión consulta ahí estaré me te se interesa sumo vale perfecto buen puedo hablamos acá allá jueves viernes lunes
miércoles pregunta aceptó rechazó invitación cuanto cuánta cuesta sale precio presupuesto pliego adjunto adjunta
adjuntamos en cooperativa web estimados estimadas estimado estimada atentamente cordialmente licitación sitio página
tienda desarrollo desarrollador programador cooperativas interés ofrecer trabajan hacen vosotras nosotras ayuda xq tb
pasantía mantenimiento envío gente ahora mucho bien solo sólo nadie alguien algo todo todos cada así aunque
""",
    "pt": """
o os um uma uns umas e do da dos das no na nos nas com por para que mas muito também mais este esta isso há tem têm
tenho temos somos estamos sou estou obrigado obrigada olá oi bom boa dia tarde noite vocês você nós sem sobre quando
como onde quem amanhã hoje ontem nossa nosso queremos quero precisamos preciso podemos podem pode sim não nao ao aos à
às pelo pela já está estão foi ser fazer cooperativa abraço desde até se eu abs att atenciosamente cumprimentos
gostaria gostaríamos reunião ainda só então meu minha seu sua me te falar interesse beleza combinado quinta sexta
segunda terça quarta feira convite recusou aceitou pergunta perfeito aqui lá vou vai site fora ar custa fica preço
orçamento orcamento edital segue anexo prezados prezadas prezado prezada estimação desenvolvimento desenvolvedor
programação medida loja sítio página sob vaga galera gente vc vcs pra tá né blz oficina currículo estágio equipe
equipa agora muita bem ninguém alguém algo tudo todos cada assim embora saudações cooperativas ajuda hospedagem uso
pois nossos nossas num numa
""",
}
SMALL = {code: frozenset(words.split()) for code, words in _SMALL.items()}
_TELLING = {
    "es": "ñ¿¡",
    "pt": "ãõâêôç",
}
_CLOSING = re.compile(
    r"^[ \t]*(?:(?:best|kind|warm|kindest|warmest)? ?regards|(?:many )?thanks(?: in advance)?|thank you|cheers"
    r"|yours \w+"
    r"|best(?: wishes)?|(?:un )?saludos?(?: cordiales| cordial)?|atentamente|cordialmente|(?:un )?abrazos?"
    r"|muchas gracias"
    r"|gracias|obrigad[oa]|atenciosamente|(?:um )?abra[cç]os?|cumprimentos|com os melhores cumprimentos|(?:-- ?)"
    r"|this e-?mail .{0,80}|the information .{0,80}|este mensaje .{0,80}|esta mensagem .{0,80}|aviso legal.{0,80})"
    r"[ \t]*[,.!]{0,3}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_NEIGHBOURS = ("fr", "de", "it", "nl")


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]: ...


@lru_cache(maxsize=1)
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)  # type: ignore[no-untyped-call]
    identifier.set_languages(["en", "es", "pt", *_NEIGHBOURS])
    return identifier  # type: ignore[no-any-return]


def language_of(text: str) -> str:
    """The language of a text."""
    looked_at = _body(text[:LONGEST])
    lower = looked_at.lower()
    words = _WORD.findall(lower)
    if not words:
        return ""
    small = {code: sum(map(known.__contains__, words)) for code, known in SMALL.items()}
    for code, letters in _TELLING.items():
        small[code] += 2 * any(letter in lower for letter in letters)
    best, second = sorted(small, key=lambda code: -small[code])[:2]
    if small[best] >= 2 and small[best] >= 2 * small[second] + 1 and len(words) <= 12:
        return best  # short and plain: the model is worse than the small words here
    if small[best] >= 8 and small[best] >= 2 * small[second] and small[best] * 4 >= len(words):
        return best  # so plain that the model, which costs ten times as much, need not be asked
    return _weighed(looked_at, words, small) or (
        # A word or two that only one language has is better than nothing.
        best if len(words) <= 8 and small[best] > small[second] and small[best] * 5 >= len(words) else ""
    )


def _body(text: str) -> str:
    """The text without what stands below a closing: signatures and disclaimers speak languages of their own."""
    cut = _CLOSING.search(text)
    return text[: cut.start()] if cut is not None and len(_WORD.findall(text, 0, cut.start())) >= 5 else text


def _weighed(text: str, words: list[str], small: dict[str, int]) -> str:
    """What the model says, held against the small words."""
    best, second = sorted(small, key=lambda code: -small[code])[:2]
    ranked = _identifier().rank(" ".join(text.split()))
    (first, sure), (_, next_sure) = ranked[0], ranked[1]
    if first == best and small[best] > small[second]:
        return first
    if first in _NEIGHBOURS:
        clear = sure >= 0.9 and len(words) >= 8 and small[best] * 6 < len(words)
        return first if clear else best if small[best] > small[second] + 1 else ""
    if len(words) >= 25 and sure - next_sure > 0.3:
        return first
    if small[best] >= small[second] + 2:
        return best
    return first if sure - next_sure > 0.35 and small[first] >= small[best] else ""
