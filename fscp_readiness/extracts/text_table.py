"""A table as text: what every kind of file and database is turned into before a single value is given a type."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt


@dataclass
class TextTable:
    """columns   normalised heading -> object array of str; None or '' is blank
    row_numbers  what a reader would call each row (headings are row 1)
    rows_read    rows in the source, refused ones too
    refused      how many of them were refused
    """

    columns: dict[str, npt.NDArray[np.object_]]
    row_numbers: npt.NDArray[np.int64]
    rows_read: int
    refused: int = 0
    headings: dict[str, str] = field(default_factory=dict)  # normalised -> as found


class TableRefused(Exception):
    """This table cannot be read: a code and a sentence without values."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code, self.sentence = code, sentence
        super().__init__(f"{sentence} [{code}]")


def heading(text: str) -> str:
    """A heading as SSD spells names: lower case, underscores for spaces and hyphens."""
    return "_".join(text.replace("\ufeff", "").replace("\xa0", " ").replace("-", " ").lower().split())
