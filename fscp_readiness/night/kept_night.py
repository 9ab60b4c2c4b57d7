"""A night as its snapshot holds it: everything that decided its pack, packed to be kept and unpacked to be asked again."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from fscp_readiness.extracts import Extract
from fscp_readiness.findings.carried import Carried
from fscp_readiness.findings.frames import IN_ORDER, blank
from fscp_readiness.history import Night, Remembered
from fscp_readiness.history.audit import Head
from fscp_readiness.history.rehearsals import Rehearsal
from fscp_readiness.history.snapshots import Snapshot
from fscp_readiness.history.store import Loaded
from fscp_readiness.measures.plan import WRITTEN
from fscp_readiness.tables import Tables

from .another_system import AnotherSystem

if TYPE_CHECKING:
    from .work import Nightly

_TABLES, _EXTRACT, _MEMORY, _FOUND, _CARRIED = "tables/", "extract/", "memory/", "found/", "carried/"
_KNOWN, _WRITTEN = "known", "written"
_EXTRACT_FRAMES: Final = ("loads", "refused", "ignored", "unknown_codes", "code_map_to_fill")
_MEMORY_FRAMES: Final = ("lives", "last", "months", "readings", "opened", "exceptions", "taken")
_FOUND_FRAMES: Final = ("answers", "in_order", "states", "zero_tolerance")


@dataclass(frozen=True)
class KeptNight:
    """What a snapshot gives back.

    code_version  the code that made the pack; another code makes another pack
    framework     the framework's name, as it was chosen then
    gates         what the gates said, as (table, code, sentence, accepted_by, why)
    answers, in_order, states, zero_tolerance  what that night found, for a table that is held on the next
    known         known.KNOWN, as that night had it
    stands        table as the source calls it -> the day its rows stand at, where that is before the night
    written       measures.plan.WRITTEN, as that night had it
    source_id     the case system that was read (settings.sources)
    moved         the move to it from another since the night before; None where there was none
    forgotten     how many children have been taken out of it since
    rotated       the key was changed since
    """

    run: str
    as_at: dt.date
    code_version: str
    framework: str
    extract: Extract
    memory: Remembered
    carried: Carried | None
    gates: tuple[tuple[str, ...], ...]
    vanished: Mapping[str, int]
    answers: pd.DataFrame
    states: pd.DataFrame
    zero_tolerance: pd.DataFrame
    known: pd.DataFrame
    files: Mapping[str, bytes]
    lists_allowed: bool
    stands: Mapping[str, dt.date] = dataclasses.field(default_factory=dict)
    in_order: pd.DataFrame = dataclasses.field(default_factory=lambda: blank(IN_ORDER))  # before these were counted they were answers
    written: pd.DataFrame = dataclasses.field(default_factory=lambda: blank(WRITTEN))
    source_id: str = ""
    moved: AnotherSystem | None = None
    forgotten: int = 0
    rotated: bool = False


def packed(night: Nightly) -> Snapshot:
    """One night, once it has been asked."""
    extract, memory, found, carried = night.extract_, night.remembered, night.found, night.carried
    tables = extract.tables
    frames = {f"{_TABLES}{name}": frame for name, frame in tables.frames.items()}
    frames |= {f"{_EXTRACT}{name}": getattr(extract, name) for name in _EXTRACT_FRAMES}
    frames |= {f"{_MEMORY}{name}": getattr(memory, name) for name in _MEMORY_FRAMES}
    frames |= {f"{_FOUND}{name}": getattr(found, name) for name in _FOUND_FRAMES}
    frames[_KNOWN], frames[_WRITTEN] = night.known, night.written
    if carried:
        frames |= {f"{_CARRIED}{name}": getattr(carried, name) for name in _FOUND_FRAMES}
    told: dict[str, Any] = {
        "run": night.run_id(),
        "as_at": night.request.as_at.isoformat(),
        "code_version": night.code_version,
        "framework": night.framework.name,
        "extracted_on": tables.extracted_on.isoformat(),
        "door": tables.door,
        "origin": dict(tables.origin),
        "allocated_roles": sorted(tables.allocated_roles),
        "row_origin": {name: dict(places) for name, places in tables.row_origin.items()},
        "unreadable": _listed(tables.unreadable),
        "placeholders": _listed(tables.placeholders),
        "notes": list(extract.notes),
        "source_hash": extract.source_hash,
        "source_name": extract.source_name,
        "median_age_difference_days": extract.median_age_difference_days,
        "made_about": extract.made_about.isoformat() if extract.made_about else None,
        "nights": [{**dataclasses.asdict(each), "as_at": each.as_at.isoformat(), "tables": dict(each.tables)} for each in memory.nights],
        "standards": dict(memory.standards),
        "memory_loads": {name: dataclasses.asdict(load) for name, load in memory.loads.items()},
        "usual": dict(memory.usual),
        "config_before": memory.config_hash,
        "running": {framework: dict(each) for framework, each in memory.running.items()},
        "accepted": [dict(each) for each in memory.accepted],
        "rehearsed": memory.rehearsed.told() if memory.rehearsed else None,
        "head": [memory.head.number, memory.head.mac],
        "tombstones": list(memory.forgotten),
        "carried": _of_carried(carried) if carried else None,
        "gates": [list(each) for each in night.gates],
        "vanished": dict(night.vanished),
        "stands": {name: day.isoformat() for name, day in night.stands.items()},
        "lists_allowed": night.lists_allowed()[0],
        "source_id": night.settings.sources.source_id,
        "moved": dataclasses.asdict(night.moved) if night.moved else None,
    }
    return Snapshot(frames, told, _config_files(night.settings.folder))


def unpacked(snapshot: Snapshot) -> KeptNight:
    """The night that ``packed`` packed."""
    frames, told = snapshot.frames, snapshot.told
    as_at = dt.date.fromisoformat(told["as_at"])
    tables = tables_of(snapshot)
    extract = Extract(
        tables=tables,
        notes=list(told["notes"]),
        source_hash=told["source_hash"],
        source_name=told["source_name"],
        door=told["door"],
        median_age_difference_days=told["median_age_difference_days"],
        made_about=dt.date.fromisoformat(told["made_about"]) if told["made_about"] else None,
        **_under(frames, _EXTRACT),
    )
    memory = Remembered(
        nights=tuple(Night(**{**each, "as_at": dt.date.fromisoformat(each["as_at"])}) for each in told["nights"]),
        standards=told["standards"],
        loads={name: Loaded(**load) for name, load in told["memory_loads"].items()},
        usual=told["usual"],
        config_hash=told["config_before"],
        running=told["running"],
        accepted=tuple(told["accepted"]),
        rehearsed=Rehearsal.of(told["rehearsed"]) if told.get("rehearsed") else None,
        head=Head(int(told["head"][0]), str(told["head"][1])),
        forgotten=tuple(told.get("tombstones", ())),
        **_under(frames, _MEMORY),
    )
    held = told["carried"]
    carried = None
    if held:
        then = {"in_order": blank(IN_ORDER), **_under(frames, _CARRIED)}
        restricted = frozenset(held.get("restricted", ()))
        carried = Carried(frozenset(held["tables"]), dt.date.fromisoformat(held["as_at"]), restricted=restricted, **then)
    return KeptNight(
        run=told["run"],
        as_at=as_at,
        code_version=told["code_version"],
        framework=told["framework"],
        extract=extract,
        memory=memory,
        carried=carried,
        gates=tuple(tuple(each) for each in told["gates"]),
        vanished=told["vanished"],
        stands={name: dt.date.fromisoformat(day) for name, day in told.get("stands", {}).items()},
        known=frames[_KNOWN],
        written=frames.get(_WRITTEN, blank(WRITTEN)),  # a snapshot of before there were plans
        files=snapshot.files,
        lists_allowed=bool(told["lists_allowed"]),
        source_id=told.get("source_id", ""),
        moved=AnotherSystem(**told["moved"]) if told.get("moved") else None,
        forgotten=int(told.get("forgotten", 0)),
        rotated=bool(told.get("rotated")),
        **_under(frames, _FOUND),
    )


def tables_of(snapshot: Snapshot) -> Tables:
    """The night's tables alone."""
    told = snapshot.told
    return Tables(
        frames=_under(snapshot.frames, _TABLES),
        as_at=dt.date.fromisoformat(told["as_at"]),
        extracted_on=dt.date.fromisoformat(told["extracted_on"]),
        unreadable=_keyed(told["unreadable"]),
        origin=told["origin"],
        door=told["door"],
        allocated_roles=frozenset(told["allocated_roles"]),
        row_origin=told["row_origin"],
        placeholders=_keyed(told["placeholders"]),
    )


def _of_carried(carried: Carried) -> dict[str, Any]:
    return {"tables": sorted(carried.tables), "as_at": carried.as_at.isoformat(), "restricted": sorted(carried.restricted)}


def _under(frames: Mapping[str, pd.DataFrame], folder: str) -> dict[str, pd.DataFrame]:
    return {name.removeprefix(folder): frame for name, frame in frames.items() if name.startswith(folder)}


def _listed(keys: Mapping[tuple[str, str], Iterable[str]]) -> list[list[Any]]:
    return [[table, column, sorted(each)] for (table, column), each in sorted(keys.items())]


def _keyed(listed: Iterable[tuple[str, str, list[str]]]) -> dict[tuple[str, str], frozenset[str]]:
    return {(table, column): frozenset(keys) for table, column, keys in listed}


def _config_files(folder: Path) -> dict[str, bytes]:
    """Every file of config/, by its name there; hidden ones do not count (run_id.folder_hash)."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            found[name.as_posix()] = path.read_bytes()
    return found
