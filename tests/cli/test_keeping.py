"""``hold``, ``forget``, ``recall``, ``store retention``: what they say and leave with, and that no id is in it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.cli.speaking import explain_failure
from fscp_readiness.history import open_state, open_store
from tests.history.nights import CANARY, kept

RUN = CliRunner()
WORDS = ("--who", "Legal Services", "--why", "A claim was received this week")


@pytest.fixture
def out(tmp_path):
    """Two nights, published; the first's rows list the child."""
    folder = tmp_path / "out"
    state = open_state(folder / ".state")
    store = open_store(state)
    for number in range(2):
        kept(store, state, number, out=folder)
    store.close()
    rows = next(iter(sorted((folder / "packs").iterdir()))) / "rows"
    rows.mkdir()
    (rows / "findings.csv").write_text(f"code,child_id\nCPV-01,{CANARY}\n")
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


def test_a_hold_is_placed_listed_and_lifted_and_forget_waits_for_it(out):
    assert "Hold 1 is in force, for claim: one child" in run("hold", "place", "--out", out, "--for", "claim", "--child", CANARY, *WORDS)
    assert "1 of 1 holds are in force" in run("hold", "list", "--out", out)
    assert "FGT-03" in run("forget", CANARY, "--out", out, "--because", "expunged", *WORDS, code=2)
    run("hold", "lift", "1", "--out", out, "--who", "Legal Services")
    held = json.loads(RUN.invoke(app, ["hold", "list", "--out", str(out), "--json"]).stdout)
    assert [each["in_force"] for each in held] == [False] and "child_id" not in held[0]
    assert "lifted" in run("hold", "list", "--out", out) and "HLD-04" in run("hold", "lift", "1", "--out", out, "--who", "x", code=2)
    run("hold", "place", "--out", out, "--for", "inquiry", "--from", "2026-11-01", "--to", "2026-11-30", "--until", "2020-01-01", *WORDS)
    assert "0 of 2 holds are in force" in run("hold", "list", "--out", out) and "ended on 2020-01-01" in run("hold", "list", "--out", out)


def test_forget_lists_the_pack_that_still_lists_the_child_and_says_what_to_do(out):
    said = run("forget", CANARY, "--out", out, "--because", "expunged", *WORDS)
    assert "rows/findings.csv" in said and "goes on 2027-11-23" in said and "Run the night again" in said and "6 rows" in said
    again = json.loads(RUN.invoke(app, ["forget", CANARY, "--out", str(out), "--because", "expunged", *WORDS, "--json"]).stdout)
    assert again["rows"] == {} and [each["files"] for each in again["papers"]] == [["rows/findings.csv"]]
    said = run("forget", "C000999", "--out", out, "--because", "merged", *WORDS)
    assert "No paper and no backup" in said and "see that the id is right" in said


def test_recall_names_the_papers_of_one_child_and_says_where_it_cannot_know_who_is_restricted(out):
    assert "1 papers list the child. Take back" in run("recall", CANARY, "--out", out)
    assert "0 papers" in run("recall", "C000999", "--out", out)
    assert "RCL-01" in run("recall", "--out", out, code=2)


def test_retention_says_what_went_and_fails_where_no_backup_opens(out):
    said = run("store", "retention", "--out", out, "--as-at", "2026-11-25", code=1)
    assert "nothing was due" in said and "BAK-04" in said
    run("store", "backup", "--out", out)
    assert "The weekly drill is not due" in run("store", "retention", "--out", out, "--as-at", "2026-11-26")
    assert "Drill: opened the backup of" in run("store", "retention", "--out", out, "--as-at", "2026-12-25")
    later = json.loads(RUN.invoke(app, ["store", "retention", "--out", str(out), "--as-at", "2035-01-01", "--json"]).stdout)
    assert later["gone"]["packs"] == 2 and later["gone"]["rows of measure"] == 8
    run("audit", "verify", "--out", out)


def test_a_list_of_what_went_that_the_trail_does_not_know_is_told_to_the_auditor(out):
    pack = next(iter(sorted((out / "packs").iterdir())))
    (pack / "removed.json").write_text('{"files": {"rows/findings.csv": "2026-11-24"}}')
    assert "AUD-08" in run("audit", "verify", "--out", out, code=2)
