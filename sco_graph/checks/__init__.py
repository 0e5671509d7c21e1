"""Whether the graph is fit to publish: shapes (SHACL) and hygiene rules, each finding led back to its row."""

from sco_graph.checks.hygiene import check_hygiene
from sco_graph.checks.shacl import check_shapes

__all__ = ["check_hygiene", "check_shapes"]
