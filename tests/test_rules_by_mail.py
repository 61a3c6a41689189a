"""Rules by mail: what counts as a rule file, whose word counts, and what reaches the rules folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from fitmail.classify.proposed import LARGEST, MOST, pasted, rule_files
from fitmail.cli import run
from fitmail.config import load
from fitmail.decide.wishes import Settling, wish_of, wished
from fitmail.model import Activate, Arrival, Decision, Order, Person, Proposal, Propose, Recognition, Trust
from fitmail.ruleswriting import write_down
from tests.decide_desk import POLICY
from tests.test_rules import known, said
from tests.test_rules_teaching import books_of

AT = datetime(2026, 3, 3, 10, tzinfo=UTC)
LU = Person(address="lu@fiqus.example", name="Lu Gil", coop="Fiqus", language="en", roles=("member", "maintainer"))
PASS = Trust(aligned=True, server="mx", spf="pass", dkim="pass", dmarc="pass", because="")
ARRIVAL = Arrival(key="k", via="smtp", mail_from=LU.address, rcpt="rules@fit.example", raw=b"", at=AT)
TEXTS = {"enquiries/talk.yaml": "rule: talk\n", "list/need.yaml": "rule: need\n", "lists.yaml": "word lists: {}\n",
         "examples/enquiries/talk.yaml": "letters: []\n"}  # fmt: skip


# -- files


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("talk.yaml", "rule: talk", "enquiries/talk.yaml"),
        ("TALK.YAML", "rule: talk", "enquiries/talk.yaml"),
        ("talk.yaml", "# Letters to learn from.\nletters: []", "examples/enquiries/talk.yaml"),
        ("rules/list/need.yaml", "rule: need", "list/need.yaml"),
        ("lists.yaml", "word lists: {}", "lists.yaml"),
        ("tools.yaml", "tools: []", "tools.yaml"),
        ("attachment-1.yaml", "# rules/enquiries/press.yaml\nrule: press", "enquiries/press.yaml"),
        ("press.yaml", "rule: press", ""),
        ("../../etc/talk.yaml", "x", ""),
        ("enquiries/../../talk.yaml", "x", ""),
        ("/etc/cron.d/talk.yaml", "x", ""),
        ("enquiries/.hidden.yaml", "x", ""),
        ("enquiries/talk.yml", "x", ""),
        ("talk.yaml", "# rules/../talk.yaml\nx", "enquiries/talk.yaml"),
        ("enquiries/talk.yaml.exe", "x", ""),
    ],
)
def test_only_names_that_a_rules_folder_may_hold_are_taken(name: str, text: str, place: str) -> None:
    files, mistakes = rule_files([(name, text)], TEXTS)
    assert list(files) == ([place] if place else [])
    assert (not place) == bool(mistakes)


def test_too_large_too_many_and_twice_are_refused() -> None:
    assert rule_files([("talk.yaml", "x" * (LARGEST + 1))], TEXTS)[0] == {}
    assert len(rule_files([("talk.yaml", "a"), ("enquiries/talk.yaml", "b")], TEXTS)[1]) == 1
    many = [(f"enquiries/a{number}.yaml", "x") for number in range(MOST + 3)]
    assert len(rule_files(many, TEXTS)[0]) == MOST


def test_a_pasted_file_is_named_by_its_first_line_alone() -> None:
    assert pasted("# rules/enquiries/press.yaml\nrule: press\n") == (("enquiries/press.yaml", "rule: press\n"),)
    assert pasted("Please look at rules/enquiries/press.yaml\nrule: press\n") == ()
    assert pasted("rules/enquiries/press.yaml") == ()


# -- whose word counts


def to_rules(person: Person | None) -> Recognition:
    return replace(known("rules", "lu@fiqus.example"), person=person, role="member")


def test_files_of_a_maintainer_that_a_server_vouches_for_are_looked_at() -> None:
    mail = replace(said("talk", "rules/enquiries/talk.yaml\nrule: talk\n"), trust=PASS)
    assert wished(ARRIVAL, mail, to_rules(LU), POLICY) is not None
    assert wished(ARRIVAL, replace(mail, trust=said("", "").trust), to_rules(LU), POLICY) is None
    assert wished(ARRIVAL, mail, to_rules(replace(LU, roles=("member",))), POLICY) is None
    assert wished(ARRIVAL, mail, to_rules(None), POLICY) is None
    assert wished(ARRIVAL, mail, replace(to_rules(LU), mailbox="desk"), POLICY) is None
    proven = replace(ARRIVAL, proof=LU.address)
    assert wished(proven, replace(mail, trust=said("", "").trust), to_rules(LU), POLICY) is not None


def test_lines_about_corrections_are_read_in_three_languages_and_sentences_are_not() -> None:
    def settled(text: str) -> tuple[Settling, ...]:
        return wish_of(said("", text)).settlings

    (one, two, three) = settled("accept 3, 5\n!rechazo 4\naceito 6 como talk\n\nThanks!")
    assert (one.accepts, one.numbers, one.category) == (True, (3, 5), "")
    assert (two.accepts, two.numbers) == (False, (4,))
    assert (three.accepts, three.numbers, three.category) == (True, (6,), "talk")
    assert settled("Accept our thanks for the 3 of you") == ()
    assert settled("> accept 3") == ()
    assert wish_of(said("", "pendientes")).lists
    assert not wish_of(said("", "pending questions remain")).lists


# -- the whole way, with an attached file


def attached(name: str, text: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "isla@bramblecode.example", "rules@weft.example", "A talk"
    mail["Message-ID"], mail["Date"] = f"<{name}@bramblecode.example>", "Tue, 03 Mar 2026 10:00:00 +0000"
    mail["Authentication-Results"] = "mx.weft.example; dkim=pass header.d=bramblecode.example; dmarc=pass header.from=x"
    mail.set_content("Please try this.")
    mail.add_attachment(text.encode(), maintype="application", subtype="yaml", filename=name)
    return mail.as_bytes()


def test_an_attached_file_is_tried_and_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", ".", "--copy-files"]) == 0
    monkeypatch.setenv("FITMAIL_ROLES__COORDINATOR", "isla@bramblecode.example")
    monkeypatch.setenv("FITMAIL_TRUST__SERVERS", "mx.weft.example")
    for file in (Path(__file__).parent / "fixtures" / "network").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert run(["members", "import"]) == 0
    text = (tmp_path / "rules" / "enquiries" / "talk.yaml").read_text("utf-8")
    for number, content in enumerate((text.replace("strong:", "stong:", 1), text + "\n# a remark\n")):
        (tmp_path / f"{number}.eml").write_bytes(attached("talk.yaml", content).replace(b"<talk", b"<%d" % number))
        receive = ["receive", f"{number}.eml", "--rcpt", "rules@weft.example", "--now", "2026-03-03 10:00 +0000"]
        assert run(receive) == 0
    assert run(["work", "--now", "2026-03-03 10:00 +0000"]) == 0
    capsys.readouterr()
    assert run(["outbox"]) == 0
    told = capsys.readouterr().out
    assert "mistakes in the rules" in told
    assert "rules that you propose" in told
    assert (tmp_path / "rules" / "enquiries" / "talk.yaml").read_text("utf-8") == text


# -- the rules folder


def activated(folder: Path, files: dict[str, str], name: str) -> tuple[str, ...]:
    """What is written after somebody gave the word."""
    proposal = Proposal(
        key=name, by=LU.address, at=AT, files=tuple(files.items()), mistakes=(), changes=(), counted=0, examples=0,
        based_on="", version="",
    )  # fmt: skip
    effects = (Propose(proposal=proposal), Activate(proposal=name, by=LU.address))
    word = Order(key=f"order-{name}", by=LU.address, text="!activate", at=AT)
    books = books_of(folder)
    try:
        books.keep_events([word])
        with books.page() as page:
            decided = Decision(because="Lu activated rules.", end="filed", case="", effects=effects)
            page.write(word, message=None, recognition=None, decision=decided, mails=(), trace=(), now=AT)
        written = write_down(load(folder / "fitmail.toml", environment={}), books, now=AT)
        assert not books.rules_wait()
        return written
    finally:
        books.close()


def test_an_activated_file_is_written_whole_once_and_the_old_one_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", ".", "--copy-files"]) == 0
    place = tmp_path / "rules" / "enquiries" / "talk.yaml"
    before = place.read_text("utf-8")
    files = {"enquiries/talk.yaml": before + "\n# a remark\n"}
    assert activated(tmp_path, files, "one") == ("enquiries/talk.yaml",)
    assert activated(tmp_path, files, "again") == ()
    assert place.read_text("utf-8").endswith("# a remark\n")
    (old,) = (tmp_path / "rules" / ".old" / "enquiries").iterdir()
    assert old.read_text("utf-8") == before
    assert activated(tmp_path, {"enquiries/talk.yaml": "rule: tolk\n"}, "does not fit any more") == ()
    with pytest.raises(ValueError, match="outside the rules folder"):
        activated(tmp_path, {"../talk.yaml": "# nothing of ours\n"}, "climbs")
    assert not (tmp_path / "talk.yaml").exists()
