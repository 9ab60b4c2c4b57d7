"""The views of the whole pack: every word and number a page prints, decided, and nothing that could hold who a child is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from .audits import AuditSection
from .charts import MonthsChart, RangeBar, StackedBar
from .counted import ChildRow, Freshness
from .on_call import OnCallView
from .published import PublishedPage
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
class Moved:
    """How one measure moved since the night before: ``words`` ("2.3 worse"), what it ``was``, and what the months' chart says of it.

    ``tint`` is blank (grey) unless the months' chart signals the same way; ``size`` orders a list of moves.
    """

    words: str
    was: str
    signal: str
    tint: str
    size: float


@dataclass(frozen=True)
class MovedLine:
    """One measure that moved since the night before."""

    code: str
    name: str
    was: str
    now: str
    n_of_n: str
    moved: Moved


@dataclass(frozen=True)
class Changed:
    """What page one says of the night before, in words. ``flags``: the arithmetic, or that there is no night before."""

    heading: str
    flags: str
    ended: str
    measures: str
    moves: tuple[MovedLine, ...]
    moves_all: int
    more: str
    page: bool

    def with_moves(self, number: int) -> Changed:
        """The same with fewer measures named; how many are not is said."""
        left = self.moves_all - number
        more = f"{left} more moved: see what changed." if left > 0 else ""
        return dataclasses.replace(self, moves=self.moves[:number], more=more)


@dataclass(frozen=True)
class Glance:
    conditions: tuple[ConditionRow, ...]
    conditions_all: int
    conditions_more: str
    conditions_heading: str
    conditions_note: str
    changed: Changed
    boxes: tuple[Box, ...]
    cards: tuple[Card, ...]
    overall: str
    not_yet_checked: str
    on_call: str
    signed: tuple[Signed, ...]
    cards_note: str = ""
    published: tuple[str, ...] = ()

    def shorter(self) -> Glance | None:
        """The same page with less on it, so that it fits; what was left out is said. None when nothing is left to cut.

        Of what changed the arithmetic stays; the conditions children meet are the last to go.
        """
        most = 2 if len(self.conditions) > 4 else 1
        if len(self.changed.moves) > most:
            return dataclasses.replace(self, changed=self.changed.with_moves(most))
        if len(self.conditions) > 4:
            return self._meeting(max(4, len(self.conditions) - 2))
        short = tuple(dataclasses.replace(row, where=row.where_short) for row in self.conditions)
        if short != self.conditions:
            return dataclasses.replace(self, conditions=short)
        if any(card.show or card.happening for card in self.cards):
            cards = tuple(dataclasses.replace(card, show="", happening="") for card in self.cards)
            return dataclasses.replace(self, cards=cards, cards_note="Can we show it, and is it happening: on each judgement’s page.")
        if self.changed.ended or self.changed.moves:
            return dataclasses.replace(self, changed=dataclasses.replace(self.changed.with_moves(0), ended=""))
        return self._meeting(len(self.conditions) - 1) if len(self.conditions) > 1 else None

    def _meeting(self, number: int) -> Glance:
        more = conditions_more(self.conditions_all - number)
        return dataclasses.replace(self, conditions=self.conditions[:number], conditions_more=more)


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
    apart: str
    range: str
    target: str
    tag: Tag
    period: str
    period_n: str
    since: Moved
    spark: MonthsChart | None
    signal: Tag
    outlook: Tag
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
    since: str
    teams: TeamChart | None
    audits: AuditSection | None
    audits_note: str
    cuts: Cuts | None
    cuts_note: str
    signed: tuple[Signed, ...]


@dataclass(frozen=True)
class TrendChart:
    """One measure's months: a message by rule, what was counted, the picture, and what to be careful of."""

    code: str
    title: str
    tag: Tag
    under: str
    chart: MonthsChart
    notes: str


@dataclass(frozen=True)
class TrendGroup:
    """One judgement's charts, in rows of three."""

    title: str
    anchor: str
    rows: tuple[tuple[TrendChart, ...], ...]
    left_out: str


@dataclass(frozen=True)
class TeamTrend:
    name: str
    under: str
    chart: MonthsChart
    tag: Tag


@dataclass(frozen=True)
class TeamTrends:
    """One measure with a signal, team by team on one scale, most misses first. ``total`` is the measure's own number of misses."""

    title: str
    note: str
    rows: tuple[tuple[TeamTrend, ...], ...]
    left_out: str


@dataclass(frozen=True)
class TrendPage:
    section: str
    heading: str
    loud: str
    note: str
    groups: tuple[TrendGroup, ...]
    teams: tuple[TeamTrends, ...]
    teams_note: str


@dataclass(frozen=True)
class FlagLine:
    """One line of the arithmetic: what was added or taken away, how many, and what the word means."""

    sign: str
    words: str
    number: int
    meaning: str


@dataclass(frozen=True)
class FlagRow:
    """One standard's flags: ``before`` + ``new`` + ``back`` - ``fixed`` - ``ended`` = ``tonight``, of which ``unknown``."""

    code: str
    name: str
    before: int
    new: int
    back: int
    fixed: int
    ended: int
    tonight: int
    unknown: int


@dataclass(frozen=True)
class KindCell:
    """One kind of flag in one team: open tonight, fixed in the last days, and the median days to fix them."""

    open: int
    fixed: int
    median: str


@dataclass(frozen=True)
class TeamFlags:
    name: str
    cells: tuple[KindCell, ...]
    oldest: str


@dataclass(frozen=True)
class AgeRow:
    words: str
    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class FlagChild:
    child: str
    href: str
    team: str
    code: str
    name: str
    what: str


@dataclass(frozen=True)
class FlagList:
    """Children of the flags of one kind of change: ``total`` = rows + ``more`` + ``restricted``."""

    heading: str
    note: str
    rows: tuple[FlagChild, ...]
    total: int
    more: int
    restricted: int


@dataclass(frozen=True)
class ChangesPage:
    """What changed since the night before. The headline's numbers are the last row of every table here."""

    changed: Changed
    heading: str
    note: str
    lines: tuple[FlagLine, ...]
    moves: tuple[MovedLine, ...]
    moves_left: str
    moves_heading: str
    moves_note: str
    standards: tuple[FlagRow, ...]
    standards_total: FlagRow | None
    kinds: tuple[str, ...]
    teams: tuple[TeamFlags, ...]
    teams_total: TeamFlags | None
    teams_note: str
    ages: tuple[AgeRow, ...]
    ages_total: AgeRow | None
    ages_note: str
    lists: tuple[FlagList, ...]


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
class HeldRow:
    """A table that a gate stopped: which rows stand for it, why, how many figures rest on it, and who took it all the same."""

    table: str
    tag: Tag
    rows_of: str
    code: str
    sentence: str
    figures: int
    accepted: str


@dataclass(frozen=True)
class TableAge:
    table: str
    tag: Tag
    rows: int
    latest: str
    age: str
    allowed: str
    behind: bool


@dataclass(frozen=True)
class Freshest:
    """Every source table: how new its newest row is, and how old it may be."""

    heading: str
    note: str
    columns: tuple[tuple[TableAge, ...], ...]


@dataclass(frozen=True)
class Kept:
    """What a reader of tomorrow can check: ``lines`` are (what, sentence)."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Decision:
    """What a reader decided about a measure when they last looked, and what came of it."""

    code: str
    name: str
    decided: str
    signature: str
    was: str
    now: str
    moved: Moved
    came: str


@dataclass(frozen=True)
class Reader:
    heading: str
    note: str
    moves: tuple[MovedLine, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True)
class KnownRow:
    code: str
    name: str
    then: str
    now: str
    late: int | None
    sentence: str


@dataclass(frozen=True)
class LookingBack:
    """Since each reader last opened a pack, and past figures as they are known now."""

    heading: str
    readers: tuple[Reader, ...]
    known_heading: str
    known: tuple[KnownRow, ...]
    known_note: str


@dataclass(frozen=True)
class ExceptionRow:
    """One agreed exception: its standard, the kind of reason, who signed it when, its last day."""

    code: str
    category: str
    team: str
    signed: str
    until: str
    tag: Tag


@dataclass(frozen=True)
class AgreedExceptions:
    words: str
    rows: tuple[ExceptionRow, ...]
    note: str


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
    exceptions: AgreedExceptions
    on_call: OnCallView
    notes: tuple[str, ...]
    not_yet_checked: str
    held: tuple[HeldRow, ...]
    held_heading: str
    freshest: Freshest
    kept: Kept


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
    trends: tuple[TrendPage, ...]
    changes: ChangesPage
    looking_back: LookingBack | None
    children: ChildrenPage
    due: DuePage
    confidence: ConfidencePage
    annex: Annex
    definitions: Definitions
    provenance: tuple[tuple[str, str], ...]
    defined: frozenset[str]
    """The references that have a definition to link to."""
    published: PublishedPage | None = None
