"""The SSD folder door."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fscp_readiness import extracts
from fscp_readiness.extracts import Extract, SourceProblem
from fscp_readiness.extracts import folder as folder_door
from fscp_readiness.extracts.room import Room
from fscp_readiness.settings.sources import Sources

sys.path.insert(0, str(Path(__file__).parent))
from council import AS_AT, TABLES, as_csv, write_folder  # noqa: E402

SOURCES = Sources.load()


def read(folder: Path, sources: Sources = SOURCES, **options: object) -> Extract:
    return extracts.read(str(folder), sources, as_at=AS_AT, **options)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "ssd")


def state(extract: Extract, table: str) -> str:
    return str(extract.loads.set_index("table").loc[table, "state"])


def test_tables_come_in_under_english_names_and_declared_types(folder: Path):
    plans = read(folder).tables.cp_plans
    assert plans["plan_id"].tolist() == ["00123", "00124"] and str(plans["started_on"].dtype) == "datetime64[s]"
    assert plans["other_council"].tolist() == [False, pd.NA] and plans["ended_on"].isna().all()
    assert "conference_id" not in plans, "a column the source lacks is not invented"


def test_fault_082_a_surname_that_looks_missing_is_kept(folder: Path):
    assert read(folder).tables.people["surname"].tolist() == ["Null", "NA"]


def test_fault_060_and_085_codes_are_resolved_none_is_none_and_the_unknown_are_listed_not_dropped(folder: Path):
    extract = read(folder)
    assert extract.tables.people["sex"].tolist() == ["F", "M"] and extract.tables.people["ethnicity"].tolist() == ["WBRI", pd.NA]
    assert extract.tables.cp_plans["initial_category"].tolist() == ["NEG", pd.NA]
    assert extract.tables.unreadable_keys("cp_plans", "initial_category") == {"00124"}
    assert extract.unknown_codes.values.tolist() == [["cp_plans", "initial_category", "00124", "C000002"]]
    assert extract.code_map_to_fill.values.tolist() == [["cppl_cp_plan_initial_category", "quarrelling", 1]]


def test_a_refusal_names_the_row_and_column_and_never_the_value(folder: Path):
    refused = read(folder).refused
    line = refused[refused["code"].eq("SCH-60")].iloc[0]
    assert (line["table"], line["source"], line["row_number"], line["column"], line["done"]) == (
        "ssd_cp_plans", "ssd_cp_plans.csv", 3, "cppl_cp_plan_initial_category", "value_refused",
    )  # fmt: skip
    assert "quarrelling" not in refused.to_string()


def test_the_councils_code_map_goes_first(folder: Path):
    own = SOURCES.model_copy(update={"code_map": {"cppl_cp_plan_initial_category": {"Quarrelling": "EMO"}}})
    assert read(folder, own).tables.cp_plans["initial_category"].tolist() == ["NEG", "EMO"]


def test_fault_075_no_end_written_as_9999_is_open_and_said_once(folder: Path):
    said = read(folder).refused.query("code == 'SCH-75'")
    assert said["done"].tolist() == ["value_resolved"] and said["row_number"].isna().all()


def test_unknown_columns_and_files_are_ignored_and_listed(folder: Path):
    (folder / "notes.txt").write_text("x")
    (folder / "ssd_person.csv").write_bytes(as_csv([{**row, "Shoe size": "4"} for row in TABLES["ssd_person"]]))
    assert {tuple(line) for line in read(folder).ignored.fillna("").itertuples(index=False)} == {
        ("", "notes.txt", ""), ("ssd_person", "ssd_person.csv", "Shoe size"),
    }  # fmt: skip


def test_fault_026_and_064_a_table_that_may_not_be_empty_is_refused_and_one_that_may_is_empty(folder: Path):
    (folder / "ssd_cp_visits.csv").write_bytes(b"cppv_cp_visit_id,cppv_cp_visit_date\n")
    (folder / "ssd_permanence.csv").write_bytes(b"perm_table_id,perm_person_id\n")
    (folder / "ssd_missing.csv").write_bytes(b"")
    extract = read(folder)
    assert state(extract, "ssd_cp_visits") == "refused"
    assert state(extract, "ssd_permanence") == state(extract, "ssd_missing") == "empty"
    assert state(extract, "ssd_cla_visits") == "absent" and not extract.tables.holds("cp_visits")
    assert state(read(folder, previously_empty=frozenset({"ssd_cp_visits"})), "ssd_cp_visits") == "empty"


def test_parquet_reads_as_csv_does(folder: Path, tmp_path: Path):
    other = write_folder(tmp_path / "parquet")
    for name, rows in TABLES.items():
        (other / f"{name}.csv").unlink()
        pq.write_table(pa.Table.from_pylist(rows), other / f"{name}.parquet")
    pd.testing.assert_frame_equal(read(other).tables.cp_plans, read(folder).tables.cp_plans)


def test_typed_parquet_keeps_ids_days_and_flags(folder: Path):
    (folder / "ssd_cp_plans.csv").unlink()
    columns = {
        "cppl_cp_plan_id": [123, None], "cppl_person_id": ["C000001", "C000002"],
        "cppl_cp_plan_start_date": [pd.Timestamp("2016-03-01 10:00").to_pydatetime(), None], "cppl_cp_plan_ola": [True, None],
    }  # fmt: skip
    pq.write_table(pa.table(columns), folder / "ssd_cp_plans.parquet")
    plans = read(folder).tables.cp_plans
    assert plans["plan_id"].tolist() == ["123", pd.NA] and plans["started_on"][0] == pd.Timestamp("2016-03-01")
    assert plans["other_council"].tolist() == [True, pd.NA]


def test_fault_022_two_different_files_of_one_table_stop_that_table_and_two_equal_ones_do_not(folder: Path):
    (folder / "SSD_CP_PLANS.CSV").write_bytes((folder / "ssd_cp_plans.csv").read_bytes())
    if len(list(folder.glob("*[pP][lL][aA][nN][sS]*"))) == 1:
        pytest.skip("this file system does not tell case apart")
    assert state(read(folder), "ssd_cp_plans") == "fresh"
    (folder / "SSD_CP_PLANS.CSV").write_bytes(b"cppl_cp_plan_id\n1\n")
    assert state(read(folder), "ssd_cp_plans") == "refused"


def test_fault_050_a_link_is_not_followed(folder: Path, tmp_path: Path):
    elsewhere = tmp_path / "secret.csv"
    elsewhere.write_bytes((folder / "ssd_cp_plans.csv").read_bytes())
    (folder / "ssd_cp_plans.csv").unlink()
    (folder / "ssd_cp_plans.csv").symlink_to(elsewhere)
    extract = read(folder)
    assert not extract.tables.holds("cp_plans") and "FILE-50" in extract.refused["code"].tolist()


def test_a_table_without_its_key_is_refused(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"cppl_person_id\nC000001\n")
    extract = read(folder)
    assert state(extract, "ssd_cp_plans") == "refused"
    assert "cppl_cp_plan_id" in extract.refused.query("code == 'SCH-57'")["sentence"].iloc[0]


def test_fault_041_ids_saved_by_excel_refuse_the_table(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"cppl_cp_plan_id,cppl_person_id\n" + b"".join(b"%d.0,C000001\n" % n for n in range(9)))
    assert "Excel" in read(folder).refused.query("table == 'ssd_cp_plans'")["sentence"].iloc[0]


def test_fault_039_a_total_row_is_not_a_record(folder: Path):
    with (folder / "ssd_cp_plans.csv").open("ab") as file:
        file.write(b"Total,,,,,2\n")
    extract = read(folder)
    assert len(extract.tables.cp_plans) == 2 and extract.loads.set_index("table").loc["ssd_cp_plans", "rows_refused"] == 1


def test_fault_043_a_date_column_half_american_is_refused_and_absent(folder: Path):
    rows = "".join(f"P{n},C000001,{n % 12 + 1:02d}/{n % 28 + 1:02d}/2016\n" for n in range(200))
    (folder / "ssd_cp_plans.csv").write_text("cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date\n" + rows)
    extract = read(folder)
    assert "started_on" not in extract.tables.frames["cp_plans"]
    assert extract.refused["sentence"].str.startswith("The whole column was refused").sum() == 1


def test_rows_without_a_key_of_their_own_get_the_same_one_every_night(folder: Path):
    lines = [b"team_id,as_at,fte_funded\n", b"EAST,2016-05-01,4\n", b"WEST,2016-05-01,3\n", b"EAST,2016-05-01,4\n"]
    (folder / "ext_establishment.csv").write_bytes(b"".join(lines))
    keys = read(folder).tables.establishments["establishment_id"].tolist()
    assert keys == ["EAST/2016-05-01", "WEST/2016-05-01", "EAST/2016-05-01/2"]


def test_no_usable_person_is_the_sources_to_fix(folder: Path):
    (folder / "ssd_person.csv").write_bytes(b"pers_person_id\n")
    with pytest.raises(SourceProblem, match="no usable ssd_person") as caught:
        read(folder)
    assert caught.value.exit_code == 3


def test_the_councils_own_column_names(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"PLAN NO,cppl_person_id\nP1,C000001\n")
    own = SOURCES.model_copy(update={"column_map": {"ssd_cp_plans": {"Plan no": "cppl_cp_plan_id"}}})
    extract = read(folder, own)
    assert extract.tables.cp_plans["plan_id"].tolist() == ["P1"] and extract.door == "mapped"


def test_the_hash_is_of_the_content_and_the_name_has_no_path(folder: Path, tmp_path: Path):
    first, again = read(folder), read(write_folder(tmp_path / "copy"))
    assert first.source_hash == again.source_hash and first.source_name == "ssd"
    (folder / "ssd_cp_plans.csv").write_bytes((folder / "ssd_cp_plans.csv").read_bytes().replace(b"00123", b"00125"))
    assert read(folder).source_hash != first.source_hash


def test_the_folder_s_hash_is_known_before_a_row_is_read_and_moves_with_every_byte(folder: Path):
    before = extracts.content_hash(str(folder), as_at=AS_AT)
    assert before == read(folder).source_hash
    with (folder / "ssd_person.csv").open("ab") as file:
        file.write(b"\n")
    after = extracts.content_hash(str(folder), as_at=AS_AT)
    assert after == read(folder).source_hash != before


def test_what_is_no_whole_folder_has_no_hash_before_it_is_read(folder: Path):
    (folder / "SSD_PERSON.CSV").write_bytes((folder / "ssd_person.csv").read_bytes() + b"\n")  # FILE-22, once it is read
    for source in (str(folder), str(folder / "ssd_person.csv"), "sqlite:///nowhere.db", "", str(folder / "nowhere")):
        assert extracts.content_hash(source, as_at=AS_AT) is None


def test_fault_053_a_folder_too_big_for_a_night_is_not_hashed_either(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with (folder / "ssd_cp_visits.csv").open("ab") as file:
        file.truncate(2 * 2**30)
    monkeypatch.setattr(folder_door, "_digest", lambda path: pytest.fail(f"{path.name} was read"))
    assert extracts.content_hash(str(folder), as_at=AS_AT, room=Room(1024)) is None
