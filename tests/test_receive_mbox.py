"""Mail from files: every form that people and servers keep mail in."""

from __future__ import annotations

import io
import mailbox
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from fitmail.receive.mbox import mails

FIXTURES = Path(__file__).with_name("fixtures")
MAIL = b"Return-Path: <jo@shop.example>\nDelivered-To: enquiries@fit.example\nSubject: Web\n\nWords.\n"


def test_an_mbox_gives_its_mails_in_order_with_their_envelopes(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.write_bytes(
        b"From jo@shop.example Tue Mar  3 10:00:00 2026\n" + MAIL + b"\n"
        b"From MAILER-DAEMON Tue Mar  3 10:00:00 2026\nSubject: bounce\n\nx\n\n"
        b"From li at shop.example  Tue Mar  3 10:00:00 2026\nSubject: archive\n\nx\n\n"
        b"From - Tue Mar  3 10:00:00 2026\nSubject: thunderbird\n\nx\n\n"
        b"From 1790@xxx Tue Mar 03 10:00:00 +0000 2026\nSubject: takeout\n\nlast"
    )
    found = list(mails(box))
    assert [one.index for one in found] == [0, 1, 2, 3, 4]
    assert [one.mail_from for one in found] == ["jo@shop.example", "", "li@shop.example", None, None]
    assert found[0].raw == MAIL
    assert found[0].rcpts == ("enquiries@fit.example",)
    assert found[-1].raw == b"Subject: takeout\n\nlast"
    assert not any(one.problem for one in found)


def test_quoted_from_lines_lose_one_mark_and_prose_does_not_cut_a_mail(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.write_bytes(
        b"From a@b.example Tue Mar  3 10:00:00 2026\nSubject: x\n\n"
        b">From the start\n>>From deeper\n> From a quote\n\nFrom now on we meet at 10:00.\n\n"
        b"From 2026 on it is free.\n\n"
        b"From c@d.example Wed Mar  4 10:00:00 2026\nSubject: y\n\nz\n"
    )
    first, second = mails(box)
    assert first.raw == (
        b"Subject: x\n\nFrom the start\n>From deeper\n> From a quote\n\nFrom now on we meet at 10:00.\n\n"
        b"From 2026 on it is free.\n"
    )
    assert second.raw == b"Subject: y\n\nz\n"


def test_a_writer_that_forgets_the_blank_line_does_not_glue_two_mails(tmp_path: Path) -> None:
    box = tmp_path / "box"
    one = b"From a@b.example Tue Mar  3 10:00:00 2026\nSubject: x\n\nwords\n"
    box.write_bytes(one + one)
    assert [found.raw for found in mails(box)] == [b"Subject: x\n\nwords\n"] * 2


def test_crlf_mboxes_are_cut_the_same(tmp_path: Path) -> None:
    box = tmp_path / "box"
    one = b"From a@b.example Tue Mar  3 10:00:00 2026\r\nSubject: x\r\n\r\n>From words\r\n\r\n"
    box.write_bytes(one * 3)
    assert [found.raw for found in mails(box)] == [b"Subject: x\r\n\r\nFrom words\r\n"] * 3


def test_the_corpus_has_as_many_mails_as_another_reader_finds() -> None:
    for file in sorted(FIXTURES.glob("mbox/*/*.mbox")):
        found = list(mails(file))
        assert len(found) == len(mailbox.mbox(file, create=False)), file.name
        assert all(one.raw and not one.problem for one in found)


def test_what_mailbox_writes_is_read_back_whole(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for number in range(5):
        box.add(b"Subject: %d\n\nFrom here\nto there\n" % number)
    box.flush()
    assert [one.raw for one in mails(tmp_path / "box")] == [
        b"Subject: %d\n\nFrom here\nto there\n" % number for number in range(5)
    ]


def test_a_maildir_is_read_by_time_and_without_its_unfinished_mails(tmp_path: Path) -> None:
    for sub in ("new", "cur", "tmp", ".Sent/cur", ".Sent/new"):
        (tmp_path / sub).mkdir(parents=True)
    (tmp_path / "new" / "1700000002.b.host").write_bytes(b"Subject: 2\n\n")
    (tmp_path / "cur" / "1700000001.a.host:2,S").write_bytes(b"Subject: 1\n\n")
    (tmp_path / "tmp" / "1700000000.c.host").write_bytes(b"Subject: half")
    (tmp_path / ".Sent" / "cur" / "1700000003.d.host:2,S").write_bytes(b"Subject: 3\n\n")
    assert [one.raw for one in mails(tmp_path)] == [b"Subject: 1\n\n", b"Subject: 2\n\n", b"Subject: 3\n\n"]


def test_a_folder_gives_its_eml_files_mboxes_and_folders_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.eml").write_bytes(b"Subject: a\r\n\r\n")
    (tmp_path / "b.EML").write_bytes(b"")
    (tmp_path / "c.mbox").write_bytes(b"From a@b.example Tue Mar  3 10:00:00 2026\nSubject: c\n\nx\n")
    (tmp_path / "notes.txt").write_text("no mail")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "sub" / "d.eml").write_bytes(b"Subject: d\n\n")
    found = list(mails(tmp_path))
    assert [one.raw for one in found] == [b"Subject: a\r\n\r\n", b"", b"Subject: c\n\nx\n", b"Subject: d\n\n"]


def test_a_single_mail_is_kept_octet_by_octet(tmp_path: Path) -> None:
    raw = b"Subject: \xe9\r\n\r\n>From here\n\0\r\nno end"
    (tmp_path / "odd").write_bytes(raw)
    (found,) = mails(tmp_path / "odd")
    assert (found.raw, found.mail_from, found.rcpts) == (raw, None, ())


@pytest.mark.parametrize("raw", [MAIL, b"", b"From a@b.example Tue Mar  3 10:00:00 2026\n" + MAIL])
def test_standard_input_is_one_mail_or_an_mbox(raw: bytes) -> None:
    program = "import sys; from fitmail.receive.mbox import mails; sys.stdout.buffer.write(next(mails('-')).raw)"
    ran = subprocess.run([sys.executable, "-c", program], input=raw, capture_output=True, check=True, timeout=30)
    assert ran.stdout == (MAIL if raw else b"")


def test_standard_input_can_hold_several(monkeypatch: pytest.MonkeyPatch) -> None:
    one = b"From a@b.example Tue Mar  3 10:00:00 2026\nSubject: x\n\nwords\n\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(one * 3)))
    assert len(list(mails("-"))) == 3


def test_a_file_that_cannot_be_read_is_named_and_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.eml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.eml").write_bytes(b"Subject: b\n\n")
    first, second = mails(tmp_path)
    assert first.problem == "No such file or directory"
    assert first.name.endswith("a.eml")
    assert second.raw == b"Subject: b\n\n"
    (missing,) = mails(tmp_path / "none")
    assert missing.problem == "No such file or directory"


def test_an_empty_mbox_holds_no_mail(tmp_path: Path) -> None:
    (tmp_path / "empty.mbox").write_bytes(b"")
    assert list(mails(tmp_path / "empty.mbox")) == []


def test_a_large_mbox_is_read_mail_by_mail(tmp_path: Path) -> None:
    box = tmp_path / "box"
    one = b"From a@b.example Tue Mar  3 10:00:00 2026\nSubject: x\n\n" + b"w" * 2_000_000 + b"\n\n"
    box.write_bytes(one * 20)
    tracemalloc.start()
    assert sum(1 for _ in mails(box)) == 20
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000


@pytest.mark.parametrize("piece", [b"From ", b"\nFrom \n", b">From \n", b"\n", b">", b"From a 10:00 "])
@pytest.mark.usefixtures("patience")
def test_a_hostile_megabyte_is_read_to_its_end(tmp_path: Path, piece: bytes) -> None:
    box = tmp_path / "box"
    box.write_bytes(b"From a@b.example Tue Mar  3 10:00:00 2026\n" + piece * (1_000_000 // len(piece)))
    found = list(mails(box))
    assert found
    assert sum(len(source.raw) for source in found) <= box.stat().st_size
