"""Real spellings of Annex A codes, against a table nobody here wrote."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from foreign_data import ROOT, folder  # noqa: E402
from spellings_explained import EXPLAINED, reason_for  # noqa: E402
from spellings_measured import CROSSWALK, measure, page  # noqa: E402

from fscp_readiness.extracts.annex_a_layout import LAYOUTS, bare_heading  # noqa: E402
from fscp_readiness.extracts.spellings import resolve_in  # noqa: E402


@pytest.fixture(scope="module")
def data() -> Path:
    return folder()


def test_most_spellings_are_resolved_and_few_disagree(data: Path):
    odd = measure(data, even=False)
    measured = sum(one.measured for one in odd.values())
    assert measured == 4845
    assert sum(one.agreeing for one in odd.values()) / measured > 0.80
    assert sum(len(one.disagreeing) for one in odd.values()) / measured < 0.04


def test_every_disagreement_is_explained_and_no_explanation_is_stale(data: Path):
    disagreeing = {spelling for one in measure(data, even=False).values() for spelling, _, _ in one.disagreeing}
    assert {spelling for spelling in disagreeing if not _explained(spelling)} == set()
    assert {spelling for held in EXPLAINED.values() for spelling in held} - disagreeing == set()


def _explained(spelling: str) -> bool:
    try:
        return bool(reason_for(spelling))
    except KeyError:
        return False


def test_the_page_is_current(data: Path):
    assert (ROOT / "docs" / "explanation" / "annex-a-spellings.md").read_text(encoding="utf-8") == page(data)


def test_the_crosswalk_reaches_from_every_code(data: Path):
    for column, (listed, to_group) in CROSSWALK.items():
        assert set(listed.entries) == set(to_group), column


def test_every_official_code_and_its_long_form_are_resolved(data: Path):
    listed = {
        bare_heading(column.heading): column.codes
        for layout in LAYOUTS for column in layout.columns if column.codes and not (layout.number == 11 and column.name == "gender")
    }  # fmt: skip
    other_names = {
        "initial latest category of abuse": "initial category of abuse", "contact referral source": "contact source",
        "was the child assessed as being in need at assessment": "was the child assessed as requiring la children s social care support",
        "is this a second or subsequent episode of being a looked after child within the last 12 months":
            "is this a second or subsequent period of being a looked after child within the last 12 months",
    }  # fmt: skip
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (data / "annex_a_spec" / "annex_a_official_codes_2019-08.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code_list"] != "LA of Placement"]
    assert len(rows) > 220
    for row in rows:
        heading = bare_heading(row["code_list"])
        codes_of = listed[other_names.get(heading, heading)]
        assert codes_of is not None
        for spelling in filter(None, (row["preferred_code"], row["detail"])):
            code = resolve_in(codes_of, spelling)
            assert code is not None, spelling
            codes[heading, code].add(row["preferred_code"])
    assert all(len(held) == 1 for held in codes.values()), "two official codes became one"


def test_headings_of_the_specification_find_their_columns(data: Path):
    with (data / "annex_a_spec" / "annex_a_spec.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            layout = next(layout for layout in LAYOUTS if layout.number == int(row["list"]))
            assert bare_heading(row["column"]) in {bare_heading(column.heading) for column in layout.columns}, row["column"]
