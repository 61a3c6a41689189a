"""Which language a text is written in: the wall around py3langid.

Takes     the newly written text.
Gives     "en", "es", "pt"; another code ("fr", "de" ...) when it is clearly that; "" when not sure.
Promises  the model (30 MB) is loaded on the first text and never before; an identifier of our own, since
          py3langid's shared one is global state. Short texts are decided by small words where the model wavers.
Known faults  Spanish and Portuguese twins of two or three words ("ok, gracias/obrigado" aside) stay "".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

LONGEST = 800
_WORD = re.compile(r"[^\W\d_]+")

# Words that only one of the languages has, or has so much more often that they tell twins apart.
_SMALL = {
    "en": (
        "the and you your for with this that are is have has had was were will would can could please thanks thank "
        "we our they from about what when which who there here not don't we're i'm it's hi hello dear yes sorry "
        "regards cheers help need want would like any some more time week website i it to of be my if so us "
        "sure good  "
        "great fine call today tomorrow could looking ok okay yeah perfect interested asap meeting how do does did"
    ),
    "es": (
        "el los las una unos unas y del al con por para que qué pero muy también más este esta estos estas eso hay "
        "tiene tienen tengo tenemos somos estamos soy estoy gracias hola buenas buenos días tardes saludos ustedes "
        "usted nosotros vosotros sin sobre cuando cuándo cómo dónde quien quién mañana hoy ayer nuestra nuestro "
        "queremos quiero necesitamos necesito podemos pueden puede sí vemos lo le les nos ya está están fue ser "
        "hacer abrazo desde hasta si yo dale genial perdón reunión consulta ahí estaré nos me te se "
        "interesa sumo vale perfecto buen cómo puedo hablamos acá allá jueves viernes lunes miércoles "
        "pregunta aceptó rechazó invitación"
    ),
    "pt": (
        "o os um uma uns umas e do da dos das no na nos nas com por para que mas muito também mais este esta isso "
        "há tem têm tenho temos somos estamos sou estou obrigado obrigada olá oi bom boa dia tarde noite vocês você "
        "nós sem sobre quando como onde quem amanhã hoje ontem nossa nosso queremos quero precisamos preciso podemos "
        "podem pode sim não nao ao aos à às pelo pela já está estão foi ser fazer cooperativa abraço desde até se eu "
        "abs att atenciosamente cumprimentos vocês gostaria gostaríamos reunião ainda só então meu minha seu "
        "sua me te se  "
        "falar interesse beleza combinado quinta sexta segunda terça quarta feira este convite recusou "
        "aceitou pergunta perfeito aqui lá vou vai"
    ),
}
SMALL = {code: frozenset(words.split()) for code, words in _SMALL.items()}
_TELLING = {
    "es": "ñ¿¡",
    "pt": "ãõâêôç",
}
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
    words = _WORD.findall(text[:LONGEST].lower())
    if not words:
        return ""
    small = {code: sum(word in known for word in words) for code, known in SMALL.items()}
    for code, letters in _TELLING.items():
        small[code] += 2 * any(letter in letters for letter in text[:LONGEST].lower())
    best, second = sorted(small, key=lambda code: -small[code])[:2]
    if small[best] >= 2 and small[best] >= 2 * small[second] + 1 and len(words) <= 12:
        return best  # short and plain: the model is worse than the small words here
    ranked = _identifier().rank(" ".join(text[:LONGEST].split()))
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
