"""A restricted child is on no page, and nobody can tell from a number that there is one; where it is not known who is, nobody is shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from fscp_readiness.packs.worklists import flat
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from tests.worklist_app.made import AS_AT, EAST, RUN, make_pack, row
from tests.worklist_app.protection.door import ALL, BY_WHO, OWN, Answer, Door, an_app, knocked
from tests.worklist_app.protection.one_night import CHILD, FLAG, FORMS, RECORD, a_night, address, put
from tests.worklist_app.protection.rules import EXPECTED, NOTHING
from tests.worklist_app.visiting import Clock

CASE = [who for who, person in BY_WHO.items() if person.role in access.CASE and who.endswith((OWN, ALL))]
OF_ROWS = [route for route in access.ROUTES if EXPECTED[route.name].about != NOTHING]
LEADER, MANAGER = f"{Role.LEADERSHIP}-{ALL}", f"{Role.TEAM_MANAGER}-{OWN}"
PAGES = ("/worklist?kind=all", "/worklist?kind=all&taken=me", "/worklist.xlsx?kind=all&sort=age", "/exceptions", "/cleared", "/trend")


def without_lists(out: Path, clock: Clock) -> None:
    make_pack(out, [row(1)], run="2026-11-24-0a1b2c3d", lists=False)


def too_old(out: Path, clock: Clock) -> None:
    clock.on(days=2)


def of_tomorrow(out: Path, clock: Clock) -> None:
    clock.on(days=-2)


def tampered(out: Path, clock: Clock) -> None:
    """A file of the pack before lies where tonight's was: whole in itself, and with a child who should be gone."""
    before = (out / "packs" / RUN / flat.WORKLIST_FILE).read_bytes()
    pack = make_pack(out, [row(1)], run="2026-11-24-0a1b2c3d")
    (pack / flat.WORKLIST_FILE).write_bytes(before)


def half_there(out: Path, clock: Clock) -> None:
    pack = make_pack(out, [row(1)], run="2026-11-24-0a1b2c3d")
    (pack / "worklists/all/lives.parquet").unlink()


def pointer_gone(out: Path, clock: Clock) -> None:
    (out / "current.json").unlink()


def pointer_broken(out: Path, clock: Clock) -> None:
    (out / "current.json").write_text("{")


NOT_KNOWN: list[Callable[[Path, Clock], None]] = [without_lists, too_old, of_tomorrow, tampered, half_there, pointer_gone, pointer_broken]


@pytest.mark.parametrize("how", NOT_KNOWN, ids=lambda how: how.__name__.replace("_", " "))
def test_fault_071_where_it_is_not_known_who_is_restricted_no_row_is_shown_to_anybody(
    how: Callable[[Path, Clock], None], tmp_path: Path
) -> None:
    clock = Clock()
    app = a_night(tmp_path, clock=clock)

    async def walk(door: Door) -> None:
        assert CHILD in (await door.get("/worklist?kind=all", door.begin(BY_WHO[LEADER]))).text
        how(tmp_path, clock)
        for who in CASE:
            for route in OF_ROWS:
                if BY_WHO[who].role in (EXPECTED[route.name].roles or ()):
                    put(app, route.name, who)
                    answer = await door.ask(route.method, address(route), door.begin(BY_WHO[who]), FORMS.get(route.name))
                    assert answer.status == 503 and "SEC-71" in answer.text, (who, route.name, answer.status)
                    assert not re.search(r"C\d{6}|V\d{6}|[0-9a-f]{16}", answer.text.replace("/still/", "")), (who, route.name)
        assert (await door.get("/status", door.begin(BY_WHO[f"{Role.ADMINISTRATOR}-{ALL}"]))).status == 200

    knocked(app, walk)
    assert app.desk.book.taken() == {}


def test_fault_072_a_child_restricted_since_is_gone_from_every_page_at_once_also_for_whoever_was_reading(tmp_path: Path) -> None:
    app = a_night(tmp_path)
    others = [row(number) for number in range(1, 9)]

    async def walk(door: Door) -> None:
        keys = {who: door.begin(BY_WHO[who]) for who in CASE}
        before = await door.get(f"/flags/{FLAG}", keys[MANAGER])
        assert CHILD in before.text and CHILD in (await door.get("/exceptions", keys[LEADER])).text
        await door.post(f"/flags/{FLAG}/take", keys[MANAGER])
        make_pack(tmp_path, others, run="2026-11-24-0a1b2c3d", as_at=AS_AT + dt.timedelta(days=1))
        for who, key in keys.items():
            none = await door.get("/no-such-page", key)
            for path in (f"/flags/{FLAG}", "/exceptions/1"):
                assert (await door.get(path, key)).seen == none.seen, (who, path)
            for path in (f"/flags/{FLAG}/take", f"/flags/{FLAG}/leave", f"/flags/{FLAG}/ask", "/exceptions/1/decide", "/exceptions/1/end",
                         "/exceptions/1/withdraw"):  # fmt: skip
                assert (await door.post(path, key, FORMS["ask"])).seen == none.seen, (who, path)
            for path in PAGES:
                words = told(await door.get(path, key))
                assert not any(each in words for each in (CHILD, RECORD, FLAG, "Worker of the row")), (who, path)
        for who in (f"{Role.AUDITOR}-{ALL}", f"{Role.ADMINISTRATOR}-{ALL}"):
            for path in ("/trail", "/status", "/about"):
                answer = await door.get(path, door.begin(BY_WHO[who]))
                assert CHILD not in answer.text and RECORD not in answer.text, path

    knocked(app, walk)


def told(answer: Answer) -> str:
    """The words of an answer, a workbook's cells too."""
    if not answer.body.startswith(b"PK"):
        return answer.text
    book = load_workbook(BytesIO(answer.body))
    return " ".join(str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line)


@pytest.mark.parametrize("with_the_child", [True, False])
def test_fault_158_every_number_a_team_is_shown_is_of_rows_it_can_count(with_the_child: bool, tmp_path: Path) -> None:
    rows = [row(number, child_id=f"C{800 + number:06}") for number in range(1, 12)]
    kept = rows if with_the_child else [each for each in rows if each["child_id"] != "C000805"]
    make_pack(tmp_path, kept)
    app: WorklistApp = an_app(tmp_path)
    mine = [each for each in kept if each["team_id"] == EAST]

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[MANAGER])
        page = (await door.get("/worklist?kind=all", key)).text
        heading = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
        assert heading is not None
        assert [int(each) for each in re.findall(r"\d+", heading[1])] == [len({each["child_id"] for each in mine}), len(mine)]
        assert len(set(re.findall(r'href="/flags/([0-9a-f]{16})"', page))) == len(mine)
        trend = (await door.get("/trend", key)).text
        newest = re.search(r"<tbody>\s*<tr>(.*?)</tr>", trend, re.DOTALL)
        assert newest is not None
        assert int(re.findall(r"<b>(\d+)</b>", newest[1])[0]) == len(mine)
        for each in mine:
            answer = await door.get(f"/flags/{each['flag']}", key)
            assert answer.status == 200 and "All teams" not in answer.text

    knocked(app, walk)


def test_fault_158_the_whole_services_figure_is_shown_to_the_leadership_alone(tmp_path: Path) -> None:
    flag = "0" + "a" * 15
    make_pack(tmp_path, [row(2, flag=flag, code="CPV-01", team_id=EAST, team="Safeguarding East")])
    app = an_app(tmp_path)

    async def walk(door: Door) -> None:
        for who in CASE:
            answer = await door.get(f"/flags/{flag}", door.begin(BY_WHO[who]))
            assert answer.status == 200
            assert ("99 of 101" in answer.text) == (BY_WHO[who].role is Role.LEADERSHIP), who
            assert "38 of 40" in answer.text, who

    knocked(app, walk)
