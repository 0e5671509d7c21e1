"""Statements that a sentence makes without a form of words for it: finds that stand together, and hardly by chance.

An event with a day or a place, a document with its event, a state with the name of a status ("As for Belarus, it
obtains observer status"), a person with a title, a long list of states with a word for joining, founding or attending.
Such a statement is loose: it is reported only where the graph bears it out, and never called wrong. Only kinds are here
that were read rightly in labelled texts: who had the chair, and what is said of fewer states, needs a form of words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from sco_graph.namespaces import CONCEPT
from sco_graph.reader.context import EVENT_LIVES, Context
from sco_graph.reader.languages import Language
from sco_graph.reader.marks import Mark, Moment, Sentence
from sco_graph.reader.mentions import Finder
from sco_graph.reader.scene import Scene, scene_of, too_late
from sco_graph.reader.statement import Statement
from sco_graph.reader.timing import around_text, year_from

_CLAUSE: Final = 80  # characters before a list in which the word stands that it belongs to
_MANY: Final = 4  # states of a list that chance does not bring together
_LONGEST: Final = 1500  # characters of a sentence in which finds belong together
_MOST_PAIRS: Final = 400  # of a sentence: a longer list says nothing of single pairs
_DATED: Final = frozenset({"event-date", "document-date"})  # whose object is the day
_SURNAME: Final = re.compile("[ ·・]")  # what stands before one
_TITLE: Final = 16  # characters before a surname that may hold its title
_SHORT: Final = 2  # letters of a surname that other words have too
# A surname as a word of a language: with its endings, or within a line without spaces.
_WHOLE: Final = {"en": r"(?<!\w){}(?!\w)", "ru": r"(?<!\w){}\w{{0,3}}(?!\w)", "zh": "{}"}
_NOWHERE: Final = -1  # the place of what the sentence does not name


def nearby(sentence: Sentence, spoken: Language, context: Context, finder: Finder) -> Iterator[Statement]:
    """The loose statements of a sentence."""
    if len(sentence.tokens) > _LONGEST:
        return
    scene = scene_of(sentence, spoken, context, finder)
    yield from _events(scene)
    yield from _lists(scene)
    yield from _documents(scene)
    yield from _statuses(scene)
    yield from _tenures(scene)


def _events(scene: Scene) -> Iterator[Statement]:
    """The days and places of the event that a sentence names, or that the text speaks of."""
    marks = [found.mark for found in scene.finds]
    named = [mark for mark in marks if mark.kind == "E" and mark.thing] or _spoken_of(scene)
    days = [m for m in marks if m.kind == "T" and m.moment and m.moment.first[:4] == m.moment.last[:4]]
    if not days and scene.context.calendar.chronicle and scene.context.moment:
        days = [replace(scene.context.moment, start=_NOWHERE, end=_NOWHERE)]
    places = [mark for mark in marks if mark.kind == "L" and mark.thing]
    yield from _pairs("event-date", named, days, None, scene.moments)
    yield from _pairs("event-place", named, places, None, scene.moments)


def _lists(scene: Scene) -> Iterator[Statement]:
    """What is said of a long list of states: that they belong together, founded something, or took part in an event.

    By chance a graph would bear it out of some of them, hardly of all.
    """
    marks = [found.mark for found in scene.finds if found.mark.thing]
    events = [mark for mark in marks if mark.kind == "E"]
    for listed in scene.sentence.marks:
        states = [part for part in listed.parts if part.kind in "SF" and part.thing]
        if listed.kind != "G" or len(states) < _MANY:
            continue
        orgs = _organisation_of(listed, marks, scene.context)
        for kind, words, undone, objects in (
            ("membership", "join", ("denied",), orgs),
            ("founding", "found", ("denied", "join"), orgs if _founders(listed, scene) else []),
            ("participation", "attend", ("found", "commemorated"), events),
        ):
            if scene.says(words) and not any(map(scene.says, undone)):
                # First of all of the day of the text: a day that it names may be that of the founding.
                days = scene.moments[::-1]
                found = _pairs(kind, states, objects, "member" if kind == "membership" else None, days)
                yield from (replace(s, start=listed.start, end=listed.end, whole=listed.start) for s in found)


def _founders(listed: Mark, scene: Scene) -> bool:
    """Whether a word of founding stands before a list, in one clause with it."""
    place = next((found.start for found in scene.finds if found.mark is listed.parts[0]), 0)
    before = scene.sentence.tokens[max(0, place - _CLAUSE) : place]
    return bool(scene.spoken.near["found"].search(re.split("[.;!?]", before)[-1]))


def _organisation_of(listed: Mark, marks: Sequence[Mark], context: Context) -> list[Mark]:
    """The organisation that a list is of: the last named before it, else the first behind it, else the text's."""
    orgs = [mark for mark in marks if mark.kind == "O"]
    before = [mark for mark in orgs if mark.end <= listed.start]
    main = [_main(context.main)] if context.main else []
    return before[-1:] or orgs[:1] or main


def _spoken_of(scene: Scene) -> list[Mark]:
    event = scene.context.event
    if event is None or scene.context.event_age > EVENT_LIVES or too_late(event, scene.context, scene.finder):
        return []
    return [replace(event, start=_NOWHERE, end=_NOWHERE)]


def _main(org: str) -> Mark:
    return Mark(_NOWHERE, _NOWHERE, "O", (org,))


def _pairs(
    kind: str, subjects: Sequence[Mark], objects: Sequence[Mark], qualifier: str | None, moments: Sequence[Moment]
) -> Iterator[Statement]:
    if len(subjects) * len(objects) > _MOST_PAIRS:
        return
    for one in subjects:
        for other in objects:
            yield from _said(kind, one, other, qualifier, moments)


def _said(kind: str, one: Mark, other: Mark, qualifier: str | None, moments: Sequence[Moment]) -> Iterator[Statement]:
    subject, object_, literal = one.thing, other.office if kind == "tenure" else other.thing, None
    if other.kind == "T" and other.moment:
        object_, literal = None, other.moment.edtf
    places = [mark for mark in (one, other) if mark.start >= 0]
    if subject is None or (object_ or literal) is None or subject == object_ or not places:
        return
    yield Statement(
        kind=kind,
        subject=subject,
        object=object_,
        literal=literal,
        qualifier=CONCEPT + qualifier if qualifier else None,
        date=None if kind == "founding" or (kind in _DATED and literal) else next(iter(moments), None),
        dated=True,
        firm=False,
        start=min(mark.start for mark in places),
        end=max(mark.end for mark in places),
        note=" ".join(mark.note for mark in (one, other) if mark.note and mark.kind != "E"),
        loose=True,
        aside=True,
        otherwise=tuple(moments[1:]),
    )


def _documents(scene: Scene) -> Iterator[Statement]:
    """The documents of an event that a sentence describes in its own words, or calls by their kind alone."""
    marks = [found.mark for found in scene.finds]
    event = next((mark for mark in (*marks, *_spoken_of(scene)) if mark.kind == "E" and mark.thing), None)
    meeting = event.thing if event else None
    catalogue, sentence = scene.finder.catalogue, scene.sentence
    if event is None or meeting is None or meeting not in catalogue.events:
        return
    if not scene.says("sign") or scene.says("commemorated"):
        return
    results = catalogue.events[meeting].results
    told = scene.finder.documents(sentence.language).spoken_of(sentence.text, results)
    shared = [thing for mark in marks if mark.kind == "D" and len(mark.things) > 1 for thing in mark.things]
    nouns = scene.spoken.near["document"].finditer(sentence.tokens)
    by_kind = [scene.finder.result(meeting, match[0]) for match in nouns]
    end = sentence.start + len(sentence.text)
    event = replace(event, start=_NOWHERE, end=_NOWHERE)
    for document in dict.fromkeys(filter(None, (*told, *shared, *by_kind))):
        mark = Mark(sentence.start, end, "D", (document,))
        yield from _said("document-event", mark, event, None, scene.moments)
        for other in marks:
            if other.kind == "T":
                yield from _said("document-date", mark, other, None, scene.moments)


def _statuses(scene: Scene) -> Iterator[Statement]:
    """That states have a status of which the sentence speaks; who has it, the graph tells."""
    if scene.context.main is None or scene.says("denied"):
        return
    marks = [found.mark for found in scene.finds if found.mark.thing and not scene.is_place(found)]
    orgs = [mark for mark in marks if mark.kind == "O"] or [_main(scene.context.main)]
    states = [mark for mark in marks if mark.kind == "S"]
    forms = [(form, slug) for form, slug in scene.spoken.statuses if slug != "member"]  # who stands by it is often none
    told = [slug for form, slug in forms if form.search(scene.sentence.tokens)]
    if "dialogue-partner" in told:
        told.append("sco-partner")  # what it was turned into
    for status in dict.fromkeys(told):
        for statement in _pairs("status", states, orgs, status, scene.moments):
            holder = next(mark for mark in states if mark.thing == statement.subject)
            yield replace(statement, start=holder.start, end=holder.end)


def _tenures(scene: Scene) -> Iterator[Statement]:
    """That people hold offices that the sentence names, with what they are of or by their title alone."""
    kinds = {kind for form, kind in scene.spoken.titles if form.search(scene.sentence.tokens)}
    named: set[str] = {found.mark.office for found in scene.finds if found.mark.office}
    people = [found.mark for found in scene.finds if found.mark.kind == "P" and found.mark.thing]
    events = [scene.finder.catalogue.events.get(found.mark.thing or "") for found in scene.finds]
    appointed = [year_from(event.first) for event in events if event]
    around = around_text(scene.context).moment
    moments = [*scene.moments, *appointed, *([around] if around else [])]
    for person in [*people, *_surnames(scene, kinds, named)]:
        held = scene.finder.catalogue.offices_held.get(person.thing or "", ())
        offices = [Mark(_NOWHERE, _NOWHERE, "A", office=o) for o, kind, _ in held if kind in kinds or o in named]
        yield from _pairs("tenure", [person], offices, None, moments)


def _surnames(scene: Scene, kinds: set[str], named: set[str]) -> Iterator[Mark]:
    """Holders of the offices that a sentence names, or has a title of its organisation for, by surname alone."""
    catalogue, sentence = scene.finder.catalogue, scene.sentence
    own = catalogue.offices(scene.context.main, scene.spoken) if scene.context.main else ()
    offices = {*named, *(office for office, kind, _ in own if kind in kinds)}
    held = [catalogue.holders[office] for office in sorted(offices) if office in catalogue.holders]
    met: dict[int, list[Mark]] = {}
    for person, names in {person: names for holders in held for person, names in holders.items()}.items():
        for surname in dict.fromkeys(_SURNAME.split(name)[-1] for name in names):
            form = _WHOLE[sentence.language].format(re.escape(surname))
            if len(surname) > _SHORT and surname in sentence.text and (found := re.search(form, sentence.text)):
                begin = sentence.start + found.start()
                met.setdefault(begin, []).append(Mark(begin, begin + len(found[0]), "P", (person,), found[0]))
                break
    for begin, marks in met.items():
        before = sentence.text[max(0, begin - sentence.start - _TITLE) : begin - sentence.start]
        titles = {kind for form, kind in scene.spoken.titles if form.search(before)}
        fitting = [
            mark
            for mark in marks
            if any(o in offices and kind in titles for o, kind, _ in catalogue.offices_held[mark.things[0]])
        ]
        # Of several with one surname it is the one whose title stands before it.
        yield from fitting or (marks if len(marks) == 1 and not titles else ())
