"""Who one standard would flag tonight, before it is anybody's standard: asked of a source, told, and nothing published."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from fscp_readiness.standards import Calendar, Standard
from fscp_readiness.standards.calendar import OVERRIDE
from fscp_readiness.vocabulary import Answered, Outcome

from .settled import settled

MADE_UP = ("test", 1, dt.date(2016, 5, 23))
"""The made-up council that a preview looks at when no source is named: fifty children, seed 1."""

MOST = 25
_LISTED = ("record_id", "child_id", "outcome", "reason", "due_on", "days_over")


@dataclass(frozen=True)
class Seen:
    """One counting's answer: a sentence, the rows that would be flagged (record, child, outcome, reason, due, over), how many more."""

    sentence: str
    lines: tuple[tuple[str, ...], ...]
    more: int
    none_missed: bool = False


@contextmanager
def made_up_council() -> Iterator[tuple[str, dt.date]]:
    """A folder with a synthetic council in it, and its day."""
    from fscp_readiness.synthetic import make_council

    size, seed, as_at = MADE_UP
    with tempfile.TemporaryDirectory() as folder:
        make_council(size, seed, as_at).write(folder)
        yield folder, as_at


def flagged(standard: Standard, source: str, as_at: dt.date, config: Path | None = None) -> list[Seen]:
    """Ask one standard of a source, each way it is counted. Restricted children are counted and not listed.

    Raises ExtractProblem where the source cannot be read.
    """
    from fscp_readiness.extracts import read
    from fscp_readiness.findings.asking import ask
    from fscp_readiness.findings.beyond_the_calendar import beyond_the_calendar
    from fscp_readiness.findings.expectations import ask_expectations
    from fscp_readiness.findings.night import question
    from fscp_readiness.findings.restriction import about_restricted
    from fscp_readiness.settings.council_tables import council_tables

    from .kept import with_kept
    from .work import may_list

    settings = settled(config)
    extract = read(source, settings.sources, as_at=as_at, extracted_on=as_at)
    tables = with_kept(extract.tables, extract.loads, council=council_tables(settings.folder))
    allowed, why = may_list(settings, extract)
    calendar = Calendar.read(override=settings.folder / OVERRIDE)
    told = []
    for counting in standard.about.counting:
        asked = question(standard, tables, calendar, counting)
        result = ask_expectations(standard, tables, asked) if standard.expectations else ask(standard, tables, asked)
        if result.state is not Answered.ASKED:
            told.append(Seen(f"{standard.code}, {counting}: {str(result.state).replace('_', ' ')}. {result.because}", (), 0))
            continue
        answers = result.answers
        bad = answers[answers["outcome"].ne(str(Outcome.MET)) & answers["exempt"].fillna("").eq("")]
        seen = bad[~about_restricted(bad["child_id"], tables, bad["record_table"], bad["record_id"])]
        lines = _lines(seen.head(MOST)) if allowed else ()
        hidden = len(bad) - len(seen)
        words = f"{standard.code}, {counting}: {_counts(answers)}." + (f" Restricted, not listed: {hidden}." if hidden else "")
        words = " ".join((words, *beyond_the_calendar(answers, answers.iloc[:0], calendar, as_at)))
        more = max(0, len(seen) - MOST) if allowed else 0
        told.append(Seen(words if allowed else f"{words} {why}", lines, more, none_missed=bad.empty and not answers.empty))
    return told


def _counts(answers: pd.DataFrame) -> str:
    exempt = answers["exempt"].fillna("").ne("")
    found = answers[~exempt]["outcome"].value_counts()
    parts = [f"{int(found[outcome]):,} {str(outcome).replace('_', ' ')}" for outcome in map(str, Outcome) if outcome in found.index]
    parts += [f"{int(exempt.sum()):,} exempt"] if exempt.any() else []
    return ", ".join(parts) or "nobody it could be asked about"


def _lines(rows: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    dates = rows.assign(due_on=rows["due_on"].dt.strftime("%Y-%m-%d"))
    if rows.empty:
        return ()
    words = dates[list(_LISTED)].astype("string").fillna("")
    return (_LISTED, *(tuple(row) for row in words.itertuples(index=False, name=None)))
