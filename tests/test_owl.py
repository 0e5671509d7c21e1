"""The ontology says enough for a reasoner to find mistakes: planted clashes over a small sound world, by HermiT."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hermit import is_consistent

from sco_graph.export.turtle import without_dates
from sco_graph.loaders.turtle import load_turtle
from sco_graph.namespaces import PREFIXES

WORLD = """
id:land a sco:State ; sco:isoAlpha2 "LA" ; sco:capital id:town ; sco:memberOf id:club ; sco:source id:page .
id:town a sco:Place ; sco:inState id:land .
id:club a sco:InternationalOrganization .
id:council a sco:Body ; sco:partOf id:club .
id:person a sco:Person .
id:office a sco:Office ; sco:officeOf id:land ; sco:officeKind concept:head-of-state .
id:tenure a sco:Tenure ; sco:holder id:person ; sco:office id:office .
id:membership a sco:Membership ; sco:member id:land ; sco:organization id:club ; sco:status concept:member .
id:meeting a sco:Meeting ; sco:meetingOf id:council ; sco:ordinal 3 ; sco:resultedIn id:treaty .
id:treaty a sco:Treaty .
id:page a sco:Source ; sco:url "https://example.org/"^^xsd:anyURI .
"""
CLASHES = {
    "a person who is a state": "id:person a sco:State",
    "an office held by a state": "id:tenure sco:holder id:land",
    "a tenure that is a membership": "id:membership a sco:Tenure",
    "a meeting that is an exercise": "id:meeting a sco:Exercise",
    "a member that is an observer too": "id:land sco:observerOf id:club",
    "two codes of one state": 'id:land sco:isoAlpha2 "LB"',
    "an ordinal in words": 'id:meeting sco:ordinal "third"',
    "a status that is a state": "id:membership sco:status id:land",
    "a source that is a document": "id:page a sco:Document",
    "a founding flag in words": 'id:membership sco:founding "yes"',
    "a place that is an organisation": "id:town a sco:InternationalOrganization",
    "a claim that is a relation": "id:tenure a sco:Claim",
}


def world(built: Path, more: str, path: Path) -> Path:
    """The ontology and the small world, with one more statement, as N-Triples (owlready2 reads no Turtle)."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    parsed = [quad.triple for quad in ox.parse(f"{prefixes}{WORLD}{more}", format=ox.RdfFormat.TURTLE)]
    ontology = without_dates(load_turtle(built / "ontology.ttl"))
    ox.serialize([*ontology, *parsed], str(path), format=ox.RdfFormat.N_TRIPLES)
    return path


def test_the_small_world_is_consistent(built: Path, tmp_path: Path) -> None:
    assert is_consistent(world(built, "", tmp_path / "world.nt"))


@pytest.mark.parametrize("clash", CLASHES)
def test_clash_is_found(clash: str, built: Path, tmp_path: Path) -> None:
    assert not is_consistent(world(built, f"{CLASHES[clash]} .", tmp_path / "world.nt"))
