"""Children who go missing, how they come back, and whether anybody asked them why."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from . import days, plans
from .cases import Case
from .world import World

MISSING = "ssd_missing"
_KINDS = ("not_held", "not_offered", "declined_both_ways", "held_unread", "offer_blank", "offer_conflict")


def write_returns(world: World, cases: Sequence[Case]) -> None:
    """Missing episodes that have ended, for some older children; a few whose interview went wrong, and a few who go again and again."""
    chance, today = world.chance_of("missing"), world.today
    old = [case for case in cases if case.cohort in ("care", "plan", "need") and case.child.age(today) >= 8 and today - case.received > 100]
    for case in old:
        share = 0.16 if case.cohort == "care" and case.child.age(today) >= 11 else 0.02
        if chance.random() < share:
            day = today - chance.randint(6, 60)
            for _ in range(chance.choice((1, 1, 2, 3))):
                if day > case.received:
                    write_return(world, chance, case, day)
                day -= chance.randint(95, 130)  # never three in ninety days, even with a child who is missing now
    fair = [case for case in old if not case.faultless]
    chance.shuffle(fair)
    some = plans.faults(world, ("often",))
    if world.size.open_children >= 100 and not world.faultless:
        some.append("often_discussed")
    for what, case in zip([*some, *_wanted(world)], fair, strict=False):
        if what.startswith("often"):
            _write_often(world, chance, case, discussed=what == "often_discussed")
        else:
            write_return(world, chance, case, today - chance.randint(100, 110), wrong=what)


def _wanted(world: World) -> list[str]:
    """At every size an interview that was not held and one that was not offered."""
    if world.faultless:
        return []
    return list(_KINDS[:2]) if world.size.open_children < 100 else plans.faults(world, _KINDS)


def _write_often(world: World, chance: Random, case: Case, *, discussed: bool) -> None:
    """Three times in ninety days."""
    starts = [world.today - since for since in (chance.randint(60, 80), chance.randint(30, 45), chance.randint(10, 20))]
    episodes = [write_return(world, chance, case, day) for day in starts]
    earlier = [row for row in world.sheets.rows(MISSING) if row["miss_person_id"] == case.child.child_id]
    last = max(earlier, key=lambda row: (int(str(row["miss_missing_episode_start_date"])), str(row["miss_table_id"])))
    if discussed:
        world.sheets.add(
            "ext_strategy_discussion", person_id=case.child.child_id, referral_id=case.referral_id, need_identified_on=starts[-1] + 1,
            held_on=starts[-1] + 1, actions_recorded=True,
        )  # fmt: skip
    else:
        what = "missing three times in ninety days, and no strategy discussion since the third"
        world.ledger.not_met("MIS-03", MISSING, str(last["miss_table_id"]), case.child.child_id, what)
    assert episodes


def write_missing(world: World, chance: Random, case: Case, since: int, *, planned: bool = True) -> str:
    """A child who is missing now, and the plan for their return."""
    missing = world.sheets.add(
        MISSING, miss_person_id=case.child.child_id, miss_missing_episode_start_date=since, miss_missing_episode_type="M"
    )
    _plan(world, chance, missing, since, planned=planned)
    return missing


def write_return(world: World, chance: Random, case: Case, since: int, *, wrong: str = "") -> str:
    """One missing episode that has ended, with the interview after it, or what went wrong with that."""
    child, today = case.child.child_id, world.today
    until = min(today, since + chance.randint(0, 3))
    offered, declined = wrong not in ("not_offered", "offer_blank"), not wrong and chance.random() < 0.25
    accepted = None if not offered else not declined
    missing = world.sheets.add(
        MISSING, miss_person_id=child, miss_missing_episode_start_date=since, miss_missing_episode_type="M",
        miss_missing_episode_end_date=until,
        miss_missing_rhi_offered={"offer_blank": None, "offer_conflict": "N"}.get(wrong, _word(offered)),
        miss_missing_rhi_accepted=None if wrong == "offer_conflict" else _word(accepted),
    )  # fmt: skip
    _plan(world, chance, missing, since, planned=True)
    _write_line(world, missing, child, wrong)
    if wrong == "not_offered":
        return missing
    after = chance.randint(1, 3) if plans.in_time(world, chance, case, until) or until > today - 15 else chance.randint(4, 9)
    held: str | None = f"{days.iso(until + after)} 10:00:00" if until + after <= today else None
    if wrong == "held_unread":
        held = "#N/A"
    elif declined or wrong in ("not_held", "declined_both_ways", "offer_blank"):
        held = None
    world.sheets.add(
        "ext_return_interview", missing_id=missing, person_id=child, returned_at=f"{days.iso(until)} 18:30:00",
        offered_at=f"{days.iso(min(today, until + 1))} 09:15:00" if offered else None, held_at=held,
        declined=declined or wrong in ("declined_both_ways", "offer_blank"),
    )  # fmt: skip
    return missing


def _word(said: bool | None) -> str | None:
    return None if said is None else "Y" if said else "N"


def _plan(world: World, chance: Random, missing: str, since: int, *, planned: bool) -> None:
    if planned:
        on = since if chance.random() < 0.8 else min(world.today, since + 1)
        world.sheets.add("ext_missing", missing_id=missing, return_plan_on=on)


def _write_line(world: World, missing: str, child: str, wrong: str) -> None:
    ledger, place = world.ledger, (MISSING, missing, child)
    match wrong:
        case "not_held":
            ledger.not_met("MIS-01", *place, "offered, accepted and never held")
        case "not_offered":
            ledger.not_met("MIS-02", *place, "no return interview was offered")
            ledger.not_met("MIS-01", *place, "no return interview was offered, so none was held", planted=False)
        case "declined_both_ways":
            ledger.not_recorded("MIS-01", *place, "accepted, says the episode, and declined, says the interview", "conflict")
        case "held_unread":
            ledger.not_recorded("MIS-01", *place, "held at a time that cannot be read", "unreadable_value")
        case "offer_blank":
            ledger.not_recorded("MIS-02", *place, "whether an interview was offered is blank", "blank_field")
        case "offer_conflict":
            ledger.not_recorded("MIS-02", *place, "not offered, says the episode, and held, says the interview", "conflict")
        case _:
            pass
