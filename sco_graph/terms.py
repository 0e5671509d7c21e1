"""RDF terms as pyoxigraph gives them: the few things that every step does with them."""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import DEFAULT_GRAPHS

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

# What a query sees by default, as pyoxigraph takes it.
DEFAULT_GRAPH_NODES: Final[list[GraphName]] = [ox.NamedNode(iri) for iri in DEFAULT_GRAPHS]


def value(term: Term) -> str:
    """An IRI, a blank node's label or a literal's text. A quoted triple, which our graphs never hold, as N-Triples."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def text_rows(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Iterator[dict[str, str]]:
    """The rows of a SELECT's answer, values as text by variable; a variable without a value is left out."""
    assert isinstance(answer, ox.QuerySolutions), "no answer of a SELECT"
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: value(row[name]) for name in names if row[name] is not None}


def in_graph(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """The triples as quads of one named graph."""
    return (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
