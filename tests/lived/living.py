"""Living the nights of a stretch through the real path, and the truth beside them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import multiprocessing
import os
import shutil
import time
import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness import standards
from fscp_readiness.extracts import SourceProblem
from fscp_readiness.findings import door_suites, expectations
from fscp_readiness.findings import night as asking_night
from fscp_readiness.findings.asking import no_answers
from fscp_readiness.history import open_state, open_store
from fscp_readiness.history.store import MONTH
from fscp_readiness.night import Nightly, Request
from fscp_readiness.night.rebuild import rebuild
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.standards import Catalogue

from . import plainly
from .plainly import READS, Said
from .replay import Evidence, Replay
from .script import CRASHED, CRASHES, HALF, HALF_LOADED, LACKS, NO_COLUMN, NOT_ANSWERABLE, OLD_BACKUP, OTHER_DAYS, OUTAGE, Night, Stretch
from .sources import Rows

DAYS_BACK = 5
"""How much older the data of a restored backup are."""


@dataclass
class Lived:
    """What is left of a stretch that was lived.

    replay    the truth; ``truths``: what the whole source said on each night that was lived
    believed  nights whose half-loaded table was taken for whole: the truth then replays what the product was told
    refused   night of a restored backup -> code of the refusal, or blank where nothing was refused
    again     nights of which a second run changed something
    """

    stretch: Stretch
    folder: Path
    replay: Replay = field(default_factory=Replay)
    truths: dict[dt.date, Said] = field(default_factory=dict)
    believed: list[dt.date] = field(default_factory=list)
    refused: dict[dt.date, str] = field(default_factory=dict)
    again: list[dt.date] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def store(self):  # type: ignore[no-untyped-def]
        return open_store(open_state(self.folder / "state", demo=True))


def live_through(stretch: Stretch, folder: Path, *, back_fill: bool = False) -> Lived:
    """Live every night in its order, and replay the truth. back_fill: each is asked for as an earlier night, in one zone."""
    lived = Lived(stretch, folder)
    configs = _configs(folder)
    kept: dict[str, dict[str, int]] = {}
    oversight: int | None = None
    for night in stretch.nights:
        if night.goes == OUTAGE:
            continue
        source = folder / "source"
        shutil.rmtree(source, ignore_errors=True)
        whole = stretch.held.on(night.as_at)
        if night.goes == OLD_BACKUP:
            if not back_fill:
                lived.refused[night.as_at] = refusal(lived, night.as_at)
            continue
        told = _damaged(whole) if night.goes == HALF_LOADED else whole
        stretch.held.write(told, source, [LACKS] if night.goes == NO_COLUMN else ())
        request = _request(lived, night, configs, back_fill)
        with _asking(stretch.codes, CRASHES if night.goes == CRASHED else ""):
            if night.zone and not back_fill:
                _elsewhere(night.zone, request)
            else:
                _live(request, publish=night.published)
            if night.published and not back_fill:
                _twice(lived, night, request)
        store = lived.store()
        held = [name for name, load in store.loads(night.as_at).items() if load.state == "held"]
        store.close()
        believes = night.goes == HALF_LOADED and HALF not in held
        if believes:
            lived.believed.append(night.as_at)
        rows = {name: len(lines) for name, lines in told.items()}
        if kept:
            last = kept[max(kept)]
            rows |= {name: last[name] for name in held}
        truth = plainly.Night(whole, night.as_at, night.oversight_days).said(kept, rows, stretch.codes)
        said = plainly.Night(told, night.as_at, night.oversight_days).said(kept, rows, stretch.codes) if believes else truth
        silent: set[str] = {CRASHED: {CRASHES}, NO_COLUMN: set(NOT_ANSWERABLE)}.get(night.goes, set())
        silent |= {code for code in stretch.codes if set(READS[code]) & set(held)}
        changed = {"MGT-01"} if oversight not in (None, night.oversight_days) else set()
        lived.truths[night.as_at] = truth
        lived.replay.live(night.as_at, Evidence(said, silent, held, changed))
        kept[night.as_at.isoformat()] = rows
        oversight = night.oversight_days
    return lived


def _request(lived: Lived, night: Night, configs: dict[int, Path], back_fill: bool) -> Request:
    return Request(
        source=str(lived.folder / "source"), as_at=night.as_at, out=lived.out, config=configs[night.oversight_days],
        state=lived.folder / "state", demo=True, back_fill=back_fill,
    )  # fmt: skip


def _configs(folder: Path) -> dict[int, Path]:
    """The shipped config/, and the same with another clock for management oversight."""
    other = folder / "config"
    if not other.exists():
        shutil.copytree(CONFIG, other)
        service = other / "service.toml"
        before, after = (f'[standards.MGT-01]\nclock = {{ kind = "calendar_days", n = {n} }}' for n in (28, OTHER_DAYS))
        text = service.read_text(encoding="utf-8")
        assert before in text
        service.write_text(text.replace(before, after), encoding="utf-8")
    return {28: CONFIG, OTHER_DAYS: other}


def _damaged(whole: Rows) -> Rows:
    """Two rows of five of one table are not there."""
    return {**whole, HALF: [row for place, row in enumerate(whole[HALF]) if place % 5 not in (0, 2)]}


@contextmanager
def _asking(codes: Collection[str], crashes: str = "") -> Iterator[None]:
    """While it lasts a night finds these standards and no other, one of them perhaps broken."""
    found = _found()

    def few(_folder: Path) -> Catalogue:
        chosen = {code: one for code, one in found.standards.items() if code in codes}
        if crashes:
            chosen[crashes] = dataclasses.replace(chosen[crashes], met=_broken)
        return dataclasses.replace(found, standards=chosen)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(standards, "discover", few)
        yield


@cache
def _found() -> Catalogue:
    return standards.discover(CHECKS)


def _broken(*_: object) -> None:
    raise RuntimeError("a check that is broken on this night")


def _live(request: Request, *, publish: bool) -> None:
    """One night, up to and with keep; what only the pack's pages show is not made where no pack is."""
    night = Nightly(request)
    with pytest.MonkeyPatch.context() as patched, night.alone():
        if not publish:
            patched.setattr(door_suites, "check_tables", lambda *_: None)
            patched.setattr(expectations, "judge_answers", lambda *_: None)
            patched.setattr(asking_night, "_falling_due", lambda *_: no_answers())
        for step in night.steps() if publish else night.steps()[:-1]:
            step()


def _elsewhere(zone: str, request: Request) -> None:
    """The same in a process of its own, on a machine that keeps that zone's time."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_in_zone, args=(zone, request, theirs))
    process.start()
    theirs.close()
    said = ours.recv() if ours.poll(600) else "no answer"
    process.join()
    assert not said, f"the night of {request.as_at} in {zone}: {said}"


def _in_zone(zone: str, request: Request, theirs) -> None:  # type: ignore[no-untyped-def]
    os.environ["TZ"] = zone
    time.tzset()
    try:
        _live(request, publish=False)
        theirs.send("")
    except BaseException:
        theirs.send(traceback.format_exc())


def _twice(lived: Lived, night: Night, request: Request) -> None:
    """The same night again: nothing in the history may change."""
    before = dump(lived)
    _live(request, publish=True)
    if dump(lived) != before:
        lived.again.append(night.as_at)


def refusal(lived: Lived, as_at: dt.date) -> str:
    """The code with which a night is refused whose data are days older than the last kept; blank where it is not. Nothing is kept."""
    source = lived.folder / "source"
    shutil.rmtree(source, ignore_errors=True)
    lived.stretch.held.write(lived.stretch.held.on(as_at - dt.timedelta(days=DAYS_BACK)), source)
    night = Nightly(_request(lived, Night(as_at), _configs(lived.folder), back_fill=False))
    with _asking(lived.stretch.codes), night.alone():
        try:
            night.extract()
        except SourceProblem as problem:
            assert problem.exit_code == 3
            return problem.code
    return ""


def live_again(lived: Lived, night: Night) -> None:
    """One night once more, as it was, into the history as it is now; nothing is published."""
    source = lived.folder / "source"
    shutil.rmtree(source, ignore_errors=True)
    lived.stretch.held.write(lived.stretch.held.on(night.as_at), source)
    with _asking(lived.stretch.codes):
        _live(_request(lived, night, _configs(lived.folder), back_fill=False), publish=False)


def made_again(lived: Lived, night: Night) -> list[str]:
    """What is not the same when a past night's pack is made again from what was kept of it: files of the pack that was published, or, of a
    night of which none was, the figures that the history kept."""
    store = lived.store()
    run = next(run for as_at, run in store.runs()[["as_at", "run"]].to_numpy() if as_at == night.as_at.isoformat())
    figures = store.measures(night.as_at)
    store.close()
    was, before = lived.out / "packs" / run, dump(lived)
    with _asking(lived.stretch.codes, CRASHES if night.goes == CRASHED else ""):
        pack = rebuild(run, lived.folder / "made again", lived.folder / "state").path
    if was.exists():
        wrong = [] if dump(lived) == before else ["the history was changed"]
        names = {path.relative_to(folder) for folder in (was, pack) for path in folder.rglob("*") if path.is_file()}
        both = [name for name in names if (was / name).exists() and (pack / name).exists()]
        wrong += [f"{name} is in one of them only" for name in sorted(names.difference(both))]
        return wrong + [str(name) for name in sorted(both) if (was / name).read_bytes() != (pack / name).read_bytes()]
    again = pd.read_csv(pack / "data" / "measures.csv", dtype="string", keep_default_na=False)
    kept = figures[figures["counting"].ne(MONTH) & figures["scope"].eq("all")]
    columns = ["code", "counting", "in_scope", "met", "not_met", "not_recorded"]
    theirs = again[again["scope"].eq("all")][columns]
    ours = kept[columns].astype("string").fillna("")
    return sorted(str(row) for row in {*map(tuple, ours.to_numpy())} ^ {*map(tuple, theirs.to_numpy())})


def dump(lived: Lived) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the store."""
    import sqlite3

    with sqlite3.connect(lived.folder / "state" / "history.sqlite") as held:
        names = [name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: sorted(held.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}
