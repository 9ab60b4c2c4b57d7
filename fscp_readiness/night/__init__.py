"""One night, from a source to a published pack: the library's own order of work. The flow and the command line only call it."""

from .work import Nightly, Request, run, say_why_there_is_no_pack

__all__ = ["Nightly", "Request", "run", "say_why_there_is_no_pack"]
