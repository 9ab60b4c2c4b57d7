"""Packs, bundles, workbooks and what lies beside the history go when their time has come; the newest pack and what is held stay."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil

import pytest

from fscp_readiness.history import disk, holds, open_state, open_store, safekeeping
from fscp_readiness.history.health import health
from fscp_readiness.history.snapshots import FOLDER, runs_kept
from fscp_readiness.history.trail import published_heads
from fscp_readiness.night.retention import retain
from fscp_readiness.packs.publish import Identity, publish, verify
from fscp_readiness.packs.removed import not_told
from tests.history.killing import killed_at

NOW = dt.date(2026, 11, 23)
SAID = f"{NOW}T06:00"
AGES = (1, 40, 400, 410, 2000, 2600)
"""Days that packs, bundles and workbooks are old."""


def day(age: int) -> dt.date:
    return NOW - dt.timedelta(days=age)


@pytest.fixture
def out(tmp_path):
    """Six nights' packs of ten years, bundles, workbooks that came back, snapshots and what a restore left."""
    out = tmp_path / "out"
    state = open_state(out / ".state")
    for age in sorted(AGES, reverse=True):
        run = f"{day(age)}-{age:08x}"

        def write(folder, age=age):
            for name in ("data/measures.csv", "rows/findings.csv", "worklists/all/all.xlsx", "leadership/pack.pdf"):
                disk.make_folder((folder / name).parent)
                (folder / name).write_text(f"C{age:06},{name}")

        publish(out, Identity(run, day(age), "ilacs-2026", "made up", "1", "1", {}), write)
        written(out / "inspection" / day(age).isoformat() / "checks.csv", age)
        written(out / "inbox" / "east" / "read" / f"{age}.xlsx", age)
        written(state.folder / f"history.aside-{age}.sqlite", age)
        written(state.folder / "crashes" / f"{age}.crash", age)
        written(state.folder / FOLDER / f"{run}.snapshot", age)
    open_store(state).close()
    return out


def written(path, age):
    disk.make_folder(path.parent)
    path.write_text("made up")
    stamp = dt.datetime.combine(day(age), dt.time(12), dt.UTC).timestamp()
    os.utime(path, (stamp, stamp))


def everything(out):
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file() and ".state/history.sqlite" not in str(path)}


def ages(out, pattern):
    return sorted(int(path.stem.split("-")[-1]) for path in out.glob(pattern))


def test_what_is_over_age_goes_and_the_rest_stays(out):
    done = retain(out, NOW, SAID)
    packs = {age: out / "packs" / f"{day(age)}-{age:08x}" for age in AGES}
    assert not packs[2600].exists(), "older than counts are kept"
    for age in (400, 410, 2000):
        left = sorted(path.relative_to(packs[age]).as_posix() for path in packs[age].rglob("*") if path.is_file())
        assert left == [*(["data/measures.csv"] if age != 410 else []), "manifest.json", "removed.json"] or age == 410, (age, left)
        assert verify(packs[age]) == []
    for age in (1, 40):
        assert verify(packs[age]) == [] and not (packs[age] / "removed.json").exists()
    assert sorted(path.name for path in (out / "inspection").iterdir()) == [str(day(40)), str(day(1))]
    assert ages(out, "inbox/east/read/*.xlsx") == [1, 40]
    assert ages(out / ".state", "history.aside-*.sqlite") == [1] and ages(out / ".state", "crashes/*") == [1]
    assert [each[:10] for each in runs_kept(open_state(out / ".state"))] == [str(day(40)), str(day(1))]
    assert done.gone["packs"] == 4 and done.gone["bundles"] == 4 and done.gone["snapshots"] == 4


def test_the_counts_of_the_last_pack_of_a_month_stay_and_of_no_other(out):
    retain(out, NOW, SAID)
    kept = {age: (out / "packs" / f"{day(age)}-{age:08x}" / "data" / "measures.csv").exists() for age in (400, 410, 2000)}
    assert kept == {400: True, 410: day(400).month != day(410).month, 2000: True}


def test_the_auditor_finds_all_of_it_written_down_and_nothing_missing(out):
    retain(out, NOW, SAID)
    state = open_state(out / ".state")
    store = open_store(state, anchors=published_heads(out)[0])
    told = [entry.about for entry in store.trail()]
    assert not_told(sorted((out / "packs").iterdir()), told) == [] and not published_heads(out)[1]
    assert "C000" not in repr(told)
    store.close()


def test_done_again_it_does_nothing(out):
    retain(out, NOW, SAID)
    before, trail = everything(out), _trail(out)
    assert retain(out, NOW, SAID).gone == {} and everything(out) == before and _trail(out) == trail


def _trail(out):
    store = open_store(open_state(out / ".state"))
    try:
        return store.trail()
    finally:
        store.close()


@pytest.mark.parametrize("what", ["everything", "days", "child"])
def test_nothing_under_a_hold_goes(out, what):
    state = open_state(out / ".state")
    words = {"everything": {}, "days": {"days_from": day(401), "days_to": day(399)}, "child": {"child_id": "C000400"}}[what]
    store = open_store(state)
    holds.place(state, store, "inspection", "Director", "The inspection goes on", SAID, **words)
    store.close()
    before = everything(out)
    retain(out, NOW, SAID)
    after = everything(out)
    pack = {name for name in before if name.startswith(f"packs/{day(400)}")}
    assert len(pack) == 5 and pack <= after
    if what == "everything":
        assert before - after == {f".state/crashes/{age}.crash" for age in AGES if age > 14}
    else:
        assert f"packs/{day(2000)}-{2000:08x}/rows/findings.csv" in before - after


def test_a_hold_that_was_lifted_holds_nothing(out):
    state = open_state(out / ".state")
    store = open_store(state)
    holds.place(state, store, "inspection", "Director", "The inspection goes on", SAID)
    holds.lift(state, store, 1, "Director", SAID)
    store.close()
    assert retain(out, NOW, SAID).gone["packs"] == 4


def test_what_current_names_is_never_taken_away(out):
    later = NOW + dt.timedelta(days=4000)
    retain(out, later, f"{later}T06:00")
    current = json.loads((out / "current.json").read_text())
    assert verify(out / current["path"]) == [] and (out / current["path"] / "rows" / "findings.csv").exists()
    assert len(list((out / "packs").iterdir())) == 1


def test_killed_at_any_moment_it_runs_again_and_ends_the_same(out):
    before = out.with_name("before")
    shutil.copytree(out, before)
    retain(out, NOW, SAID)
    expected = everything(out)
    for number in (3, 5, 9, 14, 20, 30, 45):
        shutil.rmtree(out)
        shutil.copytree(before, out)
        assert killed_at(number, lambda: retain(out, NOW, SAID))
        assert all(verify(each) == [] for each in (out / "packs").iterdir() if day(2600).isoformat() not in each.name), number
        retain(out, NOW, SAID)
        assert everything(out) == expected, number
        assert not not_told(sorted((out / "packs").iterdir()), [entry.about for entry in _trail(out)])


def test_fault_123_once_a_week_a_backup_is_opened_and_what_came_of_it_is_known(out):
    state = open_state(out / ".state")
    assert retain(out, NOW, SAID).drill_failed, "there is none"
    assert (health(state, NOW).drill_worked, health(state, NOW).backup_age) == (False, None)
    safekeeping.backup(state, NOW - dt.timedelta(days=2))
    found = []
    for days in range(16):
        today = NOW + dt.timedelta(days=days)
        found.append(bool(retain(out, today, f"{today}T06:00").drilled))
    assert [number for number, drilled in enumerate(found) if drilled] == [7, 14]
    told = health(state, NOW + dt.timedelta(days=16))
    assert (told.last_drill, told.drill_worked, told.drill_due) == (NOW + dt.timedelta(days=14), True, False)
    assert (told.newest_backup, told.backup_age, told.last_retention) == (NOW - dt.timedelta(days=2), 18, NOW + dt.timedelta(days=15))


def test_what_is_known_of_the_keeping_is_plain_days_and_counts(out):
    state = open_state(out / ".state")
    told = health(state, NOW).told()
    assert json.loads(json.dumps(told)) == told and told["snapshots"] == 6 and told["snapshots_from"] == str(day(2600))
    assert (
        hashlib.sha256(json.dumps(told).encode()).hexdigest() == hashlib.sha256(json.dumps(health(state, NOW).told()).encode()).hexdigest()
    )
