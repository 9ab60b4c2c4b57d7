"""A returned row is believed by its key and its own cells together, and by nothing less."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fscp_readiness.history.exceptions.row_key import NOT_A_KEY, NOT_ITS_OWN, SHAPE, Named, check, row_key

KEY = b"k" * 32
FLAG, FINGERPRINT = "0123456789abcdef", "89abcdef"
CELLS = ("C000123", "CPV-01", "ssd_cp_plans", "P1", "cppv_cp_visit_date")
TEXT = st.text(st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("\x00\n\t \u00a0")), max_size=20)


def made(**changed: str) -> str:
    return row_key(KEY, changed.get("flag", FLAG), changed.get("fingerprint", FINGERPRINT), *CELLS)


def test_a_row_as_it_was_written_names_its_flag_and_its_fingerprint() -> None:
    assert SHAPE.fullmatch(made())
    assert check(KEY, made(), *CELLS) == check(KEY, f" {made()}\n", *CELLS) == Named(FLAG, FINGERPRINT)


@pytest.mark.parametrize("place", range(len(CELLS)))
def test_a_row_one_of_whose_cells_was_changed_is_not_believed(place: int) -> None:
    cells = [*CELLS]
    cells[place] += "0"
    assert check(KEY, made(), *cells) == NOT_ITS_OWN


@pytest.mark.parametrize("place", [n for n, letter in enumerate(made()) if letter != "-"])
def test_a_key_one_of_whose_digits_was_changed_is_not_believed(place: int) -> None:
    told = made()
    other = "0" if told[place] != "0" else "1"
    assert check(KEY, told[:place] + other + told[place + 1 :], *CELLS) == NOT_ITS_OWN


@pytest.mark.parametrize("told", ["", FLAG, f"{FLAG}-{FINGERPRINT}", made().upper(), made() + "0", made()[1:], "=1+1", f"'{made()}"])
def test_what_is_no_key_is_said_to_be_none(told: str) -> None:
    assert check(KEY, told, *CELLS) == NOT_A_KEY


def test_another_councils_key_is_not_believed() -> None:
    assert check(b"l" * 32, made(), *CELLS) == NOT_ITS_OWN


def test_words_that_are_moved_from_one_cell_to_the_next_make_another_row() -> None:
    assert row_key(KEY, FLAG, FINGERPRINT, "C1", "2", "", "", "") != row_key(KEY, FLAG, FINGERPRINT, "C12", "", "", "", "")


@given(cells=st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT))
def test_a_row_is_believed_whatever_a_spreadsheet_does_to_blanks_and_to_what_no_cell_can_hold(cells: tuple[str, ...]) -> None:
    told = row_key(KEY, FLAG, FINGERPRINT, *cells)
    back = [" ".join(each.replace("\x00", "\ufffd").split()) for each in cells]
    assert check(KEY, told, *back) == Named(FLAG, FINGERPRINT)


def test_a_text_that_a_cell_had_to_cut_is_believed_by_its_beginning() -> None:
    told = row_key(KEY, FLAG, FINGERPRINT, "C1", "CPV-01", "t", "x" * 40_000, "")
    assert check(KEY, told, "C1", "CPV-01", "t", "x" * 32_766 + "…", "") == Named(FLAG, FINGERPRINT)
