"""Neo4j: CSV files with typed headers for `neo4j-admin database import`, and a README with the command.

Nodes are the things and sources; `:LABEL` is their class with its superclasses. A class of relations that joins two
things only becomes a relationship that keeps dates and sources. A class of which some relation joins more (a tenure
and the event that appointed its holder) becomes nodes, with a relationship to each end. What follows from them on the
day (`MEMBER_OF`, `HOLDS_OFFICE`, …) is a relationship with that day as `asOf`. Concepts are values, by their slug,
and stand as nodes `Concept` too, where their labels are. Claims and the ontology are not in it.

Values are written as they are: what a spreadsheet would take for a formula (`=…`) is not altered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, ID, ONTOLOGY, RDF, RDFS, SKOS, XSD, compact
from sco_graph.terms import value

if TYPE_CHECKING:
    import networkx as nx

_TYPES: Final = {
    XSD + "date": "date",
    XSD + "boolean": "boolean",
    XSD + "integer": "long",
    XSD + "decimal": "double",
    XSD + "double": "double",
}
_ARRAY_DELIMITERS: Final = ("|", "¦", "‖", "§", "\t")


@dataclass
class _Thing:
    """A node, or a relation that becomes a relationship."""

    classes: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class _Property:
    """The column of a property: its type, and whether a thing may have several values."""

    type: str = "string"
    many: bool = False


def neo4j(
    graphs: Mapping[str, Iterable[ox.Triple]], network: nx.MultiDiGraph[str]
) -> dict[str, str]:
    """The files, {name: text}. `graphs` has the triples of ontology, facts and inferred by these names.

    A relation stays where `network` has it, whose `as_of` is the day.
    """
    ontology = list(graphs["ontology"])
    schema = _Schema(ontology)
    things, columns = _things(graphs["facts"], schema)
    wide = _wide(things, schema)
    kept = {key for _, _, key in network.edges(keys=True)}
    things = {name: t for name, t in things.items() if name in kept or not schema.is_relation(t)}
    nodes: dict[str, list[str]] = {}
    relationships: dict[str, list[tuple[str, str, str | None]]] = {}
    for name, thing in sorted(things.items()):
        kind = sorted(thing.classes)[0]
        if schema.is_relation(thing) and kind not in wide:
            source, target = (next(o for p, o in thing.links if p == schema.ends[kind][i]) for i in (0, 1))
            relationships.setdefault(_upper(kind), []).append((source, target, name))
            continue
        nodes.setdefault(kind, []).append(name)
        for prop, other in sorted(set(thing.links)):
            if other in things:
                relationships.setdefault(_upper(_local(prop)), []).append((name, other, None))
    derived: dict[str, list[tuple[str, str, str | None]]] = {}
    for triple in graphs["inferred"]:
        ends = compact(value(triple.subject)), compact(value(triple.object))
        if isinstance(triple.object, ox.NamedNode) and ends[0] in things and ends[1] in things:
            derived.setdefault(_upper(_local(triple.predicate.value)), []).append((*ends, None))
    delimiter = _delimiter(things.values())
    writer = _Writer(things, columns, schema, delimiter)
    day = str(network.graph["as_of"])
    files = {f"nodes-{kind}.csv": writer.nodes(kind, names) for kind, names in sorted(nodes.items())}
    files["nodes-Concept.csv"] = _concepts(ontology)
    for kind, rows in sorted(relationships.items()):
        files[f"relationships-{kind}.csv"] = writer.relationships(kind, rows)
    for kind, rows in sorted(derived.items()):
        files[f"derived-{kind}.csv"] = writer.derived(kind, rows, day)
    return {**files, "README.txt": _readme(files, delimiter, day)}


class _Schema:
    """What the ontology says of classes."""

    def __init__(self, ontology: list[ox.Triple]) -> None:
        self.above: dict[str, list[str]] = {}
        found: dict[str, dict[str, str]] = {}
        for triple in ontology:
            subject, predicate, thing = value(triple.subject), triple.predicate.value, value(triple.object)
            if predicate == RDFS + "subClassOf":
                self.above.setdefault(subject, []).append(thing)
            elif predicate in (ONTOLOGY + "edgeFrom", ONTOLOGY + "edgeTo"):
                found.setdefault(_local(subject), {})[_local(predicate)] = thing
        self.ends = {kind: (ends["edgeFrom"], ends["edgeTo"]) for kind, ends in found.items()}

    def is_relation(self, thing: _Thing) -> bool:
        return any(kind in self.ends for kind in thing.classes)

    def labels(self, iri: str) -> list[str]:
        """A class and those above it, by name; ours only."""
        found = [iri]
        for each in found:
            found += [other for other in self.above.get(each, []) if other not in found]
        return sorted({_local(each) for each in found if each.startswith(ONTOLOGY)} | {_local(iri)})
