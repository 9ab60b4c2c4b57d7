"""Disclosure control: true counts go in, what may be printed comes out, and the attack on it that came to nothing."""

from .audit import Bound, Broken, bounds, breaks
from .control import disclose
from .figures import Disclosed, Figure, Known
from .policy import LEADERSHIP, MEMBERS, PUBLIC, Policy, PolicyProblem
from .rules import FiguresDisagree

__all__ = [
    "LEADERSHIP", "MEMBERS", "PUBLIC", "Bound", "Broken", "Disclosed", "Figure", "FiguresDisagree", "Known", "Policy", "PolicyProblem",
    "bounds", "breaks", "disclose",
]  # fmt: skip
