"""Faults of care: episodes, legal statuses, placements, reviews, missing episodes and questionnaires that do not fit."""

from __future__ import annotations

from collections import Counter

from .. import care_homes, days
from ..cases import Case
from .planting import Planting, Row, row, rows_of

EPISODES, STATUSES, PLACEMENTS, REVIEWS = "ssd_cla_episodes", "ssd_legal_status", "ssd_cla_placement", "ssd_cla_reviews"


def plant(planting: Planting) -> None:
    """Nothing here moves the first or the last day of a period of care."""
    _plant_legal_statuses(planting)
    _plant_placements(planting)
    _plant_missing(planting)
    _plant_old_placements(planting)
    _plant_reviews(planting)
    _plant_slices(planting)
    _plant_questionnaires(planting)


def _in_care(planting: Planting) -> list[Case]:
    return [case for case in planting.open_cases if case.cohort == "care"]


def _slices(planting: Planting, child: str, care_id: str) -> list[Row]:
    return [one for one in rows_of(planting.world, EPISODES, child) if one["clae_cla_id"] == care_id]


def _plant_slices(planting: Planting) -> None:
    """Each at the join of the last two episodes: of children in care tonight, and of children who have left."""
    moved = [case for case in _in_care(planting) if len(_slices(planting, case.child.child_id, case.care_id)) > 1]
    for fault in ("overlap", "no_reason"):
        for case in planting.take(moved):
            _spoil_slices(planting, fault, case.child.child_id, case.care_id)
    for fault in ("gap", "same_day"):
        for care in planting.take_ended_care(lambda care: len(_slices(planting, care.child_id, care.care_id)) > 1):
            _spoil_slices(planting, fault, care.child_id, care.care_id)


def _spoil_slices(planting: Planting, fault: str, child: str, care_id: str) -> None:
    ledger, key = planting.world.ledger, "clae_cla_episode_id"
    first, second = _slices(planting, child, care_id)[-2:]
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
        again = {**second, key: f"{second[key]}-1", "clae_cla_episode_ceased_date": ends, "clae_cla_episode_ceased_reason": "X1"}
        what = "an episode of care that ended the day it began"
        ledger.broken("L01", EPISODES, planting.world.sheets.add(EPISODES, **again), child, what)


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
                placement = row(world, PLACEMENTS, case.placement_id)
                placement |= {"clap_cla_placement_type": "P1", "clap_cla_placement_provider": "PR0", "clap_cla_placement_urn": None}
            status["lega_legal_status"] = {"blank": None, "freed": "D1", "with_parents": "V2"}[fault]
            what = {
                "blank": "no legal status",
                "freed": "freed for adoption, which is no longer given",
                "with_parents": "accommodated by agreement with a parent, and placed with that parent",
            }[fault]
            ledger.broken("L02", EPISODES, case.care_id, child, what)
            if fault == "blank" and _long_if_agreed(planting, case):
                what = "no legal status: long by agreement without legal advice, if that is what it is"
                key = str(status["lega_legal_status_id"])
                ledger.not_recorded("PER-03", STATUSES, key, child, what, "blank_field", planted=False)


def _long_if_agreed(planting: Planting, case: Case) -> bool:
    """Under 16, and over six months without legal advice if the last status of the child, which is blank, were care by agreement."""
    world, child = planting.world, case.child
    since = world.today
    for status in reversed(rows_of(world, STATUSES, child.child_id)):
        begun = status["lega_legal_status_start_date"]
        if status["lega_legal_status"] not in (None, "V2") or not isinstance(begun, int):
            break
        since = begun
    advice = [one.get("prep_pre_pro_decision_date") for one in rows_of(world, "ssd_pre_proceedings", child.child_id)]
    advice += [one.get("issued_on") for one in rows_of(world, "ext_proceedings", child.child_id)]
    advised = any(isinstance(day, int) and day >= since for day in advice)
    return child.age(world.today) < 16 and world.today > days.months_after(since, 6) and not advised


def _plant_placements(planting: Planting) -> None:
    """The provider or the postcode of where a child in care is tonight."""
    world, ledger = planting.world, planting.world.ledger
    for fault in ("provider", "no_place", "at_home"):
        for case in planting.take(
            _in_care(planting), lambda case: row(world, PLACEMENTS, case.placement_id)["clap_cla_placement_type"] != "P1"
        ):
            child, placement = case.child.child_id, row(world, PLACEMENTS, case.placement_id)
            if fault == "provider":
                placement["clap_cla_placement_provider"] = "PR0"
                what = "a parent as the provider of a placement that is not at home"
            elif fault == "no_place":
                placement["clap_cla_placement_postcode"] = "NOT KNOWN"
                what = "a postcode that is none"
            else:
                rows_of(world, "ssd_address", child)[0]["addr_address_postcode"] = "ZZ1 1AA"
                placement["clap_cla_placement_postcode"] = "ZZ1 1AA"
                what = "placed at the child's own home, and not said to be with parents"
            ledger.broken("L03", PLACEMENTS, case.placement_id, child, what)


def _plant_old_placements(planting: Planting) -> None:
    """Of children who have left care: dates outside the period, and kinds of placement that may not be."""
    world, ledger = planting.world, planting.world.ledger
    born = {str(one["pers_person_id"]): one["pers_dob"] for one in world.sheets.rows("ssd_person")}
    for fault in ("too_late", "too_early", "too_long", "too_young"):
        for care in planting.take_ended_care(lambda care: fault != "too_young" or days.age(int(born[care.child_id] or 0), care.first) < 14):  # noqa: B023
            placements = [one for one in rows_of(world, PLACEMENTS, care.child_id) if one["clap_cla_id"] == care.care_id]
            code, what = "L03", "a placement that ended after care did"
            placement = placements[-1]
            if fault == "too_late":
                placement["clap_cla_placement_end_date"] = care.last + 3
            elif fault == "too_early":
                placement = placements[0]
                placement["clap_cla_placement_start_date"] = care.first - 2
                what = "a placement from before care began"
            elif fault == "too_long":
                placement["clap_cla_placement_type"] = "T4"
                code, what = "L08", "a temporary placement of no stated kind that lasted for weeks"
            else:
                placement = placements[0]
                placement |= {"clap_cla_placement_type": "P2", "clap_cla_placement_provider": "PR4", "clap_cla_placement_urn": None}
                code, what = "L08", "a child under 15 placed to live independently"
            ledger.broken(code, PLACEMENTS, str(placement["clap_cla_placement_id"]), care.child_id, what)


def _plant_reviews(planting: Planting) -> None:
    """Of children who have left care: a review afterwards, no word on how the child took part, an older child said to be too young."""
    world, ledger = planting.world, planting.world.ledger
    born = {str(one["pers_person_id"]): one["pers_dob"] for one in world.sheets.rows("ssd_person")}

    def held(care_id: str) -> list[Row]:
        return [one for one in world.sheets.rows(REVIEWS) if one["clar_cla_id"] == care_id and one["clar_cla_review_cancelled"] is False]

    def older(child: str, review: Row) -> bool:
        return days.age(int(born[child] or 0), int(review["clar_cla_review_date"] or 0)) >= 5

    for care in planting.take_ended_care():
        after = care.last + 4
        took_part = "PN1" if older(care.child_id, {"clar_cla_review_date": after}) else "PN0"
        review = world.sheets.add(
            REVIEWS, clar_cla_id=care.care_id, clar_cla_person_id=care.child_id, clar_cla_review_due_date=after, clar_cla_review_date=after,
            clar_cla_review_cancelled=False, clar_cla_review_participation=took_part,
        )  # fmt: skip
        ledger.broken("L04", REVIEWS, review, care.child_id, "a review after the child left care")
    for participation, what in ((None, "nobody says how the child took part"), ("PN0", "said to be too young to take part, and is not")):
        for care in planting.take_ended_care(lambda care: any(older(care.child_id, one) for one in held(care.care_id))):
            spoilt = next(one for one in held(care.care_id) if older(care.child_id, one))
            spoilt["clar_cla_review_participation"] = participation
            ledger.broken("L04", REVIEWS, str(spoilt["clar_cla_review_id"]), care.child_id, what)


def _plant_missing(planting: Planting) -> None:
    """Long ago, each with its interview; and one that is open beside another."""
    world, ledger = planting.world, planting.world.ledger
    care_left = [(care.child_id, care.last - 1, care.last + 2, True, False) for care in planting.take_ended_care()]
    backwards = [
        (case.child.child_id, _inside(case), _inside(case) - 2, True, True) for case in planting.take(planting.last_ended(), _old_enough)
    ]
    unoffered = [
        (case.child.child_id, _inside(case), _inside(case) + 1, False, True) for case in planting.take(planting.last_ended(), _old_enough)
    ]
    for rows, what in (
        (care_left, "left care while missing"),
        (backwards, "came back before going missing"),
        (unoffered, "an interview that was accepted and not offered"),
    ):
        for child, since, until, offered, accepted in rows:
            missing = world.sheets.add(
                "ssd_missing", miss_person_id=child, miss_missing_episode_start_date=since, miss_missing_episode_type="M",
                miss_missing_episode_end_date=until, miss_missing_rhi_offered="Y" if offered else "N",
                miss_missing_rhi_accepted="Y" if accepted else "N",
            )  # fmt: skip
            world.sheets.add("ext_missing", missing_id=missing, return_plan_on=since)
            world.sheets.add(
                "ext_return_interview", missing_id=missing, person_id=child, returned_at=f"{days.iso(until)} 18:30:00",
                offered_at=f"{days.iso(until + 1)} 09:15:00", held_at=f"{days.iso(until + 1)} 10:00:00" if accepted else None,
                declined=not accepted,
            )  # fmt: skip
            ledger.broken("L05", "ssd_missing", missing, child, what)
    lately = Counter(
        str(one["miss_person_id"]) for one in world.sheets.rows("ssd_missing")
        if isinstance(gone_on := one["miss_missing_episode_start_date"], int) and gone_on >= world.today - 91
    )  # fmt: skip
    running = [one for one in world.sheets.rows("ssd_missing") if one.get("miss_missing_episode_end_date") is None]
    running = [one for one in running if lately[str(one["miss_person_id"])] < 2]  # a third time would call for a discussion (MIS-03)
    for one in running[:1]:
        child = str(one["miss_person_id"])
        second = world.sheets.add(
            "ssd_missing", miss_person_id=child, miss_missing_episode_start_date=world.today, miss_missing_episode_type="M"
        )
        world.sheets.add("ext_missing", missing_id=second, return_plan_on=world.today)
        ledger.broken("L05", "ssd_missing", second, child, "missing twice at once")


def _old_enough(case: Case) -> bool:
    return case.cohort in ("need", "assessed", "enquiry") and case.child.age(case.received) >= 5


def _inside(case: Case) -> int:
    """A day while the case was open."""
    return case.received + 5


def _plant_questionnaires(planting: Planting) -> None:
    """Of children whose cases have ended: a score that cannot be, no score and no reason, a child too old or too young."""
    world = planting.world
    for score, low, high, what in (
        (41, 5, 15, "a score above the highest there is"),
        (None, 5, 15, "no score and no reason"),
        (12, 0, 3, "a child too young for the questionnaire"),
    ):
        for case in planting.take(planting.last_ended(), lambda case: low <= case.child.age(case.received) <= high):  # noqa: B023
            questionnaire = world.sheets.add(
                "ssd_sdq_scores", csdq_person_id=case.child.child_id, csdq_sdq_completed_date=case.received, csdq_sdq_score=score
            )
            world.ledger.broken("L09", "ssd_sdq_scores", questionnaire, case.child.child_id, what)
