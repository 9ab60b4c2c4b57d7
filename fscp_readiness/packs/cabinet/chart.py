"""The paper's one chart: two years of one measure, drawn from the published table alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fscp_readiness.packs.leadership import charts
from fscp_readiness.packs.leadership.charts import Frame, Label, LimitBand, Mark

from . import csv_file
from .change import Change, Changes, Printed, changes_of
from .csv_file import LEAST_DRAWN, Line, plain

FRAME: Final = Frame(width=174.0, height=57.0, left=13.0, right=128.0, top=3.0, bottom=48.0, slots=24, low=0.0, high=1.0)
_MARKS: Final = {Change.BETTER: "better", Change.WORSE: "worse", Change.CHANGED: "changed"}
_GAP: Final = 5.2
_EVERY: Final = 4


@dataclass(frozen=True)
class Chart:
    """What is drawn and where, in millimetres, and every word of it.

    band    the usual range, None where months are too few; ``standard``: the height of the standard's line
    hidden  months between the first and the last drawn of which nothing may be shown: the line breaks there
    """

    title: str
    under: str
    note: str
    alt: str
    frame: Frame
    grid: tuple[float, ...]
    band: LimitBand | None
    standard: float | None
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    hidden: int


def from_csv(text: str) -> Chart | None:
    """The chart of a published table; None where too few months can be shown."""
    return chart_of(csv_file.drawn(csv_file.read(text)))


def chart_of(lines: Sequence[Line]) -> Chart | None:
    """The chart of one measure's months, oldest first; None where too few of them can be shown."""
    shown = [line for line in lines if line.share is not None]
    if len(shown) < LEAST_DRAWN:
        return None
    first = lines[0]
    said = changes_of([Printed(line.month, line.in_scope, line.share) for line in lines], first.better, first.base)
    shares = [line.share / 100 for line in shown if line.share is not None]
    edges = [] if said.limits is None else [said.limits.lower / 100, said.limits.upper / 100]
    standard = [] if first.standard is None else [first.standard / 100]
    low, high, ticks = _scale([*shares, *edges, *standard])
    frame = Frame(FRAME.width, FRAME.height, FRAME.left, FRAME.right, FRAME.top, FRAME.bottom, len(lines), low, high)
    last = next(n for n in reversed(range(len(lines))) if lines[n].share is not None)
    start = next(n for n, line in enumerate(lines) if line.share is not None)
    hidden = sum(line.share is None for line in lines[start : last + 1])
    return Chart(
        title=_title(first.measure, lines, said),
        under=f"Each month from {lines[start].month:%B %Y} to {lines[last].month:%B %Y}, in percent.",
        note=_note(frame, hidden, said),
        alt=_alt(lines, said, start, last),
        frame=frame,
        grid=tuple(frame.y(tick) for tick in ticks),
        band=_band(frame, said, len(lines)),
        standard=frame.y(standard[0]) if standard else None,
        lines=charts.lines_of(frame, [None if line.share is None else line.share / 100 for line in lines]),
        marks=_marks(frame, lines, said, last),
        labels=(*_axis(frame, ticks, lines), *_direct(frame, lines, said, last)),
        hidden=hidden,
    )


def _scale(values: Sequence[float]) -> tuple[float, float, list[float]]:
    """Where the scale begins and ends, and its ticks: six at most, the first and the last on its ends."""
    low, high = charts.share_scale(values)
    low, high = low * 100, min(high * 100, 100.0)
    step = next(step for step in (5, 10, 20, 25) if -(-high // step) - low // step <= 5)
    first, last = int(low // step) * step, min(100, int(-(-high // step)) * step)
    ticks = list(range(first, last + 1, step))
    return first / 100, last / 100, [tick / 100 for tick in ticks]


def _band(frame: Frame, said: Changes, slots: int) -> LimitBand | None:
    if said.limits is None:
        return None
    limits = said.limits
    return charts.limit_band(frame, 0, slots - 1, (limits.lower / 100, limits.mean / 100, limits.upper / 100))


def _marks(frame: Frame, lines: Sequence[Line], said: Changes, last: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(_MARKS.get(said.by_month[n], "last" if n == last else "common"), frame.x(n), frame.y(line.share / 100))
        for n, line in enumerate(lines)
        if line.share is not None
    )


def _axis(frame: Frame, ticks: Sequence[float], lines: Sequence[Line]) -> list[Label]:
    percents = [Label("axis", frame.left - 1.6, round(frame.y(tick) + 1.2, 2), f"{plain(tick * 100)}%", "end") for tick in ticks]
    places = range(len(lines) - 1, -1, -_EVERY)
    months = [Label("axis", frame.x(n), frame.bottom + 6.0, f"{lines[n].month:%b %Y}", "middle") for n in sorted(places)]
    return [*percents, *months]


def _direct(frame: Frame, lines: Sequence[Line], said: Changes, last: int) -> tuple[Label, ...]:
    """What each thing drawn is, written beside it."""
    share, standard = lines[last].share, lines[0].standard
    assert share is not None
    kind = _MARKS.get(said.by_month[last], "now")
    x = frame.right + 2.4
    labels = [Label(kind, x, frame.y(share / 100) + 1.2, f"{lines[last].month:%b %Y}: {share}%")]
    if standard is not None:
        labels.append(Label("standard", x, frame.y(standard / 100) + 1.2, f"Our standard: {plain(standard)}%"))
    if said.limits is not None:
        labels.append(Label("range", x, frame.y(said.limits.mean / 100) + 1.2, "Usual range"))
    return charts.spread(labels, _GAP, frame.top + 1.2, frame.bottom)


def _title(name: str, lines: Sequence[Line], said: Changes) -> str:
    when = f"{lines[-1].month:%B %Y}"
    return (
        f"{name}: "
        + {
            Change.BETTER: f"better than usual in {when}",
            Change.WORSE: f"worse than usual in {when}",
            Change.CHANGED: f"not as usual in {when}",
            Change.NO_REAL: f"no real change in {when}",
            Change.TOO_FEW: "too few months to say more",
            Change.NO_PERCENTAGE: f"no percentage for {when}",
        }[said.change]
    )


def _note(frame: Frame, hidden: int, said: Changes) -> str:
    parts = [] if frame.low <= 0 else [f"The scale starts at {plain(frame.low * 100)}%, not at 0%."]
    if said.limits is not None:
        parts.append(f"The grey band is the usual range: {range_words(said)}.")
    if hidden:
        parts.append("The line breaks where a month is hidden or has no figure.")
    return " ".join(parts)


def range_words(said: Changes) -> str:
    """78% to 95%: the usual range in whole percent."""
    assert said.limits is not None
    return f"{said.limits.lower:.0f}% to {said.limits.upper:.0f}%"


def _alt(lines: Sequence[Line], said: Changes, start: int, last: int) -> str:
    """The finding and the numbers, for who cannot see the chart."""
    shares = [line.share for line in lines if line.share is not None]
    parts = [
        f"Line chart. {_title(lines[0].measure, lines, said)}.",
        f"It ran from {min(shares)}% to {max(shares)}% between {lines[start].month:%B %Y} and {lines[last].month:%B %Y}.",
        f"In {lines[last].month:%B %Y} it was {lines[last].share}%.",
    ]
    if lines[0].standard is not None:
        parts.append(f"Our standard is {plain(lines[0].standard)}%.")
    if said.limits is not None:
        parts.append(f"The usual range is {range_words(said)}.")
    return " ".join(parts)
