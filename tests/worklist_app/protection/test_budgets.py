"""Who looks at more than a reader needs is stopped and written down; who tries what is not theirs learns nothing, and is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from fscp_readiness.history.audit import Event
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app.app import WorklistApp
from tests.worklist_app.made import flag_of
from tests.worklist_app.protection.door import ALL, ANOTHER, BY_WHO, OWN, Door, Key, knocked, readers_file
from tests.worklist_app.protection.one_night import CHILD, FLAG, a_night
from tests.worklist_app.visiting import Clock

OFFICER, LEADER, MEMBER = f"{Role.DATA_OFFICER}-{ALL}", f"{Role.LEADERSHIP}-{ALL}", f"{Role.CABINET_MEMBER}-{ALL}"
WEST_MANAGER, QUALITY = f"{Role.TEAM_MANAGER}-{ANOTHER}", f"{Role.QUALITY_AUDITOR}-{ALL}"
PATHS = ("/worklist", f"/flags/{FLAG}", "/exceptions", "/cleared", "/exceptions/1", "/worklist.xlsx")


def refusals(app: WorklistApp) -> list[tuple[str, str]]:
    """(who, about) of what was refused."""
    return [(each.who, each.about) for each in app.desk.store.trail() if each.event == Event.NOT_ALLOWED]


def test_fault_154_a_reader_who_looks_at_everything_is_stopped_and_written_down(tmp_path: Path) -> None:
    clock = Clock()
    app = a_night(tmp_path, clock=clock, path=readers_file(tmp_path, child_pages_an_hour=12))

    async def walk(door: Door) -> None:
        one, other = door.begin(BY_WHO[OFFICER]), door.begin(BY_WHO[LEADER])
        seen = [(await door.get(PATHS[number % len(PATHS)], one)).status for number in range(20)]
        assert seen == [200] * 12 + [429] * 8
        again = door.begin(BY_WHO[OFFICER])
        for path in PATHS:
            answer = await door.get(path, again)
            assert answer.status == 429 and CHILD not in answer.text, "a new session is no new allowance"
        assert (await door.get("/about", one)).status == 200
        assert (await door.get("/worklist", other)).status == 200
        for _ in range(5):
            clock.on(minutes=13)
            await door.get("/about", one)
        assert (await door.get("/worklist", one)).status == 200

    knocked(app, walk)
    told = refusals(app)
    assert {who for who, _ in told} == {OFFICER} and "view budget" in told[0][1]
    assert len(told) == 12 and "not written one by one" in told[-1][1]


def test_fault_154_forms_and_rows_that_are_not_there_count_too(tmp_path: Path) -> None:
    app = a_night(tmp_path, path=readers_file(tmp_path, child_pages_an_hour=4))

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        told = [(await door.get(f"/flags/{number:016x}", key)).status for number in range(3)]
        told.append((await door.post(f"/flags/{FLAG}/take", key)).status)
        told.append((await door.get("/worklist", key)).status)
        assert told == [404, 404, 404, 303, 429]

    knocked(app, walk)


def test_fault_154_workbooks_are_fewer(tmp_path: Path) -> None:
    app = a_night(tmp_path, path=readers_file(tmp_path, downloads_an_hour=2))

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[OFFICER])
        assert [(await door.get("/worklist.xlsx", key)).status for _ in range(4)] == [200, 200, 429, 429]
        assert (await door.get("/worklist", key)).status == 200

    knocked(app, walk)
    assert [about for _, about in refusals(app)] == ["data_officer download: downloads of the hour are spent"] * 2


def test_fault_152_a_row_a_team_or_a_request_of_another_is_404_and_written_down(tmp_path: Path) -> None:
    app = a_night(tmp_path)
    nothing = "0" * 16

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[WEST_MANAGER])
        none = await door.get("/no-such-page", key)
        for path in (f"/flags/{FLAG}", f"/flags/{nothing}", "/flags/C000900", "/exceptions/1", "/exceptions/2", "/worklist?team=T01",
                     "/worklist?worker=W001&team=T01", "/worklist.xlsx?team=T01", "/trend?team=T01"):  # fmt: skip
            assert (await door.get(path, key)).seen == none.seen, path
        for path in (f"/flags/{FLAG}/take", f"/flags/{FLAG}/leave", f"/flags/{FLAG}/ask", "/exceptions/1/decide", "/exceptions/1/end"):
            assert (await door.post(path, key)).seen == none.seen, path

    knocked(app, walk)
    told = refusals(app)
    assert [who for who, _ in told] == [WEST_MANAGER] * 14
    assert [FLAG in about for _, about in told[:3]] == [True, False, False]
    assert not any(each in about for _, about in told for each in (CHILD, nothing, "T01", "W001"))


def test_fault_152_a_role_that_sees_no_child_is_told_nothing_and_written_down(tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[MEMBER])
        none = await door.get("/no-such-page", key)
        for path in PATHS:
            assert (await door.get(path, key)).seen == none.seen, path

    knocked(app, walk)
    assert [who for who, _ in refusals(app)] == [MEMBER] * len(PATHS)


def test_a_thousand_tries_do_not_fill_the_trail(tmp_path: Path) -> None:
    clock = Clock()
    app = a_night(tmp_path, clock=clock, path=readers_file(tmp_path, child_pages_an_hour=5))

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[MEMBER])
        assert {(await door.get("/worklist", key)).status for _ in range(1_000)} == {404}
        clock.on(minutes=61)
        assert (await door.get("/worklist", door.begin(BY_WHO[MEMBER]))).status == 404

    knocked(app, walk)
    assert ["one by one" in about for _, about in refusals(app)] == [False] * 4 + [True, False]


@pytest.mark.parametrize("who", [QUALITY, f"{Role.QUALITY_AUDITOR}-{OWN}"])
def test_a_sample_is_the_same_however_often_it_is_asked_for(who: str, tmp_path: Path) -> None:
    app = a_night(tmp_path)

    async def walk(door: Door) -> None:
        key: Key = door.begin(BY_WHO[who])
        seen = {(await door.get(f"/flags/{flag_of(number)}", key)).status for number in range(1, 9)}
        pages = {(await door.get(f"/worklist?sort={sort}", key)).text.count('href="/flags/') for sort in ("", "over", "age", "fix")}
        assert seen == {404} and pages == {1}

    knocked(app, walk)
