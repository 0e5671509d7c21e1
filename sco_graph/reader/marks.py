"""What the reader has found in a text, and the sentence with each find replaced by a token that patterns can name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

# The letter of a token and the name that patterns use for it.
KINDS: Final = {
    "state": "S",
    "org": "O",
    "body": "B",
    "person": "P",
    "place": "L",
    "doc": "D",
    "event": "E",
    "official": "F",
    "office": "A",
    "list": "G",
    "date": "T",
    "number": "N",
}
_OPEN, _CLOSE = "⟦", "⟧"
TOKEN: Final = re.compile("⟦([A-Z])(\\d+)⟧")
# One character for one, so that places are kept.
_FOLD: Final = str.maketrans(
    "’‘ʼ`“”„«»‐‑‒–—―−，。；：（）！？、\u00a0\u3000\t⟦⟧・·",
    '\'\'\'\'"""""-------,.;:()!?,     ··',
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date that a text names: the first and last day (ISO) that it may mean, and as EDTF."""

    edtf: str
    first: str
    last: str
    explicit: bool  # whether the text itself names the year


@dataclass(frozen=True, slots=True)
class Mark:
    """A find: where it stands in the clean text, its kind (a letter of KINDS) and what it may mean."""

    start: int
    end: int
    kind: str
    things: tuple[str, ...] = ()  # IRIs; several where a name is shared
    text: str = ""
    moment: Moment | None = None
    number: int | None = None
    parts: tuple["Mark", ...] = ()  # of a list, in order; of an official: office and person
    office: str | None = None
    state: str | None = None
    note: str = ""  # what a person should know, such as a name that was read for another
    firm: bool = True  # whether what it means is certain enough to contradict a statement about it

    @property
    def thing(self) -> str | None:
        """What it means, where that is one thing."""
        return self.things[0] if len(self.things) == 1 else None


@dataclass(slots=True)
class Sentence:
    """A sentence, its marks in order, and its text with tokens in their place."""

    start: int
    text: str
    language: str
    paragraph: int
    marks: list[Mark] = field(default_factory=list)
    tokens: str = ""
    places: list[int] = field(default_factory=list)  # of each character of `tokens`, in the clean text
    ends: list[int] = field(default_factory=list)

    def render(self) -> None:
        """Write `tokens` anew from the marks."""
        out: list[str] = []
        places: list[int] = []
        ends: list[int] = []
        at = self.start

        def words(start: int, end: int) -> None:
            piece = self.text[start - self.start : end - self.start].translate(_FOLD)
            blank = bool(out) and out[-1].endswith(" ")
            for offset, letter in enumerate(piece):
                space = letter.isspace()
                if space and blank:
                    continue
                blank = space
                out.append(" " if space else letter)
                places.append(start + offset)
                ends.append(start + offset + 1)

        for index, mark in enumerate(self.marks):
            words(at, mark.start)
            token = f"{_OPEN}{mark.kind}{index}{_CLOSE}"
            out.append(token)
            places.extend([mark.start] * len(token))
            ends.extend([mark.end] * len(token))
            at = mark.end
        words(at, self.start + len(self.text))
        self.tokens, self.places, self.ends = "".join(out), places, ends

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the clean text of a span of `tokens`."""
        if start < end:
            return self.places[start], self.ends[end - 1]
        at = self.places[start] if start < len(self.places) else self.start + len(self.text)
        return at, at

    def mark(self, token: str) -> Mark:
        """The mark that a token stands for."""
        found = TOKEN.fullmatch(token)
        assert found is not None, token
        return self.marks[int(found[2])]

    def within(self, start: int, end: int) -> list[Mark]:
        """The marks whose tokens stand in a span of `tokens`, in order."""
        return [self.marks[int(found[2])] for found in TOKEN.finditer(self.tokens, start, end)]

    def replace(self, fresh: Iterable[Mark]) -> None:
        """Put marks in the place of those that they cover."""
        added = without_overlap(fresh)
        if not added:
            return
        kept = [m for m in self.marks if not any(m.start < new.end and m.end > new.start for new in added)]
        self.marks = sorted([*kept, *added], key=lambda mark: mark.start)
        self.render()


def without_overlap(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order of place; of those that overlap, the longest."""
    taken: list[Mark] = []
    covered: set[int] = set()
    for mark in sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start)):
        # A longer one was placed before: it can only cover an end of this one, or all of it.
        if mark.start not in covered and mark.end - 1 not in covered:
            taken.append(mark)
            covered.update(range(mark.start, mark.end))
    return sorted(taken, key=lambda mark: mark.start)


def people_and_states(mark: Mark) -> Sequence[Mark]:
    """The items of a list; a single mark as a list of one."""
    return mark.parts if mark.kind == "G" else (mark,)
