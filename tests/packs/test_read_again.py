"""A paper is read again: no page, no heading and no figure may have gone between the page and the paper."""

from __future__ import annotations

import pytest

from fscp_readiness.packs import pdf
from fscp_readiness.packs.read_again import lost

HTML = (
    '<!doctype html><html lang="en-GB"><head><title>T</title></head><body><h1>Seen <b>in time</b></h1><p>77</p>'
    "<table><caption>What</caption><thead><tr><th>Who</th><th>How many</th></tr></thead>"
    "<tbody><tr><th>All</th><td>1,204 of 1,310</td></tr>"
    "<tr><th>East</th><td>12<br>of 12 &amp; 91.9%<svg><desc>5 of 6</desc></svg></td></tr></tbody></table></body></html>"
)
PAGES = ["Seen in\r\ntime 77 What Who How many All 1,204 of", "1,310 East 12 of 12 & 91.9%"]


def test_fault_144_a_paper_that_holds_all_of_it_is_whole():
    assert lost(HTML, PAGES) == ""


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ([], "0 pages"),
        (["", "  "], "2 pages and no word"),
        (["In time 77 1,204 of 1,310 12 of 12 91.9%"], "1 of 1 headings"),
        (["Seen in time 77 1,204 of 1,310 East 12 of", "91.9%"], "1 of 5 figures"),
        (["Seen in time 1,205 of 1,310 East 12 of 12 91.9%"], "1 of 5 figures"),
    ],
)
def test_fault_144_what_is_lost_is_counted_and_not_repeated(pages, said):
    assert said in lost(HTML, pages)


def test_fault_144_a_heading_or_a_figure_that_the_style_hides_stops_the_paper():
    assert pdf.render(HTML, "html{font-family:Inter}", identifier="run-1")
    for hidden in ("h1", "td"):
        with pytest.raises(pdf.RenderError, match="not on the paper.*PDF-144"):
            pdf.render(HTML, f"html{{font-family:Inter}} {hidden}{{visibility:hidden}}", identifier="run-1")


@pytest.mark.parametrize(
    "child", ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "900719925474099312345", "C000000000000000000000123", "2026-11-23"]
)
def test_an_id_that_is_broken_over_two_lines_of_a_narrow_cell_is_not_lost(child: str):
    html = HTML.replace("<td>1,204 of 1,310</td>", f"<td>1,204 of 1,310</td><td>{child}</td>")
    html = html.replace(f"<td>{child}", f"<td class=id>{child}")
    style = "html{font-family:Inter} .id{width:24pt;overflow-wrap:anywhere} table{width:400pt}"
    assert pdf.render(html, style, identifier="run-1")


def test_a_long_figure_that_is_not_there_is_lost_all_the_same():
    assert "1 of 6 figures" in lost(HTML.replace("<td>1,204 of 1,310</td>", "<td>1,204 of 1,310</td><td>1,234,567</td>"), PAGES)
