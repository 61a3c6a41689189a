"""What the journal keeps of a classification: the sentence, the version of the rules, and all that was found.

Takes a classification, or a person's correction; gives texts and reasons. Promises: the first line is the sentence with
the version; each further line is one piece of evidence, with the phrase of the rule, its points and language, and the
sentence of the mail.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.model import Case, Classification, Evidence, Reason


def why_filed(classified: Classification) -> str:
    """For the journal, in English as all of it."""
    first = f"{classified.because} Rules {classified.rules_version}."
    found = classified.reason.standings if classified.reason is not None else ()
    return "\n".join((first, *(_line(each.category, one) for each in found for one in each.evidence)))


def _line(category: str, one: Evidence) -> str:
    said = " near ".join(f'"{words}"' for words in one.words)
    where = " / ".join(f'"{sentence}"' for sentence in one.sentences)
    rule = ", ".join(part for part in (f"{one.source} {one.rule}".strip(), one.language) if part)
    return f"{category} {one.points:+d}: {f'{said} ' if said else ''}({rule}){f' in {where}' if where else ''}"


def corrected(case: Case, category: str, by: str) -> tuple[str, Reason]:
    """(the sentence, the reason) of a case that a person filed otherwise; what the rules found stays beside it."""
    nothing = Reason(
        how="person",
        category=category,
        kind="",
        facts=(),
        told=(),
        runner_up=None,
        guesses=(),
        standings=(),
        by=by,
        rules_version="",
    )
    before = case.reason or nothing
    reason = replace(before, how="person", category=category, kind="", told=(), runner_up=None, guesses=(), by=by)
    return f"{category}, because {by} filed it so.", reason
