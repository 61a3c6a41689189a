"""What every store must hand to decide: each field of `Context`, for each kind of event."""

from __future__ import annotations

from dataclasses import replace

from fitmail.model import (
    Archive,
    Change,
    Interest,
    Interested,
    Open,
    Order,
    Purpose,
    Record,
    Returned,
    Sent,
    Tick,
    Withdraw,
)
from fitmail.store.books import SqlBooks
from tests.contracts.books_samples import (
    ANA,
    DAY,
    HANDBOOK,
    HOUR,
    JO,
    LU,
    NOW,
    PEOPLE,
    POLICY,
    TURNS,
    arrival,
    ask,
    decision,
    enquiry,
    form,
    line,
    mail,
    message,
    open_case,
    opportunity,
    post,
    receipt,
    token,
    walk,
)


def order(books: SqlBooks, key: str) -> Order:
    made = Order(key=key, by=ANA.address, text="", at=NOW)
    books.keep_events([made])
    return made


def shared(books: SqlBooks) -> None:
    """E-1 became O-1; Fiqus is interested."""
    open_case(books, case=enquiry(opportunity="O-1"), name="one")
    yes = Interest(opportunity="O-1", coop="Fiqus", person=LU.address, answer="interested", note="", at=NOW)
    effects = (Open(case=opportunity()), Interested(interest=yes))
    walk(books, order(books, "share"), mail_read=None, decided=decision(*effects), mails=(), now=NOW)


# -- the case


def test_a_new_mail_has_no_case_and_knows_everybody(books: SqlBooks) -> None:
    found = ask(books, arrival("x"), read=message("x"), named=(), now=NOW)
    assert (found.case, dict(found.cases), found.sent, found.held, found.letters) == (None, {}, (), (), ())
    assert (found.undoable, found.week, found.post, found.journal, found.interests) == (None, None, None, (), ())
    assert (found.directory.people, found.directory.turns) == (PEOPLE, TURNS)


def test_an_answer_comes_with_its_case_its_mails_its_journal_and_its_letters(books: SqlBooks) -> None:
    first = open_case(books, receipt("k", JO.address), case=enquiry(), name="one")
    found = ask(books, arrival("x"), read=message("x", answers=("<one@shop.example>",)), named=(), now=NOW)
    assert found.case == enquiry()
    assert [one.template for one in found.sent] == ["receipt"]
    assert found.journal == (line("E-1", "mail in"),)
    assert [(one.address, one.inbound, one.template) for one in found.letters] == [
        (JO.address, True, ""),
        (JO.address, False, "receipt"),
    ]
    assert found.letters[0].message_id == "<one@shop.example>"
    assert found.event.key != first.key


def test_an_opportunity_comes_with_its_enquiry_and_back(books: SqlBooks) -> None:
    shared(books)
    for named in (("O-1",), ("E-1",)):
        found = ask(books, order(books, named[0]), read=None, named=named, now=NOW)
        assert found.case is not None
        assert found.case.id == named[0]
        assert set(found.cases) == {"E-1", "O-1"}
        assert [one.coop for one in found.interests] == ["Fiqus"]


def test_an_order_is_about_the_first_case_that_it_names(books: SqlBooks) -> None:
    for number in (1, 2):
        open_case(books, case=enquiry(number), name=str(number))
    found = ask(books, order(books, "o"), read=None, named=("E-2", "E-1", "E-77"), now=NOW)
    assert found.case == enquiry(2)
    assert set(found.cases) == {"E-1", "E-2"}
    assert ask(books, order(books, "p"), read=None, named=(), now=NOW).case is None


def test_a_mail_that_names_cases_gets_them_beside_its_own(books: SqlBooks) -> None:
    for number in (1, 2):
        open_case(books, case=enquiry(number), name=str(number))
    read = message("x", answers=("<1@shop.example>",))
    found = ask(books, arrival("x"), read=read, named=("E-2",), now=NOW)
    assert found.case == enquiry(1)
    assert "E-2" in found.cases
    assert ask(books, arrival("y"), read=message("y"), named=("E-2",), now=NOW).case is None


def test_a_wake_is_about_its_case_and_a_digest_about_none(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    wake = Tick(key="w", duty="wake", about="E-1", at=NOW)
    assert ask(books, wake, read=None, named=(), now=NOW).case == enquiry()
    gone = Tick(key="w", duty="wake", about="E-9", at=NOW)
    assert ask(books, gone, read=None, named=(), now=NOW).case is None
    digest = Tick(key="d", duty="digest", about="E-1", at=NOW)
    assert ask(books, digest, read=None, named=(), now=NOW).case is None


def test_what_came_back_is_among_the_mails_whatever_its_case(books: SqlBooks) -> None:
    loose = mail("k", LU.address, case="", template="digest", verp="verpverp")
    cased = mail("k", JO.address)
    open_case(books, loose, cased, case=enquiry(), name="one")
    for key, case in ((loose.key, None), (cased.key, enquiry())):
        event = Returned(key=f"returned:{key}", outbox_key=key, reason="gone", at=NOW)
        found = ask(books, event, read=None, named=(), now=NOW)
        assert found.case == case
        assert [one.key for one in found.sent] == [key]
    read = message("b", tokens=("verpverp",))
    assert [one.key for one in ask(books, arrival("b"), read=read, named=(), now=NOW).sent] == [loose.key]


def test_letters_that_never_left_are_not_in_the_thread(books: SqlBooks) -> None:
    mails = (
        mail("k", JO.address, template="answer", held="guard"),
        mail("k", JO.address, template="ask"),
        mail("k", JO.address, template="signpost"),
    )
    open_case(books, *mails, case=enquiry(), name="one")
    gone = decision(Withdraw(outbox_key=mails[2].key))
    walk(books, order(books, "o"), mail_read=None, decided=gone, mails=(), now=NOW)
    found = ask(books, order(books, "p"), read=None, named=("E-1",), now=NOW)
    assert [one.template for one in found.letters] == ["", "ask"]
    assert [one.state for one in found.sent] == ["held", "queued", "withdrawn"]


def test_an_answer_to_a_posts_card_comes_with_the_post(books: SqlBooks) -> None:
    first = arrival("p")
    books.keep([first])
    archived = decision(Archive(post=post(first.key, "<p@x>")))
    walk(books, first, mail_read=message("p"), decided=archived, mails=(), now=NOW)
    found = ask(books, arrival("q"), read=message("q", answers=("<p@x>",)), named=(), now=NOW)
    assert found.post == post(first.key, "<p@x>")


# -- what is held


def test_a_held_mail_is_shown_to_whoever_may_release_it(books: SqlBooks) -> None:
    held = mail("k", JO.address, held="guard")
    other = mail("k", "pat@shop.example", held="guard")
    speaks = token("held", Purpose.HELD, person=ANA.address, about=f"{held.key} gone/x/y")
    card = mail("k", ANA.address, template="held", token=speaks)
    open_case(books, held, other, card, case=enquiry(), name="one")
    found = ask(books, arrival("x"), read=message("x", tokens=("held",)), named=(), now=NOW)
    assert [one.key for one in found.held] == [held.key, other.key]
    found = ask(books, order(books, "o"), read=None, named=("E-1",), now=NOW)
    assert [one.key for one in found.held] == [held.key, other.key]
    tick = Tick(key="w", duty="wake", about="E-1", at=NOW)
    assert ask(books, tick, read=None, named=(), now=NOW).held == ()


# -- counters


def test_automatic_answers_are_counted_by_case_by_day_and_by_hour(books: SqlBooks) -> None:
    mails = (
        receipt("k1", JO.address, at=NOW - 30 * HOUR),
        receipt("k2", JO.address, at=NOW - 2 * HOUR),
        receipt("k3", "pat@shop.example", at=NOW - HOUR / 2),
        receipt("k4", JO.address, case="E-2", at=NOW - HOUR / 2),
        mail("k5", JO.address),
        mail("k6", ANA.address, template="card", automatic=True, outward=False),
    )
    open_case(books, *mails, case=enquiry(), name="one")
    gone = decision(Withdraw(outbox_key=mails[1].key))
    read = message("x", answers=("<one@shop.example>",))
    before = ask(books, arrival("x"), read=read, named=(), now=NOW).counters
    assert (before.for_case, before.today, before.hour) == (2, 2, 2)
    walk(books, order(books, "o"), mail_read=None, decided=gone, mails=(), now=NOW)
    after = ask(books, arrival("x"), read=read, named=(), now=NOW).counters
    assert (after.for_case, after.today, after.hour) == (1, 1, 2)


def test_the_receipt_of_a_form_counts_for_the_person_behind_it(books: SqlBooks) -> None:
    open_case(books, receipt("k", "pat@shop.example"), case=enquiry(), name="one")
    read = replace(message("x"), form=form("PAT@shop.example", "text"))
    assert ask(books, arrival("x"), read=read, named=(), now=NOW).counters.today == 1


def test_the_first_answers_of_a_person_are_counted_one_for_each_mail(books: SqlBooks) -> None:
    mails = (
        mail("k1", JO.address),
        mail("k1", "pat@shop.example"),  # Cc: the same mail
        mail("k2", JO.address, by="ana@home.example"),
        mail("k3", JO.address, held="guard"),
        mail("k4", JO.address, by=LU.address),
        mail("k5", JO.address, by=ANA.address, automatic=True),
    )
    open_case(books, *mails, case=enquiry(), name="one")
    assert ask(books, order(books, "o"), read=None, named=(), now=NOW).counters.confirmed == 2
    read = message("x", author=replace(JO, address=LU.address))
    assert ask(books, arrival("x"), read=read, named=(), now=NOW).counters.confirmed == 1
    assert ask(books, arrival("y"), read=message("y"), named=(), now=NOW).counters.confirmed == 0


# -- the week


def test_a_digest_has_the_facts_of_its_week(books: SqlBooks) -> None:
    monday = NOW + 6 * DAY
    cases = (
        enquiry(1, opened_at=NOW - 30 * DAY),
        enquiry(2, state="owned", owner=ANA.address),
        enquiry(3, low=True),
        enquiry(4, state="closed", closed_at=NOW, opened_at=NOW),
        enquiry(5, state="spam"),
        enquiry(6, state="answered", opened_at=NOW - 30 * DAY),
    )
    for case in cases:
        open_case(books, case=case, name=case.id)
    yes = Interest(opportunity="O-2", coop="Fiqus", person="eva@fiqus.example", answer="pass", note="", at=NOW)
    today, missed = monday.date(), (monday - DAY).date()
    effects = (
        Open(case=opportunity(1, decide_by=today)),
        Open(case=opportunity(2, decide_by=missed)),
        Open(case=opportunity(3, decide_by=None)),
        Open(case=opportunity(4, state="closed", decide_by=today)),
        Interested(interest=yes),
        Record(line=line("E-2", "claim")),
        Record(line=line("E-2", "answer", at=NOW + HOUR)),
        Archive(post=post("new", "<new@x>", at=NOW)),
        Archive(post=post("old", "<old@x>", at=NOW - 9 * DAY)),
    )
    answer = mail("o", JO.address, case="E-2")
    walk(books, order(books, "o"), mail_read=None, decided=decision(*effects), mails=(answer,), now=NOW)
    quiet = decision(Record(line=line("E-1", "note")))
    walk(books, order(books, "note"), mail_read=None, decided=quiet, mails=(), now=NOW)
    tick = Tick(key="digest:2026-W11:lu", duty="digest", about=LU.address, at=monday)
    week = ask(books, tick, read=None, named=(), now=monday + HOUR).week
    assert week is not None
    assert (week.since, week.upto) == (monday - 7 * DAY, monday)
    assert [case.id for case in week.waiting] == ["E-1", "E-2"]
    assert [case.id for case in week.opportunities] == ["O-1", "O-3"]
    assert [one.opportunity for one in week.answered] == ["O-2"]
    assert [case.id for case in week.came] == ["E-2", "E-3", "E-4"]
    assert [(one.case, one.what) for one in week.went] == [("E-2", "answer")]
    assert [one.key for one in week.posts] == ["new"]


def test_a_digest_of_somebody_who_has_left_has_no_answers(books: SqlBooks) -> None:
    shared(books)
    tick = Tick(key="d", duty="digest", about="gone@x.example", at=NOW)
    week = ask(books, tick, read=None, named=(), now=NOW).week
    assert week is not None
    assert week.answered == ()


def test_a_change_within_a_page_is_seen_by_the_next_event_of_the_page(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    claim, wake = order(books, "claim"), Tick(key="w", duty="wake", about="E-1", at=NOW)
    books.keep_events([wake])
    owned = replace(enquiry(), state="owned", owner=ANA.address)
    with books.page() as page:
        page.write(
            claim, message=None, recognition=None, decision=decision(Change(case=owned, undo="")), mails=(),
            trace=(), now=NOW,
        )  # fmt: skip
        found = page.context(
            wake, now=NOW, message=None, recognition=None, classification=None, named=(), policy=POLICY,
            handbook=HANDBOOK,
        )  # fmt: skip
    assert found.case == owned


def test_a_settled_mail_is_seen_as_sent(books: SqlBooks) -> None:
    open_case(books, mail("k", JO.address), case=enquiry(), name="one")
    (claimed,) = books.claim(now=NOW, limit=9)
    books.settle([(claimed, Sent(answer="250"), None)], now=NOW)
    assert [one.state for one in ask(books, order(books, "o"), read=None, named=("E-1",), now=NOW).sent] == ["sent"]
