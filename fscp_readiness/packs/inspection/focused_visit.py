"""The paper of one theme of a focused visit: what we know, how we know, what next, of a night that was kept.

Figures, audits and counts of children are the night's; words are the service's own, and only where they stand signed. No grade is printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.judgements import sentences
from fscp_readiness.judgements.judged import ZeroToleranceCount
from fscp_readiness.judgements.themed import ThemeCounts
from fscp_readiness.measures.audits import GRADES
from fscp_readiness.measures.months import NOT_COUNTED
from fscp_readiness.measures.plan import Progress
from fscp_readiness.packs import pdf
from fscp_readiness.packs.leadership import plan
from fscp_readiness.packs.leadership.measured import Row, n_words, range_words, rule_words, value_words, whole_service
from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.leadership.tags import Tag, status_tag
from fscp_readiness.packs.leadership.wording import DASH, target_percent
from fscp_readiness.packs.templates import draw
from fscp_readiness.settings.audits import AuditRules
from fscp_readiness.settings.focused_visits import FocusedVisits, Theme
from fscp_readiness.settings.frameworks import Framework
from fscp_readiness.settings.national_framework import NationalFramework
from fscp_readiness.settings.self_evaluation import SelfEvaluation
from fscp_readiness.standards import About
from fscp_readiness.vocabulary import Status

from .audited import Audited

HTML, PDF = "focused_visit.html", "focused_visit.pdf"
QUESTIONS = (
    ("what_do_we_know", "What do we know about the quality and impact of practice?"),
    ("how_do_we_know", "How do we know?"),
    ("what_next", "What next?"),
)
_JUDGED = (Status.ON_TARGET, Status.CLOSE, Status.OFF_TARGET, Status.CANNOT_TELL)
_NOT_ASKED = Tag("Not asked", "hatched", "plain")


@dataclass(frozen=True)
class Told:
    """What one night tells of a theme.

    measures  counting.MEASURES; ``cards``: code -> card
    zero      its zero-tolerance conditions
    audits    of the twelve months before; ``areas``: what config/audits.toml calls their areas
    progress  the plan's actions, all of them
    own       the self-evaluation of that night, or None; ``unsigned``: why it does not stand as signed, each a sentence
    framework the self-evaluation's own, or the night's where there is none
    """

    run: str
    as_at: dt.date
    measures: pd.DataFrame
    cards: Mapping[str, About]
    zero: ThemeCounts
    audits: Audited
    areas: AuditRules
    progress: Sequence[Progress]
    own: SelfEvaluation | None
    unsigned: tuple[str, ...]
    framework: Framework


@dataclass(frozen=True)
class Line:
    """One measure and counting: its name, rule, counts, share, what gaps could do to it, target and status."""

    code: str
    name: str
    rule: str
    n_of_n: str
    value: str
    range: str
    target: str
    tag: Tag
    status: Status | None


@dataclass(frozen=True)
class AuditLine:
    """One area of audits: how many, by grade once moderated, and how many of their actions are past their day."""

    area: str
    audits: int
    grades: str
    overdue: str


@dataclass(frozen=True)
class Said:
    """The service's own words on one question of one judgement, signed."""

    judgement: str
    words: str
    whose: str


@dataclass(frozen=True)
class VisitView:
    """The whole paper, every word decided. ``words``: question -> what is said; ``no_words``: why none is."""

    council: str
    marking: str
    theme: str
    heading: str
    date_words: str
    created: str
    run_id: str
    visits: str
    zero: tuple[str, ...]
    lines: tuple[Line, ...]
    checks: tuple[Line, ...]
    audits: tuple[AuditLine, ...]
    audits_said: tuple[str, ...]
    words: Mapping[str, tuple[Said, ...]]
    no_words: tuple[str, ...]
    actions: tuple[plan.ActionRow, ...]
    no_actions: str
    lists: str
    asked: tuple[str, ...]
    source: str
    awaits: str


def build(
    theme: Theme, told: Told, visits: FocusedVisits, sheets: Mapping[int, str], national: NationalFramework, council: str, marking: str
) -> VisitView:
    """The paper of one theme on one night. ``sheets``: number of an Annex A list -> its title in the layout in force."""
    rows = whole_service(told.measures)
    lines = tuple(line for code in theme.measures for line in _lines(code, rows, told.cards))
    words, no_words = _words(theme, told)
    mine = [each for each in told.progress if each.action.success.code in theme.measures]
    found = plan.build(mine, 0, national, told.as_at, council, marking, told.run)
    return VisitView(
        council=council,
        marking=marking,
        theme=theme.title,
        heading=_heading(theme, told.zero, lines),
        date_words=_day(told.as_at),
        created=told.as_at.isoformat(),
        run_id=told.run,
        visits=_how_often(theme, visits),
        zero=tuple(_zero(each) for each in told.zero.counts),
        lines=lines,
        checks=tuple(line for code in theme.checks for line in _lines(code, rows, told.cards)),
        audits=tuple(_audits(theme, told.audits, told.areas)),
        audits_said=_audits_said(theme, told.audits),
        words=words,
        no_words=no_words,
        actions=found.actions,
        no_actions="" if found.actions else "No action of the improvement plan has one of these measures as its success.",
        lists=_lists(theme, sheets),
        asked=theme.asked,
        source=visits.source,
        awaits="" if visits.agreed_on else f"What belongs to this theme is a default until the council agrees it ({_by(visits)}).",
    )


def _heading(theme: Theme, zero: ThemeCounts, lines: Sequence[Line]) -> str:
    """Children first, then how many figures miss their target, then what could not be known."""
    said = [f"{sentences.counted(zero.children, 'child meets', 'children meet')} a condition that is never tolerated"]
    if zero.unknown:
        said[0] += f" ({sentences.counted(zero.unknown, 'condition', 'conditions')} could not be asked)"
    judged = [line.status for line in lines if line.status in _JUDGED]
    if judged:
        off, unknown = judged.count(Status.OFF_TARGET), judged.count(Status.CANNOT_TELL)
        said.append(f"{sentences.of(off, len(judged))} figures with a target {'is' if off == 1 else 'are'} off target")
        if unknown:
            said.append(f"{sentences.number(unknown)} cannot be told")
    uncounted = sum(line.status is None or line.status in NOT_COUNTED for line in lines)
    if uncounted:
        said.append(f"{sentences.number(uncounted)} could not be counted")
    return f"{theme.title}: {', '.join(said)}"


def _how_often(theme: Theme, visits: FocusedVisits) -> str:
    if theme.visits is None or visits.visits_in_all is None:
        return ""
    return sentences.sentence(f"{sentences.of(theme.visits, visits.visits_in_all)} focused visits {visits.visits_when} had this theme")


def _zero(each: ZeroToleranceCount) -> str:
    if each.children is None:
        return f"{each.title}: not known. {sentences.sentence(each.because)}" if each.because else f"{each.title}: not known."
    who = sentences.counted(each.children, "child", "children")
    return sentences.sentence(f"{who} {each.one_child if each.children == 1 else each.words}{sentences.restricted(each.restricted)}")


def _lines(code: str, rows: Mapping[tuple[str, str], Row], cards: Mapping[str, About]) -> Iterable[Line]:
    about = cards.get(code)
    found = [(counting, rows[code, counting]) for counting in ("live", "period") if (code, counting) in rows]
    if not found:
        name = about.name if about else "No standard has this code"
        yield Line(code, name, "", DASH, DASH, DASH, DASH, _NOT_ASKED, None)
    for counting, row in found:
        yield Line(
            code=code,
            name=about.name if about else code,
            rule=rule_words(about, counting) + _duty(about, row),
            n_of_n=n_words(row) + (f", {row['restricted']:,} restricted" if row["restricted"] else ""),
            value=value_words(row),
            range=range_words(row),
            target=target_percent(row["target"]) if row["target"] is not None else "none",
            tag=status_tag(str(row["status"])),
            status=Status(str(row["status"])),
        )


def _duty(about: About | None, row: Row) -> str:
    """Where the law asks it of every one, that is said with how many are late."""
    if about is None or not about.duty or not row["in_scope"] or Status(str(row["status"])) in NOT_COUNTED:
        return ""
    return f". Duty {about.duty}, {row['not_met'] or 0:,} late"


def _audits(theme: Theme, audits: Audited, areas: AuditRules) -> Iterable[AuditLine]:
    for area in theme.service_areas:
        rows = audits.frame[audits.frame["service_area"].eq(area).fillna(False).astype(bool)]
        grades = rows["moderated_grade"].fillna("")
        given = [(grade, int(grades.eq(grade).sum())) for grade in GRADES]
        parts = [f"{number:,} {grade.replace('_', ' ')}" for grade, number in given if number]
        blank = len(rows) - sum(number for _, number in given)
        parts += [f"{blank:,} not moderated"] if blank else []
        overdue = rows["actions_overdue"]
        known = len(rows) and overdue.notna().all()
        yield AuditLine(areas.title_of(area), len(rows), ", ".join(parts) or DASH, f"{int(overdue.sum()):,}" if known else DASH)


def _audits_said(theme: Theme, audits: Audited) -> tuple[str, ...]:
    if not theme.service_areas:
        return ("No area of audits is of this theme alone, so none is counted here.",)
    return audits.said


def _words(theme: Theme, told: Told) -> tuple[dict[str, tuple[Said, ...]], tuple[str, ...]]:
    """The service's own words, where they stand signed; else why none is printed."""
    if told.own is None:
        return {}, ("The service has written no self-evaluation.",)
    if told.unsigned:
        return {}, ("The self-evaluation does not stand as signed, so none of its words is printed here.", *told.unsigned)
    mine = [each for each in told.framework.judgements if each.names & set(theme.judgements)]
    if not mine:
        return {}, (
            f"config/focused_visits.toml names no judgement of {told.framework.title} for this theme, so none of its words is here.",
        )
    found: dict[str, tuple[Said, ...]] = {}
    for name, question in QUESTIONS:
        said = []
        for judgement in mine:
            own = told.own.of(judgement.key)
            text = str(getattr(own, name)).strip() if own else ""
            if own and text:
                said.append(Said(judgement.short, text, f"{own.by}, {_day(own.on)}" if own.on and own.by else "not said whose"))
        found[question] = tuple(said)
    return found, () if any(found.values()) else ("The self-evaluation says nothing on these judgements.",)


def _lists(theme: Theme, sheets: Mapping[int, str]) -> str:
    named = [f"{number} ({sheets[number]})" if number in sheets else str(number) for number in theme.annex_a]
    return f"Of Annex A, {'list' if len(named) == 1 else 'lists'} {sentences.listed(named)}."


def _by(visits: FocusedVisits) -> str:
    return f"{visits.owner}, by {_day(visits.review_by)}"


def render_html(view: VisitView) -> str:
    """The paper for a screen: one file that fetches nothing."""
    return draw("inspection/focused_visit.html.j2", view=view, palette=COLOURS, paper=False)


def render_pdf(view: VisitView) -> bytes:
    """The paper as PDF/UA-1. Raises pdf.RenderError where a part of it cannot be drawn."""
    css = draw("inspection/focused_visit.css.j2", view=view, palette=COLOURS)
    return pdf.render(draw("inspection/focused_visit.html.j2", view=view, palette=COLOURS, paper=True), css, identifier=view.run_id)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
