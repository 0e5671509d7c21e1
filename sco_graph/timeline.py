"""Time in words: dates as a person says them, and what changed between two days."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import pyoxigraph as ox

from sco_graph.namespaces import CONCEPT, PREFIXES, RDFS, SKOS, compact
from sco_graph.query import run
from sco_graph.spans import spans
from sco_graph.terms import text_rows

# English whatever the locale, unlike calendar.month_name; index 0 is no month.
_MONTHS: Final = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def spoken(edtf: str) -> str:
    """A date as a person says it.

    >>> spoken("2023-07-04"), spoken("2023-07"), spoken("2011~")
    ('4 July 2023', 'July 2023', 'about 2011')
    """
    plain = edtf.rstrip("~?%")
    year, month, day = [*plain.split("-"), "", ""][:3]
    words = [day.lstrip("0"), _MONTHS[int(month)] if month else "", year]
    return ("about " if edtf != plain else "") + " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two days. `before` and `after` are None where nothing held."""

    kind: str
    about: str
    label: str
    within: str | None
    before: str | None
    after: str | None
    date: str | None
    relations: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        moved = (
            f"{self.before} -> {self.after}" if self.before and self.after else self.after or f"{self.before} -> none"
        )
        if self.after and not self.before:
            moved = self.after if self.kind in _ACTS else f"none -> {self.after}"
        when = f" ({spoken(self.date)})" if self.date else ""
        return f"{self.label}: {moved}{when}"


# What a relation is about, within what, and the value that changes; the heading to print it under.
_STATES: Final = {
    "Membership": ("member", "organization", "status", "Statuses in {within}"),
    "Application": ("applicant", "organization", "soughtStatus", "Applications to {within}"),
    "Chairmanship": ("body", None, "chair", "Chairs"),
    "Tenure": ("office", None, "holder", "Offices"),
}
_ACTS: Final = {
    "Meeting": ("start", "kind", "Meetings held"),
    "Exercise": ("start", "kind", "Exercises held"),
    "Document": ("signedOn|adoptedOn", "kind", "Documents signed or adopted"),
    "Ratification": ("date|depositedOn", "action", "Ratifications"),
}


def heading(change: Change) -> str:
    """The heading that a change is printed under."""
    if change.kind in _ACTS:
        return _ACTS[change.kind][2]
    return _STATES[change.kind][3].format(within=change.within)


def changes(store: ox.Store, first: str, second: str) -> list[Change]:
    """What certainly holds on `second` and not on `first`, or the reverse, and the acts after `first` up to `second`.

    Days are YYYY-MM-DD in any order of time; going back gives the changes as seen from the later day.
    """
    found: list[Change] = []
    for kind in _STATES:
        found.extend(_state_changes(store, kind, first, second))
    if first <= second:
        for kind in _ACTS:
            found.extend(_acts(store, kind, first, second))
    return found


def as_json(found: list[Change]) -> list[dict[str, Any]]:
    """Changes as JSON objects."""
    return [asdict(change) for change in found]


_PREFIX: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("sco", "skos", "rdfs"))


def english(store: ox.Store, iri: str) -> str:
    """The English label of a thing or concept, or its slug."""
    for predicate in (SKOS + "prefLabel", RDFS + "label"):
        for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None):
            if isinstance(quad.object, ox.Literal) and quad.object.language == "en":
                return quad.object.value
    return compact(iri)


def _state_changes(store: ox.Store, kind: str, first: str, second: str) -> Iterator[Change]:
    about, within, value, _ = _STATES[kind]
    held = spans(store, kind)
    inside = f"; sco:{within} ?within" if within else ""
    text = (
        f"{_PREFIX}SELECT ?r ?about ?within ?value ?startEdtf ?endEdtf ?start ?end ?stage ?source WHERE {{\n"
        f"  ?r a sco:{kind} ; sco:{about} ?about ; sco:{value} ?value {inside} ; sco:source ?s . ?s sco:url ?source .\n"
        + " ".join(
            f"OPTIONAL {{ ?r sco:{name} ?{name} }}" for name in ("startEdtf", "endEdtf", "start", "end", "stage")
        )
        + "}"
    )
    groups: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for row in text_rows(run(store, text)):
        relation = groups.setdefault((row["about"], row.get("within", "")), {}).setdefault(
            row["r"], {**row, "urls": set()}
        )
        relation["urls"].add(row["source"])
    for (subject, container), relations in sorted(groups.items()):
        before = {iri for iri in relations if held[iri].certainly(first)}
        after = {iri for iri in relations if held[iri].certainly(second)}
        values = [sorted({english(store, relations[iri]["value"]) for iri in side}) for side in (before, after)]
        granted = all(relations[iri].get("stage") == CONCEPT + "granted" for iri in before)
        if values[0] == values[1] or (before and not after and granted):
            continue  # an application that was granted is over; the status tells of it
        moved = sorted(after - before) or sorted(before - after)
        turn = relations[moved[-1]]
        which = "start" if after - before else "end"
        yield Change(
            kind=kind,
            about=compact(subject),
            label=english(store, subject),
            within=english(store, container) if container else None,
            before=", ".join(values[0]) or None,
            after=", ".join(values[1]) or None,
            date=turn.get(which + "Edtf") or turn.get(which),
            relations=[compact(iri) for iri in sorted(before ^ after)],
            sources=sorted({url for iri in before ^ after for url in relations[iri]["urls"]}),
        )


def _acts(store: ox.Store, kind: str, first: str, second: str) -> Iterator[Change]:
    properties, value, _ = _ACTS[kind]
    path = "|".join(f"sco:{name}" for name in properties.split("|"))
    latest = "|".join(f"sco:{name}Latest" for name in properties.split("|"))
    edtf = "|".join(f"sco:{name}Edtf" for name in properties.split("|"))
    text = f"""{_PREFIX}SELECT ?r ?about ?value ?day ?edtf ?source WHERE {{
      ?r a sco:{kind} ; sco:{value} ?value ; {path} ?day ; {latest} ?latest ; sco:source ?s . ?s sco:url ?source .
      OPTIONAL {{ ?r {edtf} ?edtf }}
      FILTER(STR(?latest) > "{first}" && STR(?latest) <= "{second}")
    }} ORDER BY ?day ?r"""
    seen: dict[str, Change] = {}
    for row in text_rows(run(store, text)):
        if row["r"] in seen:
            if row["source"] not in seen[row["r"]].sources:
                seen[row["r"]].sources.append(row["source"])
            continue
        label, value_label = english(store, row["r"]), english(store, row["value"])
        when = row.get("edtf") or row["day"]
        seen[row["r"]] = Change(
            kind, compact(row["r"]), label, None, None, value_label, when, [compact(row["r"])], [row["source"]]
        )
    yield from seen.values()
