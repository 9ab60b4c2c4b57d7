"""The acceptance checks A1 to A9 of domain.md 2.6, asked of the workbook as it stands. Each is a function of its own."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.standards import populations

from .asking import Asking
from .counting_again import conferences_before, earlier
from .cross_checks import cross_checks
from .making import AnnexA
from .read_back import ReadBack, Sheet, read_back
from .results import Result, Verdict, result
from .workbook import comments

ONE_ROW = (6, 7, 8, 9, 10, 11)
EVENTS = {1: "contacted_on", 3: "received_on", 5: "started_on"}
"""Lists of events that must fall in the window, and the day of each."""
ENDS = {
    2: ("ended_on",),
    6: ("closed_on",),
    7: ("ended_on",),
    8: ("ended_on",),
    10: ("order_on", "reversed_on"),
    11: ("left_on", "adoption_order_on"),
}
"""Lists that also hold what is still going on: what ended must have ended in the window."""
AHEAD = ("born_on",)


def check(content: bytes, made: AnnexA, called: dt.date | None = None) -> list[Result]:
    """Every check of a workbook (its bytes) against the set it was made as, in order. ``called``: the day Ofsted rang.

    Raises AnnexAProblem where the bytes are no workbook.
    """
    book, asking = read_back(content, made.layout), Asking(made.tables, made.layout)
    return [
        *a1_row_counts(book, asking), *a2_open_is_in_list_6(book), *a3_one_row_a_child(book), *a4_inside_the_window(book, asking),
        *a5_codes_are_ofsteds(book, asking), *a6_counts(book, asking), *a7_comments(book, made), a8_fresh_enough(made.as_at, called),
        *a9_headings(book, asking), *cross_checks(book),
    ]  # fmt: skip


def a1_row_counts(book: ReadBack, asking: Asking) -> list[Result]:
    """As many rows as the tables have records in the window, and as many open as the standards' own populations."""
    tables = asking.tables
    found = []

    def listed(number: int, what: str, expected: pd.Series, actual: int) -> None:
        named = expected.dropna()
        wanted = int((~about_restricted(named, tables)).sum())
        said = f"{actual} {what} on the list, {wanted} on record"
        found.append(result("A1", number, abs(actual - wanted), said))

    for number, (name, day, what) in {
        1: ("contacts", "contacted_on", "contacts"), 3: ("referrals", "received_on", "referrals"),
        5: ("section_47_enquiries", "started_on", "enquiries"),
    }.items():  # fmt: skip
        if number in book.sheets and tables.holds(name, day):
            rows = tables.get(name).drop_duplicates()
            inside = rows[rows[day].between(asking.since(number), asking.today)]
            listed(number, what, inside["child_id"], len(book.sheets[number].frame))
    if 4 in book.sheets and tables.holds("assessments", "authorised_on"):
        rows = tables.assessments.drop_duplicates()
        listed(4, "open assessments", rows[rows["authorised_on"].isna()]["child_id"], _blank(book.sheets[4], "authorised_on"))
    if 7 in book.sheets and tables.holds("cp_plans"):
        listed(7, "children on a plan", populations.children_on_plan(tables).to_series(), _blank(book.sheets[7], "ended_on"))
    if 8 in book.sheets and tables.holds("care_episodes"):
        listed(8, "children in care", populations.children_in_care(tables).to_series(), _blank(book.sheets[8], "ended_on"))
    if 9 in book.sheets and tables.holds("care_leavers", "eligibility"):
        rows = tables.care_leavers
        words = asking.layout.codes[asking.layout.of(9).column("eligibility").codes]
        wanted = rows[rows["eligibility"].isna() | rows["eligibility"].isin(words)]["child_id"].drop_duplicates()
        listed(9, "young people", wanted, len(book.sheets[9].frame))
    return sorted(found, key=lambda one: one.number)


def _blank(sheet: Sheet, column: str) -> int:
    return int(sheet.frame[column].isna().sum()) if column in sheet.frame else 0


def a2_open_is_in_list_6(book: ReadBack) -> list[Result]:
    """Who has an open period of care in list 8, or an open plan in list 7, is in list 6 with that status."""
    if not {6, 7, 8} <= book.sheets.keys():
        return [Result("A2", 6, Verdict.FAILED, 1, "list 6, 7 or 8 is not in the workbook")]
    status = _column(book.sheets[6], "case_status", "child_id")
    in_care = _open(book.sheets[8])
    on_plan = _open(book.sheets[7]) - in_care
    wrong = {
        child
        for children, letter in ((in_care, "a)"), (on_plan, "b)"))
        for child in children
        if not status.get(child, "").startswith(letter)
    }
    return [result("A2", 6, len(wrong), "children open in list 7 or 8 are in list 6 with the right status")]


def _column(sheet: Sheet, name: str, key: str) -> dict[str, str]:
    if name not in sheet.frame or key not in sheet.frame:
        return {}
    return dict(zip(sheet.frame[key].fillna(""), sheet.frame[name].fillna(""), strict=True))


def _open(sheet: Sheet) -> set[str]:
    if not {"child_id", "ended_on"} <= set(sheet.frame.columns):
        return set()
    return set(sheet.frame[sheet.frame["ended_on"].isna()]["child_id"].dropna())


def a3_one_row_a_child(book: ReadBack) -> list[Result]:
    """Lists 6 to 10 have one row a child, list 11 one an adopter; and no row of any list is without its id."""
    found = []
    for number, sheet in book.sheets.items():
        key = sheet.layout.key
        if key in sheet.frame:
            ids = sheet.frame[key]
            wrong = int(ids.isna().sum()) + (int(ids.dropna().duplicated().sum()) if number in ONE_ROW else 0)
            found.append(
                result("A3", number, wrong, "one row each, and none without an id" if number in ONE_ROW else "no row without an id")
            )
    return found


def a4_inside_the_window(book: ReadBack, asking: Asking) -> list[Result]:
    """No event outside its window but what is still going on; no day after the snapshot but expected births; every day a day."""
    found = []
    for number, sheet in book.sheets.items():
        frame, since = sheet.frame, asking.since(number)
        wrong = pd.Series(False, index=frame.index)
        if number in EVENTS and EVENTS[number] in frame:
            wrong |= ~frame[EVENTS[number]].between(since, asking.today)
        if number == 4 and {"started_on", "authorised_on"} <= set(frame.columns):
            wrong |= (frame["authorised_on"] < since) & ~(frame["started_on"] >= since)
        over = [frame[name] for name in ENDS.get(number, ()) if name in frame]
        if over:
            last = pd.concat(over, axis=1).max(axis=1)
            wrong |= (last < since).fillna(False).astype(bool)
        for column in sheet.layout.columns:
            if column.kind == "date" and column.name in frame and column.name not in AHEAD:
                wrong |= frame[column.name] > asking.today
        rows = int(wrong.sum()) + sum(sheet.bad_days.values())
        found.append(result("A4", number, rows, f"inside the window from {since:%d/%m/%Y} to {asking.today:%d/%m/%Y}"))
    return found


def a5_codes_are_ofsteds(book: ReadBack, asking: Asking) -> list[Result]:
    """Every code is one of the layout's, with its prefix."""
    found = []
    for number, sheet in book.sheets.items():
        wrong = 0
        for column in sheet.layout.columns:
            if column.kind == "code" and column.name in sheet.frame:
                given = sheet.frame[column.name].dropna()
                wrong += int((~given.isin(set(asking.layout.codes[column.codes].values()))).sum())
        found.append(result("A5", number, wrong, "codes as the layout writes them"))
    return found


def a6_counts(book: ReadBack, asking: Asking) -> list[Result]:
    """Numbers 'in the last 12 months' of lists 3 and 5 are those of the child's latest event, itself left out, the same on each row."""
    tables, found = asking.tables, []
    for number, name, day, column in (
        (3, "referrals", "received_on", "earlier_in_12_months"), (5, "section_47_enquiries", "started_on", "enquiries_in_12_months"),
    ):  # fmt: skip
        if number in book.sheets and tables.holds(name, day) and column in book.sheets[number].frame:
            frame, again = book.sheets[number].frame, earlier(tables, name, day)
            wrong = sum(bool(pd.isna(n)) or again.get(child, 0) != n for child, n in zip(frame["child_id"], frame[column], strict=True))
            found.append(result("A6", number, wrong, f"{sheet_heading(book.sheets[number], column)}: the latest, itself left out"))
    if 5 in book.sheets and tables.holds("initial_conferences", "held_on") and "conferences_in_12_months" in book.sheets[5].frame:
        frame = book.sheets[5].frame
        may_be = conferences_before(tables)
        given = zip(frame["child_id"], frame["conferences_in_12_months"], strict=True)
        wrong = sum(bool(pd.isna(n)) or n not in may_be.get(child, {0}) for child, n in given)
        found.append(result("A6", 5, wrong, f"{sheet_heading(book.sheets[5], 'conferences_in_12_months')}: before the latest enquiry"))
    return found


def sheet_heading(sheet: Sheet, name: str) -> str:
    return sheet.layout.column(name).heading


def a7_comments(book: ReadBack, made: AnnexA) -> list[Result]:
    """Everything that was found lacking, and every row left out, has its line on the comments sheet."""
    wanted = {(f"List {number}", heading, reason) for number, heading, _, reason in comments(made)}
    lost = wanted - book.comments
    return [result("A7", 0, len(lost), f"{len(wanted)} comments of the authority's own")]


def oldest_acceptable(called: dt.date) -> dt.date:
    """The Wednesday of the week before the week of the call (domain.md 2.4): for Monday 2 June 2025, Wednesday 28 May 2025."""
    monday = called - dt.timedelta(days=called.weekday())
    return monday - dt.timedelta(days=5)


def a8_fresh_enough(as_at: dt.date, called: dt.date | None) -> Result:
    """The lists are not older than the Wednesday of the week before the call, and not of a day after it."""
    if called is None:
        return Result("A8", 0, Verdict.NOT_ASKED, 0, "nobody has called: asked on the day of the call")
    oldest = oldest_acceptable(called)
    said = f"of {as_at:%d/%m/%Y}; called {called:%d/%m/%Y}, so none older than {oldest:%d/%m/%Y}"
    return result("A8", 0, int(not oldest <= as_at <= called), said)


def a9_headings(book: ReadBack, asking: Asking) -> list[Result]:
    """Every list of the layout is there, and its headings and their order are the layout's to the letter."""
    found = []
    for one in asking.layout.lists:
        if one.number not in book.sheets:
            found.append(Result("A9", one.number, Verdict.FAILED, 1, f"there is no sheet {one.sheet}"))
            continue
        headings = book.sheets[one.number].headings
        wrong = sum(a != b for a, b in zip(headings, one.headings, strict=False)) + abs(len(headings) - len(one.headings))
        found.append(result("A9", one.number, wrong, f"headings and order of the {asking.layout.title} layout"))
    return found
