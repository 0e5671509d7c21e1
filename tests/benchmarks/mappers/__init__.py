"""The tables to N-Triples in several ways, each a program: `python -m tests.benchmarks.mappers.<name> FOLDER OUT`."""
