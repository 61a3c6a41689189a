"""The words mail programs put around a reply, in English, Spanish and Portuguese.

Takes who wrote the mail that is answered, and when. Gives the line of attribution, the block of headers or the
signature as each program writes it. The shapes are the programs' own; nothing here is decided by us.
"""

from __future__ import annotations

from datetime import datetime

DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "pt": ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
}
MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    "pt": (
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ),
}
PHONE = {"en": "Sent from my iPhone", "es": "Enviado desde mi iPhone", "pt": "Enviado do meu iPhone"}
LABELS = {
    "en": ("From", "Sent", "To", "Subject"),
    "es": ("De", "Enviado", "Para", "Asunto"),
    "pt": ("De", "Enviada em", "Para", "Assunto"),
}


def gmail_line(language: str, *, name: str, address: str, at: datetime) -> str:
    day, month = DAYS[language][at.weekday()], MONTHS[language][at.month - 1]
    who = f"{name} <{address}>" if name else f"<{address}>"
    if language == "es":
        who = f"{name} (<{address}>)" if name else f"(<{address}>)"
        return f"El {day[:3]}, {at.day} {month[:3]} {at.year} a las {at:%H:%M}, {who} escribió:"
    if language == "pt":
        return f"Em {day[:3]}., {at.day} de {month[:3]}. de {at.year} às {at:%H:%M}, {who} escreveu:"
    return f"On {day[:3]}, {at.day} {month[:3]} {at.year} at {at:%H:%M}, {who} wrote:"


def apple_line(language: str, *, name: str, address: str, at: datetime) -> str:
    """Of Apple Mail on a desk and on a phone."""
    month = MONTHS[language][at.month - 1][:3]
    who = f"{name} <{address}>" if name else address
    if language == "es":
        return f"El {at.day} {month} {at.year}, a las {at:%H:%M}, {who} escribió:"
    if language == "pt":
        return f"Em {at.day} de {month}. de {at.year}, à(s) {at:%H:%M}, {who} escreveu:"
    return f"On {at.day} {month} {at.year}, at {at:%H:%M}, {who} wrote:"


def thunderbird_line(language: str, *, name: str, address: str, at: datetime) -> str:
    who = name or address
    if language == "es":
        return f"El {at.day}/{at.month}/{at:%y} a las {at:%H:%M}, {who} escribió:"
    if language == "pt":
        return f"Em {at:%d/%m/%Y} {at:%H:%M}, {who} escreveu:"
    return f"On {at:%d/%m/%Y} {at:%H:%M}, {who} wrote:"


def outlook_moment(language: str, at: datetime) -> str:
    day, month = DAYS[language][at.weekday()], MONTHS[language][at.month - 1]
    if language == "en":
        return f"{day}, {month} {at.day}, {at.year} {at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}"
    return f"{day}, {at.day} de {month} de {at.year} {at:%H:%M}"


def outlook_block(
    language: str, *, name: str, address: str, at: datetime, to: str, subject: str
) -> tuple[tuple[str, str], ...]:
    """The four labelled lines over an answered mail."""
    who = f"{name} <{address}>" if name else address
    values = (who, outlook_moment(language, at), to, subject)
    return tuple(zip(LABELS[language], values, strict=True))


def reply_subject(client: str, language: str, subject: str) -> str:
    """`Re:` once; Outlook shouts, and in Portuguese it says RES:."""
    if subject.lower().startswith(("re:", "res:")):
        return subject
    if client == "outlook":
        return f"{'RES' if language == 'pt' else 'RE'}: {subject}"
    return f"Re: {subject}"
