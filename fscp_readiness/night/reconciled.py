"""A night's headlines beside what was published: tonight's figures, and our own of the published period asked again of tonight's tables."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from fscp_readiness.findings.night import ask_some
from fscp_readiness.measures.benchmarks import MEASURES as PUBLISHED
from fscp_readiness.measures.benchmarks import Figure
from fscp_readiness.measures.ranking import place_of
from fscp_readiness.measures.reconciliation import Ours, Reconciled, counted_from, ours_from, published_for, reconcile, their_period
from fscp_readiness.standards import Calendar, Catalogue
from fscp_readiness.tables import BY_NAME, Tables
from fscp_readiness.vocabulary import Answered, Counting

if TYPE_CHECKING:
    from .work import Nightly

WORKBOOK = "An Annex A workbook holds the last months and not that year."
NOT_HELD = "Our records do not hold all of that year."
NOT_ASKED = "It could not be asked tonight."
NOT_THEN = "It could not be asked of that year."
QUARTERS = 4


def reconciled(night: Nightly) -> Reconciled:
    """Everything one night says beside the published figures. Reads nothing but the night; the same night gives the same."""
    settings, as_at = night.settings, night.request.as_at
    rules, area = settings.reconciliation, settings.service.council.area_code
    states = night.findings.states
    asked = set(states[states["state"].eq(str(Answered.ASKED))]["code"])
    cards = {standard.code: standard.about for standard in night.catalogue.practice()}
    published = published_for(PUBLISHED, night.benchmarks, rules, area, as_at)
    then, why_not = of_their_years(
        night.asked_tables,
        night.catalogue,
        night.calendar,
        {code: theirs for code, theirs in published.items() if code in asked},
    )
    why_not |= {code: NOT_ASKED for code in published if code in cards and code not in asked}
    lines = reconcile(ours_from(night.measures, cards), night.benchmarks, rules, area, as_at, then)
    core = dict.fromkeys(each.code for judgement in night.framework.judgements for each in judgement.core)
    ranked = [code for code in PUBLISHED if code in published and published[code].year] if area else []
    return Reconciled(
        area_code=area,
        lines=lines,
        why_not=why_not,
        nobody=tuple(
            (code, PUBLISHED[code].name or code, published[code]) for code in PUBLISHED if code in published and code not in cards
        ),
        nowhere=tuple(code for code in core if code not in PUBLISHED),
        places=tuple((place_of(night.benchmarks, code, as_at, area), night.benchmarks.lookup(code, as_at, area)) for code in ranked),
    )


def of_their_years(
    tables: Tables, catalogue: Catalogue, calendar: Calendar, published: Mapping[str, Figure]
) -> tuple[dict[str, Ours], dict[str, str]]:
    """Our own figures of the periods that published figures are of, asked of tonight's tables as they stood at the end of each.

    published  code -> the figure whose period is asked again

    Gives code -> figure, and code -> why there is none.
    """
    found: dict[str, Ours] = {}
    why_not: dict[str, str] = {}
    for code, theirs in published.items():
        if code not in catalogue:
            continue
        first, last = their_period(theirs)
        why = _not_held(tables, catalogue[code].about.record, first or last, last)
        mine = None if why else figure_of(code, tables, catalogue, calendar, first or last, last)
        if mine is None:
            why_not[code] = why or NOT_THEN
        else:
            found[code] = mine
    return found, why_not


def figure_of(code: str, tables: Tables, catalogue: Catalogue, calendar: Calendar, first: dt.date, last: dt.date) -> Ours | None:
    """One headline of twelve months of our own, in the counting that England uses; None where it cannot be asked."""
    standard, counting = catalogue[code], PUBLISHED[code].counting
    as_then = dataclasses.replace(tables, as_at=last)
    answers = ask_some(as_then, [(standard, counting)], calendar, catalogue, first).get((code, str(counting)))
    if answers is None:
        return None
    return counted_from(answers, standard.about, first if counting is Counting.PERIOD else None, last)


def _not_held(tables: Tables, record: str, first: dt.date, last: dt.date) -> str:
    """Why our records cannot be taken to hold twelve months; blank where something is dated in each of their quarters."""
    if tables.door == "annex_a":
        return WORKBOOK
    day = BY_NAME[record].own_date
    if day is None or not tables.holds(record, day) or last > tables.as_at:
        return NOT_HELD
    dated = tables.everything(record)[day]
    dated = dated[dated.between(pd.Timestamp(first), pd.Timestamp(last))]
    quarters = (dated.dt.month - first.month) % 12 // 3
    return "" if quarters.nunique() == QUARTERS else NOT_HELD
