"""Supervision and management decisions of a case, with the lines of SUP-02 and MGT-01; activities and documents beside them."""

from __future__ import annotations

from . import assessing, days
from .cases import Case
from .sheets import Value
from .world import World


def often_supervised(case: Case) -> bool:
    """Supervised monthly: on a plan or in care. Others every two months."""
    return case.plan_from is not None or (case.care_from is not None and case.cohort == "care")


def write_oversight(world: World, case: Case) -> None:
    """Supervision of the case, a manager's oversight of it, and what else is on the file, up to now."""
    if case.closed is not None:
        _write_ended(world, case)
        return
    _write_supervision(world, case)
    _write_decisions(world, case)
    _write_file(world, case)


def decisions_since(world: World) -> int:
    """The first day of the six months in which MGT-02 asks after decisions."""
    return days.months_after(world.today, -6)


def events_of(case: Case) -> list[tuple[int, str]]:
    """The days on which a manager decides something about a case, and what."""
    found = [(case.assessed_from, "assess"), (case.enquiry_on, "s47")]
    if not case.no_further_action:
        found += [(case.received, "accept"), (case.closed, "close")]
    if not case.transfer_in:
        found.append((case.conference_on, "conference"))
    if case.plan_to is not None and case.cohort != "temporary" and (case.closed is None or case.closed > case.plan_to):
        found.append((case.plan_to, "step_down"))
    return [(day, kind) for day, kind in found if day is not None]


def nothing_decided_lately(world: World, case: Case) -> bool:
    """Did nothing happen in the last forty days that a manager decides on?"""
    return all(day < world.today - 40 for day, _ in events_of(case))


def write_decision(world: World, child: str, day: int | None, kind: str | None, *, recorded: int | None = None) -> str:
    """One manager's decision."""
    return world.sheets.add(
        "ext_mgmt_decision", person_id=child, decided_on=day, recorded_at=day if recorded is None else recorded, type=kind,
        by_role="Team Manager",
    )  # fmt: skip


def _write_ended(world: World, case: Case) -> None:
    """The decisions, and the last supervision, of a case that has ended lately."""
    assert case.closed is not None
    if case.closed < world.written_up_since or case.cohort == "nfa":
        return
    child = case.child.child_id
    _write_decisions_at_events(world, case)
    held = case.closed - world.chance.randint(1, 20)
    if held > case.received:
        worker = case.team.holders[0].worker_id
        manager = (case.team.others or case.team.holders)[0].worker_id
        world.sheets.add(
            "ext_supervision", kind="case", worker_id=worker, person_id=child, held_on=held, recorded_at=held, signed_by=manager
        )


def _write_decisions_at_events(world: World, case: Case) -> None:
    """A decision at each event, with MGT-02's line where it was decided that one is missing or does not say what it is."""
    child, missing = case.child.child_id, case.decided("MGT-02")
    records = {
        "accept": ("ssd_cin_episodes", case.referral_id), "close": ("ssd_cin_episodes", case.referral_id),
        "assess": ("ssd_cin_assessments", case.assessment_ids[0] if case.assessment_ids else ""),
        "s47": ("ssd_s47_enquiry", case.enquiry_id), "conference": ("ssd_initial_cp_conference", case.conference_id),
        "step_down": ("ssd_cp_plans", case.plan_id),
    }  # fmt: skip
    undecided = case.decided("REF-01") == "undecided"
    for day, kind in sorted(events_of(case)):
        if day < decisions_since(world) and kind not in ("accept", "close") or day < world.written_up_since:
            continue
        if kind == missing or (kind == "accept" and undecided):
            if day >= decisions_since(world):
                what = f"no manager's decision recorded: {kind.replace('_', ' ')}"
                world.ledger.not_met("MGT-02", *records[kind], child, what, "no_event", planted=kind == missing)
            continue
        if kind == "accept" and missing == "untyped":
            what = "a manager's decision of the day does not say what was decided"
            world.ledger.not_recorded("MGT-02", *records[kind], child, what, "blank_field")
            write_decision(world, child, day, None)
            continue
        write_decision(world, child, day, kind)


def _write_supervision(world: World, case: Case) -> None:
    chance, today, child = world.chance, world.today, case.child.child_id
    outcome, often = case.decided("SUP-02"), often_supervised(case)
    worker = (case.worker or case.team.holders[0]).worker_id
    manager = (case.team.others or case.team.holders)[0].worker_id
    held: list[int] = []
    if outcome == "":
        if today - case.received > 24 or case.fault or chance.random() < 0.3:
            held.append(max(case.received, today - chance.randint(0, 28 if often or case.cohort != "need" else 58)))
    elif outcome == "missed":
        held.append(today - (chance.randint(33, 56) if often else chance.randint(64, 90)))
    if held:
        day = held[0]
        while (day := day - chance.randint(25, 36)) > max(case.received, world.written_up_since):
            held.append(day)
    for day in sorted(held):
        recorded = min(today, day + chance.randint(0, 4))
        world.sheets.add(
            "ext_supervision", kind="case", worker_id=worker, person_id=child, held_on=day, recorded_at=recorded, signed_by=manager
        )
    if outcome:
        within = "a month" if often else "two months"
        what = f"not discussed in supervision within {within}"
        world.ledger.not_met("SUP-02", "ssd_cin_episodes", case.referral_id, child, what)


def _write_decisions(world: World, case: Case) -> None:
    chance, today, child = world.chance, world.today, case.child.child_id
    outcome, held = case.decided("MGT-01"), list[int]()
    if outcome == "":
        if today - case.received > 14 or case.fault or chance.random() < 0.5:
            held.append(max(case.received, today - chance.randint(0, 28)))
    elif outcome == "missed":
        held.append(today - chance.randint(30, 55))
    if held:
        day = held[0]
        while (day := day - chance.randint(21, 33)) > max(case.received, world.written_up_since):
            held.append(day)
    for day in sorted(held):
        write_decision(world, child, day, "oversight", recorded=min(today, day + chance.choice((0, 0, 1, 2))))
    _write_decisions_at_events(world, case)
    if outcome:
        world.ledger.not_met("MGT-01", "ssd_cin_episodes", case.referral_id, child, "no management decision recorded within 28 days")


def _write_file(world: World, case: Case) -> None:
    _write_activity(world, case)
    _write_kept_up(world, case, "REC-03", "chronology", 1.0 if case.cohort == "plan" else 0.85, 15)
    _write_kept_up(world, case, "REC-06", "case_summary", 0.3, 80)
    _write_required(world, case)


def required_of(case: Case) -> tuple[str, ...]:
    """The documents, beside chronology and health plan, that REC-04's shipped list wants of a case; the assessment is to be authorised."""
    common = ("referral_decision", "assessment", "genogram", "review_minutes")
    own = {
        "plan": ("cp_plan",), "temporary": ("cp_plan",), "need": ("cin_plan",), "care": ("care_plan", "placement_plan"),
    }.get(case.cohort, ())  # fmt: skip
    if case.cohort == "assessment" and case.authorised is not None and case.need_found:
        own = ("cin_plan",)
    return common + own if own else ("referral_decision",)


def _write_required(world: World, case: Case) -> None:
    """Every document of the file but the chronology, with REC-04's line for what is missing or was never authorised."""
    chance, today, child, lacks = world.chance, world.today, case.child.child_id, case.decided("CPP-03")
    wanted, outcome = required_of(case), "" if lacks else case.decided("REC-04")
    began = case.plan_from or case.need_from or case.care_from or case.received
    missing = chance.choice(("referral_decision", "genogram")) if outcome == "missing" else ""
    no_plan = case.decided("LAP-01") == "missing"
    unassessed = case.cohort == "plan" and case.authorised is None
    for kind in wanted:
        if kind == missing or (kind == "care_plan" and no_plan) or (kind == "cp_plan" and lacks == "no_plan"):
            continue
        if kind == "assessment" and unassessed:
            continue
        started = case.received if kind in ("referral_decision", "assessment") else max(case.received, began)
        if kind == "care_plan":
            started = today if case.plan_begun is None else case.plan_begun
        authorised: int | None = min(today, days.working_days_after(case.authorised or started, 2))
        if "unauthorised" in (outcome, lacks.replace("not_", "un")) and kind == "assessment":
            authorised = None
        dated: dict[str, Value] = {"started_on": started, "authorised_on": authorised}
        if kind in ("cin_plan", "cp_plan", "care_plan"):
            dated["updated_on"] = max(started, today - chance.randint(0, 300))
        if kind == "cp_plan" and lacks == "undated":
            dated = {}
        if kind == "assessment" and case.authorised is not None:
            dated["content_hash"] = assessing.words_of(case)
        world.sheets.add("ext_document", person_id=child, type=kind, **dated)
    if case.cohort not in ("plan", "temporary", "need", "care"):
        if case.authorised is not None and "assessment" not in wanted:
            authorised = case.authorised
            world.sheets.add(
                "ext_document",
                person_id=child,
                type="assessment",
                started_on=case.assessed_from,
                authorised_on=authorised,
                content_hash=assessing.words_of(case),
            )
        return
    record = ("ssd_cin_episodes", case.referral_id, child)
    if missing:
        world.ledger.not_met("REC-04", *record, f"no {missing.replace('_', ' ')} on file", "no_event")
    elif outcome == "unauthorised":
        world.ledger.not_met("REC-04", *record, "the assessment on file was never authorised", "blank_field")
    elif lacks == "not_authorised":
        world.ledger.not_met("REC-04", *record, "the assessment on file was never authorised", "blank_field", planted=False)
    elif case.decided("REC-03") == "none" or lacks == "no_plan" or no_plan or unassessed or case.decided("LAP-02") == "no_health":
        world.ledger.not_met("REC-04", *record, "no chronology, care plan or health plan on file", "no_event", planted=False)


def active_within(case: Case) -> int:
    """Days inside which something is to happen for the child (REC-02's default)."""
    return 14 if case.cohort in ("plan", "temporary") else 28


def _write_activity(world: World, case: Case) -> None:
    """What happened and when it was written down, with the lines of REC-02 and its second figure."""
    chance, today, limit, outcome = world.chance, world.today, active_within(case), case.decided("REC-02")
    spread = {"": (0, limit), "missed": (limit + 6, limit + 25), "unwritten": (limit + 8, limit + 14)}.get(
        outcome, (limit + 10, limit + 20)
    )
    day = last = max(case.received, today - chance.randint(*spread))
    while day >= max(case.received, today - 150):
        recorded = min(today, day + chance.randint(0, 3))
        if outcome == "old_entry" and day == last:
            recorded = today - chance.randint(1, limit - 3)
        _add_activity(world, case, day, recorded)
        day -= chance.randint(6, 24)
    if outcome == "undated":
        _add_activity(world, case, None, today - chance.randint(1, 5))
    elif outcome == "unwritten":
        _add_activity(world, case, today - chance.randint(1, 5), None)
    record = ("ssd_cin_episodes", case.referral_id, case.child.child_id)
    if outcome in ("missed", "old_entry"):
        world.ledger.not_met("REC-02", *record, f"nothing has happened within {limit} days")
    if outcome == "missed":
        world.ledger.not_met("REC-02.recorded", *record, f"nothing has been recorded within {limit} days", planted=False)
    elif outcome == "undated":
        world.ledger.not_recorded("REC-02", *record, "the last thing recorded has no day of its own", "blank_field")
    elif outcome == "unwritten":
        world.ledger.not_recorded("REC-02.recorded", *record, "the last activity does not say when it was recorded", "blank_field")


def _add_activity(world: World, case: Case, day: int | None, recorded: int | None) -> None:
    author = (case.worker or case.team.holders[0]).worker_id
    kind = world.chance.choice(("call", "email", "meeting", "note"))
    world.sheets.add(
        "ext_activity", person_id=case.child.child_id, event_on=day, recorded_at=recorded, type=kind, author_id=author
    )  # fmt: skip


def _write_kept_up(world: World, case: Case, code: str, kind: str, early: float, new: int) -> None:
    """A chronology or case summary, kept up or not, as it was decided; of cases of fewer than ``new`` days a share of ``early`` has one."""
    chance, today, child, outcome = world.chance, world.today, case.child.child_id, case.decided(code)
    record = ("ssd_cin_episodes", case.referral_id, child)
    words = kind.replace("_", " ")
    if outcome == "none":
        world.ledger.not_met(code, *record, f"no {words} on file")
        return
    if case.received > today - new and not case.fault and not (case.need_found and kind == "chronology") and chance.random() >= early:
        return
    started: int | None = min(today, case.assessed_from or case.received)
    assert started is not None
    updated: int | None = max(started, today - chance.randint(0, 85), case.last_review or 0)
    if outcome == "stale":
        updated = max(started, today - chance.randint(95, 160))
        world.ledger.not_met(code, *record, f"the {words} has not been updated for three months")
    elif outcome == "undated":
        started = updated = None
        world.ledger.not_recorded(code, *record, f"the {words} on file has no day", "blank_field")
    document = world.sheets.add("ext_document", person_id=child, type=kind, started_on=started, updated_on=updated)
    if kind == "chronology" and outcome == "stale" and behind_review(world, case, updated):
        world.ledger.broken("R01", "ext_document", document, child, "nothing in the chronology since the last review", planted=False)


def behind_review(world: World, case: Case, updated: int | None) -> bool:
    """Was a review held later than that, and so long ago that the chronology is to have been brought up to date since (R01)?"""
    return updated is not None and any(updated < day and world.waited(day) > 10 for day in _reviewed(world, case))


def _reviewed(world: World, case: Case) -> list[int]:
    """The days on which this case's reviews were held, of whatever plan."""
    held = [] if case.last_review is None else [case.last_review]
    for table, whose, when in REVIEWS:
        rows = [
            row
            for row in world.sheets.rows(table)
            if row[whose] == case.child.child_id and row.get("clar_cla_review_cancelled") is not True
        ]
        held += [day for row in rows if isinstance(day := row[when], int) and day >= case.received]
    return held


REVIEWS = (
    ("ext_cin_review", "person_id", "held_on"),
    ("ssd_cp_reviews", "cppr_person_id", "cppr_cp_review_date"),
    ("ssd_cla_reviews", "clar_cla_person_id", "clar_cla_review_date"),
)
