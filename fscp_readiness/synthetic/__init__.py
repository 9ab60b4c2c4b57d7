"""A made-up council, with a ledger of everything that is wrong with it."""

from .council import Council, make_council

__all__ = ["Council", "make_council"]
