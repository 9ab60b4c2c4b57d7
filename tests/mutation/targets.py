"""What is mutated, and which tests concern it: the examples of some standards first (they are quick), then test files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """One file to mutate.

    path   of the file, from the root
    codes  standards whose examples are asked
    tests  files, or tests, as pytest names them
    """

    path: str
    codes: tuple[str, ...]
    tests: tuple[str, ...] = ()


ROOM = "fscp_readiness/standards"
PRACTICE = "checks/practice_standards"

TARGETS = (
    Target(
        f"{ROOM}/clocks.py",
        ("CPR-01", "CPV-01", "S47-01", "MIS-01", "REC-01", "LAV-01"),
        ("tests/standards/test_clocks.py",),
    ),
    Target(f"{ROOM}/calendar.py", ("REF-01", "CPV-01"), ("tests/standards/test_calendar.py",)),
    Target(
        f"{ROOM}/populations.py",
        ("CIN-02", "CPD-02", "CIN-05", "LAH-01", "CAS-01", "ALO-01", "VOC-01"),
        ("tests/standards/test_populations.py",),
    ),
    Target(
        f"{ROOM}/visits.py",
        ("CPV-02", "CPV-01", "CPV-03", "LAV-05", "CIN-02"),
        ("tests/standards/test_visits.py", "tests/standards/test_blank_flags.py"),
    ),
    Target(f"{ROOM}/first_events.py", ("LAR-01", "LAV-01", "CPP-01"), ("tests/standards/test_first_events.py",)),
    Target(
        "fscp_readiness/findings/asking.py",
        ("CPV-01", "MIS-01", "CLV-07", "AUD-01", "WFC-02", "E02", "C01"),
        ("tests/findings/test_asking.py", "tests/findings/test_editions.py"),
    ),
    Target(f"{PRACTICE}/d_child_protection/cpv01_seen_every_ten_working_days.py", ("CPV-01",)),
    Target(f"{PRACTICE}/d_child_protection/cpr01_first_review_in_three_months.py", ("CPR-01",)),
    Target(f"{PRACTICE}/d_child_protection/cpr03_every_review_on_time.py", ("CPR-03",)),
    Target(f"{PRACTICE}/d_child_protection/cpd01_plans_lasting_two_years.py", ("CPD-01",)),
    Target(f"{PRACTICE}/f_children_in_care/mis01_return_interview_in_72_hours.py", ("MIS-01",)),
    Target(f"{PRACTICE}/f_children_in_care/las01_three_or_more_placements.py", ("LAS-01",)),
    Target(f"{PRACTICE}/f_children_in_care/lav01_first_visit_in_a_week.py", ("LAV-01",)),
    Target(f"{PRACTICE}/c_section_47/s4701_conference_in_fifteen_working_days.py", ("S47-01",)),
    Target(f"{PRACTICE}/b_assessment/asm01_dfe_authorised_in_45_working_days.py", ("ASM-01.dfe",)),
    Target(f"{PRACTICE}/a_front_door/ref02_few_children_referred_again.py", ("REF-02",)),
    Target(f"{PRACTICE}/a_front_door/cas01_caseloads_are_manageable.py", ("CAS-01",)),
    Target(f"{PRACTICE}/j_recording_voice_oversight/rec01_visits_written_up_in_two_working_days.py", ("REC-01",)),
    Target(f"{PRACTICE}/k_audit_workforce_governance/wfc01_agency_workers.py", ("WFC-01",), ("tests/measures/test_published_figures.py",)),
)
