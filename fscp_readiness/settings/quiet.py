"""Nothing that runs here reports to anyone. Set before any library is imported; not for a council to turn on."""

from __future__ import annotations

import os

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
"""Every library's telemetry switch, and the time that a scheduler's new database may take to start."""

SWITCHES = [name for name in QUIET if not name.endswith("_SECONDS")]
"""Those that turn reporting off."""

overruled: list[str] = []
"""The switches that the environment had turned on when ``quieten`` turned them off."""


def quieten() -> None:
    """Turn every switch off for this process and all that it starts, and remember which the environment had on."""
    overruled[:] = [name for name in SWITCHES if os.environ.get(name, QUIET[name]) != QUIET[name]]
    os.environ.update(QUIET)
