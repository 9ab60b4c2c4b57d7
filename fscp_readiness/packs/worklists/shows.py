"""What the record shows, in a sentence made by rule: never a word from the record itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache

from fscp_readiness.tables import ALL, BY_SOURCE
from fscp_readiness.vocabulary import Outcome, Reason, Unit

UNIT_WORDS = {str(Unit.WORKING_DAYS): "working day", str(Unit.DAYS): "day"}
CANNOT_TELL = "The record does not let us tell."


def what_the_record_shows(
    *, outcome: str, reason: str, field: str, record_table: str, due_on: dt.date | None, days_over: int | None, unit: str, wording: str
) -> str:
    """A sentence or two for one finding.

    outcome, reason, field, record_table, due_on, days_over, unit  as in findings.csv; blank text or None for none
    wording  the standard as one sentence that is true when all is well, or blank
    """
    named = field_in_words(field, record_table)
    tail = _due(due_on, days_over, unit)
    match reason:
        case Reason.OUTSTANDING if due_on and outcome != Outcome.NOT_RECORDED:
            return f"Was due by {spoken(due_on)} and is not recorded as done{_over(days_over, unit, ': ')}."
        case Reason.OUTSTANDING if outcome != Outcome.NOT_RECORDED:
            return f"Not so in this record: “{wording}”" if wording else "The standard is not met."
        case Reason.NO_EVENT:
            return f"Nothing is recorded{f' under {named}' if named else ''}.{tail}"
        case Reason.BLANK_FIELD:
            return f"{named or 'A field that is needed'} is blank.{tail}"
        case Reason.UNREADABLE_VALUE:
            return f"{named or 'A field that is needed'} holds a value that cannot be read.{tail}"
        case Reason.CONFLICT:
            return f"Two parts of the record say different things{f' about {named}' if named else ''}.{tail}"
        case Reason.WRITE_UP_ALLOWANCE:
            return f"No visit is recorded yet, and there is still time to write one up.{tail}"
        case Reason.ON_PAPER_ONLY:
            return f"Recorded as on paper only, so it is not on the child's file.{tail}"
        case Reason.AGREED_EXCEPTION:
            return f"An exception is agreed. It counts as not recorded until it ends.{tail}"
        case Reason.DUPLICATE_KEY:
            return f"More than one row has this id, so neither can be trusted.{tail}"
        case Reason.RULE:
            rule = f"Breaks the rule “{wording}”" if wording else "Breaks a recording rule."
            return f"{rule} Look at {named}." if named else rule
        case _:
            return f"{CANNOT_TELL}{tail}"


def spoken(day: dt.date) -> str:
    """23 May 2016."""
    return f"{day.day} {day:%B %Y}"


def _due(due_on: dt.date | None, days_over: int | None, unit: str) -> str:
    return f" Due by {spoken(due_on)}{_over(days_over, unit, ', ')}." if due_on else ""


def _over(days_over: int | None, unit: str, before: str) -> str:
    if not days_over or days_over < 0:
        return ""
    word = UNIT_WORDS.get(unit, "day")
    return f"{before}{days_over:,} {word}{'' if days_over == 1 else 's'} over"


def field_in_words(field: str, record_table: str) -> str:
    """A source's column in English, with its table where that is another: cina_assessment_auth_date -> “authorised on”.

    A name that no table declares (a workbook's heading) is given as it is.
    """
    if not field:
        return ""
    own = BY_SOURCE.get(record_table)
    places = [each for each in _places().get(field, ()) if own is None or each[0] == own.name] or list(_places().get(field, ()))
    if len(set(places)) != 1:
        return f"“{field}”"
    (table_name, column), *_ = places
    words = f"“{column.removesuffix('_id').replace('_', ' ')}”"
    return words if own is not None and own.name == table_name else f"{words} in {_table_in_words(table_name)}"


def _table_in_words(name: str) -> str:
    return " ".join({"cp": "child protection", "cin": "child in need"}.get(word, word) for word in name.split("_"))


@cache
def _places() -> dict[str, tuple[tuple[str, str], ...]]:
    """A column by its source's name, and by table.column -> where it is declared."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table in ALL:
        for column in table:
            for name in {column.source, f"{table.name}.{column.name}"} - {""}:
                places[name].append((table.name, column.name))
    return {name: tuple(where) for name, where in places.items()}
