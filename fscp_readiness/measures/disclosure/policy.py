"""What may be printed for whom: how small is too small, how coarse the rest, how narrow is too narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fscp_readiness.vocabulary import Audience


class PolicyProblem(Exception):
    """A policy that cannot keep its own promise. Yours to fix."""

    exit_code = 2


@dataclass(frozen=True)
class Policy:
    """The rules one audience's papers are made by. They are printed in the paper: an attacker knows them.

    hide_from, hide_to  counts from the one to the other are hidden; so is a zero, unless zeros_shown or that zero is declared harmless
    base                what is shown is rounded to the nearest of these: 5, or 1 for exact
    least_denominator   no percentage of a smaller whole, as printed
    guard               what is hidden may be worked out to no fewer values than this and one: highest less lowest is at least the guard
    """

    name: str
    audience: Audience
    hide_from: int
    hide_to: int
    base: int
    least_denominator: int
    guard: int
    zeros_shown: bool

    def __post_init__(self) -> None:
        least = self.hide_from if not self.zeros_shown else max(1, self.hide_from)
        if self.hide_to >= 0 and self.hide_to - least < self.guard:
            raise PolicyProblem(
                f"The policy {self.name} hides {least} to {self.hide_to}, which tells a reader more than its guard of {self.guard} allows: "
                "hide up to a higher number, hide zeros too, or lower the guard (DIS-01)."
            )

    @property
    def hides(self) -> bool:
        """Whether anything is hidden at all."""
        return self.hide_to >= 0

    def small(self, value: int) -> bool:
        """Whether a count is protected. A zero is, unless zeros are shown."""
        return 0 <= value <= self.hide_to and (value >= self.hide_from or value == 0) and not (value == 0 and self.zeros_shown)

    def printed(self, value: int) -> int:
        """A count as it is printed where it is shown: to the nearest of the base, halves up."""
        return (2 * value + self.base) // (2 * self.base) * self.base

    def read_back(self, printed: int) -> tuple[int, int]:
        """The lowest and highest count that is printed so. A reader knows that small ones are not printed."""
        low = printed - self.base // 2
        return max(low, self.hide_to + 1 if printed else 0), low + self.base - 1


PUBLIC: Final = Policy("public", Audience.PUBLIC, hide_from=0, hide_to=7, base=5, least_denominator=20, guard=5, zeros_shown=False)
MEMBERS: Final = Policy("members", Audience.MEMBERS, hide_from=0, hide_to=5, base=1, least_denominator=10, guard=5, zeros_shown=False)
"""Papers exempt from publication. DfE hides 1 to 5; zeros are hidden here too, because 1 to 5 alone is narrower than the guard."""
LEADERSHIP: Final = Policy(
    "leadership", Audience.LEADERSHIP, hide_from=0, hide_to=-1, base=1, least_denominator=10, guard=0, zeros_shown=True
)
