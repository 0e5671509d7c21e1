"""A static page under way: safe pieces of HTML, in three languages, with the sources that it names.

A piece shows English. What it reads in Russian and Chinese is put once into a table of the page (`texts`), to which
`data-t` points; `site.js` swaps the words. So a page holds every name once for each language, and works without script.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote

from markupsafe import Markup, escape

from sco_graph.network.records import Claim, Fact, Model, Names, Relation, Source
from sco_graph.timeline import spoken
from sco_graph.views.lookup import concept_names, holding

_DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}[~?%]?")


def file_name(slug: str) -> str:
    """The name of a thing's page: its slug, percent-encoded where a file may not be called so.

    >>> file_name("iran"), file_name("a/b")
    ('iran.html', 'a%2Fb.html')
    """
    return quote(slug, safe="") + ".html"


class Sheet:
    """One page: makes its pieces, and remembers texts and sources. `up` leads from the page to the folder of all."""

    def __init__(self, model: Model, words: Mapping[str, Names], up: str = "") -> None:
        self.model = model
        self.up = up
        self._words = words
        self._texts: dict[tuple[str, str], int] = {}
        self._cited: dict[str, int] = {}

    def word(self, key: str, tag: str = "span", **attributes: str) -> Markup:
        """A phrase of the site, by its key in `site_files/words.json`."""
        return self.text(self._words[key], tag, **attributes)

    def text(self, names: Names, tag: str = "span", **attributes: str) -> Markup:
        """A name in an element of its own, so that its direction cannot turn what follows."""
        said = names.get("en") or next(iter(names.values()), "")
        more = Markup("").join(Markup(' {}="{}"').format(*pair) for pair in attributes.items())
        return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, more, self._mark("data-t", names), said)

    def attribute(self, name: str, key: str) -> Markup:
        """A phrase as an attribute (`aria-label`, `placeholder`) that changes with the language."""
        names = self._words[key]
        return Markup(' {}="{}"').format(name, names["en"]) + self._mark(f"data-t-{name}", names)

    def _mark(self, attribute: str, names: Names) -> Markup:
        other = (names.get("ru", ""), names.get("zh", ""))
        if not any(other):
            return Markup("")
        return Markup(' {}="{}"').format(attribute, self._texts.setdefault(other, len(self._texts)))

    def concept(self, slug: str, tag: str = "span", **attributes: str) -> Markup:
        """The name of a concept."""
        return self.text(concept_names(self.model, slug), tag, **attributes)

    def property(self, name: str) -> Markup:
        """The name of a property of the ontology."""
        return self.text(self.model.properties.get(name) or {"en": name})

    def kind(self, name: str) -> Markup:
        """The name of a class or of a linking property."""
        kind = self.model.kinds.get(name)
        return self.text(kind.names if kind else {"en": name})

    def address(self, slug: str) -> str:
        """The relative address of a thing's page."""
        return f"{self.up}thing/{quote(file_name(slug))}"

    def link(self, slug: str) -> Markup:
        """The name of a thing, linked to its page; a slug that names no thing stays text."""
        thing = self.model.things.get(slug)
        if thing is None:
            return escape(slug)
        return self.text(thing.names, "a", href=self.address(slug))

    def plain_concept(self, slug: str) -> str:
        """The English name of a concept, for an attribute."""
        return concept_names(self.model, slug)["en"]

    def named(self, value: str) -> Markup:
        """What a claim says, by what it turns out to be: a thing, a concept, a date, or plain text."""
        if value in self.model.things:
            return self.link(value)
        if value in self.model.concepts:
            return self.concept(value)
        return self.date(value) if _DATE.fullmatch(value) else Markup("<bdi>{}</bdi>").format(value)

    def reason(self, claim: Claim) -> Markup:
        """Why a claim is judged so. The sentence is English; in other languages one on the verdict stands before it."""
        told = self.word(f"why-{claim.verdict}") + " " + self.word("in-english")
        return Markup('<span class="translated">{} </span><bdi lang="en">{}</bdi>').format(told, claim.reason)

    def date(self, edtf: str) -> Markup:
        """A date as a person says it; `datetime` holds what the script says in other languages."""
        plain = edtf.rstrip("~?%")
        said = Markup('<time datetime="{}">{}</time>').format(plain, spoken(plain))
        return said if plain == edtf else self.word("about") + " " + said

    def value(self, fact: Fact) -> Markup:
        """The value of a fact, as what it is."""
        if fact.target == "thing":
            return self.link(fact.value)
        if fact.target == "concept":
            return self.concept(fact.value)
        if fact.target == "date":
            return self.date(fact.value)
        return self.outside(fact.value if fact.target == "url" else "", fact.value)

    @staticmethod
    def outside(url: str, text: str) -> Markup:
        """A link out of the site; what is no http(s) address stays text."""
        if not url.lower().startswith(("http://", "https://")):
            return Markup("<bdi>{}</bdi>").format(text)
        return Markup('<a href="{}" rel="noopener"><bdi>{}</bdi></a>').format(url, text)

    def cite(self, slugs: Iterable[str]) -> Markup:
        """Small numbers that lead to the list of sources at the end of the page."""
        numbers = [self._cited.setdefault(slug, len(self._cited) + 1) for slug in slugs]
        links = Markup(" ").join(Markup('<a href="#s{0}">{0}</a>').format(number) for number in numbers)
        return Markup('<sup class="cite">{}</sup>').format(links) if numbers else Markup("")

    def cited(self) -> list[Source]:
        """The sources named so far, in order of their numbers."""
        unknown = Source("", "", "", "", "", "")
        return [self.model.sources.get(slug, unknown) for slug in self._cited]

    def texts(self) -> list[list[str]]:
        """What `data-t` points to: [Russian, Chinese], "" where not known."""
        return [list(pair) for pair in self._texts]

    def when(self, relation: Relation) -> Markup:
        """The time of a relation: its day, or from when until when."""
        if relation.date:
            return self.date(relation.date)
        if not (relation.start or relation.end or relation.seen or relation.ongoing):
            return Markup("")
        seen = Markup(", ").join(self.date(text) for text in relation.seen)
        first = self.date(relation.start) if relation.start else self.word("start-unknown")
        last = self.date(relation.end) if relation.end else self.word("ongoing" if relation.ongoing else "end-unknown")
        span = Markup("{} – {}").format(first, last)
        return span + Markup(" ({} {})").format(self.word("seen"), seen) if seen else span

    def holds(self, relation: Relation) -> str:
        """Whether a relation stands on the data set's date: "certain", "possible" or ""."""
        return holding(relation, self.model.date)
