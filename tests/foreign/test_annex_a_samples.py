"""Workbooks that nobody here wrote."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from foreign_data import folder  # noqa: E402

from fscp_readiness import extracts  # noqa: E402
from fscp_readiness.extracts import Extract, SourceProblem  # noqa: E402
from fscp_readiness.settings.sources import Sources  # noqa: E402

SOURCES = Sources.load()


@pytest.fixture(scope="module")
def samples() -> Path:
    return folder() / "annex_a_samples"


@pytest.fixture(scope="module")
def january_2024(samples: Path) -> Extract:
    return extracts.read(str(samples / "Annex_A_2024_Jan.xlsx"), SOURCES, as_at=dt.date(2021, 3, 16))


def test_all_eleven_lists_are_read(january_2024: Extract):
    assert january_2024.loads["state"].eq("fresh").all() and january_2024.loads["rows_read"].sum() == 59
    assert january_2024.ignored.empty, "every heading found its column"


def test_its_ages_say_the_day_it_is_about(january_2024: Extract, samples: Path):
    assert january_2024.median_age_difference_days == 0 and january_2024.made_about is None
    later = extracts.read(str(samples / "Annex_A_2024_Jan.xlsx"), SOURCES, as_at=dt.date(2024, 1, 31))
    assert later.made_about == dt.date(2021, 3, 16)


def test_what_is_refused_and_nothing_else(january_2024: Extract):
    refused = january_2024.refused
    assert refused.groupby(["table", "column"]).size().to_dict() == {
        ("list_4", "Was the child assessed as requiring LA children's social care support?"): 5,
        ("list_6", "Allocated Team"): 5, ("list_6", "Allocated Worker"): 5, ("list_6", "Primary Need Code"): 1,
        ("list_8", "Placement postcode"): 1,
    }  # fmt: skip
    assert refused["done"].eq("value_refused").all() and refused["row_number"].notna().all()


def test_accepted_as_councils_write_them(january_2024: Extract):
    tables = january_2024.tables
    assert tables.people["gender"].value_counts().to_dict() == {"M": 24, "F": 23, "U": 1}, "'Female' beside 'b) Female'"
    names = tables.referral_counts["worker_id"]
    assert names.str.contains(" ").all() and not names.str.contains("\xa0").any()
    assert len(tables.referrals) == 5 and len(tables.placements) == 5, "values are refused, rows are kept"
    assert tables.people["born_on"].isna().sum() == 1, "a blank date of birth is kept for P02"


def test_2015_has_one_list_with_rows(samples: Path):
    found = extracts.read(str(samples / "2015-01-sample.xlsx"), SOURCES, as_at=dt.date(2015, 3, 31))
    assert found.loads.set_index("table")["state"].to_dict() == {
        f"list_{number}": "fresh" if number == 3 else "refused" for number in range(1, 12)
    }
    assert set(found.tables.frames) == {"referral_counts", "people"} and found.tables.people["gender"].tolist() == ["F", "F", "M", "M", "F"]


def test_2016_holds_headings_only(samples: Path):
    with pytest.raises(SourceProblem, match="no list with a row"):
        extracts.read(str(samples / "2016-01-sample.xlsx"), SOURCES, as_at=dt.date(2016, 3, 31))
