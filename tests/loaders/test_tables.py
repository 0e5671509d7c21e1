"""Whole tables: every mistake of every table at once, at its place, and nothing lost of what is right."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sco_graph.loaders import Facts, Origin, load_tables
from sco_graph.namespaces import CONCEPT, ID, ONTOLOGY, SKOS, XSD
from sco_graph.problems import DataError

SCHEMES = {"kind": {CONCEPT + "forum": "forum", CONCEPT + "treaty": "treaty"}}
SLUG = {"base": "string", "format": "[a-z0-9]+(-[a-z0-9]+)*"}
HEADER = ("id", "name", "note", "kind", "near", "size", "start", "sources")
GOOD = ("astana", "Astana", "", "forum", "", "3", "2024-07", "src-one")
EMPTY: Mapping[str, str] = {}


def key(column: str, table: str) -> dict[str, Any]:
    return {"columnReference": column, "reference": {"resource": f"{table}.csv", "columnReference": "id"}}


def description(namespace: str = ID, minimum: int = 0) -> dict[str, Any]:
    """Three tables, in the manner of our own."""
    edtf = {"earliest": ONTOLOGY + "start", "latest": ONTOLOGY + "startLatest"}
    things = [
        {"name": "id", "required": True, "suppressOutput": True, "datatype": SLUG},
        {"name": "name", "propertyUrl": "skos:prefLabel", "lang": "en", "required": True},
        {"name": "note", "propertyUrl": "rdfs:comment"},
        {
            "name": "kind",
            "propertyUrl": ONTOLOGY + "kind",
            "valueUrl": CONCEPT + "{kind}",
            ONTOLOGY + "scheme": "kind",
        },
        {"name": "near", "propertyUrl": ONTOLOGY + "near", "valueUrl": ID + "{near}", "separator": ";"},
        {"name": "size", "propertyUrl": ONTOLOGY + "size", "datatype": {"base": "integer", "minimum": "1"}},
        {"name": "start", "propertyUrl": ONTOLOGY + "startEdtf", ONTOLOGY + "edtf": edtf},
        {
            "name": "sources",
            "propertyUrl": ONTOLOGY + "source",
            "valueUrl": ID + "{sources}",
            "separator": ";",
            "required": True,
        },
        {"name": "type", "virtual": True, "propertyUrl": "rdf:type", "valueUrl": ONTOLOGY + "Place"},
    ]
    sources = [
        {"name": "id", "required": True, "suppressOutput": True, "datatype": SLUG},
        {"name": "url", "propertyUrl": ONTOLOGY + "url", "datatype": "anyURI", "required": True},
    ]
    evidence = [
        {"name": "table", "required": True, "suppressOutput": True},
        {"name": "id", "required": True, "suppressOutput": True},
        {"name": "column", "required": True, "suppressOutput": True},
        {
            "name": "source",
            "propertyUrl": ONTOLOGY + "source",
            "valueUrl": ID + "{source}",
            "required": True,
        },
    ]
    about = namespace + "{id}"
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "tables": [
            {
                "url": "things.csv",
                ONTOLOGY + "minimumRows": minimum,
                "tableSchema": {
                    "aboutUrl": about,
                    "primaryKey": "id",
                    "columns": things,
                    "foreignKeys": [key("sources", "sources")],
                },
            },
            {"url": "sources.csv", "tableSchema": {"aboutUrl": about, "primaryKey": "id", "columns": sources}},
            {
                "url": "evidence.csv",
                "tableSchema": {
                    "aboutUrl": about,
                    "primaryKey": ["table", "id", "column", "source"],
                    "columns": evidence,
                    "foreignKeys": [key("source", "sources")],
                },
            },
        ],
    }


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def row(**cells: str) -> list[str]:
    return list({**dict(zip(HEADER, GOOD, strict=True)), **cells}.values())


def write(
    folder: Path,
    things: Iterable[Sequence[str]] = (GOOD,),
    *,
    texts: Mapping[str, str | bytes | None] = EMPTY,
    described: dict[str, Any] | None = None,
) -> Path:
    """A folder of tables. `texts` gives the whole text of a file instead, or None for no file."""
    folder.mkdir(exist_ok=True)
    files: dict[str, str | bytes | None] = {
        "things.csv": as_csv([HEADER, *things]),
        "sources.csv": "id,url\nsrc-one,https://example.org/1\nsrc-two,https://example.org/2\n",
        "evidence.csv": "table,id,column,source\n",
        "csv-metadata.json": json.dumps(described or description()),
        **texts,
    }
    for name, text in files.items():
        if text is not None:
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def load(*folders: Path) -> Facts:
    return load_tables(folders, SCHEMES)


def problems(*folders: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(DataError) as caught:
        load(*folders)
    return [(Path(p.file).name, p.line, p.column, p.message) for p in caught.value.problems]


def values(facts: Facts, slug: str, prop: str, namespace: str = ID) -> set[str]:
    return {
        triple.object.value
        for triple in facts.triples
        if triple.subject == ox.NamedNode(namespace + slug)
        and triple.predicate.value == prop
        and not isinstance(triple.object, ox.Triple)
    }


class TestGoodTables:
    def test_the_triples_of_a_row(self, tmp_path: Path) -> None:
        facts = load(write(tmp_path, [row(near="astana;src-two", sources="src-one;src-two")]))
        subject, day = ox.NamedNode(ID + "astana"), ox.NamedNode(XSD + "date")

        def sco(name: str) -> ox.NamedNode:
            return ox.NamedNode(ONTOLOGY + name)

        assert {t for t in facts.triples if t.subject == subject} == {
            ox.Triple(subject, ox.NamedNode(SKOS + "prefLabel"), ox.Literal("Astana", language="en")),
            ox.Triple(subject, sco("kind"), ox.NamedNode(CONCEPT + "forum")),
            ox.Triple(subject, sco("near"), ox.NamedNode(ID + "astana")),
            ox.Triple(subject, sco("near"), ox.NamedNode(ID + "src-two")),
            ox.Triple(subject, sco("size"), ox.Literal("3", datatype=ox.NamedNode(XSD + "integer"))),
            ox.Triple(subject, sco("startEdtf"), ox.Literal("2024-07")),
            ox.Triple(subject, sco("start"), ox.Literal("2024-07-01", datatype=day)),
            ox.Triple(subject, sco("startLatest"), ox.Literal("2024-07-31", datatype=day)),
            ox.Triple(subject, sco("source"), ox.NamedNode(ID + "src-one")),
            ox.Triple(subject, sco("source"), ox.NamedNode(ID + "src-two")),
            ox.Triple(subject, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), sco("Place")),
        }

    def test_the_way_back_to_the_row(self, tmp_path: Path) -> None:
        folder = write(tmp_path, [row(), row(id="aktau")])
        facts = load(folder)
        things = folder / "things.csv"
        assert facts.origins[ID + "aktau"] == Origin(things.as_posix(), 3)
        assert facts.column_of(ID + "aktau", ONTOLOGY + "startLatest") == "start"
        assert facts.column_of(ID + "aktau", SKOS + "prefLabel") == "name"
        assert facts.row_counts == {"things": 2, "sources": 2, "evidence": 0}

    def test_an_exact_day_needs_no_edtf_text(self, tmp_path: Path) -> None:
        facts = load(write(tmp_path, [row(start="2024-07-04")]))
        assert values(facts, "astana", ONTOLOGY + "startEdtf") == set()
        assert values(facts, "astana", ONTOLOGY + "startLatest") == {"2024-07-04"}

    def test_a_byte_order_mark(self, tmp_path: Path) -> None:
        folder = write(tmp_path, texts={"things.csv": b"\xef\xbb\xbf" + as_csv([HEADER, GOOD]).encode()})
        assert values(load(folder), "astana", SKOS + "prefLabel") == {"Astana"}

    def test_lines_that_end_as_on_windows(self, tmp_path: Path) -> None:
        folder = write(tmp_path, texts={"things.csv": as_csv([HEADER, GOOD, row(id="x")]).replace("\n", "\r\n")})
        assert load(folder).origins[ID + "x"].line == 3

    def test_no_line_end_at_the_end(self, tmp_path: Path) -> None:
        assert (
            load(write(tmp_path, texts={"things.csv": as_csv([HEADER, GOOD]).rstrip("\n")})).row_counts["things"] == 1
        )

    def test_blank_lines_are_passed_over_and_counted(self, tmp_path: Path) -> None:
        text = as_csv([HEADER]) + "\n\n" + as_csv([GOOD])
        assert load(write(tmp_path, texts={"things.csv": text})).origins[ID + "astana"].line == 4

    def test_evidence_adds_a_source_to_the_row_that_it_names(self, tmp_path: Path) -> None:
        facts = load(write(tmp_path, texts={"evidence.csv": "table,id,column,source\nthings,astana,size,src-two\n"}))
        assert values(facts, "astana", ONTOLOGY + "source") == {ID + "src-one", ID + "src-two"}
        assert Path(facts.origins[ID + "astana"].file).name == "things.csv"

    def test_a_table_whose_output_is_suppressed_gives_ids_and_no_triples(self, tmp_path: Path) -> None:
        described = description()
        described["tables"][1]["suppressOutput"] = True
        facts = load(write(tmp_path, described=described))
        assert values(facts, "src-one", ONTOLOGY + "url") == set()
        assert values(facts, "astana", ONTOLOGY + "source") == {ID + "src-one"}


class TestMistakes:
    def test_all_mistakes_of_all_tables_at_once(self, tmp_path: Path) -> None:
        folder = write(
            tmp_path,
            [
                row(id="Astana", name="", size="0"),
                row(id="aktau", kind="forun", near="aktua", start="July 2024", sources="src-onee"),
                row(id="almaty", size="three", sources=""),
            ],
            texts={"sources.csv": "id,url\nsrc-one,not a url\n"},
        )
        slug = "[a-z0-9]+(-[a-z0-9]+)*"
        edtf = "an EDTF date: 2004-06-17, 2004-06 or 2004, with ~ where it is approximate"
        assert problems(folder) == [
            ("sources.csv", 2, "url", 'found "not a url", expected an anyURI'),
            ("things.csv", 2, "id", f'found "Astana", expected a string like {slug}'),
            ("things.csv", 2, "name", "found nothing, expected a value: name may not be empty"),
            ("things.csv", 2, "size", 'found "0", expected an integer of at least 1'),
            ("things.csv", 3, "kind", 'found "forun", expected a concept of the scheme kind, did you mean "forum"?'),
            ("things.csv", 3, "near", 'found "aktua", expected an id of any table, did you mean "aktau"?'),
            ("things.csv", 3, "sources", 'found "src-onee", expected an id of sources.csv, did you mean "src-one"?'),
            ("things.csv", 3, "start", f'found "July 2024", expected {edtf}'),
            ("things.csv", 4, "size", 'found "three", expected an integer of at least 1'),
            ("things.csv", 4, "sources", "found nothing, expected a value: sources may not be empty"),
        ]

    def test_the_message_as_it_is_printed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path / "data", [row(near="astanna")])
        monkeypatch.chdir(tmp_path)
        with pytest.raises(DataError) as caught:
            load(Path("data"))
        expected = 'data/things.csv:2:near: found "astanna", expected an id of any table, did you mean "astana"?'
        assert str(caught.value) == expected

    def test_a_row_after_a_cell_of_several_lines(self, tmp_path: Path) -> None:
        folder = write(tmp_path, [row(note="one\ntwo\n\nfour"), row(id="aktau", note="a\nb", size="x"), row(id="B")])
        assert [problem[1:3] for problem in problems(folder)] == [(6, "size"), (8, "id")]

    @pytest.mark.parametrize("text", [" Astana", "Astana ", "\tAstana", "Astana\n", "\u00a0Astana", " "])
    def test_space_around_a_cell(self, tmp_path: Path, text: str) -> None:
        message = f'found "{text}", expected no space at either end'
        assert problems(write(tmp_path, [row(name=text)])) == [("things.csv", 2, "name", message)]

    def test_nothing_near(self, tmp_path: Path) -> None:
        (problem,) = problems(write(tmp_path, [row(kind="zzzz")]))
        assert problem[3] == 'found "zzzz", expected a concept of the scheme kind'

    def test_each_item_of_a_list_is_checked(self, tmp_path: Path) -> None:
        found = problems(write(tmp_path, [row(sources="src-one;src-tow;nothing-like-it")]))
        assert [problem[3] for problem in found] == [
            'found "nothing-like-it", expected an id of sources.csv',
            'found "src-tow", expected an id of sources.csv, did you mean "src-two"?',
        ]

    def test_a_row_with_a_bad_cell_still_stands_for_its_id(self, tmp_path: Path) -> None:
        found = problems(write(tmp_path, [row(size="x"), row(id="aktau", near="astana")]))
        assert [problem[1:3] for problem in found] == [(2, "size")]

    def test_an_id_of_another_kind_of_table_is_no_source(self, tmp_path: Path) -> None:
        (problem,) = problems(write(tmp_path, [row(sources="astana")]))
        assert problem[:3] == ("things.csv", 2, "sources")

    def test_no_file(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "tables", texts={"evidence.csv": None})
        message = "no such file; tables/csv-metadata.json describes it"
        assert problems(folder) == [("evidence.csv", 0, "", message)]

    def test_not_utf8(self, tmp_path: Path) -> None:
        text = as_csv([HEADER, GOOD, row(id="sao", name="São Paulo")]).encode("latin-1")
        message = "not UTF-8; save the table in that encoding"
        assert problems(write(tmp_path, texts={"things.csv": text})) == [("things.csv", 3, "", message)]

    def test_an_empty_file(self, tmp_path: Path) -> None:
        found = problems(write(tmp_path, texts={"sources.csv": ""}))
        assert {problem[:3] for problem in found} >= {("sources.csv", 1, "id"), ("sources.csv", 1, "url")}

    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            ("id,urll", [("url", "found nothing"), ("urll", 'did you mean "url"?')]),
            ("url,id", [("", "expected id,url")]),
            ("id,url,url", [("", "a column stands twice in the header")]),
            ("id", [("url", "found nothing")]),
            ("id,url,note", [("note", 'found "note"')]),
            ("id, url", [(" url", 'found " url"'), ("url", "found nothing")]),
        ],
    )
    def test_another_header(self, tmp_path: Path, header: str, expected: list[tuple[str, str]]) -> None:
        folder = write(tmp_path, texts={"sources.csv": f"{header}\nsrc-one,https://example.org/1\n"})
        found = [problem for problem in problems(folder) if problem[0] == "sources.csv"]
        assert [problem[1:3] for problem in found] == [(1, column) for column, _ in expected]
        assert all(words in problem[3] for problem, (_, words) in zip(found, expected, strict=True))

    @pytest.mark.parametrize("cells", [["src-three"], ["src-three", "https://example.org/3", ""]])
    def test_another_number_of_cells(self, tmp_path: Path, cells: list[str]) -> None:
        text = as_csv([("id", "url"), ("src-one", "https://example.org/1"), cells, ("src-four", "a b")])
        message = f'found "{len(cells)} cells", expected 2, one for each column'
        assert problems(write(tmp_path, texts={"sources.csv": text})) == [
            ("sources.csv", 3, "", message),
            ("sources.csv", 4, "url", 'found "a b", expected an anyURI'),
        ]

    def test_a_quote_that_does_not_end(self, tmp_path: Path) -> None:
        text = 'id,url\nsrc-one,https://example.org/1\nsrc-two,"https://example.org/2\nsrc-three,x\n'
        (problem,) = problems(write(tmp_path, texts={"sources.csv": text}))
        assert problem[:3] == ("sources.csv", 3, "")

    def test_an_id_twice_in_a_table(self, tmp_path: Path) -> None:
        (problem,) = problems(write(tmp_path, [row(), row(name="Astana again")]))
        assert problem[:3] == ("things.csv", 3, "id")
        assert re.fullmatch(
            r'found "astana" again, expected an id used once; it stands at .*things\.csv:2 already', problem[3]
        )

    def test_an_id_in_two_tables(self, tmp_path: Path) -> None:
        (problem,) = problems(write(tmp_path, [row(), row(id="src-two")]))
        assert problem[:3] == ("sources.csv", 3, "id")
        assert "things.csv:3 already" in problem[3]

    def test_a_key_of_several_columns_twice(self, tmp_path: Path) -> None:
        text = "table,id,column,source\n" + "things,astana,size,src-two\n" * 2 + "things,astana,size,src-one\n"
        (problem,) = problems(write(tmp_path, texts={"evidence.csv": text}))
        assert problem[:3] == ("evidence.csv", 3, "table")
        assert 'found "things, astana, size, src-two" again' in problem[3]

    def test_too_few_rows(self, tmp_path: Path) -> None:
        message = 'found "1 rows", expected at least 2 (the table\'s description)'
        assert problems(write(tmp_path, described=description(minimum=2))) == [("things.csv", 0, "", message)]

    def test_enough_rows(self, tmp_path: Path) -> None:
        assert load(write(tmp_path, described=description(minimum=1))).row_counts["things"] == 1

    @pytest.mark.parametrize(
        ("line", "column", "message"),
        [
            ("thing,astana,size,src-two", "table", 'found "thing", expected a table, did you mean "things"?'),
            ("things,astanna,size,src-two", "id", 'expected an id of things.csv, did you mean "astana"?'),
            ("things,astana,sizes,src-two", "column", 'expected a column of things.csv, did you mean "size"?'),
            ("things,astana,type,src-two", "column", "expected a column of things.csv"),
            ("things,src-one,size,src-two", "id", "expected an id of things.csv"),
            ("things,astana,size,src-too", "source", 'expected an id of sources.csv, did you mean "src-two"?'),
        ],
    )
    def test_evidence_for_what_is_not_there(self, tmp_path: Path, line: str, column: str, message: str) -> None:
        (problem,) = problems(write(tmp_path, texts={"evidence.csv": f"table,id,column,source\n{line}\n"}))
        assert problem[:3] == ("evidence.csv", 2, column)
        assert message in problem[3]


class TestDescriptions:
    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (
                {"columnReference": "sorces"},
                'found "sorces", expected a named column of things.csv, did you mean "sources"?',
            ),
            ({"resource": "source.csv"}, 'found "source.csv", expected a described table'),
            ({"referenced": "ident"}, 'found "ident", expected a named column of sources.csv'),
        ],
    )
    def test_a_foreign_key_that_would_check_nothing(self, tmp_path: Path, change: dict[str, str], message: str) -> None:
        described = description()
        foreign = described["tables"][0]["tableSchema"]["foreignKeys"][0]
        foreign["columnReference"] = change.get("columnReference", "sources")
        foreign["reference"] = {
            "resource": change.get("resource", "sources.csv"),
            "columnReference": change.get("referenced", "id"),
        }
        found = problems(write(tmp_path, described=described))
        assert [problem for problem in found if problem[0] == "csv-metadata.json" and message in problem[3]]

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ('{"tables": [\n}', 2, "not JSON"),
            ("[]", 0, "not a CSVW description"),
            ('{"@context": "http://www.w3.org/ns/csvw", "tables": []}', 0, "at least one table"),
            ('{"@context": "http://www.w3.org/ns/csvw"}', 0, "not a CSVW description"),
            (json.dumps(description()).replace("separator", "seperator"), 0, "not a CSVW description"),
            (json.dumps(description()).replace('"anyURI"', '"url"'), 0, "not a CSVW description"),
            (json.dumps(description()).replace('"latest"', '"last"'), 0, "not a CSVW description"),
            (json.dumps(description()).replace(f'{ONTOLOGY}start"', f'{ONTOLOGY}start"x'), 1, "not JSON"),
        ],
    )
    def test_a_bad_description(self, tmp_path: Path, text: str, line: int, message: str) -> None:
        found = problems(write(tmp_path, texts={"csv-metadata.json": text}))
        assert all(problem[:2] == ("csv-metadata.json", line) for problem in found)
        assert message in found[0][3]

    def test_no_description(self, tmp_path: Path) -> None:
        (problem,) = problems(write(tmp_path, texts={"csv-metadata.json": None}))
        assert problem[0] == "csv-metadata.json"

    def test_a_schema_in_a_file_of_its_own(self, tmp_path: Path) -> None:
        described = description()
        described["tables"][1]["tableSchema"] = "sources.json"
        (problem,) = problems(write(tmp_path, described=described))
        assert "expected the table's columns, written in this file" in problem[3]


class TestSecondFolder:
    OWN = "http://example.org/my/"

    def test_it_adds_to_the_first(self, tmp_path: Path) -> None:
        ours = write(tmp_path / "ours")
        mine = write(
            tmp_path / "mine",
            [row(near="astana", sources="src-one")],
            texts={"sources.csv": "id,url\nmy-page,https://example.org/my\n"},
            described=description(self.OWN),
        )
        facts = load(ours, mine)
        assert values(facts, "astana", ONTOLOGY + "near") == set()
        assert values(facts, "astana", ONTOLOGY + "near", self.OWN) == {ID + "astana"}
        assert Path(facts.origins[self.OWN + "astana"].file).parent.name == "mine"
        assert facts.row_counts == {"things": 2, "sources": 3, "evidence": 0}

    def test_its_references_are_checked_too(self, tmp_path: Path) -> None:
        ours = write(tmp_path / "ours")
        mine = write(tmp_path / "mine", [row(near="astanna")], described=description(self.OWN))
        (problem,) = problems(ours, mine)
        assert problem[:3] == ("things.csv", 2, "near")
        assert 'did you mean "astana"?' in problem[3]

    def test_the_same_id_in_the_same_namespace(self, tmp_path: Path) -> None:
        ours = write(tmp_path / "ours")
        mine = write(tmp_path / "mine", texts={"sources.csv": "id,url\nmy-page,https://example.org/my\n"})
        (problem,) = problems(ours, mine)
        assert problem[:3] == ("things.csv", 2, "id")
        assert "ours/things.csv:2 already" in problem[3]

    def test_it_may_have_tables_of_its_own(self, tmp_path: Path) -> None:
        described = description(self.OWN)
        described["tables"] = described["tables"][:1]
        folder = tmp_path / "mine"
        write(folder, described=described, texts={"sources.csv": None, "evidence.csv": None})
        facts = load(write(tmp_path / "ours"), folder)
        assert values(facts, "astana", ONTOLOGY + "source", self.OWN) == {ID + "src-one"}


# No control characters, no space at either end: the table reader refuses them.
CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=CONTROLS), min_size=1, max_size=30
).filter(lambda text: text == text.strip())
lines = st.lists(words, min_size=1, max_size=3).map("\n".join)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True).filter(lambda slug: "src-" not in slug)


@settings(max_examples=60, deadline=None)
@given(text=lines)
def test_free_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    facts = load(write(tmp_path_factory.mktemp("tables"), [row(name=text, note=text), row(id="next")]))
    comment = "http://www.w3.org/2000/01/rdf-schema#comment"
    assert values(facts, "astana", SKOS + "prefLabel") == {text}
    assert values(facts, "astana", comment) == {text}
    assert facts.origins[ID + "next"].line == 3 + 2 * text.count("\n")


@settings(max_examples=60, deadline=None)
@given(ids=st.lists(slugs, max_size=12, unique=True), name=words)
def test_as_many_subjects_as_rows(tmp_path_factory: pytest.TempPathFactory, ids: list[str], name: str) -> None:
    facts = load(write(tmp_path_factory.mktemp("tables"), [row(id=slug, name=name) for slug in ids]))
    subjects = {triple.subject for triple in facts.triples}
    assert subjects == {ox.NamedNode(ID + slug) for slug in (*ids, "src-one", "src-two")}
    assert len(facts.origins) == len(ids) + 2
    assert [facts.origins[ID + slug].line for slug in ids] == list(range(2, len(ids) + 2))


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(st.text(max_size=8), min_size=len(HEADER), max_size=len(HEADER)))
def test_any_cells_load_or_are_told(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    """Nothing but DataError, whatever stands in a row, and always a place."""
    text = as_csv([HEADER, cells]).encode(errors="replace")
    folder = write(tmp_path_factory.mktemp("tables"), texts={"things.csv": text})
    try:
        load(folder)
    except DataError as error:
        assert all(problem.line > 1 and problem.message for problem in error.problems)


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=60) | st.text(alphabet='id,url"\n\r\0 x', max_size=60).map(str.encode))
def test_any_bytes_load_or_are_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = write(tmp_path_factory.mktemp("tables"), [], texts={"sources.csv": content})
    try:
        load(folder)
    except DataError as error:
        assert all(Path(problem.file).name == "sources.csv" for problem in error.problems)
