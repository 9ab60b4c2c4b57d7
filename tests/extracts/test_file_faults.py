"""Faults 21 to 56: what a folder of files, or a workbook, does when somebody or something has been at it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import sys
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from fscp_readiness import extracts
from fscp_readiness.extracts import ArgumentsProblem, Extract, SourceProblem, delimited, workbook
from fscp_readiness.extracts import folder as folder_door
from fscp_readiness.extracts.problems import worth_another_try
from fscp_readiness.extracts.text_table import TableRefused
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.sources import Sources

sys.path.insert(0, str(Path(__file__).parent))
from council import AS_AT, write_folder  # noqa: E402

SOURCES = Sources.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "ssd")


def read(folder: Path, sources: Sources = SOURCES, **options: object) -> Extract:
    return extracts.read(str(folder), sources, as_at=AS_AT, **options)  # type: ignore[arg-type]


def refusal(extract: Extract, table: str = "ssd_cp_plans") -> tuple[str, str]:
    line = extract.refused.query("table == @table and row_number.isna()").iloc[0]
    return line["code"], line["sentence"]


def refused(content: bytes) -> TableRefused:
    with pytest.raises(TableRefused) as caught:
        delimited.read(content)
    return caught.value


def test_fault_023_an_extract_whose_name_says_another_day_is_refused_and_the_way_on_is_said(tmp_path: Path):
    for name in ("extract-2016-05-23", "20160501"):
        with pytest.raises(ArgumentsProblem, match="--back-fill.*FILE-23"):
            read(write_folder(tmp_path / name))
    for name in ("extract-2016-05-24", "20160525", "case 2016-13-45", "C20160523999"):
        assert read(write_folder(tmp_path / name)).tables.holds("people"), name
    monday = write_folder(tmp_path / "of 2016-05-27")
    assert read(monday, extracted_on=dt.date(2016, 5, 27)).tables.holds("people"), "the day it was made is right too"


def test_fault_056_yesterdays_folder_under_todays_name_has_yesterdays_bytes_and_under_its_own_it_is_refused(tmp_path: Path):
    was, is_ = write_folder(tmp_path / "of 2016-05-24"), write_folder(tmp_path / "of 2016-05-25")
    tomorrow = AS_AT + dt.timedelta(days=2)
    assert read(was).source_hash == read(is_).source_hash, "what nothing_new() compares"
    with pytest.raises(ArgumentsProblem, match="FILE-23"):
        extracts.read(str(was), SOURCES, as_at=tomorrow)


def test_fault_024_a_file_that_grows_while_it_is_read_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch):
    plans, bytes_of = folder / "ssd_cp_plans.csv", Path.read_bytes

    def while_it_grows(path: Path) -> bytes:
        content = bytes_of(path)
        if path == plans:
            with plans.open("ab") as file:
                file.write(b"00125,C000001,2016-05-01,,N,Neglect\n")
        return content

    monkeypatch.setattr(Path, "read_bytes", while_it_grows)
    with pytest.raises(SourceProblem, match="ssd_cp_plans.csv.*still being copied.*FILE-24") as caught:
        read(folder)
    assert worth_another_try(caught.value.code, 1)
    monkeypatch.undo()
    assert read(folder).tables.holds("cp_plans"), "the next try finds it whole"


def test_fault_054_what_was_hashed_is_what_was_read_though_the_file_is_another_by_then(folder: Path, monkeypatch: pytest.MonkeyPatch):
    plans, whole = folder / "ssd_cp_plans.csv", delimited.read
    was = plans.read_bytes()

    def replaced_before_parsing(content: bytes, **options: int):  # type: ignore[no-untyped-def]
        if content == was:
            plans.write_bytes(was.replace(b"00123", b"99999"))
        return whole(content, **options)

    expected = read(folder)
    monkeypatch.setattr(folder_door.delimited, "read", replaced_before_parsing)
    extract = read(folder)
    assert plans.read_bytes() != was
    assert extract.tables.cp_plans["plan_id"].tolist() == ["00123", "00124"] and extract.source_hash == expected.source_hash


def test_fault_026_headings_alone_are_refused(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"cppl_cp_plan_id,cppl_person_id\n")
    code, sentence = refusal(read(folder))
    assert code == "FILE-26" and "may be empty" in sentence


def test_fault_028_utf_16_without_its_mark_is_refused():
    assert refused("id,name\n1,a\n".encode("utf-16-le")).code == "FILE-31"


def test_fault_031_control_characters_are_taken_out_and_said(folder: Path):
    people = folder / "ssd_person.csv"
    people.write_bytes(people.read_bytes().replace(b"Null", b"Nu\x08ll"))
    extract = read(folder)
    assert extract.tables.people["surname"].tolist() == ["Null", "NA"]
    assert "ssd_person.csv: control characters on 1 lines; they were taken out" in extract.notes


def test_fault_032_characters_that_turn_text_round_are_kept_and_said(folder: Path):
    people = folder / "ssd_person.csv"
    turned = "N\u202eu\u200bll"
    people.write_bytes(people.read_bytes().replace(b"Null", turned.encode()))
    extract = read(folder)
    assert extract.tables.people["surname"].tolist() == [turned, "NA"]
    assert "ssd_person.csv: characters that hide in text or turn it round on 1 lines; they were kept" in extract.notes
    assert turned not in "".join(extract.notes)


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_fault_033_another_separator_is_named_and_not_taken(mark: str, word: str):
    fault = refused(f"id{mark}name\n1{mark}a, b\n2{mark}c\n".encode())
    assert fault.code == "FILE-33" and word in fault.sentence


def test_fault_037_respelt_headings_are_read_and_said(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"CPPL Person-ID,cppl_cp_plan_id\nC000001,1\n")
    extract = read(folder)
    assert extract.tables.cp_plans["child_id"].tolist() == ["C000001"]
    assert any(note.startswith("ssd_cp_plans.csv: 1 headings have spaces") for note in extract.notes)


def test_fault_038_title_rows_are_suggested_and_left_out_only_where_config_says_so(folder: Path):
    plans = folder / "ssd_cp_plans.csv"
    plans.write_bytes(b"Plans\n\n" + plans.read_bytes())
    code, sentence = refusal(read(folder))
    assert code == "FILE-38" and "row 3" in sentence and "skip_rows: 2" in sentence
    extract = read(folder, Sources.checked({"skip_rows": {"ssd_cp_plans": "2"}}))
    assert extract.tables.cp_plans["plan_id"].tolist() == ["00123", "00124"]
    assert 5 in extract.refused.query("table == 'ssd_cp_plans'")["row_number"].dropna().tolist(), "rows are numbered as the file shows them"
    assert refusal(read(folder, Sources.checked({"skip_rows": {"ssd_cp_plans": "9"}})))[0] == "FILE-38"


def test_fault_038_what_councils_write_of_their_own_files_is_joined_and_checked(tmp_path: Path):
    (tmp_path / "mine.yaml").write_text("skip_rows: {ssd_cp_plans: 3}\nid_length: {pers_person_id: 7}\n")
    found = Sources.load(tmp_path)
    assert found.skip_rows == {"ssd_cp_plans": 3} and found.id_length == {"pers_person_id": 7}
    (tmp_path / "mine.yaml").write_text("skip_rows: {ssd_cp_plans: -1}\n")
    with pytest.raises(ConfigProblem, match="skip_rows.ssd_cp_plans"):
        Sources.load(tmp_path)


def test_fault_040_ids_without_their_zeros_refuse_the_table_and_ask_after_excel(folder: Path):
    own = SOURCES.model_copy(update={"id_length": {"cppl_cp_plan_id": 5}})
    assert read(folder, own).tables.holds("cp_plans")
    plans = folder / "ssd_cp_plans.csv"
    plans.write_bytes(plans.read_bytes().replace(b"\n00", b"\n"))
    code, sentence = refusal(read(folder, own))
    assert code == "FILE-40" and "leading zeros" in sentence and "Excel" in sentence and "123" not in sentence


def test_fault_045_rows_that_a_filter_hides_are_read_and_counted():
    book = openpyxl.Workbook()
    for value in ("heading", "shown", "hidden"):
        book.active.append([value])
    book.active.row_dimensions[3].hidden = True
    (sheet,) = workbook.read(saved(book), "x.xlsx")
    assert [cells[0].value for _, cells in sheet.rows] == ["heading", "shown", "hidden"] and sheet.hidden_rows == 1


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_fault_048_macros_and_links_to_elsewhere_are_carried_as_dead_weight(monkeypatch: pytest.MonkeyPatch):
    import socket

    book = openpyxl.Workbook()
    book.active.append(["=[1]Elsewhere!A1", "said"])
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open()")
        new.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    monkeypatch.setattr(socket, "socket", None)
    (sheet,) = workbook.read(content.getvalue(), "x.xlsm")
    assert [workbook.as_text(cell, date=False) for cell in sheet.rows[0][1]] == [workbook.UNREADABLE, "said"]


def test_fault_050_a_pipe_or_a_folder_under_a_tables_name_is_refused_and_never_opened(folder: Path):
    (folder / "ssd_cp_plans.csv").unlink()
    os.mkfifo(folder / "ssd_cp_plans.csv")
    (folder / "ssd_cla_visits.csv").mkdir()
    extract = read(folder)
    assert not extract.tables.holds("cp_plans")
    assert extract.refused.query("code == 'FILE-50'")["source"].tolist() == ["ssd_cla_visits.csv", "ssd_cp_plans.csv"]


def test_fault_051_excels_lock_file_is_passed_over_and_what_cannot_be_opened_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "~$ssd_cp_plans.csv").write_bytes(b"somebody")
    assert "~$" not in read(folder).ignored.to_string() + read(folder).refused.to_string()
    bytes_of = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == "ssd_cp_plans.csv":
            raise PermissionError("[Errno 13] sharing violation")
        return bytes_of(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    code, sentence = refusal(read(folder))
    assert code == "FILE-51" and "Close it" in sentence and "Errno" not in sentence


def test_fault_051_a_workbook_that_is_open_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "lists.xlsx").write_bytes(b"x")
    monkeypatch.setattr(Path, "read_bytes", lambda path: (_ for _ in ()).throw(PermissionError(13, "held")))
    with pytest.raises(SourceProblem, match="FILE-51") as caught:
        extracts.read(str(tmp_path / "lists.xlsx"), SOURCES, as_at=AS_AT)
    assert worth_another_try(caught.value.code, 1)


def test_fault_053_the_memory_a_large_file_takes_grows_with_its_rows_and_no_faster():
    def peak(rows: int) -> float:
        content = b"id,child,day,note\n" + b"".join(b"%07d,C%06d,2016-05-01,some words\n" % (n, n % 500) for n in range(rows))
        tracemalloc.start()
        delimited.read(content)
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used / len(content)

    assert peak(40_000) < 1.3 * peak(10_000) < 40


def test_fault_055_a_file_changed_by_hand_makes_another_hash_and_so_another_run(folder: Path):
    first = read(folder).source_hash
    plans = folder / "ssd_cp_plans.csv"
    plans.write_bytes(plans.read_bytes().replace(b"Neglect", b"Physical"))
    assert read(folder).source_hash != first
    assert first == read(write_folder(folder)).source_hash != hashlib.sha256(b"").hexdigest()


def test_fault_021_a_folder_that_cannot_be_listed_is_named_without_its_path(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Path, "iterdir", lambda path: (_ for _ in ()).throw(OSError(5, str(path))))
    with pytest.raises(SourceProblem, match="folder ssd .*FILE-21") as caught:
        read(folder)
    assert str(folder.parent) not in str(caught.value) and worth_another_try(caught.value.code, 1)


def test_fault_081_a_note_of_two_megabytes_of_markup_in_a_column_nobody_declares_is_left_where_it_is(folder: Path):
    note = '"<script>alert(1)</script>' + "=cmd|' /C calc'!A0 " * 110_000 + '"'
    (folder / "ssd_cp_plans.csv").write_text(f"cppl_cp_plan_id,cppl_person_id,case_note\n1,C000001,{note}\n", encoding="utf-8")
    extract = read(folder)
    assert len(note) > 2_000_000 and list(extract.tables.frames["cp_plans"]["child_id"]) == ["C000001"]
    assert "case_note" in extract.ignored["column"].tolist()
    held = [str(value) for frame in extract.tables.frames.values() for column in frame for value in frame[column]]
    assert not any("script" in value for value in held)


def test_fault_087_keys_are_trimmed_and_never_folded_so_that_no_database_decides_who_is_who(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"cppl_cp_plan_id,cppl_person_id\n 1 ,C000001\n2,c000001\n")
    plans = read(folder).tables.cp_plans
    assert plans["plan_id"].tolist() == ["1", "2"] and plans["child_id"].tolist() == ["C000001", "c000001"]


def test_fault_091_a_table_of_one_row_is_a_table(folder: Path):
    (folder / "ssd_cp_plans.csv").write_bytes(b"cppl_cp_plan_id,cppl_person_id\n1,C000001\n")
    assert len(read(folder).tables.cp_plans) == 1
