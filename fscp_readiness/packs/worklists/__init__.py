"""One row a thing to put right in one record: a workbook for each team and one for all."""

from .folders import folders
from .rows import WorklistFacts
from .write import drawn_worklists, write_worklists

__all__ = ["WorklistFacts", "drawn_worklists", "folders", "write_worklists"]
