"""Case file audits, what they asked for, and those that had to be escalated (AUD-03)."""

from __future__ import annotations

from collections.abc import Sequence
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


def write_audits(world: World, cases: Sequence[Case]) -> None:
    """Audits of open cases over the last year; a fifth of the inadequate and a few others escalated."""
    chance, sheets, today = world.chance, world.sheets, world.today
    audited = [chance.choice(cases) for _ in range(world.size.audits)]
    fates = deal(
        chance, audited, world.shares({"resolved": 0.15, "running": 0.03, "due_today": 0.01, "outstanding": 0.02}),
        can=lambda case, fate: not case.faultless,
    )  # fmt: skip
    for case, fate in zip(audited, fates, strict=True):
        day = world.on_working_day(today - chance.randint(2, 360))
        escalated: int | None = None
        if fate == "resolved":
            day = min(day, today - 30)
            escalated = days.working_days_after(day, 1)
        elif fate:
            escalated = world.ago({"running": chance.randint(0, 9), "due_today": _CLOSE_IN}.get(fate, chance.randint(11, 24)))
            day = days.working_days_before(escalated, 1)
        grade = "inadequate" if fate else chance.choices(_GRADES, (4, 46, 42, 8))[0]
        moderated = chance.choices((grade, chance.choice(_GRADES)), (80, 20))[0] if chance.random() < 0.7 and not fate else grade
        made_safe = None
        unsafe = (
            escalated is not None and world.waited(escalated) > 1 and fate != "resolved" and chance.random() < 0.15 and not world.faultless
        )
        if escalated is not None and not unsafe:
            made_safe = min(today, days.working_days_after(escalated, chance.choice((0, 0, 1, 1, 1, 1, 2))))
        resolved = None
        if fate == "resolved" and escalated is not None:
            resolved = days.working_days_after(escalated, chance.choice((3, 5, 6, 8, 9, 10, 10, 14)))
        audit = sheets.add(
            "ext_audit",
            person_id=case.child.child_id, service_area=_AREA[case.cohort], audited_on=day, auditor="Auditor", self_grade=grade,
            moderated_grade=moderated, escalated_on=escalated, escalation_level="head of service" if fate else None, made_safe_on=made_safe,
            resolved_on=resolved,
            **{f"q{n}": chance.choices(("met", "partly", "not_met", "na"), (60, 24, 11, 5))[0] for n in range(1, 10)},
        )  # fmt: skip
        for _ in range(chance.choices((0, 1, 2), (40, 40, 20))[0]):
            due = days.working_days_after(day, chance.randint(10, 30))
            done = due - chance.randint(0, 6) if due < today - 5 and chance.random() < 0.85 else None
            sheets.add("ext_audit_action", audit_id=audit, due_on=due, done_on=done)
        if unsafe:
            what = "escalated, and no day recorded on which the child was made safe"
            world.ledger.not_met("AUD-03.safe", "ext_audit", audit, case.child.child_id, what)
        if fate == "outstanding" and escalated is not None:
            what = f"escalated {world.waited(escalated)} working days ago and not resolved"
            world.ledger.not_met("AUD-03", "ext_audit", audit, case.child.child_id, what)
