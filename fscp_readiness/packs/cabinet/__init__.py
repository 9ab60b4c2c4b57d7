"""The Cabinet's monthly paper: HTML, PDF and CSV from one view, and the view from the disclosed table and from nothing exact."""

from .approved import approved_numbers, tokens, unapproved
from .facts import Area, England, Facts, areas_of, england_of, gather
from .figures import harmless, key_of, printed_again, wanted
from .paper import Paper, draw_chart, write
from .view import View, view_of

__all__ = [
    "Area", "England", "Facts", "Paper", "View", "approved_numbers", "areas_of", "draw_chart", "england_of", "gather", "harmless", "key_of",
    "printed_again", "tokens", "unapproved", "view_of", "wanted", "write",
]  # fmt: skip
