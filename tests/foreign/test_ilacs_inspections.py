"""The 271 inspections that the limiting rule is tried on are what Ofsted's table gives, cell by cell."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

from .foreign_data import folder

ROOT = Path(__file__).resolve().parents[2]
TABLE, TEXT, OFFICE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text", "office"))
KINDS = {"ILACS Standard Inspection": "standard", "ILACS Short Inspection": "short"}
SHEET = "ILACS_inspection_history"
TITLES = 3
"""Two title rows and the headings."""


def cells(row: ET.Element) -> list[str]:
    found: list[str] = []
    for cell in row:
        day = cell.get(f"{OFFICE}date-value", "")[:10]
        words = "".join("".join(part.itertext()) for part in cell.findall(f"{TEXT}p")).strip()
        found += [day or words] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 13)
    return (found + [""] * 13)[:13]


def test_every_inspection_is_as_published():
    (path,) = (folder() / "ofsted_la_outcomes_2025").glob("*.ods")
    with zipfile.ZipFile(path) as book:
        content = ET.fromstring(book.read("content.xml"))
    sheet = next(each for each in content.iter(f"{TABLE}table") if each.get(f"{TABLE}name") == SHEET)
    rows = [cells(row) for row in sheet.iter(f"{TABLE}table-row")][TITLES:]
    published = sorted(
        [code, council, inspected, out, KINDS[kind], *grades] for _, code, council, _, _, inspected, out, kind, *grades in rows if code
    )
    with (ROOT / "docs" / "explanation" / "ilacs_inspections_2018_2025.csv").open(encoding="utf-8", newline="") as file:
        kept = sorted(list(csv.reader(file))[1:])
    assert len(kept) == 271
    assert kept == published
