"""config/readiness.toml: the rule behind the words, as the council may change it.

Everything that decides a status or a word is here: targets, the rules for small numbers, the conditions of children who decide the word,
danger order and the headline's clauses. Nothing in it is a grade.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Final, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from fscp_readiness.vocabulary import TargetClass

from .service import explained, read_toml

Group = Literal["on_plan", "in_care", "care_leaver", "other"]
"""Whose child a breach is: a child may be in more than one; ``other`` is a child in none of the first three."""

Letters = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""How pages abbreviate a judgement: HP, LC, LM, AD and CL in the frameworks shipped; a new framework may bring its own."""

DangerPart = Literal["missing", "no_worker", "section_47_not_seen", "under_one", "not_seen_longest_first", "never_seen_alone", "days_over"]

EVERY_MEASURE: Final = "*"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FlatTarget(_Strict):
    """A target and a floor as shares, 0 to 1."""

    target: float = Field(gt=0, le=1)
    floor: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _the_floor_is_not_above_the_target(self) -> Self:
        if self.floor > self.target:
            raise ValueError(f"the floor {self.floor} is above the target {self.target}")
        return self


class PublishedTarget(_Strict):
    """A target taken from the figures England's councils published: never above ``target_at_most``."""

    target_at_most: float = Field(gt=0, le=1)
    target_quartile: Literal["upper"]
    floor_quartile: Literal["lower"]
    without_figures: Literal["statutory"]


class Targets(_Strict):
    statutory_dfe: PublishedTarget
    statutory: FlatTarget
    local: FlatTarget
    local_child_protection_visit: FlatTarget


class SmallNumbers(_Strict):
    """Under ``no_verdict_under`` in scope: counts only. Under ``gentle_under``, with fewer than ``gentle_misses`` missed or unknown:
    close at worst."""

    no_verdict_under: int = Field(ge=1, le=30)
    gentle_under: int = Field(ge=1, le=60)
    gentle_misses: int = Field(ge=1, le=10)


class JudgementRule(_Strict):
    other_measures_off_or_cannot_tell_over: float = Field(ge=0, le=1)
    core_assessable_at_least: float = Field(ge=0, le=1)
    core_with_enough_cases_at_least: int = Field(ge=1, le=7)
    core_measures_at_least: int = Field(ge=1, le=7)
    core_measures_at_most: int = Field(ge=1, le=12)


class EvidenceReady(_Strict):
    not_recorded_at_most: float = Field(ge=0, le=1)
    audits_moderated_within_months: int = Field(ge=1, le=24)
    self_evaluation_signed_within_days: int = Field(ge=1, le=366)
    nights_running: int = Field(ge=1, le=31)


AnnexACheck = Literal["A1", "A2", "A3", "A4", "A5", "A6", "X1", "X2"]


class AnnexARule(_Strict):
    """Checks of Annex A whose failure makes a judgement not ready (docs/explanation/annex-a-out.md); none said: every one."""

    critical: tuple[AnnexACheck, ...] = Field(default=get_args(AnnexACheck), min_length=1)


class Clause(_Strict):
    """What follows a number: ``many`` after "Five children", ``one`` after "One child"."""

    many: str
    one: str


class MissWords(Clause):
    """What a miss of a core measure says after "27 of 412 ``things``" (many) or "One of 412 ``things``" (one).

    ``thing`` is one of them. ``{clock}`` is replaced by the time the council agreed.
    """

    things: str
    thing: str


class Condition(_Strict):
    """One condition that decides the word (readiness.md, 'Children who decide the word')."""

    number: int = Field(ge=1, le=8)
    starred: bool = False
    words: str
    belongs_to: tuple[Group, ...] = Field(min_length=1)
    says: dict[Literal["on_plan", "in_care", "care_leaver", "other", "any"], Clause]

    @model_validator(mode="after")
    def _there_are_words_for_any_child(self) -> Self:
        if "any" not in self.says:
            raise ValueError(f"condition {self.number} has no says.any: write many and one for any child")
        return self

    def clause(self, group: str = "any") -> Clause:
        """The clause for a group's children, or the one for any child where the group has none of its own."""
        return next((clause for name, clause in self.says.items() if name == group), self.says["any"])


class ZeroTolerance(_Strict):
    leadership_once_older_than_working_days: Literal[5]
    conditions: tuple[Condition, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_number_stands_once(self) -> Self:
        numbers = [condition.number for condition in self.conditions]
        if len(set(numbers)) != len(numbers):
            raise ValueError("two conditions have the same number: give each its own")
        return self

    def condition(self, number: int) -> Condition:
        return next(condition for condition in self.conditions if condition.number == number)


class Danger(_Strict):
    order: tuple[DangerPart, ...]

    @model_validator(mode="after")
    def _every_part_stands_once(self) -> Self:
        if sorted(self.order) != sorted(get_args(DangerPart)):
            raise ValueError(f"the danger order names each of {', '.join(get_args(DangerPart))} once")
        return self


class Rebased(_Strict):
    """A measure whose limits start again, as something real changed for good: signed, dated and reasoned. Nothing does so by itself.

    code  the measure's, or ``*`` for every measure: another case system, a list of codes that was replaced
    """

    code: str = Field(pattern=r"^(\*|.{3,})$")
    from_month: dt.date
    because: str = Field(min_length=20)
    said_by: str = Field(min_length=3)
    said_on: dt.date

    @model_validator(mode="after")
    def _it_starts_with_a_month(self) -> Self:
        if self.from_month.day != 1:
            raise ValueError(f"from_month {self.from_month} is not the first of a month: write {self.from_month.replace(day=1)}")
        return self

    def starts_again(self, code: str) -> bool:
        """Does this measure start again?"""
        return self.code in (EVERY_MEASURE, code)


class Unlikely(_Strict):
    """When a figure asks for a look before it is quoted: all of so many cases miss it, or none does where more than so many did."""

    all_missed_from: int = Field(ge=2, le=1000)
    none_missed_after: int = Field(ge=1, le=1000)


class Confirmed(_Strict):
    """Somebody looked at a measure of which every case of a month misses it, and says that it is right."""

    code: str = Field(min_length=3)
    month: dt.date
    because: str = Field(min_length=20)
    said_by: str = Field(min_length=3)
    said_on: dt.date

    @model_validator(mode="after")
    def _it_is_of_a_month(self) -> Self:
        if self.month.day != 1:
            raise ValueError(f"month {self.month} is not the first of a month: write {self.month.replace(day=1)}")
        return self


class HeadlineRule(_Strict):
    conditions: tuple[int, ...]
    judgements: tuple[Letters, ...]
    measures: dict[str, MissWords]


class Readiness(_Strict):
    """All of config/readiness.toml."""

    version: str
    dated: dt.date
    owner: str
    status: Literal["awaiting approval", "approved"]
    approved_by: str = ""
    approved_on: dt.date | None = None
    targets: Targets
    small_numbers: SmallNumbers
    judgement: JudgementRule
    evidence_ready: EvidenceReady
    annex_a: AnnexARule = AnnexARule()
    zero_tolerance: ZeroTolerance
    danger: Danger
    headline: HeadlineRule
    unlikely: Unlikely
    rebased: tuple[Rebased, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()

    @model_validator(mode="after")
    def _a_month_starts_a_measure_again_once(self) -> Self:
        starts = [(entry.code, entry.from_month) for entry in self.rebased]
        every = {month for code, month in starts if code == EVERY_MEASURE}
        if len(set(starts)) != len(starts) or any(month in every for code, month in starts if code != EVERY_MEASURE):
            raise ValueError("two [[rebased]] entries name the same measure and month: keep one")
        return self

    @model_validator(mode="after")
    def _approval_is_signed_and_the_headline_knows_every_condition(self) -> Self:
        if self.status == "approved" and not (self.approved_by and self.approved_on):
            raise ValueError("status is approved, so approved_by (a post) and approved_on (a date) must say who and when")
        if sorted(self.headline.conditions) != sorted(condition.number for condition in self.zero_tolerance.conditions):
            raise ValueError("headline.conditions must name each zero-tolerance condition once")
        return self

    @classmethod
    def load(cls, path: Path) -> Readiness:
        """Read and check the file. Raises ConfigProblem naming the file, the setting and what to write instead."""
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None

    @property
    def approved(self) -> bool:
        return self.status == "approved"

    @property
    def in_danger_order(self) -> tuple[Condition, ...]:
        """The zero-tolerance conditions, the one to be told first first."""
        return tuple(self.zero_tolerance.condition(number) for number in self.headline.conditions)

    def flat(self, target: TargetClass) -> FlatTarget | None:
        """Target and floor of a class that has fixed ones; None for context, and for statutory_dfe, which follows England's quartiles."""
        if target in (TargetClass.CONTEXT, TargetClass.STATUTORY_DFE):
            return None
        flat: FlatTarget = getattr(self.targets, str(target))
        return flat
