"""A whole made-up council on one day: its tables, and the ledger of what is wrong with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from . import (
    adoption,
    around,
    assessing,
    audits,
    care,
    cohorts,
    contacts,
    drifting,
    edge,
    education,
    faults,
    file_keeping,
    front_door,
    health,
    hearing,
    history,
    holding,
    leavers,
    missing_children,
    need,
    outcomes,
    oversight,
    paperwork,
    protection,
    staff,
    supervising,
    visit_faults,
    visiting,
    workforce,
)
from .cases import Case
from .world import COUNCIL, World

DAYS: Final = ("ordinary", "good", "bad")
SIZE_NAMES: Final = ("tiny", "test", "demo", "kirklees")


@dataclass(frozen=True)
class Council:
    """What ``make_council`` gives.

    name    the council's made-up name
    as_at   the last complete day
    tables  source table name (ssd_..., ext_...) -> frame of text: ISO dates, Y and N, "" for none
    ledger  every live finding due on ``as_at``: code, record_table, record_id, child_id, outcome, reason, planted, what
    """

    name: str
    as_at: dt.date
    tables: dict[str, pd.DataFrame]
    ledger: pd.DataFrame

    def write(self, folder: Path | str) -> None:
        """One ``<table>.csv`` for each table (UTF-8, LF, a header always, blank for none)."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for source, frame in self.tables.items():
            _write_csv(frame, folder / f"{source}.csv")

    def write_ledger(self, path: Path | str) -> None:
        """The ledger as CSV."""
        _write_csv(self.ledger, Path(path))


def make_council(size: str, seed: int, as_at: dt.date, day: str = "ordinary") -> Council:
    """Make a council: the same size, seed and day always give the same bytes.

    size   tiny (20 open children), test (50), demo (220) or kirklees (2,500)
    as_at  the last complete day of the extract; 2016 to 2028, for which bank holidays are known
    day    ordinary (faults of every kind, a few of each), good (none: the ledger is empty) or bad (six times as much goes wrong)
    Raises ValueError for anything else.
    """
    if size not in SIZE_NAMES:
        raise ValueError(f"no council of size {size!r}: choose one of {', '.join(SIZE_NAMES)}")
    if not 2016 <= as_at.year <= 2028:
        raise ValueError(f"bank holidays are not known around {as_at.isoformat()}: choose a day from 2016 to 2028")
    if day not in DAYS:
        raise ValueError(f"no day is called {day!r}: choose one of {', '.join(DAYS)}")
    world = World(size, seed, as_at.toordinal(), day)
    staff.hire(world)
    cases = cohorts.open_cases(world)
    if not world.faultless:
        faults.choose(world, cases)
        visit_faults.choose(world, cases)
    adoption.decide(world, cases)
    outcomes.decide(world, cases)
    file_keeping.decide(world, cases)
    for part in (health.decide, education.decide, edge.decide_short_breaks):
        part(world, cases)
    assessing.decide(world, cases)
    holding.decide(world, cases)
    staff.allocate(world, cases)
    holding.misallocate(world, cases)
    workforce.decide(world)
    staff.write_teams(world)
    staff.write_caseloads(world)
    workforce.write_professionals(world)
    workforce.write_workforce(world)
    workforce.write_protected_caseloads(world)
    supervising.write_supervising(world)
    found, left = leavers.leavers_of(world, cases)
    for case in cases:
        _lay_down(world, case)
    leavers.write_leavers(world, found)
    for case in (*left, *history.earlier_cases(world, cases)):
        _lay_down(world, case)
    ended = list(history.closed_cases(world))
    file_keeping.decide_ended(world, ended)
    for case in ended:
        _lay_down(world, case)
    for case, along in adoption.adopted_cases(world):
        _lay_down(world, case)
        adoption.write_adopted(world, case, along)
    adoption.write_waiting(world, cases)
    audits.write_audits(world, cases)
    hearing.write_hearing(world, cases)
    around.write_around(world, cases)
    missing_children.write_returns(world, cases)
    edge.write_edge(world, cases)
    contacts.write_contacts(world)
    if not world.faultless:
        faults.plant(world, cases, ended)
        visit_faults.plant(world, cases)
        drifting.plant(world, cases)
        paperwork.plant(world, cases)
    drifting.write_drift(world, cases)
    holding.write_weighted(world, cases)
    return Council(COUNCIL, as_at, world.sheets.frames(), world.ledger.frame())


def _lay_down(world: World, case: Case) -> None:
    front_door.write_front_door(world, case)
    let_go = staff.write_involvements(world, case)
    staff.write_allocation_lines(world, case)
    if case.open:
        holding.write_holding_lines(world, case, let_go)
    if case.assessed_from is not None:
        need.write_assessment_visits(world, case)
    if case.plan_from is not None:
        protection.write_protection(world, case)
    if case.need_from is not None:
        need.write_need(world, case)
    if case.cohort == "short_break":
        edge.write_short_breaks(world, case)
    elif case.care_from is not None:
        care.write_care(world, case)
        if case.open and case.decided("ALO-01") in ("none", "blank", "never"):
            what = "in care, and no allocated worker is recorded"
            world.ledger.broken("L06", "ssd_cla_episodes", case.care_id, case.child.child_id, what, planted=False)
    assessing.write_assessing(world, case)
    oversight.write_oversight(world, case)
    visiting.write_up(world, case)
    if case.open and case.cohort == "care":
        care.write_plan_lines(world, case)
    if case.open:
        visiting.write_wishes_line(world, case)


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        frame.to_csv(out, index=False, lineterminator="\n")
