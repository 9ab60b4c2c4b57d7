"""Two nights of a small council: the first lived whole, the second prepared as far as a night can be before it writes anything.

What a night only thinks (read, ask, count, judge: whichever of its steps write nothing) is thought once and remembered; a run that is to
be killed takes it from memory, in a process of its own, and does what writes for real. The bytes of the papers and of the snapshot are made
once and written again as they were. ``whole`` runs remember nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import os
import select
import shutil
import signal
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pandas as pd
import pytest

from fscp_readiness import standards
from fscp_readiness.apart import here
from fscp_readiness.findings import door_suites
from fscp_readiness.findings.suites import Run
from fscp_readiness.history import disk, snapshots
from fscp_readiness.night import Nightly, Request, papers, run, work
from fscp_readiness.night.drawing import Drawn
from fscp_readiness.packs import leadership, publish
from fscp_readiness.packs.leadership import clinics
from fscp_readiness.packs.publish import MANIFEST
from fscp_readiness.standards import Catalogue
from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import Tables
from tests.crash.machine import AnotherPoint, Machine, Point, watched

FIRST, SECOND = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
OPEN, CLOSE = "open", "close"
BEGIN, END = "begin of step", "end of step"
STEPS = tuple(step.__name__ for step in Nightly.steps(object.__new__(Nightly)))
FEW = frozenset({"CPV-01", "CPV-02", "ASM-01", "S47-01", "LAV-01", "ALO-01", "REF-01", "P01", "C01"})
"""What the quick council is asked. Which standards it is changes nothing here: some flags must open and some end between the nights."""

NOT_DRAWN = b"%PDF-1.7 not drawn\n" * 2000


@dataclass(frozen=True)
class Ended:
    """How a run in a process of its own ended. killed: by a signal; ``problem``: what a person was told, or a traceback."""

    killed: bool
    struck: bool = False
    code: int = 0
    problem: str = ""
    hangs: bool = False
    process: int = 0


@dataclass
class Prepared:
    """The council: ``before`` and ``whole`` are its folders after night 1 and after an undisturbed night 2.

    memory   step -> what it left on the Nightly object, for the steps that write nothing
    points   everything night 2 does to the disk, in order
    real     the same when nothing is taken from memory
    """

    base: Path
    source: Path
    memory: dict[str, dict[str, object]] = field(default_factory=dict)
    papers: dict[str, bytes] = field(default_factory=dict)
    snapshot: bytes = b""
    points: list[Point] = field(default_factory=list)
    real: list[Point] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def before(self) -> Path:
        return self.base / "before"

    @property
    def whole(self) -> Path:
        return self.base / "whole"

    def live(self, folder: Path, machine: Machine | None = None, whole: bool = False, through: Callable[[Request], object] = run) -> None:
        """Night 2 in that folder, on that machine.

        whole    nothing is taken from memory
        through  what runs it: the library, or the scheduler's flow
        """
        machine = machine or Machine(os.path.abspath(folder))
        with watched(machine), pytest.MonkeyPatch.context() as patched:
            for name in STEPS:
                patched.setattr(Nightly, name, self._step(machine, name, getattr(Nightly, name), whole))
            if not whole:
                patched.setattr(papers, "write_papers", lambda night, run, folder: self._written(folder))
                patched.setattr(snapshots, "_packed", lambda snapshot: self.snapshot)
                patched.setattr(publish, "_as_pdf", lambda page, identifier: NOT_DRAWN)
            machine.enter(OPEN)
            through(request(self.source, folder, SECOND))

    def _step(self, machine: Machine, name: str, real: Callable[[Nightly], None], whole: bool) -> Callable[[Nightly], None]:
        def step(night: Nightly) -> None:
            machine.enter(name)
            machine.mark(f"{BEGIN} {name}")
            if name in self.memory and not whole:
                vars(night).update(self.memory[name])
            else:
                real(night)
            machine.mark(f"{END} {name}")
            if name == STEPS[-1]:
                machine.enter(CLOSE)

        return step

    def _written(self, folder: Path) -> Drawn:
        for name, content in self.papers.items():
            disk.make_folder((folder / name).parent)
            disk.write(folder / name, content)
        return Drawn({}, (), ())


def request(source: Path, folder: Path, day: dt.date) -> Request:
    return Request(source=os.fspath(source / day.isoformat()), as_at=day, out=folder / "out", state=folder / "state")


def in_memory() -> Path | None:
    """Where the folders may be made: thousands of small files, and no disk is tried but the one that is played. None: as is usual."""
    shared = Path("/dev/shm")
    return shared if shared.is_dir() and os.access(shared, os.W_OK) else None


def prepare(base: Path, size: str, seed: int, quick: bool) -> Prepared:
    """Make the council, live its first night, and its second once in this process and once from memory in another.

    quick  few standards are asked, one table is checked at the door, and PDFs are not drawn
    """
    began = time.perf_counter()
    prepared = Prepared(base, base / "source")
    _write_sources(prepared.source, size, seed)
    with asked(quick):
        run(request(prepared.source, base / "life", FIRST))
        shutil.copytree(base / "life", prepared.before)
        prepared.real = _think(prepared, base / "life")
        wrote = {point.phase for point in prepared.real if not point.what.startswith((BEGIN, END))}
        prepared.memory = {name: left for name, left in prepared.memory.items() if name not in wrote}
    shutil.copytree(prepared.before, prepared.whole)
    counted = base / "points"
    ended = in_a_child(lambda: count_points(prepared, prepared.whole, counted))
    if ended.problem or ended.killed:
        raise RuntimeError(f"An undisturbed night did not come to its end: {ended.problem or 'it was killed'}")
    prepared.points = read_points(counted)
    prepared.seconds = time.perf_counter() - began
    return prepared


def _write_sources(folder: Path, size: str, seed: int) -> None:
    """One council on two days. Half of the children on plans were not seen of late on the first, the other half on the second."""
    for night, day in enumerate((FIRST, SECOND)):
        council = make_council(size, seed=seed, as_at=SECOND)
        visits = council.tables["ssd_cp_visits"]
        late = visits["cppv_cp_visit_date"].ge((FIRST - dt.timedelta(days=30)).isoformat())
        half = visits["cppv_person_id"].rank(method="dense").mod(2).eq(night)
        visits["cppv_cp_visit_seen"] = visits["cppv_cp_visit_seen"].mask(late & half, "N")
        council.write(folder / day.isoformat())


def _think(prepared: Prepared, folder: Path) -> list[Point]:
    """Night 2 in this process: what each step left in memory, the papers' bytes, and what a whole night does to the disk."""
    nights: list[Nightly] = []

    def remembering(name: str, real: Callable[[Nightly], None]) -> Callable[[Nightly], None]:
        def step(night: Nightly) -> None:
            had = dict(vars(night))
            real(night)
            prepared.memory[name] = {key: value for key, value in vars(night).items() if key not in had or had[key] is not value}
            nights.append(night)

        return step

    machine, pack_it = Machine(os.path.abspath(folder)), snapshots._packed

    def packing(snapshot: snapshots.Snapshot) -> bytes:
        prepared.snapshot = pack_it(snapshot)
        return prepared.snapshot

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(snapshots, "_packed", packing)
        for name in STEPS:
            patched.setattr(Nightly, name, remembering(name, getattr(Nightly, name)))
        prepared.live(folder, machine, whole=True)
    pack = nights[-1].published().path
    names = [path.relative_to(pack).as_posix() for path in sorted(pack.rglob("*")) if path.is_file()]
    made = [point.what.rsplit(f"{pack.name}/", 1)[-1] for point in machine.points if point.what.startswith("making of")]
    prepared.papers = {name: (pack / name).read_bytes() for name in sorted(names, key=made.index) if name != MANIFEST}
    return machine.points


def count_points(prepared: Prepared, folder: Path, into: Path, through: Callable[[Request], object] = run) -> None:
    """Live an undisturbed night 2 in a folder, and write down its points."""
    machine = Machine(os.path.abspath(folder))
    prepared.live(folder, machine, through=through)
    into.write_text("".join(f"{point.phase}\t{point.number}\t{point.what}\n" for point in machine.points))


def read_points(path: Path) -> list[Point]:
    told = (line.split("\t") for line in path.read_text().splitlines())
    return [Point(phase, int(number), what) for phase, number, what in told]


@contextmanager
def asked(quick: bool) -> Iterator[None]:
    """While it lasts: the core measures alone are asked, or, ``quick``, fewer yet, and the pages are not drawn."""
    from tests.night.few_standards import few_standards

    with few_standards(*FEW), here() if quick else nullcontext(), pytest.MonkeyPatch.context() as patched:
        for name in ("settled", "code_version"):
            patched.setattr(work, name, functools.cache(getattr(work, name)))
        if quick:
            every, check = standards.discover, door_suites.check_tables

            def few(folder: Path) -> Catalogue:
                found = every(folder)
                return dataclasses.replace(found, standards={code: one for code, one in found.standards.items() if code in FEW})

            def at_one_door(tables: Tables, run: Run) -> pd.DataFrame:
                return check(dataclasses.replace(tables, frames={"people": tables.frames["people"]}), run)

            patched.setattr(standards, "discover", few)
            patched.setattr(door_suites, "check_tables", at_one_door)
            for name in ("render_morning_pdf", "render_pack_pdf"):
                patched.setattr(leadership, name, lambda page: NOT_DRAWN)
            patched.setattr(clinics, "render_pdf", lambda page: NOT_DRAWN)
        yield


def in_a_child(act: Callable[[], object], machine: Machine | None = None, *, alone: bool = False, longest: float | None = None) -> Ended:
    """Do it in a process of its own, and tell how that ended. No engine may be open here.

    alone    in a session of its own, its words thrown away
    longest  seconds after which it is stopped and said to hang
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 on: threads of a library were there before the fork
        child = os.fork()
    if child == 0:
        os.close(reading)
        _in_the_child(act, machine, writing, alone)
    os.close(writing)
    heard, hangs = b"", False
    while not hangs:
        ready, _, _ = select.select([reading], [], [], longest)
        hangs = not ready
        more = os.read(reading, 65536) if ready else b""
        heard += more
        if not more:
            break
    os.close(reading)
    if hangs:
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    struck, _, told = heard.decode().partition("\n")
    return Ended(os.WIFSIGNALED(status), struck == "1", os.waitstatus_to_exitcode(status), told, hangs, child)


def _in_the_child(act: Callable[[], object], machine: Machine | None, writing: int, alone: bool) -> NoReturn:
    code, told = 0, ""
    try:
        if alone:
            os.setsid()
            for handle in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), handle)
        act()
    except AnotherPoint as problem:
        code, told = 98, f"another\n{problem}"
    except BaseException as problem:
        code = getattr(problem, "exit_code", 1)
        told = f"{type(problem).__name__}\n{problem}\n" + "".join(traceback.format_exception(problem))
    told = f"{int(bool(machine and machine.struck))}\n{told}"
    os.write(writing, told.encode()[:60_000])
    os._exit(code)
