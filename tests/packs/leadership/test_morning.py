"""The one-page morning."""

import page

from fscp_readiness.packs.leadership import build_morning, render_morning_pdf

from .nights import SCENARIOS


def test_a_bad_day_is_one_accessible_page() -> None:
    made = render_morning_pdf(build_morning(SCENARIOS["bad day"]()))
    report = page.validate_pdf_bytes(made, profile="ua1")
    assert report.is_compliant, [failure.message for failure in report.failures]
    assert report.document.page_count == 1
