"""What kind of mail this is, from headers and structure and, where programs leave no header, from their set phrases.

Takes     the head, the report or calendar answer found, the author, the new text, what is ours.
Gives     Marks: machine or person, bulk, list post, spam, whether an automatic answer is allowed, and why in sentences.

Who writes. People; their vacation programs, most of which say so in a header (RFC 3834) and some only in words; ticket
systems that acknowledge; mailing lists that confirm; servers that could not deliver; calendars; tools that notify;
and ourselves, when a mail of ours comes back by a loop.

The order. Ours first, for nothing of ours may work twice. Then what the structure proves: reports, answers to
invitations. Then lists talking about subscriptions. Then what the headers say. Words come last, and count only in short
mails whose own new text says it in the first person of a program: people write about holidays and about bounces too,
and a person silenced is worse than a program answered once, since counters stop the second time.

Standards RFC 3834 s.2 and s.5, RFC 2919, RFC 2369, RFC 8058; Microsoft's X-Auto-Response-Suppress.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fitmail.model import Mailbox, Marks, Ours, Report, Rsvp
from fitmail.read.headers import Head
from fitmail.read.phrases import (
    acknowledges,
    away_in_subject,
    away_in_words,
    certainly_acknowledges,
    certainly_away,
    flat,
    program_says,
    retired_in_words,
    speaks_of_absence,
    subscribes,
)

_NOBODY = re.compile(
    r"(?:^|[._+-])(?:no|not?|do-?not|dont|nao|n[aã]o|non)[._-]?(?:reply|responda|responder|responde|contestar|"
    r"repondre|rispondere|antworten?)|^noresponse|"
    r"^mailer-daemon$|^postmaster$|^bounces?(?:$|[+=-])|^notifications?(?:$|[+@-])|^(?:auto|"
    r"automated)[._-]?(?:reply|mailer|mail|confirm)|^devnull$|^nobody$",
    re.IGNORECASE,
)
_LIST_ROBOT = re.compile(
    r"(?:-request|-bounces|-confirm|-owner|-admin|-subscribe|-unsubscribe|-join|-leave|\+confirm.*)$|^(?:mailman|"
    r"listserv|majordomo|sympa|ezmlm|mlmmj)",
    re.IGNORECASE,
)
_VENDORS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-auto-reply",
    "x-autoresponder",
    "x-zimbra-auto-reply",
    "x-vacation",
    "auto-reply",
    "x-ms-exchange-inbox-rules-loop",
    "x-autoresponse",
    "x-out-of-office",
)
_ADMIN = re.compile(
    r"moderator (?:request|approval|action)|awaits (?:moderator )?approval|waiting (?:for )?(?:moderation|"
    r"approval)|requires? (?:your )?approval|"
    r"(?:subscription|unsubscription|bounce action) notification|mailing list (?:memberships?|password) reminder|"
    r"pending (?:moderator|requests)|"
    r"\d+ .{0,60}moderator|held for (?:moderation|approval)|pendiente de (?:moderación|aprobación)|"
    r"espera (?:la )?aprobación|"
    r"aguarda(?:ndo)? (?:moderação|aprovação)|message (?:rejected|held) by|post by non-member",
    re.IGNORECASE,
)
INSTANCE = "x-fitmail-instance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the other readers found, for the marks to weigh."""

    head: Head
    ours: Ours
    author: Mailbox
    sender: Mailbox  # From as written
    message_id: str
    said: str
    text: str
    report: Report | None
    rsvp: Rsvp | None
    form: bool  # a web form: written by a person whatever relays it
    forwarded: bool
    attachments: int


def marks(seen: Evidence) -> Marks:
    """The marks of a mail."""
    because: list[str] = []
    machine, kind = _machine(seen, because)
    bulk = _bulk(seen.head, because)
    list_post = seen.head.has("list-id") or seen.head.has("list-post")
    if list_post:
        because.append("It came through a mailing list (List-Id).")
    spam = _spam(seen.head, because)
    may_answer = _may_answer(seen, machine, bulk=bulk, list_post=list_post, because=because)
    return Marks(
        machine=machine,
        kind=kind,
        bulk=bulk,
        list_post=list_post,
        spam=spam,
        may_answer=may_answer,
        because=tuple(because),
    )


def _machine(seen: Evidence, because: list[str]) -> tuple[str, str]:
    """(machine, kind of an auto-reply)."""
    own = _own(seen)
    if own:
        because.append(own)
        return "own", ""
    if seen.report is not None:
        because.append(f"It is a {seen.report.kind} report about a mail.")
        return seen.report.kind, ""
    if seen.rsvp is not None:
        because.append("Its calendar part answers an invitation (METHOD:REPLY).")
        return "rsvp", ""
    declared = auto_submitted(seen.head)
    if declared == "no":
        return "", ""  # RFC 3834 s.5: "no" says that a person wrote it, whatever stands in comments
    listed = _list_talk(seen, declared, because)
    if listed is not None:
        return listed
    return _by_header(seen, declared, because) or _by_words(seen, because) or ("", "")


def _own(seen: Evidence) -> str:
    """Our instance mark; or our Message-ID on a mail from one of our addresses that no person's program wrote."""
    if seen.ours.instance and seen.head.get(INSTANCE) == seen.ours.instance:
        return "It bears our own instance mark (X-Fitmail-Instance)."
    if not seen.ours.domain or seen.form:
        return ""
    ours = seen.message_id.rstrip(">").lower().endswith("@" + seen.ours.domain.lower())
    person = seen.head.has("user-agent") or seen.head.has("x-mailer") or seen.head.has("x-originating-ip")
    if ours and seen.sender.address in seen.ours.addresses and not person:
        return "It bears a Message-ID of ours and one of our addresses in From."
    return ""


def auto_submitted(head: Head) -> str:
    """The keyword of Auto-Submitted without comments and parameters (RFC 3834 s.5), "" when it is missing."""
    value = head.get("auto-submitted").lower()
    return value.partition("(")[0].partition(";")[0].strip()


def _list_talk(seen: Evidence, declared: str, because: list[str]) -> tuple[str, str] | None:
    """Mailing lists about themselves: moderation is list administration, subscriptions are automatic answers."""
    local = seen.sender.address.partition("@")[0]
    robot = bool(_LIST_ROBOT.search(local))
    subject = seen.head.get("subject")[:300]
    if seen.head.get("list-administrivia").lower() == "yes" or seen.head.has("x-list-administrivia"):
        robot = True
    automatic = robot or declared.startswith("auto-")
    if automatic and _ADMIN.search(subject):
        because.append("A mailing list asks or tells its administrators something.")
        return "list-admin", ""
    if (
        automatic
        and subscribes(subject, flat(seen.text))
        and (robot or seen.head.has("list-id") or seen.head.has("x-mailman-version"))
    ):
        because.append("A mailing list confirms or asks for a subscription.")
        return "auto-reply", "subscription"
    if (
        robot
        and (declared.startswith("auto-") or seen.head.has("x-mailman-version"))
        and not seen.head.has("in-reply-to")
    ):
        because.append(f"{seen.sender.address} is a mailing list's own address.")
        return "list-admin", ""
    return None


def _by_header(seen: Evidence, declared: str, because: list[str]) -> tuple[str, str] | None:
    """What the headers say. A web form relayed by a site is a person's mail though the site marks it as generated."""
    head = seen.head
    precedence = head.get("precedence").lower()
    vendor = next(
        (name for name in _VENDORS if head.has(name) and head.get(name).lower() not in ("no", "false", "none")), ""
    )
    replied = declared.startswith("auto-replied") or precedence in ("auto_reply", "auto-reply") or bool(vendor)
    agent = "mailbox rules agent" in head.get("x-ms-exchange-generated-message-source").lower()
    delivered = head.get("x-autogenerated").lower() in ("reply", "group") or head.get("x-autoreply").lower() == "yes"
    if replied or agent or delivered:
        named = vendor or (
            "auto-submitted" if declared else "precedence" if precedence.startswith("auto") else "an automatic header"
        )
        because.append(f"Its headers say that a program answered ({named}).")
        return "auto-reply", _kind(seen)
    if declared.startswith("auto-"):
        if seen.form:
            because.append("A site relays a web form; the words are a person's.")
            return None
        said = flat(seen.said)
        if away_in_subject(head.get("subject")) or away_in_words(said) or retired_in_words(said) or program_says(said):
            because.append("Its headers say that it was generated (Auto-Submitted), and it speaks of an absence.")
            return "auto-reply", "vacation"
        if acknowledges(head.get("subject"), flat(seen.text)):
            because.append("Its headers say that it was generated (Auto-Submitted), and it acknowledges a mail.")
            return "auto-reply", "acknowledgement"
        because.append("Its headers say that it was generated (Auto-Submitted).")
        return "notice", ""
    return None


def _by_words(seen: Evidence, because: list[str]) -> tuple[str, str] | None:
    """Programs that set no header. Only short mails, only their own words, never a form, a forward or a list's post."""
    if seen.form or seen.forwarded or len(seen.said) > 1500 or seen.attachments > 1:
        return None
    subject = seen.head.get("subject")
    bulk = seen.head.get("precedence").lower() in ("bulk", "junk")
    listed = seen.head.has("list-id")
    said = flat(seen.said)
    # A member who tells the list that she will be away is a person: on a list only certain words count.
    hinted = not listed and (bulk or away_in_subject(subject))
    likely = hinted and (away_in_words(said) or (away_in_subject(subject) and retired_in_words(said)))
    if likely or certainly_away(said) or (hinted and _titled(seen, said)):
        because.append("It says in a program's words that nobody reads it now.")
        return "auto-reply", "vacation"
    if not listed and certainly_acknowledges(subject, said):
        because.append("It acknowledges a mail in a program's words.")
        return "auto-reply", "acknowledgement"
    return None


def _titled(seen: Evidence, said: str) -> bool:
    """Only the subject says it. "Re: [coop] Karol is out of the office" is a person talking about Karol."""
    subject = seen.head.get("subject")
    if not away_in_subject(subject) or not speaks_of_absence(said):
        return False
    about = subject.lower().lstrip().startswith(("re:", "re :", "aw:", "sv:", "rv:", "fwd:", "fw:", "res:", "enc:"))
    return not (about and (seen.head.has("in-reply-to") or seen.head.has("references") or seen.said != seen.text))


def _kind(seen: Evidence) -> str:
    """What an automatic answer is about: an absence unless it says something else."""
    subject, text = seen.head.get("subject"), flat(seen.text)
    if subscribes(subject, text):
        return "subscription"
    if away_in_subject(subject) or away_in_words(text):
        return "vacation"
    return "acknowledgement" if acknowledges(subject, text) else "vacation"


def _bulk(head: Head, because: list[str]) -> bool:
    """People or firms wrote it for many."""
    precedence = head.get("precedence").lower()
    if precedence in ("bulk", "list", "junk"):
        because.append(f"Precedence: {precedence}.")
        return True
    for name in (
        "list-unsubscribe",
        "x-campaign-id",
        "x-mailchimp-campaign-id",
        "x-mc-user",
        "x-csa-complaints",
    ):
        if head.has(name):
            because.append(f"It was sent to many ({name}).")
            return True
    return False


def _spam(head: Head, because: list[str]) -> bool:
    """Our own server's verdict stands topmost; a stranger's flag can only harm himself."""
    flag = head.get("x-spam-flag").lower().startswith("yes") or head.get("x-spam-status").lower().startswith("yes")
    flag = flag or head.get("x-spam").lower().startswith("yes")
    if flag:
        because.append("The mail server marked it as spam (X-Spam-Flag).")
    return flag


def _may_answer(seen: Evidence, machine: str, *, bulk: bool, list_post: bool, because: list[str]) -> bool:
    """RFC 3834 s.2, as far as the mail itself tells; counters do the rest."""
    head = seen.head
    if machine:
        return False
    reasons: list[str] = []
    if head.has("return-path") and head.get("return-path").strip() in ("<>", ""):
        reasons.append("its return path is null")  # RFC 3834 s.2: no answer to the null sender
    declared = auto_submitted(head)
    if declared not in ("", "no") and not seen.form:
        reasons.append(f"Auto-Submitted is {declared}")  # RFC 3834 s.2
    if list_post:
        reasons.append("it came through a list")
    # "Auto-Submitted: no" is the sender's own word for a person; Precedence says only how it travelled.
    if bulk and not (declared == "no" and not head.has("list-unsubscribe")):
        reasons.append("it was sent to many")
    suppress = {word.strip().lower() for word in head.get("x-auto-response-suppress").split(",")}
    if suppress & {"all", "oof", "autoreply"} and not seen.form:
        reasons.append("X-Auto-Response-Suppress forbids it")
    target = seen.author.address or seen.sender.address
    if not target:
        reasons.append("it names no author")
    elif _NOBODY.search(target.partition("@")[0]) and not seen.form:
        reasons.append(f"nobody reads {target}")
    if target in seen.ours.addresses and not seen.form:
        reasons.append("it comes from one of our own addresses")
    if reasons:
        because.append(f"No automatic answer: {', '.join(reasons)}.")
    return not reasons
