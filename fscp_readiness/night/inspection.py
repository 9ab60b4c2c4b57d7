"""The call-day bundle: the newest whole pack on or before the call, its night's tables as the snapshot holds them, and the files.

It reads what lies there and writes ``<out>/inspection/DATE``; it makes no night. That a bundle was made is remembered: its run, its hash,
how long it took and what was lacking. A rehearsal makes all of it in a folder that is gone afterwards, so that nothing is left that could
be taken for a real one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from fscp_readiness.history import AnotherRun, State, default_folder, disk, locked, open_state, open_store
from fscp_readiness.history.exceptions.book import ended_by_nights
from fscp_readiness.history.rehearsals import CALL, REHEARSAL, Rehearsal, Signed, remember
from fscp_readiness.history.snapshots import read_snapshot
from fscp_readiness.packs.inspection import focused_visit
from fscp_readiness.packs.inspection.bundle import CONTENTS, ZIP, Bundle, make_bundle
from fscp_readiness.packs.inspection.checklist import look_for
from fscp_readiness.packs.inspection.parts import Council, Night
from fscp_readiness.packs.publish import PACKS, manifest_hash, verify
from fscp_readiness.settings.annex_a import layout_for, load_layouts
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from fscp_readiness.standards.calendar import OVERRIDE, Calendar

from .focused_visit import themed
from .kept_night import KeptNight, unpacked
from .settled import settled

FOLDER: Final = "inspection"
OUTSIDE: Final = ("annex_a.xlsx", "checks.csv", CONTENTS)
"""Files that also lie beside the zip (contract.md)."""
THEMED: Final = (focused_visit.HTML, focused_visit.PDF)
"""Beside the zip too, where a theme was named."""
FROZEN: Final = "leadership"
"""The folder of a pack that goes into the bundle as it was published."""
REHEARSING: Final = ".rehearsing-"
"""How the folder of a rehearsal begins, while it lasts."""


@dataclass(frozen=True)
class Called:
    """What is asked.

    called     the day that Ofsted rang
    out        where packs are published; the bundle goes to ``out``/inspection/DATE
    state      where history and the key are kept (default ``out``/.state)
    config     the council's config/, or the shipped one
    framework  the framework's name; blank: the one in force on the day of the call
    theme      of a focused visit (config/focused_visits.toml); blank: none
    signed     by whom and when; None: the bundle is made and not remembered
    """

    called: dt.date
    out: Path
    state: Path | None = None
    config: Path | None = None
    framework: str = ""
    theme: str = ""
    signed: Signed | None = None


@dataclass(frozen=True)
class HandedOver:
    """What was made and where (of a rehearsal: where it lay). ``zip_hash``: SHA-256 of bundle.zip.

    seconds         from the start to the last file
    not_remembered  a sentence where it could not be remembered, because another run holds the state folder; else blank
    """

    bundle: Bundle
    folder: Path
    zip_hash: str
    seconds: float = 0.0
    not_remembered: str = ""


class NoWholeNight(RuntimeError):
    """There is no night that a bundle could be made of: yours to look at, exit code 2."""

    exit_code = 2
    code = "INS-10"

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence} [{self.code}]")


def when_called(asked: Called, stopwatch: Callable[[], float] = float) -> HandedOver:
    """Make the bundle and put it in its folder; the same night, call and config give the same bytes.

    stopwatch  seconds since some moment, by the clock of whoever asks
    Raises ConfigProblem, NoWholeNight, AnnexAProblem, StateRefused (all 2).
    """
    settings = settled(asked.config)
    opened = _opened(asked)
    done = _made(asked, settings, opened, asked.out / FOLDER / asked.called.isoformat(), stopwatch)
    try:
        with locked(opened, started="to note a call"):
            _remember(asked, opened, CALL, done)
    except AnotherRun:
        sentence = "The bundle is whole. Another run holds the state folder, so that it was made is not remembered: make it again later."
        return replace(done, not_remembered=f"{sentence} [INS-11]")
    return done


def rehearse(asked: Called, stopwatch: Callable[[], float]) -> HandedOver:
    """Make all that a call on that day would, and leave none of it: only how it went is remembered.

    Raises as ``when_called`` does, and AnotherRun (75) while a run holds the state folder.
    """
    settings = settled(asked.config)
    opened, place = _opened(asked), asked.out / FOLDER
    with locked(opened, started="to rehearse the call"):
        disk.make_folder(place)
        for left in place.glob(f"{REHEARSING}*"):  # of a rehearsal that was killed
            disk.remove_folder(left)
        with tempfile.TemporaryDirectory(prefix=REHEARSING, dir=place) as folder:
            done = _made(asked, settings, opened, Path(folder), stopwatch)
        _remember(asked, opened, REHEARSAL, done)
    return done


def _opened(asked: Called) -> State:
    return open_state(asked.state or default_folder(asked.out), make=False)


def _remember(asked: Called, opened: State, kind: str, done: HandedOver) -> None:
    if asked.signed is None:
        return
    parts = done.bundle.parts
    told = Rehearsal(
        day=asked.called,
        kind=kind,
        run=parts.night.run,
        as_at=parts.night.as_at,
        framework=parts.framework.name,
        seconds=round(done.seconds, 1),
        asked=len(parts.checks),
        failed=len(parts.failed),
        gaps=len(parts.annex_a.gaps),
        fit=parts.fit,
        documents=len(parts.documents),
        ready=sum(each.ready for each in parts.documents),
        who=asked.signed.who,
        said_at=asked.signed.said_at,
        zip_hash=done.zip_hash,
    )
    remember(opened, told)


def _made(asked: Called, settings: Settings, opened: State, folder: Path, stopwatch: Callable[[], float]) -> HandedOver:
    began = stopwatch()
    inspection = settings.inspection
    night = _night(asked, opened)
    framework = settings.framework(asked.called, asked.framework)
    if night.framework != framework.name:
        other = f"The leadership pack of that night was made under {night.framework}; the timetable is that of {framework.name}."
        night = Night(**{**vars(night), "notes": (*night.notes, other)})
    layout = layout_for(asked.called, load_layouts(settings.folder))
    visit = themed(asked.theme, settings, layout, opened, asked.out / PACKS / night.run) if asked.theme else None
    council = settings.service.council
    bundle = make_bundle(
        night, asked.called, Council(council.name, council.marking), inspection, framework,
        layout, look_for(inspection, asked.called, settings.folder), Calendar.read(override=settings.folder / OVERRIDE), settings.folder,
        visit.files if visit else None, visit.theme if visit else None,
    )  # fmt: skip
    disk.make_folder(folder)
    for name in THEMED:
        (folder / name).unlink(missing_ok=True)  # of an earlier bundle of that day, which had another theme or none
    for name in (*OUTSIDE, *(visit.files if visit else ())):
        disk.write_whole(folder / name, bundle.files[name])
    disk.write_whole(folder / ZIP, bundle.zipped)
    return HandedOver(bundle, folder, hashlib.sha256(bundle.zipped).hexdigest(), stopwatch() - began)


def _night(asked: Called, opened: State) -> Night:
    return _of_kept(*newest_whole(asked.out, opened, asked.called))


def newest_whole(out: Path, opened: State, until: dt.date | None = None) -> tuple[KeptNight, Path, frozenset[int], tuple[str, ...]]:
    """The newest night on or before a day whose pack lies there whole and is the one that was published.

    Gives the night, its pack, the exceptions that ended on it and a sentence on each newer night passed over. Raises NoWholeNight.
    """
    store = open_store(opened)
    try:
        runs, packs = store.runs(), store.packs()
        ended = ended_by_nights(store)
    finally:
        store.close()
    passed: list[str] = []
    for run, as_at in reversed([(str(run), str(day)) for run, day in zip(runs["run"], runs["as_at"], strict=True)]):
        if until is not None and as_at > until.isoformat():
            continue
        pack = out / PACKS / run
        published = set(packs[packs["run"].eq(run)]["manifest_hash"])
        wrong = "was never published" if not published else "; ".join(verify(pack)).rstrip(".")
        if not wrong and manifest_hash(pack) not in published:
            wrong = "is not the pack that was published"
        if not wrong:
            return unpacked(read_snapshot(opened, run)), pack, ended.get(as_at, frozenset()), tuple(passed)
        passed.append(f"The night of {as_at} was passed over, because its pack is not whole ({run}: {wrong}).")
    why = f" {passed[0]}" if passed else ""
    by = f" on or before {until.isoformat()}" if until else ""
    raise NoWholeNight(
        f"No whole pack{by} lies in {out}. Run 'fscp-readiness nightly' first, or give the folder that packs are published in.{why}"
    )


def _of_kept(kept: KeptNight, pack: Path, ended: frozenset[int], notes: tuple[str, ...]) -> Night:
    held = tuple(sorted(kept.carried.tables)) if kept.carried else ()
    if held:
        assert kept.carried is not None
        stands = f"{kept.carried.as_at:%-d %B %Y}"
        notes = (*notes, f"Tables held that night, so as they were on {stands}: {', '.join(held)}.")
    return Night(
        run=kept.run,
        as_at=kept.as_at,
        tables=kept.extract.tables,
        answers=kept.answers,
        zero_tolerance=kept.zero_tolerance,
        leadership={f"{FROZEN}/{path.name}": path.read_bytes() for path in sorted((pack / FROZEN).iterdir()) if path.is_file()},
        lists_allowed=kept.lists_allowed,
        stands=kept.stands,
        framework=kept.framework,
        notes=notes,
        exceptions=kept.memory.exceptions[~kept.memory.exceptions["number"].isin(ended)],
        wording={standard.code: standard.about.wording for standard in discover(CHECKS)},
    )
