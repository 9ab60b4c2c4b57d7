"""Figures that are more often a fault of the check or of the source than of practice: all missed it, or suddenly nobody did.

They are shown, with a sentence that asks for a look; one that all missed stays out of the Cabinet's paper until its month is confirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.settings.readiness import Confirmed, Unlikely
from fscp_readiness.standards import About
from fscp_readiness.vocabulary import Status

from .months import NOT_COUNTED, plain_rows


@dataclass(frozen=True)
class Doubt:
    """One figure of the whole service. ``before``: how many missed it last night, where nobody does tonight; 0: all miss it tonight."""

    code: str
    counting: str
    in_scope: int
    before: int = 0


def doubts(measures: pd.DataFrame, before: pd.DataFrame, cards: Mapping[str, About], rules: Unlikely) -> tuple[Doubt, ...]:
    """What is to be looked at before it is quoted, one a standard, in the order of codes.

    measures, before   MEASURES tonight and last night (no rows on the first)
    cards              code -> card: of a standard where lower is better, a miss is what it counts as met
    """
    last = {key: missed for key, _, missed in _whole(before, cards)}
    found: dict[str, Doubt] = {}
    for (code, counting), in_scope, missed in _whole(measures, cards):
        if missed == in_scope >= rules.all_missed_from:
            found.setdefault(code, Doubt(code, counting, in_scope))
        elif missed == 0 < in_scope and last.get((code, counting), 0) > rules.none_missed_after:
            found.setdefault(code, Doubt(code, counting, in_scope, last[code, counting]))
    return tuple(found[code] for code in sorted(found))


def sentence(doubt: Doubt, about: About, confirmed: Confirmed | None) -> str:
    """What a reader of the pack is told of it: counts, and what to do."""
    if doubt.before:
        said = f"{doubt.code} ({about.name}): none of {doubt.in_scope} misses it tonight, and {doubt.before} did last night."
        what, code = "Ask whether that is so before you quote it.", "CHK-90"
    else:
        said = f"{doubt.code} ({about.name}): all of {doubt.in_scope} miss it."
        what, code = "Check the rule and the source before you quote it; until it is confirmed it is in no Cabinet paper.", "CHK-89"
    if confirmed:
        what = f"Confirmed for the month by {confirmed.said_by}, {confirmed.said_on:%-d %B %Y}."
    return f"{said} {what} [{code}]"


def confirmed_for(code: str, day: dt.date, rules: tuple[Confirmed, ...]) -> Confirmed | None:
    """The word that this measure's figures of the day's month are right."""
    return next((each for each in rules if each.code == code and each.month == day.replace(day=1)), None)


def held_back(
    months: pd.DataFrame, month: dt.date, cards: Mapping[str, About], rules: Unlikely, confirmed: tuple[Confirmed, ...]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """(months with what all missed in ``month`` marked as not counted, its codes): what may not be printed for the public yet."""
    of_month = months["month"].map(pd.Timestamp).eq(pd.Timestamp(month))
    rows = months[of_month]
    wrong = {
        key
        for key, in_scope, missed in _whole(rows, cards)
        if missed == in_scope >= rules.all_missed_from and not confirmed_for(key[0], month, confirmed)
    }
    keys = zip(months["code"].astype(str), months["counting"].astype(str), of_month, months["status"], strict=True)
    marked = [str(Status.CRASHED) if of and (code, counting) in wrong else status for code, counting, of, status in keys]
    return months.assign(status=marked), tuple(sorted({code for code, _ in wrong}))


def _whole(measures: pd.DataFrame, cards: Mapping[str, About]) -> Iterator[tuple[tuple[str, str], int, int]]:
    """((code, counting), in scope, missed) of the whole service's counts; means, and what could not be counted, are passed over."""
    for row in plain_rows(measures, "all"):
        about = cards.get(str(row["code"]))
        if about is None or row["status"] in NOT_COUNTED:
            continue
        missed = row["met"] if about.lower_is_better else row["not_met"]
        if missed is not None and row["in_scope"] is not None:
            yield (str(row["code"]), str(row["counting"])), int(row["in_scope"]), int(missed)
