"""The regional pack's three files tell one and the same, and the same bytes for the same night."""

from __future__ import annotations

import csv
import io

import pytest

from fscp_readiness.packs import pdf
from fscp_readiness.packs.region import view_of, write
from fscp_readiness.packs.region.paper import COLUMNS

from .made import AS_AT, CABINET, lines


@pytest.fixture(scope="module")
def paper():
    return write(view_of("The northern region", AS_AT, CABINET, lines()), "2026-11-23-00000000")


def test_every_figure_of_the_table_stands_in_the_paper_and_on_the_page(paper):
    printed = " ".join(" ".join(pdf.printed(paper.pdf)).split())
    rows = list(csv.DictReader(io.StringIO(paper.csv)))
    assert tuple(rows[0]) == COLUMNS and len(rows) == 12 * len(CABINET.measures)
    for row in rows:
        told = " ".join(
            [row["council"], row["number_counted"], row["number_met"], row["percent"], row["record_does_not_say"], row["target"]]
        )
        assert told in printed, told
    assert all(f"<b>{word}" not in paper.html for word in ("rank", "score"))
    assert paper.html.count("<table>") == 1 + len(CABINET.measures) and "<script" not in paper.html


def test_the_same_night_gives_the_same_bytes(paper):
    assert write(view_of("The northern region", AS_AT, CABINET, lines()), "2026-11-23-00000000") == paper
