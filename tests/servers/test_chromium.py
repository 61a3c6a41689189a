"""Mails as a browser draws them, on a telephone and on a desk, by day and in the dark.

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

NARROW, WIDE = 360, 1200  # points: a small telephone held upright, a window on a desk
MAILS = ("card", "enquirer-mail", "digest", "daily", "report-week", "report-quarter")
OURS = tuple(name for name in MAILS if name != "enquirer-mail")  # drawn by our own HTML
READABLE = 4.5  # WCAG 2.2, 1.4.3
DARK = "--blink-settings=preferredColorScheme=0"
LIGHT = "--blink-settings=preferredColorScheme=1"
# A frame, because the browser refuses to make its own window as narrow as that.
PAGE = """<!DOCTYPE html>
<meta charset="utf-8">
<body style="margin:0">
<iframe id="mail" style="border:0;width:{width}px;height:1600px" srcdoc="{mail}"></iframe>
<script>
addEventListener("load", () => {{
  const seen = document.getElementById("mail").contentDocument;
  document.body.dataset.width = seen.documentElement.scrollWidth;
  document.body.dataset.words = seen.body.innerText.trim().split(/\\s+/).length;
  const numbers = colour => (colour.match(/[0-9.]+/g) || []).map(Number);
  const linear = v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => [r, g, b].map(v => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {{
    for (let at = element; at; at = at.parentElement) {{
      const found = numbers(seen.defaultView.getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }}
    return [255, 255, 255];
  }};
  let worst = 21, where = "";
  const texts = seen.createTreeWalker(seen.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {{
    const text = texts.currentNode.textContent.trim();
    if (!text || text === "|") continue;
    const element = texts.currentNode.parentElement;
    const a = light(numbers(seen.defaultView.getComputedStyle(element).color)), b = light(ground(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < worst) {{ worst = ratio; where = text; }}
  }}
  document.body.dataset.contrast = worst.toFixed(2);
  document.body.dataset.where = where.slice(0, 60);
  document.body.dataset.paper = Math.round(100 * light(ground(seen.querySelector("table table") || seen.body)));
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


def shown(folder: Path, mail: str, *what: str, width: int = NARROW) -> str:
    """What the browser says of a page that holds a mail in a frame of that width."""
    page = folder / "page.html"
    page.write_text(PAGE.format(width=width, mail=html.escape(mail, quote=True)), "utf-8")
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


def told(dom: str) -> dict[str, str]:
    return dict(re.findall(r'data-(\w+)="([^"]*)"', dom))


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize("template", MAILS)
def test_a_mail_fits_the_width_of_a_telephone(template: str, language: str, tmp_path: Path) -> None:
    seen = told(shown(tmp_path, rendered(template, language), "--dump-dom"))
    assert int(seen["width"]) <= NARROW
    assert int(seen["words"]) > 20


@pytest.mark.parametrize("template", OURS)
def test_a_mail_fits_a_desk(template: str, tmp_path: Path) -> None:
    assert int(told(shown(tmp_path, rendered(template, "en"), "--dump-dom", width=WIDE))["width"]) <= WIDE


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("template", OURS)
def test_every_word_of_a_mail_stands_out_from_its_ground(template: str, scheme: str, tmp_path: Path) -> None:
    seen = told(shown(tmp_path, rendered(template, "pt"), scheme, "--dump-dom"))
    assert float(seen["contrast"]) >= READABLE, seen["where"]
    assert (int(seen["paper"]) < 10) == (scheme == DARK)


def test_words_longer_than_a_telephone_is_wide_are_broken(tmp_path: Path) -> None:
    long = rendered("digest", "pt").replace("Loja virtual", "Anticonstitucionalissimamente" * 4)
    seen = told(shown(tmp_path, long, "--dump-dom"))
    assert int(seen["width"]) <= NARROW


def test_grey_words_on_grey_would_be_noticed(tmp_path: Path) -> None:
    seen = told(
        shown(tmp_path, '<body style="background:#888"><p style="color:#777">hardly seen</p></body>', "--dump-dom")
    )
    assert (float(seen["contrast"]) < READABLE, seen["where"]) == (True, "hardly seen")


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
