"""Texts written for the tests, each with the statements in it and what is true of them."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sco_graph.namespaces import compact
from sco_graph.reader.reading import Reader, Reading

TEXTS = sorted(Path(__file__).with_name("texts").glob("*.toml"))


def read(path: Path, reader: Reader) -> tuple[dict[str, Any], Reading]:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    return case, reader.read(case["text"], published=case.get("published") or None)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_its_statements_are_found_and_rightly_judged(path: Path, reader: Reader) -> None:
    case, reading = read(path, reader)
    found = {
        f"{claim['kind']} {claim['subject']} {claim['object']}": claim["verdict"]
        for claim in reading.as_data()["claims"]
    }
    said = {claim: verdict for verdict, claims in case["claims"].items() for claim in claims}
    # A true statement that the graph lacks is new; either word is right for it.
    same = {("supported", "new"), ("new", "supported")}
    wrong = {c: (v, found[c]) for c, v in said.items() if c in found and v != found[c] and (v, found[c]) not in same}
    assert not wrong
    missed = [claim for claim in said if claim not in found]
    assert len(missed) <= len(said) * 0.3, missed
    assert {c for c, v in found.items() if v == "contradicted"} <= set(case["claims"].get("contradicted", []))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_quotations_are_words_of_the_text(path: Path, reader: Reader) -> None:
    case, reading = read(path, reader)
    for claim in reading.as_data()["claims"]:
        assert case["text"][claim["start"] : claim["end"]] == claim["quote"]
        assert claim["quote"]


def test_a_near_name_is_contradicted_with_the_right_one(reader: Reader) -> None:
    """The rule knows no names: a state that is no member is compared with those that are."""
    text = "The members of the SCO are China, Russia and {}."
    for wrong, right in (("Iraq", "iran"), ("Indonesia", None), ("Niger", None), ("Georgia", None), ("Austria", None)):
        claims = reader.read(text.format(wrong), published="2024-04-26").as_data()["claims"]
        claim = next(claim for claim in claims if claim["quote"] == wrong)
        assert (claim["verdict"], claim["value"]) == ("contradicted", right)
        assert "held no status" in claim["message"]


def test_a_misspelt_name_is_read_aloud(reader: Reader) -> None:
    claims = reader.read("The SCO's members are China and Kyrgystan.", published="2019-01-01").as_data()["claims"]
    claim = next(claim for claim in claims if claim["subject"] == "kyrgyzstan")
    assert claim["verdict"] == "supported"
    assert 'read "Kyrgystan" as Kyrgyzstan' in claim["message"]


def test_doubt_is_no_statement(reader: Reader) -> None:
    for text in (
        "Turkmenistan is not a member of the SCO.",
        "Iran may join the SCO in 2021.",
        "Armenia applied to become a member of the SCO.",
        "If Turkey joined the SCO as a member, it would leave NATO.",
        "Туркмения не является членом ШОС.",
        "土库曼斯坦不是上合组织成员国。",
    ):
        claims = reader.read(text, published="2022-01-01").as_data()["claims"]
        assert not [claim for claim in claims if claim["kind"] in ("membership", "status")], text


def test_without_a_day_an_old_list_is_not_called_wrong(reader: Reader) -> None:
    claims = reader.read("The SCO has six members: China, Kazakhstan and Kyrgyzstan.").as_data()["claims"]
    assert claims
    assert not [claim for claim in claims if claim["verdict"] == "contradicted"]


def test_claims_are_plain_data(reader: Reader) -> None:
    data = reader.read("Iran joined the SCO in 2023.", published="2024-01-01", source="https://example.org/a").as_data()
    assert data["source"] == "https://example.org/a"
    assert json.loads(json.dumps(data)) == data
    keys = ["kind", "subject", "object", "qualifier", "date", "quote", "start", "end", "verdict", "value", "message"]
    assert list(data["claims"][0]) == [*keys, "facts"]
    assert compact(data["claims"][0]["facts"][0]) == "membership-iran-sco-member-2023"
