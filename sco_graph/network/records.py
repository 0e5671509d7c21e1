"""What the pages show, as plain records: things, relations, claims and sources.

Everything is told in slugs and in names by language; nothing here knows how a page looks.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Names = dict[str, str]
"""A name by language: "en" (always there), "ru", "zh"."""
Pair = tuple[str, str]
"""Days from the first up to, not including, the second; "" as the second: without end."""
Nature = Literal["thing", "state", "act", "link"]
Target = Literal["thing", "concept", "date", "url", "text"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of the ontology with the classes above it, or a property that links two things, and how it is drawn."""

    name: str
    broader: tuple[str, ...]
    names: Names
    nature: Nature
    colour: str
    icon: str
    shape: str
    definition: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a thing or relation: a property's local name, a value as text, and what the value is."""

    property: str
    value: str
    target: Target


@dataclass(frozen=True, slots=True)
class Source:
    """A page that states something; `url` is "" unless it is an http(s) address, so that no link runs a script."""

    slug: str
    title: str
    url: str
    publisher: str
    kind: str
    language: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says, as the build judged it. `subject` and `object` are slugs or text.

    `date` is the EDTF of the day that it speaks of; `quote_start` the place of the quotation in the source's text, -1
    where not known; `judged_by` the slugs of the relations and things that decide.
    """

    slug: str
    kind: str
    verdict: str
    subject: str
    object: str
    qualifier: str
    date: str
    correct: str
    reason: str
    quote: str
    quote_start: int
    judged_by: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A state, person, document, event ...; `begins` and `ends` bound its existence, "" where not known."""

    slug: str
    kind: str
    names: Names
    variants: tuple[str, ...]
    facts: tuple[Fact, ...]
    comments: tuple[str, ...]
    same_as: tuple[str, ...]
    sources: tuple[str, ...]
    begins: str
    ends: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie from one thing to another: a qualified relation, or a plain link (its slug then names all three).

    `start`, `end`, `date` and `seen` are EDTF as sources write them; `certain` and `possible` say in days when it
    holds (an act: from its day on; a link: as long as the thing that it goes out from).
    """

    slug: str
    kind: str
    source: str
    target: str
    said: tuple[Fact, ...]
    start: str
    end: str
    date: str
    ongoing: bool
    seen: tuple[str, ...]
    certain: tuple[Pair, ...]
    possible: Pair
    sources: tuple[str, ...]
    confidence: str
    comment: str
    claims: tuple[str, ...]

    def holds(self, day: str) -> bool:
        """Whether it certainly stands on a day, YYYY-MM-DD."""
        return any(_within(pair, day) for pair in self.certain)

    def may_hold(self, day: str) -> bool:
        """Whether some reading of its dates lets it stand on a day."""
        return _within(self.possible, day)


def _within(pair: Pair, day: str) -> bool:
    return pair[0] <= day and (not pair[1] or day < pair[1])


@dataclass(frozen=True)
class Model:
    """All of it, by slug or name; relations in order of their slugs. `colours` are those of concepts, #rrggbb.

    `lists` holds the declarations that a list is complete, with their sources.
    """

    date: str
    kinds: dict[str, Kind]
    properties: dict[str, Names]
    concepts: dict[str, Names]
    colours: dict[str, str]
    things: dict[str, Thing]
    relations: list[Relation]
    claims: dict[str, Claim]
    sources: dict[str, Source]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def relations_of(self, slug: str) -> list[Relation]:
        """The relations that start or end at a thing, in order of their slugs."""
        return self._by_thing.get(slug, [])

    @cached_property
    def _by_thing(self) -> dict[str, list[Relation]]:
        found: dict[str, list[Relation]] = {}
        for relation in self.relations:
            for end in sorted({relation.source, relation.target}):
                found.setdefault(end, []).append(relation)
        return found
