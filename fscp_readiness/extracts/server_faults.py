"""A database's refusals, told apart by the codes that drivers give, and said in words that repeat nothing of theirs.

A driver's own sentence may hold the address with its password, the statement, or a value: none of it is ever passed on.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, TimeoutError


class Fault(StrEnum):
    """What went wrong, by the code that readers are given."""

    NO_ANSWER = "SRC-01"
    NO_SUCH_HOST = "SRC-02"
    NO_LOGIN = "SRC-03"
    NO_PROOF = "SRC-04"  # the server's certificate
    TOO_SLOW = "SRC-05"
    BROKE_OFF = "SRC-06"
    TURNED_AWAY = "SRC-07"  # a deadlock's victim, or a snapshot that the server could keep no longer
    NO_RIGHT = "SRC-13"


BEGIN_AGAIN: Final = (Fault.BROKE_OFF, Fault.TURNED_AWAY)
"""After these the moment that was being read is gone: the whole look begins again, and two halves are never put together."""

_BY_STATE: Final = {
    "28P01": Fault.NO_LOGIN, "28000": Fault.NO_LOGIN, "57014": Fault.TOO_SLOW, "HYT00": Fault.TOO_SLOW, "55P03": Fault.TOO_SLOW,
    "40001": Fault.TURNED_AWAY, "40P01": Fault.TURNED_AWAY, "42501": Fault.NO_RIGHT, "57P01": Fault.BROKE_OFF, "57P02": Fault.BROKE_OFF,
    "08S01": Fault.BROKE_OFF, "08003": Fault.BROKE_OFF, "08006": Fault.BROKE_OFF, "25P03": Fault.BROKE_OFF,
}  # fmt: skip
"""SQLSTATE, as PostgreSQL and ODBC give it."""

_BY_NUMBER: Final = {
    18456: Fault.NO_LOGIN, 18486: Fault.NO_LOGIN, 18487: Fault.NO_LOGIN, 229: Fault.NO_RIGHT, 1205: Fault.TURNED_AWAY,
    3960: Fault.TURNED_AWAY, 1222: Fault.TOO_SLOW, 1017: Fault.NO_LOGIN, 28000: Fault.NO_LOGIN, 1031: Fault.NO_RIGHT, 942: Fault.NO_RIGHT,
    1555: Fault.TURNED_AWAY, 60: Fault.TURNED_AWAY, 3136: Fault.TOO_SLOW, 3113: Fault.BROKE_OFF, 3114: Fault.BROKE_OFF,
    12541: Fault.NO_ANSWER, 12545: Fault.NO_SUCH_HOST,
}  # fmt: skip
"""SQL Server's message numbers and Oracle's ORA- numbers, of which none that is named here means two things."""

_BY_WORDS: Final = (
    (re.compile(r"certificate|SSL error|tlsv1|server does not support SSL", re.I), Fault.NO_PROOF),
    (re.compile(r"could not translate host name|name or service not known|no such host|getaddrinfo", re.I), Fault.NO_SUCH_HOST),
    (re.compile(r"password authentication failed|no password supplied|role .* does not exist|login failed", re.I), Fault.NO_LOGIN),
    (re.compile(r"server closed the connection|connection .*(reset|lost|broken)|terminating connection", re.I), Fault.BROKE_OFF),
)  # fmt: skip
"""Where a driver gives no code: libpq's own words before a session is there."""

_NUMBER: Final = re.compile(r"(?:ORA-0*|DPY-|\()(\d{2,5})\b")


def fault_of(problem: SQLAlchemyError) -> Fault:
    """What this was. What is not known is no answer: it may pass, and it is tried again."""
    if isinstance(problem, TimeoutError):
        return Fault.NO_ANSWER
    if not isinstance(problem, DBAPIError):
        return Fault.NO_ANSWER
    driver = problem.orig
    state = str(getattr(driver, "sqlstate", None) or getattr(driver, "pgcode", None) or "")
    arguments = getattr(driver, "args", ())
    if not state and arguments and isinstance(arguments[0], str) and re.fullmatch(r"[0-9A-Z]{5}", arguments[0]):
        state = arguments[0]
    words = " ".join(str(each) for each in arguments)
    number = getattr(arguments[0], "code", None) if arguments else None
    numbers = [number] if isinstance(number, int) else [int(each) for each in _NUMBER.findall(words)]
    for each in numbers:
        if each in _BY_NUMBER:
            return _BY_NUMBER[each]
    if state in _BY_STATE:
        return _BY_STATE[state]
    for pattern, fault in _BY_WORDS:
        if pattern.search(words):
            return fault
    return Fault.BROKE_OFF if problem.connection_invalidated else Fault.NO_ANSWER


def sentence(fault: Fault, name: str, seconds: int = 0) -> str:
    """What stopped the whole look, where, and what to do. ``name``: the database's, without login or password."""
    return {
        Fault.NO_ANSWER: f"The case-management reporting database {name} did not answer. IT: is the reporting server running?",
        Fault.NO_SUCH_HOST: f"Nothing is found under the name of the reporting database {name}. IT: has its name or a firewall changed?",
        Fault.NO_LOGIN: (
            f"The reporting database {name} refused the login. It is tried once more and not again, so that the account is not locked. "
            "IT: has the password expired, or is the account locked?"
        ),
        Fault.NO_PROOF: (
            f"The reporting database {name} could not prove that it is the right server (its certificate), and nothing is read from it "
            "unencrypted. IT: has the certificate expired, or is its issuer not known here?"
        ),
        Fault.TOO_SLOW: f"The reporting database {name} took longer than {seconds} seconds over a question, and was told to stop.",
        Fault.BROKE_OFF: f"The connection to the reporting database {name} broke off each time that it was read.",
        Fault.TURNED_AWAY: f"The reporting database {name} broke off the look at it each time, because others were changing it.",
        Fault.NO_RIGHT: f"The login may not read what it needs of the reporting database {name}.",
    }[fault]


def of_a_table(fault: Fault, table: str, seconds: int) -> str:
    """Why one table was not read, while the others were."""
    return {
        Fault.TOO_SLOW: f"The table {table} took longer than {seconds} seconds, and the server was told to stop. IT: is an index missing?",
        Fault.BROKE_OFF: f"The connection broke off each time that the table {table} was read. The others were read without it.",
        Fault.TURNED_AWAY: f"Others were changing the table {table} each time that it was read. The others were read without it.",
        Fault.NO_RIGHT: f"The table {table} could not be read; has the login lost its right to it?",
    }.get(fault, f"The table {table} could not be read. IT: does it, or the view, still work on the server?")
