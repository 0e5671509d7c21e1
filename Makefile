# Two commands do everything: `make graph` builds the graph and its views, `make test` checks all there is.
# A fresh machine needs Python 3.11+ and make; one virtual environment, .venv, holds the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: graph test bench fuzz notebooks lock clean

graph: $(VENV)/graph.stamp
	$(BIN)/sco-graph build --out build

test: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/test.stamp
	$(BIN)/python -m tests.benchmarks

# The tests of kills and broken tables, ten times as long.
fuzz: $(VENV)/test.stamp
	SCO_GRAPH_FUZZ=10 $(BIN)/python -m pytest -n 2 tests/test_swap.py tests/test_bad_input.py

# Runs the notebooks on a build of the tables as they are now, and keeps their outputs.
notebooks: $(VENV)/test.stamp
	$(BIN)/python -m tests.notebooks

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/graph.stamp: $(BIN)/python requirements/graph.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements/graph.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test.stamp: $(VENV)/graph.stamp requirements/test.txt
	$(PIP) install --require-hashes -r requirements/test.txt
	touch $@

# Pins every dependency with its hashes; names no index. Needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --extra read --group build -o requirements/graph.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --extra read --extra notebooks --group test -o requirements/test.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group pyproject.toml:bench -o requirements/bench.txt

clean:
	rm -rf $(VENV) build dist
