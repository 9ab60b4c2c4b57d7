"""Whoever is shown a child is in the trail before the page is sent; and the trail stays whole, however many look and write at once."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import threading
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from fscp_readiness.history import open_state, open_store
from fscp_readiness.history.audit import Event, verify
from fscp_readiness.history.exceptions import book as books
from fscp_readiness.history.state import StateRefused
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access, audited
from fscp_readiness.worklist_app.shelf import EVERYTHING
from tests.history.nights import kept as night_kept
from tests.worklist_app.protection.crawling import crawled
from tests.worklist_app.protection.door import ALL, BY_WHO, OWN, Door, knocked, readers_file
from tests.worklist_app.protection.one_night import CHILD, FLAG, FORMS, RECORD, a_night, address, entries, kept, put
from tests.worklist_app.protection.rules import EXPECTED, ONE, ROWS

OFFICER, MANAGER, QUALITY = f"{Role.DATA_OFFICER}-{ALL}", f"{Role.TEAM_MANAGER}-{OWN}", f"{Role.QUALITY_AUDITOR}-{ALL}"
OF_CHILDREN = [route for route in access.ROUTES if EXPECTED[route.name].about in (ROWS, ONE)]
SECRET = "Zoe Blackwood C000900"
FAULTS = {
    "a full disk": OSError(28, f"No space left on device: {SECRET}"),
    "a locked file": OperationalError(f"INSERT {SECRET}", {}, sqlite3.OperationalError(f"database is locked: {SECRET}")),
    "a history that is closed": StateRefused(f"The history cannot be written: {SECRET}", "HIST-09"),
    "anything else": RuntimeError(SECRET),
}


@pytest.mark.parametrize("route", OF_CHILDREN, ids=lambda route: route.name)
def test_the_entry_is_there_before_the_first_word_is_sent(route: access.Route, tmp_path: Path) -> None:
    app = a_night(tmp_path)
    at_the_start: list[int] = []

    async def walk(door: Door) -> None:
        put(app, route.name, MANAGER if route.name != "withdraw" else OFFICER)
        key = door.begin(BY_WHO[MANAGER if route.name != "withdraw" else OFFICER])
        if route.name == "leave":
            app.desk.book.take(BY_WHO[MANAGER], app.desk.shelf._night.row(EVERYTHING, FLAG), "t")
        before = len(entries(app))

        async def watched(scope, receive, send) -> None:
            async def sent(message) -> None:
                if message["type"] == "http.response.start":
                    at_the_start.append(len(entries(app)) - before)
                await send(message)

            await app(scope, receive, sent)

        watching = Door(app)
        watching.app = watched  # type: ignore[assignment]
        answer = await watching.ask(route.method, address(route), key, FORMS.get(route.name))
        assert answer.status == EXPECTED[route.name].status

    async def with_a_night(door: Door) -> None:
        await app.desk.tonight()
        await walk(door)

    knocked(app, with_a_night)
    assert at_the_start == [1]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_trail_that_cannot_be_written_shows_no_child_and_changes_nothing(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = a_night(tmp_path)

    def fails(*told: object) -> None:
        raise FAULTS[fault]

    async def walk(door: Door) -> None:
        await app.desk.tonight()
        monkeypatch.setattr(audited, "write_entries", fails)
        monkeypatch.setattr(books, "write_entry", fails)
        for who in (OFFICER, MANAGER, f"{Role.CABINET_MEMBER}-{ALL}"):
            for route in OF_CHILDREN:
                put(app, route.name, who)
                before = kept(app)
                answer = await door.ask(route.method, address(route), door.begin(BY_WHO[who]), FORMS.get(route.name))
                allowed = BY_WHO[who].role in (EXPECTED[route.name].roles or ())
                if allowed and route.name == "leave":
                    assert answer.status == 303, "nobody had it, so there is nothing to write down"
                else:
                    assert answer.status == 503 or (fault in ("a full disk", "anything else") and answer.status == 500), route.name
                assert all(each not in answer.text for each in (CHILD, RECORD, "Zoe")) and kept(app) == before, route.name

    knocked(app, walk)
    assert "Zoe" not in caplog.text and CHILD not in caplog.text and "WEB-503" in caplog.text
    assert len(entries(app)) == 1


def test_the_trail_holds_no_child_no_record_no_worker_and_no_reason(tmp_path: Path) -> None:
    app = a_night(tmp_path, path=readers_file(tmp_path, child_pages_an_hour=100_000, downloads_an_hour=1_000))

    async def walk(door: Door) -> None:
        for who in (OFFICER, MANAGER, QUALITY):
            key = door.begin(BY_WHO[who])
            found = await crawled(door, key)
            for form in found.forms:
                if form.action != "/sign-out":
                    await door.post(
                        form.action,
                        key,
                        {**form.fields, **FORMS["ask"], "decision": "refuse", "why": FORMS["end"]["why"], "csrf": key.csrf},
                    )
        for strange in (CHILD, f"{CHILD}/take", "C000001"):
            await door.get(f"/flags/{strange}", key)
            await door.get(f"/worklist?worker={strange}&team={strange}", key)

    knocked(app, walk)
    told = app.desk.store.trail()
    assert len(told) > 100 and Counter(each.event for each in told)[Event.WORKLIST_VIEWED] > 80
    words = " ".join(f"{each.who} {each.about}" for each in told)
    assert re.findall(r"C\d{6}|V\d{6}|W\d{3}|Worker|visit_date|duty team|ssd_", words) == []
    assert verify(app.desk.state.key, told) == []


def test_a_thousand_readers_at_once_and_a_night_that_is_kept_meanwhile_lose_nothing(tmp_path: Path) -> None:
    app = a_night(tmp_path, path=readers_file(tmp_path, child_pages_an_hour=100_000))
    stop, nights, problems = threading.Event(), [], []

    def nightly() -> None:
        state = open_state(tmp_path / ".state", demo=True)
        store = open_store(state)
        try:
            while not stop.is_set() or len(nights) < 3:
                night_kept(store, state, len(nights))
                nights.append(len(nights))
        except Exception as problem:
            problems.append(problem)
        finally:
            store.close()

    async def walk(door: Door) -> None:
        keys = [door.begin(person) for who, person in BY_WHO.items() if who in (OFFICER, MANAGER, QUALITY)]
        thread = threading.Thread(target=nightly)
        thread.start()
        paths = ("/worklist", f"/flags/{FLAG}")
        answers = await asyncio.gather(*(door.get(paths[number % 2], keys[number % 3]) for number in range(1_000)))
        stop.set()
        await asyncio.to_thread(thread.join)
        assert Counter(each.status for each in answers) == {200: 1_000}

    knocked(app, walk)
    told = app.desk.store.trail()
    assert problems == [] and len(nights) >= 3
    assert verify(app.desk.state.key, told) == []
    assert Counter(each.event for each in told) == {"worklist_viewed": 1_000, "pack_made": len(nights), "exception_asked": 1}
    assert len(app.desk.store.runs()) == len(nights)
