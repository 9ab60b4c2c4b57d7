"""Where the nights of a region run: in this process, on a Dask cluster of this machine, or on one that is there already.

A cluster of this machine speaks TLS on loopback with keys of its own that live as long as it does: otherwise any account of the machine
could hand it work. It shows no dashboard, writes into a private folder, and gives each worker one council at a time.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from flows import quiet  # noqa: F401  # isort: skip  # must come before prefect

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner  # isort: skip

from fscp_readiness.settings.private import keep_private
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.region import Region

ENDED: Final = "RGN-10"
"""A council whose worker ended in the middle of its night, or whose task told nothing. The night is whole or not at all: run it again."""

CHOSEN: Final = {
    "distributed.scheduler.allowed-failures": 0,       # a night that ended its worker is not sent to the next one, to end that too
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.scheduler.work-stealing": False,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.memory.target": False,         # a night holds its own limits; nothing of it is ever written out by Dask
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.comm.retry.count": 3,
    "distributed.admin.log-length": 0,
    "distributed.admin.low-level-log-length": 0,
    "distributed.logging": {"distributed": "critical"},
}  # fmt: skip


@contextmanager
def runner_for(region: Region) -> Iterator[TaskRunner[Any]]:
    """What the councils' tasks are submitted to. Raises ConfigProblem RGN-11 where Dask is wanted and not installed."""
    if _kept:
        yield _kept[-1]
        return
    if region.workers == 1 and not region.scheduler:
        one: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=1)
        with one as runner:
            yield runner
        return
    if importlib.util.find_spec("prefect_dask") is None:
        raise ConfigProblem(
            "The region's file asks for several workers or a scheduler, and prefect-dask is not installed. Install fscp-readiness[region], "
            "or set workers = 1 and leave scheduler out.",
            "RGN-11",
        )
    with _chosen(), _there_already(region.scheduler) if region.scheduler else cluster_of(region.workers) as runner:
        yield runner


@contextmanager
def cluster_of(workers: int) -> Iterator[TaskRunner[Any]]:
    """A Dask cluster of this machine, of so many processes that are kept warm from one council to the next."""
    from distributed import LocalCluster
    from prefect_dask.task_runners import DaskTaskRunner

    keep_private()
    with (
        _chosen(),
        tempfile.TemporaryDirectory(prefix="dask-") as folder,
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", security=True, memory_limit=None,
            dashboard_address="127.0.0.1:0", worker_dashboard_address=None, local_directory=folder, silence_logs=50,
        ) as cluster,
        DaskTaskRunner(cluster=cluster) as runner,
    ):  # fmt: skip
        yield runner


_kept: list[TaskRunner[Any]] = []


@contextmanager
def kept(runner: TaskRunner[Any]) -> Iterator[None]:
    """While it lasts every region runs on this, which somebody else keeps warm and closes."""
    _kept.append(runner)
    try:
        yield
    finally:
        _kept.remove(runner)


@contextmanager
def _there_already(address: str) -> Iterator[TaskRunner[Any]]:
    """A cluster by its address. Whose certificates are believed stands in Dask's own configuration (DASK_DISTRIBUTED__COMM__TLS__…)."""
    from distributed.security import Security
    from prefect_dask.task_runners import DaskTaskRunner

    with DaskTaskRunner(address=address, client_kwargs={"security": Security(require_encryption=True)}) as runner:
        yield runner


@contextmanager
def _chosen() -> Iterator[None]:
    import dask

    with dask.config.set(CHOSEN):
        yield
