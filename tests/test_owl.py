"""What reasoners are given is OWL 2 DL, and says enough for them to find mistakes: planted clashes, by HermiT.

The profile is that of "OWL 2 Web Ontology Language: Structural Specification", section 3, checked by the OWL API.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hermit import is_consistent
from owl_profile import violations

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
# Each breaks one rule of the profile.
OUTSIDE = {
    "a property of things and of values": "sco:ordinal a owl:ObjectProperty",
    "a class that is a datatype": "sco:State a rdfs:Datatype",
    "a property that nobody declares": "sco:State rdfs:subClassOf [ owl:onProperty <urn:p> ; owl:minCardinality 1 ]",
    "a class that nobody declares": "id:land a <urn:Undeclared>",
    "a transitive property that is functional": "sco:partOf a owl:TransitiveProperty, owl:FunctionalProperty",
    "a number that is none": 'id:meeting sco:ordinal "three"^^xsd:integer',
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


def test_what_is_built_for_reasoners_is_owl_2_dl(built: Path) -> None:
    assert violations(built / "sco-dl.ttl") == []


@pytest.mark.parametrize("outside", OUTSIDE)
def test_what_is_outside_owl_2_dl_is_found(outside: str, built: Path, tmp_path: Path) -> None:
    """The control: the checker sees what is wrong where something is."""
    path = tmp_path / "outside.ttl"
    text = (built / "sco-dl.ttl").read_text(encoding="utf-8")
    path.write_text(f"{text}\n{OUTSIDE[outside]} .\n", encoding="utf-8")
    assert violations(path)
