"""The walls of the house: which room may know which, which package stands behind which wall, what pure rooms avoid.

Read from the source with ast, nothing is imported. Each failure names the rule and the line that breaks it.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "fitmail"
PURE = ("read", "classify", "decide", "compose")
ROOMS = ("model", "receive", *PURE, "store", "deliver", "walk", "config", "app", "cli")

# Room -> rooms of ours that it must never know (house.md, "Rooms").
NEVER: Mapping[str, tuple[str, ...]] = {
    "model": ("receive", *PURE, "store", "deliver", "walk", "config", "app", "cli", "rehearse", "demo", "tables"),
    "receive": (*PURE, "deliver", "walk"),
    "read": ("receive", "classify", "decide", "compose", "store", "deliver", "walk", "config"),
    "classify": ("receive", "decide", "compose", "store", "deliver", "walk", "config"),
    "decide": ("receive", "read", "classify", "compose", "store", "deliver", "walk", "config", "tables"),
    "compose": ("receive", "read", "classify", "decide", "store", "deliver", "walk", "config", "tables"),
    "store": ("receive", *PURE, "deliver", "walk", "config"),
    "deliver": (*PURE, "receive", "walk", "config"),
    "walk": ("receive", "deliver", "config"),
    "config": ("receive", *PURE, "store", "deliver", "walk"),
    "tables": ("receive", *PURE, "store", "deliver", "walk", "config"),
}
# `app` and `cli` join; only what joins too may know the first, and nobody the second.
JOINING = ("app", "serving", "reloading", "cli", "rehearse", "demo", "explain")

# Package -> the only places that know it.
WALLS: Mapping[str, tuple[str, ...]] = {
    "aiosmtpd": ("receive/smtp", "receive/dialogue"),
    "alembic": ("store/",),
    "apscheduler": ("receive/clock",),
    "authres": ("read/",),
    "babel": ("compose/", "classify/"),
    "click": ("cli/",),
    "flufl": ("read/",),
    "icalendar": ("read/", "config/closed", "compose/calendar"),
    "imapclient": ("receive/imap",),
    "jinja2": ("compose/templates", "compose/loading"),
    "mailparser": ("read/",),
    "nh3": ("compose/",),
    "numpy": ("classify/learner", "classify/wordmarks"),
    "psycopg": ("store/",),
    "py3langid": ("read/",),
    "pymap": ("demo/",),
    "re2": ("classify/",),
    "selectolax": ("read/",),
    "sqlalchemy": ("store/",),
    "yaml": ("classify/",),
}

# What no pure room does: modules it must not import, names it must not call.
IMPURE_MODULES: Mapping[str, str] = {
    **dict.fromkeys(("random", "secrets", "uuid"), "draws no random number"),
    **dict.fromkeys(("logging", "warnings", "sys"), "writes no log and no output"),
    **dict.fromkeys(("time", "sched"), "never asks the time"),
    **dict.fromkeys(("os", "pathlib", "shutil", "tempfile", "glob", "fileinput"), "touches no disk"),
    **dict.fromkeys(("socket", "ssl", "http", "smtplib", "imaplib", "urllib.request"), "speaks to no network"),
    **dict.fromkeys(("subprocess", "threading", "asyncio", "multiprocessing", "signal"), "starts nothing"),
}
IMPURE_CALLS = frozenset(("open", "print", "input", "breakpoint", "exec", "eval", "__import__"))
CLOCK_CALLS = frozenset(("now", "utcnow", "today"))  # of datetime and date
CEILING = 400
SCREEN = 40


@dataclass(frozen=True)
class Source:
    """One file of the house."""

    name: str  # "read/headers.py"
    tree: ast.Module
    lines: int
    known: list[tuple[str, int]]

    @property
    def room(self) -> str:
        return self.name.partition("/")[0].removesuffix(".py")


def _known(name: str, tree: ast.Module) -> list[tuple[str, int]]:
    """Every imported module with its line; `from a import b` counts as a and as a.b."""
    found: list[tuple[str, int]] = []
    package = ["fitmail", *name.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found += [(module, node.lineno), *((f"{module}.{alias.name}", node.lineno) for alias in node.names)]
    return found


def _sources() -> list[Source]:
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        text = path.read_text("utf-8")
        tree = ast.parse(text, filename=str(path))
        name = path.relative_to(HOUSE).as_posix()
        found.append(Source(name=name, tree=tree, lines=text.count("\n"), known=_known(name, tree)))
    return found


SOURCES = _sources()


def _said(broken: Iterator[str] | list[str]) -> None:
    """Fails with all sentences at once."""
    sentences = list(dict.fromkeys(broken))
    assert not sentences, "\n" + "\n".join(sentences)


def test_the_rooms_of_the_house_are_there() -> None:
    assert [room for room in ROOMS if not any(source.room == room for source in SOURCES)] == []


@pytest.mark.parametrize("room", NEVER)
def test_a_room_knows_only_the_rooms_it_may(room: str) -> None:
    _said(
        f"fitmail/{source.name} line {line}: {room} must never import {module.split('.')[1]} (house.md, Rooms)"
        for source in SOURCES
        if source.room == room
        for module, line in source.known
        if module.startswith("fitmail.") and module.split(".")[1] in NEVER[room]
    )


def test_nobody_imports_what_joins_the_rooms() -> None:
    _said(
        f"fitmail/{source.name} line {line}: nobody imports {module.split('.')[1]} (house.md: app and cli join)"
        for source in SOURCES
        for module, line in source.known
        if module.startswith(("fitmail.app", "fitmail.cli"))
        if source.room not in JOINING or (module.startswith("fitmail.cli") and source.room != "cli")
    )


def test_each_package_stands_behind_its_wall() -> None:
    ours = {"fitmail", *sys.stdlib_module_names}
    _said(
        f"fitmail/{source.name} line {line}: {package} belongs behind its wall, {' or '.join(WALLS.get(package, ()))}"
        + ("" if package in WALLS else "which nobody has built: name it in WALLS of this test, or do without it")
        for source in SOURCES
        for module, line in source.known
        if (package := module.partition(".")[0]) not in ours
        if not source.name.startswith(WALLS.get(package, ()) or ("-",))
    )


def test_the_model_imports_no_package_at_all() -> None:
    _said(
        f"fitmail/{source.name} line {line}: the model imports {module}; it may know only the standard library"
        for source in SOURCES
        if source.room == "model"
        for module, line in source.known
        if module.partition(".")[0] not in {"fitmail", *sys.stdlib_module_names}
    )


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_imports_nothing_that_acts(room: str) -> None:
    _said(
        f"fitmail/{source.name} line {line}: {room} is a pure room and {why}, so it does not import {module}"
        for source in SOURCES
        if source.room == room
        for module, line in source.known
        for name, why in IMPURE_MODULES.items()
        if module == name or module.startswith(name + ".")
        if module != "pathlib.PurePath" and module != "pathlib.PurePosixPath"
    )


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_does_no_io_and_never_asks_the_time(room: str) -> None:
    _said(
        f"fitmail/{source.name} line {node.lineno}: {room} is a pure room: {called}() is not for it"
        for source in SOURCES
        if source.room == room
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and (called := _forbidden(node.func))
    )


def _forbidden(called: ast.expr) -> str:
    """The name of a call that no pure room makes, "" for all others."""
    if isinstance(called, ast.Name) and called.id in IMPURE_CALLS:
        return called.id
    if isinstance(called, ast.Attribute) and called.attr in CLOCK_CALLS:
        owner = ast.unparse(called.value)
        return f"{owner}.{called.attr}" if owner.rpartition(".")[2] in ("datetime", "date") else ""
    if isinstance(called, ast.Attribute) and called.attr in ("read_text", "read_bytes", "write_text", "write_bytes"):
        return called.attr
    return ""


def test_the_wall_test_sees_what_it_is_there_for() -> None:
    tree = ast.parse("import random\nfrom ..store import Books\ndatetime.now()\nprint(date.today())\nself.now()\n")
    known = _known("read/x.py", tree)
    assert ("random", 1) in known
    assert ("fitmail.store", 2) in known
    calls = [_forbidden(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert sorted(filter(None, calls)) == ["date.today", "datetime.now", "print"]


def test_automatic_marks_are_set_in_one_place_and_seen_in_one() -> None:
    """RFC 3834 is read in read/marks, obeyed in decide/etiquette and written in compose/headers."""
    homes = ("read/", "decide/etiquette", "compose/headers", "rehearse/")
    _said(
        f"fitmail/{source.name} line {node.lineno}: only read/marks and compose/headers mention Auto-Submitted"
        for source in SOURCES
        if not source.name.startswith(homes)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() == "auto-submitted"
    )


def test_every_file_opens_with_what_it_promises() -> None:
    _said(
        f"fitmail/{source.name}: a file opens with a docstring of what it promises"
        for source in SOURCES
        if source.lines and not ast.get_docstring(source.tree)
    )


def test_domain_functions_have_no_default_arguments() -> None:
    """A default in the domain hides a decision. Dataclass fields are values, not arguments."""
    _said(
        f"fitmail/{source.name} line {node.lineno}: {node.name}() has a default argument; decide has none"
        for source in SOURCES
        if source.room == "decide"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef)
        if node.args.defaults or any(node.args.kw_defaults)
    )


def test_no_file_outgrows_the_house(capsys: pytest.CaptureFixture[str]) -> None:
    """Over the ceiling is a conversation, so it is printed; twice the ceiling is too much."""
    long_files = [f"{source.name}: {source.lines} lines" for source in SOURCES if source.lines > CEILING]
    long_functions = [
        f"{source.name}: {node.name} has {length} lines"
        for source in SOURCES
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > SCREEN + 20
    ]
    with capsys.disabled():
        for line in (*long_files, *long_functions):
            print(f"\nover the ceiling: fitmail/{line}", end="")
    assert [source.name for source in SOURCES if source.lines > 2 * CEILING] == []


# What must not stand in any file: paths of the machine it was written on, registry hosts, unfinished work.
_MACHINE = tuple("/".join(parts) for parts in (("", "work", "main"), ("", "work", "shared"), ("", "opt", "pypi")))
_HOSTS = tuple(
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("golang", "org"))
)
_UNFINISHED = tuple("".join(parts) for parts in (("TO", "DO"), ("FIX", "ME"), ("simplified", " for now")))


def _files() -> list[Path]:
    """What is or would be committed."""
    asked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if asked.returncode == 0:
        return [ROOT / name for name in asked.stdout.decode("utf-8").split("\0") if name and (ROOT / name).is_file()]
    # A release without .git: what lies in the folders we know.
    folders = [ROOT / name for name in ("fitmail", "tests", "rules", "templates", "docs")]
    return [path for folder in folders for path in folder.rglob("*.*") if path.is_file()]


def test_no_file_names_the_machine_it_was_written_on_or_a_registry() -> None:
    broken = []
    for path in _files():
        text = path.read_bytes().decode("utf-8", "replace")
        broken += [f"{path.relative_to(ROOT)} names {word}" for word in (*_MACHINE, *_HOSTS) if word in text]
    _said(broken)


def test_nothing_in_the_house_is_left_unfinished() -> None:
    broken = []
    for path in _files():
        if path.suffix in (".py", ".yaml", ".toml", ".sh") or path.name == "Makefile":
            text = path.read_bytes().decode("utf-8", "replace")
            broken += [f"{path.relative_to(ROOT)} says {word}" for word in _UNFINISHED if word in text]
    _said(broken)


def test_the_licence_is_the_whole_affero_licence() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text
