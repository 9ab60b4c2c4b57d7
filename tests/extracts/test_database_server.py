"""The database door against a real PostgreSQL, and what goes wrong there. Faults by their number."""

from __future__ import annotations

import gc
import itertools
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote

import pandas as pd
import psycopg
import pytest
import sqlalchemy as sa

from fscp_readiness import extracts
from fscp_readiness.extracts import ArgumentsProblem, Extract, SourceProblem, database
from fscp_readiness.extracts.database_look import look_at
from fscp_readiness.settings.sources import Sources
from tests.history.postgresql import running

sys.path.insert(0, str(Path(__file__).parent))
from council import AS_AT, TABLES, write_folder  # noqa: E402

NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE ROLE reader LOGIN")
            connection.execute("CREATE ROLE locked LOGIN")
        yield address


@pytest.fixture
def admin(server: str) -> Iterator[psycopg.Connection]:
    """A schema of its own with the council's tables in it, which the reader may read and no more."""
    schema = f"council{next(NUMBERS)}"
    with psycopg.connect(f"{server}&options=-csearch_path%3D{schema}", autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        for name, rows in TABLES.items():
            connection.execute(f"CREATE TABLE {name} ({', '.join(f'{column} text' for column in rows[0])}, shoe_size text)")
            for row in rows:
                connection.execute(f"INSERT INTO {name} VALUES ({', '.join(['%s'] * len(row))}, '38')", list(row.values()))
        connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO reader")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")
        yield connection
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def url(server: str, admin: psycopg.Connection) -> str:
    """The reader's address."""
    schema = admin.execute("SELECT current_schema()").fetchone()[0]
    return f"{server.replace('readiness@', 'reader@')}&options=-csearch_path%3D{schema}"


def settings(**database: object) -> Sources:
    return Sources.checked({**Sources.load().model_dump(), "database": database})


def read(url: str, **database: object) -> Extract:
    return extracts.read(url, settings(**database), as_at=AS_AT)


def state(extract: Extract, table: str) -> str:
    return str(extract.loads.set_index("table").loc[table, "state"])


def refusal(extract: Extract, table: str) -> str:
    return " ".join(extract.refused[extract.refused["table"].eq(table)]["code"])


def visits_from(admin: psycopg.Connection, body: str) -> None:
    """A view of visits that does something when it is read."""
    admin.execute(f"CREATE FUNCTION trouble() RETURNS text LANGUAGE plpgsql AS $$ BEGIN {body} RETURN 'V1'; END $$")
    admin.execute(
        "CREATE VIEW ssd_cp_visits AS SELECT trouble() AS cppv_cp_visit_id, 'C000001' AS cppv_person_id, '00123' AS cppv_cp_plan_id, "
        "date '2016-05-10' AS cppv_cp_visit_date"
    )
    admin.execute("GRANT SELECT ON ssd_cp_visits TO reader")


def test_a_server_reads_as_the_same_folder_does(url: str, tmp_path: Path):
    found, folder = read(url), extracts.read(str(write_folder(tmp_path / "ssd")), Sources.load(), as_at=AS_AT)
    for name in folder.tables.frames:
        pd.testing.assert_frame_equal(found.tables.frames[name], folder.tables.frames[name])
    assert "readiness" not in found.source_name and "reader" not in found.source_name and found.notes == []


def test_all_tables_are_read_as_they_were_at_one_moment(url: str, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch):
    """A child who is taken on while the night reads is in every table, or in none."""
    original, done = database._rows, []

    def rows_with_a_change(*given: object) -> list[tuple[object, ...]]:
        if not done:
            done.append(True)
            admin.execute("INSERT INTO ssd_person (pers_person_id) VALUES ('C000009')")
            admin.execute("INSERT INTO ssd_cp_plans (cppl_cp_plan_id, cppl_person_id) VALUES ('00999', 'C000009')")
        return original(*given)

    monkeypatch.setattr(database, "_rows", rows_with_a_change)
    found = read(url)
    assert done and "C000009" not in set(found.tables.people["child_id"]) and len(found.tables.cp_plans) == 2
    assert "C000009" in set(read(url).tables.people["child_id"])


def test_fault_001_a_server_that_does_not_answer_is_told_by_name_and_without_the_login():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    with pytest.raises(SourceProblem, match=r"did not answer.*IT.*\[SRC-01\]") as caught:
        extracts.read(f"postgresql://reader:secret@127.0.0.1:{port}/ssd", Sources.load(), as_at=AS_AT)
    assert "secret" not in str(caught.value) and "reader" not in str(caught.value) and f"127.0.0.1:{port}" in str(caught.value)


@pytest.fixture
def locked(server: str) -> Iterator[str]:
    """The address of a login that the server asks a password of."""
    folder = Path(unquote(parse_qs(server.partition("?")[2])["host"][0])) / "data"
    rules = folder / "pg_hba.conf"
    before = rules.read_text()
    owner = rules.stat()
    rules.write_text(f"local all locked scram-sha-256\n{before}")
    os.chown(rules, owner.st_uid, owner.st_gid)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("ALTER ROLE locked PASSWORD 'the-right-one'")
        connection.execute("SELECT pg_reload_conf()")
    yield server.replace("readiness@", "locked:the-wrong-one@")
    rules.write_text(before)


def test_fault_003_a_wrong_password_is_not_tried_until_the_account_is_locked(locked: str, monkeypatch: pytest.MonkeyPatch):
    tries: list[object] = []
    original = psycopg.connect
    sa.event.listen(sa.Engine, "do_connect", lambda *given: tries.append(given))
    with pytest.raises(SourceProblem, match=r"refused the login.*not locked.*\[SRC-03\]") as caught:
        read(locked)
    assert len(tries) == 1 and "the-wrong-one" not in str(caught.value) and original is psycopg.connect


@contextmanager
def a_server_without_certificates() -> Iterator[int]:
    """Answers PostgreSQL's question whether it encrypts with no."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            for _ in range(2):
                try:
                    caller, _ = listening.accept()
                except OSError:
                    return
                with caller:
                    caller.recv(8)
                    caller.sendall(b"N")

        threading.Thread(target=answer, daemon=True).start()
        yield listening.getsockname()[1]


def test_fault_004_a_server_that_does_not_encrypt_is_never_read_in_the_clear():
    with a_server_without_certificates() as port:
        address = f"postgresql://reader:secret@127.0.0.1:{port}/ssd?sslmode=verify-full"
        with pytest.raises(SourceProblem, match=r"certificate.*unencrypted.*\[SRC-04\]"):
            read(address)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://reader@reporting/ssd?sslmode=prefer",
        "postgresql://reader@reporting/ssd?sslmode=disable",
        "mssql+pyodbc://reader@reporting/ssd?TrustServerCertificate=yes",
        "mssql+pyodbc://reader@reporting/ssd?Encrypt=no",
    ],
)
def test_fault_004_an_address_that_allows_the_clear_is_refused_before_anybody_is_asked(address: str):
    with pytest.raises(ArgumentsProblem, match=r"\[ARG-05\]"):
        read(address)


def test_fault_005_a_table_that_takes_too_long_is_stopped_on_the_server_and_the_others_are_read(url: str, admin: psycopg.Connection):
    visits_from(admin, "PERFORM pg_sleep(20);")
    found = read(url, seconds_a_query=1)
    assert (state(found, "ssd_cp_visits"), refusal(found, "ssd_cp_visits")) == ("refused", "SRC-05")
    assert state(found, "ssd_cp_plans") == "fresh" and state(found, "ssd_person") == "fresh"


def test_fault_006_where_the_connection_drops_once_everything_is_read_again(url: str, admin: psycopg.Connection, monkeypatch):
    original, dropped = database._rows, []

    def rows_and_a_drop(connection: sa.Connection, name: str, *given: object) -> list[tuple[object, ...]]:
        if name == "ssd_person" and not dropped:
            dropped.append(True)
            process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            admin.execute("SELECT pg_terminate_backend(%s)", [process])
            admin.execute("INSERT INTO ssd_cp_plans (cppl_cp_plan_id, cppl_person_id) VALUES ('00999', 'C000001')")
        return original(connection, name, *given)

    monkeypatch.setattr(database, "_rows", rows_and_a_drop)
    found = read(url)
    assert dropped and len(found.refused[found.refused["code"].eq("SRC-06")]) == 0
    assert "00999" in set(found.tables.cp_plans["plan_id"]), "a table read before the drop was kept beside ones read after it"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the driver's own cursor, gone with its connection
def test_fault_006_a_table_at_which_it_drops_each_time_is_left_out_and_said(url: str, admin: psycopg.Connection):
    visits_from(admin, "PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1);")
    admin.execute("ALTER FUNCTION trouble() SECURITY DEFINER")
    found = read(url)
    assert (state(found, "ssd_cp_visits"), refusal(found, "ssd_cp_visits")) == ("refused", "SRC-06")
    assert state(found, "ssd_cp_plans") == "fresh"
    gc.collect()  # what the driver says of its cursor it says here, and not in the middle of another test


@pytest.mark.parametrize("code", ["40P01", "40001"])
def test_fault_007_a_deadlock_or_a_lost_snapshot_is_read_again_and_then_left_out(url: str, admin: psycopg.Connection, code: str):
    visits_from(admin, f"RAISE EXCEPTION 'C000001 Example' USING ERRCODE = '{code}';")
    found = read(url)
    assert (state(found, "ssd_cp_visits"), refusal(found, "ssd_cp_visits")) == ("refused", "SRC-07")
    assert "Example" not in " ".join(found.refused["sentence"])


def test_fault_008_a_load_that_is_still_running_is_waited_for(url: str, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch):
    admin.execute("CREATE TABLE load_log (finished timestamp)")
    admin.execute("INSERT INTO load_log VALUES ('2016-05-25 01:10')")
    admin.execute("GRANT SELECT ON load_log TO reader")
    place = {"table": "load_log", "column": "finished"}
    assert read(url, loaded_at=place).notes == []
    original = database._rows

    def rows_and_a_load(*given: object) -> list[tuple[object, ...]]:
        admin.execute("INSERT INTO load_log VALUES (clock_timestamp() AT TIME ZONE 'UTC')")
        return original(*given)

    monkeypatch.setattr(database, "_rows", rows_and_a_load)
    with pytest.raises(SourceProblem, match=r"still being loaded.*\[SRC-08\]"):
        read(url, loaded_at=place)


def test_fault_008_where_no_load_ever_ended_nothing_is_read(url: str, admin: psycopg.Connection):
    admin.execute("CREATE TABLE load_log (finished timestamp)")
    admin.execute("GRANT SELECT ON load_log TO reader")
    with pytest.raises(SourceProblem, match=r"does not say when it was last loaded.*\[SRC-08\]"):
        read(url, loaded_at={"table": "load_log", "column": "finished"})


@pytest.mark.parametrize(
    ("loaded", "said"),
    [
        ("2016-05-24 22:00", ""),
        ("2016-05-25 01:10", ""),
        ("2016-05-23 22:00", "last loaded on 23 May 2016 at 22:00"),
        ("2016-07-01 02:00", "its clock is wrong"),
    ],
)
def test_fault_020_what_the_server_says_of_its_last_load_is_laid_beside_the_nights_day(url: str, admin, loaded: str, said: str):
    admin.execute("CREATE TABLE load_log (finished timestamp)")
    admin.execute("INSERT INTO load_log VALUES (%s)", [loaded])
    admin.execute("GRANT SELECT ON load_log TO reader")
    notes = read(url, loaded_at={"table": "load_log", "column": "finished"}).notes
    assert (said in " ".join(notes)) if said else notes == []


def test_fault_012_the_training_database_is_not_read(url: str, admin: psycopg.Connection):
    assert read(url, name="postgres").notes == []
    with pytest.raises(SourceProblem, match=r"calls itself postgres.*training.*\[SRC-12\]"):
        read(url, name="ssd_live")
    marker = {"table": "which_one", "column": "kind", "value": "live"}
    with pytest.raises(SourceProblem, match=r"which_one.*\[SRC-12\]"):
        read(url, marker=marker)
    admin.execute("CREATE TABLE which_one (kind text)")
    admin.execute("INSERT INTO which_one VALUES ('training')")
    admin.execute("GRANT SELECT ON which_one TO reader")
    with pytest.raises(SourceProblem, match=r"\[SRC-12\]"):
        read(url, marker=marker)
    admin.execute("INSERT INTO which_one VALUES ('live')")
    assert read(url, marker=marker).notes == []


def test_fault_013_a_table_that_may_no_longer_be_read_is_left_out_and_named(url: str, admin: psycopg.Connection):
    admin.execute("REVOKE SELECT ON ssd_cp_plans FROM reader")
    found = read(url)
    assert (state(found, "ssd_cp_plans"), refusal(found, "ssd_cp_plans")) == ("refused", "SRC-13")
    assert "ssd_cp_plans" in " ".join(found.refused["sentence"]) and state(found, "ssd_person") == "fresh"


def test_a_view_whose_tables_are_gone_is_left_out_and_the_others_are_read(tmp_path: Path):
    import sqlite3

    path = tmp_path / "ssd.db"
    with sqlite3.connect(path) as connection:
        for name, rows in TABLES.items():
            connection.execute(f"CREATE TABLE {name} ({', '.join(f'{column} TEXT' for column in rows[0])})")
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", [tuple(row.values()) for row in rows])  # noqa: S608
        connection.execute("CREATE VIEW ssd_cp_visits AS SELECT cppv_cp_visit_id FROM nothing_like_it")
    connection.close()
    found = read(f"sqlite:///{path}")
    assert (state(found, "ssd_cp_visits"), state(found, "ssd_cp_plans")) == ("refused", "fresh")


def test_fault_014_a_login_that_may_write_is_said_every_night_and_still_cannot(url: str, admin: psycopg.Connection):
    admin.execute("GRANT UPDATE ON ssd_person TO reader")
    assert "[SRC-14]" in " ".join(read(url).notes)
    assert read(url, read_only=False).notes == []
    address = sa.make_url(url)
    asked = database.server(address, settings().database)
    engine = database.engine_of(address, asked, settings().database)
    with engine.connect() as connection:
        database.begin(connection, asked)
        with pytest.raises(sa.exc.InternalError, match="read-only transaction"):
            connection.exec_driver_sql("UPDATE ssd_person SET pers_sex = 'M'")
    engine.dispose()


def test_fault_017_ids_padded_with_blanks_are_read_without_them_and_counted(url: str, admin: psycopg.Connection):
    admin.execute("ALTER TABLE ssd_cp_plans ALTER cppl_cp_plan_id TYPE char(10)")
    found = read(url)
    assert sorted(found.tables.cp_plans["plan_id"]) == ["00123", "00124"]
    assert "2 values are padded" in " ".join(found.notes)


def test_fault_019_only_declared_columns_are_asked_for_a_part_at_a_time(url: str, admin: psycopg.Connection):
    said: list[str] = []

    def listen(connection: object, cursor: Callable[..., object], statement: str, *rest: object) -> None:
        said.append(f"{type(cursor).__name__}: {statement}")

    sa.event.listen(sa.Engine, "before_cursor_execute", listen)
    try:
        read(url)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", listen)
    asked = [statement for statement in said if "FROM ssd_" in statement.replace("\n", "")]
    assert len(asked) == 2 and not any("*" in each or "shoe_size" in each for each in asked)
    assert all(each.startswith("ServerCursor") for each in asked), "the driver held the whole table at once"


def looked(url: str, **database: object) -> list[str]:
    return [seen.sentence for seen in look_at(url, settings(**database)) if not seen.fine]


def test_doctor_finds_nothing_wrong_with_a_database_that_is_right(url: str):
    assert looked(url, name="postgres") == []


def test_fault_014_doctor_says_that_the_login_may_write(url: str, admin: psycopg.Connection):
    admin.execute("GRANT DELETE ON ssd_cp_plans TO reader")
    assert [each.endswith("[SRC-14]") for each in looked(url)] == [True]


def test_fault_016_ids_of_two_kinds_are_found_before_a_night_loses_children_by_it(url: str, admin: psycopg.Connection):
    admin.execute("CREATE TABLE ssd_cp_visits (cppv_cp_visit_id text, cppv_person_id bigint)")
    admin.execute("GRANT SELECT ON ssd_cp_visits TO reader")
    (said,) = looked(url)
    assert "numbers in ssd_cp_visits" in said and said.endswith("[SRC-16]")


def test_fault_058_a_column_under_another_name_is_proposed_and_never_taken(url: str, admin: psycopg.Connection):
    admin.execute("ALTER TABLE ssd_cp_plans RENAME cppl_cp_plan_start_date TO cp_plan_start_date")
    (said,) = [each for each in looked(url) if "SCH-58" in each]
    assert "{ssd_cp_plans: {cp_plan_start_date: cppl_cp_plan_start_date}}" in said
    assert "started_on" not in read(url).tables.cp_plans, "a column was taken for another that looks like it"


def test_fault_012_doctor_says_that_it_is_another_database(url: str):
    (said,) = looked(url, name="ssd_live")
    assert said.endswith("[SRC-12]")


def test_doctor_says_that_a_server_does_not_answer_and_never_the_password():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    (said,) = looked(f"postgresql://reader:secret@127.0.0.1:{port}/ssd")
    assert said.endswith("[SRC-01]") and "secret" not in said
