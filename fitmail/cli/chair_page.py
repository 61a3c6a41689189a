"""docs/CHAIR.md: one page for the person on duty, made from the table of orders.

Gives the page's text. Promises: every order of the table stands in it, in three languages; a test keeps page and
table equal (`pytest --rewrite` writes it anew).
"""

from __future__ import annotations

from fitmail.decide.orders import TABLE, Row

_TITLES = {"en": "# On duty", "es": "# De turno", "pt": "# De plantão"}
_COLUMNS = {
    "en": ("word", "also", "what it does"),
    "es": ("palabra", "también", "qué hace"),
    "pt": ("palavra", "também", "o que faz"),
}
_TEXTS = {
    "en": (
        "Each mail of a client reaches you twice: **the mail itself**, from “Jo via FIT enquiries”, and **its "
        "card**, from “FIT desk”. Answer the mail to speak to the client: your words leave under the desk's "
        "name. Answer the card to speak to the desk: plain words are a note, a line that begins with `!` is "
        "an order. Orders stand at the very top; one wrong line and nothing leaves. You need no web page and "
        "no login."
    ),
    "es": (
        "Cada mail de quien consulta te llega dos veces: **el mail mismo**, de «Jo via FIT enquiries», y **su "
        "ficha**, de «FIT desk». Respondé el mail para hablarle a quien consulta: tus palabras salen con el "
        "nombre de la mesa. Respondé la ficha para hablarle a la mesa: un texto es una nota, un renglón que "
        "empieza con `!` es una orden. Las órdenes van bien arriba; con un renglón mal escrito no sale nada. "
        "No hace falta página ni contraseña."
    ),
    "pt": (
        "Cada e-mail de quem consulta chega duas vezes: **o próprio e-mail**, de “Jo via FIT enquiries”, e "
        "**a ficha**, de “FIT desk”. Responda o e-mail para falar com quem consulta: suas palavras saem com o "
        "nome do balcão. Responda a ficha para falar com o balcão: um texto é uma nota, uma linha que começa "
        "com `!` é uma ordem. As ordens ficam bem no alto; com uma linha errada nada sai. Não é preciso "
        "página nem senha."
    ),
}


def _words(row: Row, language: str) -> tuple[str, ...]:
    return {"en": row.en, "es": row.es, "pt": row.pt}[language]


def _line(row: Row, language: str) -> str:
    first, *more = _words(row, language)
    takes = f" {row.takes[language]}" if row.takes[language] else ""
    also = ", ".join(f"`{word}`" for word in more)
    return f"| `!{first}{takes}` | {also} | {row.does[language]} |"


def chair_page() -> str:
    """The page, ending with a newline."""
    parts = []
    for language, title in _TITLES.items():
        text, heads = _TEXTS[language], _COLUMNS[language]
        table = "\n".join(_line(row, language) for row in TABLE)
        parts.append(f"{title}\n\n{text}\n\n| {' | '.join(heads)} |\n|---|---|---|\n{table}\n")
    return "\n".join(parts)
