"""What goes into the control room and what comes out: true figures in, the disclosed table out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fscp_readiness.history.releases.statements import Cell, Hidden, Statement
from fscp_readiness.vocabulary import Audience

from .policy import Policy


@dataclass(frozen=True)
class Figure:
    """One count a paper would like to print.

    key      its name in the paper, unlike any other's
    cells    what it is the sum of; a figure of its own, where nothing else is told of it
    value    the true count. It never leaves this room
    part_of  key of its whole, where it is told as a part of one
    cost     how much readers would miss it: of two that would do, the cheaper is hidden. Never made from the value
    table    the table it stands in
    coarser  key of the figure that stands in for it when its table is made coarser. A figure of the same table that is another's coarser is
             printed only then; one of another table is printed anyway
    """

    key: str
    cells: tuple[Cell, ...]
    value: int
    part_of: str = ""
    cost: int = 1
    table: str = ""
    coarser: str = ""


@dataclass(frozen=True)
class Known:
    """One attacker: everything this audience was told before, by papers, letters and sentences, and what must stay hidden from it."""

    audience: Audience
    statements: tuple[Statement, ...]
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True)
class Disclosed:
    """What may be printed, and nothing from which more could be worked out.

    counts      key -> the count as printed; None where it is hidden and printed [c]
    dropped     keys that are not printed at all
    statements  what this release lets its readers know, for the ledger
    hidden      what stays hidden from now on, for the ledger
    lost        what was lost to hiding, in a sentence
    """

    policy: Policy
    counts: Mapping[str, int | None]
    dropped: tuple[str, ...]
    statements: tuple[Statement, ...]
    hidden: tuple[Hidden, ...]
    lost: str

    def share(self, part: str, whole: str) -> int | None:
        """A part of a whole in whole percent, halves up, made from the two counts as printed; None where it may not be printed.

        It may be printed only beside both counts, and of a whole that is large enough. It says 100 only of all and 0 only of none.
        """
        of, among = self.counts.get(part), self.counts.get(whole)
        if of is None or among is None or among < self.policy.least_denominator or not 0 <= of <= among:
            return None
        percent = (200 * of + among) // (2 * among)
        if percent == 100 and of < among:
            return 99
        return 1 if percent == 0 and of else percent
