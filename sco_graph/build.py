"""`sco-graph build`: tables and ontology to every file of a build, checked, in one step that happens or does not."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from sco_graph.assembly import Assembly, assemble, check
from sco_graph.export.formats import WHOLE, heading
from sco_graph.export.gexf import gexf, intervals
from sco_graph.export.graphml import write_graphml
from sco_graph.export.jsonld import context, context_document, jsonld
from sco_graph.export.nquads import write_nquads
from sco_graph.export.turtle import trig, turtle, without_dates
from sco_graph.export.void import void
from sco_graph.loaders.turtle import load_turtle
from sco_graph.locations import ontology_directory
from sco_graph.namespaces import RDF, compact
from sco_graph.network import network_of, read_model
from sco_graph.problems import DataError, Problem, UsageError
from sco_graph.store import MANIFEST, STORE, is_build, write_store
from sco_graph.swap import aside, put_in_place
from sco_graph.terms import value

Progress = Callable[[str], None]
_LIBRARIES: Final = ("rdflib", "networkx", "pyvis", "pyoxigraph", "oxrdflib", "csvw", "edtf", "pyrudof")


def build(
    folders: Sequence[Path], out: Path, progress: Progress = lambda message: None, *, views: bool = True
) -> dict[str, Any]:
    """Build the graph from the tables in `folders` into `out`, and return the manifest.

    `progress` is told each step; without `views` no page is written. Raises DataError with every mistake found
    (warnings do not stop a build), and UsageError where `out` is no place to write; in both cases what was in `out`
    before stays as it was.
    """
    out = out.resolve()
    _refuse(out)
    step = _Steps(progress)
    assembly = assemble(folders)
    rows = sum(assembly.facts.row_counts.values())
    step.done(f"read {rows:,} rows of {len(assembly.facts.row_counts)} tables")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with aside(out) as folder:
            fresh = folder / out.name
            with ThreadPoolExecutor(1) as pool:
                # The checks run in Rust and let go of Python's lock, so the files are written meanwhile, aside.
                checking = pool.submit(check, assembly)
                _write_files(assembly, fresh, step, views=views)
                problems = checking.result()
            errors = [problem for problem in problems if problem.severity == "error"]
            if errors:
                raise DataError(errors)
            step.done(f"checked: 0 errors, {len(problems)} warnings (`sco-graph check` lists them)")
            manifest = _write_manifest(assembly, problems, fresh)
            put_in_place(fresh, out)
    except OSError as error:
        raise UsageError(f"{error.filename or out}: {error.strerror or error}; nothing was changed") from error
    return manifest


def _refuse(out: Path) -> None:
    """Raise UsageError where a build must not, or cannot, stand."""
    there = next(path for path in (out, *out.parents) if path.exists())
    if not there.is_dir():
        raise UsageError(f"{there}: not a folder; choose another --out")
    try:
        if there == out and any(out.iterdir()) and not is_build(out):
            raise UsageError(f"{out}: not empty and not a build; choose another --out")
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}; choose another --out") from error


class _Steps:
    """Tells each step with the time that it took."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._since = perf_counter()

    def done(self, what: str) -> None:
        now = perf_counter()
        self._progress(f"{what} ({now - self._since:.1f} s)")
        self._since = now


def _write_files(assembly: Assembly, folder: Path, step: _Steps, *, views: bool) -> None:
    folder.mkdir(parents=True)
    for name, text in _documents(assembly):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    quads = assembly.quads
    write_nquads(quads, folder / "sco.nq.gz")
    step.done("wrote Turtle, TriG, N-Quads and JSON-LD")
    write_store(folder / STORE, quads)
    del quads  # 40 MB, while the checks are at their peak
    step.done("wrote the query store")
    model = read_model(assembly.store, assembly.date)
    network = network_of(model)
    write_graphml(network, folder / "sco.graphml")
    (folder / "sco.gexf").write_bytes(gexf(network, intervals(assembly.store), assembly.date))
    described = void(assembly.graphs, assembly.shown, folder, assembly.date)
    (folder / "void.ttl").write_text(described, encoding="utf-8", newline="\n")
    step.done(f"wrote the network ({len(network):,} nodes)")
    if views:
        from sco_graph.views.site import write_site

        write_site(model, folder / "views")
        step.done("wrote the pages")


def _documents(assembly: Assembly) -> Iterator[tuple[str, str]]:
    """The files of triples, (name, text), one at a time."""
    facts, date = assembly.facts.triples, assembly.date
    everything = assembly.shown
    yield "sco.ttl", turtle(everything, heading(WHOLE, date))
    yield "ontology.ttl", turtle(assembly.ontology, heading("ontology, concepts and alignments", date))
    yield "facts.ttl", turtle(facts, heading("sourced facts", date))
    yield "claims.ttl", turtle(assembly.claims, heading("claims of single sources, judged by the facts", date))
    yield "sco-dl.ttl", turtle(without_dates(everything), heading("the date-free part, for OWL 2 reasoners", date))
    yield "sco.trig", trig(assembly.graphs, heading("all named graphs", date))
    terms = context(assembly.ontology, load_turtle(ontology_directory() / "shapes.ttl"))
    yield "sco.jsonld", jsonld(everything, terms)
    yield "context.jsonld", context_document(terms)


def _write_manifest(assembly: Assembly, problems: list[Problem], folder: Path) -> dict[str, Any]:
    manifest = _manifest(assembly, problems, folder)
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    return manifest


def _manifest(assembly: Assembly, problems: list[Problem], folder: Path) -> dict[str, Any]:
    classes: dict[str, int] = {}
    for triple in assembly.facts.triples:
        if triple.predicate.value == RDF + "type":
            name = compact(value(triple.object))
            classes[name] = classes.get(name, 0) + 1
    files = {}
    for path in sorted(
        path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != STORE
    ):
        data = path.read_bytes()
        files[path.relative_to(folder).as_posix()] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    return {
        "date": assembly.date,
        "versions": {name: version(name) for name in ("sco-graph", *_LIBRARIES)},
        "rows": assembly.facts.row_counts,
        "classes": classes,
        "triples": {compact_graph(iri): len(triples) for iri, triples in assembly.graphs.items()},
        "warnings": len(problems),
        "files": files,
    }


def compact_graph(iri: str) -> str:
    """A named graph's short name: `facts` for …/graph/facts."""
    return iri.rpartition("/")[2]
