"""The command line: what it answers, in words and as JSON, and its exit codes."""

from __future__ import annotations

import io
import json
import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fitmail.cli import run

FIXTURES = Path(__file__).parent / "fixtures"
ROOT = Path(__file__).resolve().parent.parent
MAIL = b"""From: Jo Ruiz <jo@shop.example>
To: enquiries@weft.example
Subject: Web shop
Message-ID: <1@shop.example>
Date: Tue, 03 Mar 2026 10:00:00 +0000

We want a web shop. Budget about 20k, start in May.
"""
NOW = "2026-03-03 10:00 +0000"


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> dict[str, Any]:
        (only,) = self.objects
        return only


Ask = Callable[..., Answer]


class _Stdin:
    """Standard input that holds a mail."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)

    def isatty(self) -> bool:
        return False


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """One command line in an empty folder, as its exit code and what it wrote."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("FITMAIL_")]:
        monkeypatch.delenv(name)

    def asked(*args: str, stdin: bytes = b"") -> Answer:
        monkeypatch.setattr(sys, "stdin", _Stdin(stdin))
        capsys.readouterr()
        code = run(args)
        said = capsys.readouterr()
        return Answer(code=code, out=said.out, err=said.err)

    return asked


@pytest.fixture
def desk(ask: Ask, tmp_path: Path) -> Ask:
    """A desk of the sample network in the present folder."""
    assert ask("init").code == 0
    toml = (tmp_path / "fitmail.toml").read_text("utf-8")
    toml = toml.replace("ops@bramble.example", "seun@openhedge.example").replace(
        "kit@larch.example", "seun@openhedge.example"
    )
    (tmp_path / "fitmail.toml").write_text(toml, "utf-8")
    for file in (FIXTURES / "network").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert ask("members", "import").code == 0
    assert ask("rota", "import").code == 0
    return ask


def worked(desk: Ask) -> None:
    """Jo's enquiry has come in and was walked."""
    assert desk("receive", "--from", "jo@shop.example", "--now", NOW, stdin=MAIL).code == 0
    assert desk("work", "--now", NOW).code == 0


# -- in general


def test_help_names_every_command_of_the_house(ask: Ask) -> None:
    said = ask("--help")
    assert said.code == 0
    wanted = (
        "init check serve receive import work deliver read explain trace cases show members rota parked outbox rules"
    )
    for command in (wanted + " render rehearse ledger demo people meetings order completion").split():
        assert f"\n  {command} " in said.out


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from fitmail.cli import run; run(['--help']); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stderr
    for package in ("sqlalchemy", "jinja2", "aiosmtpd", "yaml", "icalendar", "babel", "fitmail.app", "fitmail.read"):
        assert f"'{package}'" not in loaded


def test_a_wrong_word_is_wrong_usage(ask: Ask) -> None:
    said = ask("recieve")
    assert said.code == 2
    assert "Traceback" not in said.err


def test_a_command_without_settings_says_how_to_make_them(ask: Ask) -> None:
    said = ask("cases")
    assert said.code == 1
    assert "fitmail.toml line 1: cannot be read" in said.err
    assert "fitmail init" in said.err


def test_the_settings_may_lie_elsewhere(desk: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    file = str(tmp_path / "fitmail.toml")
    assert desk("--config", file, "ledger").code == 0
    monkeypatch.setenv("FITMAIL_CONFIG", file)
    assert desk("ledger").code == 0
    monkeypatch.delenv("FITMAIL_CONFIG")
    assert desk("ledger").code == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_there_for_each_shell(ask: Ask, shell: str) -> None:
    said = ask("completion", shell)
    assert said.code == 0
    assert "_FITMAIL_COMPLETE" in said.out


# -- init and check


def test_a_new_desk_has_no_mistakes_and_init_never_overwrites(ask: Ask, tmp_path: Path) -> None:
    assert ask("init", "desk", "--like", "fit").code == 0
    again = ask("init", "desk")
    assert again.code == 1
    assert "is there already" in again.err
    said = ask("--config", "desk/fitmail.toml", "check")
    assert said.err == ""
    assert said.code == 0
    assert "no mistakes in" in said.out
    assert (tmp_path / "desk" / "fitmail.secret").stat().st_mode & 0o777 == 0o600


def test_check_tells_mistakes_of_all_files_at_once(desk: Ask, tmp_path: Path) -> None:
    with (tmp_path / "people.csv").open("a", encoding="utf-8") as people:
        people.write("Nobody,nobody,Third Lok,en,member\n")
    (tmp_path / "rota.csv").write_text("quarter_start,chair,chair_email\nsoon,,isla@bramblecode.example\n", "utf-8")
    (tmp_path / "fitmail.secret").chmod(0o644)
    said = desk("check", "--json")
    assert said.code == 1
    ours = ("fitmail.secret", "people.csv", "rota.csv")
    found = [(Path(each["file"]).name, each["line"], each["found"]) for each in said.objects]
    assert [each for each in found if each[0] in ours] == [
        ("fitmail.secret", 1, "others may read it"),
        ("people.csv", 32, 'co-op "Third Lok" is not in the members'),
        ("people.csv", 32, 'email "nobody"'),
        ("rota.csv", 2, 'start "soon"'),
    ]


def test_a_mistake_in_the_settings_is_told_in_words(desk: Ask, tmp_path: Path) -> None:
    with (tmp_path / "fitmail.toml").open("a", encoding="utf-8") as toml:
        toml.write("[lmits]\nsize = 1\n")
    said = desk("check")
    assert said.code == 1
    assert "[lmits] is no name of the settings" in said.err
    assert 'Did you mean "limits"?' in said.err
    assert "Traceback" not in said.err


# -- receive


def test_receive_keeps_a_mail_of_standard_input_once(desk: Ask) -> None:
    first = desk("receive", "--json", stdin=MAIL)
    second = desk("receive", "--json", stdin=MAIL)
    assert (first.code, first.object["new"]) == (0, True)
    assert (second.code, second.object["new"]) == (0, False)
    assert first.object["rcpt"] == "enquiries@weft.example"
    assert desk("ledger", "--json").object["received"] == 1


def test_receive_is_silent_when_all_went_well(desk: Ask) -> None:
    said = desk("receive", "--from", "<>", "--rcpt", "Enquiries+e1.abc@weft.example", stdin=MAIL)
    assert (said.code, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize(
    "args", [("--rcpt", "somebody@else.example"), ("--now", "soon"), ("--bogus",), ("not-there.mbox",)]
)
def test_receive_answers_try_later_whatever_went_wrong(desk: Ask, args: tuple[str, ...]) -> None:
    said = desk("receive", *args, stdin=MAIL)
    assert said.code == 75
    assert said.err
    assert "Traceback" not in said.err


def test_receive_answers_try_later_to_broken_settings_and_keeps_a_copy(desk: Ask, tmp_path: Path) -> None:
    (tmp_path / "fitmail.toml").write_text("[desk\n", "utf-8")
    said = desk("receive", "--from", "jo@shop.example", stdin=MAIL)
    assert said.code == 75
    (copy,) = (tmp_path / "emergency").glob("*.eml")
    assert copy.read_bytes().endswith(MAIL)
    assert b"Return-Path: <jo@shop.example>" in copy.read_bytes()


def test_receive_answers_try_later_when_the_store_cannot_be_opened(
    desk: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FITMAIL_STORE__URL", "sqlite:///no/such/folder/x.db")
    said = desk("receive", stdin=MAIL)
    assert said.code == 75
    assert "Traceback" not in said.err
    assert len(list((tmp_path / "emergency").glob("*.eml"))) == 1
    assert desk("ledger").code == 1


def test_books_that_are_no_database_are_told_in_a_sentence(desk: Ask, tmp_path: Path) -> None:
    (tmp_path / "fitmail.db").write_bytes(b"not a database" * 1000)
    said = desk("cases")
    assert said.code == 1
    assert "not a database" in said.err and "Traceback" not in said.err


def test_what_lies_in_the_emergency_box_can_be_received_later(
    desk: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FITMAIL_STORE__URL", "sqlite:///no/such/folder/x.db")
    desk("receive", "--from", "jo@shop.example", "--rcpt", "enquiries@weft.example", stdin=MAIL)
    monkeypatch.delenv("FITMAIL_STORE__URL")
    carried = desk("receive", "--json", "emergency")
    piped = desk("receive", "--json", "--from", "jo@shop.example", stdin=MAIL)
    assert carried.object["new"]
    assert not piped.object["new"], "the mail server's second try is the same mail"


# -- the day's work


def test_an_enquiry_becomes_a_case_with_its_mails(desk: Ask) -> None:
    worked(desk)
    case = desk("cases", "--json").object
    assert (case["id"], case["state"], case["category"], case["language"]) == (
        "E-1",
        "acknowledged",
        "opportunity",
        "en",
    )
    assert case["waiting_on"] == "the chair"
    assert case["enquirer"] == {"name": "Jo Ruiz", "address": "jo@shop.example"}
    assert case["facts"]["budget_max"] == 20000
    assert case["due"].startswith("2026-03-05")
    assert set(case) >= {"id", "state", "category", "language", "owner", "waiting_on", "enquirer", "facts", "due"}
    leaving = desk("outbox", "--json").objects
    assert {each["to"] for each in leaving} == {"jo@shop.example", "isla@bramblecode.example"}
    assert set(leaving[0]) >= {"key", "case", "to", "subject", "state", "tries"}
    book = desk("ledger", "--json").object
    assert (book["received"], book["filed"], book["ok"]) == (1, 1, True)


def test_a_case_is_shown_and_traced_in_words(desk: Ask) -> None:
    worked(desk)
    assert "Web shop" in desk("cases").out
    shown = desk("show", "e-1")
    assert shown.code == 0
    assert "opportunity" in shown.out
    traced = desk("trace", "E-1")
    assert "received" in traced.out
    assert "decided" in traced.out
    assert {each["case"] for each in desk("trace", "E-1", "--json").objects} == {"E-1"}


def test_a_case_that_is_not_there_is_a_no(desk: Ask) -> None:
    assert desk("show", "E-99").code == 1
    assert desk("trace", "E-99").code == 1


def test_what_may_leave_is_delivered_into_the_folder(desk: Ask, tmp_path: Path) -> None:
    worked(desk)
    said = desk("deliver", "--now", NOW, "--json")
    assert said.code == 0
    assert said.object["handed_over"] == len(list((tmp_path / "outgoing" / "new").iterdir())) > 0
    assert desk("outbox", "--json", "--state", "sent").objects
    steps = [(line["step"], line["sentence"].partition(":")[0]) for line in desk("trace", "--json", "E-1").objects]
    assert ("sent", "receipt") in steps and ("sent", "card") in steps


def test_an_order_at_the_command_line_is_an_event_like_any_other(desk: Ask) -> None:
    worked(desk)
    assert desk("order", "--by", "isla@bramblecode.example", "--now", NOW, "E-1 !claim").code == 0
    case = desk("cases", "--json").object
    assert (case["state"], case["owner"]) == ("owned", "isla@bramblecode.example")
    assert case["waiting_on"] == "Isla Trenholme"


def test_old_mail_is_filed_and_nobody_is_answered(desk: Ask) -> None:
    box = str(FIXTURES / "mbox" / "enquiries" / "join.mbox")
    said = desk("import", box, "--now", NOW, "--json")
    assert said.code == 0
    assert said.object["kept"] > 10
    assert said.object["worked"] == said.object["kept"]
    assert desk("outbox", "--all", "--json").objects == []
    assert desk("import", box, "--json").object["kept"] == 0
    book = desk("ledger", "--json").object
    assert book["ok"]
    assert book["waiting"] == 0


def test_nothing_is_parked_on_a_new_desk(desk: Ask) -> None:
    assert desk("parked", "list").out == "nothing is parked\n"
    assert desk("parked", "show", "x").code == 1
    assert desk("parked", "retry", "x").code == 1
    assert desk("parked", "retry").code == 2


# -- tables


def test_tables_go_out_as_they_came_in(desk: Ask, tmp_path: Path) -> None:
    assert desk("meetings", "import").code == 0
    for name in ("members", "people", "rota", "meetings"):
        assert desk(name, "export").out == (FIXTURES / "network" / f"{name}.csv").read_text("utf-8")
    assert desk("rota", "export", "copy.csv").code == 0
    assert (tmp_path / "copy.csv").read_bytes() == (FIXTURES / "network" / "rota.csv").read_bytes()
    assert desk("rota", "export", "copy.csv").code == 1, "what is there is not overwritten"


def test_a_table_with_a_mistake_changes_nothing(desk: Ask, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("quarter_start,chair_email\n2026-01-01,nobody@x.example\n", "utf-8")
    said = desk("rota", "import", "bad.csv")
    assert said.code == 1
    assert "nobody@x.example is not among the people" in said.err
    assert len(desk("rota", "--json").objects) == 4


def test_people_are_listed_with_their_roles(desk: Ask) -> None:
    people = desk("people", "--json").objects
    assert len(people) == 30
    assert people[0]["roles"] == ["member", "rep", "chair"]
    assert "Isla Trenholme" in desk("people").out


# -- trying things without an installation


def test_a_mail_is_read_without_any_settings(ask: Ask) -> None:
    seen = ask("read", "--json", stdin=MAIL).object
    assert seen["source"] == "-"
    assert seen["author"] == {"name": "Jo Ruiz", "address": "jo@shop.example"}
    assert seen["said"].startswith("We want a web shop.")
    wanted = "source index message_id in_reply_to references from author reply_to to cc subject date language said sure"
    assert set(seen) >= set(
        (wanted + " quoted signature texts html attachments marks may_answer report rsvp list").split()
    )
    assert "We want a web shop" in ask("read", stdin=MAIL).out


def test_every_mail_of_an_mbox_is_one_line_of_json(ask: Ask) -> None:
    said = ask("read", "--json", str(FIXTURES / "mbox" / "enquiries" / "start.mbox"))
    assert said.code == 0
    assert [each["index"] for each in said.objects] == list(range(len(said.objects)))
    assert len(said.objects) > 5


def test_reading_nothing_is_a_no(ask: Ask) -> None:
    assert ask("read", "no-such-file").code == 1


def test_explain_tells_what_would_happen_and_does_nothing(desk: Ask, tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(MAIL)
    told = desk("explain", "--json", "--now", NOW, "mail.eml").object
    assert set(told) >= {"message", "recognition", "classification", "decision", "leaves"}
    assert told["message"]["source"] == "mail.eml"
    assert told["classification"]["category"] == "opportunity"
    facts = told["classification"]["facts"]
    assert (facts["budget_max"], facts["currency"], facts["technologies"]) == (20000, None, [])
    assert told["decision"]["because"]
    best = told["classification"]["categories"][0]
    assert best["category"] == "opportunity"
    assert best["evidence"][0]["sentences"]
    assert told["classification"]["rules_version"]
    assert {each["to"] for each in told["leaves"]} == {"jo@shop.example", "isla@bramblecode.example"}
    assert desk("ledger", "--json").object["received"] == 0


def test_explain_needs_no_installation(ask: Ask, tmp_path: Path) -> None:
    said = ask("explain", "--now", NOW, stdin=MAIL)
    assert said.code == 0
    assert "opportunity" in said.out
    assert list(tmp_path.iterdir()) == []


def test_the_rules_explain_themselves(ask: Ask) -> None:
    said = ask("rules", "explain", stdin=MAIL)
    assert said.code == 0
    assert "opportunity" in said.out
    assert "rules: version " in said.out
    assert 'in "' in said.out
    told = ask("rules", "explain", "--json", "-", stdin=MAIL).object
    assert told["table"] == "enquiries"
    assert told["categories"][0]["hits"][0]["sentences"]


def test_the_rules_explain_a_mail_as_a_post_on_the_list(ask: Ask) -> None:
    assert ask("rules", "explain", "--list", "--json", stdin=MAIL).object["table"] == "list"


def test_the_shipped_rules_have_no_mistake_and_a_slip_is_told(ask: Ask, tmp_path: Path) -> None:
    assert ask("rules", "check").code == 0
    copy = tmp_path / "rules" / "enquiries"
    copy.mkdir(parents=True)
    (copy / "join.yaml").write_text("about: x\nstong: [join]\n", "utf-8")
    said = ask("rules", "check", "rules")
    assert said.code == 1
    assert "strong" in said.err


def test_a_template_is_rendered_with_sample_facts(ask: Ask) -> None:
    said = ask("render", "receipt", "--language", "es")
    assert said.code == 0
    assert "Subject: " in said.out
    assert ask("render", "receipt", "--json").object["headers"]["Subject"]
    assert "<" in ask("render", "card", "--html").out
    assert "receipt" in ask("render").out.split()
    wrong = ask("render", "reciept")
    assert wrong.code == 2
    assert "Did you mean receipt?" in wrong.err


def test_a_story_is_rehearsed(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "bad.story").write_text("prose\n\n-- nonsense --\n", "utf-8")
    assert ask("rehearse", "bad.story").code == 2
    assert ask("rehearse", "not-there.story").code == 2


# -- as a process


def test_an_mta_can_pipe_mail_to_us(desk: Ask, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "fitmail.cli", "receive", "--from", "jo@shop.example"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, input=MAIL, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert desk("ledger", "--json").object["received"] == 1


def test_a_reader_that_goes_away_is_no_failure(ask: Ask, tmp_path: Path) -> None:
    box = FIXTURES / "mbox" / "enquiries" / "opportunity.mbox"
    line = f"{sys.executable} -m fitmail.cli read --json {box} | head -c 10"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", line], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_serve_opens_its_doors_works_and_ends_when_told(desk: Ask, tmp_path: Path) -> None:
    """A mail by SMTP at the rehearsal's time; then SIGTERM, and everything that got a yes is in the ledger."""
    (tmp_path / "clock").write_text("2026-03-03T10:00:00+00:00\n", "ascii")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "FITMAIL_CLOCK": str(tmp_path / "clock"),
        "FITMAIL_DESK__REHEARSAL": "true",
        "FITMAIL_RECEIVE__SMTP__PORT": "0",
        "FITMAIL_RECEIVE__LMTP__PORT": "0",
    }
    command = [sys.executable, "-m", "fitmail.cli", "serve"]
    server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert server.stdout is not None
        said: list[str] = []
        while "ready" not in said:
            line = server.stdout.readline()
            # An empty line is the end of its output: it could not begin.
            assert line, "serve ended before it was ready"
            said.append(line.decode().strip())
        port = next(int(line.rpartition(":")[2]) for line in said if line.startswith("smtp "))
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
            client.sendmail("jo@shop.example", ["enquiries@weft.example"], MAIL)
        outgoing = tmp_path / "outgoing" / "new"
        until = time.monotonic() + 40
        while time.monotonic() < until and not (outgoing.is_dir() and len(list(outgoing.iterdir())) >= 3):
            time.sleep(0.1)
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
    finally:
        server.kill()
        server.communicate()
    assert desk("cases", "--json").object["opened"] == "2026-03-03T10:00:00+00:00"
    assert desk("ledger", "--json").object["filed"] == 1


def test_the_rota_is_shown_counted_and_handed_to_calendars(desk: Ask, tmp_path: Path) -> None:
    shown = desk("rota", "show")
    assert shown.code == 0
    assert shown.out == desk("rota").out
    assert "Isla Trenholme" in shown.out
    assert "confirmed" in shown.out
    assert desk("order", "--by", "isla@bramblecode.example", "--now", NOW, "!hours 2.5").code == 0
    share = next(one for one in desk("rota", "ledger", "--json", "--now", NOW).objects if one["coop"] == "Bramble Code")
    assert (share["turns"], share["hours"], share["last_turn"]) == (1, 2.5, "2026-01-01")
    calendar = desk("rota", "export", "--ics", "--now", NOW).out
    assert calendar.count("BEGIN:VEVENT") == 4
    assert "DTSTART;VALUE=DATE:20260101" in calendar
    assert (tmp_path / "rota.ics").read_text("utf-8").count("BEGIN:VEVENT") == 4  # written by the work that was done
    again = desk("rota", "export").out
    assert again == (tmp_path / "rota.csv").read_text("utf-8")
