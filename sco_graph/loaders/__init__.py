"""From curated tables and Turtle files to triples, or to a list of all that is wrong with them."""

from sco_graph.loaders.tables import Facts, Origin, load_tables

__all__ = ["Facts", "Origin", "load_tables"]
