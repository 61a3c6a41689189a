"""What every store must know about a mail: G2's order, who speaks, which copy it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fitmail.model import Archive, Forward, Mailbox, Marks, Open, Order, Purpose, Report, ReportRecipient
from fitmail.store.books import SqlBooks
from tests.contracts.books_samples import (
    ANA,
    DAY,
    DESK,
    EVA,
    HOUR,
    HUMAN,
    JO,
    LIST,
    LU,
    NOW,
    POLICY,
    arrival,
    decision,
    enquiry,
    form,
    mail,
    message,
    open_case,
    opportunity,
    post,
    receipt,
    recognised,
    token,
    walk,
)

STRANGER = Mailbox(name="Sam", address="sam@elsewhere.example")
PHONE = Mailbox(name="Jo Ruiz", address="jo@phone.example")
BOUNCE = Report(
    kind="bounce", original_message_id="", feedback_type="", disposition="",
    recipients=(ReportRecipient(address=JO.address, action="failed", status="5.1.1", permanent=True, reason="gone"),),
)  # fmt: skip


def the_desk(person_address: str) -> Mailbox:
    return Mailbox(name="", address=person_address)


# -- the thread


def test_an_answer_from_another_address_finds_its_case_by_the_token(books: SqlBooks) -> None:
    given = token("abcd", Purpose.ENQUIRER)
    open_case(books, receipt("k", JO.address, token=given), case=enquiry(), name="one")
    found = recognised(books, message("two", author=PHONE, tokens=("nope", "abcd"), answers=("<unknown@x>",)))
    assert (found.case, found.linked_by, found.token, found.token_valid) == ("E-1", "token", given, True)
    assert found.role == "stranger"
    assert found.maybe == ""


def test_an_answer_finds_its_case_by_message_id_whoever_writes(books: SqlBooks) -> None:
    ours = receipt("k", JO.address)
    open_case(books, ours, case=enquiry(), name="one")
    for answers in ((ours.message_id,), ("<one@shop.example>",), ("<unknown@x>", "<one@shop.example>")):
        found = recognised(books, message("two", answers=answers))
        assert (found.case, found.linked_by, found.token) == ("E-1", "thread", None)


def test_the_token_counts_before_the_thread_and_the_thread_before_the_subject(books: SqlBooks) -> None:
    for number in (1, 2, 3):
        given = token(f"tok{number}", Purpose.ENQUIRER, case=f"E-{number}")
        ours = receipt(f"k{number}", JO.address, case=f"E-{number}", token=given)
        open_case(books, ours, case=enquiry(number), name=str(number))
    thread, tags = ("<2@shop.example>",), ("E-3",)
    assert recognised(books, message("a", tokens=("tok1",), answers=thread, tags=tags)).case == "E-1"
    assert recognised(books, message("b", answers=thread, tags=tags)).case == "E-2"
    assert recognised(books, message("c", tags=tags)).case == "E-3"


@pytest.mark.parametrize(
    ("who", "case"),
    [
        (JO, "E-1"),
        (Mailbox(name="", address="boss@shop.example"), "E-1"),  # whom Jo copied
        (Mailbox(name="", address=LU.address), "E-1"),  # a registered insider
        (Mailbox(name="", address="ana@home.example"), "E-1"),  # a further address of Ana
        (STRANGER, ""),
    ],
)
def test_the_tag_in_the_subject_is_believed_from_participants_only(books: SqlBooks, who: Mailbox, case: str) -> None:
    boss = Mailbox(name="Boss", address="boss@shop.example")
    open_case(books, case=enquiry(others=(boss,)), name="one")
    found = recognised(books, message("two", author=who, tags=("E-99", "E-1")))
    assert (found.case, found.linked_by) == (case, "subject" if case else "")
    # People are shown which case it may be.
    assert found.maybe == ("" if case else "E-1")


def test_somebody_who_exchanged_a_letter_in_the_case_is_a_participant(books: SqlBooks) -> None:
    open_case(books, mail("k", STRANGER.address), case=enquiry(), name="one")
    found = recognised(books, message("two", author=STRANGER, tags=("E-1",)))
    assert (found.case, found.linked_by, found.role) == ("E-1", "subject", "client")


def test_neither_the_sender_alone_nor_the_subject_alone_finds_a_case(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    assert recognised(books, message("two")).case == ""
    assert recognised(books, message("three", author=STRANGER, subject="Re: Web shop")).case == ""


def test_an_old_token_threads_and_does_not_speak(books: SqlBooks) -> None:
    open_case(books, receipt("k", JO.address, token=token("abcd", Purpose.ENQUIRER)), case=enquiry(), name="one")
    found = recognised(books, message("two", tokens=("abcd",)), now=NOW + 400 * DAY)
    assert (found.case, found.linked_by, found.token_valid) == ("E-1", "token", False)


def test_an_opportunitys_thread_is_not_its_enquirys(books: SqlBooks) -> None:
    open_case(books, mail("k", ANA.address, template="card"), case=enquiry(), name="one")
    order = Order(key="share", by=ANA.address, text="E-1 !share", at=NOW)
    books.keep_events([order])
    call = mail("share", LU.address, case="O-1", template="opportunity")
    walk(books, order, mail_read=None, decided=decision(Open(case=opportunity())), mails=(call,), now=NOW)
    rep = Mailbox(name="Lu", address=LU.address)
    assert recognised(books, message("two", author=rep, answers=(call.message_id,))).case == "O-1"
    assert recognised(books, message("three", answers=("<one@shop.example>",))).case == "E-1"


def test_a_mail_that_two_cases_share_belongs_to_the_one_its_author_takes_part_in(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    order = Order(key="share", by=ANA.address, text="", at=NOW)
    books.keep_events([order])
    both = (
        mail("share", JO.address, case="E-1", message_id="<both@fit.example>"),
        mail("share", LU.address, case="O-1", message_id="<both@fit.example>"),
    )
    walk(books, order, mail_read=None, decided=decision(Open(case=opportunity())), mails=both, now=NOW)
    assert recognised(books, message("two", answers=("<both@fit.example>",))).case == "E-1"
    rep = Mailbox(name="Lu", address=LU.address)
    assert recognised(books, message("three", author=rep, answers=("<both@fit.example>",))).case == "O-1"
    assert recognised(books, message("four", author=STRANGER, answers=("<both@fit.example>",))).case == "O-1"


# -- what may belong together


def test_a_new_mail_of_the_same_author_may_continue_the_last_case(books: SqlBooks) -> None:
    open_case(books, case=enquiry(1, subject="A logo"), name="one")
    open_case(books, case=enquiry(2, subject="A shop", opened_at=NOW + HOUR), name="two")
    assert recognised(books, message("three", subject="Something else")).maybe == "E-2"
    assert recognised(books, message("three", subject="Something else"), now=NOW + 61 * DAY).maybe == ""


@pytest.mark.parametrize(
    ("author", "subject", "maybe"),
    [
        (Mailbox(name="Pat", address="pat@shop.example"), "RE: Fwd: Web  SHOP", "E-1"),
        (Mailbox(name="Pat", address="pat@shop.example"), "A logo", ""),
        (PHONE, "AW: Web shop", "E-1"),  # the same name at another address
        (STRANGER, "Web shop", ""),
    ],
)
def test_a_like_named_mail_of_the_same_house_may_belong_to_the_case(
    books: SqlBooks, author: Mailbox, subject: str, maybe: str
) -> None:
    open_case(books, case=enquiry(), name="one")
    found = recognised(books, message("two", author=author, subject=subject))
    assert (found.case, found.maybe) == ("", maybe)


# -- who speaks


def test_people_are_known_by_each_of_their_addresses(books: SqlBooks) -> None:
    def role(address: str, days: int) -> tuple[str, str]:
        found = recognised(books, message("x", author=the_desk(address)), now=NOW + days * DAY)
        return found.role, found.person.name if found.person else ""

    assert role(ANA.address, 0) == ("member", "Ana Paz")
    assert role("ana@home.example", 0) == ("member", "Ana Paz")
    assert role(LU.address, 0) == ("member", "Lu Gil")
    assert role(STRANGER.address, 0) == ("stranger", "")
    assert role("", 0) == ("stranger", "")
    assert role(DESK, 0) == ("us", "")
    assert role("enquiries+e1.abcd@fit.example", 0) == ("us", "")
    assert role(LIST, 0) == ("us", "")


def test_a_shared_mailbox_counts_as_its_co_ops_rep(books: SqlBooks) -> None:
    found = recognised(books, message("x", author=the_desk("hola@mare.example")))
    assert found.person is not None
    assert (found.person.address, found.person.coop, found.person.language) == ("hola@mare.example", "Maré", "pt")
    assert "rep" in found.person.roles
    assert found.coop is not None
    assert found.coop.name == "Maré"


def test_an_unregistered_colleague_is_of_the_co_op_and_no_person(books: SqlBooks) -> None:
    found = recognised(books, message("x", author=the_desk("new@fiqus.example")))
    assert (found.person, found.role) == (None, "stranger")
    assert found.coop is not None
    assert found.coop.name == "Fiqus"
    known = recognised(books, message("x", author=the_desk(EVA.address))).coop
    assert known is not None
    assert known.name == "Fiqus"


def test_the_enquirer_is_a_client_in_the_own_case_and_a_stranger_elsewhere(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    assert recognised(books, message("two", answers=("<one@shop.example>",))).role == "client"
    assert recognised(books, message("two")).role == "stranger"


# -- which mailbox


@pytest.mark.parametrize(
    ("list_id", "rcpt", "mailbox"),
    [
        ("", DESK, "desk"),
        ("", LIST, "list"),
        ("", "members+x@fit.example", "list"),
        ("members.fit.example", DESK, "list"),
        ("members.lists.fit.example", DESK, "list"),
        ("members@fit.example", DESK, "list"),
        ("members.other.example", DESK, "desk"),
        ("newsletter.fit.example", DESK, "desk"),
        ("members", DESK, "desk"),
    ],
)
def test_a_post_is_known_by_the_address_it_came_to_or_by_its_list_id(
    books: SqlBooks, list_id: str, rcpt: str, mailbox: str
) -> None:
    read = replace(message("x"), list_id=list_id)
    assert recognised(books, read, rcpt=rcpt).mailbox == mailbox
    off = replace(POLICY, list_mode="off")
    assert books.recognise(arrival("x", rcpt=rcpt), read, off, NOW).mailbox == "desk"


def test_a_lists_copy_addressed_to_the_list_is_a_post(books: SqlBooks) -> None:
    marks = replace(HUMAN, list_post=True)
    read = replace(message("x"), marks=marks, to=(Mailbox(name="", address=LIST),))
    assert recognised(books, read).mailbox == "list"
    assert recognised(books, replace(read, marks=HUMAN)).mailbox == "desk"


def test_a_token_in_the_to_of_a_lists_copy_speaks_for_nobody(books: SqlBooks) -> None:
    given = token("abcd", Purpose.DESK, person=ANA.address)
    open_case(books, mail("k", ANA.address, token=given), case=enquiry(), name="one")
    read = replace(message("x", tokens=("abcd",)), list_id="members.fit.example")
    assert recognised(books, read).token is None
    assert recognised(books, read, rcpt=LIST).case == ""
    assert recognised(books, replace(read, list_id="")).token == given


# -- list posts


def test_an_answer_on_the_list_follows_its_thread(books: SqlBooks) -> None:
    first = arrival("p", rcpt=LIST)
    books.keep([first])
    archived = decision(Archive(post=post(first.key, "<p@shop.example>")))
    walk(books, first, mail_read=message("p"), decided=archived, mails=(), now=NOW)
    found = recognised(books, message("q", answers=("<nothing@x>", "<p@shop.example>")), rcpt=LIST)
    assert (found.post, found.case, found.mailbox) == (first.key, "", "list")


def test_a_post_knows_what_its_thread_began_with_also_after_a_correction(books: SqlBooks) -> None:
    first, second = arrival("p", rcpt=LIST), arrival("q", rcpt=LIST)
    books.keep([first, second])
    begun = post(first.key, "<p@shop.example>")
    answer = replace(post(second.key, "<q@shop.example>", thread=first.key), kind="interest")
    walk(books, first, mail_read=message("p"), decided=decision(Archive(post=begun)), mails=(), now=NOW)
    walk(books, second, mail_read=message("q"), decided=decision(Archive(post=answer)), mails=(), now=NOW)
    third = message("r", answers=("<q@shop.example>",))
    assert recognised(books, third, rcpt=LIST).thread_kind == "share"
    assert recognised(books, message("s"), rcpt=LIST).thread_kind == ""
    said = Order(key="is", by=ANA.address, text="!is need", at=NOW)
    books.keep_events([said])
    corrected = decision(Archive(post=replace(begun, kind="need")))
    walk(books, said, mail_read=None, decided=corrected, mails=(), now=NOW)
    assert recognised(books, third, rcpt=LIST).thread_kind == "need"


def test_the_answer_to_the_card_of_a_post_finds_the_post_with_and_without_its_token(books: SqlBooks) -> None:
    first = arrival("p", rcpt=LIST)
    books.keep([first])
    given = token("post", Purpose.POST, case="", person=ANA.address, about=first.key)
    card = mail(first.key, ANA.address, case="", template="post-card", token=given)
    archived = decision(Archive(post=post(first.key, "<p@shop.example>")))
    walk(books, first, mail_read=message("p"), decided=archived, mails=(card,), now=NOW)
    chair = the_desk(ANA.address)
    by_token = recognised(books, message("q", author=chair, tokens=("post",)))
    assert (by_token.post, by_token.token, by_token.case, by_token.linked_by) == (first.key, given, "", "")
    by_thread = recognised(books, message("q", author=chair, answers=(card.message_id,)))
    assert (by_thread.post, by_thread.token) == (first.key, None)


# -- what came back


def test_a_return_path_names_the_mail_that_came_back(books: SqlBooks) -> None:
    left = mail("k", JO.address, verp="verp1234")
    open_case(books, left, case=enquiry(), name="one")
    daemon = Mailbox(name="", address="mailer-daemon@shop.example")
    read = replace(message("b", author=daemon, tokens=("verp1234",)), report=BOUNCE)
    found = recognised(books, read, rcpt="enquiries+b.verp1234@fit.example")
    assert (found.mailbox, found.returned, found.case, found.token) == ("return", left.key, "E-1", None)


def test_a_report_names_the_mail_by_its_message_id(books: SqlBooks) -> None:
    both = (mail("k", STRANGER.address), mail("k", JO.address))
    open_case(books, *both, case=enquiry(), name="one")
    machine = replace(HUMAN, machine="bounce")
    report = replace(BOUNCE, original_message_id=both[0].message_id)
    daemon = Mailbox(name="", address="mailer-daemon@shop.example")
    read = replace(message("b", author=daemon), report=report, marks=machine)
    found = recognised(books, read)
    assert (found.mailbox, found.returned, found.case) == ("desk", both[1].key, "E-1")
    forged = replace(read, report=replace(report, original_message_id="<never@fit.example>"))
    assert recognised(books, forged).returned == ""


def test_an_auto_reply_names_the_mail_that_it_answers_and_a_person_does_not(books: SqlBooks) -> None:
    left = mail("k", ANA.address, template="card")
    open_case(books, left, case=enquiry(), name="one")
    away = message("b", author=the_desk(ANA.address), answers=(left.message_id,))
    marks = Marks(machine="auto-reply", kind="vacation", bulk=False, list_post=False, spam=False, may_answer=False,
                  because=("It says so.",))  # fmt: skip
    assert recognised(books, replace(away, marks=marks)).returned == left.key
    assert recognised(books, away).returned == ""


# -- copies


def test_the_same_mail_by_two_ways_is_one_and_to_two_addresses_is_two(books: SqlBooks) -> None:
    first = open_case(books, case=enquiry(), name="one")

    def seen(rcpt: str, read_said: str, author: Mailbox) -> str:
        read = message("one", said=read_said, author=author)
        return recognised(books, read, rcpt=rcpt, name="by imap").seen_before

    words = message("one").said
    assert seen(DESK, words, JO) == first.key
    assert seen(DESK, f"  {words}\n\n", JO) == first.key  # servers change white space
    assert seen("Enquiries+e1.abcd@FIT.example", words, JO) == first.key
    assert seen(LIST, words, JO) == ""
    assert seen(DESK, "Something else", JO) == ""
    assert seen(DESK, words, STRANGER) == ""
    assert recognised(books, message("one"), name="one").seen_before == ""


def test_a_copy_is_seen_within_one_page(books: SqlBooks) -> None:
    one, two = arrival("one"), arrival("two")
    books.keep([one, two])
    with books.page() as page:
        page.write(
            one, message=message("same"), recognition=None, decision=decision(Open(case=enquiry()), case="E-1"),
            mails=(), trace=(), now=NOW,
        )  # fmt: skip
        assert page.recognise(two, message("same"), POLICY, NOW).seen_before == one.key


def test_what_is_parked_or_still_waits_is_no_first_copy(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    assert recognised(books, message("one"), name="copy").seen_before == ""
    with books.page() as page:
        page.put_back(first, traceback="", now=NOW, limit=1)
    assert recognised(books, message("one"), name="copy").seen_before == ""


@pytest.mark.parametrize(
    ("email", "text", "days", "twin"),
    [
        ("JO@shop.example", "We want  a shop", 6, True),
        (JO.address, "We want a shop", 8, False),
        (JO.address, "We want a logo", 1, False),
        ("pat@shop.example", "We want a shop", 1, False),
    ],
)
def test_two_identical_forms_within_a_week_are_one(
    books: SqlBooks, email: str, text: str, days: int, twin: bool
) -> None:
    first = arrival("one")
    books.keep([first])
    read = replace(message("one"), form=form(JO.address, "We want a shop"))
    walk(books, first, mail_read=read, decided=decision(Open(case=enquiry()), case="E-1"), mails=(), now=NOW)
    later = replace(message("two", said="the site adds a date"), form=form(email, text))
    found = books.recognise(arrival("two", at=NOW + days * DAY), later, POLICY, NOW + days * DAY)
    assert found.seen_before == (first.key if twin else "")


def test_two_empty_forms_are_not_the_same(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    read = replace(message("one"), form=form("", " "))
    walk(books, first, mail_read=read, decided=decision(), mails=(), now=NOW)
    later = replace(message("two", said="other"), form=form("", " "))
    assert recognised(books, later).seen_before == ""


def test_a_mail_full_of_clues_is_answered_quickly_and_rightly(books: SqlBooks) -> None:
    open_case(books, receipt("k", JO.address), case=enquiry(), name="one")
    many = tuple(f"<{number}@x.example>" for number in range(20_000))
    read = message(
        "x", tokens=tuple(map(str, range(5_000))), answers=("<one@shop.example>", *many), tags=("E-1",) * 999
    )
    assert recognised(books, read).case == "E-1"


def test_a_referral_is_not_the_members_own_case(books: SqlBooks) -> None:
    forward = Forward(author=JO, subject="Web shop", text="We want a shop", candidates=(JO,))
    read = replace(message("f", author=the_desk(LU.address), subject="Fwd: Web shop"), forward=forward)
    found = recognised(books, read)
    assert (found.role, found.case, found.person) == ("member", "", LU)
