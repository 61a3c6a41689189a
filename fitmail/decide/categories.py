"""The categories that the network made for itself, beside those that the house is built with.

Takes the handbook. Gives their keys, and the key for a word that a person wrote in any language.
Promises: a category of the network's own is data: a rule file, perhaps guidance, perhaps a template.
"""

from __future__ import annotations

from fitmail.decide.order_lines import fold
from fitmail.model import Handbook


def own_categories(handbook: Handbook, table: str) -> tuple[str, ...]:
    """The keys of a table's own categories, in the order of their files."""
    return tuple(one.key for one in handbook.categories if one.table == table and one.own)


def own_category(handbook: Handbook, table: str, word: str) -> str:
    """The own category that a folded word names, by its key or in any language; "" when it names none."""
    for one in handbook.categories:
        if one.own and one.table == table and word in (one.key, *map(fold, one.names.values())):
            return one.key
    return ""


def prepared_for(handbook: Handbook, category: str) -> str:
    """The template that the category's rule asks for (`do: [reply with …]`), "" when it asks for none."""
    return next((one.prepared for one in handbook.categories if one.key == category), "")
