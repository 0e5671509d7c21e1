"""Positions computed at build time: each layout is a function from the sketch of a view to a drawing."""

from collections.abc import Callable
from typing import Final

from sco_graph.views.layouts import around, atlas, axis, offices, rings, tree
from sco_graph.views.layouts.drawing import Drawing, Sketch

LAYOUTS: Final[dict[str, Callable[[Sketch], Drawing]]] = {
    "around": around.arrange,
    "atlas": atlas.arrange,
    "axis": axis.arrange,
    "offices": offices.arrange,
    "rings": rings.arrange,
    "tree": tree.arrange,
}
"""By the names that `views.toml` uses."""
