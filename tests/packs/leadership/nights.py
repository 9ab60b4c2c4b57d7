"""Made-up nights for the leadership papers: a good day, a bad day and the awkward ones. Case numbers are C000001 and on; nobody is real."""

# ruff: noqa: E501  (a table of made-up standards reads best in long lines)
from __future__ import annotations

import datetime as dt
import random

import pandas as pd

from fscp_readiness.findings import frames
from fscp_readiness.judgements.judged import CoreMeasure, Headline, Judged, Readiness, ZeroToleranceCount
from fscp_readiness.measures import MEASURES
from fscp_readiness.measures.audits import GRADES, Answers, Audits, Sampling, Tally, together
from fscp_readiness.packs.leadership.night_facts import CHECKS, LOADS, REFUSED, Benchmark, Night, SignedWords, Team
from fscp_readiness.settings.audits import AuditRules
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.standards import About, months, working_days
from fscp_readiness.standards.about import BOTH, LIVE, PERIOD
from fscp_readiness.standards.audits import QUESTIONS
from fscp_readiness.tables import register
from fscp_readiness.vocabulary import Counting, Kind, Severity, SourceClass, Status, TargetClass, Word

AS_AT = dt.date(2026, 11, 23)

TEAMS = {
    "T01": Team("Safeguarding West", "S1", "Safeguarding"),
    "T02": Team("Safeguarding East", "S1", "Safeguarding"),
    "T03": Team("Assessment South", "S2", "Front door and assessment"),
    "T04": Team("Assessment North", "S2", "Front door and assessment"),
    "T05": Team("Looked After One", "S3", "Corporate parenting"),
    "T06": Team("Leaving Care", "S3", "Corporate parenting"),
}
LONG_TEAMS = {
    key: Team(
        f"{team.name} and Neighbourhood Partnership for Children with Additional Needs",
        team.service_id,
        f"{team.service}, Early Help and Family Resilience Service",
    )
    for key, team in TEAMS.items()
}

# code, name, record, counting, target class, theme words, rows, share met, share not recorded, target, floor, judgement, core, owner, duty
_STANDARDS = (
    ("REF-01", "Referrals decided in one working day", "referrals", BOTH, "statutory", 120, 0.96, 0.01, 0.95, 0.85, "HP", True, "100%"),
    ("ALO-01", "Open children with an allocated worker", "referrals", LIVE, "statutory", 380, 0.97, 0.0, 0.95, 0.85, "HP", False, "100%"),
    ("ASM-01", "Assessments finished in 45 working days", "assessments", BOTH, "statutory", 90, 0.84, 0.03, 0.95, 0.85, "HP", False, ""),
    ("ASM-01.dfe", "Assessments finished in time, as England counts", "assessments", PERIOD, "statutory_dfe", 240, 0.86, 0.0, 0.905, 0.789, "HP", True, ""),
    ("S47-01", "Conference within 15 working days", "section_47_enquiries", BOTH, "statutory_dfe", 41, 0.80, 0.02, 0.867, 0.717, "HP", True, ""),
    ("CPP-01", "First core group in ten working days", "cp_plans", BOTH, "statutory", 60, 0.86, 0.05, 0.95, 0.85, "HP", True, ""),
    ("CPR-01", "First review within three months", "cp_plans", BOTH, "statutory", 70, 0.97, 0.0, 0.95, 0.85, "HP", False, ""),
    ("CPR-03", "All reviews on time", "cp_plans", LIVE, "statutory_dfe", 64, 0.98, 0.0, 0.95, 0.874, "HP", True, ""),
    ("CPV-01", "Child protection visits in time", "cp_plans", BOTH, "local_child_protection_visit", 96, 0.80, 0.03, 0.95, 0.85, "HP", True, ""),
    ("CPV-02", "Children on plans seen alone", "cp_plans", LIVE, "local", 80, 0.90, 0.04, 0.90, 0.80, "HP", False, ""),
    ("CIN-02", "Children in need visited in time", "cin_plans", BOTH, "local", 150, 0.88, 0.02, 0.90, 0.80, "HP", True, ""),
    ("LAP-01", "First care plan in ten working days", "care_episodes", BOTH, "statutory", 40, 0.93, 0.02, 0.95, 0.85, "CIC", True, "100%"),
    ("LAV-01", "First visit to a new placement", "placements", BOTH, "statutory", 36, 0.96, 0.0, 0.95, 0.85, "CIC", True, "100%"),
    ("LAV-02", "Visits to children in care in time", "placements", BOTH, "statutory", 110, 0.94, 0.01, 0.95, 0.85, "CIC", True, "100%"),
    ("LAR-01", "Care reviews on time", "care_episodes", BOTH, "statutory", 110, 0.96, 0.0, 0.95, 0.85, "CIC", True, "100%"),
    ("LAH-01", "Health assessments in time", "care_episodes", BOTH, "statutory", 104, 0.72, 0.13, 0.95, 0.85, "CIC", True, ""),
    ("LAS-01", "Three or more placements in a year", "care_episodes", LIVE, "context", 110, 0.10, 0.0, None, None, "CIC", False, ""),
    ("ADO-01", "Days from care to adoptive family", "permanences", PERIOD, "context", 8, 1.0, 0.0, None, None, "CIC", False, ""),
    ("CLV-01", "Pathway plan in place", "care_leavers", LIVE, "statutory", 60, 0.96, 0.0, 0.95, 0.85, "CL", True, ""),
    ("CLV-05", "Care leavers in touch", "care_leavers", LIVE, "statutory", 58, 0.96, 0.01, 0.95, 0.85, "CL", True, ""),
    ("CLV-06", "Suitable accommodation", "care_leavers", LIVE, "statutory", 57, 0.93, 0.02, 0.95, 0.85, "CL", True, ""),
    ("CAS-01", "Workers within the caseload limit", "workers", LIVE, "local", 44, 0.86, 0.0, 0.90, 0.80, "LEAD", True, ""),
    ("SUP-02", "Case supervision in the last month", "referrals", LIVE, "local", 380, 0.83, 0.02, 0.90, 0.80, "LEAD", True, ""),
    ("MGT-01", "Management oversight recorded", "referrals", LIVE, "local", 380, 0.91, 0.01, 0.90, 0.80, "LEAD", True, ""),
    ("REC-01", "Visits written up in two working days", "visit_records", PERIOD, "local", 900, 0.88, 0.02, 0.90, 0.80, "LEAD", True, ""),
    ("AUD-03", "Escalated audits closed in ten working days", "audits", BOTH, "local", 7, 0.71, 0.0, 0.90, 0.80, "LEAD", True, ""),
    ("VOC-01", "The child’s wishes and feelings recorded", "referrals", LIVE, "local", 380, 0.87, 0.05, 0.90, 0.80, "HP", False, ""),
)  # fmt: skip
_SLIM = ("ALO-01", "ASM-01.dfe", "CPV-01", "CPV-02", "LAV-02", "LAH-01", "ADO-01", "CLV-05", "CAS-01", "SUP-02")
_RULES = (
    ("C01", "One open plan for each child", "cp_plans", 96, 2),
    ("P02", "Date of birth recorded", "people", 900, 5),
    ("Q04", "Codes are ones we know", "referrals", 2400, 12),
)
_TITLES = {
    "HP": ("IL-HP", "The experiences and progress of children who need help and protection", "Help and protection", "HP"),
    "CIC": ("IL-CIC", "The experiences and progress of children in care", "Children in care", "CC"),
    "CL": ("IL-CL", "The experiences and progress of care leavers", "Care leavers", "CL"),
    "LEAD": ("IL-LEAD", "The impact of leaders on social work practice with children and families", "Leadership", "LM"),
}
_CONDITIONS = (
    (1, "on plans or in care have no social worker", "on a plan or in care has no social worker", "HP", "ALO-01", True),
    (2, "on plans not seen for twice the standard", "on a plan has not been seen for twice the time allowed", "HP", "CPV-01", True),
    (
        3,
        "in care not visited six weeks past the regulation",
        "in care has not been visited for six weeks beyond the legal interval",
        "CIC",
        "LAV-02",
        True,
    ),
    (4, "under section 47 enquiry not seen", "has not been seen in the section 47 enquiry", "HP", "", False),
    (6, "whose escalated audit is unresolved", "has an escalated audit not resolved after ten working days", "LEAD", "AUD-03", False),
    (7, "open with no activity for 28 days", "with an open case has had no activity for 28 days", "HP", "", False),
    (8, "missing with no return plan", "on a plan or in care is missing with no strategy discussion or return plan", "HP", "", False),
)


TITLES = {
    1: "On a plan or in care, with no allocated social worker for more than one working day",
    2: "On a plan, not seen for twice the standard or 42 days, whichever is sooner",
    3: "In care, not visited six weeks past the regulation’s interval",
    4: "Section 47 enquiry open, the child (born) not seen after three working days",
    6: "Audit escalated, not resolved after ten working days",
    7: "Open, in no cohort, no activity for 28 days",
    8: "Missing now, on a plan or in care, with no strategy discussion or return plan recorded",
}


def cards() -> dict[str, About]:
    made = {}
    for code, name, record, counting, target, _n, _m, _u, _t, _f, judgement, _core, duty in _STANDARDS:
        made[code] = About(
            code=code,
            name=name,
            wording=f"{name}, for every child it is asked of, inside the time the standard allows.",
            why="Whether the work a child needs is being done when it is due.",
            source="Working Together 2023" if target.startswith("statutory") else "Local standard",
            source_class=SourceClass.GUIDANCE if target.startswith("statutory") else SourceClass.LOCAL,
            record=record,
            counting=counting,
            target=TargetClass(target),
            what_to_do="See the child today, or record the visit that was made.",
            owner="Head of Service, Safeguarding" if judgement == "HP" else "Head of Service, Corporate Parenting",
            clock=months(3) if code == "CPR-01" else working_days(10),
            duty=duty,
            measures="mean" if code.startswith("ADO") else "share",
            findings=target != "context",
            second_of="ASM-01" if code == "ASM-01.dfe" else "",
            judgements=(_TITLES[judgement][0],),
        )
    for code, name, record, _n, _broken in _RULES:
        made[code] = About(
            code=code, name=name, wording=f"{name}.", why="So that the record lets us tell.", source="Local recording standard",
            source_class=SourceClass.LOCAL, record=record, counting=LIVE, target=TargetClass.CONTEXT, kind=Kind.RECORDING,
            severity=Severity.NORMAL, what_to_do="Correct the record.", owner="Data Quality Lead",
        )  # fmt: skip
    return made


def a_night(
    seed: int = 1,
    *,
    bad: bool = True,
    scale: float = 1.0,
    empty: tuple[str, ...] = (),
    restricted: int = 3,
    unborn: int = 2,
    long_names: bool = False,
    assessable: bool = True,
    lists_allowed: bool = True,
    signed: bool = True,
    case_url_template: str = "https://cases.example.gov.uk/child/{id}",
    slim: bool = False,
) -> Night:
    """One made-up night. ``empty``: judgements (HP, CIC, CL, LEAD) with no case at all; ``slim``: a third of the standards, quick to draw.

    Every measure is counted from the same rows as the lists.
    """
    asked = [standard for standard in _STANDARDS if not slim or standard[0] in _SLIM]
    chance = random.Random(seed)
    people = _children(chance, int(420 * scale), restricted, unborn)
    teams = LONG_TEAMS if long_names else TEAMS
    zero = _zero_tolerance(people, bad) if assessable else frames.blank(frames.ZERO_TOLERANCE)
    first = set(zip(zero["code"], zero["child_id"], strict=True))
    answers, findings, states = [], [], []
    card = {code: about for code, about in cards().items() if not slim or code in _SLIM or about.kind is Kind.RECORDING}
    for code, _name, record, counting, _target, n, met, unknown, target, floor, judgement, _core, _duty in asked:
        for way in counting:
            if not assessable:
                states.append((code, way.value, "not_assessable", "The source has no table this standard can be asked of."))
                answers.append(_measure(code, way, "all", "all", None, target, floor))
                continue
            states.append((code, way.value, "asked", ""))
            size = 0 if judgement in empty else max(1, int(n * scale)) if n < 900 else n
            share = met if bad else min(1.0, 0.985 if target else met)
            rows = _rows(chance, people, size, share, unknown if bad else 0.0, {child for c, child in first if c == code})
            answers.append(
                _measure(code, way, "all", "all", rows, target, floor, context=_target == "context", mean=code.startswith("ADO"))
            )
            open_rows = rows[~rows["restricted"]]
            for scope in ("team", "service", "age_band", "disability", "ethnicity", "uasc"):
                for group, part in open_rows.groupby(scope, sort=True):
                    answers.append(_measure(code, way, scope, str(group), part, target, floor, context=_target == "context"))
            if way is Counting.LIVE and card[code].findings:
                findings.append(_findings(chance, code, record, rows, card[code], zero))
    for code, _name, record, n, broken in _RULES:
        count = broken if bad else 0
        states.append((code, "live", "asked", ""))
        answers.append(_rule_measure(code, n, count))
        rows = people.head(count).assign(outcome="broken")
        findings.append(_findings(chance, code, record, rows, card[code], zero))
    if assessable and bad:
        states.append(("ADO-02", "period", "crashed", "ZeroDivisionError in its own code"))
        answers.append(_measure("ADO-02", Counting.PERIOD, "all", "all", None, None, None, state="crashed"))
    measures = pd.DataFrame(answers).astype(MEASURES).reset_index(drop=True)
    found = (
        pd.concat(findings, ignore_index=True) if findings else frames.blank(frames.FINDINGS).assign(restricted=pd.Series(dtype="boolean"))
    )
    return Night(
        council="Aldermoor Metropolitan Borough Council" if not long_names else "The Royal Borough of Aldermoor, Thornley and the Upper Wexcombe Valley Council",
        marking="OFFICIAL-SENSITIVE: PERSONAL DATA",
        as_at=AS_AT,
        extracted_on=AS_AT,
        run_id="2026-11-23-1a2b3c4d",
        code_version="0.1.0",
        standards_version="a1b2c3d4e5f6",
        readiness=_readiness(measures, zero, people, bad, assessable),
        measures=measures,
        findings=found.astype({**frames.FINDINGS, "restricted": "boolean"}),
        due_soon=_due_soon(chance, people, 60 if bad else 12) if assessable else frames.blank(frames.DUE_SOON).assign(restricted=pd.Series(dtype="boolean")),
        children=people[list(frames.CHILDREN)].astype(frames.CHILDREN),
        zero_tolerance=zero,
        conditions=pd.DataFrame(
            [(c, "asked" if assessable else "not_assessable", "" if assessable else "no table", starred) for c, _w, _o, _j, _code, starred in _CONDITIONS]
            + [(5, "not_yet_checked", "This condition is not built yet.", False)],
            columns=list(frames.CONDITIONS),
        ).astype(frames.CONDITIONS),
        states=pd.DataFrame(states, columns=list(frames.STATES)).astype(frames.STATES),
        loads=_loads(chance, bad),
        refused=pd.DataFrame(
            [("ssd_address", "addr_address_postcode", "VAL-03", "value_refused", "The postcode is not one; the row was kept.", 14),
             ("ssd_person", "pers_person_dob", "VAL-01", "value_refused", "The date cannot be read; the row was kept.", 3),
             ("ssd_cin_episodes", "cine_referral_id", "KEY-01", "row_refused", "The key is blank, so the row cannot be asked about.", 2)][: 3 if bad else 0],
            columns=list(REFUSED),
        ).astype(REFUSED),
        checks=_checks(chance, bad),
        cards=card,
        benchmarks={
            "ASM-01.dfe": Benchmark("2025", 0.857, 0.871, 0.849, "Yorkshire and The Humber", source="DfE, Children in need"),
            "S47-01": Benchmark("2025", 0.814, 0.832, 0.801, "Yorkshire and The Humber", source="DfE, Children in need"),
            "CPR-03": Benchmark("2025", 0.906, None, 0.923, "Yorkshire and The Humber", source="DfE, Children in need"),
        },
        teams=teams,
        audits=some_audits() if assessable else None,
        audit_rules=AuditRules.load(CONFIG / "audits.toml"),
        notes=("this workbook was made about 2026-11-21", "contacts.csv: read as cp1252, not UTF-8", "two columns were not known and were left",) if bad else (),
        signed=(SignedWords("Cover from East is agreed until the two vacancies are filled.", "Director of Children’s Services", dt.date(2026, 11, 20)),) if signed else (),
        lists_allowed=lists_allowed,
        lists_reason="" if lists_allowed else "The source does not say which records are restricted, and nobody has said in config/service.toml that it holds none. So no child is listed tonight: counts only.",
        case_url_template=case_url_template,
        source="SSD folder",
    )  # fmt: skip


def some_audits() -> Audits:
    """The audits of a made-up year: 70 of three areas, 22 of them escalated (as many as in the report of 2016), shared by two teams."""
    areas = {
        "referrals": _tally((1, 12, 9, 2), 3, escalated=(6, 6, 5, 0), actions=(20, 15, 1)),
        "cp": _tally((0, 8, 10, 4), 0, escalated=(14, 12, 9, 3), actions=(31, 20, 4)),
        "cla": _tally((2, 14, 4, 0), 1, escalated=(2, 2, 2, 0), actions=(4, 4, 0)),
    }
    teams = {"T01": areas["cp"], "T03": areas["referrals"]}
    return Audits(together(areas.values()), areas, teams, Sampling(6, 31, 68, 2, 120, 380))


def _tally(grades: tuple[int, ...], more: int, escalated: tuple[int, int, int, int], actions: tuple[int, int, int]) -> Tally:
    number, safe, closed, late = escalated
    asked, done, over = actions
    whole = sum(grades) + more
    questions = {name: Answers(whole - n - 3, n, 2, 1) for n, name in enumerate(QUESTIONS)}
    return Tally(
        audits=whole, grades=dict(zip(GRADES, grades, strict=True)), compared=sum(grades), lowered=3, raised=1, escalated=number, made_safe=safe,
        closed=closed, closing_overdue=late, actions=asked, actions_done=done, actions_overdue=over, questions=questions,
    )  # fmt: skip


def _children(chance: random.Random, number: int, restricted: int, unborn: int) -> pd.DataFrame:
    rows = []
    for n in range(1, number + 1):
        age = chance.randint(0, 17) if n > 60 else chance.randint(18, 24)
        is_unborn = n in range(100, 100 + unborn)
        team = f"T0{chance.randint(1, 6)}" if n % 37 else "no team recorded"
        band = (
            "unborn"
            if is_unborn
            else "0"
            if age == 0
            else "1-4"
            if age < 5
            else "5-9"
            if age < 10
            else "10-15"
            if age < 16
            else "16-17"
            if age < 18
            else "18+"
        )
        rows.append(
            {
                "child_id": f"C{n:06d}", "family_id": f"F{n // 2:05d}", "age": None if is_unborn else age, "age_band": band,
                "under_one": not is_unborn and age == 0, "unborn": is_unborn, "disability": chance.choice(["yes", "no", "no", "not_known"]),
                "ethnicity": chance.choice(["white", "white", "white", "mixed", "asian", "black", "other", "not_known"]),
                "uasc": "yes" if n % 23 == 0 else "no", "restricted": n <= 70 and n > 70 - restricted, "open": True, "on_plan": n % 4 == 0,
                "in_care": n % 5 == 0, "care_leaver": n <= 60, "missing_now": n in (80, 81), "unallocated": n in (64, 72, 84, 96, 108),
                "section_47_not_seen": n == 90, "never_seen_alone": n % 31 == 0, "days_since_seen": chance.randint(0, 80),
                "service": TEAMS[team].service_id if team in TEAMS else team, "team": team, "worker": f"W{n % 40:03d}",
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def _zero_tolerance(people: pd.DataFrame, bad: bool) -> pd.DataFrame:
    if not bad:
        return frames.blank(frames.ZERO_TOLERANCE)
    wanted = {1: [64, 72, 84, 96, 108], 2: [68, 76, 88], 3: [100, 105, 110, 115], 4: [90], 8: [80, 81], 7: [72, 130, 131]}
    code = {c: own for c, _w, _o, _j, own, _s in _CONDITIONS}
    by_id = people.set_index("child_id")
    rows = []
    for condition, numbers in wanted.items():
        for n in numbers:
            child = f"C{n:06d}"
            if child not in by_id.index:
                continue
            person = by_id.loc[child]
            rows.append((condition, child, code[condition], "ssd_cp_plans" if code[condition] else "", f"R{n}" if code[condition] else "", person["service"],
                         person["team"], person["worker"], n % 40, n % 3 == 0, bool(person["restricted"])))  # fmt: skip
    return pd.DataFrame(rows, columns=list(frames.ZERO_TOLERANCE)).astype(frames.ZERO_TOLERANCE)


def _rows(chance: random.Random, people: pd.DataFrame, size: int, met: float, unknown: float, must_miss: set[str]) -> pd.DataFrame:
    if size == 0:
        return people.head(0).assign(outcome=pd.Series(dtype="string"))
    rows = people.iloc[[chance.randrange(len(people)) for _ in range(size)]].reset_index(drop=True)
    if size <= len(people):
        rows = people.iloc[sorted(chance.sample(range(len(people)), size))].reset_index(drop=True)
    drawn = [chance.random() for _ in range(size)]
    rows["outcome"] = ["met" if r < met else "not_recorded" if r < met + unknown else "not_met" for r in drawn]
    forced = people[people["child_id"].isin(must_miss)].assign(outcome="not_met")
    return pd.concat([rows[~rows["child_id"].isin(must_miss)], forced], ignore_index=True)


def _measure(code, way, scope, group, rows, target, floor, *, context=False, mean=False, state="not_assessable") -> dict[str, object]:  # type: ignore[no-untyped-def]
    row: dict[str, object] = dict.fromkeys(MEASURES, None)
    row.update(
        code=code, counting=str(way), scope=scope, group=group, target=target, floor=floor, as_at=pd.Timestamp(AS_AT), unit="percent"
    )
    row["period_from"] = pd.Timestamp("2026-05-23") if way is Counting.PERIOD else None
    if rows is None:
        row.update(status=state)
        return row
    outcome = rows["outcome"]
    n, m, x, u = len(rows), int((outcome == "met").sum()), int((outcome == "not_met").sum()), int((outcome == "not_recorded").sum())
    row.update(in_scope=n, exempt=0, excepted=0, restricted=int(rows["restricted"].sum()) if scope == "all" else 0)
    if mean:
        row.update(value=412.5 if n else None, unit="days", status="context" if n else "no_cases")
        return row
    row.update(met=m, not_met=x, not_recorded=u, low=round(m / n, 4) if n else None, high=round((m + u) / n, 4) if n else None)
    row["value"] = row["low"]
    row["status"] = _status(n, m, u, x, target, floor, context)
    return row


def _status(n: int, m: int, u: int, x: int, target: float | None, floor: float | None, context: bool) -> str:
    if n == 0:
        return "no_cases"
    if context or target is None or floor is None:
        return "context"
    if n < 10:
        return "too_few"
    low, high = m / n, (m + u) / n
    if low >= target:
        return "on_target"
    if low >= floor:
        return "close"
    return "off_target" if high < floor else "cannot_tell"


def _rule_measure(code: str, n: int, broken: int) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(MEASURES, None)
    row.update(code=code, counting="live", scope="all", group="all", in_scope=n, met=n - broken, not_met=broken, not_recorded=0, exempt=0, excepted=0,
               restricted=0, low=round((n - broken) / n, 4), high=round((n - broken) / n, 4), value=round((n - broken) / n, 4), unit="percent",
               status="context", as_at=pd.Timestamp(AS_AT))  # fmt: skip
    return row


def _findings(chance: random.Random, code: str, record: str, rows: pd.DataFrame, about: About, zero: pd.DataFrame) -> pd.DataFrame:
    missed = rows[rows["outcome"] != "met"].reset_index(drop=True)
    through = set(zero.loc[zero["code"] == code, "child_id"])
    table = register.table(record)
    over = [chance.randint(1, 60) if outcome == "not_met" else None for outcome in missed["outcome"]]
    frame = pd.DataFrame(
        {
            "code": code,
            "kind": ["recording" if o == "broken" else "practice" if o == "not_met" else "unclear" for o in missed["outcome"]],
            "severity": ["normal" if o == "broken" else "zero_tolerance" if c in through else "high" for o, c in zip(missed["outcome"], missed["child_id"], strict=True)],
            "record_table": table.source,
            "record_id": [f"R{chance.randrange(10**6):06d}" for _ in range(len(missed))],
            "child_id": missed["child_id"] if record != "workers" else None,
            "service": missed["service"], "team": missed["team"], "worker": missed["worker"], "outcome": missed["outcome"],
            "reason": ["rule" if o == "broken" else "outstanding" if o == "not_met" else "blank_field" for o in missed["outcome"]],
            "field": "", "value_shape": "",
            "due_on": [pd.Timestamp(AS_AT) - pd.Timedelta(days=d) if d else None for d in over],
            "days_over": over, "unit": ["working_days" if d else None for d in over], "first_flagged": pd.Timestamp(AS_AT),
            "what_to_do": about.what_to_do, "flag": [f"{code}-{n}" for n in range(len(missed))], "restricted": missed["restricted"],
        }
    )  # fmt: skip
    return frame.astype({**frames.FINDINGS, "restricted": "boolean"})


def _due_soon(chance: random.Random, people: pd.DataFrame, number: int) -> pd.DataFrame:
    codes = ["CPV-01", "CIN-02", "LAV-02", "LAR-01", "ASM-01", "CPR-01"]
    days = [pd.Timestamp("2026-11-23") + pd.Timedelta(days=d) for d in (0, 1, 2, 3, 4, 7)]
    picked = people.iloc[sorted(chance.sample(range(len(people)), min(number, len(people))))]
    rows = [
        (
            chance.choice(codes),
            "ssd_cp_plans",
            f"R{n}",
            person.child_id,
            person.service,
            person.team,
            person.worker,
            chance.choice(days),
            person.restricted,
        )
        for n, person in enumerate(picked.itertuples(index=False))
    ]
    return pd.DataFrame(rows, columns=[*frames.DUE_SOON, "restricted"]).astype({**frames.DUE_SOON, "restricted": "boolean"})


def _loads(chance: random.Random, bad: bool) -> pd.DataFrame:
    rows = []
    for n, table in enumerate(register.ALL):
        state = "absent" if n % 19 == 7 else "held" if bad and n == 20 else "fresh"
        gone = state == "absent"
        rows.append(
            (
                table.source,
                0 if gone else chance.randint(20, 9000),
                0 if gone or n % 9 or not bad else 2,
                state,
                pd.NaT if gone else pd.Timestamp(AS_AT) - pd.Timedelta(days=n % 4),
            )
        )
    return pd.DataFrame(rows, columns=list(LOADS)).astype(LOADS)


def _checks(chance: random.Random, bad: bool) -> pd.DataFrame:
    rows = []
    for table in register.ALL[:40]:
        for column in table.columns[:4]:
            checked = chance.randint(50, 9000)
            rows.append(
                (
                    table.source,
                    column.name,
                    "expect_column_values_to_not_be_null",
                    checked,
                    chance.randint(1, 40) if bad and chance.random() < 0.08 else 0,
                    "passed",
                )
            )
    if bad:
        rows.append(("ssd_person", "child_id", "expect_column_values_to_be_unique", None, None, "crashed"))
    return pd.DataFrame(rows, columns=list(CHECKS)).astype(CHECKS)


def _readiness(measures: pd.DataFrame, zero: pd.DataFrame, people: pd.DataFrame, bad: bool, assessable: bool) -> Readiness:
    whole = measures[measures["scope"] == "all"].set_index(["code", "counting"])
    judgements = []
    for short, (key, title, name, letters) in _TITLES.items():
        core = []
        for code, label, _r, counting, _t, _n, _m, _u, target, floor, judgement, is_core, duty in _STANDARDS:
            if judgement != short or not is_core or (code, str(counting[0])) not in whole.index:
                continue
            way = counting[0]
            row = whole.loc[(code, str(way))]
            numbers = {k: None if pd.isna(row[k]) else int(row[k]) for k in ("in_scope", "met", "not_met", "not_recorded")}
            core.append(
                CoreMeasure(code, label, way, Status(row["status"]), **numbers, restricted=0 if pd.isna(row["restricted"]) else int(row["restricted"]),
                            low=None if pd.isna(row["low"]) else float(row["low"]), high=None if pd.isna(row["high"]) else float(row["high"]), target=target, floor=floor, duty=duty)
            )  # fmt: skip
        counts = tuple(
            ZeroToleranceCount(c, words, one, int((zero["condition"] == c).sum()) if assessable else None,
                               int(zero.loc[zero["condition"] == c, "restricted"].sum()) if assessable else 0, "asked" if assessable else "not_assessable", starred, title=TITLES[c])
            for c, words, one, own, _code, starred in _CONDITIONS if own == short
        )  # fmt: skip
        off = [c for c in core if c.status is Status.OFF_TARGET]
        because = [f"{z.children} {'child' if z.children == 1 else 'children'} {z.words}." for z in counts if z.children]
        because += [f"{c.name} ({c.code}) is off target: {c.met} of {c.in_scope}." for c in off]
        word = (
            Word.NOT_READY if because else Word.CANNOT_SAY if not assessable or all(c.in_scope == 0 for c in core) else Word.GAPS_TO_CLOSE
        )
        if not because:
            because = (
                ["The source cannot answer its core measures."]
                if not assessable
                else ["Two checks that Evidence ready needs are not yet made."]
            )
        codes = tuple(s[0] for s in _STANDARDS if s[10] == short and s[0] in set(measures["code"])) + (
            ("ADO-02",) if short == "CIC" and bad and assessable else ()
        )
        judgements.append(
            Judged(key, title, name, letters, "judgement", word, tuple(because), tuple(core), counts,
                   "Of every 100 records asked about, 97 let us tell." if assessable else "No: the source cannot answer.",
                   f"{sum(c.status is Status.ON_TARGET for c in core)} of {len(core)} core measures are on target.", codes)
        )  # fmt: skip
    unallocated = zero.loc[zero["condition"] == 1, "child_id"].nunique()
    sentence = f"{unallocated} children on plans or in care have no social worker, and 2 are missing with no return plan" if bad and assessable else (
        "No child meets a condition that decides the word tonight" if assessable else "The source cannot say which children come first"
    )  # fmt: skip
    return Readiness(
        "ilacs-2026", "ILACS, from April 2026: four judgements and no overall word", tuple(judgements), None,
        "From April 2026 there is no overall word: the judgements stand side by side.",
        Headline(sentence, "Help and protection is not ready; three judgements have gaps to close." if bad else "Every judgement has gaps to close.", (("condition 1", unallocated),)),
        ("Homes and bed and breakfast (condition 5): not yet checked.",),
    )  # fmt: skip


SCENARIOS = {
    "bad day": lambda: a_night(1),
    "good day": lambda: a_night(2, bad=False, slim=True),
    "empty judgement": lambda: a_night(3, empty=("CL",), slim=True),
    "no unborn, no restricted, no adoptions": lambda: a_night(4, restricted=0, unborn=0, empty=("CIC",), slim=True),
    "restricted children": lambda: a_night(5, restricted=9, slim=True),
    "nothing assessable": lambda: a_night(6, assessable=False),
    "500 findings": lambda: a_night(7, scale=3.5, slim=True),
    "long names": lambda: a_night(8, long_names=True, slim=True),
    "lists not allowed": lambda: a_night(9, lists_allowed=False, slim=True),
    "no signed words, no case link": lambda: a_night(10, signed=False, case_url_template="", slim=True),
}
