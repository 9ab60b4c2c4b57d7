"""A census return beside our records: one page, the counts as a file, and each difference child by child where lists may be made.

The page holds no child's id. Restricted children are counted on it and listed in sealed/sealed.csv alone.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.extracts.cin_census import Defect
from fscp_readiness.measures.census import DIFFERENCES, Because, CensusCount, Compared
from fscp_readiness.measures.census_timeliness import Timely
from fscp_readiness.measures.reconciliation import FEW, Line, Ours

from . import pdf
from .leadership import wording
from .leadership.palette import COLOURS
from .leadership.published import Beside, beside
from .leadership.tags import Tag
from .templates import draw

DIFFERENCES_FILE, SEALED_FILE = "differences.csv", "sealed/sealed.csv"
"""The second in a folder of its own, because readers are let in folder by folder."""

SAME = Tag("Same events", "circle", "on")
OTHERS = Tag("Same number, other events", "triangle", "close")
DIFFER = Tag("Differ", "square", "off")
CANNOT = Tag("Cannot compare", "diamond", "cannot")
COUNTS = ("measure", "definition", "ours", "return", "only_ours", "only_return", "restricted", "cannot")
BECAUSE = {
    Because.OTHER_DAY: "It has the event on another day",
    Because.NO_SUCH_EVENT: "It has the child, and no such event",
    Because.NO_SUCH_CHILD: "It has no such child",
}


@dataclass(frozen=True)
class Facts:
    """What the page is told.

    last        the last day of the return's twelve months
    as_at, run  the night that our records are of
    compared    both sides counted; timely: the return's own timeliness, by measure's code
    ours        code -> our own figure of the return's twelve months; why_not: code -> why there is none
    lines       our figures of that year beside what was published of that year
    no_year     why nothing published of that year stands beside ours; blank where something does
    defects     what the return was not taken as it stood for, or does not fit
    lists       may children be listed; lists_said: the sentence where they may not
    notes       what a reader must know of the night
    """

    council: str
    marking: str
    last: dt.date
    as_at: dt.date
    run: str
    compared: Compared
    timely: tuple[Timely, ...]
    ours: dict[str, Ours]
    why_not: dict[str, str]
    lines: tuple[Line, ...]
    no_year: str
    defects: tuple[Defect, ...]
    lists: bool
    lists_said: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountRow:
    what: str
    ours: str
    theirs: str
    only_ours: str
    only_theirs: str
    restricted: str
    tag: Tag
    cannot: str


@dataclass(frozen=True)
class TimelyRow:
    """One share from three places; a cell that has none says why."""

    what: str
    theirs: str
    ours: str
    published: str


@dataclass(frozen=True)
class CensusView:
    """The whole page, every word decided."""

    council: str
    marking: str
    created: str
    run_id: str
    title: str
    heading: str
    standfirst: str
    notes: tuple[str, ...]
    counts: tuple[CountRow, ...]
    because: tuple[tuple[str, str, str], ...]
    timely: tuple[TimelyRow, ...]
    rows: tuple[Beside, ...]
    no_year: str
    defects: tuple[tuple[str, str, str, str], ...]


def build(facts: Facts) -> CensusView:
    """The page of one return."""
    counts = facts.compared.counts
    same = sum(_tag(count) is SAME for count in counts)
    apart = sum(count.only_ours + count.only_theirs for count in counts)
    hidden = sum(count.restricted for count in counts)
    where = f"{wording.of(apart - hidden, 'is', 'are')} in differences.csv, child by child" if facts.lists else facts.lists_said
    sealed = (
        f"; {wording.of(hidden, 'is a restricted child’s', 'are restricted children’s')} and in sealed/sealed.csv alone"
        if facts.lists and hidden
        else ""
    )
    return CensusView(
        council=facts.council,
        marking=facts.marking,
        created=facts.as_at.isoformat(),
        run_id=facts.run,
        title=f"Children in need census, year to {wording.day(facts.last)}, beside our records",
        heading=f"{same} of {wording.of(len(counts), 'count', 'counts')} of the census return match our records event for event",
        standfirst=(
            f"{wording.of(apart, 'event', 'events')} {'is' if apart == 1 else 'are'} on one side alone, over all counts: {where}{sealed}. "
            f"Our records are as at {wording.day(facts.as_at)}; both sides are counted by the return’s rules, from their own rows."
        )
        if apart
        else f"Our records are as at {wording.day(facts.as_at)}; both sides are counted by the return’s rules, from their own rows.",
        notes=facts.notes,
        counts=tuple(_count(count) for count in counts),
        because=_because(facts.compared),
        timely=tuple(_timely(each, facts) for each in facts.timely),
        rows=tuple(beside(line, "") for line in facts.lines),
        no_year=facts.no_year,
        defects=tuple(
            (each.code, f"{each.sentence[:1].upper()}{each.sentence[1:]}.", f"{each.times:,}", each.where) for each in facts.defects
        ),
    )


def _tag(count: CensusCount) -> Tag:
    if count.ours is None:
        return CANNOT
    if not count.only_ours and not count.only_theirs:
        return SAME
    return OTHERS if count.ours == count.theirs else DIFFER


def _count(count: CensusCount) -> CountRow:
    known = count.ours is not None
    return CountRow(
        what=count.definition,
        ours=f"{count.ours:,}" if known else "–",
        theirs=f"{count.theirs:,}",
        only_ours=f"{count.only_ours:,}" if known else "–",
        only_theirs=f"{count.only_theirs:,}" if known else "–",
        restricted=f"{count.restricted:,}" if known else "–",
        tag=_tag(count),
        cannot=f"{count.cannot[:1].upper()}{count.cannot[1:].rstrip('.')}." if count.cannot else "",
    )


def _because(compared: Compared) -> tuple[tuple[str, str, str], ...]:
    """(what is known of why, how many the return lacks, how many our records lack), restricted ones too."""
    rows = pd.concat([compared.differences, compared.sealed], ignore_index=True)
    found = []
    for because, words in BECAUSE.items():
        mine = rows[rows["because"].eq(str(because))]
        found.append((words, f"{int(mine['lacks'].eq('return').sum()):,}", f"{int(mine['lacks'].eq('records').sum()):,}"))
    return tuple(found) if len(rows) else ()


def _timely(each: Timely, facts: Facts) -> TimelyRow:
    mine = facts.ours.get(each.code)
    published = next((line.theirs for line in facts.lines if line.code == each.code), None)
    undated = f", {wording.of(each.undated, 'without a start', 'without a start')}" if each.undated else ""
    said = facts.why_not.get(each.code, "Not asked")
    if mine is not None and mine.numerator is not None and mine.denominator is not None:
        unknown = f", {wording.count(mine.not_recorded)} not recorded" if mine.not_recorded else ""
        said = f"{_share(mine.numerator, mine.denominator)}{unknown}"
    theirs = "Not published yet, or not of this year"
    if published is not None:
        theirs = f"[{published.symbol}]" if published.value is None else f"{published.value * 100:.1f}%"
        if published.numerator is not None and published.denominator is not None:
            theirs += f", {published.numerator:,.0f} of {published.denominator:,.0f}"
    return TimelyRow(each.what, f"{_share(each.met, each.in_scope)}{undated}", said, theirs)


def _share(met: int, whole: int) -> str:
    if not whole:
        return "None in the year"
    of = wording.n_of_n(met, whole)
    return of if whole < FEW else f"{wording.percent(met / whole, part=met, whole=whole)}, {of}"


def render_html(view: CensusView) -> str:
    """The page for a screen: one file that fetches nothing."""
    return draw("reconciliation/census.html.j2", view=view, palette=COLOURS, paper=False)


def render_pdf(view: CensusView) -> bytes:
    """The page as PDF/UA-1. Raises pdf.RenderError where a part of it cannot be drawn."""
    css = draw("reconciliation/census.css.j2", view=view, palette=COLOURS)
    return pdf.render(draw("reconciliation/census.html.j2", view=view, palette=COLOURS, paper=True), css, identifier=view.run_id)


def files(facts: Facts) -> dict[str, bytes]:
    """Every file of the comparison by its name; those of single events only where children may be listed, sealed ones if any is."""
    view = build(facts)
    made = {
        "census.html": render_html(view).encode(),
        "census.pdf": render_pdf(view),
        "counts.csv": _csv(COUNTS, [_cells(count) for count in facts.compared.counts]),
    }
    if facts.lists:
        made[DIFFERENCES_FILE] = _csv(tuple(DIFFERENCES), _rows(facts.compared.differences))
    if facts.lists and len(facts.compared.sealed):
        made[SEALED_FILE] = _csv(tuple(DIFFERENCES), _rows(facts.compared.sealed))
    return made


def _cells(count: CensusCount) -> Sequence[object]:
    ours = "" if count.ours is None else count.ours
    return (
        count.measure, count.definition, ours, count.theirs, count.only_ours, count.only_theirs, count.restricted, count.cannot,
    )  # fmt: skip


def _rows(frame: pd.DataFrame) -> Iterable[Sequence[object]]:
    words = frame.assign(on=frame["on"].dt.strftime("%Y-%m-%d")).astype("object")
    return words.where(words.notna(), "")[list(DIFFERENCES)].itertuples(index=False, name=None)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\n")
    sheet.writerow(header)
    sheet.writerows(rows)
    return text.getvalue().encode()
