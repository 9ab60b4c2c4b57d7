"""config/cabinet.toml: what the Cabinet's monthly paper holds, in whose words, and by which rule its numbers are hidden."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .places import CONFIG
from .readiness import Letters
from .service import explained, read_toml

FILE = "cabinet.toml"

PaperCounting = Literal["live", "month"]
"""How a measure of the paper is counted: live, at the end of the month's last good night; month, over the calendar month."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PaperMeasure(_Strict):
    """One measure of the paper, in words that need no training.

    code, counting  the standard, and how it is counted here; ``judgement`` (HP, LC, LM, AD, CL): the one of ``areas`` that it stands under
    name            as the table calls it
    rule            under the name: what counts, in a few words
    who, did        one sentence: "About 160 of 180 <who> <did>."
    matters         why it matters for children, one sentence
    better          which way is good
    """

    code: str = Field(pattern=r"^[A-Z][A-Z0-9]*-\d+(\.[a-z0-9]+)?$")
    counting: PaperCounting
    judgement: Letters
    name: str = Field(min_length=1, max_length=70)
    rule: str = Field(default="", max_length=90)
    who: str = Field(min_length=1)
    did: str = Field(min_length=1)
    matters: str = ""
    better: Literal["higher", "lower", "neither"] = "higher"


class PaperArea(_Strict):
    """What the paper calls one judgement, by its letters."""

    judgement: Letters
    name: str = Field(min_length=1)


class Cover(_Strict):
    """The cover sheet of a Cabinet report, where the council wants one."""

    show: bool = False
    key_decision: str = "No"
    portfolio: str = ""
    wards: str = "All wards"
    recommendations: tuple[str, ...] = ()


class Jargon(_Strict):
    """A word that members should not have to know, and what to write instead. ``word`` is looked for whole, whatever its case."""

    word: str = Field(min_length=1)
    instead: str = Field(min_length=1)


class Cabinet(_Strict):
    """All of config/cabinet.toml. It says nothing of what a night finds, so a pack's run does not change with it.

    policy           public: numbers are hidden by the strict rule. members: by the weaker one, for papers exempt from publication;
                     only where ``members_allowed_by`` names who allowed that, and ``members_allowed_on`` when
    chart            code of the measure that is drawn
    harmless_zeros   "CODE part" whose nought tells nothing of anybody, and is printed
    judgement_words  False leaves the four words out: the paper then says nothing of the judgements
    """

    owner: str = Field(min_length=1)
    review_by: dt.date
    agreed_on: dt.date | None = None
    title: str = "Children’s social care: how we are doing"
    paper_from: str = "Director of Children’s Services"
    contact: str = ""
    marking: str = "OFFICIAL, for publication"
    members_marking: str = "OFFICIAL-SENSITIVE: not for publication"
    policy: Literal["public", "members"] = "public"
    members_allowed_by: str = ""
    members_allowed_on: dt.date | None = None
    judgement_words: bool = True
    chart: str
    harmless_zeros: tuple[str, ...] = ()
    areas: tuple[PaperArea, ...]
    measures: tuple[PaperMeasure, ...] = Field(min_length=1, max_length=8)
    jargon: tuple[Jargon, ...] = ()
    cover: Cover = Cover()

    @model_validator(mode="after")
    def _it_hangs_together(self) -> Cabinet:
        codes = [each.code for each in self.measures]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands twice among the measures: one measure, one row [CAB-01]")
        if self.chart not in codes:
            raise ValueError(f"chart is {self.chart}, which is none of the measures: {', '.join(codes)} [CAB-02]")
        named = {each.judgement for each in self.areas}
        strange = sorted({each.judgement for each in self.measures} - named)
        if strange:
            raise ValueError(f"a measure stands under {strange[0]}, which is none of the areas: {', '.join(sorted(named))} [CAB-04]")
        if self.policy == "members" and not (self.members_allowed_by and self.members_allowed_on):
            raise ValueError("policy is members, and nobody has allowed it: give members_allowed_by and members_allowed_on [CAB-03]")
        return self

    def measure(self, code: str) -> PaperMeasure:
        """The measure of that code. Raises KeyError for one that the paper has not."""
        return next((each for each in self.measures if each.code == code), None) or _none(code)

    def area_name(self, letters: str, otherwise: str) -> str:
        """What the paper calls a judgement, by its letters; ``otherwise`` where config has no name for it."""
        return next((each.name for each in self.areas if each.judgement == letters), otherwise)

    @classmethod
    def load(cls, path: Path) -> Cabinet:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / path.name
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None


def _none(code: str) -> PaperMeasure:
    raise KeyError(code)
