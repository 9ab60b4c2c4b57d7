"""What a council tells its region: nothing small, nothing that tells what is small, and nothing that was not counted."""

from __future__ import annotations

from fscp_readiness.packs.region import Given, may_be_told

from .made import AS_AT, CABINET, SAYS, given, measures


def told(counts, code="CPV-01"):
    return next(each for each in given(counts).told if each.code == code)


def test_a_small_count_of_a_council_is_hidden_and_so_is_what_would_tell_it():
    few = told({"CPV-01": (58, 2, 0)})
    assert few.in_scope == 60 and few.met is None and few.share is None and few.not_recorded is None


def test_a_council_with_too_few_children_tells_nothing_of_them():
    tiny = told({"CPV-01": (3, 1, 0)})
    assert (tiny.in_scope, tiny.met, tiny.share, tiny.not_recorded) == (None, None, None, None)


def test_large_counts_are_rounded_and_their_share_is_made_of_the_rounded_counts():
    large = told({"CPV-01": (161, 42, 23)})
    assert (large.in_scope, large.met, large.not_recorded) == (225, 160, 25) and large.share == 71


def test_a_measure_that_could_not_be_counted_is_not_told():
    held = measures({"CPV-01": (161, 42, 23)}).assign(status="held")
    assert may_be_told(held, CABINET, SAYS, AS_AT, b"").told == ()


def test_a_team_s_row_is_never_told_for_the_council_s():
    both = measures({"CPV-01": (161, 42, 23)})
    both.loc[1] = {**both.loc[0].to_dict(), "scope": "team", "met": "900"}
    assert [each.met for each in may_be_told(both, CABINET, SAYS, AS_AT, b"").told] == [160]


def test_what_was_given_is_read_back_as_it_was():
    made = given({"CPV-01": (161, 42, 23), "ASM-01.dfe": (300, 40, 20)})
    assert Given.from_plain(made.as_plain()) == made and made.told[1].since == "2026-05-23"
