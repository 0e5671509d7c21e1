"""Reading texts: the first answer of a new process, and how time grows with the length of a text, by language.

The texts are the examples of the patterns, one a line, so nearly every line makes a claim, which is dearer than news.
`growth` reads the same texts against graphs with ever more names. Times are those of the processor.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from time import process_time

from sco_graph.reader.languages import codes, language
from sco_graph.reader.reading import Reader
from sco_graph.store import Build

from .measuring import OURS, median_run, run

DAY = "2024-07-05"
_LENGTHS = (1, 10, 100)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run([*OURS, "build", "--no-views", "--data", "packaged", "--out", str(folder / "build")])
        heads = "".join(f"{f'x{times}, s':>9}" for times in _LENGTHS)
        print(f"\n{'reading':9}{'first, s':>9}{'letters':>9}{heads}{'a second':>10}{'growth':>8}")
        reader = warm_reader(folder / "build")
        for code, text in texts().items():
            file = folder / f"{code}.txt"
            file.write_text(text.partition("\n")[0], encoding="utf-8")
            command = [*OURS, "read", str(file), "--published", DAY, "--build", str(folder / "build")]
            first = median_run(command, 5).cpu
            seconds = [seconds_to_read(reader, "\n".join([text] * times)) for times in _LENGTHS]
            rate, growth = len(text) * _LENGTHS[-1] / seconds[-1], seconds[-1] / seconds[0] / _LENGTHS[-1]
            shown = "".join(f"{each:9.2f}" for each in seconds)
            print(f"{code:9}{first:9.2f}{len(text):9,}{shown}{rate:10,.0f}{growth:8.2f}", flush=True)


def texts() -> Mapping[str, str]:
    """For each language the examples of its patterns."""
    return {code: "\n".join(pattern.example for pattern in language(code).patterns) for code in codes()}


def warm_reader(build: Path) -> Reader:
    """A reader that has read the texts once, so that what is made only once is there."""
    reader = Reader(Build(build))
    for text in texts().values():
        reader.read(text, published=DAY)
    return reader


def seconds_to_read(reader: Reader, text: str) -> float:
    """How long one reading of a text takes."""
    start = process_time()
    reader.read(text, published=DAY)
    return process_time() - start


if __name__ == "__main__":
    main()
