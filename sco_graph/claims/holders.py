"""Rules on who holds what at a time: the chair of a body, an office."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyoxigraph as ox

from sco_graph.claims.knowledge import Judge, Knowledge, Relation
from sco_graph.claims.model import Claim, Judgement
from sco_graph.claims.periods import IMPRECISE, holding_in, on_days, when


def judge_chair(known: Knowledge, claim: Claim, others: Sequence[Claim]) -> Judgement:
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
        parts = {claim.object or "", *known.subjects("partOf", claim.object)}
        bodies = sorted(iri for iri in parts if known.relations("Chairmanship", "body", iri))
    one_body = held_by("Chairmanship", "chair", "body")
    found = [one_body(known, replace(wanted, object=body), others) for body in bodies]
    for verdict in ("supported", "contradicted", "unverifiable"):
        for judgement in found:
            if judgement.verdict == verdict:
                return judgement
    return Judgement("new", f"The graph does not know who chaired this on that day: {known.label(claim.object or '')}.")


def held_by(kind: str, holder: str, held: str) -> Judge:
    """A judge of who holds an office or a chair on a day; one holder at a time, so another's tenure contradicts."""

    def rule(known: Knowledge, claim: Claim, _: Sequence[Claim]) -> Judgement:
        first, last = when(claim, known)
        on = known.relations(kind, held, claim.object)
        own = [r for r in on if r.has(holder, claim.subject)]
        subject, thing = known.label(claim.subject), known.label(claim.object or "")
        holding = holding_in(own, first, last)
        if holding:
            reason = f"{on_days(first, last)} {subject} held this: {thing}."
            return Judgement("supported", reason, tuple(r.iri for r in holding))
        if any(r.span.possibly(first) or r.span.possibly(last) for r in own):
            return Judgement("unverifiable", IMPRECISE, tuple(r.iri for r in own))
        others = [r for r in on if r.span.certainly(first) and r.span.certainly(last)]
        if not others and not any(r.span.start is None or first <= r.span.start <= last for r in own):
            others = _in_turn(on, first, last)
        if others:
            right = sorted(others[0].ends[holder])[0]
            reason = f"{on_days(first, last)} {known.label(right)} held this: {thing}."
            return Judgement("contradicted", reason, (others[0].iri,), ox.NamedNode(right))
        return Judgement("new", f"The graph does not know who held this on that day: {thing}.")

    return rule


def _in_turn(relations: Iterable[Relation], first: str, last: str) -> list[Relation]:
    """Those that follow one another through a period without a gap; none where a day of it is left open."""
    spans = ((r, r.span.certain()) for r in relations)
    ordered = sorted(((span, r.iri, r) for r, span in spans if span), key=lambda item: item[:2])
    found: list[Relation] = []
    reached = first
    for (begun, until), _, relation in ordered:
        if begun <= reached and (not until or until > reached):
            found.append(relation)
            reached = until
            if not until or until > last:
                return found[::-1]  # the last of them is the one of the days next to now
    return []
