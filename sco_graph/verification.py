"""`sco-graph check`: tables and Turtle files against descriptions, shapes and hygiene, without building."""

from collections.abc import Sequence
from pathlib import Path

from sco_graph.assembly import assemble, check
from sco_graph.checks import check_shapes
from sco_graph.dataset import in_memory
from sco_graph.loaders import Facts
from sco_graph.loaders.tables import shown_path
from sco_graph.loaders.turtle import load_ontology, load_turtle, subject_origins
from sco_graph.locations import METADATA_NAME, ontology_directory
from sco_graph.namespaces import GRAPH_FACTS
from sco_graph.problems import DataError, Problem, UsageError, found_expected, nearest


def verify(folders: Sequence[Path], files: Sequence[Path]) -> tuple[list[Problem], str]:
    """The problems of the tables in `folders`, or only those of `files`, with a word on what was checked.

    Turtle files are checked against the shapes, together with the ontology. A table outside `folders` brings its own
    folder in. Raises UsageError for a file that is not there, or is neither a described table nor Turtle.
    """
    for path in files:
        if not path.is_file():
            raise UsageError(f"{path}: no such file")
    turtle_files = [path for path in files if path.suffix == ".ttl"]
    tables = [path for path in files if path.suffix != ".ttl"]
    problems: list[Problem] = []
    said = []
    if tables or not files:
        found = _verify_tables(_with_folders_of(folders, tables))
        shown = {shown_path(path) for path in tables}
        # What is wrong in a description may hide all else.
        asked = shown | {str(folder / METADATA_NAME) for folder in _with_folders_of(folders, tables)}
        problems += [problem for problem in found if not shown or problem.file in asked]
        said.append(", ".join(sorted(shown)) or "tables, shapes and hygiene")
    for path in turtle_files:
        problems += _verify_turtle(path)
        said.append(shown_path(path))
    return problems, ", ".join(said)


def _with_folders_of(folders: Sequence[Path], tables: Sequence[Path]) -> list[Path]:
    known = [folder.resolve() for folder in folders]
    result = list(folders)
    for table in tables:
        folder = table.resolve().parent
        if folder not in known:
            if not (folder / METADATA_NAME).is_file():
                raise UsageError(
                    f"{table}: {found_expected(table.name, f'a table described in {METADATA_NAME} beside it')}"
                )
            result.append(folder)
        names = [path.name for path in folder.glob("*.csv")]
        if table.name not in names:
            raise UsageError(f"{table}: {found_expected(table.name, 'a table', nearest(table.name, names))}")
    return result


def _verify_tables(folders: Sequence[Path]) -> list[Problem]:
    try:
        return check(assemble(folders))
    except DataError as error:
        return error.problems


def _verify_turtle(path: Path) -> list[Problem]:
    try:
        triples = load_turtle(path)
    except DataError as error:
        return error.problems
    ontology = load_ontology(ontology_directory())
    shown, origins = shown_path(path), subject_origins([path])
    store = in_memory({GRAPH_FACTS: [*ontology, *triples]})
    found = check_shapes(store, ontology_directory() / "shapes.ttl", Facts(origins=origins))
    # A node whose line was not found stands for itself; then the message names it.
    return [p if p.file == shown else Problem(shown, 0, p.column, f"{p.file}: {p.message}", p.severity) for p in found]
