"""Why each column is read, as a page: for the data protection officer, and for whoever writes the extract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fscp_readiness.tables import ALL
from fscp_readiness.tables.reasons import Reason, reasons
from fscp_readiness.tables.register import KNOWN, LEFT

from .catalogue import Catalogue
from .pages import link, markdown_table

MADE: Final = "<!-- Made from fscp_readiness/tables by `make docs`, which measures what uses each. Change the declaration, not this. -->"

OTHER_READERS: Final = {
    "children": "the groups that children are counted in, and who holds them",
    "restricted": "whose record is restricted",
    "audits": "audits on the leadership pages",
    "staff_list": "the staff list of the inspection bundle",
    "audits_of_the_year": "the audits of the inspection bundle",
    "samples": "the cases proposed in the inspection bundle",
    "census": "the count beside the children in need census",
}
"""What reads the tables beside the standards, in words."""


def columns_page(catalogue: Catalogue) -> str:
    """Every table with its columns and the reason for each, and what is known and left in the source."""
    why = reasons()
    personal = sum(column.personal for table in ALL for column in table)
    lines = [MADE, "", "# Why each column is read", ""]
    lines += [
        f"{len(why)} columns of {len(ALL)} tables are read, {personal} of them personal (names, dates of birth, numbers, postcodes). "
        "Each has a reason here, and `fscp-readiness doctor` fails where one has none. What uses a column is measured: every standard "
        "is asked its examples, and everything else that reads the tables is asked about a made-up council, on frames that note each "
        "column asked for.",
        "",
        f"{len(LEFT)} more are known and [left in the source](#left-in-the-source): nothing here needs them, so they are not asked for.",
        "",
        "Q01, Q04 and Q05 ask every id, code and date whether it is a real one. They are named, and are no reason by themselves.",
    ]
    for table in ALL:
        rows = [(f"`{column.name}`", _personal(column.personal), _said(why[table.name, column.name], catalogue)) for column in table]
        lines += ["", f"## {table.name}", "", f"`{table.source}`. {table.about}", "", *markdown_table(("Column", "", "Why"), rows)]
    lines += ["", "## Left in the source", ""]
    lines += ["They are part of the national dataset or of a local table, and no query asks for them. In a folder they are passed over."]
    lines += ["", *markdown_table(("Table", "Columns"), _left())]
    return "\n".join(lines) + "\n"


def _personal(personal: bool) -> str:  # noqa: FBT001 - one mark of a table's row
    return "personal" if personal else ""


def _said(reason: Reason, catalogue: Catalogue) -> str:
    codes = [link(catalogue[name], "standards/") for name in reason.used_by if name in catalogue]
    said = others([name for name in reason.used_by if name not in catalogue])
    parts = [reason.written] if reason.written else []
    if codes:
        parts.append(f"Asked by {', '.join(codes)}.")
    if said:
        parts.append(f"Read for {'; '.join(said)}.")
    return " ".join(parts)


def others(names: Sequence[str]) -> list[str]:
    """What reads the tables beside the standards, by its names in column_uses.csv, in words."""
    said = [OTHER_READERS[name] for name in names if name in OTHER_READERS]
    for start, words, one in (
        ("zero_tolerance_", "zero-tolerance conditions", "zero-tolerance condition"),
        ("annex_a_", "Annex A lists", "Annex A list"),
    ):
        numbers = [name.removeprefix(start) for name in names if name.startswith(start)]
        if numbers:
            said.append(f"{words if len(numbers) > 1 else one} {', '.join(numbers)}")
    return said


def _left() -> list[tuple[str, str]]:
    columns = {table: [column for owner, column in LEFT if owner is table and column.source] for table in KNOWN}
    return [
        (f"`{table.source}`{' (the whole table)' if table.left else ''}", ", ".join(f"`{column.source}`" for column in left))
        for table, left in columns.items()
        if left
    ]
