"""The finds of a text, sentence by sentence: names, dates, officials, events, documents, lists, and what "it" is.

What was found goes on to the next sentence in a `Context`: the organisation, event and documents that
"the organisation", "the meeting" and "these agreements" stand for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import ID
from sco_graph.reader.catalogue import Catalogue
from sco_graph.reader.dates import Calendar, dates
from sco_graph.reader.documents import Documents
from sco_graph.reader.languages import Language, language
from sco_graph.reader.lexicon import Lexicon, load, norm, slug
from sco_graph.reader.marks import KINDS, TOKEN, Mark, Moment, Sentence, without_overlap
from sco_graph.reader.occasions import choose, clues_of
from sco_graph.reader.paragraphs import sentence_bounds, simplified
from sco_graph.reader.persons import holder_named

_LONGEST_PERSON: Final = 60
_SHORT_FORM: Final = re.compile(r"(⟦[OBSLD]\d+⟧) ?\((?:[^()⟦]{0,20})(⟦[OBSLD]\d+⟧)[^()⟦]{0,3}\)")
_SHARED_NAME: Final = 120  # days from the text within which one of several with a name is meant
EVENT_LIVES: Final = 6  # sentences for which an event stays what "the meeting" is
_REACH: Final = 220  # characters within which a clue speaks of an event
_BEFORE_TITLE: Final = 24
# What must speak for an event that is told without its organisation.
_TELLING: Final = frozenset({"near", "ordinal", "date", "place"})


@dataclass(slots=True)
class Context:
    """What the text has spoken of so far."""

    calendar: Calendar
    org: Mark | None = None
    event: Mark | None = None
    state: Mark | None = None
    office: Mark | None = None
    docs: tuple[Mark, ...] = ()
    moment: Mark | None = None
    asked: Moment | None = None  # the day that the statement at hand speaks of
    event_age: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def main(self) -> str | None:
        """The organisation that the text has named most."""
        return max(self.counts, key=lambda org: self.counts[org], default=None)


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
            self._lexicons[code] = load(self._store, language(code))
            self._documents[code] = Documents(self.catalogue, self._lexicons[code], language(code))
        return self._lexicons[code]

    def result(self, event: str, noun: str) -> str | None:
        """The document of a kind (a noun) that an event resulted in, where there is one such."""
        kinds = self.catalogue.document_kinds(noun)
        results = self.catalogue.events[event].results if event in self.catalogue.events else ()
        found = [document for document in results if self.catalogue.kind_of_document.get(document) in kinds]
        return found[0] if len(found) == 1 else None

    def dated(self, noun: str, moment: Moment) -> str | None:
        """The document of a kind (a noun) that was signed or adopted on a day, where there is one such."""
        kinds = self.catalogue.document_kinds(noun)
        found = [
            document
            for document, day in self.catalogue.day_of_document.items()
            if day == moment.first == moment.last and self.catalogue.kind_of_document.get(document) in kinds
        ]
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
            sentence.replace(self._officials(sentence, form, spoken))
        sentence.replace(self._described(sentence, spoken, context))
        sentence.replace(self._events(sentence, spoken, context))
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

    def _officials(self, sentence: Sentence, form: re.Pattern[str], spoken: Language) -> list[Mark]:
        """The people in office, and the offices, that a form of words names."""
        fresh = []
        for match in form.finditer(sentence.tokens):
            before = sentence.tokens[max(0, match.start() - _BEFORE_TITLE) : match.start()]
            if not spoken.references["not_office"].search(before):
                mark = self._official(sentence, match, spoken)
                if mark is not None:
                    fresh.append(mark)
        return fresh

    def _official(self, sentence: Sentence, match: re.Match[str], spoken: Language) -> Mark | None:
        groups = match.groupdict()
        of = sentence.mark(groups["of"]).thing
        if of is None:
            return None
        office = self._office(groups["title"], of, sentence.mark(groups["of"]).kind, spoken)
        if office is None:
            return None
        start, end = sentence.span(*match.span())
        person = self._person(sentence, match, office)
        if person is not None:
            end = max(end, person.end)
        represented = self.catalogue.represented.get(office, of)
        text = sentence.text[start - sentence.start : end - sentence.start]
        return Mark(
            start,
            end,
            "F" if person else "A",
            (represented,),
            text,
            office=office,
            state=of,
            parts=(person,) if person else (),
        )

    def _person(self, sentence: Sentence, match: re.Match[str], office: str) -> Mark | None:
        """Who is named beside an office: a known person, else a holder of that office, else somebody new."""
        groups = match.groupdict()
        if groups.get("person"):
            return sentence.mark(groups["person"])
        said = groups.get("name")
        if said:
            start, end = sentence.span(*match.span("name"))
        else:
            start = sentence.span(*match.span())[1]
            said = sentence.text[start - sentence.start :][:_LONGEST_PERSON]
            end = start
        holder = holder_named(said, self.catalogue.holders.get(office, {}), sentence.language)
        if holder:
            person, used = holder
            end = max(end, start + used)
            note = (
                ""
                if said[:used].strip() in self.catalogue.holders[office][person]
                else f'read "{said[:used].strip()}" as {person.removeprefix(ID)}'
            )
            return Mark(start, end, "P", (person,), said[:used], note=note)
        new = slug(said) if groups.get("name") else ""
        return Mark(start, end, "P", (ID + new,), said) if new.isascii() and "-" in new else None

    def _office(self, title: str, of: str, kind_of: str, spoken: Language) -> str | None:
        """The office that a title means there: by its own names, else by its kind; a new one of a state."""
        words = [norm(word, spoken) for word in re.findall(r"\w+", title)]
        kind = next((kind for form, kind in spoken.titles if form.fullmatch(title)), None)
        offices = self.catalogue.offices.get(of, [])
        of_kind = sorted({office for office, its, _ in offices if its == kind})
        if of_kind:
            return of_kind[0]
        for office, _, name in offices:
            said = [norm(word, spoken) for word in re.findall(r"\w+", name)]
            if said[: len(words)] == words or said[-len(words) :] == words:
                return office
        return f"{ID}{kind}-of-{of.removeprefix(ID)}" if kind and kind_of == "S" else None

    def _described(self, sentence: Sentence, spoken: Language, context: Context) -> list[Mark]:
        """Documents told by what they are about, and by their kind where an event of the sentence had such a result."""
        fresh = []
        documents = self._documents[sentence.language]
        moments = [mark.moment for mark in sentence.marks if mark.moment]
        now = context.calendar.now
        latest = now.replace(year=now.year + 1).isoformat() if now and (now.month, now.day) != (2, 29) else None
        for form in spoken.descriptions:
            for match in form.finditer(sentence.tokens):
                near = [
                    mark.moment
                    for mark in sentence.within(match.start(), min(len(sentence.tokens), match.end() + 60))
                    if mark.moment
                ]
                for begin, end, about in _parts(match, spoken):
                    plain = _plain(sentence, about)
                    iri = documents.find(match["noun"], plain, near or moments, latest)
                    if iri:
                        start, stop = sentence.span(begin, end)
                        fresh.append(
                            Mark(
                                start, stop, "D", (iri,), sentence.text[start - sentence.start : stop - sentence.start]
                            )
                        )
        return fresh

    def _events(self, sentence: Sentence, spoken: Language, context: Context) -> list[Mark]:
        """Events told by their kind."""
        told: list[tuple[int, int, str, int | None, bool]] = []
        for meeting in spoken.meetings:
            for match in meeting.match.finditer(sentence.tokens):
                groups = match.groupdict()
                org = groups.get("org") or groups.get("org2")
                if org and not self._belongs(sentence.mark(org).things, meeting.of):
                    continue
                if meeting.bare and not self._belongs((context.main or "",), meeting.of):
                    continue
                begin = match.end("skip") if groups.get("skip") else match.start()
                told.append((begin, match.end(), meeting.of, _number(groups.get("ordinal"), spoken), meeting.bare))
        for mark_match in spoken.references["body_meeting"].finditer(sentence.tokens):
            body = sentence.mark(mark_match["body"]).thing
            if body and self.catalogue.events_of(body.removeprefix(ID)):
                ordinal = _number(mark_match.groupdict().get("ordinal"), spoken)
                told.append((*mark_match.span(), body.removeprefix(ID), ordinal, False))
        told.sort(key=lambda item: (item[0] - item[1], item[0]))
        kept: list[tuple[int, int, str, int | None, bool]] = []
        for item in told:
            if not any(item[0] < other[1] and item[1] > other[0] for other in kept):
                kept.append(item)
        kept.sort()
        fresh = []
        for index, (begin, end, of, ordinal, bare) in enumerate(kept):
            before = kept[index - 1][1] if index else 0
            after = kept[index + 1][0] if index + 1 < len(kept) else len(sentence.tokens)
            mark = self._event(sentence, (begin, end), (before, after), of, ordinal, spoken, context)
            if mark is not None and (not bare or _TELLING & set(mark.note.split())):
                fresh.append(mark)
        return fresh

    def _belongs(self, orgs: Sequence[str], of: str) -> bool:
        """Whether events of a kind are those of one of the organisations: the SCO's summit is not the CIS's."""
        if of == "shanghai-five-summit":
            return f"{ID}shanghai-five" in orgs
        return f"{ID}sco" in orgs

    def _event(
        self,
        sentence: Sentence,
        at: tuple[int, int],
        bounds: tuple[int, int],
        of: str,
        ordinal: int | None,
        spoken: Language,
        context: Context,
    ) -> Mark | None:
        inside = sentence.within(*at)
        tail = sentence.within(at[1], min(bounds[1], at[1] + _REACH))
        head = sentence.within(max(bounds[0], at[0] - _REACH), at[0])
        clues = [*inside, *tail]
        if not any(mark.moment for mark in clues):
            clues += [mark for mark in head if mark.moment]
        if not any(mark.kind == "L" for mark in clues):
            clues += [mark for mark in head if mark.kind == "L"]
        before = sentence.tokens[max(0, at[0] - 30) : at[1]]
        upcoming = bool(spoken.next_event.search(before))
        known = clues_of(clues, ordinal, context.calendar.now, upcoming=upcoming)
        # Of several kinds that the words may mean, the one that more clues speak for; the first where they are even.
        choices = [choose(self.catalogue.events_of(kind), known, self.catalogue) for kind in of.split("|")]
        choice = max(filter(None, choices), key=lambda found: len(found.evidence), default=None)
        if choice is None:
            return None
        start, end = sentence.span(*at)
        text = sentence.text[start - sentence.start : end - sentence.start]
        evidence = " ".join(sorted(choice.evidence))
        return Mark(start, end, "E", (choice.event.iri,), text, parts=tuple(inside), note=evidence)

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
        item = rf"(?:{spoken.prefix})?⟦[SFAB]\d+⟧(?: ?\([^()]{{1,60}}\))?"
        fresh = []
        for match in re.finditer(rf"{item}(?:(?:{spoken.separator}){item})+", sentence.tokens, re.IGNORECASE):
            parts: list[Mark] = []
            bare = re.sub(r"\([^()]*\)", lambda bracket: " " * len(bracket[0]), match[0])
            for token in TOKEN.finditer(bare):
                mark = sentence.mark(token[0])
                if token[1] in "SFAB" and not any(
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


def _other_year(moments: Sequence[Moment], day: str | None) -> bool:
    """Whether the dates name a year, and none the day's."""
    years = {m.first[:4] for m in moments if m.explicit}
    return bool(years) and day is not None and day[:4] not in years


def _number(text: str | None, spoken: Language) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else spoken.numbers.get(text.casefold())


def _parts(match: re.Match[str], spoken: Language) -> list[tuple[int, int, str]]:
    """A description in parts, one for each document ("agreements on A and B"); the first begins with the noun."""
    about = match["about"]
    several = match.groupdict().get("several")
    conjunction = spoken.references["and"]
    cut = conjunction.search(about) if several else None
    if cut is None:
        return [(match.start(), match.end("about"), about)]
    begin = match.start("about")
    return [
        (match.start(), begin + cut.start(), about[: cut.start()]),
        (begin + cut.end(), match.end("about"), about[cut.end() :]),
    ]


def _plain(sentence: Sentence, tokens: str) -> str:
    return TOKEN.sub(lambda token: sentence.mark(token[0]).text, tokens)
