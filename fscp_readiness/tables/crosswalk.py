"""The crosswalk: what each column is called in English, in the Standard Safeguarding Dataset and in Annex A, from the declarations."""

from __future__ import annotations

from collections.abc import Iterable

from .declare import Column, Table
from .register import ALL

MADE = "<!-- Made from fscp_readiness/tables by `make docs`. Change the declaration, not this page. -->"


def crosswalk_page(tables: Iterable[Table] = ALL) -> str:
    """Every table with its columns, as markdown, in the order of the child's journey."""
    declared = list(tables)
    lines = [
        MADE, "", "# Tables and columns", "",
        f"{len(declared)} tables. `ssd_` names are those of the Standard Safeguarding Dataset 1.4.5; `ext_` tables are local extensions; "
        "Annex A headings are Ofsted's, by list. A table or column that a source lacks makes the standards that need it not assessable.",
        "",
        "Marks: **key** names a row; *required* must be filled; *own date* is the row's own date, so a row dated after the reporting date "
        "is not there yet; *planned* may lie ahead; *personal* is never printed, logged or sent. Why each is read, and what is left in the "
        "source: [columns](columns.md).",
    ]  # fmt: skip
    for table in declared:
        lines += [
            "",
            f"## {table.name}",
            "",
            f"`{table.source}`. {table.about}",
            "",
            "| Column | Type | Source's name | Annex A | Marks and codes |",
        ]
        lines += ["| --- | --- | --- | --- | --- |", *(_row(column) for column in table)]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    annex_a = "; ".join(f"list {number}: {heading}" for number, heading in column.annex_a)
    cells = (f"`{column.name}`", str(column.type), f"`{column.source}`" if column.source else "", annex_a, _marks(column))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _marks(column: Column) -> str:
    marks = []
    if column.unique:
        marks.append("**key**")
    elif column.required:
        marks.append("*required*")
    if column.own_date:
        marks.append("*own date*")
    if column.planned:
        marks.append("*planned*")
    if column.personal:
        marks.append("*personal*")
    if column.refers_to:
        marks.append(f"refers to `{column.refers_to}`")
    if column.minimum is not None or column.maximum is not None:
        low = f"{column.minimum:g}" if column.minimum is not None else ""
        high = f"{column.maximum:g}" if column.maximum is not None else ""
        marks.append(f"from {low or 'any'} to {high or 'any'}")
    if column.codes:
        marks.append("codes " + ", ".join(f"`{code}`" for code in column.codes))
    if column.about:
        marks.append(column.about)
    return "; ".join(marks)
