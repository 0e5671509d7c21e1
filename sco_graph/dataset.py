"""The graph as an rdflib Dataset of four disjoint named graphs, whose queries see ontology, facts and inferred.

Two engines answer: Oxigraph (through oxrdflib, the default) and rdflib's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins import sparql
from rdflib.query import Result

from sco_graph.namespaces import DEFAULT_GRAPHS, PREFIXES
from sco_graph.sparql import has_dataset_clause, refuse_remote
from sco_graph.terms import DEFAULT_GRAPH_NODES, in_graph

Engine = Literal["oxigraph", "rdflib"]

_WHOLE_DATASET: Final = (None, ox.DefaultGraph(), ox.NamedNode(str(DATASET_DEFAULT_GRAPH_ID)))


class _DefaultGraphStore:
    """A pyoxigraph store whose queries see our three graphs by default; oxrdflib has no way to name several."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def query(self, query: str, **options: Any) -> Any:
        # oxrdflib names the dataset's own default graph where a whole dataset is asked, and a graph where one is.
        if has_dataset_clause(query):
            options.pop("default_graph", None)
        elif options.get("default_graph") in _WHOLE_DATASET and not options.get("use_default_graph_as_union"):
            options["default_graph"] = DEFAULT_GRAPH_NODES
        return self._store.query(query, **options)


class ScoDataset(rdflib.Dataset):
    """An rdflib Dataset that reads as the union of ontology, facts and inferred; claims are reached by GRAPH.

    `oxigraph` is the pyoxigraph store behind it, or None with rdflib's engine. `as_of` is the day that its
    shortcuts (memberOf, holdsOffice, ...) hold on.
    """

    def __init__(self, store: ox.Store | None = None, as_of: str | None = None) -> None:
        self.oxigraph = store
        self.as_of = as_of
        # An OxigraphStore takes any object that behaves as a pyoxigraph store.
        backing: Any = OxigraphStore(store=_DefaultGraphStore(store)) if store is not None else "default"  # type: ignore[arg-type]
        super().__init__(store=backing)
        for prefix, namespace in PREFIXES.items():
            self.bind(prefix, namespace, replace=True)

    def triples(self, triple: Any, context: Any = None) -> Iterator[Any]:  # type: ignore[override]  # rdflib overloads it
        """Triples that match; without a context, those of the default graphs."""
        if context is not None:
            yield from super().triples(triple, context)
            return
        for iri in DEFAULT_GRAPHS:
            yield from self.get_context(rdflib.URIRef(iri)).triples(triple)

    def query(self, query_object: Any, *args: Any, **options: Any) -> Result:
        """A SPARQL query over the default graphs, on the engine of this dataset; as rdflib.Graph.query.

        SERVICE is refused, and FROM names graphs of the dataset only: a query never leaves this machine.
        """
        if isinstance(query_object, str):
            refuse_remote(query_object)
        sparql.SPARQL_LOAD_GRAPHS = False
        return super().query(query_object, *args, **options)

    def __len__(self) -> int:
        return sum(len(self.get_context(rdflib.URIRef(iri))) for iri in DEFAULT_GRAPHS)


def in_memory(graphs: Mapping[str, Iterable[ox.Triple]]) -> ox.Store:
    """An Oxigraph store of the given named graphs, {graph IRI: triples}."""
    store = ox.Store()
    for iri, triples in graphs.items():
        store.bulk_extend(in_graph(triples, ox.NamedNode(iri)))
    return store


def copy_to_rdflib(store: ox.Store, as_of: str | None = None) -> ScoDataset:
    """The same graphs in rdflib's own memory store, for its own query engine."""
    dataset = ScoDataset(as_of=as_of)
    quads = ox.serialize(store, format=ox.RdfFormat.N_QUADS)
    dataset.parse(data=quads, format="nquads")
    return dataset
