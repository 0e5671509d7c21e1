"""Neo4j: CSV files with typed headers for `neo4j-admin database import`, and a README with the command.

Nodes are the things, the sources and the concepts; their labels are their class and its superclasses. A class of
relations that only ever joins two things becomes a relationship that keeps dates and sources. A class of which some
relation joins more (a tenure, and the meeting that appointed its holder) becomes nodes, with a relationship to each
end. What follows from the facts on the day (`MEMBER_OF`, `HOLDS_OFFICE`, …) is a relationship with that day as `asOf`.
A concept (a status, a kind) is a value, by its slug; the nodes `Concept` tell its labels. Claims and the terms of the
ontology are not in it.

Values are written as they are: what a spreadsheet would take for a formula (`=…`) is not altered.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from sco_graph.namespaces import (
    CONCEPT,
    GRAPH_FACTS,
    GRAPH_INFERRED,
    GRAPH_ONTOLOGY,
    ONTOLOGY,
    RDF,
    RDFS,
    SKOS,
    XSD,
    compact,
)
from sco_graph.terms import Term, value

if TYPE_CHECKING:
    import networkx as nx

_TYPES: Final = {XSD + "date": "date", XSD + "boolean": "boolean", XSD + "integer": "long", XSD + "decimal": "double"}
_SOURCE: Final = ONTOLOGY + "source"
_LABELS: Final = (SKOS + "prefLabel", RDFS + "label")
_FIRST: Final = ("label", "label_ru", "label_zh")
# What parts the items of a list: the first that no item holds.
_DELIMITERS: Final = (";", "|", "¦", "‖", "\t")


@dataclass(slots=True)
class _Thing:
    """One resource: its classes (IRIs), its values by column, and the slugs that it leads to, by property."""

    iri: str
    classes: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Classes:
    """What the ontology says of classes, by IRI: those above each, and what a relation joins (from, to)."""

    above: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def labels(self, thing: _Thing) -> list[str]:
        """The names of a thing's classes and of those above them."""
        found = list(thing.classes)
        for each in found:
            found += [other for other in self.above.get(each, ()) if other not in found]
        return sorted({_local(each) for each in found})


def neo4j(graphs: Mapping[str, Iterable[ox.Triple]], network: nx.MultiDiGraph[str]) -> dict[str, str]:
    """The files, {name: text}. `graphs` are the named graphs by IRI.

    A relation is left out where `network`, which is that of the same day, has no edge for it.
    """
    ontology, facts, inferred = (list(graphs[iri]) for iri in (GRAPH_ONTOLOGY, GRAPH_FACTS, GRAPH_INFERRED))
    classes = _classes(ontology)
    concepts = {
        name: thing
        for name, thing in _things(t for t in ontology if value(t.subject).startswith(CONCEPT)).items()
        if SKOS + "Concept" in thing.classes
    }
    every = _things(facts)
    joining = _joining(every.values(), classes)
    held = {key for _, _, key in network.edges(keys=True)}
    things = {name: thing for name, thing in every.items() if thing.classes[0] not in classes.ends or name in held}
    # A relation that is a relationship has no node, so its sources are a value.
    for thing in things.values():
        if thing.classes[0] in joining:
            thing.values["sources"] = thing.links[_SOURCE]
    tables = _Tables(_columns(facts, every.values()), classes, [*every.values(), *concepts.values()])

    nodes: dict[str, dict[str, _Thing]] = defaultdict(dict)
    relations: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, thing in sorted(things.items()):
        kind = thing.classes[0]
        if kind in joining:
            start, end = joining[kind]
            relations[kind].append((thing.links[start][0], thing.links[end][0], name))
            continue
        nodes[kind][name] = thing
        for prop, others in thing.links.items():
            links[prop] += [(name, other) for other in others if other in things]
    derived: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for triple in inferred:
        pair = compact(value(triple.subject)), compact(value(triple.object))
        if pair[0] in things and pair[1] in things:
            derived[triple.predicate.value].append(pair)

    day = str(network.graph["as_of"])
    files = {"nodes-Concept.csv": tables.nodes(concepts, "Concept")}
    files |= {f"nodes-{_local(kind)}.csv": tables.nodes(found, "Thing") for kind, found in nodes.items()}
    for kind, rows in relations.items():
        files[f"relations-{_upper(kind)}.csv"] = tables.relations(kind, rows, things)
    files |= {f"links-{_upper(prop)}.csv": _links(prop, pairs) for prop, pairs in links.items() if pairs}
    files |= {f"derived-{_upper(prop)}.csv": _links(prop, pairs, day) for prop, pairs in derived.items()}
    files = dict(sorted(files.items()))
    return {**files, "README.txt": _readme(files, tables.delimiter, day)}


def _classes(ontology: Iterable[ox.Triple]) -> _Classes:
    found = _Classes()
    for triple in ontology:
        subject, predicate, thing = value(triple.subject), triple.predicate.value, value(triple.object)
        if predicate == RDFS + "subClassOf" and thing.startswith(ONTOLOGY):
            found.above[subject].append(thing)
        elif predicate in (ONTOLOGY + "edgeFrom", ONTOLOGY + "edgeTo"):
            found.ends[subject][_local(predicate)] = thing
    return found


def _things(triples: Iterable[ox.Triple]) -> dict[str, _Thing]:
    """The resources that the triples describe, by slug."""
    ordered = sorted(triples, key=str)
    subjects = {value(triple.subject) for triple in ordered}
    found: dict[str, _Thing] = {}
    for triple in ordered:
        iri, prop, other = value(triple.subject), triple.predicate.value, triple.object
        thing = found.setdefault(compact(iri), _Thing(iri))
        if prop == RDF + "type":
            thing.classes.append(value(other))
        elif isinstance(other, ox.NamedNode) and other.value in subjects:
            thing.links[prop].append(compact(other.value))
        elif (text := _text(other)) not in thing.values[_column(prop, other)]:
            thing.values[_column(prop, other)].append(text)
    # What no class is said of is no thing.
    return {name: thing for name, thing in found.items() if thing.classes}


def _joining(things: Iterable[_Thing], classes: _Classes) -> dict[str, tuple[str, str]]:
    """The classes of relations that become relationships, with their two properties: none of them joins more."""
    joining = {kind: (ends["edgeFrom"], ends["edgeTo"]) for kind, ends in classes.ends.items()}
    for thing in things:
        if ends := joining.get(thing.classes[0]):
            leads = {prop: len(others) for prop, others in thing.links.items() if prop != _SOURCE}
            if leads != dict.fromkeys(ends, 1):
                del joining[thing.classes[0]]
    return joining


def _column(prop: str, thing: Term) -> str:
    """The name of the column for a value: English has the bare name, other languages have theirs behind it."""
    name = "label" if prop in _LABELS else _local(prop)
    language = thing.language if isinstance(thing, ox.Literal) else None
    return name if language in (None, "en") else f"{name}_{language}"


def _text(thing: Term) -> str:
    return compact(thing.value) if isinstance(thing, ox.NamedNode) and thing.value.startswith(CONCEPT) else value(thing)


def _columns(triples: Iterable[ox.Triple], things: Iterable[_Thing]) -> dict[str, str]:
    """The type of each column that is not a plain string; `[]` where some thing has several values."""
    types: dict[str, set[str]] = defaultdict(set)
    for triple in triples:
        thing = triple.object
        datatype = thing.datatype.value if isinstance(thing, ox.Literal) else ""
        types[_column(triple.predicate.value, thing)].add(_TYPES.get(datatype, "string"))
    several = {name for thing in things for name, values in thing.values.items() if len(values) > 1}
    several.add("sources")
    types["sources"].add("string")
    return {
        name: (next(iter(found)) if len(found) == 1 else "string") + ("[]" if name in several else "")
        for name, found in types.items()
    }


class _Tables:
    """Writes things as CSV."""

    def __init__(self, columns: Mapping[str, str], classes: _Classes, things: Iterable[_Thing]) -> None:
        self._columns = columns
        self._classes = classes
        held = "".join(text for thing in things for values in thing.values.values() for text in values if values[1:])
        self.delimiter = next(each for each in _DELIMITERS if each not in held)

    def nodes(self, things: Mapping[str, _Thing], space: str) -> str:
        """A table of nodes, in a space of ids."""
        names = self._names(things.values())
        heads = [f"id:ID({space})", "iri", *map(self._head, names), ":LABEL"]
        rows = (
            [name, thing.iri, *self._cells(thing, names), self.delimiter.join(self._classes.labels(thing))]
            for name, thing in things.items()
        )
        return _csv(heads, rows)

    def relations(self, kind: str, rows: Iterable[tuple[str, str, str]], things: Mapping[str, _Thing]) -> str:
        """A table of relationships that keep what the relation says: (start, end, the relation's slug)."""
        rows = list(rows)
        names = self._names(things[name] for _, _, name in rows)
        heads = [":START_ID(Thing)", ":END_ID(Thing)", ":TYPE", "id", "iri", *map(self._head, names)]
        return _csv(
            heads,
            (
                [start, end, _upper(kind), name, things[name].iri, *self._cells(things[name], names)]
                for start, end, name in rows
            ),
        )

    def _names(self, things: Iterable[_Thing]) -> list[str]:
        found = {name for thing in things for name, values in thing.values.items() if values}
        return [*(name for name in _FIRST if name in found), *sorted(found.difference(_FIRST))]

    def _head(self, name: str) -> str:
        kind = self._columns.get(name, "string[]" if name.startswith("altLabel") else "string")
        return name if kind == "string" else f"{name}:{kind}"

    def _cells(self, thing: _Thing, names: Iterable[str]) -> list[str]:
        return [self.delimiter.join(thing.values.get(name, ())) for name in names]


def _links(prop: str, pairs: Iterable[tuple[str, str]], day: str | None = None) -> str:
    """A table of relationships that say no more than that they are, or the day too for which they were derived."""
    heads, more = [":START_ID(Thing)", ":END_ID(Thing)", ":TYPE"], [day] if day else []
    return _csv(
        [*heads, *(["asOf:date"] if day else [])], ([*pair, _upper(prop), *more] for pair in sorted(set(pairs)))
    )


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return written.getvalue()


def _local(iri: str) -> str:
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]


def _upper(iri: str) -> str:
    """The name of a relationship, as Neo4j's users write it: `HOLDS_OFFICE` for …#holdsOffice."""
    name = _local(iri)
    return "".join(f"_{c}" if c.isupper() and i else c for i, c in enumerate(name)).upper()


def _readme(files: Mapping[str, str], delimiter: str, day: str) -> str:
    nodes = [name for name in files if name.startswith("nodes-")]
    parts = [f"--nodes={name}" for name in nodes]
    parts += [f"--relationships={name}" for name in files if name not in nodes]
    shown = "\\t" if delimiter == "\t" else delimiter
    options = ["--overwrite-destination", f"--array-delimiter='{shown}'"]
    # Only where it is needed: it makes the import slower. A quoted value is all that a line break can stand in.
    if any(len(list(csv.reader(io.StringIO(text)))) != text.count("\n") for text in files.values()):
        options.append("--multiline-fields=true")
    command = " \\\n    ".join(["neo4j-admin database import full neo4j", *options, *parts])
    return f"""sco-graph as of {day}, for Neo4j 5. CC BY 4.0.

Stop the database, go to this folder, and run (this replaces what the database "neo4j" holds):

{command}

Every file begins with its header. Items of a list are parted by {shown!r}. No value was altered: open the files in a
spreadsheet as text, for it may take a value that begins with = for a formula.
"""
