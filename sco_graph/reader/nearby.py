"""Statements that a sentence makes without a form of words for them: finds that stand together with a word of a kind.

"Grouping six states since its birth in Shanghai" says where the organisation was founded, however it is put. Such a
statement is loose: it is reported only where the graph bears it out, and never called wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sco_graph.namespaces import CONCEPT
from sco_graph.reader.context import EVENT_LIVES, Context
from sco_graph.reader.languages import Language
from sco_graph.reader.marks import Mark, Moment, Sentence
from sco_graph.reader.mentions import Finder
from sco_graph.reader.scene import Scene, scene_of, too_late
from sco_graph.reader.statement import Statement
from sco_graph.reader.timing import around_text, year_from

_LONGEST: Final = 1500  # characters of a sentence in which finds belong together
_MOST_PAIRS: Final = 400  # of a sentence: a longer list says nothing of single pairs
_DATED: Final = frozenset({"founding", "event-date", "document-date"})  # whose object is the day
_SURNAME: Final = re.compile("[ ·・]")  # what stands before one
_SPOKESMAN: Final = 30  # characters between a spokesman and the state that he speaks for
_TITLE: Final = 16  # characters before a surname that may hold its title
_SHORT: Final = 2  # letters of a surname that other words have too
# A surname as a word of a language: with its endings, or within a line without spaces.
_WHOLE: Final = {"en": r"(?<!\w){}(?!\w)", "ru": r"(?<!\w){}\w{{0,3}}(?!\w)", "zh": "{}"}
_NOWHERE: Final = -1  # the place of what the sentence does not name


@dataclass(frozen=True, slots=True)
class _Rule:
    """What stands together: letters of marks, and the name of the words that must be there (none: always).

    Who takes part in it (a state, a body, somebody in office) must stand within `reach` characters of the words.
    """

    kind: str
    subjects: str
    objects: str
    words: str = ""
    reach: int = 0
    named: bool = False  # whether the sentence itself must name the event


_RULES: Final = (
    _Rule("event-date", "E", "T"),
    _Rule("event-place", "E", "L"),
    _Rule("event-host", "E", "SFA", "host", 60, named=True),
    _Rule("chairmanship", "SFA", "O", "presidency", 45),
    _Rule("participation", "SB", "E", "attend", 70, named=True),
    _Rule("participation", "FA", "E", "speak", named=True),
    _Rule("participation", "FA", "E", named=True),
    _Rule("founding", "OB", "T", "found"),
    _Rule("founding", "OB", "L", "found"),
    _Rule("founding", "SFA", "O", "found", 80),
)


def nearby(sentence: Sentence, spoken: Language, context: Context, finder: Finder) -> Iterator[Statement]:
    """The loose statements of a sentence."""
    if len(sentence.tokens) > _LONGEST:
        return
    scene = scene_of(sentence, spoken, context, finder)
    for rule in _RULES:
        if (not rule.words or scene.says(rule.words)) and not _forbidden(rule, scene):
            subjects, objects = _of(rule.subjects, rule, scene), _of(rule.objects, rule, scene)
            yield from _pairs(rule.kind, subjects, objects, None, scene.moments)
    yield from _documents(scene)
    yield from _statuses(scene)
    yield from _tenures(scene)


def _forbidden(rule: _Rule, scene: Scene) -> bool:
    """Whether the sentence speaks of another time: who signed years ago, who has the chair next."""
    if rule.words == "presidency":
        return scene.says("next")
    return rule.kind in ("participation", "document-date", "document-event") and scene.says("commemorated")


def _of(letters: str, rule: _Rule, scene: Scene) -> list[Mark]:
    """The marks of the letters; where there are none, the event or organisation that the text speaks of."""
    reach = rule.reach if letters[0] in "SF" else 0
    finds = [f for f in scene.finds if f.mark.kind in letters and (f.mark.thing or f.mark.moment)]
    if rule.kind in ("participation", "founding", "chairmanship") and reach:
        finds = [found for found in finds if not scene.is_place(found)]
    if rule.kind == "participation" and reach:  # a spokesman tells of what others do
        finds = [found for found in finds if not scene.beside("spokes", found, _SPOKESMAN)]
    marks = [mark for found in finds if (mark := scene.beside(rule.words, found, reach) if reach else found.mark)]
    if marks or letters[0] in "SF" or rule.named:
        return marks
    if letters == "E":
        return _spoken_of(scene)
    if letters == "T" and scene.context.calendar.chronicle and scene.context.moment:
        return [replace(scene.context.moment, start=_NOWHERE, end=_NOWHERE)]
    return [_main(scene.context.main)] if "O" in letters and scene.context.main else []


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
    if not states and scene.says("accede"):  # "Tehran's admission"
        state_of = scene.finder.catalogue.state_of_place
        places = [mark for mark in marks if mark.kind == "L"]
        states = [replace(m, things=(state_of[m.things[0]],)) for m in places if m.things[0] in state_of]
    told = [slug for form, slug in scene.spoken.statuses if form.search(scene.sentence.tokens)]
    if scene.says("accede"):
        told.append("granted")
    if scene.says("join"):
        told.append("member")
    if "dialogue-partner" in told:
        told.append("sco-partner")  # what it was turned into
    for status in dict.fromkeys(told):
        kind = "membership" if status == "member" else "status"
        for statement in _pairs(kind, states, orgs, status, scene.moments):
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
