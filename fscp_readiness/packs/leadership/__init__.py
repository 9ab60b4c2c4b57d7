"""The leadership's papers: the one-page morning and the whole pack.

Three layers, each testable alone: a view (every number and word decided), geometry (numbers to points), templates that only draw.
"""

from __future__ import annotations

from .morning import MorningView, build_morning, render_morning_html, render_morning_pdf
from .night_facts import Benchmark, GateSaid, Night, SignedWords, Team
from .pack import build_pack, render_pack_pdf
from .views import PackView

__all__ = [
    "Benchmark",
    "GateSaid",
    "MorningView",
    "Night",
    "PackView",
    "SignedWords",
    "Team",
    "build_morning",
    "build_pack",
    "render_morning_html",
    "render_morning_pdf",
    "render_pack_pdf",
]
