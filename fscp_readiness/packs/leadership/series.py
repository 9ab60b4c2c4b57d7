"""A measure's months as the pages draw and word them: the points kept of earlier months, their limits, and this month so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from fscp_readiness.history.store import MONTH
from fscp_readiness.measures.months import FEW, NOT_COUNTED, Row, plain_rows, trajectory_of, value_of
from fscp_readiness.measures.trajectory import (
    ENOUGH_IN_SCOPE,
    TRIAL_BELOW,
    Assurance,
    Limits,
    Polarity,
    Signal,
    Trajectory,
    Variation,
    side_of,
)
from fscp_readiness.vocabulary import Counting

from . import charts, wording
from .charts import Frame, Label, Mark, MonthsChart
from .night_facts import Night
from .tags import NO_LIMITS, OUTLOOK, SIGNAL, Tag

SHOWN: Final = 24
"""So many whole months are drawn, and this month so far after them."""

SPARK: Final = Frame(width=25.0, height=6.4, left=0.4, right=24.6, top=0.7, bottom=5.7, slots=SHOWN + 1, low=0.0, high=1.0)
CHART: Final = Frame(width=86.0, height=28.4, left=10.5, right=62.5, top=4.4, bottom=24.0, slots=SHOWN + 1, low=0.0, high=1.0)
TEAM: Final = Frame(width=64.0, height=17.0, left=9.5, right=63.0, top=1.6, bottom=13.0, slots=SHOWN + 1, low=0.0, high=1.0)
_GAP = 2.9
_MARKED = {Variation.BETTER: "better", Variation.WORSE: "worse", Variation.CHANGED: "changed"}


@dataclass(frozen=True)
class Month:
    """One month as it is drawn. ``value`` None: a gap."""

    month: dt.date
    value: float | None
    in_scope: int
    met: int | None
    says: Variation


@dataclass(frozen=True)
class Stretch:
    """Months under one set of limits, by their places among those drawn; ``because`` and ``signed`` for one that was started again."""

    first: int
    last: int
    limits: Limits | None
    because: str
    signed: str
    starts: dt.date


@dataclass(frozen=True)
class Series:
    """One measure's months. ``drawn`` are the last SHOWN whole months, oldest first; ``running`` is this month so far, provisional."""

    code: str
    counting: str
    name: str
    unit: str
    polarity: Polarity
    target: float | None
    months: Trajectory
    drawn: tuple[Month, ...]
    stretches: tuple[Stretch, ...]
    running: Month | None
    few: int
    """Months with fewer cases than ENOUGH_IN_SCOPE among those under the last limits."""
    undrawn: int
    """Months with so few cases that no percentage of them is drawn."""
    tonight: str
    """Why there is no figure tonight (held, crashed, not assessable); blank where there is one."""

    @property
    def variation(self) -> Variation:
        return self.months.variation

    @property
    def assurance(self) -> Assurance:
        return self.months.assurance(self.target)

    @property
    def limits(self) -> Limits | None:
        return self.months.bands[-1].limits

    @property
    def counted(self) -> tuple[Month, ...]:
        return tuple(month for month in self.drawn if month.value is not None)

    @property
    def last(self) -> Month | None:
        """The last whole month with a figure."""
        return self.counted[-1] if self.counted else None


@dataclass(frozen=True)
class Past:
    """What pages look up of earlier nights, laid out once: the months of the whole service, and the night before's figures."""

    months: Mapping[tuple[str, str], tuple[Row, ...]]
    running: Mapping[str, Row]
    before: Mapping[tuple[str, str], Row]


def past_of(night: Night) -> Past:
    months: dict[tuple[str, str], list[Row]] = {}
    for row in plain_rows(night.remembered.months, "all"):
        months.setdefault((row["code"], row["counting"]), []).append(row)
    return Past(
        months={key: tuple(rows) for key, rows in months.items()},
        running={row["code"]: row for row in plain_rows(night.months, "all")},
        before={(row["code"], row["counting"]): row for row in plain_rows(night.remembered.last, "all")},
    )


def series_of(night: Night, past: Past, code: str, counting: str, tonight: Row | None) -> Series | None:
    """The whole service's months of one measure; None where nothing of it was ever counted.

    counting  live: the figure at each month's end; period: the calendar month's own
    tonight   the measure's row tonight
    """
    kept = past.months.get((code, MONTH if counting == Counting.PERIOD else counting), ())
    running = past.running.get(code) if counting == Counting.PERIOD else tonight
    return build(night, code, counting, kept, running, tonight)


def build(
    night: Night, code: str, counting: str, kept: tuple[Row, ...] | list[Row], running: Row | None, tonight: Row | None
) -> Series | None:
    """A series of these monthly rows (oldest first); None where there is no figure at all."""
    about = night.cards.get(code)
    unit = str((tonight or (kept[-1] if kept else {})).get("unit") or "percent")
    now = _running(night, running, unit)
    if not any(value_of(row, unit) is not None for row in kept) and now is None:
        return None
    found = trajectory_of(kept, about, unit, [(entry.from_month, entry.because) for entry in night.rebased if entry.starts_again(code)])
    months = _months_before(night.as_at)
    says = {point.month: found.at(band, place) for band in found.bands for place, point in enumerate(band.points)}
    by_month = {pd.Timestamp(row["month"]).date(): row for row in kept}
    drawn = tuple(_month(month, by_month.get(month), unit, says.get(month, Variation.NOT_YET)) for month in months)
    last = [point for point in found.bands[-1].points if point.value is not None]
    return Series(
        code=code,
        counting=counting,
        name=about.name if about else code,
        unit=unit,
        polarity=found.polarity,
        target=None if tonight is None else tonight.get("target"),
        months=found,
        drawn=drawn,
        stretches=_stretches(night, code, found, months),
        running=now,
        few=sum(point.in_scope < ENOUGH_IN_SCOPE for point in last),
        tonight=str(tonight["status"]).replace("_", " ") if tonight and tonight["status"] in NOT_COUNTED else "",
        undrawn=sum(_too_few(row, unit) for month, row in by_month.items() if month in months),
    )


def _too_few(row: Row, unit: str) -> bool:
    return unit == "percent" and row.get("met") is not None and 0 < int(row["in_scope"] or 0) < FEW


def _running(night: Night, row: Row | None, unit: str) -> Month | None:
    if row is None:
        return None
    value = value_of(row, unit)
    met = row.get("met")
    if value is None and not _too_few(row, unit):
        return None
    return Month(night.as_at.replace(day=1), value, int(row["in_scope"] or 0), None if met is None else int(met), Variation.NOT_YET)


def _month(month: dt.date, row: Row | None, unit: str, says: Variation) -> Month:
    if row is None:
        return Month(month, None, 0, None, says)
    met = row.get("met")
    return Month(month, value_of(row, unit), int(row["in_scope"] or 0), None if met is None else int(met), says)


def _months_before(as_at: dt.date) -> list[dt.date]:
    """The last SHOWN whole months before the month of ``as_at``, oldest first."""
    months = [last_month(as_at.replace(day=1))]
    while len(months) < SHOWN:
        months.append(last_month(months[-1]))
    return months[::-1]


def last_month(month: dt.date) -> dt.date:
    return (month - dt.timedelta(days=1)).replace(day=1)


def _stretches(night: Night, code: str, found: Trajectory, months: list[dt.date]) -> tuple[Stretch, ...]:
    signed = {
        entry.from_month: f"{entry.said_by}, {wording.day(entry.said_on)}" for entry in night.rebased if entry.starts_again(code)
    }  # fmt: skip
    made = []
    for n, band in enumerate(found.bands):
        inside = [place for place, month in enumerate(months) if any(point.month == month for point in band.points)]
        if not inside:
            continue
        start = max((month for month in signed if band.points[0].month >= month), default=band.points[0].month) if n else months[0]
        made.append(Stretch(inside[0], inside[-1], band.limits, band.because, signed.get(start, "") if n else "", start))
    return tuple(made)


# Words -------------------------------------------------------------------------------------------------------------------------------


def figure(value: float, unit: str) -> str:
    """88.1%, 412 days or 55.0 per 10,000."""
    if unit == "percent":
        return wording.percent(value)
    return {"days": f"{value:,.0f} days", "per_10000": f"{value:,.1f} per 10,000"}.get(unit, f"{value:,.1f}".removesuffix(".0"))


def month_figure(month: Month, unit: str) -> str:
    """74 of 98 (75.5%); 5 of 8 where there are few; 412 days of 31 cases."""
    if month.met is None:
        return f"{figure(month.value or 0.0, unit)} of {wording.of(month.in_scope, 'case', 'cases')}"
    counts = wording.n_of_n(month.met, month.in_scope)
    if month.value is None or month.in_scope < FEW:
        return counts
    return f"{counts} ({wording.percent(month.value, part=month.met, whole=month.in_scope)})"


def month_words(month: dt.date) -> str:
    """October 2026"""
    return f"{month:%B} {month.year}"


def tag_of(series: Series | None) -> Tag:
    """What the months say, as a mark: No limits where cases are too few for any, Not yet where months are."""
    if series is not None and series.limits is None and series.few:
        return NO_LIMITS
    return SIGNAL[series.variation if series is not None else Variation.NOT_YET]


def outlook_of(series: Series) -> Tag:
    """Can the target be counted on, as a mark."""
    return NO_LIMITS if series.assurance is Assurance.NOT_YET and series.few else OUTLOOK[series.assurance]


def message(series: Series) -> str:
    """What the months say, in a few words and by rule."""
    last = series.last
    if last is None:
        return "no whole month yet"
    if series.limits is None:
        return "too few cases for limits" if series.few else "not enough months yet"
    if series.variation is Variation.COMMON_CAUSE:
        return "no signal"
    band = series.months.bands[-1]
    place = max(n for n, point in enumerate(band.points) if point.value is not None)
    signal = next(each for each in Signal if each in band.signals[place])
    up = side_of(signal, band, place) > 0
    return {
        Signal.OUTSIDE: f"{'above' if up else 'below'} its limits in {last.month:%B}",
        Signal.SHIFT: f"seven months or more {'above' if up else 'below'} the mean",
        Signal.TREND: f"seven months {'rising' if up else 'falling'}",
        Signal.TWO_IN_THREE: f"near its {'upper' if up else 'lower'} limit twice in three months",
    }[signal]


def caution(series: Series) -> str:
    """Why there are no limits, or how firm they are; nothing where they are firm."""
    counted = [point for point in series.months.bands[-1].points if point.value is not None]
    parts = []
    if series.limits is None and series.few:
        under = f"Under {ENOUGH_IN_SCOPE} cases in {wording.n_of_n(series.few, len(counted))} months"
        parts.append(f"{under}: a run chart, no limits.")
    elif series.limits is None:
        parts.append(f"Not enough months yet: {len(counted)}, and limits need 2.")
    elif series.limits.trial:
        parts.append(f"Trial limits: {wording.of(series.limits.base, 'month', 'months')}, {TRIAL_BELOW} make them firm.")
    if series.limits is not None and series.running is not None and series.running.value is not None:
        now, limits = series.running.value, series.limits
        if not limits.lower <= now <= limits.upper:
            side = "below" if now < limits.lower else "above"
            parts.append(f"{so_far(series)} lies {side} the limits: no signal until the month is over.")
    if series.tonight:
        parts.append(f"No figure tonight: {series.tonight}.")
    if series.undrawn:
        parts.append(f"{wording.of(series.undrawn, 'month', 'months')} with under {FEW} cases not drawn.")
    first = next((n for n, month in enumerate(series.drawn) if month.value is not None), None)
    gaps = 0 if first is None else sum(month.value is None and month.in_scope == 0 for month in series.drawn[first:])
    if gaps:
        parts.append(f"{wording.of(gaps, 'month was', 'months were')} not kept: the line breaks.")
    return " ".join(parts)


def started_again(series: Series) -> tuple[str, ...]:
    """Each re-basing among the months drawn, with its reason and who signed it."""
    return tuple(
        f"New limits from {month_words(stretch.starts)}: {stretch.because.rstrip('.')} ({stretch.signed})."
        for stretch in series.stretches
        if stretch.because
    )


def alt(series: Series) -> str:
    """The finding and the numbers, for who cannot see the chart."""
    said = [f"{series.name} ({series.code}): {message(series)}."]
    values = [month.value for month in series.counted if month.value is not None]
    if values and series.last is not None:
        low, high = figure(min(values), series.unit), figure(max(values), series.unit)
        said.append(f"{wording.of(len(values), 'month', 'months')}, from {low} to {high}.")
        said.append(f"{month_words(series.last.month)}: {month_figure(series.last, series.unit)}.")
    if series.limits is not None:
        low, mean, high = (figure(each, series.unit) for each in (series.limits.lower, series.limits.mean, series.limits.upper))
        said.append(f"Mean {mean}, limits {low} to {high}.")
    if series.target is not None:
        said.append(f"Target {wording.target_percent(series.target)}: {series.assurance.value}.")
    if series.running is not None:
        said.append(f"{so_far(series)} {month_figure(series.running, series.unit)}, provisional.")
    return " ".join((*said, *started_again(series)))


def so_far(series: Series) -> str:
    """What the last, hollow point is: a live measure's figure tonight, or the month's so far."""
    if series.running is None or series.counting == Counting.LIVE:
        return "Tonight"
    return f"{series.running.month:%B} so far"


# Drawing ------------------------------------------------------------------------------------------------------------------------------


def scale(all_series: list[Series]) -> tuple[float, float]:
    """One scale that holds every point, limit and target of these series, which share a unit."""
    values = [month.value for series in all_series for month in (*series.counted, series.running) if month and month.value is not None]
    values += [each for series in all_series for s in series.stretches if s.limits for each in (s.limits.lower, s.limits.upper)]
    values += [float(series.target) for series in all_series if series.target is not None]
    return charts.share_scale(values) if all_series[0].unit == "percent" else charts.number_scale(values)


def scale_words(low: float, high: float, unit: str) -> str:
    """Scale 70% to 100%."""
    if unit == "percent":
        return f"Scale {low * 100:.0f}% to {high * 100:.0f}%"
    return f"Scale {low:,.0f} to {high:,.0f}{' days' if unit == 'days' else ''}"


def spark(series: Series) -> MonthsChart:
    """The months in one line of a table: signals alone are marked, no words."""
    values = [month.value for month in (*series.counted, series.running) if month and month.value is not None]
    values += [each for s in series.stretches if s.limits for each in (s.limits.lower, s.limits.upper)]
    if series.target is not None:
        values.append(series.target)
    low, high = min(values, default=0.0), max(values, default=1.0)
    frame = _framed(SPARK, low, high if high > low else low + 1.0)
    return _drawn(series, frame, marked=tuple(_MARKED), labels=(), grid=())


def chart(series: Series, low: float, high: float) -> MonthsChart:
    """The months in full, labelled where the eye is."""
    frame = _framed(CHART, low, high)
    ticks = (low, (low + high) / 2, high)
    labels = [Label("tick", frame.left - 0.9, frame.y(tick) + 0.8, _tick(tick, series.unit), "end") for tick in ticks]
    labels += [
        Label("tick", frame.x(place), frame.bottom + 3.4, f"{series.drawn[place].month:%b %y}", "middle")
        for place in range(SHOWN - 1, -1, -6)
    ]
    labels += [
        Label("start", frame.left + stretch.first * frame.step + 0.6, frame.top - 1.4, f"New limits {stretch.starts:%b %y}",
              "start" if stretch.first < SHOWN * 0.6 else "end")
        for stretch in series.stretches if stretch.because
    ]  # fmt: skip
    side = []
    if series.target is not None:
        side.append(Label("target", frame.right + 1.2, frame.y(series.target) + 0.8, f"Target {wording.target_percent(series.target)}"))
    if series.running is not None and series.running.value is not None:
        words = "Tonight" if series.counting == Counting.LIVE else f"{series.running.month:%b} so far"
        side.append(Label("now", frame.right + 1.2, frame.y(series.running.value) + 0.8, f"{words} {_short(series.running, series.unit)}"))
    if series.limits is not None:
        for kind, value in (("upper", series.limits.upper), ("lower", series.limits.lower)):
            side.append(Label("limit", frame.right + 1.2, frame.y(value) + 0.8, f"{kind.capitalize()} {figure(value, series.unit)}"))
    labels += charts.spread(side, _GAP, frame.top, frame.bottom + 1.0)
    return _drawn(series, frame, marked=tuple(Variation), labels=tuple(labels), grid=tuple(frame.y(tick) for tick in ticks))


def team_chart(series: Series, low: float, high: float) -> MonthsChart:
    """One team's months beside the other teams', on their one scale."""
    frame = _framed(TEAM, low, high)
    labels = [Label("tick", frame.left - 0.9, frame.y(tick) + 0.8, _tick(tick, series.unit), "end") for tick in (low, high)]
    labels += [
        Label("tick", frame.x(place), frame.bottom + 3.2, f"{series.drawn[place].month:%b %y}", "middle")
        for place in (SHOWN - 1, SHOWN - 13)
    ]
    return _drawn(series, frame, marked=tuple(Variation), labels=tuple(labels), grid=(frame.y(low), frame.y(high)))


def _drawn(
    series: Series, frame: Frame, *, marked: tuple[Variation, ...], labels: tuple[Label, ...], grid: tuple[float, ...]
) -> MonthsChart:
    marks = [
        Mark(_MARKED.get(month.says, "common"), frame.x(place), frame.y(month.value))
        for place, month in enumerate(series.drawn)
        if month.value is not None and (month.says in marked)
    ]
    if series.running is not None and series.running.value is not None:
        marks.append(Mark("provisional", frame.x(SHOWN), frame.y(series.running.value)))
    last = len(series.stretches) - 1
    bands = tuple(
        charts.limit_band(
            frame, s.first, SHOWN if n == last else s.last, (s.limits.lower, s.limits.mean, s.limits.upper)
        )  # today's running value stands against the limits as they are frozen
        for n, s in enumerate(series.stretches)
        if s.limits is not None
    )
    return MonthsChart(
        width=frame.width,
        height=frame.height,
        left=frame.left,
        right=frame.right,
        top=frame.top,
        bottom=frame.bottom,
        bands=bands,
        lines=charts.lines_of(frame, [month.value for month in series.drawn]),
        marks=tuple(marks),
        grid=grid,
        starts=tuple(round(frame.left + s.first * frame.step, 2) for s in series.stretches if s.because),
        target=None if series.target is None else frame.y(series.target),
        labels=labels,
        alt=alt(series),
    )


def _framed(frame: Frame, low: float, high: float) -> Frame:
    return Frame(frame.width, frame.height, frame.left, frame.right, frame.top, frame.bottom, frame.slots, low, high)


def _tick(value: float, unit: str) -> str:
    if unit == "percent":
        return f"{value * 100:.1f}".removesuffix(".0") + "%"
    return f"{value:,.0f}"


def _short(month: Month, unit: str) -> str:
    if month.value is None or (month.met is not None and month.in_scope < FEW):
        return wording.n_of_n(month.met or 0, month.in_scope)
    if month.met is not None:
        return wording.percent(month.value, part=month.met, whole=month.in_scope)
    return figure(month.value, unit)
