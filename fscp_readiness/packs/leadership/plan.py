"""The improvement plan on one page: what was promised, by whom, by when, and whether success can be shown. Overdue first.

Every number stands with its cases. The page gives no cause for a movement and takes no action's credit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fscp_readiness.judgements import sentences
from fscp_readiness.measures.plan import Counted, Progress, Standing
from fscp_readiness.packs import pdf
from fscp_readiness.packs.templates import draw
from fscp_readiness.settings.national_framework import NationalFramework
from fscp_readiness.settings.plan import Success

from .palette import COLOURS
from .tags import Tag

STANDING = {
    Standing.REACHED: Tag("Reached", "circle", "on"),
    Standing.NOT_REACHED: Tag("Not reached", "square", "off"),
    Standing.CANNOT_TELL: Tag("Cannot tell", "diamond", "cannot"),
    Standing.TOO_FEW: Tag("Too few", "none", "plain"),
}
OVERDUE = Tag("Overdue", "triangle", "close")
FALLEN_BACK = Tag("Fallen back", "square", "off")
UNITS = {"percent": "", "days": " days", "count": "", "per_10000": " for each 10,000"}


@dataclass(frozen=True)
class ActionRow:
    """One action, every word decided. ``late`` is None where it is not overdue or fallen back; ``closed`` is blank where nobody closed it;
    ``notes`` stand under tonight's figure; ``outcome`` is of the National Framework, or blank."""

    id: str
    what: str
    source: str
    outcome: str
    said: str
    owner: str
    by_when: str
    due: str
    late: Tag | None
    success: str
    then: str
    tonight: str
    notes: tuple[str, ...]
    moved: str
    standing: Tag
    closed: str = ""


@dataclass(frozen=True)
class PlanView:
    """The whole page. ``together`` says how many stand where; ``left_out`` how many were written after the night, or nothing."""

    council: str
    marking: str
    date_words: str
    created: str
    run_id: str
    together: str
    left_out: str
    actions: tuple[ActionRow, ...]


def build(
    found: Sequence[Progress], left_out: int, national: NationalFramework, as_at: dt.date, council: str, marking: str, run_id: str
) -> PlanView:
    """The page of one night.

    found     measures.plan.progress: it alone decides order, standing and what is overdue
    left_out  actions that were written after ``as_at``
    national  names and numbers of the outcomes that actions are about
    """
    later = sentences.counted(left_out, "action was", "actions were")
    return PlanView(
        council=council,
        marking=marking,
        date_words=_day(as_at),
        created=as_at.isoformat(),
        run_id=run_id,
        together=_together(found),
        left_out=sentences.sentence(f"{later} written after this night and left out") if left_out else "",
        actions=tuple(_row(each, national) for each in found),
    )


def _together(found: Sequence[Progress]) -> str:
    """ "Six actions: two overdue; one reached, three not reached, one cannot be told and one with too few cases to say." """
    if not found:
        return "No action had been written by this night."
    words = {
        Standing.REACHED: "reached",
        Standing.NOT_REACHED: "not reached",
        Standing.CANNOT_TELL: "that cannot be told",
        Standing.TOO_FEW: "with too few cases to say",
    }
    many = {standing: sum(each.standing is standing for each in found) for standing in words}
    parts = sentences.listed([f"{sentences.number(n)} {words[standing]}" for standing, n in many.items() if n])
    overdue = sum(each.overdue for each in found)
    said = sentences.counted(len(found), "action", "actions")
    closed, back = sum(each.closed for each in found), sum(each.fallen_back for each in found)
    shut = f"; {sentences.number(closed)} closed" if closed else ""
    fell = f", of which {sentences.counted(back, 'has', 'have')} fallen back" if back else ""
    fell = " and fallen back" if back == closed == 1 else fell
    return sentences.sentence(f"{said}: {sentences.number(overdue) if overdue else 'none'} overdue; {parts}{shut}{fell}")


def _row(each: Progress, national: NationalFramework) -> ActionRow:
    action = each.action
    then = _counts(each.then) if each.then else ""
    started = f"{then} on {_day(each.then.as_at)}" if each.then else sentences.sentence(each.then_unknown)
    return ActionRow(
        id=action.id,
        what=action.what,
        source=action.source[:1].upper() + action.source[1:],
        outcome=national.words(action.outcome, action.belongs_to),
        said=f"Written by {action.said_by}, {_day(action.said_on)}",
        owner=action.owner,
        by_when=_day(action.by_when),
        due=_due(each.days),
        late=OVERDUE if each.overdue else FALLEN_BACK if each.fallen_back else None,
        success=f"{each.measure} ({action.success.code}, {action.success.counting}): {_bound(each)}",
        then=started,
        tonight=_counts(each.tonight) if each.tonight else sentences.sentence(each.unknown),
        notes=_notes(each),
        moved=_moved(each),
        standing=STANDING[each.standing],
        closed=_closing(each),
    )


def _closing(each: Progress) -> str:
    """Who closed it, when and why; and, where its success is not shown tonight, that."""
    action = each.action
    if not each.closed or action.closed_on is None:
        return ""
    still = "" if each.standing is Standing.REACHED else " Its success is not shown tonight."
    return f"Closed by {action.closed_by}, {_day(action.closed_on)}: {action.closed_because.rstrip('.')}.{still}"


def _due(days: int) -> str:
    if days == 0:
        return "tonight"
    return f"{sentences.counted(abs(days), 'day', 'days')} {'ago' if days < 0 else 'to go'}"


def _bound(each: Progress) -> str:
    wanted: Success = each.action.success
    unit = "" if wanted.is_share or each.tonight is None else UNITS.get(each.tonight.unit, "")
    duty = f" (duty {each.duty})" if each.duty else ""
    return f"{'at least' if wanted.at_least else 'at most'} {wanted.bound}{unit}{duty}"


def _counts(counted: Counted) -> str:
    """ "287 of 320, 89.7%"; under ten cases "three of eight"; a figure with how many were counted."""
    if counted.met is not None:
        if counted.few:
            return sentences.of(counted.met, counted.in_scope)
        return f"{counted.met:,} of {counted.in_scope:,}, {sentences.percent(counted.met / counted.in_scope)}"
    cases = f"{counted.in_scope:,} counted"
    if counted.few or counted.value is None:
        return cases
    shown = sentences.percent(counted.value) if counted.unit == "percent" else f"{counted.value:,.1f}{UNITS.get(counted.unit, '')}"
    return f"{shown}, {cases}"


def _notes(each: Progress) -> tuple[str, ...]:
    """What the gaps could do to tonight's figure."""
    now = each.tonight
    if now is None or now.met is None or not now.not_recorded:
        return ()
    most = now.met + now.not_recorded
    best = "" if now.few else f", {sentences.percent(most / now.in_scope)}"
    return (f"{now.not_recorded:,} not recorded: at most {most:,}{best}",)


def _moved(each: Progress) -> str:
    if each.points is None:
        if each.tonight and each.then and (each.tonight.few or each.then.few):
            return "Too few cases for points"
        return "Not known" if each.then_unknown != "written on this night" else "Not yet"
    unit = "points" if each.tonight and each.tonight.unit == "percent" else UNITS.get(each.tonight.unit if each.tonight else "", "").strip()
    if each.points == 0:
        return "Level"
    return f"{'Up' if each.points > 0 else 'Down'} {abs(each.points):,.1f} {unit}".rstrip()


def render_html(view: PlanView) -> str:
    """The page for a screen: one file that fetches nothing."""
    return draw("leadership/plan.html.j2", view=view, palette=COLOURS, paper=False)


def render_pdf(view: PlanView) -> bytes:
    """The page as PDF/UA-1. Raises pdf.RenderError where a part of it cannot be drawn."""
    css = draw("leadership/plan.css.j2", view=view, palette=COLOURS)
    return pdf.render(draw("leadership/plan.html.j2", view=view, palette=COLOURS, paper=True), css, identifier=view.run_id)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
