"""The folder transport: a Maildir that mail programs open, with the envelopes beside it."""

from __future__ import annotations

import json
import mailbox
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fitmail.deliver.folder import FolderTransport
from fitmail.model import Deferred, Sent
from fitmail.receive.mbox import mails
from fitmail.store import Claimed

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def mail(key: str, body: bytes = b"words\r\n") -> Claimed:
    return Claimed(
        key=key,
        address="jo@shop.example",
        return_path="",
        head=b"Subject: x\r\n\r\n",
        body=body,
        tries=0,
        first_at=NOW,
    )


def names(folder: Path, sub: str = "new") -> list[str]:
    return sorted(file.name for file in (folder / sub).iterdir())


def test_names_sort_in_the_order_of_leaving_and_hold_a_safe_form_of_the_key(tmp_path: Path) -> None:
    out = FolderTransport(tmp_path)
    out.send([mail("zz/receipt/jo@shop.example"), mail("../../etc/passwd:2,S")])
    out.send([mail("aa")])
    first, second, third = names(tmp_path)
    assert first.startswith("00000001.zz_receipt_jo@shop.example.")
    assert second.startswith("00000002..._.._etc_passwd_2_S.")
    assert third.startswith("00000003.aa.")
    assert names(tmp_path, "tmp") == []
    assert names(tmp_path, "envelopes") == [f"{name}.json" for name in (first, second, third)]


def test_the_envelope_stands_beside_the_mail_and_not_in_it(tmp_path: Path) -> None:
    FolderTransport(tmp_path).send([mail("a")])
    (name,) = names(tmp_path)
    assert (tmp_path / "new" / name).read_bytes() == b"Subject: x\r\n\r\nwords\r\n"
    assert json.loads((tmp_path / "envelopes" / f"{name}.json").read_text()) == {
        "key": "a",
        "mail_from": "",
        "rcpt_to": "jo@shop.example",
    }


def test_the_same_key_is_the_same_file_also_after_a_restart(tmp_path: Path) -> None:
    FolderTransport(tmp_path).send([mail("a"), mail("b")])
    FolderTransport(tmp_path).send([mail("a"), mail("c")])
    assert [name.split(".")[1] for name in names(tmp_path)] == ["a", "b", "c"]


def test_a_mail_that_somebody_has_opened_is_not_new_again(tmp_path: Path) -> None:
    out = FolderTransport(tmp_path)
    out.send([mail("a")])
    (name,) = names(tmp_path)
    os.rename(tmp_path / "new" / name, tmp_path / "cur" / f"{name}:2,S")
    for again in (out, FolderTransport(tmp_path)):
        assert again.send([mail("a")]) == (Sent(answer=name),)
    assert names(tmp_path) == []
    assert len(names(tmp_path, "cur")) == 1


def test_two_transports_on_one_folder_see_each_others_mails(tmp_path: Path) -> None:
    one, other = FolderTransport(tmp_path), FolderTransport(tmp_path)
    one.send([mail("a")])
    other.send([mail("b")])
    one.send([mail("b"), mail("c")])
    assert [name.split(".")[1] for name in names(tmp_path)] == ["a", "b", "c"]


def test_long_keys_that_end_alike_stay_apart(tmp_path: Path) -> None:
    out = FolderTransport(tmp_path)
    out.send([mail("1" + "x" * 400), mail("2" + "x" * 400), mail("a/b"), mail("a_b")])
    found = names(tmp_path)
    assert len(found) == 4
    assert max(map(len, found)) < 200


def test_other_readers_of_maildirs_open_it(tmp_path: Path) -> None:
    FolderTransport(tmp_path).send([mail(str(number), body=b"%d\r\n" % number) for number in range(12)])
    assert len(mailbox.Maildir(tmp_path, create=False)) == 12
    assert [one.raw[-4:-2].strip() for one in mails(tmp_path)] == [b"%d" % number for number in range(12)]


@pytest.mark.parametrize("where", ["folder", "new"])
def test_a_folder_that_cannot_be_written_defers(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "out"
    if where == "folder":
        folder.write_text("a file is in the way")
    else:
        folder.mkdir()
        (folder / "new").write_text("a file is in the way")
    (outcome,) = FolderTransport(folder).send([mail("a")])
    assert isinstance(outcome, Deferred)
    assert outcome.reason.startswith("the folder cannot be written")
