"""docs/RULES.md: what it tells members to write works as it stands there."""

from __future__ import annotations

from pathlib import Path

from decide_desk import message, recognition

from fitmail.app import rules_of
from fitmail.classify import classify
from fitmail.config import read_rules_texts

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "RULES.md").read_text("utf-8")


def block(beginning: str) -> str:
    """The YAML of the page that begins with these words, without its margin."""
    blocks = [part.partition("```")[0] for part in PAGE.split("```yaml\n")[1:]]
    found = next(part for part in blocks if part.lstrip().startswith(beginning))
    return "\n".join(line.removeprefix("   ") for line in found.splitlines()) + "\n"


def test_a_kind_of_their_own_is_made_of_the_files_that_the_page_shows() -> None:
    texts = dict(read_rules_texts(ROOT / "rules"))
    texts["enquiries/press.yaml"] = block("rule: press")
    texts["guidance.yaml"] += "\n" + block("press:")
    rules = rules_of(texts, region="GB")
    mail = message(
        "Hello, I am a journalist at a weekly and would like to ask how your co-ops share work.", subject="Hi"
    )
    assert classify(mail, recognition(), rules).category == "press"
    assert rules.handbook.guidance["press"].asks[0].key == "paper"


def test_the_pictures_of_the_page_are_there_and_small() -> None:
    names = [part.partition(")")[0] for part in PAGE.split("](pictures/")[1:]]
    sizes = [(ROOT / "docs" / "pictures" / name).stat().st_size for name in names]
    assert len(names) == 2
    assert sum(sizes) < 600_000
