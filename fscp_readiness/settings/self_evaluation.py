"""config/self_evaluation.toml: the service's self-evaluation, in its own people's words, with the grades that it gives itself.

Three questions a judgement: what do we know, how do we know, what next. Every grade has who gave it and when. No machine writes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .frameworks import Framework
from .problems import ConfigProblem
from .service import explained, read_toml

FILE: Final = "self_evaluation.toml"
POINTS: Final = 3
"""Strengths, and worries, that each judgement has when it is whole."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Worry(_Strict):
    """Something that needs to improve: a sentence, or ``says`` with the outcome or enabler of the National Framework that it is about.

    outcome  a key of config/national_framework.toml ("safety"), never a number: numbers have changed places
    """

    says: str
    outcome: str = ""

    @model_validator(mode="before")
    @classmethod
    def _a_sentence_alone(cls, written: object) -> object:
        return {"says": written} if isinstance(written, str) else written


class OwnJudgement(_Strict):
    """One judgement as the service sees it. What is not written yet is blank, and keeps the whole from being final.

    key      the judgement's, as in the framework's file (IL-HP)
    grade    the service's own, in the framework's words; blank: none given. Never without ``by`` and ``on``
    by, on   whose words and grade these are (a name and post), and the day they stood
    """

    key: str
    what_do_we_know: str = ""
    how_do_we_know: str = ""
    what_next: str = ""
    strengths: tuple[str, ...] = Field(default=(), max_length=POINTS)
    worries: tuple[Worry, ...] = Field(default=(), max_length=POINTS)
    grade: str = ""
    by: str = ""
    on: dt.date | None = None

    @model_validator(mode="after")
    def _a_grade_is_somebodys(self) -> Self:
        if self.grade.strip() and not (self.by.strip() and self.on):
            raise ValueError(f"{self.key} has a grade and does not say whose it is: give by and on [SEV-01]")
        return self

    @property
    def blank(self) -> tuple[str, ...]:
        """What is not written yet, in words."""
        texts = {"what do we know": self.what_do_we_know, "how do we know": self.how_do_we_know, "what next": self.what_next}
        found = [words for words, text in texts.items() if not text.strip()]
        for words, points in (("strengths", self.strengths), ("worries", tuple(each.says for each in self.worries))):
            written = sum(bool(point.strip()) for point in points)
            if written < POINTS:
                found.append(f"{written} of {POINTS} {words}")
        if not self.grade.strip():
            found.append("the service's own grade")
        if not self.by.strip() or self.on is None:
            found.append("whose words these are, and when")
        return tuple(found)


class Signature(_Strict):
    """Who signed the whole (a name and post), and the day."""

    by: str = Field(min_length=1)
    on: dt.date


class SelfEvaluation(_Strict):
    """All of config/self_evaluation.toml. ``framework`` is the name of the one that it is written under."""

    framework: str
    signed: Signature | None = None
    judgements: tuple[OwnJudgement, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_judgement_once(self) -> Self:
        keys = [each.key for each in self.judgements]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands twice: one judgement, one entry [SEV-02]")
        return self

    def of(self, key: str) -> OwnJudgement | None:
        """What is written of one judgement, or None."""
        return next((each for each in self.judgements if each.key == key), None)

    @classmethod
    def load(cls, path: Path, frameworks: Iterable[Framework]) -> SelfEvaluation | None:
        """Read and check the file against the framework it names; without one there is none.

        Raises ConfigProblem with a sentence: SEV-03 for a framework that is not in config/frameworks/, SEV-04 for a judgement that it has
        not, SEV-05 for a grade that is none of its grades.
        """
        if not path.exists():
            return None
        try:
            written = cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
        known = {framework.name: framework for framework in frameworks}
        if written.framework not in known:
            may = ", ".join(known)
            raise ConfigProblem(
                f"{path.name} is written under {written.framework!r}, which is not in frameworks/. Write one of: {may}.", "SEV-03"
            )
        framework = known[written.framework]
        keys = [judgement.key for judgement in framework.judgements]
        for each in written.judgements:
            if each.key not in keys:
                strange = f"{path.name}: {each.key!r} is no judgement of {framework.title}"
                raise ConfigProblem(f"{strange}. Write one of: {', '.join(keys)}.", "SEV-04")
            if each.grade.strip() and framework.limiting.grade(each.grade) is None:
                may = ", ".join(framework.limiting.grades)
                raise ConfigProblem(
                    f"{path.name}: {each.key}: {each.grade!r} is no grade of {framework.title}. Write one of: {may}.", "SEV-05"
                )
        return written
