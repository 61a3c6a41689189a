"""Commands that ask what the desk knows: cases, show, trace, outbox, parked, ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

import click

from fitmail.cli.frame import Frame, as_json, local, pass_frame, plain, say_json, say_table

if TYPE_CHECKING:
    from fitmail.model import Case, Directory, Person, SentMail

_CLIENT = ("awaiting_info", "answered", "signposted", "declined")
_NOBODY = ("closed", "converted", "spam")


def _case_json(case: Case, directory: Directory) -> dict[str, Any]:
    """A case as `cases` and `show` tell it."""
    from fitmail.model import Enquiry, Opportunity

    due: object = case.wake_at
    enquirer: object = None
    if isinstance(case, Enquiry):
        enquirer = plain(case.enquirer)
        if case.state in ("received", "acknowledged") and case.promised:
            due = case.promised
    elif isinstance(case, Opportunity) and case.decide_by:
        due = case.decide_by
    return {
        "id": case.id,
        "state": case.state,
        "category": case.category,
        "language": case.language,
        "owner": case.owner,
        "waiting_on": _waiting_on(case, directory),
        "enquirer": enquirer,
        "subject": case.subject,
        "facts": {fact.name: plain(fact.value) for fact in case.facts},
        "because": case.because,
        "reason": plain(case.reason),
        "due": plain(case.held_until or due),
        "opened": plain(case.opened_at),
        "changed": plain(case.changed_at),
    }


def _waiting_on(case: Case, directory: Directory) -> str:
    """Who has the ball: the owner's name, the chair, the client, the members or nobody."""
    if case.state in _NOBODY:
        return "nobody"
    if case.state in _CLIENT:
        return "the client"
    if case.state == "shared":
        return "the members"
    return next((person.name for person in directory.people if person.address == case.owner), case.owner) or "the chair"


@click.command()
@click.option("--all", "all_", is_flag=True, help="Closed ones, too.")
@as_json
@pass_frame
def cases(frame: Frame, all_: bool, json_: bool) -> None:
    """List the open cases."""
    with frame.books() as books:
        directory, zone = books.directory(), frame.settings().policy.zone
        found = [_case_json(case, directory) | {"_at": case.opened_at} for case in books.cases(open_only=not all_)]
    if json_:
        for each in found:
            say_json({key: value for key, value in each.items() if key != "_at"})
        return
    rows = [
        (
            each["id"],
            each["state"],
            each["category"],
            each["waiting_on"],
            local(each["_at"], zone),
            each["subject"][:60],
        )
        for each in found
    ]
    say_table(("case", "state", "category", "waiting on", "opened", "subject"), rows)
    if not rows:
        click.echo("no open case" if not all_ else "no case")


@click.command()
@click.argument("case_id")
@as_json
@pass_frame
def show(frame: Frame, case_id: str, json_: bool) -> None:
    """Show one case and its journal."""
    with frame.books() as books:
        case = books.case(case_id.upper())
        if case is None:
            _no_such_case(case_id)
        told = _case_json(case, books.directory())
        journal = books.journal(case.id)
        zone = frame.settings().policy.zone
    if json_:
        lines = [plain(line) for line in journal]
        say_json({**told, "journal": lines})
        return
    reason = told.pop("reason")
    for name, value in told.items():
        if value not in (None, "", {}, []):
            click.echo(f"{name + ':':<12}{_shown(value)}")
    if reason is not None:
        click.echo(f"{'rules:':<12}version {reason['rules_version']}")
    click.echo()
    for line in journal:
        change = f" ({line.was} -> {line.now})" if line.was != line.now else ""
        first, *more = line.why.splitlines() or [""]
        click.echo(f"{local(line.at, zone)}  {line.who}: {line.what}{change}. {first}")
        for found in more:
            click.echo(f"    {found}")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items() if each not in ("", None))
    return str(value)


def _no_such_case(case_id: str) -> NoReturn:
    click.echo(f"there is no case {case_id}; `fitmail cases --all` lists them", err=True)
    raise click.exceptions.Exit(1)


@click.command()
@click.argument("case_id")
@as_json
@pass_frame
def trace(frame: Frame, case_id: str, json_: bool) -> None:
    """Show step by step what happened to the mails of a case."""
    with frame.books() as books:
        lines = books.trace(case_id.upper())
        if not lines and books.case(case_id.upper()) is None:
            _no_such_case(case_id)
        zone = frame.settings().policy.zone
    for line in lines:
        if json_:
            say_json(line)
        else:
            click.echo(f"{local(line.at, zone)}  {line.event[:12]:<12}  {line.step.value:<10}  {line.sentence}")


@click.command()
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(["queued", "in_flight", "sent", "failed", "held", "withdrawn"]),
    help="Only these; without it what has not left yet.",
)
@click.option("--all", "all_", is_flag=True, help="What has left, too.")
@as_json
@pass_frame
def outbox(frame: Frame, states: tuple[str, ...], all_: bool, json_: bool) -> None:
    """List mails that wait to leave, are held, or failed."""
    wanted = states or ("queued", "in_flight", "held", "failed")
    if all_:
        wanted = ("queued", "in_flight", "sent", "failed", "held", "withdrawn")
    with frame.books() as books:
        found = books.outbox(states=wanted)
        zone = frame.settings().policy.zone
    for mail in found if json_ else ():
        say_json(_mail_json(mail))
    if not json_:
        rows = [(mail.state, mail.case or "-", local(mail.at, zone), mail.to, mail.subject[:60]) for mail in found]
        say_table(("state", "case", "since", "to", "subject"), rows)
        if not rows:
            click.echo("nothing waits")


def _mail_json(mail: SentMail) -> dict[str, Any]:
    return {
        "key": mail.key,
        "case": mail.case,
        "to": mail.to,
        "subject": mail.subject,
        "state": mail.state,
        "tries": mail.tries,
        "template": mail.template,
        "at": plain(mail.at),
    }


@click.group()
def parked() -> None:
    """Mails and duties that broke the machine and were put aside."""


@parked.command("list")
@as_json
@pass_frame
def parked_list(frame: Frame, json_: bool) -> None:
    """List what is parked."""
    with frame.books() as books:
        found, zone = books.parked(), frame.settings().policy.zone
    for one in found if json_ else ():
        say_json(one)
    if not json_:
        say_table(
            ("key", "since", "tries", "what"), [(p.key[:16], local(p.at, zone), p.tries, p.sentence) for p in found]
        )
        if not found:
            click.echo("nothing is parked")


@parked.command("show")
@click.argument("key")
@as_json
@pass_frame
def parked_show(frame: Frame, key: str, json_: bool) -> None:
    """Show why one was parked. The beginning of its KEY is enough."""
    with frame.books() as books:
        found = [one for one in books.parked() if one.key.startswith(key)]
    if len(found) != 1:
        click.echo(f"{len(found) or 'nothing'} parked under {key}; `fitmail parked list` shows all", err=True)
        raise click.exceptions.Exit(1)
    if json_:
        say_json(found[0])
    else:
        click.echo(f"{found[0].key}\n{found[0].sentence}\ntried {found[0].tries} times\n\n{found[0].traceback}")


@parked.command("retry")
@click.argument("keys", nargs=-1)
@click.option("--all", "all_", is_flag=True, help="All of them.")
@as_json
@pass_frame
def parked_retry(frame: Frame, keys: tuple[str, ...], all_: bool, json_: bool) -> None:
    """Let parked ones wait again. The beginning of a KEY is enough."""
    if not keys and not all_:
        raise click.UsageError("name a KEY, or --all")
    with frame.books() as books:
        chosen = [one.key for one in books.parked() if all_ or one.key.startswith(keys)]
        waiting = [key for key in chosen if books.retry(key)]
    if json_:
        say_json({"waiting": waiting})
    else:
        click.echo(f"{len(waiting)} wait again")
    if not waiting and not all_:
        raise click.exceptions.Exit(1)


@click.command()
@as_json
@pass_frame
def ledger(frame: Frame, json_: bool) -> None:
    """Prove that every mail received is in exactly one place."""
    with frame.books() as books:
        found = books.ledger()
    if json_:
        say_json(found)
    else:
        ends = ("waiting", "filed", "held", "machine", "spam", "duplicate", "parked")
        click.echo(f"received {found.received} = " + " + ".join(f"{getattr(found, end)} {end}" for end in ends))
        click.echo("the sum is right" if found.ok else "THE SUM IS WRONG: a mail is missing or counted twice")
    if not found.ok:
        raise click.exceptions.Exit(1)


def person_name(people: tuple[Person, ...], address: str) -> str:
    """The name behind an address, or the address."""
    return next((person.name for person in people if person.address == address), address)


COMMANDS = (cases, show, trace, outbox, parked, ledger)
