"""config/inspection.toml: when Ofsted calls. Documents and their owners, candidate dates, each framework's timetable, samples."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath
from typing import Final, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .places import CONFIG
from .service import explained, read_toml

FILE: Final = "inspection.toml"

Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Document(_Strict):
    """Something of the performance and management information that is asked for.

    file          its name under ``documents_folder``; blank: nobody has said where it lies
    last_updated  the day its owner says it was brought up to date
    within_days   how many days old it may be on the day of the call
    """

    title: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    file: str = ""
    last_updated: dt.date | None = None
    within_days: int = Field(default=366, ge=1, le=1100)

    @model_validator(mode="after")
    def _inside_its_folder(self) -> Self:
        name = PurePosixPath(self.file.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in self.file:
            raise ValueError(f"{self.title}: file is {self.file!r}; write a name under documents_folder, without .. [INS-01]")
        return self


class Candidate(_Strict):
    """A day on which an inspection might start (``starts_on``), or a window of days (``from`` and ``to``), and why that one."""

    starts_on: dt.date | None = None
    from_on: dt.date | None = Field(default=None, alias="from")
    to_on: dt.date | None = Field(default=None, alias="to")
    why: str = ""

    @model_validator(mode="after")
    def _a_day_or_a_window(self) -> Self:
        window = (self.from_on is not None, self.to_on is not None)
        if (self.starts_on is not None) == any(window) or window[0] != window[1]:
            raise ValueError("a candidate has starts_on, or from and to [INS-06]")
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise ValueError(f"a candidate's window ends on {self.to_on}, before it begins on {self.from_on} [INS-06]")
        return self

    @property
    def first(self) -> dt.date:
        """Its day, or the first of its window."""
        day = self.starts_on or self.from_on
        assert day is not None
        return day

    @property
    def last(self) -> dt.date:
        """Its day, or the last of its window."""
        return self.to_on or self.first


class RehearsalRule(_Strict):
    """How old a rehearsal may be and still be said to be one, in days."""

    within_days: int = Field(default=7, ge=1, le=366)


class Step(_Strict):
    """One line of a timetable: when it is by exactly one of a number of working days after the call, a day of a week, or days after the
    last day. ``until_week`` and ``until_day`` make it a span; ``last_day`` marks the day that the report is counted from."""

    what: str = Field(min_length=1)
    working_days_after_call: int | None = Field(default=None, ge=0, le=60)
    week: int | None = Field(default=None, ge=1, le=12)
    day: Weekday | None = None
    until_week: int | None = Field(default=None, ge=1, le=12)
    until_day: Weekday | None = None
    days_after_last_day: int | None = Field(default=None, ge=1, le=366)
    last_day: bool = False

    @model_validator(mode="after")
    def _one_way_of_saying_when(self) -> Self:
        ways = (self.working_days_after_call is not None, self.week is not None, self.days_after_last_day is not None)
        if sum(ways) != 1:
            raise ValueError(f"{self.what!r}: give working_days_after_call, or week and day, or days_after_last_day [INS-02]")
        if (self.week is None) != (self.day is None) or (self.until_week is None) != (self.until_day is None):
            raise ValueError(f"{self.what!r}: a week has a day with it [INS-02]")
        if self.until_week is not None and self.week is None:
            raise ValueError(f"{self.what!r}: until_week needs a week to begin in [INS-02]")
        return self


class TimetableRule(_Strict):
    """The timetable of some frameworks.

    form        the kind of inspection, where a framework has several; blank where it has one
    week_one    which week is week 1: that of the call, or that of the first working day after it
    usual_call  the weekday on which the call is expected; a call on another is said
    """

    frameworks: tuple[str, ...] = Field(min_length=1)
    form: str = ""
    week_one: Literal["call", "first_day_on_site"]
    source: str = Field(min_length=1)
    usual_call: Weekday | Literal[""] = ""
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _the_last_day_comes_first(self) -> Self:
        known = False
        for step in self.steps:
            if step.days_after_last_day is not None and not known:
                raise ValueError(f"{step.what!r} is counted from the last day, and no step before it has last_day = true [INS-03]")
            known = known or step.last_day
        return self


class FreshnessRule(_Strict):
    """How old lists may be when some frameworks' inspectors call: none older than a weekday, so many weeks before the week of the call.

    source  who says so
    """

    frameworks: tuple[str, ...] = Field(min_length=1)
    weekday: Weekday
    weeks_before: int = Field(ge=0, le=8)
    source: str = Field(min_length=1)

    def oldest(self, called: dt.date) -> dt.date:
        """The day of the oldest night whose lists are accepted for a call on that day."""
        monday = called - dt.timedelta(days=called.weekday(), weeks=self.weeks_before)
        return monday + dt.timedelta(days=get_args(Weekday).index(self.weekday))


class SuppliedFile(_Strict):
    """A list of Annex A that somebody else holds: a .csv or .xlsx with the layout's headings in its first row.

    list   10 (adoption) or 11 (adopters)
    file   its path; a relative one lies beside config/
    by     who supplies it, as the comments name them
    as_at  the day it is of, as they say
    """

    list: Literal[10, 11]
    file: str = Field(min_length=1)
    by: str = Field(min_length=1, max_length=80)
    as_at: dt.date


class Samples(_Strict):
    """How many children are proposed: by lot in each area and band of recency, and by risk in each area."""

    random_of_each_band: int = Field(default=3, ge=0, le=50)
    by_risk_of_each_area: int = Field(default=3, ge=0, le=50)
    recent_months: int = Field(default=6, ge=1, le=24)


class Inspection(_Strict):
    """All of config/inspection.toml."""

    owner: str = Field(min_length=1)
    review_by: dt.date
    agreed_on: dt.date | None = None
    documents_folder: str = ""
    samples: Samples = Samples()
    rehearsal: RehearsalRule = RehearsalRule()
    candidates: tuple[Candidate, ...] = ()
    timetables: tuple[TimetableRule, ...] = Field(min_length=1)
    documents: tuple[Document, ...] = ()
    freshness: tuple[FreshnessRule, ...] = ()
    supplied: tuple[SuppliedFile, ...] = ()

    @model_validator(mode="after")
    def _one_rule_a_framework(self) -> Self:
        named = [framework for rule in self.freshness for framework in rule.frameworks]
        twice = sorted({each for each in named if named.count(each) > 1})
        if twice:
            raise ValueError(f"{twice[0]} has two rules under [[freshness]]: keep one [INS-04]")
        return self

    @model_validator(mode="after")
    def _one_file_a_list(self) -> Self:
        numbers = [each.list for each in self.supplied]
        if len(set(numbers)) < len(numbers):
            raise ValueError("two files are [[supplied]] for one list: keep one [INS-05]")
        return self

    def freshness_of(self, framework: str) -> FreshnessRule | None:
        """How old lists may be under a framework, by its name; None where no rule is written: then none is known."""
        return next((rule for rule in self.freshness if framework in rule.frameworks), None)

    def timetables_of(self, framework: str) -> tuple[TimetableRule, ...]:
        """Every timetable of a framework, by its name; none where none is written."""
        return tuple(rule for rule in self.timetables if framework in rule.frameworks)

    def of_a_night(self) -> str:
        """What of it a night's own pages rest on, as JSON: possible starts, how old lists and a rehearsal may be, whose lists."""
        supplied = {"__all__": {"list"}}
        return self.model_dump_json(
            include={"agreed_on": True, "candidates": True, "rehearsal": True, "freshness": True, "supplied": supplied}
        )

    @classmethod
    def load(cls, path: Path) -> Inspection:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / path.name
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
