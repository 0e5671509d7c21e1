"""The front page: how much there is, the views, and every thing, to be searched in any language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sco_graph.network.records import Model, Names, Thing


@dataclass(frozen=True, slots=True)
class Card:
    """A view as the front page shows it: its file, title, the question that it answers, and a still picture."""

    name: str
    titles: Names
    questions: Names
    picture: Markup


def context_of(model: Model, cards: Iterable[Card]) -> dict[str, Any]:
    """What the template `index.html` shows."""
    kinds: dict[str, list[Thing]] = {}
    for thing in model.things.values():
        kinds.setdefault(thing.kind, []).append(thing)
    for things in kinds.values():
        things.sort(key=lambda thing: (thing.names.get("en", thing.slug), thing.slug))
    ordered = sorted(kinds.items(), key=lambda kind: (-len(kind[1]), kind[0]))
    ties = sum(model.kinds[one.kind].nature != "link" for one in model.relations)
    return {
        "cards": list(cards),
        "kinds": ordered,
        "counts": {"entities": len(model.things), "relations": ties, "sources-count": len(model.sources)},
        "variants": {thing.slug: list(thing.variants) for thing in model.things.values() if thing.variants},
    }
