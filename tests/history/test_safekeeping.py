"""Backups open and are whole, nothing else is taken for one, and whatever happens in a restore the history is the old or the new."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import shutil
import sqlite3
import stat

import pytest

from fscp_readiness.history import backups, engines, open_state, open_store, safekeeping
from fscp_readiness.history.state import HISTORY_FILE, State, StateRefused
from fscp_readiness.history.trail import published_heads
from tests.history.killing import killed_at
from tests.history.nights import CANARY, FIRST, everything, kept

DAY = dt.timedelta(days=1)
SAID = ("2026-12-01T09:00", "the data team")


@pytest.fixture
def lived(state):
    """A state folder with three nights in it."""
    store = open_store(state)
    for number in range(3):
        kept(store, state, number)
    store.close()
    return state


def held(state):
    store = open_store(state)
    try:
        return everything(store)
    finally:
        store.close()


def without_the_last_entry(tables):
    return {name: rows[:-1] if name == "audit" else rows for name, rows in tables.items()}


def damage(state):
    """Zeros over one page in the middle."""
    path = state.folder / HISTORY_FILE
    content = bytearray(path.read_bytes())
    content[4096 * 4 : 4096 * 5] = bytes(4096)
    path.write_bytes(content)
    return bytes(content)


# Backups


def test_a_backup_is_encrypted_its_owner_s_alone_and_leaves_nothing_else_behind(lived):
    before = sorted(path.name for path in lived.folder.iterdir())
    made = safekeeping.backup(lived, FIRST)
    content = made.path.read_bytes()
    assert CANARY.encode() in (lived.folder / HISTORY_FILE).read_bytes() and CANARY.encode() not in content and b"SQLite" not in content
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600 and made.size == len(content) and made.entries == 3
    assert sorted(path.name for path in lived.folder.iterdir()) == sorted([*before, "backups"])
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name] == ["history-2026-11-23.backup"]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_backup_of_either_engine_holds_everything(state, tmp_path, request, monkeypatch, engine):
    store = open_store(state)
    for number in range(3):
        kept(store, state, number)
    store.close()
    if engine == "postgresql":
        from fscp_readiness.history.moving import move

        monkeypatch.setenv("FSCP_STORE_URL", request.getfixturevalue("database"))
        move(state, request.getfixturevalue("database"), *SAID)
    made = safekeeping.backup(state, FIRST)
    elsewhere = State(tmp_path / "elsewhere", state.key, False)
    elsewhere.folder.mkdir()
    shutil.copy(state.folder / "key.json", elsewhere.folder)
    safekeeping.restore(elsewhere, made.path, *SAID)
    assert without_the_last_entry(held(elsewhere)) == held(state)


def test_one_flipped_bit_anywhere_or_a_cut_end_is_never_taken_for_a_backup(lived):
    content = safekeeping.backup(lived, FIRST).path.read_bytes()
    lots = random.Random(115)
    places = [*range(90), *(lots.randrange(len(content)) for _ in range(100))]
    for place in places:
        wrong = bytearray(content)
        wrong[place] ^= 1 << lots.randrange(8)
        with pytest.raises(StateRefused):
            backups.opened(lived.key, bytes(wrong), "it")
    for end in (0, 1, 60, 90, 100, len(content) - 1):
        with pytest.raises(StateRefused):
            backups.opened(lived.key, content[:end], "it")


def test_a_history_that_is_damaged_or_cut_off_is_not_backed_up_over_a_good_one(lived, tmp_path):
    made = safekeeping.backup(lived, FIRST)
    good = made.path.read_bytes()
    whole = (lived.folder / HISTORY_FILE).read_bytes()
    damage(lived)
    with pytest.raises(StateRefused, match="HIST-115"):
        safekeeping.backup(lived, FIRST)
    (lived.folder / HISTORY_FILE).write_bytes(whole)
    store = open_store(lived)
    later = kept(store, lived, 3)
    store.close()
    (lived.folder / HISTORY_FILE).write_bytes(whole)
    with pytest.raises(StateRefused, match="HIST-116"):
        safekeeping.backup(lived, FIRST, anchors=[later])
    assert made.path.read_bytes() == good


def test_what_was_written_is_read_again_before_it_counts(lived, monkeypatch):
    made = safekeeping.backup(lived, FIRST)
    good, write = made.path.read_bytes(), safekeeping.disk.write
    monkeypatch.setattr(safekeeping.disk, "write", lambda path, content: write(path, content[:-1] + bytes([content[-1] ^ 1])))
    with pytest.raises(StateRefused, match="BAK-02"):
        safekeeping.backup(lived, FIRST)
    assert made.path.read_bytes() == good


def test_fourteen_days_and_the_first_of_six_months_are_kept_and_older_ones_deleted():
    days: list[dt.date] = []
    for number in range(500):
        days.append(FIRST + number * DAY)
        for gone in safekeeping.to_delete(days):
            days.remove(gone)
    last = FIRST + 499 * DAY
    assert days[-14:] == [last - back * DAY for back in range(13, -1, -1)]
    firsts = [day for day in days if day.day == 1]
    assert len({(day.year, day.month) for day in firsts}) == 6 and len(days) == 14 + len([day for day in firsts if day not in days[-14:]])


def test_deleting_older_backups_leaves_every_other_file_alone(lived):
    folder = lived.folder / "backups"
    folder.mkdir()
    for number in range(40):
        (folder / backups.name_of(FIRST - number * DAY)).write_bytes(b"")
    others = ["history-2020-01-01.backup.copy", "history-2020-99-99.backup", "notes.txt"]
    for name in others:
        (folder / name).write_bytes(b"")
    made = safekeeping.backup(lived, FIRST)
    left = {path.name for path in folder.iterdir()}
    assert set(others) <= left and len(made.gone) == 24 and not set(made.gone) & left


@pytest.mark.parametrize(("missed", "age"), [(0, 0), (1, 1), (2, 2)])
def test_fault_123_how_many_days_old_the_newest_backup_is(lived, missed, age):
    assert safekeeping.age_of_newest_backup(lived, FIRST) is None
    safekeeping.backup(lived, FIRST)
    assert safekeeping.age_of_newest_backup(lived, FIRST + missed * DAY) == age


def test_fault_123_the_drill_opens_the_newest_backup_that_is_whole_and_names_those_that_are_not(lived):
    safekeeping.backup(lived, FIRST)
    bad = safekeeping.backup(lived, FIRST + DAY).path
    bad.write_bytes(bad.read_bytes()[:-1])
    opened, skipped = safekeeping.newest_whole(lived)
    assert opened.made_on == FIRST and skipped == (bad.name,) and CANARY not in repr(opened)


# The key


@pytest.mark.parametrize("beside", ["history.sqlite", "store.json", "backups"])
def test_fault_126_a_key_that_is_missing_beside_anything_kept_is_never_made_again(lived, beside, tmp_path):
    safekeeping.backup(lived, FIRST)
    folder = tmp_path / "found"
    folder.mkdir()
    kept_there = lived.folder / beside
    if kept_there.is_dir():
        shutil.copytree(kept_there, folder / beside)
    else:
        (folder / beside).write_bytes(kept_there.read_bytes() if kept_there.exists() else b"{}")
    with pytest.raises(StateRefused, match="STA-04"):
        open_state(folder)
    assert not (folder / "key.json").exists()


def test_fault_126_another_key_opens_neither_the_history_nor_a_backup_and_changes_nothing(lived, tmp_path):
    made = safekeeping.backup(lived, FIRST)
    before = held(lived)
    shutil.copy(open_state(tmp_path / "another").folder / "key.json", lived.folder / "key.json")
    other = open_state(lived.folder)
    with pytest.raises(StateRefused, match="HIST-126"):
        open_store(other)
    with pytest.raises(StateRefused, match="HIST-126"):
        safekeeping.restore(other, made.path, *SAID)
    with pytest.raises(StateRefused, match="BAK-04"):
        safekeeping.recover(other, *SAID)
    assert held(lived) == before


def test_fault_125_a_machine_rebuilt_from_nothing_needs_the_backup_and_the_key_alone(lived, tmp_path):
    made = safekeeping.backup(lived, FIRST, tmp_path / "elsewhere")
    before = held(lived)
    key = (lived.folder / "key.json").read_bytes()
    shutil.rmtree(lived.folder)
    lived.folder.mkdir()
    (lived.folder / "key.json").write_bytes(key)
    again = open_state(lived.folder)
    done = safekeeping.restore(again, made.path, *SAID)
    assert done.aside == "" and without_the_last_entry(held(again)) == before
    store = open_store(again)
    assert store.trail()[-1].event == "restored" and store.lives(FIRST + 2 * DAY)["child_id"].eq(CANARY).all()
    kept(store, again, 3)
    store.close()


# Damage


def test_fault_115_any_page_lost_or_the_file_cut_short_is_seen_at_the_opening(lived):
    path = lived.folder / HISTORY_FILE
    whole = path.read_bytes()
    pages = len(whole) // 4096
    assert pages > 15
    for page in range(pages):
        path.write_bytes(whole[: page * 4096] + bytes(4096) + whole[(page + 1) * 4096 :])
        with pytest.raises(StateRefused, match="HIST-115"):
            open_store(lived)
    for length in (1, 100, 4095, 4096, 5000, len(whole) - 4096):
        path.write_bytes(whole[:length])
        with pytest.raises(StateRefused, match="HIST-115"):
            open_store(lived)
    path.write_bytes(whole)
    open_store(lived).close()


def test_fault_115_random_bytes_over_any_part_are_seen_or_leave_the_trail_as_it_was(lived):
    """Pages may hold together and still say something else: a letter within an entry is seen by its seal."""
    path = lived.folder / HISTORY_FILE
    whole, lots, seen = path.read_bytes(), random.Random(116), 0
    written = [start for start in range(0, len(whole) - 600, 200) if any(whole[start : start + 600])]  # elsewhere nothing is kept
    trail = open_store(lived)
    expected = trail.trail()
    trail.close()
    for _ in range(60):
        start, wrong = lots.choice(written), bytearray(whole)
        wrong[start : start + 600] = lots.randbytes(600)
        path.write_bytes(wrong)
        try:
            store = open_store(lived)
        except StateRefused as told:
            assert told.code in ("HIST-115", "HIST-155", "HIST-126")
            seen += 1
        else:
            assert store.trail() == expected
            store.close()
    assert seen > 40


def test_fault_115_a_damaged_history_is_put_back_from_the_newest_whole_backup_and_kept_aside(lived):
    safekeeping.backup(lived, FIRST)
    store = open_store(lived)
    kept(store, lived, 3)
    store.close()
    expected = held(lived)
    safekeeping.backup(lived, FIRST + DAY)
    broken = safekeeping.backup(lived, FIRST + 2 * DAY).path
    broken.write_bytes(b"")
    wrong = damage(lived)
    done = safekeeping.recover(lived, *SAID)
    assert without_the_last_entry(held(lived)) == expected
    assert (lived.folder / done.aside).read_bytes() == wrong
    assert done.sentence == (
        "The history was put back as it was in the backup of 2026-11-24. What was there before is kept as history.aside-1.sqlite in the "
        "state folder. Not used, because they do not open: history-2026-11-25.backup."
    )
    damage(lived)
    assert safekeeping.recover(lived, *SAID).aside == "history.aside-2.sqlite"


def test_fault_115_without_a_backup_that_opens_nothing_is_touched(lived):
    wrong = damage(lived)
    with pytest.raises(StateRefused, match="BAK-04"):
        safekeeping.recover(lived, *SAID)
    assert (lived.folder / HISTORY_FILE).read_bytes() == wrong


# Its end missing


@pytest.fixture
def cut(state, tmp_path):
    """A history whose last two nights were lost after their packs were published, a backup of the night before them, and the packs."""
    out = tmp_path / "out"
    store = open_store(state)
    for number in range(2):
        kept(store, state, number, out=out)
    store.close()
    safekeeping.backup(state, FIRST + DAY)
    early = (state.folder / HISTORY_FILE).read_bytes()
    store = open_store(state)
    for number in (2, 3, 4):
        kept(store, state, number, out=out)
    store.close()
    open_store(state, anchors=published_heads(out)[0]).close()
    (state.folder / HISTORY_FILE).write_bytes(early)
    return state, out


def test_fault_116_a_history_whose_end_was_lost_is_told_by_the_packs(cut):
    state, out = cut
    open_store(state).close()  # by itself it looks whole
    with pytest.raises(StateRefused, match=r"A pack knows 4 entries and there are 2.*HIST-116"):
        open_store(state, anchors=published_heads(out)[0])


def test_fault_116_once_put_back_the_packs_that_know_more_are_named_and_a_later_cut_is_still_seen(cut):
    state, out = cut
    done = safekeeping.recover(state, *SAID, anchors=published_heads(out)[0])
    assert done.unknown == 2
    store = open_store(state, anchors=published_heads(out)[0])
    restored = (state.folder / HISTORY_FILE).read_bytes()
    kept(store, state, 10, out=out)
    kept(store, state, 11, out=out)
    store.close()
    open_store(state, anchors=published_heads(out)[0]).close()
    (state.folder / HISTORY_FILE).write_bytes(restored)
    with pytest.raises(StateRefused, match="HIST-116"):
        open_store(state, anchors=published_heads(out)[0])


def test_fault_116_an_excuse_that_was_not_sealed_with_the_key_excuses_nothing(cut):
    state, out = cut
    safekeeping.recover(state, *SAID, anchors=published_heads(out)[0])
    store = open_store(state)
    entries = store.trail()
    store.close()
    from fscp_readiness.history.audit import lost, verify

    claimed = dataclasses.replace(entries[-1], about=entries[-1].about + ", " + lost(published_heads(out)[0]))
    assert verify(state.key, entries, published_heads(out)[0]) == []
    assert len(verify(state.key, [*entries[:-1], claimed], published_heads(out)[0])) == 3


# A restore that is stopped


def test_a_restore_killed_at_any_step_leaves_the_old_history_or_the_new_one_and_runs_again(lived, tmp_path):
    made = safekeeping.backup(lived, FIRST)
    backed_up = held(lived)
    store = open_store(lived)
    kept(store, lived, 3)
    store.close()
    old = held(lived)
    begun = tmp_path / "begun"
    lived.folder.rename(begun)
    number, seen = 0, []
    while True:
        folder = tmp_path / f"state {number}"
        shutil.copytree(begun, folder)
        state = State(folder, lived.key, False)
        killed = killed_at(number, lambda state=state: safekeeping.restore(state, state.folder / "backups" / made.path.name, *SAID))
        now = held(state)
        assert now == old or without_the_last_entry(now) == backed_up
        seen.append(now == old)
        safekeeping.restore(state, state.folder / "backups" / made.path.name, *SAID)
        assert without_the_last_entry(held(state)) == backed_up
        left = {path.name for path in state.folder.iterdir() if "aside" not in path.name}
        assert left <= {"backups", "history.sqlite", "key.json", "lock"}, left
        shutil.rmtree(folder)
        if not killed:
            break
        number += 1
    assert number > 15 and seen == sorted(seen, reverse=True) and seen[0] and not seen[-1]


def test_what_was_written_after_the_file_is_never_played_into_the_backup_that_takes_its_place(lived):
    """SQLite's log beside a file belongs to that file alone."""
    made = safekeeping.backup(lived, FIRST)
    backed_up = held(lived)
    path = lived.folder / HISTORY_FILE
    store = open_store(lived)
    kept(store, lived, 3)
    log, main = engines.beside(path, "-wal").read_bytes(), path.read_bytes()
    store.close()
    path.write_bytes(main)
    engines.beside(path, "-wal").write_bytes(log)
    done = safekeeping.restore(lived, made.path, *SAID)
    assert without_the_last_entry(held(lived)) == backed_up
    with sqlite3.connect(lived.folder / done.aside) as connection:
        assert connection.execute("SELECT count(*) FROM run").fetchone() == (4,), "the log was kept with its own file"


def test_a_history_in_postgresql_is_not_restored_over(lived, database, monkeypatch):
    from fscp_readiness.history.moving import move

    made = safekeeping.backup(lived, FIRST)
    monkeypatch.setenv("FSCP_STORE_URL", database)
    move(lived, database, *SAID)
    with pytest.raises(StateRefused, match="BAK-06"):
        safekeeping.restore(lived, made.path, *SAID)
