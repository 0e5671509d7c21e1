"""The page `matrix`: treaties by states, who signed and who ratified."""

from dataclasses import dataclass
from typing import Any, Final

from sco_graph.network.records import Model, Relation, Thing
from sco_graph.views.lookup import concept_names, fact_of, facts_of

_ACTS: Final = ("Signature", "Ratification")


@dataclass(frozen=True, slots=True)
class Row:
    """A treaty; the acts of each state on it, by the state's slug and the class of the act."""

    treaty: Thing
    in_force: str
    subjects: list[str]
    acts: dict[str, dict[str, list[Relation]]]


def context_of(model: Model) -> dict[str, Any]:
    """What the template `matrix.html` shows: treaties by date, and the states that signed or ratified any."""
    acts = [one for one in model.relations if one.kind in _ACTS and model.things[one.target].kind == "Treaty"]
    treaties = sorted(
        (thing for thing in model.things.values() if thing.kind == "Treaty"),
        key=lambda thing: (thing.begins or model.date, thing.slug),
    )
    rows = [_row(treaty, [one for one in acts if one.target == treaty.slug]) for treaty in treaties]
    subjects = sorted(
        {subject for row in rows for subject in row.subjects},
        key=lambda slug: concept_names(model, slug).get("en", slug),
    )
    return {"rows": rows, "states": _states(model, acts), "subjects": subjects, "acts": _ACTS}


def _row(treaty: Thing, acts: list[Relation]) -> Row:
    found: dict[str, dict[str, list[Relation]]] = {}
    for act in sorted(acts, key=lambda act: (act.date, act.slug)):
        found.setdefault(act.source, {}).setdefault(act.kind, []).append(act)
    return Row(treaty, fact_of(treaty, "inForceFrom"), facts_of(treaty, "subject"), found)


def _states(model: Model, acts: list[Relation]) -> list[str]:
    """Who signed or ratified: those with most acts first."""
    counts: dict[str, int] = {}
    for act in acts:
        counts[act.source] = counts.get(act.source, 0) + 1
    return sorted(counts, key=lambda slug: (-counts[slug], slug))
