"""Every role on every route: what the table says and nothing else. A route that is not in the table cannot be served."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import Request, Response
from fastapi.routing import APIRoute

from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app import app as apps
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.pages import HANDLERS
from tests.worklist_app.made import flag_of, make_pack, rows
from tests.worklist_app.visiting import READERS, Browser, an_app, visited

WHO = {each.role: each.who for each in READERS if each.who != "east-officer"} | {Role.TEAM_MANAGER: "west"}


def test_every_route_has_a_handler_and_every_handler_a_route() -> None:
    assert set(HANDLERS) == {route.name for route in access.ROUTES}


def test_names_and_addresses_stand_once() -> None:
    assert len({route.name for route in access.ROUTES}) == len(access.ROUTES)
    assert len({(route.method, route.path) for route in access.ROUTES}) == len(access.ROUTES)


def test_the_app_serves_the_table_and_nothing_else(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(4))
    app = an_app(tmp_path)
    served = {(method, route.path) for route in app.router.routes if isinstance(route, APIRoute) for method in route.methods}
    assert served == {(route.method, route.path) for route in access.ROUTES if route.sign_in in ("", "local")}
    assert len(app.router.routes) == len(served)


def test_no_role_that_sees_no_child_has_a_child_level_route() -> None:
    for route in access.ROUTES:
        if route.child_level:
            assert not route.roles & {Role.CABINET_MEMBER, Role.AUDITOR, Role.ADMINISTRATOR}, route.name


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_a_page_where_the_table_says_so_and_404_elsewhere(role: Role, tmp_path: Path) -> None:
    make_pack(tmp_path, rows(40))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in(WHO[role])
        for route in access.ROUTES:
            if route.method != "GET" or route.open or route.name in ("home", "exception", "flag"):
                continue
            answer = await browser.get(route.path)
            assert answer.status_code == (200 if access.may_use(role, route) else 404), (role, route.name)

    visited(tmp_path, walk)


def test_nobody_signed_in_is_sent_to_sign_in_and_sends_nothing(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(4))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        for route in access.ROUTES:
            if route.open or route.sign_in:
                continue
            path = route.path.replace("{flag}", flag_of(1)).replace("{number}", "1")
            answer = await (browser.get(path) if route.method == "GET" else browser.post(path, {}))
            if route.method == "GET":
                assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), route.name
            else:
                assert answer.status_code == 401, route.name

    visited(tmp_path, walk)


def test_another_teams_row_is_404_for_a_manager_and_a_page_for_its_own(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(8))

    async def walk(app: WorklistApp) -> None:
        east, west = Browser(app), Browser(app)
        await east.sign_in("east")
        await west.sign_in("west")
        for number in range(1, 9):
            for browser, own in ((east, number % 2 == 1), (west, number % 2 == 0)):
                assert (await browser.get(f"/flags/{flag_of(number)}")).status_code == (200 if own else 404)
        assert (await east.get("/worklist?team=T02")).status_code == 404
        assert (await east.get("/trend?team=T02")).status_code == 404

    visited(tmp_path, walk)


def test_a_quality_auditor_sees_one_row_in_sixteen_and_can_change_none(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(64))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("quality")
        await browser.get("/worklist")
        assert "4 rows to put right" in browser.heading()
        assert (await browser.get(f"/flags/{flag_of(16)}")).status_code == 200
        assert "This is not an error" not in browser.page and "I have this" not in browser.page
        assert (await browser.get(f"/flags/{flag_of(17)}")).status_code == 404
        assert (await browser.post(f"/flags/{flag_of(16)}/take", {})).status_code == 404

    visited(tmp_path, walk)


def test_405_only_for_those_who_may_know_the_address(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(4))

    async def walk(app: WorklistApp) -> None:
        officer, member, nobody = Browser(app), Browser(app), Browser(app)
        await officer.sign_in("officer")
        await member.sign_in("member")
        told = [(await each.client.delete("/worklist")).status_code for each in (officer, member, nobody)]
        assert told == [405, 404, 404]

    visited(tmp_path, walk)


def test_a_page_about_children_that_was_not_written_down_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def unwritten(request: Request) -> Response:
        return Response("C000001")

    monkeypatch.setattr(apps, "HANDLERS", {**HANDLERS, "worklist": unwritten})
    make_pack(tmp_path, rows(4))

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        answer = await browser.get("/worklist")
        assert answer.status_code == 500 and "C000001" not in answer.text

    visited(tmp_path, walk)


def test_the_app_describes_its_own_addresses(tmp_path: Path) -> None:
    make_pack(tmp_path, rows(4))
    told = an_app(tmp_path).openapi()
    assert set(told["paths"]) == {route.path for route in access.ROUTES if route.sign_in in ("", "local")}
