"""The regional pack: the same measures, council by council, from counts that may be printed and from nothing else. It names no child."""

from .figures import Given, Told, may_be_told
from .paper import Paper, write
from .view import Line, View, view_of

__all__ = ["Given", "Line", "Paper", "Told", "View", "may_be_told", "view_of", "write"]
