"""The finished paper: HTML first, PDF/UA-1 second, CSV third, all of one view. No script, no embedded file, no link to a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

from fscp_readiness.packs import pdf
from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.templates import draw

from .view import View

TEMPLATE = "cabinet/summary.html.j2"


@dataclass(frozen=True)
class Paper:
    """The three files of one paper. The same view and identifier give the same bytes."""

    html: str
    pdf: bytes
    csv: str


def write(view: View, identifier: str) -> Paper:
    """The paper of one view. ``identifier`` becomes the PDF's permanent id. Raises pdf.RenderError where a page cannot be drawn."""
    html = draw(TEMPLATE, view=view, palette=COLOURS, paper=False)
    css = draw("cabinet/paper.css.j2", view=view, palette=COLOURS)
    printed = pdf.render(draw(TEMPLATE, view=view, palette=COLOURS, paper=True), css, identifier=identifier)
    return Paper(html, printed, view.csv)
