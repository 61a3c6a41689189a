"""`fitmail rules pending|accept|reject`: corrections that people made become examples of the rules.

Takes the corrections of the installation. Gives them as numbered examples without names; an accepted one is written
into the rules folder. Promises: nothing is written without a person's word; comments and order of a rule file stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from fitmail.cli.asking import rules
from fitmail.cli.frame import Frame, as_json, now_option, pass_frame, say_json, say_mistakes

if TYPE_CHECKING:
    from fitmail.classify import Rulebook
    from fitmail.config import Settings
    from fitmail.model import PendingLesson
    from fitmail.store import Books

NOT_KEPT = "the mail is not kept any more"


@rules.command("pending")
@as_json
@pass_frame
def rules_pending(frame: Frame, json_: bool) -> None:
    """Show the mails that people corrected (`!is tender`), as examples that wait for your word.

    Names, addresses and figures are replaced; read each before you accept it.
    """
    settings, rulebook = _rulebook(frame)
    with frame.books() as books:
        waiting = _lessons(books, settings, rulebook, numbers=None)
    if not waiting and not json_:
        click.echo("no correction waits")
    for lesson in waiting:
        if json_:
            say_json(lesson)
            continue
        click.secho(f"{lesson.number}  {lesson.table}: {lesson.category}", bold=True, nl=False)
        click.echo(f"  {'' if lesson.table == 'list' else lesson.case}".rstrip())
        for text in (lesson.subject, lesson.body or NOT_KEPT):
            click.echo(f"    {text}" if text else "", nl=bool(text))


def _rulebook(frame: Frame) -> tuple[Settings, Rulebook]:
    from fitmail.app import load_rules

    settings = frame.settings()
    return settings, load_rules(settings.rules, region=settings.policy.region)


def _lessons(
    books: Books, settings: Settings, rulebook: Rulebook, *, numbers: Sequence[int] | None
) -> tuple[PendingLesson, ...]:
    from fitmail.proposing import lessons

    return lessons(books, rulebook, ours=settings.ours, state="pending", numbers=numbers)


def _known(found: Sequence[PendingLesson], numbers: Sequence[int]) -> None:
    missing = [str(number) for number in numbers if number not in {lesson.number for lesson in found}]
    if missing:
        raise click.UsageError(f"no correction {', '.join(missing)} waits; `fitmail rules pending` lists them")


@rules.command("accept")
@click.argument("numbers", nargs=-1, required=True, type=int)
@click.option("--category", help="What the mail really is, where the correction was wrong too.")
@now_option
@as_json
@pass_frame
def rules_accept(frame: Frame, numbers: Sequence[int], category: str | None, now_: str | None, json_: bool) -> None:
    """Put corrections into the rules: as an example under "should match" of the rule that wins it.

    What no phrase of its rule wins yet goes to learned.yaml, from which the word model learns; add a phrase to the
    rule, and it may move to its examples.
    """
    from dataclasses import replace

    from fitmail.classify.teaching import teach
    from fitmail.config import Mistakes
    from fitmail.model import Mistake
    from fitmail.ruleswriting import own_rules, write_down

    settings, rulebook = _rulebook(frame)
    if not own_rules(settings):
        expected = (
            'a folder of your own: `fitmail init --copy-files` elsewhere makes one, [paths] rules = "rules" names it'
        )
        wrong = Mistake(file=settings.file, line=0, found="the rules that come with fitmail", expected=expected)
        say_mistakes((wrong,))
        raise click.exceptions.Exit(1)
    now = frame.now(now_, settings)
    with frame.books() as books:
        waiting = _lessons(books, settings, rulebook, numbers=numbers)
        _known(waiting, numbers)
        chosen = [replace(lesson, category=category or lesson.category) for lesson in waiting]
        _acceptable(chosen, rulebook)
        taught = teach(rulebook, chosen).taught
        for lesson in chosen:
            books.settle_correction(
                lesson.number, state="accepted", category=lesson.category, by=settings.policy.operator, now=now
            )
        write_down(settings, books, now=now)
        left = [lesson.number for lesson in _lessons(books, settings, rulebook, numbers=numbers)]
    if left:
        raise Mistakes(
            (Mistake(file="rules", line=0, found="examples the rules do not hold with", expected="rules that load"),)
        )
    for one in taught:
        if json_:
            say_json(one)
        elif one.file == "learned.yaml":
            click.echo(
                f"{one.number} is a letter of rules/learned.yaml: no phrase of the rule {one.category} wins it yet"
            )
        else:
            click.echo(f"{one.number} is an example in rules/{one.file}")


def _acceptable(chosen: Sequence[PendingLesson], rulebook: Rulebook) -> None:
    """Each has words left, and a category that its address knows."""
    from fitmail.classify.rulebook import categories_of

    for lesson in chosen:
        if not lesson.body and not lesson.subject:
            raise click.UsageError(f"{lesson.number}: {NOT_KEPT}")
        known = categories_of(lesson.table, rulebook.texts)
        if lesson.category not in known:
            said = (
                "it was only said to be no spam" if lesson.category == "notspam" else f"no category {lesson.category}"
            )
            raise click.UsageError(f"{lesson.number}: {said}; say what it is with --category: {', '.join(known)}")


@rules.command("reject")
@click.argument("numbers", nargs=-1, required=True, type=int)
@now_option
@as_json
@pass_frame
def rules_reject(frame: Frame, numbers: Sequence[int], now_: str | None, json_: bool) -> None:
    """Leave corrections out of the rules."""
    settings, rulebook = _rulebook(frame)
    now = frame.now(now_, settings)
    with frame.books() as books:
        _known(_lessons(books, settings, rulebook, numbers=numbers), numbers)
        for number in numbers:
            books.settle_correction(number, state="rejected", category="", by=settings.policy.operator, now=now)
    if json_:
        say_json({"rejected": list(numbers)})
    else:
        click.echo(f"{', '.join(map(str, numbers))} left out")


COMMANDS = (rules,)
