"""demo/index.html: every mail of the demonstration as its reader sees it, on one page that needs nothing else.

Takes scenes. Gives the text of the page. Promises: no script, nothing fetched from anywhere; a mail's own HTML stands
in a sandboxed frame that may neither run nor load anything; strangers' text is escaped; readable on a phone.
Standards: HTML `iframe srcdoc` with `sandbox` and a Content-Security-Policy for page and frames.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from fitmail.demo.scenes import Letter, Scene

LONDON = ZoneInfo("Europe/London")
PILE = 4  # copies of one mail, from which on they are piled up
TONGUES = {"en": "English", "es": "español", "pt": "português"}
# Frames take the policy of the page that holds them; without scripts, a frame's height must be guessed from its text.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'"

STYLE = """
:root{--ink:#23282b;--soft:#666d71;--line:#dedbd2;--paper:#f4f3ef;--leaf:#1f4d45;--sky:#2f5d8a}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,Helvetica,Arial,sans-serif}
main,header,footer{max-width:50rem;margin:0 auto;padding:0 1rem}
header{padding-top:2rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .4rem;color:var(--leaf)}
h2{font-size:1.2rem;line-height:1.3;margin:0;color:var(--leaf)}
nav ol{columns:2;padding-left:1.3rem;font-size:.92rem}
a{color:var(--leaf)}
section{margin:2.4rem 0}
section>p{margin:.3rem 0}
.when{color:var(--soft);font-size:.85rem}
.mail{background:#fff;border:1px solid var(--line);border-left:4px solid var(--leaf);border-radius:6px;margin:.7rem 0}
.mail.came{border-left-color:var(--sky)}
.mail>summary{cursor:pointer;padding:.6rem .9rem;list-style:none}
.mail>summary::-webkit-details-marker{display:none}
.mail>summary:hover{background:#faf9f6}
.what{font-size:.78rem;font-weight:600;color:var(--leaf)}
.came .what{color:var(--sky)}
.case{float:right;font-size:.78rem;color:var(--soft)}
.subject{display:block;font-weight:600;overflow-wrap:anywhere}
.between{display:block;color:var(--soft);font-size:.85rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:0;padding:.5rem .9rem;
font-size:.85rem;border-top:1px solid var(--line)}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
pre{margin:0;padding:.7rem .9rem;white-space:pre-wrap;overflow-wrap:anywhere;border-top:1px solid var(--line);
font:.86rem/1.5 ui-monospace,Menlo,Consolas,monospace}
iframe{display:block;width:100%;border:0;border-top:1px solid var(--line);resize:vertical}
.plain>summary{cursor:pointer;padding:.4rem .9rem;font-size:.8rem;color:var(--soft);border-top:1px solid var(--line)}
.more{margin:.7rem 0 .7rem 1rem}
.more>summary{cursor:pointer;color:var(--soft);font-size:.9rem}
.ends{border-collapse:collapse;width:100%;font-size:.88rem;background:#fff}
.ends td,.ends th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
.wide{overflow-x:auto}
footer{padding-bottom:3rem;font-size:.9rem}
code{background:#ebe9e2;padding:.05rem .3rem;border-radius:3px;font-size:.85em}
@media(max-width:36rem){nav ol{columns:1}h1{font-size:1.4rem}}
"""


def page(
    scenes: Sequence[Scene], *, cases: Sequence[Sequence[str]], proof: str, faults: Sequence[str], next_steps: str
) -> str:
    """The whole page. `cases`: rows of the closing table, the headings first."""
    mails = sum(len(scene.letters) for scene in scenes)
    contents = "".join(f'<li><a href="#act-{s.number}">{_said(s.title)}</a></li>' for s in scenes)
    wrong = "".join(f"<p><strong>{_safe(fault)}</strong></p>" for fault in faults)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>fitmail: the demonstration</title><style>{STYLE}</style></head><body>\n"
        f"<header><h1>The desk of Weft, by e-mail</h1><p>{mails} mails in {len(scenes)} acts, each as its reader sees "
        "it. Blue came to the desk, green left it. All people, organisations and addresses are made up.</p>"
        f"{wrong}<nav><ol>{contents}</ol></nav></header>\n<main>\n"
        + "\n".join(_scene(scene) for scene in scenes)
        + f'\n<section id="end"><h2>How it stands</h2><div class="wide">{_table(cases)}</div><p>{_safe(proof)}</p>'
        f"</section>\n</main>\n<footer><h2>The next mail</h2><pre>{_safe(next_steps)}</pre></footer>\n</body></html>\n"
    )


def _scene(scene: Scene) -> str:
    told = "".join(f"<p>{_said(line)}</p>" for line in scene.lines)
    letters = "\n".join(_pile(pile) for pile in piles(scene.letters))
    return (
        f'<section id="act-{scene.number}"><h2>{scene.number}. {_said(scene.title)}</h2>'
        f'<p class="when">{moment(scene.at)}</p>{told}\n{letters}</section>'
    )


def piles(letters: Sequence[Letter]) -> list[list[Letter]]:
    """A mail that went to many lies on one pile, where its first copy lay; all others lie alone."""
    key = {id(letter): (letter.what, letter.case) for letter in letters if not letter.came}
    sizes = Counter(key.values())
    found: dict[object, list[Letter]] = {}
    for letter in letters:
        mine = key.get(id(letter))
        together = mine is not None and sizes[mine] >= PILE
        found.setdefault(mine if together else id(letter), []).append(letter)
    return list(found.values())


def _pile(letters: Sequence[Letter]) -> str:
    """Of each language one copy lies on top, the unfolded one if there is one; the others are under one lid."""
    if len(letters) < PILE:
        return "\n".join(_letter(letter) for letter in letters)
    chosen: dict[str, Letter] = {}
    for letter in sorted(letters, key=lambda each: not each.open):
        chosen.setdefault(letter.language, letter)
    top = list(chosen.values())
    rest = [letter for letter in letters if letter not in top]
    shown, hidden = ("\n".join(_letter(letter) for letter in some) for some in (top, rest))
    return f'{shown}<details class="more"><summary>and to {len(rest)} more</summary>{hidden}</details>'


def _letter(letter: Letter) -> str:
    way = "came" if letter.came else "left"
    tongue = TONGUES.get(letter.language, letter.language)
    rows = (
        ("From", letter.sender),
        ("To", letter.to),
        ("Date", moment(letter.at)),
        ("Language", tongue),
        ("Attached", ", ".join(letter.attachments)),
    )
    table = "".join(f"<dt>{name}</dt><dd>{_safe(value)}</dd>" for name, value in rows if value)
    return (
        f'<details class="mail {way}"{" open" if letter.open else ""}><summary>'
        f'<span class="case">{_safe(letter.case)}</span><span class="what">{_safe(letter.what)}</span>'
        f'<span class="subject">{_safe(letter.subject) or "(no subject)"}</span>'
        f'<span class="between">{_safe(_name(letter.sender))} → {_safe(_name(letter.to))}</span></summary>'
        f"<dl>{table}</dl>{_body(letter)}</details>"
    )


def _body(letter: Letter) -> str:
    plain = f'<pre lang="{_safe(letter.language)}">{_safe(letter.text.strip())}</pre>'
    if not letter.markup.strip():
        return plain
    framed = html.escape(_framed(letter.markup), quote=True)
    lazy = "" if letter.open else ' loading="lazy"'
    return (
        f'<iframe sandbox="" title="{_safe(letter.subject)}" height="{_height(letter)}"{lazy} srcdoc="{framed}">'
        f'</iframe><details class="plain"><summary>as plain text</summary>{plain}</details>'
    )


def _framed(markup: str) -> str:
    """The mail's HTML under a policy of its own: nothing is fetched, and a link opens nothing in the little frame."""
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    return f'{policy}<meta name="viewport" content="width=device-width">{markup}'


def _height(letter: Letter) -> int:
    """About as high as the mail: its lines, and how often long ones break. Mails laid out in tables need more room."""
    lines = letter.text.strip().split("\n")
    breaks = sum(len(line) // 80 for line in lines)
    if "<table" in letter.markup:
        written = sum(bool(line.strip()) for line in lines)
        return min(2700, 60 + (34 if written > 30 else 26) * written + 17 * breaks)
    return min(900, 30 + 21 * len(lines) + 12 * breaks)


def _table(rows: Sequence[Sequence[str]]) -> str:
    first, *rest = rows
    head = "".join(f"<th>{_safe(cell)}</th>" for cell in first)
    body = "".join("<tr>" + "".join(f"<td>{_safe(cell)}</td>" for cell in row) + "</tr>" for row in rest)
    return f'<table class="ends"><tr>{head}</tr>{body}</table>'


def _name(box: str) -> str:
    """ "Jo Ruiz" of "Jo Ruiz <jo@shop.example>"."""
    return box.partition(" <")[0].strip(' "') or box


def moment(at: datetime) -> str:
    here = at.astimezone(LONDON)
    return f"{here:%A} {here.day} {here:%B %Y}, {here:%H:%M}"


def _said(text: str) -> str:
    """A sentence of ours, in which `words to type` stand between backticks."""
    pieces = _safe(text).split("`")
    return "".join(f"<code>{piece}</code>" if place % 2 else piece for place, piece in enumerate(pieces))


def _safe(text: str) -> str:
    """Escaped, and without lone surrogates, which no file of UTF-8 can hold."""
    return html.escape(text.encode("utf-8", "replace").decode("utf-8"), quote=True)
