"""What read makes of the corpus: against its labels, and against the golden files that people read in a diff.

`pytest --rewrite tests/test_messages.py` writes the golden files anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from read_mails import FIXTURES, WEFT, corpus, raw_mails, squeezed

from fitmail.read import part, read, read_json

GOLDEN = Path(__file__).parent / "golden" / "messages"
SHOWN = {
    "thread/chair.mbox": range(0, 18, 2),
    "thread/client.mbox": range(0, 24, 3),
    "automatic/auto-reply.mbox": range(0, 18, 6),
    "automatic/bounce.mbox": (1, 2, 9, 11),
    "automatic/complaint.mbox": (0,),
    "automatic/delay.mbox": (1,),
    "automatic/receipt.mbox": (0,),
    "automatic/rsvp.mbox": (1, 5),
    "enquiries/opportunity.mbox": (2, 4, 9),
    "enquiries/tender.mbox": (0, 7),
    "enquiries/jobs.mbox": (4,),
    "list/discussion.mbox": (1, 7),
    "list/interest.mbox": (0,),
}
EXAMPLES = json.loads((FIXTURES / "examples" / "expected.json").read_text("utf-8"))


def test_the_newly_written_text_of_every_reply_in_the_corpus_is_right() -> None:
    wrong = [
        (label["message_id"], label["fields"]["reply_text"], message.said)
        for _, message, label in corpus()
        if label["address"] == "thread" and squeezed(message.said) != squeezed(label["fields"]["reply_text"])
    ]
    assert not wrong


def test_interleaved_answers_are_known_as_such() -> None:
    for _, message, label in corpus():
        if label["address"] == "thread":
            assert message.interleaved == (label["fields"]["layout"] == "interleaved"), label["message_id"]


def test_only_answers_in_colour_are_not_certain() -> None:
    unsure = [message.subject for _, message, label in corpus() if not message.sure and label["address"] != "automatic"]
    assert unsure == ["RE: [WEFT-0061] Repairs reporting app - initial enquiry"]


def test_every_automatic_mail_is_seen_and_none_may_be_answered() -> None:
    for _, message, label in corpus():
        if label["address"] == "automatic":
            assert message.marks.machine == label["category"], label["message_id"]
            assert not message.marks.may_answer
            assert message.marks.kind == label["fields"].get("kind", ""), label["message_id"]


def test_reports_name_recipient_code_and_mail() -> None:
    seen = 0
    for _, message, label in corpus():
        fields = label["fields"]
        if label["category"] not in ("bounce", "delay", "complaint", "receipt"):
            continue
        seen += 1
        assert message.report is not None
        assert [one.address for one in message.report.recipients] == [fields["recipient"]]
        assert message.report.original_message_id == fields["original_message_id"]
        assert message.report.feedback_type == fields.get("feedback_type", "")
        assert message.report.disposition == fields.get("disposition", "")
        if "status" in fields:
            one = message.report.recipients[0]
            assert (one.status or None, one.permanent) == (fields["status"], fields["permanent"]), label["message_id"]
    assert seen == 19


def test_answers_to_invitations_are_read() -> None:
    for _, message, label in corpus():
        if label["category"] == "rsvp":
            assert message.rsvp is not None
            assert message.rsvp.uid == label["fields"]["uid"]
            assert message.rsvp.partstat == label["fields"]["partstat"].lower()


def test_no_person_is_taken_for_a_machine() -> None:
    taken = [
        message.subject for _, message, label in corpus() if label["address"] != "automatic" and message.marks.machine
    ]
    assert not taken


def test_the_language_is_right_nearly_always() -> None:
    mails = corpus()
    wrong = [
        (label["language"], message.language) for _, message, label in mails if message.language != label["language"]
    ]
    assert len(wrong) <= 3, wrong
    assert not [pair for pair in wrong if pair[1] and pair[1] in ("en", "es", "pt")]


def test_good_mails_have_no_defects() -> None:
    assert not [(message.id, message.defects) for _, message, _ in corpus() if message.defects]


def test_every_attachment_can_be_fetched_by_its_path() -> None:
    for path in sorted((FIXTURES / "mbox").glob("*/*.mbox")):
        for raw in raw_mails(path):
            for one in read(raw, ours=WEFT, rcpt="").attachments:
                assert len(part(raw, one.path)) == one.size, (path.name, one)
    assert part(b"", "") == part(b"Subject: x\n\nhi", "7") == b""


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_examples_are_read_as_expected(name: str) -> None:
    expected = EXAMPLES[name]
    content = (FIXTURES / "examples" / name).read_bytes()
    if name.endswith(".txt"):
        content = b"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n" + content
    message = read(content, ours=WEFT, rcpt="list@coop.example")
    machine = {"bounce": "bounce", "autoreply": "auto-reply", "arf": "complaint", "human": ""}
    if "cls" in expected:
        assert message.marks.machine == machine[expected["cls"]]
        assert message.marks.may_answer == expected["may_answer"]
    if "failed" in expected:
        assert message.report is not None
        assert [one.address for one in message.report.recipients if one.action == "failed"] == expected["failed"]
        assert [one.address for one in message.report.recipients if one.action == "delayed"] == expected["delayed"]
        assert message.report.original_message_id == f"<{expected['orig_mid']}>"
    if "complained" in expected:
        assert message.report is not None
        assert [one.address for one in message.report.recipients] == expected["complained"]
    if "reply" in expected:
        assert squeezed(message.said) == squeezed(expected["reply"])
    assert all(text in message.said for text in expected.get("must", ()))
    if "filename" in expected:
        assert squeezed(message.subject) == squeezed(expected["subject"])
        assert message.from_.name == expected["from_name"]
        assert message.text == expected["text"]
        assert message.attachments[0].name == expected["filename"]
        assert part(content, message.attachments[0].path).hex() == expected["bytes_hex"]
    if "stored" in expected:
        assert message.text == "café"


@pytest.mark.parametrize("mbox", sorted(SHOWN))
def test_golden_messages(mbox: str, rewrite: bool) -> None:
    path = GOLDEN / (mbox.replace("/", "-").removesuffix(".mbox") + ".json")
    raws = list(raw_mails(FIXTURES / "mbox" / mbox))
    shown = []
    for index in SHOWN[mbox]:
        made = read_json(read(raws[index], ours=WEFT, rcpt="enquiries@weft.example"), source=mbox, index=index)
        kept = {key: value for key, value in made.items() if value not in ("", [], None, ())}
        shown.append({key: value for key, value in kept.items() if key not in ("html", "texts")})
    text = json.dumps(shown, indent=1, ensure_ascii=False) + "\n"
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert json.loads(path.read_text("utf-8")) == json.loads(text)


def test_headers_are_never_read_by_the_quadratic_policy() -> None:
    room = Path(__file__).parent.parent / "fitmail" / "read"
    assert not [path.name for path in room.glob("*.py") if "email.policy" in path.read_text("utf-8")]
