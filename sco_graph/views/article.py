"""The page `article`: what texts say, quotation by quotation, each statement judged and with the facts that decide."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from sco_graph.network.records import Claim, Model, Relation, Source, Thing

# The signs beside the words for the verdicts, so that nothing is told by colour alone; in the order of the filter.
SIGNS: Final = {"supported": "✓", "contradicted": "✗", "new": "+", "unverifiable": "?"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what decides it. `lists` are the declarations that a list is complete, by their slugs."""

    claim: Claim
    relations: tuple[Relation, ...]
    things: tuple[Thing, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text: its source, and its quotations in order of place, each with the statements that were read in it."""

    source: Source
    quotations: list[tuple[str, list[Statement]]]
    counts: dict[str, int]


def context_of(model: Model) -> dict[str, Any]:
    """What the template `article.html` shows: the texts with quotations, and how many statements have which verdict."""
    found: dict[str, list[Claim]] = {}
    for claim in model.claims.values():
        for source in claim.sources if claim.quote and claim.quote_start >= 0 else ():
            found.setdefault(source, []).append(claim)
    relations: dict[str, list[Relation]] = {}
    for relation in model.relations:
        relations.setdefault(relation.slug, []).append(relation)
    articles = [
        _article(model, relations, model.sources[source], claims)
        for source, claims in sorted(found.items())
        if source in model.sources
    ]
    counts = sum((Counter(article.counts) for article in articles), Counter[str]())
    return {"articles": articles, "signs": SIGNS, "counts": {verdict: counts[verdict] for verdict in SIGNS}}


def _article(model: Model, relations: dict[str, list[Relation]], source: Source, claims: list[Claim]) -> Article:
    claims.sort(key=_place)
    quotations = [
        (quote, [_statement(model, relations, claim) for claim in group])
        for (_, _, quote), group in groupby(claims, key=_place)
    ]
    return Article(source, quotations, dict(Counter(claim.verdict for claim in claims)))


def _place(claim: Claim) -> tuple[int, int, str]:
    """Where its quotation stands; of two that begin together, the shorter first."""
    return claim.quote_start, len(claim.quote), claim.quote


def _statement(model: Model, relations: dict[str, list[Relation]], claim: Claim) -> Statement:
    return Statement(
        claim=claim,
        relations=tuple(one for slug in claim.judged_by for one in relations.get(slug, ())),
        things=tuple(model.things[slug] for slug in claim.judged_by if slug in model.things),
        lists=tuple(slug for slug in claim.judged_by if slug in model.lists),
    )
