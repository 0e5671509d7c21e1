"""pyoxigraph alone: a set of triples, serialised."""

import sys
from pathlib import Path

import pyoxigraph as ox

from .plain import statements

if __name__ == "__main__":
    triples = set()
    for subject, prop, text, datatype, language in statements(Path(sys.argv[1])):
        thing: ox.NamedNode | ox.Literal
        if datatype is None:
            thing = ox.NamedNode(text)
        elif language:
            thing = ox.Literal(text, language=language)
        else:
            thing = ox.Literal(text, datatype=ox.NamedNode(datatype))
        triples.add(ox.Triple(ox.NamedNode(subject), ox.NamedNode(prop), thing))
    ox.serialize(triples, sys.argv[2], format=ox.RdfFormat.N_TRIPLES)
