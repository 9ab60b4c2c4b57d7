"""The timer's command: the day comes from the clock and is known to, and the source's address from the environment."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app, nightly
from fscp_readiness.night import Request
from fscp_readiness.settings.problems import ConfigProblem

AS_AT = dt.date(2026, 11, 23)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """What the night was asked to do; nothing is done."""
    requests: list[Request] = []
    monkeypatch.setattr(nightly, "last_complete_day", lambda: AS_AT)
    monkeypatch.setattr(nightly, "_run", lambda request, patient=None: requests.append(request))
    monkeypatch.setattr(nightly, "_tell", lambda published, as_json: None)
    return requests


def told(tmp_path: Path, *arguments: str, **environment: str) -> object:
    return CliRunner().invoke(app, ["nightly", "--out", str(tmp_path), *arguments], env=environment)


def test_yesterday_is_a_day_that_the_clock_said(asked: list[Request], tmp_path: Path):
    told(tmp_path, "--source", "a folder", "--as-at", "yesterday")
    assert [(each.as_at, each.by_the_clock) for each in asked] == [(AS_AT, True)]


def test_a_day_by_name_is_not_the_clock_s(asked: list[Request], tmp_path: Path):
    told(tmp_path, "--source", "a folder", "--as-at", "2026-11-20")
    assert [(each.as_at, each.by_the_clock) for each in asked] == [(dt.date(2026, 11, 20), False)]


def test_the_source_s_address_may_stand_in_the_environment_where_no_list_of_processes_shows_it(asked: list[Request], tmp_path: Path):
    told(tmp_path, "--as-at", "yesterday", FSCP_SOURCE="postgresql+psycopg://reader@reporting/ssd")
    assert [each.source for each in asked] == ["postgresql+psycopg://reader@reporting/ssd"]


def test_without_a_source_anywhere_it_is_missed_by_its_code(asked: list[Request], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("FSCP_SOURCE", raising=False)
    failed = told(tmp_path, "--as-at", "yesterday")
    assert isinstance(failed.exception, ConfigProblem) and "ARG-03" in str(failed.exception)
    assert asked == []
