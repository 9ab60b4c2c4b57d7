"""Everything one paper is made from: the disclosed table, dates, standards, England's figures, judgement words, and what people signed."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from fscp_readiness.measures.benchmarks import Benchmarks
from fscp_readiness.measures.disclosure import Disclosed
from fscp_readiness.settings.cabinet import Cabinet
from fscp_readiness.settings.cabinet_words import Promises, Words
from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.vocabulary import Audience, Counting

from . import figures


@dataclass(frozen=True)
class Area:
    """One judgement. ``name``: as the paper calls it; ``title``: as Ofsted does, in short.

    word  of readiness.md, blank where none is printed
    """

    key: str
    letters: str
    name: str
    title: str
    word: str = ""


@dataclass(frozen=True)
class England:
    """What England published of a measure: a share 0 to 1 and its year, or None and the symbol that says why not (x, z, c ...)."""

    share: float | None
    year: int | None = None
    symbol: str = "z"
    basis: str = ""


@dataclass(frozen=True)
class Facts:
    """One paper's facts. No true count is among them: ``disclosed`` is all that is known of any child.

    month        the first day of the month that the paper is of
    as_at        its last good night; ``month_over``: False for a paper made while the month still ran
    disclosed    the disclosed table, what earlier papers printed of earlier months in it (figures.printed_again)
    targets      code -> standard, a share 0 to 1; ``england``: code -> what England published
    uncountable  code -> why its month has no count (not_assessable, crashed, held, absent)
    edition      1, or the next where the month's paper was issued before; ``before``: what that paper printed of the month
    """

    council: str
    month: dt.date
    as_at: dt.date
    month_over: bool
    cabinet: Cabinet
    disclosed: Disclosed
    areas: tuple[Area, ...]
    targets: Mapping[str, float]
    england: Mapping[str, England]
    uncountable: Mapping[str, str]
    words: Words = field(default_factory=Words)
    promises: Promises = field(default_factory=Promises)
    edition: int = 1
    before: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def month_end(self) -> dt.date:
        """The last day of the month."""
        return self.month.replace(day=calendar.monthrange(self.month.year, self.month.month)[1])

    @property
    def nights_missing(self) -> int:
        """How many days of the month lie after its last good night; 0 while the month runs."""
        return (self.month_end - self.as_at).days if self.month_over else 0

    @property
    def marking(self) -> str:
        public = self.disclosed.policy.audience is Audience.PUBLIC
        return self.cabinet.marking if public else self.cabinet.members_marking


def gather(
    *,
    council: str,
    framework: Framework,
    cabinet: Cabinet,
    months: pd.DataFrame,
    month: dt.date,
    as_at: dt.date,
    month_over: bool,
    disclosed: Disclosed,
    judged: Mapping[str, str],
    benchmarks: Benchmarks,
    released: Mapping[str, int | None],
    words: Words | None = None,
    promises: Promises | None = None,
    edition: int = 1,
) -> Facts:
    """The facts of one paper.

    months    history.store.MONTHS as of the first of the month after; used for targets and for what could not be counted, never for counts
    judged    judgement key -> word on the night of ``as_at`` (Store.words)
    released  key -> count as earlier papers printed it (the newest edition of each), None where they hid it
    """
    return Facts(
        council=council,
        month=month,
        as_at=as_at,
        month_over=month_over,
        cabinet=cabinet,
        disclosed=figures.printed_again(disclosed, released, month),
        areas=areas_of(framework, cabinet, judged),
        targets=figures.targets_of(months, month, cabinet),
        england=england_of(cabinet, benchmarks, as_at),
        uncountable=figures.uncountable(months, month, cabinet),
        words=words or Words(),
        promises=promises or Promises(),
        edition=edition,
        before={key: count for key, count in released.items() if f" {month:%Y-%m} " in key} if edition > 1 else {},
    )


def areas_of(framework: Framework, cabinet: Cabinet, judged: Mapping[str, str]) -> tuple[Area, ...]:
    """The framework's judgements in the order of the paper's areas; those that config does not name come last."""
    order = [each.judgement for each in cabinet.areas]
    places = {letters: n for n, letters in enumerate(order)}
    ranked = sorted(framework.judgements, key=lambda each: places.get(each.letters, len(order)))
    return tuple(
        Area(
            key=each.key,
            letters=each.letters,
            name=cabinet.area_name(each.letters, each.short),
            title=each.short,
            word=judged.get(each.key, "") if cabinet.judgement_words else "",
        )
        for each in ranked
    )


def england_of(cabinet: Cabinet, benchmarks: Benchmarks, as_at: dt.date) -> dict[str, England]:
    """What England had published of each measure by ``as_at``; [z] where it publishes no such figure, counted so."""
    found = {}
    for measure in cabinet.measures:
        counting = Counting.LIVE if measure.counting == "live" else Counting.PERIOD
        known = benchmarks.lookup(measure.code, as_at, counting=counting)
        figure = known.england if known.unit == "percent" else None
        if figure is None:
            found[measure.code] = England(None)
        else:
            found[measure.code] = England(
                figure.value, figure.year, figure.symbol or ("" if figure.value is not None else "x"), known.basis
            )
    return found
