"""A child forgotten everywhere this service can reach, and a list of what it cannot take back: papers that were published, and backups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from fscp_readiness.findings.restriction import restricted_children
from fscp_readiness.history import State, StateRefused, backups, default_folder, forgetting, locked, open_state, open_store
from fscp_readiness.history.ageing import months_before
from fscp_readiness.history.safekeeping import DAILY, MONTHLY, folder_of
from fscp_readiness.history.snapshots import read_snapshot, runs_kept
from fscp_readiness.history.trail import published_heads
from fscp_readiness.packs.recall import Paper, papers_with

from .forgotten import out_of_snapshots
from .kept_night import tables_of
from .settled import settled


@dataclass(frozen=True, repr=False)
class Done:
    """What forgetting did. ``backups``: name -> the last day it is kept; ``asides``: files of earlier histories that hold the child."""

    rows: dict[str, int]
    snapshots: int
    papers: list[Paper]
    backups: dict[str, dt.date]
    asides: list[str]


def forget_child(
    out: Path, child_id: str, because: str, who: str, why: str, said_at: str, as_at: dt.date,
    state: Path | None = None, config: Path | None = None,
) -> Done:  # fmt: skip
    """Forget one child. Stopped anywhere, the same command finishes it.

    Raises StateRefused: under a hold (FGT-03), nobody named (FGT-01, FGT-02), or the history cannot be opened; AnotherRun.
    """
    months = settled(config).service.retention.papers_months
    opened = open_state(state or default_folder(out), make=False)
    with locked(opened, f"to forget at {said_at}"), closing(open_store(opened, anchors=published_heads(out)[0])) as store:
        forgetting.check_may_forget(store, child_id, because, who, why, as_at)
        rewritten = out_of_snapshots(opened, child_id)
        done = forgetting.forget(opened, store, child_id, because, who, said_at)
    kept_in = backups_with(opened, [child_id])
    aside = [each.name for each in sorted(opened.folder.glob("history.*")) if each.is_file() and _is_aside(each) and _holds(each, child_id)]
    return Done(done.rows, rewritten, papers_with(out, [child_id], months), kept_in, aside)


def to_recall(out: Path, child_id: str = "", state: Path | None = None, config: Path | None = None) -> list[Paper]:
    """Earlier papers that list a child; without one, those that list any child who is restricted on the last night that was kept.

    Raises StateRefused where no night's snapshot is kept, so that who is restricted is not known.
    """
    months = settled(config).service.retention.papers_months
    if child_id:
        return papers_with(out, [child_id], months)
    opened = open_state(state or default_folder(out), make=False)
    runs = runs_kept(opened)
    if not runs:
        raise StateRefused(
            "No snapshot is kept, so who is restricted now is not known. Run a night, or name the child by its id.", "RCL-01"
        )
    ids = [str(each) for each in restricted_children(tables_of(read_snapshot(opened, runs[-1])))]
    return papers_with(out, ids, months) if ids else []


def backups_with(state: State, ids: Collection[str]) -> dict[str, dt.date]:
    """The backups beside the history that hold one of these children, and the last day each is kept at most; newest first."""
    found = backups.found(folder_of(state))
    firsts = {(day.year, day.month): day for day in sorted(found, reverse=True)}
    kept = {}
    for day, path in found.items():
        try:
            content = backups.opened(state.key, path.read_bytes(), path.name).database
        except StateRefused:
            continue  # it does not open: nobody can read it
        if _held_in(content, ids):
            monthly = firsts[day.year, day.month] == day
            kept[path.name] = months_before(day, -MONTHLY) if monthly else day + dt.timedelta(days=DAILY)
    return kept


def _is_aside(path: Path) -> bool:
    return path.name.startswith(("history.aside-", "history.sqlite.moved"))


def _holds(path: Path, child_id: str) -> bool:
    return _held_in(path.read_bytes(), [child_id])


def _held_in(database: bytes, ids: Collection[str]) -> bool:
    """Does a database's file hold an id? Its values stand without a mark between them, so a longer id that holds this one counts too."""
    found = database.lower()
    return any(each.strip().lower().encode() in found for each in ids)
