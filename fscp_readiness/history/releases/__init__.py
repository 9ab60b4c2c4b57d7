"""What was let out of the house: every number a paper, a letter or a sentence gave away, and what must stay hidden because of it."""

from .statements import Cell, Hidden, Statement, Unreadable

__all__ = ["Cell", "Hidden", "Statement", "Unreadable"]
