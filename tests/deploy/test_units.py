"""The same night without a Prefect server: the units systemd reads, and the task Windows would."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.settings import places
from fscp_readiness.settings.messages import Messages

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
SERVICE, TIMER = DEPLOY / "systemd/fscp-readiness.service", DEPLOY / "systemd/fscp-readiness.timer"
TASK = DEPLOY / "windows/fscp-readiness.xml"
SWITCH, MORNING = DEPLOY / "systemd/fscp-readiness-switch.service", DEPLOY / "systemd/fscp-readiness-switch.timer"
SWITCH_TASK = DEPLOY / "windows/fscp-readiness-switch.xml"
NAMES = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
HARDENED = {
    "UMask=0077", "PrivateTmp=true", "ProtectSystem=strict", "ProtectHome=true", "NoNewPrivileges=true", "IPAddressDeny=any",
    "IPAddressAllow=localhost", "CapabilityBoundingSet=", "StateDirectoryMode=0700", "User=fscp-readiness",
}  # fmt: skip
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")


def lines(unit: Path) -> list[str]:
    return [line for line in unit.read_text(encoding="utf-8").splitlines() if "=" in line and not line.startswith("#")]


def setting(unit: Path, name: str) -> str:
    (found,) = (line.removeprefix(f"{name}=") for line in lines(unit) if line.startswith(f"{name}="))
    return found


def task(path: str, file: Path = TASK) -> str:
    found = ElementTree.parse(file).getroot().findtext(path.replace("/", "/t:").replace("t:t:", "t:"), namespaces=NAMES)
    assert found is not None, path
    return found


def commands() -> list[list[str]]:
    """What each of the two runs after the program's own name."""
    unix = re.search(r"fscp-readiness (nightly [^']+)'", setting(SERVICE, "ExecStart"))
    assert unix is not None
    return [unix[1].split(), task("t:Actions/Exec/Arguments").split()]


def test_the_service_is_shut_in():
    assert set(lines(SERVICE)) >= HARDENED
    assert setting(SERVICE, "MemoryMax").endswith("G")


def test_the_source_s_address_is_a_credential_and_in_no_command():
    assert setting(SERVICE, "LoadCredential").startswith("source:")
    assert all("--source" not in command for command in commands())
    assert not any("://" in line for line in lines(SERVICE))


def test_fault_124_a_run_of_over_four_hours_is_ended_by_the_service_s_own_limit():
    assert setting(SERVICE, "RuntimeMaxSec") == "4h"
    assert setting(SERVICE, "Type") == "exec", "systemd holds no such limit against a oneshot"
    assert task("t:Settings/ExecutionTimeLimit") == "PT4H"


def test_both_run_yesterday_and_until_five_with_options_that_the_command_has():
    shown = CliRunner().invoke(app, ["nightly", "--help"], env={"COLUMNS": "200"}).output
    for command in commands():
        assert command[0] == "nightly"
        assert {option for option in command if option.startswith("--")} <= set(re.findall(r"--[a-z-]+", shown))
        assert command[command.index("--as-at") + 1] == "yesterday" and command[command.index("--until") + 1] == "05:00"


def test_a_start_that_was_missed_is_made_up_for_and_two_never_run_at_once():
    assert setting(TIMER, "Persistent") == "true" and setting(TIMER, "Unit") == SERVICE.name
    assert task("t:Settings/StartWhenAvailable") == "true"
    assert task("t:Settings/MultipleInstancesPolicy") == "IgnoreNew"


def test_it_starts_at_half_past_two_and_never_in_the_hour_that_comes_twice():
    assert setting(TIMER, "OnCalendar") == "*-*-* 02:30:00 Europe/London"
    assert task("t:Triggers/CalendarTrigger/StartBoundary").endswith("T02:30:00")
    assert task("t:Triggers/CalendarTrigger/ScheduleByDay/DaysInterval") == "1"


def test_the_windows_tasks_say_that_they_are_untried():
    assert all("Nobody here has tried this on Windows" in file.read_text(encoding="utf-8") for file in (TASK, SWITCH_TASK))


def test_the_switch_is_shut_in_and_starts_one_file_alone():
    assert set(lines(SWITCH)) >= HARDENED
    assert setting(SWITCH, "ExecStart") == "/usr/bin/python3 -I /opt/fscp-readiness-switch/switch.py /etc/fscp-readiness-switch/switch.toml"
    assert ".venv" not in SWITCH.read_text(encoding="utf-8") and task("t:Actions/Exec/Arguments", SWITCH_TASK).startswith("-I ")


def test_the_switch_looks_at_the_hour_of_the_config_s_morning_and_asks_a_relay_that_is_down_again():
    hour = Messages.load(places.CONFIG / "messages.toml").morning
    assert setting(MORNING, "OnCalendar") == f"*-*-* {hour:%H:%M:%S} Europe/London" and setting(MORNING, "Unit") == SWITCH.name
    assert task("t:Triggers/CalendarTrigger/StartBoundary", SWITCH_TASK).endswith(f"T{hour:%H:%M:%S}")
    assert (setting(SWITCH, "Restart"), setting(SWITCH, "RestartPreventExitStatus")) == ("on-failure", "2 3")


@needs_systemd
@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("2026-10-24 12:00:00", ["2026-10-25 02:30:00", "2026-10-26 02:30:00"]),
        ("2027-03-26 12:00:00", ["2027-03-27 02:30:00", "2027-03-28 01:30:00"]),
    ],
)
def test_systemd_starts_one_a_night_when_the_clocks_change(before: str, expected: list[str]):
    told = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=2", f"--base-time={before} UTC", setting(TIMER, "OnCalendar")],
        env={"TZ": "UTC", "LC_ALL": "C"}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert re.findall(r"(?:elapse|#2): \w+ (\S+ \S+) UTC", told) == expected


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path):
    """Its command and its folder are not on this machine: they are put where they are."""
    for unit in (SERVICE, TIMER, SWITCH, MORNING):
        text = unit.read_text(encoding="utf-8").replace("/opt/fscp-readiness", str(tmp_path))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in (SERVICE, TIMER, SWITCH, MORNING))],
        env={"SYSTEMD_LOG_LEVEL": "warning", "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0 and told.stderr.strip() == ""
