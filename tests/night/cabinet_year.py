"""A year in the life of a made-up council's papers: twelve months, one revised, one late, one refused. They lie under out/cabinet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fscp_readiness.night.cabinet import Done, approve, issue, prepare, refuse
from tests.night.cabinet_life import Council, last_of, months_back, steady
from tests.packs.cabinet.worlds import Count

LAST = dt.date(2026, 10, 1)
YEAR = tuple(months_back(LAST, 12))
REVISED, LATE, REFUSED = YEAR[3], YEAR[6], YEAR[8]
MEASURES = ("CPV-01", "CLV-05", "REF-02", "CAS-01")
SMALL = ("CPV-01", "CLV-05")
"""Measures of few people, so that much of the year must stay hidden."""


def sparse(code: str, month: dt.date) -> Count:
    """Counts of a small council: many of them must be hidden, and so must what is left beside them."""
    scope, met, blank = steady(code, month)
    if code not in SMALL:
        return scope, met, blank
    number = month.year * 12 + month.month + ord(code[2])
    few = 14 + number * 5 % 13
    return few, max(0, few - number * 3 % 6 - number % 3), number % 3


def entered_later(code: str, month: dt.date) -> Count:
    """What the month of REVISED was, once more had been entered."""
    scope, met, blank = sparse(code, month)
    return scope + 1, met + 1, blank


def live_a_year(folder: Path) -> Council:
    """Twelve monthly papers in a row, each prepared, approved by another and issued."""
    council = Council.founded(folder, only=MEASURES)
    for month in months_back(YEAR[0], 4)[:-1]:
        council.keep(last_of(month), sparse)
    for month in YEAR:
        council.keep(last_of(month) - dt.timedelta(days=9 if month == LATE else 0), sparse)
        if month == LATE:
            council.keep(last_of(month), sparse, published=False)
        issued(council, month)
        if month == REVISED:
            council.keep(last_of(month), entered_later, run="00000002")
            issued(council, month)
    return council


def issued(council: Council, month: dt.date) -> Done:
    """One month's paper, with a refusal on its way where the month is REFUSED."""
    prepare(council.asked(month))
    if month == REFUSED:
        refuse(council.asked(month, "ruth"), "It does not say which meeting it is for.")
        council.say(month, '[[in_short]]\ntext = "We will tell you more next time."\nby = "Ruth Okafor, Director"\non = 2026-08-03\n')
        prepare(council.asked(month))
    approve(council.asked(month, "ruth"))
    return issue(council.asked(month))
