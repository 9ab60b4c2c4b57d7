"""Measures as rows of a page: values with their counts, ranges, targets, comparators, teams and cuts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from fscp_readiness.judgements.judged import Judged
from fscp_readiness.measures.benchmarks import MEASURES as PUBLISHED
from fscp_readiness.measures.months import FEW, NOT_COUNTED
from fscp_readiness.measures.trajectory import Assurance
from fscp_readiness.standards import About
from fscp_readiness.vocabulary import Counting, Status, TargetClass

from . import charts, counted, series, wording
from .moved import moved
from .night_facts import Benchmark, Night
from .series import Past
from .tags import OUTLOOK, status_tag
from .views import CutCell, CutGroup, Cuts, MeasureRow, TeamBar, TeamChart

_TEAM_ROWS = 11
BAR_WIDTH = 46.0
CUTS = (
    (
        "age_band",
        "Age",
        (
            ("unborn", "Unborn"),
            ("0", "Under 1"),
            ("1-4", "1 to 4"),
            ("5-9", "5 to 9"),
            ("10-15", "10 to 15"),
            ("16-17", "16 to 17"),
            ("18+", "18 and over"),
        ),
    ),
    ("disability", "Disability", (("yes", "Disabled"), ("no", "Not disabled"), ("not_known", "Not known"))),
    (
        "ethnicity",
        "Ethnicity",
        (("white", "White"), ("mixed", "Mixed"), ("asian", "Asian"), ("black", "Black"), ("other", "Other"), ("not_known", "Not known")),
    ),
    ("uasc", "Unaccompanied", (("yes", "Unaccompanied"), ("no", "Not unaccompanied"))),
)

Row = dict[str, Any]


def rows_by_key(night: Night) -> dict[tuple[str, str], Row]:
    """The whole service's row of every measure, by code and counting."""
    return whole_service(night.measures)


def whole_service(measures: pd.DataFrame) -> dict[tuple[str, str], Row]:
    """The whole service's rows of a frame of measures, by code and counting."""
    whole = measures[measures["scope"] == "all"]
    return {(row["code"], row["counting"]): row for row in (_plain(row) for row in whole.to_dict("records"))}


def _plain(row: dict[Any, Any]) -> Row:
    return {str(key): None if value is None or pd.isna(value) else value for key, value in row.items()}


def main_counting(judged: Judged, code: str, rows: dict[tuple[str, str], Row]) -> str:
    """Which of a measure's two countings stands in the table: the one a core measure is judged by, else live, else period."""
    core = next((measure for measure in judged.core if measure.code == code), None)
    if core is not None:
        return str(core.counting)
    return str(Counting.LIVE) if (code, str(Counting.LIVE)) in rows else str(Counting.PERIOD)


def value_words(row: Row) -> str:
    """89.3%, 412.5 days or 55.0 per 10,000; no percentage under ten; – where there is no figure."""
    if row["status"] in (Status.NOT_ASSESSABLE, Status.CRASHED, Status.HELD) or not row["in_scope"] or row["value"] is None:
        return wording.DASH
    if row["unit"] == "percent" and row["low"] is not None:
        return wording.percent(row["low"], part=row["met"], whole=row["in_scope"]) if row["in_scope"] >= FEW else wording.DASH
    return unit_words(float(row["value"]), str(row["unit"]))


def unit_words(value: float, unit: str) -> str:
    if unit == "percent":
        return wording.percent(value)
    return {"days": f"{value:,.0f} days", "per_10000": f"{value:,.1f} per 10,000"}.get(unit, f"{value:,.1f}".removesuffix(".0"))


def n_words(row: Row) -> str:
    if row["in_scope"] is None:
        return wording.DASH
    if row["in_scope"] == 0:
        return "0"
    return wording.n_of_n(row["met"], row["in_scope"]) if row["met"] is not None else f"{wording.count(row['in_scope'])} cases"


def apart_words(row: Row) -> str:
    """What of a measure is counted and also said apart: `2 restricted, 3 excepted`."""
    said = ((row["restricted"], "restricted"), (row["excepted"], "excepted"))
    return ", ".join(f"{wording.count(number)} {what}" for number, what in said if number)


def range_words(row: Row) -> str:
    """What every gap could do to the figure: 87.0% to 91.5%, or that there is no gap."""
    if row["high"] is None or not row["in_scope"] or row["status"] in NOT_COUNTED:
        return wording.DASH
    if row["not_recorded"] == 0:
        return "no gaps"
    if row["in_scope"] < FEW:
        return f"{row['met']} to {row['met'] + row['not_recorded']} of {row['in_scope']}"
    low = wording.percent(row["low"], part=row["met"], whole=row["in_scope"])
    high = wording.percent(row["high"], part=row["met"] + row["not_recorded"], whole=row["in_scope"])
    return f"{low} to {high}"


def most_words(row: Row) -> str:
    """` (up to 91.5%)`: the most it could be once every gap is filled; nothing where there is no gap, a count where there are few cases."""
    if row["high"] is None or not row["in_scope"] or row["not_recorded"] == 0:
        return ""
    most = row["met"] + row["not_recorded"]
    return f" (up to {most if row['in_scope'] < FEW else wording.percent(row['high'], part=most, whole=row['in_scope'])})"


def measure_row(night: Night, past: Past, judged: Judged, code: str, rows: dict[tuple[str, str], Row]) -> MeasureRow | None:
    """One line of the key measures table, or None where the measure was not counted at all."""
    counting = main_counting(judged, code, rows)
    row = rows.get((code, counting))
    if row is None:
        return None
    months = series.series_of(night, past, code, counting, row)
    kept = months is not None and bool(months.counted)
    about = night.cards.get(code)
    period = rows.get((code, str(Counting.PERIOD))) if counting == Counting.LIVE else None
    benchmark = night.benchmarks.get(code)
    late = row["not_met"] or 0
    return MeasureRow(
        code=code,
        name=counted.card_name(night, code),
        rule=rule_words(about, counting),
        duty=f"Duty {about.duty}, {wording.count(late)} late" if about and about.duty and row["in_scope"] else "",
        value=value_words(row),
        n_of_n=n_words(row),
        apart=apart_words(row),
        range=range_words(row),
        target=wording.target_percent(row["target"]) if row["target"] is not None else "none",
        tag=status_tag(str(row["status"])),
        period=value_words(period) if period else "",
        period_n=n_words(period) if period else "",
        since=moved(night, past, code, counting, row, months),
        spark=series.spark(months) if months is not None and kept else None,
        signal=series.tag_of(months),
        outlook=series.outlook_of(months) if months is not None else OUTLOOK[_outlook(about, row)],
        similar=_published(benchmark, "neighbours"),
        england=_published(benchmark, "england"),
        beside=_beside(code, counting, benchmark),
        year=benchmark.year if benchmark else "",
    )


def _outlook(about: About | None, row: Row) -> Assurance:
    """Of a measure without a single month: is there a target at all?"""
    return Assurance.NONE if row["target"] is None or (about and about.target is TargetClass.CONTEXT) else Assurance.NOT_YET


def _published(benchmark: Benchmark | None, which: str) -> str:
    if benchmark is None:
        return "[z]"
    value = benchmark.neighbours if which == "neighbours" else benchmark.england
    return f"[{benchmark.symbol.strip('[]')}]" if value is None else unit_words(value, benchmark.unit)


def _beside(code: str, counting: str, benchmark: Benchmark | None) -> str:
    """Where England counts the period and the row counts the day, that is said: the figure stands beside the last months, not the day."""
    known = PUBLISHED.get(code)
    return (
        "in period"
        if benchmark is not None and known is not None and known.counting == Counting.PERIOD and counting == Counting.LIVE
        else ""
    )


def rule_words(about: About | None, counting: str) -> str:
    """One line: what is asked of, inside what time, and when."""
    if about is None:
        return ""
    record = wording.record(about.record)
    when = {"live": f"{record} on the day", "period": f"{record} of the last {about.period_months} months"}[counting]
    clock = f", within {about.clock}" if about.clock else ""
    polarity = "Lower is better. " if about.lower_is_better else ""
    return f"{polarity}{when}{clock}"


def team_chart(night: Night, judged: Judged, rows: dict[tuple[str, str], Row]) -> TeamChart | None:
    """Where the misses of the judgement's worst core measure are, by service and by team within it, most first."""
    worst = [(rows[(c.code, str(c.counting))], c) for c in judged.core if (c.code, str(c.counting)) in rows]
    worst = [(row, core) for row, core in worst if row["not_met"]]
    if not worst:
        return None
    row, core = min(worst, key=lambda pair: (-pair[0]["not_met"], pair[1].code))
    own = night.measures[(night.measures["code"] == core.code) & (night.measures["counting"] == str(core.counting))]
    teams = [_plain(r) for r in own[own["scope"] == "team"].to_dict("records")]
    teams = [team for team in teams if team["in_scope"]]
    if not teams:
        return None
    services = {r["group"]: r for r in (_plain(r) for r in own[own["scope"] == "service"].to_dict("records"))}
    belongs = {
        str(team["group"]): (night.teams[team["group"]].service_id if team["group"] in night.teams else str(team["group"]))
        for team in teams
    }
    longest = max([team["not_met"] for team in teams] + [service["not_met"] or 0 for service in services.values()])
    bars: list[TeamBar] = []
    for service in sorted(set(belongs.values()), key=lambda s: (-(services[s]["not_met"] if s in services else 0), s)):
        members = sorted((team for team in teams if belongs[str(team["group"])] == service), key=lambda t: (-t["not_met"], str(t["group"])))
        if (
            service in services
            and (len(members) > 1 or service not in night.teams)
            and any(team.service_id == service for team in night.teams.values())
        ):
            bars.append(_bar(counted.service_name(night, service), "service", services[service], longest))
        bars.extend(_bar(counted.team_name(night, member["group"]), "team", member, longest) for member in members)
    kept = bars[:_TEAM_ROWS]
    in_teams = sum(team["not_met"] for team in teams)
    most = [team for team in teams if team["not_met"] == max(each["not_met"] for each in teams)]
    said = where([counted.team_name(night, team["group"]) for team in most], most[0]["not_met"], row)
    hidden = row["not_met"] - in_teams
    left = [f"{wording.of(hidden, 'miss', 'misses')} restricted, in no team." if hidden > 0 else ""]
    if len(bars) > len(kept):
        rest = [bar for bar in bars[len(kept) :] if bar.level == "team"]
        misses = wording.of(sum(bar.not_met for bar in rest), "miss", "misses")
        left.append(f"{wording.of(len(rest), 'more team', 'more teams')} with {misses}: see data/measures.csv.")
    return TeamChart(
        heading=f"{core.name} ({core.code}): {said}",
        note=f"The core measure with most misses. Not met, by service and by team within it: {n_words(row)} met in all.",
        width=BAR_WIDTH,
        rows=tuple(kept),
        left_out=" ".join(part for part in left if part),
    )


def where(names: list[str], most: int, row: Row) -> str:
    """Which team has the most misses; two that have as many are both named, and of more none stands out."""
    if most == 0:
        return "every miss is restricted, in no team"
    share = f"{wording.count(most)} of {wording.of(row['not_met'], 'miss is', 'misses are')} in"
    if len(names) == 1:
        return f"{share} {names[0]}"
    if len(names) == 2:
        return f"{share} {names[0]} and {wording.count(most)} in {names[1]}"
    return f"no team has more than {wording.count(most)} of {wording.of(row['not_met'], 'miss', 'misses')}"


def _bar(name: str, level: str, row: Row, longest: int) -> TeamBar:
    return TeamBar(
        name=name,
        level=level,
        not_met=row["not_met"],
        bar=charts.length(row["not_met"], longest, BAR_WIDTH - 12),
        met=n_words(row),
        alt=f"{name}: {wording.count(row['not_met'])} not met; {n_words(row)} met.",
    )


def codes_of(judged: Judged) -> tuple[str, ...]:
    core = [measure.code for measure in judged.core]
    return tuple(dict.fromkeys([*judged.codes, *core]))


def ordered_codes(judged: Judged) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(core codes in the framework's order, the others in the catalogue's)."""
    core = tuple(measure.code for measure in judged.core)
    return core, tuple(code for code in judged.codes if code not in core)


def cuts(night: Night, judged: Judged, rows: dict[tuple[str, str], Row]) -> tuple[Cuts | None, str]:
    """Core measures by age, disability, ethnicity and unaccompanied status, and why there is no table where there is none."""
    core = [
        (c.code, str(c.counting))
        for c in judged.core
        if (rows.get((c.code, str(c.counting))) or {}).get("in_scope")
        and night.cards.get(c.code) is not None
        and night.cards[c.code].target is not TargetClass.CONTEXT
    ]
    shown = night.measures[night.measures["scope"].isin([key for key, _, _ in CUTS])]
    by_key = {(row["code"], row["counting"], row["scope"], row["group"]): row for row in (_plain(r) for r in shown.to_dict("records"))}
    core = [key for key in core if any((*key, scope, group) in by_key for scope, _, groups in CUTS for group, _ in groups)]
    core = [key for key in core if rows[key]["in_scope"] >= FEW]
    if not core:
        return None, "By age, disability, ethnicity and unaccompanied status: no core measure here has ten cases or more that can be cut."
    groups = []
    for scope, title, values in CUTS:
        lines = []
        for group, words in values:
            cells = tuple(_cut(by_key.get((*key, scope, group))) for key in core)
            if any(cell.main != wording.DASH for cell in cells):
                lines.append((words, cells))
        if lines:
            groups.append(CutGroup(title, tuple(lines)))
    restricted = max(rows[key]["restricted"] or 0 for key in core)
    note = "Under ten in a group: the count, no percentage. – no cases."
    if restricted:
        note += " Restricted children are counted in the whole and in no group."
    return Cuts(tuple(code for code, _ in core), tuple(counted.card_name(night, code) for code, _ in core), tuple(groups), note), ""


def _cut(row: Row | None) -> CutCell:
    if row is None or not row["in_scope"]:
        return CutCell(wording.DASH, "")
    counts = wording.n_of_n(row["met"], row["in_scope"])
    if row["in_scope"] < FEW:
        return CutCell(counts, "")
    return CutCell(wording.percent(row["low"], part=row["met"], whole=row["in_scope"]), counts)


def statuses_of(judged: Judged) -> dict[Status, int]:
    found: dict[Status, int] = {}
    for measure in judged.core:
        found[measure.status] = found.get(measure.status, 0) + 1
    return found


def status_words(found: dict[Status, int], without: Iterable[Status] = ()) -> str:
    """3 close, 1 off target: the rest of the core measures in words."""
    return ", ".join(
        f"{number} {status_tag(status).word.lower()}"
        for status, number in sorted(found.items(), key=lambda i: list(Status).index(i[0]))
        if status not in tuple(without)
    )
