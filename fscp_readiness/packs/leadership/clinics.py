"""The sheet of each team's performance clinic: its own months, what it has outstanding, what audits found, its actions, and what to ask.

Counts alone: no child and no worker. The questions are asked by rule and name no cause; what was decided is written by people, on paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fscp_readiness.history.store import MONTH
from fscp_readiness.measures.audits import Tally
from fscp_readiness.measures.months import FEW, Row, plain_rows
from fscp_readiness.measures.plan import Progress
from fscp_readiness.measures.trajectory import Variation
from fscp_readiness.packs import pdf
from fscp_readiness.packs.templates import draw
from fscp_readiness.vocabulary import NO_TEAM, Counting, Outcome

from . import audits, counted, measured, series, wording
from .charts import MonthsChart
from .night_facts import Night
from .palette import COLOURS
from .tags import SIGNAL, Tag

MEASURES_SHOWN: Final = 7
STANDARDS_SHOWN: Final = 6
ACTIONS_SHOWN: Final = 3
QUESTIONS_SHOWN: Final = 4


@dataclass(frozen=True)
class ClinicMeasure:
    """One core measure of the team: tonight, at the end of last month, and its months."""

    code: str
    name: str
    tonight: str
    before: str
    whole: str
    spark: MonthsChart | None
    says: Tag


@dataclass(frozen=True)
class Outstanding:
    """Rows of one standard that the team has to put right; ``unknown``: of them not recorded."""

    code: str
    name: str
    rows: int
    children: int
    unknown: int


@dataclass(frozen=True)
class ClinicAction:
    """An action of the plan whose measure the team has cases in; its words stand in the plan."""

    id: str
    code: str
    owner: str
    by_when: str
    team: str
    wanted: str


@dataclass(frozen=True)
class Sheet:
    """One team's page, every word decided. ``*_more`` says what was left out and where it is, or is blank."""

    team_id: str
    team: str
    service: str
    heading: str
    measures: tuple[ClinicMeasure, ...]
    measures_more: str
    outstanding: tuple[Outstanding, ...]
    outstanding_more: str
    audits: audits.AuditRow | None
    audits_said: str
    actions: tuple[ClinicAction, ...]
    actions_said: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class ClinicsView:
    """All sheets of one night. ``last_month``: the month that tonight stands beside, or a sentence that none is kept."""

    council: str
    marking: str
    date_words: str
    created: str
    run_id: str
    last_month: str
    sheets: tuple[Sheet, ...]


def build(night: Night, plan: Sequence[Progress] = ()) -> ClinicsView:
    """A sheet a team that has cases or rows, in the order of their names.

    plan  measures.plan.progress of the night; none where the service has no plan
    """
    tonight = night.measures[night.measures["scope"].eq("team")]
    listed = night.findings[~night.findings["restricted"].fillna(True).astype(bool)]
    named = set(tonight[tonight["in_scope"].gt(0)]["group"]) | set(listed["team"].dropna())
    told = _Told.of(night, plan)
    teams = sorted(named - {NO_TEAM, ""}, key=lambda each: (counted.team_name(night, each), each))
    before = series.last_month(night.as_at.replace(day=1))
    return ClinicsView(
        council=night.council,
        marking=night.marking,
        date_words=wording.day(night.as_at),
        created=night.as_at.isoformat(),
        run_id=night.run_id,
        last_month=series.month_words(before) if told.has_month(before) else "",
        sheets=tuple(_sheet(told, str(team), before) for team in teams),
    )


@dataclass(frozen=True)
class _Told:
    """The night laid out by team, once. ``core``: the core measures in the framework's order, each once."""

    night: Night
    plan: Sequence[Progress]
    core: tuple[tuple[str, str], ...]
    tonight: Mapping[tuple[str, str, str], Row]
    whole: Mapping[tuple[str, str], Row]
    months: Mapping[tuple[str, str, str], tuple[Row, ...]]
    running: Mapping[tuple[str, str], Row]

    @classmethod
    def of(cls, night: Night, plan: Sequence[Progress]) -> _Told:
        months: dict[tuple[str, str, str], list[Row]] = {}
        for row in plain_rows(night.remembered.months, "team"):
            months.setdefault((str(row["group"]), str(row["code"]), str(row["counting"])), []).append(row)
        core = [(each.code, str(each.counting)) for judged in night.readiness.judgements for each in judged.core]
        return cls(
            night=night,
            plan=plan,
            core=tuple(dict.fromkeys(core)),
            tonight={(str(row["group"]), str(row["code"]), str(row["counting"])): row for row in plain_rows(night.measures, "team")},
            whole=measured.whole_service(night.measures),
            months={key: tuple(rows) for key, rows in months.items()},
            running={(str(row["group"]), str(row["code"])): row for row in plain_rows(night.months, "team")},
        )

    def has_month(self, month: dt.date) -> bool:
        return any(_of(row, month) for rows in self.months.values() for row in rows)


def _of(row: Row, month: dt.date) -> bool:
    return wording.date_of(row["month"]) == month


def _sheet(told: _Told, team: str, before: dt.date) -> Sheet:
    night = told.night
    own = [each for key in told.core if (each := _measure(told, team, *key, before)) is not None]
    own.sort(key=lambda each: -each[0])
    shown = [each for _, each in own[:MEASURES_SHOWN]]
    left = len(own) - len(shown)
    outstanding, children, more = _outstanding(night, team)
    audited = (night.audits.teams.get(team, Tally())) if night.audits else None
    actions = _actions(told, team)
    known = night.teams.get(team)
    zero = _zero(night, team)
    rows = sum(each.rows for each in outstanding)
    name = counted.team_name(night, team)
    first = f"; {wording.children(zero)} must come first" if zero else ""
    return Sheet(
        team_id=team,
        team=name,
        service=known.service if known else "",
        heading=f"{name}: {wording.of(rows, 'row', 'rows')} to put right, of {wording.children(children)}{first}",
        measures=tuple(shown),
        measures_more=f"{wording.of(left, 'more core measure', 'more core measures')} with no more misses: data/measures.csv."
        if left
        else "",
        outstanding=tuple(outstanding[:STANDARDS_SHOWN]),
        outstanding_more=more,
        audits=audits.audit_row(name, "", audited) if audited else None,
        audits_said="" if audited else "No audits were supplied.",
        actions=tuple(actions[:ACTIONS_SHOWN]),
        actions_said=_actions_said(told, actions),
        questions=_questions(shown, outstanding, audited, zero),
    )


def _measure(told: _Told, team: str, code: str, counting: str, before: dt.date) -> tuple[int, ClinicMeasure] | None:
    """(misses, the line) of one core measure; None where the team has no case."""
    night, row = told.night, told.tonight.get((team, code, counting))
    if row is None or not row["in_scope"]:
        return None
    whole = told.whole.get((code, counting), {})
    kept = told.months.get((team, code, MONTH if counting == Counting.PERIOD else counting), ())
    running = told.running.get((team, code)) if counting == Counting.PERIOD else row
    made = series.build(night, code, counting, kept, running, {**row, "target": whole.get("target")})
    then = next((each for each in kept if _of(each, before)), None)
    line = ClinicMeasure(
        code=code,
        name=counted.card_name(night, code),
        tonight=_figure(row),
        before=_figure(then) if then else wording.DASH,
        whole=_figure(whole) if whole else wording.DASH,
        spark=series.spark(made) if made is not None and made.counted else None,
        says=series.tag_of(made),
    )
    return row["not_met"] or 0, line


def _figure(row: Row) -> str:
    """12 of 40, 30.0%; 3 of 8 where there are few."""
    value, cases = measured.value_words(dict(row)), measured.n_words(dict(row))
    return cases if value == wording.DASH or (row["in_scope"] or 0) < FEW else f"{cases}, {value}"


def _outstanding(night: Night, team: str) -> tuple[list[Outstanding], int, str]:
    """What the team has to put right by standard, most first; of how many children; and what was left out."""
    rows = night.findings[night.findings["team"].eq(team) & ~night.findings["restricted"].fillna(True).astype(bool)]
    found = [
        Outstanding(
            code=str(code),
            name=counted.card_name(night, str(code)),
            rows=len(part),
            children=int(part["child_id"].nunique()),
            unknown=int(part["outcome"].eq(str(Outcome.NOT_RECORDED)).sum()),
        )
        for code, part in rows.groupby("code", sort=True)
    ]
    found.sort(key=lambda each: (-each.rows, each.code))
    left = found[STANDARDS_SHOWN:]
    words = f"{wording.of(sum(each.rows for each in left), 'row', 'rows')} of {wording.of(len(left), 'more standard', 'more standards')}"
    return found, int(rows["child_id"].nunique()), f"{words}: in the team’s worklist." if left else ""


def _zero(night: Night, team: str) -> int:
    """Children of the team who meet a zero-tolerance condition, restricted ones left out."""
    own = night.zero_tolerance[night.zero_tolerance["team"].eq(team) & ~night.zero_tolerance["restricted"].fillna(True).astype(bool)]
    return int(own["child_id"].nunique())


def _actions(told: _Told, team: str) -> list[ClinicAction]:
    """The plan's open actions whose measure the team has cases in: overdue first, as the plan has them."""
    made = []
    for each in told.plan:
        wanted = each.action.success
        row = told.tonight.get((team, wanted.code, str(wanted.counting)))
        if row is None or not row["in_scope"] or (each.closed and not each.fallen_back):
            continue
        late = "overdue, " if each.overdue else "closed and fallen back, " if each.fallen_back else ""
        bound = f"{'at least' if wanted.at_least else 'at most'} {wanted.bound}"
        when = f"{late}{wording.day(each.action.by_when)}"
        made.append(ClinicAction(each.action.id, wanted.code, each.action.owner, when, _figure(row), bound))
    return made


def _actions_said(told: _Told, actions: Sequence[ClinicAction]) -> str:
    if not told.plan:
        return "The service has written no plan."
    if not actions:
        return "No open action of the plan is about a measure in which this team has a case."
    left = len(actions) - ACTIONS_SHOWN
    return f"{wording.of(left, 'more action', 'more actions')}: leadership/plan.pdf." if left > 0 else ""


def _questions(measures: Sequence[ClinicMeasure], outstanding: Sequence[Outstanding], audited: Tally | None, zero: int) -> tuple[str, ...]:
    """What to ask, each from a number on the sheet. No question names or supposes a cause."""
    asked = []
    if zero:
        asked.append(f"{wording.children(zero)} must come first: who sees to each, and by what day?")
    if outstanding:
        most = outstanding[0]
        asked.append(f"{most.name} ({most.code}): {wording.of(most.rows, 'row', 'rows')} to put right. Who does each, and by what day?")
    blank = max(outstanding, key=lambda each: each.unknown, default=None)
    if blank and blank.unknown:
        asked.append(f"{blank.name} ({blank.code}): {wording.count(blank.unknown)} not recorded. Was it done, and who records it?")
    for tag in (SIGNAL[Variation.WORSE], SIGNAL[Variation.BETTER]):
        names = [f"{each.name} ({each.code})" for each in measures if each.says == tag]
        if names:
            asked.append(f"{tag.word} than chance in its months: {wording.listed(names)}. What does the team know of it?")
    if audited and audited.actions_overdue:
        late = wording.of(audited.actions_overdue, "action of an audit is", "actions of audits are")
        asked.append(f"{late} past the day: who does each, and when?")
    return tuple(asked[:QUESTIONS_SHOWN])


def render_html(view: ClinicsView, sheet: Sheet) -> str:
    """One team's sheet for a screen: one file that fetches nothing."""
    return draw("leadership/clinics.html.j2", view=view, sheets=(sheet,), palette=COLOURS, paper=False)


def render_pages(view: ClinicsView, paths: Mapping[str, str]) -> dict[str, bytes]:
    """Every team's own sheet for a screen, by its path in the pack. ``paths``: by team; a team without one gets none."""
    return {paths[sheet.team_id]: render_html(view, sheet).encode() for sheet in view.sheets if sheet.team_id in paths}


def render_pdf(view: ClinicsView) -> bytes:
    """A page a team as PDF/UA-1. Raises pdf.RenderError where a part of it cannot be drawn."""
    css = draw("leadership/clinics.css.j2", view=view, palette=COLOURS)
    html = draw("leadership/clinics.html.j2", view=view, sheets=view.sheets, palette=COLOURS, paper=True)
    return pdf.render(html, css, identifier=view.run_id)
