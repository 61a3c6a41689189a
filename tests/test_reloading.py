"""Changed rules and templates come into force while the desk runs; broken ones do not, and their keepers hear of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fitmail.app import House
from fitmail.checking import mistakes_of
from fitmail.config import Mistakes, Settings, parse, read_rules_texts, sample_text, shipped
from fitmail.model import SentMail
from fitmail.reloading import Reloading, open_house

NOW = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
TALK = "enquiries/talk.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation whose rules and templates are its own."""
    (tmp_path / "fitmail.secret").write_text("s" * 64)
    for name in ("rules", "templates"):
        shutil.copytree(shipped(name), tmp_path / name)
    return tmp_path


def settings_of(folder: Path) -> Settings:
    paths = {"FITMAIL_PATHS__RULES": "rules", "FITMAIL_PATHS__TEMPLATES": "templates"}
    return parse(sample_text(), file=str(folder / "fitmail.toml"), environment=paths)


@pytest.fixture
def house(folder: Path) -> Iterator[House]:
    house = open_house(settings_of(folder), NOW)
    yield house
    house.close()


def write(path: Path, text: str) -> None:
    """As an editor does; its time moves on even within one tick of the disk's clock."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(before + 10**9, before + 10**9))


def alarms(house: House, now: datetime) -> list[SentMail]:
    house.work(now)
    assert house.books.parked() == ()
    return [mail for mail in house.books.outbox(states=("queued",)) if mail.template == "alarm"]


def settle(files: Reloading, now: datetime) -> bool:
    """Two looks: a change counts when it keeps still."""
    return [files.look(now), files.look(now)][1]


def test_a_new_phrase_counts_without_a_new_start(folder: Path, house: House) -> None:
    files = Reloading(house)
    before = house.furniture.rules.version
    assert not settle(files, NOW)
    talk = folder / "rules" / TALK
    write(talk, talk.read_text().replace("speak at, ", "speak at, say a few words at, "))
    assert files.look(NOW) is False, "an editor may still be at it"
    assert files.look(NOW) is True
    assert house.furniture.rules.version != before
    assert alarms(house, NOW) == []


def test_a_broken_file_keeps_the_old_one_in_force_and_is_told_once(folder: Path, house: House) -> None:
    files = Reloading(house)
    before = house.furniture.rules.version
    talk = folder / "rules" / TALK
    right = talk.read_text()
    write(talk, right.replace("strong:", "stong:"))
    assert not settle(files, NOW)
    write(talk, right.replace("strong:", "stong:") + "\n")  # broken otherwise: another version
    assert not settle(files, NOW + timedelta(minutes=1))
    write(talk, right.replace("strong:", "stong:"))  # the first one again: it was told
    assert not settle(files, NOW + timedelta(minutes=2))
    assert house.furniture.rules.version == before
    told = alarms(house, NOW)
    assert len(told) == 2
    assert "rules/enquiries/talk.yaml line" in told[0].text
    assert 'Did you mean "strong"?' in told[0].text
    write(talk, right.replace("speak at, ", "speak at, say a few words at, "))
    assert settle(files, NOW + timedelta(minutes=3))
    assert "right now, and in force" in alarms(house, NOW)[-1].text


def test_putting_back_the_old_text_is_told_as_mended(folder: Path, house: House) -> None:
    files = Reloading(house)
    talk = folder / "rules" / TALK
    right = talk.read_text()
    write(talk, right.replace("strong:", "stong:"))
    assert not settle(files, NOW)
    write(talk, right)
    assert not settle(files, NOW + timedelta(minutes=1)), "what is in force never changed"
    assert "right now, and in force" in alarms(house, NOW + timedelta(minutes=1))[-1].text


def test_a_template_that_never_ends_stays_out(folder: Path, house: House) -> None:
    files = Reloading(house)
    receipt = folder / "templates" / "emails" / "receipt.en.txt"
    endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}"
    write(receipt, receipt.read_text() + endless + "{% endfor %}{% endfor %}\n")
    before = house.furniture.stationery.templates
    assert not settle(files, NOW)
    assert house.furniture.stationery.templates is before
    (told,) = alarms(house, NOW)
    assert "receipt" in told.text


def test_a_desk_with_broken_files_starts_on_the_last_good_ones(folder: Path) -> None:
    talk = folder / "rules" / TALK
    right = talk.read_text()
    write(talk, right.replace("strong:", "stong:"))
    with pytest.raises(Mistakes):
        open_house(settings_of(folder), NOW)
    write(talk, right)
    house = open_house(settings_of(folder), NOW)
    Reloading(house)
    good = house.furniture.rules.version
    house.close()
    write(talk, right.replace("strong:", "stong:"))
    house = open_house(settings_of(folder), NOW)
    assert house.furniture.rules.version == good
    (told,) = alarms(house, NOW)
    assert "talk.yaml line" in told.text
    write(talk, right.replace("speak at, ", "speak at, say a few words at, "))
    house.close()


def test_the_shipped_rules_are_right_in_a_process_of_their_own() -> None:
    assert mistakes_of("rules", read_rules_texts(shipped("rules"))) == ()
