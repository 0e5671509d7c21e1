"""What a sentence has together: its finds, one by one, the event it means, and the days that it may speak of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sco_graph.reader.context import Context
from sco_graph.reader.dates import shifted
from sco_graph.reader.gatherings import gathering
from sco_graph.reader.languages import Language
from sco_graph.reader.lexicon import Lexicon
from sco_graph.reader.marks import TOKEN, Mark, Moment, Sentence, people_and_states
from sco_graph.reader.mentions import Finder
from sco_graph.reader.timing import day_of_text, to_come

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_PLACE: Final = 6  # tokens of a place's name
_BESIDE: Final = 24  # characters before or after a state that tell that it is but a place
_REMEMBERED: Final = 1000  # days before a text: what is older is called by its year
_FORESEEN: Final = 400  # days after a text of which it may speak


@dataclass(frozen=True, slots=True)
class Found:
    """A find of a sentence, and where its token stands (a list is one token); -1 where none stands for it."""

    mark: Mark
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, its finds one by one (the items of lists too), and the days that it may speak of."""

    sentence: Sentence
    spoken: Language
    context: Context
    finder: Finder
    finds: list[Found]
    moments: list[Moment]

    def says(self, words: str) -> bool:
        """Whether the sentence has one of the words of a name (of `[near]` in the language's file)."""
        return bool(self.spoken.near[words].search(self.sentence.tokens))

    def is_place(self, found: Found) -> bool:
        """Whether a state is only where something is, or what a language is called by: "in China"."""
        if found.mark.kind != "S" or found.start < 0:
            return False
        near, tokens = self.spoken.near, self.sentence.tokens
        before, after = tokens[max(0, found.start - _BESIDE) : found.start], tokens[found.end : found.end + _BESIDE]
        return bool(near["place_before"].search(before) or near["place_after"].search(after))


def scene_of(sentence: Sentence, spoken: Language, context: Context, finder: Finder) -> Scene:
    """The scene of a sentence. An event that it means without naming it becomes what the text speaks of."""
    found = list(_one_by_one(sentence, finder))
    finds = [
        one for one in found if not too_late(one.mark, context, finder) and not _of_old(one, found, context, finder)
    ]
    if not any(found.mark.kind == "E" and found.mark.thing for found in finds):
        event = gathering(sentence, spoken, context, finder.catalogue)
        if event is not None:
            finds.append(Found(replace(event, start=-1, end=-1, parts=())))
            if event is not context.event:
                context.event, context.event_age = event, 0
    return Scene(sentence, spoken, context, finder, finds, _moments(finds, sentence, spoken, context))


def too_late(mark: Mark, context: Context, finder: Finder) -> bool:
    """Whether an event or a day is so long after the text that it speaks of something else: "a plan until 2035"."""
    event = finder.catalogue.events.get(mark.thing or "") if mark.kind == "E" else None
    first = event.first if event else mark.moment.first if mark.moment else ""
    now = context.calendar.now
    return bool(first and now and first > shifted(now, _FORESEEN).isoformat())


def _of_old(one: Found, finds: list[Found], context: Context, finder: Finder) -> bool:
    """Whether an event of years ago is only meant by words that many bear: neither its name nor a date has its year."""
    event = finder.catalogue.events.get(one.mark.thing or "") if one.mark.kind == "E" else None
    now = context.calendar.now
    if event is None or now is None or event.first >= shifted(now, -_REMEMBERED).isoformat():
        return False
    year = event.first[:4]
    told = [found.mark.moment for found in finds if found.mark.moment]
    return year not in one.mark.text and not any(moment.first[:4] <= year <= moment.last[:4] for moment in told)


def _one_by_one(sentence: Sentence, finder: Finder) -> Iterator[Found]:
    """The finds, with the items of lists, the people in office, and what the name of an event tells of it."""
    for token in TOKEN.finditer(sentence.tokens):
        for mark in _parts(sentence.mark(token[0]), sentence, finder):
            yield Found(mark, *token.span())


def _parts(mark: Mark, sentence: Sentence, finder: Finder) -> Iterator[Mark]:
    for item in people_and_states(mark):
        yield item
        if item.kind == "F":
            yield from item.parts
        elif item.kind == "E" and item.thing:
            yield from (part for part in item.parts if part.kind in "TL")
            if not item.parts:
                yield from _told_by_name(item, finder.lexicon(sentence.language), finder)


def _told_by_name(event: Mark, lexicon: Lexicon, finder: Finder) -> Iterator[Mark]:
    """The year and the place that the name of an event holds: "the 2017 Astana summit"."""
    for year in _YEAR.finditer(event.text):
        moment = Moment(year[0], f"{year[0]}-01-01", f"{year[0]}-12-31", True)
        yield replace(event, kind="T", things=(), text=year[0], moment=moment)
    known = finder.catalogue.events.get(event.thing or "")
    if known is None or not known.places:
        return
    words = [token.norm_ for token in lexicon.tokenizer.make_doc(event.text)]
    for begin in range(len(words)):
        for end in range(begin + 1, min(len(words), begin + _LONGEST_PLACE) + 1):
            meanings = lexicon.names.get(" ".join(words[begin:end]), ())
            for thing in {thing for thing, _ in meanings} & known.places:
                yield replace(event, kind="L", things=(thing,))


def _moments(finds: list[Found], sentence: Sentence, spoken: Language, context: Context) -> list[Moment]:
    """The days that a loose statement may speak of: those it names, that of the text, some about it."""
    told = [found.mark.moment for found in finds if found.mark.moment]
    if context.calendar.chronicle and context.moment and context.moment.moment:
        told.append(context.moment.moment)
    days = [day_of_text(context).moment]
    if spoken.near["future"].search(sentence.tokens):
        days.append(to_come(context).moment)
    return list(dict.fromkeys(moment for moment in (*told, *days) if moment))
