"""What can stop a source from being read: two families, each with a code and a sentence that holds no personal value."""

from __future__ import annotations


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
