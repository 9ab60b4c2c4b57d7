"""What readers find is whole, wherever a run is stopped and whatever the disk does."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import page as page_validation
import pdfplumber
import pytest

from fscp_readiness.history import disk
from fscp_readiness.packs import publish as publishing
from fscp_readiness.packs.not_drawn import NotDrawn, write_not_drawn
from fscp_readiness.packs.publish import CannotPublish, Identity, enough_room, mark_stale, publish, read_current, verify

DAY = dt.date(2016, 5, 23)
MUTATING = ("mkdir", "write", "fsync", "replace", "rename", "unlink", "rmdir", "chmod")


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "os", Machine())


def identity(day: dt.date = DAY, mark: str = "00000000") -> Identity:
    return Identity(f"{day}-{mark}", day, "sif-2013", "an SSD folder", "0.1.0", "11 standards", {"ssd_person": 50})


def contents(text: str = "a") -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        for name in ("leadership/morning.html", "worklists/all/all.xlsx", "rows/findings.csv"):
            disk.make_folder((folder / name).parent)
            disk.write(folder / name, f"{name} {text}\n".encode() * 3)

    return write


def everything(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def assert_readers_find_a_whole_pack(out: Path) -> None:
    """Invariant I1: what current.json points at is there and is what was published."""
    current = read_current(out)
    assert (out / "current.json").exists() is (current is not None), "current.json is there and cannot be read"
    if current is not None:
        assert verify(out / current.path) == []
        assert json.loads((out / current.path / "manifest.json").read_text())["as_at"] == current.as_at.isoformat()


# --- a night that goes well


def test_a_pack_is_listed_hashed_and_pointed_at(tmp_path: Path) -> None:
    done = publish(tmp_path, identity(), contents())
    assert (done.new, done.pointed, done.state) == (True, True, "fresh")
    assert json.loads((tmp_path / "current.json").read_text()) == {
        "run": "2016-05-23-00000000", "as_at": "2016-05-23", "path": "packs/2016-05-23-00000000",
        "state": "fresh", "since": None, "code": None,
    }  # fmt: skip
    manifest = json.loads((done.path / "manifest.json").read_text())
    assert list(manifest) == ["run", "as_at", "framework", "source", "code_version", "standards_version", "tables", "files", "audit_trail"]
    assert manifest["tables"] == {"ssd_person": 50}
    assert list(manifest["files"]) == ["leadership/morning.html", "rows/findings.csv", "worklists/all/all.xlsx"]
    assert verify(done.path) == []
    assert not (tmp_path / "staging").exists()


def test_what_is_published_is_for_its_owner_alone_even_what_a_renderer_wrote(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        (folder / "leadership").mkdir(mode=0o755)
        (folder / "leadership" / "pack.pdf").write_text("from a renderer that knows nothing of modes")
        os.chmod(folder / "leadership" / "pack.pdf", 0o644)

    done = publish(tmp_path / "out", identity(), write)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").rglob("*")}
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items()), modes
    assert stat.S_IMODE(done.path.stat().st_mode) == 0o700


def test_the_same_night_again_is_nothing_new(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    before = everything(tmp_path)
    again = publish(tmp_path, identity(), lambda folder: pytest.fail("a pack that is there was made again"))
    assert (again.new, again.pointed) == (False, True)
    assert everything(tmp_path) == before


def test_fault_055_a_fresh_extract_of_the_same_day_takes_the_pointer(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    assert publish(tmp_path, identity(mark="11111111"), contents("b")).pointed
    assert read_current(tmp_path).run == "2016-05-23-11111111"


def test_the_pointer_never_moves_to_an_earlier_day(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    earlier = publish(tmp_path, identity(dt.date(2016, 5, 20)), contents("b"))
    assert earlier.new and not earlier.pointed and verify(earlier.path) == []
    assert read_current(tmp_path).as_at == DAY


@pytest.mark.parametrize("held", ["", "{", "[]", '{"run": "x"}', '{"run": "x", "as_at": "soon", "path": "y"}'])
def test_a_lost_pointer_is_made_again_from_the_packs_and_not_for_an_earlier_day(tmp_path: Path, held: str) -> None:
    publish(tmp_path, identity(), contents())
    (tmp_path / "current.json").write_text(held)
    assert not publish(tmp_path, identity(dt.date(2016, 5, 20)), contents("b")).pointed
    assert read_current(tmp_path).run == "2016-05-23-00000000"


# --- damage


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda pack: (pack / "rows/findings.csv").write_text("other"), "rows/findings.csv is not the file that was published."),
        (lambda pack: (pack / "rows/findings.csv").unlink(), "rows/findings.csv is missing."),
        (lambda pack: (pack / "rows/more.csv").write_text("x"), "rows/more.csv is not listed in manifest.json."),
        (lambda pack: (pack / "manifest.json").unlink(), "manifest.json is missing or cannot be read."),
        (lambda pack: (pack / "manifest.json").write_text("{"), "manifest.json is missing or cannot be read."),
        (lambda pack: (pack / "manifest.json").write_text('{"run": "r", "files": []}'), "manifest.json is missing or cannot be read."),
        (lambda pack: ((pack / "more").symlink_to("/"), None)[1], "more is a link."),
    ],
)
def test_damage_is_seen_and_the_next_run_makes_the_pack_whole(tmp_path: Path, harm: Callable[[Path], object], said: str) -> None:
    pack = publish(tmp_path, identity(), contents()).path
    whole = everything(tmp_path)
    harm(pack)
    assert verify(pack) == [said]
    assert publish(tmp_path, identity(), contents()).new
    assert everything(tmp_path) == whole


def test_a_pack_under_another_name_is_not_whole(tmp_path: Path) -> None:
    pack = publish(tmp_path, identity(), contents()).path
    pack.rename(pack.with_name("2016-05-24-00000000"))
    said = verify(pack.with_name("2016-05-24-00000000"))
    assert said == ["manifest.json is of run 2016-05-23-00000000, and the folder is 2016-05-24-00000000."]


def test_neither_an_empty_pack_nor_a_link_is_published(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="PUB-05"):
        publish(tmp_path, identity(), lambda folder: None)
    with pytest.raises(ValueError, match="PUB-04"):
        publish(tmp_path, identity(), lambda folder: (folder / "passwd").symlink_to("/etc/passwd"))
    assert everything(tmp_path) == {}


# --- stale


def test_a_night_that_fails_marks_the_newest_pack_stale_and_says_why(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    assert mark_stale(tmp_path, dt.date(2016, 5, 24), "SRC-01", "The source could not be reached <at all>.")
    told = json.loads((tmp_path / "current.json").read_text())
    assert (told["state"], told["since"], told["code"]) == ("stale", "2016-05-24", "SRC-01")
    assert (told["run"], told["path"]) == ("2016-05-23-00000000", "packs/2016-05-23-00000000")
    page = (tmp_path / "stale.html").read_text()
    assert "There is no pack for 24 May 2016. The newest is of 23 May 2016." in page
    assert "The source could not be reached &lt;at all&gt;." in page
    assert "http" not in page, "the page needs nothing from elsewhere"
    with pdfplumber.open(tmp_path / "stale.pdf") as paper:
        assert "There is no pack for 24 May 2016" in " ".join(paper.pages[0].extract_text().split())
    assert_readers_find_a_whole_pack(tmp_path)


def test_the_stale_page_says_what_happened_what_works_and_what_to_do_apart(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    mark_stale(tmp_path, dt.date(2016, 5, 24), "SRC-01", "The source could not be reached.")
    page = (tmp_path / "stale.html").read_text()
    for words in (
        "Stale: not last night’s figures", "23 May 2016, run 2016-05-23-00000000", "SRC-01", "What still works",
        "What to do, if you read the pack", "What to do, if you look after the service", "nothing after 23 May 2016 is in them",
        "--as-at 2016-05-24", "the reporting database", 'href="packs/2016-05-23-00000000/leadership/morning.html"',
    ):  # fmt: skip
        assert words in page, words
    mark_stale(tmp_path, dt.date(2016, 5, 25), "DISK-109", "The disk is full.")
    page = (tmp_path / "stale.html").read_text()
    assert "Make room on the disk" in page and "24 May 2016" in page


def test_the_stale_page_leads_to_no_paper_that_its_pack_lacks_and_does_not_call_that_pack_whole(tmp_path: Path) -> None:
    def without_the_pack(folder: Path) -> None:
        contents()(folder)
        write_not_drawn([NotDrawn("the leadership pack", "PDF-143", "Drawing took too long.", "Run the night again.")], folder)

    publish(tmp_path, identity(), without_the_pack)
    mark_stale(tmp_path, dt.date(2016, 5, 24), "SRC-01", "The source could not be reached.")
    page = (tmp_path / "stale.html").read_text()
    assert "pack.pdf" not in page and "leadership/morning.html" in page
    assert "is whole" not in page and "lacks what could not be drawn (the leadership pack)" in page


def test_the_stale_paper_is_one_page_that_a_screen_reader_can_follow_and_the_same_every_time(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    mark_stale(tmp_path, dt.date(2016, 5, 24), "SRC-01", "The source could not be reached. " * 8)
    made = (tmp_path / "stale.pdf").read_bytes()
    report = page_validation.validate_pdf_bytes(made, profile="ua1")
    assert report.is_compliant, [(each.rule_id, each.message) for each in report.failures]
    with pdfplumber.open(tmp_path / "stale.pdf") as paper:
        assert len(paper.pages) == 1
        assert all("Inter" in letter["fontname"] for letter in paper.pages[0].chars)
    publishing._as_pdf.cache_clear()
    mark_stale(tmp_path, dt.date(2016, 5, 24), "SRC-01", "The source could not be reached. " * 8)
    assert (tmp_path / "stale.pdf").read_bytes() == made


def test_the_first_night_that_failed_is_kept_while_nights_go_on_failing(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    for day in (24, 25):
        mark_stale(tmp_path, dt.date(2016, 5, day), f"SRC-{day}", "The source could not be reached.")
    assert (read_current(tmp_path).since, read_current(tmp_path).code) == (dt.date(2016, 5, 24), "SRC-25")


def test_without_a_pack_nothing_is_marked_and_nothing_made(tmp_path: Path) -> None:
    assert not mark_stale(tmp_path, DAY, "SRC-01", "The source could not be reached.")
    assert everything(tmp_path) == {}


def test_a_fresh_pack_clears_it(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    mark_stale(tmp_path, dt.date(2016, 5, 24), "SRC-01", "The source could not be reached.")
    (tmp_path / "stale.pdf").write_bytes(b"made elsewhere")
    assert publish(tmp_path, identity(dt.date(2016, 5, 24)), contents("b")).state == "fresh"
    assert read_current(tmp_path).since is None
    assert not (tmp_path / "stale.html").exists() and not (tmp_path / "stale.pdf").exists()


def test_a_pack_older_than_the_night_that_failed_does_not_clear_it(tmp_path: Path) -> None:
    publish(tmp_path, identity(), contents())
    mark_stale(tmp_path, dt.date(2016, 5, 25), "SRC-01", "The source could not be reached.")
    between = publish(tmp_path, identity(dt.date(2016, 5, 24)), contents("b"))
    assert (between.pointed, between.state) == (True, "stale")
    assert "The newest is of 24 May 2016." in (tmp_path / "stale.html").read_text()
    assert publish(tmp_path, identity(), contents()).state == "stale"


@pytest.mark.parametrize("failed", [DAY, dt.date(2016, 5, 1)])
def test_a_night_that_fails_when_its_own_or_a_later_pack_is_there_marks_nothing(tmp_path: Path, failed: dt.date) -> None:
    publish(tmp_path, identity(), contents())
    assert not mark_stale(tmp_path, failed, "SRC-01", "A second extract of the day could not be read.")
    assert read_current(tmp_path).state == "fresh"
    assert not (tmp_path / "stale.html").exists()


# --- stopped anywhere


class Machine(SimpleNamespace):
    """``os`` as disk.py knows it, that counts what is done to the disk and may stop, or fail, at the nth thing."""

    def __init__(self, at: int | None = None, *, after: bool = False, fails_with: int | None = None) -> None:
        super().__init__()
        self.at, self.after, self.fails_with, self.done = at, after, fails_with, 0
        self.log: list[tuple[str, str]] = []
        self.names: dict[int, str] = {}

    def __getattr__(self, name: str) -> object:
        real = getattr(os, name)
        if name == "open":
            return self._open
        return self._counted(name, real) if name in MUTATING else real

    def _open(self, path: Path, *more: int) -> int:
        handle = os.open(path, *more)
        self.names[handle] = str(path)
        return handle

    def _counted(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def act(*what: object) -> object:
            self.done += 1
            self.log.append((name, self.names.get(what[0], "") if isinstance(what[0], int) else str(what[0])))
            here = self.done == self.at
            if here and self.fails_with:
                raise OSError(self.fails_with, os.strerror(self.fails_with))
            if here and not self.after:
                if name == "write":
                    real(what[0], bytes(what[1])[: len(what[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            result = None if name == "fsync" else real(*what)  # a kill does not lose what was not fsynced, and the tests are quick
            if here:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return act


def killed(machine: Machine, act: Callable[[], object]) -> bool:
    """Do it in a process of its own, on that machine; was it killed?"""
    child = os.fork()
    if child == 0:
        try:
            disk.os = machine  # type: ignore[attr-defined]
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def steps(act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    with monkeypatch.context() as patched:
        patched.setattr(disk, "os", machine)
        act()
    return machine


def yesterday(out: Path) -> None:
    """A council's folder as it often is: last night's pack, then a night that failed."""
    publish(out, identity(dt.date(2016, 5, 20)), contents("old"))
    mark_stale(out, dt.date(2016, 5, 22), "SRC-01", "The source could not be reached.")


def moments(tmp_path: Path, act: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Machine]]:
    """Every moment of doing this at which a run may be killed, each with a folder of its own."""
    yesterday(tmp_path / "whole")
    number = steps(lambda: act(tmp_path / "whole"), monkeypatch).done
    assert number >= 8
    for n in range(1, number + 1):
        for after in (False, True):
            out = tmp_path / f"{n}-{after}"
            yesterday(out)
            yield out, Machine(n, after=after)


def tonight(out: Path) -> object:
    return publish(out, identity(), contents())


def test_killed_at_any_step_of_publishing_readers_find_a_whole_pack_and_the_next_run_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0
    for out, machine in moments(tmp_path, tonight, monkeypatch):
        assert killed(machine, lambda out=out: tonight(out)), "the harness did not kill it"
        assert_readers_find_a_whole_pack(out)
        assert read_current(out) is not None, "last night's pack is no longer pointed at"
        tonight(out)
        assert everything(out) == everything(tmp_path / "whole"), "the next run left something else than one that was never killed"
        assert not (out / "staging").exists()
        tried += 1
    assert tried >= 60


def without_a_paper(folder: Path) -> None:
    contents("part")(folder)
    write_not_drawn([NotDrawn("the worklists", "PDF-143", "Drawing took too long.", "Run the night again.")], folder)


def test_killed_at_any_step_of_making_a_pack_again_that_lacked_a_paper_readers_find_a_whole_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(out: Path) -> Path:
        publish(out, identity(), without_a_paper)
        return out

    number = (
        steps(lambda: tonight(lacking(tmp_path / "whole")), monkeypatch).done
        - steps(lambda: lacking(tmp_path / "lacking"), monkeypatch).done
    )
    for n in range(1, number + 1):
        out = lacking(tmp_path / str(n))
        assert killed(Machine(n), lambda out=out: tonight(out)), "the harness did not kill it"
        assert_readers_find_a_whole_pack(out)
        assert read_current(out) is not None
        tonight(out)
        assert everything(out) == everything(tmp_path / "whole")
    assert number >= 8


def test_killed_at_any_step_of_marking_stale_readers_find_a_whole_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(out: Path) -> None:
        mark_stale(out, dt.date(2016, 5, 24), "SRC-02", "The source could not be read.")

    for out, machine in moments(tmp_path, fails, monkeypatch):
        assert killed(machine, lambda out=out: fails(out))
        assert_readers_find_a_whole_pack(out)
        fails(out)
        assert everything(out) == everything(tmp_path / "whole")


@pytest.mark.parametrize("fails_with", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_fails_at_any_step_leaves_the_last_pack_and_no_staging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_with: int
) -> None:
    yesterday(tmp_path / "whole")
    number = steps(lambda: tonight(tmp_path / "whole"), monkeypatch).done
    for n in range(1, number + 1):
        out = tmp_path / str(n)
        yesterday(out)
        with monkeypatch.context() as patched:
            patched.setattr(disk, "os", Machine(n, fails_with=fails_with))
            with pytest.raises(CannotPublish, match="The last whole pack stands") as told:
                tonight(out)
        assert told.value.exit_code == 2
        assert_readers_find_a_whole_pack(out)
        assert not (out / "staging").exists(), "names of children were left in staging/"
        tonight(out)
        assert everything(out) == everything(tmp_path / "whole")


def test_a_writer_that_fails_leaves_no_staging_and_its_own_error(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        contents()(folder)
        raise FileNotFoundError(errno.ENOENT, "a template that is not there")

    with pytest.raises(FileNotFoundError):
        publish(tmp_path, identity(), write)
    assert everything(tmp_path) == {} and not (tmp_path / "staging").exists()


def test_fault_107_nothing_is_moved_or_pointed_at_before_it_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut loses what was not fsynced: each file before its folder, the folder before the move, the move before the pointer."""
    out = tmp_path / "out"
    yesterday(out)
    log = steps(lambda: tonight(out), monkeypatch).log
    staged = str(out / "staging" / "2016-05-23-00000000")
    moved = log.index(("rename", staged))
    settled = {name for act, name in log[:moved] if act == "fsync"}
    for path in (out / "packs" / "2016-05-23-00000000").rglob("*"):
        name = str(path).replace(str(out / "packs"), str(out / "staging"))
        assert name in settled, f"{name} was moved before it was on the disk"
        last_write = max((n for n, each in enumerate(log) if each == ("write", name)), default=-1)
        assert last_write < max(n for n, each in enumerate(log) if each == ("fsync", name)) < moved
    assert staged in settled
    pointed = log.index(("replace", str(out / ".current.json.new")))
    assert ("fsync", str(out / "packs")) in log[moved:pointed]
    assert ("fsync", str(out)) in log[pointed:]


def test_what_a_stopped_run_left_is_swept_before_the_next_begins(tmp_path: Path) -> None:
    left = tmp_path / "staging" / "2016-05-01-99999999" / "rows"
    left.mkdir(parents=True)
    (left / "findings.csv").write_text("half a file")
    (tmp_path / ".current.json.new").write_text("{")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    (tmp_path / "staging" / "link").symlink_to(outside)
    publishing.sweep(tmp_path)
    assert everything(tmp_path) == {"outside/kept": b"kept"}


def test_fault_108_a_night_whose_pack_would_not_fit_is_stopped_before_it_begins(tmp_path):
    enough_room(tmp_path / "out", tmp_path / "state", free=0)
    done = publish(tmp_path / "out", identity(), contents())
    size = sum(path.stat().st_size for path in done.path.rglob("*") if path.is_file())
    enough_room(tmp_path / "out", tmp_path / "state", free=3 * size)
    with pytest.raises(CannotPublish, match="DISK-108"):
        enough_room(tmp_path / "out", tmp_path / "state", free=3 * size - 1)
    assert read_current(tmp_path / "out").run == done.run
