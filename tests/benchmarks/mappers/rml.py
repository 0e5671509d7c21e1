"""The tables' description as RML, for engines that read it, as far as RML and its functions of GREL reach.

Lists are split with `grel:string_split`; for a list of ids, `grel:string_replace` first puts the address before each.
Not expressible without a function of one's own: an EDTF cell that becomes two dates. Such columns are left out.

Morph-KGC 2.10 takes a column named `subject` or `object` for its own, so the tables that it reads have other names.
"""

import csv
from pathlib import Path

from sco_graph.loaders.metadata import Column, Table, read_metadata
from sco_graph.namespaces import XSD

_GREL = "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
_HEAD = f"""@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://w3id.org/rml/> .
@prefix grel: <{_GREL}> .
"""


def write_rml(folder: Path, out: Path) -> Path:
    """Write the mapping of all tables of a folder, and copies of them with new headers, into `out`; the mapping."""
    mapping = _HEAD
    for table in read_metadata(folder):
        with (
            table.path.open(encoding="utf-8", newline="") as file,
            (out / table.path.name).open("w", encoding="utf-8", newline="") as copy,
        ):
            names, *rows = csv.reader(file)
            csv.writer(copy).writerows([map(_renamed, names), *rows])
        mapping += _table(table, out / table.path.name)
    path = out / "tables.ttl"
    path.write_text(mapping, encoding="utf-8")
    return path


def _renamed(name: str) -> str:
    return f"column_{name}"


def left_out(folder: Path) -> list[str]:
    """The columns that the mapping does not hold."""
    return [f"{table.name}.{column.name}" for table in read_metadata(folder) for column in table.cells if column.edtf]


def _table(table: Table, path: Path) -> str:
    about = _template(table.columns[0], "aboutUrl")
    maps = [_column(column) for column in table.columns if not column.suppressed and not column.edtf]
    return f"""
<#{table.name}> a rml:TriplesMap ;
  rml:logicalSource [ rml:source "{path}" ; rml:referenceFormulation rml:CSV ] ;
  rml:subjectMap [ rml:template "{about}" ]{"".join(maps)} .
"""


def _template(column: Column, attribute: str) -> str | None:
    template = column.template(attribute)
    return template.replace("{", "{" + _renamed("")) if template else None


def _column(column: Column) -> str:
    return f""" ;
  rml:predicateObjectMap [ rml:predicate <{column.template("propertyUrl")}> ; rml:objectMap [ {_object(column)} ] ]"""


def _object(column: Column) -> str:
    value = _template(column, "valueUrl")
    if column.virtual:
        return f"rml:constant <{value}>"
    if value and column.separator:
        # From "a;b" by the template, "https://…/a;b", and by the replacement "https://…/a;https://…/b".
        address = value.partition("{")[0]
        whole = _call(
            "string_replace", f'rml:template "{value}"', find=column.separator, replace=column.separator + address
        )
        return f"{_call('string_split', whole, sep=column.separator)} ; rml:termType rml:IRI"
    if value:
        return f'rml:template "{value}"'
    reference = f'rml:reference "{_renamed(column.name)}"'
    return (_call("string_split", reference, sep=column.separator) if column.separator else reference) + _kind(column)


def _kind(column: Column) -> str:
    datatype = column.raw.inherit("datatype")
    if datatype is not None and datatype.base != "string":
        return f" ; rml:datatype <{XSD}{datatype.base}>"
    return f' ; rml:language "{column.language}"' if column.language else ""


def _call(function: str, value: str, **constants: str) -> str:
    given = "".join(
        f' ; rml:input [ rml:parameter grel:p_string_{name} ; rml:inputValueMap [ rml:constant "{text}" ] ]'
        for name, text in constants.items()
    )
    return (
        f"rml:functionExecution [ rml:function grel:{function} ;"
        f" rml:input [ rml:parameter grel:valueParameter ; rml:inputValueMap [ {value} ] ]{given} ]"
    )
