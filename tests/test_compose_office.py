"""Who gets which mail, under which name, in which thread, with which token."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from compose_desk import SECRET, header_names, outsider, parsed, plain, write

from fitmail.compose import message_id
from fitmail.compose.names import token_text
from fitmail.compose.samples import NOW, directory, enquiry, opportunity, policy, sample_tell
from fitmail.model import Audience, Coop, Directory, Letter, Mailbox, Person, Purpose, Tell, Turn

ISLA, LU, JO = "isla@bramble.example", "lu@lock.example", "jo@shop.example"
CARD = sample_tell("card", "en")
C0 = replace(sample_tell("enquirer-mail", "en"), source="")
ANSWER = sample_tell("answer", "en")


def letter(message_id_: str, address: str, inbound: bool, minutes: int) -> Letter:
    at = NOW + timedelta(minutes=minutes)
    return Letter(message_id=message_id_, case="E-42", address=address, inbound=inbound, at=at, template="")


def addresses(*audience: Audience, directory_: Directory) -> list[str]:
    tell = replace(CARD, audience=audience)
    return [mail.address for mail in write(tell, directory_=directory_)]


def person(address: str, name: str, coop: str, *roles: str) -> Person:
    return Person(address=address, name=name, coop=coop, language="en", roles=("member", *roles))


# --- names


def test_the_same_event_composed_twice_gives_the_same_mails() -> None:
    assert write(CARD, ANSWER) == write(CARD, ANSWER)


def test_another_event_gives_other_names() -> None:
    assert write(CARD)[0].message_id != write(CARD, event="event-2")[0].message_id


def test_the_message_id_follows_from_the_outbox_key() -> None:
    (mail,) = write(CARD)
    assert mail.key == f"event-1/card/{ISLA}"
    assert mail.message_id == message_id(mail.key, "E-42", "weft.example")
    assert parsed(mail)["Message-ID"] == mail.message_id
    assert mail.message_id.endswith(".E-42@weft.example>")


def test_a_mail_without_a_case_is_the_desks() -> None:
    assert write(sample_tell("digest", "en"))[0].message_id.endswith(".desk@weft.example>")


def test_the_reply_address_carries_a_token_that_only_the_secret_gives() -> None:
    (mail,) = write(CARD)
    text = token_text(SECRET, case="E-42", address=ISLA, purpose=Purpose.DESK, about="")
    assert len(text) == 16
    assert parsed(mail)["Reply-To"] == f"enquiries+e42.{text}@weft.example"
    assert mail.token is not None
    assert (mail.token.text, mail.token.case, mail.token.person) == (text, "E-42", ISLA)
    assert text != token_text(b"other", case="E-42", address=ISLA, purpose=Purpose.DESK, about="")


@pytest.mark.parametrize(
    ("purpose", "days"), [(Purpose.DESK, 180), (Purpose.CLIENT, 180), (Purpose.HELD, 30), (Purpose.CONFIRM, 2)]
)
def test_a_token_expires_after_what_its_purpose_allows(purpose: Purpose, days: int) -> None:
    (mail,) = write(replace(CARD, purpose=purpose))
    assert mail.token is not None
    assert mail.token.expires == NOW + timedelta(days=days)


def test_without_a_case_the_tag_is_d() -> None:
    assert str(parsed(write(sample_tell("digest", "en"))[0])["Reply-To"]).startswith("enquiries+d.")


def test_without_a_purpose_the_reply_goes_to_the_plain_desk() -> None:
    (mail,) = write(replace(CARD, purpose=None))
    assert parsed(mail)["Reply-To"] == "enquiries@weft.example"
    assert mail.token is None


def test_a_long_desk_name_still_leaves_room_for_the_token() -> None:
    long = replace(policy("en"), desk=f"{'enquiries' * 5}@weft.example")
    local = str(parsed(write(CARD, policy_=long)[0])["Reply-To"]).partition("@")[0]
    assert len(local) <= 64
    assert "+x" in local
    longer = replace(policy("en"), desk=f"{'enquiries' * 7}@weft.example")
    assert parsed(write(CARD, policy_=longer)[0])["Reply-To"] == longer.desk


# --- envelopes


def test_an_automatic_reply_leaves_with_the_null_return_path() -> None:
    (receipt,) = write(sample_tell("receipt", "en"))
    assert (receipt.return_path, receipt.verp) == ("", "")


def test_every_other_mail_has_a_return_path_of_its_own() -> None:
    both = replace(CARD, audience=(Audience(kind="chair"), Audience(kind="backup")))
    first, second = write(both)
    assert first.return_path == f"enquiries+b.{first.verp}@weft.example"
    assert first.verp != second.verp


def test_a_delayed_answer_waits_and_a_held_one_says_why() -> None:
    (mail,) = write(replace(ANSWER, delay=120, held="not-owner"))
    assert mail.not_before == NOW + timedelta(seconds=120)
    assert mail.held == "not-owner"


# --- audiences


def test_one_person_in_several_audiences_gets_one_mail() -> None:
    people = directory("en")
    every = (Audience(kind="chair"), Audience(kind="person", who=ISLA), Audience(kind="operator"))
    assert addresses(*every, directory_=people) == [ISLA]


def test_a_role_that_nobody_holds_falls_to_the_coordinator_and_then_to_the_operator() -> None:
    nobody = Directory(version=1, people=(), coops=(), turns=())
    assert addresses(Audience(kind="chair"), directory_=nobody) == [ISLA]
    asked = replace(policy("en"), coordinator="co@weft.example")
    mails = write(replace(CARD, audience=(Audience(kind="backup"),)), directory_=nobody, policy_=asked)
    assert [mail.address for mail in mails] == ["co@weft.example"]


def test_a_coordinator_by_role_is_found() -> None:
    people = (person("co@weft.example", "Co", "Third Lock", "coordinator"),)
    lone = Directory(version=1, people=people, coops=(), turns=())
    assert addresses(Audience(kind="duty"), directory_=lone) == ["co@weft.example"]


def test_the_chair_is_who_has_the_turn_today() -> None:
    past = Turn(chair=LU, backup="", first=NOW.date() - timedelta(days=9), last=NOW.date() - timedelta(days=1))
    now = Turn(chair=ISLA, backup=LU, first=NOW.date(), last=NOW.date())
    people = replace(directory("en"), turns=(past, now))
    assert addresses(Audience(kind="chair"), directory_=people) == [ISLA]
    assert addresses(Audience(kind="backup"), directory_=people) == [LU]


def test_the_co_op_on_duty_is_the_chairs() -> None:
    chair = person("sam@bramble.example", "Sam", "Bramble Code")
    turn = Turn(chair=chair.address, backup="", first=NOW.date(), last=NOW.date())
    people = replace(directory("en"), people=(*directory("en").people, chair), turns=(turn,))
    assert addresses(Audience(kind="duty"), directory_=people) == [ISLA]


def test_a_shared_mailbox_stands_for_its_co_ops_reps() -> None:
    people = directory("en")
    coops = (replace(people.coops[0], mailbox="hello@bramble.example"), people.coops[1])
    assert addresses(Audience(kind="reps"), directory_=replace(people, coops=coops)) == ["hello@bramble.example", LU]


def test_a_co_op_without_a_rep_is_not_left_out() -> None:
    people = directory("en")
    lone = person("kit@hedge.example", "Kit", "Open Hedge")
    with_hedge = replace(people, people=(*people.people, lone))
    assert addresses(Audience(kind="reps", who="Open Hedge"), directory_=with_hedge) == [lone.address]
    assert addresses(Audience(kind="reps"), directory_=with_hedge) == [ISLA, LU, lone.address]


def test_reps_of_an_unknown_co_op_fall_to_the_operator() -> None:
    assert addresses(Audience(kind="reps", who="Nobody"), directory_=directory("en")) == [ISLA]


def test_members_are_all_who_are_members() -> None:
    assert addresses(Audience(kind="members"), directory_=directory("en")) == [ISLA, LU]


def test_an_alias_is_the_same_person_and_tokens_are_made_for_the_main_address() -> None:
    people = directory("en")
    isla = replace(people.people[0], aliases=("isla@home.example",))
    known = replace(people, people=(isla, people.people[1]))
    tell = replace(CARD, audience=(Audience(kind="person", who="isla@home.example"), Audience(kind="chair")))
    (mail,) = write(tell, directory_=known)
    assert mail.address == "isla@home.example"
    assert mail.token is not None
    assert mail.token.person == ISLA


def test_an_address_that_no_envelope_can_carry_gets_no_mail() -> None:
    for address in ("", "jo", "@shop.example", "jo ruiz@shop.example", "jo@shop.example>\nRCPT TO:<x@y.example"):
        assert write(replace(ANSWER, audience=(outsider(address, "Jo"),))) == ()


def test_each_reader_gets_their_language() -> None:
    people = directory("en")
    lu = replace(people.people[1], language="pt")
    tell = replace(CARD, audience=(Audience(kind="chair"), Audience(kind="backup")))
    first, second = write(tell, directory_=replace(people, people=(people.people[0], lu)))
    assert "You can reply:" in plain(first)
    assert "Você pode responder:" in plain(second)
    assert parsed(second)["Content-Language"] == "pt"


def test_a_shared_mailbox_reads_the_co_ops_first_language_that_we_speak() -> None:
    coop = Coop(
        name="Puente", domain="puente.example", city="", country="", skills=(), languages=("ca", "es"), size=0,
        free_days=0, minimum=0, mailbox="hola@puente.example",
    )  # fmt: skip
    people = replace(directory("en"), coops=(coop,))
    (mail,) = write(replace(CARD, audience=(Audience(kind="reps", who="Puente"),)), directory_=people)
    assert "Podés responder:" in plain(mail)


# --- names on the mail


def test_the_enquirers_mail_comes_under_their_name_via_the_desk() -> None:
    assert parsed(write(C0)[0])["From"] == "Jo Ruiz via Weft enquiries <enquiries@weft.example>"
    nameless = replace(C0, via=Mailbox(name="", address=JO))
    assert parsed(write(nameless)[0])["From"] == "Jo Ruiz via Weft enquiries <enquiries@weft.example>"
    unknown = replace(C0, via=Mailbox(name="", address="kim@shop.example"))
    assert parsed(write(unknown)[0])["From"] == "kim via Weft enquiries <enquiries@weft.example>"


def test_the_card_comes_from_the_networks_desk() -> None:
    assert parsed(write(CARD)[0])["From"] == "Weft desk <enquiries@weft.example>"


def test_an_answer_goes_out_under_the_first_name_and_the_desk() -> None:
    assert str(parsed(write(ANSWER)[0])["From"]) == '"Isla, Weft enquiries" <enquiries@weft.example>'


def test_a_machines_mail_to_a_client_is_the_desks() -> None:
    assert parsed(write(sample_tell("receipt", "en"))[0])["From"] == "Weft enquiries <enquiries@weft.example>"


# --- automatic marks


def test_automatic_mail_says_so_and_a_persons_answer_does_not() -> None:
    assert parsed(write(sample_tell("receipt", "en"))[0])["Auto-Submitted"] == "auto-replied"
    assert parsed(write(CARD)[0])["X-Auto-Response-Suppress"] == "All"
    (answer,) = write(ANSWER)
    assert not {"Auto-Submitted", "X-Auto-Response-Suppress", "Precedence"} & set(header_names(answer))
    assert not answer.automatic


def test_every_mail_carries_our_instance_mark() -> None:
    for tell in (CARD, ANSWER, C0, sample_tell("digest", "en")):
        assert parsed(write(tell)[0])["X-Fitmail-Instance"] == "weft-sample"


def test_calls_and_digests_are_list_mail() -> None:
    for name in ("opportunity", "digest"):
        mail = parsed(write(sample_tell(name, "en"))[0])
        assert mail["Precedence"] == "bulk"
        assert str(mail["List-Id"]).endswith(".weft.example>")
        assert str(mail["List-Unsubscribe"]).startswith(f"<mailto:{mail['Reply-To']}?subject=unsubscribe")


# --- subjects


def test_the_client_sees_their_own_subject_with_the_cases_tag() -> None:
    assert parsed(write(ANSWER)[0])["Subject"] == "Re: Web shop [E-42]"


def test_where_the_client_wrote_no_subject_the_catalogues_stands() -> None:
    cases = {"E-42": replace(enquiry("en"), subject="")}
    assert parsed(write(sample_tell("receipt", "en"), cases=cases)[0])["Subject"] == "We have your message [E-42]"
    assert parsed(write(CARD, cases=cases)[0])["Subject"] == "[E-42] (no subject)"


def test_an_insiders_subject_never_changes() -> None:
    names = ("card", "followup", "unclaimed", "overdue", "collision", "held", "assigned", "sent-copy", "why")
    subjects = {str(parsed(write(sample_tell(name, "en"))[0])["Subject"]) for name in names}
    assert subjects == {"[E-42] Web shop"}


def test_a_tells_own_subject_wins() -> None:
    assert parsed(write(replace(ANSWER, subject="Shop"))[0])["Subject"] == "Re: Shop [E-42]"
    assert parsed(write(replace(CARD, subject="Shop"))[0])["Subject"] == "[E-42] Shop"
    listed = replace(sample_tell("transcript", "en"), case="", subject="[Weft] A post")
    assert parsed(write(listed)[0])["Subject"] == "[Weft] A post"


def test_a_transcript_says_in_its_subject_how_it_went() -> None:
    tell = sample_tell("transcript", "en")
    done = replace(tell, facts={**tell.facts, "done": 3, "problems": 0})
    assert parsed(write(tell)[0])["Subject"] == "[E-42] 1 problem, nothing was sent"
    assert parsed(write(done)[0])["Subject"] == "[E-42] 3 done"


def test_a_mail_about_an_opportunity_never_shows_the_clients_subject() -> None:
    secret = replace(opportunity("en"), subject="Web shop for Ruiz & Daughters", title="")
    tell = sample_tell("opportunity", "en")
    call = replace(tell, facts={**tell.facts, "opportunity": secret})
    transcript = replace(sample_tell("transcript", "en"), case="O-7")
    for mail in write(call, transcript, cases={"O-7": secret}):
        assert b"Ruiz" not in mail.head + mail.body
        assert "Ruiz" not in mail.subject
    subject = str(parsed(write(call, cases={"O-7": secret})[0])["Subject"])
    assert subject == "[O-7] Opportunity: web shop, woocommerce, php — answer by Fri 6 Mar"


# --- threads


def test_the_card_answers_the_enquirers_mail_of_the_same_event() -> None:
    c0, card = write(C0, replace(CARD, after="enquirer-mail"))
    assert parsed(card)["In-Reply-To"] == c0.message_id
    assert parsed(card)["References"] == c0.message_id
    assert parsed(c0)["In-Reply-To"] is None


def test_a_later_card_carries_the_whole_thread_of_its_reader() -> None:
    letters = (
        letter("<1@shop.example>", JO, True, 0),
        letter("<c0@weft.example>", ISLA, False, 1),
        letter("<card@weft.example>", ISLA, False, 2),
        letter("<r@weft.example>", JO, False, 3),
        letter("<note@bramble.example>", ISLA, True, 4),
    )
    c0, card = write(C0, replace(CARD, after="enquirer-mail"), letters=letters)
    assert str(parsed(c0)["References"]).split() == [
        "<c0@weft.example>",
        "<card@weft.example>",
        "<note@bramble.example>",
    ]
    assert parsed(c0)["In-Reply-To"] == "<note@bramble.example>"
    assert str(parsed(card)["References"]).split()[-2:] == ["<note@bramble.example>", c0.message_id]
    for mail in (c0, card):
        assert b"shop.example>" not in mail.head.partition(b"References")[2].partition(b"Auto")[0]


def test_an_outsider_never_sees_an_insiders_message_id() -> None:
    letters = (
        letter("<1@shop.example>", JO, True, 0),
        letter("<r@weft.example>", JO, False, 1),
        letter("<card@weft.example>", ISLA, False, 2),
        letter("<note@bramble.example>", ISLA, True, 3),
        letter("<2@home.example>", "jo@home.example", True, 4),
    )
    (mail,) = write(replace(ANSWER, answers="<2@home.example>"), letters=letters)
    assert parsed(mail)["In-Reply-To"] == "<2@home.example>"
    assert str(parsed(mail)["References"]).split() == ["<1@shop.example>", "<r@weft.example>", "<2@home.example>"]


def test_without_a_named_mail_the_last_letter_of_that_side_is_answered() -> None:
    letters = (letter("<1@shop.example>", JO, True, 0), letter("<card@weft.example>", ISLA, False, 1))
    assert parsed(write(ANSWER, letters=letters)[0])["In-Reply-To"] == "<1@shop.example>"


def test_letters_of_another_case_are_another_thread() -> None:
    other = replace(letter("<9@shop.example>", JO, True, 0), case="E-9")
    assert parsed(write(ANSWER, letters=(other,))[0])["In-Reply-To"] is None


def test_a_long_thread_keeps_its_first_letter_and_the_last_ten() -> None:
    letters = tuple(letter(f"<{n}@shop.example>", JO, True, n) for n in range(40))
    found = str(parsed(write(ANSWER, letters=letters)[0])["References"]).split()
    assert found == ["<0@shop.example>", *(f"<{n}@shop.example>" for n in range(30, 40))]


def test_an_id_that_cannot_stand_in_a_header_is_left_out() -> None:
    for broken in (
        "1@shop.example",
        "<1@shop.example>\r\nBcc: x@y.example",
        "<=?utf-8?q?x?=>",
        f"<{'a' * 999}>",
        "<>",
    ):
        (mail,) = write(replace(ANSWER, answers=broken))
        assert "In-Reply-To" not in header_names(mail)


# --- copies


def test_whom_the_client_copied_gets_the_same_mail_with_an_envelope_of_their_own() -> None:
    sam = Mailbox(name="Sam Orr", address="sam@shop.example")
    first, second = write(replace(ANSWER, cc=(sam, Mailbox(name="Jo", address=JO), sam)))
    assert parsed(first)["Cc"] == "Sam Orr <sam@shop.example>"
    assert (first.head, first.body, first.message_id) == (second.head, second.body, second.message_id)
    assert (first.address, second.address) == (JO, sam.address)
    assert first.key != second.key
    assert first.verp != second.verp


# --- what the store needs


def test_the_outbox_keeps_what_the_person_wrote() -> None:
    (mail,) = write(sample_tell("decline-fit", "en"))
    assert mail.by == ISLA
    assert mail.text == "Your plan is sound, but 20k will not pay for the stock system you describe."
    assert mail.outward


def test_a_tell_that_lacks_a_fact_is_refused_by_name() -> None:
    facts = {key: value for key, value in CARD.facts.items() if key != "phone"}
    with pytest.raises(LookupError, match="lacks phone"):
        write(replace(CARD, facts=facts))


def test_a_template_that_nobody_wrote_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="no template greeting"):
        write(Tell(key="x", audience=CARD.audience, template="greeting", case="E-42", facts={}))


def test_a_later_reader_of_an_operators_own_reason_falls_back() -> None:
    (mail,) = write(replace(sample_tell("decline-fit", "en"), template="decline-budget-small"))
    assert "With the budget you have in mind" in plain(mail)
