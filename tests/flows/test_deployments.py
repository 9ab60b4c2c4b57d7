"""prefect.yaml as Prefect itself reads it: flows that are there, parameters that they take, London's clock, and nothing to hide."""

from __future__ import annotations

import asyncio
import datetime as dt
import importlib
import inspect
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from prefect.cli.deploy._config import _load_deploy_configs_and_actions
from prefect.server.schemas.schedules import CronSchedule
from rich.console import Console

from fscp_readiness.settings.problems import ConfigProblem

FILE = Path(__file__).resolve().parents[2] / "prefect.yaml"
DEPLOYED, ACTIONS = _load_deploy_configs_and_actions(FILE, console=Console(quiet=True))
BY_NAME = {each["name"]: each for each in DEPLOYED}
LONDON = ZoneInfo("Europe/London")


def due(name: str, start: str, n: int) -> list[dt.datetime]:
    """The next moments of a deployment's schedule, as Prefect's server reckons them, in London time."""
    schedule = BY_NAME[name]["schedules"][0]
    cron = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    moments = asyncio.run(cron.get_dates(n=n, start=dt.datetime.fromisoformat(start).replace(tzinfo=LONDON)))
    return [moment.astimezone(LONDON) for moment in moments]


def test_there_are_four_each_on_the_one_process_pool_and_none_holds_a_place_that_a_killed_run_would_keep():
    assert set(BY_NAME) == {"nightly", "monthly", "rehearsal", "retention"}
    assert {each["work_pool"]["name"] for each in DEPLOYED} == {"fscp-readiness"}
    for each in DEPLOYED:
        assert not each.get("concurrency_limit"), "a place is lost for good with the server's memory: docs/adr/0025"
        assert [schedule["active"] for schedule in each["schedules"]] == [True]


@pytest.mark.parametrize("name", ["nightly", "monthly", "rehearsal", "retention"])
def test_the_flow_is_there_and_takes_what_it_is_given(name: str):
    path, function = BY_NAME[name]["entrypoint"].split(":")
    flow = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), function)
    taken = inspect.signature(flow.fn).parameters
    given = BY_NAME[name]["parameters"]
    assert set(given) <= set(taken)
    assert all(taken[each].default is not inspect.Parameter.empty for each in taken if each not in given)


def test_the_rehearsal_rehearses_and_the_night_and_the_month_take_their_day_from_the_clock():
    assert BY_NAME["rehearsal"]["parameters"]["rehearse"] is True
    assert "as_at" not in BY_NAME["nightly"]["parameters"] and "month" not in BY_NAME["monthly"]["parameters"]


@pytest.mark.parametrize(("start", "hours"), [("2026-10-23", [25, 24, 24]), ("2027-03-26", [23, 24, 24])])
def test_the_nightly_is_due_once_a_night_at_half_past_two_when_the_clocks_change(start: str, hours: list[int]):
    moments = due("nightly", f"{start}T12:00", 4)
    assert [f"{moment:%H:%M}" for moment in moments] == ["02:30"] * 4
    assert [moment.date() for moment in moments] == [dt.date.fromisoformat(start) + dt.timedelta(days=n) for n in range(1, 5)]
    assert [(later.timestamp() - earlier.timestamp()) / 3600 for earlier, later in pairwise(moments)] == hours


def test_the_month_is_looked_at_on_each_working_day_and_the_call_rehearsed_on_mondays():
    assert {moment.weekday() for moment in due("monthly", "2026-11-01", 10)} == {0, 1, 2, 3, 4}
    assert {moment.weekday() for moment in due("rehearsal", "2026-11-01", 4)} == {0}


def values(part: Any) -> list[str]:
    if isinstance(part, dict):
        return [text for value in part.values() for text in values(value)]
    return [text for value in part for text in values(value)] if isinstance(part, list) else [str(part)]


def test_no_secret_no_address_and_no_machine_s_path_is_in_it():
    for text in values(DEPLOYED):
        assert not re.search(r"://|^/|^[A-Za-z]:\\|password|secret", text), text
    for each in DEPLOYED:
        folders = {name: value for name, value in each["parameters"].items() if name != "rehearse"}
        assert folders == {name: f"{{{{ $FSCP_{name.upper()} }}}}" for name in ("out", "state", "config")}
    assert ACTIONS["pull"] is None, "with no pull step Prefect runs it from the folder that it was deployed from"


@pytest.mark.parametrize("name", ["nightly", "monthly", "rehearsal"])
def test_deployed_without_its_folders_nothing_is_written_into_one_with_a_placeholder_s_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    path, function = BY_NAME[name]["entrypoint"].split(":")
    flow = getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), function)
    with pytest.raises(ConfigProblem, match="ARG-03"):
        flow.fn(**BY_NAME[name]["parameters"])
    assert list(tmp_path.iterdir()) == []
