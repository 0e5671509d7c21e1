"""The IRIs of sco-graph: one place for base, prefixes and named graphs.

https://w3id.org/sco-graph/ is not registered yet, so these IRIs name things and promise no page.
"""

from typing import Final

BASE: Final = "https://w3id.org/sco-graph/"
ONTOLOGY: Final = BASE + "ontology#"
ID: Final = BASE + "id/"
CONCEPT: Final = BASE + "concept/"

GRAPH_ONTOLOGY: Final = BASE + "graph/ontology"
GRAPH_FACTS: Final = BASE + "graph/facts"
GRAPH_CLAIMS: Final = BASE + "graph/claims"
GRAPH_INFERRED: Final = BASE + "graph/inferred"
# What a query sees unless it says otherwise. Claims are reached by GRAPH alone.
DEFAULT_GRAPHS: Final = (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_INFERRED)

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
DCTERMS: Final = "http://purl.org/dc/terms/"

PREFIXES: Final[dict[str, str]] = {
    "concept": CONCEPT,
    "dcterms": DCTERMS,
    "eli": "http://data.europa.eu/eli/ontology#",
    "id": ID,
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "sco": ONTOLOGY,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "vann": "http://purl.org/vocab/vann/",
    "wd": "http://www.wikidata.org/entity/",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": XSD,
}
# Those of names that this project gives.
OWN_PREFIXES: Final = ("concept", "id", "sco")


def compact(iri: str) -> str:
    """The short form of an IRI: a bare slug for things and concepts, `prefix:name` elsewhere.

    >>> compact("https://w3id.org/sco-graph/id/china")
    'china'
    >>> compact("https://w3id.org/sco-graph/ontology#member")
    'sco:member'
    """
    for namespace in (ID, CONCEPT):
        if iri.startswith(namespace):
            return iri[len(namespace) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def thing_iri(slug: str) -> str:
    """The IRI of a thing, whose slug is the short form that `compact` gives; in a namespace of its own it is the IRI.

    >>> thing_iri("china"), thing_iri("https://example.org/mine/corridor")
    ('https://w3id.org/sco-graph/id/china', 'https://example.org/mine/corridor')
    """
    prefix, colon, local = slug.partition(":")
    if not colon:
        return ID + slug
    return PREFIXES[prefix] + local if prefix in PREFIXES else slug
