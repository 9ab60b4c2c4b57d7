"""A framework's limiting rule as data: which grades there are, what makes the whole inadequate, and what is only a warning.

Which judgements limit the whole stands at each judgement (``limits = true``). What grades mean together is Ofsted's; nothing here works out
a grade that nobody gave.
"""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Warned(_Strict):
    """A pattern of grades that is told and changes nothing.

    any_of       one of these judgements at grade ``at`` or worse
    alone        only where no judgement that limits the whole is that poor
    beside       this other judgement at ``beside_from`` or better; blank: whatever else was given
    says         the sentence: what became of others, and how many
    """

    any_of: tuple[str, ...] = Field(min_length=1)
    at: str = "Inadequate"
    alone: bool = False
    beside: str = ""
    beside_from: str = ""
    says: str = Field(min_length=1)

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if bool(self.beside) != bool(self.beside_from):
            raise ValueError("a warning that names beside says beside_from too, and the other way round")
        return self


class Condition(_Strict):
    """Something that hangs on the grades beside any overall one: met where every judgement of ``all_of`` and at least ``how_many`` of
    ``some_of`` are at ``at_least`` or better. ``says`` is what hangs on it, as a clause."""

    says: str = Field(min_length=1)
    at_least: str
    all_of: tuple[str, ...] = ()
    some_of: tuple[str, ...] = ()
    how_many: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _it_can_be_met(self) -> Self:
        if self.how_many > len(self.some_of):
            raise ValueError(f"{self.how_many} of {len(self.some_of)} judgements can never be met")
        return self


class Limiting(_Strict):
    """The limiting rule of one framework.

    grades        the words of its scale, best first
    also_written  other spellings of a grade, each with the one it means
    good_from     this grade or better says that all is well
    at, makes     a judgement that limits, at grade ``at`` or worse, makes the whole ``makes`` (where the framework has an overall grade)
    """

    grades: tuple[str, ...] = Field(default=("Outstanding", "Good", "Requires improvement to be good", "Inadequate"), min_length=2)
    also_written: dict[str, str] = {"Requires improvement": "Requires improvement to be good"}
    good_from: str = "Good"
    at: str = "Inadequate"
    makes: str = "Inadequate"
    warnings: tuple[Warned, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _every_grade_is_on_the_scale(self) -> Self:
        used = [self.good_from, self.at, self.makes, *self.also_written.values()]
        used += [grade for each in self.warnings for grade in (each.at, each.beside_from) if grade]
        used += [each.at_least for each in self.conditions]
        strange = sorted({grade for grade in used if grade not in self.grades})
        if strange:
            raise ValueError(f"{strange[0]!r} is no grade of this framework: {', '.join(self.grades)}")
        return self

    @property
    def judgements_named(self) -> frozenset[str]:
        """Every judgement that a warning or a condition names."""
        warned = {key for each in self.warnings for key in (*each.any_of, each.beside) if key}
        return frozenset(warned | {key for each in self.conditions for key in (*each.all_of, *each.some_of)})

    def grade(self, written: str) -> str | None:
        """The grade as the framework writes it, whatever the capitals and spaces; None for what is no grade of it."""
        known = {_plain(grade): grade for grade in self.grades} | {_plain(other): grade for other, grade in self.also_written.items()}
        return known.get(_plain(written))

    def poor(self, grade: str, at: str) -> bool:
        """Is ``grade`` as poor as ``at``, or worse?"""
        return self.grades.index(grade) >= self.grades.index(at)

    def good(self, grade: str, at_least: str) -> bool:
        """Is ``grade`` as good as ``at_least``, or better?"""
        return self.grades.index(grade) <= self.grades.index(at_least)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
