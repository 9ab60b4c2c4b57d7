"""The check letter of a unique pupil number, and one number held by two people. Every number here is made up or published as an example."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.standards.identifiers import LETTERS, is_upn, shared_with_another, upn_check_letter


def text(*values):
    return pd.Series(list(values), dtype="string")


def test_the_check_letter_of_the_published_example():
    """8 x 2 + 1 x 4 + 2 x 5 + 5 x 10 + 1 x 13 = 93, and 93 is 1 more than 4 x 23: the letter after A."""
    assert upn_check_letter("801200005001") == "B"


def test_a_sum_worked_by_hand():
    """2 x 2 + 7 x 4 + 1 x 9 + 6 x 10 + 4 x 12 + 9 x 13 = 266, and 266 is 13 more than 11 x 23: P, as I and O are left out."""
    assert upn_check_letter("207000016049") == "P"


def test_no_figures_at_all_give_the_first_letter():
    assert upn_check_letter("000000000000") == "A"


@pytest.mark.parametrize("position", range(2, 14))
def test_each_figure_counts_for_its_position(position):
    figures = "".join("1" if place == position else "0" for place in range(2, 14))
    assert upn_check_letter(figures) == LETTERS[position]


def test_the_letters_leave_out_those_that_look_like_figures():
    assert len(LETTERS) == 23
    assert not set("IOS") & set(LETTERS)


def test_a_temporary_number_ends_in_a_letter_that_counts_as_its_place():
    assert upn_check_letter("00000000000A") == "A"
    assert upn_check_letter("00000000000B") == LETTERS[13]
    assert upn_check_letter("00000000000Z") == LETTERS[22 * 13 % 23]


@pytest.mark.parametrize("rest", ["", "20700001604", "2070000160499", "20700001604S", "20700A016049", "20700001604q", "20700001604²"])
def test_what_is_not_well_formed_has_no_check_letter(rest):
    assert upn_check_letter(rest) == ""


def test_numbers_are_told_from_what_only_looks_like_one():
    values = text("P207000016049", "B207000016049", "P20700001604", "p207000016049", "", None, "P2070000160490")
    assert list(is_upn(values)) == [True, False, False, False, False, False, False]


def test_fault_067_of_two_people_with_one_number_the_higher_id_is_told():
    found = shared_with_another(text("AB 1", "ab1", "AB1", None, "", "-", "-"), text("C2", "C1", "C2", "C3", "C4", "C5", "C6"))
    assert list(found) == [True, False, True, False, False, False, False]


def test_nobody_shares_a_number_in_an_empty_table():
    assert shared_with_another(text(), text()).empty
    assert is_upn(text()).empty
