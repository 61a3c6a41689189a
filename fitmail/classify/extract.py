"""What an enquiry says about itself: budget, dates, technologies, organisation, place, and the card's checklist.

Takes: a mail, the text to look at (subject and substance, already chosen), the wordbook and the category.
Gives: `extract(...) -> Extraction`: facts by the names of the labelled mails, each with the client's own words; the
    lines of the checklist for opportunity, tender and unsure; the kinds of work in words that everybody may see.
Promises: pure; never raises for what strangers write; looks at the first 16,000 characters, in time linear in them.
    A value is found or it is not: in doubt it is left out, since a wrong one on the card is worse than none.
    Nothing here is acted on unseen (product decision 9).
Known faults: a budget given as parts to be added is not added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fitmail.classify.budget import find_budget
from fitmail.classify.checks import find_checks
from fitmail.classify.contact import find_call_time, find_phones, find_referrer
from fitmail.classify.dates import Day, find_days
from fitmail.classify.deadline import find_answer_by, find_availability, find_deadline, find_timeframe
from fitmail.classify.meetingday import find_meeting_day
from fitmail.classify.organisation import find_coop, find_organisation
from fitmail.classify.phrases import LIMIT, Reading, read_text
from fitmail.classify.places import Place, country_of, find_people, find_place
from fitmail.classify.poster import find_poster
from fitmail.classify.technologies import find_technologies
from fitmail.classify.times import Span, find_times
from fitmail.classify.wordbook import Country, Wordbook
from fitmail.model import Check, Fact, Mailbox, Message

_WORK = frozenset({"opportunity", "tender", "share", "need", "unsure"})  # mails that may offer paid work
_LISTED = frozenset({"share", "need", "offer"})  # posts that may ask the list for an answer by a day
_OWN = frozenset({"need", "offer", "interest"})  # posts in a co-op's own name
_CHECKED = frozenset({"opportunity", "tender", "unsure"})
_SKILLED = frozenset({"jobs"})  # what somebody can, not what somebody wants
_SILENT = frozenset({"spam"})  # nothing of these is worth a line
# Lines that speak of mail, not of work: a phone's advertisement, headers of quoted mail, a list's footer.
_MAIL_LINE = re.compile(
    r"^[ \t>*]{0,8}(?:sent from my|sent from (?:outlook|mail)|get outlook for|enviado desde mi|enviado do meu"
    r"|enviado a partir"
    r"|obtener outlook|obter o outlook|(?:date|sent|fecha|enviado(?: el)?|enviada em|data|received):\s|_{5,}$"
    r"|to unsubscribe"
    r"|.{0,60}mailing list --|this message is intended|aviso legal).{0,400}$",
    re.MULTILINE,
)
_MOST_WORK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Facts with the client's words, the checklist, and the kinds of work in order of appearance."""

    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    work: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """The text as all the finders use it."""

    reading: Reading
    flat: str  # folded, on one line, telephone numbers blanked
    undated: str  # the same, days blanked too
    days: tuple[Day, ...]
    phones: tuple[str, ...]
    written: date | None
    place: Place | None
    country: Country | None  # of the place, else of the sender's mail domain
    author: Mailbox


def extract(message: Message, *, text: str, wordbook: Wordbook, category: str) -> Extraction:
    """Everything the mail says about itself, as far as it is certain."""
    if category in _SILENT:
        return Extraction(facts=(), checks=(), work=())
    sheet = _sheet(message, text, wordbook)
    facts: list[Fact] = []
    times: tuple[Span, ...] = ()
    if category in _WORK:
        facts += _money(sheet, message, wordbook)
        dated, times = _times(sheet, category)
        facts += dated
    if category == "offer":
        free = find_availability(sheet.reading, sheet.flat, find_times(sheet.flat), sheet.days)
        facts += [Fact(name="timeframe", value=free.phrase, words=free.words)] if free is not None else []
    if category in _WORK or category == "offer":
        facts += find_technologies(sheet.reading, _beside(message, wordbook))
    if category in _SKILLED:
        facts += [replace(fact, name="skills") for fact in find_technologies(sheet.reading, None)]
    if category == "meeting":
        meeting = find_meeting_day(sheet.reading, sheet.days, written=sheet.written)
        facts += [Fact(name="date", value=meeting.day, words=meeting.words)] if meeting is not None else []
    facts += _organisation(sheet, message, category)
    facts += _region(sheet, message, wordbook, category)
    facts += _contact(sheet, message, category)
    work = _work(sheet.reading)
    checks = (
        find_checks(message, sheet.reading, facts=facts, times=times, work=work, category=category)
        if category in _CHECKED
        else ()
    )
    return Extraction(facts=tuple(facts), checks=checks, work=work[:_MOST_WORK])


def _sheet(message: Message, text: str, wordbook: Wordbook) -> _Sheet:
    chosen = text[:LIMIT]
    subject = message.forward.subject if message.forward is not None else message.subject
    if subject and chosen.startswith(subject):
        # The subject is a line of its own, however long it is.
        chosen = subject + "\n\n" + chosen[len(subject) :].lstrip("\n")
    chosen += _form_lines(message, chosen)
    chosen = _MAIL_LINE.sub(lambda match: " " * len(match.group()), chosen)
    reading = read_text(chosen, wordbook.phrases)
    place = find_place(reading, wordbook)
    author = _author(message)
    country = wordbook.countries.get(place.country) if place is not None else country_of(author.address, wordbook)
    phones = find_phones(reading.text)
    written = message.date.date() if message.date is not None else None
    flat = _blank(reading.folded.replace("\n", " "), phones)
    days = find_days(flat, written=written, month_first=country is not None and country.month_first)
    return _Sheet(
        reading=reading,
        flat=flat,
        undated=_blank(flat, [(day.start, day.end) for day in days if not day.lone]),
        days=days,
        phones=tuple(reading.words(start, end) for start, end in phones),
        written=written,
        place=place,
        country=country,
        author=author,
    )


def _form_lines(message: Message, chosen: str) -> str:
    """The other fields of a web form, as labelled lines: "Budget: £10k to £20k"."""
    if message.form is None:
        return ""
    known = {message.form.name, message.form.email, message.form.text, message.form.reason, ""}
    lines = [
        f"{label}: {value}" for label, value in message.form.fields[:40] if value not in known and value not in chosen
    ]
    return "\n\n" + "\n".join(lines)[:2_000] if lines else ""


def _author(message: Message) -> Mailbox:
    """Whose enquiry it is: behind a forward or a form the original person."""
    if message.forward is not None:
        return message.forward.author or Mailbox(name="", address="")
    if message.form is not None and message.form.email:
        return Mailbox(name=message.form.name, address=message.form.email)
    return message.author


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with some stretches made blank, of the same length."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], "~" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _money(sheet: _Sheet, message: Message, wordbook: Wordbook) -> list[Fact]:
    home = wordbook.countries.get(wordbook.home)
    budget = find_budget(
        sheet.reading,
        folded=sheet.undated,
        language=message.language,
        country_currency=sheet.country.currency if sheet.country is not None else "",
        home_currency=home.currency if home is not None else "",
    )
    if budget is None:
        return []
    found: list[tuple[str, int | str | None]] = [
        ("budget_min", budget.low),
        ("budget_max", budget.high),
        ("currency", budget.currency or None),
        ("budget_per", budget.per or None),
    ]
    return [Fact(name=name, value=value, words=budget.words) for name, value in found if value is not None]


def _times(sheet: _Sheet, category: str) -> tuple[list[Fact], tuple[Span, ...]]:
    """What binds the work, and, where no day does, every wording of time."""
    facts: list[Fact] = []
    answer = find_answer_by(sheet.reading, sheet.days, written=sheet.written) if category in _LISTED else None
    if answer is not None and answer.day is not None:
        facts.append(Fact(name="reply_by", value=answer.day, words=answer.words))
    # The day by which the list should answer binds nobody who does the work.
    days = tuple(one for one in sheet.days if answer is None or one.day != answer.day)
    due = find_deadline(sheet.reading, days, written=sheet.written, tender=category == "tender")
    if due is not None and due.day is not None:
        return [Fact(name="deadline", value=due.day, words=due.words), *facts], ()
    times = find_times(sheet.flat)
    time = find_timeframe(sheet.reading, sheet.flat, times) if category != "tender" else None
    if time is not None:
        return [Fact(name="timeframe", value=time.phrase, words=time.words), *facts], times
    return facts, times


def _beside(message: Message, wordbook: Wordbook) -> Reading | None:
    """What a member wrote above a forward: "Django preferred, they say"."""
    if message.forward is None or not message.said:
        return None
    return read_text(message.said, wordbook.phrases)


def _organisation(sheet: _Sheet, message: Message, category: str) -> list[Fact]:
    facts: list[Fact] = []
    if category in _OWN:
        # A member's own: where the directory knows the sender, it is believed before the text.
        named = find_poster(message, sheet.reading, author=sheet.author)
    else:
        named = find_organisation(message, sheet.reading, author=sheet.author, category=category)
    if named is not None and category in _OWN and category != "need":
        facts.append(Fact(name="coop", value=named.name, words=named.words))
    elif named is not None:
        facts.append(Fact(name="organisation", value=named.name, words=named.words))
    if category in _WORK:
        coop = find_coop(sheet.reading, named)
        if category == "need" and coop is None:
            coop = sheet.reading.clause(0, min(1, len(sheet.reading.text)))  # a member writes about its own need
        if coop is not None:
            facts.append(Fact(name="client_is_coop", value=True, words=coop))
    return facts


def _region(sheet: _Sheet, message: Message, wordbook: Wordbook, category: str) -> list[Fact]:
    """Inside or outside our country; from the mail domain only where the answer depends on it."""
    if sheet.place is not None:
        inside = sheet.place.country == wordbook.home
        region = [Fact(name="region", value="inside" if inside else "outside", words=sheet.place.words)]
        return [*region, Fact(name="place", value=sheet.place.phrase, words=sheet.place.words)]
    people = find_people(sheet.reading, wordbook)
    if people is not None:
        inside = people.country == wordbook.home
        return [Fact(name="region", value="inside" if inside else "outside", words=people.words)]
    if category == "join" and sheet.country is not None and wordbook.home:
        inside = sheet.country.name == wordbook.home
        return [Fact(name="region", value="inside" if inside else "outside", words=sheet.author.address)]
    return []


def _contact(sheet: _Sheet, message: Message, category: str) -> list[Fact]:
    facts: list[Fact] = []
    phones = sheet.phones or _signed_phones(message)
    if phones:
        facts.append(Fact(name="phone", value=phones[0], words=phones[0]))
    call = find_call_time(sheet.reading)
    if call is not None:
        facts.append(Fact(name="call_when", value=call.value, words=call.words))
    if message.forward is not None and message.author.address:
        who = message.author.name or message.author.address
        facts.append(Fact(name="referred_by", value=who, words=f"{who} <{message.author.address}>"))
    else:
        told = find_referrer(sheet.reading)
        if told is not None:
            facts.append(Fact(name="referred_by", value=told.value, words=told.words))
    decides = _decides(sheet.reading) if category in _CHECKED else ""
    if decides:
        facts.append(Fact(name="who_decides", value=decides, words=decides))
    return facts


def _signed_phones(message: Message) -> tuple[str, ...]:
    """Telephone numbers under the mail, when the mail is the enquirer's own."""
    if message.forward is not None:
        return ()
    signature = message.signature[:LIMIT]
    return tuple(" ".join(signature[start:end].split()) for start, end in find_phones(signature))


def _decides(reading: Reading) -> str:
    """What they say about who decides; a question to us ("who decides?") says nothing."""
    for hit in reading.of("decides")[:30]:
        first, last = reading.sentence(hit.start)
        if "?" not in reading.text[first:last]:
            return reading.clause(hit.start, hit.end)
    return ""


def _work(reading: Reading) -> tuple[str, ...]:
    """Kinds of work in our own words: what may be shown to the whole network (T1)."""
    counted: dict[str, int] = {}
    for hit in reading.of("work"):
        counted[hit.name] = counted.get(hit.name, 0) + 1
    specific = [name for name in counted if name != "software development"]
    return tuple(specific or counted)
