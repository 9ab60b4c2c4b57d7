"""The night's rows: only what the scope lets through, counted as the list counts, from a whole pack or not at all."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from fscp_readiness.history.exceptions import Person
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app.shelf import ME, NOBODY, ORDERS, Filters, Night, Scope, Shelf, scope_of
from tests.worklist_app.made import AS_AT, EAST, WEST, flag_of, make_pack, row, rows

EVERY, NONE = Scope(None), Scope(frozenset())
NO_FILTER = Filters()


def night(tmp_path: Path, told: list[dict[str, object]]) -> Night:
    make_pack(tmp_path, told)
    found = asyncio.run(Shelf(tmp_path).tonight())
    assert found is not None
    return found


def test_counts_are_the_rows_of_the_pack(tmp_path: Path) -> None:
    told = rows(200)
    found = night(tmp_path, told)
    for scope, mine in ((EVERY, told), (Scope(frozenset({EAST})), [each for each in told if each["team_id"] == EAST]), (NONE, [])):
        counted = found.counted(scope, "me", NO_FILTER)
        assert counted.rows == len(mine)
        assert counted.children == len({each["child_id"] for each in mine})
        assert [each.flag for each in found.rows(scope, "me", NO_FILTER, most=1000)] == [each["flag"] for each in mine]
        assert found.by_kind(scope, "me", NO_FILTER) == Counter(each["kind"] for each in mine)


def test_a_scope_is_never_widened_by_a_filter(tmp_path: Path) -> None:
    found = night(tmp_path, rows(50))
    east = Scope(frozenset({EAST}))
    assert found.rows(east, "me", Filters(team=WEST)) == []
    assert {each.team for each in found.rows(east, "me", Filters(kinds=("practice", "recording", "unclear")))} == {EAST}
    assert found.row(east, flag_of(2)) is None and found.row(EVERY, flag_of(2)) is not None
    assert found.lives(east, flag_of(2)) == [] and found.lives(EVERY, flag_of(2)) != []
    assert {each.team_id for each in found.cleared(east)} == {EAST}
    assert [team for team, _ in found.trend_teams(frozenset({EAST}))] == [EAST]
    assert found.choices(east, "team") == [(EAST, "Safeguarding East")]


def test_what_is_sent_is_a_value_and_never_part_of_the_question(tmp_path: Path) -> None:
    found = night(tmp_path, rows(20))
    for word in ("' OR 1=1 --", "T01') OR ('1'='1", "%", "_"):
        assert found.rows(EVERY, word, Filters(team=word)) == []
        assert found.row(EVERY, word) is None
        assert found.rows(Scope(frozenset({word})), "me", NO_FILTER) == []


def test_the_sample_is_the_flags_that_begin_with_its_digits(tmp_path: Path) -> None:
    found = night(tmp_path, rows(64))
    sample = scope_of(Person("q", "Q", Role.QUALITY_AUDITOR, None), 2)
    assert {each.flag[0] for each in found.rows(sample, "q", NO_FILTER)} == {"0", "1"}
    assert found.counted(sample, "q", NO_FILTER).rows == 8
    assert found.rows(scope_of(Person("q", "Q", Role.QUALITY_AUDITOR, None), 0), "q", NO_FILTER) == []


@pytest.mark.parametrize("role", [Role.CABINET_MEMBER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_a_role_without_children_has_no_rows_whatever_its_teams(role: Role) -> None:
    assert scope_of(Person("m", "M", role, None), 16) == NONE


def test_who_has_a_row_is_a_filter(tmp_path: Path) -> None:
    found = night(tmp_path, rows(6))
    found.take({flag_of(1): ("me", "Me"), flag_of(2): ("you", "You"), "0" * 16: ("me", "Me")})
    assert [each.place for each in found.rows(EVERY, "me", Filters(taken=ME))] == [1]
    assert [each.place for each in found.rows(EVERY, "me", Filters(taken=NOBODY))] == [3, 4, 5, 6]
    assert found.taken([flag_of(2), flag_of(3)]) == {flag_of(2): ("you", "You")}
    found.take({})
    assert found.taken([flag_of(2)]) == {}


@pytest.mark.parametrize("order", ORDERS)
def test_an_order_holds_every_row_once(order: str, tmp_path: Path) -> None:
    found = night(tmp_path, [*rows(30), row(31, days_over=None, due_on=None, first_flagged=None, flag_age=None)])
    listed = found.rows(EVERY, "me", NO_FILTER, order, most=100)
    assert sorted(each.place for each in listed) == list(range(1, 32))
    if order == "over":
        assert [each.days_over for each in listed if each.days_over is not None] == sorted(
            (each.days_over for each in listed if each.days_over is not None), reverse=True
        )
        assert listed[-1].place == 31
    if order == "fix":
        assert [each.fix_value for each in listed] == sorted((each.fix_value for each in listed), reverse=True)


def test_a_blank_is_none_or_blank_and_a_day_is_a_day(tmp_path: Path) -> None:
    found = night(tmp_path, [row(1, age=None, due_on=None, days_over=None, child_id="", family="", field="")])
    one = found.row(EVERY, flag_of(1))
    assert one is not None
    assert (one.age, one.due_on, one.days_over, one.child_id, one.field) == (None, None, None, "", "")
    assert one.first_flagged == AS_AT - dt.timedelta(days=1)
    assert found.counted(EVERY, "me", NO_FILTER).others == 1


def test_a_new_pack_is_read_when_it_is_pointed_at_and_not_before(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))
    shelf = Shelf(tmp_path)

    async def look() -> int:
        found = await shelf.tonight()
        assert found is not None
        return found.counted(EVERY, "me", NO_FILTER).rows

    async def nights() -> list[int]:
        counts = [await look()]
        pointer = (tmp_path / "current.json").read_bytes()
        make_pack(tmp_path, rows(5), run="2026-11-24-0a1b2c3d", as_at=AS_AT + dt.timedelta(days=1))
        newer = (tmp_path / "current.json").read_bytes()
        (tmp_path / "current.json").write_bytes(pointer)
        counts.append(await look())
        (tmp_path / "current.json").write_bytes(newer)
        counts.append(await look())
        return counts

    assert asyncio.run(nights()) == [3, 3, 5]


@pytest.mark.parametrize("harm", ["changed", "missing", "unlisted"])
def test_a_pack_that_is_not_as_it_was_published_shows_nothing(harm: str, tmp_path: Path) -> None:
    pack = make_pack(tmp_path, rows(3))
    path = pack / "worklists" / "all" / "worklist.parquet"
    if harm == "changed":
        path.write_bytes(path.read_bytes() + b" ")
    elif harm == "missing":
        path.unlink()
    else:
        (pack / "extra.txt").write_text("x")
    shelf = Shelf(tmp_path)
    assert asyncio.run(shelf.tonight()) is None
    assert "not as it was published" in shelf.why


def test_a_pack_without_lists_shows_nothing_and_says_why(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3), lists=False)
    shelf = Shelf(tmp_path)
    assert asyncio.run(shelf.tonight()) is None
    assert "restricted" in shelf.why


def test_no_pack_is_no_night(tmp_path: Path) -> None:
    assert asyncio.run(Shelf(tmp_path).tonight()) is None
