"""Rows that name nobody or nothing, and codes that are in no list."""

from __future__ import annotations

from typing import Final

from .. import days
from .planting import Planting, Row, times

_UNKNOWN_CODES: Final = (
    ("ssd_person", "pers_ethnicity", "ZZZZ"),
    ("ssd_cin_episodes", "cine_cin_primary_need_code", "N99"),
    ("ssd_cin_episodes", "cine_referral_source_code", "77"),
    ("ssd_disability", "disa_disability_code", "QQQ"),
    ("ssd_cp_reviews", "cppr_cp_review_participation", "PN99"),
    ("ssd_care_leavers", "clea_care_leaver_activity", "Q9"),
    ("ssd_cla_placement", "clap_cla_placement_type", "XX9"),
    ("ext_audit", "self_grade", "splendid"),
)


def plant(planting: Planting) -> None:
    """Orphans first, then codes."""
    _plant_orphans(planting)
    _plant_codes(planting)


def _plant_orphans(planting: Planting) -> None:
    world = planting.world
    sheets, ledger, today = world.sheets, world.ledger, world.today
    for number in range(times(world)):
        nobody = f"C9{number + 1:05d}"
        for table, record in (
            ("ssd_sdq_scores", sheets.add("ssd_sdq_scores", csdq_person_id=nobody, csdq_sdq_completed_date=today - 40, csdq_sdq_score=12)),
            ("ext_document", sheets.add("ext_document", person_id=nobody, type="chronology", started_on=today - 60)),
            ("ssd_missing", sheets.add(
                "ssd_missing", miss_person_id=nobody, miss_missing_episode_start_date=today - 90, miss_missing_episode_type="M",
                miss_missing_episode_end_date=today - 89,
            )),
        ):  # fmt: skip
            ledger.broken("Q01", table, record, nobody, "names a child who is not on the system")
        case = world.chance.choice(planting.ended)
        plan = sheets.add(
            "ssd_cin_plans", cinp_referral_id=f"GONE{number + 1:04d}", cinp_person_id=case.child.child_id,
            cinp_cin_plan_start_date=case.received, cinp_cin_plan_end_date=case.closed,
        )  # fmt: skip
        ledger.broken("Q01", "ssd_cin_plans", plan, case.child.child_id, "names an episode that is not there")


def _plant_codes(planting: Planting) -> None:
    """Codes that are in no list, on rows where no standard reads them."""
    world = planting.world
    open_now = {case.child.child_id for case in planting.open_cases}  # whose disability VOC-02 reads
    for table, column, code in _UNKNOWN_CODES:
        key, child = world.sheets.key_of(table), world.sheets.child_column(table)
        fair = [
            row for row in world.sheets.rows(table)
            if row.get(column) and not row.get("pers_expected_dob") and row[child] not in planting.spoilt
            and not (table == "ssd_disability" and row[child] in open_now)
            and (table != "ssd_cla_placement" or row.get("clap_cla_placement_end_date"))
        ]  # fmt: skip
        for row in world.chance.sample(fair, min(len(fair), times(world))):
            row[column] = code
            world.ledger.broken("Q04", table, str(row[key]), str(row[child]), f"{column} holds a code that is in no list")
            _tell_of_codes(planting, column, row)


def _tell_of_codes(planting: Planting, column: str, row: Row) -> None:
    """An ethnicity in no list is none, of a child with an open record; a primary need in no list is none, in a case open long enough."""
    world = planting.world
    if column == "pers_ethnicity" and row["pers_person_id"] in {case.child.child_id for case in planting.open_cases}:
        child = str(row["pers_person_id"])
        world.ledger.broken("P05", "ssd_person", child, child, "an ethnicity that is in no list", planted=False)
    received = row.get("cine_referral_date")
    if column == "cine_cin_primary_need_code" and isinstance(received, int) and not row.get("cine_referral_nfa"):
        closed = row.get("cine_close_date")
        if days.working_days_between(received, closed if isinstance(closed, int) else world.today) >= 45:
            episode, child = str(row["cine_referral_id"]), str(row["cine_person_id"])
            world.ledger.broken("E06", "ssd_cin_episodes", episode, child, "a primary need that is in no list", planted=False)
