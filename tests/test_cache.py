"""What was worked out once is found again, and never believed when anything changed."""

from __future__ import annotations

from pathlib import Path

from fitmail.app import House
from fitmail.cache import Cache, key_of
from fitmail.classify import rulebook
from fitmail.config import parse, sample_text


def test_what_was_put_is_found_under_its_key_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get("model", "a") is None
    cache.put("model", "a", b"one\ntwo\n")
    assert cache.get("model", "a") == b"one\ntwo\n"
    assert cache.get("model", "b") is None
    cache.put("model", "b", b"")
    assert cache.get("model", "b") == b""
    assert cache.get("model", "a") is None
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["model"]


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("model", "a", b"a long content")
    file = tmp_path / "model"
    file.write_bytes(file.read_bytes()[:-3])
    assert cache.get("model", "a") is None
    file.write_bytes(b"")
    assert cache.get("model", "a") is None


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    Cache(tmp_path / "cache").put("model", "a", b"content")
    assert Cache(tmp_path / "cache").get("model", "a") is None


def test_other_texts_make_another_key() -> None:
    assert key_of({"a": "x"}) == key_of({"a": "x"})
    assert len({key_of({"a": "x"}), key_of({"a": "y"}), key_of({"b": "x"}), key_of({})}) == 4


def test_a_second_start_believes_the_examples_that_ran_before(tmp_path: Path) -> None:
    (tmp_path / "fitmail.secret").write_text("s" * 64)
    settings = parse(sample_text(), file=str(tmp_path / "fitmail.toml"), environment={})
    House.open(settings).close()
    kept = {path.name for path in (tmp_path / "cache").iterdir()}
    assert kept >= {"rules-checked", "templates-checked"}
    house = House.open(settings)
    assert house.furniture.rules.enquiries.rules
    assert rulebook.run_examples(house.furniture.rules.enquiries) == ()
    house.close()
