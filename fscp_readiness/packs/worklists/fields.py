"""Where a column stands that a finding names: which table of the case system, and which form fills it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from fscp_readiness.tables import ALL, BY_NAME, BY_SOURCE

LIST = re.compile(r"list_(\d+)")


def place_of(field: str, record_table: str, asked: str = "") -> tuple[str, str] | None:
    """The table and column, by their English names, of a column by its source's name; None where no table declares it, or several do.

    Of several it is the record's own, that of the table which the standard asks about, or that of a table which adds to the record's own.

    record_table  where the finding's record stands, by its output's name
    asked         the column its standard asks about (About.field), which decides between tables that have one of that name
    """
    own = BY_SOURCE.get(record_table)
    places = _places().get(field, ())
    for each in places:
        if own is not None and each[0] == own.name:
            return each
    named = asked.split(".")[0] if "." in asked else ""
    for each in places:
        if each[0] == named or (own is not None and BY_NAME[each[0]].key == own.key):
            return each
    return places[0] if len(places) == 1 else None


def field_in_words(field: str, record_table: str, asked: str = "") -> str:
    """A source's column in English, with its table where that is another: cina_assessment_auth_date -> “authorised on”.

    A name that no table declares (a workbook's heading) is given as it is.
    """
    if not field:
        return ""
    place = place_of(field, record_table, asked)
    if place is None:
        return f"“{field}”"
    table_name, column = place
    words = f"“{column.removesuffix('_id').replace('_', ' ')}”"
    own = BY_SOURCE.get(record_table)
    return words if own is not None and own.name == table_name else f"{words} in {table_in_words(table_name)}"


def table_in_words(name: str) -> str:
    """A table's English name as words: cp_plans -> child protection plans."""
    return " ".join({"cp": "child protection", "cin": "child in need"}.get(word, word) for word in name.split("_"))


def form_of(field: str, record_table: str, asked: str, words: Mapping[str, str]) -> str:
    """The form or step of the case system on which a finding is put right, in words; blank where nothing says.

    words  a table's SSD or ext_ name -> the case system's own words (config/worklist.toml); else the table's English name
    """
    place = place_of(field, record_table, asked)
    source = BY_NAME[place[0]].source if place else record_table
    if source in words:
        return words[source]
    if of_a_list := LIST.fullmatch(source):
        return f"Annex A list {of_a_list[1]}"
    return table_in_words(BY_SOURCE[source].name).capitalize() if source in BY_SOURCE else source


def annex_a_lists(field: str, record_table: str, asked: str) -> int:
    """In how many of Annex A's lists this column is printed."""
    if LIST.fullmatch(record_table):
        return 1 if field else 0
    place = place_of(field, record_table, asked)
    return len({number for number, _ in BY_NAME[place[0]].column(place[1]).annex_a}) if place else 0


@cache
def _places() -> dict[str, tuple[tuple[str, str], ...]]:
    """A column by its source's name, and by table.column -> where it is declared."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table in ALL:
        for column in table:
            for name in {column.source, f"{table.name}.{column.name}"} - {""}:
                places[name].append((table.name, column.name))
    return {name: tuple(where) for name, where in places.items()}
