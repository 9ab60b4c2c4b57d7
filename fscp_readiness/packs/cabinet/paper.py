"""The finished paper: HTML first, PDF/UA-1 second, CSV third, all of one view. No script, no embedded file, no link to a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from fscp_readiness.packs import pdf
from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.templates import draw

from . import chart
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
    svg = Markup(draw_chart(view.csv))  # noqa: S704 - our own drawing, its words escaped by the template
    html = draw(TEMPLATE, view=view, palette=COLOURS, chart_svg=svg, paper=False)
    running = {name: css_text(words) for name, words in (("title", view.title), ("marking", view.marking), ("month", view.month))}
    css = draw("cabinet/paper.css.j2", palette=COLOURS, css=running)
    printed = pdf.render(draw(TEMPLATE, view=view, palette=COLOURS, chart_svg=svg, paper=True), css, identifier=identifier)
    return Paper(html, printed, view.csv)


def draw_chart(table: str) -> str:
    """The chart as it stands in the page, drawn from the published CSV and from nothing else; blank where too few months can be shown."""
    made = chart.from_csv(table)
    return draw("cabinet/chart.svg.j2", chart=made, palette=COLOURS).strip() if made else ""


def css_text(words: str) -> Markup:
    """Words as a quoted string of a style sheet, whatever signs they hold."""
    safe = re.sub(r"[^A-Za-z0-9 ,.:]", lambda sign: f"\\{ord(sign[0]):06x}", words)
    return Markup(f'"{safe}"')  # noqa: S704 - nothing is left in it that ends the string
