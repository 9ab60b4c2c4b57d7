"""What every set of person rules and state rules is made of: a sentence that says why not, a check asked as a question, and a way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

State = TypeVar("State", bound=StrEnum)


class NotAllowed(ValueError):
    """What a person may not do, or what cannot become of a thing, in a sentence for that person."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.sentence, self.code = sentence, code


def answered(check: Callable[[], None]) -> bool:
    """Does the check let it pass?"""
    try:
        check()
    except NotAllowed:
        return False
    return True


@dataclass(frozen=True)
class Move(Generic[State]):
    """One way from one state to another. ``before`` None: the thing begins. ``by``: who or what takes that way."""

    before: State | None
    after: State
    by: str
    words: str
