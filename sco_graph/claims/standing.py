"""Rules on who belongs: statuses in organisations, ways into them, and taking part in events."""

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from sco_graph.claims.knowledge import Knowledge, concept, days, shown
from sco_graph.claims.model import Claim, Judgement
from sco_graph.claims.near_names import differ, one_list, slip
from sco_graph.claims.periods import IMPRECISE, holding_in, on_days, when


def judge_status(known: Knowledge, claim: Claim, others: Sequence[Claim]) -> Judgement:
    """Membership or another status of a state in an organisation."""
    wanted = claim.qualifier or concept("member")
    first, last = when(claim, known)
    if known.is_in(wanted, "application-stages-scheme"):
        return _application(known, claim, wanted, first, last)
    inside = known.relations("Membership", "organization", claim.object)
    own = [r for r in inside if r.has("member", claim.subject)]
    subject, organisation, status = known.label(claim.subject), known.label(claim.object or ""), known.label(wanted)
    holds = holding_in((r for r in own if r.has("status", wanted)), first, last)
    if holds:
        reason = f"{on_days(first, last)} {subject} had the status {status} in the {organisation}."
        return Judgement("supported", reason, tuple(r.iri for r in holds))
    if any(r.has("status", wanted) and (r.span.possibly(first) or r.span.possibly(last)) for r in own):
        return Judgement("unverifiable", IMPRECISE, tuple(r.iri for r in own))
    for relation in own:
        decided = known.bounds(relation.iri, "decidedOn")
        if relation.has("status", wanted) and decided and days(decided)[0] <= last < (relation.span.start or ""):
            reason = f"That {subject} becomes {status} of the {organisation} was decided on {shown(decided)}."
            return Judgement("supported", reason, (relation.iri,))
    declared = known.complete("Membership", [claim.object or ""], first)
    if declared is None:
        return Judgement("new", f"The graph does not know every status in the {organisation} on that day.")
    held = holding_in(own, first, last)
    if held:
        now = sorted(held[0].ends["status"])[0]
        reason = (
            f"{on_days(first, last)} {subject} had the status {known.label(now)} in the {organisation}, not {status}."
        )
        return Judgement("contradicted", reason, (held[0].iri, declared), ox.NamedNode(now))
    reason = f"{on_days(first, last)} {subject} held no status in the {organisation}."
    holders = holding_in((r for r in inside if r.has("status", wanted)), first, last)
    listed = {other.subject for other in others if one_list(claim, other)}
    near = slip(known, claim.subject, "member", [r for r in holders if not r.ends["member"] & listed])
    if near is None:
        return Judgement("contradicted", reason, (declared,))
    relation, member, letters = near
    since = known.bounds(relation.iri, "start")
    reason += f" {known.label(member)} had the status {status}{f' since {shown(since)}' if since else ''};"
    return Judgement("contradicted", f"{reason} {differ(letters)}", (relation.iri, declared), ox.NamedNode(member))


def _application(known: Knowledge, claim: Claim, stage: str, first: str, last: str) -> Judgement:
    """A state on its way into an organisation: acceding, an applicant."""
    subject, organisation = known.label(claim.subject), known.label(claim.object or "")
    for relation in known.relations("Application", "organization", claim.object):
        own = relation.has("applicant", claim.subject)
        if own and relation.has("stage", stage) and (relation.span.possibly(first) or relation.span.possibly(last)):
            reason = f"{on_days(first, last)} {subject} was on its way into the {organisation}."
            return Judgement("supported", reason, (relation.iri,))
    return Judgement("new", f"The graph does not know of such an application of {subject} to the {organisation}.")


def judge_participation(known: Knowledge, claim: Claim, others: Sequence[Claim]) -> Judgement:
    """That somebody took part in an event. A complete list of its participants contradicts, as does a status."""
    at = known.relations("Participation", "event", claim.object)
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
        listed = {other.subject for other in others if one_list(claim, other)}
        near = slip(known, claim.subject, "participant", [r for r in came if not r.ends["participant"] & listed])
        if near is None:
            return Judgement("contradicted", reason, (declared,))
        relation, participant, letters = near
        reason += f" {known.label(participant)} took part; {differ(letters)}"
        return Judgement("contradicted", reason, (relation.iri, declared), ox.NamedNode(participant))
    if claim.qualifier == concept("role-member"):
        for other in others:
            if other.kind == "membership" and (other.subject, other.sources) == (claim.subject, claim.sources):
                found = judge_status(known, other, others)
                if found.verdict == "contradicted":
                    reason = f"{subject} cannot have taken part in the {event} as a member. {found.reason}"
                    return Judgement("contradicted", reason, found.judged_by, found.correct)
    return Judgement("new", f"The graph does not know every participant of the {event}.")


def _was_member(known: Knowledge, state: str, bodies: Iterable[str], day: str) -> bool:
    """Whether the state was a member, on that day, of an organisation that one of the bodies is part of."""
    organisations = {iri for body in bodies for iri in (body, *known.values(body, "partOf"))}
    return any(
        r.has("member", state) and r.has("status", concept("member"))
        for organisation in organisations
        for r in holding_in(known.relations("Membership", "organization", organisation), day, day)
    )
