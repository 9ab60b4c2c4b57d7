"""Check A1: each list beside what the tables and the standards' own populations (domain.md 3.1) hold of the same night.

Where there is nothing to compare a list with, that is said, and nothing is passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.standards import adoption, populations
from fscp_readiness.tables import TableAbsent, Tables

from ..lacks import why_not
from .asking import Asking
from .making import Supplied
from .read_back import ReadBack, Sheet
from .results import Result, Verdict, result

NOTHING = "nothing to compare with"


def a1_row_counts(book: ReadBack, asking: Asking, taken: Callable[[int], Supplied | None] = lambda _: None) -> list[Result]:
    """One result, or more, for each list of the layout that is in the workbook.

    A list that was taken from somebody's file may differ from our records: that is to be explained.
    """
    found: list[Result] = []
    for number, compared in COMPARED.items():
        if number not in book.sheets:
            continue
        try:
            results = compared(book.sheets[number], asking)
            given = taken(number)
            found += [_of_others(one, given) for one in results] if given else results
        except (TableAbsent, KeyError) as problem:
            found.append(_nothing(number, f"{NOTHING}. {why_not(problem, asking.tables)}"))
    return found


def _of_others(one: Result, given: Supplied) -> Result:
    verdict = Verdict.TO_EXPLAIN if one.verdict is Verdict.FAILED else one.verdict
    return replace(one, verdict=verdict, said=f"{one.said}; the list is {given.by}'s")


def _nothing(number: int, said: str) -> Result:
    return Result("A1", number, Verdict.NOT_ASKED, 0, said)


def _listed(number: int, what: str, actual: int, expected: Iterable[object], tables: Tables) -> Result:
    """As many on the list as are named on record and not restricted (a row each)."""
    named = pd.Series(list(expected), dtype="string").dropna()
    wanted = int((~about_restricted(named, tables)).sum())
    return result("A1", number, abs(actual - wanted), f"{actual} {what} on the list, {wanted} on record")


def _events(table: str, day: str, what: str) -> Callable[[Sheet, Asking], list[Result]]:
    """A list of events: its rows beside the records of its window."""

    def compared(sheet: Sheet, asking: Asking) -> list[Result]:
        rows = _column(asking.tables, table, day).drop_duplicates()
        inside = rows[rows[day].between(asking.since(sheet.layout.number), asking.today)]
        return [_listed(sheet.layout.number, what, len(sheet.frame), inside["child_id"], asking.tables)]

    return compared


def _going_on(table: str, day: str, what: str) -> Callable[[Sheet, Asking], list[Result]]:
    """A list that holds what is still going on: its rows without that day beside the records without it."""

    def compared(sheet: Sheet, asking: Asking) -> list[Result]:
        rows = _column(asking.tables, table, day).drop_duplicates()
        return [_listed(sheet.layout.number, what, _blank(sheet, day), rows[rows[day].isna()]["child_id"], asking.tables)]

    return compared


def _population(held: str, children: Callable[[Tables], pd.Index], what: str) -> Callable[[Sheet, Asking], list[Result]]:
    """A list whose open rows are a population of the standards."""

    def compared(sheet: Sheet, asking: Asking) -> list[Result]:
        if not asking.tables.holds(held):
            raise TableAbsent(held)
        return [_listed(sheet.layout.number, what, _blank(sheet, "ended_on"), children(asking.tables), asking.tables)]

    return compared


def _in_need(sheet: Sheet, asking: Asking) -> list[Result]:
    """Whoever the standards count as in care, on a plan, in need or being assessed is on the list, and open; and the other way about.

    The other way about is of the records: a plan or an assessment left open on a case that is closed. Rows without a status are told
    in the comments.
    """
    tables = asking.tables
    served, lacking = [], []
    for population in SERVED:
        try:
            served.append(population(tables).dropna())
        except (TableAbsent, KeyError) as problem:
            lacking.append(why_not(problem, tables))
    if not served:
        return [_nothing(6, f"{NOTHING}. {lacking[0]}")]
    named = pd.concat(served).drop_duplicates().astype("string")
    wanted = set(named[~about_restricted(named, tables)])
    if not {"child_id", "case_status"} <= set(sheet.frame.columns):
        return [result("A1", 6, len(wanted), f"{len(wanted)} open on record; the list has no status to compare")]
    status = sheet.frame["case_status"].fillna("")
    is_open = sheet.frame[~status.str.startswith("e)")]
    lost = wanted - set(is_open["child_id"].dropna())
    with_status = set(sheet.frame[status.ne("") & ~status.str.startswith("e)")]["child_id"].dropna())
    said = f"{len(wanted) - len(lost)} of {len(wanted)} children in care, on a plan, in need or being assessed are open on the list"
    said += "".join(f"; not compared: {each[0].lower()}{each[1:]}" for each in dict.fromkeys(lacking))
    beyond = len(with_status - wanted)
    return [
        result("A1", 6, len(lost), said),
        result("A1", 6, beyond, "children open on the list by a plan or an assessment have an open case on record", explain=True),
    ]


def _in_care_or_short_breaks(tables: Tables) -> pd.Series:
    """P-CLA and P-SB."""
    return populations.open_on(populations.periods_of_care(tables), "ends_on")["child_id"]


def _on_plans(tables: Tables) -> pd.Series:
    """P-CP and P-CPT."""
    return populations.open_on(populations.cp_plans_with_temporary(tables), "ends_on")["child_id"]


def _open_cases(tables: Tables) -> pd.Series:
    """Whose open case is in a cohort: P-CIN, and the open ones of P-ASM; P-CINX is in none."""
    cases = populations.cohorts_of(tables)
    return cases[cases["cohort"].notna() & cases["cohort"].ne("care leaver")]["child_id"]


SERVED = (_in_care_or_short_breaks, _on_plans, _open_cases)


def _young_people(sheet: Sheet, asking: Asking) -> list[Result]:
    rows = _column(asking.tables, "care_leavers", "eligibility")
    words = asking.layout.codes[asking.layout.of(9).column("eligibility").codes]
    wanted = rows[rows["eligibility"].isna() | rows["eligibility"].isin(words)]["child_id"].drop_duplicates()
    return [_listed(9, "young people", len(sheet.frame), wanted, asking.tables)]


def _waiting(sheet: Sheet, asking: Asking) -> list[Result]:
    """P-ADO of whom the day of the decision is known: the list asks for no one without it."""
    rows = adoption.waiting(asking.tables)
    wanted = rows[rows["decided_on"].notna()]["child_id"].drop_duplicates()
    if not {"order_on", "reversed_on"} <= set(sheet.frame.columns):
        return [result("A1", 10, len(wanted), f"{len(wanted)} waiting on record; the list has no days to compare")]
    waiting = sheet.frame[sheet.frame["order_on"].isna() & sheet.frame["reversed_on"].isna()]
    return [_listed(10, "children waiting to be adopted", len(waiting), wanted, asking.tables)]


def _adopters(sheet: Sheet, asking: Asking) -> list[Result]:
    return [_nothing(11, f"{NOTHING}: no standard counts adopters as a population")]


def _column(tables: Tables, table: str, column: str) -> pd.DataFrame:
    """A table that holds a column. Raises TableAbsent where it does not."""
    if not tables.holds(table, column):
        raise TableAbsent(table, column if tables.holds(table) else "")
    return tables.get(table)


def _blank(sheet: Sheet, column: str) -> int:
    return int(sheet.frame[column].isna().sum()) if column in sheet.frame else 0


COMPARED: Mapping[int, Callable[[Sheet, Asking], list[Result]]] = {
    1: _events("contacts", "contacted_on", "contacts"),
    2: _going_on("early_help_episodes", "ended_on", "early help episodes not yet ended"),
    3: _events("referrals", "received_on", "referrals"),
    4: _going_on("assessments", "authorised_on", "open assessments"),
    5: _events("section_47_enquiries", "started_on", "enquiries"),
    6: _in_need,
    7: _population("cp_plans", populations.children_on_plan, "children on a plan"),
    8: _population("care_episodes", populations.children_in_care, "children in care"),
    9: _young_people,
    10: _waiting,
    11: _adopters,
}
"""The list -> what it is compared with."""
