"""Still pictures: small, whole, and nothing in them but shapes and text."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from sco_graph.network.reading import read_model
from sco_graph.network.records import Model
from sco_graph.views import still
from sco_graph.views.catalogue import read_catalogue
from sco_graph.views.scene import scene_of_view

SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 25_000
ALLOWED = {"svg", "title", "path", "circle", "a", "text", "g"}


@pytest.fixture(scope="module")
def model(built: Path) -> Model:
    return read_model(ox.Store.read_only(str(built / "store")), "2026-11-24")


def drawn(markup: str) -> ElementTree.Element:
    """A picture, read as XML, after a look at what it is made of."""
    root = ElementTree.fromstring(markup)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or name == "style"]
    # What holds links is no single image to a screen reader.
    if root.find(f"{SVG}a") is None:
        assert root.get("role") == "img"
        assert root.get("aria-label") == root.findtext(f"{SVG}title") != ""
    else:
        assert (root.get("role"), root.get("aria-labelledby")) == ("group", "name")
    return root


def written(root: ElementTree.Element, language: str) -> set[str]:
    """The labels that a page in a language shows, each as one line."""
    groups = [group for group in root.iter(f"{SVG}g") if f"in-{language}" in group.attrib["class"].split()]
    return {" ".join(text.text or "" for text in group) for group in groups}


@pytest.mark.parametrize("name", list(read_catalogue()))
def test_the_picture_of_a_view(model: Model, name: str) -> None:
    scene = scene_of_view(model, name)
    markup = still.picture(scene)
    root = drawn(markup)
    assert len(markup.encode()) < LARGEST
    assert len(root.findall(f"{SVG}circle")) == sum(node["start"] for node in scene["nodes"])
    assert root.get("aria-label") == scene["titles"]["en"]
    for circle in root.iter(f"{SVG}circle"):
        assert 0 < float(circle.attrib["cx"]) < 320
        assert 0 < float(circle.attrib["cy"]) < 200


def test_the_neighbourhood_of_everything(model: Model) -> None:
    for slug in model.things:
        markup = still.neighbourhood(model, slug)
        assert len(markup.encode()) < LARGEST
        if model.relations_of(slug):
            neighbours = {end for one in model.relations_of(slug) for end in (one.source, one.target)} - {slug}
            linked = [link.attrib["href"] for link in drawn(markup).iter(f"{SVG}a")]
            assert {address.removesuffix(".html") for address in linked} <= neighbours
            assert len(linked) == min(12, len(neighbours))
        else:
            assert markup == ""


def test_more_neighbours_than_have_room_are_counted(model: Model) -> None:
    neighbours = {end for one in model.relations_of("china") for end in (one.source, one.target)} - {"china"}
    texts = [text.text for text in drawn(still.neighbourhood(model, "china")).iter(f"{SVG}text")]
    assert f"+ {len(neighbours) - 12}" in texts


def test_labels_are_in_the_language_of_the_page_as_far_as_there_are_any(model: Model) -> None:
    rats = drawn(still.neighbourhood(model, "rats"))
    assert {"Tashkent", "SCO"} <= written(rats, "en")
    assert {"Ташкент", "ШОС"} <= written(rats, "ru")
    assert {"塔什干", "上海合作组织"} <= written(rats, "zh")
    for slug in ("rats", "iran", "ularbek-sharsheyev"):
        picture = drawn(still.neighbourhood(model, slug))
        counts = [
            sum(f"in-{language}" in group.attrib["class"] for group in picture.iter(f"{SVG}g"))
            for language in ("en", "ru", "zh")
        ]
        assert set(counts) == {len(picture.findall(f".//{SVG}circle"))}  # one for each sign, in any language


def test_an_organ_shows_what_it_is_part_of_and_where_it_sits(model: Model) -> None:
    texts = {text.text for text in drawn(still.neighbourhood(model, "sco-secretariat")).iter(f"{SVG}text")}
    assert {"SCO", "Beijing", "SCO Secretariat"} <= texts


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a&b]]>", ""])
def test_a_name_is_only_ever_text(model: Model, name: str) -> None:
    things = {slug: replace(one, names={"en": name}, variants=()) for slug, one in model.things.items()}
    hostile = replace(model, things=things)
    texts = [text.text for text in drawn(still.neighbourhood(hostile, "rats")).iter(f"{SVG}text")]
    assert any((name or "rats")[1:5] in (text or "") for text in texts)


def test_a_colour_or_kind_that_is_none_stays_out(model: Model) -> None:
    kinds = {name: replace(one, colour='red" onload="x', name=name) for name, one in model.kinds.items()}
    root = drawn(still.neighbourhood(replace(model, kinds=kinds), "rats"))
    assert not [circle for circle in root.iter(f"{SVG}circle") if "fill" in circle.attrib]


def test_a_slug_that_is_an_address_is_encoded_twice(model: Model) -> None:
    """The file of such a page is percent-encoded once, and its name is then part of an address."""
    odd = "https://example.org/id/a b"
    things = {odd if slug == "sco" else slug: replace(one) for slug, one in model.things.items()}
    relations = [
        replace(
            one, source=odd if one.source == "sco" else one.source, target=odd if one.target == "sco" else one.target
        )
        for one in model.relations
    ]
    links = drawn(still.neighbourhood(replace(model, things=things, relations=relations), "rats")).iter(f"{SVG}a")
    assert "https%253A%252F%252Fexample.org%252Fid%252Fa%2520b.html" in [link.attrib["href"] for link in links]
