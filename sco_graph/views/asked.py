"""The network that somebody asks for: a view of the catalogue, a thing with its neighbours, or what an answer names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from sco_graph.namespaces import ID, compact
from sco_graph.naming import find, resolve_parameters
from sco_graph.network.reading import read_model
from sco_graph.problems import UsageError, found_expected, nearest
from sco_graph.query import fill, find_query, named_queries, run, store_as_of
from sco_graph.views.catalogue import read_catalogue
from sco_graph.views.focus import as_of_day, scene_of_focus, scene_of_things
from sco_graph.views.page import page_of
from sco_graph.views.scene import scene_of_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sco_graph.network.records import Model
    from sco_graph.store import Build
    from sco_graph.views.scene import Scene

DEFAULT = "membership"


@dataclass(frozen=True, slots=True)
class View:
    """A page with one network, as text; a notebook shows it in a frame of its own."""

    name: str
    title: str
    html: str = field(repr=False)

    def save(self, path: Path | str) -> None:
        """Write the page as UTF-8."""
        Path(path).write_text(self.html, encoding="utf-8", newline="\n")

    def _repr_html_(self) -> str:
        # Without allow-same-origin nothing in the page reaches the notebook.
        return (
            f'<iframe title="{escape(self.title)}" srcdoc="{escape(self.html)}" '
            'sandbox="allow-scripts allow-downloads" '
            'style="width:100%;height:640px;border:0"></iframe>'
        )


def view_of(
    build: Build,
    name: str | None = None,
    *,
    focus: str | None = None,
    depth: int = 1,
    as_of: str | None = None,
    parameters: Mapping[str, str] | None = None,
) -> View:
    """The page of a view (`membership`, `events`, ...), of a query's answer, or of the neighbourhood of `focus`.

    `name` is a view of the catalogue, a named query, a .rq file or SPARQL text; of an answer the things that it names
    are drawn and those that the question names, with the relations among them. With both, the view opens at the focus.
    With `as_of` (YYYY-MM-DD) the page speaks of that day alone. Raises UsageError for what is not known, and for an
    answer that names no things.
    """
    if parameters and (name is None or name in read_catalogue()):
        raise UsageError(f"found --param {next(iter(parameters))}, expected none: only a query has parameters")
    model = read_model(build.store, build.date)
    slug = compact(find(build.store, focus)) if focus else None
    if slug is not None and slug not in model.things:
        raise UsageError(found_expected(str(focus), "a thing of the graph", nearest(slug, model.things)))
    if name is None and slug is not None:
        scene = scene_of_focus(model, slug, depth, as_of or "")
    elif name is None or name in read_catalogue():
        scene = scene_of_view(as_of_day(model, as_of or ""), name or DEFAULT) | ({"first": as_of} if as_of else {})
    else:
        scene = _answer(build, model, name, as_of, parameters or {})
    if slug is not None and name is not None:
        if slug not in {node["id"] for node in scene["nodes"]}:
            raise UsageError(f"{name}: {slug} is not in this view; leave the name away to see its neighbours")
        scene["fragment"] = {"focus": slug, "depth": str(depth)}
    return View(scene["view"], scene["titles"]["en"], page_of(scene))


def _answer(build: Build, model: Model, name: str, as_of: str | None, parameters: Mapping[str, str]) -> Scene:
    """The scene of the things that a query's answer names, in its order."""
    try:
        asked = find_query(name)
    except UsageError:
        known = [*read_catalogue(), *(query.name for query in named_queries())]
        expected = "a view, a named query (`sco-graph query --list`), a file or SPARQL text"
        raise UsageError(found_expected(name, expected, nearest(name, known))) from None
    store = store_as_of(build.store, as_of) if as_of else build.store
    text = fill(asked, resolve_parameters(build.store, asked, parameters), as_of or build.date)
    slugs = [compact(term.value) for term in _terms(run(store, text))]
    if not any(slug in model.things for slug in slugs):
        raise UsageError(f"{asked.name}: the answer names no thing to draw; see it with `sco-graph query`")
    title = asked.title or "What the answer names"
    # What was asked about (a parameter, the organisation) is what the things of the answer are tied to.
    slugs = [*re.findall(f"<{re.escape(ID)}([^>]+)>", text), *slugs]
    return scene_of_things(model, slugs, {"en": title}, as_of or "") | {"view": asked.name}


def _terms(answer: Any) -> list[ox.NamedNode]:
    """The IRIs of an answer, row by row."""
    if isinstance(answer, ox.QueryBoolean):
        return []
    rows = [(one.subject, one.object) for one in answer] if isinstance(answer, ox.QueryTriples) else [*answer]
    return [term for row in rows for term in row if isinstance(term, ox.NamedNode)]
