"""The demonstration, played once as a person would start it, and the small things it is made of."""

from __future__ import annotations

import io
import json
import mailbox
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from fitmail.demo import run
from fitmail.demo.cast import BY_IMAP, BY_SMTP, POSTS, Corpus
from fitmail.demo.installation import BEGINS, DESK, corpus
from fitmail.demo.page import page
from fitmail.demo.scenes import Letter, Scene
from fitmail.demo.screen import WIDTH, Screen, beginning
from fitmail.rehearse.departed import open_mail


class Played(NamedTuple):
    folder: Path
    code: int
    said: str


def fitmail(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """A command on what the demonstration left."""
    environment = {**os.environ, "FITMAIL_CONFIG": str(folder / "fitmail.toml"), "FITMAIL_CLOCK": str(folder / "clock")}
    command = [sys.executable, "-m", "fitmail.cli", *words]
    return subprocess.run(command, env=environment, input=given, capture_output=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    home = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-m", "fitmail.cli", "demo", "--folder", "shown"],
        cwd=home,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    yield Played(home / "shown", done.returncode, done.stdout + done.stderr)


def letters(played: Played) -> list[tuple[dict[str, str], str]]:
    found = []
    for path in sorted((played.folder / "mail" / "new").iterdir()):
        headers, text, _, _ = open_mail(path.read_bytes())
        found.append(({name.lower(): value for name, value in headers}, text))
    return found


def test_the_demonstration_ends_well(played: Played) -> None:
    assert played.code == 0, played.said[-3000:]
    assert "the sum is right" in played.said
    assert "wrong:" not in played.said


def test_nothing_of_it_keeps_running(played: Played) -> None:
    config = str(played.folder / "fitmail.toml").encode()
    running = [
        path for path in Path("/proc").glob("[0-9]*/cmdline") if config in _read(path)
    ]  # fmt: skip
    assert running == []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # it ended while we looked


def test_every_line_fits_and_nothing_steers_a_terminal_when_piped(played: Played) -> None:
    assert max(map(len, played.said.splitlines())) <= WIDTH
    assert "\x1b" not in played.said


def test_the_last_screen_fits_eighty_columns_and_forty_lines(played: Played) -> None:
    last = played.said[played.said.index("═" * 80) :].splitlines()
    assert len(last) <= 40
    assert max(map(len, last)) <= 80


def test_the_ledger_proves_it_to_anybody_who_asks(played: Played) -> None:
    told = json.loads(fitmail(played.folder, "ledger", "--json").stdout)
    assert told["ok"] and told["waiting"] == 0 and told["parked"] == 0
    sent = len(BY_SMTP) + len(BY_IMAP) + len(POSTS)
    assert told["received"] > sent + sum(1 for _ in Corpus(corpus()).old())


def test_the_maildir_opens_and_holds_what_left(played: Played) -> None:
    box = mailbox.Maildir(played.folder / "mail", create=False)
    rows = fitmail(played.folder, "outbox", "--all", "--json").stdout.splitlines()
    assert len(box) == len(rows) > 150
    assert {json.loads(row)["state"] for row in rows} == {"sent"}


def test_every_kind_of_mail_of_the_main_job_has_left(played: Played) -> None:
    rows = fitmail(played.folder, "outbox", "--all", "--json").stdout.splitlines()
    kinds = Counter(json.loads(row)["template"] for row in rows)
    wanted = ("receipt", "enquirer-mail", "card", "answer", "ask", "decline-budget", "transcript", "opportunity")
    assert [kind for kind in (*wanted, "followup", "post-card", "unclaimed", "digest") if not kinds[kind]] == []


def test_no_client_reads_a_line_of_a_card(played: Played) -> None:
    people = {line.split(",")[1] for line in (played.folder / "people.csv").read_text("utf-8").splitlines()[1:]}
    outside = [(head, text) for head, text in letters(played) if not any(p in head["to"] for p in people)]
    assert len(outside) >= 20
    assert [head["to"] for head, text in outside if "===" in text or "=== " in head["subject"]] == []


def test_digests_are_written_in_three_languages(played: Played) -> None:
    digests = [head for head, _ in letters(played) if "digest." in head.get("list-id", "")]
    assert {head["content-language"] for head in digests} == {"en", "es", "pt"}


def test_the_page_shows_every_mail_and_needs_nothing_else(played: Played) -> None:
    text = (played.folder / "index.html").read_text("utf-8")
    left = len(list((played.folder / "mail" / "new").iterdir()))
    assert text.count('<details class="mail left"') == left
    assert text.count('<details class="mail came"') > len(BY_SMTP) + len(BY_IMAP) + len(POSTS)
    assert "<script" not in text.lower()
    assert re.findall(r"<(?:link|img|video|audio|object|embed)\b", text) == []
    assert set(re.findall(r'<iframe sandbox="([^"]*)"', text)) == {""}
    assert text.count("<iframe") == text.count('<iframe sandbox=""')


def test_the_next_mail_can_be_written_with_the_commands_that_are_shown(played: Played) -> None:
    before = json.loads(fitmail(played.folder, "ledger", "--json").stdout)["received"]
    assert "receive < shown/my.eml" in played.said
    assert fitmail(played.folder, "receive", given=(played.folder / "my.eml").read_bytes()).returncode == 0
    assert fitmail(played.folder, "work").returncode == 0
    assert b"handed over" in fitmail(played.folder, "deliver").stdout
    assert json.loads(fitmail(played.folder, "ledger", "--json").stdout)["received"] == before + 1
    assert any("cafe.example" in head["to"] for head, _ in letters(played))


def test_somebodys_folder_is_not_swept_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    assert run(tmp_path) == 1
    assert (tmp_path / "thesis.txt").read_text() == "three years of work"
    assert "no former demonstration" in capsys.readouterr().err


def test_told_to_stop_it_ends_its_desk_first(tmp_path: Path) -> None:
    log = tmp_path / "said"
    with log.open("w") as out:
        demo = subprocess.Popen(
            [sys.executable, "-m", "fitmail.cli", "demo", "--folder", "shown"], cwd=tmp_path, stdout=out, stderr=out
        )
    until = time.monotonic() + 60
    while not (tmp_path / "shown" / "serve.log").exists() and time.monotonic() < until:
        time.sleep(0.05)
    demo.send_signal(signal.SIGTERM)
    assert demo.wait(60) != 0
    config = str(tmp_path / "shown" / "fitmail.toml").encode()
    assert [path for path in Path("/proc").glob("[0-9]*/cmdline") if config in _read(path)] == []


def test_new_and_old_mails_are_the_corpus_and_old_ones_lie_in_the_past() -> None:
    mails = Corpus(corpus())
    old = list(mails.old())
    new = mails.today((*BY_SMTP, *BY_IMAP), DESK, BEGINS)
    assert len(old) + len(new) + len(POSTS) == 162 + 71
    for _, raw in old:
        date = next(value for name, value in open_mail(raw)[0] if name.lower() == "date")
        at = parsedate_to_datetime(date)
        assert (at if at.tzinfo else at.replace(tzinfo=UTC)) < BEGINS


def letter(**changed: object) -> Letter:
    plain: dict[str, object] = {
        "came": False, "what": "a mail", "case": "E-1", "sender": "A <a@x.example>", "to": "b@x.example",
        "subject": "Hello", "at": datetime(2026, 3, 3, tzinfo=UTC), "language": "en", "text": "Hi", "markup": "",
        "attachments": (),
    }  # fmt: skip
    return Letter(**{**plain, **changed})  # type: ignore[arg-type]


def shown(one: Letter) -> str:
    scene = Scene(number=1, title="One", at=one.at, letters=[one])
    return page([scene], cases=[("case",), ("E-1",)], proof="", faults=[], next_steps="")


@pytest.mark.parametrize("field", ["subject", "sender", "to", "text", "what", "case", "language"])
def test_a_strangers_words_stay_words_on_the_page(field: str) -> None:
    text = shown(letter(**{field: '"><script>alert(1)</script>\ud800'}))
    assert "<script" not in text
    text.encode("utf-8")


def test_a_mails_own_html_is_kept_in_its_frame() -> None:
    text = shown(letter(markup='<p>Hi</p></iframe><script>alert(1)</script><img src="http://x.example/i.gif">'))
    assert "<script" not in text and "<img" not in text
    assert text.count("</iframe>") == 1
    assert "default-src" in text.split("srcdoc=")[1]


def test_what_would_steer_a_terminal_is_not_written() -> None:
    out = io.StringIO()
    Screen(out).mail(letter(subject="\x1b]0;owned\x07 hello", text="a\x1b[2Jb\u202ec\n" + "long " * 60), lines=9)
    assert "\x1b" not in out.getvalue() and "\x07" not in out.getvalue() and "\u202e" not in out.getvalue()
    assert max(map(len, out.getvalue().splitlines())) <= WIDTH


def test_a_mail_on_the_terminal_tells_how_much_is_left_out() -> None:
    lines, more = beginning("one\n\n\n\ntwo\nthree\nfour", 3)
    assert (lines, more) == (["one", "", "two"], 2)
