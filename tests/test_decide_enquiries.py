"""Outsiders' mails: new enquiries, what the enquirer writes next, machines, list posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from decide_desk import (
    ANA,
    JO,
    LU,
    NOW,
    PERSON_MARKS,
    POLICY,
    after,
    arrival,
    classification,
    context,
    enquiry,
    message,
    only,
    recognition,
    tells,
    token,
)

from fitmail.decide import decide
from fitmail.decide.enquiries import bare_subject
from fitmail.model import (
    Archive,
    Check,
    Context,
    Counters,
    Enquiry,
    Fact,
    Forward,
    Interested,
    Mailbox,
    Open,
    Opportunity,
    Post,
    Purpose,
    Raise,
    Report,
    ReportRecipient,
    Returned,
    SentMail,
    WebForm,
)


def new(said: str = "We want a web shop.", category: str = "opportunity", **changes: object) -> Context:
    base = context(message=message(said), recognition=recognition(), classification=classification(category))
    return replace(base, **changes)  # type: ignore[arg-type]


def opened(ctx: Context) -> Enquiry:
    (found,) = only(decide(ctx), Open)
    assert isinstance(found.case, Enquiry)  # type: ignore[attr-defined]
    return found.case  # type: ignore[attr-defined]


def test_a_new_enquiry_gets_a_receipt_and_the_chair_gets_mail_and_card() -> None:
    decision = decide(new())
    assert [t.template for t in tells(decision)] == ["receipt", "enquirer-mail", "card"]
    receipt, c0, card = tells(decision)
    assert (receipt.automatic, receipt.answers, receipt.outward) == ("auto-replied", "<1@shop.example>", True)
    assert (c0.purpose, c0.whole, c0.via) == (Purpose.CLIENT, True, JO)
    assert (card.purpose, card.after) == (Purpose.DESK, "c0")
    assert opened(new()).state == "acknowledged"


def test_the_receipt_promises_an_answer_within_two_working_days() -> None:
    (receipt, *_) = tells(decide(new()))
    assert str(receipt.facts["promised"]) == "2026-03-05"


def test_what_is_missing_stands_on_the_card() -> None:
    checks = (Check(key="budget", mark="yes", words="20k"), Check(key="when", mark="maybe", words="soon"))
    ctx = new(classification=classification(checks=checks))
    card = tells(decide(ctx), "card")[0]
    assert card.facts["missing"] == ("when", "tech", "brief", "who")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"message": message("x", marks=replace(PERSON_MARKS, may_answer=False, bulk=True))}, "no automatic answer"),
        ({"message": message("x", author=Mailbox(name="", address=""))}, "no address"),
        ({"message": message("x", author=Mailbox(name="", address="list@fit.example"))}, "our own"),
        ({"event": arrival(mail_from="")}, "sender is null"),
        ({"counters": Counters(for_case=0, today=3, hour=0, confirmed=0)}, "3 automatic answers"),
    ],
)
def test_no_receipt_where_manners_forbid_it(changes: dict[str, object], why: str) -> None:
    decision = decide(new(**changes))
    assert not tells(decision, "receipt")
    assert why in decision.because
    assert tells(decision, "card")


def test_when_too_many_receipts_left_they_wait() -> None:
    decision = decide(new(counters=Counters(for_case=0, today=0, hour=20, confirmed=0)))
    assert tells(decision, "receipt")[0].held
    (raised,) = [effect for effect in decision.effects if isinstance(effect, Raise)]
    assert (raised.alarm.kind, raised.alarm.to) == ("breaker", ())  # nobody named: the coordinator
    # The key is the day: the books refuse a second one, so that it is said once a day.
    again = decide(new(counters=Counters(for_case=0, today=0, hour=21, confirmed=0)))
    assert raised in again.effects
    assert not [effect for effect in decide(new()).effects if isinstance(effect, Raise)]


def test_spam_is_kept_apart_and_nobody_hears() -> None:
    decision = decide(new(category="spam"))
    assert (decision.end, tells(decision), opened(new(category="spam")).state) == ("spam", [], "quarantined")


def test_promotion_is_low_and_has_no_clock() -> None:
    case = opened(new(classification=classification("promotion", priority="low")))
    assert (case.low, case.wake_at, case.prepared) == (True, None, "prepared-promotion")


@pytest.mark.parametrize(
    ("category", "facts", "template"),
    [
        ("start", (), "prepared-start"),
        ("jobs", (), "prepared-jobs"),
        ("research", (), "prepared-research"),
        ("join", (Fact(name="region", value="outside", words="in Denmark"),), "prepared-join-outside"),
        ("join", (Fact(name="region", value="inside", words="in Leeds"),), "prepared-join-inside"),
        ("other", (), ""),
        ("unsure", (), ""),
    ],
)
def test_an_answer_is_prepared_by_category(category: str, facts: tuple[Fact, ...], template: str) -> None:
    assert opened(new(classification=classification(category, facts=facts))).prepared == template


def test_an_enquiry_in_another_language_is_answered_in_the_desks_and_flagged() -> None:
    ctx = new(message=message("Bonjour", language="fr"))
    assert (opened(ctx).language, opened(ctx).written_in) == ("en", "fr")
    assert "language" in tells(decide(ctx), "card")[0].facts["flags"]  # type: ignore[operator]


def test_whom_the_client_copied_is_kept_but_not_members_or_ourselves() -> None:
    mia, lu = Mailbox(name="Mia", address="mia@x.example"), Mailbox(name="Lu", address=LU.address)
    desk = Mailbox(name="", address="enquiries+e1.abcdefghijklmnop@fit.example")
    assert opened(new(message=message("x", cc=(mia, lu, desk, JO)))).others == (mia,)


def test_a_members_forward_is_the_original_persons_enquiry() -> None:
    kim = Mailbox(name="Kim", address="kim@x.example")
    forward = Forward(author=kim, subject="Our site", text="Please help", candidates=(kim,))
    ctx = new(
        message=message("see below", author=Mailbox(name="Lu", address=LU.address), forward=forward),
        recognition=recognition(role="member", person=LU),
    )
    case = opened(ctx)
    assert (case.enquirer, case.referrer, case.subject) == (kim, LU.address, "Our site")


def test_two_possible_authors_are_asked_about() -> None:
    kim, mia = Mailbox(name="Kim", address="kim@x.example"), Mailbox(name="Mia", address="mia@x.example")
    forward = Forward(author=kim, subject="", text="", candidates=(kim, mia))
    ctx = new(
        message=message("see below", author=Mailbox(name="Lu", address=LU.address), forward=forward),
        recognition=recognition(role="member", person=LU),
    )
    assert "two-authors" in tells(decide(ctx), "card")[0].facts["flags"]  # type: ignore[operator]


def test_a_web_form_is_its_visitors_enquiry() -> None:
    form = WebForm(name="Kim", email="kim@x.example", company="", reason="", text="Help", fields=())
    case = opened(new(message=message("Nombre: Kim", form=form)))
    assert case.enquirer == Mailbox(name="Kim", address="kim@x.example")


@pytest.mark.parametrize(
    ("subject", "bare"),
    [("Re: RV: Web shop", "Web shop"), ("[E-4] Re: x", "x"), ("[members] x", "[members] x"), ("  a  b ", "a b")],
)
def test_a_thread_keeps_one_subject(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


# ---------------------------------------------------------------- the enquirer writes again


def again(case: Enquiry, said: str = "One more thing.", **changes: object) -> Context:
    found = recognition(role="client", case=case.id, linked_by="thread")
    base = context(
        message=message(said), recognition=found, classification=classification(), case=case, cases={case.id: case}
    )
    return replace(base, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "becomes"),
    [
        ("acknowledged", "acknowledged"),
        ("awaiting_info", "owned"),
        ("answered", "owned"),
        ("declined", "owned"),
        ("owned", "owned"),
        ("converted", "converted"),
    ],
)
def test_the_ball_comes_back(state: str, becomes: str) -> None:
    owner = "" if state == "acknowledged" else ANA.address
    decision = decide(again(enquiry(state, owner)))
    assert after(decision).state == becomes
    assert [t.template for t in tells(decision)] == ["enquirer-mail", "followup"]


def test_a_closed_case_reopens_within_sixty_days_to_the_same_person() -> None:
    case = enquiry("closed", ANA.address, closed_at=NOW - timedelta(days=59))
    assert (after(decide(again(case))).state, after(decide(again(case))).owner) == ("owned", ANA.address)


def test_after_sixty_days_it_is_a_new_matter_that_says_what_it_may_continue() -> None:
    case = enquiry("closed", ANA.address, closed_at=NOW - timedelta(days=61))
    fresh = opened(again(case))
    assert fresh.maybe == "E-1"


def test_an_owner_who_left_the_rota_is_followed_by_the_chair() -> None:
    case = enquiry("answered", "bo@tera.example", claimed_at=NOW - timedelta(days=90))
    assert after(decide(again(case))).owner == ANA.address


def test_any_mail_lifts_a_hold() -> None:
    case = enquiry("owned", ANA.address, held_until=NOW + timedelta(days=9))
    assert after(decide(again(case))).held_until is None


@pytest.mark.parametrize(("said", "flag"), [("!withdraw\nthanks", "withdraw"), ("Borren mis datos.", "erase")])
def test_an_outsiders_order_is_text_and_raises_a_flag(said: str, flag: str) -> None:
    decision = decide(again(enquiry("owned", ANA.address), said))
    assert flag in tells(decision, "followup")[0].facts["flags"]  # type: ignore[operator]


def test_mail_to_a_case_kept_apart_as_spam_disturbs_nobody() -> None:
    decision = decide(again(enquiry("spam")))
    assert (decision.end, tells(decision)) == ("spam", [])


def test_an_import_answers_nobody_and_starts_no_clock() -> None:
    decision = decide(new(event=arrival(filing=True)))
    assert tells(decision) == []
    assert opened(new(event=arrival(filing=True))).wake_at is None
    assert decide(again(enquiry(), event=arrival(filing=True))).effects


# ---------------------------------------------------------------- machines


def test_a_second_copy_is_only_counted() -> None:
    decision = decide(new(recognition=recognition(seen_before="k0")))
    assert (decision.end, decision.effects) == ("duplicate", ())


def test_an_auto_reply_opens_nothing() -> None:
    marks = replace(PERSON_MARKS, machine="auto-reply", kind="vacation", may_answer=False, because=("A header.",))
    decision = decide(new(message=message("I am away", marks=marks)))
    assert (decision.end, tells(decision), only(decision, Open)) == ("machine", [], [])


def test_the_chairs_holiday_sends_the_card_to_the_backup() -> None:
    marks = replace(PERSON_MARKS, machine="auto-reply", kind="vacation", may_answer=False)
    case = enquiry()
    ctx = context(
        message=message("Estoy de vacaciones", marks=marks),
        recognition=recognition(role="chair", person=ANA, case="E-1", linked_by="thread"),
        case=case,
        cases={"E-1": case},
    )
    decision = decide(ctx)
    assert [(t.template, t.audience[0].who) for t in tells(decision)] == [
        ("enquirer-mail", LU.address),
        ("card", LU.address),
    ]


def sent(*, outward: bool = True, by: str = ANA.address, to: str = JO.address) -> SentMail:
    return SentMail(
        key="k0/answer/jo", event="k0", case="E-1", to=to, by=by, subject="Re: x", template="answer", state="sent",
        text="Hello", at=NOW, outward=outward, tries=0,
    )  # fmt: skip


def bounce(**changes: object) -> Context:
    report = Report(
        kind="bounce",
        recipients=(
            ReportRecipient(address=JO.address, action="failed", status="5.1.1", permanent=True, reason="no such user"),
        ),
        original_message_id="",
        feedback_type="",
        disposition="",
    )
    marks = replace(PERSON_MARKS, machine="bounce", may_answer=False)
    case = enquiry("answered", ANA.address)
    base = context(
        message=message("failed", marks=marks, report=report),
        recognition=recognition(mailbox="return", returned="k0/answer/jo", case="E-1"),
        case=case,
        cases={"E-1": case},
        sent=(sent(),),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_an_answer_that_came_back_is_told_to_its_author() -> None:
    (tell,) = tells(decide(bounce()))
    assert (tell.template, tell.audience[0].who, tell.facts["reason"]) == ("undelivered", ANA.address, "no such user")


def test_the_same_report_again_is_not_told_again() -> None:
    notice = sent(outward=False, by="", to=ANA.address)
    told = replace(notice, key="k9/undelivered", template="undelivered", text=f"to {JO.address}")
    assert tells(decide(bounce(sent=(sent(), told)))) == []
    earlier = replace(told, at=NOW - timedelta(days=1))
    assert tells(decide(bounce(sent=(earlier, sent()))), "undelivered")


def test_a_bounce_of_nothing_we_sent_is_only_machine_mail() -> None:
    decision = decide(bounce(sent=()))
    assert (decision.end, tells(decision)) == ("machine", [])


def test_a_card_that_came_back_goes_to_the_backup() -> None:
    case = enquiry()
    ctx = bounce(sent=(sent(outward=False, by="", to=ANA.address),), case=case, cases={"E-1": case})
    assert {t.audience[0].who for t in tells(decide(ctx))} == {LU.address}


def test_our_own_giving_up_is_told_the_same_way() -> None:
    case = enquiry("answered", ANA.address)
    event = Returned(key="r", outbox_key="k0/answer/jo", reason="3 days", at=NOW)
    decision = decide(context(event, case=case, cases={"E-1": case}, sent=(sent(),)))
    assert tells(decision, "undelivered")
    assert tells(decide(context(event)), "undelivered") == []


# ---------------------------------------------------------------- the list


def posted(category: str = "share", **changes: object) -> Context:
    base = context(
        message=message(
            "We got a lead that is too big for us.\nWho joins?", author=Mailbox(name="Lu", address=LU.address)
        ),
        recognition=recognition(role="member", person=LU, mailbox="list"),
        classification=classification(category, table="list"),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("category", "carded"),
    [("share", True), ("need", True), ("trouble", True), ("unsure", True), ("discussion", False), ("offer", False)],
)
def test_a_post_is_archived_and_carded_where_somebody_should_act(category: str, carded: bool) -> None:
    decision = decide(posted(category))
    (archived,) = only(decision, Archive)
    assert (archived.post.kind, archived.post.coop) == (category, "Fiqus")  # type: ignore[attr-defined]
    assert bool(tells(decision, "post-card")) is carded
    assert all(t.audience[0].kind == "chair" for t in tells(decision))


def the_post() -> Post:
    (archived,) = only(decide(posted()), Archive)
    return archived.post  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hi all,\n\nwe got a lead that is\ntoo big for us.\n\nLu", "we got a lead that is too big for us."),
        ("Short.", "Short."),
        ("word " * 90, ("word " * 31).strip() + "…"),
    ],
)
def test_the_line_of_a_post_is_the_beginning_of_what_it_says(text: str, line: str) -> None:
    (archived,) = only(decide(posted(message=message(text))), Archive)
    assert archived.post.line == line  # type: ignore[attr-defined]


def test_an_answer_on_the_list_joins_its_thread() -> None:
    first = the_post()
    (archived,) = only(decide(posted(post=replace(first, thread="t0"))), Archive)
    assert archived.post.thread == "t0"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("said", "kind"),
    [("!record", Open), ("!is discussion", Archive), ("!is nonsense", type(None)), ("hm", type(None))],
)
def test_the_card_of_a_post_takes_orders(said: str, kind: type) -> None:
    found = recognition(role="chair", person=ANA, token=token(ANA, Purpose.POST, case="", about="k1"), token_valid=True)
    mail = message(said, author=Mailbox(name="Ana", address=ANA.address))
    decision = decide(context(message=mail, recognition=found, post=the_post()))
    assert tells(decision, "transcript")
    assert bool([e for e in decision.effects if isinstance(e, kind)]) is (kind is not type(None))
    for effect in only(decision, Open):
        assert isinstance(effect.case, Opportunity)  # type: ignore[attr-defined]
        assert effect.case.bringer == "Fiqus"  # type: ignore[attr-defined]


def test_a_stranger_in_a_call_to_the_co_ops_is_held() -> None:
    case = replace(the_opportunity(), owner=ANA.address)
    found = recognition(case="O-1", linked_by="thread")
    decision = decide(context(message=message("interested"), recognition=found, case=case, cases={"O-1": case}))
    assert (decision.end, only(decision, Interested)) == ("held", [])


def the_opportunity() -> Opportunity:
    found = recognition(role="chair", person=ANA, token=token(ANA, Purpose.POST, case="", about="k1"), token_valid=True)
    mail = message("!record", author=Mailbox(name="Ana", address=ANA.address))
    (effect,) = only(decide(context(message=mail, recognition=found, post=the_post())), Open)
    return effect.case  # type: ignore[attr-defined,no-any-return]


def test_every_decision_has_a_sentence() -> None:
    for ctx in (new(), new(category="spam"), again(enquiry()), bounce(), posted()):
        assert decide(ctx).because.strip()


def test_ask_for_consent_says_so() -> None:
    receipt = tells(decide(new(policy=replace(POLICY, consent="ask"))), "receipt")[0]
    assert receipt.facts["notice"] is False


def test_a_co_op_that_knows_the_technology_is_named_before_one_that_matches_the_kind_of_work() -> None:
    tools = (Fact(name="technologies", value=("django",), words="django"),)
    ctx = new(classification=classification(facts=tools, work=("elixir", "python")))
    fits = tells(decide(ctx), "card")[0].facts["fits"]
    assert next(coop.name for coop, _ in fits) == "Tera"  # type: ignore[attr-defined]
