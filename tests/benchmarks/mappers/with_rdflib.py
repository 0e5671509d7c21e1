"""rdflib alone: a Graph, serialised."""

import sys
from pathlib import Path

from rdflib import Graph, Literal, URIRef

from .plain import XSD, statements

if __name__ == "__main__":
    graph = Graph()
    for subject, prop, text, datatype, language in statements(Path(sys.argv[1])):
        thing: URIRef | Literal
        if datatype is None:
            thing = URIRef(text)
        elif language or datatype == XSD + "string":
            thing = Literal(text, lang=language)
        else:
            thing = Literal(text, datatype=URIRef(datatype))
        graph.add((URIRef(subject), URIRef(prop), thing))
    graph.serialize(sys.argv[2], format="nt", encoding="utf-8")
