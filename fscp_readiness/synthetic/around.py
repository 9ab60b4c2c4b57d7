"""What else is known of children: missing episodes, court, early help, other arrangements, and who is restricted."""

from __future__ import annotations

from collections.abc import Sequence

from . import missing_children
from .cases import Case
from .world import World


def write_around(world: World, cases: Sequence[Case]) -> None:
    """Rows of the tables beside the main road, for open cases."""
    chance, sheets, today = world.chance, world.sheets, world.today
    for case in cases:
        age, child = case.child.age(today), case.child.child_id
        if case.cohort in ("plan", "care") and age >= 8 and chance.random() < 0.3:
            sheets.add(
                "ssd_voice_of_child",
                voch_person_id=child, voch_explained_worries=chance.choice("YN"), voch_story_help_understand=chance.choice("YN"),
                voch_agree_worker=chance.choice("YN"), voch_plan_safe=chance.choice("YN"), voch_tablet_help_explain=chance.choice("YN"),
            )  # fmt: skip
        if chance.random() < 0.05 or case.child.unaccompanied:
            sheets.add(
                "ssd_linked_identifiers", link_person_id=child, link_identifier_type="Case Number", link_identifier_value=f"LN{child[1:]}",
                link_valid_from_date=case.received,
            )  # fmt: skip
        if case.cohort == "care":
            _write_beside_care(world, case, age)
    _write_at_least_one(world, cases)
    _write_other_arrangements(world, cases)
    _write_restricted(world, cases)
    if not world.faultless:
        _write_dangers(world, cases)


def _write_beside_care(world: World, case: Case, age: int) -> None:
    chance, sheets, today, child, start = world.chance, world.sheets, world.today, case.child.child_id, case.care_from
    assert start is not None
    if age >= 13 and chance.random() < 0.06:
        sheets.add(
            "ssd_cla_convictions", clac_person_id=child, clac_cla_conviction_date=max(start, today - chance.randint(10, 300)),
            clac_cla_conviction_offence="Offence not described",
        )  # fmt: skip
    if age >= 13 and chance.random() < 0.06:
        sheets.add(
            "ssd_cla_substance_misuse", clas_person_id=child, clas_substance_misuse_date=max(start, today - chance.randint(10, 300)),
            clas_substance_misused="CANNABIS", clas_intervention_received=chance.random() < 0.6,
        )  # fmt: skip


def _write_at_least_one(world: World, cases: Sequence[Case]) -> None:
    """Tables that may not arrive empty have a row at every size."""
    sheets, today = world.sheets, world.today
    care = [case for case in cases if case.cohort == "care"]
    oldest = sorted(care, key=lambda case: case.child.born or today)
    for case in oldest[: max(1, len(care) // 40)]:
        sheets.add(
            "ssd_cla_previous_permanence", lapp_person_id=case.child.child_id, lapp_previous_permanence_option="P2",
            lapp_previous_permanence_la="This council", lapp_previous_permanence_order_date="01/09/2009",
        )  # fmt: skip
    if not sheets.rows("ssd_voice_of_child"):
        sheets.add("ssd_voice_of_child", voch_person_id=oldest[0].child.child_id, voch_explained_worries="Y")
    if not sheets.rows("ssd_linked_identifiers"):
        first = oldest[0].child.child_id
        sheets.add(
            "ssd_linked_identifiers", link_person_id=first, link_identifier_type="Case Number", link_identifier_value=f"LN{first[1:]}"
        )
    if not sheets.rows("ssd_immigration_status"):
        sheets.add("ssd_immigration_status", immi_person_id=oldest[0].child.child_id, immi_immigration_status="ILR")
    babies = [case.child for case in cases if case.child.born is not None and case.child.age(today) <= 1]
    mothers = [case.child for case in oldest if 14 <= case.child.age(today) <= 17]
    pairs = list(zip(mothers[: max(1, len(mothers) // 15)], babies, strict=False))
    for mother, baby in pairs:
        sheets.rows("ssd_person")[mother.row]["pers_is_mother"] = True
        sheets.add("ssd_mother", moth_person_id=mother.child_id, moth_childs_person_id=baby.child_id, moth_childs_dob=baby.born)
    if not pairs:
        sheets.add("ssd_mother", moth_person_id=oldest[0].child.child_id)


def _write_other_arrangements(world: World, cases: Sequence[Case]) -> None:
    chance, sheets, today = world.chance, world.sheets, world.today
    everyone = sheets.rows("ssd_person")
    for row in everyone[len(cases) :: 9]:
        started = today - chance.randint(10, 500)
        ended = started + chance.randint(30, 200)
        sheets.add(
            "ssd_early_help_episodes",
            earl_person_id=str(row["pers_person_id"]), earl_episode_start_date=started,
            earl_episode_end_date=ended if ended <= today else None,
            earl_episode_organisation=chance.choice(("School", "Children's centre", "Council")),
        )  # fmt: skip


def _write_dangers(world: World, cases: Sequence[Case]) -> None:
    """Children who decide the word through no standard yet: missing now, one without a plan."""
    chance, today = world.chance, world.today
    old = [case for case in cases if case.cohort in ("care", "plan") and case.child.age(today) >= 11 and not case.faultless]
    for number, case in enumerate(chance.sample(old, min(len(old), 2 + len(cases) // 400))):
        missing_children.write_missing(world, chance, case, max(case.received, today - chance.randint(1, 9)), planned=number != 0)


def _write_restricted(world: World, cases: Sequence[Case]) -> None:
    """A few restricted children, the first of them one about whom something is listed."""
    chance = world.chance
    fair = [case for case in cases if not case.faultless and case.child.born is not None]
    listed = [case for case in fair if any(case.decided(code) for code in ("SUP-02", "MGT-01"))]
    chosen = listed[:1] + [case for case in chance.sample(fair, min(len(fair), world.size.restricted)) if case not in listed[:1]]
    for case in chosen[: world.size.restricted]:
        world.sheets.add(
            "ext_restricted",
            person_id=case.child.child_id,
            restricted_from=case.received,
            reason_code=chance.choice(("STAFF", "ADOPTION", "COURT")),
        )
