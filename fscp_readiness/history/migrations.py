"""How the store's tables came to be, step by step. A step that has run at a council is never edited: the next one takes the next number.

Each step is one transaction, with its own number in it: killed at any moment, it has happened or it has not. The words are plain SQL
that SQLite and PostgreSQL both read, but for the names of three types and SQLite's STRICT, without which '00123' would become 123. Text is
put in order by its bytes in both: PostgreSQL would otherwise go by the language its database was made for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, text

Step = Callable[[Connection], None]


def _run(connection: Connection, *statements: str) -> None:
    lite = connection.dialect.name == "sqlite"
    words = {"INT": "INTEGER", "REAL": "REAL", "STRICT": " STRICT"} if lite else {"INT": "BIGINT", "REAL": "DOUBLE PRECISION", "STRICT": ""}
    for statement in statements:
        said = statement.format(**words)
        connection.execute(text(said if lite else re.sub(r"\bTEXT\b", 'TEXT COLLATE "C"', said)))


def first(connection: Connection) -> None:
    """Runs and what they read, the packs they made, the intervals of flags, the measures, and what people decided."""
    _run(
        connection,
        """CREATE TABLE run (
            as_at TEXT NOT NULL PRIMARY KEY, run TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('kept', 'published')),
            source_hash TEXT NOT NULL, config_hash TEXT NOT NULL, code_version TEXT NOT NULL, standards_version TEXT NOT NULL,
            framework TEXT NOT NULL, data_date TEXT NOT NULL, audit_number {INT} NOT NULL, audit_mac TEXT NOT NULL){STRICT}""",
        """CREATE TABLE pack (
            run TEXT NOT NULL PRIMARY KEY, as_at TEXT NOT NULL, manifest_hash TEXT NOT NULL){STRICT}""",
        """CREATE TABLE table_load (
            as_at TEXT NOT NULL REFERENCES run (as_at), table_name TEXT NOT NULL, rows_read {INT} NOT NULL, state TEXT NOT NULL,
            data_date TEXT NOT NULL, vanished {INT} NOT NULL, gate TEXT NOT NULL, PRIMARY KEY (as_at, table_name)){STRICT}""",
        """CREATE TABLE config_version (
            hash TEXT NOT NULL PRIMARY KEY, from_on TEXT NOT NULL){STRICT}""",
        """CREATE TABLE acceptance (
            as_at TEXT NOT NULL, table_name TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL, said_at TEXT NOT NULL,
            PRIMARY KEY (as_at, table_name)){STRICT}""",
        """CREATE TABLE reading (
            number {INT} NOT NULL PRIMARY KEY, reader TEXT NOT NULL, read_on TEXT NOT NULL, as_at TEXT NOT NULL, code TEXT NOT NULL,
            decided TEXT NOT NULL, said_by TEXT NOT NULL){STRICT}""",
        """CREATE TABLE standard (
            code TEXT NOT NULL, from_on TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (code, from_on)){STRICT}""",
        """CREATE TABLE flag_interval (
            flag TEXT NOT NULL, spell {INT} NOT NULL, from_on TEXT NOT NULL, until_on TEXT,
            code TEXT NOT NULL, record_table TEXT NOT NULL, record_id TEXT NOT NULL, child_id TEXT NOT NULL, field TEXT NOT NULL,
            kind TEXT NOT NULL, severity TEXT NOT NULL, service TEXT NOT NULL, team TEXT NOT NULL, first_seen TEXT NOT NULL,
            not_seen_on TEXT, last_seen TEXT NOT NULL, state TEXT NOT NULL, ended_on TEXT, PRIMARY KEY (flag, spell, from_on)){STRICT}""",
        "CREATE INDEX flag_interval_open ON flag_interval (until_on, from_on)",
        """CREATE TABLE measure (
            as_at TEXT NOT NULL REFERENCES run (as_at), code TEXT NOT NULL, counting TEXT NOT NULL, scope TEXT NOT NULL,
            group_name TEXT NOT NULL, in_scope {INT}, met {INT}, not_met {INT}, not_recorded {INT}, excepted {INT},
            low {REAL}, high {REAL}, value {REAL}, target {REAL}, floor {REAL}, unit TEXT, status TEXT,
            PRIMARY KEY (as_at, code, counting, scope, group_name)){STRICT}""",
        "CREATE INDEX measure_by_code ON measure (code, counting, scope, group_name, as_at)",
    )


def second(connection: Connection) -> None:
    """The audit trail: rows are added, and neither changed nor taken away."""
    _run(
        connection,
        """CREATE TABLE audit (
            number {INT} NOT NULL PRIMARY KEY, said_at TEXT NOT NULL, event TEXT NOT NULL, who TEXT NOT NULL, about TEXT NOT NULL,
            previous TEXT NOT NULL, mac TEXT NOT NULL){STRICT}""",
    )
    if connection.dialect.name == "sqlite":
        _guard(connection)
    else:
        _run(
            connection,
            "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append only'; END $$",
            "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION append_only()",
            "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION append_only()",
        )


def _guard(connection: Connection) -> None:
    for what in ("UPDATE", "DELETE"):
        _run(connection, f"CREATE TRIGGER audit_no_{what.lower()} BEFORE {what} ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END")


@contextmanager
def guards_down(connection: Connection) -> Iterator[None]:
    """For retention alone: while it lasts the trail's rows can be deleted, within a transaction that puts the guards up again."""
    lite = connection.dialect.name == "sqlite"
    if lite:
        _run(connection, "DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete")
    else:
        _run(connection, "ALTER TABLE audit DISABLE TRIGGER audit_append_only")
    yield
    if lite:
        _guard(connection)
    else:
        _run(connection, "ALTER TABLE audit ENABLE TRIGGER audit_append_only")


def third(connection: Connection) -> None:
    """What each judgement was told to be, and whether all that Evidence ready needs held that night but for the nights running."""
    _run(
        connection,
        """CREATE TABLE judgement (
            as_at TEXT NOT NULL REFERENCES run (as_at), framework TEXT NOT NULL, judgement TEXT NOT NULL, word TEXT NOT NULL,
            all_else_held {INT} NOT NULL, PRIMARY KEY (as_at, framework, judgement)){STRICT}""",
    )


def fourth(connection: Connection) -> None:
    """Exceptions, from asked to their end, and who has said that they are putting a row right. Reasons are in the people's own words."""
    _run(
        connection,
        """CREATE TABLE exception_signoff (
            number {INT} NOT NULL PRIMARY KEY, flag TEXT NOT NULL, code TEXT NOT NULL, record_table TEXT NOT NULL, record_id TEXT NOT NULL,
            field TEXT NOT NULL, child_id TEXT NOT NULL, team TEXT NOT NULL, fingerprint TEXT NOT NULL, asked_by TEXT NOT NULL,
            asked_name TEXT NOT NULL, asked_role TEXT NOT NULL, asked_at TEXT NOT NULL, asked_for TEXT NOT NULL, reason TEXT NOT NULL,
            until TEXT NOT NULL, state TEXT NOT NULL, category TEXT NOT NULL, decided_by TEXT NOT NULL, decided_name TEXT NOT NULL,
            decided_role TEXT NOT NULL, decided_at TEXT NOT NULL, decided_for TEXT NOT NULL, decided_why TEXT NOT NULL,
            agreed {INT} NOT NULL, ended_on TEXT NOT NULL, ended_by TEXT NOT NULL, ended_why TEXT NOT NULL){STRICT}""",
        "CREATE INDEX exception_by_flag ON exception_signoff (flag, number)",
        "CREATE UNIQUE INDEX exception_one_asked ON exception_signoff (flag) WHERE state = 'asked'",
        """CREATE TABLE taken (
            flag TEXT NOT NULL PRIMARY KEY, who TEXT NOT NULL, name TEXT NOT NULL, said_at TEXT NOT NULL){STRICT}""",
    )


def fifth(connection: Connection) -> None:
    """What was released: every Cabinet paper in its states, every figure told elsewhere, and what each lets its readers know."""
    _run(
        connection,
        """CREATE TABLE release_entry (
            number {INT} NOT NULL PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('paper', 'told')), month TEXT NOT NULL,
            edition {INT} NOT NULL, audience TEXT NOT NULL, policy TEXT NOT NULL, as_at TEXT NOT NULL, run TEXT NOT NULL,
            state TEXT NOT NULL, prepared_by TEXT NOT NULL, prepared_at TEXT NOT NULL, approved_by TEXT NOT NULL, approved_at TEXT NOT NULL,
            issued_by TEXT NOT NULL, issued_at TEXT NOT NULL, refused_by TEXT NOT NULL, refused_at TEXT NOT NULL, why TEXT NOT NULL,
            files TEXT NOT NULL, words_hash TEXT NOT NULL, figures_hash TEXT NOT NULL, counts TEXT NOT NULL, lost TEXT NOT NULL,
            place TEXT NOT NULL, promises TEXT NOT NULL){STRICT}""",
        "CREATE INDEX release_by_month ON release_entry (month, number)",
        """CREATE UNIQUE INDEX release_one_open ON release_entry (month, audience)
            WHERE kind = 'paper' AND state IN ('prepared', 'approved')""",
        """CREATE TABLE release_line (
            entry {INT} NOT NULL REFERENCES release_entry (number), line {INT} NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('statement', 'hidden')), said TEXT NOT NULL, PRIMARY KEY (entry, line)){STRICT}""",
    )


def sixth(connection: Connection) -> None:
    """Each bundle that was made, for a rehearsal or a real call: how long it took and what was lacking."""
    _run(
        connection,
        """CREATE TABLE rehearsal (
            number {INT} NOT NULL PRIMARY KEY, day TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('rehearsal', 'call')),
            run TEXT NOT NULL, as_at TEXT NOT NULL, framework TEXT NOT NULL, seconds {REAL} NOT NULL, asked {INT} NOT NULL,
            failed {INT} NOT NULL, gaps {INT} NOT NULL, fit {INT} NOT NULL, documents {INT} NOT NULL, ready {INT} NOT NULL,
            who TEXT NOT NULL, said_at TEXT NOT NULL, zip_hash TEXT NOT NULL){STRICT}""",
        "CREATE INDEX rehearsal_by_day ON rehearsal (day, number)",
    )


def seventh(connection: Connection) -> None:
    """Who asked that nothing be deleted, the children whose id must not come back, and the highest numbers that rows which are gone had."""
    _run(
        connection,
        """CREATE TABLE hold (
            number {INT} NOT NULL PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('inspection', 'inquiry', 'claim')),
            child_id TEXT NOT NULL, days_from TEXT NOT NULL, days_to TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
            placed_at TEXT NOT NULL, until TEXT NOT NULL, lifted_by TEXT NOT NULL, lifted_at TEXT NOT NULL){STRICT}""",
        """CREATE TABLE tombstone (
            number {INT} NOT NULL PRIMARY KEY, mac TEXT NOT NULL UNIQUE, why TEXT NOT NULL, who TEXT NOT NULL,
            said_at TEXT NOT NULL){STRICT}""",
        "CREATE TABLE highest (what TEXT NOT NULL PRIMARY KEY, number {INT} NOT NULL){STRICT}",
    )


STEPS: Final[tuple[Step, ...]] = (first, second, third, fourth, fifth, sixth, seventh)
