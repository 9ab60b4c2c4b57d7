"""Work done apart: in a process of its own, with a limit on its memory and its time, that takes nobody with it when it dies."""

from .child import Child, Job, NotDone, Why
from .hands import all_done, done, here, hire, meanwhile

__all__ = ["Child", "Job", "NotDone", "Why", "all_done", "done", "here", "hire", "meanwhile"]
