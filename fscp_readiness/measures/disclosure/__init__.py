"""Disclosure control: true counts go in, what may be printed comes out, and the attack on it that came to nothing."""

from .control import disclose
from .figures import Disclosed, Figure, Known
from .policy import LEADERSHIP, MEMBERS, PUBLIC, Policy, PolicyProblem

__all__ = ["LEADERSHIP", "MEMBERS", "PUBLIC", "Disclosed", "Figure", "Known", "Policy", "PolicyProblem", "disclose"]
