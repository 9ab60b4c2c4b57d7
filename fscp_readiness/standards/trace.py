"""Which standards answer each paragraph of the Cabinet report and each recommendation of the inspection of 2016, as a page."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .catalogue import Catalogue
from .pages import MADE, link, markdown_table


@dataclass(frozen=True)
class Traced:
    """One paragraph or recommendation: what it says, the codes that answer it, and what else of this service does."""

    reference: str
    says: str
    codes: tuple[str, ...]
    otherwise: str = ""


def paragraphs(path: Path, catalogue: Catalogue) -> list[Traced]:
    """The paragraphs of the Cabinet report: the file's codes, and every standard whose card (``about.seed``) names the paragraph.

    path is a CSV of paragraph, says, standards, otherwise. Raises ValueError for a code that is no standard, or for a card that names
    a paragraph the file does not hold ("4.1" stands for all its bullets, "4.1 thresholds" for its third).
    """
    rows = _rows(path)
    known = {row["paragraph"].split(",")[0] for row in rows}
    cards: dict[str, list[str]] = {}
    for standard in catalogue:
        for said in standard.about.seed:
            paragraph = said.split(" ")[0]
            if paragraph not in known:
                raise ValueError(f"{standard.code} names paragraph {said!r}, which {path.name} does not hold")
            cards.setdefault(paragraph, []).append(standard.code)
    return [
        Traced(row["paragraph"], row["says"], _codes(row, catalogue, path, cards.get(row["paragraph"], ())), row["otherwise"])
        for row in rows
    ]


def recommendations(path: Path, catalogue: Catalogue) -> list[Traced]:
    """The recommendations of 2016 that a figure can follow. path is a CSV of recommendation, about, standards."""
    return [Traced(row["recommendation"], row["about"], _codes(row, catalogue, path)) for row in _rows(path)]


def trace_page(catalogue: Catalogue, report: Sequence[Traced], inspection: Sequence[Traced]) -> str:
    """The page: both tables, and the 4.1 cards that stand under no bullet of their own."""
    lines = [MADE, "", "# What each paragraph and recommendation became", ""]
    lines += [
        "The Cabinet report of 24 May 2016 (Kirklees Council) is what this service was built for. Its paragraphs are told in our own "
        "words, with the standards that answer each, and what else of this service does. A standard's own card names the paragraphs it "
        "answers; both are here.",
        "",
        *_table(("Paragraph", "What it says, briefly", "Standards", "And"), report, catalogue, otherwise=True),
        "",
        "## The inspection of 2016",
        "",
        "The recommendations of Ofsted's report of November 2016 that a figure can follow.",
        "",
        *_table(("Recommendation", "About", "Standards"), inspection, catalogue, otherwise=False),
    ]
    return "\n".join(lines) + "\n"


def _table(header: tuple[str, ...], rows: Iterable[Traced], catalogue: Catalogue, *, otherwise: bool) -> list[str]:
    cells = []
    for row in rows:
        linked = ", ".join(link(catalogue[code], "standards/") for code in row.codes)
        cells.append((row.reference, row.says, linked, row.otherwise) if otherwise else (row.reference, row.says, linked))
    return markdown_table(header, cells)


def _codes(row: Mapping[str, str], catalogue: Catalogue, path: Path, also: Iterable[str] = ()) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys([*row["standards"].split(), *also]))
    unknown = [code for code in codes if code not in catalogue]
    if unknown:
        raise ValueError(f"{path.name} names {', '.join(unknown)}, which is no standard")
    return codes


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
