"""Asking the standards of the records. Great Expectations lives here, and nowhere else."""

from .night import Findings, ask_all

__all__ = ["Findings", "ask_all"]
