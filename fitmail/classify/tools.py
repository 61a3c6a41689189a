"""Tools in use whose notices come to the desk, by sender or by a header that only they write (rules/tools.yaml).

Takes: the text of the file. Gives: `parse_tools(text)`: the tools and every mistake; `tool_of(message, recognition,
tools)`: the name of the tool that wrote a mail, "" for all others.
Promises: pure. Not a tool's notice, whatever carries it: a post on the network's list, a web form (G9 means programs,
and somebody filled it in), and what answers one of our tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fitmail.classify.sheet import Sheet
from fitmail.classify.yaml_text import Node, parse
from fitmail.model import Message, Mistake, Recognition

TOOLS = "tools.yaml"
KEYS = ("name", "from", "headers")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool. `senders`: "a@b.org", "@b.org" for the domain and those below it, "a@" for any domain."""

    name: str
    senders: tuple[str, ...]
    headers: tuple[str, ...]  # lower case


def parse_tools(text: str) -> tuple[tuple[Tool, ...], tuple[Mistake, ...]]:
    """The tools in the order of the file; a missing file names none."""
    tree, mistakes = parse(text, file=TOOLS)
    sheet = Sheet(TOOLS)
    if tree is None:
        return (), mistakes
    top = sheet.table(tree, what="the file of tools", keys=("tools",))
    nodes = sheet.items(top["tools"], what="tools") if "tools" in top else ()
    tools = tuple(_tool(node, sheet=sheet) for node in nodes)
    return tools, (*mistakes, *sheet.mistakes)


def _tool(node: Node, *, sheet: Sheet) -> Tool:
    table = sheet.table(node, what="a tool", keys=KEYS)
    name = sheet.text(table["name"], what="name") if "name" in table else ""
    if not name:
        sheet.wrong(node.line, found="a tool without a name", expected="name: what people call it", hint="")
    senders = sheet.texts(table["from"], what="senders") if "from" in table else ()
    headers = sheet.texts(table["headers"], what="header fields") if "headers" in table else ()
    for sender, line in senders:
        if not _is_sender(sender):
            expected = "an address, @domain, or name@"
            sheet.wrong(line, found=f'"{sender}" is no sender', expected=expected, hint="")
    for header, line in headers:
        if not header.casefold().startswith("x-") or not set(header.casefold()) <= _LETTERS:
            expected = "the name of a field that only this tool writes, such as X-GitHub-Reason"
            sheet.wrong(line, found=f'"{header}" is in many mails, or no header', expected=expected, hint="")
    if not senders and not headers:
        sheet.wrong(node.line, found=f'nothing tells the mails of "{name}"', expected="from, headers or both", hint="")
    return Tool(
        name=name,
        senders=tuple(sender.casefold() for sender, _ in senders),
        headers=tuple(header.casefold() for header, _ in headers),
    )


def _is_sender(words: str) -> bool:
    local, at, domain = words.partition("@")
    plain = at and not any(letter.isspace() or letter in "<>,;@*" for letter in local + domain)
    return bool(plain and (local or domain) and (not domain or "." in domain))


def tool_of(message: Message, recognition: Recognition, tools: Sequence[Tool]) -> str:
    """The tool that wrote the mail."""
    if recognition.mailbox == "list" or recognition.token is not None or message.form is not None:
        return ""
    sender = message.from_.address.casefold()
    local, _, domain = sender.rpartition("@")
    below = domain.split(".")
    names = {sender, f"{local}@", *(f"@{'.'.join(below[start:])}" for start in range(len(below)))}
    fields = frozenset(message.extensions)
    return next(
        (tool.name for tool in tools if not names.isdisjoint(tool.senders) or not fields.isdisjoint(tool.headers)), ""
    )
