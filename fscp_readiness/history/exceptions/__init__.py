"""Exceptions: a finding that somebody senior agreed is no error, for a while; and who has said that they are putting a row right.

Who may do what stands in ``role_rules``, what may become of a request in ``state_rules``, each as pairs of a check that says in English why
not and a question answered yes or no. ``book`` writes both down, with the audit trail.
"""

from ..rules import NotAllowed
from .book import EXCEPTIONS, Book, Request
from .role_rules import Person

__all__ = ["EXCEPTIONS", "Book", "NotAllowed", "Person", "Request"]
