"""List against list: what one says of a child the others may not contradict. X1 and X2 are ours to fix; the others are of the records."""

from __future__ import annotations

import pandas as pd

from .read_back import ReadBack, Sheet
from .results import Result, result

PERSONAL = ("gender", "ethnicity", "born_on")


def cross_checks(book: ReadBack) -> list[Result]:
    """X1 to X6, of the lists that are there and have the columns asked about."""
    return [*x1_one_child_one_description(book), *x2_need_began_with_a_referral(book), *_of_the_records(book)]


def x1_one_child_one_description(book: ReadBack) -> list[Result]:
    """Gender, ethnicity and date of birth of a child are the same on every list."""
    parts = [sheet.frame[["child_id", *PERSONAL]] for sheet in book.sheets.values() if {"child_id", *PERSONAL} <= set(sheet.frame.columns)]
    if not parts:
        return []
    every = pd.concat(parts, ignore_index=True).dropna(subset="child_id")
    different = every.groupby("child_id")[list(PERSONAL)].nunique(dropna=False).gt(1).any(axis=1)
    return [result("X1", 0, int(different.sum()), "a child has one gender, ethnicity and date of birth on all lists")]


def x2_need_began_with_a_referral(book: ReadBack) -> list[Result]:
    """An episode of need in list 6 that began in the window has its referral in list 3."""
    if not _has(book, 6, "child_id", "started_on") or not _has(book, 3, "child_id", "received_on"):
        return []
    need, referred = book.sheets[6].frame, book.sheets[3].frame
    first = referred["received_on"].min()
    began = need[need["started_on"] >= first] if pd.notna(first) else need.iloc[:0]
    known = set(zip(referred["child_id"], referred["received_on"], strict=True))
    lost = [pair for pair in zip(began["child_id"], began["started_on"], strict=True) if pair not in known]
    return [result("X2", 6, len(lost), "episodes begun in the window have their referral in list 3")]


def _of_the_records(book: ReadBack) -> list[Result]:
    return [*x3_conference_and_plan(book), *x4_waiting_to_be_adopted(book), *x5_eligible_and_in_care(book), *x6_days_in_order(book)]


def x3_conference_and_plan(book: ReadBack) -> list[Result]:
    """A conference in list 5 that led to a plan has that child in list 7."""
    if not _has(book, 5, "child_id", "led_to_plan") or not _has(book, 7, "child_id"):
        return []
    led = book.sheets[5].frame
    led = led[led["led_to_plan"].str.startswith("a)").fillna(False).astype(bool)]
    lost = set(led["child_id"]) - _children(book.sheets[7])
    return [result("X3", 5, len(lost), "children whose conference led to a plan are in list 7", explain=True)]


def x4_waiting_to_be_adopted(book: ReadBack) -> list[Result]:
    """A child in list 10 neither adopted nor with the decision reversed is in care in list 8."""
    if not _has(book, 10, "child_id", "order_on", "reversed_on") or not _has(book, 8, "child_id", "ended_on"):
        return []
    rows = book.sheets[10].frame
    waiting = set(rows[rows["order_on"].isna() & rows["reversed_on"].isna()]["child_id"])
    return [result("X4", 10, len(waiting - _open(book.sheets[8])), "children waiting to be adopted are in care in list 8", explain=True)]


def x5_eligible_and_in_care(book: ReadBack) -> list[Result]:
    """An eligible child in list 9 is in care in list 8."""
    if not _has(book, 9, "child_id", "eligibility") or not _has(book, 8, "child_id", "ended_on"):
        return []
    rows = book.sheets[9].frame
    eligible = set(rows[rows["eligibility"].str.contains("Eligible child", regex=False).fillna(False).astype(bool)]["child_id"])
    return [result("X5", 9, len(eligible - _open(book.sheets[8])), "eligible children are in care in list 8", explain=True)]


def x6_days_in_order(book: ReadBack) -> list[Result]:
    """Nothing ends before it began (lists 2, 6, 7, 8), and no conference comes before its enquiry (list 5)."""
    found = []
    for number, begun, ended in (
        (2, "started_on", "ended_on"), (5, "started_on", "conference_on"), (6, "started_on", "closed_on"), (7, "started_on", "ended_on"),
        (8, "started_on", "ended_on"),
    ):  # fmt: skip
        if _has(book, number, begun, ended):
            frame = book.sheets[number].frame
            wrong = int((frame[ended] < frame[begun]).sum())
            found.append(result("X6", number, wrong, "nothing ends before it began", explain=True))
    return found


def _has(book: ReadBack, number: int, *names: str) -> bool:
    return number in book.sheets and set(names) <= set(book.sheets[number].frame.columns)


def _children(sheet: Sheet) -> set[str]:
    return set(sheet.frame["child_id"].dropna())


def _open(sheet: Sheet) -> set[str]:
    return set(sheet.frame[sheet.frame["ended_on"].isna()]["child_id"].dropna())
