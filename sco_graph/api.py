"""The library's front door: load the graph, ask it, see it on a day, turn it into a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sco_graph.builds import find_build
from sco_graph.namespaces import compact
from sco_graph.naming import find, resolve_parameters
from sco_graph.network import network_of, project, read_model
from sco_graph.problems import UsageError
from sco_graph.query import fill, find_query, store_as_of
from sco_graph.sparql import day

if TYPE_CHECKING:
    from collections.abc import Collection

    import networkx as nx
    from rdflib.query import Result

    from sco_graph.dataset import Engine, ScoDataset
    from sco_graph.reader.reading import Reading
    from sco_graph.store import Build
    from sco_graph.views.asked import View


def load(build: Path | str | None = None, *, engine: Engine = "oxigraph") -> ScoDataset:
    """The graph as an rdflib.Dataset whose queries see ontology, facts and inferred; claims are reached by GRAPH.

    `build` is a folder that `sco-graph build` wrote; by default ./build, else one made from the packaged tables in
    the user's cache. With `engine="oxigraph"` the store is read-only on disk; with "rdflib" everything is in memory.
    """
    return _dataset(find_build(build), engine)


def _dataset(build: Build, engine: Engine) -> ScoDataset:
    from sco_graph.dataset import ScoDataset, copy_to_rdflib

    if engine == "rdflib":
        return copy_to_rdflib(build.store, build.date)
    return ScoDataset(build.store, build.date)


def as_of(date: str, build: Path | str | None = None, *, engine: Engine = "oxigraph") -> ScoDataset:
    """The graph with the shortcuts (memberOf, holdsOffice, ...) of a day, YYYY-MM-DD. Facts stay whole.

    Raises UsageError where `date` is no day.
    """
    from sco_graph.dataset import ScoDataset, copy_to_rdflib

    store = store_as_of(find_build(build).store, date)
    return copy_to_rdflib(store, date) if engine == "rdflib" else ScoDataset(store, date)


def query(source: str, /, *, as_of: str | None = None, build: Path | str | None = None, **parameters: str) -> Result:
    """Ask a named query, a .rq file or SPARQL text; keyword arguments are the query's parameters.

    Without `as_of` (YYYY-MM-DD) the day is the data set's date. Raises UsageError for an unknown query, parameter
    or value, and where the text is no SPARQL.
    """
    from sco_graph.dataset import ScoDataset

    found = find_build(build)
    store = store_as_of(found.store, as_of) if as_of else found.store
    asked = find_query(source)
    given = resolve_parameters(store, asked, {name: str(value) for name, value in parameters.items()})
    text = fill(asked, given, day(as_of) if as_of else found.date)
    try:
        return ScoDataset(store).query(text)
    except SyntaxError as error:
        raise UsageError(f"not SPARQL 1.1: {error}") from None


def network(
    as_of: str | None = None,
    *,
    between: tuple[str, str] | None = None,
    classes: Collection[str] = (),
    relations: Collection[str] = (),
    focus: str | None = None,
    depth: int = 1,
    build: Path | str | None = None,
) -> nx.MultiDiGraph[str]:
    """The graph as a networkx MultiDiGraph: things are nodes, relations are edges that carry dates and sources.

    With `as_of` (YYYY-MM-DD) what certainly holds on that day, and what was done by then; with `between` (two days)
    what holds or was done in between; of `classes` (State, Event, ...) and `relations` (Membership, place, ...) only;
    around `focus`, any name of a thing, up to `depth` steps. Raises UsageError for what is not known.
    """
    found = find_build(build)
    return network_of(
        read_model(found.store, found.date),
        day(as_of) if as_of else None,
        between=(day(between[0]), day(between[1])) if between else None,
        classes=classes,
        relations=relations,
        focus=compact(find(found.store, focus)) if focus else None,
        depth=depth,
    )


def projection(
    name: str,
    as_of: str | None = None,
    *,
    between: tuple[str, str] | None = None,
    build: Path | str | None = None,
) -> nx.Graph[str]:
    """States or persons tied by what they share: co-participation, co-membership, co-signature or co-attendance.

    Edges have `weight` and `shared`, the slugs of the meetings, organisations or documents. Days are as in `network`.
    """
    found = find_build(build)
    days = (day(between[0]), day(between[1])) if between else None
    return project(read_model(found.store, found.date), name, day(as_of) if as_of else None, between=days)


def view(
    name: str | None = None,
    *,
    focus: str | None = None,
    depth: int = 1,
    as_of: str | None = None,
    build: Path | str | None = None,
    **parameters: str,
) -> View:
    """A page with one network: a view (membership, events, ...), a query's answer, or the neighbourhood of `focus`.

    A notebook shows it in a frame of its own; `save(path)` writes it. `as_of` is a day (YYYY-MM-DD); other keyword
    arguments are the query's parameters. Raises UsageError for what is not known.
    """
    from sco_graph.views.asked import view_of

    asked_day = day(as_of) if as_of else None
    return view_of(find_build(build), name, focus=focus, depth=depth, as_of=asked_day, parameters=parameters)


def read(text: str, *, published: str | None = None, source: str = "text", build: Path | str | None = None) -> Reading:
    """Read news: the claims of a text, each with a verdict by the facts; `.as_data()` gives them as plain data.

    `published` is the day of the text, YYYY-MM-DD (else its month or year), against which "on Friday" is read;
    `source` its address or name. Raises UsageError where the day is none, the text too long, or the extra `read` is
    not installed.
    """
    from sco_graph.reader.reading import Reader

    return Reader(find_build(build)).read(text, published=published, source=source)
