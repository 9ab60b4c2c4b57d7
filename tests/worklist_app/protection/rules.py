"""Who may know of which route and what it is about: written here from the specification, and not taken from the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fscp_readiness.vocabulary import Role
from tests.worklist_app.protection.door import ALL, OWN

ROWS_SHOWN, NO_LISTS, TOO_OLD, RESTRICTED_SINCE = "rows shown", "no lists", "pack too old", "child restricted since yesterday"
NIGHTS = (ROWS_SHOWN, NO_LISTS, TOO_OLD, RESTRICTED_SINCE)
NO_ROWS = (NO_LISTS, TOO_OLD)

NOTHING, NUMBERS, ROWS, ONE = "no child", "numbers of teams", "rows of teams", "one row"

SEES = {Role.LEADERSHIP, Role.DATA_OFFICER, Role.TEAM_MANAGER, Role.QUALITY_AUDITOR}
WHOLE = {Role.LEADERSHIP, Role.DATA_OFFICER, Role.TEAM_MANAGER}
WORKS = {Role.DATA_OFFICER, Role.TEAM_MANAGER}
JUDGES = {Role.LEADERSHIP, Role.TEAM_MANAGER}
EVERYBODY = set(Role)


@dataclass(frozen=True)
class Rule:
    """What a route is for.

    roles   who may know that it is there; None: whoever asks, signed in or not
    about   what it shows or changes
    status  of the answer where nothing stands against it; ``nobody``: of the answer to somebody not signed in, where roles is None
    """

    roles: set[Role] | None
    about: str
    status: int
    nobody: int = 0


EXPECTED: Mapping[str, Rule] = {
    "health": Rule(None, NOTHING, 200, 200),
    "still": Rule(None, NOTHING, 200, 200),
    "accessibility": Rule(None, NOTHING, 200, 200),
    "sign_in": Rule(None, NOTHING, 303, 200),
    "sign_in_said": Rule(None, NOTHING, 403, 403),  # without the token of its own page
    "sign_in_begun": Rule(None, NOTHING, 404, 404),  # another kind of sign-in is in force
    "sign_in_answered": Rule(None, NOTHING, 404, 404),
    "signed_out": Rule(EVERYBODY, NOTHING, 303),
    "home": Rule(EVERYBODY, NOTHING, 303),
    "about": Rule(EVERYBODY, NOTHING, 200),
    "members": Rule({Role.CABINET_MEMBER}, NOTHING, 200),
    "worklist": Rule(SEES, ROWS, 200),
    "download": Rule(WHOLE, ROWS, 200),
    "flag": Rule(SEES, ONE, 200),
    "take": Rule(WORKS, ONE, 303),
    "leave": Rule(WORKS, ONE, 303),
    "ask": Rule(WORKS, ONE, 303),
    "exceptions": Rule(WHOLE, ROWS, 200),
    "exception": Rule(WHOLE, ONE, 200),
    "decide": Rule(JUDGES, ONE, 303),
    "end": Rule(JUDGES, ONE, 303),
    "withdraw": Rule(WORKS, ONE, 303),
    "cleared": Rule(WHOLE, ROWS, 200),
    "trend": Rule(WHOLE, NUMBERS, 200),
    "trail": Rule({Role.AUDITOR}, NOTHING, 200),
    "status": Rule({Role.ADMINISTRATOR}, NOTHING, 200),
}


def expected(name: str, role: Role, reach: str, night: str) -> int:
    """The status that somebody signed in must get."""
    rule = EXPECTED[name]
    if rule.roles is None:
        return rule.status
    if role not in rule.roles:
        return 404
    if rule.about != NOTHING and night in NO_ROWS:
        return 503
    if rule.about == ONE and (reach not in (OWN, ALL) or night == RESTRICTED_SINCE):
        return 404
    return rule.status


def expected_of_nobody(name: str, method: str) -> int:
    """The status that somebody not signed in must get."""
    rule = EXPECTED[name]
    return rule.nobody if rule.roles is None else 303 if method == "GET" else 401
