"""RDF/XML, for tools that read nothing newer."""

import re
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from sco_graph.namespaces import PREFIXES

_ROOT: Final = re.compile(rb"<rdf:RDF[^>]*>")


def rdfxml(triples: Iterable[ox.Triple], title: str) -> bytes:
    """The triples, sorted, as one RDF/XML document that begins with `title` as a comment."""
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    written = ox.serialize(ordered, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)
    assert written is not None
    # The serializer declares prefixes in the order of a hash.
    declared = "".join(f'\n  xmlns:{prefix}="{iri}"' for prefix, iri in sorted(PREFIXES.items()))
    # Two hyphens would end the comment.
    said = title.replace("--", "- -")
    root = f"<!-- {said} -->\n<rdf:RDF{declared}>".encode()
    return _ROOT.sub(lambda _: root, written, count=1)
