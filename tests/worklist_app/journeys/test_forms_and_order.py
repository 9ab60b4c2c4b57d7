"""Forms that are filled in wrong, the order of the keyboard, and what those who may see no child are told: in a browser without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app import access
from tests.worklist_app.made import flag_of
from tests.worklist_app.visiting import PASSWORD

from .chromium import chromium
from .scenes import TO_ASK, Scene, Scenes, Served, served
from .states import DESK


class Desks:
    """A browser on the worklists, without scripts: each reader signs in at a desk of their own, through the form."""

    def __init__(self, browser: Browser, there: Served, scenes: Scenes) -> None:
        self._browser, self.there, self._scenes = browser, there, scenes

    def at(self, scene: str) -> Scene:
        """The scene that readers now come to."""
        told = self._scenes.of(scene)
        self.there.app = told.app
        return told

    def of(self, who: str) -> Page:
        """The page of a reader who has signed in."""
        page = self._browser.new_context(viewport=dict(DESK), java_script_enabled=False).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(10_000)
        page.goto(f"{self.there.address}/")
        page.get_by_label("Name").fill(who)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page

    def goto(self, page: Page, path: str) -> int:
        """That address; gives the answer's status."""
        answer = page.goto(f"{self.there.address}{path}")
        assert answer is not None
        return answer.status


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    scenes = Scenes(tmp_path_factory.mktemp("journeys"))
    with served() as there, chromium() as browser:
        yield Desks(browser, there, scenes)
    scenes.close()


def ask(page: Page, reason: str, day: str, month: str, year: str) -> None:
    page.get_by_label("Reason").fill(reason)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Ask for this exception").click()


def test_a_form_that_is_wrong_keeps_what_was_typed_and_leads_to_the_field(desks: Desks) -> None:
    desks.at("usual")
    page = desks.of("east-officer")
    desks.goto(page, f"/flags/{flag_of(29)}")
    ask(page, "Not yet", "31", "2", "2027")
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Reason").input_value() == "Not yet"
    assert [page.locator(f"#{name}").input_value() for name in ("until", "month", "year")] == ["31", "2", "2027"]
    for link in page.locator(".wrong-list a").all():
        aim = link.get_attribute("href") or ""
        link.click()
        assert page.url.endswith(aim)
        assert page.locator(aim).evaluate("each => each.matches(':target') && each.matches('input, textarea, select')")
        described = page.locator(aim).evaluate("each => each.closest('[aria-describedby]').getAttribute('aria-describedby')")
        assert f"{aim[1:]}-wrong" in described.split()


@pytest.mark.parametrize("who", ["member", "auditor", "admin"])
def test_who_may_see_no_child_is_told_that_there_is_no_such_page(desks: Desks, who: str) -> None:
    scene = desks.at("usual")
    page = desks.of(who)
    role = {"member": Role.CABINET_MEMBER, "auditor": Role.AUDITOR, "admin": Role.ADMINISTRATOR}[who]
    assert page.url.endswith(access.HOME[role])
    words = page.content()
    for route in access.ROUTES:
        if route.method == "GET" and route.child_level:
            path = route.path.format(flag=flag_of(TO_ASK), number=scene.requests["asked"])
            assert desks.goto(page, path) == 404, path
            words += page.content()
    assert page.locator("nav a[href='/worklist'], nav a[href='/exceptions']").count() == 0
    assert "C000" not in words and "Safeguarding East" not in words or who == "admin"


@pytest.mark.parametrize("path", ["/worklist?kind=all", f"/flags/{flag_of(TO_ASK + 2)}", "/exceptions", "/trend", "/about"])
def test_the_keyboard_goes_through_a_page_in_the_order_it_is_read(desks: Desks, path: str) -> None:
    desks.at("usual")
    page = desks.of("leader")
    desks.goto(page, path)
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
            .filter(each => each.checkVisibility() || each.matches('.skip')).length"""
    )
    order = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        order.append(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert order == sorted(set(order)), "backwards, twice, or caught"
