"""The command line: `sco-graph` and `python -m sco_graph`."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from sco_graph.problems import DataError, UsageError

app = typer.Typer(
    name="sco-graph",
    help="The open, sourced, dated knowledge graph of the Shanghai Cooperation Organisation.",
    no_args_is_help=True,
    add_completion=False,
    # Rich's help costs 150 ms at every start.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"sco-graph {version('sco-graph')}")
        raise typer.Exit()


@app.callback()
def _main(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """The open, sourced, dated knowledge graph of the Shanghai Cooperation Organisation."""


DataOption = Annotated[
    list[str] | None,
    typer.Option(
        "--data",
        help="A folder of tables; again for more tables; `packaged` for ours. [default: ./data, else packaged]",
    ),
]
BuildOption = Annotated[
    Path | None, typer.Option("--build", help="The build to read. [default: ./build, else one in your cache]")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The day to answer for, like 2024-07-04. [default: the data set's date]"
    ),
]


@app.command(epilog="Example: sco-graph build --out build")
def build(
    data: DataOption = None,
    out: Annotated[Path, typer.Option(help="The folder to write.")] = Path("build"),
    views: Annotated[bool, typer.Option(help="Write the pages too.")] = True,
) -> None:
    """Build the graph, its files and its pages from tables and ontology, checked."""
    from sco_graph.build import build as run_build
    from sco_graph.locations import data_directory
    from sco_graph.process import collect_rarely, use_little_memory

    use_little_memory()
    collect_rarely()
    folders = [data_directory(folder) for folder in data] if data else [data_directory()]
    manifest = run_build(folders, out, progress=_remark, views=views)
    classes = ", ".join(f"{count:,} {name.removeprefix('sco:')}" for name, count in sorted(manifest["classes"].items()))
    triples = manifest["triples"]
    print(f"As of {manifest['date']}: {classes}.")
    print(f"{sum(triples.values()):,} triples ({', '.join(f'{n:,} {name}' for name, n in triples.items())}).")
    if views:
        print(f"Open:    {out / 'views' / 'index.html'}")
    print(f"Import:  {out / 'sco.ttl'}")
    print(f"Ask:     sco-graph query members{'' if out == Path('build') else f' --build {out}'}")


@app.command(epilog="Example: sco-graph query members --as-of 2024-07-05")
def query(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE|-|SPARQL]", help="A named query, a .rq file, - for standard input, or SPARQL text."
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the named queries and their parameters.")] = False,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter of a named query.")
    ] = None,
    as_of: AsOfOption = None,
    form: Annotated[str, typer.Option("--format", help="table, json, csv, tsv or md.")] = "table",
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this SPARQL 1.1 endpoint, not a build.")
    ] = None,
    build: BuildOption = None,
) -> None:
    """Ask the graph in SPARQL: a named query, a file, or text."""
    from sco_graph.ask import Question, listing

    if list_:
        print(listing(), end="")
        return
    if source is None:
        raise UsageError("say what to ask: a name (--list shows them), a file, - or SPARQL text")
    try:
        text = sys.stdin.read() if source == "-" else source
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input: cannot be read as UTF-8 text: {error}") from None
    if source == "-" and "{" not in text:
        text += "\n"  # not a name then
    question = Question(text, dict(_pair(item) for item in param or []), as_of, form, _columns())
    print(question.ask_at(endpoint, _remark) if endpoint else question.ask(build, _remark), end="")


def _remark(message: str) -> None:
    print(message, file=sys.stderr)


def _columns() -> int | None:
    """How many columns the terminal has; None where the output is no terminal, and so is not cut."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _pair(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals:
        raise UsageError(f'found --param "{item}", expected --param name=value')
    return name, value


@app.command(epilog="Example: sco-graph show Иран --as-of 2023-07-04")
def show(
    entity: Annotated[str, typer.Argument(help="An id, or a name in English, Russian or Chinese.")],
    as_of: AsOfOption = None,
    build: BuildOption = None,
) -> None:
    """Show one thing: labels, facts with dates and sources, relations."""
    from sco_graph.builds import find_build
    from sco_graph.naming import find
    from sco_graph.show import describe, written
    from sco_graph.sparql import day

    source_build = find_build(build)
    asked_day = day(as_of) if as_of else source_build.date
    store = source_build.store
    print(written(describe(store, find(store, entity), asked_day), asked_day), end="")


@app.command(epilog="Example: sco-graph view --focus iran --depth 1 --as-of 2022-09-16")
def view(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="A view, else a named query, a .rq file or SPARQL text. [default: membership]"
        ),
    ] = None,
    focus: Annotated[str | None, typer.Option(metavar="ENTITY", help="Show what this thing is tied to.")] = None,
    depth: Annotated[int, typer.Option(min=1, max=3, help="How many steps from the focus.")] = 1,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter of a named query.")
    ] = None,
    as_of: AsOfOption = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The page to write. [default: ./NAME.html or ./ENTITY.html]")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    build: BuildOption = None,
) -> None:
    """Draw a network as one HTML file that needs nothing else."""
    from sco_graph.ask import warn_of_days_to_come
    from sco_graph.builds import find_build
    from sco_graph.export.place import write_file
    from sco_graph.sparql import day
    from sco_graph.views.asked import view_of
    from sco_graph.views.sheet import file_name

    source_build = find_build(build)
    asked_day = day(as_of) if as_of else None
    warn_of_days_to_come(asked_day or "", source_build.date, _remark)
    given = dict(_pair(item) for item in param or [])
    page = view_of(source_build, name, focus=focus, depth=depth, as_of=asked_day, parameters=given)
    target = out or Path(file_name(page.name))
    write_file(target, page.html.encode())
    print(target)
    if open_:
        import webbrowser

        webbrowser.open(target.resolve().as_uri())


@app.command(epilog="Example: sco-graph check data/events.csv")
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[TABLES|TTL…]", help="Report on these files only. [default: all]")
    ] = None,
    data: DataOption = None,
) -> None:
    """Check tables, shapes and hygiene; exit 1 where something is wrong, with file, row and column."""
    from sco_graph.locations import data_directory
    from sco_graph.verification import verify

    folders = [data_directory(folder) for folder in data] if data else [data_directory()]
    problems, said = verify(folders, files or [])
    for problem in problems:
        print(f"{problem}{'' if problem.severity == 'error' else ' (warning)'}")
    errors = sum(problem.severity == "error" for problem in problems)
    print(f"{said}: {_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}", file=sys.stderr)
    if errors:
        raise typer.Exit(1)


@app.command(epilog="Example: sco-graph diff 2023-07-03 2024-07-05")
def diff(
    first: Annotated[str, typer.Argument(metavar="DATE1|OLD.trig")],
    second: Annotated[str, typer.Argument(metavar="DATE2|NEW.trig")],
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    build: BuildOption = None,
) -> None:
    """Tell what changed between two days, or between two builds."""
    from sco_graph.comparison import compare_days, compare_files

    if form not in ("text", "json"):
        raise UsageError(f'found "{form}", expected text or json')
    if any(Path(side).suffix in (".trig", ".nq", ".gz") or "/" in side for side in (first, second)):
        for side in (first, second):
            if not Path(side).is_file():
                raise UsageError(f"{side}: no such file; give two days, or two .trig files")
        print(compare_files(Path(first), Path(second), form), end="")
        return
    from sco_graph.builds import find_build

    print(compare_days(find_build(build), first, second, form), end="")


@app.command(epilog="Example: sco-graph read article.txt --published 2024-04-26")
def read(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Texts, UTF-8 or HTML; - for standard input.")],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day of publication, like 2024-04-26, or its month or year."),
    ] = None,
    source_url: Annotated[str | None, typer.Option("--source-url", metavar="URL", help="The page of the text.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, json, ttl or html.")] = "table",
    accept: Annotated[bool, typer.Option("--accept", help="Print the rows to add to the tables.")] = False,
    build: BuildOption = None,
) -> None:
    """Read news: the claims of a text, each with a verdict by the facts."""
    from sco_graph.builds import find_build
    from sco_graph.reader.command import read_files

    found = find_build(build)
    print(read_files(files, found, published=published, source_url=source_url, form=form, accept=accept), end="")


@app.command(epilog="Example: sco-graph export --format ttl --as-of 2012-01-01")
def export(
    form: Annotated[
        str,
        typer.Option("--format", help="ttl, trig, nq, jsonld, rdfxml, graphml, gexf, cytoscape or neo4j (a folder)."),
    ],
    as_of: AsOfOption = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write. [default: standard output; ./neo4j]")
    ] = None,
    build: BuildOption = None,
) -> None:
    """Write the graph in another format, as it is on a day."""
    from sco_graph.builds import find_build
    from sco_graph.export.formats import FOLDERS, FORMATS, document, folder
    from sco_graph.export.place import write_file, write_folder
    from sco_graph.sparql import day

    if form not in FORMATS:
        raise UsageError(f'found "{form}", expected one of {", ".join(FORMATS)}')
    asked_day = day(as_of) if as_of else None
    source_build = find_build(build)
    if form in FOLDERS:
        target = out or Path(form)
        write_folder(target, folder(source_build, form, asked_day))
        print(f"{target / 'README.txt'} says how to import it, as of {asked_day or source_build.date}", file=sys.stderr)
    elif out:
        write_file(out, document(source_build, form, asked_day))
        print(f"wrote {out}, as of {asked_day or source_build.date}", file=sys.stderr)
    else:
        # Bytes, for a console of another encoding must not change them.
        sys.stdout.buffer.write(document(source_build, form, asked_day))


def main() -> NoReturn:
    """Run the command line. Exit codes: 0 done, 1 the data is bad, 2 the call is wrong."""
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding (Windows, LC_ALL=C) must not stop Chinese names.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8-sig")  # PowerShell's pipes begin with a byte order mark
    try:
        app(standalone_mode=True)
    except DataError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"{_counted(len(error.problems), 'mistake')}; nothing was written", file=sys.stderr)
        sys.exit(1)
    except UsageError as error:
        print(f"sco-graph: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader (head, less) has seen enough
    except OSError as error:
        print(f"sco-graph: {error.filename or 'output'}: {error.strerror}", file=sys.stderr)
        sys.exit(2)
    sys.exit(0)
