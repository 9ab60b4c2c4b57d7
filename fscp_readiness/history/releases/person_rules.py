"""Who may do what with a Cabinet paper: a question answered yes or no, and a check that says in English why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from fscp_readiness.vocabulary import Role

from ..rules import NotAllowed, answered

WHAT_TO_DO: Final = (
    'Who may approve stands in config/readers.toml: a block [[people]] with who, name and role = "leadership" for each. '
    "Then: cabinet approve --who, with the 'who' of that block."
)


@dataclass(frozen=True)
class Person:
    """Somebody who does something with a paper.

    who      the name they are known by, the same every time
    role     what config/readers.toml says of them; None where it does not name them
    account  the account of the machine that the command ran under; the audit trail names it beside them
    """

    who: str
    role: Role | None = None
    account: str = ""

    @property
    def told(self) -> str:
        """As the audit trail names them."""
        role = f" ({self.role})" if self.role else ""
        return f"{self.who}{role}" + (f" from the account {self.account}" if self.account and self.account != self.who else "")


class Prepared(Protocol):
    """What these rules need to know of a paper in the ledger."""

    @property
    def prepared_by(self) -> str: ...


def is_same(one: str, other: str) -> bool:
    """Are two names of one person? Case and spaces apart."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def check_named(person: Person) -> None:
    """Raise NotAllowed for somebody without a name: everything about a paper is done by a named person."""
    if not person.who.strip():
        raise NotAllowed("Everything about a paper is done by a named person: give --who, or set FSCP_READINESS_WHO.", "REL-20")


def may_approve(person: Person, paper: Prepared) -> bool:
    """May this person approve this paper?"""
    return answered(lambda: check_approves(person, paper))


def check_approves(person: Person, paper: Prepared) -> None:
    """Raise NotAllowed unless the person is another than whoever prepared the paper, and of the leadership."""
    check_named(person)
    if is_same(person.who, paper.prepared_by):
        raise NotAllowed(
            f"{person.who} prepared this paper, and a paper is approved by another person than whoever prepared it. "
            "Have that person say 'cabinet approve' with --who and their name.",
            "REL-21",
        )
    if person.role is None:
        raise NotAllowed(f"{person.who} is not among the people of config/readers.toml, so may not approve. {WHAT_TO_DO}", "REL-22")
    check_leads(person, "approves")


def may_refuse(person: Person) -> bool:
    """May this person refuse a paper?"""
    return answered(lambda: check_refuses(person))


def check_refuses(person: Person) -> None:
    """Raise NotAllowed unless the person is of the leadership: whoever prepared it may refuse their own."""
    check_named(person)
    check_leads(person, "refuses")


def check_leads(person: Person, does: str) -> None:
    """Raise NotAllowed unless the person's role is leadership."""
    if person.role is not Role.LEADERSHIP:
        said = f"a {person.role.replace('_', ' ')}" if person.role else "not among the people of config/readers.toml"
        raise NotAllowed(f"Somebody of the leadership {does} a paper, and {person.who} is {said}. {WHAT_TO_DO}", "REL-23")
