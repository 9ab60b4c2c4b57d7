"""The human part of one month's Cabinet paper: <out>/cabinet/YYYY-MM/words.toml, and the promises given to members: promises.toml.

Every sentence is signed with a name, a post and a date, or the file is refused. Every number in one is either bound to a figure of the
paper (``figures``), or declared as no count of children (``other_numbers``); packs/cabinet screens them before anything is printed.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .readiness import Letters
from .service import explained, read_toml

WORDS_FILE = "words.toml"
PROMISES_FILE = "promises.toml"

SectionAbout = Literal["children_say", "missing", "caseload", "complaints", "money"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class BoundNumber(_Strict):
    """A number in a sentence that is a count of the month: ``number`` as written ("2", "two"), ``which``: "CPV-01 not_met"."""

    number: str = Field(min_length=1)
    which: str = Field(alias="is", pattern=r"^[A-Z][A-Z0-9]*-\d+(\.[a-z0-9]+)? (in_scope|met|not_met|not_recorded)$")


class Signed(_Strict):
    """Who said it: name and post, and the day.

    figures        numbers that are counts of the month
    other_numbers  numbers that are no count of children: money, posts, dates told otherwise
    """

    by: str = ""
    on: dt.date | None = None
    figures: tuple[BoundNumber, ...] = ()
    other_numbers: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _signed_and_dated(self) -> Self:
        if "," not in self.by.strip().strip(","):
            raise ValueError('it is not signed: add by = "Name, post", or take the sentence out [CAB-10]')
        if self.on is None:
            raise ValueError("it is not dated: add on = the day it was said, or take the sentence out [CAB-11]")
        return self

    @property
    def said_on(self) -> dt.date:
        """The day it was said, which a file that was read has."""
        assert self.on is not None
        return self.on


class Sentence(Signed):
    text: str = Field(min_length=1)


class AreaSentence(Sentence):
    """What one area means for children, by the judgement's letters."""

    judgement: Letters


class SectionSentence(Sentence):
    """A sentence about what the case records do not hold, or not alone."""

    about: SectionAbout


class Action(Signed):
    """What is being done: what, by whom (a post), by when, and how members will know."""

    what: str = Field(min_length=1)
    who: str = Field(min_length=1)
    by_when: dt.date
    test: str = Field(min_length=1)


class Words(_Strict):
    """All of words.toml: one month's human sentences, each signed. A file that is not there holds none.

    next_on  the day the next summary is due
    """

    meeting: str = "Cabinet"
    meeting_on: dt.date | None = None
    next_on: dt.date | None = None
    in_short: tuple[Sentence, ...] = Field(default=(), max_length=4)
    areas: tuple[AreaSentence, ...] = ()
    questions: tuple[Sentence, ...] = Field(default=(), max_length=6)
    actions: tuple[Action, ...] = ()
    sections: tuple[SectionSentence, ...] = ()

    @property
    def signed(self) -> tuple[tuple[str, Signed], ...]:
        """Every signed thing with its whole text, in the order of the paper."""
        sentences = (*self.in_short, *self.areas, *self.sections, *self.questions)
        acts = tuple((f"{act.what}. {act.who}. {act.test}.", act) for act in self.actions)
        return (*((each.text, each) for each in sentences), *acts)

    @classmethod
    def load(cls, path: Path) -> Words:
        """Read and check the file; without one there are no words. Raises ConfigProblem with a sentence."""
        if not path.exists():
            return cls()
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None


class Promise(_Strict):
    """One undertaking given to members.

    to             who it was given to; ``owner``: the post that keeps it; ``test``: how members will know
    outcome        blank while it is open; kept or not_kept only with ``outcome_on`` and ``said_by`` (name and post)
    words          what whoever said so adds
    other_numbers  numbers in these sentences, each of them no count of children
    """

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")
    given_on: dt.date
    to: str = Field(min_length=1)
    what: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    by_when: dt.date
    test: str = Field(min_length=1)
    outcome: Literal["", "kept", "not_kept"] = ""
    outcome_on: dt.date | None = None
    said_by: str = ""
    words: str = ""
    other_numbers: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _an_outcome_is_signed(self) -> Promise:
        if self.outcome and (self.outcome_on is None or "," not in self.said_by.strip().strip(",")):
            raise ValueError(f'promise {self.id} has an outcome that nobody signed: add outcome_on, and said_by = "Name, post" [CAB-12]')
        if not self.outcome and (self.outcome_on is not None or self.words):
            raise ValueError(f"promise {self.id} has words or a day of an outcome and no outcome: say kept or not_kept [CAB-13]")
        if self.by_when < self.given_on:
            raise ValueError(f"promise {self.id} was due before it was given [CAB-14]")
        return self

    @property
    def text(self) -> str:
        """Every sentence of it that is printed."""
        return " ".join(f"{part}." for part in (self.what, self.owner, self.test, self.to, self.words) if part)


class Promises(_Strict):
    """All of promises.toml: every undertaking given to members, open or not. Nothing is taken out of it."""

    promises: tuple[Promise, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Promises:
        ids = [each.id for each in self.promises]
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise ValueError(f"promise {twice[0]} stands twice: each has an id of its own [CAB-15]")
        return self

    @classmethod
    def load(cls, path: Path) -> Promises:
        """Read and check the file; without one nothing was promised. Raises ConfigProblem with a sentence."""
        if not path.exists():
            return cls()
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
