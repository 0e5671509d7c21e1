"""Rules on what a thing is tied to: its place or host, who signed it, its names, how many there are of it."""

from collections.abc import Sequence

import pyoxigraph as ox

from sco_graph.claims.knowledge import ONE_PLACE, Judge, Knowledge, concept
from sco_graph.claims.model import Claim, Judgement
from sco_graph.claims.periods import holding_in, on_days, when


def thing_of(*properties: str) -> Judge:
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
        if any(known.kilometres(iri, claim.object or "") < ONE_PLACE for iri in accepted):
            return Judgement("unverifiable", f"{reason} One place may lie in the other.", (claim.subject,))
        return Judgement("contradicted", reason, (claim.subject,), ox.NamedNode(accepted[0]))

    return rule


def act_of(kind: str) -> Judge:
    """A judge of a signature or ratification of a document."""

    def rule(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
        on = known.relations(kind, "document", claim.object)
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


def judge_alias(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
    """Another name of a thing. The names in the graph are never all of them, so none contradicts."""
    name = (claim.literal or "").casefold()
    if name in known.names(claim.subject):
        return Judgement("supported", f"{known.label(claim.subject)} bears this name.", (claim.subject,))
    return Judgement("new", f"The graph does not know this name of {known.label(claim.subject)}.")


def judge_count(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
    """How many hold a status in an organisation on a day, or how many documents of a kind there were. `>25`: more."""
    said = (claim.literal or "").strip()
    more, number = said.startswith(">"), said.lstrip(">~ ")
    if not number.isdigit():
        return Judgement("unverifiable", "The claim names no number.")
    first, last = when(claim, known)
    if known.bounds(claim.subject, "lastDay"):
        return Judgement("new", f"The graph does not count this of the {known.label(claim.subject)}.")
    documents = known.of_kind(claim.qualifier or "", ("signedOn", "adoptedOn"), last)
    if documents:
        # No list of documents is complete, so only "more than" can be borne out by counting.
        reason = f"By {last} the graph counts {len(documents)}: {known.label(claim.qualifier or '')}."
        return Judgement("supported" if more and len(documents) > int(number) else "unverifiable", reason)
    inside = [
        r for r in known.relations("Membership", "organization", claim.subject) if r.has("status", claim.qualifier)
    ]
    declared = known.complete("Membership", [claim.subject], first)
    if declared is None or not inside:
        return Judgement("unverifiable", "The graph has no complete list to count.")
    changes = {day for r in inside for day in (r.span.start_latest, r.span.end_earliest) if day and first < day < last}
    counts = sorted({len(holding_in(inside, day, day)) for day in (first, last, *changes)})
    what = known.label(claim.qualifier or "")
    reason = f"{on_days(first, last)} the graph counts {' to '.join(map(str, counts))}: {what}."
    if any(count > int(number) if more else count == int(number) for count in counts):
        return Judgement("supported", reason, (declared,))
    return Judgement("contradicted", reason, (declared,), ox.Literal(str(counts[-1])))
