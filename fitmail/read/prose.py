"""Reports of servers that write prose instead of RFC 3464: qmail, Exim, old Exchange, and everybody's own.

Takes     the head and the text of a mail.
Gives     Report, None when the mail does not look like one.
Promises  never raises; at most 64,000 letters are looked at. People who write about a bounce are not one: it takes a
          sender that is no person (null return path, mailer-daemon, postmaster) or one of the openings that only
          programs write.
Standards none; RFC 3463 for the codes that stand in the prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fitmail.model import Report, ReportRecipient
from fitmail.read.addresses import first
from fitmail.read.headers import Head

LONGEST = 64_000
_DAEMON = re.compile(
    r"mailer-?daemon|^post[_.-]?master$|mail-?delivery|^mdaemon|^bounces?$|^mail\.daemon|delivery-?subsystem|"
    r"^exchange",
    re.IGNORECASE,
)
_RETURNS = re.compile(r"-bounces(?:\+[^@]*)?@|\+b\.[a-z2-7]{8,}@")
_SUBJECT = re.compile(
    r"undeliver(?:ed|able)|delivery (?:status|failure|error|notification|report|has failed|problem|failed|"
    r"unsuccessful)|returned mail|"
    r"mail (?:delivery|could not be|system error)|failure (?:notice|delivery)|delivery (?:to .{1,80} )?(?:failed|"
    r"delayed)|non[- ]?(?:delivery|remis)|message (?:not delivered|delayed|could not be)|"
    r"could not (?:be )?deliver|cannot deliver|unable to deliver|not delivered|message status - undeliverable|"
    r"no se (?:puede|pudo|ha podido) entregar|mensaje no entregado|entrega (?:fallida|retrasada)|devuelto|"
    r"error de entrega|correo no entregado|"
    r"não (?:é possível|foi possível) entregar|mensagem não entregue|falha na entrega|devolvida|entrega (?:falhou|"
    r"atrasada)|"
    r"unzustellbar|nicht zustellbar|mail delivery failed|warning: (?:could not|message)|user unknown|delayed mail|"
    r"out of memory|undelivered mail",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"this is the (?:qmail-send|mail system|postfix program|machine generated|email ?system|mail delivery)|"
    r"mail delivery (?:software|sub-?system|system)|"
    r"could not be delivered|couldn't be delivered|wasn't able to deliver|unable to deliver|was not delivered|"
    r"not be delivered|failed permanently|"
    r"permanent (?:fatal )?error|delivery (?:has )?failed|did not reach the following|undeliverable|"
    r"returned to (?:you|sender)|"
    r"could not hand your message|no se (?:pudo|puede|ha podido) entregar|no pudo ser entregado|"
    r"não (?:foi entregue|pôde ser entregue|foi possível entregar)|"
    r"message could not|unknown user|user unknown|mailbox (?:is )?(?:full|unavailable)|does not exist|no such user|"
    r"invalid (?:user|recipient|address)|"
    r"address(?:es)? (?:failed|not found)|following recipient|"
    r"recipient(?:'s)? address|rejected|bounced|delivery attempts|has been rejected|delivery failure|"
    r"delivery notification|following address|error.{0,40}deliver",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"delayed|warning only|will (?:be retried|keep trying|continue to try|retry)|still being retried|"
    r"not yet been delivered|delivery incomplete|"
    r"has not been delivered yet|will be attempted|do not need to resend|retrasad|atrasad|seguirá intentando|"
    r"continuar(?:á|emos) (?:tentando|a tentar)|not been able to deliver.{0,80}so far|"
    r"temporary problem|queued for (?:later|further)",
    re.IGNORECASE,
)
_GAVE_UP = re.compile(
    r"given up|giving up|permanent|fatal|could not be delivered|undeliver(?:able|ed)|will not be retried",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"retry time ?out exceeded|timed? ?out|too long|expired|quota|mailbox (?:is )?full|over ?quota|temporar|"
    r"connection refused|greylist|try again|"
    r"buzón .{0,20}lleno|caixa .{0,30}cheia|not enough (?:space|storage)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"'@|=]{1,100}@[A-Za-z0-9][A-Za-z0-9.-]{0,200}\.[A-Za-z0-9-]{2,40}")
_COPY = re.compile(
    r"this is a copy of|below this line is|original message|message header|returned message|what you sent|"
    r"mensaje original|mensagem original|"
    r"copy of (?:the|your) message|unsent message|message follows|included below|undelivered (?:original )?message|"
    r"text of (?:the|your) message|headers? follow",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"(?<!\d)[45]\d\d[ -]|#?\b[45]\.\d\.\d{1,3}\b|unknown|exist|full|quota|reject|denied|refused|time|not found|"
    r"no (?:such|mailbox)",
    re.IGNORECASE,
)


def prose_report(
    given: Head, text: str, original: Callable[[], str], *, status_of: Callable[[str], str]
) -> Report | None:
    """The report in prose."""
    text = text[:LONGEST].replace("\r\n", "\n")
    if not _from_a_machine(given, text):
        return None
    notice = _notice(text)
    subject = given.get("subject")
    known = {box.address for name in ("to", "delivered-to", "from") for box in given.boxes(name)}
    named = list(dict.fromkeys(_addresses(given, notice, known)))
    delayed = bool(_DELAY.search(f"{subject}\n{notice[:6000]}")) and not _GAVE_UP.search(f"{subject}\n{notice[:3000]}")
    if not named and not _SUBJECT.search(subject):
        return None
    recipients = tuple(_recipient(address, notice, delayed=delayed, status_of=status_of) for address in named[:50])
    kind = "delay" if delayed else "bounce"
    return Report(kind=kind, recipients=recipients, original_message_id=original(), feedback_type="", disposition="")


def _from_a_machine(given: Head, text: str) -> bool:
    """A null or daemon sender together with what servers write; a person who forwards a bounce is none."""
    sender = first(given.raw.get("from", [""])[0])
    local = sender.address.partition("@")[0] or sender.address
    null = given.has("return-path") and given.get("return-path").strip("<> ") in (
        "",
        "mailer-daemon",
        "MAILER-DAEMON",
    )
    daemon = bool(_DAEMON.search(local) or _DAEMON.search(sender.name[:60].replace(" ", "-")))
    if given.has("x-failed-recipients"):
        return True
    subject = bool(_SUBJECT.search(given.get("subject")[:300]))
    if daemon:
        return subject or bool(_OPENING.search(text[:6000]))
    if not subject:
        return False
    if null:
        automatic = given.get("auto-submitted").lower().startswith("auto-replied")
        return not automatic or bool(_OPENING.search(text[:6000]))
    if given.has("in-reply-to") or given.has("list-id"):
        return False
    returned = any(_RETURNS.search(box.address) for name in ("to", "delivered-to") for box in given.boxes(name))
    if returned and _OPENING.search(text[:6000]):
        return True  # only servers write to a return path (VERP, or a list's -bounces)
    robot = re.match(r"(?:system|mail|exchange|admin|no-?reply|daemon|root|smtp|mta)", local)
    return bool(robot and _OPENING.search(text[:6000]))


def _notice(text: str) -> str:
    """The server's own words: what stands above the copy of our mail."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        bare = line.strip()
        led = bare[:1] in ("-", "=", "*", "_", "+", "[") or (bare.endswith((".", ":")) and len(bare) < 60)
        if at and led and _COPY.search(bare[:120]):
            return "\n".join(lines[:at])
        if at > 3 and bare.lower().startswith(("received: from", "return-path: <", "received: by")):
            return "\n".join(lines[:at])
    return text


def _addresses(given: Head, notice: str, known: set[str]) -> Iterator[str]:
    """Who did not get it: X-Failed-Recipients, else addresses that lead a line, else those beside a reason."""
    failed = [box.address for box in given.boxes("x-failed-recipients")]
    if failed:
        yield from failed
        return
    leading: list[str] = []
    beside: list[str] = []
    anywhere: list[str] = []
    lines = notice.split("\n")[:600]
    for at, line in enumerate(lines):
        every = [match[0].strip(".").lower() for match in _ADDRESS.finditer(line[:1000])]
        found = [address for address in every if address not in known]
        if not found:
            continue
        bare = (
            line.strip()
            .lower()
            .lstrip("<*- \t'\"")
            .removeprefix("to: ")
            .removeprefix("recipient: ")
            .removeprefix("rcpt to:<")
        )
        if bare.startswith(found[0]):
            leading.append(found[0])
        around = line + " " + (lines[at + 1] if at + 1 < len(lines) else "")
        if _REASON.search(around[:1500]):
            beside += found[:1]
        anywhere += found
    yield from leading or beside or anywhere[:1]


def _recipient(address: str, notice: str, *, delayed: bool, status_of: Callable[[str], str]) -> ReportRecipient:
    """One recipient with the reason that stands at its address."""
    at = notice.lower().find(address)
    around = notice[max(0, at - 80) : at + 700] if at >= 0 else notice[:2000]
    status = status_of(around) or status_of(notice)
    lines = [line.strip() for line in around.split("\n") if line.strip()]
    reason = next((line for line in lines if _REASON.search(line[:500]) and line.lower().strip("<>: ") != address), "")
    if status:
        permanent = status.startswith("5")
    else:
        code = re.search(r"(?<![\d.])([45])\d\d(?=[ -])", around)
        permanent = code[1] == "5" if code else not delayed and not _SOFT.search(around)
    action = "delayed" if delayed else "failed"
    return ReportRecipient(address=address, action=action, status=status, permanent=permanent, reason=reason[:500])
