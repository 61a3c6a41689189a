"""fitmail at the command line.

`main()` is the entry point; `run(args)` gives the exit code. Promises: 0 ok, 1 no, 2 wrong usage, and for `receive`
75 whatever went wrong, so that an MTA that pipes mail to us keeps it and tries again (sysexits: EX_TEMPFAIL). People
never see a traceback for a mistake of theirs: they see file, line, found, expected, hint. `--help` costs no more than
click: everything else is imported inside the command that needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from fitmail import __version__
from fitmail.cli import asking, books, comparing, desk, installation, learning, mail, rota, scoring, tables
from fitmail.cli.frame import Frame, say_mistakes

TRY_LATER = 75
# By name, so that the database packages need not be imported to say it: SQLAlchemy's, and those of fitmail.store.
_STORE_TROUBLE = ("DatabaseError", "Busy", "NewerBooks")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    type=click.Path(dir_okay=False),
    envvar="FITMAIL_CONFIG",
    default="fitmail.toml",
    show_default=True,
    help="The settings of the desk.",
)
@click.version_option(__version__, prog_name="fitmail")
@click.pass_context
def fitmail(context: click.Context, config: str) -> None:
    """The enquiries desk and the mailing list of a network of co-operatives, run by e-mail."""
    context.obj = Frame(config)


for _room in (installation, mail, desk, books, tables, rota, asking, scoring, comparing, learning):
    for _command in _room.COMMANDS:
        fitmail.add_command(_command)


def run(args: Sequence[str]) -> int:
    """The exit code of one command line."""
    code = _run(list(args))
    return TRY_LATER if code and _is_receive(args) else code


def _run(args: list[str]) -> int:
    try:
        answer = fitmail.main(args, prog_name="fitmail", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); that is no failure of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"{place}{error.strerror or error}", err=True)
        return 1
    except Exception as error:
        if not _told(error, pipe=_is_receive(args)):
            raise
        return 1
    return answer if isinstance(answer, int) else 0


def _told(error: Exception, *, pipe: bool) -> bool:
    """Says what went wrong when it is a mistake of people or trouble of the world; a bug of ours shows its traceback.

    In a pipe only the code counts, and it must be "try later" for our own bugs, too.
    """
    from fitmail.config.settings import Mistakes

    if isinstance(error, Mistakes):
        say_mistakes(error.mistakes)
    elif isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        click.echo(
            '[store] url names PostgreSQL, and its driver is missing: pip install "fitmail[postgresql]"', err=True
        )
    elif pipe or any(each.__name__ in _STORE_TROUBLE for each in type(error).__mro__):
        click.echo(f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}", err=True)
    else:
        return False
    return True


def _is_receive(args: Sequence[str]) -> bool:
    words = iter(args)
    for word in words:
        if word == "--config":
            next(words, "")
        elif not word.startswith("-"):
            return word == "receive"
    return False


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(run(sys.argv[1:]))
