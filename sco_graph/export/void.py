"""void.ttl: the data set about itself, in VoID and DCAT, for catalogues and crawlers. In none of the four graphs.

The files are named by IRIs below the project's base, which name them and promise no page; they lie beside void.ttl.
manifest.json and void.ttl itself are left out, for each would have to hold the other's checksum.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import metadata
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import BASE, DCTERMS, ID, ONTOLOGY, PREFIXES, RDF, XSD
from sco_graph.terms import value

DATASET: Final = BASE + "dataset"
_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": DCTERMS,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "formats": "http://www.w3.org/ns/formats/",
    "rdf": RDF,
    "sco": ONTOLOGY,
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": XSD,
}
_MEDIA: Final = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nq.gz": "application/n-quads",
    ".jsonld": "application/ld+json",
    ".graphml": "application/graphml+xml",
    ".gexf": "application/gexf+xml",
}
_FORMATS: Final = {".ttl": "Turtle", ".trig": "TriG", ".nq.gz": "N-Quads", ".jsonld": "JSON-LD"}
# Not data: the context alone.
_LEFT_OUT: Final = ("void.ttl", "context.jsonld")


def void(graphs: Mapping[str, Iterable[ox.Triple]], shown: Iterable[ox.Triple], folder: Path, date: str) -> str:
    """The description as Turtle.

    `graphs` are the named graphs, `shown` the triples of sco.ttl, `folder` where the files of the build are,
    `date` (YYYY-MM-DD) the data set's date.
    """
    shown = set(shown)
    about = _Description()
    _dataset(about, shown, date)
    for iri, triples in graphs.items():
        _graph(about, iri, len(set(triples)))
    _partitions(about, shown)
    for path in sorted(path for path in folder.iterdir() if path.is_file() and path.name not in _LEFT_OUT):
        _file(about, path, date)
    title = f"# sco-graph: about the data set, as of {date}\n\n"
    return title + about.turtle()


class _Description:
    """Triples being gathered, subject by subject."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, list[str]]] = {}

    def say(self, subject: str, **said: str | list[str]) -> None:
        """Add `prefix_name="term"` to what is said of a subject; terms are written in Turtle."""
        known = self._said.setdefault(subject, {})
        for name, terms in said.items():
            there = known.setdefault(name.replace("_", ":", 1), [])
            there += [term for term in ([terms] if isinstance(terms, str) else terms) if term not in there]

    def turtle(self) -> str:
        heads = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(_PREFIXES.items()))
        blocks = []
        for subject, said in self._said.items():
            body = " ;\n".join(f"    {predicate} {' , '.join(terms)}" for predicate, terms in said.items())
            blocks.append(f"<{subject}>\n{body} .\n")
        return heads + "\n" + "\n".join(blocks)


def _dataset(about: _Description, shown: set[ox.Triple], date: str) -> None:
    package = metadata("sco-graph")
    header = {t.predicate.value: t.object for t in shown if value(t.subject) == ONTOLOGY.rstrip("#")}
    publisher = header.get(DCTERMS + "creator")
    subjects = {t.subject for t in shown}
    used = {t.predicate.value for t in shown} | {value(t.object) for t in shown if t.predicate.value == RDF + "type"}
    languages = {t.object.language for t in shown if isinstance(t.object, ox.Literal) and t.object.language}
    about.say(
        DATASET,
        a=["dcat:Dataset", "void:Dataset", "sd:Dataset"],
        dcterms_title=_text(package["Name"]),
        dcterms_description=_text(package["Summary"], "en"),
        dcterms_issued=_day(date),
        dcterms_modified=_day(date),
        dcterms_language=[f"<http://id.loc.gov/vocabulary/iso639-1/{tag}>" for tag in sorted(languages)],
        dcat_version=_text(package["Version"]),
        dcat_keyword=[_text(word.strip(), "en") for word in sorted((package["Keywords"] or "").split(",")) if word],
        void_uriSpace=_text(ID),
        void_exampleResource=f"<{ID}sco>",
        void_triples=_number(len(shown)),
        void_entities=_number(sum(isinstance(s, ox.NamedNode) and s.value.startswith(ID) for s in subjects)),
        void_classes=_number(len({t.object for t in shown if t.predicate.value == RDF + "type"})),
        void_properties=_number(len({t.predicate for t in shown})),
        void_distinctSubjects=_number(len(subjects)),
        void_distinctObjects=_number(len({t.object for t in shown})),
        void_vocabulary=[f"<{iri}>" for iri in sorted(set(PREFIXES.values())) if any(u.startswith(iri) for u in used)],
    )
    if licence := header.get(DCTERMS + "license"):
        about.say(DATASET, dcterms_license=str(licence))
    if publisher is not None:
        agent = f"{DATASET}#publisher"
        about.say(DATASET, dcterms_publisher=f"<{agent}>", dcterms_creator=f"<{agent}>")
        about.say(agent, a="foaf:Agent", foaf_name=_text(value(publisher)))


def _graph(about: _Description, iri: str, triples: int) -> None:
    name = f"{DATASET}#graph-{iri.rpartition('/')[2]}"
    about.say(DATASET, sd_namedGraph=f"<{name}>", void_subset=f"<{iri}>")
    about.say(name, a="sd:NamedGraph", sd_name=f"<{iri}>", sd_graph=f"<{iri}>")
    about.say(iri, a=["sd:Graph", "void:Dataset"], void_triples=_number(triples))


def _partitions(about: _Description, shown: set[ox.Triple]) -> None:
    classes = Counter(value(t.object) for t in shown if t.predicate.value == RDF + "type")
    properties = Counter(t.predicate.value for t in shown)
    for iri, count in sorted(classes.items()):
        name = f"{DATASET}#class-{_slug(iri)}"
        about.say(DATASET, void_classPartition=f"<{name}>")
        about.say(name, a="void:Dataset", void_class=f"<{iri}>", void_entities=_number(count))
    for iri, count in sorted(properties.items()):
        name = f"{DATASET}#property-{_slug(iri)}"
        about.say(DATASET, void_propertyPartition=f"<{name}>")
        about.say(name, a="void:Dataset", void_property=f"<{iri}>", void_triples=_number(count))


def _file(about: _Description, path: Path, date: str) -> None:
    suffix = next((known for known in _MEDIA if path.name.endswith(known)), None)
    if suffix is None:
        return
    data = path.read_bytes()
    dump, name, checksum = f"{BASE}dump/{path.name}", f"{DATASET}#file-{path.name}", f"{DATASET}#sha256-{path.name}"
    about.say(DATASET, dcat_distribution=f"<{name}>")
    if suffix in _FORMATS:
        about.say(DATASET, void_dataDump=f"<{dump}>", void_feature=f"formats:{_FORMATS[suffix].replace('-', '_')}")
    about.say(
        name,
        a="dcat:Distribution",
        dcterms_title=_text(path.name),
        dcterms_modified=_day(date),
        dcat_downloadURL=f"<{dump}>",
        dcat_mediaType=f"<https://www.iana.org/assignments/media-types/{_MEDIA[suffix]}>",
        dcat_byteSize=f'"{len(data)}"^^xsd:nonNegativeInteger',
        spdx_checksum=f"<{checksum}>",
    )
    if suffix.endswith(".gz"):
        about.say(name, dcat_compressFormat="<https://www.iana.org/assignments/media-types/application/gzip>")
    about.say(
        checksum,
        a="spdx:Checksum",
        spdx_algorithm="spdx:checksumAlgorithm_sha256",
        spdx_checksumValue=f'"{hashlib.sha256(data).hexdigest()}"^^xsd:hexBinary',
    )


def _slug(iri: str) -> str:
    for prefix, namespace in sorted(PREFIXES.items()):
        if iri.startswith(namespace):
            return f"{prefix}-{iri[len(namespace) :]}"
    return "-".join(part for part in iri.replace("#", "/").split("/")[2:] if part)


def _text(text: str, language: str | None = None) -> str:
    return str(ox.Literal(text, language=language))


def _day(day: str) -> str:
    return f'"{day}"^^xsd:date'


def _number(count: int) -> str:
    return str(count)
