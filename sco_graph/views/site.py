"""The static site of a build: networks, tables, a page for each thing, and the front page that leads to all of them.

Links are relative, and every page holds all that it needs, so the folder works from a disk and on any host.
"""

import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sco_graph.namespaces import ONTOLOGY, thing_iri
from sco_graph.network.records import Model, Names, Thing
from sco_graph.views import article, changes, index, matrix, now, still, thing, thumbnails, timeline_page
from sco_graph.views.catalogue import View, read_catalogue
from sco_graph.views.frame import Frame
from sco_graph.views.page import write_page
from sco_graph.views.scene import scene_of_view
from sco_graph.views.sheet import Sheet, file_name


def write_site(model: Model, folder: Path) -> None:
    """Write every page of the model into `folder`, which need not exist."""
    site = _Site(model, folder)
    networks = [site.write_network(view) for view in read_catalogue().values()]
    site.write_tables(card for card, _ in networks)
    site.write_things(networks)


class _Site:
    """One folder of pages under way."""

    def __init__(self, model: Model, folder: Path) -> None:
        self.model = model
        self._folder = folder
        self._frame = Frame(model)
        words = files("sco_graph.views").joinpath("site_files", "words.json").read_text(encoding="utf-8")
        self._words: dict[str, Names] = json.loads(words)
        (folder / "thing").mkdir(parents=True, exist_ok=True)

    def write_network(self, view: View) -> tuple[index.Card, set[str]]:
        """A network page; its card for the front page, and the slugs of the things in it."""
        scene = scene_of_view(self.model, view.name)
        scene |= {"home": "index.html", "things": "thing/"}
        write_page(scene, self._folder / f"{view.name}.html")
        card = index.Card(view.name, view.titles, view.questions, Markup(still.picture(scene)))
        return card, {node["id"] for node in scene["nodes"]}

    def write_tables(self, networks: Iterable[index.Card]) -> None:
        """The pages that are no networks, and the front page, which leads to them and to the networks."""
        today = now.context_of(self.model)
        table = matrix.context_of(self.model)
        history = changes.context_of(self.model)
        lanes = timeline_page.context_of(self.model)
        read = article.context_of(self.model)
        bars = [lane for _, section in lanes["sections"] for lane in section if lane.bars]
        pages = [
            ("now", today, thumbnails.of_now(today["now"])),
            ("matrix", table, thumbnails.of_matrix(table["rows"], table["states"])),
            ("changes", history, thumbnails.of_changes(history["years"])),
            ("timeline", lanes, thumbnails.of_timeline(bars)),
            ("article", read, thumbnails.of_article(read["articles"])),
        ]
        for name, context, _ in pages:
            self._write_page(name, name, context)
        cards = [
            index.Card(name, self._words[name], self._words[f"{name}-about"], picture) for name, _, picture in pages
        ]
        self._write_page("index", "title", index.context_of(self.model, [*cards, *networks]))

    def _write_page(self, name: str, title: str, context: dict[str, Any]) -> None:
        sheet = Sheet(self.model, self._words)
        page = self._frame.page(name, sheet, title=self._words[title], here=name, **context)
        self._write(f"{name}.html", page)

    def write_things(self, networks: list[tuple[index.Card, set[str]]]) -> None:
        """A page for each thing, in `thing/`; it leads to the networks that show the thing."""
        mentions = thing.Mentions(self.model)
        for slug, one in self.model.things.items():
            sheet = Sheet(self.model, self._words, up="../")
            page = self._frame.page(
                "thing",
                sheet,
                title=one.names,
                here="",
                iri=thing_iri(slug),
                linked=_linked(one),
                picture=Markup(still.neighbourhood(self.model, slug)),
                views=[card for card, slugs in networks if slug in slugs],
                **thing.context_of(self.model, one, mentions),
            )
            self._write(f"thing/{file_name(slug)}", page)

    def _write(self, name: str, page: str) -> None:
        (self._folder / name).write_text(page, encoding="utf-8", newline="\n")


def _linked(one: Thing) -> dict[str, object]:
    """The thing as JSON-LD: its IRI, class and names, in the words of schema.org."""
    return {
        "@context": {"@vocab": "https://schema.org/", "sco": ONTOLOGY},
        "@id": thing_iri(one.slug),
        "@type": f"sco:{one.kind}",
        "name": [{"@language": lang, "@value": name} for lang, name in sorted(one.names.items())],
        "sameAs": [{"@id": url} for url in one.same_as],
    }
