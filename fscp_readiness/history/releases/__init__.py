"""What was let out of the house: every number a paper, a letter or a sentence gave away, and what must stay hidden because of it.

Who may do what with a paper stands in ``person_rules``, what may become of it in ``state_rules``. ``ledger`` writes it down, with the
audit trail.
"""

from ..rules import NotAllowed
from .ledger import Draft, Entry, Ledger
from .person_rules import Person
from .statements import Cell, Hidden, Statement, Unreadable

__all__ = ["Cell", "Draft", "Entry", "Hidden", "Ledger", "NotAllowed", "Person", "Statement", "Unreadable"]
