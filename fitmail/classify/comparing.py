"""Facts that were found, held against those that a careful person found in the same mail.

Takes: labels, and by each what was found. Gives: `compare_facts(pairs)`: per field the counts and shares below, and
`differences(label, found)`, the fields of one mail that are not as labelled.
Of the mails whose label speaks of the field (null counts as speaking):
    right      share of the labelled values that were found and are the same
    missed     share of the labelled values where nothing was found; what remains was found and is another
    invented   share of the labels that say null, where something was found
    precision  share of what was found that is as labelled; recall is `right`
`budget` is right when least, most and currency all are; of technologies every name counts by itself: `right` is then
F1, `missed` the share of labelled names, `invented` the share of found names that are not labelled. `language` is that
of every mail. Organisations and places are the same when one contains the other, capitals and marks aside.
Promises: pure. A value of `fields_alt` is as right as the labelled one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fitmail.classify.labels import Label
from fitmail.classify.phrases import fold

Found = Mapping[str, Any]
Pair = tuple[Label, Found]

MONEY = ("budget_min", "budget_max", "currency")
NAMES = ("technologies",)  # fields that hold several names
# Told only where there is something to tell: that the label lacks it means null, where it has the other field.
GOES_WITH = {"budget_per": "budget_max", "reply_by": "deadline"}
LOOSE = frozenset(("organisation", "place", "timeframe", "coop", "referred_by"))
FIELDS = (
    "language", "budget", *MONEY, "budget_per", "deadline", "timeframe", "reply_by", *NAMES, "organisation",
    "client_is_coop", "region", "place", "kind", "coop", "date",
)  # fmt: skip
_NO_LETTER = re.compile(r"[^a-z0-9 ]+")


def compare_facts(pairs: Sequence[Pair]) -> dict[str, dict[str, Any]]:
    """Every field that any label speaks of."""
    told = {name: _field(name, pairs) for name in FIELDS}
    return {name: counts for name, counts in told.items() if counts["mails"]}


def differences(label: Label, found: Found) -> tuple[tuple[str, Any, Any], ...]:
    """(field, labelled, found) of every field of one mail that is not as labelled."""
    told = []
    for name in FIELDS:
        if name != "budget" and _speaks(label, name):
            wanted, got = _wanted(label, name), _got(found, name)
            if not ((_empty(wanted) and _empty(got)) or _same(label, name, got)):
                told.append((name, wanted, got))
    return tuple(told)


def _field(name: str, pairs: Sequence[Pair]) -> dict[str, Any]:
    spoken = [pair for pair in pairs if _speaks(pair[0], name)]
    counted = _count_names(spoken, name) if name in NAMES else _count_values(spoken, name)
    counted["mails"] = len(spoken)
    counted["elsewhere"] = sum(not _speaks(label, name) and not _empty(_got(found, name)) for label, found in pairs)
    return counted


def _count_values(spoken: Iterable[Pair], name: str) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    for label, found in spoken:
        got, none = _got(found, name), _empty(_wanted(label, name))
        # A label of null with other values beside it leaves the choice: nothing found is right, and so are those.
        same = (none and _empty(got)) or _same(label, name, got)
        counts["null" if none else "labelled"] += 1
        counts["found"] += not _empty(got)
        counts["found and right"] += not _empty(got) and same
        if none:
            counts["invented"] += not same
        else:
            counts["right"] += same
            counts["missed"] += not same and _empty(got)
    return {
        "right": _share(counts["right"], counts["labelled"]),
        "invented": _share(counts["invented"], counts["null"]),
        "missed": _share(counts["missed"], counts["labelled"]),
        "precision": _share(counts["found and right"], counts["found"]),
        "recall": _share(counts["right"], counts["labelled"]),
        "labelled": counts["labelled"],
        "found": counts["found"],
    }


def _count_names(spoken: Iterable[Pair], name: str) -> dict[str, Any]:
    both = wanted = found = 0
    for label, facts in spoken:
        got = _set(_got(facts, name))
        want = max(_sets(label, name), key=lambda names: _f1(len(got & names), len(got), len(names)))
        both, wanted, found = both + len(got & want), wanted + len(want), found + len(got)
    return {
        "right": _f1(both, found, wanted),
        "invented": _share(found - both, found),
        "missed": _share(wanted - both, wanted),
        "precision": _share(both, found),
        "recall": _share(both, wanted),
        "labelled": wanted,
        "found": found,
    }


def _speaks(label: Label, name: str) -> bool:
    if name == "language":
        return label.language != ""
    if name == "budget":
        return all(field in label.fields for field in MONEY)
    return name in label.fields or GOES_WITH.get(name, "") in label.fields


def _wanted(label: Label, name: str) -> Any:
    if name == "budget":
        amounts = tuple(label.fields.get(field) for field in MONEY)
        return None if all(_empty(amount) for amount in amounts[:2]) else amounts
    return label.language if name == "language" else label.fields.get(name)


def _got(found: Found, name: str) -> Any:
    if name == "budget":
        amounts = tuple(found.get(field) for field in MONEY)
        return None if all(_empty(amount) for amount in amounts[:2]) else amounts
    return found.get(name)


def _empty(value: Any) -> bool:
    return value is None or value in ("", (), [])


def _same(label: Label, name: str, got: Any) -> bool:
    if name == "budget":
        return all(_same(label, field, each) for field, each in zip(MONEY, got or (None,) * len(MONEY), strict=True))
    if name in NAMES:
        return any(_set(got) == names for names in _sets(label, name))
    return any(_like(name, got, one) for one in (_wanted(label, name), *label.fields_alt.get(name, ())))


def _like(name: str, got: Any, wanted: Any) -> bool:
    if _empty(got) or _empty(wanted):
        return _empty(got) and _empty(wanted)
    if name not in LOOSE:
        return str(got).casefold() == str(wanted).casefold()
    one, two = _letters(got), _letters(wanted)
    return one == two or (min(len(one), len(two)) > 2 and (f" {one} " in f" {two} " or f" {two} " in f" {one} "))


def _letters(value: Any) -> str:
    return " ".join(_NO_LETTER.sub(" ", fold(str(value).replace("-", " "))).split())


def _set(value: Any) -> frozenset[str]:
    each = value if isinstance(value, list | tuple | set | frozenset) else [value] if value else []
    return frozenset(str(one).casefold() for one in each)


def _sets(label: Label, name: str) -> tuple[frozenset[str], ...]:
    """The sets of names that are right: the labelled, those beside it, and both."""
    first, more = _set(label.fields.get(name)), label.fields_alt.get(name, ())
    beside = [_set(one) for one in more if isinstance(one, list)]
    single = _set([one for one in more if isinstance(one, str)])
    return tuple(dict.fromkeys((first, first | single, *beside, *([single] if single else []))))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _f1(both: int, found: int, wanted: int) -> float:
    return round(2 * both / (found + wanted), 4) if found + wanted else 1.0
