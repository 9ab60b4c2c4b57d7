"""The trend pages: every core measure's months under its limits, by judgement, and the teams of a measure that signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from fscp_readiness.history.store import MONTH
from fscp_readiness.judgements.judged import Judged
from fscp_readiness.measures.months import FEW, Row, plain_rows
from fscp_readiness.measures.trajectory import Assurance, Variation
from fscp_readiness.vocabulary import Counting

from . import counted, measured, series, wording
from .night_facts import Night
from .series import Past, Series
from .tags import SIGNAL
from .views import TeamTrend, TeamTrends, TrendChart, TrendGroup, TrendPage

IN_A_ROW: Final = 3
PAGE, ROW, TITLE = 155, 46, 7
"""Millimetres: what a page has for charts, and what a row of them and a judgement's title take."""

TEAMS_IN_A_ROW: Final = 4
TEAMS_SHOWN: Final = 8
MEASURES_BY_TEAM: Final = 2
_LOUDEST = (Variation.WORSE, Variation.CHANGED, Variation.BETTER)
_READ = (
    "Grey band: where a steady measure stays. Dashed: target. Blue circle: better than chance; orange diamond: worse; "
    "purple square: changed; small grey dot: no signal; hollow: this month so far, provisional."
)

Found = tuple[Judged, tuple[tuple[Series, Row], ...]]


def trend_pages(night: Night, past: Past, rows: Mapping[tuple[str, str], Row]) -> tuple[TrendPage, ...]:
    """As many pages as the core measures need, judgements in the framework's order; one that says why where no month is kept yet."""
    found = [(judged, _core(night, past, judged, rows)) for judged in night.readiness.judgements]
    everything = [each for _, own in found for each in own]
    if not any(one.counted for one, _ in everything):
        return (_none_yet(night, found),)
    teams, note = _by_team(night, everything)
    pages = _pages(found)
    made = [_page(night, page) for page in pages]
    made[-1] = replace(made[-1], teams_note=note if not teams else "")
    if teams:
        made.append(_team_page(night, teams, note))
    return tuple(made)


def _core(night: Night, past: Past, judged: Judged, rows: Mapping[tuple[str, str], Row]) -> tuple[tuple[Series, Row], ...]:
    """Each core measure of a judgement that has any figure, in the framework's order."""
    made = []
    for measure in judged.core:
        tonight = rows.get((measure.code, str(measure.counting)))
        one = series.series_of(night, past, measure.code, str(measure.counting), tonight)
        if one is not None:
            made.append((one, tonight or {}))
    return tuple(made)


def _pages(found: list[Found]) -> list[list[Found]]:
    """Judgements laid on pages, as many as fit; one never begins on a page where it does not end."""
    pages: list[list[Found]] = []
    room = 0
    for judged, own in found:
        need = max(1, -(-len(own) // IN_A_ROW)) * ROW + TITLE
        if need > room or not pages:
            pages.append([])
            room = PAGE
        pages[-1].append((judged, own))
        room -= need
    return pages


def _page(night: Night, found: list[Found]) -> TrendPage:
    names = wording.listed([judged.short for judged, _ in found])
    whole = [one for _, own in found for one, _ in own]
    return TrendPage(
        section=f"Trends: {names}",
        heading=f"{names}: {signals(whole)}",
        loud=_loud(whole),
        note=_READ,
        groups=tuple(_group(night, judged, own, len(found) > 1) for judged, own in found),
        teams=(),
        teams_note="",
    )


def signals(found: list[Series]) -> str:
    """2 of 7 core measures worse, 1 better; or no signal, and how many have no limits."""
    total = wording.of(len(found), "core measure", "core measures")
    with_limits = [one for one in found if one.limits is not None]
    if not with_limits:
        return f"none of {total} has limits yet"
    loud = [(SIGNAL[each].word.lower(), sum(one.variation is each for one in with_limits)) for each in _LOUDEST]
    said = [f"{number} {word}" for word, number in loud if number]
    if not said:
        also = len(found) - len(with_limits)
        return f"no signal in {len(with_limits)} of {total}{f', {also} without limits' if also else ''}"
    first, *rest = said
    number, word = first.split()
    return f"{number} of {total} {word}{''.join(f', {each}' for each in rest)}"


def _loud(found: list[Series]) -> str:
    """Each measure that signals, with its message; the worse ones first."""
    said = [f"{one.name} ({one.code}): {series.message(one)}." for each in _LOUDEST for one in found if one.variation is each]
    return " ".join(said)


def _group(night: Night, judged: Judged, own: tuple[tuple[Series, Row], ...], named: bool) -> TrendGroup:
    made = [_chart(night, one) for one, _ in own]
    left = len(judged.core) - len(own)
    return TrendGroup(
        title=judged.short if named else "",
        anchor=f"trend-{judged.key}",
        rows=tuple(tuple(made[n : n + IN_A_ROW]) for n in range(0, len(made), IN_A_ROW)),
        left_out=f"{wording.of(left, 'core measure has', 'core measures have')} no figure to draw." if left else "",
    )


def _chart(night: Night, one: Series) -> TrendChart:
    low, high = series.scale([one])
    return TrendChart(
        code=one.code,
        title=f"{one.name}: {series.message(one)}",
        tag=series.tag_of(one),
        under=under(night, one, low, high),
        chart=series.chart(one, low, high),
        notes=" ".join(part for part in (_outlook(one), series.caution(one), *series.started_again(one)) if part),
    )


def under(night: Night, one: Series, low: float, high: float) -> str:
    """What is counted, of when, and how many: the line beneath the message."""
    about = night.cards.get(one.code)
    record = wording.record(about.record) if about else one.name
    when = "at each month’s end" if one.counting == Counting.LIVE else "of each month"
    said = [f"{record} {when}." if about else ""]
    if about is not None and about.lower_is_better:
        said.append("Lower is better.")
    if one.last is not None:
        said.append(f"{series.month_words(one.last.month)}: {series.month_figure(one.last, one.unit)}.")
    if one.running is not None:
        said.append(f"{series.so_far(one)}: {series.month_figure(one.running, one.unit)}.")
    said.append(f"{series.scale_words(low, high, one.unit)}.")
    return " ".join(part for part in said if part)


def _outlook(one: Series) -> str:
    if one.target is None or one.assurance in (Assurance.NONE, Assurance.NOT_YET):
        return ""
    return f"Target {wording.target_percent(one.target)} {one.assurance.value} while nothing changes."


def _none_yet(night: Night, found: list[Found]) -> TrendPage:
    number = sum(len(judged.core) for judged, _ in found)
    first = series.month_words(night.as_at.replace(day=1))
    return TrendPage(
        section="Trends",
        loud="",
        heading=f"Trends: no whole month is kept yet of {wording.of(number, 'core measure', 'core measures')}",
        note=(
            f"A month counts once it is over: the first will be {first}. Limits need two months with twenty cases or more each, "
            "are trial limits until there are thirteen, and then stand still. A night’s figure is never a point of its own: "
            "two nights share most of their children, so nightly points give false alarms."
        ),
        groups=(),
        teams=(),
        teams_note="",
    )


# Teams ------------------------------------------------------------------------------------------------------------------------------------


def _by_team(night: Night, everything: list[tuple[Series, Row]]) -> tuple[tuple[TeamTrends, ...], str]:
    """The one or two measures with the loudest signal, by team; and the sentence that says which, or that there is none."""
    loud = [(one, row) for each in _LOUDEST for one, row in everything if one.variation is each]
    seen = list({one.code: (one, row) for one, row in loud}.values())
    made = [made for one, row in seen[:MEASURES_BY_TEAM] if (made := _teams_of(night, one, row)) is not None]
    if not loud:
        return (), "No core measure signals, so no measure is drawn by team."
    if not made:
        return (), "The measures that signal have no months by team."
    more = len(seen) - len(made)
    words = f"{wording.of(more, 'more measure signals', 'more measures signal')} and {'is' if more == 1 else 'are'} not drawn by team."
    return tuple(made), words if more else ""


def _teams_of(night: Night, one: Series, tonight: Row) -> TeamTrends | None:
    counting = MONTH if one.counting == Counting.PERIOD else one.counting
    kept = night.remembered.months
    kept = kept[kept["code"].eq(one.code) & kept["counting"].eq(counting)]
    months: dict[str, list[Row]] = {}
    for row in plain_rows(kept, "team"):
        months.setdefault(str(row["group"]), []).append(row)
    own = night.measures[night.measures["code"].eq(one.code) & night.measures["counting"].eq(one.counting)]
    now = {str(row["group"]): row for row in plain_rows(own, "team")}
    so_far = night.months[night.months["code"].eq(one.code)] if one.counting == Counting.PERIOD else own
    running = {str(row["group"]): row for row in plain_rows(so_far, "team")}
    found = []
    for team in sorted(set(months) & set(now)):
        row = {**now[team], "target": one.target}
        made = series.build(night, one.code, one.counting, months[team], running.get(team), row)
        if made is not None and made.counted:
            found.append((team, made, row))
    if not found:
        return None
    found.sort(key=lambda each: (-(each[2]["not_met"] or 0), each[0]))
    kept_teams = found[:TEAMS_SHOWN]
    low, high = series.scale([made for _, made, _ in kept_teams])
    rows = [_team(night, team, made, row, low, high) for team, made, row in kept_teams]
    most = max(row["not_met"] or 0 for _, _, row in found)
    names = [counted.team_name(night, team) for team, _, row in found if (row["not_met"] or 0) == most]
    total = tonight.get("not_met") or 0
    left = total - sum(row["not_met"] or 0 for _, _, row in kept_teams)
    return TeamTrends(
        title=f"{one.name} ({one.code}): {measured.where(names, most, dict(tonight)) if total else 'no miss tonight'}",
        note=(
            f"Whole council: {series.message(one)}. Teams with most misses first, all on one scale: "
            f"{series.scale_words(low, high, one.unit).removeprefix('Scale ')}. A month with under {FEW} cases is not drawn."
        ),
        rows=tuple(tuple(rows[n : n + TEAMS_IN_A_ROW]) for n in range(0, len(rows), TEAMS_IN_A_ROW)),
        left_out=f"{wording.of(left, 'miss', 'misses')} more: restricted, in teams not drawn, or in no team with months."
        if left > 0
        else "",
    )


def _left_out(misses: int) -> str:
    return f"{wording.of(misses, 'miss', 'misses')} more: restricted, in teams not drawn, or in no team with months." if misses > 0 else ""


def _team(night: Night, team: str, made: Series, row: Row, low: float, high: float) -> TeamTrend:
    words = f"{wording.of(row['not_met'] or 0, 'miss', 'misses')} tonight; {measured.n_words(dict(row))} met"
    return TeamTrend(counted.team_name(night, team), words, series.team_chart(made, low, high), series.tag_of(made))


def _team_page(night: Night, teams: tuple[TeamTrends, ...], note: str) -> TrendPage:
    number = wording.of(len(teams), "measure that signals", "measures that signal")
    return TrendPage(
        section="Trends by team",
        heading=f"By team: the months and the misses of {number}",
        loud=note,
        note="Marks as on the pages before. Under 20 cases in a month: no limits. Teams with most misses come first: a big team has more.",
        groups=(),
        teams=teams,
        teams_note="",
    )
