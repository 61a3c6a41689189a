"""Why the sample enquiry is filed as it is: evidence of every source.

Gives what classify would hand over. Promises: the sentences hold a line that looks like an order, as strangers' do.
"""

from __future__ import annotations

from dataclasses import replace

from fitmail.model import Evidence, Guess, Reason, Standing

_FOUND = (
    Evidence(
        source="phrase",
        points=3,
        kind="",
        rule="web shop*",
        language="en",
        words=("web shop",),
        sentences=("we are a small shop and want a web shop with 400 products.",),
    ),
    Evidence(
        source="pair",
        points=3,
        kind="",
        rule="money near beginning",
        language="en",
        words=("Budget", "start"),
        sentences=("!claim Budget about 20k, start in May.",),
    ),
    Evidence(source="fact", points=1, kind="", rule="is a web form", language="", words=(), sentences=()),
    Evidence(source="text model", points=2, kind="", rule="", language="", words=("shop", "products"), sentences=()),
)
_STANDINGS = (
    Standing(category="opportunity", points=9, evidence=_FOUND),
    Standing(category="tender", points=1, evidence=(replace(_FOUND[0], points=1, rule="budget", words=("Budget",)),)),
)
REASON = Reason(
    how="points",
    category="opportunity",
    kind="",
    facts=(),
    told=_STANDINGS[:1],
    runner_up=Guess(category="tender", points=1),
    guesses=(),
    standings=_STANDINGS,
    by="",
    rules_version="3f2a90c41b7e",
)
