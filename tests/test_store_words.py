"""What makes two subjects, two mails, two addresses the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fitmail.store.words import fingerprint, form_hash, is_case_id, is_list_id, plain, split_id, subject_key
from tests.contracts.books_samples import POLICY, form, message


@pytest.mark.parametrize(
    "subject",
    [
        "Web shop", "web  SHOP", "Re: Web shop", "RE: Fwd: RV: Web shop [E-42]", "[E-42] Web shop",
        "AW: [O-7] web shop", "Re[2]: Web shop", "RES: Web [E-42] shop", "re:re:re: Web\tshop",
        "[E-1] [O-1] Web shop",
    ],
)  # fmt: skip
def test_a_subject_is_the_same_with_and_without_what_mail_programs_add(subject: str) -> None:
    assert subject_key(subject) == "web shop"


@pytest.mark.parametrize(
    ("subject", "key"),
    [("", ""), ("Re:", ""), ("Budget: 20k", "budget: 20k"), ("[urgent] shop", "[urgent] shop"), ("[E-", "[e-")],
)
def test_what_people_wrote_stays_in_the_subject(subject: str, key: str) -> None:
    assert subject_key(subject) == key


@pytest.mark.parametrize("hostile", ["re:" * 400_000, "[" * 1_000_000, "[E-1]" * 200_000, "[x" * 500_000 + "]" * 9])
@pytest.mark.usefixtures("patience")
def test_a_hostile_subject_has_a_short_key(hostile: str) -> None:
    assert len(subject_key(hostile)) <= len(hostile)


@pytest.mark.parametrize(("text", "right"), [("E-42", True), ("P-1", True), ("X-1", False), ("E42", False),
                                             ("E-", False), ("E-٣", False), ("e-1", False)])  # fmt: skip
def test_a_case_id_is_a_letter_of_ours_and_a_number(text: str, right: bool) -> None:
    assert is_case_id(text) is right
    if not right:
        with pytest.raises(ValueError, match="is no case id"):
            split_id(text)


def test_all_tagged_forms_of_an_address_are_one() -> None:
    assert plain("Enquiries+E42.abcd@FIT.example", POLICY) == "enquiries@fit.example"
    assert plain("members+x@fit.example", POLICY) == "members@fit.example"
    assert plain("enquiries+x@other.example", POLICY) == "enquiries+x@other.example"
    assert plain("jo+tag@shop.example", POLICY) == "jo+tag@shop.example"


def test_an_address_that_holds_the_separator_itself_stays_whole() -> None:
    desk = replace(POLICY, desk="co-op@fit.example", separator="-")
    assert plain("co-op-e1.abcd@fit.example", desk) == "co-op@fit.example"
    assert plain("co-op@fit.example", desk) == "co-op@fit.example"


def test_a_list_without_an_address_has_no_posts() -> None:
    assert is_list_id("members.fit.example", "") is False
    assert is_list_id("", "members@fit.example") is False


def test_fingerprints_depend_on_the_secret_and_on_where_words_end() -> None:
    assert fingerprint(b"one", "a", "b") != fingerprint(b"two", "a", "b")
    assert fingerprint(b"one", "ab", "c") != fingerprint(b"one", "a", "bc")
    assert fingerprint(b"k" * 200, "lone \udce9") == fingerprint(b"k" * 200, "lone \udce9")


def test_only_a_form_that_says_something_has_a_fingerprint() -> None:
    assert form_hash(message("x"), b"k") == ""
    assert form_hash(replace(message("x"), form=form("a@x.example", "  ")), b"k") == ""
    assert form_hash(replace(message("x"), form=form("a@x.example", "Hello")), b"k") != ""
