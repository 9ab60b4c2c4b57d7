"""The views of the whole pack: every word and number a page prints, decided, and nothing that could hold who a child is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from .charts import RangeBar, StackedBar
from .counted import ChildRow, Freshness
from .tags import Tag


@dataclass(frozen=True)
class Signed:
    text: str
    signature: str


@dataclass(frozen=True)
class Card:
    """One judgement at a glance."""

    anchor: str
    kind: str
    title: str
    official: str
    tag: Tag
    on_target: int
    core: int
    others: str
    bar: StackedBar | None
    because: str
    show: str
    happening: str


@dataclass(frozen=True)
class ConditionRow:
    """A condition that children meet tonight: how many, in which teams, and the post whose standard it is."""

    words: str
    children: str
    where: str
    where_short: str
    who: str
    judgements: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Box:
    number: str
    words: str


@dataclass(frozen=True)
class Glance:
    conditions: tuple[ConditionRow, ...]
    conditions_all: int
    conditions_more: str
    conditions_heading: str
    conditions_note: str
    changed: str
    boxes: tuple[Box, ...]
    cards: tuple[Card, ...]
    overall: str
    not_yet_checked: str
    signed: tuple[Signed, ...]

    def shorter(self) -> Glance | None:
        """The same page with fewer conditions, so that it fits; what was left out is said. None when nothing is left to cut."""
        if len(self.conditions) <= 3:
            short = tuple(dataclasses.replace(row, where=row.where_short) for row in self.conditions)
            if short != self.conditions:
                return dataclasses.replace(self, conditions=short)
            if len(self.conditions) <= 1:
                return None
            kept = self.conditions[:-1]
        else:
            kept = self.conditions[: max(3, len(self.conditions) - 2)]
        return dataclasses.replace(self, conditions=kept, conditions_more=conditions_more(self.conditions_all - len(kept)))


def conditions_more(number: int) -> str:
    return f"{number} more on the pages of the judgements." if number > 0 else ""


@dataclass(frozen=True)
class MeasureRow:
    code: str
    name: str
    rule: str
    duty: str
    value: str
    n_of_n: str
    restricted: str
    range: str
    target: str
    tag: Tag
    period: str
    period_n: str
    since: str
    trend: str
    similar: str
    england: str
    beside: str
    year: str


@dataclass(frozen=True)
class TeamBar:
    name: str
    level: str
    not_met: int
    bar: float
    met: str
    alt: str


@dataclass(frozen=True)
class TeamChart:
    heading: str
    note: str
    width: float
    rows: tuple[TeamBar, ...]
    left_out: str


@dataclass(frozen=True)
class AuditRow:
    area: str
    codes: str
    grades: tuple[int, ...]
    good: str
    not_moderated: str


@dataclass(frozen=True)
class CutCell:
    main: str
    under: str


@dataclass(frozen=True)
class CutGroup:
    title: str
    rows: tuple[tuple[str, tuple[CutCell, ...]], ...]


@dataclass(frozen=True)
class Cuts:
    codes: tuple[str, ...]
    names: tuple[str, ...]
    groups: tuple[CutGroup, ...]
    note: str


@dataclass(frozen=True)
class JudgementPage:
    anchor: str
    section: str
    heading: str
    official: str
    tag: Tag
    because: tuple[str, ...]
    show: str
    happening: str
    core: tuple[MeasureRow, ...]
    others: tuple[MeasureRow, ...]
    others_title: str
    others_note: str
    measures_note: str
    teams: TeamChart | None
    audits: tuple[AuditRow, ...]
    audits_note: str
    cuts: Cuts | None
    cuts_note: str
    signed: tuple[Signed, ...]


@dataclass(frozen=True)
class ListedRow:
    child: str
    href: str
    age: str
    team: str
    due: str
    over: str
    shows: str
    kind: Tag


@dataclass(frozen=True)
class ListGroup:
    """One standard's children: ``total`` = those listed + ``more`` + ``above`` + ``restricted``."""

    code: str
    heading: str
    note: str
    to_do: str
    rows: tuple[ListedRow, ...]
    total: int
    more: int
    above: int
    restricted: int


@dataclass(frozen=True)
class CountRow:
    code: str
    name: str
    number: int
    to_do: str


@dataclass(frozen=True)
class ChildrenPage:
    heading: str
    note: str
    first_heading: str
    first: tuple[ChildRow, ...]
    first_total: int
    first_restricted: int
    total: int
    restricted: int
    groups: tuple[ListGroup, ...]
    counted: tuple[CountRow, ...]
    counted_more: str
    counted_total: int
    recording: tuple[CountRow, ...]
    recording_more: str
    recording_total: int
    not_listed: str


@dataclass(frozen=True)
class DueRow:
    code: str
    name: str
    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class DuePage:
    heading: str
    note: str
    days: tuple[str, ...]
    rows: tuple[DueRow, ...]
    totals: tuple[int, ...]
    total: int
    list_heading: str
    listed: tuple[ListedRow, ...]
    more: str


@dataclass(frozen=True)
class RangeRow:
    code: str
    name: str
    value: str
    range: str
    bar: RangeBar
    verdict: Tag


@dataclass(frozen=True)
class SuiteRow:
    table: str
    checks: int
    checked: int
    failed: int
    state: str


@dataclass(frozen=True)
class StateRow:
    code: str
    name: str
    counting: str
    because: str


@dataclass(frozen=True)
class RefusedRow:
    where: str
    what: str
    done: str
    rows: int


@dataclass(frozen=True)
class ConfidencePage:
    heading: str
    note: str
    freshness: tuple[Freshness, ...]
    tables_fresh: str
    ranges: tuple[RangeRow, ...]
    ranges_note: str
    suites: tuple[SuiteRow, ...]
    suites_total: SuiteRow
    suites_note: str
    refused: tuple[RefusedRow, ...]
    refused_total: int
    refused_heading: str
    refused_note: str
    crashed: tuple[StateRow, ...]
    not_assessable: tuple[StateRow, ...]
    conditions: tuple[StateRow, ...]
    exceptions: str
    annex_a: str
    notes: tuple[str, ...]
    not_yet_checked: str


@dataclass(frozen=True)
class AnnexFigure:
    """One counting of one measure: its value, `34 of 39 (up to 89.7%)`, how it stands."""

    value: str
    n_of_n: str
    tag: Tag


@dataclass(frozen=True)
class AnnexRow:
    """One line a code: what there is to act on, tonight's figure and the period's; ``None`` where it is not counted that way."""

    code: str
    name: str
    to_act_on: int
    live: AnnexFigure | None
    period: AnnexFigure | None


@dataclass(frozen=True)
class AnnexGroup:
    title: str
    rows: tuple[AnnexRow, ...]


@dataclass(frozen=True)
class Annex:
    heading: str
    note: str
    groups: tuple[AnnexGroup, ...]
    rules: tuple[AnnexGroup, ...]


@dataclass(frozen=True)
class DefinitionRow:
    code: str
    name: str
    wording: str
    why: str
    counted: str
    source: str
    target: str
    owner: str


@dataclass(frozen=True)
class Definitions:
    heading: str
    practice: tuple[DefinitionRow, ...]
    elsewhere: str
    statuses: tuple[tuple[Tag, str], ...]
    words: tuple[tuple[Tag, str], ...]
    symbols: str


@dataclass(frozen=True)
class PackView:
    """The whole pack. Totals stand once, on the part that owns them, and every page that repeats one reads it from there."""

    council: str
    marking: str
    date_words: str
    created: str
    run_id: str
    foot: str
    run_words: str
    headline: str
    standfirst: str
    framework: str
    notes: tuple[str, ...]
    glance: Glance
    judgements: tuple[JudgementPage, ...]
    children: ChildrenPage
    due: DuePage
    confidence: ConfidencePage
    annex: Annex
    definitions: Definitions
    provenance: tuple[tuple[str, str], ...]
    defined: frozenset[str]
    """The references that have a definition to link to."""
