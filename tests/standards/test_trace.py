"""The trace names only standards that exist, holds every paragraph a card names, and leaves no paragraph without an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover, trace

CATALOGUE = discover(CHECKS)
EXPLANATION = Path(__file__).resolve().parents[2] / "docs" / "explanation"
REPORT, INSPECTION = EXPLANATION / "cabinet_report_paragraphs.csv", EXPLANATION / "inspection_recommendations.csv"


def test_every_paragraph_has_a_standard_or_says_what_else_answers_it():
    unanswered = [row.reference for row in trace.paragraphs(REPORT, CATALOGUE) if not row.codes and not row.otherwise]
    assert not unanswered


def test_every_recommendation_has_a_standard():
    assert all(row.codes for row in trace.recommendations(INSPECTION, CATALOGUE))


def test_a_card_that_names_a_paragraph_stands_under_it():
    rows = {row.reference: row for row in trace.paragraphs(REPORT, CATALOGUE)}
    for standard in CATALOGUE:
        for said in standard.about.seed:
            assert said.startswith("4.1") or standard.code in rows[said.split(" ")[0]].codes


def test_a_code_that_is_no_standard_is_named(tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("recommendation,about,standards\n1,Something,CPV-01 ZZZ-99\n", encoding="utf-8")
    with pytest.raises(ValueError, match="ZZZ-99, which is no standard"):
        trace.recommendations(wrong, CATALOGUE)


def test_a_paragraph_that_the_file_does_not_hold_is_named(tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("paragraph,says,standards,otherwise\n1.1,Something,,\n", encoding="utf-8")
    with pytest.raises(ValueError, match="names paragraph"):
        trace.paragraphs(wrong, CATALOGUE)
