"""A census return laid beside the newest whole night: the page, the counts, and each difference child by child.

It reads what lies there and writes ``<out>/reconciliation/YEAR``; it makes no night, and the history stays as it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from fscp_readiness.extracts.cin_census import CensusReturn, read_census
from fscp_readiness.extracts.problems import ArgumentsProblem
from fscp_readiness.findings.restriction import about_restricted
from fscp_readiness.history import default_folder, disk, open_state
from fscp_readiness.measures.benchmarks import MEASURES as PUBLISHED
from fscp_readiness.measures.benchmarks import Benchmarks, Figure
from fscp_readiness.measures.census import Compared, compare
from fscp_readiness.measures.census_timeliness import timeliness
from fscp_readiness.measures.reconciliation import Line, Ours, lay_beside
from fscp_readiness.packs import census
from fscp_readiness.settings.load import Settings, load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.standards.calendar import OVERRIDE
from fscp_readiness.standards.cards import as_agreed
from fscp_readiness.tables import Tables

from .inspection import newest_whole
from .reconciled import of_their_years

FOLDER: Final = "reconciliation"
MAY_BE_THERE: Final = (census.DIFFERENCES_FILE, census.SEALED_FILE)
"""Files of an earlier comparison of that year that this one may not make: they are taken away."""
WORKFORCE: Final = ("CAS-01.mean", "WFC-01", "WFC-02", "WFC-03", "WFC-04")
"""Of 30 September, and so of no census's year."""
NOT_LISTED: Final = "nobody has said which records are restricted, so no child is listed"


@dataclass(frozen=True)
class Sent:
    """What is asked.

    path   the XML file as it was sent to the Department for Education
    out    where packs are published; the comparison goes to ``out``/reconciliation/YEAR
    state  where history and the key are kept (default ``out``/.state)
    config the council's config/, or the shipped one
    """

    path: Path
    out: Path
    state: Path | None = None
    config: Path | None = None


@dataclass(frozen=True)
class LaidBeside:
    """What was made and where."""

    returned: CensusReturn
    compared: Compared
    as_at: dt.date
    run: str
    folder: Path
    files: tuple[str, ...]


def lay_return_beside(sent: Sent) -> LaidBeside:
    """Read the return, count both sides and write the comparison; the same return, night and config give the same bytes.

    Raises ConfigProblem, NoWholeNight, StateRefused, and ArgumentsProblem where the return is refused (all 2).
    """
    settings = load_settings(sent.config)
    returned = read_census(sent.path)
    kept, _, _, notes = newest_whole(sent.out, open_state(sent.state or default_folder(sent.out), make=False))
    tables, last = kept.extract.tables, returned.reference_date
    if kept.as_at < last:
        raise ArgumentsProblem(
            "RCN-02",
            f"The newest whole night is of {kept.as_at:%-d %B %Y}, before the return's last day, {last:%-d %B %Y}: our records do not "
            "reach it. Run a night after that day, then lay the return beside it.",
        )
    if tables.door == "annex_a":
        raise ArgumentsProblem(
            "RCN-03",
            "The newest whole night was made from an Annex A workbook, which holds the last months and not the return's year. Run a night "
            "from the case system's own tables, then lay the return beside it.",
        )
    compared = compare(tables, returned, _restricted(tables, returned))
    ours, why_not = _of_the_year(settings, tables, returned)
    benchmarks = Benchmarks.read(settings.folder / "benchmarks")
    lines, no_year = _published(settings, benchmarks, ours, returned, kept.as_at)
    notes = (*notes, *_whose(settings, benchmarks, returned))
    council = settings.service.council
    made = census.files(
        census.Facts(
            council=council.name, marking=council.marking, last=last, as_at=kept.as_at, run=kept.run, compared=compared,
            timely=timeliness(returned, _calendar(settings)), ours=ours, why_not=why_not, lines=lines, no_year=no_year,
            defects=returned.defects, lists=kept.lists_allowed, lists_said=NOT_LISTED, notes=notes,
        )
    )  # fmt: skip
    folder = sent.out / FOLDER / str(last.year)
    disk.make_folder(folder)
    for name in MAY_BE_THERE:
        if name not in made:
            disk.remove(folder / name)
    for name, content in made.items():
        disk.make_folder((folder / name).parent)
        disk.write_whole(folder / name, content)
    return LaidBeside(returned, compared, kept.as_at, kept.run, folder, tuple(sorted(made)))


def _restricted(tables: Tables, returned: CensusReturn) -> frozenset[str]:
    """Ids of restricted children as either side spells them. An event that names no child could be anybody's, and is sealed."""
    names = [name for name in tables.frames if tables.holds(name, "child_id")]
    ids = pd.concat([returned.children["child_id"], *(tables.everything(name)["child_id"] for name in names)]).dropna().drop_duplicates()
    return frozenset({"", *ids[about_restricted(ids, tables)].astype(str)})


def _calendar(settings: Settings) -> Calendar:
    return Calendar.read(override=settings.folder / OVERRIDE)


def _of_the_year(settings: Settings, tables: Tables, returned: CensusReturn) -> tuple[dict[str, Ours], dict[str, str]]:
    """Our own figures of the return's year, and why there is none: only of a year to 31 March, as England's are."""
    last = returned.reference_date
    if (last.month, last.day) != (3, 31):
        return {}, dict.fromkeys(PUBLISHED, "The return is not of a year to 31 March")
    asked = {code: Figure(None, year=last.year) for code in PUBLISHED if code not in WORKFORCE}
    return of_their_years(tables, as_agreed(discover(CHECKS), settings.service), _calendar(settings), asked)


def _whose(settings: Settings, benchmarks: Benchmarks, returned: CensusReturn) -> tuple[str, ...]:
    """A sentence where the return's header names another council than config does."""
    area = settings.service.council.area_code
    by_dfe_code = dict(zip(benchmarks.areas["dfe_code"], benchmarks.areas["area_code"], strict=True))
    if not area or benchmarks.council_code(area) == by_dfe_code.get(returned.council):
        return ()
    return ("The return's header does not name this council (LEA): see that it is ours before anything here is relied on. [RCN-04]",)


def _published(
    settings: Settings, benchmarks: Benchmarks, ours: dict[str, Ours], returned: CensusReturn, as_at: dt.date
) -> tuple[tuple[Line, ...], str]:
    """Our figures of the year beside what was published of it, and the sentence where nothing was."""
    last, area = returned.reference_date, settings.service.council.area_code
    rules = settings.reconciliation
    by_hand = {
        row.code: Figure(
            None if row.value is None else row.value / (100 if PUBLISHED[row.code].unit == "percent" else 1),
            row.symbol, row.year, row.numerator, row.denominator, row.published_on, row.title, row.source,
        )
        for row in rules.published if row.year == last.year and row.published_on <= as_at and row.code in PUBLISHED
    }  # fmt: skip
    found = {code: benchmarks.of_year(code, last.year, area, as_at) for code in ours}
    theirs = {code: figure for code, figure in found.items() if figure is not None} | by_hand
    lines = lay_beside(ours, theirs, rules, as_at, ours)
    if lines:
        return lines, ""
    if not area and not by_hand:
        return (), "config/service.toml gives no area code, so nothing published for this council can be found."
    return (), f"Nothing is held that was published for this council of the year to {last:%-d %B %Y} and that our records can answer."
