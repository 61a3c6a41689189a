"""Offering and taking turns: what a yes, a no and silence do to the rota.

Takes the minutes and a turn; gives the turn as it is from then on. Promises: one co-op is asked after the other, none
twice for one turn; where nobody is left to ask the coordinator is told; the first yes counts.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.decide import rota_mails
from fitmail.decide.minutes import Minutes
from fitmail.decide.turns import answered, asked_at, changed, first_asked, next_coop, people_of, with_turn
from fitmail.model import Person, Turn


def ask_next(minutes: Minutes, turn: Turn) -> Turn:
    """The turn after the next co-op was asked; the coordinator is told where none is left."""
    directory = minutes.directory
    coop = next_coop(directory, turn)
    if not coop:
        turn = replace(turn, state="asked")
        minutes.roster(with_turn(directory.turns, turn), directory.absences)
        rota_mails.gap(minutes, turn, why="none-left", coop="", text="")
        return turn
    turn = asked_at(changed(turn), coop, first_asked(directory, coop), minutes.now)
    minutes.roster(with_turn(directory.turns, turn), directory.absences)
    rota_mails.ask(minutes, turn, coop)
    return turn


def take(minutes: Minutes, turn: Turn, person: Person, *, names: tuple[Person, ...], text: str) -> Turn:
    """The turn is this co-op's. Whoever was asked besides learns that it is gone from their calendar."""
    directory, coop = minutes.directory, person.coop
    registered = [p.address for p in directory.people]
    own = next((p.address for p in people_of(directory, coop)), person.address)
    chair = names[0].address if names else person.address if person.address in registered else own
    backup = names[1].address if len(names) > 1 else rota_mails.backup_for(minutes, turn, coop, chair)
    silent = tuple(a.person for a in turn.asked if a.coop != coop and a.answer in ("", "silent"))
    others = {a.coop for a in turn.asked if a.coop != coop and a.answer in ("", "silent")}
    turn = answered(changed(turn, chair=chair, backup=backup, coop=coop, state="confirmed"), coop, "accepted")
    for other in sorted(others):
        turn = answered(turn, other, "passed over")
    minutes.roster(with_turn(directory.turns, turn), directory.absences)
    rota_mails.taken(minutes, turn, why="accepted", text=text)
    rota_mails.gone(minutes, turn, silent, why="taken")
    return turn


def decline(minutes: Minutes, turn: Turn, coop: str, *, text: str) -> None:
    """The co-op's no: the next one is asked at once, unless one is being asked already; the coordinator is told."""
    turn = answered(turn, coop, "declined")
    directory = minutes.directory
    minutes.roster(with_turn(directory.turns, turn), directory.absences)
    if not any(one.answer == "" for one in turn.asked):
        turn = ask_next(minutes, turn)
    if any(one.answer == "" for one in turn.asked) or text:
        rota_mails.gap(minutes, turn, why="declined", coop=coop, text=text)
