"""The box for mail that the books cannot take."""

from __future__ import annotations

import os
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest

from fitmail.store.emergency import emergency
from tests.contracts.books_samples import arrival


def test_the_mail_is_there_with_every_byte_and_its_envelope(tmp_path: Path) -> None:
    one = arrival("one", raw=b"Subject: x\r\n\r\n\0\xff body\r\n", rcpt="enquiries+e1.abcd@fit.example")
    path = emergency(tmp_path / "emergency", one)
    octets = path.read_bytes()
    assert octets.endswith(one.raw)
    found = message_from_bytes(octets)
    assert found["Return-Path"] == "<jo@shop.example>"
    assert found["Delivered-To"] == "enquiries+e1.abcd@fit.example"
    assert found["Subject"] == "x"
    assert path.suffix == ".eml"


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    one = arrival("one")
    paths = {emergency(tmp_path, one) for _ in range(5)}
    assert len(paths) == 5
    assert {path.read_bytes() for path in paths} == {next(iter(paths)).read_bytes()}
    assert len(list(tmp_path.iterdir())) == 5  # no drafts are left


def test_a_hostile_envelope_adds_no_header_and_leaves_no_folder(tmp_path: Path) -> None:
    one = replace(arrival("one"), key="../../x", mail_from="a\r\nBcc: all@x.example", rcpt="\ud83d@x.example")
    path = emergency(tmp_path, one)
    assert path.parent == tmp_path
    assert message_from_bytes(path.read_bytes())["Bcc"] is None


def test_others_may_not_read_it(tmp_path: Path) -> None:
    path = emergency(tmp_path / "box", arrival("one"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_no_silent_loss(tmp_path: Path) -> None:
    (tmp_path / "box").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="box"):
        emergency(tmp_path / "box", arrival("one"))


def test_a_draft_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        emergency(tmp_path, arrival("one"))
    assert list(tmp_path.iterdir()) == []
