"""RDF terms as pyoxigraph gives them: the few things that every step does with them."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
GraphName = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def value(term: Term) -> str:
    """An IRI, a blank node's label or a literal's text. A quoted triple, which our graphs never hold, as N-Triples."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def in_graph(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """The triples as quads of one named graph."""
    return (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)
