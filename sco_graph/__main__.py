"""`python -m sco_graph` is `sco-graph`."""

from sco_graph.cli import main

main()
