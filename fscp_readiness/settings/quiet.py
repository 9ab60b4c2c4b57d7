"""Nothing that runs here reports to anyone, advertises or installs. Set before any library is imported; not for a council to turn on."""

from __future__ import annotations

import os

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_RUNNER_AUTO_INSTALL_DEPENDENCIES": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
"""Every library's switch for reporting, advertising and installing, and the time that a scheduler's new database may take to start."""

SWITCHES = [name for name in QUIET if not name.endswith("_SECONDS")]
"""Those that turn something off. tests/settings/test_quiet.py lays them beside Prefect's own settings."""

overruled: list[str] = []
"""The switches that the environment had turned on when ``quieten`` turned them off."""


def quieten() -> None:
    """Turn every switch off for this process and all that it starts, and remember which the environment had on."""
    overruled[:] = [name for name in SWITCHES if os.environ.get(name, QUIET[name]) != QUIET[name]]
    os.environ.update(QUIET)
