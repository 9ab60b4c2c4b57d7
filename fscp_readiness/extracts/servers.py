"""What each kind of database server is told before it is read: encrypt, refuse writing, show one moment, and stop when it takes too long.

PostgreSQL and SQLite run in the tests. SQL Server and Oracle are written from their makers' manuals and are tested as statements only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from fscp_readiness.settings.database import Database

from .problems import ArgumentsProblem

_HERE: Final = ("", "localhost", "127.0.0.1", "::1")
_MS: Final = 1000


@dataclass(frozen=True)
class Server:
    """How one kind of server is asked.

    opening      statements that begin the look: read-only, one moment, limits
    who          one row: the server's own name and the database's, or blank where there is no asking
    may_write    one row with a number over nought where the login may change what is read; blank where there is no asking
    connect      the driver's own arguments, from the limits
    """

    opening: tuple[str, ...] = ()
    who: str = ""
    may_write: str = ""
    connect: Mapping[str, Any] = field(default_factory=dict)


def server(url: sa.URL, limits: Database) -> Server:
    """What the server of this address is told. Raises ArgumentsProblem ARG-05 where the address would let it talk in the clear."""
    kind = url.get_backend_name()
    _encrypted(url, kind)
    match kind:
        case "sqlite":
            return Server(("PRAGMA query_only = ON", "BEGIN"))
        case "postgresql":
            return _postgresql(url, limits)
        case "mssql":
            return _sql_server(limits)
        case "oracle":
            return _oracle(limits)
        case _:
            return Server()


def _postgresql(url: sa.URL, limits: Database) -> Server:
    connect: dict[str, Any] = {"connect_timeout": limits.seconds_to_connect, "application_name": "fscp-readiness"}
    if not _local(url) and "sslmode" not in url.query:
        connect["sslmode"] = "verify-full"
    return Server(
        opening=(
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            f"SET LOCAL statement_timeout = {limits.seconds_a_query * _MS}",
            f"SET LOCAL lock_timeout = {limits.seconds_for_a_lock * _MS}",
            f"SET LOCAL idle_in_transaction_session_timeout = {limits.seconds_a_query * _MS}",
        ),
        who="SELECT coalesce(host(inet_server_addr()), ''), current_database()",
        may_write=(
            "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND left(relname, 4) IN ('ssd_', 'ext_') "
            "AND has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE')"
        ),
        connect=connect,
    )


def _sql_server(limits: Database) -> Server:
    return Server(
        opening=(
            "SET TRANSACTION ISOLATION LEVEL SNAPSHOT",
            f"SET LOCK_TIMEOUT {limits.seconds_for_a_lock * _MS}",
            "SET DEADLOCK_PRIORITY LOW",
            "SELECT TOP (1) 1 FROM sys.objects",  # the moment begins with the first row read, not with the settings
        ),
        who="SELECT @@SERVERNAME, DB_NAME()",
        may_write=(
            "SELECT COUNT(*) FROM sys.objects WHERE type IN ('U', 'V') AND LEFT(name, 4) IN ('ssd_', 'ext_') AND 1 IN ("
            "HAS_PERMS_BY_NAME(QUOTENAME(SCHEMA_NAME(schema_id)) + '.' + QUOTENAME(name), 'OBJECT', 'INSERT'), "
            "HAS_PERMS_BY_NAME(QUOTENAME(SCHEMA_NAME(schema_id)) + '.' + QUOTENAME(name), 'OBJECT', 'UPDATE'), "
            "HAS_PERMS_BY_NAME(QUOTENAME(SCHEMA_NAME(schema_id)) + '.' + QUOTENAME(name), 'OBJECT', 'DELETE'))"
        ),
        connect={"timeout": limits.seconds_to_connect},
    )


def _oracle(limits: Database) -> Server:
    return Server(
        opening=("SET TRANSACTION READ ONLY",),
        who="SELECT SYS_CONTEXT('USERENV', 'SERVER_HOST'), SYS_CONTEXT('USERENV', 'DB_NAME') FROM DUAL",
        may_write=(
            "SELECT (SELECT COUNT(*) FROM session_privs WHERE privilege IN ('INSERT ANY TABLE', 'UPDATE ANY TABLE', 'DELETE ANY TABLE')) + "
            "(SELECT COUNT(*) FROM user_tab_privs WHERE privilege IN ('INSERT', 'UPDATE', 'DELETE') AND grantee IN "
            "(SELECT USER FROM DUAL UNION ALL SELECT role FROM session_roles)) FROM DUAL"
        ),
        connect={"tcp_connect_timeout": limits.seconds_to_connect},
    )


def after_connecting(kind: str, connection: Any, limits: Database) -> None:  # noqa: ANN401 - the driver's own connection
    """The limit on one query, where the driver keeps it and not a statement: SQL Server (pyodbc) and Oracle (oracledb)."""
    if kind == "mssql":
        connection.timeout = limits.seconds_a_query
    elif kind == "oracle":
        connection.call_timeout = limits.seconds_a_query * _MS


def _local(url: sa.URL) -> bool:
    host = url.host or str(url.query.get("host", ""))
    return host in _HERE or host.startswith("/")


def _encrypted(url: sa.URL, kind: str) -> None:
    """Nothing about a child goes over a network that can be read on the way, and nobody may pass for the server."""
    if _local(url):
        return
    given = {key.lower(): str(value).lower() for key, value in url.query.items()}
    weak = {
        "postgresql": given.get("sslmode", "verify-full") not in ("verify-full", "verify-ca"),
        "mssql": given.get("trustservercertificate", "no") in ("yes", "true") or given.get("encrypt", "yes") in ("no", "optional", "false"),
    }
    if weak.get(kind):
        raise ArgumentsProblem(
            "ARG-05",
            "The database's address allows a connection that is not encrypted, or to a server that proves nothing of itself. "
            "Nothing was read. Leave the setting out (the certificate is then checked), or have the server's certificate installed here.",
        )
