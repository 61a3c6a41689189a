"""The desk for list posts: archived, filed by kind, and carded to the chair where somebody should act.

Promises: a machine never answers to the list (G9); the card is T1; a post about lunch is only a line of the digest.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import channels
from fitmail.decide.enquiries import bare_subject, language_of
from fitmail.decide.minutes import Minutes
from fitmail.decide.orders import offer
from fitmail.model import (
    Archive,
    Audience,
    Context,
    Decision,
    Offer,
    Post,
    Purpose,
    Tell,
)

CARDED = ("share", "need", "trouble", "unsure")
KINDS = ("share", "need", "offer", "interest", "trouble", "meeting", "discussion")
LINE = 160  # characters of a post in a digest


def first_sentence(text: str) -> str:
    """The beginning of the first paragraph that says something, cut for a digest. Greetings say nothing."""
    paragraphs = [" ".join(part.split()) for part in text[:8000].replace("\r\n", "\n").split("\n\n")]
    said = [p for p in paragraphs if len(p) > 12 and not (p.endswith((",", ":")) and len(p) < 40)]
    words = (said or [" ".join(text[:8000].split())])[0]
    return words if len(words) <= LINE else words[: LINE - 1].rsplit(" ", 1)[0] + "…"


def post(ctx: Context) -> Decision:
    """A person's post on a hosted or watched list."""
    minutes = Minutes(ctx)
    message, classified, recognition = minutes.message, ctx.classification, ctx.recognition
    assert classified is not None and recognition is not None
    coop = recognition.coop.name if recognition.coop is not None else ""
    if recognition.person is not None:
        coop = recognition.person.coop
    key = minutes.arrival.key
    archived = Post(
        key=key,
        message_id=message.id,
        thread=ctx.post.thread if ctx.post is not None else key,
        author=message.author,
        coop=coop,
        subject=_subject(message.subject),
        kind=classified.category,
        line=first_sentence(message.said),
        at=message.date or minutes.now if minutes.arrival.filing else minutes.now,
        language=language_of(message.language, ctx),
    )
    minutes.note(Archive(post=archived))
    if ctx.case is not None and channels.answers(ctx):
        channels.keep_note(minutes, ctx.case)  # the list was asked, and this is an answer
        return minutes.finish(f"A post on the list, in answer to {ctx.case.id}.", end="filed", case="")
    if classified.category in CARDED and not minutes.arrival.filing:
        _card(minutes, archived)
    return minutes.finish(f"A post on the list: {classified.because}", end="filed", case="")


def _subject(subject: str) -> str:
    """Without Re: and the list's tag."""
    text = bare_subject(subject)
    while text.startswith("[") and "]" in text:
        text = bare_subject(text[text.index("]") + 1 :].strip())
    return text or subject


def _card(minutes: Minutes, archived: Post) -> None:
    classified = minutes.ctx.classification
    assert classified is not None
    facts: dict[str, object] = {
        "post": archived,
        "because": classified.reason or classified.because,
        "kind": classified.kind,
        "guesses": classified.suggestions,
        "t1": {},  # a post has no facts beyond its own words
    }
    minutes.tell(
        Tell(
            key="post-card",
            audience=(Audience(kind="chair"),),
            template="post-card",
            case="",
            facts=facts,
            offers=_offers(archived.kind),
            purpose=Purpose.POST,
            about=archived.key,
            subject=f"[{minutes.policy.list_name}] {archived.subject}",
        )
    )


def _offers(kind: str) -> tuple[Offer, ...]:
    """The words to record, ask or leave, as they are meant on the card of a post."""
    kinds = " ".join(KINDS)
    filed = replace(offer("is"), takes={"en": kinds, "es": kinds, "pt": kinds})
    if kind not in ("share", "unsure"):
        return (filed, offer("note"))
    asked = replace(
        offer("ask"),
        takes={"en": "", "es": "", "pt": ""},
        does={
            "en": "asks the poster whether the desk may keep it as an opportunity",
            "es": "pregunta a quien lo escribió si se puede registrar como oportunidad",
            "pt": "pergunta a quem escreveu se pode ser registrado como oportunidade",
        },
    )
    return (offer("record"), asked, filed, offer("note"))
