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

OF_POPULATIONS = (
    "test_a_referral_that_came_to_nothing_is_no_open_case",
    "test_a_child_on_a_plan_and_in_care_is_in_both",
    "test_fault_077_age_is_that_of_the_last_birthday",
    "test_age_without_a_date_of_birth_is_unknown",
    "test_fault_073_unborn_is_an_expected_date_or_a_birth_ahead",
    "test_a_period_of_care_whose_first_slice_has_no_start_has_none",
    "test_a_period_of_care_is_open_while_any_slice_is_and_keeps_the_last_referral_named",
    "test_a_short_break_is_what_the_status_of_the_last_day_says",
    "test_two_plans_that_began_on_one_day_came_neither_before_the_other",
    "test_in_need_lasts_to_the_last_plan_or_the_closing_whichever_is_first_and_a_day_that_ends_the_window_is_in_it",
    "test_a_plan_that_names_no_referral_is_of_the_child_s_episode_of_its_days",
    "test_nobody_is_unborn_for_want_of_a_column_of_expected_days",
    "test_in_need_begins_with_the_first_assessment_and_lasts_with_the_episode_where_one_found_need",
    "test_of_a_time_without_a_start_what_was_over_when_it_was_received_says_nothing",
    "test_of_two_allocations_one_without_a_start_is_not_the_later",
    "test_need_cannot_be_told_from_a_source_of_ours_whose_assessments_name_no_referral",
    "test_in_need_lasts_while_any_plan_does",
    "test_in_need_has_no_start_where_one_of_its_plans_has_none",
    "test_a_worker_s_team_is_the_one_of_most_of_their_children",
    "test_caseloads_count_each_open_child_once_with_the_later_worker",
    "test_the_caseload_limit_is_the_last_number_in_time",
    "test_the_mean_caseload_is_children_over_full_time_posts",
    "test_times_in_need_are_what_is_left_of_an_episode_each_day",
    "test_each_open_episode_is_counted_in_one_cohort_or_found_in_none",
    "test_a_blank_or_unreadable_value_that_would_put_an_episode_in_a_cohort_leaves_a_doubt",
    "test_an_episode_is_in_no_cohort_since_the_last_thing_of_it_ended",
    "test_no_cohort_is_told_where_a_table_that_makes_one_is_absent",
)
"""The quick ones. Those that ask many standards of empty tables and blank flags take half a minute, and find little of what is broken."""

TARGETS = (
    Target(
        f"{ROOM}/clocks.py",
        ("CPR-01", "CPV-01", "S47-01", "MIS-01", "REC-01", "LAV-01", "PFA-01", "LAH-02"),
        ("tests/standards/test_clocks.py",),
    ),
    Target(f"{ROOM}/calendar.py", ("REF-01", "CPV-01"), ("tests/standards/test_calendar.py",)),
    Target(
        f"{ROOM}/populations.py",
        (
            "CIN-02",
            "CPD-02",
            "CIN-05",
            "LAH-01",
            "CAS-01",
            "ALO-01",
            "VOC-01",
            "LAS-01",
            "LAR-01",
            "LAV-02",
            "PER-01",
            "SBR-01",
            "CIN-04",
            "CPD-04",
            "REF-03",
            "ADO-01",
            "L06",
        ),
        tuple(f"tests/standards/test_populations.py::{name}" for name in OF_POPULATIONS),
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
