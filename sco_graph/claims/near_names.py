"""Names that may be slips of one another, as they differ in a letter or two. Computed, not listed."""

from collections.abc import Sequence
from typing import Final

from sco_graph.claims.knowledge import Knowledge, Relation
from sco_graph.claims.model import Claim

# Names that differ in at most so many letters are taken for slips of one another.
_SLIP: Final = 2
_NEAR_LENGTH: Final = 4


def slip(known: Knowledge, subject: str, end: str, relations: Sequence[Relation]) -> tuple[Relation, str, int] | None:
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


def differ(letters: int) -> str:
    """In how many letters two names differ, in words."""
    return f"the names differ in {letters} letter{'s' if letters > 1 else ''}."


def one_list(claim: Claim, other: Claim) -> bool:
    """Whether two claims stand in one list: the same source says the same kind of thing of the same object."""
    return (claim.kind, claim.object, claim.sources) == (other.kind, other.object, other.sources)
