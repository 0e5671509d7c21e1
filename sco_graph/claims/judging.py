"""How each kind of claim is judged. The same rule judges every claim of a kind, whoever is its subject.

A loosely told statement is supported where a fair reader would call it right, and contradicted only where no reading
holds. Absence contradicts only inside a list that the data declares complete.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from sco_graph.claims.knowledge import Knowledge, Relation, concept, days, overlap, shown
from sco_graph.claims.model import Claim, Judgement, judgement_triples, read_claims
from sco_graph.loaders.dates import Bounds, parse
from sco_graph.namespaces import ONTOLOGY, compact

Judge = Callable[[Knowledge, Claim, Sequence[Claim]], Judgement]
# Names that differ in at most so many letters are taken for slips of one another.
_SLIP: Final = 2
_NEAR_LENGTH: Final = 4
# Places nearer to one another than this may be a town and its suburb, a resort and its region.
_ONE_PLACE: Final = 120  # kilometres
_YEAR_DIGITS: Final = 4
_IMPRECISE: Final = "The dates in the graph are too imprecise to tell."


def judge_all(claims: Iterable[ox.Triple], store: ox.Store, data_date: str) -> Iterator[ox.Triple]:
    """The judgements, as triples, of the claims that the given triples describe, by the facts in `store`."""
    known = Knowledge(store, data_date)
    read = read_claims(claims)
    for claim in read:
        yield from judgement_triples(claim, judge(known, claim, read))


def judge(known: Knowledge, claim: Claim, others: Sequence[Claim] = ()) -> Judgement:
    """The judgement of one claim; `others` are those that may stand in one list with it (same source, kind, object)."""
    if claim.about and claim.property:
        return _disagreement(known, claim)
    rule = _RULES.get(claim.kind)
    if rule is None:
        return Judgement("unverifiable", f"The graph has no rule for claims of the kind {claim.kind}.")
    return rule(known, claim, others)


def _when(claim: Claim, known: Knowledge) -> tuple[str, str]:
    return days(claim.date) if claim.date else (known.data_date, known.data_date)


def _on(first: str, last: str) -> str:
    return f"On {first}" if first == last else f"Between {first} and {last}"


def _holding(relations: Iterable[Relation], first: str, last: str) -> list[Relation]:
    """Those that certainly hold on some day of the period: on its first or last, or begun within it."""
    return [
        relation
        for relation in relations
        if relation.span.certainly(first)
        or relation.span.certainly(last)
        or (relation.span.start_latest and first <= relation.span.start_latest <= last)
    ]


def _status(known: Knowledge, claim: Claim, others: Sequence[Claim]) -> Judgement:
    """Membership or another status of a state in an organisation."""
    wanted = claim.qualifier or concept("member")
    first, last = _when(claim, known)
    if known.is_in(wanted, "application-stages-scheme"):
        return _application(known, claim, wanted, first, last)
    inside = [r for r in known.relations("Membership") if r.has("organization", claim.object)]
    own = [r for r in inside if r.has("member", claim.subject)]
    subject, organisation, status = known.label(claim.subject), known.label(claim.object or ""), known.label(wanted)
    holds = _holding((r for r in own if r.has("status", wanted)), first, last)
    if holds:
        reason = f"{_on(first, last)} {subject} had the status {status} in the {organisation}."
        return Judgement("supported", reason, tuple(r.iri for r in holds))
    if any(r.has("status", wanted) and (r.span.possibly(first) or r.span.possibly(last)) for r in own):
        return Judgement("unverifiable", _IMPRECISE, tuple(r.iri for r in own))
    for relation in own:
        decided = known.bounds(relation.iri, "decidedOn")
        if relation.has("status", wanted) and decided and days(decided)[0] <= last < (relation.span.start or ""):
            reason = f"That {subject} becomes {status} of the {organisation} was decided on {shown(decided)}."
            return Judgement("supported", reason, (relation.iri,))
    declared = known.complete("Membership", [claim.object or ""], first)
    if declared is None:
        return Judgement("new", f"The graph does not know every status in the {organisation} on that day.")
    held = _holding(own, first, last)
    if held:
        now = sorted(held[0].ends["status"])[0]
        reason = f"{_on(first, last)} {subject} had the status {known.label(now)} in the {organisation}, not {status}."
        return Judgement("contradicted", reason, (held[0].iri, declared), ox.NamedNode(now))
    reason = f"{_on(first, last)} {subject} held no status in the {organisation}."
    holders = _holding((r for r in inside if r.has("status", wanted)), first, last)
    listed = {other.subject for other in others if _one_list(claim, other)}
    near = _slip(known, claim.subject, "member", [r for r in holders if not r.ends["member"] & listed])
    if near is None:
        return Judgement("contradicted", reason, (declared,))
    relation, member, letters = near
    since = known.bounds(relation.iri, "start")
    reason += f" {known.label(member)} had the status {status}{f' since {shown(since)}' if since else ''};"
    return Judgement("contradicted", f"{reason} {_differ(letters)}", (relation.iri, declared), ox.NamedNode(member))


def _application(known: Knowledge, claim: Claim, stage: str, first: str, last: str) -> Judgement:
    """A state on its way into an organisation: acceding, an applicant."""
    subject, organisation = known.label(claim.subject), known.label(claim.object or "")
    for relation in known.relations("Application"):
        own = relation.has("applicant", claim.subject) and relation.has("organization", claim.object)
        if own and relation.has("stage", stage) and (relation.span.possibly(first) or relation.span.possibly(last)):
            reason = f"{_on(first, last)} {subject} was on its way into the {organisation}."
            return Judgement("supported", reason, (relation.iri,))
    return Judgement("new", f"The graph does not know of such an application of {subject} to the {organisation}.")


def _differ(letters: int) -> str:
    return f"the names differ in {letters} letter{'s' if letters > 1 else ''}."


def _one_list(claim: Claim, other: Claim) -> bool:
    return (claim.kind, claim.object, claim.sources) == (other.kind, other.object, other.sources)


def _slip(known: Knowledge, subject: str, end: str, relations: Sequence[Relation]) -> tuple[Relation, str, int] | None:
    """The relation whose `end` has the name nearest to the subject's, where they differ in a letter or two."""
    from rapidfuzz.distance import Levenshtein

    best: tuple[int, str, Relation] | None = None
    for relation in relations:
        for thing in relation.ends[end]:
            distances = [
                Levenshtein.distance(one, other)
                for one in known.names(subject)
                for other in known.names(thing)
                if min(len(one), len(other)) >= _NEAR_LENGTH
            ]
            candidate = (min(distances, default=_SLIP + 1), thing, relation)
            if candidate[0] <= _SLIP and (best is None or candidate[:2] < best[:2]):
                best = candidate
    return (best[2], best[1], best[0]) if best else None


def _participation(known: Knowledge, claim: Claim, others: Sequence[Claim]) -> Judgement:
    at = [r for r in known.relations("Participation") if r.has("event", claim.object)]
    came = [r for r in at if r.ends.get("role") != frozenset({concept("invited")})]
    own = [r for r in came if r.has("participant", claim.subject)]
    subject, event = known.label(claim.subject), known.label(claim.object or "")
    if own:
        return Judgement("supported", f"{subject} took part in the {event}.", tuple(r.iri for r in own))
    start = known.bounds(claim.object or "", "start")
    bodies = known.values(claim.object or "", "meetingOf")
    day = days(start)[0] if start else known.data_date
    declared = known.complete("Participation", [*bodies, claim.object or ""], day)
    if declared and known.values(declared, "forRole") and not _was_member(known, claim.subject, bodies, day):
        declared = None  # complete for members only
    if declared:
        reason = f"{subject} is not among the participants of the {event}."
        listed = {other.subject for other in others if _one_list(claim, other)}
        near = _slip(known, claim.subject, "participant", [r for r in came if not r.ends["participant"] & listed])
        if near is None:
            return Judgement("contradicted", reason, (declared,))
        relation, participant, letters = near
        reason += f" {known.label(participant)} took part; {_differ(letters)}"
        return Judgement("contradicted", reason, (relation.iri, declared), ox.NamedNode(participant))
    if claim.qualifier == concept("role-member"):
        for other in others:
            if other.kind == "membership" and (other.subject, other.sources) == (claim.subject, claim.sources):
                found = _status(known, other, others)
                if found.verdict == "contradicted":
                    reason = f"{subject} cannot have taken part in the {event} as a member. {found.reason}"
                    return Judgement("contradicted", reason, found.judged_by, found.correct)
    return Judgement("new", f"The graph does not know every participant of the {event}.")


def _was_member(known: Knowledge, state: str, bodies: Iterable[str], day: str) -> bool:
    """Whether the state was a member, on that day, of an organisation that one of the bodies is part of."""
    organisations = {iri for body in bodies for iri in (body, *known.values(body, "partOf"))}
    return any(
        r.has("member", state) and r.has("status", concept("member")) and r.ends["organization"] & organisations
        for r in _holding(known.relations("Membership"), day, day)
    )


def _date_of(*properties: str) -> Judge:
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
        return _compare_dates(known, claim.subject, name, claim.literal, accepted)

    return rule


def _lasted(known: Knowledge, claim: Claim, days_counted: int) -> Judgement:
    """For how many days an event lasted. Openings and farewells blur the count, so another one does not contradict."""
    reason = f"{known.label(claim.subject)} lasted for {days_counted} day{'s' if days_counted > 1 else ''}."
    same = claim.literal == str(days_counted)
    return Judgement("supported" if same else "unverifiable", reason, (claim.subject,))


def _compare_dates(known: Knowledge, about: str, name: str, text: str, accepted: Bounds) -> Judgement:
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
    return Judgement("contradicted", f"{what}, not {shown(said)}.", (about,), ox.Literal(right))


def _founding(known: Knowledge, claim: Claim, others: Sequence[Claim]) -> Judgement:
    """When an organisation or body began, where, at which event; or that a state was among its founders."""
    if claim.literal is not None:
        first: Judgement | None = None
        for name in ("start", "operationalFrom"):
            if known.bounds(claim.subject, name):
                found = _date_of(name)(known, claim, others)
                first = first or found
                if found.verdict == "supported":
                    return found
        return first or Judgement("new", f"The graph has no date for {known.label(claim.subject)}.")
    subject, object_ = known.label(claim.subject), known.label(claim.object or "")
    for relation in known.relations("Membership"):
        if relation.has("member", claim.subject) and relation.has("organization", claim.object):
            if known.values(relation.iri, "founding") == ["true"]:
                return Judgement("supported", f"{subject} was a founding member of the {object_}.", (relation.iri,))
            declared = known.complete("Membership", [claim.object or ""], relation.span.start or "")
            if declared and relation.has("status", concept("member")):
                since = shown(start) if (start := known.bounds(relation.iri, "start")) else "later"
                reason = f"{subject} was no founding member of the {object_}; it became a member on {since}."
                return Judgement("contradicted", reason, (relation.iri, declared))
    documents = known.values(claim.subject, "establishedBy")
    events = [event for document in documents for event in known.values(document, "adoptedAt")]
    places = [place for thing in (*documents, *events) for place in known.values(thing, "place")]
    if claim.object in {*documents, *events, *places, *(s for p in places for s in known.values(p, "inState"))}:
        return Judgement("supported", f"{subject} was established there: {object_}.", (*documents, *events))
    return Judgement("new", f"The graph does not say this of the founding of {subject}.")


def _thing_of(*properties: str) -> Judge:
    """A judge of the thing (a place, a state, an event) that a property of the subject names."""

    def rule(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
        accepted = known.values(claim.subject, *properties)
        subject = known.label(claim.subject)
        if not accepted and "place" in properties and concept("online") in known.values(claim.subject, "format"):
            reason = f"{subject} was held online, not in {known.label(claim.object or '')}."
            return Judgement("contradicted", reason, (claim.subject,), ox.NamedNode(concept("online")))
        if not accepted:
            return Judgement("new", f"The graph does not say this of {subject}.")
        names = " and ".join(known.label(iri) for iri in accepted)
        if claim.object in accepted or claim.object in [s for iri in accepted for s in known.values(iri, "inState")]:
            return Judgement("supported", f"The graph says {names} of {subject}.", (claim.subject,))
        reason = f"The graph says {names} of {subject}, not {known.label(claim.object or '')}."
        if any(known.kilometres(iri, claim.object or "") < _ONE_PLACE for iri in accepted):
            return Judgement("unverifiable", f"{reason} One place may lie in the other.", (claim.subject,))
        return Judgement("contradicted", reason, (claim.subject,), ox.NamedNode(accepted[0]))

    return rule


def _chair(known: Knowledge, claim: Claim, others: Sequence[Claim]) -> Judgement:
    """Who chairs a body, an organisation (by one of its bodies) or a meeting."""
    chaired = known.values(claim.object or "", "chairedBy", "host")
    bodies = known.values(claim.object or "", "meetingOf")
    if chaired or bodies:
        if claim.subject in chaired:
            reason = f"{known.label(claim.subject)} chaired or hosted the {known.label(claim.object or '')}."
            return Judgement("supported", reason, (claim.object or "",))
        start = known.bounds(claim.object or "", "start")
        wanted = replace(claim, date=start)
    else:
        wanted = claim
        parts = (iri for r in known.relations("Chairmanship") for iri in r.ends["body"])
        bodies = sorted({iri for iri in parts if claim.object in (iri, *known.values(iri, "partOf"))})
    one_body = _held_by("Chairmanship", "chair", "body")
    found = [one_body(known, replace(wanted, object=body), others) for body in bodies]
    for verdict in ("supported", "contradicted", "unverifiable"):
        for judgement in found:
            if judgement.verdict == verdict:
                return judgement
    return Judgement("new", f"The graph does not know who chaired this on that day: {known.label(claim.object or '')}.")


def _held_by(kind: str, holder: str, held: str) -> Judge:
    """A judge of who holds an office or a chair on a day; one holder at a time, so another's tenure contradicts."""

    def rule(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
        first, last = _when(claim, known)
        on = [r for r in known.relations(kind) if r.has(held, claim.object)]
        own = [r for r in on if r.has(holder, claim.subject)]
        subject, thing = known.label(claim.subject), known.label(claim.object or "")
        holding = _holding(own, first, last)
        if holding:
            reason = f"{_on(first, last)} {subject} held this: {thing}."
            return Judgement("supported", reason, tuple(r.iri for r in holding))
        if any(r.span.possibly(first) or r.span.possibly(last) for r in own):
            return Judgement("unverifiable", _IMPRECISE, tuple(r.iri for r in own))
        others = [r for r in on if r.span.certainly(first) and r.span.certainly(last)]
        if others:
            right = sorted(others[0].ends[holder])[0]
            reason = f"{_on(first, last)} {known.label(right)} held this: {thing}."
            return Judgement("contradicted", reason, (others[0].iri,), ox.NamedNode(right))
        return Judgement("new", f"The graph does not know who held this on that day: {thing}.")

    return rule


def _act_of(kind: str) -> Judge:
    """A judge of a signature or ratification of a document."""

    def rule(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
        on = [r for r in known.relations(kind) if r.has("document", claim.object)]
        own = [r for r in on if r.has("signatory", claim.subject)]
        subject, document = known.label(claim.subject), known.label(claim.object or "")
        if own:
            return Judgement("supported", f"{subject}: {kind.lower()} of the {document}.", tuple(r.iri for r in own))
        declared = known.complete(kind, [claim.object or ""], known.data_date)
        if declared:
            return Judgement(
                "contradicted", f"{subject} is not in the complete list: {kind.lower()} of the {document}.", (declared,)
            )
        return Judgement("new", f"The graph does not know every {kind.lower()} of the {document}.")

    return rule


def _alias(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
    name = (claim.literal or "").casefold()
    if name in known.names(claim.subject):
        return Judgement("supported", f"{known.label(claim.subject)} bears this name.", (claim.subject,))
    return Judgement("new", f"The graph does not know this name of {known.label(claim.subject)}.")


def _count(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
    """How many hold a status in an organisation on a day, or how many documents of a kind there were. `>25`: more."""
    said = (claim.literal or "").strip()
    more, number = said.startswith(">"), said.lstrip(">~ ")
    if not number.isdigit():
        return Judgement("unverifiable", "The claim names no number.")
    first, last = _when(claim, known)
    if known.bounds(claim.subject, "lastDay"):
        return Judgement("new", f"The graph does not count this of the {known.label(claim.subject)}.")
    documents = known.of_kind(claim.qualifier or "", ("signedOn", "adoptedOn"), last)
    if documents:
        # No list of documents is complete, so only "more than" can be borne out by counting.
        reason = f"By {last} the graph counts {len(documents)}: {known.label(claim.qualifier or '')}."
        return Judgement("supported" if more and len(documents) > int(number) else "unverifiable", reason)
    inside = [
        r
        for r in known.relations("Membership")
        if r.has("organization", claim.subject) and r.has("status", claim.qualifier)
    ]
    declared = known.complete("Membership", [claim.subject], first)
    if declared is None or not inside:
        return Judgement("unverifiable", "The graph has no complete list to count.")
    changes = {day for r in inside for day in (r.span.start_latest, r.span.end_earliest) if day and first < day < last}
    counts = sorted({len(_holding(inside, day, day)) for day in (first, last, *changes)})
    reason = (
        f"{_on(first, last)} the graph counts {' to '.join(map(str, counts))}: {known.label(claim.qualifier or '')}."
    )
    if any(count > int(number) if more else count == int(number) for count in counts):
        return Judgement("supported", reason, (declared,))
    return Judgement("contradicted", reason, (declared,), ox.Literal(str(counts[-1])))


def _disagreement(known: Knowledge, claim: Claim) -> Judgement:
    """What a source says instead of an accepted value: `about` is the row, `property` the property."""
    about, name = claim.about or "", (claim.property or "").removeprefix(ONTOLOGY)
    accepted = known.bounds(about, name)
    if accepted and claim.literal:
        return _compare_dates(known, about, name, claim.literal, accepted)
    found = known.terms(about, name)
    said = claim.object or claim.literal or ""
    if not found:
        return Judgement("new", f"The graph has no such value of {known.label(about)}.", (about,))
    if said in [text for term in found for text in (term.value, compact(term.value))]:
        return Judgement("supported", f"The graph says the same of {known.label(about)}.", (about,))
    right = " and ".join(known.label(t.value) if isinstance(t, ox.NamedNode) else t.value for t in found)
    reason = f"{known.label(about)}: {known.label(ONTOLOGY + name)} {right}."
    return Judgement("contradicted", reason, (about,), found[0])


_RULES: Final[Mapping[str, Judge]] = {
    "membership": _status,
    "status": _status,
    "participation": _participation,
    "event-date": _date_of("start"),
    "event-place": _thing_of("place"),
    "event-host": _thing_of("host", "chairedBy"),
    "chairmanship": _chair,
    "founding": _founding,
    "document-date": _date_of("signedOn", "adoptedOn"),
    "document-place": _thing_of("place"),
    "document-event": _thing_of("adoptedAt"),
    "signature": _act_of("Signature"),
    "ratification": _act_of("Ratification"),
    "tenure": _held_by("Tenure", "holder", "office"),
    "body-seat": _thing_of("seatIn"),
    "count": _count,
    "alias": _alias,
}
