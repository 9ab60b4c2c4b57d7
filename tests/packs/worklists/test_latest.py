"""latest/ agrees with the newest pack, whatever was there, whoever has a workbook open, and wherever it was stopped."""

from __future__ import annotations

import datetime as dt
import errno
import os
from pathlib import Path

import pytest

from fscp_readiness.history import disk
from fscp_readiness.packs.publish import Identity, publish
from fscp_readiness.packs.worklists.latest import refresh


def published(out: Path, day: int, **workbooks: str) -> str:
    """A pack of that day with those teams' workbooks."""

    def write(folder: Path) -> None:
        (folder / "data").mkdir()
        (folder / "data/README.txt").write_text("counts")
        for team, content in workbooks.items():
            (folder / f"worklists/{team}").mkdir(parents=True)
            (folder / f"worklists/{team}/{team}.xlsx").write_text(content)
            (folder / f"worklists/{team}/{team}.parquet").write_text("typed")

    run = f"2016-05-{day:02}-0a1b2c3d"
    publish(out, Identity(run, dt.date(2016, 5, day), "f", "s", "c", "s", {}), write)
    return run


def there(out: Path) -> dict[str, str]:
    top = out / "latest"
    return {path.relative_to(top).as_posix(): path.read_text() for path in sorted(top.rglob("*")) if path.is_file()} if top.exists() else {}


def test_every_teams_workbook_is_there_under_its_own_name_with_an_inbox_and_follows_the_newest_pack(tmp_path: Path) -> None:
    published(tmp_path, 23, all="a", t1="1")
    assert refresh(tmp_path) == refresh(tmp_path) == ()
    assert there(tmp_path) == {"all/all.xlsx": "a", "t1/t1.xlsx": "1"}
    assert sorted(path.name for path in (tmp_path / "inbox").iterdir()) == ["all", "t1"]
    published(tmp_path, 24, all="b", t2="2")
    assert refresh(tmp_path) == ()
    assert there(tmp_path) == {"all/all.xlsx": "b", "t2/t2.xlsx": "2"} and not (tmp_path / "latest/t1").exists()
    published(tmp_path, 22, all="old", t1="old")
    assert refresh(tmp_path) == () and there(tmp_path) == {"all/all.xlsx": "b", "t2/t2.xlsx": "2"}


def test_a_night_that_may_list_nobody_leaves_no_workbook_behind(tmp_path: Path) -> None:
    published(tmp_path, 23, all="a", t1="1")
    refresh(tmp_path)
    published(tmp_path, 24)
    assert refresh(tmp_path) == () and there(tmp_path) == {}


def test_before_the_first_pack_nothing_is_made(tmp_path: Path) -> None:
    assert refresh(tmp_path) == () and not list(tmp_path.iterdir())


def test_fault_146_a_workbook_that_is_open_stays_and_the_new_one_lies_beside_it_until_it_is_closed(tmp_path, monkeypatch) -> None:
    published(tmp_path, 23, all="a", t1="1")
    refresh(tmp_path)
    run, real = published(tmp_path, 24, all="b", t1="2"), os.replace

    def held_open(source, target):
        if Path(target).name == "t1.xlsx":
            raise PermissionError(errno.EACCES, "open in Excel")
        real(source, target)

    monkeypatch.setattr(os, "replace", held_open)
    for _ in range(2):
        (said,) = refresh(tmp_path)
        assert said.startswith(f"latest/t1/t1.xlsx is open somewhere and stays as it is: tonight's is t1-{run}.xlsx") and "WRK-06" in said
        assert there(tmp_path) == {"all/all.xlsx": "b", "t1/t1.xlsx": "1", f"t1/t1-{run}.xlsx": "2"}
    later = published(tmp_path, 25, all="c", t1="3")
    refresh(tmp_path)
    assert there(tmp_path) == {"all/all.xlsx": "c", "t1/t1.xlsx": "1", f"t1/t1-{later}.xlsx": "3"}
    monkeypatch.undo()
    assert refresh(tmp_path) == () and there(tmp_path) == {"all/all.xlsx": "c", "t1/t1.xlsx": "3"}


def test_fault_146_a_workbook_that_should_go_and_is_open_is_said_and_goes_later(tmp_path, monkeypatch) -> None:
    published(tmp_path, 23, all="a", t1="1")
    refresh(tmp_path)
    published(tmp_path, 24, all="b")

    def held_open(path):
        raise PermissionError(errno.EACCES, "open in Excel")

    monkeypatch.setattr(os, "unlink", held_open)
    (said,) = refresh(tmp_path)
    assert "latest/t1/t1.xlsx is open somewhere and could not be taken away" in said
    monkeypatch.undo()
    assert refresh(tmp_path) == () and there(tmp_path) == {"all/all.xlsx": "b"}


def test_what_people_saved_there_themselves_is_left_alone(tmp_path: Path) -> None:
    published(tmp_path, 23, all="a", t1="1")
    refresh(tmp_path)
    for name in ("my copy.xlsx", "~$t1.xlsx", "t1-notes.xlsx"):
        (tmp_path / "latest/t1" / name).write_text("theirs")
    published(tmp_path, 24, all="b")
    refresh(tmp_path)
    assert set(there(tmp_path)) == {"all/all.xlsx", "t1/my copy.xlsx", "t1/~$t1.xlsx", "t1/t1-notes.xlsx"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_says_no_is_said_in_a_sentence_and_stops_no_other_team(tmp_path, monkeypatch, number) -> None:
    published(tmp_path, 23, all="a", t1="1")
    real = disk.write

    def refuses(path, content):
        if path.parent.name == "all":
            raise OSError(number, os.strerror(number))
        real(path, content)

    monkeypatch.setattr(disk, "write", refuses)
    (said,) = refresh(tmp_path)
    assert "latest/all could not be refreshed: " in said and "The pack stands" in said
    assert there(tmp_path) == {"t1/t1.xlsx": "1"}


def test_stopped_anywhere_it_is_put_right_the_next_time(tmp_path, monkeypatch) -> None:
    class Stopped(BaseException):
        pass

    for stop in range(40):
        out = tmp_path / str(stop)
        out.mkdir()
        published(out, 23, all="a", t1="1", t9="9")
        refresh(out)
        published(out, 24, all="b", t1="2", t2="3")
        done = 0

        def counted(real, stop=stop):
            def act(*args, **words):
                nonlocal done
                done += 1
                if done > stop:
                    raise Stopped
                return real(*args, **words)

            return act

        with monkeypatch.context() as patched:
            for name in ("replace", "unlink", "mkdir", "rmdir", "open", "write"):
                patched.setattr(os, name, counted(getattr(os, name)))
            try:
                refresh(out)
                finished = True
            except Stopped:
                finished = False
        assert refresh(out) == ()
        assert there(out) == {"all/all.xlsx": "b", "t1/t1.xlsx": "2", "t2/t2.xlsx": "3"}, stop
        assert not (out / "latest/t9").exists()
        if finished:
            return
    raise AssertionError("it was always stopped")
