"""JSON-LD 1.1: what sco.ttl holds, with a context made from the ontology. No processor has to fetch anything.

A class and a property of ours is its bare name (`State`, `memberOf`), as is an outside property whose name none of ours
has (`prefLabel`); everything else is a compact IRI. Dates, addresses and decimals are typed by the context, and labels
stand under their language. One node is one line.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

import pyoxigraph as ox

from sco_graph.namespaces import ONTOLOGY, OWL, PREFIXES, RDF, RDFS, XSD
from sco_graph.terms import Term, value

_SH: Final = PREFIXES["sh"]
_PROPERTIES: Final = tuple(OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
# JSON has these itself; a string of another form than JSON's keeps its type beside it.
_NATIVE: Final = (XSD + "boolean", XSD + "integer")
_BY_LENGTH: Final = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))

Context = dict[str, Any]


def context(ontology: Iterable[ox.Triple], shapes: Iterable[ox.Triple]) -> Context:
    """The context: a prefix each, a term for each class and property, and what the ontology says of its values.

    The ontology says that a property leads to things; which datatype a property has is said by the shapes too, for
    dates are outside OWL 2.
    """
    ontology, shapes = list(ontology), list(shapes)
    kinds: dict[str, set[str]] = {}
    values: dict[str, list[Term]] = {}
    for triple in ontology:
        values.setdefault(triple.predicate.value, []).append(triple.object)
        if triple.predicate.value == RDF + "type":
            kinds.setdefault(value(triple.subject), set()).add(value(triple.object))
    datatypes, things = _datatypes([*ontology, *shapes]), _leading_to_things(shapes)
    for iri in things:
        kinds.setdefault(iri, set()).add(OWL + "ObjectProperty")
    properties = {iri for iri, found in kinds.items() if found.intersection(_PROPERTIES)} | set(values)
    terms: Context = {}
    # Our own names come first; of two outside properties with one name the first has it.
    for iri in sorted(properties - {RDF + "type"}, key=lambda iri: (not iri.startswith(ONTOLOGY), iri)):
        name = _local(iri)
        if name not in terms and name not in PREFIXES and _compact(iri) != iri:
            terms[name] = _definition(iri, kinds.get(iri, set()), datatypes.get(iri), values.get(iri, []))
    for iri, found in kinds.items():
        if OWL + "Class" in found and iri.startswith(ONTOLOGY):
            terms.setdefault(_local(iri), _compact(iri))
    return {**dict(sorted(PREFIXES.items())), **dict(sorted(terms.items()))}


def _leading_to_things(shapes: Iterable[ox.Triple]) -> set[str]:
    """The properties whose values are IRIs, by the shapes."""
    paths = {value(t.subject): value(t.object) for t in shapes if t.predicate.value == _SH + "path"}
    asking = {value(t.subject) for t in shapes if value(t.object) == _SH + "IRI"}
    return {paths[shape] for shape in asking if shape in paths}


def _datatypes(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """The datatype that range or shape asks of a property, where they agree."""
    paths: dict[str, str] = {}
    asked: dict[str, str] = {}
    found: dict[str, set[str]] = {}
    for triple in triples:
        subject, predicate, thing = value(triple.subject), triple.predicate.value, value(triple.object)
        if predicate == _SH + "path":
            paths[subject] = thing
        elif predicate == _SH + "datatype":
            asked[subject] = thing
        elif predicate == RDFS + "range" and thing.startswith(XSD):
            found.setdefault(subject, set()).add(thing)
    for shape, datatype in asked.items():
        found.setdefault(paths.get(shape, shape), set()).add(datatype)
    return {iri: next(iter(datatypes)) for iri, datatypes in found.items() if len(datatypes) == 1}


def _definition(iri: str, kinds: set[str], datatype: str | None, values: list[Term]) -> Any:
    """The definition of a term: what its values are, or the IRI alone."""
    used = bool(values)
    if OWL + "ObjectProperty" in kinds or (used and all(isinstance(v, ox.NamedNode) for v in values)):
        return {"@id": _compact(iri), "@type": "@id"}
    in_languages = used and all(isinstance(v, ox.Literal) and v.language for v in values)
    if datatype == RDF + "langString" or (datatype is None and in_languages):
        return {"@id": _compact(iri), "@container": "@language"}
    if datatype and datatype not in (*_NATIVE, XSD + "string", RDF + "langString"):
        return {"@id": _compact(iri), "@type": _compact(datatype)}
    return _compact(iri)


def context_document(terms: Context) -> str:
    """The context as a document of its own."""
    return json.dumps({"@context": terms}, ensure_ascii=False, indent=1) + "\n"


def jsonld(triples: Iterable[ox.Triple], terms: Context) -> str:
    """The triples as one JSON-LD document with its context inline, nodes sorted, one a line."""
    names = {
        _expanded(definition["@id"] if isinstance(definition, dict) else definition): name
        for name, definition in terms.items()
        if name not in PREFIXES
    }
    by_subject: dict[str, list[ox.Triple]] = {}
    for triple in triples:
        by_subject.setdefault(_identifier(triple.subject), []).append(triple)
    nodes = (_node(subject, by_subject[subject], terms, names) for subject in sorted(by_subject))
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in nodes)
    head = json.dumps(terms, ensure_ascii=False, separators=(",", ":"))
    return f'{{"@context":{head},\n"@graph":[\n{lines}\n]}}\n'


def _node(subject: str, triples: list[ox.Triple], terms: Context, names: Mapping[str, str]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": subject}
    found: dict[str, list[Any]] = {}
    languages: dict[str, dict[str, list[str]]] = {}
    for triple in sorted(triples, key=lambda t: str(t.object)):
        iri, thing = triple.predicate.value, triple.object
        if iri == RDF + "type" and isinstance(thing, ox.NamedNode):
            found.setdefault("@type", []).append(names.get(thing.value, _compact(thing.value)))
            continue
        name = names.get(iri)
        definition = terms[name] if name else None
        asked = definition if isinstance(definition, dict) else {}
        if name and "@container" in asked:
            if isinstance(thing, ox.Literal) and thing.language:
                languages.setdefault(name, {}).setdefault(thing.language, []).append(thing.value)
                continue
            name = None  # the container holds text in a language and nothing else
        key = name or _compact(iri)
        found.setdefault(key, []).append(_value(thing, asked.get("@type") if name else None))
    node |= {"@type": _one(found.pop("@type"))} if "@type" in found else {}
    whole = {key: _one(values) for key, values in found.items()}
    whole |= {key: {tag: _one(texts) for tag, texts in sorted(each.items())} for key, each in languages.items()}
    return node | dict(sorted(whole.items()))


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _value(thing: Term, asked: str | None) -> Any:
    """A term as JSON; `asked` is the type that the context gives to the values of the property."""
    if not isinstance(thing, ox.Literal):
        identifier = _identifier(thing)
        return identifier if asked == "@id" else {"@id": identifier}
    if thing.language:
        return {"@value": thing.value, "@language": thing.language}
    datatype = thing.datatype.value
    if asked and asked == _compact(datatype):
        return thing.value
    if datatype == XSD + "string":
        return {"@value": thing.value} if asked else thing.value
    if datatype in _NATIVE and asked is None:
        native = thing.value == "true" if datatype == XSD + "boolean" else _integer(thing.value)
        if native is not None and json.dumps(native) == thing.value:
            return native
    return {"@value": thing.value, "@type": _compact(datatype)}


def _integer(text: str) -> int | None:
    try:
        number = int(text)
    except ValueError:
        return None
    # Beyond this JSON readers in other languages lose digits.
    return number if abs(number) < 1 << 53 else None


def _identifier(term: Term) -> str:
    return _compact(term.value) if isinstance(term, ox.NamedNode) else str(term)


@lru_cache(maxsize=1 << 14)  # an IRI stands in many triples
def _compact(iri: str) -> str:
    for prefix, namespace in _BY_LENGTH:
        # A name that begins with two slashes would be read as an address.
        if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _expanded(name: str) -> str:
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else name


def _local(iri: str) -> str:
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]
