"""What a name means: ids and labels of the graph, in any language, with the nearest where there is none."""

from collections.abc import Iterable, Mapping
from typing import Final, cast

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, GRAPH_FACTS, PREFIXES, compact
from sco_graph.problems import UsageError, found_expected, nearest
from sco_graph.query import NamedQuery, rows, run
from sco_graph.sparql import own_names
from sco_graph.terms import value

_PREFIX: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("sco", "skos"))
_SUGGESTED: Final = 3


def find(store: ox.Store, name: str) -> str:
    """The IRI of what `name` means: an id or IRI, or a label or variant in any language, capitals aside.

    Raises UsageError where there is none (with the nearest names) or several.
    """
    text = f"""{_PREFIX}SELECT DISTINCT ?thing ?label WHERE {{ GRAPH <{GRAPH_FACTS}> {{
      ?thing a ?class OPTIONAL {{ ?thing skos:prefLabel|skos:altLabel|sco:abbreviation ?label }} }} }}"""
    by_label: dict[str, set[str]] = {}
    by_slug: dict[str, str] = {}
    for thing, label in rows(cast(ox.QuerySolutions, run(store, text)))[1]:
        assert thing is not None
        by_slug[compact(thing.value)] = thing.value
        if label is not None:
            by_label.setdefault(label.value.casefold(), set()).add(thing.value)
    if compact(name) in by_slug:
        return by_slug[compact(name)]
    hits = by_label.get(name.casefold(), set())
    if len(hits) == 1:
        return hits.pop()
    if hits:
        raise UsageError(f'"{name}" is the name of several: {_slugs(hits)}')
    within = {iri for label, things in by_label.items() if name.casefold() in label.split() for iri in things}
    near = _slugs(sorted(within)[:_SUGGESTED]) or nearest(name.casefold(), sorted({*by_label, *by_slug}))
    if near in by_label:
        near = _slugs(by_label[near])
    raise UsageError(found_expected(name, "an id or a name of the graph", near))


def _slugs(iris: Iterable[str]) -> str:
    return ", ".join(sorted(compact(iri) for iri in iris))


def resolve_parameters(store: ox.Store, query: NamedQuery, given: Mapping[str, str]) -> dict[str, str]:
    """The values given for a query's parameters, things by their IRIs.

    Raises UsageError where a thing or concept is not in the graph: an answer about nothing would look like a fact.
    """
    kinds = {parameter.name: parameter.type for parameter in query.parameters}
    resolved = dict(given)
    for name, text in given.items():
        try:
            if kinds.get(name) == "thing":
                resolved[name] = find(store, text)
            elif kinds.get(name) == "concept":
                _check_concept(store, text)
        except UsageError as error:
            raise UsageError(f"{query.name}: --param {name}: {error}") from None
    return resolved


def unknown_names(store: ox.Store, text: str) -> list[str]:
    """A message for each name in our own namespaces that a query uses and no triple of the store does.

    Such a query is right SPARQL, and its empty answer would look like a fact.
    """
    messages = []
    for name in own_names(text):
        prefix, _, local = name.partition(":")
        node = ox.NamedNode(PREFIXES[prefix] + local)
        patterns = ((node, None, None), (None, node, None), (None, None, node))
        if not any(next(store.quads_for_pattern(*pattern), None) for pattern in patterns):
            subjects = {value(quad.subject) for quad in store}
            known = [iri.removeprefix(PREFIXES[prefix]) for iri in sorted(subjects) if iri.startswith(PREFIXES[prefix])]
            near = nearest(local, known)
            messages.append(found_expected(name, "a name of the graph", near and f"{prefix}:{near}"))
    return messages


def _check_concept(store: ox.Store, slug: str) -> None:
    found = rows(cast(ox.QuerySolutions, run(store, f"{_PREFIX}SELECT ?c WHERE {{ ?c a skos:Concept }}")))[1]
    known = [concept.value.removeprefix(CONCEPT) for (concept,) in found if concept is not None]
    if slug.removeprefix(CONCEPT).removeprefix("concept:") not in known:
        raise UsageError(found_expected(slug, "a concept of the graph", nearest(slug, known)))
