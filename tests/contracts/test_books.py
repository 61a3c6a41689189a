"""What every store must keep: the promise of `fitmail.store.Books`, asked of each store there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fitmail.model import (
    Absence,
    Account,
    Archive,
    Arrival,
    Change,
    Deferred,
    Failed,
    Interest,
    Interested,
    Learn,
    Meeting,
    Open,
    Order,
    Prefer,
    Purpose,
    Record,
    Refile,
    Release,
    Returned,
    Rota,
    Sent,
    Settle,
    Spend,
    Spent,
    Step,
    Tick,
    TraceLine,
    Withdraw,
)
from fitmail.store import Bookmark
from fitmail.store.books import SqlBooks
from tests.contracts.books_samples import (
    ANA,
    COOPS,
    DAY,
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

# -- doors


def test_a_mail_is_kept_once_however_often_it_is_handed_in(books: SqlBooks) -> None:
    one, two = arrival("one"), arrival("two")
    assert books.keep([one, one, two]) == (True, False, True)
    assert books.keep([two, arrival("three"), one]) == (False, True, False)
    assert books.counts()["mail"] == 3


def test_mails_wait_in_the_order_in_which_they_came_with_every_byte(books: SqlBooks) -> None:
    raw = bytes(range(256)) * 40
    mails = [arrival(str(number), raw=raw + bytes([number])) for number in range(30)]
    books.keep(mails)
    assert books.waiting(100) == tuple(mails)
    assert books.waiting(3) == tuple(mails[:3])


def test_ticks_orders_and_mails_wait_in_one_line_oldest_first(books: SqlBooks) -> None:
    tick = Tick(key="wake:E-1:x", duty="wake", about="E-1", at=NOW)
    order = Order(key="order:1", by=ANA.address, text="E-1 !claim", at=NOW)
    first, last = arrival("first"), arrival("last")
    books.keep([first])
    assert books.keep_events([tick, order, tick]) == (True, True, False)
    assert books.keep_events([tick]) == (False,)
    books.keep([last])
    assert books.waiting(9) == (first, tick, order, last)


def test_whatever_characters_a_stranger_writes_can_be_kept(books: SqlBooks) -> None:
    odd = replace(arrival("odd"), mail_from="a\udce9\0b@x.example", rcpt="enquiries+\ud83d@fit.example")
    books.keep([odd])
    (found,) = books.waiting(1)
    assert isinstance(found, Arrival)
    assert found.mail_from == "a\ufffd\ufffdb@x.example"
    assert found.raw == odd.raw


def test_a_bookmark_is_as_it_was_set_last(books: SqlBooks) -> None:
    assert books.bookmark("INBOX") is None
    for uid in (3, 9):
        books.set_bookmark(Bookmark(mailbox="INBOX", uidvalidity=4_000_000_000, uid=uid))
    assert books.bookmark("INBOX") == Bookmark(mailbox="INBOX", uidvalidity=4_000_000_000, uid=9)


def test_what_was_kept_is_there_after_the_books_were_opened_again(
    books: SqlBooks, opened: Callable[[], SqlBooks]
) -> None:
    books.keep([arrival("one")])
    books.set_note("installed", "2026-03-03")
    books.close()
    again = opened()
    assert again.waiting(9) == (arrival("one"),)
    assert again.note("installed") == "2026-03-03"
    assert again.note("something else") == ""
    assert again.directory().people == PEOPLE


# -- a page


def test_a_page_is_all_or_nothing(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    with pytest.raises(RuntimeError, match="lights out"), books.page() as page:
        page.write(
            first, message=message("one"), recognition=None, decision=decision(Open(case=enquiry()), case="E-1"),
            mails=(receipt(first.key, JO.address),), trace=(), now=NOW,
        )  # fmt: skip
        raise RuntimeError("lights out")
    assert books.waiting(9) == (first,)
    assert books.case("E-1") is None
    assert books.outbox(states=()) == ()


def test_a_bug_in_one_event_undoes_that_event_and_no_other(books: SqlBooks) -> None:
    good, bad = arrival("good"), arrival("bad")
    books.keep([good, bad])
    with books.page() as page:
        with page.savepoint():
            page.write(
                good, message=message("good"), recognition=None, decision=decision(Open(case=enquiry()), case="E-1"),
                mails=(), trace=(), now=NOW,
            )  # fmt: skip
        with pytest.raises(ValueError, match="a bug"), page.savepoint():
            page.write(
                bad, message=message("bad"), recognition=None, decision=decision(Open(case=enquiry(2)), case="E-2"),
                mails=(), trace=(), now=NOW,
            )  # fmt: skip
            raise ValueError("a bug")
        assert page.put_back(bad, traceback="Traceback: a bug", now=NOW, limit=3) is False
    assert books.case("E-1") == enquiry()
    assert books.case("E-2") is None
    assert books.waiting(9) == (bad,)


def test_after_three_tries_an_event_is_parked_and_waits_again_when_a_person_says_so(books: SqlBooks) -> None:
    bad = arrival("bad", raw=b"From: X <x@y.example>\r\nSubject:  a =?odd?=   one\r\n\r\nSubject: not this\r\n")
    books.keep([bad])
    for number in range(3):
        with books.page() as page:
            parked = page.put_back(bad, traceback=f"Traceback {number}", now=NOW, limit=3)
        assert parked is (number == 2)
    assert books.waiting(9) == ()
    (one,) = books.parked()
    assert (one.key, one.tries, one.traceback) == (bad.key, 3, "Traceback 2")
    assert one.sentence == "a =?odd?= one from X <x@y.example>"
    assert books.ledger().parked == 1
    assert books.retry("no such key") is False
    assert books.retry(bad.key) is True
    assert books.retry(bad.key) is False
    assert books.waiting(9) == (bad,)
    assert books.parked() == ()


def test_a_parked_tick_is_named_by_its_duty(books: SqlBooks) -> None:
    tick = Tick(key="digest:2026-W10:ana", duty="digest", about=ANA.address, at=NOW)
    books.keep_events([tick])
    with books.page() as page:
        assert page.put_back(tick, traceback="", now=NOW, limit=1) is True
    assert books.parked()[0].sentence == "digest ana@camba.example"


def test_an_event_walked_twice_writes_nothing_new(books: SqlBooks) -> None:
    first = open_case(books, case=enquiry(), name="one")
    before = books.counts()
    walk(
        books, first, mail_read=message("one"), mails=(receipt(first.key, JO.address),), now=NOW,
        decided=decision(Open(case=enquiry(7)), Record(line=line("E-7", "mail in")), case="E-7"),
    )  # fmt: skip
    assert books.counts() == before


def test_an_event_that_was_never_kept_cannot_be_written(books: SqlBooks) -> None:
    with pytest.raises(LookupError, match="was ever kept"):
        walk(books, arrival("unknown"), mail_read=message("x"), decided=decision(), mails=(), now=NOW)


def test_a_kept_mail_is_found_by_its_key(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    with books.page() as page:
        assert page.raw(first.key) == first
        assert page.raw("nothing") is None


# -- cases


def test_a_case_is_read_back_as_it_was_written(books: SqlBooks) -> None:
    case = enquiry(42, owner=ANA.address, held_until=NOW + DAY, reminded_on=date(2026, 3, 4), asked=("budget",))
    open_case(books, case=case, name="one")
    changed = replace(case, state="owned", wake_at=None)
    tick = Tick(key="t", duty="wake", about="E-42", at=NOW)
    books.keep_events([tick])
    walk(books, tick, mail_read=None, decided=decision(Change(case=changed, undo="")), mails=(), now=NOW)
    assert books.case("E-42") == changed
    assert books.cases(open_only=True) == (changed,)
    assert books.journal("E-42") == (line("E-42", "mail in"),)


def test_a_change_of_a_case_that_is_not_there_is_a_bug(books: SqlBooks) -> None:
    order = Order(key="o", by=ANA.address, text="", at=NOW)
    books.keep_events([order])
    with pytest.raises(LookupError, match="no case E-9"):
        walk(books, order, mail_read=None, decided=decision(Change(case=enquiry(9), undo="")), mails=(), now=NOW)
    assert books.waiting(9) == (order,)


def test_a_number_is_never_given_twice(books: SqlBooks) -> None:
    open_case(books, case=enquiry(4), name="four")
    open_case(books, case=enquiry(3), name="three")
    numbers = ask(books, arrival("next"), read=message("next"), named=(), now=NOW).next_numbers
    assert numbers == {"E": 5, "O": 1, "M": 1, "T": 1, "N": 1, "J": 1, "P": 1, "H": 1}


def test_closed_and_spam_are_not_open(books: SqlBooks) -> None:
    open_case(books, case=enquiry(1, state="closed", closed_at=NOW), name="one")
    open_case(books, case=enquiry(2, state="spam"), name="two")
    open_case(books, case=enquiry(3), name="three")
    assert [case.id for case in books.cases(open_only=True)] == ["E-3"]
    assert [case.id for case in books.cases(open_only=False)] == ["E-1", "E-2", "E-3"]


def test_the_clock_is_told_which_cases_want_it(books: SqlBooks) -> None:
    assert books.next_wake() is None
    for number, hours in ((1, 4), (2, 1), (3, 9)):
        open_case(books, case=enquiry(number, wake_at=NOW + hours * HOUR), name=str(number))
    open_case(books, case=enquiry(4, wake_at=None), name="four")
    assert books.next_wake() == NOW + HOUR
    assert books.wakes(NOW + 4 * HOUR, 9) == (("E-2", NOW + HOUR), ("E-1", NOW + 4 * HOUR))
    assert books.wakes(NOW + 4 * HOUR, 1) == (("E-2", NOW + HOUR),)


def test_the_journal_of_a_case_reads_from_the_first_line_to_the_last(books: SqlBooks) -> None:
    first = open_case(books, case=enquiry(), name="one")
    order = Order(key="order", by=ANA.address, text="E-1 !claim", at=NOW)
    books.keep_events([order])
    steps = (TraceLine(event=order.key, at=NOW, step=Step.DECIDED, sentence="Ana claims it.", case="E-1"),)
    with books.page() as page:
        page.write(
            order, message=None, recognition=None, decision=decision(Record(line=line("E-1", "claim"))), mails=(),
            trace=steps, now=NOW,
        )  # fmt: skip
    assert [one.what for one in books.journal("E-1")] == ["mail in", "claim"]
    assert books.trace("E-1") == steps
    assert books.trace("E-2") == ()
    assert first.key not in [one.event for one in books.trace("E-1")]


def test_the_trace_of_a_case_has_the_lines_of_its_mails(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    steps = tuple(
        TraceLine(event=first.key, at=NOW, step=step, sentence=f"It was {step}.", case="")
        for step in (Step.RECEIVED, Step.READ, Step.RECOGNISED)
    )
    with books.page() as page:
        page.write(
            first, message=message("one"), recognition=None, decision=decision(Open(case=enquiry()), case="E-1"),
            mails=(), trace=steps, now=NOW,
        )  # fmt: skip
    assert books.trace("E-1") == steps


# -- the outbox


def test_a_mail_leaves_once_and_is_settled(books: SqlBooks) -> None:
    first = open_case(books, receipt(arrival("one").key, JO.address), case=enquiry(), name="one")
    assert books.next_departure() == NOW
    assert books.claim(now=NOW - HOUR, limit=9) == ()
    (claimed,) = books.claim(now=NOW, limit=9)
    assert (claimed.address, claimed.body, claimed.tries) == (JO.address, b"Dear Jo\r\n", 0)
    assert claimed.key == f"{first.key}/receipt/{JO.address}"
    assert books.claim(now=NOW, limit=9) == ()
    assert [one.state for one in books.outbox(states=("in_flight",))] == ["in_flight"]
    books.settle([(claimed, Sent(answer="250 ok"), None)], now=NOW)
    assert [one.state for one in books.outbox(states=())] == ["sent"]
    assert books.next_departure() is None


def test_what_was_in_flight_when_the_lights_went_out_leaves_again(books: SqlBooks) -> None:
    open_case(books, receipt("k", JO.address), case=enquiry(), name="one")
    (before,) = books.claim(now=NOW, limit=9)
    assert books.requeue_in_flight() == 1
    assert books.claim(now=NOW, limit=9) == (before,)


def test_a_deferred_mail_waits_and_a_given_up_one_becomes_an_event(books: SqlBooks) -> None:
    open_case(books, *(mail("k", f"{name}@x.example") for name in "abc"), case=enquiry(), name="one")
    claimed = {one.address[0]: one for one in books.claim(now=NOW, limit=9)}
    later = NOW + HOUR
    books.settle(
        [
            (claimed["a"], Deferred(reason="busy"), later),
            (claimed["b"], Deferred(reason="busy for days"), None),
            (claimed["c"], Failed(reason="no such person"), None),
        ],
        now=NOW,
    )
    assert books.next_departure() == later
    (again,) = books.claim(now=later, limit=9)
    assert (again.address, again.tries, again.first_at) == ("a@x.example", 1, NOW)
    b, c = "k/answer/b@x.example", "k/answer/c@x.example"
    assert books.waiting(9) == (
        Returned(key=f"returned:{b}", outbox_key=b, reason="busy for days", at=NOW),
        Returned(key=f"returned:{c}", outbox_key=c, reason="no such person", at=NOW),
    )
    assert len(books.outbox(states=("failed",))) == 2


def test_a_mail_that_is_held_leaves_only_by_a_persons_word(books: SqlBooks) -> None:
    held = tuple(mail("k", f"{name}@x.example", held="guard") for name in "ab")
    open_case(books, *held, case=enquiry(), name="one")
    assert books.claim(now=NOW + DAY, limit=9) == ()
    order = Order(key="o", by=ANA.address, text="", at=NOW)
    books.keep_events([order])
    effects = (Release(outbox_key=held[0].key), Withdraw(outbox_key=held[1].key))
    walk(books, order, mail_read=None, decided=decision(*effects), mails=(), now=NOW + HOUR)
    (claimed,) = books.claim(now=NOW + HOUR, limit=9)
    assert (claimed.address, claimed.first_at) == ("a@x.example", NOW + HOUR)
    assert [one.to for one in books.outbox(states=("withdrawn",))] == ["b@x.example"]


def test_a_mail_that_has_left_can_not_be_withdrawn(books: SqlBooks) -> None:
    open_case(books, mail("k", JO.address), case=enquiry(), name="one")
    (claimed,) = books.claim(now=NOW, limit=9)
    order = Order(key="o", by=ANA.address, text="", at=NOW)
    books.keep_events([order])
    walk(books, order, mail_read=None, decided=decision(Withdraw(outbox_key=claimed.key)), mails=(), now=NOW)
    assert books.outbox(states=("withdrawn",)) == ()


def test_a_mail_to_many_shares_one_body(books: SqlBooks) -> None:
    many = tuple(mail("k", f"p{number}@x.example", head=b"To: %d\r\n\r\n" % number) for number in range(50))
    open_case(books, *many, case=enquiry(), name="one")
    assert books.counts()["body"] == 1
    claimed = books.claim(now=NOW, limit=99)
    assert [one.head for one in claimed] == [one.head for one in many]


def test_two_mails_for_one_address_leave_in_the_order_in_which_they_were_written(books: SqlBooks) -> None:
    names = ("enquirer-mail", "card", "another")
    open_case(books, *(mail("k", ANA.address, template=name) for name in names), case=enquiry(), name="one")
    assert [one.key.split("/")[1] for one in books.claim(now=NOW, limit=9)] == list(names)


# -- ends


def test_the_ledger_proves_that_each_mail_is_in_one_place(books: SqlBooks) -> None:
    ends = ("filed", "held", "machine", "spam", "duplicate", "filed")
    for name, end in enumerate(ends):
        first = arrival(str(name))
        books.keep([first])
        walk(books, first, mail_read=message(str(name)), decided=decision(end=end), mails=(), now=NOW)
    books.keep([arrival("waits")])
    books.keep_events([Tick(key="t", duty="wake", about="E-1", at=NOW)])
    ledger = books.ledger()
    assert ledger.ok
    assert (ledger.received, ledger.waiting, ledger.filed, ledger.held) == (7, 1, 2, 1)
    assert (ledger.machine, ledger.spam, ledger.duplicate, ledger.parked, ledger.erased) == (1, 1, 1, 0, 0)


def test_a_confirmed_mail_is_walked_again_and_counted_once(books: SqlBooks) -> None:
    first, answer = arrival("one"), arrival("confirmation")
    books.keep([first, answer])
    walk(books, first, mail_read=message("one"), decided=decision(end="held"), mails=(), now=NOW)
    refile = decision(Refile(arrival=first.key, proof=ANA.address))
    walk(books, answer, mail_read=message("two"), decided=refile, mails=(), now=NOW + HOUR)
    (again,) = books.waiting(9)
    assert again == replace(first, key=f"{first.key}/again/1", via="again", proof=ANA.address, at=NOW + HOUR)
    assert (books.ledger().received, books.ledger().filed, books.ledger().held) == (2, 2, 0)
    recognition = walk(books, again, mail_read=message("one"), decided=decision(end="held"), mails=(), now=NOW)
    assert recognition is not None
    assert recognition.seen_before == ""
    assert (books.ledger().received, books.ledger().filed, books.ledger().held) == (2, 1, 1)
    with books.page() as page:
        found = page.raw(again.key)
    assert found is not None
    assert found.raw == first.raw
    last = Order(key="o", by=ANA.address, text="", at=NOW)
    books.keep_events([last])
    walk(books, last, mail_read=None, decided=decision(Settle(arrival=again.key)), mails=(), now=NOW)
    assert (books.ledger().filed, books.ledger().held, books.ledger().ok) == (2, 0, True)


def test_a_held_mail_that_is_settled_counts_as_filed(books: SqlBooks) -> None:
    first = arrival("one")
    books.keep([first])
    walk(books, first, mail_read=message("one"), decided=decision(end="held"), mails=(), now=NOW)
    order = Order(key="o", by=ANA.address, text="!drop", at=NOW)
    books.keep_events([order])
    walk(books, order, mail_read=None, decided=decision(Settle(arrival=first.key)), mails=(), now=NOW)
    assert (books.ledger().held, books.ledger().filed) == (0, 1)


# -- what else a decision writes


def test_the_latest_answer_of_a_co_op_counts_once_whoever_gave_it(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    answers = [("lu@fiqus.example", "interested", 1), ("eva@fiqus.example", "pass", 3), (LU.address, "interested", 2)]
    effects = [Open(case=opportunity())] + [
        Interested(
            interest=Interest(
                opportunity="O-1", coop="Fiqus", person=who, answer=answer, note="", at=NOW + hours * HOUR
            )
        )
        for who, answer, hours in answers
    ]
    order = Order(key="o", by=ANA.address, text="", at=NOW)
    books.keep_events([order])
    walk(books, order, mail_read=None, decided=decision(*effects), mails=(), now=NOW)
    (found,) = ask(books, order, read=None, named=("O-1",), now=NOW).interests
    assert (found.person, found.answer) == ("eva@fiqus.example", "pass")
    assert books.opportunities() == (opportunity(),)


def test_a_post_is_archived_once(books: SqlBooks) -> None:
    for name in ("one", "two"):
        first = arrival(name)
        books.keep([first])
        archived = decision(Archive(post=post("k", "<p@x>")))
        walk(books, first, mail_read=message(name), decided=archived, mails=(), now=NOW)
    assert books.posts() == (post("k", "<p@x>"),)


def test_a_correction_is_remembered_once_for_each_event(books: SqlBooks) -> None:
    lesson = Learn(table="enquiries", category="tender", case="E-1", by=ANA.address)
    order = Order(key="o", by=ANA.address, text="E-1 !is tender", at=NOW)
    books.keep_events([order])
    walk(books, order, mail_read=None, decided=decision(lesson, lesson), mails=(), now=NOW)
    assert books.counts()["correction"] == 1


def test_a_correction_brings_the_mail_it_is_about_and_the_last_word_stands(books: SqlBooks) -> None:
    opened = open_case(books, case=enquiry(), name="one")
    for number, category in enumerate(("tender", "talk")):
        lesson = Learn(table="enquiries", category=category, case="E-1", by=ANA.address)
        filed = Change(case=replace(enquiry(), category=category))
        order = Order(key=f"o{number}", by=ANA.address, text=f"E-1 !is {category}", at=NOW)
        books.keep_events([order])
        walk(books, order, mail_read=None, decided=decision(filed, lesson), mails=(), now=NOW)
    (found,) = books.corrections(state="pending")
    assert (found.table, found.category, found.case, found.by) == ("enquiries", "talk", "E-1", ANA.address)
    assert found.arrival is not None
    assert found.arrival.raw == opened.raw


def test_an_order_can_be_taken_back_once_and_not_after_a_mail_has_left(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    claimed = replace(enquiry(), state="owned", owner=ANA.address)
    order = Order(key="claim", by=ANA.address, text="E-1 !claim", at=NOW)
    books.keep_events([order])
    effects = (Change(case=claimed, undo=ANA.address), Change(case=replace(claimed, steps=1), undo=ANA.address))
    walk(books, order, mail_read=None, decided=decision(*effects), mails=(mail("claim", JO.address),), now=NOW)
    last = ask(books, order, read=None, named=("E-1",), now=NOW).undoable
    assert last is not None
    assert (last.event, last.by, last.before, last.irreversible) == ("claim", ANA.address, enquiry(), False)
    books.claim(now=NOW, limit=9)
    last = ask(books, order, read=None, named=("E-1",), now=NOW).undoable
    assert last is not None
    assert last.irreversible is True

    back = Order(key="back", by=ANA.address, text="E-1 !undo", at=NOW)
    books.keep_events([back])
    taken = replace(enquiry(), because="Taken back.", changed_at=NOW + HOUR)
    walk(books, back, mail_read=None, decided=decision(Change(case=taken, undo="")), mails=(), now=NOW)
    assert ask(books, back, read=None, named=("E-1",), now=NOW).undoable is None


def test_a_change_by_the_clock_leaves_an_order_to_be_taken_back(books: SqlBooks) -> None:
    open_case(books, case=enquiry(), name="one")
    claimed = replace(enquiry(), state="owned", owner=ANA.address)
    order = Order(key="claim", by=ANA.address, text="E-1 !claim", at=NOW)
    tick = Tick(key="t", duty="wake", about="E-1", at=NOW)
    books.keep_events([order, tick])
    walk(books, order, mail_read=None, decided=decision(Change(case=claimed, undo=ANA.address)), mails=(), now=NOW)
    reminded = decision(Change(case=replace(claimed, reminders=1), undo=""))
    walk(books, tick, mail_read=None, decided=reminded, mails=(), now=NOW)
    assert ask(books, tick, read=None, named=(), now=NOW).undoable is not None


def test_an_order_that_moved_nothing_can_still_be_taken_back_after_a_reminder(books: SqlBooks) -> None:
    open_case(books, case=enquiry(prepared="prepared-jobs"), name="one")
    dropped = enquiry(prepared="")
    steps: list[tuple[Order | Tick, Change]] = [
        (Order(key="drop", by=ANA.address, text="", at=NOW), Change(case=dropped, undo=ANA.address)),
        (Tick(key="t", duty="wake", about="E-1", at=NOW), Change(case=replace(dropped, reminders=1), undo="")),
    ]
    for event, effect in steps:
        books.keep_events([event])
        walk(books, event, mail_read=None, decided=decision(effect), mails=(), now=NOW)
    assert ask(books, steps[1][0], read=None, named=(), now=NOW).undoable is not None
    back = Order(key="back", by=ANA.address, text="E-1 !undo", at=NOW)
    books.keep_events([back])
    before = replace(enquiry(prepared="prepared-jobs"), wake_at=NOW)
    walk(books, back, mail_read=None, decided=decision(Change(case=before, undo="")), mails=(), now=NOW)
    assert ask(books, back, read=None, named=("E-1",), now=NOW).undoable is None


def test_tokens_live_half_a_year_after_the_last_mail_of_their_case(books: SqlBooks) -> None:
    given = (token("aaaa", Purpose.ENQUIRER), token("cccc", Purpose.CONFIRM, about="x"))
    first = receipt("k", JO.address, token=given[0])
    second = mail("k", ANA.address, template="confirm", token=replace(given[1], expires=NOW + 48 * HOUR))
    open_case(books, first, second, case=enquiry(), name="one")
    answer = arrival("answer", at=NOW + 100 * DAY)
    books.keep([answer])
    walk(books, answer, mail_read=message("a"), decided=decision(case="E-1"), mails=(), now=NOW + 100 * DAY)

    def valid(text: str, days: int) -> tuple[str, bool]:
        there = books.recognise(arrival("q"), message("q", tokens=(text,)), POLICY, NOW + days * DAY)
        return there.case, there.token_valid

    assert valid("aaaa", 279) == ("E-1", True)
    assert valid("aaaa", 281) == ("E-1", False)  # it threads for ever
    assert valid("cccc", 3) == ("E-1", False)


def test_a_spent_token_stays_spent(books: SqlBooks) -> None:
    once = token("cccc", Purpose.CONFIRM, about="x")
    open_case(books, mail("k", ANA.address, token=once), case=enquiry(), name="one")
    answer = arrival("answer")
    books.keep([answer])
    walk(books, answer, mail_read=message("a"), decided=decision(Spend(token="cccc"), case="E-1"), mails=(), now=NOW)
    copy = arrival("copy")
    books.keep([copy])
    again = (mail("k2", ANA.address, token=once),)
    walk(books, copy, mail_read=message("b"), decided=decision(case="E-1"), mails=again, now=NOW + HOUR)
    found = books.recognise(arrival("q"), message("q", tokens=("cccc",)), POLICY, NOW + HOUR)
    assert found.token is not None
    assert found.token_valid is False


# -- people


def test_people_rota_and_meetings_go_in_and_out(books: SqlBooks) -> None:
    directory = books.directory()
    assert (directory.people, directory.coops, directory.turns) == (PEOPLE, COOPS, TURNS)
    assert books.directory() is directory
    books.set_turns(TURNS[:1])
    assert books.directory().turns == TURNS[:1]
    assert books.directory().version > directory.version
    meetings = (Meeting(day=date(2026, 1, 13), place="online", present=("Camba",), apologies=(), absent=("Fiqus",)),)
    books.set_meetings(meetings)
    assert books.meetings() == meetings


def test_another_process_sees_new_people_at_once(books: SqlBooks, opened: Callable[[], SqlBooks]) -> None:
    other = opened()
    assert other.directory().people == PEOPLE
    books.set_people(COOPS, PEOPLE[:1])
    assert other.directory().people == PEOPLE[:1]


def test_counts_has_every_table(books: SqlBooks) -> None:
    counts = books.counts()
    assert counts["person"] == 3
    assert counts["outbox"] == 0
    assert len(counts) >= 20


def test_nothing_to_do_costs_nothing(books: SqlBooks) -> None:
    assert books.keep([]) == ()
    assert books.keep_events([]) == ()
    books.settle([], now=NOW)
    assert books.claim(now=NOW + timedelta(days=1), limit=5) == ()
    assert books.requeue_in_flight() == 0


def test_a_wish_is_kept_and_a_newer_one_takes_its_place(books: SqlBooks) -> None:
    books.set_people((), (ANA,))
    for number, value in enumerate(("on", "off")):
        order = Order(key=f"wish-{number}", by=ANA.address, text="", at=NOW)
        books.keep_events([order])
        wish = decision(Prefer(person=ANA.address, name="digest", value=value))
        with books.page() as page:
            page.write(order, message=None, recognition=None, decision=wish, mails=(), trace=(), now=NOW)
    (ana,) = books.directory().people
    assert ana.preferences == (("digest", "off"),)


def test_a_rota_and_hours_that_a_decision_changes_are_kept(books: SqlBooks) -> None:
    before = books.directory()
    away = Absence(person=ANA.address, first=date(2026, 3, 9), last=date(2026, 3, 20))
    turns = (replace(before.turns[0], shadow=LU.address, state="asked"), *before.turns[1:])
    event = arrival("rota")
    books.keep([event])
    spent = Spent(case="", coop="Camba", person=ANA.address, hours=2.5, amount=0, currency="", what="chairing", at=NOW)
    effects = (Rota(turns=turns, absences=(away,)), Account(spent=spent))
    with books.page() as page:
        page.write(
            event, message=message("rota"), recognition=None, decision=replace(decision(), effects=effects), mails=(),
            trace=(), now=NOW,
        )  # fmt: skip
    after = books.directory()
    assert after.version > before.version
    assert (after.turns, after.absences) == (turns, (away,))
    assert books.spent(since=NOW, upto=NOW + DAY) == (spent,)
    assert books.spent(since=NOW + DAY, upto=NOW + 2 * DAY) == ()
