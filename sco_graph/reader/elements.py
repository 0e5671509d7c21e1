"""What the elements of a pattern's claim stand for: `subject`, `tail.date`, `~event`, `org|~org`.

A bare name is a group of the pattern; `group.kind` the marks of a kind within it; `~name` what the text has spoken of.
Alternatives stand with `|`: the first that is there.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sco_graph.reader.context import EVENT_LIVES, Context
from sco_graph.reader.marks import Mark, Sentence, people_and_states
from sco_graph.reader.mentions import Finder

# What `tail.place` and its like mean: the kinds of mark that are looked for within a group.
INSIDE: Final = {"date": "T", "place": "L", "where": "LS", "event": "E", "state": "S", "parties": "SFAGBO"}
_YEAR_BEHIND: Final = re.compile(r"-\d{4}$")
_CONTEXT: Final = {"org": "O", "event": "E", "here": "E", "date": "T", "place": "L", "doc": "D"}


def meant(name: str, sentence: Sentence, match: re.Match[str], context: Context, finder: Finder) -> Sequence[Mark]:
    """The marks that an element of a claim names: a group, marks within a group, the context, or its own words."""
    name, *others = name.split("|")
    found = _named(name, sentence, match, context, finder)
    return found or (meant("|".join(others), sentence, match, context, finder) if others else [])


def _named(name: str, sentence: Sentence, match: re.Match[str], context: Context, finder: Finder) -> Sequence[Mark]:
    if name.startswith("~"):
        return in_context(name[1:], sentence, match, context, finder)
    if name in ("result.kind", "dated.kind", "own.kind"):
        return _told_by_kind(name, sentence, match, context, finder)
    if name.startswith("series."):
        return _of_series(name.removeprefix("series."), sentence, match, context, finder)
    group, dot, kind = name.partition(".")
    text = match.groupdict().get(group)
    if text is None:
        return []
    start, end = match.span(group)
    begin, stop = sentence.span(start, end)
    if kind == "text":
        return [Mark(begin, stop, "W", text=sentence.mark(text).text)]
    if dot:
        letter = INSIDE[kind]
        inside = sentence.within(start, end)
        if len(inside) == 1 and inside[0].kind == "E" and letter != "E":
            inside = list(inside[0].parts)  # what the words for an event tell of it
        inside = [mark for mark in inside if mark.kind in letter]
        if kind == "date":
            near = inside[-1:] if group == "head" else inside[:1]
            # Of several dates one may belong to something else.
            return near if len(inside) <= 1 else [replace(mark, firm=False) for mark in near]
        return [item for mark in inside for item in people_and_states(mark)]
    if text.startswith("⟦"):
        return list(people_and_states(sentence.mark(text)))
    return [Mark(begin, stop, "W", text=sentence.text[begin - sentence.start : stop - sentence.start])]


def _told_by_kind(
    name: str, sentence: Sentence, match: re.Match[str], context: Context, finder: Finder
) -> Sequence[Mark]:
    """A document told by its kind alone (the group `kind`), and by the event that it came from or by its day."""
    begin, stop = sentence.span(*match.span("kind"))
    if name == "result.kind":
        event = next((mark.thing for mark in in_context("event", sentence, match, context, finder)), None)
        document = finder.result(event, match["kind"]) if event else None
    elif name == "own.kind":
        document = _only_one(match["kind"], finder)
    else:
        moment = next((mark.moment for mark in in_context("date", sentence, match, context, finder)), None)
        document = finder.dated(match["kind"], moment) if moment else None
    return [Mark(begin, stop, "D", (document,), match["kind"])] if document else []


def _of_series(
    group: str, sentence: Sentence, match: re.Match[str], context: Context, finder: Finder
) -> Sequence[Mark]:
    """The event of the year of a date (a group) that bears the name of the one spoken of: the Peace Mission of 2010."""
    spoken = next((mark.thing for mark in in_context("event", sentence, match, context, finder)), None)
    year = sentence.mark(match[group]).moment if match[group] else None
    if spoken is None or year is None:
        return []
    named = _YEAR_BEHIND.sub(f"-{year.first[:4]}", spoken)
    begin, stop = sentence.span(*match.span())
    return [Mark(begin, stop, "E", (named,), note="name")] if named in finder.catalogue.events else []


def _only_one(noun: str, finder: Finder) -> str | None:
    """The document of a kind (a noun) of which the graph knows but one: the charter."""
    kind_of = finder.catalogue.kind_of_document
    named = {kind for document, kind in kind_of.items() if kind.rsplit("/", 1)[-1] == noun.casefold()}
    found = [document for document, kind in kind_of.items() if kind in named]
    return found[0] if len(found) == 1 else None


def in_context(name: str, sentence: Sentence, match: re.Match[str], context: Context, finder: Finder) -> Sequence[Mark]:
    """What the text has spoken of: its organisation, event, dates, documents, the office last named."""
    begin, stop = sentence.span(*match.span())
    if name == "two":
        return [Mark(begin, stop, "W", text="2")]
    if name == "main":
        return [Mark(begin, stop, "O", (context.main,))] if context.main else []
    if name == "founding":
        orgs = meant("org", sentence, match, context, finder)
        event = finder.founding_event(orgs[0].thing) if orgs and orgs[0].thing else None
        return [Mark(begin, stop, "E", (event,), note="name")] if event else []
    letter = _CONTEXT.get(name)
    if name == "docs":
        inside = [m for m in sentence.within(0, match.end()) if m.kind == "D" and m.thing]
        found = inside or list(context.docs)
        return found if len({mark.thing for mark in found}) == len(found) else []
    if name == "dates":
        return [mark for mark in sentence.within(*match.span()) if mark.kind == "T"]
    if name == "topic":
        earlier = [m for m in sentence.within(0, match.end()) if m.kind == "E" and m.thing]
        if earlier:
            return [earlier[-1]]
        if context.event and context.event_age <= EVENT_LIVES:
            return [context.event]
        name, letter = "event", "E"
    if name == "office":
        return [context.office] if context.office else []
    inside = [mark for mark in sentence.marks if mark.kind == letter and (mark.thing or mark.moment)]
    before = [mark for mark in inside if mark.end <= stop]
    if name == "org":
        return _organisation(before, context, finder)
    if before:
        return [before[-1]]
    if inside:
        return [inside[0]]
    return [context.event] if name == "event" and context.event and context.event_age <= EVENT_LIVES else []


def _organisation(before: Sequence[Mark], context: Context, finder: Finder) -> Sequence[Mark]:
    """The organisation that a statement without one means: the sentence's last, else the text's main one.

    One that had ended by the day that the statement speaks of is passed over.
    """
    for mark in reversed(before):
        over = finder.catalogue.ended.get(mark.thing or "")
        if not (over and context.asked and over < context.asked.first):
            return [mark]
    # Where one was passed over, it may be meant after all.
    return [Mark(0, 0, "O", (context.main,), firm=not before)] if context.main else []
