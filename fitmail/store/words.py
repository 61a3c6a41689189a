"""What makes two mails the same one: folded subjects, fingerprints of words, plain forms of our addresses.

Pure and linear in the length of the text, whatever strangers write. Fingerprints are keyed with the installation's
secret: what stays of an erased mail must not let anybody test guesses about its words.
"""

from __future__ import annotations

from hashlib import blake2b

from fitmail.model import Message, Policy

# What mail programs put before the subject of an answer or a forward; en, es, pt and the neighbours'.
_PREFIXES = frozenset(
    ["re", "r", "res", "resp", "rv", "rif", "ref", "aw", "antw", "sv", "vs", "odp", "fw", "fwd", "enc", "reenv", "wg",
     "tr", "i"]
)  # fmt: skip
_LETTERS = frozenset("EOMTNJPH")
_SUBJECT_LIMIT = 1000


def collapsed(text: str) -> str:
    """White space made single, nothing else changed."""
    return " ".join(text.split())


def fingerprint(secret: bytes, *parts: str) -> str:
    """A keyed hash that tells equal texts, and nothing else."""
    octets = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(octets, key=secret[:64], digest_size=20).hexdigest()


def words_hash(message: Message, secret: bytes) -> str:
    """Of what was newly written."""
    return fingerprint(secret, "words", collapsed(message.said))


def form_hash(message: Message, secret: bytes) -> str:
    """Of a web form's sender and text; "" when the mail is none, or says nothing."""
    form = message.form
    if form is None or not form.text.strip():
        return ""
    return fingerprint(secret, "form", form.email.strip().lower(), collapsed(form.text))


def subject_key(subject: str) -> str:
    """A subject without its Re:, without our tags, folded."""
    words = collapsed(subject[:_SUBJECT_LIMIT]).casefold()
    while True:
        shorter = _without_tag(_without_prefix(words)).strip()
        if shorter == words:
            return words
        words = shorter


def _without_prefix(words: str) -> str:
    head, colon, rest = words.partition(":")
    # "Re[2]:" and "AW (2):" count answers.
    name = head.split("[")[0].split("(")[0].strip()
    return rest if colon and name in _PREFIXES else words


def _without_tag(words: str) -> str:
    start = words.find("[")
    while start >= 0:
        stop = words.find("]", start)
        if stop < 0:
            return words
        if is_case_id(words[start + 1 : stop].upper()):
            return collapsed(f"{words[:start]} {words[stop + 1 :]}")
        start = words.find("[", start + 1)
    return words


def is_case_id(text: str) -> bool:
    """True for "E-42"."""
    letter, number = text[:1], text[2:]
    return letter in _LETTERS and text[1:2] == "-" and number.isascii() and number.isdigit() and len(number) < 10


def split_id(case_id: str) -> tuple[str, int]:
    """("E", 42)."""
    if not is_case_id(case_id):
        raise ValueError(f"{case_id!r} is no case id")
    return case_id[0], int(case_id[2:])


def plain(address: str, policy: Policy) -> str:
    """An address of ours without its tag: all tagged forms of one address are one."""
    given = address.lower()
    local, _, domain = given.rpartition("@")
    for ours in (policy.desk, policy.list_address, policy.rules_address):
        our_local, _, our_domain = ours.lower().rpartition("@")
        if our_local and domain == our_domain and local.startswith(our_local + policy.separator):
            return ours.lower()
    return given


def is_list_id(list_id: str, list_address: str) -> bool:
    """RFC 2919: a list's id usually is its address with a dot for the @, on its domain or a host of it."""
    local, _, domain = list_address.lower().rpartition("@")
    if not local or not list_id:
        return False
    if list_id in (f"{local}.{domain}", list_address.lower()):
        return True
    name, _, host = list_id.partition(".")
    return name == local and (host.endswith(f".{domain}") or (domain.endswith(f".{host}") and "." in host))
