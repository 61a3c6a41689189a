"""The built-in facts about a mail that rules may name, and the text that rules look at.

Takes: a message and what our memory knows about it.
Gives: `facts_of(...)`, the names (keys of FACTS) that are true, and `looked_at(...)`.
Promises: a fact comes from headers, structure and memory, never from wording; members use facts but write none.
Whether a mail is our own, a report or automatic is decided by its marks before any rule is asked (G9).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fitmail.classify.folding import LOOKED_AT
from fitmail.model import Message, Recognition


def _from_a_member(_message: Message, recognition: Recognition) -> bool:
    return recognition.person is not None and recognition.role == "member"


def _forward(message: Message, recognition: Recognition) -> bool:
    forward = message.forward
    return forward is not None and bool(forward.text.strip()) and _from_a_member(message, recognition)


FACTS: Mapping[str, Callable[[Message, Recognition], bool]] = {
    "is marked spam": lambda message, _: message.marks.spam,
    "is from a member": _from_a_member,
    "is a member's forward": _forward,
    "is a web form": lambda message, _: message.form is not None,
    "is bulk mail": lambda message, _: message.marks.bulk,
    "is a list post": lambda message, _: message.marks.list_post,
    "follows a thread": lambda message, recognition: bool(
        recognition.post
        or recognition.case
        or message.in_reply_to
        or message.references
        # Some mail programs answer without saying to what; then the subject alone does.
        or (recognition.mailbox == "list" and _answers(message.subject))
    ),
    "answers a shared opportunity": lambda _, recognition: recognition.thread_kind == "share",
    "answers a need": lambda _, recognition: recognition.thread_kind == "need",
    "has an attachment": lambda message, _: any(not attachment.content_id for attachment in message.attachments),
}


def facts_of(message: Message, recognition: Recognition) -> frozenset[str]:
    """Which of the built-in facts are true."""
    return frozenset(name for name, holds in FACTS.items() if holds(message, recognition))


def looked_at(message: Message, recognition: Recognition) -> str:
    """Subject and newly written text; of a member's forward the forwarded mail; of a web form message and reason."""
    if message.form is not None and (message.form.text.strip() or message.form.reason.strip()):
        # The subject of a form is the site's, the same for everybody.
        return joined(message.form.reason, message.form.text)
    if message.forward is not None and _forward(message, recognition):
        return joined(message.forward.subject, message.forward.text)
    if message.references or message.in_reply_to:
        # "Re: Lead for a museum" was written by somebody else: the subject of an answer is quoted text too.
        return joined("" if _answers(message.subject) and message.said.strip() else message.subject, message.said)
    return joined(message.subject, message.said)


_ANSWERS = ("re:", "re :", "aw:", "res:", "resp:", "rta:", "rif:")


def _answers(subject: str) -> bool:
    """A subject that says it is an answer, after any list tag."""
    rest = subject.strip().casefold()
    while rest.startswith("[") and "]" in rest:
        rest = rest.split("]", 1)[1].strip()
    return rest.startswith(_ANSWERS)


def joined(subject: str, body: str) -> str:
    """Subject and text as one, the subject a sentence of its own."""
    subject = " ".join(subject[:1000].split())
    return f"{subject}\n\n{body.strip()}"[:LOOKED_AT] if subject else body.strip()[:LOOKED_AT]
