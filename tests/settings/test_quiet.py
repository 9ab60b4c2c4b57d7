"""The switches, beside the settings of the Prefect that is installed: none that reports, advertises or installs is left on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

from fscp_readiness.cli.doctor_protection import telemetry
from fscp_readiness.settings.quiet import QUIET, SWITCHES

LOUD = re.compile(r"analytic|telemetr|promotion|auto_install|resource_metrics|metrics_enabled|sentry|tracking|phone_home|update_check")
WALK = """
import json
from pydantic import BaseModel
from prefect._internal.analytics.enabled import is_telemetry_enabled
from prefect.settings import get_current_settings

def walk(model, name=""):
    for field in type(model).model_fields:
        value = getattr(model, field)
        if isinstance(value, BaseModel):
            yield from walk(value, f"{name}.{field}")
        elif isinstance(value, bool):
            yield f"{name}.{field}".lstrip("."), value

print(json.dumps({**dict(walk(get_current_settings())), "sdk telemetry": is_telemetry_enabled()}))
"""


def settings(**environment: str) -> dict[str, bool]:
    """Every yes or no that Prefect is set to, in a process that has this environment and none of ours."""
    bare = {name: value for name, value in os.environ.items() if name not in QUIET and not name.startswith(("PREFECT_", "CI"))}
    done = subprocess.run([sys.executable, "-c", WALK], env={**bare, **environment}, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def loud(told: dict[str, bool]) -> list[str]:
    return sorted(name for name, on in told.items() if on and LOUD.search(name))


def test_with_our_switches_nothing_of_prefect_reports_advertises_or_installs():
    assert loud(settings(**QUIET)) == []


def test_without_them_something_would():
    assert {"server.analytics_enabled", "telemetry.enable_resource_metrics", "server.ui.show_promotional_content"} <= set(loud(settings()))


def test_the_runner_installs_nothing_whatever_prefect_s_own_default_becomes():
    assert settings(PREFECT_RUNNER_AUTO_INSTALL_DEPENDENCIES="true")["runner.auto_install_dependencies"]
    assert not settings(**QUIET)["runner.auto_install_dependencies"]


def test_doctor_names_each_switch():
    (look,) = telemetry(QUIET)
    assert all(name in look.sentence for name in SWITCHES)
