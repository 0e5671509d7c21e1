"""Small still pictures: a scene for the card of its view, and the neighbourhood of a thing for its page.

Plain SVG without script or style of its own. Signs carry the name of their kind as a class, so that a page may colour
them for light and dark; without that they have the colours of the ontology. A label stands there once for each language
that it differs in; its class says for which languages (`in-en in-zh`), and the page shows that of its own.
"""

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import Final
from urllib.parse import quote

from sco_graph.network.records import Model
from sco_graph.views.casting import nearest
from sco_graph.views.catalogue import read_labels
from sco_graph.views.labels import LANGUAGES, label_of
from sco_graph.views.layouts.ring import ring
from sco_graph.views.policy import CLASS_NAME, COLOUR
from sco_graph.views.scene import Scene
from sco_graph.views.sheet import file_name

_CARD: Final = (320, 200)
_MARGIN: Final = 10
_PAGE: Final = (500, 400)
_RINGS: Final = ((196, 150), (118, 78))
"""Half axes of the two rings of a neighbourhood, which its things take by turns."""
_MOST: Final = 12
_MOST_SIGNS: Final = 150
_FONT: Final = 12
_LINES: Final = 2


def picture(scene: Scene) -> str:
    """What a scene shows at the first look, without labels, as SVG."""
    nodes = {node["id"]: node for node in scene["nodes"] if node["start"]}
    xs = [node["x"] for node in nodes.values()] or [0]
    ys = [node["y"] for node in nodes.values()] or [0]
    wide, high = _CARD
    scale = min((wide - 2 * _MARGIN) / max(1, max(xs) - min(xs)), (high - 2 * _MARGIN) / max(1, max(ys) - min(ys)))
    middle = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2

    def place(node: str) -> tuple[int, int]:
        x, y = nodes[node]["x"] - middle[0], nodes[node]["y"] - middle[1]
        return round(wide / 2 + scale * x), round(high / 2 + scale * y)

    drawn = sorted(nodes.values(), key=lambda node: (node["size"], node["id"]))[-_MOST_SIGNS:]
    there = {node["id"] for node in drawn}
    ends = [
        (place(one["from"]), place(one["to"]))
        for one in scene["edges"]
        if one["start_shown"] and {one["from"], one["to"]} <= there
    ]
    signs = [
        _sign(
            node["kind"], scene["kinds"][node["kind"]]["colour"], place(node["id"]), max(2, round(node["size"] * scale))
        )
        for node in drawn
    ]
    title = escape(scene["titles"]["en"])
    return _svg(_CARD, f'role="img" aria-label="{title}"', [f"<title>{title}</title>", _lines(ends), *signs])


def neighbourhood(model: Model, slug: str) -> str:
    """A thing in the middle and up to 12 of those that it is tied to around it, each a link to its page, as SVG.

    Pages are expected in one folder, each under the slug of its thing, percent-encoded; that which shows the picture
    has the thing's name in the element `name`. "" if it is tied to nothing.
    """
    others = nearest(model, slug)
    if not others:
        return ""
    shown = sorted(others[:_MOST], key=lambda other: (model.things[other].kind, other))
    wide, high = _PAGE
    rings = _RINGS if len(shown) > len(_RINGS[0]) * 3 else _RINGS[:1]
    places: dict[str, tuple[int, int]] = {}
    for number, (rx, ry) in enumerate(rings):
        places |= ring(shown[number :: len(rings)], rx, ry, turn=number / len(rings))
    middle = wide // 2, high // 2 - _FONT
    parts = [_lines((middle, (middle[0] + x, middle[1] + y)) for x, y in places.values())]
    for other, (x, y) in places.items():
        address = escape(quote(file_name(other)))
        parts.append(f'<a href="{address}">{_labelled(model, other, (middle[0] + x, middle[1] + y), 7)}</a>')
    parts.append(_labelled(model, slug, middle, 11))
    if len(others) > _MOST:
        parts.append(_text((wide - 3 * _MARGIN, high - _MARGIN), f"+ {len(others) - _MOST}"))
    # What holds links is no single image to a screen reader.
    written = f'font-size="{_FONT}" text-anchor="middle" fill="currentColor"'
    return _svg(_PAGE, f'role="group" aria-labelledby="name" {written}', parts)


def _svg(size: tuple[int, int], attributes: str, parts: Iterable[str]) -> str:
    box = f'viewBox="0 0 {size[0]} {size[1]}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} {attributes}>{"".join(parts)}</svg>'


def _lines(ends: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> str:
    path = "".join(f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for a, b in ends)
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-opacity=".25"/>'


def _sign(kind: str, colour: str, at: tuple[int, int], size: int) -> str:
    """A dot in the colour of a kind. Neither goes in unless it is one: tables of a user's own bring their own kinds."""
    named = f' class="kind-{kind}"' if CLASS_NAME.fullmatch(kind) else ""
    filled = f' fill="{colour}"' if COLOUR.fullmatch(colour) else ""
    return f'<circle{named}{filled} cx="{at[0]}" cy="{at[1]}" r="{size}"/>'


def _labelled(model: Model, slug: str, at: tuple[int, int], size: int) -> str:
    thing = model.things[slug]
    labels = label_of(model, thing, replace(read_labels(), lines=_LINES))
    parts = [_sign(thing.kind, model.kinds[thing.kind].colour, at, size)]
    for language, label in labels.items():
        top = at[1] + size
        lines = [_text((at[0], top + _FONT * number), line) for number, line in enumerate(label.split("\n"), 1)]
        served = [other for other in LANGUAGES if other == language or (language == "en" and other not in labels)]
        shown = " ".join(f"in-{other}" for other in served)
        parts.append(f'<g lang="{language}" class="{shown}">{"".join(lines)}</g>')
    return "".join(parts)


def _text(at: tuple[int, int], text: str) -> str:
    return f'<text x="{at[0]}" y="{at[1]}">{escape(text)}</text>'
