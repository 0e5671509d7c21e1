"""What follows from the facts: CONSTRUCT rules of ontology/rules, run for a day.

Each rule sees ontology, facts and the certain days of `spans`, never what another rule made, so their order does not
matter.
"""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from sco_graph.dataset import in_memory
from sco_graph.namespaces import GRAPH_FACTS, GRAPH_INFERRED, GRAPH_ONTOLOGY
from sco_graph.spans import certain_days
from sco_graph.sparql import substitute, term
from sco_graph.terms import GraphName, in_graph


def infer(ontology: Iterable[ox.Triple], facts: Iterable[ox.Triple], rules: Path, as_of: str) -> list[ox.Triple]:
    """The triples that the rules in the folder `rules` derive for the day `as_of` (YYYY-MM-DD).

    None of them is asserted already. Raises SyntaxError, naming the file, where a rule is no SPARQL.
    """
    store = in_memory({GRAPH_ONTOLOGY: ontology, GRAPH_FACTS: facts})
    return infer_over(store, rules, as_of)


def infer_over(store: ox.Store, rules: Path, as_of: str) -> list[ox.Triple]:
    """As `infer`, over a store that holds the graphs of ontology and facts; the certain days are added to it."""
    names = (ox.NamedNode(GRAPH_ONTOLOGY), ox.NamedNode(GRAPH_FACTS))
    inferred = ox.NamedNode(GRAPH_INFERRED)
    graphs: list[GraphName] = [*names, inferred]
    derived = dict.fromkeys(certain_days(store))
    store.bulk_extend(in_graph(derived, inferred))
    for path in sorted(rules.glob("*.rq")):
        text = substitute(path.read_text(encoding="utf-8"), {"asOf": term(as_of, "date")})
        try:
            triples = store.query(text, default_graph=graphs)
        except SyntaxError as error:
            raise SyntaxError(f"{path}: {error}") from error
        assert isinstance(triples, ox.QueryTriples), f"{path} is no CONSTRUCT query"
        derived.update(dict.fromkeys(triples))
    asserted = {quad.triple for name in names for quad in in_graph(derived, name) if quad in store}
    return [triple for triple in derived if triple not in asserted]
