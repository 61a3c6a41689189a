"""`fitmail rules score`: how right the rules are on labelled mails.

Takes a LABELS file (one JSON object a line) and the rules of the settings, the sample or a folder. Gives tables for
people or one JSON object. Promises: needs no running desk and writes nothing; each mail is read and classified as a
fresh stranger's, except that the people of people.csv beside LABELS, or of the installation, count as members.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fitmail.cli.asking import FOLDER, rules, stranger
from fitmail.cli.frame import Frame, as_json, pass_frame, plain, say_json, say_mistakes, say_table

if TYPE_CHECKING:
    from fitmail.classify import Rulebook
    from fitmail.classify.labels import Label
    from fitmail.classify.scoring import Judged
    from fitmail.config import Settings
    from fitmail.model import Coop, Message, Person, Recognition

ONLY = ("enquiries", "list", "facts")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Network:
    """Who counts as a member."""

    people: Mapping[str, Person]
    coops: Mapping[str, Coop]  # by name

    def coop_of(self, address: str) -> Coop | None:
        person = self.people.get(address)
        if person is not None:
            return self.coops.get(person.coop)
        domain = address.rpartition("@")[2]
        return next((coop for coop in self.coops.values() if domain and coop.domain == domain), None)


@rules.command("score")
@click.argument("labels", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--rules", "folder", type=FOLDER, help="Other rules than those of the settings.")
@click.option("--only", type=click.Choice(ONLY), help="One part of the answer.")
@click.option("--half", type=click.Choice(["A", "B"]), help="One half of the mails, the same for ever.")
@click.option("--cv", is_flag=True, help="Judge mails that the text model learned from by a model without them.")
@click.option("--list-wrong", is_flag=True, help="Also every mail that is wrong or unsure, and every wrong fact.")
@as_json
@pass_frame
def rules_score(
    frame: Frame,
    labels: Path,
    folder: str | None,
    only: str | None,
    half: str | None,
    cv: bool,
    list_wrong: bool,
    json_: bool,
) -> None:
    """Hold what the rules say of the mails of LABELS against what their labels say.

    LABELS has one JSON object a line: "mbox" and "message_id", or "file" (paths from the folder of LABELS, or from
    mbox/ in it); "address" (enquiries, list, automatic, thread), "category", "language", "fields"; where several
    answers are right, "alt" and "fields_alt".

    All figures are shares from 0 to 1. right, wrong: filed under a category that is acceptable, or not; unsure: left
    to the chair; right_in_two: filed rightly, or unsure with the right one among the two guesses; right_or_next: the
    same, with the runner-up of a filed mail as its second guess; strict: filed under the first category itself.

    Facts: right and missed are shares of the labelled values, invented is the share of the labels that say null where
    something was found, precision the share of what was found that is right. budget is right when least, most and
    currency all are. For technologies right is F1 over the names, invented a share of the found ones, missed of the
    labelled ones. elsewhere counts finds in mails whose labels do not speak of the field.

    Exit code 1 when a mail of LABELS is not there.
    """
    from fitmail.classify.scoring import score

    wanted = _labels(labels, half=half, only=only)
    judged, missing = _judge(frame, labels, wanted, folder, cv=cv)
    told = score(judged)
    if json_:
        say_json(told | ({"mails": _wrong(judged)} if list_wrong else {}))
    else:
        _show(told, only)
        if list_wrong:
            _list_wrong(judged, only)
    for name in missing:
        click.echo(f"{name}: no such mail", err=True)
    if missing:
        raise click.exceptions.Exit(1)


def _labels(path: Path, *, half: str | None, only: str | None) -> list[Label]:
    """The lines asked for, or every mistake in the file."""
    from fitmail.classify.labels import parse_labels

    labels, mistakes = parse_labels(path.read_text("utf-8"), file=str(path))
    if mistakes:
        say_mistakes(mistakes)
        raise click.exceptions.Exit(2)
    address = only if only in ("enquiries", "list") else None
    return [label for label in labels if half in (None, label.half) and address in (None, label.address)]


def _judge(
    frame: Frame, path: Path, labels: Sequence[Label], folder: str | None, *, cv: bool
) -> tuple[list[Judged], list[str]]:
    """Every mail that is there, judged; and the names of those that are not."""
    from fitmail.app import load_rules
    from fitmail.classify import blind

    settings = frame.settings_or_sample()
    rulebook = load_rules(Path(folder) if folder else settings.rules, region=settings.policy.region)
    rulebook = blind(rulebook) if cv else rulebook
    network = _network(frame, path.parent)
    judged: list[Judged] = []
    missing = {label.name: None for label in labels}
    with click.progressbar(length=len(labels), label="judging", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for label, message in _messages(path.parent, labels, settings):
            judged.append(_judged(label, message, network, settings, rulebook))
            missing.pop(label.name, None)
            bar.update(1)
    return judged, list(missing)


def _messages(folder: Path, labels: Sequence[Label], settings: Settings) -> Iterator[tuple[Label, Message]]:
    """Each label with its mail; an mbox is read once."""
    from fitmail.read import read
    from fitmail.receive.mbox import mails

    boxes: dict[str, dict[str, Label]] = {}
    for label in labels:
        boxes.setdefault(label.mbox or label.file, {})[label.message_id if label.mbox else ""] = label
    for name, wanted in boxes.items():
        place = folder / name
        for source in mails(place if place.exists() else folder / "mbox" / name):
            if source.problem:
                continue
            only = wanted.get("")
            to = _rcpt(only or next(iter(wanted.values())), settings)
            message = read(source.raw, ours=settings.ours, rcpt=to)
            known = only or wanted.pop(message.id, None)
            if known is not None:
                yield known, message
            if only is not None or not wanted:
                break


def _rcpt(label: Label, settings: Settings) -> str:
    policy = settings.policy
    return policy.list_address or policy.desk if label.address == "list" else policy.desk


def _network(frame: Frame, folder: Path) -> _Network:
    """The people beside LABELS, and those of the installation where there is one."""
    from fitmail.tables import Book, read_directory

    texts = [folder / name for name in ("members.csv", "people.csv")]
    people: list[Person] = []
    coops: list[Coop] = []
    if all(text.is_file() for text in texts):
        books = [Book(file=text.name, text=text.read_text("utf-8")) for text in texts]
        found, named, mistakes = read_directory(books[0], books[1])
        say_mistakes(mistakes)
        coops, people = list(found), list(named)
    if frame.installed:
        with frame.books() as store:
            directory = store.directory()
        coops, people = [*coops, *directory.coops], [*people, *directory.people]
    return _Network(
        people={address: person for person in people for address in (person.address, *person.aliases)},
        coops={coop.name: coop for coop in coops},
    )


def _recognition(label: Label, message: Message, network: _Network, settings: Settings) -> Recognition:
    """As memory would know the author on a first day."""
    first = stranger(settings, _rcpt(label, settings), message.list_id)
    person, coop = network.people.get(message.author.address), network.coop_of(message.author.address)
    mailbox = "list" if label.address == "list" else "desk"
    role = "stranger" if person is None else "member"
    return replace(first, mailbox=mailbox, person=person, coop=coop, role=role)


def _judged(label: Label, message: Message, network: _Network, settings: Settings, rulebook: Rulebook) -> Judged:
    from fitmail.classify import classify
    from fitmail.classify.scoring import MACHINE, Judged
    from fitmail.explain import facts_told

    recognition = _recognition(label, message, network, settings)
    found = classify(message, recognition, rulebook)
    machine = message.marks.machine != "" or found.tool != ""
    coop = recognition.coop.name if recognition.coop is not None else ""
    facts = {} if machine else facts_told(found, coop)
    return Judged(
        label=label,
        subject=message.subject,
        category=MACHINE if machine else found.category,
        kind=found.kind,
        guesses=() if machine else found.suggestions,
        runner_up=found.runner_up.category if found.runner_up is not None and not machine else "",
        because="; ".join(message.marks.because) if machine else found.because,
        found={**plain(facts), "language": message.language},
        words={fact.name: fact.words for fact in found.facts},
        as_labelled=_as_labelled(label, message),
    )


def _as_labelled(label: Label, message: Message) -> bool:
    """Machine mail is known as what it is, and of an answer the new text is cut out whole."""
    if label.address == "automatic":
        return message.marks.machine == label.category
    if label.address == "thread":
        text, closing = (_flat(label.fields.get(name)) for name in ("reply_text", "closing"))
        return _flat(message.said) in (text, text.removesuffix(closing).strip())
    return True


def _flat(value: object) -> str:
    return " ".join(str(value or "").split())


# -- for people


def _show(told: Mapping[str, Any], only: str | None) -> None:
    for address in ("enquiries", "list"):
        if told[address]["mails"] and only in (None, address):
            _show_address(address, told[address])
    if told["facts"]:
        _show_facts(told["facts"])
    names = told["opportunity_under_prepared_no"]
    if only in (None, "enquiries"):
        click.echo(f"\nopportunities and tenders under a prepared no: {len(names) or 'none'}")
        for name in names:
            click.echo(f"  {name}")
    for address, what in (("automatic", "machine mail known as what it is"), ("thread", "new text of answers cut out")):
        if told[address]["mails"]:
            click.echo(f"{what}: {_percent(told[address]['right'])} of {told[address]['mails']}")


_SHARES = ("right", "wrong", "unsure", "right_in_two", "right_or_next", "strict")


def _show_address(address: str, told: Mapping[str, Any]) -> None:
    click.secho(f"{address}: {told['mails']} mails", bold=True)
    rows = [("all", told), *told["by_language"].items(), *told["by_category"].items()]
    say_table(("", "mails", *_SHARES), [(n, each["mails"], *(_percent(each[s]) for s in _SHARES)) for n, each in rows])
    confusion = told["confusion"]
    filed = sorted({name for row in confusion.values() for name in row}, key=lambda name: (name == "unsure", name))
    click.echo("\nlabelled (down) and filed (across)")
    say_table(("", *filed), [(name, *(row.get(each, ".") for each in filed)) for name, row in confusion.items()])
    click.echo()


def _show_facts(facts: Mapping[str, Any]) -> None:
    click.secho("facts", bold=True)
    shares = ("right", "missed", "invented", "precision", "recall")
    counts = ("labelled", "found", "elsewhere")
    rows: list[tuple[object, ...]] = []
    for name, each in facts.items():
        parts = each.get("by_address", {})
        for place, one in (("", each), *(parts.items() if len(parts) > 1 else ())):
            rows.append(
                (f"  {place}" if place else name, *(_percent(one[s]) for s in shares), *(one[c] for c in counts))
            )
    say_table(("", *shares, *counts), rows)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def _wrong(judged: Iterable[Judged]) -> list[dict[str, Any]]:
    """Every mail with something wrong or unsure, as an object."""
    from fitmail.classify.comparing import differences

    told = []
    for one in judged:
        scored = one.label.address in ("enquiries", "list")
        facts = differences(one.label, one.found) if scored else ()
        if (scored and (one.outcome != "right" or facts)) or not one.as_labelled:
            told.append(
                {
                    "name": one.label.name,
                    "address": one.label.address,
                    "subject": one.subject,
                    "category": one.label.category,
                    "alt": list(one.label.alt),
                    "filed": one.category,
                    "outcome": one.outcome if scored else "wrong",
                    "guesses": list(one.guesses),
                    "because": one.because,
                    "facts": [
                        {"field": field, "labelled": wanted, "found": got, "words": one.words.get(field, "")}
                        for field, wanted, got in facts
                    ],
                }
            )
    return told


def _list_wrong(judged: Sequence[Judged], only: str | None) -> None:
    for one in sorted(_wrong(judged), key=lambda each: (each["address"], each["outcome"], each["category"])):
        filed = one["outcome"] != "right" and only != "facts"
        if not filed and not one["facts"]:
            continue
        click.secho(f"\n{one['name']}  {one['subject']}", bold=True)
        if filed:
            guesses = f", guesses {' or '.join(one['guesses'])}" if one["guesses"] else ""
            known = " or ".join((one["category"], *one["alt"]))
            click.echo(f"  {one['outcome']}: is {known}, filed {one['filed']}{guesses}\n  {one['because']}")
        for fact in one["facts"] if only in (None, "facts") else ():
            said = f' in "{fact["words"]}"' if fact["words"] else ""
            click.echo(f"  {fact['field']}: is {fact['labelled']}, found {fact['found']}{said}")


COMMANDS = (rules,)
