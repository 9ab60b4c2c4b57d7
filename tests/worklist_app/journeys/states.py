"""Every page of the worklists in every state that a reader can find it in. ``access.ROUTES`` says which pages there must be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

from fscp_readiness.worklist_app import access, app
from fscp_readiness.worklist_app.people import as_person
from fscp_readiness.worklist_app.sessions import COOKIE
from tests.worklist_app.made import EAST, flag_of
from tests.worklist_app.visiting import READERS

from .scenes import (
    AGREED,
    ASKED,
    CAME_BACK,
    LONG,
    NO_CHILD,
    REFUSED,
    TAKEN,
    TO_ASK,
    UNALLOCATED,
    WHY,
    ZERO,
    Scene,
    Scenes,
    Served,
)

DESK: Final = {"width": 1240, "height": 900}
PHONE: Final = {"width": 320, "height": 640}
PEOPLE: Final = {each.who: as_person(each) for each in READERS}
NO_PAGE: Final = {"health": "one word for a machine", "still": "the style sheet and the letters", "download": "a workbook"}
"""GET routes that answer with something other than a page; their refusals are the same pages as everybody's."""

Ready = Callable[[Page, Scene], object]


@dataclass(frozen=True)
class State:
    """One page in one state.

    name    of its picture
    route   of access.ROUTES that answers
    who     is signed in; blank: nobody
    goes    to this address; ``{asked}`` is the number of that request
    does    what the reader does there until the state is reached
    scene   a method of Scenes
    status  of the answer that is looked at
    """

    name: str
    route: str
    who: str
    goes: str
    does: Ready | None = None
    scene: str = "usual"
    status: int = 200


def _types(reason: str, day: str = "", month: str = "", year: str = "") -> Ready:
    def typed(page: Page, _: Scene) -> None:
        page.fill("#reason", reason)
        for name, value in (("until", day), ("month", month), ("year", year)):
            page.fill(f"#{name}", value)
        page.click("text=Ask for this exception")

    return typed


def _clicks(words: str) -> Ready:
    return lambda page, _: page.get_by_role("button", name=words, exact=True).click()


def _takes_and_leaves(page: Page, scene: Scene) -> None:
    _clicks("I have this")(page, scene)
    _clicks("Leave it")(page, scene)


def _opens(page: Page, _: Scene) -> None:
    for each in page.locator("summary").all():
        each.click()


def _tries(who: str, password: str, often: int = 1) -> Ready:
    def tried(page: Page, _: Scene) -> None:
        for _ in range(often):
            page.fill("#who", who)
            page.fill("#password", password)
            page.locator("main button").click()

    return tried


def _sends(path: str, **fields: str) -> Ready:
    """A form that no page of ours holds."""

    def sent(page: Page, _: Scene) -> None:
        with page.expect_navigation():
            page.evaluate(
                """([path, fields]) => {
                    const form = Object.assign(document.createElement('form'), {method: 'post', action: path})
                    for (const [name, value] of Object.entries(fields))
                        form.append(Object.assign(document.createElement('textarea'), {name, value}))
                    document.body.append(form)
                    form.submit()
                }""",
                [path, fields],
            )

    return sent


def _turns_to(path: str) -> Ready:
    return lambda page, _: page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)


def _took_too_long(page: Page, _: Scene) -> None:
    """The one page that no browser can be made to ask for: its bytes, as the app has them."""
    said = app.failed("Calderbeck Metropolitan Borough Council", "OFFICIAL-SENSITIVE", 408, "WEB-408")
    page.route("**/slow", lambda route: route.fulfill(status=408, body=said, content_type="text/html; charset=utf-8"), times=1)
    page.goto(page.url.replace("/about", "/slow"))


def _flag(number: int) -> str:
    return f"/flags/{flag_of(number)}"


STATES: Final[tuple[State, ...]] = (
    # who is there, and signing in
    State("sign-in", "sign_in", "", "/sign-in"),
    State("sign-in-wrong", "sign_in_said", "", "/sign-in", _tries("officer", "wrong"), status=401),
    State("sign-in-too-often", "sign_in_said", "", "/sign-in", _tries("west", "wrong", 6), status=429),
    State("sign-in-directory", "sign_in", "", "/sign-in", scene="directory"),
    State("sign-in-directory-silent", "sign_in_begun", "", "/sign-in/begin", scene="directory", status=503),
    State("sign-in-answer-not-believed", "sign_in_answered", "", "/sign-in/answer?state=no&code=no", scene="directory", status=401),
    State("sign-in-gateway", "sign_in", "", "/sign-in", scene="gateway", status=401),
    State("signed-out", "signed_out", "member", "/about", _clicks("Sign out")),
    State("home-member", "home", "member", "/"),
    State("home-nobody", "home", "", "/"),
    # pages that say the same to everybody
    State("accessibility", "accessibility", "", "/accessibility"),
    State("accessibility-signed-in", "accessibility", "officer", "/accessibility"),
    State("about", "about", "east", "/about"),
    State("members", "members", "member", "/members"),
    # the list
    State("worklist-officer", "worklist", "officer", "/worklist?page=5"),
    State("worklist-manager", "worklist", "east", "/worklist?sort=over&page=2"),
    State("worklist-leader-last-page", "worklist", "leader", "/worklist?page=7"),
    State("worklist-quality-auditor", "worklist", "quality", "/worklist"),
    State("worklist-filtered", "worklist", "officer", f"/worklist?kind=all&team={EAST}&standard=CPV-01&priority=P2&worker=W003&sort=fix"),
    State("worklist-filters-open", "worklist", "officer", "/worklist?taken=me"),
    State("worklist-taken-by-nobody", "worklist", "officer", f"/worklist?taken=nobody&team={EAST}&priority=P3"),
    State("worklist-nothing-fits", "worklist", "west", "/worklist?kind=unclear&priority=P1"),
    State("worklist-empty", "worklist", "officer", "/worklist", scene="nothing"),
    State("worklist-empty-every-kind", "worklist", "leader", "/worklist", scene="nothing"),
    State("worklist-first-night", "worklist", "leader", "/worklist", scene="first"),
    State("worklist-late", "worklist", "officer", "/worklist", scene="late"),
    State("not-shown-stale", "worklist", "officer", "/worklist", scene="stale", status=503),
    State("not-shown-no-lists", "worklist", "leader", "/worklist", scene="no_lists", status=503),
    State("not-shown-no-pack", "worklist", "officer", "/worklist", scene="no_pack", status=503),
    # a row
    State("flag-officer", "flag", "officer", _flag(TO_ASK)),
    State("flag-details-open", "flag", "east", _flag(CAME_BACK), _opens),
    State("flag-leader", "flag", "leader", _flag(UNALLOCATED)),
    State("flag-quality-auditor", "flag", "quality", _flag(32)),
    State("flag-zero-tolerance", "flag", "officer", _flag(ZERO)),
    State("flag-no-child", "flag", "east", _flag(NO_CHILD)),
    State("flag-long-words", "flag", "officer", _flag(LONG), _opens),
    State("flag-linked", "flag", "officer", _flag(TO_ASK), _opens, scene="linked"),
    State("flag-excepted", "flag", "east", _flag(AGREED)),
    State("flag-asked", "flag", "officer", _flag(ASKED)),
    State("flag-refused", "flag", "officer", _flag(REFUSED)),
    State("flag-taken-by-another", "flag", "east", _flag(TAKEN)),
    State("flag-taken", "take", "west", _flag(50), _clicks("I have this")),
    State("flag-left", "leave", "east", _flag(51), _takes_and_leaves),
    State("flag-just-asked", "ask", "west", _flag(52), _types(WHY, "20", "1", "2027")),
    State("flag-ask-empty", "ask", "officer", _flag(TO_ASK), _types(""), status=400),
    State("flag-ask-wrong", "ask", "officer", _flag(TO_ASK), _types("Seen by Zoe.", "31", "2", "2027"), status=400),
    State("flag-ask-too-late", "ask", "east", _flag(TO_ASK), _types(WHY, "1", "12", "2027"), status=400),
    # exceptions
    State("exceptions-manager", "exceptions", "east", "/exceptions"),
    State("exceptions-officer", "exceptions", "officer", "/exceptions"),
    State("exceptions-none", "exceptions", "leader", "/exceptions", scene="nothing"),
    State("exception-to-decide", "exception", "east", "/exceptions/{asked}"),
    State("exception-own", "exception", "officer", "/exceptions/{asked}"),
    State("exception-of-ones-own", "exception", "east", "/exceptions/{own}"),
    State("exception-for-the-leadership", "exception", "east", "/exceptions/{leaders}"),
    State("exception-changed", "exception", "east", "/exceptions/{changed}"),
    State("exception-agreed", "exception", "east", "/exceptions/{agreed}"),
    State("exception-refused", "exception", "officer", "/exceptions/{refused}"),
    State("exception-withdrawn", "exception", "leader", "/exceptions/{withdrawn}"),
    State("exception-nothing-chosen", "decide", "east", "/exceptions/{asked}", _clicks("Decide"), status=400),
    State("exception-no-kind", "decide", "east", "/exceptions/{asked}",
          lambda page, scene: (page.check("#decision"), _clicks("Decide")(page, scene)), status=400),
    State("exception-no-reason", "decide", "east", "/exceptions/{asked}",
          lambda page, scene: (page.check("#refuse"), _clicks("Decide")(page, scene)), status=400),
    State("exception-end-no-reason", "end", "east", "/exceptions/{agreed}", _clicks("End this exception"), status=400),
    State("exception-just-ended", "end", "east", "/exceptions/{soon}",
          lambda page, scene: (page.fill("#end", "The visit was written up on the day."), _clicks("End this exception")(page, scene))),
    State("exception-just-withdrawn", "withdraw", "east", "/exceptions/{own}", _clicks("Take this request back")),
    # the week, and the nights
    State("cleared", "cleared", "officer", "/cleared"),
    State("cleared-nothing", "cleared", "officer", "/cleared", scene="nothing"),
    State("trend-all", "trend", "leader", "/trend"),
    State("trend-team", "trend", "officer", f"/trend?team={EAST}"),
    State("trend-one-night", "trend", "east", "/trend", scene="first"),
    State("trend-no-night", "trend", "leader", "/trend", scene="nothing"),
    # those who see no case
    State("trail", "trail", "auditor", "/trail"),
    State("trail-filtered", "trail", "auditor", "/trail?event=exception_asked&who=officer&since=2026-11-01"),
    State("trail-nothing-fits", "trail", "auditor", "/trail?who=nobody"),
    State("trail-not-whole", "trail", "auditor", "/trail", scene="tampered"),
    State("status", "status", "admin", "/status"),
    State("status-not-shown", "status", "admin", "/status", scene="stale"),
    State("status-no-pack", "status", "admin", "/status", scene="no_pack"),
    # what stands instead of a page
    State("error-400", "worklist", "officer", "/worklist?page=none", status=400),
    State("error-401", "take", "", "/sign-in", _sends("/flags/0000000000000000/take"), status=401),
    State("error-403", "take", "officer", "/about", _sends(_flag(TO_ASK) + "/take", csrf="not ours"), status=403),
    State("error-404", "flag", "officer", "/flags/0000000000000000", status=404),
    State("error-404-member", "worklist", "member", "/worklist", status=404),
    State("error-405", "worklist", "officer", "/about", _sends("/worklist"), status=405),
    State("error-408", "about", "officer", "/about", _took_too_long, status=408),
    State("error-413", "ask", "officer", "/about", _sends(_flag(TO_ASK) + "/ask", reason="x" * 70_000), status=413),
    State("error-429", "worklist", "officer", "/worklist", _turns_to("/worklist"), scene="spent", status=429),
    State("error-500", "flag", "officer", _flag(2), scene="broken", status=500),
    State("error-503", "worklist", "officer", "/worklist", scene="unwritten", status=503),
)  # fmt: skip


class Reader:
    """One page of one browser, lent to each reader in turn, because a page of their own costs a second each: reaches states."""

    def __init__(self, browser: Browser, there: Served, scenes: Scenes, **told: object) -> None:
        self._there, self._scenes = there, scenes
        self._context: BrowserContext = browser.new_context(**told)  # type: ignore[arg-type]
        self._page = self._context.new_page()
        self._page.set_default_timeout(10_000)
        self._answers: list[int] = []
        self._page.on("response", lambda got: self._answers.append(got.status) if got.request.is_navigation_request() else None)

    def at(self, state: State, size: Mapping[str, int] = DESK) -> Page:
        """The page in that state. Fails where another status came back than the state says."""
        scene, page = self._scenes.of(state.scene), self._page
        self._there.app = scene.app
        self._context.clear_cookies()
        if state.who:
            self._signs_in(scene, state.who)
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(self._there.address + state.goes.format_map(scene.requests))
        if state.does is not None:
            state.does(page, scene)
        page.wait_for_load_state()
        assert self._answers[-1] == state.status, f"{state.name}: {self._answers}"
        self._answers.clear()
        return page

    def _signs_in(self, scene: Scene, who: str) -> None:
        """With a session that is begun beside the form: the form has journeys of its own."""
        token = scene.app.desk.sessions.begin(PEOPLE[who], scene.clock())
        until = dt.datetime(2100, 1, 1, tzinfo=dt.UTC).timestamp()
        address = "https" + self._there.address[4:]
        kept = {"name": COOKIE, "value": token, "url": address, "expires": until, "secure": True, "httpOnly": True}
        self._context.add_cookies([kept])  # type: ignore[list-item]


def not_looked_at() -> list[str]:
    """Routes and errors that no state shows: none, or a page was added without one."""
    seen = {state.route for state in STATES}
    routes = [each.name for each in access.ROUTES if each.name not in seen and each.name not in NO_PAGE]
    statuses = {state.status for state in STATES}
    return routes + [f"error {status}" for status in app.ERRORS if status not in statuses]
