"""The faults of the trade, D1 to D11, each with its arithmetic. Where the room would hide, a paper that did not is attacked and breaks."""

from __future__ import annotations

import pytest

from fscp_readiness.history.releases.statements import Hidden, Statement, sum_of
from fscp_readiness.measures.disclosure import MEMBERS, PUBLIC, bounds, breaks
from fscp_readiness.vocabulary import Audience

from .tables import NOVEMBER, OCTOBER, after, cell, figure, narrowest, outcomes, paper, told

GUARD = 5


def test_d01_a_small_cell_in_a_margin_only() -> None:
    """East 40, West 30, all three teams 75: North's 5 is in no table, and is 75 - 40 - 30. Rounded alike, it would be 1 to 9."""
    teams = {name: cell("in_scope", group=name) for name in ("East", "West", "North")}
    figures = [figure("East", 40, [teams["East"]]), figure("West", 30, [teams["West"]]), figure("all", 75, teams.values())]
    exact = paper(figures, policy=MEMBERS)
    assert None in exact.counts.values()
    naive = [told(40, [teams["East"]]), told(30, [teams["West"]]), told(75, teams.values())]
    assert bounds(naive, [Hidden(sum_of([teams["North"]]), "primary")], MEMBERS)[0].width == 0


def test_d02_the_complement_of_a_small_one() -> None:
    """175 of 177 publishes 2."""
    disclosed = paper(outcomes(175, 1, 1))
    assert disclosed.counts == {
        "2026-10 in_scope": 175, "2026-10 met": None, "2026-10 not_met": None, "2026-10 not_recorded": None,
    }  # fmt: skip
    assert disclosed.share("2026-10 met", "2026-10 in_scope") is None
    assert narrowest([disclosed]) >= GUARD
    assert paper(outcomes(158, 10, 9)).counts["2026-10 met"] == 160


def test_d03_all_or_none_of_a_group() -> None:
    """100% of 40 were late: everybody knows of every child. So a complement of nought is hidden too, unless it is declared harmless."""
    disclosed = paper(outcomes(0, 40, 0))
    assert disclosed.counts["2026-10 not_met"] is None
    assert disclosed.share("2026-10 not_met", "2026-10 in_scope") is None


def test_d04_a_row_hidden_alone() -> None:
    """60 = 35 + 20 + 5, exactly: the 5 hidden alone is 60 - 35 - 20."""
    figures = outcomes(35, 20, 5)
    disclosed = paper(figures, policy=MEMBERS)
    assert list(disclosed.counts.values()).count(None) >= 2
    assert narrowest([disclosed], MEMBERS) >= GUARD
    naive = [told(each.value, each.cells) for each in figures[:3]]
    assert bounds(naive, [Hidden(sum_of(figures[3].cells), "primary")], MEMBERS)[0].width == 0


def test_d05_one_tables_total_against_anothers() -> None:
    """Table A counts 100 children, table B the 98 of them aged one or more: two are under one. Rounded, both are 100: none to four are."""
    older, younger = cell("one or more"), cell("under one")
    figures = [figure("A", 100, [older, younger], table="A"), figure("B", 98, [older], table="B")]
    for policy in (PUBLIC, MEMBERS):
        disclosed = paper(figures, policy=policy)
        assert None in disclosed.counts.values()
        assert Hidden(sum_of([younger]), "complement") in disclosed.hidden
    assert bounds([told(100, [older, younger]), told(98, [older])], [Hidden(sum_of([younger]), "primary")], PUBLIC)[0].width == 0


def test_d06_the_public_paper_against_the_members() -> None:
    """Members read 43 of 60 exactly, with the rest hidden. A public number they never had, told exactly, would give the rest away."""
    members = paper(outcomes(35, 20, 5), policy=MEMBERS)
    reader = after(members, audience=Audience.MEMBERS)
    hidden = [each for each in members.hidden if each.why == "secondary"]
    assert hidden
    broken = breaks([reader], [Statement(hidden[0].terms, 20, 20, "a public answer")], PUBLIC)
    assert broken is not None
    assert broken.audience in (Audience.PUBLIC, Audience.MEMBERS)


def test_d07_this_month_against_last_month() -> None:
    """Since April: 40 by October, 43 by November. November's own 3 is hidden, and is 43 - 40."""
    october, november = cell("met", OCTOBER), cell("met", NOVEMBER)
    first = paper([figure("by October", 40, [october])], policy=MEMBERS)
    second = paper([figure("by November", 43, [october, november]), figure("November", 3, [november])], first, policy=MEMBERS)
    assert second.counts == {"by November": None, "November": None}
    alone = paper([figure("by November", 43, [october, november]), figure("November", 3, [november])], policy=MEMBERS)
    assert alone.counts["by November"] == 43


def test_d08_a_year_to_date_against_the_one_before() -> None:
    """Twelve months to date, each told as it comes: every small month is the difference of two of them."""
    months = [cell("met", f"2026-{number:02d}") for number in range(1, 13)]
    values = [9, 3, 12, 5, 0, 14, 2, 8, 7, 11, 4, 6]
    papers = []
    for n in range(1, 13):
        figures = [figure(f"month {n}", values[n - 1], [months[n - 1]]), figure(f"to month {n}", sum(values[:n]), months[:n])]
        papers.append(paper(figures[: 2 if n > 1 else 1], *papers))
    assert narrowest(papers) >= GUARD
    naive = [Statement(sum_of(months[:n]), *PUBLIC.read_back(PUBLIC.printed(sum(values[:n]))), f"to {n}") for n in range(1, 13)]
    small = [Hidden(sum_of([month]), "primary") for month, value in zip(months, values, strict=True) if PUBLIC.small(value)]
    assert min(bound.width for bound in bounds(naive, small, PUBLIC)) < GUARD


def test_d09_a_rolling_window() -> None:
    """Three months at a time, exactly: the window that lets January's 2 go and takes April's 20 in differs by 18, which is told too."""
    months = [cell("met", f"2026-{number:02d}") for number in range(1, 5)]
    first = paper([figure("January to March", 62, months[:3]), figure("January", 2, months[:1])], policy=MEMBERS)
    assert first.counts["January to March"] == 62
    figures = [figure("February to April", 80, months[1:]), figure("April", 20, months[3:]), figure("to April", 82, months)]
    second = paper(figures, first, policy=MEMBERS)
    assert None in second.counts.values()
    assert narrowest([first, second], MEMBERS) >= GUARD
    naive = [told(62, months[:3]), told(80, months[1:]), told(82, months)]
    assert bounds(naive, first.hidden, MEMBERS)[0].width == 0


def test_d10_a_back_figure_revised() -> None:
    """52 becomes 54 after two late entries: exactly told, two children were entered late, and whoever knows when knows who."""
    first = paper([figure("October", 52, [cell("met")])], policy=MEMBERS)
    again = paper([figure("October", 54, [cell("met", edition=2)])], first, policy=MEMBERS)
    assert again.counts["October"] is None
    assert paper([figure("October", 52, [cell("met", edition=2)])], first, policy=MEMBERS).counts["October"] == 52
    rounded = paper([figure("October", 54, [cell("met", edition=2)])], paper([figure("October", 52, [cell("met")])]))
    assert rounded.counts["October"] == 55


def test_d10_a_hidden_figure_stays_hidden_in_its_next_edition() -> None:
    first = paper(outcomes(60, 20, 5))
    again = paper(outcomes(60, 20, 9, edition=2), first)
    assert again.counts["2026-10 not_recorded"] is None


@pytest.mark.parametrize("percent, places", [(67, 0), (66.7, 1)])
def test_d11_a_percentage_beside_a_rounded_count(percent: float, places: int) -> None:
    """A whole printed 10 (8 to 12), and 67% of it met: the part is 6, 7 or 8, and its rest 3 or 4. A percentage is a statement too."""
    whole, part = [cell("met"), cell("not_met")], [cell("met")]
    half = 0.5 / 10**places
    first = paper([figure("in scope", 12, whole)])
    share = [
        Statement(tuple((each, (100.0 if each in part else 0.0) - percent + half) for each in whole), 0, float("inf"), "a sentence"),
        Statement(tuple((each, (100.0 if each in part else 0.0) - percent - half) for each in whole), float("-inf"), 0, "a sentence"),
    ]
    assert breaks([after(first)], share, PUBLIC) is not None
