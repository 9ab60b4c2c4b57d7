"""What is over age goes: rows of the history, snapshots, packs, bundles, workbooks that came back, what a restore left beside.

The days are the council's (``[retention]`` of config/service.toml); nothing that a hold covers goes, and nothing that current.json names.
Killed at any moment it is done again and ends the same. Once a week it opens a backup, to see that one can be.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fscp_readiness.history import State, Store, default_folder, disk, holds, locked, open_state, open_store
from fscp_readiness.history.ageing import let_go, months_before
from fscp_readiness.history.audit import Event
from fscp_readiness.history.forgetting import leave_no_bytes
from fscp_readiness.history.health import drill, health
from fscp_readiness.history.holds import Held
from fscp_readiness.history.run_id import PATTERN
from fscp_readiness.history.snapshots import remove_old, runs_kept
from fscp_readiness.history.trail import published_heads
from fscp_readiness.packs import removed
from fscp_readiness.packs.publish import PACKS, read_current
from fscp_readiness.packs.recall import names
from fscp_readiness.settings.service import Retention

from .settled import settled

WHO: Final = "retention"
_ASIDES: Final = ("history.aside-*.sqlite*", "history.sqlite.moved*")
_CRASHES: Final = "crashes"


@dataclass(frozen=True)
class Retained:
    """What went, by kind, and what the drill found, blank where none was due. Counts; nobody's data."""

    gone: dict[str, int] = field(default_factory=dict)
    drilled: str = ""

    @property
    def drill_failed(self) -> bool:
        return self.drilled.startswith("none")


def retain(out: Path, as_at: dt.date, said_at: str, state: Path | None = None, config: Path | None = None) -> Retained:
    """Let go of everything that is over age on ``as_at``. Raises StateRefused, AnotherRun, ConfigProblem."""
    rules = settled(config).service.retention
    opened = open_state(state or default_folder(out), make=False)
    with locked(opened, f"for retention on {as_at}"):
        heads, _ = published_heads(out)
        with closing(open_store(opened, anchors=heads)) as store:
            gone = dict(let_go(opened, store, as_at, rules, said_at))
            if gone:
                leave_no_bytes(opened, store)
            covered = holds.held(store, as_at)
            gone["packs"] = _packs(store, opened, out, as_at, said_at, rules, covered)
            gone["bundles"] = _bundles(out, as_at, rules, covered)
            gone["workbooks that came back"] = sum(_old_files(out / "inbox", "**/*", months_before(as_at, rules.papers_months), covered))
            runs = store.runs()
            stay = set(runs["run"].tail(2)) | holds.runs_held(store, runs_kept(opened), as_at)
            gone["snapshots"] = remove_old(opened, as_at, rules.snapshot_days, keep=stay)
            asides = [_old_files(opened.folder, each, as_at - dt.timedelta(days=rules.aside_days), covered) for each in _ASIDES]
            gone["asides"] = sum(sum(each) for each in asides)
            crashes = _old_files(opened.folder / _CRASHES, "*", as_at - dt.timedelta(days=rules.crash_days), Held())
            gone["crash files"] = sum(crashes)
            due = health(opened, as_at, store).drill_due
            drilled = drill(opened, store, as_at, said_at) if due else ""
    return Retained({name: count for name, count in gone.items() if count}, drilled)


def _packs(store: Store, state: State, out: Path, as_at: dt.date, said_at: str, rules: Retention, covered: Held) -> int:
    """Packs lose their papers and rows; the last of each month keeps its counts for as long as counts are kept, with its manifest."""
    before, whole = months_before(as_at, rules.papers_months), months_before(as_at, 12 * rules.counts_years)
    current = read_current(out)
    folder = out / PACKS
    packs = sorted(each for each in folder.iterdir() if PATTERN.fullmatch(each.name)) if folder.is_dir() else []
    last = {each.name[:7]: each.name for each in packs}
    known = {entry.about for entry in store.trail() if entry.event == Event.RETENTION}
    count = 0
    for pack in packs:
        day = dt.date.fromisoformat(pack.name[:10])
        if day >= before or (current and current.run == pack.name) or covered.day(day) or _lists_held(pack, covered):
            continue
        if day < whole or not (pack / removed.MANIFEST).exists():
            disk.remove_folder(pack)
            store.write_down(state.key, said_at, Event.RETENTION, WHO, f"pack {pack.name}: all of it went")
            count += 1
            continue
        try:
            went, digest = removed.take_out(pack, as_at, keep_counts=last[pack.name[:7]] == pack.name)
        except (ValueError, KeyError, TypeError):
            continue  # a manifest that cannot be read: audit verify names it (AUD-06), and a person must look
        if digest and not any(digest in about for about in known):
            files = len(removed.taken_out(pack))
            store.write_down(state.key, said_at, Event.RETENTION, WHO, removed.told(pack.name, went or files, digest))
            count += 1
    return count


def _lists_held(pack: Path, covered: Held) -> bool:
    rows = [*(pack / "rows").glob("*.csv"), *(pack / "sealed").glob("*.csv")] if covered.children else []
    return any(names(each.read_bytes(), covered.children) for each in rows)


def _bundles(out: Path, as_at: dt.date, rules: Retention, covered: Held) -> int:
    """inspection/DATE, the bundle of a call on that day."""
    before, folder, count = months_before(as_at, rules.papers_months), out / "inspection", 0
    for each in sorted(folder.iterdir()) if folder.is_dir() else []:
        try:
            day = dt.date.fromisoformat(each.name)
        except ValueError:
            continue
        held = covered.day(day) or any(
            names(file.read_bytes(), covered.children) for file in each.rglob("*.csv") if covered.children
        )  # fmt: skip
        if day < before and not held:
            disk.remove_folder(each)
            count += 1
    return count


def _old_files(folder: Path, pattern: str, before: dt.date, covered: Held) -> Iterator[int]:
    """Take away files last written before a day; a 1 for each."""
    for path in sorted(folder.glob(pattern)) if folder.is_dir() else []:
        if path.is_file() and not path.is_symlink():
            written = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).date()
            if written < before and not covered.day(written) and not covered.children:
                disk.remove(path)
                yield 1
