"""Tables as they were read: rows with their places, before anything is made of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sco_graph.loaders.cells import Item
from sco_graph.loaders.metadata import Table


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read: its place, the values of its cells, and the IRI that it describes."""

    line: int
    number: int
    cells: Mapping[str, list[Item]]
    iri: str


@dataclass
class TableRows:
    """A table and its rows. `whole` is false where rows could not be read: what refers to them is not judged then."""

    table: Table
    shown: str
    rows: list[Row] = field(default_factory=list)
    whole: bool = False
