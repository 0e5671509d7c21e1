"""sco-graph's loaders alone: every cell, id and reference is checked; no rules, no shapes."""

import sys
from pathlib import Path

import pyoxigraph as ox

from sco_graph.loaders import load_tables
from sco_graph.loaders.turtle import concepts_by_scheme, load_ontology
from sco_graph.locations import ontology_directory

if __name__ == "__main__":
    facts = load_tables([Path(sys.argv[1])], concepts_by_scheme(load_ontology(ontology_directory())))
    ox.serialize([*facts.triples, *facts.claims], sys.argv[2], format=ox.RdfFormat.N_TRIPLES)
