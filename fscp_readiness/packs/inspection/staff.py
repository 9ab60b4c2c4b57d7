"""The staff list with caseloads, of one night. Children whose record is restricted are in no worker's number: they are one count, apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from fscp_readiness.findings.frames import blank
from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.standards import populations
from fscp_readiness.tables import TableAbsent, Tables, looked_up

from .annex_a.allocated import team_names, worker_names
from .lacks import why_not

STAFF: Final = {
    "worker_id": "string", "worker_name": "string", "role": "string", "team": "string", "agency": "string", "newly_qualified": "string",
    "full_time_equivalent": "Float64", "children": "Int64", "children_for_a_full_time_post": "Float64",
}  # fmt: skip
"""One row a person. children: open children whose allocated worker they are, restricted ones left out; for a full-time post: divided by
the hours, one decimal, blank where the hours are not known. agency, newly_qualified: yes, no, or blank where it is not recorded."""

_YES: Final = {True: "yes", False: "no"}


@dataclass(frozen=True)
class StaffList:
    """frame  STAFF, by team and name; ``left_out``: open, allocated children whose record is restricted; ``unallocated``: open children
    that are not and have no allocated worker; ``notes``: sentences on what the source lacks."""

    frame: pd.DataFrame
    left_out: int
    unallocated: int
    notes: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """What must be known beside the list."""
        said = [*self.notes]
        if self.left_out:
            said.append(f"Allocated children whose record is restricted are in nobody's number: {self.left_out}.")
        if self.unallocated:
            said.append(f"Open children without an allocated worker: {self.unallocated}.")
        return tuple(said)


def staff_list(tables: Tables) -> StaffList:
    """Everybody in post by the workforce system, and everybody who holds an open child; nobody, and why, where the source cannot tell."""
    try:
        return _staff_list(tables)
    except (TableAbsent, KeyError) as problem:
        return StaffList(blank(STAFF), 0, 0, (f"{why_not(problem, tables)}: who holds whom cannot be said.",))


def _staff_list(tables: Tables) -> StaffList:
    held = populations.held_children(tables)
    restricted = about_restricted(held["child_id"], tables)
    shown = held[~restricted]
    children = shown.groupby("worker_id").size().astype("Int64")
    through = shown.sort_values(["worker_id", "team_id"]).groupby("worker_id")["team_id"].agg(_most)
    staff = tables.optional("staff")
    in_post = staff[staff["ended_on"].isna()]["worker_id"].dropna()
    people = pd.Series(sorted({*in_post, *children.index}), dtype="string")
    by_id = staff.drop_duplicates("worker_id").set_index("worker_id")
    workers = tables.optional("workers").drop_duplicates("worker_id").set_index("worker_id")
    hours = looked_up(people, by_id["full_time_equivalent"]).fillna(looked_up(people, workers["full_time_equivalent"])).astype("Float64")
    hours = hours.where(hours > 0)
    count = looked_up(people, children).astype("Int64").fillna(0)
    team = looked_up(people, by_id["team_id"]).fillna(looked_up(people, through)).astype("string")
    frame = pd.DataFrame(
        {
            "worker_id": people,
            "worker_name": worker_names(tables, people),
            "role": looked_up(people, by_id["role"]).fillna(looked_up(people, workers["job_title"])),
            "team": team_names(tables, team),
            "agency": looked_up(people, by_id["agency"]).fillna(looked_up(people, workers["agency"])).map(_YES),
            "newly_qualified": looked_up(people, by_id["newly_qualified"]).map(_YES),
            "full_time_equivalent": hours,
            "children": count,
            "children_for_a_full_time_post": (count / hours).round(1),
        }
    ).astype(STAFF)
    frame = frame.sort_values(["team", "worker_name", "worker_id"], na_position="last", ignore_index=True)
    waiting = pd.Series(populations.open_children(tables).difference(pd.Index(held["child_id"])), dtype="string")
    unallocated = int((~about_restricted(waiting, tables)).sum())
    notes = () if tables.holds("staff") else ("The source has no workforce list: only workers who hold an open child are shown.",)
    return StaffList(frame, int(restricted.sum()), unallocated, notes)


def _most(teams: pd.Series) -> object:
    counted = teams.value_counts()
    return min(counted[counted == counted.max()].index) if len(counted) else pd.NA
