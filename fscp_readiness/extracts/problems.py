"""What can stop a source from being read: two families, each with a code and a sentence that holds no personal value."""

from __future__ import annotations

from typing import Final

MAY_PASS: Final = frozenset({"SRC-01", "SRC-02", "SRC-05", "SRC-06", "SRC-07", "SRC-08", "FILE-21", "FILE-24", "FILE-51"})
"""What may be over by the next try: a source that did not answer or is being loaded, a share not there yet, a workbook open."""
ONCE_MORE: Final = frozenset({"SRC-03"})
"""A refused login is tried once more and never again: a storm of tries locks the account."""
WAITS: Final = (60.0, 300.0, 900.0, 2700.0, 4800.0)
"""Seconds between tries: begun at 02:30, the last is at 04:56."""


def worth_another_try(code: str, tries: int) -> bool:
    """May this be over by the next try? ``tries``: how often it was tried already."""
    return code in MAY_PASS or (code in ONCE_MORE and tries < 2)


class ExtractProblem(Exception):
    """A reader's sentence and a code. ``exit_code`` is the command's (contract: 2 yours to fix, 3 the source's to fix)."""

    exit_code = 1

    def __init__(self, code: str, sentence: str) -> None:
        self.code, self.sentence = code, sentence
        super().__init__(f"{sentence} [{code}]")


class SourceProblem(ExtractProblem):
    """The source's to fix: unreachable, unreadable, or with nothing in it to publish from."""

    exit_code = 3


class ArgumentsProblem(ExtractProblem):
    """Yours to fix: no such source, or a kind of source no door takes."""

    exit_code = 2
