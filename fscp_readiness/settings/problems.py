"""Problems that are the council's to fix: a sentence, no traceback, exit code 2."""

from __future__ import annotations


class ConfigProblem(ValueError):
    """Something in config/ that cannot be used. The message says which file, what is wrong and what to write instead."""

    exit_code = 2

    def __init__(self, sentence: str, code: str = "CFG-01") -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code, self.sentence = code, sentence
