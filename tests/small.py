"""A small set of tables that builds in a second or two: the project's own description, and a few of its own rows."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from conftest import ROOT

DATA: Final = ROOT / "data"
METADATA: Final = "csv-metadata.json"
_MINIMUM_ROWS: Final = "https://w3id.org/sco-graph/ontology#minimumRows"

# What the tables begin with; all that these rows refer to by a foreign key comes too.
_ROWS: Final = {
    "states": ("china", "kazakhstan", "russia"),
    "memberships": ("membership-china-sco-member-2001", "membership-kazakhstan-sco-member-2001"),
    "organizations": ("sco",),
}
_ONE_MORE: Final = {"states": ("kyrgyzstan",)}
# References that would bring in half of the data, none of them required.
_LEFT_EMPTY: Final = {("organizations", "established_by"), ("memberships", "decided_at")}

Rows = dict[str, dict[str, dict[str, str]]]


def small_tables(folder: Path, *, one_more: bool = False) -> Path:
    """Write the tables into `folder`. `one_more` adds a state, so that two versions can be told apart."""
    folder.mkdir(parents=True, exist_ok=True)
    described = json.loads((DATA / METADATA).read_text(encoding="utf-8"))
    chosen = _chosen(described, one_more=one_more)
    for table in described["tables"]:
        table[_MINIMUM_ROWS] = 0
        name = table["url"].removesuffix(".csv")
        header = [column["name"] for column in table["tableSchema"]["columns"] if not column.get("virtual")]
        with (folder / table["url"]).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(chosen.get(name, {}).values())
    (folder / METADATA).write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder


def copied(tables: Path, folder: Path) -> Path:
    """A copy of a set of tables, to break."""
    return shutil.copytree(tables, folder)


def number_of_states(*, one_more: bool = False) -> int:
    described = json.loads((DATA / METADATA).read_text(encoding="utf-8"))
    return len(_chosen(described, one_more=one_more)["states"])


def _chosen(described: dict[str, Any], *, one_more: bool) -> Rows:
    schemas = {table["url"].removesuffix(".csv"): table["tableSchema"] for table in described["tables"]}
    wanted = [(table, key) for table, keys in _ROWS.items() for key in keys]
    if one_more:
        wanted += [(table, key) for table, keys in _ONE_MORE.items() for key in keys]
    everything = {name: _rows(name) for name in schemas if "id" in schemas[name]["primaryKey"]}
    chosen: Rows = {}
    while wanted:
        table, key = wanted.pop()
        if key in chosen.setdefault(table, {}):
            continue
        row = dict(everything[table][key])
        for column in row:
            if (table, column) in _LEFT_EMPTY:
                row[column] = ""
        chosen[table][key] = row
        wanted += _referred_to(row, schemas[table])
    return {table: dict(sorted(rows.items())) for table, rows in chosen.items()}


def _rows(table: str) -> dict[str, dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def _referred_to(row: dict[str, str], schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in schema.get("foreignKeys", []):
        (column,) = key["columnReference"]
        table = key["reference"]["resource"].removesuffix(".csv")
        yield from ((table, item) for item in row[column].split(";") if item)
