"""The regional pack as files: a page for the screen, PDF/UA-1 for paper, and a table, all of one view. No script, nothing embedded."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Final

from fscp_readiness.packs import pdf
from fscp_readiness.packs.cabinet.paper import css_text
from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.templates import draw

from .view import View

TEMPLATE: Final = "region/pack.html.j2"
COLUMNS: Final = (
    "measure", "code", "counted", "council", "number_counted", "number_met", "percent", "record_does_not_say", "target", "beside_target",
    "figures_of",
)  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """The three files. The same view and identifier give the same bytes."""

    html: str
    pdf: bytes
    csv: str


def write(view: View, identifier: str) -> Paper:
    """The files of one view. ``identifier`` becomes the PDF's permanent id. Raises pdf.RenderError where a page cannot be drawn."""
    running = {"title": css_text(f"{view.region}: council by council"), "marking": css_text(view.marking), "night": css_text(view.night)}
    css = draw("region/paper.css.j2", palette=COLOURS, css=running)
    printed = pdf.render(draw(TEMPLATE, view=view, palette=COLOURS, paper=True), css, identifier=identifier)
    return Paper(draw(TEMPLATE, view=view, palette=COLOURS, paper=False), printed, _table(view))


def _table(view: View) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for section in view.sections:
        for row in section.rows:
            word = row.tag.word if row.tag else row.sign
            told = (row.in_scope, row.met, row.share, row.not_recorded, row.target, word, row.day)
            rows.writerow((section.name, section.code, section.counted, row.council, *told))
    return out.getvalue()
