"""What leaves is read again: whatever stands in the files and was not meant to be printed is found, wherever it hides (D12, D14)."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import pikepdf
import pytest

from fscp_readiness.packs.cabinet import Paper, approved_numbers, leaving, view_of, write
from fscp_readiness.packs.cabinet.leaving import MayNotLeave, check
from fscp_readiness.packs.pdf import structure
from tests.packs.cabinet.worlds import World, facts_of

FACTS = facts_of(World(months=6))
APPROVED = approved_numbers(FACTS)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return write(view_of(FACTS), "a paper")


def found(paper: Paper, code: str, **other: str | bytes) -> str:
    with pytest.raises(MayNotLeave) as problem:
        check(dataclasses.replace(paper, **other), APPROVED)
    assert problem.value.code == code, str(problem.value)
    return str(problem.value)


def test_a_paper_that_says_what_it_may_leaves(paper):
    check(paper, APPROVED)
    assert '<svg class="months"' in paper.html, "with a chart, or the chart is not looked at here"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("</main>", "<p>7 children</p></main>", "LEA-01"),
        ("</main>", "<p>1<b>3</b> children</p></main>", "LEA-01"),
        ("</main>", '<p title="7 children">x</p></main>', "LEA-01"),
        ("</main>", '<p aria-label="7 children">x</p></main>', "LEA-01"),
        ("</main>", '<p id="n-7">x</p></main>', "LEA-01"),
        ("</main>", '<p data-n="x">x</p></main>', "LEA-05"),
        ("</main>", "<!-- 7 --></main>", "LEA-05"),
        ("</main>", "<script>1</script></main>", "LEA-05"),
        ("</main>", '<a href="https://example.org/x">x</a></main>', "LEA-05"),
        ("</main>", "<p>figures.xlsx</p></main>", "LEA-02"),
        ("</style>", '.x:before{content:"7 children"}</style>', "LEA-01"),
        ("</style>", ".x{background:url(x.png)}</style>", "LEA-05"),
        ("</title>\n<rect", "</title>\n<desc>7 children</desc><rect", "LEA-03"),
        ('name="author" content="', 'name="author" content="7 ', "LEA-01"),
    ],
)
def test_d12_d14_what_is_added_to_the_page_is_found(paper, before, after, code):
    assert before in paper.html
    found(paper, code, html=paper.html.replace(before, after, 1))


def test_d12_a_point_of_the_chart_that_the_csv_does_not_draw_is_found(paper):
    start = paper.html.index('<circle cx="')
    moved = paper.html[:start] + paper.html[start:].replace('cy="', 'cy="1', 1)
    assert "chart" in found(paper, "LEA-03", html=moved)
    svg = leaving.draw_chart(paper.csv)
    assert "chart" in found(paper, "LEA-03", html=paper.html.replace(svg, ""))


def test_d12_a_cell_of_the_csv_is_looked_at_as_what_it_is(paper):
    lines = paper.csv.splitlines()
    cells = lines[-1].split(",")
    number = cells.index(next(cell for cell in cells if cell.isdigit()))
    cells[number] = "7"
    found(paper, "LEA-01", csv="\n".join([*lines[:-1], ",".join(cells)]) + "\n")
    found(paper, "LEA-04", csv=paper.csv.replace(f"\n{lines[-1].split(',')[0]}", "\n=1", 1))


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _alt(pdf: pikepdf.Pdf) -> None:
    next(each for each in structure(pdf) if "/Alt" in each).Alt = "7 children"


def _xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False) as metadata:
        metadata["dc:description"] = "7 children"


def _bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("7 children", 0))


def _note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="x")
    pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["source.csv"] = b"7"


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_alt, "LEA-01"),
        (_xmp, "LEA-01"),
        (_bookmark, "LEA-01"),
        (_note, "LEA-06"),
        (_attached, "LEA-06"),
        (_script, "LEA-06"),
        (lambda pdf: pdf.docinfo.update({"/Subject": "7 children"}), "LEA-01"),
        (lambda pdf: pdf.docinfo.update({"/Keywords": "figures.xlsx"}), "LEA-02"),
    ],
)
def test_d12_d14_what_is_added_to_the_pdf_is_found(paper, change, code):
    found(paper, code, pdf=changed(paper.pdf, change))


def test_a_number_printed_in_the_pdf_alone_is_found(paper):
    view = view_of(FACTS)
    other = write(dataclasses.replace(view, whose=f"{view.whose} 7 children."), "a paper")
    assert "Page 1 of the PDF" in found(paper, "LEA-01", pdf=other.pdf)
