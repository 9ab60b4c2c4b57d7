"""The file of a move to another case system: what it may say, and that what it may not is told by row and never by id."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fscp_readiness.extracts.identifier_map import ALL_THE_SAME, in_words, read_map
from fscp_readiness.extracts.problems import ArgumentsProblem

HEAD = "table,old_id,new_id\n"


@pytest.fixture
def said(tmp_path):
    """Writes a map that only its owner may read; gives its path."""

    def says(text: str) -> Path:
        path = tmp_path / "map.csv"
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        return path

    return says


def refused(path: Path) -> ArgumentsProblem:
    with pytest.raises(ArgumentsProblem) as told:
        read_map(path)
    assert told.value.exit_code == 2
    return told.value


def test_an_id_of_one_table_is_not_that_of_another(said):
    ids = read_map(said(f"{HEAD}ssd_person,C1,900\nSSD_CP_Plans, C1 ,901\nssd_professionals,*,*\n"))
    assert (ids.new_id("ssd_person", "C1"), ids.new_id("ssd_cp_plans", "C1"), ids.new_id("ssd_person", "C2")) == ("900", "901", None)
    assert ids.new_id("ssd_professionals", "W7") == "W7" and ids.row_numbers([("ssd_cp_plans", "C1")]) == (3,)
    assert ids.without([("ssd_person", "C1")]).new_id("ssd_person", "C1") is None
    assert ALL_THE_SAME.new_id("ssd_cp_plans", "P1") == "P1"


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        ("ssd_person,C1,900\nssd_person,C2,901\nssd_person,C1,902\n", "MAP-06", "2 rows give one old id two new ones"),
        ("ssd_person,C1,900\nssd_person,C2,901\nssd_person,C3,900\n", "MAP-07", "2 rows give two old ids one new one"),
        ("ssd_person,C1,900\nssd_person,C2,\nssd_person,,902\nssd_person,*,9\n", "MAP-04", "3 rows lack an id"),
        ("ssd_person,C1,900\npersons,C2,901\n", "MAP-05", "1 rows name a table that is not read"),
        ("ssd_person,C1,900\nssd_person,*,*\n", "MAP-08", "1 rows change an id of a table"),
        ("", "MAP-03", "headings and no row"),
    ],
)
def test_fault_063_a_map_that_would_join_or_split_records_is_refused_whole_and_names_its_rows(said, rows, code, told):
    problem = refused(said(HEAD + rows))
    assert problem.code == code and told in str(problem)
    assert not any(each in str(problem) for each in ("C1", "C2", "C3", "900", "901", "902"))


def test_the_rows_at_fault_are_named_as_a_spreadsheet_shows_them(said):
    assert "See rows 2 and 4." in str(refused(said(f"{HEAD}ssd_person,C1,900\nssd_person,C2,901\nssd_person,C1,902\n")))
    assert in_words([7]) == "row 7" and in_words(range(2, 14)).endswith("11 and 2 more")


@pytest.mark.parametrize(
    ("text", "code"), [("table,old,new\nssd_person,1,2\n", "MAP-03"), (f"{HEAD}ssd_person,1\n", "MAP-01"), ("", "MAP-01")]
)
def test_another_file_is_no_map(said, text, code):
    assert refused(said(text)).code in {code, "MAP-03"}


def test_a_map_that_is_not_there_is_said(tmp_path):
    assert refused(tmp_path / "gone.csv").code == "MAP-01"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o620])
def test_a_map_that_others_may_read_is_refused(said, mode):
    path = said(f"{HEAD}ssd_person,C1,900\n")
    path.chmod(mode)
    assert refused(path).code == "MAP-02"
