"""The finds of a text, sentence by sentence: names, dates, officials, events, documents, lists, and what "it" is.

What was found goes on to the next sentence in a `Context`: the organisation, event and documents that
"the organisation", "the meeting" and "these agreements" stand for.
"""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Final

import pyoxigraph as ox

from sco_graph.reader.catalogue import Catalogue
from sco_graph.reader.context import EVENT_LIVES, Context
from sco_graph.reader.dates import dates
from sco_graph.reader.descriptions import described
from sco_graph.reader.documents import Documents
from sco_graph.reader.events import events
from sco_graph.reader.languages import Language, language
from sco_graph.reader.lexicon import Lexicon, load
from sco_graph.reader.marks import KINDS, TOKEN, Mark, Moment, Sentence, without_overlap
from sco_graph.reader.officials import officials
from sco_graph.reader.paragraphs import sentence_bounds, simplified

_SHORT_FORM: Final = re.compile(r"(⟦[OBSLD]\d+⟧) ?\((?:[^()⟦]{0,20})(⟦[OBSLD]\d+⟧)[^()⟦]{0,3}\)")
_SHARED_NAME: Final = 120  # days from the text within which one of several with a name is meant


class Finder:
    """Finds what a text speaks of. One for a store; each language is loaded when a text first needs it."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.catalogue = Catalogue(store)
        self._lexicons: dict[str, Lexicon] = {}
        self._documents: dict[str, Documents] = {}

    def lexicon(self, code: str) -> Lexicon:
        """The names of a language."""
        if code not in self._lexicons:
            with _without_collector():
                self._lexicons[code] = load(self._store, language(code))
            self._documents[code] = Documents(self.catalogue, self._lexicons[code], language(code))
        return self._lexicons[code]

    def documents(self, code: str) -> Documents:
        """The documents of the graph as a language describes them."""
        self.lexicon(code)
        return self._documents[code]

    def result(self, event: str, noun: str) -> str | None:
        """The document of a kind (a noun) that an event resulted in, where there is one such."""
        kinds = self.catalogue.document_kinds(noun)
        results = self.catalogue.events[event].results if event in self.catalogue.events else ()
        found = [document for document in results if self.catalogue.kind_of_document.get(document) in kinds]
        return found[0] if len(found) == 1 else None

    def dated(self, noun: str, moment: Moment) -> str | None:
        """The document of a kind (a noun) that was signed or adopted on a day, where there is one such."""
        if moment.first != moment.last:
            return None
        kinds, of_day = self.catalogue.document_kinds(noun), self.catalogue.documents_of_day(moment.first)
        found = [document for document in of_day if self.catalogue.kind_of_document.get(document) in kinds]
        return found[0] if len(found) == 1 else None

    def founding_event(self, org: str) -> str | None:
        """The event at which the document that established an organisation was adopted."""
        return self.catalogue.founding_events.get(org)

    def sentences(self, text: str, code_of: Sequence[tuple[int, int, str]], context: Context) -> Iterator[Sentence]:
        """The sentences of the paragraphs (start, end, language), each with its marks; `context` moves on with them."""
        named = [self._named(text[start:end], start, code) for start, end, code in code_of]
        for _, names, _ in named:
            for mark in names:
                if mark.kind == "O" and mark.thing:
                    context.counts[mark.thing] = context.counts.get(mark.thing, 0) + 1
        for number, ((start, _, code), (spoken, names, bounds)) in enumerate(zip(code_of, named, strict=True)):
            context.calendar.begin(start)
            context.moment = None
            at = 0
            for first, last in bounds:
                body = spoken[first:last]
                inside = []
                while at < len(names) and names[at].start < start + last:
                    if names[at].start >= start + first and names[at].end <= start + last:
                        inside.append(names[at])
                    at += 1
                sentence = Sentence(start + first, body, code, number)
                self._fill(sentence, inside, language(code), context)
                yield sentence

    def _named(self, text: str, start: int, code: str) -> tuple[str, list[Mark], list[tuple[int, int]]]:
        """A paragraph in simplified characters, its names, and where its sentences begin and end."""
        lexicon = self.lexicon(code)
        spoken = simplified(text) if code == "zh" else text
        doc = lexicon.tokenizer.make_doc(spoken)
        return spoken, lexicon.marks(doc, start), list(sentence_bounds(doc))

    def _fill(self, sentence: Sentence, names: list[Mark], spoken: Language, context: Context) -> None:
        found = list(dates(sentence.text, sentence.start, spoken, context.calendar))
        sentence.marks = without_overlap([*found, *names])
        sentence.render()
        self._join(sentence)
        self._refer(sentence, spoken, context, ("org", "state"))
        for form in spoken.officials:
            sentence.replace(officials(sentence, form, spoken, self.catalogue))
        sentence.replace(described(sentence, spoken, context, self._documents[sentence.language]))
        sentence.replace(events(sentence, spoken, context, self.catalogue))
        self._refer(sentence, spoken, context, ("event",))
        self._settle(sentence, context)
        sentence.replace(self._lists(sentence, spoken))
        self._remember(sentence, context)

    def _join(self, sentence: Sentence) -> None:
        """A name and its short form in brackets, as one: "the Shanghai Cooperation Organization (SCO)"."""
        joined = []
        for match in _SHORT_FORM.finditer(sentence.tokens):
            one, other = sentence.mark(match[1]), sentence.mark(match[2])
            if set(one.things) & set(other.things):
                start, end = sentence.span(*match.span())
                joined.append(replace(one, start=start, end=end, things=tuple(sorted({*one.things} & {*other.things}))))
        sentence.replace(joined)

    def _refer(self, sentence: Sentence, spoken: Language, context: Context, names: Sequence[str]) -> None:
        """Marks for "the organisation", "the country" and "the meeting", by what was last spoken of."""
        fresh = []
        for name in names:
            kind = KINDS[name]
            form = spoken.references.get(name)
            for match in form.finditer(sentence.tokens) if form else ():
                start, end = sentence.span(*match.span())
                if any(mark.start < end and mark.end > start for mark in sentence.marks):
                    continue
                earlier = [mark for mark in sentence.marks if mark.kind == kind and mark.end <= start]
                meant = earlier[-1] if earlier else getattr(context, name)
                nearest = bool(earlier) and bool(match.groupdict().get("near"))
                if kind == "O" and context.main and not nearest:
                    meant = Mark(start, end, kind, (context.main,))  # what the text is about, whatever else it names
                if meant is not None and (kind != "E" or context.event_age <= EVENT_LIVES):
                    note = "meant" if kind == "E" else meant.note
                    fresh.append(replace(meant, start=start, end=end, text=match[0], parts=(), note=note))
        sentence.replace(fresh)

    def _settle(self, sentence: Sentence, context: Context) -> None:
        """Names that several things share: the one that the sentence's dates, or the text's day, speak for."""
        moments = [mark.moment for mark in sentence.marks if mark.moment]
        settled = []
        for mark in sentence.marks:
            if len(mark.things) > 1 and mark.kind in "DE":
                thing = self._nearest(mark.things, [m for m in moments if m.explicit] or moments, context.calendar.now)
                mark = replace(mark, things=(thing,)) if thing else mark  # noqa: PLW2901
            settled.append(mark)
        sentence.marks = settled

    def _nearest(self, things: Sequence[str], moments: Sequence[Moment], now: date | None) -> str | None:
        days = {thing: self._day(thing) for thing in things}
        dated = [thing for thing, day in days.items() if day and any(m.first <= day <= m.last for m in moments)]
        if len(dated) == 1:
            return dated[0]
        if now is None:
            return None
        near = {thing: abs((date.fromisoformat(day) - now).days) for thing, day in days.items() if day}
        best = min(near, key=lambda thing: near[thing], default=None)
        return best if best and near[best] <= _SHARED_NAME and not _other_year(moments, days[best]) else None

    def _day(self, thing: str) -> str | None:
        event = self.catalogue.events.get(thing)
        return event.first if event else self.catalogue.day_of_document.get(thing)

    def _lists(self, sentence: Sentence, spoken: Language) -> list[Mark]:
        item = rf"(?:{spoken.prefix})?⟦[SFAB]\d+⟧(?: ?\((?:[^()⟦]|⟦[^S]\d+⟧){{1,60}}\))?"
        guest = rf"(?:{spoken.prefix})?⟦O\d+⟧"  # two organisations that "and" joins are seldom a list
        listed = rf"{item}(?:(?:{spoken.separator}){item})+|{guest}(?:(?:{spoken.separator}){guest}){{2,}}"
        fresh = []
        for match in re.finditer(listed, sentence.tokens, re.IGNORECASE):
            parts: list[Mark] = []
            bare = re.sub(r"\([^()]*\)", lambda bracket: " " * len(bracket[0]), match[0])
            for token in TOKEN.finditer(bare):
                mark = sentence.mark(token[0])
                if token[1] in "SFABO" and not any(
                    mark.things == other.things and mark.kind == other.kind for other in parts
                ):
                    parts.append(mark)
            start, end = sentence.span(*match.span())
            fresh.append(Mark(start, end, "G", parts=tuple(parts)))
        return fresh

    def _remember(self, sentence: Sentence, context: Context) -> None:
        context.event_age += 1
        for mark in sentence.marks:
            if mark.kind == "O" and mark.thing:
                context.org = mark
            elif mark.kind == "S" and mark.thing:
                context.state = mark
            elif mark.kind == "E" and mark.thing and mark.note != "meant":
                context.event, context.event_age = mark, 0
            elif mark.kind in "FA":
                context.office = mark
            elif mark.kind == "T":
                context.moment = mark
        documents = tuple(mark for mark in sentence.marks if mark.kind == "D" and mark.thing)
        if documents:
            context.docs = documents


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the garbage collector from looking again and again through what is only being made: a tenth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _other_year(moments: Sequence[Moment], day: str | None) -> bool:
    """Whether the dates name a year, and none the day's."""
    years = {m.first[:4] for m in moments if m.explicit}
    return bool(years) and day is not None and day[:4] not in years
