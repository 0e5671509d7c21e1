"""Rules on days: when a thing was, how long it lasted, and when, where and by what an organisation began."""

from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox

from sco_graph.claims.knowledge import ONE_PLACE, Judge, Knowledge, concept, overlap, shown
from sco_graph.claims.model import Claim, Judgement
from sco_graph.loaders.dates import Bounds, parse
from sco_graph.namespaces import ONTOLOGY

_YEAR_DIGITS: Final = 4


def date_of(*properties: str) -> Judge:
    """A judge of the day of a thing, by the first of the properties that it has."""

    def rule(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
        if claim.literal is None:
            return Judgement("unverifiable", "The claim names no date.")
        name = next((name for name in properties if known.bounds(claim.subject, name)), None)
        accepted = known.bounds(claim.subject, name) if name else None
        last = known.bounds(claim.subject, "lastDay")
        if name is None or accepted is None:
            return Judgement("new", f"The graph has no date for {known.label(claim.subject)}.")
        if last and name == "start":
            if claim.literal.isdigit() and len(claim.literal) < _YEAR_DIGITS:
                return _lasted(known, claim, (last.latest - accepted.earliest).days + 1)
            accepted = Bounds(accepted.earliest, last.latest, accepted.exact)
        return compare_dates(known, claim.subject, name, claim.literal, accepted)

    return rule


def _lasted(known: Knowledge, claim: Claim, days_counted: int) -> Judgement:
    """For how many days an event lasted. Openings and farewells blur the count, so another one does not contradict."""
    reason = f"{known.label(claim.subject)} lasted for {days_counted} day{'s' if days_counted > 1 else ''}."
    same = claim.literal == str(days_counted)
    return Judgement("supported" if same else "unverifiable", reason, (claim.subject,))


def compare_dates(known: Knowledge, about: str, name: str, text: str, accepted: Bounds) -> Judgement:
    """A date that a source gives, against that of a property (local name) of a thing or relation."""
    try:
        first, _, last = text.partition("/")
        said = Bounds(parse(first).earliest, parse(last or first).latest, parse(first).exact and not last)
    except ValueError:
        return Judgement("unverifiable", f'"{text}" is no date that the graph can compare.')
    right = shown(accepted)
    what = f"{known.label(about)}: {known.label(ONTOLOGY + name)} {right}"
    if overlap(said, accepted):
        return Judgement("supported", f"{what}.", (about,))
    # Some sign on another day than the one that the document bears.
    for act in known.relations("Signature", "document", about) if name == "signedOn" else ():
        day = known.bounds(act.iri, "date")
        if day and overlap(said, day):
            return Judgement("supported", f"{what}; {known.label(act.iri)}: {shown(day)}.", (about, act.iri))
    return Judgement("contradicted", f"{what}, not {shown(said)}.", (about,), ox.Literal(right))


def judge_founding(known: Knowledge, claim: Claim, others: Sequence[Claim]) -> Judgement:
    """When an organisation or body began, where, at which event; or that a state was among its founders."""
    if claim.literal is not None:
        first: Judgement | None = None
        for name in ("start", "operationalFrom"):
            if known.bounds(claim.subject, name):
                found = date_of(name)(known, claim, others)
                first = first or found
                if found.verdict == "supported":
                    return found
        if first and not known.values(claim.subject, "establishedBy"):
            # Without a founding act one may count from a treaty, its entry into force or a first meeting.
            return Judgement("unverifiable", f"Its founding may be counted in several ways. {first.reason}")
        return first or Judgement("new", f"The graph has no date for {known.label(claim.subject)}.")
    subject, object_ = known.label(claim.subject), known.label(claim.object or "")
    for relation in known.relations("Membership", "organization", claim.object):
        if relation.has("member", claim.subject):
            if known.values(relation.iri, "founding") == ["true"]:
                return Judgement("supported", f"{subject} was a founding member of the {object_}.", (relation.iri,))
            declared = known.complete("Membership", [claim.object or ""], relation.span.start or "")
            if declared and relation.has("status", concept("member")):
                since = shown(start) if (start := known.bounds(relation.iri, "start")) else "later"
                reason = f"{subject} was no founding member of the {object_}; it became a member on {since}."
                return Judgement("contradicted", reason, (relation.iri, declared))
    begun = known.bounds(claim.object or "", "start")
    declared = known.complete("Membership", [claim.object or ""], begun.latest.isoformat()) if begun else None
    if declared:
        return Judgement("contradicted", f"{subject} was no founding member of the {object_}.", (declared,))
    documents = known.values(claim.subject, "establishedBy")
    events = [event for document in documents for event in known.values(document, "adoptedAt")]
    places = [place for thing in (*documents, *events) for place in known.values(thing, "place")]
    if claim.object in {*documents, *events, *places, *(s for p in places for s in known.values(p, "inState"))}:
        return Judgement("supported", f"{subject} was established there: {object_}.", (*documents, *events))
    elsewhere = places and known.values(claim.object or "", "inState") and not known.values(claim.subject, "partOf")
    if elsewhere and all(known.kilometres(place, claim.object or "") > ONE_PLACE for place in places):
        reason = f"{subject} was established in {known.label(places[0])}, not in {object_}."
        return Judgement("contradicted", reason, (*documents, *events), ox.NamedNode(places[0]))
    return Judgement("new", f"The graph does not say this of the founding of {subject}.")
