"""The command line as a user meets it: help, exit codes, streams, encodings, forms of answers, endpoints."""

import csv
import gzip
import io
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
import typer.main
from conftest import ROOT

from sco_graph.cli import app

SCRIPT = str(Path(sys.executable).with_name("sco-graph"))
COMMANDS: dict[str, click.Command] = dict(getattr(typer.main.get_command(app), "commands"))  # noqa: B009
COUNT_MEMBERS = "SELECT (COUNT(*) AS ?n) WHERE { ?state sco:memberOf id:sco }"


def run(
    *arguments: str,
    cwd: Path = ROOT,
    stdin: str = "",
    program: tuple[str, ...] = (SCRIPT,),
    env: Mapping[str, str] = {},
) -> subprocess.CompletedProcess[str]:
    """Type a command; its output is read as UTF-8, whatever the environment says."""
    return subprocess.run(
        [*program, *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **env},
        timeout=120,
        check=False,
    )


def answer(built: Path, *arguments: str, stdin: str = "", env: Mapping[str, str] = {}) -> str:
    done = run(*arguments, "--build", str(built), stdin=stdin, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def workplace(built: Path, tmp_path: Path) -> Path:
    """A folder as a user has it: with ./data, ./build and a text to read."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "build").symlink_to(built)
    (tmp_path / "article.txt").write_text("Iran is a member of the SCO.\n", encoding="utf-8")
    return tmp_path


# ---- Help ----


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_explained_with_an_example(name: str, workplace: Path) -> None:
    command = COMMANDS[name]
    assert command.help
    assert command.epilog
    assert command.epilog.startswith(f"Example: sco-graph {name}")
    example = shlex.split(command.epilog.removeprefix("Example: "))[1:]
    if name == "build":
        # The `built` fixture is this example, in another folder.
        assert example == ["build", "--out", "build"]
    else:
        done = run(*example, cwd=workplace)
        assert done.returncode == 0, done.stderr
        assert done.stdout or name == "check"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_shows_its_example(name: str) -> None:
    done = run(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Example: sco-graph {name}" in done.stdout


def test_help_names_every_command() -> None:
    done = run("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert {"build", "query", "show", "check", "diff"} <= set(COMMANDS)
    assert all(re.search(rf"^ *{name} ", done.stdout, re.MULTILINE) for name in COMMANDS)


def test_module_is_the_same_program() -> None:
    module = run("--help", program=(sys.executable, "-m", "sco_graph"))
    assert module.returncode == 0
    assert module.stdout.replace("python -m sco_graph", "sco-graph") == run("--help").stdout


def test_every_named_query_is_listed() -> None:
    done = run("query", "--list")
    listed = re.findall(r"^(\S+)", done.stdout, re.MULTILINE)
    assert done.returncode == 0
    assert listed == sorted(path.stem for path in (ROOT / "sco_graph" / "queries").glob("*.rq"))


# ---- Exit codes and streams ----

WRONG_CALLS = {
    "no such command": (["bild"], "bild"),
    "no such option": (["query", "members", "--asof", "2024-07-04"], "--asof"),
    "nothing asked": (["query"], "say what to ask"),
    "unknown query": (["query", "membrs"], 'found "membrs", expected a named query .*, did you mean "members"?'),
    "unknown parameter": (
        ["query", "status-of-state", "--param", "stat=china"],
        'found "stat", .*did you mean "state"',
    ),
    "parameter without a value": (["query", "status-of-state", "--param", "china"], "expected --param name=value"),
    "parameter of another type": (
        ["query", "events-in-year", "--param", "year=soon"],
        'found "soon", expected a number',
    ),
    "slug that is none": (
        ["query", "status-of-state", "--param", "state=China!"],
        'found "China!", expected an id or a name',
    ),
    "no such day": (["query", "members", "--as-of", "2023-02-30"], 'found "2023-02-30", expected a day'),
    "day in words": (["query", "members", "--as-of", "yesterday"], 'found "yesterday", expected a day'),
    "unknown format": (["query", "members", "--format", "xml"], 'found "xml", expected one of table, json'),
    "not SPARQL": (["query", "SELEKT * WHERE { ?s ?p ?o }"], "not SPARQL 1.1"),
    "an update": (["query", "DELETE WHERE { ?s ?p ?o }"], "not SPARQL 1.1"),
    "unknown entity": (
        ["show", "kazahkstan"],
        'found "kazahkstan", expected an id or a name of the graph, did you mean',
    ),
    "nothing like it": (["show", "qqqqqqqq"], 'found "qqqqqqqq", expected an id or a name'),
    "an id with spaces": (["show", "not an <iri>"], 'found "not an <iri>", expected an id or a name'),
    "show on no day": (["show", "china", "--as-of", "2023-13-01"], 'found "2023-13-01", expected a day'),
    "diff of no days": (["diff", "2023-07-03", "someday"], 'found "someday", expected a day'),
    "diff of a day and no file": (["diff", "2023-07-03", "gone.trig"], "no such file"),
    "diff in no format": (["diff", "2023-07-03", "2023-07-04", "--format", "csv"], "expected text or json"),
    "endpoint that is no address": (["query", "members", "--endpoint", "here"], "expected the http"),
    "endpoint that is not there": (["query", "members", "--endpoint", "http://127.0.0.1:9/sparql"], "127.0.0.1:9"),
    "missing build": (["query", "members", "--build", "nowhere"], "nowhere: no build there"),
    "missing build to show": (["show", "china", "--build", "nowhere"], "nowhere: no build there"),
    "missing data": (["check", "--data", "nowhere"], r"nowhere: no csv-metadata\.json there"),
    "missing data to build": (["build", "--data", "nowhere", "--out", "new"], r"nowhere: no csv-metadata\.json there"),
    "missing table": (["check", "data/evnts.csv"], "evnts.csv"),
    "missing file": (["check", "gone.ttl"], "gone.ttl: no such file"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_wrong_call(arguments: list[str], message: str, workplace: Path) -> None:
    done = run(*arguments, cwd=workplace)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert re.search(message, done.stderr), done.stderr


def test_very_long_words_are_no_file_names(workplace: Path) -> None:
    done = run("query", "members" * 100, cwd=workplace)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def test_bad_data_is_exit_1_on_stdout_of_check(tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT / "data", tmp_path / "data")
    text = (copy / "states.csv").read_text(encoding="utf-8")
    (copy / "states.csv").write_text(text.replace(",CHN,", ",Chn,", 1), encoding="utf-8")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert re.fullmatch(r'data/states\.csv:\d+:iso3: found "Chn", expected a string like \[A-Z\]\{3\}\n', done.stdout)
    assert done.stderr == "tables, shapes and hygiene: 1 error, 0 warnings\n"
    # A report on another file has nothing to say.
    other = run("check", "data/events.csv", cwd=tmp_path)
    assert (other.returncode, other.stdout) == (0, "")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"date": 5'])
def test_broken_manifest(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text)
    done = run("query", "members", "--build", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert str(tmp_path) in done.stderr


def test_build_without_its_store(built: Path, tmp_path: Path) -> None:
    shutil.copy(built / "manifest.json", tmp_path)
    done = run("query", "members", "--build", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "build again" in done.stderr
    assert "Traceback" not in done.stderr


def test_diff_of_files_that_are_no_graphs(tmp_path: Path) -> None:
    for name, data in {"text.trig": b"not a graph", "bytes.trig": b"\xff\xfe\x00"}.items():
        (tmp_path / name).write_bytes(data)
    done = run("diff", "text.trig", "bytes.trig", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "text.trig: cannot be read as TriG or N-Quads" in done.stderr


def test_query_file_that_is_not_utf8(built: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_bytes(b"SELECT * WHERE { ?s ?p '\xe9' }")
    done = run("query", str(tmp_path / "bad.rq"), "--build", str(built))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_check_of_a_turtle_file(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(
        "@prefix sco: <https://w3id.org/sco-graph/ontology#> .\n"
        "<https://example.org/x> a sco:Tenure ; sco:start 'soon' .\n",
        encoding="utf-8",
    )
    done = run("check", "mine.ttl", cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(r"^mine\.ttl:2:sco:holder: \S*example\.org/x: expected exactly one sco:holder", done.stdout, re.M)
    (tmp_path / "mine.ttl").write_text("@prefix sco: <https://w3id.org/sco-graph/ontology#> .\n\nsco:x sco:y\n")
    broken = run("check", "mine.ttl", cwd=tmp_path)
    assert broken.returncode == 1
    assert re.match(r"mine\.ttl:\d+: not Turtle", broken.stdout)


# ---- Encodings and terminals ----


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1252"}],
    ids=["C", "C without coercion", "cp1252"],
)
def test_output_is_utf8_on_every_console(environment: dict[str, str], built: Path) -> None:
    done = run("show", "china", "--build", str(built), env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "zh: 中国" in done.stdout
    assert "ru: Китай" in done.stdout
    missing = run("show", "Китайй", "--build", str(built), env=environment)
    assert missing.returncode == 2
    assert "Traceback" not in missing.stderr


def test_standard_input_is_utf8_on_every_console(built: Path) -> None:
    text = "ASK { id:china skos:prefLabel '中国'@zh }"
    for environment in ({"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        assert answer(built, "query", "-", stdin=text, env=environment).startswith("yes")
    # PowerShell's pipes begin with a byte order mark.
    assert answer(built, "query", "-", stdin=f"\ufeff{text}").startswith("yes")
    command = [SCRIPT, "query", "-", "--build", str(built)]
    done = subprocess.run(command, input=b"ASK { ?s ?p '\xe9' }", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"sco-graph: standard input: cannot be read as UTF-8 text")


def test_text_is_plain_where_nobody_looks(built: Path) -> None:
    for arguments in (["query", "members"], ["show", "china"], ["diff", "2023-07-03", "2023-07-05"]):
        out = answer(built, *arguments, env={"TERM": "xterm-256color"})
        assert "\x1b" not in out


def test_closed_pipe_is_quiet(built: Path) -> None:
    everything = "SELECT * WHERE { ?s ?p ?o }"
    for arguments in (["query", everything, "--format", "csv"], ["query", "members"]):
        reader, writer = os.pipe()
        os.close(reader)
        command = [SCRIPT, *arguments, "--build", str(built)]
        with os.fdopen(writer, "w") as out:
            done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
        assert done.stderr == ""


def test_head_sees_the_first_line(built: Path) -> None:
    text = f"{shlex.quote(SCRIPT)} query members --format csv --build {shlex.quote(str(built))} | head -1"
    done = subprocess.run(["bash", "-c", text], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("state")


# ---- Questions ----


def test_query_from_standard_input_and_file(built: Path, tmp_path: Path) -> None:
    assert "10" in answer(built, "query", "-", stdin=COUNT_MEMBERS)
    (tmp_path / "count.rq").write_text(COUNT_MEMBERS, encoding="utf-8")
    from_file = answer(built, "query", str(tmp_path / "count.rq"), "--format", "csv")
    assert from_file.splitlines() == ["n", "10"]


def test_query_text_in_three_forms(built: Path) -> None:
    assert answer(built, "query", COUNT_MEMBERS, "--format", "tsv").splitlines()[-1] == "10"
    yes = answer(built, "query", "ASK { id:iran sco:memberOf id:sco }")
    no = answer(built, "query", "ASK { id:iran sco:memberOf id:sco }", "--as-of", "2023-07-03")
    assert (yes.split()[0], no.split()[0]) == ("yes", "no")
    assert (
        json.loads(answer(built, "query", "ASK { id:iran sco:memberOf id:sco }", "--format", "json"))["boolean"] is True
    )
    turtle = answer(built, "query", "CONSTRUCT { ?s sco:memberOf id:sco } WHERE { ?s sco:memberOf id:sco }")
    import rdflib

    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == 10


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "SELECT ?s { ?s sco:memberof id:sco }",
            'found "sco:memberof", expected a name of the graph, did you mean "sco:memberOf"?',
        ),
        (
            "SELECT ?s { ?s sco:memberOf id:scoo }",
            'found "id:scoo", expected a name of the graph, did you mean "id:sco"?',
        ),
        ("ASK { ?s ?p <https://w3id.org/sco-graph/concept/obsever> }", 'did you mean "concept:observer"?'),
        ("PREFIX : <https://w3id.org/sco-graph/id/> ASK { :irann ?p ?o }", 'did you mean "id:iran"?'),
    ],
)
def test_name_that_the_graph_does_not_know_is_told(text: str, said: str, built: Path) -> None:
    done = run("query", text, "--build", str(built))
    assert done.returncode == 0
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_forms_of_an_answer_agree(built: Path) -> None:
    forms = {
        form: answer(built, "query", "members", "--format", form) for form in ("json", "csv", "tsv", "md", "table")
    }
    document = json.loads(forms["json"])
    names = document["head"]["vars"]
    bindings = [[row[name]["value"] for name in names] for row in document["results"]["bindings"]]
    rows = list(csv.reader(io.StringIO(forms["csv"], newline="")))
    assert rows == [names, *bindings]
    assert len(bindings) == 10
    tsv = list(csv.reader(io.StringIO(forms["tsv"]), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert tsv[0] == [f"?{name}" for name in names]
    assert [row[0] for row in tsv[1:]] == [f"<{row[0]}>" for row in bindings]
    assert forms["md"].splitlines()[1].replace(" ", "") == "|" + "---|" * len(names)
    assert forms["md"].count("\n| ") == 1 + 10
    assert forms["table"].endswith("(10 rows, as of 2026-11-24)\n")


def test_parameters_are_values_never_text(built: Path) -> None:
    evil = '") } UNION { ?s ?p ?o } #'
    out = answer(built, "query", "find-by-name", "--param", f"name={evil}", "--format", "csv")
    assert len(out.splitlines()) == 1


def test_as_of_moves_the_shortcuts(built: Path) -> None:
    ask = "SELECT ?status WHERE { VALUES ?status { sco:memberOf sco:observerOf } id:iran ?status id:sco }"
    before = answer(built, "query", ask, "--as-of", "2023-07-03", "--format", "csv")
    after = answer(built, "query", ask, "--as-of", "2023-07-04", "--format", "csv")
    assert before.splitlines()[1:] == ["https://w3id.org/sco-graph/ontology#observerOf"]
    assert after.splitlines()[1:] == ["https://w3id.org/sco-graph/ontology#memberOf"]


def test_members_by_day(built: Path) -> None:
    counts = {
        day: len(answer(built, "query", "members", "--as-of", day, "--format", "csv").splitlines()) - 1
        for day in ("2001-06-14", "2001-06-15", "2017-06-08", "2017-06-09", "2023-07-04", "2024-07-04")
    }
    assert list(counts.values()) == [0, 6, 6, 8, 9, 10]


# ---- Show and diff ----


@pytest.mark.parametrize("name", ["china", "China", "CHINA", "Китай", "中国", "People's Republic of China"])
def test_show_finds_a_thing_by_any_name(name: str, built: Path) -> None:
    out = answer(built, "show", name)
    assert "https://w3id.org/sco-graph/id/china" in out
    assert "as of 2026-11-24" in out
    assert "https://" in out.partition("source: ")[2]


def test_show_marks_what_holds_on_a_day(built: Path) -> None:
    def marked(day: str) -> list[str]:
        lines = answer(built, "show", "iran", "--as-of", day).splitlines()
        return [line for line in lines if line.startswith("* ") and "Shanghai Cooperation Organisation" in line]

    assert any("observer" in line for line in marked("2023-07-03"))
    assert not any("observer" in line for line in marked("2023-07-04"))
    assert any("member" in line for line in marked("2023-07-04"))


def test_diff_of_two_days_in_words(built: Path) -> None:
    out = answer(built, "diff", "2023-07-03", "2023-07-05")
    assert out.startswith("From 3 July 2023 to 5 July 2023: ")
    assert re.search(r"^ +Iran\b.*: observer -> member \(4 July 2023\)$", out, re.MULTILINE)
    assert re.search(r"^ +Council of Heads of State: India -> Kazakhstan \(4 July 2023\)$", out, re.MULTILINE)


def test_diff_of_two_days_as_json(built: Path) -> None:
    document = json.loads(answer(built, "diff", "2023-07-03", "2023-07-05", "--format", "json"))
    assert (document["from"], document["to"]) == ("2023-07-03", "2023-07-05")
    (iran,) = [c for c in document["changes"] if c["kind"] == "Membership" and c["about"] == "iran"]
    assert (iran["before"], iran["after"], iran["date"]) == ("observer", "member", "2023-07-04")
    assert iran["sources"]


def test_diff_of_a_day_with_itself_is_empty(built: Path) -> None:
    assert answer(built, "diff", "2023-07-04", "2023-07-04").splitlines() == [
        "From 4 July 2023 to 4 July 2023: 0 changes"
    ]


def test_diff_of_two_builds(built: Path, tmp_path: Path) -> None:
    old = (built / "sco.trig").read_text(encoding="utf-8")
    assert old.count('"CHN"') == 1
    (tmp_path / "new.trig").write_text(old.replace('"CHN"', '"CHX"'), encoding="utf-8")
    done = run("diff", str(built / "sco.trig"), "new.trig", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "1 statements removed, 1 added",
        "",
        "china",
        '  - sco:isoAlpha3 "CHN"',
        '  + sco:isoAlpha3 "CHX"',
    ]
    document = json.loads(run("diff", str(built / "sco.trig"), "new.trig", "--format", "json", cwd=tmp_path).stdout)
    assert [s["value"] for s in document["removed"] + document["added"]] == ["CHN", "CHX"]
    same = run("diff", str(built / "sco.trig"), str(built / "sco.trig"))
    assert same.stdout == "0 statements removed, 0 added\n"


# ---- A foreign endpoint ----


@pytest.fixture(scope="module")
def endpoint(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Oxigraph server, which is not ours, over the build's N-Quads."""
    program = Path(sys.executable).with_name("oxigraph")
    assert program.is_file(), "pip install oxigraph (in the test dependencies)"
    folder = tmp_path_factory.mktemp("oxigraph")
    (folder / "sco.nq").write_bytes(gzip.decompress((built / "sco.nq.gz").read_bytes()))
    load = [str(program), "load", "--location", str(folder / "store"), "--file", str(folder / "sco.nq")]
    subprocess.run(load, check=True, capture_output=True, timeout=120)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    serve = [str(program), "serve-read-only", "--location", str(folder / "store"), "--bind", address]
    with (folder / "log").open("wb") as log, subprocess.Popen(serve, stdout=log, stderr=log) as server:
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(f"http://{address}/", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield f"http://{address}/query"
        finally:
            server.terminate()


@pytest.mark.parametrize("name", ["members", "status-counts", "chairs", "summits", "counts-by-class"])
def test_endpoint_answers_as_the_build_does(name: str, built: Path, endpoint: str) -> None:
    there = run("query", name, "--format", "csv", "--endpoint", endpoint)
    assert (there.returncode, there.stderr) == (0, "")
    assert there.stdout == answer(built, "query", name, "--format", "csv")
    assert len(there.stdout.splitlines()) > 1


def test_endpoint_answers_text_of_three_forms(endpoint: str) -> None:
    ask = run("query", "ASK { id:iran sco:memberOf id:sco }", "--endpoint", endpoint)
    assert ask.stdout.startswith("yes")
    turtle = run("query", "CONSTRUCT WHERE { ?s sco:memberOf id:sco }", "--endpoint", endpoint)
    assert turtle.stdout.count("sco:memberOf") == 10
    broken = run("query", "SELECT * WHERE {", "--endpoint", endpoint)
    assert (broken.returncode, broken.stdout) == (2, "")
    assert "HTTP 400" in broken.stderr


def test_endpoint_keeps_its_own_day_and_says_so(endpoint: str) -> None:
    done = run("query", COUNT_MEMBERS, "--as-of", "2023-07-03", "--format", "csv", "--endpoint", endpoint)
    assert done.returncode == 0
    assert done.stdout.splitlines() == ["n", "10"]
    assert "shortcuts such as sco:memberOf stay those of the day" in done.stderr


# ---- view ----


def test_view_writes_a_page_and_says_where(workplace: Path) -> None:
    """On 16 September 2022 Iran was an observer; the memorandum of its obligations is of that summit (Samarkand)."""
    done = run("view", "--focus", "Иран", "--as-of", "2022-09-16", cwd=workplace)
    assert (done.returncode, done.stdout) == (0, "iran.html\n"), done.stderr
    page = (workplace / "iran.html").read_text(encoding="utf-8")
    assert '"id":"memorandum-obligations-iran-2022"' in page
    assert '"id":"membership-iran-sco-observer-2005"' in page
    assert '"id":"membership-iran-sco-member-2023"' not in page


def test_view_of_an_answer_is_named_after_the_question(workplace: Path) -> None:
    done = run("view", "members", "--as-of", "2012-01-01", "--out", "then.html", cwd=workplace)
    assert done.stdout == "then.html\n", done.stderr
    page = (workplace / "then.html").read_text(encoding="utf-8")
    assert '"id":"membership-uzbekistan-sco-member-2001"' in page
    assert '"id":"iran"' not in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["membershp"], 'did you mean "membership"'),
        (["--focus", "atlantis"], "expected an id or a name of the graph"),
        (["counts-by-class"], "names no thing to draw"),
        (["events", "--focus", "sri-lanka", "--as-of", "1999-01-01"], "not in this view"),
        (["--as-of", "soon"], "expected a day"),
        (["--out", "no/such/folder/page.html"], "nothing was changed"),
    ],
)
def test_view_that_cannot_be_is_said(words: list[str], said: str, workplace: Path) -> None:
    done = run("view", *words, cwd=workplace)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list(workplace.glob("*.html"))
