"""Counts that match, what is left out, forms that keep what was typed, and no row when it is not known who is restricted."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import openpyxl
import pytest

from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.pages.flag import read_date
from fscp_readiness.worklist_app.pages.nights import _apart, _step
from tests.worklist_app.made import AS_AT, EAST, flag_of, make_pack, row, rows
from tests.worklist_app.visiting import MORNING, Browser, Clock, visited

REASON = "The family is away and the other council has agreed to see them."


def listed(page: str) -> list[str]:
    return re.findall(r'<a class="child" href="/flags/([0-9a-f]{16})"', page)


def test_a_list_shows_every_row_once_over_its_pages_and_counts_them(tmp_path: Path) -> None:
    told = rows(173)
    make_pack(tmp_path, told)

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("leader")
        seen = []
        for page in range(1, 5):
            await browser.get(f"/worklist?page={page}")
            seen += listed(browser.page)
        assert seen == [each["flag"] for each in told]
        children = len({each["child_id"] for each in told})
        assert browser.heading() == f"{children} children, 173 rows to put right"
        await browser.get("/worklist?page=9999")
        assert len(listed(browser.page)) == 23

    visited(tmp_path, walk)


@pytest.mark.parametrize(("who", "kinds", "mine"), [("officer", {"recording", "unclear"}, None), ("east", {"practice"}, EAST)])
def test_each_role_begins_with_its_kinds_and_is_told_what_is_left_out(who: str, kinds: set[str], mine: str | None, tmp_path: Path) -> None:
    told = rows(45)
    make_pack(tmp_path, told)
    own = [each for each in told if mine is None or each["team_id"] == mine]
    shown = [each["flag"] for each in own if each["kind"] in kinds]

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in(who)
        await browser.get("/worklist")
        assert listed(browser.page) == shown
        assert "left out of this view" in browser.words()
        assert sum(map(int, re.findall(r"(\d+) (?:practice|recording|unclear) rows?", browser.words()))) == len(own) - len(shown)
        await browser.get("/worklist?kind=all")
        assert len(listed(browser.page)) == len(own) and "left out" not in browser.words()

    visited(tmp_path, walk)


def test_a_word_that_means_nothing_is_no_page(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(4))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        for query in ("kind=x", "sort=place;drop", "taken=him", "priority=P9", "team=T99", "worker=W999"):
            assert (await browser.get(f"/worklist?{query}")).status_code == 404, query
        for query in ("page=0", "page=x", "page=-1", f"team={'x' * 101}"):
            assert (await browser.get(f"/worklist?{query}")).status_code == 400, query

    visited(tmp_path, walk)


def test_a_row_is_taken_by_one_shown_to_others_and_left_again(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(6))
    clock = Clock()

    async def walk(app: WorklistApp) -> None:
        officer, manager = Browser(app), Browser(app)
        await officer.sign_in("officer")
        await manager.sign_in("east")
        path = f"/flags/{flag_of(3)}"
        assert (await officer.post(f"{path}/take", {})).headers["location"] == path
        await officer.get(path)
        assert "You have this row." in officer.words()
        await officer.get(path)
        assert "Done You have" not in officer.words()
        await manager.get("/worklist?kind=all")
        assert "Amira Shah has this" in manager.words()
        await manager.get("/worklist?kind=all&taken=nobody")
        assert flag_of(3) not in manager.page
        assert (await manager.post(f"{path}/leave", {})).status_code == 303
        await officer.get("/worklist?kind=all&taken=me")
        assert officer.heading() == "No row fits what you chose"

    visited(tmp_path, walk, clock)


def test_a_wrong_form_says_what_is_wrong_and_keeps_what_was_typed(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(6))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        typed = {"reason": "Too <short>", "day": "31", "month": "2", "year": "2027"}
        answer = await browser.post(f"/flags/{flag_of(5)}/ask", typed)
        assert answer.status_code == 400
        assert 'href="#reason"' in browser.page and 'href="#until"' in browser.page and "<title>Error: " in browser.page
        assert "Too &lt;short&gt;</textarea>" in browser.page and 'value="31"' in browser.page and "<short>" not in browser.page
        too_late = {"reason": REASON, "day": "1", "month": "1", "year": "2030"}
        assert (await browser.post(f"/flags/{flag_of(5)}/ask", too_late)).status_code == 400
        assert 'href="#until"' in browser.page and 'href="#reason"' not in browser.page
        assert (await browser.post(f"/flags/{flag_of(1)}/ask", {**too_late, "year": "2027"})).status_code == 400
        await browser.get(f"/flags/{flag_of(1)}")
        assert "No exception can be asked" in browser.words() and "<textarea" not in browser.page

    visited(tmp_path, walk)


def test_an_exception_is_asked_by_one_and_agreed_by_another(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(6))

    async def walk(app: WorklistApp) -> None:
        officer, east, west = Browser(app), Browser(app), Browser(app)
        for browser, who in ((officer, "officer"), (east, "east"), (west, "west")):
            await browser.sign_in(who)
        form = {"reason": REASON, "day": "20", "month": "12", "year": "2026"}
        assert (await officer.post(f"/flags/{flag_of(5)}/ask", form)).status_code == 303
        await officer.get(f"/flags/{flag_of(5)}")
        assert "No error: asked" in officer.words() and "<textarea" not in officer.page
        await officer.get("/worklist?kind=all")
        assert "No error: asked" in officer.words()
        await west.get("/exceptions")
        assert west.heading() == "No exception to decide" and "C000002" not in west.page
        assert (await west.get("/exceptions/1")).status_code == 404
        assert (await west.post("/exceptions/1/decide", {"decision": "agree", "category": "Other"})).status_code in (403, 404)
        await east.get("/exceptions")
        assert east.heading() == "1 exception to decide"
        await east.get("/exceptions/1")
        assert (await east.post("/exceptions/1/decide", {})).status_code == 400
        assert (await east.post("/exceptions/1/decide", {"decision": "agree"})).status_code == 400
        assert 'href="#category"' in east.page
        assert (await east.post("/exceptions/1/decide", {"decision": "refuse"})).status_code == 400
        assert 'href="#why"' in east.page
        agreed = {"decision": "agree", "category": app.desk.settings.service.exceptions.categories[0]}
        assert (await east.post("/exceptions/1/decide", agreed)).status_code == 303
        await east.get("/exceptions/1")
        assert "Agreed by Jo Lindqvist" in east.words() and "End it before its day" in east.words()
        assert (await east.post("/exceptions/1/end", {"why": ""})).status_code == 400
        assert (await east.post("/exceptions/1/end", {"why": "The family has come back and can be seen."})).status_code == 303

    app = visited(tmp_path, walk)
    events = [each.event for each in app.desk.store.trail()]
    assert [each for each in events if each.startswith("exception")] == ["exception_asked", "exception_agreed", "exception_ended"]


def test_what_was_asked_can_be_taken_back_by_whoever_asked_alone(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(6))

    async def walk(app: WorklistApp) -> None:
        officer, other = Browser(app), Browser(app)
        await officer.sign_in("officer")
        await other.sign_in("east-officer")
        form = {"reason": REASON, "day": "20", "month": "12", "year": "2026"}
        await officer.post(f"/flags/{flag_of(5)}/ask", form)
        assert (await other.post("/exceptions/1/withdraw", {})).status_code == 400
        await officer.get("/exceptions/1")
        assert "Take this request back" in officer.words()
        assert (await officer.post("/exceptions/1/withdraw", {})).status_code == 303
        await officer.get(f"/flags/{flag_of(5)}")
        assert "Withdrawn" in officer.words() and "<textarea" in officer.page

    visited(tmp_path, walk)


@pytest.mark.parametrize(
    ("days", "status", "says"),
    [(0, 200, ""), (1, 200, ""), (2, 200, "Not last night's"), (3, 503, "3 days old"), (40, 503, "40 days old"), (-1, 503, "not come yet")],
)
def test_rows_are_shown_while_it_is_known_who_is_restricted(days: int, status: int, says: str, tmp_path: Path) -> None:
    make_pack(tmp_path, rows(6))
    clock = Clock(MORNING + dt.timedelta(days=days - 1))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("leader")
        for path in ("/worklist", f"/flags/{flag_of(1)}", "/cleared", "/exceptions", "/trend"):
            assert (await browser.get(path)).status_code == status, path
            assert says in browser.words()
            assert status == 200 or ("SEC-71" in browser.words() and "C0000" not in browser.page)
        assert (await browser.client.get("/worklist.xlsx?kind=practice")).status_code == status
        member = Browser(app)
        await member.sign_in("member")
        assert (await member.get("/worklist")).status_code == 404

    visited(tmp_path, walk, clock)


def test_a_pack_without_lists_shows_no_row_and_says_so(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(6), lists=False)

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        for path in ("/worklist", "/worklist.xlsx", f"/flags/{flag_of(1)}"):
            answer = await browser.get(path)
            assert answer.status_code == 503 and "SEC-71" in answer.text
        admin = Browser(app)
        await admin.sign_in("admin")
        assert (await admin.get("/status")).status_code == 200 and "no row is shown" in admin.words()

    visited(tmp_path, walk)


def test_the_workbook_holds_the_rows_that_the_list_shows(tmp_path: Path) -> None:
    told = rows(30)
    make_pack(tmp_path, told)

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("east")
        answer = await browser.client.get("/worklist.xlsx?kind=all&sort=over")
        assert re.fullmatch(r'attachment; filename="[A-Za-z0-9 ._-]+\.xlsx"', answer.headers["content-disposition"])
        assert "OFFICIAL-SENSITIVE" in answer.headers["content-disposition"]
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["To put right"]
        table = list(sheet.iter_rows(values_only=True))
        head = next(number for number, each in enumerate(table) if each[0] == "Priority")
        keys = [each[table[head].index("Flag key")] for each in table[head + 1 :] if each[0]]
        await browser.get("/worklist?kind=all&sort=over")
        assert keys == listed(browser.page) and len(keys) == 15
        leader = Browser(app)
        await leader.sign_in("leader")
        assert (await leader.client.get("/worklist.xlsx")).content == b"made up: nothing here opens it"

    visited(tmp_path, walk)


def test_a_row_that_stores_markup_is_shown_as_text(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    make_pack(
        tmp_path, [row(3, child_id=bad, worker=bad, standard=bad, shows=bad, what_to_do=bad, form=bad, why=bad, record_id=bad, field=bad)]
    )

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        for path in ("/worklist?kind=all", f"/flags/{flag_of(3)}", "/cleared"):
            assert (await browser.get(path)).status_code == 200
            assert "<script>" not in browser.page and "<img" not in browser.page and ">49<" not in browser.page, path

    visited(tmp_path, walk)


def test_a_team_figure_is_shown_to_all_and_the_whole_services_to_the_leadership_alone(tmp_path: Path) -> None:
    make_pack(tmp_path, [row(3, code="CPV-01")])

    async def walk(app: WorklistApp) -> None:
        for who, whole in (("officer", False), ("east", False), ("leader", True)):
            browser = Browser(app)
            await browser.sign_in(who)
            await browser.get(f"/flags/{flag_of(3)}")
            assert "38 of 40" in browser.words() and ("99 of 101" in browser.words()) is whole, who

    visited(tmp_path, walk)


@pytest.mark.parametrize(
    ("day", "month", "year", "told"),
    [
        ("20", "12", "2026", dt.date(2026, 12, 20)), (" 1 ", "1", "2027", dt.date(2027, 1, 1)), ("", "", "", None), ("1", "", "2027", None),
        ("31", "2", "2027", None), ("1", "13", "2027", None), ("x", "1", "2027", None), ("1", "1", "99999", None),
        ("-1", "1", "2027", None),
        ("٣", "1", "2027", None), ("1.5", "1", "2027", None), ("9" * 400, "1", "2027", None),
    ],
)  # fmt: skip
def test_a_date_is_read_from_three_boxes_or_said_to_be_none(day: str, month: str, year: str, told: dt.date | None) -> None:
    read, wrong = read_date(day, month, year)
    assert read == told and bool(wrong) is (told is None)


@pytest.mark.parametrize("most", [0, 1, 3, 4, 5, 9, 40, 41, 399, 12_345])
def test_four_round_steps_reach_the_most(most: int) -> None:
    assert 4 * _step(most) >= most and _step(most) < max(2, most)


def test_words_of_a_chart_do_not_stand_on_each_other_or_below_it() -> None:
    for wanted in ({"a": 100.0, "b": 101.0, "c": 102.0}, {"a": 266.0, "b": 266.0, "c": 266.0}, {"a": 10.0, "b": 200.0, "c": 90.0}):
        told = sorted(_apart(wanted).values())
        assert all(after - before >= 18 for before, after in zip(told, told[1:], strict=False)) and told[-1] <= 266


def test_as_at_is_the_packs(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(3))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("leader")
        await browser.get("/worklist")
        assert f"{AS_AT:%A} {AS_AT.day} {AS_AT:%B %Y}" in browser.words()

    visited(tmp_path, walk)
