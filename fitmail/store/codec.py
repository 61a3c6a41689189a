"""Frozen values of the model to JSON and back.

Takes a value and the type it is declared as. Gives plain JSON that other programs can read: a dataclass is an
object of its fields, an instant and a day are ISO 8601, tuples are arrays. Where a type leaves a choice that JSON
cannot show (`date | tuple`, `Enquiry | Opportunity`) the value is wrapped in an object that names its type.
Promises: what was written is read back equal. A field that is missing takes the dataclass's default; without one
the row cannot be read and says so. Unknown fields are passed over, so that an older program reads a newer row.
"""

from __future__ import annotations

import base64
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

T = TypeVar("T")
Turner = Callable[[Any], Any]

# JSON shows these by itself.
_PLAIN = (str, int, bool, float, types.NoneType)


class Unreadable(ValueError):
    """A row that this program cannot turn into a value."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one type is written and read."""

    write: Turner
    read: Turner


def to_json(kind: Any, value: object) -> Any:
    """The JSON of `value`, which is of type `kind`."""
    return plan(kind).write(value)


def from_json(kind: type[T], found: Any) -> T:
    """The value behind JSON that `to_json` wrote."""
    anything: Any = kind
    return cast(T, plan(anything).read(found))


@cache
def plan(kind: Any) -> Plan:
    """The plan of a type, made once."""
    origin = get_origin(kind)
    if kind in _PLAIN or origin is Literal:
        return Plan(_same, _same)
    if origin in (Union, types.UnionType):
        return _union(get_args(kind))
    if origin in (tuple, frozenset):
        return _sequence(origin, get_args(kind))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(get_args(kind))
    if isinstance(kind, type):
        return _named(kind)
    raise TypeError(f"the books have no way to keep {kind}")


def _same(value: Any) -> Any:
    return value


def _named(kind: type) -> Plan:
    if is_dataclass(kind):
        return _dataclass(kind)
    if issubclass(kind, StrEnum):
        return Plan(str, kind)
    if issubclass(kind, datetime):
        return Plan(datetime.isoformat, datetime.fromisoformat)
    if issubclass(kind, date):
        return Plan(date.isoformat, date.fromisoformat)
    if issubclass(kind, bytes):
        return Plan(lambda value: base64.b64encode(value).decode("ascii"), base64.b64decode)
    raise TypeError(f"the books have no way to keep {kind}")


def _sequence(origin: type, arguments: tuple[Any, ...]) -> Plan:
    if origin is tuple and arguments[-1:] != (Ellipsis,):
        places = [plan(argument) for argument in arguments]
        return Plan(
            lambda value: [place.write(item) for place, item in zip(places, value, strict=True)],
            lambda found: tuple(place.read(item) for place, item in zip(places, found, strict=True)),
        )
    one = plan(arguments[0])
    if origin is frozenset:
        # Sorted, so that equal sets are equal rows.
        return Plan(
            lambda value: sorted((one.write(item) for item in value), key=repr),
            lambda found: frozenset(map(one.read, found)),
        )
    if one.write is _same:
        return Plan(list, tuple)
    return Plan(lambda value: [one.write(item) for item in value], lambda found: tuple(map(one.read, found)))


def _mapping(arguments: tuple[Any, ...]) -> Plan:
    if arguments[0] is not str:
        raise TypeError("the keys of a JSON object are words")
    one = plan(arguments[1])
    return Plan(
        lambda value: {name: one.write(item) for name, item in value.items()},
        lambda found: {name: one.read(item) for name, item in found.items()},
    )


def _union(members: tuple[Any, ...]) -> Plan:
    others = [member for member in members if member is not types.NoneType]
    if len(others) == 1:
        one = plan(others[0])
        return Plan(
            lambda value: None if value is None else one.write(value),
            lambda found: None if found is None else one.read(found),
        )
    plans = {_label(member): plan(member) for member in others}
    shown = {_label(member) for member in others if member in _PLAIN}

    def write(value: Any) -> Any:
        label = type(value).__name__
        if value is None or label in shown:
            return value
        return {label: plans[label].write(value)}

    def read(found: Any) -> Any:
        if not isinstance(found, dict):
            return found
        ((label, inner),) = found.items()
        if label not in plans:
            raise Unreadable(f"a row holds a {label}, which this version of fitmail does not know")
        return plans[label].read(inner)

    return Plan(write, read)


def _label(member: Any) -> str:
    return str((get_origin(member) or member).__name__)


def _dataclass(kind: type) -> Plan:
    hints = typing.get_type_hints(kind)
    parts = [(field.name, plan(hints[field.name])) for field in fields(kind) if field.init]
    optional = {
        field.name for field in fields(kind) if field.default is not MISSING or field.default_factory is not MISSING
    }

    def write(value: Any) -> dict[str, Any]:
        return {name: part.write(getattr(value, name)) for name, part in parts}

    def read(found: Any) -> Any:
        missing = [name for name, _ in parts if name not in found and name not in optional]
        if missing:
            raise Unreadable(f"a row of {kind.__name__} lacks {', '.join(missing)}")
        return kind(**{name: part.read(found[name]) for name, part in parts if name in found})

    return Plan(write, read)
