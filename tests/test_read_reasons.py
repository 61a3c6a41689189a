"""Why a mail did not arrive, in the few words of the labelled notices."""

import pytest

from fitmail.read.reasons import reason


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        ("5.1.1", "550 5.1.1 The email account that you tried to reach does not exist", "user unknown"),
        ("5.1.10", "RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", "user unknown"),
        ("5.0.0", "550 El usuario: user unknown", "user unknown"),
        ("5.7.1", "554 5.7.1 Message rejected as spam by Content Filtering.", "rejected as spam"),
        ("5.7.1", "554 Service unavailable; client host blocked using a list", "rejected as spam"),
        ("5.7.1", "550 5.7.1 relaying denied: we do not handle mail for this domain", "relaying denied"),
        ("5.7.133", "SenderNotAuthenticatedForGroup", "not allowed"),
        ("4.7.1", "451 4.7.1 Greylisting in action, please come back later", "greylisting"),
        ("4.7.1", "450 4.7.1 try again", "not allowed"),
        ("5.2.2", "STOREDRV.Deliver.Exception:QuotaExceededException", "mailbox full"),
        ("4.2.2", "452 out of storage", "mailbox full"),
        ("5.3.4", "552 message size", "too large"),
        ("5.4.4", "Name service error: Host not found", "no such domain"),
        ("4.4.1", "connect to mx.shop.example: Connection refused", "timeout"),
        ("4.4.7", "400 4.4.7 Message delayed", "timeout"),
        ("", "retry timeout exceeded", "timeout"),
        ("", "the dog ate it", "the dog ate it"),
        ("", "", ""),
    ],
)
def test_a_servers_words_become_one_of_a_few(status: str, words: str, expected: str) -> None:
    assert reason(status, words) == expected
