"""Who may do what with a worklist row: a question answered yes or no, and a check that says in English why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from fscp_readiness.settings.service import Exceptions
from fscp_readiness.vocabulary import Role

from ..rules import NotAllowed, answered

ROLE_WORDS: Final = {
    Role.LEADERSHIP: "leadership",
    Role.DATA_OFFICER: "data officer",
    Role.TEAM_MANAGER: "team manager",
    Role.QUALITY_AUDITOR: "quality auditor",
    Role.CABINET_MEMBER: "Cabinet member",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
}

SENIORITY: Final = {Role.DATA_OFFICER: 1, Role.TEAM_MANAGER: 2, Role.LEADERSHIP: 3}
"""Who stands above whom when an exception is decided. The other roles neither ask nor decide."""

SEES_CHILDREN: Final = frozenset({Role.LEADERSHIP, Role.DATA_OFFICER, Role.TEAM_MANAGER, Role.QUALITY_AUDITOR})


@dataclass(frozen=True)
class Person:
    """Somebody who signed in.

    who    the name they sign in by, the same every time
    name   as others read it, with the post
    teams  the teams whose rows they answer for; None: every team
    """

    who: str
    name: str
    role: Role
    teams: frozenset[str] | None = frozenset()


class Row(Protocol):
    """What these rules need to know of a row, or of a request about one."""

    @property
    def code(self) -> str: ...
    @property
    def team(self) -> str: ...


class Asked(Row, Protocol):
    """A request about a row, with who asked it."""

    @property
    def asked_by(self) -> str: ...
    @property
    def asked_role(self) -> str: ...


def may_see_row(person: Person, row: Row) -> bool:
    """May this person read this row? A quality auditor's sample is drawn beside this."""
    return answered(lambda: check_sees_row(person, row))


def check_sees_row(person: Person, row: Row) -> None:
    """Raise NotAllowed unless the person's role sees children and the row is one of their teams'."""
    if person.role not in SEES_CHILDREN:
        raise NotAllowed(f"A {ROLE_WORDS[person.role]} sees no child's record here.", "ROL-01")
    if person.teams is not None and row.team not in person.teams:
        raise NotAllowed("The row belongs to another team.", "ROL-02")


def may_ask(person: Person, row: Row) -> bool:
    """May this person ask that a row be no error?"""
    return answered(lambda: check_asks(person, row))


def check_asks(person: Person, row: Row) -> None:
    """Raise NotAllowed unless the person answers for the row as a data officer or its team's manager."""
    if person.role not in (Role.DATA_OFFICER, Role.TEAM_MANAGER):
        raise NotAllowed("Data officers and team managers ask for exceptions.", "ROL-03")
    check_sees_row(person, row)


def may_decide(person: Person, request: Asked, rules: Exceptions) -> bool:
    """May this person agree or refuse this request?"""
    return answered(lambda: check_decides(person, request, rules))


def check_decides(person: Person, request: Asked, rules: Exceptions) -> None:
    """Raise NotAllowed unless the person is another than who asked, stands above them, and answers for the team."""
    check_may_end(person, request, rules)
    if person.who == request.asked_by:
        raise NotAllowed("An exception is decided by somebody other than whoever asked for it.", "ROL-04")
    if SENIORITY[person.role] <= SENIORITY.get(Role(request.asked_role), 0):
        raise NotAllowed("An exception is decided by somebody more senior than whoever asked for it.", "ROL-05")


def may_end(person: Person, request: Asked, rules: Exceptions) -> bool:
    """May this person end an agreed exception before its day?"""
    return answered(lambda: check_may_end(person, request, rules))


def check_may_end(person: Person, request: Asked, rules: Exceptions) -> None:
    """Raise NotAllowed unless the person decides on exceptions of that standard and team."""
    if person.role not in (Role.TEAM_MANAGER, Role.LEADERSHIP):
        raise NotAllowed("Team managers and the leadership decide on exceptions.", "ROL-06")
    check_sees_row(person, request)
    if request.code in rules.leadership_only and person.role is not Role.LEADERSHIP:
        raise NotAllowed("Exceptions to this standard are decided by the leadership.", "ROL-07")


def may_withdraw(person: Person, request: Asked) -> bool:
    """May this person take a request back?"""
    return answered(lambda: check_withdraws(person, request))


def check_withdraws(person: Person, request: Asked) -> None:
    """Raise NotAllowed unless the person is who asked."""
    if person.who != request.asked_by:
        raise NotAllowed("A request is taken back by whoever made it.", "ROL-08")


def may_take(person: Person, row: Row) -> bool:
    """May this person say that they are putting the row right?"""
    return answered(lambda: check_takes(person, row))


def check_takes(person: Person, row: Row) -> None:
    """Raise NotAllowed unless the person puts records of that team right."""
    if person.role not in (Role.DATA_OFFICER, Role.TEAM_MANAGER):
        raise NotAllowed("Data officers and team managers put rows right.", "ROL-09")
    check_sees_row(person, row)


def may_leave(person: Person, row: Row, taken_by: str) -> bool:
    """May this person say that nobody is putting the row right any more?"""
    return answered(lambda: check_leaves(person, row, taken_by))


def check_leaves(person: Person, row: Row, taken_by: str) -> None:
    """Raise NotAllowed unless the person took the row, or is its team's manager."""
    check_takes(person, row)
    if person.who != taken_by and person.role is not Role.TEAM_MANAGER:
        raise NotAllowed("A row is left by whoever took it, or by the team's manager.", "ROL-10")
