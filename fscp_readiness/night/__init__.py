"""One night, from a source to a published pack: the library's own order of work. The flow and the command line only call it."""

from .work import Nightly, Request, run

__all__ = ["Nightly", "Request", "run"]
