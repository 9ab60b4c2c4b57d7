"""The layouts of Annex A: Ofsted's headings to the letter, and a new one that is only a file."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from fscp_readiness.extracts.annex_a_layout import BY_NUMBER, match_headings
from fscp_readiness.settings.annex_a import AnnexALayout, layout_for, load_layouts
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem

LAYOUTS = load_layouts()
BY_NAME = {layout.name: layout for layout in LAYOUTS}
COLUMNS = {
    "2019-08": {1: 7, 2: 8, 3: 11, 4: 12, 5: 14, 6: 14, 7: 17, 8: 34, 9: 13, 10: 16, 11: 19},
    "2024-01": {1: 7, 2: 8, 3: 11, 4: 12, 5: 14, 6: 14, 7: 17, 8: 34, 9: 17, 10: 16, 11: 19},
}
"""domain.md 2.6."""


@pytest.mark.parametrize("name", COLUMNS)
def test_each_layout_has_eleven_lists_of_as_many_columns_as_ofsted_says(name: str):
    assert {one.number: len(one.columns) for one in BY_NAME[name].lists} == COLUMNS[name]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_door_in_reads_every_heading_as_the_column_it_is(layout: AnnexALayout):
    for one in layout.lists:
        read = match_headings(BY_NUMBER[one.number], list(one.headings))
        assert {name: [place] for place, name in enumerate(column.name for column in one.columns)} == read


def test_care_leavers_have_four_more_columns_in_2024():
    before, after = ([column.name for column in BY_NAME[name].of(9).columns] for name in COLUMNS)
    assert set(after) - set(before) == {"asylum", "personal_adviser", "pathway_plan_reviewed_on", "last_contact_on"}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2016, 5, 24), "2019-08"),
        (dt.date(2023, 12, 31), "2019-08"),
        (dt.date(2024, 1, 1), "2024-01"),
        (dt.date(2026, 4, 1), "2024-01"),
    ],
)
def test_the_newest_layout_that_had_begun(day: dt.date, name: str):
    assert layout_for(day, LAYOUTS).name == name


def test_a_new_layout_is_a_new_file_and_no_code(tmp_path: Path):
    shutil.copytree(CONFIG / "annex_a", tmp_path / "annex_a")
    text = (CONFIG / "annex_a" / "2024-01.toml").read_text(encoding="utf-8")
    text = text.replace('name = "2024-01"', 'name = "2027-04"').replace("valid_from = 2024-01-01", "valid_from = 2027-04-01")
    (tmp_path / "annex_a" / "2027-04.toml").write_text(text.replace('heading = "Gender"', 'heading = "Sex"'), encoding="utf-8")
    layouts = load_layouts(tmp_path)
    assert layout_for(dt.date(2027, 4, 1), layouts).of(6).headings[1] == "Sex"
    assert layout_for(dt.date(2027, 3, 31), layouts).name == "2024-01"
    assert layout_for(dt.date(2027, 4, 1), layouts, "2019-08").name == "2019-08"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('heading = "Gender"', 'heading = "Child Unique ID"', "twice"),
        ('codes = "gender"', 'codes = "genders"', r"\[codes.genders\]"),
        ('kind = "date" }', 'kind = "day" }', "kind"),
        ("number = 2\n", "number = 1\n", "same number"),
        ('name = "child_id"', 'name = "who"', "child_id"),
        ('name = "2019-08"', 'name = "2019"', "<name>.toml"),
    ],
)
def test_what_is_wrong_in_a_layout_is_said_in_a_sentence(tmp_path: Path, old: str, new: str, said: str):
    folder = tmp_path / "annex_a"
    folder.mkdir()
    text = (CONFIG / "annex_a" / "2019-08.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "2019-08.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigProblem, match=said):
        load_layouts(tmp_path)


def test_a_layout_that_is_not_there_is_refused_with_the_names_of_those_that_are():
    with pytest.raises(ConfigProblem, match="2019-08, 2024-01"):
        layout_for(dt.date(2024, 5, 1), LAYOUTS, "2031")
