"""``opened``: a reading is noted with whoever signs its decision, and the log can be read again."""

from __future__ import annotations

import datetime as dt

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.findings.frames import blank
from fscp_readiness.history import Run, default_folder, open_state, open_store
from fscp_readiness.history.lives import LIVES
from fscp_readiness.measures import MEASURES


@pytest.fixture
def out(tmp_path):
    state = open_state(default_folder(tmp_path), demo=True)
    store = open_store(state)
    night = dt.date(2026, 11, 23)
    store.keep(Run(as_at=night, run="2026-11-23-1a2b3c4d", source_hash="a", config_hash="b", code_version="c", standards_version="d",
                   framework="ilacs-2026", data_date="2026-11-23"), {}, blank(LIVES), blank(MEASURES), {}, [],
               anchor=store.head(), overtaken=(), key=state.key)  # fmt: skip
    store.close()
    return tmp_path


def run(*words):
    return CliRunner().invoke(app, ["opened", *words])


def test_what_was_noted_is_listed_oldest_first_with_what_was_decided_and_by_whom(out):
    assert "0 readings" in run("--out", str(out), "--list").stderr
    run("--out", str(out), "--reader", "Director of Children's Services", "--on", "2026-11-24")
    run(
        "--out",
        str(out),
        "--reader",
        "Lead member",
        "--on",
        "2026-11-25",
        "--code",
        "CPV-01",
        "--decided",
        "Two more workers.",
        "--by",
        "A. Name",
    )
    done = run("--out", str(out), "--list")
    first, second = done.stdout.splitlines()
    assert first.split("  ")[0] == "2026-11-24" and "Director of Children's Services" in first and "pack of 2026-11-23" in first
    assert second.startswith("2026-11-25") and second.rstrip().endswith("CPV-01  Two more workers. (A. Name)")
    assert "2 readings" in done.stderr


def test_a_reading_without_a_reader_is_refused_and_nothing_is_noted(out):
    assert getattr(run("--out", str(out)).exception, "code", "") == "ARG-11"
    assert "0 readings" in run("--out", str(out), "--list").stderr
