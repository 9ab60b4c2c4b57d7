"""Which papers list a child is found by looking in them, also inside workbooks and bundles, and no other child is taken for it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from fscp_readiness.packs.recall import names, papers_with


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as held:
        for name, each in files.items():
            held.writestr(name.replace("_", "."), each)
    return content.getvalue()


@pytest.fixture
def out(tmp_path):
    workbook = zipped(sheet_xml=b"<t>C000123</t>")
    written = {
        "packs/2026-11-22-0a1b2c3d/rows/findings.csv": b"CPV-01,P1,C000123,East\n",
        "packs/2026-11-22-0a1b2c3d/leadership/pack.pdf": b"%PDF",
        "packs/2026-11-23-0a1b2c3d/rows/findings.csv": b"CPV-01,P1,C0001234,East\n",
        "inspection/2026-11-24/bundle.zip": zipped(annex_xlsx=workbook),
        "latest/east/east.xlsx": zipped(sheet_xml=b"<t>C000999</t>"),
        "inbox/east/read/2026-11-20-east.xlsx": workbook,
        "inbox/east/damaged.xlsx": b"no zip, C000999",
    }
    for name, content in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_fault_072_earlier_papers_that_list_a_child_are_named_with_the_day_they_go(out):
    found = papers_with(out, ["C000123"], 12)
    assert [(each.path, each.files, each.goes_on) for each in found] == [
        ("inspection/2026-11-24", ("bundle.zip",), dt.date(2027, 11, 24)),
        ("packs/2026-11-22-0a1b2c3d", ("rows/findings.csv",), dt.date(2027, 11, 22)),
        ("inbox/east/read/2026-11-20-east.xlsx", ("2026-11-20-east.xlsx",), dt.date(2027, 11, 20)),
    ]
    assert [each.path for each in papers_with(out, ["c000999"], 12)] == ["latest/east/east.xlsx", "inbox/east/damaged.xlsx"]
    assert papers_with(out, ["C000777", " "], 12) == []


@pytest.mark.parametrize(
    ("content", "found"), [(b"C1", True), (b"x,c1,y", True), (b"C1/2026-11-01", True), (b"C10", False), (b"PC1", False), (b"C1-2", False)]
)
def test_an_id_is_a_whole_word(content, found):
    assert names(content, ["C1"]) is found
