"""An outside reader's check of contract.md: small SSD folders written by hand, and what must come out of them.

The worked clocks are those of domain.md 7.4. Nothing here looks inside a standard: CSV files go in, and rows are compared.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.extracts import read
from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.night import question
from fscp_readiness.night import Nightly, Request
from fscp_readiness.packs.data_files import DataFacts, write_data_files
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.vocabulary import Counting

SETTINGS = load_settings(None)
CALENDAR = Calendar.read()
CATALOGUE = discover(CHECKS)

PERSON = "pers_person_id | pers_dob | pers_expected_dob"
EPISODE = "cine_referral_id | cine_person_id | cine_referral_date | cine_close_date | cine_close_reason | cine_referral_nfa"
DECISION = "contact_id | referral_id | decided_at | decision | decided_by"
ASSESSMENT = (
    "cina_assessment_id | cina_person_id | cina_referral_id | cina_assessment_start_date | cina_assessment_child_seen | "
    "cina_assessment_auth_date | cina_assessment_outcome_nfa"
)
ENQUIRY = "s47e_s47_enquiry_id | s47e_referral_id | s47e_person_id | s47e_s47_start_date | s47e_s47_end_date | s47e_s47_nfa"
CONFERENCE = "icpc_icpc_id | icpc_s47_enquiry_id | icpc_person_id | icpc_icpc_transfer_in | icpc_icpc_date"
PLAN = "cppl_cp_plan_id | cppl_referral_id | cppl_person_id | cppl_cp_plan_start_date | cppl_cp_plan_end_date | cppl_cp_plan_ola"
VISIT = "cppv_cp_visit_id | cppv_person_id | cppv_cp_plan_id | cppv_cp_visit_date | cppv_cp_visit_seen | cppv_cp_visit_seen_alone"
REVIEW = "cppr_cp_review_id | cppr_person_id | cppr_cp_plan_id | cppr_cp_review_date"
CORE_GROUP = "core_group_id | person_id | cp_plan_id | held_on | plan_updated"
WRITE_UP = "visit_id | recorded_at | worker_id | outcome | on_paper_only | visit_table"
CARE = (
    "clae_cla_episode_id | clae_person_id | clae_cla_placement_id | clae_cla_episode_start_date | clae_cla_episode_start_reason | "
    "clae_cla_episode_ceased_date | clae_cla_id | clae_referral_id | clae_entered_care_date"
)
PLACEMENT = (
    "clap_cla_placement_id | clap_cla_id | clap_person_id | clap_cla_placement_start_date | clap_cla_placement_type | "
    "clap_cla_placement_end_date"
)
CARE_VISIT = "clav_cla_visit_id | clav_cla_id | clav_person_id | clav_cla_visit_date | clav_cla_visit_seen | clav_cla_visit_seen_alone"
CARE_REVIEW = "clar_cla_review_id | clar_cla_id | clar_cla_person_id | clar_cla_review_date | clar_cla_review_cancelled"
HEALTH = "clah_health_check_id | clah_person_id | clah_health_check_type | clah_health_check_date | clah_health_check_status"
LEGAL = "lega_legal_status_id | lega_person_id | lega_legal_status | lega_legal_status_start_date | lega_legal_status_end_date"
PERMANENCE = (
    "perm_table_id | perm_person_id | perm_cla_id | perm_placement_order_date | perm_matched_date | perm_placed_for_adoption_date | "
    "perm_permanence_order_date | perm_permanence_order_type"
)
LEAVER = (
    "clea_table_id | clea_person_id | clea_care_leaver_eligibility | clea_care_leaver_in_touch | clea_care_leaver_latest_contact | "
    "clea_care_leaver_accommodation | clea_care_leaver_accom_suitable | clea_care_leaver_personal_advisor"
)
AUDIT = "audit_id | person_id | service_area | audited_on | moderated_grade | escalated_on | made_safe_on | resolved_on"
INVOLVEMENT = (
    "invo_involvements_id | invo_professional_id | invo_professional_role_id | invo_professional_team | invo_person_id | "
    "invo_involvement_start_date | invo_involvement_end_date | invo_referral_id"
)
RESTRICTED = "person_id | restricted_from | restricted_to | reason_code"
CHILDREN = [f"C0002{number:02d}" for number in range(1, 21)]


def sheet(header: str, *rows: str) -> list[list[str]]:
    """A table as cells: ``|`` between them, blanks at the end of a row left out."""
    names = [name.strip() for name in header.split("|")]
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    assert all(len(row) <= len(names) for row in cells), rows
    return [names, *(row + [""] * (len(names) - len(row)) for row in cells)]


def people(*children: str, born: str = "2008-01-01") -> list[list[str]]:
    return sheet(PERSON, *(f"{child} | {born}" for child in children or CHILDREN))


def put(folder: Path, tables: dict[str, list[list[str]]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return folder


def answers(folder: Path, tables: dict[str, list[list[str]]], as_at: str, code: str, counting: str = "live") -> dict[str, str]:
    """record_id -> "outcome", with the reason where it is not recorded; several answers of one record joined by commas."""
    put(folder, {"ssd_person": people(), **tables})
    day = dt.date.fromisoformat(as_at)
    extract = read(str(folder), SETTINGS.sources, as_at=day, extracted_on=day, previously_empty=frozenset())
    standard = CATALOGUE[code]
    result = ask(standard, extract.tables, question(standard, extract.tables, CALENDAR, Counting(counting)), let_it_raise=True)
    said: dict[str, str] = {}
    for row in result.answers.itertuples():
        word = "exempt" if isinstance(row.exempt, str) and row.exempt else str(row.outcome)
        word += f":{row.reason}" if word == "not_recorded" else ""
        said[str(row.record_id)] = f"{said[str(row.record_id)]},{word}" if str(row.record_id) in said else word
    return said


# --- the worked clocks ----------------------------------------------------------------------------------------------------------


def test_w01_a_decision_before_good_friday_is_due_on_the_tuesday(tmp_path):
    tables = {
        "ssd_cin_episodes": sheet(EPISODE, "R1 | C000201 | 2016-03-24", "R2 | C000202 | 2016-03-24"),
        "ext_contact_decision": sheet(DECISION, " | R2 | 2016-03-29T23:59:00 | accept | W1"),
    }
    assert answers(tmp_path / "due", tables, "2016-03-29", "REF-01") == {"R2": "met"}
    assert answers(tmp_path / "late", tables, "2016-03-30", "REF-01") == {"R1": "not_met", "R2": "met"}


@pytest.mark.parametrize(("as_at", "outcome"), [("2016-05-24", None), ("2016-05-25", "not_met")])
def test_w07_an_assessment_on_its_last_day_is_not_late(tmp_path, as_at, outcome):
    tables = {
        "ssd_cin_episodes": sheet(EPISODE, "R1 | C000201 | 2016-03-17"),
        "ssd_cin_assessments": sheet(ASSESSMENT, "A1 | C000201 | R1 | 2016-03-18 | Y"),
    }
    assert answers(tmp_path, tables, as_at, "ASM-01").get("A1") == outcome


def test_w05_and_the_weekend_after_a_friday(tmp_path):
    tables = {
        "ssd_cin_episodes": sheet(EPISODE, "R1 | C000201 | 2016-11-07", "R2 | C000202 | 2016-11-07", "R3 | C000203 | 2016-11-08"),
        "ssd_cin_assessments": sheet(
            ASSESSMENT,
            "A1 | C000201 | R1 | 2016-11-08 | Y | 2017-01-12",
            "A2 | C000202 | R2 | 2016-11-08 | Y | 2017-01-13",
            "A3 | C000203 | R3 | 2016-11-08 | Y | 2017-01-15",
        ),
    }
    assert answers(tmp_path / "p", tables, "2017-01-16", "ASM-01", "period") == {"A1": "met", "A2": "not_met", "A3": "met"}
    assert answers(tmp_path / "l", tables, "2017-01-16", "ASM-01") == {"A1": "met", "A2": "met", "A3": "met"}


def test_w09_the_conference_counts_from_the_discussion_that_began_the_enquiry(tmp_path):
    tables = {
        "ssd_cin_episodes": sheet(EPISODE, *(f"R{n} | C00020{n} | 2016-02-01" for n in range(1, 6))),
        "ssd_s47_enquiry": sheet(
            ENQUIRY,
            *(f"E{n} | R{n} | C00020{n} | 2016-03-08" for n in (1, 3, 4, 5)),
            "E2 | R2 | C000202 | 2016-03-08 | 2016-03-10 | Y",
        ),
        "ssd_initial_cp_conference": sheet(
            CONFERENCE, "I3 | E3 | C000203 | N | 2016-03-31", "I4 | E4 | C000204 | Y | 2016-04-15", "I5 | | C000205 | N | 2016-04-01"
        ),
        "ssd_cp_plans": sheet(PLAN, "P1 | R9 | C000209 | 2015-12-01"),
    }
    assert answers(tmp_path / "due", tables, "2016-03-31", "S47-01") == {"E3": "met"}
    assert answers(tmp_path / "late", tables, "2016-04-01", "S47-01") == {"E1": "not_met", "E3": "met", "E5": "met"}
    assert answers(tmp_path / "period", tables, "2016-04-01", "S47-01", "period") == {"E1": "not_met", "E3": "met", "E5": "not_met"}


def test_w13_both_may_holidays_are_skipped(tmp_path):
    tables = {
        "ssd_cp_plans": sheet(
            PLAN, "P1 | | C000201 | 2023-04-24 | | N", "P2 | | C000202 | 2023-04-24 | | Y", "P3 | | C000203 | 2023-04-24"
        ),
        "ext_core_group": sheet(CORE_GROUP, "G3 | C000203 | P3 | 2023-05-10"),
    }
    assert answers(tmp_path / "due", tables, "2023-05-10", "CPP-01") == {"P3": "met"}
    assert answers(tmp_path / "late", tables, "2023-05-11", "CPP-01") == {"P1": "not_met", "P3": "met"}


def test_w15_w31_n14_reviews_and_two_year_plans(tmp_path):
    tables = {
        "ssd_cp_plans": sheet(
            PLAN, "P1 | | C000201 | 2015-11-30", "P2 | | C000202 | 2015-11-30", "P3 | | C000203 | 2014-03-01", "P4 | | C000204 | 2014-03-04"
        ),
        "ssd_cp_reviews": sheet(
            REVIEW, "V2 | C000202 | P2 | 2016-02-29", "V3 | C000203 | P3 | 2014-05-01", "V4 | C000204 | P4 | 2014-05-01"
        ),
    }
    late = answers(tmp_path / "r", tables, "2016-03-01", "CPR-01")
    assert (late["P1"], late["P2"]) == ("not_met", "met")
    assert "P1" not in answers(tmp_path / "d", tables, "2016-02-29", "CPR-01")
    two_years = answers(tmp_path / "y", tables, "2016-03-01", "CPD-01")
    assert (two_years["P3"], two_years["P4"]) == ("met", "not_met")


def test_w19_visits_their_allowance_and_what_does_not_count(tmp_path):
    tables = {
        "ssd_cp_plans": sheet(PLAN, *(f"P{n} | | C00020{n} | 2016-03-01" for n in range(1, 8))),
        "ssd_cp_visits": sheet(
            VISIT,
            *(f"V{n} | C00020{n} | P{n} | 2016-03-21 | Y | Y" for n in range(1, 7)),
            "W2 | C000202 | P2 | 2016-04-05 | N | ",
            "W4 | C000204 | P4 | 2016-04-05 | Y | ",
            "W5 | C000205 | P5 | 2016-04-05 | Y | ",
            "W6 | C000206 | P6 | 2016-04-12 | Y | ",
            "W7 | C000207 | P7 | 2016-03-21 | | ",
        ),
        "ext_visit": sheet(WRITE_UP, "W4 | | | not_seen | | ssd_cp_visits", "W5 | | | | Y | ssd_cp_visits"),
    }
    assert answers(tmp_path / "due", tables, "2016-04-06", "CPV-01")["P1"] == "met"
    inside = answers(tmp_path / "inside", tables, "2016-04-08", "CPV-01")
    assert inside == {
        "P1": "not_recorded:write_up_allowance",
        "P2": "not_met",  # N16: visited and not seen
        "P3": "not_recorded:write_up_allowance",
        "P4": "not_recorded:conflict",
        "P5": "not_recorded:on_paper_only",
        "P6": "not_recorded:write_up_allowance",  # its next visit is dated ahead: it is not there yet
        "P7": "not_met",
    }
    after = answers(tmp_path / "after", tables, "2016-04-11", "CPV-01")
    assert (after["P1"], after["P3"]) == ("not_met", "not_met")


def test_w23_w25_lap_and_lah_in_care(tmp_path):
    care = [f"E{n} | C00020{n} | L{n} | 2016-03-23 | S | | Q{n} | | 2016-03-23" for n in range(1, 5)]
    tables = {
        "ssd_cla_episodes": sheet(CARE, *care),
        "ssd_cla_placement": sheet(PLACEMENT, *(f"L{n} | Q{n} | C00020{n} | 2016-03-24 | U1" for n in range(1, 5))),
        "ssd_cla_visits": sheet(CARE_VISIT, "S1 | Q1 | C000201 | 2016-03-31 | Y", "S2 | Q2 | C000202 | 2016-03-30 | N"),
        "ssd_cla_reviews": sheet(CARE_REVIEW, "V1 | Q1 | C000201 | 2016-04-24 | N", "V2 | Q2 | C000202 | 2016-04-20 | Y"),
        "ssd_cla_health": sheet(
            HEALTH,
            "H1 | C000201 | HEALTH | 2016-04-25 | Completed",
            "H2 | C000202 | Health Assessment | 2016-04-22",
            "H3 | C000203 | Dental | 2016-04-01 | Completed",
        ),
        "ssd_legal_status": sheet(LEGAL, "G4 | C000204 | V4 | 2016-03-23"),
        "ssd_cla_care_plan": sheet("lacp_table_id | lacp_person_id | lacp_cla_care_plan_start_date", "B1 | C000201 | 2016-04-11"),
        "ext_document": sheet("document_id | person_id | type | started_on", "D1 | C000201 | care_plan | 2016-04-08"),
    }
    first = answers(tmp_path / "visit", tables, "2016-04-01", "LAV-01")
    assert first == {"L1": "met", "L2": "not_met", "L3": "not_recorded:write_up_allowance"}
    assert answers(tmp_path / "none", tables, "2016-04-22", "LAR-01") == {}
    assert answers(tmp_path / "review", tables, "2016-04-25", "LAR-01", "period") == {"Q1": "met", "Q2": "not_met", "Q3": "not_met"}
    assert answers(tmp_path / "health", tables, "2016-04-25", "LAH-01", "period") == {"Q1": "not_met", "Q2": "met", "Q3": "not_met"}
    assert answers(tmp_path / "plan", tables, "2016-04-11", "LAP-01", "period") == {"Q1": "met", "Q2": "not_met", "Q3": "not_met"}


def test_w33_n11_referred_again(tmp_path):
    tables = {
        "ssd_cin_episodes": sheet(
            EPISODE,
            "R1 | C000201 | 2015-05-24 | 2015-09-01 | RC1",
            "R2 | C000201 | 2016-05-24",
            "R3 | C000202 | 2015-05-23 | 2015-09-01 | RC1",
            "R4 | C000202 | 2016-05-24",
            "R5 | C000203 | 2016-01-12 | | | N",
            "R6 | C000203 | 2016-02-20",
            "R7 | C000204 | 2015-11-24 | 2015-12-24 | RC1",
            "R8 | C000205 | 2015-11-23 | 2015-12-24 | RC1",
        )
    }
    counted = answers(tmp_path, tables, "2016-05-24", "REF-02", "period")
    assert counted == {"R2": "met", "R4": "not_met", "R5": "not_met", "R7": "not_met"}  # R8 is the day before period_from


def test_w39_rec_01_and_w41_adoption(tmp_path):
    tables = {
        "ssd_cp_plans": sheet(PLAN, "P1 | | C000201 | 2016-03-01"),
        "ssd_cp_visits": sheet(VISIT, "V1 | C000201 | P1 | 2016-03-24 | Y | Y", "V2 | C000201 | P1 | 2016-03-23 | Y | Y"),
        "ext_visit": sheet(WRITE_UP, "V1 | 2016-03-30 | W1 | seen | | ssd_cp_visits", "V2 | 2016-03-30 | W1 | seen | | ssd_cp_visits"),
    }
    assert answers(tmp_path / "rec", tables, "2016-04-10", "REC-01", "period") == {"V1": "met", "V2": "not_met"}
    tables = {
        "ssd_cla_episodes": sheet(CARE, "E1 | C000201 | | 2015-03-10 | S | 2016-06-01 | Q1 | | 2015-03-10"),
        "ssd_permanence": sheet(PERMANENCE, "T1 | C000201 | Q1 | 2015-09-01 | 2015-12-31 | 2016-05-09 | 2016-06-01 | Adoption"),
    }
    put(tmp_path / "ado", {"ssd_person": people(), **tables})
    day = dt.date(2016, 6, 10)
    extract = read(str(tmp_path / "ado"), SETTINGS.sources, as_at=day, extracted_on=day, previously_empty=frozenset())
    for code, days in (("ADO-01", 426), ("ADO-02", 121)):
        standard = CATALOGUE[code]
        found = ask(standard, extract.tables, question(standard, extract.tables, CALENDAR, Counting.PERIOD), let_it_raise=True)
        assert found.answers["amount"].tolist() == [days]


def test_leavers_and_audits(tmp_path):
    tables = {
        "ssd_care_leavers": sheet(
            LEAVER,
            "Y1 | C000201 | Relevant | YES | 2016-03-29 | | 1 | Ann",
            "Y2 | C000202 | Former relevant | YES | 2016-03-28 | | 2 |",
            "Y3 | C000203 | Relevant | NO | 2016-05-01 | | | #N/A",
            "Y4 | C000204 | Relevant | DIED",
        ),
        "ext_audit": sheet(
            AUDIT,
            "U1 | C000201 | cp | 2016-05-01 | | 2016-05-09 | 2016-05-10 | 2016-05-23",
            "U2 | C000202 | cp | 2016-05-01 | | 2016-05-09",
        ),
    }
    assert answers(tmp_path / "a", tables, "2016-05-24", "CLV-01") == {
        "Y1": "met", "Y2": "not_met", "Y3": "not_recorded:unreadable_value", "Y4": "exempt",
    }  # fmt: skip
    assert answers(tmp_path / "b", tables, "2016-05-24", "CLV-05") == {
        "Y1": "met", "Y2": "not_recorded:write_up_allowance", "Y3": "not_recorded:conflict", "Y4": "exempt",
    }  # fmt: skip
    assert answers(tmp_path / "c", tables, "2016-05-24", "CLV-06") == {
        "Y1": "met", "Y2": "not_met", "Y3": "not_recorded:blank_field", "Y4": "exempt",
    }  # fmt: skip
    assert answers(tmp_path / "d", tables, "2016-05-23", "AUD-03") == {"U1": "met"}
    assert answers(tmp_path / "e", tables, "2016-05-24", "AUD-03") == {"U1": "met", "U2": "not_met"}


def test_a_key_held_twice_is_one_answer(tmp_path):
    tables = {
        "ssd_cp_plans": sheet(PLAN, "P1 | | C000201 | 2016-01-04", "P1 | | C000201 | 2016-02-01"),
        "ssd_cp_visits": sheet(VISIT, "V1 | C000201 | P1 | 2016-05-20 | Y | Y"),
    }
    assert answers(tmp_path, tables, "2016-05-24", "CPV-01") == {"P1": "not_recorded:duplicate_key"}


# --- a whole night ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wrote:
    """The data files of a night that was not published: no papers, so it is quick."""

    folder: Path
    nightly: Nightly

    def csv(self, path: str) -> pd.DataFrame:
        return pd.read_csv(self.folder / path, dtype="string", keep_default_na=False, na_filter=False)

    def measure(self, code: str, counting: str = "live", scope: str = "all", group: str = "") -> pd.Series:
        rows = self.csv("data/measures.csv")
        found = rows[rows["code"].eq(code) & rows["counting"].eq(counting) & rows["scope"].eq(scope) & rows["group"].eq(group)]
        assert len(found) == 1
        return found.iloc[0]


def counted(folder: Path, tables: dict[str, list[list[str]]], as_at: str, **raw: bytes) -> Wrote:
    source = put(folder / "source", tables)
    for name, content in raw.items():
        (source / f"{name}.csv").write_bytes(content)
    nightly = Nightly(Request(source=str(source), as_at=dt.date.fromisoformat(as_at), out=folder / "out"))
    with nightly.alone():
        for step in (nightly.extract, nightly.ask, nightly.count, nightly.judge):
            step()
        facts = DataFacts(
            as_at=nightly.request.as_at, run=nightly.run_id(), findings=nightly.findings.rows, due_soon=nightly.findings.due_soon,
            refused=nightly.extract_.refused, measures=nightly.measures, tables=nightly.extract_.loads, readiness=nightly.readiness,
            expected=nightly.expected, lists_allowed=nightly.lists_allowed()[0],
        )  # fmt: skip
        write_data_files(facts, folder / "pack")
    return Wrote(folder / "pack", nightly)


def service(restricted: bool) -> dict[str, list[list[str]]]:
    tables = {
        "ssd_person": people(*CHILDREN[:12]),
        "ssd_cin_episodes": sheet(EPISODE, *(f"R{n:02d} | {child} | 2026-06-01 | | | N" for n, child in enumerate(CHILDREN[:12], 1))),
        "ssd_cp_plans": sheet(PLAN, *(f"P{n:02d} | R{n:02d} | {child} | 2026-06-15" for n, child in enumerate(CHILDREN[:6], 1))),
        "ssd_cp_visits": sheet(
            VISIT, *(f"V{n:02d} | {child} | P{n:02d} | 2026-11-{10 + n} | Y | Y" for n, child in enumerate(CHILDREN[:4], 1))
        ),
        "ssd_cla_episodes": sheet(CARE, "E1 | C000207 | | 2026-10-01 | S | | Q1"),
        "ssd_care_leavers": sheet(
            LEAVER,
            *(f"Y{n:02d} | {child} | Relevant | YES | 2026-11-01 | | {'1' if n < 9 else '2'} | {'' if n < 3 else 'Ann'}"
              for n, child in enumerate(CHILDREN[:12], 1)),
        ),
        "ssd_professionals": sheet("prof_professional_id | prof_full_time_equivalency", "W1 | 1"),
        "ssd_department": sheet("dept_team_id | dept_team_parent_id", "T1 | S1", "T2 |"),
        "ssd_involvements": sheet(
            INVOLVEMENT,
            *(f"I{n:02d} | W1 | allocated  worker | {'T1' if n < 4 else ''} | {child} | 2026-06-01 | | R{n:02d}"
              for n, child in enumerate(CHILDREN[:5], 1)),
            "I07 | W1 | Social Worker | T2 | C000207 | 2026-06-01 | 2026-11-24 | R07",
        ),
    }  # fmt: skip
    if restricted:
        tables["ext_restricted"] = sheet(
            RESTRICTED,
            "C000202 | 2026-01-01",
            "C000206 | 2026-01-01 | 2026-12-31",  # not ended yet
            "C000208 | 2026-01-01 | 2026-11-23",  # ended today
        )
    return tables


@pytest.fixture(scope="module")
def wrote(tmp_path_factory: pytest.TempPathFactory) -> Wrote:
    return counted(tmp_path_factory.mktemp("contract"), service(restricted=True), "2026-11-23")


def test_restricted_children_stand_in_sealed_alone_and_in_the_totals(wrote: Wrote):
    for path in ("rows/findings.csv", "rows/due_soon.csv"):
        assert not {"C000202", "C000206"} & set(wrote.csv(path)["child_id"])
    assert set(wrote.csv("sealed/restricted.csv")["child_id"]) <= {"C000202", "C000206"}
    assert list(wrote.csv("sealed/restricted.csv").columns) == list(wrote.csv("rows/findings.csv").columns)
    allocated = wrote.measure("ALO-01")
    assert (allocated["in_scope"], allocated["met"], allocated["restricted"]) == ("12", "6", "2")
    measures = wrote.csv("data/measures.csv")
    teams = measures[measures["code"].eq("ALO-01") & measures["scope"].eq("team")]
    assert teams["in_scope"].astype(int).sum() == 10
    shares = measures[measures["scope"].ne("all") & measures["met"].ne("")]
    assert set(shares["restricted"]) == {"0"}, "a restricted child counts in no service, team or cut"


def test_findings_and_measures_are_one_count(wrote: Wrote):
    listed, sealed = wrote.csv("rows/findings.csv"), wrote.csv("sealed/restricted.csv")
    rows = pd.concat([listed, sealed])["code"].value_counts()
    measures = wrote.csv("data/measures.csv")
    silent = {standard.code for standard in discover(CHECKS) if not standard.about.findings}
    assert silent >= {"CPR-03", "CPD-01", "LAS-01", "REC-01", "ASM-02", "CAS-01.mean"}
    live = measures[measures["counting"].eq("live") & measures["scope"].eq("all") & ~measures["code"].isin(silent)]
    for row in live[live["in_scope"].ne("")].itertuples():
        assert int(row.not_met) + int(row.not_recorded) == rows.get(row.code, 0), row.code


def test_absent_tables_are_not_assessable_with_blank_counts(wrote: Wrote):
    for code in ("REF-01", "CIN-02", "S47-01", "SUP-02", "CPP-01"):
        row = wrote.measure(code)
        assert row["status"] == "not_assessable"
        assert not row[["in_scope", "met", "not_met", "not_recorded", "exempt", "excepted", "low", "high", "value"]].str.len().any()


def test_shares_are_low_and_high_and_statuses_follow_readiness(wrote: Wrote):
    measures = wrote.csv("data/measures.csv")
    shares = measures[measures["unit"].eq("percent") & measures["in_scope"].ne("") & measures["in_scope"].ne("0")]
    for row in shares.itertuples():
        n, met, unknown = int(row.in_scope), int(row.met), int(row.not_recorded)
        assert n == met + int(row.not_met) + unknown
        assert (row.low, row.high, row.value) == (f"{met / n:.4f}", f"{(met + unknown) / n:.4f}", f"{met / n:.4f}")
    assert wrote.measure("CLV-01")["status"] == "close"  # 10 of 12: fewer than three missed
    assert wrote.measure("CLV-06")["status"] == "off_target"  # 8 of 12
    assert wrote.measure("CPV-01")["status"] == "too_few"
    assert wrote.measure("CPD-01")["status"] == "context"
    mean = wrote.measure("CAS-01.mean")
    assert (mean["in_scope"], mean["value"], mean["met"], mean["low"], mean["high"]) == ("1", "6", "", "", "")
    assert wrote.measure("CPV-01", "period")["period_from"] == "2026-05-23"
    assert wrote.measure("CPV-01")["period_from"] == ""


def test_targets_and_floors(wrote: Wrote):
    wanted = {
        ("CPV-01", "live"): ("0.9500", "0.8500"), ("ALO-01", "live"): ("0.9000", "0.8000"), ("CLV-01", "live"): ("0.9500", "0.8500"),
        ("S47-01", "period"): ("0.8670", "0.7170"), ("ASM-01.dfe", "period"): ("0.9050", "0.7890"),
        ("CPR-03", "live"): ("0.9500", "0.8740"),
        ("REF-02", "period"): ("", ""), ("P01", "live"): ("", ""),
    }  # fmt: skip
    for (code, counting), pair in wanted.items():
        row = wrote.measure(code, counting)
        assert (row["target"], row["floor"]) == pair, code


def test_owners_and_what_falls_due_soon(wrote: Wrote):
    soon = wrote.csv("rows/due_soon.csv")
    plans = soon[soon["code"].eq("CPV-01")].set_index("record_id")
    assert list(plans.index) == ["P01", "P03", "P04"]
    assert tuple(plans.loc["P01", ["service", "team", "worker", "due_on"]]) == ("S1", "T1", "W1", "2026-11-25")
    assert tuple(plans.loc["P04", ["service", "team", "worker"]]) == ("no team recorded", "no team recorded", "W1")
    found = wrote.csv("rows/findings.csv")
    nobody = found[found["code"].eq("ALO-01")]
    assert set(nobody["worker"]) == {"none"}
    assert wrote.measure("ALO-01", scope="team", group="T2")["met"] == "1"  # a worker who leaves tomorrow holds the case today


def test_csv_files_are_lf_sorted_and_headed(wrote: Wrote):
    for path in (
        "rows/findings.csv",
        "rows/due_soon.csv",
        "rows/refused.csv",
        "data/measures.csv",
        "data/tables.csv",
        "sealed/restricted.csv",
    ):
        content = (wrote.folder / path).read_bytes()
        assert b"\r" not in content and content.endswith(b"\n") and not content.startswith(b"\xef\xbb\xbf")
    found = wrote.csv("rows/findings.csv")
    keys = found[["code", "record_table", "record_id", "field"]].apply(tuple, axis=1).tolist()
    assert keys == sorted(keys)
    assert list(found.columns) == [
        "code",
        "kind",
        "severity",
        "record_table",
        "record_id",
        "child_id",
        "service",
        "team",
        "worker",
        "outcome",
        "reason",
        "field",
        "value_shape",
        "due_on",
        "days_over",
        "unit",
        "first_flagged",
        "what_to_do",
        "flag",
    ]
    assert set(found["first_flagged"]) == {"2026-11-23"}
    assert found["flag"].is_unique and found["flag"].str.fullmatch("[0-9a-f]{16}").all()


def test_judgements_name_their_framework_and_words(wrote: Wrote):
    told = json.loads((wrote.folder / "data/judgements.json").read_text(encoding="utf-8"))
    assert told["framework"] == "ilacs-2026" and told["overall"] is None
    assert [each["key"] for each in told["judgements"]] == ["IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"]
    assert {each["word"] for each in told["judgements"]} <= {"Not ready", "Cannot say", "Gaps to close", "Evidence ready"}
    assert all(each["because"] for each in told["judgements"])


def test_doors_read_what_councils_send_and_fail_closed(tmp_path):
    wrote = counted(
        tmp_path,
        {"ssd_care_leavers": sheet(LEAVER, "Y1 | C000301 | Relevant | YES | 2016-05-01 | | 1 |")},
        "2016-05-24",
        ssd_person="PERS_FORENAME,pers_person_id,Pers_DOB,colour\r\nZoë,C000301,01/02/2000,x\r\nNA,00302,13/02/2000,x\r\nAnn,C000303,2000-13-01,x\r\n".encode("cp1252"),
        ssd_cp_plans=b"",
        ssd_cin_visits=b"cinv_cin_visit_id,cinv_person_id\n",
        ssd_cin_episodes=("\ufeffCINE_PERSON_ID,cine_referral_id,cine_referral_date,cine_close_date\n"
                          "C000301,R1,2016-01-01 10:00:00,9999-12-31\n00302,R2,2016-05-25,NULL\n").encode(),
    )  # fmt: skip
    tables = wrote.csv("data/tables.csv").set_index("table")["state"]
    assert (tables["ssd_cp_plans"], tables["ssd_cin_visits"], tables["ssd_person"]) == ("refused", "refused", "fresh")
    assert tables["ssd_s47_enquiry"] == "absent"
    people_read = wrote.nightly.extract_.tables.people.set_index("child_id")
    assert people_read.loc["C000301", "forename"] == "Zoë" and people_read.loc["00302", "forename"] == "NA"
    assert people_read["born_on"].isna().tolist() == [False, False, True]
    assert people_read.loc["C000301", "born_on"] == pd.Timestamp(2000, 2, 1)
    assert wrote.measure("CPV-01")["status"] == "not_assessable"
    assert wrote.measure("E01")["in_scope"] == "1"  # the other is dated ahead; 9999 is no end
    for path in ("rows/findings.csv", "rows/due_soon.csv", "rows/refused.csv"):
        assert wrote.csv(path).empty  # nobody has said that no record is restricted
    assert not (wrote.folder / "sealed").exists()
    assert wrote.measure("CLV-01")["not_met"] == "1"


# --- the command line ---------------------------------------------------------------------------------------------------------------


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "fscp_readiness.cli", *words], capture_output=True, text=True, check=False)


def test_standards_list_has_the_contracts_fields():
    given = command("standards", "list", "--json")
    assert given.returncode == 0
    cards = json.loads(given.stdout)
    fields = {"code", "theme", "kind", "wording", "source", "source_class", "owner", "status", "judgements", "counting", "examples"}
    assert all(set(card) == fields for card in cards)
    assert {card["status"] for card in cards} <= {"approved", "default"}
    by_code = {card["code"]: card for card in cards}
    assert by_code["CLV-01"]["judgements"]["ilacs-2018"] == ["IL-CICCL"]
    assert by_code["P01"]["judgements"] == {
        "sif-2013": ["SIF-KJ3"], "ilacs-2018": ["IL-LEAD"], "ilacs-2023": ["IL-LEAD"], "ilacs-2026": ["IL-LEAD"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--as-at", "2026-11-23"), 2),
        (("--source", "SOURCE", "--as-at", "23/11/2026"), 2),
        (("--source", "SOURCE", "--as-at", "2026-11-23", "--framework", "ilacs-2099"), 2),
        (("--source", "SOURCE", "--as-at", "2026-11-23"), 3),
    ],
)
def test_exit_codes_say_whose_it_is_to_fix(tmp_path, words, code):
    (tmp_path / "empty").mkdir()
    named = [str(tmp_path / "empty") if word == "SOURCE" else word for word in words]
    given = command("nightly", *named, "--out", str(tmp_path / "out"))
    assert given.returncode == code and given.stderr
    assert not (tmp_path / "out" / "current.json").exists()
