"""Who you answer is who hears it: insiders' answers, their orders, and what is held."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decide_desk import (
    ANA,
    BO,
    COOPS,
    DIRECTORY,
    ENA,
    JO,
    LU,
    NONE,
    NOW,
    PASS,
    POLICY,
    after,
    answer,
    arrival,
    context,
    enquiry,
    message,
    only,
    order,
    recognition,
    tells,
    token,
)

from fitmail.decide import decide
from fitmail.model import (
    Change,
    Coop,
    Interested,
    Learn,
    Mailbox,
    Open,
    Opportunity,
    Prefer,
    Purpose,
    Refile,
    Release,
    SentMail,
    Settle,
    Spend,
    Trust,
    Undoable,
    Withdraw,
)

HELLO = "Hello Jo,\n\nHappy to help. Could you ring us?\n\nAna"


def results(decision: object) -> list[tuple[str, bool]]:
    (tell,) = tells(decision, "transcript")  # type: ignore[arg-type]
    found = tell.facts["results"]
    return [(r.key, r.ok) for r in found]  # type: ignore[attr-defined]


def test_an_answer_to_the_routed_mail_reaches_the_enquirer_and_claims_the_case() -> None:
    decision = decide(answer(HELLO))
    (tell,) = tells(decision)
    assert (tell.template, tell.audience[0].who, tell.author) == ("answer", JO.address, ANA.address)
    assert tell.answers == "<1@shop.example>"
    assert tell.automatic == ""
    case = after(decision)
    assert (case.state, case.owner, case.first_reply_at) == ("answered", ANA.address, NOW)


def test_whom_the_client_copied_hears_the_answer_too() -> None:
    mia = Mailbox(name="Mia", address="mia@shop.example")
    (tell,) = tells(decide(answer(HELLO, case=enquiry(others=(mia,)))))
    assert tell.cc == (mia,)


def test_reply_only_drops_them() -> None:
    mia = Mailbox(name="Mia", address="mia@shop.example")
    decision = decide(answer(f"!reply only\n{HELLO}", on=Purpose.DESK, case=enquiry(others=(mia,))))
    (tell,) = tells(decision, "answer")
    assert tell.cc == ()


def test_words_answered_to_the_card_stay_inside_and_the_transcript_offers_to_send_them() -> None:
    decision = decide(answer(HELLO, on=Purpose.DESK))
    (tell,) = tells(decision)
    assert (tell.template, tell.facts["offer_send"]) == ("transcript", True)
    assert decision.end == "filed"


@pytest.mark.parametrize("text", ["spam", "Tomo", "close please"])
def test_a_bare_order_word_to_the_client_is_held_and_shown_back(text: str) -> None:
    decision = decide(answer(text))
    held, shown = tells(decision)
    assert held.held == "bare-word"
    assert (shown.template, shown.facts["reason"]) == ("held", "bare-word")
    assert shown.about.split() == ["k1", "k1/held-answer/jo@shop.example"]
    assert decision.end == "held"


@pytest.mark.parametrize(
    "text",
    [
        "Rang her last night. Close please.",
        "Please file it as promotion and send the usual note.",
        "Pasalo a Fiqus y avisale a Jo que la llaman.",
        "Alguém pode responder esta? Diga a ela que sim.",
    ],
)
def test_words_meant_for_the_desk_do_not_reach_the_client(text: str) -> None:
    client = enquiry(enquirer=Mailbox(name="Kim", address="kim@shop.example"))
    decision = decide(answer(text, case=client))
    assert decision.end == "held"
    assert all(t.held for t in tells(decision, "answer"))


@pytest.mark.parametrize(
    "text",
    [
        "Hi Jo, you can close the tab: we mark as spam what comes from them.",
        "Yes to both. Ask Corin, he wrote it.",
        "Grand, Jo, an email is it. Send us the company number.",
    ],
)
def test_words_to_the_client_leave(text: str) -> None:
    assert decide(answer(text)).end == "filed"


def test_a_second_person_is_held_and_told_who_has_it() -> None:
    earlier = SentMail(
        key="x", event="x", case="E-1", to=JO.address, by=ANA.address, subject="", template="answer", state="sent",
        text="First!", at=NOW, outward=True, tries=0,
    )  # fmt: skip
    decision = decide(answer(HELLO, by=LU, case=enquiry("owned", ANA.address), sent=(earlier,)))
    held, shown = tells(decision)
    assert held.held == "not-owner"
    assert (shown.template, shown.facts["owner"], shown.facts["sent"]) == ("collision", "Ana Paz", earlier)


def test_without_a_pass_nothing_leaves_and_the_registered_address_is_asked() -> None:
    decision = decide(answer(HELLO, trust=NONE))
    (tell,) = tells(decision)
    assert (tell.template, tell.purpose, tell.about) == ("confirm", Purpose.CONFIRM, "k1")
    assert tell.audience[0].who == ANA.address
    assert decision.end == "held"


def test_internal_orders_need_no_pass() -> None:
    decision = decide(answer("!claim", on=Purpose.DESK, trust=NONE))
    assert after(decision).owner == ANA.address


def test_an_outward_order_without_a_pass_waits_whole() -> None:
    decision = decide(answer("!claim\n!decline", on=Purpose.DESK, trust=NONE))
    assert [t.template for t in tells(decision)] == ["confirm"]
    assert not only(decision, Change)


def test_the_one_time_token_walks_the_held_mail_again() -> None:
    found = recognition(person=ANA, token=token(ANA, Purpose.CONFIRM, about="k0"), token_valid=True, case="E-1")
    ctx = context(message=message("ok"), recognition=found, case=enquiry())
    decision = decide(ctx)
    assert only(decision, Refile) == [Refile(arrival="k0", proof=ANA.address)]
    assert only(decision, Spend)


def test_the_held_mail_can_be_dropped_instead() -> None:
    found = recognition(person=ANA, token=token(ANA, Purpose.CONFIRM, about="k0"), token_valid=True, case="E-1")
    decision = decide(context(message=message("drop"), recognition=found, case=enquiry()))
    assert only(decision, Settle) == [Settle(arrival="k0")]


def test_a_used_up_token_confirms_nothing() -> None:
    found = recognition(person=ANA, token=token(ANA, Purpose.CONFIRM, about="k0"), token_valid=False, case="E-1")
    decision = decide(context(message=message("ok"), recognition=found, case=enquiry()))
    assert not only(decision, Refile)


def test_proof_stands_for_the_pass() -> None:
    ctx = replace(answer(HELLO, trust=NONE), event=arrival(proof=ANA.address))
    assert tells(decide(ctx), "answer")


def test_a_colleague_with_my_token_writes_a_note_that_is_offered_to_the_owner() -> None:
    decision = decide(answer("!decline\nno", by=LU, holder=ANA, case=enquiry("owned", ANA.address)))
    (tell,) = tells(decision)
    assert (tell.template, tell.audience[0].who) == ("offered", ANA.address)


def test_a_stranger_with_my_token_is_held_and_i_am_told() -> None:
    found = recognition(token=token(ANA, Purpose.DESK), token_valid=True, case="E-1")
    decision = decide(context(message=message("!share"), recognition=found, case=enquiry()))
    (tell,) = tells(decision)
    assert (tell.template, tell.audience[0].who, decision.end) == ("leaked", ANA.address, "held")


def test_what_quotes_an_internal_line_does_not_leave() -> None:
    decision = decide(answer("Hello Jo, see below\n=== FIT desk · E-1 · internal"))
    assert tells(decision)[0].held == "guard"


def test_a_pasted_line_of_a_card_holds_the_answer_even_where_the_reader_cut_it_off() -> None:
    ctx = answer("Hello Jo, you asked for this.")
    pasted = "Hello Jo, you asked for this.\n=== FIT desk · E-1 · internal, for you only ===\nbudget: 20k"
    footer = "Hello Jo, you asked for this.\n=== E-1 · answering this mail answers Jo ==="
    assert ctx.message is not None
    assert decide(replace(ctx, message=replace(ctx.message, text=pasted))).end == "held"
    assert decide(replace(ctx, message=replace(ctx.message, text=footer))).end == "filed"


@pytest.mark.parametrize("leak", ["enquiries+e1.abcdefghijklmnop@fit.example", "list@fit.example"])
def test_private_addresses_do_not_leave(leak: str) -> None:
    assert decide(answer(f"Hello Jo, write to {leak}, thanks")).end == "held"


def test_a_members_public_address_may_leave() -> None:
    assert decide(answer("Hello Jo, write to lu@fiqus.example")).end == "filed"


def test_an_interleaved_answer_leaves_whole_without_our_footer() -> None:
    whole = "> can you help?\nYes, you can count on us.\n> === E-1 footer\n> when?\nIn May."
    mail = message("Yes, you can count on us.\n\nIn May.", interleaved=True, text=whole)
    ctx = replace(answer(HELLO), message=replace(mail, author=Mailbox(name="Ana", address=ANA.address)))
    (tell,) = tells(decide(ctx))
    assert "> when?\nIn May." in str(tell.facts["text"])
    assert "===" not in str(tell.facts["text"])


def test_orders_run_only_from_a_certain_cut() -> None:
    ctx = answer("!decline", on=Purpose.DESK)
    decision = decide(replace(ctx, message=replace(ctx.message, sure=False)))  # type: ignore[type-var]
    assert decision.end == "held"
    assert not only(decision, Change)


# ---------------------------------------------------------------- orders


def test_decline_carries_the_own_lines_in_the_mail_of_its_reason() -> None:
    decision = decide(answer("!decline budget\nSorry, Jo.\nTry later.", on=Purpose.DESK))
    (tell,) = tells(decision, "decline-budget")
    assert tell.facts["text"] == "Sorry, Jo.\nTry later."
    assert (after(decision).state, after(decision).outcome) == ("declined", "declined_budget")


def test_a_wrong_reason_sends_nothing() -> None:
    decision = decide(answer("!decline because", on=Purpose.DESK))
    assert results(decision) == [("no-such-reason", False)]
    assert not only(decision, Change)


def test_one_wrong_line_withholds_what_is_outward_and_keeps_what_is_internal() -> None:
    decision = decide(answer("!claim\n!decline\n!clame", on=Purpose.DESK))
    assert results(decision) == [("claimed", True), ("withheld", False), ("unknown", False)]
    assert after(decision).owner == ANA.address
    assert not tells(decision, "decline-fit")


def test_a_failing_order_on_the_routed_mail_is_held() -> None:
    decision = decide(answer("!clame\nHello Jo, you are right."))
    assert decision.end == "held"
    assert [t.held for t in tells(decision, "answer")] == ["order-unknown"]  # one word away from leaving


def test_text_below_claim_on_the_routed_mail_answers_the_enquirer() -> None:
    decision = decide(answer(f"!claim\n{HELLO}"))
    (tell,) = tells(decision, "answer")
    assert tell.facts["text"] == HELLO


def test_text_below_claim_on_the_card_is_a_note() -> None:
    decision = decide(answer("!claim\nI know them.", on=Purpose.DESK))
    assert not tells(decision, "answer")
    assert results(decision) == [("claimed", True)]


def test_text_below_an_order_that_takes_none_is_asked_about() -> None:
    decision = decide(answer("!help\nHello Jo, you are right."))
    assert ("text-unexpected", False) in results(decision)
    assert [t.held for t in tells(decision, "answer")] == ["order-unknown"]


def test_ask_sends_what_is_missing_and_waits_for_the_client() -> None:
    decision = decide(answer("!ask budget quién", on=Purpose.DESK))
    (tell,) = tells(decision, "ask")
    assert tell.facts["keys"] == ("budget", "who", "found")
    assert after(decision).state == "awaiting_info"


def test_ask_does_not_know_every_word() -> None:
    assert results(decide(answer("!ask horoscope", on=Purpose.DESK))) == [("no-such-question", False)]


def test_signpost_needs_a_known_key() -> None:
    assert results(decide(answer("!signpost moon", on=Purpose.DESK))) == [("no-such-signpost", False)]
    decision = decide(answer("!derivar ICA", on=Purpose.DESK))
    assert after(decision).state == "signposted"


def test_assign_tells_the_new_owner_with_mail_and_card() -> None:
    decision = decide(answer("!assign Lu\nYour client, isn't it?", on=Purpose.DESK))
    assert after(decision).owner == LU.address
    assert {t.template for t in tells(decision)} == {"assigned", "enquirer-mail", "card", "transcript"}
    assert tells(decision, "assigned")[0].facts["text"] == "Your client, isn't it?"


def test_assign_says_who_was_perhaps_meant() -> None:
    assert results(decide(answer("!assign Nobody", on=Purpose.DESK))) == [("no-such-person", False)]


def test_a_claim_comes_second() -> None:
    decision = decide(answer("!claim", by=LU, on=Purpose.DESK, case=enquiry("owned", ANA.address)))
    assert results(decision) == [("not-yours", False)]


def test_release_gives_the_case_back() -> None:
    decision = decide(answer("!release", on=Purpose.DESK, case=enquiry("owned", ANA.address)))
    assert (after(decision).owner, after(decision).state) == ("", "acknowledged")


def test_a_phone_call_becomes_a_case_without_a_mail_to_the_caller() -> None:
    found = recognition(role="member", person=ANA)
    mail = message("!new Jo jo@x.example\nShe rang.", author=Mailbox(name="Ana", address=ANA.address))
    decision = decide(context(message=mail, recognition=found))
    (opened,) = only(decision, Open)
    assert opened.case.owner == ANA.address  # type: ignore[attr-defined]
    assert [t.template for t in tells(decision)] == ["transcript"]


@pytest.mark.parametrize(("trust", "leaves"), [(PASS, ["answer", "transcript"]), (NONE, ["confirm"])])
def test_a_first_mail_to_a_new_person_wants_an_authenticated_sender(trust: Trust, leaves: list[str]) -> None:
    found = recognition(role="member", person=ANA)
    author = Mailbox(name="Ana", address=ANA.address)
    mail = message("!new Jo jo@x.example\n!reply\nHello", author=author, trust=trust)
    assert [t.template for t in tells(decide(context(message=mail, recognition=found)))] == leaves


def test_a_new_case_is_no_way_round_the_token_of_another() -> None:
    found = recognition(role="member", person=ANA)
    mail = message("!new Jo jo@x.example\n!reply E-1\nHello", author=Mailbox(name="Ana", address=ANA.address))
    decision = decide(context(message=mail, recognition=found, cases={"E-1": enquiry()}))
    assert [t.template for t in tells(decision)] == ["confirm"]


def test_without_a_token_nothing_else_is_ordered() -> None:
    found = recognition(role="member", person=ANA, case="E-1", linked_by="subject")
    mail = message("!decline", author=Mailbox(name="Ana", address=ANA.address))
    decision = decide(context(message=mail, recognition=found, case=enquiry(), cases={"E-1": enquiry()}))
    assert [t.template for t in tells(decision)] == ["confirm"]


def test_with_a_token_the_first_mail_leaves() -> None:
    decision = decide(answer("!new Kim kim@x.example\n!reply\nHello Kim", on=Purpose.DESK))
    (tell,) = tells(decision, "answer")
    assert (tell.case, tell.audience[0].who) == ("E-1", "kim@x.example")


def test_is_corrects_and_becomes_an_example() -> None:
    decision = decide(answer("!es tender", on=Purpose.DESK))
    assert after(decision).category == "tender"
    assert only(decision, Learn)


def test_is_needs_a_known_category() -> None:
    assert results(decide(answer("!is nice", on=Purpose.DESK))) == [("no-such-category", False)]


@pytest.mark.parametrize(
    ("text", "before", "state"),
    [
        ("!close", "owned", "closed"),
        ("!reopen", "closed", "owned"),
        ("!spam", "acknowledged", "spam"),
        ("!notspam", "spam", "acknowledged"),
    ],
)
def test_an_order_moves_the_case(text: str, before: str, state: str) -> None:
    case = enquiry(before, ANA.address if before != "acknowledged" else "", closed_at=NOW)
    assert after(decide(answer(text, on=Purpose.DESK, case=case))).state == state


def test_hold_stops_the_clocks_until_its_day() -> None:
    decision = decide(answer("!hold until 2026-03-10", on=Purpose.DESK))
    case = after(decision)
    assert case.held_until is not None
    assert case.wake_at == case.held_until


@pytest.mark.parametrize("text", ["!hold", "!hold until soonish", "!hold until 2020-01-01"])
def test_hold_needs_a_day_to_come(text: str) -> None:
    assert results(decide(answer(text, on=Purpose.DESK))) == [("bad-date", False)]


def test_send_lets_a_held_mail_go_and_settles_its_account() -> None:
    key = "k0/held-answer/jo@shop.example"
    held = SentMail(
        key=key, event="k0", case="E-1", to=JO.address, by=ANA.address, subject="", template="answer", state="held",
        text="x", at=NOW, outward=True, tries=0,
    )  # fmt: skip
    decision = decide(answer("send", on=Purpose.HELD, about=f"k0 {key}", held=(held,)))
    assert only(decision, Release) == [Release(outbox_key=key)]
    assert only(decision, Settle) == [Settle(arrival="k0")]
    dropped = decide(answer("drop", on=Purpose.HELD, about=f"k0 {key}", held=(held,)))
    assert only(dropped, Withdraw) == [Withdraw(outbox_key=key)]


def test_send_on_the_card_sends_the_prepared_answer() -> None:
    decision = decide(answer("!send", on=Purpose.DESK, case=enquiry(category="start", prepared="prepared-start")))
    assert tells(decision, "prepared-start")
    assert after(decision).state == "answered"


def test_there_may_be_nothing_to_send() -> None:
    assert results(decide(answer("!send", on=Purpose.DESK))) == [("nothing-held", False)]


def test_undo_takes_back_while_nothing_has_left() -> None:
    before = enquiry()
    undoable = Undoable(event="k0", by=ANA.address, before=before, irreversible=False)
    decision = decide(answer("!undo", on=Purpose.DESK, case=enquiry("owned", ANA.address), undoable=undoable))
    assert after(decision).state == "acknowledged"


@pytest.mark.parametrize(("by", "irreversible", "key"), [(ANA, True, "irreversible"), (LU, False, "not-yours")])
def test_undo_has_its_limits(by: object, irreversible: bool, key: str) -> None:
    undoable = Undoable(event="k0", by=by.address, before=enquiry(), irreversible=irreversible)  # type: ignore[attr-defined]
    assert results(decide(answer("!undo", on=Purpose.DESK, undoable=undoable))) == [(key, False)]
    assert results(decide(answer("!undo", on=Purpose.DESK))) == [("nothing-to-undo", False)]


@pytest.mark.parametrize("word", ["why", "show", "status", "help"])
def test_a_question_is_answered_to_me_alone(word: str) -> None:
    decision = decide(answer(f"!{word}", on=Purpose.DESK))
    (tell,) = tells(decision, word)
    assert [a.who for a in tell.audience] == [ANA.address]


# ---------------------------------------------------------------- opportunities


def test_share_calls_the_co_ops_with_nothing_of_the_client() -> None:
    decision = decide(answer("!share until 2026-03-06", on=Purpose.DESK))
    (call,) = tells(decision, "opportunity")
    assert "Jo" not in str(call.facts)
    assert "shop.example" not in str(call.facts)
    assert after(decision).state == "converted"
    (opened,) = only(decision, Open)
    assert isinstance(opened.case, Opportunity)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    ["Jo Ruiz wants a shop", "call +54 11 5555", "mail jo@shop.example", "see www.shop.example", "Jo wants a shop"],
)
def test_a_summary_that_names_the_client_is_refused(text: str) -> None:
    case = enquiry()
    decision = decide(answer(f"!share\n{text}", on=Purpose.DESK, case=case))
    named = text != "call +54 11 5555"  # a number that was not found in the client's mail is not known to be theirs
    assert bool(tells(decision, "opportunity")) is not named


def test_share_can_name_co_ops() -> None:
    decision = decide(answer("!compartir con Camba, Tera hasta viernes", on=Purpose.DESK))
    (call,) = tells(decision, "opportunity")
    assert [a.who for a in call.audience] == ["Camba", "Tera"]


def test_record_opens_a_draft_and_calls_nobody() -> None:
    decision = decide(answer("!record Fiqus", on=Purpose.DESK))
    (opened,) = only(decision, Open)
    assert (opened.case.state, opened.case.bringer) == ("draft", "Fiqus")  # type: ignore[attr-defined]
    assert not tells(decision, "opportunity")


def opportunity() -> Opportunity:
    ctx = answer("!share", on=Purpose.DESK)
    (opened,) = only(decide(ctx), Open)
    case = opened.case  # type: ignore[attr-defined]
    assert isinstance(case, Opportunity)
    return case


@pytest.mark.parametrize(("said", "kind"), [("interested\nwe know them", "interested"), ("pasamos", "pass")])
def test_a_rep_answers_with_a_bare_word(said: str, kind: str) -> None:
    case = opportunity()
    ctx = answer(said, by=BO, on=Purpose.REP)
    ctx = replace(ctx, case=case, cases={case.id: case}, event=arrival())
    (found,) = only(decide(ctx), Interested)
    assert (found.interest.answer, found.interest.coop) == (kind, "Tera")  # type: ignore[attr-defined]


def test_a_line_that_begins_with_no_is_no_answer() -> None:
    case = opportunity()
    ctx = replace(answer("No, I think it is too big.", by=BO, on=Purpose.REP), case=case, cases={case.id: case})
    decision = decide(ctx)
    assert not only(decision, Interested)
    assert results(decision) == [("unknown", False)]


# ---------------------------------------------------------------- the command line


def test_an_order_at_the_command_line_is_the_same_order() -> None:
    decision = decide(order("E-1 !decline budget"))
    assert tells(decision, "decline-budget")


def test_a_stranger_cannot_order() -> None:
    nobody = replace(ANA, address="nobody@x.example")
    decision = decide(order("E-1 !claim", by=nobody))
    assert decision.effects == ()


def test_a_shared_mailbox_counts_as_its_rep() -> None:
    coop: Coop = replace(COOPS[2], mailbox="hello@tera.example")
    directory = replace(DIRECTORY, coops=(*COOPS[:2], coop))
    case = opportunity()
    box = replace(BO, address="hello@tera.example")
    ctx = replace(answer("interested", by=box, on=Purpose.REP), case=case, cases={case.id: case}, directory=directory)
    assert only(decide(ctx), Interested)


def test_the_first_answers_are_confirmed_to_their_author() -> None:
    ctx = answer(HELLO)
    fresh = replace(ctx, policy=replace(POLICY, confirm_first=5), counters=replace(ctx.counters, confirmed=0))
    assert [t.template for t in tells(decide(fresh))] == ["answer", "sent-copy"]


def test_somebody_of_the_co_op_on_duty_may_claim() -> None:
    decision = decide(order("E-1 !claim", by=ENA))
    assert after(decision).owner == ENA.address


def test_somebody_else_without_a_card_may_not() -> None:
    assert results(decide(order("E-1 !claim", by=BO))) == [("not-yours", False)]


# ---------------------------------------------------------------- digests and what people wish


def test_each_leading_line_of_an_answer_to_a_digest_may_be_a_word_with_its_case() -> None:
    case = opportunity()
    other = replace(case, id="O-2")
    ctx = answer("interested O-1\npass O-2\n\nThanks!", by=BO, on=Purpose.DIGEST)
    decision = decide(replace(ctx, case=None, cases={"O-1": case, "O-2": other}))
    found = [(e.interest.opportunity, e.interest.answer) for e in only(decision, Interested)]  # type: ignore[attr-defined]
    assert found == [("O-1", "interested"), ("O-2", "pass")]


@pytest.mark.parametrize(
    ("on", "said", "wish"),
    [
        (Purpose.DIGEST, "unsubscribe", ("digest", "off")),
        (Purpose.REP, "unsubscribe", ("calls", "off")),
        (Purpose.DESK, "!suscribir", ("calls", "on")),
    ],
)
def test_a_word_ends_what_somebody_does_not_want(on: Purpose, said: str, wish: tuple[str, str]) -> None:
    found = only(decide(answer(said, by=BO, on=on)), Prefer)
    assert wish in [(e.name, e.value) for e in found]  # type: ignore[attr-defined]
