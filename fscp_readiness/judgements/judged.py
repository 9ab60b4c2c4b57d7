"""What is said of a night: the dataclasses that judgements hands to packs. Words with their reasons; never a grade."""

from __future__ import annotations

from dataclasses import dataclass, field

from fscp_readiness.vocabulary import Counting, Status, Word


@dataclass(frozen=True)
class CoreMeasure:
    """One core measure of a judgement, as judged tonight. Counts are children or records; low, high, target, floor are shares 0 to 1."""

    code: str
    name: str
    counting: Counting
    status: Status
    in_scope: int | None
    met: int | None
    not_met: int | None
    not_recorded: int | None
    restricted: int
    low: float | None
    high: float | None
    target: float | None
    floor: float | None
    duty: str = ""
    things: str = ""
    """What its rows are, in the plural: "child protection plans"."""
    why: str = ""
    """For a measure that could not be asked: the sentence for a reader."""


@dataclass(frozen=True)
class ZeroToleranceCount:
    """One condition of readiness.md under one judgement: how many children meet it tonight (restricted ones counted), or why unknown."""

    condition: int
    words: str
    """The condition as a clause after a number of children: "on plans have no social worker"."""
    one_child: str
    """The same after one child: "on a plan has no social worker"."""
    children: int | None
    restricted: int
    state: str
    """asked, not_assessable, crashed or not_yet_checked"""
    starred: bool = False
    because: str = ""
    title: str = ""
    """The condition itself: "On a plan or in care, with no allocated social worker for more than one working day"."""


@dataclass(frozen=True)
class Judged:
    """One judgement of the framework. ``word`` is never without ``because``: whole sentences, each beginning with a capital and ending with
    a full stop, which a page prints under the word "because"."""

    key: str
    title: str
    short: str
    letters: str
    kind: str
    """key, graded or judgement"""
    word: Word
    because: tuple[str, ...]
    core: tuple[CoreMeasure, ...]
    zero_tolerance: tuple[ZeroToleranceCount, ...]
    can_we_show_it: str
    is_it_happening: str
    codes: tuple[str, ...] = ()
    """Every practice standard that answers to this judgement, core or not, in catalogue order."""
    restricted: int = 0
    """Restricted children among this judgement's zero-tolerance children: counted, and in no list but sealed/."""
    number: str = ""
    """As the framework prints it ("2.1"), or blank."""
    limits: bool = False
    """Not ready here makes the whole not ready."""
    all_else_held: bool = False
    """Nothing but the nights running stands between it and Evidence ready."""


@dataclass(frozen=True)
class Headline:
    """The worst fact about children first. ``facts`` says which count each number in it is, so that a test can reconcile it."""

    sentence: str
    standfirst: str
    facts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Readiness:
    """The whole night under one framework."""

    framework: str
    framework_title: str
    judgements: tuple[Judged, ...]
    overall: Word | None
    overall_because: str
    headline: Headline
    not_yet_checked: tuple[str, ...] = field(default=())
    """What bars "Evidence ready" because nothing checks it yet, each a sentence."""
    rules: str = ""
    """Which readiness rules these words follow: version, date, owner, approved or awaiting approval."""

    zero_tolerance: tuple[ZeroToleranceCount, ...] = ()
    """Every condition over the whole service, each child once: clauses that fit any child, for lists that hold children of every kind."""

    def judgement(self, key: str) -> Judged:
        return next(judged for judged in self.judgements if judged.key == key)
