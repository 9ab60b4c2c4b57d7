"""What may become of a Cabinet paper: every way from one state to another, once, and what must hold on each.

The documentation's diagram is made from ``MOVES``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from fscp_readiness.vocabulary import ReleaseState as State

from ..rules import Move, NotAllowed, answered

SHORTEST_REASON: Final = 10
"""Letters: a reason is a sentence, not a dash."""


PERSON, CHANGE = "a person", "a change"
MOVES: Final[tuple[Move[State], ...]] = (
    Move(None, State.PREPARED, PERSON, "somebody prepares the month's paper, or its next edition"),
    Move(State.PREPARED, State.APPROVED, PERSON, "another person, of the leadership, approves the very files that were prepared"),
    Move(State.PREPARED, State.REFUSED, PERSON, "somebody of the leadership refuses it, and says why"),
    Move(State.PREPARED, State.OVERTAKEN, CHANGE, "it is prepared again and something has changed"),
    Move(State.APPROVED, State.ISSUED, PERSON, "somebody issues it, and nothing has changed since it was approved"),
    Move(State.APPROVED, State.PREPARED, CHANGE, "a file, the words, the figures or what was released meanwhile has changed"),
    Move(State.APPROVED, State.REFUSED, PERSON, "somebody of the leadership refuses it, and says why"),
    Move(State.APPROVED, State.OVERTAKEN, CHANGE, "it is prepared again and something has changed"),
    Move(State.REFUSED, State.OVERTAKEN, CHANGE, "it is prepared again and something has changed"),
)
OPEN: Final = frozenset({State.PREPARED, State.APPROVED})
"""A paper that waits for somebody. Issued is final: what comes after it is the next edition."""


class Kept(Protocol):
    """What these rules need to know of a paper in the ledger."""

    @property
    def state(self) -> str: ...
    @property
    def files(self) -> Mapping[str, str]: ...
    @property
    def why(self) -> str: ...


def may_become(before: State | None, after: State) -> bool:
    """Is there a way from one state to the other?"""
    return any(move.before is before and move.after is after for move in MOVES)


def may_be_prepared(before: Kept | None, files: Mapping[str, str]) -> bool:
    """Can these files be prepared as the month's paper?"""
    return answered(lambda: check_prepared(before, files))


def check_prepared(before: Kept | None, files: Mapping[str, str]) -> None:
    """Raise NotAllowed for the very paper that was refused.

    before  the month's paper as it stands; None where there is none
    files   name -> SHA-256 of what would be prepared
    """
    if before is not None and before.state == State.REFUSED and dict(before.files) == dict(files):
        raise NotAllowed(f"This very paper was refused: {_said(before.why)} Change what it says, then prepare it again.", "REL-11")


def may_be_approved(paper: Kept | None) -> bool:
    """Does the paper wait for approval?"""
    return answered(lambda: check_approved(paper))


def check_approved(paper: Kept | None) -> None:
    """Raise NotAllowed unless the paper is prepared."""
    if paper is None:
        raise NotAllowed("Nothing is prepared for that month, so there is nothing to approve: 'cabinet prepare' first.", "REL-12")
    if paper.state == State.REFUSED:
        raise NotAllowed(f"The paper was refused: {_said(paper.why)} Change what it says, then prepare it again.", "REL-13")
    if paper.state != State.PREPARED:
        raise NotAllowed(f"The paper is {paper.state}, so there is nothing to approve.", "REL-14")


def may_be_issued(paper: Kept | None) -> bool:
    """Is the paper approved, so that it may be issued?"""
    return answered(lambda: check_issued(paper))


def check_issued(paper: Kept | None) -> None:
    """Raise NotAllowed unless the paper is approved."""
    if paper is None:
        raise NotAllowed("Nothing is prepared for that month, so there is nothing to issue: 'cabinet prepare' first.", "REL-15")
    if paper.state == State.PREPARED:
        raise NotAllowed(
            "The paper is prepared and nobody has approved it. Have another person than whoever prepared it look at it and say "
            "'cabinet approve'; then issue it.",
            "REL-16",
        )
    if paper.state == State.REFUSED:
        raise NotAllowed(f"The paper was refused: {_said(paper.why)} Change what it says, then prepare it again.", "REL-13")
    if paper.state != State.APPROVED:
        raise NotAllowed(f"The paper is {paper.state}, so there is nothing to issue.", "REL-17")


def may_be_refused(paper: Kept | None, why: str) -> bool:
    """Can the paper be refused for this reason?"""
    return answered(lambda: check_refused(paper, why))


def check_refused(paper: Kept | None, why: str) -> None:
    """Raise NotAllowed unless the paper waits for somebody and the reason is a sentence."""
    if paper is None or paper.state not in OPEN:
        said = "there is none" if paper is None else f"it is {paper.state}"
        raise NotAllowed(f"Only a paper that is prepared or approved can be refused: {said}.", "REL-18")
    if len(why.strip()) < SHORTEST_REASON:
        raise NotAllowed("Say in a sentence why it is refused, with --why: whoever prepares it again goes by that.", "REL-19")


def _said(why: str) -> str:
    """A reason as a sentence."""
    told = why.strip()
    return told if told.endswith((".", "!", "?")) else f"{told}."
