"""CSV: what is read, what is refused, and that nothing is shifted, cut or padded in silence."""

from __future__ import annotations

import pytest

from fscp_readiness.extracts import delimited
from fscp_readiness.extracts.text_table import TableRefused


def refused(content: bytes) -> TableRefused:
    with pytest.raises(TableRefused) as caught:
        delimited.read(content)
    return caught.value


def test_fault_028_and_037_headings_lose_case_spaces_and_the_byte_order_mark():
    text, wrong, notes = delimited.read(b"\xef\xbb\xbfPERS Person-ID,Pers_Surname\r\nC000001,Null\r\n")
    assert list(text.columns) == ["pers_person_id", "pers_surname"]
    assert text.columns["pers_surname"].tolist() == ["Null"] and not wrong
    assert notes == ["1 headings have spaces or hyphens where the specification has underscores; they were read all the same"]


def test_words_that_look_missing_and_long_numbers_stay_as_they_are():
    text, _, _ = delimited.read(b"id,surname\n00123,NA\n90071992547409931,None\n")
    assert text.columns["id"].tolist() == ["00123", "90071992547409931"] and text.columns["surname"].tolist() == ["NA", "None"]


def test_fault_027_cp1252_is_read_and_said():
    text, _, notes = delimited.read("id,name\n1,Zo\xeb\n".encode("cp1252"))
    assert text.columns["name"].tolist() == ["Zo\xeb"] and notes == ["read as cp1252, not UTF-8"]


def test_fault_028_utf_16_with_a_mark_is_read():
    text, _, _ = delimited.read("id,name\n1,Zo\xeb\n".encode("utf-16"))
    assert text.columns["name"].tolist() == ["Zo\xeb"]


def test_fault_029_two_encodings_in_one_file_are_refused_with_the_line():
    fault = refused("id,name\n1,Zo\xeb\n".encode() + "2,Zo\xeb\n".encode("cp1252"))
    assert fault.code == "FILE-29" and "line 3" in fault.sentence


def test_fault_030_text_damaged_before_it_came_is_noted():
    _, _, notes = delimited.read("id,name\n1,Zo\xc3\xab\n".encode())
    assert any("damaged" in note for note in notes)


def test_fault_026_an_empty_file_is_refused():
    assert refused(b"").code == refused(b" \n").code == "FILE-26"


def test_fault_031_a_nul_is_refused_with_its_line():
    fault = refused(b"id,name\n1,a\x00b\n")
    assert fault.code == "FILE-31" and "line 2" in fault.sentence


def test_fault_036_two_columns_of_one_name_are_refused():
    fault = refused(b"id,ID\n1,2\n")
    assert fault.code == "FILE-36" and "'id'" in fault.sentence


def test_fault_034_a_quotation_mark_left_open_is_refused_with_the_row():
    fault = refused(b'id,name\n1,"open\n2,b\n')
    assert fault.code == "FILE-34" and "row 2" in fault.sentence


def test_fault_025_a_last_line_that_is_cut_off_is_refused_with_its_fields():
    fault = refused(b"id,name,team\n1,a,x\n2,b")
    assert fault.code == "FILE-25" and "cut off: row 3 has 2 of 3" in fault.sentence


def test_fault_035_a_field_too_many_in_every_row_is_refused_and_nothing_moves_over():
    fault = refused(b"id,name\n1,a,x\n2,b,y\n")
    assert fault.code == "FILE-35" and "row 2 has 3" in fault.sentence


def test_fault_025_one_crooked_row_among_many_is_refused_and_the_others_kept():
    body = "".join(f"{n},a\n" for n in range(200))
    text, wrong, _ = delimited.read(f"id,name\n{body}200,a,extra\n201,b\n".encode())
    assert wrong == [202] and text.rows_read == 202 and text.refused == 1
    assert text.row_numbers[-1] == 203 and text.columns["id"][-1] == "201"


def test_fault_034_a_new_line_inside_quotes_is_one_row():
    text, wrong, _ = delimited.read(b'id,note\n1,"two\nlines"\n2,b\n')
    assert text.columns["note"].tolist() == ["two\nlines", "b"] and not wrong


def test_fault_047_exactly_as_many_rows_as_excel_holds_is_suspicious(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delimited, "_EXCEL_ROWS", 3)
    assert refused(b"id\n1\n2\n3\n").code == "FILE-47"
