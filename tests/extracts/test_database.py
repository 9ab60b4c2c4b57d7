"""The database door."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from fscp_readiness import extracts
from fscp_readiness.extracts import ArgumentsProblem, SourceProblem, database
from fscp_readiness.extracts.servers import server
from fscp_readiness.settings.database import Database
from fscp_readiness.settings.sources import Sources

sys.path.insert(0, str(Path(__file__).parent))
from council import AS_AT, TABLES, write_folder  # noqa: E402

SOURCES = Sources.load()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ssd.db"
    with sqlite3.connect(path) as connection:
        for name, rows in TABLES.items():
            columns = ", ".join(f'"{column}" TEXT' for column in rows[0])
            connection.execute(f'CREATE TABLE {name} ({columns}, "shoe_size" TEXT)')
            marks = ", ".join("?" * len(rows[0]))
            named = ", ".join(f'"{column}"' for column in rows[0])
            connection.executemany(f"INSERT INTO {name} ({named}) VALUES ({marks})", [tuple(row.values()) for row in rows])  # noqa: S608
        connection.execute("CREATE TABLE audit_trail (who TEXT)")
    connection.close()
    return path


def test_a_database_reads_as_the_same_folder_does(file: Path, tmp_path: Path):
    found = extracts.read(f"sqlite:///{file}", SOURCES, as_at=AS_AT)
    folder = extracts.read(str(write_folder(tmp_path / "ssd")), SOURCES, as_at=AS_AT)
    for name in folder.tables.frames:
        pd.testing.assert_frame_equal(found.tables.frames[name], folder.tables.frames[name])
    assert found.source_name == "sqlite ssd.db"


def test_only_declared_columns_are_asked_for(file: Path, monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []
    sa.event.listen(sa.Engine, "before_cursor_execute", lambda c, u, statement, *rest: said.append(statement))
    found = extracts.read(f"sqlite:///{file}", SOURCES, as_at=AS_AT)
    asked = [statement for statement in said if statement.startswith("SELECT ssd_")]
    assert len(asked) == 2 and not any("shoe_size" in statement or "*" in statement for statement in asked)
    assert {("ssd_person", "ssd_person", "shoe_size"), ("", "audit_trail", "")} <= set(
        found.ignored.fillna("").itertuples(index=False, name=None)
    )


def test_the_door_cannot_write(file: Path):
    url = sa.make_url(f"sqlite:///{file}")
    asked = server(url, Database())
    engine = database.engine_of(url, asked, Database())
    with engine.connect() as connection:
        database.begin(connection, asked)
        with pytest.raises(sa.exc.OperationalError, match="readonly|read-only"):
            connection.exec_driver_sql("DELETE FROM ssd_person")
    engine.dispose()


def test_the_order_of_rows_does_not_matter(file: Path):
    before = extracts.read(f"sqlite:///{file}", SOURCES, as_at=AS_AT)
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT * FROM ssd_cp_plans ORDER BY cppl_cp_plan_id DESC").fetchall()
        connection.execute("DELETE FROM ssd_cp_plans")
        connection.executemany(f"INSERT INTO ssd_cp_plans VALUES ({', '.join('?' * len(rows[0]))})", rows)  # noqa: S608
    connection.close()
    after = extracts.read(f"sqlite:///{file}", SOURCES, as_at=AS_AT)
    assert after.source_hash == before.source_hash
    pd.testing.assert_frame_equal(after.tables.cp_plans, before.tables.cp_plans)


def test_a_missing_file_is_a_source_that_is_not_reachable_and_is_not_made(tmp_path: Path):
    with pytest.raises(SourceProblem, match="no SQLite file"):
        extracts.read(f"sqlite:///{tmp_path / 'none.db'}", SOURCES, as_at=AS_AT)
    assert not (tmp_path / "none.db").exists()


def test_fault_018_a_driver_that_is_not_installed_is_named():
    with pytest.raises(ArgumentsProblem, match="mssql") as caught:
        extracts.read("mssql+nodriver://reader:secret@server/ssd", SOURCES, as_at=AS_AT)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_the_sources_to_fix(tmp_path: Path):
    path = tmp_path / "broken.db"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    with pytest.raises(SourceProblem) as caught:
        extracts.read(f"sqlite:///{path}", SOURCES, as_at=AS_AT)
    assert caught.value.exit_code == 3 and str(tmp_path) not in str(caught.value)


def test_no_password_or_user_in_the_name():
    assert database.safe_name(sa.make_url("postgresql://reader:secret@host:5432/ssd")) == "postgresql://host:5432/ssd"


ATTACKS = ('x"; DROP TABLE ssd_person; --', "x'; DELETE FROM ssd_person; --", "x) UNION SELECT * FROM audit_trail --")


@pytest.mark.parametrize("attack", ATTACKS)
def test_fault_137_sql_in_config_or_in_a_columns_name_is_a_name_and_runs_nothing(file: Path, attack: str):
    quoted = attack.replace('"', '""')
    with sqlite3.connect(file) as connection:
        connection.execute(f'CREATE TABLE ssd_cla_visits (clav_cla_visit_id TEXT, clav_person_id TEXT, "{quoted}" TEXT)')
        connection.execute("INSERT INTO ssd_cla_visits VALUES ('1', 'C000001', '2016-05-02')")
    connection.close()
    own = SOURCES.model_copy(update={"column_map": {"ssd_cla_visits": {attack: "clav_cla_visit_date"}}})
    tables = extracts.read(f"sqlite:///{file}", own, as_at=AS_AT).tables
    assert [str(day.date()) for day in tables.care_visits["visited_on"]] == ["2016-05-02"], "the column of that name, and no statement"
    with pytest.raises(SourceProblem):
        extracts.read(f"sqlite:///{file}", SOURCES.model_copy(update={"database_schema": attack}), as_at=AS_AT)
    assert len(extracts.read(f"sqlite:///{file}", SOURCES, as_at=AS_AT).tables.people) == 2
