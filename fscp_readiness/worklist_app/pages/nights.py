"""What was cleared this week, and the teams' rows night by night."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query, Request, Response

from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.leadership.tags import KIND, Tag
from fscp_readiness.vocabulary import FlagState, Kind

from ..admission import Refused
from ..shelf import Point
from .flag import ENDED
from .words import visit_of

MOST_LISTED: Final = 500
STROKES: Final = {Kind.PRACTICE: ("off_bar", ""), Kind.RECORDING: ("bar", "7 4"), Kind.UNCLEAR: ("close_bar", "2 4")}
"""Each kind's colour and dashes: told apart without colour too."""


@dataclass(frozen=True)
class Canvas:
    """What a chart is drawn on, and the room left for its marks. ``called``: by the style sheet, which shows one of them."""

    called: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    gap: int


WIDE: Final = Canvas("wide-chart", 880, 300, 52, 156, 16, 34, 12)
NARROW: Final = Canvas("narrow-chart", 320, 260, 34, 106, 16, 32, 8)
"""For a phone, or four times as large: the same letters, which a wide chart made small would not leave legible."""


@dataclass(frozen=True)
class Line:
    """One kind over the nights, drawn. ``label_y``: where its name stands, clear of the others'."""

    words: str
    colour: str
    dashes: str
    points: str
    last_x: float
    last_y: float
    label_y: float
    last: int


@dataclass(frozen=True)
class Drawn:
    """The chart: lines, the marks of the axes, and what it says in words."""

    on: Canvas
    lines: tuple[Line, ...]
    across: tuple[tuple[float, str], ...]
    up: tuple[tuple[float, int], ...]
    words: str


@dataclass(frozen=True)
class NightRow:
    """One night in the table."""

    as_at: dt.date
    open: dict[str, int]
    total: int
    new: int
    cleared: int


async def cleared(request: Request) -> Response:
    """Flags that ended in the last seven days, and why."""
    visit = visit_of(request)
    found = visit.tonight.cleared(visit.scope)
    by_state = Counter(each.state for each in found)
    right = by_state.pop(str(FlagState.FIXED), 0)
    return await visit.show(
        "cleared",
        about=f"{len(found)} rows",
        night=visit.tonight,
        since=visit.tonight.as_at - dt.timedelta(days=6),
        found=[(each, ENDED.get(each.state, each.state), KIND[each.kind]) for each in found[:MOST_LISTED]],
        total=len(found),
        right=right,
        others=[(ENDED.get(state, state), count) for state, count in sorted(by_state.items())],
        most=MOST_LISTED,
    )


async def trend(request: Request, team: Annotated[str, Query(max_length=100)] = "") -> Response:
    """Rows open, new and cleared, night by night."""
    visit = visit_of(request)
    night, teams = visit.tonight, visit.person.teams
    known = night.trend_teams(teams)
    if team and team not in dict(known):
        raise Refused(404, "WEB-404")
    points = night.trend(teams, team)
    nights = by_night(points)
    return await visit.show(
        "trend",
        night=night,
        nights=nights,
        charts=[drawn(nights, on) for on in (WIDE, NARROW)] if len(nights) > 1 else [],
        kinds=kinds(),
        teams=known,
        team=team,
        called=dict(known).get(team, "All your teams" if teams else "All teams"),
        colours_of=COLOURS,
    )


def kinds() -> list[tuple[str, Tag]]:
    """The kinds in their order, each with its tag."""
    return [(str(kind), KIND[kind]) for kind in Kind]


def by_night(points: Sequence[Point]) -> list[NightRow]:
    """The nights, oldest first, with every kind's numbers."""
    told: dict[dt.date, list[Point]] = {}
    for point in points:
        told.setdefault(point.as_at, []).append(point)
    return [
        NightRow(
            as_at,
            {str(kind): sum(each.open for each in of if each.kind == kind) for kind in Kind},
            sum(each.open for each in of),
            sum(each.new for each in of),
            sum(each.cleared for each in of),
        )
        for as_at, of in sorted(told.items())
    ]


def drawn(nights: Sequence[NightRow], on: Canvas = WIDE) -> Drawn:
    """The chart of the open rows. From zero; the nights by their date, so that a missed night is a gap in the row."""
    first, last = nights[0].as_at, nights[-1].as_at
    days = max(1, (last - first).days)
    step = _step(max(max(each.open.values()) for each in nights))
    top = step * 4

    def x(day: dt.date) -> float:
        return round(on.left + (day - first).days / days * (on.width - on.left - on.right), 1)

    def y(count: float) -> float:
        return round(on.height - on.bottom - count / top * (on.height - on.top - on.bottom), 1)

    labels = _apart({str(kind): y(nights[-1].open[str(kind)]) for kind in Kind}, on.height - on.bottom)
    lines = tuple(
        Line(
            str(kind).capitalize(), STROKES[kind][0], STROKES[kind][1],
            " ".join(f"{x(each.as_at)},{y(each.open[str(kind)])}" for each in nights),
            x(last), y(nights[-1].open[str(kind)]), labels[str(kind)], nights[-1].open[str(kind)],
        )
        for kind in Kind
    )  # fmt: skip
    marks = sorted({0, days // 2, days})
    across = tuple((x(first + dt.timedelta(days=each)), _short(first + dt.timedelta(days=each))) for each in marks)
    up = tuple((y(step * each), step * each) for each in range(5))
    words = "; ".join(f"{line.words.lower()} from {nights[0].open[line.words.lower()]:,} to {line.last:,}" for line in lines)
    return Drawn(on, lines, across, up, f"Rows open from {_short(first)} to {_short(last)}: {words}.")


def _step(most: int) -> int:
    """A round step of which four reach the most."""
    wanted = max(1, -(-most // 4))
    size = 10 ** (len(str(wanted)) - 1)
    return next(size * each for each in (1, 2, 5, 10) if size * each >= wanted)


def _apart(wanted: dict[str, float], lowest: float = WIDE.height - WIDE.bottom, least: float = 18.0) -> dict[str, float]:
    """Heights at which words do not stand on each other, each as near as can be to where it belongs, and none below the lowest."""
    told: dict[str, float] = {}
    before = -least
    for name, at in sorted(wanted.items(), key=lambda each: each[1]):
        before = max(at, before + least)
        told[name] = before
    over = max(told.values()) - lowest
    return {name: at - over for name, at in told.items()} if over > 0 else told


def _short(on: dt.date) -> str:
    return f"{on.day} {on:%b}"
