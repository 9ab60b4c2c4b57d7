"""Two real nights, and the people between them: an officer asks, a manager agrees, the record is put right, and the flag is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from fscp_readiness.apart import here
from fscp_readiness.history import default_folder, open_state, open_store
from fscp_readiness.night import Nightly, Request, papers
from fscp_readiness.packs.publish import read_current
from fscp_readiness.packs.worklists import flat
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.readers import FILE, Reader
from fscp_readiness.synthetic import make_council
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app.app import WorklistApp, make_app
from fscp_readiness.worklist_app.people import People
from fscp_readiness.worklist_app.sign_in.local import LocalSignIn
from tests.night.few_standards import few_standards

from .chromium import chromium
from .scenes import served

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
PASSWORD = "a password of the tests"
WHY = "The young person told us and the note is with the other service."
CODE, TABLE, KEY, FIELD = "CLV-06", "ssd_care_leavers.csv", "clea_table_id", "clea_care_leaver_accom_suitable"
"""Whether the accommodation is suitable is blank for one care leaver."""
PHONE = {"width": 320, "height": 640}


@dataclass
class Town:
    """A council, its nights and its worklists."""

    source: Path
    out: Path
    address: str
    browser: Browser
    app: WorklistApp
    row: pd.Series
    now: dt.datetime

    def night(self, as_at: dt.date) -> None:
        publish(self.source, self.out, as_at)
        self.now = dt.datetime.combine(as_at + dt.timedelta(days=1), dt.time(8, 30), dt.UTC)

    def page(self, who: str, **told: object) -> Page:
        """A browser of that reader's own, signed in by the form. No page of theirs may run a script."""
        page = self.browser.new_context(**{"java_script_enabled": False, **told}).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(10_000)
        page.goto(self.address)
        page.get_by_label("Name").fill(who)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page


def publish(source: Path, out: Path, as_at: dt.date) -> None:
    """One whole night, but for the leadership's papers, which nobody here opens."""
    with few_standards(), here(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(papers.leadership, "render_morning_pdf", lambda view: b"%PDF")
        patched.setattr(papers.leadership, "render_pack_pdf", lambda view: b"%PDF")
        patched.setattr(papers.leadership.clinics, "render_pdf", lambda view: b"%PDF")
        night = Nightly(Request(source=str(source), as_at=as_at, out=out, demo=True))
        with night.alone():
            for step in night.steps():
                step()


def rows_of(out: Path) -> pd.DataFrame:
    current = read_current(out)
    assert current is not None
    return flat.read_worklist(out / current.path)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    source, out = folder / "source", folder / "out"
    make_council("test", seed=3, as_at=TUESDAY).write(source)
    publish(source, out, MONDAY)
    rows = rows_of(out)
    row = rows[rows["code"].eq(CODE) & rows["field"].eq(FIELD) & rows["kind"].eq("recording")].iloc[0]
    readers = (
        Reader(who="officer", name="Amira Shah", role=Role.DATA_OFFICER),
        Reader(who="manager", name="Jo Lindqvist", role=Role.TEAM_MANAGER, teams=frozenset({str(row["team_id"])})),
        Reader(who="member", name="Dana Whitworth", role=Role.CABINET_MEMBER),
    )
    settings, state = load_settings(), open_state(default_folder(out), demo=True)
    with served() as there, chromium() as browser:
        town = Town(source, out, there.address, browser, None, row, dt.datetime.combine(TUESDAY, dt.time(8, 30), dt.UTC))  # type: ignore[arg-type]
        accounts = LocalSignIn({each.who: PASSWORD for each in readers}, "127.0.0.1")
        people = People(settings.folder / FILE, readers)
        town.app = there.app = make_app(settings, people, out, state, open_store(state), lambda: town.now, accounts)
        yield town
    town.app.desk.trail.close()
    town.app.desk.store.close()


def test_an_officer_asks_a_manager_agrees_on_a_phone_and_next_night_the_record_is_right_and_the_flag_gone(town: Town) -> None:
    child, standard, flag = str(town.row["child_id"]), str(town.row["standard"]), str(town.row["flag"])

    officer = town.page("officer")
    expect(officer.locator("h1")).to_have_text(heading(rows_of(town.out), ("recording", "unclear")))
    officer.get_by_label("Standard", exact=True).select_option(CODE)
    officer.get_by_role("button", name="Show these rows").click()
    officer.locator(f'a[href="/flags/{flag}"]').click()
    expect(officer.locator("h1")).to_contain_text(child)
    expect(officer.locator("main")).to_contain_text(str(town.row["shows"]).split(". Same family")[0])
    expect(officer.locator("main")).to_contain_text(str(town.row["why"]))
    officer.get_by_role("button", name="I have this").click()
    expect(officer.locator("main")).to_contain_text("You have this row")
    officer.get_by_label("Reason").fill("Because Testchild said so to us last week.")
    officer.get_by_role("button", name="Ask for this exception").click()
    expect(officer.get_by_label("Reason")).to_have_value("Because Testchild said so to us last week.")
    officer.locator(".wrong a, [role=alert] a").first.click()
    officer.get_by_label("Reason").fill(WHY)
    until = MONDAY + dt.timedelta(days=30)
    for name, value in (("Day", until.day), ("Month", until.month), ("Year", until.year)):
        officer.get_by_label(name, exact=True).fill(str(value))
    officer.get_by_role("button", name="Ask for this exception").click()
    expect(officer.locator("main")).to_contain_text("Somebody more senior decides")

    manager = town.page("manager", viewport=PHONE)
    manager.goto(f"{town.address}/exceptions")
    expect(manager.locator("h1")).to_contain_text("1 exception")
    manager.locator("main a[href^='/exceptions/']").first.click()
    expect(manager.locator("main")).to_contain_text(WHY)
    manager.get_by_label("I agree").check()
    manager.get_by_label("Kind of reason").select_option("Other")
    manager.get_by_role("button", name="Decide").click()
    expect(manager.locator("main")).to_contain_text("You agreed")

    put_right(town.source / TABLE, str(town.row["record_id"]))
    town.night(TUESDAY)
    assert flag not in set(rows_of(town.out)["flag"])

    officer = town.page("officer")
    officer.goto(f"{town.address}/flags/{flag}")
    expect(officer.locator("h1")).to_have_text("There is no such page")
    officer.goto(f"{town.address}/cleared")
    line = officer.locator("tr", has_text=child).filter(has_text=standard)
    expect(line).to_contain_text("23 Nov 2026")
    expect(line).to_contain_text("Put right")
    request = town.app.desk.book.of_flag(flag)[0]
    assert (request.state, request.ended_on) == ("put_right", TUESDAY), "what was agreed ends with the flag, and is kept"


def test_a_member_is_shown_nothing_about_a_child(town: Town) -> None:
    member = town.page("member")
    children = set(rows_of(town.out)["child_id"].dropna()) - {""}
    assert not any(child in member.content() for child in children)
    flag = str(rows_of(town.out)["flag"].iloc[0])
    for path in ("/worklist", f"/flags/{flag}", "/exceptions", "/exceptions/1", "/cleared", "/trend", "/worklist.xlsx"):
        answer = member.goto(town.address + path)
        assert answer is not None and answer.status == 404, path
        expect(member.locator("h1")).to_have_text("There is no such page")


def test_with_keys_alone_a_reader_signs_in_passes_over_the_links_and_opens_a_row(town: Town) -> None:
    page = town.browser.new_context(java_script_enabled=True).new_page()
    page.set_default_timeout(10_000)
    page.goto(town.address)
    tab_to(page, "#who")
    page.keyboard.type("officer")
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/worklist")
    page.keyboard.press("Tab")
    assert seen_focus(page)["text"].startswith("Skip to"), "the first stop passes over the links"
    page.keyboard.press("Enter")
    row = tab_to(page, "main table a")
    assert row["outline"] or row["background"] != "rgba(0, 0, 0, 0)", "where the reader is can be seen"
    page.keyboard.press("Enter")
    page.wait_for_url("**/flags/*")
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You have this row")


def seen_focus(page: Page) -> dict[str, str]:
    """What has the focus, and how that is shown."""
    return dict(
        page.evaluate(
            """() => { const at = document.activeElement, style = getComputedStyle(at)
            return {text: at.innerText || '', outline: style.outlineStyle === 'none' ? '' : style.outlineColor,
                    background: style.backgroundColor} }"""
        )
    )


def tab_to(page: Page, selector: str, most: int = 60) -> dict[str, str]:
    """Press Tab until the focus is on such an element. Fails where it never comes there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return seen_focus(page)
    raise AssertionError(f"{selector} cannot be reached with the Tab key")


def heading(rows: pd.DataFrame, kinds: tuple[str, ...]) -> str:
    mine = rows[rows["kind"].isin(kinds)]
    children = mine["child_id"].fillna("").replace("", pd.NA).nunique()
    return f"{children} {'child' if children == 1 else 'children'}, {len(mine)} {'row' if len(mine) == 1 else 'rows'} to put right"


def put_right(path: Path, record: str) -> None:
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
    mine = table[KEY].eq(record)
    assert mine.sum() == 1 and table.loc[mine, FIELD].eq("").all()
    table.loc[mine, FIELD] = "1"
    table.to_csv(path, index=False)
