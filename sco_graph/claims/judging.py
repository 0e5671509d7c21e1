"""How each kind of claim is judged. The same rule judges every claim of a kind, whoever is its subject.

A loosely told statement is supported where a fair reader would call it right, and contradicted only where no reading
holds. Absence contradicts only inside a list that the data declares complete.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from sco_graph.claims.beginnings import compare_dates, date_of, judge_founding
from sco_graph.claims.holders import held_by, judge_chair
from sco_graph.claims.knowledge import Judge, Knowledge
from sco_graph.claims.model import Claim, Judgement, judgement_triples, read_claims
from sco_graph.claims.standing import judge_participation, judge_status
from sco_graph.claims.things import act_of, judge_alias, judge_count, thing_of
from sco_graph.namespaces import ONTOLOGY, compact


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


def _disagreement(known: Knowledge, claim: Claim) -> Judgement:
    """What a source says instead of an accepted value: `about` is the row, `property` the property."""
    about, name = claim.about or "", (claim.property or "").removeprefix(ONTOLOGY)
    accepted = known.bounds(about, name)
    if accepted and claim.literal:
        return compare_dates(known, about, name, claim.literal, accepted)
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
    "membership": judge_status,
    "status": judge_status,
    "participation": judge_participation,
    "event-date": date_of("start"),
    "event-place": thing_of("place"),
    "event-host": thing_of("host", "chairedBy"),
    "chairmanship": judge_chair,
    "founding": judge_founding,
    "document-date": date_of("signedOn", "adoptedOn"),
    "document-place": thing_of("place"),
    "document-event": thing_of("adoptedAt"),
    "signature": act_of("Signature"),
    "ratification": act_of("Ratification"),
    "tenure": held_by("Tenure", "holder", "office"),
    "body-seat": thing_of("seatIn"),
    "count": judge_count,
    "alias": judge_alias,
}
