"""The acceptance checks A1 to A9 of domain.md 2.6, asked of the workbook as it stands. Each is a function of its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from .asking import Asking
from .counting_again import conferences_before, earlier
from .cross_checks import cross_checks
from .faults_found import begins, broken_on
from .making import AnnexA, Supplied
from .read_back import ReadBack, Sheet, as_laid_out, read_back
from .reconciled import a1_row_counts
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


@dataclass(frozen=True)
class Call:
    """The day Ofsted rang, and the oldest night whose lists are accepted for it (None: no rule is known).

    stands  list -> the day that its records stand at, where that is before the night: a table was held, or the source was old
    """

    on: dt.date
    oldest: dt.date | None
    stands: Mapping[int, dt.date] = field(default_factory=dict)


def check(content: bytes, made: AnnexA, call: Call | None = None, answers: pd.DataFrame | None = None) -> list[Result]:
    """Every check of a workbook (its bytes) against the set it was made as, in order.

    call     where Ofsted rang
    answers  what the night found (findings.frames.OWNED_ANSWERS): A7 then looks for each rule that a listed record breaks

    Raises AnnexAProblem where the bytes are no workbook.
    """
    book, asking = read_back(content, made.layout), Asking(made.tables, made.layout)
    return [
        *_of_the_lists(book, asking, made), *a7_comments(book, made, answers), a8_fresh_enough(made.as_at, call),
        *a8_of_older(made, call), *a8_of_supplied(made, call), *a9_headings(book, asking), *cross_checks(book), *s1_supplied(made),
    ]  # fmt: skip


def check_lists(made: AnnexA) -> list[Result]:
    """The checks of the lists themselves, A1 to A6 and list against list, before they are a workbook: A7 and A9 are of the workbook."""
    book = as_laid_out(made)
    return [*_of_the_lists(book, Asking(made.tables, made.layout), made), *cross_checks(book)]


def _of_the_lists(book: ReadBack, asking: Asking, made: AnnexA) -> list[Result]:
    return [
        *a1_row_counts(book, asking, made.taken), *a2_open_is_in_list_6(book), *a3_one_row_a_child(book),
        *a4_inside_the_window(book, asking, made.taken), *a5_codes_are_ofsteds(book, asking), *a6_counts(book, asking),
    ]  # fmt: skip


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


def a4_inside_the_window(book: ReadBack, asking: Asking, taken: Callable[[int], Supplied | None] = lambda _: None) -> list[Result]:
    """No event outside its window but what is still going on; no day after the snapshot, or after the day of the file that a list was taken
    from, but expected births; every day a day."""
    found = []
    for number, sheet in book.sheets.items():
        frame, since, given = sheet.frame, asking.since(number), taken(number)
        until = max(asking.today, pd.Timestamp(given.as_at)) if given else asking.today
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
                wrong |= frame[column.name] > until
        rows = int(wrong.sum()) + sum(sheet.bad_days.values())
        found.append(result("A4", number, rows, f"inside the window from {since:%d/%m/%Y} to {until:%d/%m/%Y}"))
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


def a7_comments(book: ReadBack, made: AnnexA, answers: pd.DataFrame | None = None) -> list[Result]:
    """Everything that was found lacking, with how many rows, and every row left out, has its line on the comments sheet; and so has every
    recording rule that a record of a child in the workbook breaks."""
    wanted = {(f"List {number}", heading, rows, reason) for number, heading, rows, reason in comments(made)}
    lost = len(wanted - book.comments)
    if answers is not None:
        for number, sheet in book.sheets.items():
            if made.taken(number):
                continue
            said = [words for one, _, _, words in book.comments if one == f"List {number}"]
            codes = broken_on(number, sheet.frame["child_id"], answers) if "child_id" in sheet.frame else set()
            lost += sum(not any(re.match(rf"{re.escape(begins(code))}\b", words) for words in said) for code in codes)
    return [result("A7", 0, lost, f"{len(wanted)} comments of the authority's own")]


def a8_fresh_enough(as_at: dt.date, call: Call | None) -> Result:
    """The lists are not older than the framework's rule allows, and not of a day after the call; without a rule nobody can say so."""
    if call is None:
        return Result("A8", 0, Verdict.NOT_ASKED, 0, "nobody has called: asked on the day of the call")
    of = f"of {as_at:%d/%m/%Y}; called {call.on:%d/%m/%Y}"
    if as_at > call.on:
        return Result("A8", 0, Verdict.FAILED, 1, f"{of}, and no list may be of a day after the call")
    if call.oldest is None:
        return Result("A8", 0, Verdict.NOT_ASKED, 0, f"{of}; no rule is known for how old they may be under this framework")
    return result("A8", 0, int(as_at < call.oldest), f"{of}, so none older than {call.oldest:%d/%m/%Y}")


def a8_of_older(made: AnnexA, call: Call | None) -> list[Result]:
    """The same of each list whose records stand at an earlier day than the night they were read in."""
    stands = call.stands if call else {}
    return [replace(a8_fresh_enough(day, call), number=number) for number, day in stands.items() if not made.taken(number)]


def a8_of_supplied(made: AnnexA, call: Call | None) -> list[Result]:
    """The same of each list that was taken from a file."""
    taken = {number: given for number in made.lists if (given := made.taken(number))}
    return [replace(a8_fresh_enough(given.as_at, call), number=number) for number, given in taken.items()]


def s1_supplied(made: AnnexA) -> list[Result]:
    """Every file that a list is to be taken from could be used."""
    return [
        result("S1", number, int(bool(given.refused)), given.refused or f"the file supplied by {given.by} could be used")
        for number, given in made.supplied.items()
    ]


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
