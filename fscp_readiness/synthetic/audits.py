"""Case file audits, the plan they were made to, what they asked for (AUD-04), and those that had to be escalated (AUD-03)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from . import days
from .cases import Case
from .dealing import deal
from .world import World

_AREA: Final = {
    "assessment": "referrals", "need": "cin", "plan": "cp", "temporary": "cp", "care": "cla", "short_break": "disabled_children",
}  # fmt: skip
_GRADES: Final = ("outstanding", "good", "requires_improvement", "inadequate")
_CLOSE_IN: Final = 10
_ESCALATED_SINCE: Final = 40  # days a case has been open before an audit of it is dealt an escalation


@dataclass(frozen=True)
class _Audit:
    audit_id: str
    case: Case
    on: int


def write_audits(world: World, cases: Sequence[Case]) -> None:
    """Audits of open cases over the last year; a fifth of the inadequate and a few others escalated."""
    chance = world.chance
    audited = [chance.choice(cases) for _ in range(world.size.audits)]
    fates = deal(
        chance, audited, world.shares({"resolved": 0.1, "running": 0.03, "due_today": 0.01, "outstanding": 0.02, "unsafe": 0.01}),
        can=lambda case, fate: not case.faultless and world.today - case.received > _ESCALATED_SINCE,
    )  # fmt: skip
    audits = [_write_audit(world, case, fate) for case, fate in zip(audited, fates, strict=True)]
    _write_actions(world, audits)
    _write_plan(world, audits)


def _write_audit(world: World, case: Case, fate: str) -> _Audit:
    chance, today = world.chance, world.today
    open_for = max(2, min(360, today - case.received))
    day = world.on_working_day(today - chance.randint(2, open_for))
    escalated: int | None = None
    if fate == "resolved":
        day = min(day, today - 30)
        escalated = days.working_days_after(day, 1)
    elif fate:
        ago = {"running": chance.randint(0, 9), "due_today": _CLOSE_IN, "unsafe": chance.randint(2, 9)}
        escalated = world.ago(ago.get(fate, chance.randint(11, 24)))
        day = days.working_days_before(escalated, 1)
    grade = "inadequate" if fate else chance.choices(_GRADES, (4, 46, 42, 8))[0]
    moderated: str | None = chance.choices((grade, chance.choice(_GRADES), None), (60, 12, 28))[0] if not fate else grade
    made_safe = None
    if escalated is not None and fate != "unsafe":
        made_safe = min(today, days.working_days_after(escalated, chance.choice((0, 0, 1, 1, 1, 1, 2))))
    resolved = None
    if fate == "resolved" and escalated is not None:
        resolved = days.working_days_after(escalated, chance.choice((3, 5, 6, 8, 9, 10, 10, 14)))
    audit = world.sheets.add(
        "ext_audit",
        person_id=case.child.child_id, service_area=_AREA[case.cohort], audited_on=day, auditor="Auditor", self_grade=grade,
        moderated_grade=moderated, escalated_on=escalated, escalation_level="head of service" if fate else None, made_safe_on=made_safe,
        resolved_on=resolved,
        **{f"q{n}": chance.choices(("met", "partly", "not_met", "na", None), (60, 24, 10, 5, 1))[0] for n in range(1, 10)},
    )  # fmt: skip
    if fate == "unsafe":
        what = "escalated, and no day recorded on which the child was made safe"
        world.ledger.not_met("AUD-03.safe", "ext_audit", audit, case.child.child_id, what)
    if fate == "outstanding" and escalated is not None:
        what = f"escalated {world.waited(escalated)} working days ago and not resolved"
        world.ledger.not_met("AUD-03", "ext_audit", audit, case.child.child_id, what)
    return _Audit(audit, case, day)


def _write_actions(world: World, audits: Sequence[_Audit]) -> None:
    """What audits asked for: most of it done, some late; a little overdue, or without a day to do it by."""
    chance = world.chance
    asked = [audit for audit in audits for _ in range(chance.choices((0, 1, 2), (30, 45, 25))[0])]
    due = [days.working_days_after(audit.on, chance.randint(10, 30)) for audit in asked]
    actions = list(zip(asked, due, strict=True))
    fates = deal(
        chance, actions, world.shares({"overdue": 0.05, "no_day": 0.02, "unreadable": 0.01}),
        can=lambda action, fate: fate == "no_day" or action[1] < world.today,
    )  # fmt: skip
    for (audit, on), fate in zip(actions, fates, strict=True):
        _write_action(world, audit, on, fate)


def _write_action(world: World, audit: _Audit, due: int, fate: str) -> None:
    chance, today, child = world.chance, world.today, audit.case.child.child_id
    done: int | str | None = None
    if not fate and due <= today:
        done = max(audit.on, min(today, due + chance.choice((-6, -3, -1, 0, 0, 4))))
    elif fate == "unreadable":
        done = "#N/A"
    action = world.sheets.add("ext_audit_action", audit_id=audit.audit_id, due_on=None if fate == "no_day" else due, done_on=done)
    record = ("AUD-04", "ext_audit_action", action, child)
    if fate == "overdue":
        world.ledger.not_met(*record, f"due {today - due} days ago and not done")
    elif fate == "no_day":
        world.ledger.not_recorded(*record, "not done, and no day to do it by", "blank_field")
    elif fate == "unreadable":
        world.ledger.not_recorded(*record, "done on a day that cannot be read", "unreadable_value")


def _write_plan(world: World, audits: Sequence[_Audit]) -> None:
    """How many audits were planned in each of the last twelve months: those done, and now and then one that was not."""
    chance = world.chance
    months = [days.iso(days.months_after(world.today, -back))[:7] for back in range(1, 13)]
    planned = Counter(
        (days.iso(audit.on)[:7], audit.case.team.team_id, _AREA[audit.case.cohort]) for audit in audits if days.iso(audit.on)[:7] in months
    )
    for team in world.teams:
        area = {"front": "referrals", "care": "cla", "leaving": "cla", "disabled": "disabled_children"}.get(team.does, "cp")
        for month in months:
            planned[month, team.team_id, area] += not world.faultless and chance.random() < 0.15
    for (month, team_id, area), number in sorted(planned.items()):
        world.sheets.add("ext_audit_plan", month=month, team_id=team_id, service_area=area, planned=number)
