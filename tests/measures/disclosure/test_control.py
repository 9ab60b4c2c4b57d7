"""The control room's ways: sticky, repeated as printed, noughts, coarser, left out, given back, drawn by lot, and what was lost."""

from __future__ import annotations

import itertools

import pytest

from fscp_readiness.history.releases.statements import Hidden, Statement, sum_of
from fscp_readiness.measures.disclosure import LEADERSHIP, MEMBERS, PUBLIC, FiguresDisagree, Known, bounds, disclose
from fscp_readiness.vocabulary import Audience

from .tables import NOVEMBER, after, cell, figure, narrowest, outcomes, paper


def test_what_was_hidden_once_stays_hidden() -> None:
    first = paper(outcomes(60, 30, 4))
    again = paper(outcomes(60, 30, 11), first)
    assert again.counts["2026-10 not_recorded"] is None
    assert paper(outcomes(60, 30, 11)).counts["2026-10 not_recorded"] == 10


def test_what_is_hidden_from_the_public_may_be_shown_to_members_and_stays_hidden_from_the_public() -> None:
    first = paper([figure("all", 7, [cell("met")])])
    members = disclose([figure("all", 7, [cell("met")])], MEMBERS, [after(first)])
    assert members.counts["all"] == 7
    view = Known(Audience.MEMBERS, members.statements, members.hidden)
    assert disclose([figure("all", 7, [cell("met")])], PUBLIC, [after(first), view]).counts["all"] is None


def test_an_earlier_count_is_repeated_as_it_was_printed() -> None:
    """52 was printed as 50. With late entries it is 54 by now: the same edition still reads 50; a new one reads 55."""
    first = paper([figure("October", 52, [cell("met")])])
    assert paper([figure("October", 54, [cell("met")])], first).counts["October"] == 50
    assert paper([figure("October", 54, [cell("met", edition=2)])], first).counts["October"] == 55


def test_a_whole_is_not_printed_beside_a_part_that_an_earlier_paper_printed_where_the_rest_is_small() -> None:
    first = paper([figure("met", 60, [cell("met")])])
    again = paper(outcomes(60, 2, 3), first)
    assert again.counts["2026-10 met"] == 60
    assert again.counts["2026-10 in_scope"] is None


def test_a_harmless_nought_is_shown_with_the_noughts_within_it() -> None:
    figures = outcomes(0, 0, 0)
    assert set(paper(figures).counts.values()) == {None}
    shown = disclose(figures, PUBLIC, [], harmless_zeros={"2026-10 in_scope"})
    assert set(shown.counts.values()) == {0}


def test_a_harmless_nought_that_would_give_another_away_is_hidden() -> None:
    """October's 3 is hidden. A nought of October and November together, declared harmless in error, would tell it."""
    first = paper([figure("October", 3, [cell("met")])])
    both = figure("both", 0, [cell("met"), cell("met", NOVEMBER)])
    again = disclose([both], PUBLIC, [after(first)], harmless_zeros={"both"})
    assert again.counts.get("both") is None


def test_a_table_that_would_read_c_throughout_is_made_coarser() -> None:
    teams = [
        figure(name, value, [cell("met", group=name)], table="teams", coarser="service")
        for name, value in (("East", 5), ("West", 6), ("North", 3))
    ]
    service = figure("service", 14, [each.cells[0] for each in teams], table="teams")
    disclosed = paper([*teams, service])
    assert disclosed.counts == {"service": 15}
    assert disclosed.dropped == ("East", "West", "North")
    assert disclosed.lost == "None of 1 figures is hidden, 1 table is merged."


def test_a_fine_table_that_can_stand_is_left_fine() -> None:
    teams = [
        figure(name, value, [cell("met", group=name)], table="teams", coarser="service")
        for name, value in (("East", 50), ("West", 60), ("North", 3))
    ]
    disclosed = paper([*teams, figure("service", 113, [each.cells[0] for each in teams], table="teams")])
    assert "service" not in disclosed.counts
    assert disclosed.counts["East"] == 50


def test_a_figure_whose_mark_itself_tells_too_much_is_left_out() -> None:
    """Both together are 6 to 12 by an earlier paper, and the other 4 to 7: the mark [c] would say 0 to 7 where 0 to 8 was known. It narrows
    the other, hidden too, to none that was not known. Told as 13 to 17 together, two marks would make each 6 or 7: nothing is printed."""
    both = Statement(sum_of([cell("met"), cell("not_met")]), 13, 17, "an earlier paper")
    reader = Known(Audience.PUBLIC, (both,), ())
    disclosed = disclose([figure("met", 7, [cell("met")]), figure("not met", 7, [cell("not_met")])], PUBLIC, [reader])
    assert set(disclosed.counts.values()) <= {None}
    assert len(disclosed.dropped) >= 1
    assert "left out" in disclosed.lost
    told = Known(Audience.PUBLIC, (*reader.statements, *disclosed.statements), disclosed.hidden)
    assert narrowest_of(told) >= PUBLIC.guard


def narrowest_of(reader: Known) -> float:
    """The width of what a reader narrows most."""
    return min(bound.width for bound in bounds(reader.statements, reader.hidden, PUBLIC))


def test_a_figure_left_out_stays_hidden() -> None:
    both = Statement(sum_of([cell("met"), cell("not_met")]), 13, 17, "an earlier paper")
    figures = [figure("met", 7, [cell("met")]), figure("not met", 7, [cell("not_met")])]
    disclosed = disclose(figures, PUBLIC, [Known(Audience.PUBLIC, (both,), ())])
    for each in disclosed.dropped:
        [cells] = [figure.cells for figure in figures if figure.key == each]
        assert any(hidden.terms == sum_of(cells) for hidden in disclosed.hidden)


def test_measures_that_share_no_count_do_not_hide_one_another() -> None:
    alone = paper(outcomes(60, 30, 4, group="East"))
    both = paper([*outcomes(60, 30, 4, group="East"), *outcomes(50, 40, 30, group="West")])
    assert None not in [count for key, count in both.counts.items() if key.startswith("West")]
    assert {key: count for key, count in both.counts.items() if key.startswith("East")}.keys() == alone.counts.keys()


def test_of_two_that_would_do_the_cheaper_is_hidden_whatever_the_lot() -> None:
    parts = {"a": 30, "b": 20, "c": 3}
    for lot in range(8):
        figures = [figure("T", 53, [cell(part) for part in parts], cost=5)]
        figures += [figure(part, value, [cell(part)], cost=3 if part == "a" else 1) for part, value in parts.items()]
        shown = disclose(figures, MEMBERS, [], secret=bytes([lot]))
        assert [key for key, count in shown.counts.items() if count is None] == ["b", "c"]


def test_which_of_two_equals_is_hidden_turns_on_the_secret_and_on_nothing_else() -> None:
    parts = {"a": 30, "b": 20, "c": 3}
    figures = [figure("T", 53, [cell(part) for part in parts], cost=5), *(figure(p, v, [cell(p)]) for p, v in parts.items())]
    hidden = set()
    for lot in range(16):
        shown = disclose(figures, MEMBERS, [], secret=bytes([lot]))
        assert shown == disclose(figures, MEMBERS, [], secret=bytes([lot]))
        hidden.add(tuple(key for key, count in shown.counts.items() if count is None))
    assert hidden == {("a", "c"), ("b", "c")}


def test_the_pattern_of_what_is_hidden_tells_no_more_than_the_guard_allows() -> None:
    """Printed 25, [c], 10, [c]: were met hidden only where its print would give not recorded away, it would have printed 20, and not
    recorded would be 0 or 1. So the room is run backwards: of the tables that print so, whatever was drawn, some are five apart."""
    seen = set()
    for whole, not_met, not_recorded in itertools.product((23, 25, 27), (8, 10, 12), range(8)):
        met = whole - not_met - not_recorded
        printed = disclose(outcomes(met, not_met, not_recorded), PUBLIC, [], secret=bytes([whole])).counts
        if list(printed.values()) == [25, None, 10, None]:
            seen.add(not_recorded)
    assert max(seen) - min(seen) >= PUBLIC.guard


def test_nothing_is_hidden_from_leadership() -> None:
    assert list(disclose(outcomes(60, 3, 0), LEADERSHIP, []).counts.values()) == [63, 60, 3, 0]


def test_three_of_forty_care_leavers_are_told_to_leaders_and_hidden_from_members_and_the_public() -> None:
    """N23: forty care leavers, three in unsuitable homes. A hidden count prints as [c], which says no more than "five or fewer"."""
    forty = outcomes(37, 3, 0)
    leaders, members, public = (disclose(forty, policy, []).counts for policy in (LEADERSHIP, MEMBERS, PUBLIC))
    assert (leaders["2026-10 not_met"], leaders["2026-10 in_scope"]) == (3, 40)
    assert members["2026-10 in_scope"] == public["2026-10 in_scope"] == 40
    assert members["2026-10 not_met"] is public["2026-10 not_met"] is None
    assert members["2026-10 met"] is public["2026-10 met"] is None, "37 of 40 would tell the three"


def test_hidden_figures_are_counted_in_a_sentence() -> None:
    assert paper(outcomes(60, 30, 30)).lost == "None of 4 figures is hidden."
    assert paper(outcomes(60, 1, 1)).lost == "3 of 4 figures are hidden."


@pytest.mark.parametrize(
    "figures",
    [
        [figure("a", 3, [cell("met")]), figure("a", 4, [cell("not_met")])],
        [figure("a", -1, [cell("met")])],
        [figure("a", 9, [])],
        [figure("a", 9, [cell("met")], part_of="b")],
    ],
)
def test_figures_that_cannot_be_true_are_refused(figures: list) -> None:
    with pytest.raises(FiguresDisagree, match="DIS-02"):
        paper(figures)


def test_figures_that_contradict_one_another_are_refused() -> None:
    with pytest.raises(FiguresDisagree, match="DIS-04"):
        paper([figure("a", 90, [cell("met")]), figure("b", 40, [cell("met"), cell("not_met")])])


def test_the_truth_never_leaves_the_room() -> None:
    """53 and 54 print alike, and so does everything the room gives out about them but the lots drawn."""
    one, other = paper(outcomes(53, 31, 12)), paper(outcomes(54, 30, 12))
    assert one.counts == other.counts
    assert one.statements == other.statements


def test_half_a_year_of_papers_with_hidden_months_holds() -> None:
    papers = []
    for number, small in enumerate((3, 0, 9, 7, 12, 1)):
        month = f"2026-{number + 1:02d}"
        figures = outcomes(40 + number, 20, small, month)
        year = [each for n in range(number + 1) for each in outcomes(0, 0, 0, f"2026-{n + 1:02d}")[0].cells]
        total = sum(60 + n + value for n, value in zip(range(number + 1), (3, 0, 9, 7, 12, 1), strict=False))
        papers.append(paper([*figures, figure(f"year to {month}", total, year)], *papers))
    assert narrowest(papers) >= PUBLIC.guard


def test_hidden_rests_are_kept_for_the_ledger() -> None:
    disclosed = paper(outcomes(60, 2, 1))
    assert Hidden(sum_of([cell("not_met"), cell("not_recorded")]), "complement") in disclosed.hidden


def test_a_figure_of_an_earlier_paper_is_never_what_is_hidden_besides() -> None:
    """T and a stand in an earlier paper. Whatever the lot, it is b, new, that is hidden beside c."""
    parts = {"a": 30, "b": 20, "c": 3}
    figures = [figure("T", 53, [cell(part) for part in parts]), *(figure(part, value, [cell(part)]) for part, value in parts.items())]
    for policy in (PUBLIC, MEMBERS):
        first = disclose(figures[:2], policy, [])
        for lot in range(8):
            again = disclose(figures, policy, [after(first, audience=policy.audience)], secret=bytes([lot]))
            assert (again.counts["T"], again.counts["a"]) == (first.counts["T"], first.counts["a"])
            assert again.counts["c"] is None


def test_without_hiding_besides_the_audit_finds_what_is_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"a": 30, "b": 20, "c": 3}
    figures = [figure("T", 53, [cell(part) for part in parts]), *(figure(part, value, [cell(part)]) for part, value in parts.items())]
    assert narrowest([paper(figures, policy=MEMBERS)], MEMBERS) >= MEMBERS.guard
    monkeypatch.setattr("fscp_readiness.measures.disclosure.hiding._Search.run", lambda self: None)
    assert narrowest([paper(figures, policy=MEMBERS)], MEMBERS) == 0


def test_what_was_hidden_for_nothing_is_shown_again() -> None:
    """d is 1, and is 45 - 44 and 10 - 9. For the one abe is hidden, for the other e; ae, hidden on the way, need not be."""
    counts = {"a": 30, "b": 5, "c": 9, "d": 1, "e": 9}
    keys = ("abde", "abe", "ac", "ae", "de", "e")
    figures = [figure(key, sum(counts[each] for each in key), [cell(each) for each in key]) for key in keys]
    for lot in range(6):
        shown = disclose(figures, MEMBERS, [], secret=bytes([lot])).counts
        assert shown["ac"] is not None
        assert list(shown.values()).count(None) == 2


def test_a_member_holds_the_public_papers_too() -> None:
    """The public were told 40, of 38 to 42. Told 91 and 49 exactly, a member would know the rest to be 0 to 4."""
    public = paper([figure("met", 38, [cell("met")])])
    whole = [cell("met"), cell("not_met"), cell("not_recorded")]
    members = [figure("in scope", 91, whole), figure("not met", 49, [whole[1]])]
    assert None in disclose(members, MEMBERS, [after(public)]).counts.values()
    assert None not in disclose(members, MEMBERS, []).counts.values()


def test_what_was_hidden_only_for_anothers_sake_stays_hidden_though_it_would_do_no_harm_alone() -> None:
    parts = {"a": 30, "b": 20, "c": 3}
    figures = [figure("T", 53, [cell(part) for part in parts], cost=5), *(figure(p, v, [cell(p)], cost=2) for p, v in parts.items())]
    first = disclose(figures, MEMBERS, [])
    [secondary] = [key for key in ("a", "b") if first.counts[key] is None]
    again = [figure("alone", parts[secondary], [cell(secondary, edition=2)])]
    assert paper(again, first, policy=MEMBERS).counts["alone"] is None
