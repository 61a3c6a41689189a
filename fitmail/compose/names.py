"""Names that are computed, not drawn: outbox keys, Message-IDs, tokens and return paths.

Takes the event's key and the installation's secret. Promises: the same event worked twice gives the same names,
so that a second set of the same mails is refused by the store; nobody without the secret can make a token.
Standards: RFC 5321 s.4.5.3.1.1 (local part at most 64 octets), RFC 5322 s.3.6.4 (Message-ID), RFC 4648 (base32).
"""

from __future__ import annotations

from base64 import b32encode
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import digest

from fitmail.model import Policy, Purpose, Token

_LOCAL_LIMIT = 64
_LIFE = timedelta(days=180)
_LIVES = {Purpose.CONFIRM: timedelta(hours=48), Purpose.HELD: timedelta(days=30)}


def outbox_key(event_key: str, tell_key: str, address: str) -> str:
    return f"{event_key}/{tell_key}/{address}"


def message_id(key: str, case: str, domain: str) -> str:
    """The Message-ID of the mail with this outbox key, brackets included."""
    return f"<{sha256(key.encode()).hexdigest()[:24]}.{case or 'desk'}@{domain}>"


def token_text(secret: bytes, *, case: str, address: str, purpose: Purpose, about: str) -> str:
    """80 bits that only the holder of the secret can compute: 16 characters of base32, lower case."""
    return _sealed(secret, f"{case}|{address}|{purpose.value}|{about}")


def token(secret: bytes, *, case: str, person: str, purpose: Purpose, about: str, now: datetime) -> Token:
    """The row behind the address that a mail asks to be answered at."""
    return Token(
        text=token_text(secret, case=case, address=person, purpose=purpose, about=about),
        case=case,
        person=person,
        purpose=purpose,
        about=about,
        expires=now + _LIVES.get(purpose, _LIFE),
    )


def verp_token(secret: bytes, key: str) -> str:
    """The token in the return path of one mail to one person."""
    return _sealed(secret, f"return|{key}")


def reply_address(policy: Policy, token: Token) -> str:
    """enquiries+e42.TOKEN@domain; without a case enquiries+d.TOKEN@domain."""
    return _tagged(policy, token.case.replace("-", "").lower() or "d", token.text)


def return_address(policy: Policy, verp: str) -> str:
    return _tagged(policy, "b", verp)


def _sealed(secret: bytes, text: str) -> str:
    return b32encode(digest(secret, text.encode("utf-8", "replace"), "sha256")[:10]).decode("ascii").lower()


def _tagged(policy: Policy, tag: str, text: str) -> str:
    local, _, domain = policy.desk.rpartition("@")
    full = f"{local}{policy.separator}{tag}.{text}"
    if len(full) > _LOCAL_LIMIT:  # RFC 5321 s.4.5.3.1.1
        full = f"{local}{policy.separator}x{text}"
    if len(full) > _LOCAL_LIMIT or not policy.separator:
        return policy.desk  # threads by Message-ID and subject then; orders are confirmed (product/manners.md)
    return f"{full}@{domain}"
