"""config/plan.toml: what the service has said it will do, and by which measure anybody will see that it was done.

An action is the service's own, or answers an inspection's recommendation. Every one has a post, a day and a success criterion that the
night can ask; who wrote it and when stands with it. No machine writes it.
"""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from fscp_readiness.vocabulary import Counting

from .service import explained, read_toml

FILE: Final = "plan.toml"
ITSELF: Final = "the service itself"
_SHARE: Final = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)%")
_FIGURE: Final = re.compile(r"\d{1,6}(?:\.\d{1,2})?")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Success(_Strict):
    """When an action has done what it is for: a measure, and how far it has to come. One of the two bounds, never both.

    code, counting     the measure (CPV-01, live)
    at_least, at_most  a share as text with its sign ("95%"), a figure as text without ("400"), in the measure's own unit
    """

    code: str = Field(min_length=1)
    counting: Counting
    at_least: str = ""
    at_most: str = ""

    @model_validator(mode="after")
    def _one_bound_that_can_be_read(self) -> Self:
        if bool(self.at_least) == bool(self.at_most):
            raise ValueError(f"success by {self.code} needs at_least or at_most, and one of them only [PLN-03]")
        share = _SHARE.fullmatch(self.bound)
        if not share and not _FIGURE.fullmatch(self.bound):
            said = f"success by {self.code}: {self.bound!r} is neither a share nor a figure"
            raise ValueError(f'{said}. Write "95%" for a share or "400" for a figure [PLN-04]')
        if share and self.target > 1:
            raise ValueError(f"success by {self.code}: {self.bound} is more than all of them [PLN-04]")
        return self

    @property
    def bound(self) -> str:
        """The bound as it was written."""
        return self.at_least or self.at_most

    @property
    def is_share(self) -> bool:
        """Is the bound a share, and no figure?"""
        return self.bound.endswith("%")

    @property
    def target(self) -> Fraction:
        """The bound to the last digit: a share 0 to 1, a figure in the measure's unit."""
        return Fraction(self.bound.rstrip("%")) / (100 if self.is_share else 1)


class Action(_Strict):
    """One thing that the service has said it will do.

    what                        in the service's words
    comes_from                  "the service itself"; blank where an inspection asked for it
    inspection, recommendation  whose inspection and of when, and the number that its recommendation has there
    outcome                     the outcome or enabler of the National Framework that it is about: a key of config/national_framework.toml
    inspected_on                the day that inspection began: it decides the number that the outcome is printed with
    owner                       the post that answers for it
    by_when                     the day by which success is to be seen
    said_by, said_on            who wrote the action down (a name and post), and when
    closed_on, closed_by, closed_because  the day somebody closed it, who that was, and why; all three or none
    """

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,11}$")
    what: str = Field(min_length=10, max_length=240)
    comes_from: Literal["", "the service itself"] = ""
    inspection: str = ""
    recommendation: int | None = Field(default=None, ge=1, le=99)
    outcome: str = ""
    inspected_on: dt.date | None = None
    owner: str = Field(min_length=3)
    by_when: dt.date
    success: Success
    said_by: str = Field(min_length=3)
    said_on: dt.date
    closed_on: dt.date | None = None
    closed_by: str = ""
    closed_because: str = Field(default="", max_length=240)

    @model_validator(mode="after")
    def _closed_by_somebody(self) -> Self:
        said = bool(self.closed_on), len(self.closed_by.strip()) >= 3, len(self.closed_because.strip()) >= 10
        if any((self.closed_on, self.closed_by, self.closed_because)) and not all(said):
            raise ValueError(f"{self.id} is closed by a person: give closed_on, closed_by and closed_because, all three [PLN-11]")
        if self.closed_on and self.closed_on < self.said_on:
            raise ValueError(f"{self.id} is closed on {self.closed_on}, before it was written on {self.said_on} [PLN-12]")
        return self

    def closed_at(self, as_at: dt.date) -> bool:
        """Had somebody closed it by that night?"""
        return self.closed_on is not None and self.closed_on <= as_at

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> Self:
        asked = bool(self.inspection.strip()), self.recommendation is not None
        if asked[0] != asked[1] or (self.comes_from == ITSELF) == all(asked):
            says = f'{self.id} does not say where it comes from: give inspection and recommendation, or comes_from = "{ITSELF}"'
            raise ValueError(f"{says}, and not both [PLN-02]")
        if self.outcome and self.recommendation is not None and self.inspected_on is None:
            says = f"{self.id} has an outcome of the National Framework, whose number depends on the inspection's day"
            raise ValueError(f"{says}: give inspected_on, the day the inspection began [PLN-10]")
        if self.by_when < self.said_on:
            raise ValueError(f"{self.id} is due on {self.by_when}, before it was written on {self.said_on} [PLN-05]")
        return self

    @property
    def belongs_to(self) -> dt.date:
        """The day whose National Framework numbers it is printed with: the inspection's first, or that of its writing."""
        return self.inspected_on or self.said_on

    @property
    def source(self) -> str:
        """Where it comes from, in words."""
        return self.comes_from or f"Recommendation {self.recommendation}, {self.inspection}"


class Board(_Strict):
    """Whom the plan is laid before, and who is to read the pack.

    readers            posts, spelt as ``fscp-readiness opened --reader`` says them
    unread_after_days  a reader who has opened no pack for longer is said
    """

    name: str = Field(default="Improvement board", min_length=3, max_length=80)
    readers: tuple[str, ...] = ()
    unread_after_days: int = Field(default=8, ge=1, le=92)


class Plan(_Strict):
    """All of config/plan.toml."""

    actions: tuple[Action, ...] = Field(min_length=1)
    board: Board = Board()

    @model_validator(mode="after")
    def _each_action_once(self) -> Self:
        ids = [each.id for each in self.actions]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands twice: one action, one entry [PLN-01]")
        return self

    @classmethod
    def load(cls, path: Path) -> Plan | None:
        """Read and check the file; without one there is no plan. Raises ConfigProblem with a sentence (PLN-01 to PLN-05, PLN-10 to PLN-12).

        Whether the measures named are ones that a standard has is asked where the standards are known (night/settled.py).
        """
        if not path.exists():
            return None
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
