"""What the documents say is true: README's commands give the answers shown, links lead somewhere, versions agree."""

import csv
import doctest
import io
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/*.md")])
LEFT_OUT = "…"


def blocks(language: str) -> list[str]:
    """The fenced blocks of README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def transcripts() -> Iterator[tuple[str, str]]:
    """(command, answer shown) of README's `console` blocks."""
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, answer = part.partition("\n")
            yield command, answer


def run(command: str, folder: Path) -> str:
    """What the command prints, messages last, in a folder."""
    program, *arguments = shlex.split(command)
    assert program == "sco-graph"
    done = subprocess.run(
        [sys.executable, "-m", "sco_graph", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr


def assert_shown(shown: str, real: str) -> None:
    """`shown` is `real`, where each line `…` stands for one line or more."""
    wanted, found = shown.rstrip("\n").split("\n"), real.rstrip("\n").split("\n")
    if LEFT_OUT not in wanted:
        assert found == wanted
        return
    pattern = "".join(r"(?:.*\n)+" if line == LEFT_OUT else re.escape(line) + r"\n" for line in wanted)
    assert re.fullmatch(pattern, "\n".join(found) + "\n"), f"README shows\n{shown}\nreal is\n{real}"


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A folder like a reader's clone after `make graph`: tables in data/, a build in build/."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(built, tmp_path / "build")
    (article,) = blocks("article")
    (tmp_path / "article.txt").write_text(article, encoding="utf-8")
    return tmp_path


ASKED = [(command, answer) for command, answer in transcripts() if not command.startswith("sco-graph check")]
CHECKED = [(command, answer) for command, answer in transcripts() if command.startswith("sco-graph check")]


def test_readme_shows_answers() -> None:
    assert sum(command.startswith("sco-graph query") for command, _ in ASKED) >= 5
    assert len(CHECKED) == 1


@pytest.mark.parametrize(("command", "answer"), ASKED, ids=[command for command, _ in ASKED])
def test_command_gives_the_answer_shown(command: str, answer: str, project: Path) -> None:
    assert_shown(answer, run(command, project))


@pytest.mark.parametrize(("command", "answer"), CHECKED, ids=[command for command, _ in CHECKED])
def test_slips_give_the_messages_shown(command: str, answer: str, project: Path) -> None:
    (slipped,) = blocks("csv")
    table = project / "data" / "memberships.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    key = slipped.partition(",")[0]
    (number,) = (index for index, line in enumerate(lines) if line.startswith(f"{key},"))
    before, after = (next(csv.reader(io.StringIO(text))) for text in (lines[number], slipped))
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 2, "README's row differs in two cells"
    lines[number] = slipped
    table.write_text("".join(lines), encoding="utf-8", newline="\n")
    assert_shown(answer, run(command, project))


def test_python_example(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks("python")), {}, "README.md", "README.md", 0)
    assert examples.examples
    report = io.StringIO()
    doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples, out=report.write)
    assert not report.getvalue(), report.getvalue()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_relative_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    missing = [
        target
        for target in targets
        if not re.match(r"[a-z]+:|#", target) and not (document.parent / target.partition("#")[0]).exists()
    ]
    assert not missing


def test_versions_agree() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d[^\]]*)\] - (\d{4}-\d{2}-\d{2})$", changelog, re.MULTILINE)
    assert newest is not None
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    terms = (ROOT / "ontology" / "terms.ttl").read_text(encoding="utf-8")
    assert newest[1] == version
    assert f"\nversion: {version}\n" in citation
    assert f'\ndate-released: "{newest[2]}"\n' in citation
    assert re.search(rf'owl:versionInfo\s+"{re.escape(version)}"', terms)
    assert f"/ontology/{version}> ;" in terms
