"""Two case systems asked the same questions of the same day, before a council trusts the new one. It makes no night and keeps nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fscp_readiness.extracts import Extract, read
from fscp_readiness.extracts.identifier_map import ALL_THE_SAME, read_map
from fscp_readiness.extracts.problems import ArgumentsProblem
from fscp_readiness.findings import Findings, ask_all
from fscp_readiness.history import disk
from fscp_readiness.measures.two_systems import NEITHER, SideBySide, beside, lay_side_by_side
from fscp_readiness.packs import two_systems
from fscp_readiness.settings.council_tables import council_tables
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.settings.sources import Sources
from fscp_readiness.standards import Calendar
from fscp_readiness.standards.calendar import OVERRIDE
from fscp_readiness.standards.cards import as_agreed
from fscp_readiness.vocabulary import Answered

from .kept import with_kept
from .moved_ids import with_made_keys
from .settled import settled
from .work import may_list

if TYPE_CHECKING:
    from fscp_readiness.standards import Catalogue

FOLDER: Final = "reconciliation"
MAY_BE_THERE: Final = (two_systems.DIFFERENCES_FILE, two_systems.SEALED_FILE)
"""Files of an earlier comparison of that day that this one may not make: they are taken away."""


@dataclass(frozen=True)
class Both:
    """What is asked.

    before, after  a source of each case system, as ``nightly`` takes it
    as_at          the last complete day, of both
    out            where packs are published; the comparison goes to ``out``/reconciliation/systems-DAY
    map_file       the identifier map; without one every id is taken to be the same
    sources_before, sources_after  folders like config/sources with each system's own column and code maps; by default config's
    """

    before: str
    after: str
    as_at: dt.date
    out: Path
    map_file: Path | None = None
    config: Path | None = None
    sources_before: Path | None = None
    sources_after: Path | None = None


@dataclass(frozen=True)
class Laid:
    """What was found, and where it is written."""

    found: SideBySide
    sentence: str
    folder: Path
    files: tuple[str, ...]


def lay_systems_beside(both: Both) -> Laid:
    """Read and ask both, and write the comparison; the same sources, map and config give the same bytes.

    Raises ConfigProblem, ArgumentsProblem (2) and SourceProblem (3).
    """
    from fscp_readiness.standards import discover

    settings, ids = settled(both.config), read_map(both.map_file) if both.map_file else ALL_THE_SAME
    catalogue = as_agreed(discover(CHECKS), settings.service)
    before = _read(both.before, settings, both.sources_before, both.as_at)
    after = _read(both.after, settings, both.sources_after, both.as_at)
    ids = with_made_keys(before.tables, ids)
    was, now = _asked(before, settings, catalogue), _asked(after, settings, catalogue)
    rules = frozenset(standard.code for standard in catalogue.rules())
    lines, differences, sealed = lay_side_by_side(was.answers, now.answers, _states(was, now), ids, rules)
    found = SideBySide(lines, beside(before.tables, after.tables, ids), differences, sealed)
    listed = [may_list(settings, each) for each in (before, after)]
    council = settings.service.council
    facts = two_systems.Facts(
        council=council.name, marking=council.marking, as_at=both.as_at, before=before.source_name, after=after.source_name, found=found,
        names={standard.code: standard.about.name for standard in catalogue}, mapped=both.map_file is not None,
        lists=all(allowed for allowed, _ in listed), lists_said=next((said for allowed, said in listed if not allowed), ""),
    )  # fmt: skip
    made, folder = two_systems.files(facts), both.out / FOLDER / f"systems-{both.as_at.isoformat()}"
    disk.make_folder(folder)
    for name in MAY_BE_THERE:
        if name not in made:
            disk.remove(folder / name)
    for name, content in made.items():
        disk.make_folder((folder / name).parent)
        disk.write_whole(folder / name, content)
    return Laid(found, two_systems.heading(found), folder, tuple(sorted(made)))


def _read(source: str, settings: Settings, own: Path | None, as_at: dt.date) -> Extract:
    extract = read(source, Sources.load(own) if own else settings.sources, as_at=as_at)
    if extract.door == "annex_a":
        raise ArgumentsProblem(
            "RCN-05",
            "An Annex A workbook has no records of its own to lay beside another system's. Give two extracts of the case systems' tables.",
        )
    return extract


def _asked(extract: Extract, settings: Settings, catalogue: Catalogue) -> Findings:
    calendar = Calendar.read(override=settings.folder / OVERRIDE)
    tables = with_kept(extract.tables, extract.loads, council=council_tables(settings.folder))
    return ask_all(tables, catalogue, calendar, each_row=True)


def _states(was: Findings, now: Findings) -> dict[tuple[str, str], tuple[str, str, str]]:
    """(code, counting) -> state before and after, and which side could not be asked and why."""
    both = was.states.merge(now.states, on=["code", "counting"], suffixes=("_was", "_now"))
    return {
        (str(row["code"]), str(row["counting"])): (str(row["state_was"]), str(row["state_now"]), _why(row))
        for row in both.to_dict("records")
    }


def _why(row: Mapping[Hashable, Any]) -> str:
    lacking = [(side, words) for side, words in (("was", "Before"), ("now", "After")) if str(row[f"state_{side}"]) != str(Answered.ASKED)]
    told = {words: str(row[f"because_{side}"]) for side, words in lacking}
    return "" if not told else f"{NEITHER}. {told['Before']}" if len(told) > 1 else " ".join(f"{side}: {why}" for side, why in told.items())
