"""Faults of care: episodes that do not follow on, and legal statuses that do not fit."""

from __future__ import annotations

from .. import care_homes
from ..cases import Case
from .planting import Planting, Row, rows_of

EPISODES, STATUSES = "ssd_cla_episodes", "ssd_legal_status"


def plant(planting: Planting) -> None:
    """On children in care tonight; nothing here moves the first or the last day of a period of care."""
    _plant_slices(planting)
    _plant_legal_statuses(planting)


def _in_care(planting: Planting) -> list[Case]:
    return [case for case in planting.open_cases if case.cohort == "care"]


def _slices(planting: Planting, case: Case) -> list[Row]:
    return [row for row in rows_of(planting.world, EPISODES, case.child.child_id) if row["clae_cla_id"] == case.care_id]


def _plant_slices(planting: Planting) -> None:
    """Each on a child who has moved, at the join of the last two episodes."""
    world, ledger = planting.world, planting.world.ledger
    moved = [case for case in _in_care(planting) if len(_slices(planting, case)) > 1]
    for fault in ("no_reason", "gap", "overlap", "same_day"):
        for case in planting.take(moved):
            first, second = _slices(planting, case)[-2:]
            child, key = case.child.child_id, "clae_cla_episode_id"
            starts, ends = first["clae_cla_episode_start_date"], first["clae_cla_episode_ceased_date"]
            assert isinstance(starts, int) and isinstance(ends, int)
            if fault == "no_reason":
                first["clae_cla_episode_ceased_reason"] = None
                ledger.broken("L01", EPISODES, str(first[key]), child, "an episode of care ended and nobody says why")
            elif fault == "gap":
                first["clae_cla_episode_ceased_date"] = ends - min(3, ends - starts - 1)
                ledger.broken("L01", EPISODES, str(first[key]), child, "the next episode of care begins days later")
            elif fault == "overlap":
                first["clae_cla_episode_ceased_date"] = first["clae_cla_episode_ceased_reason"] = None
                ledger.broken("L01", EPISODES, str(second[key]), child, "began while an earlier episode of care is open")
            else:
                again = world.sheets.add(
                    EPISODES,
                    **{**second, key: f"{second[key]}-1", "clae_cla_episode_ceased_date": ends, "clae_cla_episode_ceased_reason": "X1"},
                )
                ledger.broken("L01", EPISODES, again, child, "an episode of care that ended the day it began")


def _fits_status(planting: Planting, case: Case, fault: str) -> bool:
    """A child of whom no standard asks the legal status; with parents, reviewed there, visited in time, and not long by agreement."""
    if case.child.unaccompanied or case.home in care_homes.AT_HOME or case.decided("PER-03"):
        return False
    if fault != "with_parents":
        return True
    world, status = planting.world, rows_of(planting.world, STATUSES, case.child.child_id)[-1]
    since = status["lega_legal_status_start_date"]
    assert isinstance(since, int) and case.placement_from is not None
    recent = since > world.today - 150 or case.child.age(world.today) >= 16
    reviewed = any(day >= case.placement_from for day in case.review_days)
    faults = any(case.decided(code) for code in ("LAV-01", "LAV-02", "LAS-04"))
    return recent and reviewed and case.home == "" and not faults


def _plant_legal_statuses(planting: Planting) -> None:
    world, ledger = planting.world, planting.world.ledger
    for fault in ("blank", "freed", "with_parents"):
        for case in planting.take(_in_care(planting), lambda case, fault=fault: _fits_status(planting, case, fault)):  # type: ignore[misc]
            child, status = case.child.child_id, rows_of(world, STATUSES, case.child.child_id)[-1]
            if fault == "with_parents":
                placement = next(row for row in world.sheets.rows("ssd_cla_placement") if row["clap_cla_placement_id"] == case.placement_id)
                placement |= {"clap_cla_placement_type": "P1", "clap_cla_placement_provider": "PR0", "clap_cla_placement_urn": None}
            status["lega_legal_status"] = {"blank": None, "freed": "D1", "with_parents": "V2"}[fault]
            what = {
                "blank": "no legal status",
                "freed": "freed for adoption, which is no longer given",
                "with_parents": "accommodated by agreement with a parent, and placed with that parent",
            }[fault]
            ledger.broken("L02", EPISODES, case.care_id, child, what)
