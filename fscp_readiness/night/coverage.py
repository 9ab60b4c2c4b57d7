"""Which standards a source can answer with the columns it has, and what the others lack: asked of its headings, before a night is run.

The questions are put to a tiny made-up council that has the same columns and no other, so no row of the source is looked at.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fscp_readiness.extracts import read
from fscp_readiness.extracts.columns_seen import columns_held
from fscp_readiness.extracts.folder import each_table
from fscp_readiness.extracts.text_table import TextTable, heading
from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.night import question
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.settings.sources import Sources
from fscp_readiness.standards import Calendar
from fscp_readiness.standards.calendar import OVERRIDE
from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import Tables, empty, table
from fscp_readiness.vocabulary import Answered

MADE_UP: Final = ("tiny", 1, dt.date(2026, 11, 23))
"""The council that is asked in the source's place: its size, seed and day."""


@dataclass(frozen=True)
class Coverage:
    """can: standards that can be asked under every counting. lacking: a sentence -> codes of the standards that cannot, because of it."""

    can: int
    whole: int
    lacking: dict[str, tuple[str, ...]]


def coverage(folder: Path, settings: Settings) -> Coverage:
    """What can be asked of a folder, told from its headings. Rules that are one expectation of one column are not among the standards."""
    from fscp_readiness.standards import discover

    held = {
        table.name: columns_held(table, {heading(name) for name in text.columns}, settings.sources)
        for table, text in each_table(folder, settings.sources)
        if isinstance(text, TextTable)
    }
    tables = _made_up_with(held, settings)
    calendar = Calendar.read(override=settings.folder / OVERRIDE)
    lacking: dict[str, set[str]] = defaultdict(set)
    standards = [standard for standard in discover(CHECKS) if not standard.expectations]
    for standard in standards:
        for counting in standard.about.counting:
            asked = ask(standard, tables, question(standard, tables, calendar, counting))
            if asked.state is Answered.NOT_ASSESSABLE and asked.because.startswith("The source"):
                lacking[asked.because].add(standard.code)
    cannot = {code for codes in lacking.values() for code in codes}
    told = {because: tuple(sorted(codes)) for because, codes in sorted(lacking.items())}
    return Coverage(len(standards) - len(cannot), len(standards), told)


def _made_up_with(held: Mapping[str, set[str]], settings: Settings) -> Tables:
    """The made-up council's tables with these columns alone; keys that are made here stay."""
    size, seed, as_at = MADE_UP
    with tempfile.TemporaryDirectory() as folder:
        make_council(size, seed, as_at).write(folder)
        whole = read(folder, Sources(allocated_roles=settings.sources.allocated_roles, may_be_empty=("ext_*",)), as_at=as_at).tables
    frames = {}
    for name, frame in whole.frames.items():
        made = {column.name for column in table(name) if column.unique and not column.source}
        if name in held:
            frames[name] = frame[[column for column in frame.columns if column in held[name] | made]]
    nothing = {name: empty(table(name))[sorted(held[name])] for name in held if name not in frames}
    return dataclasses.replace(whole, frames={**frames, **nothing}, unreadable={}, placeholders={})
