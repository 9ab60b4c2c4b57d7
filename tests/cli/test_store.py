"""``fscp-readiness store`` and ``audit``: what they say, leave with, and never say."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.cli.speaking import explain_failure
from fscp_readiness.history import open_state, open_store
from tests.history.nights import CANARY, kept

RUN = CliRunner()


@pytest.fixture
def out(tmp_path):
    """Five nights, published."""
    folder = tmp_path / "out"
    state = open_state(folder / ".state")
    store = open_store(state)
    for number in range(5):
        kept(store, state, number, out=folder)
    store.close()
    return folder


def run(*words, code=0):
    """stdout and stderr of a command, which leaves with ``code`` as ``main`` would."""
    done = RUN.invoke(app, [*map(str, words)])
    said = done.stdout + done.stderr
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        assert explain_failure(done.exception) == code, done.exception
        said += str(done.exception)
    else:
        assert done.exit_code == code, said
    assert CANARY not in said
    return said


def rows(out, table="flag_interval"):
    with sqlite3.connect(out / ".state" / "history.sqlite") as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()


def forge(out, *sentences):
    """Whoever may write to the file takes its guards away and says a few sentences of SQL."""
    with sqlite3.connect(out / ".state" / "history.sqlite") as connection:
        for sentence in ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", *sentences):
            connection.execute(sentence)


def test_a_backup_is_made_and_put_back_and_the_trail_says_so(out):
    before = rows(out)
    made = json.loads(RUN.invoke(app, ["store", "backup", "--out", str(out), "--json"]).stdout)
    assert made["path"].endswith(f"history-{made['made_on']}.backup") and made["bytes"] > 50_000 and made["deleted"] == []
    (out / ".state" / "history.sqlite").write_bytes(b"not a history")
    assert "HIST-115" in run("store", "backup", "--out", out, code=2)
    assert "is kept as history.aside-1.sqlite" in run("store", "restore", "--out", out)
    assert rows(out) == before and rows(out, "audit")[-1][2] == "restored"
    assert "The audit trail is whole: 6 entries, none of which 5 packs know otherwise." in run("audit", "verify", "--out", out)


def test_fault_125_in_an_empty_folder_the_key_and_one_command_are_enough(out, tmp_path):
    run("store", "backup", "--out", out, "--to", tmp_path / "tape")
    before = rows(out)
    (file,) = (tmp_path / "tape").iterdir()
    again = tmp_path / "again"
    assert "STA-04" in run("store", "restore", "--out", again, "--from", file, code=2)
    assert not again.exists()
    (again / ".state").mkdir(parents=True)
    shutil.copy(out / ".state" / "key.json", again / ".state")
    run("store", "restore", "--out", again, "--from", file)
    assert rows(again) == before


def test_fault_126_with_another_key_nothing_opens_and_nothing_changes(out, tmp_path):
    run("store", "backup", "--out", out)
    shutil.copy(open_state(tmp_path / "another").folder / "key.json", out / ".state" / "key.json")
    before = rows(out, "audit")
    assert "HIST-126" in run("store", "backup", "--out", out, code=2)
    assert "BAK-04" in run("store", "restore", "--out", out, code=2)
    assert "AUD-03" in run("audit", "verify", "--out", out, code=2)
    assert rows(out, "audit") == before


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("UPDATE audit SET about = 'nothing' WHERE number = 3", "AUD-03"),
        ("DELETE FROM audit WHERE number = 3", "AUD-01"),
        ("UPDATE audit SET number = CASE number WHEN 2 THEN -3 ELSE -2 END WHERE number IN (2, 3)", "AUD-02"),
        ("DELETE FROM audit WHERE number > 3", "AUD-04"),
        ("DELETE FROM audit", "AUD-04"),
    ],
    ids=["an entry edited", "one deleted", "two swapped", "the end cut off", "all of it cut off"],
)
def test_fault_155_what_was_tampered_with_is_named_and_leaves_with_2(out, sentence, code):
    forge(out, sentence, "UPDATE audit SET number = -number WHERE number < 0")
    assert code in run("audit", "verify", "--out", out, code=2)
    told = RUN.invoke(app, ["audit", "verify", "--out", str(out), "--json"])
    assert told.exit_code == 2 and any(code in wrong for wrong in json.loads(told.stdout)["wrong"])


def test_fault_155_a_manifest_changed_to_hide_a_cut_is_itself_found(out):
    forge(out, "DELETE FROM audit WHERE number > 3")
    for path in (out / "packs").glob("*/manifest.json"):
        held = json.loads(path.read_bytes())
        if held["audit_trail"]["entries"] > 3:
            path.write_text(json.dumps({**held, "audit_trail": {"entries": 0, "seal": ""}}))
    assert "AUD-07" in run("audit", "verify", "--out", out, code=2)


def test_a_manifest_that_cannot_be_read_is_named(out):
    (path, *_) = sorted((out / "packs").glob("*/manifest.json"))
    path.write_text("{")
    said = run("audit", "verify", "--out", out, code=2)
    assert "AUD-06" in said and path.parent.name in said


def test_while_a_run_is_going_on_nothing_is_backed_up_put_back_or_moved(out, monkeypatch):
    from fscp_readiness.history import locked

    monkeypatch.setenv("FSCP_STORE_URL", "postgresql://nobody@127.0.0.1:1/none")
    with locked(open_state(out / ".state"), "02:30"):
        for command in ("backup", "restore", "move"):
            assert "STA-75" in run("store", command, "--out", out, code=75)


def test_a_move_without_an_address_says_where_it_is_to_be_given_and_one_that_fails_never_repeats_it(out, monkeypatch):
    monkeypatch.delenv("FSCP_STORE_URL", raising=False)
    assert "FSCP_STORE_URL" in run("store", "move", "--out", out, code=2)
    monkeypatch.setenv("FSCP_STORE_URL", "postgresql://council:hunter2@127.0.0.1:1/none")
    assert "hunter2" not in run("store", "move", "--out", out, code=2)


def test_after_a_move_every_command_goes_on_in_postgresql(out, monkeypatch):
    from tests.history.postgresql import empty_database, running

    with running() as server, empty_database(server, "moved") as url:
        monkeypatch.setenv("FSCP_STORE_URL", url)
        said = run("store", "move", "--out", out)
        assert "each compared" in said and "host=" not in said
        run("store", "backup", "--out", out)
        assert "The audit trail is whole: 6 entries" in run("audit", "verify", "--out", out)
        assert "BAK-06" in run("store", "restore", "--out", out, code=2)
        monkeypatch.delenv("FSCP_STORE_URL")
        assert "HIST-04" in run("audit", "verify", "--out", out, code=2)
