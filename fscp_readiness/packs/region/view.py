"""Every word and number of the regional pack, decided: the page, the paper and the table all show this."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fscp_readiness.measures.disclosure import MEMBERS, PUBLIC, Policy
from fscp_readiness.packs.cabinet.csv_file import plain
from fscp_readiness.packs.stale import spoken
from fscp_readiness.packs.status.page import Tag
from fscp_readiness.settings.cabinet import Cabinet, PaperMeasure

from .figures import Given, Told, counting_of

HIDDEN, NOT_THERE, NOT_APPLICABLE = "[c]", "[x]", "[z]"
AT, BELOW, CLOSE = (
    Tag("on", "circle", "At target"),
    Tag("off", "square", "Below target"),
    Tag("cannot", "diamond", "Too close to tell"),
)  # fmt: skip
_THERE, _GONE, _NO_FIGURES = (
    Tag("on", "circle", "Pack made"),
    Tag("off", "square", "No pack"),
    Tag("cannot", "diamond", "Pack made, no figures"),
)
SYMBOLS: Final = (
    (HIDDEN, "hidden, so that nobody can be picked out"),
    (NOT_THERE, "not there: no pack, not counted there, or counted in another way"),
    (NOT_APPLICABLE, "does not apply: too few for a percentage, or no target"),
)


@dataclass(frozen=True)
class Line:
    """What became of one council's night. code: why there is no pack, or why it gives no figures; given: what it told its region."""

    council: str
    run: str = ""
    code: str = ""
    given: Given | None = None

    @property
    def tag(self) -> Tag:
        """How it is marked."""
        return _GONE if not self.run else _NO_FIGURES if self.given is None else _THERE

    @property
    def day(self) -> str:
        """The day its figures are of."""
        return spoken(self.given.as_at) if self.given else NOT_THERE


@dataclass(frozen=True)
class Row:
    """One council of one measure, as printed. tag: beside its target; None where nothing may be said, and ``sign`` says why."""

    council: str
    in_scope: str
    met: str
    share: str
    not_recorded: str
    target: str
    tag: Tag | None
    sign: str
    day: str


@dataclass(frozen=True)
class Section:
    """One measure: its name, what counts, of which days, and a row a council by name. days: blank where they differ from row to row."""

    code: str
    name: str
    rule: str
    counted: str
    days: str
    rows: tuple[Row, ...]

    @property
    def shown(self) -> str:
        """For how many councils there is a percentage."""
        return f"A percentage can be shown for {sum(row.share.endswith('%') for row in self.rows)} of {len(self.rows)} councils"


@dataclass(frozen=True)
class View:
    """All of the pack."""

    region: str
    as_at: dt.date
    marking: str
    policy: Policy
    lines: tuple[Line, ...]
    sections: tuple[Section, ...]

    @property
    def night(self) -> str:
        return spoken(self.as_at)

    @property
    def heading(self) -> str:
        """The first sentence: how many councils are in it."""
        there = sum(bool(line.run) for line in self.lines)
        return f"{there} of {len(self.lines)} councils have a pack of this night"

    @property
    def points(self) -> tuple[str, ...]:
        """What a reader must know before any figure."""
        gone = [f"{line.council} ({line.code})" for line in self.lines if not line.run]
        cells = [cell for section in self.sections for row in section.rows for cell in (row.in_scope, row.met)]
        hidden, known = cells.count(HIDDEN), len(cells) - cells.count(NOT_THERE)
        dumb = [f"{line.council} ({line.code})" for line in self.lines if line.run and line.given is None]
        said = [f"Not there, with the code that says why: {', '.join(gone)}." if gone else "Every council is there."]
        said += [f"There and without figures: {', '.join(dumb)}."] if dumb else []
        said.append(
            f"Of {known:,} counts of children or of work, {hidden:,} {'is' if hidden == 1 else 'are'} hidden because of small numbers."
        )
        said.append("Councils stand in the order of their names. There is no score and no rank.")
        return tuple(said)

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """How the figures were made, and how far to trust them."""
        policy, rounded = self.policy, f" The rest are rounded to the nearest {self.policy.base}." if self.policy.base > 1 else ""
        return (
            ("When", "A council gives its figures once a month, on its first good night, and the same again until the next month. So "
             "councils may differ in the day: it stands in each row."),
            ("Where from", "Each council’s own case records, asked the same questions. No record of a child leaves a council."),
            ("Small numbers", f"Each council hides its counts of {policy.hide_to} or fewer before they leave it.{rounded} "
             f"There is a percentage only of {policy.least_denominator} or more, made from the two counts beside it."),
            ("Target", "Each council’s own, or the national one. “At target” and “Below target” are said only where rounding cannot change "
             "it. What the record does not say is not counted as met."),
            ("Comparing", "Councils differ in size, need and how they record. A difference is a question to ask, and not an answer."),
        )  # fmt: skip

    @property
    def symbols(self) -> tuple[tuple[str, str], ...]:
        return SYMBOLS


def view_of(region: str, as_at: dt.date, cabinet: Cabinet, lines: Sequence[Line]) -> View:
    """The pack of one night from what councils gave."""
    policy = MEMBERS if cabinet.policy == "members" else PUBLIC
    by_name = tuple(sorted(lines, key=lambda line: line.council.casefold()))
    marking = cabinet.members_marking if cabinet.policy == "members" else "OFFICIAL"
    sections = tuple(_section(measure, by_name, policy) for measure in cabinet.measures)
    return View(region, as_at, marking, policy, by_name, sections)


def _section(measure: PaperMeasure, lines: Sequence[Line], policy: Policy) -> Section:
    told = {line.council: _of(line, measure, policy) for line in lines}
    asked = Counter(each.says for each in told.values() if each)
    same = max(sorted(asked), key=lambda says: asked[says]) if asked else ""
    counted = "As it stood at the end of the day" if counting_of(measure) == "live" else "Over a period"
    rows = tuple(_row(line, each if (each := told[line.council]) and each.says == same else None, policy) for line in lines)
    days = sorted({row.day for row in rows} - {NOT_THERE})
    return Section(measure.code, measure.name, measure.rule, counted, days[0] if len(days) == 1 else "", rows)


def _of(line: Line, measure: PaperMeasure, policy: Policy) -> Told | None:
    given = line.given
    if given is None or given.policy != policy.name:
        return None
    return next((each for each in given.told if each.code == measure.code), None)


def _row(line: Line, told: Told | None, policy: Policy) -> Row:
    if told is None:
        return Row(line.council, NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE, None, NOT_THERE, NOT_THERE)
    counts = [HIDDEN if each is None else f"{each:,}" for each in (told.in_scope, told.met, told.not_recorded)]
    share = f"{told.share}%" if told.share is not None else HIDDEN if None in (told.in_scope, told.met) else NOT_APPLICABLE
    target = NOT_APPLICABLE if told.target is None else f"{plain(told.target * 100)}%"
    since = f"{spoken(dt.date.fromisoformat(told.since))} to {line.day}" if told.since else line.day
    sign = share if share == HIDDEN else NOT_APPLICABLE
    return Row(line.council, counts[0], counts[1], share, counts[2], target, against(told, policy), sign, since)


def against(told: Told, policy: Policy) -> Tag | None:
    """The word beside a target, from what is printed alone: said only where every pair of counts that is printed so bears it out."""
    if told.share is None or told.target is None or not told.in_scope or told.met is None:
        return None
    least, most = policy.read_back(told.in_scope)
    low, high = policy.read_back(told.met)
    if low / most >= told.target:
        return AT
    return BELOW if min(high / least, 1.0) < told.target else CLOSE
