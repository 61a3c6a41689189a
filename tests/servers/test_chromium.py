"""Mails as a browser draws them: the card, the enquirer's mail and the digest, on a telephone's width.

Without Chromium on the machine the tests are skipped; with FITMAIL_REQUIRE_SERVERS=1 they fail instead.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import struct
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from fitmail.cli import fitmail

pytestmark = pytest.mark.servers

NARROW = 400  # points: a telephone held upright
MAILS = ("card", "enquirer-mail", "digest")
# A frame, because the browser refuses to make its own window as narrow as that.
PAGE = """<!DOCTYPE html>
<body style="margin:0">
<iframe id="mail" style="border:0;width:{width}px;height:1600px" srcdoc="{mail}"></iframe>
<script>
addEventListener("load", () => {{
  const seen = document.getElementById("mail").contentDocument;
  document.body.dataset.width = seen.documentElement.scrollWidth;
  document.body.dataset.words = seen.body.innerText.trim().split(/\\s+/).length;
}});
</script>
"""


def browser() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        place = shutil.which(name)
        if place is not None:
            return place
    if os.environ.get("FITMAIL_REQUIRE_SERVERS") == "1":
        pytest.fail("chromium is not installed, and FITMAIL_REQUIRE_SERVERS=1 demands it")
    pytest.skip("chromium is not installed")


def shown(folder: Path, mail: str, *what: str) -> str:
    """What the browser says of a page that holds a mail in a narrow frame."""
    page = folder / "page.html"
    page.write_text(PAGE.format(width=NARROW, mail=html.escape(mail, quote=True)), "utf-8")
    own = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")
    words: Sequence[str] = (browser(), *own, f"--user-data-dir={folder}/profile", *what, page.as_uri())
    home = {**os.environ, "HOME": str(folder)}
    done = subprocess.run(words, capture_output=True, timeout=90, check=False, env=home)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return done.stdout.decode("utf-8", "replace")


def rendered(template: str, language: str) -> str:
    """A mail's HTML, or its text as mail programs show it."""
    none = ["--config", "there-is-none.toml"]
    told = CliRunner().invoke(fitmail, [*none, "render", template, "--html", "--language", language])
    assert told.exit_code == 0, told.output
    if "<html" in told.output:
        return told.output
    return f'<body style="white-space:pre-wrap;overflow-wrap:break-word">{html.escape(told.output)}</body>'


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("template", MAILS)
def test_a_mail_fits_the_width_of_a_telephone(template: str, language: str, tmp_path: Path) -> None:
    dom = shown(tmp_path, rendered(template, language), "--dump-dom")
    told = dict(re.findall(r'data-(width|words)="(\d+)"', dom))
    assert int(told["width"]) <= NARROW
    assert int(told["words"]) > 20


def test_a_mail_that_is_too_wide_would_be_noticed(tmp_path: Path) -> None:
    dom = shown(tmp_path, '<body><table width="700"><tr><td>wide</td></tr></table></body>', "--dump-dom")
    assert int(re.findall(r'data-width="(\d+)"', dom)[0]) > NARROW


@pytest.mark.parametrize("template", MAILS)
def test_a_mail_is_drawn(template: str, tmp_path: Path) -> None:
    picture = tmp_path / "mail.png"
    shown(tmp_path, rendered(template, "en"), f"--screenshot={picture}", f"--window-size={NARROW + 100},1600")
    octets = picture.read_bytes()
    assert octets.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", octets[16:24]) >= (NARROW, 1000)
    assert len(set(pixels(octets))) > 20  # letters, not an empty sheet


def pixels(octets: bytes) -> bytes:
    """The packed rows of a PNG: an empty sheet has hardly more than one value in them."""
    packed, place = b"", 8
    while place < len(octets):
        (length,) = struct.unpack(">I", octets[place : place + 4])
        if octets[place + 4 : place + 8] == b"IDAT":
            packed += octets[place + 8 : place + 8 + length]
        place += length + 12
    return zlib.decompress(packed)
