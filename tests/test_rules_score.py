"""`fitmail rules score`: labels that are read, shares that are counted, facts that are compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fitmail.classify.comparing import compare_facts, differences
from fitmail.classify.labels import Label, parse_labels
from fitmail.classify.scoring import Judged, score
from fitmail.cli import run

FIXTURES = Path(__file__).parent / "fixtures"
ADVERT = """From: Bo <bo@rankings.example>
Subject: Guest post
Message-ID: <advert@rankings.example>
Date: Tue, 03 Mar 2026 10:00:00 +0000

We offer SEO services and backlinks, and would love a guest post on your site.
"""
SITE = """From: Jo <jo@shop.example>
Subject: New website
Message-ID: <site@shop.example>
Date: Tue, 03 Mar 2026 10:00:00 +0000

We are looking for a co-op to build our website. Our budget is 8,000 to 10,000 pounds.
"""


def label(category: str, **more: Any) -> Label:
    said = {"file": "a.eml", "address": "enquiries", "category": category, "language": "en", **more}
    (read,), mistakes = parse_labels(json.dumps(said), file="labels.jsonl")
    assert not mistakes
    return read


def judged(of: Label, category: str, *, guesses: tuple[str, ...] = (), runner_up: str = "") -> Judged:
    return Judged(
        label=of,
        subject="",
        category=category,
        kind="",
        guesses=guesses,
        runner_up=runner_up,
        because="",
        found={"language": "en"},
        words={},
        as_labelled=True,
    )


def test_a_line_that_names_no_mail_or_no_category_is_told_with_its_number() -> None:
    lines = ['{"file": "a.eml", "category": "join"}', "", '{"file": "b.eml"}', '{"category": "join"}', "join"]
    labels, mistakes = parse_labels("\n".join(lines), file="labels.jsonl")
    assert [each.name for each in labels] == ["a.eml"]
    assert [(mistake.line, mistake.found) for mistake in mistakes] == [
        (3, "no category"),
        (4, "no mail is named"),
        (5, "no JSON"),
    ]


def test_a_mail_stays_in_its_half_whatever_stands_around_it() -> None:
    halves = {label("join", file=f"{number}.eml").half for number in range(20)}
    assert halves == {"A", "B"}
    assert label("join", file="7.eml").half == label("start", file="7.eml", language="pt").half


def test_any_acceptable_category_counts_and_strict_counts_the_first_alone() -> None:
    both = label("start", alt=["join"])
    told = score([judged(both, "join"), judged(both, "start"), judged(both, "talk"), judged(both, "unsure")])
    shares = {name: told["enquiries"][name] for name in ("right", "wrong", "unsure", "strict")}
    assert shares == {"right": 0.5, "wrong": 0.25, "unsure": 0.25, "strict": 0.25}
    assert told["enquiries"]["confusion"] == {"start": {"join": 1, "start": 1, "talk": 1, "unsure": 1}}


def test_the_two_guesses_of_an_unsure_mail_count_and_a_runner_up_only_apart() -> None:
    one = label("tender")
    mails = [
        judged(one, "tender"),
        judged(one, "unsure", guesses=("opportunity", "tender")),
        judged(one, "unsure", guesses=("other", "talk")),
        judged(one, "opportunity", runner_up="tender"),
    ]
    told = score(mails)["enquiries"]
    assert (told["right_in_two"], told["right_or_next"]) == (0.5, 0.75)


def test_an_enquiry_that_is_taken_for_a_machines_is_filed_wrongly() -> None:
    assert score([judged(label("research"), "machine")])["enquiries"]["wrong"] == 1


def test_work_under_a_prepared_no_is_named_unless_that_is_acceptable() -> None:
    mails = [
        judged(label("opportunity", file="lost.eml"), "promotion"),
        judged(label("tender", file="fine.eml", alt=["jobs"]), "jobs"),
        judged(label("opportunity", file="asked.eml"), "unsure"),
        judged(label("talk", file="other.eml"), "spam"),
    ]
    assert score(mails)["opportunity_under_prepared_no"] == ["lost.eml"]


NOTHING = {"budget_min": None, "budget_max": None, "currency": None, "deadline": None, "technologies": []}


def work(fields: Mapping[str, Any], **more: Any) -> Label:
    return label("opportunity", fields={**NOTHING, **fields}, **more)


def test_a_budget_is_right_only_when_least_most_and_currency_are() -> None:
    wanted = work({"budget_min": 8000, "budget_max": 10000, "currency": "GBP"})
    right = {"budget_min": 8000, "budget_max": 10000, "currency": "GBP"}
    counts = compare_facts([(wanted, right), (wanted, {**right, "currency": "EUR"}), (wanted, {})])["budget"]
    assert (counts["right"], counts["missed"]) == (0.3333, 0.3333)


def test_invented_counts_finds_where_the_label_says_null_and_elsewhere_where_it_is_silent() -> None:
    silent = label("talk", fields={})
    counts = compare_facts([(work({}), {"deadline": "2026-05-01"}), (work({}), {}), (silent, {"deadline": "x"})])
    assert (counts["deadline"]["invented"], counts["deadline"]["elsewhere"]) == (0.5, 1)


def test_technologies_count_name_by_name() -> None:
    counts = compare_facts([(work({"technologies": ["django", "vue"]}), {"technologies": ["django", "react"]})])
    told = counts["technologies"]
    assert (told["right"], told["missed"], told["invented"]) == (0.5, 0.5, 0.5)


def test_a_value_beside_the_label_is_as_right_as_the_label() -> None:
    either = work({"deadline": "2026-05-01"}, fields_alt={"deadline": ["2026-05-04"], "technologies": ["php"]})
    assert differences(either, {"deadline": "2026-05-04", "technologies": ["php"]}) == (("language", "en", None),)
    may_be_null = work({"deadline": "2026-05-01"}, fields_alt={"deadline": None})
    assert compare_facts([(may_be_null, {})])["deadline"]["right"] == 1


def test_places_are_the_same_when_one_holds_the_other_word_for_word() -> None:
    leeds = work({"place": "Leeds, West Yorkshire"})
    counts = compare_facts([(leeds, {"place": "Leeds"}), (leeds, {"place": "Lee"})])["place"]
    assert counts["right"] == 0.5


def test_score_reads_files_and_mboxes_beside_the_labels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "advert.eml").write_text(ADVERT, "utf-8")
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "in.mbox").write_text(f"From jo@shop.example Tue Mar  3 10:00:00 2026\n{SITE}\n", "utf-8")
    lines = [
        {"file": "advert.eml", "category": "promotion", "alt": ["spam"], "language": "en", "fields": {}},
        {
            "mbox": "box/in.mbox",
            "message_id": "<site@shop.example>",
            "address": "enquiries",
            "category": "opportunity",
            "language": "en",
            "fields": {**NOTHING, "budget_min": 8000, "budget_max": 10000, "currency": "GBP"},
        },
    ]
    labels = tmp_path / "labels.jsonl"
    labels.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    capsys.readouterr()
    assert run(["rules", "score", str(labels), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["enquiries"]["right"] == 1
    assert told["facts"]["budget"]["right"] == 1
    (tmp_path / "mbox").mkdir()
    (tmp_path / "advert.eml").rename(tmp_path / "mbox" / "advert.eml")
    assert run(["rules", "score", str(labels)]) == 0  # mails may stand in a folder of their own
    capsys.readouterr()
    labels.write_text(json.dumps({**lines[0], "file": "gone.eml"}), "utf-8")
    assert run(["rules", "score", str(labels)]) == 1
    assert "gone.eml: no such mail" in capsys.readouterr().err


def test_the_corpus_is_scored_in_all_its_parts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("labels.jsonl",):
        (tmp_path / name).write_bytes((FIXTURES / name).read_bytes())
    for folder in ("enquiries", "list", "automatic", "thread"):
        (tmp_path / folder).symlink_to(FIXTURES / "mbox" / folder)
    for name in ("members.csv", "people.csv"):
        (tmp_path / name).symlink_to(FIXTURES / "network" / name)
    capsys.readouterr()
    assert run(["rules", "score", str(tmp_path / "labels.jsonl"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["enquiries"]["mails"], told["list"]["mails"]) == (162, 71)
    assert told["opportunity_under_prepared_no"] == []
    assert (told["automatic"]["right"], told["thread"]["right"]) == (1, 1)
    assert told["facts"]["coop"]["right"] > 0.9  # known from people.csv beside the labels
    for address in ("enquiries", "list"):
        part = told[address]
        assert part["right"] + part["wrong"] + part["unsure"] == pytest.approx(1, abs=0.001)
