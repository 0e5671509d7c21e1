"""The network views, as `views.toml` describes them: what each is about, what stands in it and how it is arranged."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from sco_graph.network.records import Names


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that a thing must have: relations of a kind with `end` ("" = any), and what they say ({property: values}).

    With `now` the tie must certainly hold on the model's day; `least` is how many there must be. The other end must
    state `facts` and have the ties `beyond`.
    """

    relations: tuple[str, ...]
    end: str = ""
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    now: bool = False
    least: int = 1
    doubtful: bool = True
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beyond: tuple["Tie", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Some things of a view, and how they look: all that meet each condition which is given, and are in no part before.

    `kinds` are classes, with those below them. `facts` is {property: values}, one of which the thing must state. Shown
    at the first look if `start`, with `wide_only` not on a tall screen; `size` and `font` are those of the sign and of
    its label. `place` is for the layout alone.
    """

    kinds: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tied: tuple[Tie, ...] = ()
    start: bool = False
    wide_only: bool = False
    size: int = 9
    font: int = 13
    group: str = ""
    names: Names = field(default_factory=dict)
    place: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Things that the legend counts together; in a colour, or in that of a kind."""

    key: str
    names: Names
    colour: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A network view: its parts in order, the relations that it shows, and those that it shows at the first look."""

    name: str
    titles: Names
    questions: Names
    layout: str
    parts: tuple[Part, ...]
    relations: tuple[str, ...]
    start_relations: tuple[str, ...] = ()
    start_centre: tuple[str, ...] = ()
    """Relations that are shown at the first look where they touch the centre."""
    centre: str = ""
    groups: tuple[Group, ...] = ()
    statuses: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Overrides `Labels.built`."""
    wrap: Mapping[str, int] = field(default_factory=dict)
    """Overrides `Labels.wrap`."""


@dataclass(frozen=True, slots=True)
class Labels:
    """How the short labels of pictures are made: see `views.toml`."""

    cut: Mapping[str, tuple[str, ...]]
    wrap: Mapping[str, int]
    lines: int
    built: Mapping[str, tuple[str, ...]]
    shortest: tuple[str, ...]
    abbreviation: str


@cache
def read_catalogue() -> dict[str, View]:
    """The views in the order in which they are offered, by name."""
    return {name: _view(name, dict(said)) for name, said in _read()["views"].items()}


@cache
def read_focus() -> View:
    """How a neighbourhood is shown; `{name}` in its titles stands for the name of the thing."""
    return _view("focus", {"parts": (), "relations": (), **_read()["focus"]})


@cache
def read_labels() -> Labels:
    """How labels are made where a view does not say otherwise."""
    said = _read()["labels"]
    return Labels(
        _tuples(said["cut"]),
        said["wrap"],
        said["lines"],
        _tuples(said["built"]),
        tuple(said["shortest"]),
        said["abbreviation"],
    )


def labels_of(view: View) -> Labels:
    """How the labels of a view are made."""
    rules = read_labels()
    return replace(rules, wrap={**rules.wrap, **view.wrap}, built={**rules.built, **view.labels})


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files("sco_graph.views").joinpath("views.toml").read_text(encoding="utf-8"))


def _view(name: str, said: dict[str, Any]) -> View:
    read: dict[str, Callable[[Any], Any]] = {
        "parts": lambda parts: tuple(_part(part) for part in parts),
        "groups": lambda groups: tuple(Group(**group) for group in groups),
        "labels": _tuples,
    }
    return View(name=name, **{key: read.get(key, _frozen)(value) for key, value in said.items()})


def _part(said: dict[str, Any]) -> Part:
    read: dict[str, Callable[[Any], Any]] = {"facts": _tuples, "tied": _ties}
    return Part(**{key: read.get(key, _frozen)(value) for key, value in said.items()})


def _ties(ties: Iterable[dict[str, Any]]) -> tuple[Tie, ...]:
    read: dict[str, Callable[[Any], Any]] = {"said": _tuples, "facts": _tuples, "beyond": _ties}
    return tuple(Tie(**{key: read.get(key, _frozen)(value) for key, value in tie.items()}) for tie in ties)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _tuples(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
