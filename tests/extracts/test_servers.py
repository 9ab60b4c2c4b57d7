"""What each kind of server is told, as statements: those that have no server here are read here and nowhere run."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError, ProgrammingError

from fscp_readiness.extracts.server_faults import Fault, fault_of, of_a_table, sentence
from fscp_readiness.extracts.servers import after_connecting, server
from fscp_readiness.settings.database import Database

LIMITS = Database(seconds_a_query=90, seconds_for_a_lock=7, seconds_to_connect=5)


class Theirs(Exception):
    """A driver's own complaint."""

    def __init__(self, *given: object, sqlstate: str = "") -> None:
        super().__init__(*given)
        self.sqlstate = sqlstate


class OraclesOwn:
    def __init__(self, code: int) -> None:
        self.code = code


def test_sql_server_shows_one_moment_and_gives_way_to_others():
    told = server(sa.make_url("mssql+pyodbc://reporting/ssd"), LIMITS)
    assert told.opening[:2] == ("SET TRANSACTION ISOLATION LEVEL SNAPSHOT", "SET LOCK_TIMEOUT 7000")
    assert "SET DEADLOCK_PRIORITY LOW" in told.opening and "@@SERVERNAME" in told.who and "HAS_PERMS_BY_NAME" in told.may_write
    assert told.connect == {"timeout": 5}


def test_oracle_shows_one_moment_and_refuses_writing():
    told = server(sa.make_url("oracle+oracledb://reporting/ssd"), LIMITS)
    assert told.opening == ("SET TRANSACTION READ ONLY",) and "SYS_CONTEXT" in told.who and told.connect == {"tcp_connect_timeout": 5}


def test_the_limit_on_one_query_is_the_drivers_where_it_is_no_statement():
    class Connection:
        timeout = call_timeout = 0

    pyodbc, oracledb = Connection(), Connection()
    after_connecting("mssql", pyodbc, LIMITS)
    after_connecting("oracle", oracledb, LIMITS)
    assert (pyodbc.timeout, oracledb.call_timeout) == (90, 90_000)


def test_postgresql_checks_the_servers_certificate_where_it_is_another_machine():
    assert server(sa.make_url("postgresql://reporting/ssd"), LIMITS).connect["sslmode"] == "verify-full"
    assert "sslmode" not in server(sa.make_url("postgresql://localhost/ssd"), LIMITS).connect


@pytest.mark.parametrize(
    ("driver", "fault"),
    [
        (Theirs("28000", "[28000] [Microsoft][ODBC Driver 18 for SQL Server]Login failed for user 'x'. (18456)"), "SRC-03"),
        (Theirs("HYT00", "[HYT00] [Microsoft]Query timeout expired (0) (SQLExecDirectW)"), "SRC-05"),
        (Theirs("40001", "[40001] Transaction (Process ID 55) was deadlocked (1205) (SQLExecDirectW)"), "SRC-07"),
        (Theirs("42000", "[42000] The SELECT permission was denied on the object (229) (SQLExecDirectW)"), "SRC-13"),
        (Theirs("08S01", "[08S01] Communication link failure (0)"), "SRC-06"),
        (Theirs(OraclesOwn(1017)), "SRC-03"),
        (Theirs(OraclesOwn(1555)), "SRC-07"),
        (Theirs(OraclesOwn(942)), "SRC-13"),
        (Theirs(OraclesOwn(3113)), "SRC-06"),
        (Theirs('could not translate host name "reporting" to address: Name or service not known'), "SRC-02"),
        (Theirs("SSL error: certificate verify failed"), "SRC-04"),
        (Theirs("something nobody has seen yet"), "SRC-01"),
        (Theirs("x", sqlstate="57014"), "SRC-05"),
    ],
)  # fmt: skip
def test_fault_002_each_makers_refusals_are_told_apart(driver: Exception, fault: str):
    assert fault_of(OperationalError("SELECT secret", {"id": "C000001"}, driver)) == fault
    assert fault_of(ProgrammingError("SELECT secret", {"id": "C000001"}, driver)) == fault


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_its_sentence_and_names_nothing_of_the_drivers(fault: Fault):
    whole, part = sentence(fault, "postgresql://reporting/ssd", 90), of_a_table(fault, "ssd_cp_visits", 90)
    assert "postgresql://reporting/ssd" in whole and whole.endswith((".", "?")) and "ssd_cp_visits" in part
