"""Tables and ontology put together into the graphs of a build, and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from sco_graph.checks import check_hygiene, check_shapes
from sco_graph.claims import judge_all
from sco_graph.dataset import in_memory
from sco_graph.loaders import Facts, load_tables
from sco_graph.loaders.metadata import read_date
from sco_graph.loaders.turtle import ONTOLOGY_FILES, concepts_by_scheme, load_ontology, subject_origins
from sco_graph.locations import ontology_directory
from sco_graph.namespaces import GRAPH_CLAIMS, GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY
from sco_graph.problems import Problem
from sco_graph.rules import infer_over
from sco_graph.terms import in_graph


@dataclass
class Assembly:
    """The graphs of a build before they are written, as triples and, for queries, in a store.

    `date` is the data set's date, YYYY-MM-DD.
    """

    date: str
    ontology: list[ox.Triple]
    facts: Facts
    inferred: list[ox.Triple]
    claims: list[ox.Triple]
    store: ox.Store

    @property
    def graphs(self) -> dict[str, list[ox.Triple]]:
        """The named graphs, {graph IRI: triples}; no triple stands in two."""
        return {
            GRAPH_ONTOLOGY: self.ontology,
            GRAPH_FACTS: self.facts.triples,
            GRAPH_CLAIMS: self.claims,
            GRAPH_INFERRED: self.inferred,
        }

    @property
    def shown(self) -> list[ox.Triple]:
        """What sco.ttl holds and queries see: all but the claims."""
        return [*self.ontology, *self.facts.triples, *self.inferred]

    @property
    def quads(self) -> list[ox.Quad]:
        """All graphs as quads."""
        return [quad for iri, triples in self.graphs.items() for quad in in_graph(triples, ox.NamedNode(iri))]


def assemble(folders: Sequence[Path]) -> Assembly:
    """Load the tables of `folders` and the ontology, and derive what follows for the data set's date.

    The date is that of the first folder. Raises DataError with every mistake in the tables.
    """
    ontology = load_ontology(ontology_directory())
    facts = load_tables(folders, concepts_by_scheme(ontology))
    facts.origins |= subject_origins(ontology_directory() / name for name in ONTOLOGY_FILES)
    date = read_date(folders[0])
    known = set(ontology)
    facts.triples = [triple for triple in facts.triples if triple not in known]
    store = in_memory({GRAPH_ONTOLOGY: ontology, GRAPH_FACTS: facts.triples})
    inferred = infer_over(store, ontology_directory() / "rules", date)
    store.bulk_extend(in_graph(inferred, ox.NamedNode(GRAPH_INFERRED)))
    claims = [*facts.claims, *judge_all(facts.claims, store, date)]
    store.bulk_extend(in_graph(claims, ox.NamedNode(GRAPH_CLAIMS)))
    return Assembly(date, ontology, facts, inferred, claims, store)


def check(assembly: Assembly) -> list[Problem]:
    """Shapes and hygiene over the assembled graphs, and what the loaders warn of; problems in order of place."""
    found = check_shapes(assembly.store, ontology_directory() / "shapes.ttl", assembly.facts)
    found += check_hygiene(assembly.store, ontology_directory() / "hygiene", assembly.facts)
    return sorted({*found, *assembly.facts.warnings})
