"""The call-day bundle: the newest whole pack on or before the call, its night's tables as the snapshot holds them, and the files.

It reads what lies there and writes ``<out>/inspection/DATE``; it makes no night, and the history stays as it is.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fscp_readiness.history import State, default_folder, disk, open_state, open_store
from fscp_readiness.history.exceptions.book import ended_by_nights
from fscp_readiness.history.snapshots import read_snapshot
from fscp_readiness.packs.inspection import focused_visit
from fscp_readiness.packs.inspection.bundle import CONTENTS, ZIP, Bundle, make_bundle
from fscp_readiness.packs.inspection.checklist import look_for
from fscp_readiness.packs.inspection.parts import Council, Night
from fscp_readiness.packs.publish import PACKS, manifest_hash, verify
from fscp_readiness.settings.annex_a import layout_for, load_layouts
from fscp_readiness.settings.inspection import FILE, Inspection
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


@dataclass(frozen=True)
class Called:
    """What is asked.

    called     the day that Ofsted rang
    out        where packs are published; the bundle goes to ``out``/inspection/DATE
    state      where history and the key are kept (default ``out``/.state)
    config     the council's config/, or the shipped one
    framework  the framework's name; blank: the one in force on the day of the call
    theme      of a focused visit (config/focused_visits.toml); blank: none
    """

    called: dt.date
    out: Path
    state: Path | None = None
    config: Path | None = None
    framework: str = ""
    theme: str = ""


@dataclass(frozen=True)
class HandedOver:
    """What was made and where. ``zip_hash``: SHA-256 of bundle.zip."""

    bundle: Bundle
    folder: Path
    zip_hash: str


class NoWholeNight(RuntimeError):
    """There is no night that a bundle could be made of: yours to look at, exit code 2."""

    exit_code = 2
    code = "INS-10"

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence} [{self.code}]")


def when_called(asked: Called) -> HandedOver:
    """Make the bundle and put it in its folder; the same night, call and config give the same bytes.

    Raises ConfigProblem, NoWholeNight, AnnexAProblem, StateRefused (all 2).
    """
    settings = settled(asked.config)
    inspection = Inspection.load(settings.folder / FILE)
    opened = open_state(asked.state or default_folder(asked.out), make=False)
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
    folder = asked.out / FOLDER / asked.called.isoformat()
    disk.make_folder(folder)
    for name in THEMED:
        (folder / name).unlink(missing_ok=True)  # of an earlier bundle of that day, which had another theme or none
    for name in (*OUTSIDE, *(visit.files if visit else ())):
        disk.write_whole(folder / name, bundle.files[name])
    disk.write_whole(folder / ZIP, bundle.zipped)
    return HandedOver(bundle, folder, hashlib.sha256(bundle.zipped).hexdigest())


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
        framework=kept.framework,
        notes=notes,
        exceptions=kept.memory.exceptions[~kept.memory.exceptions["number"].isin(ended)],
        wording={standard.code: standard.about.wording for standard in discover(CHECKS)},
    )
