"""The installation that a story plays on: the sample settings, the network over them, the story's config on top.

Takes a story and a folder that will go away. Gives `Settings`; mistakes in the story's config are raised as
`Mistakes` that name the story's own lines.
Promises: periodic mails are off, nothing waits before it leaves and nobody's first answers are confirmed, unless the
story's config says so; the secret is the same every time, so that the same story makes the same mails.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fitmail.config import Settings, overlay, parse_over, sample_document
from fitmail.config.keys import PERIODIC
from fitmail.rehearse.acts import Story
from fitmail.rehearse.network import Network

SECRET = "a secret that everybody knows, for stories only"


def installation(story: Story, *, folder: Path, settings: Mapping[str, object]) -> Settings:
    """Settings of a house that lies in `folder`; paths in the story's config count from the story's own."""
    (folder / "secret").write_text(SECRET + "\n", encoding="ascii")
    base = overlay(overlay(sample_document(), settings), document(story.network, folder))
    installed = parse_over(base, story.config, file=story.file, line=max(story.config_line, 1), environment={})
    # Whatever a house leaves beside its settings, or changes in its rules, goes away with it.
    own = replace(installed.policy, rules_own=True)
    return replace(installed, folder=folder, rules=copied(installed.rules, folder / "rules"), policy=own)


def copied(rules: Path, place: Path) -> Path:
    """The rules in a folder that the story may change."""
    shutil.copytree(rules, place, ignore=shutil.ignore_patterns(".*"))
    return place


def document(network: Network, folder: Path) -> dict[str, Any]:
    """fitmail.toml of the network, as nested tables."""
    return {
        "network": {"name": network.name, "languages": list(network.languages)},
        "desk": {
            "address": network.desk,
            "zone": network.zone,
            "hours": network.hours,
            "language": network.languages[0],
            "confirm": 0,
            "rehearsal": True,
        },
        "list": {"address": network.list_address, "mode": "watched"},
        "store": {"url": f"sqlite:///{folder / 'story.db'}"},
        "deliver": {"transport": "folder", "folder": str(folder / "outgoing"), "delay": 0},
        "trust": {"servers": [f"mx.{network.domain}"]},
        "roles": {"operator": network.operator, **roles(network)},
        **{name: {"on": False} for name in PERIODIC},
        "paths": {
            "secret": str(folder / "secret"),
            "emergency": str(folder / "emergency"),
            "cache": str(folder / "cache"),
        },
    }


def roles(network: Network) -> dict[str, object]:
    """Those who are named in the story; one coordinator, any number of the others."""
    named = dict(network.roles)
    lists: dict[str, object] = {role: [named[role]] for role in ("maintainer", "conduct", "moderator") if role in named}
    return {"coordinator": named.get("coordinator", ""), **lists}
