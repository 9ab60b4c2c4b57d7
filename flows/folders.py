"""A deployment's folders: said in the environment when it was deployed, or nothing is done (prefect.yaml)."""

from __future__ import annotations

from fscp_readiness.settings.problems import ConfigProblem

UNSAID = "{{"


def were_said(*folders: str) -> None:
    """Raise ConfigProblem where Prefect left a folder's placeholder as it stands in prefect.yaml: a night must not be written into it."""
    if any(UNSAID in folder for folder in folders):
        raise ConfigProblem(
            "This was deployed without the names of its folders. Nothing was read or written. Set FSCP_OUT, FSCP_STATE and FSCP_CONFIG "
            "(blank for the folder that is usual), and run prefect deploy --all again.",
            "ARG-03",
        )
