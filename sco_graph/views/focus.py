"""Scenes beside those of the catalogue: a thing with what it is tied to, and the things that an answer names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice, repeat
from typing import Final

from sco_graph.network.records import Model, Names, Relation
from sco_graph.views.casting import Cast, nearest
from sco_graph.views.catalogue import Part, View, read_focus
from sco_graph.views.scene import Scene, scene_of

_LOOKS: Final = ((24, 16), (12, 13), (9, 12))
"""The sizes of sign and label: of the thing itself, of what it is tied to, of what is farther away."""
_MOST: Final = 120
"""Shown at the first look."""


def scene_of_focus(model: Model, slug: str, depth: int = 1, day: str = "") -> Scene:
    """A thing and all that up to `depth` relations lead to; KeyError if there is no such thing.

    With `day` (YYYY-MM-DD) the scene speaks of that day alone: of the relations that certainly or possibly hold on
    it, and of acts done by then.
    """
    names = model.things[slug].names
    model = as_of_day(model, day)
    levels = [[slug]]
    reached = {slug}
    for _ in range(depth):
        found = dict.fromkeys(other for near in levels[-1] for other in nearest(model, near))
        levels.append([other for other in found if other not in reached and model.things[other].begins <= model.date])
        reached |= set(levels[-1])
    view = read_focus()
    view = replace(
        view,
        name=slug,
        titles={
            lang: text.format(name=names.get(lang) or names.get("en") or slug) for lang, text in view.titles.items()
        },
    )
    place = {one: number for number, level in enumerate(levels) for one in level}
    # From one level to the next: with the relations within a level a neighbourhood would be a hairball.
    scene = _scene(model, view, levels, lambda one: place[one.source] != place[one.target])
    return scene | {"fragment": {"thing": slug}} | ({"first": day} if day else {})


def scene_of_things(model: Model, slugs: Iterable[str], titles: Names, day: str = "") -> Scene:
    """Some things and the relations among them; slugs that the model does not hold are left out. `day` as above."""
    model = as_of_day(model, day)
    things = [slug for slug in dict.fromkeys(slugs) if slug in model.things]
    view = replace(read_focus(), name="answer", titles=titles)
    return _scene(model, view, [[], things], lambda _: True) | ({"first": day} if day else {})


def as_of_day(model: Model, day: str) -> Model:
    """The model as it speaks of a day; all of it without one."""
    if not day:
        return model
    return replace(model, date=day, relations=[one for one in model.relations if one.holds(day) or one.may_hold(day)])


def _scene(model: Model, view: View, levels: Sequence[Sequence[str]], drawn: Callable[[Relation], bool]) -> Scene:
    """The scene of things in levels outward; the first of them, up to a number, are shown at the first look."""
    parts = []
    room = _MOST
    for level, (size, font) in zip(levels, chain(_LOOKS, repeat(_LOOKS[-1])), strict=False):
        shown = tuple(islice(level, room))
        room -= len(shown)
        parts.append((Part(start=True, size=size, font=font), shown))
        parts.append((Part(size=size, font=font), tuple(level[len(shown) :])))
    there = {slug for level in levels for slug in level}
    relations = tuple(one for one in model.relations if {one.source, one.target} <= there and one.source != one.target)
    return scene_of(model, view, Cast(tuple(parts), relations), drawn)
