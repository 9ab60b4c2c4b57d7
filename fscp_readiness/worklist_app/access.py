"""Every route there is, who may use it, and whether it shows a child. The app registers these and no other; tests are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fscp_readiness.vocabulary import Role

ANYONE: Final = frozenset(Role)
"""With or without signing in, where the route says ``open``; else everybody who signed in."""

CASE: Final = frozenset({Role.LEADERSHIP, Role.DATA_OFFICER, Role.TEAM_MANAGER, Role.QUALITY_AUDITOR})
TEAMS: Final = frozenset({Role.LEADERSHIP, Role.DATA_OFFICER, Role.TEAM_MANAGER})
PUTS_RIGHT: Final = frozenset({Role.DATA_OFFICER, Role.TEAM_MANAGER})
DECIDES: Final = frozenset({Role.LEADERSHIP, Role.TEAM_MANAGER})

LOCAL, PROXY, OIDC = "local", "proxy", "oidc"


@dataclass(frozen=True)
class Route:
    """One page or form.

    name         of its handler, in pages/ or sign_in/
    child_level  it shows or changes rows about children: scoped, refused where restricted records are not known, written to the trail
    open         nobody need be signed in
    sign_in      the kind of sign-in that has it; blank: every kind
    """

    name: str
    method: str
    path: str
    roles: frozenset[Role]
    child_level: bool
    summary: str
    open: bool = False
    sign_in: str = ""


FLAG, NUMBER = "/flags/{flag}", "/exceptions/{number}"

ROUTES: Final[tuple[Route, ...]] = (
    Route("health", "GET", "/health", ANYONE, False, "Is the program there?", open=True),
    Route("still", "GET", "/still/{name}", ANYONE, False, "The style sheet and the letters.", open=True),
    Route("accessibility", "GET", "/accessibility", ANYONE, False, "The accessibility statement.", open=True),
    Route("sign_in", "GET", "/sign-in", ANYONE, False, "Where a reader signs in.", open=True),
    Route("sign_in_said", "POST", "/sign-in", ANYONE, False, "A name and a password.", open=True, sign_in=LOCAL),
    Route("sign_in_begun", "GET", "/sign-in/begin", ANYONE, False, "To the council's directory.", open=True, sign_in=OIDC),
    Route("sign_in_answered", "GET", "/sign-in/answer", ANYONE, False, "Back from the council's directory.", open=True, sign_in=OIDC),
    Route("signed_out", "POST", "/sign-out", ANYONE, False, "Ends the session."),
    Route("home", "GET", "/", ANYONE, False, "To the reader's own first page."),
    Route("about", "GET", "/about", ANYONE, False, "What this is and who may see what."),
    Route("members", "GET", "/members", frozenset({Role.CABINET_MEMBER}), False, "What there is for a Cabinet member."),
    Route("worklist", "GET", "/worklist", CASE, True, "Rows to put right, filtered and sorted."),
    Route("download", "GET", "/worklist.xlsx", TEAMS, True, "The same rows as an Excel workbook."),
    Route("flag", "GET", FLAG, CASE, True, "One row: what was found, why it matters, how it is put right."),
    Route("take", "POST", f"{FLAG}/take", PUTS_RIGHT, True, "I have this."),
    Route("leave", "POST", f"{FLAG}/leave", PUTS_RIGHT, True, "Nobody has this any more."),
    Route("ask", "POST", f"{FLAG}/ask", PUTS_RIGHT, True, "This is not an error because."),
    Route("exceptions", "GET", "/exceptions", TEAMS, True, "Exceptions asked for and agreed."),
    Route("exception", "GET", NUMBER, TEAMS, True, "One exception."),
    Route("decide", "POST", f"{NUMBER}/decide", DECIDES, True, "Agree or refuse."),
    Route("end", "POST", f"{NUMBER}/end", DECIDES, True, "End an agreed exception before its day."),
    Route("withdraw", "POST", f"{NUMBER}/withdraw", PUTS_RIGHT, True, "Take a request back."),
    Route("cleared", "GET", "/cleared", TEAMS, True, "What was cleared in the last seven days."),
    Route("trend", "GET", "/trend", TEAMS, False, "The teams' rows, night by night, in numbers."),
    Route("trail", "GET", "/trail", frozenset({Role.AUDITOR}), False, "The audit trail."),
    Route("status", "GET", "/status", frozenset({Role.ADMINISTRATOR}), False, "How the program is set up."),
)  # fmt: skip

BY_NAME: Final = {route.name: route for route in ROUTES}

HOME: Final = {
    Role.LEADERSHIP: "/worklist",
    Role.DATA_OFFICER: "/worklist",
    Role.TEAM_MANAGER: "/worklist",
    Role.QUALITY_AUDITOR: "/worklist",
    Role.CABINET_MEMBER: "/members",
    Role.AUDITOR: "/trail",
    Role.ADMINISTRATOR: "/status",
}
"""Where each role begins."""


def may_use(role: Role, route: Route) -> bool:
    """May somebody of this role use this route?"""
    return role in route.roles
