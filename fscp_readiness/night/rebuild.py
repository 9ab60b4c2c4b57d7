"""A past night's pack made again, to the byte, from what was kept of it: whatever the source, config and history say today."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fscp_readiness.history import StateRefused, default_folder, disk, open_state
from fscp_readiness.history.run_id import PATTERN
from fscp_readiness.history.snapshots import read_snapshot
from fscp_readiness.packs.publish import Published, manifest_hash
from fscp_readiness.settings.problems import ConfigProblem

from .kept_night import KeptNight, unpacked
from .version import code_version
from .work import Nightly, Request, Told, quietly


class NotTheSame(RuntimeError):
    """A pack made again that is not the one that was published: ours to fix, exit code 1."""

    exit_code = 1
    code = "RUN-03"


def rebuild(run: str, out: Path, state: Path | None = None, told: Told = quietly) -> Published:
    """Make a run's pack again under ``out`` where it is not there whole. The night's history stays as it is and no pointer moves to an
    earlier night; a night that was kept and never shown is shown by it, and the audit trail says so.

    Raises ConfigProblem for a name that is no run's, SnapshotGone where the snapshot is kept no longer, StateRefused where another code
    made the pack or a child was forgotten since, NotTheSame where what comes out is not what was published.
    """
    if not PATTERN.fullmatch(run):
        raise ConfigProblem(
            f"--run {run!r} is no run's name. Write one like 2026-11-23-0a1b2c3d, as the folders under packs/ are called.", "ARG-02"
        )
    kept = unpacked(read_snapshot(open_state(state or default_folder(out)), run))
    _of_this_code(kept)
    with tempfile.TemporaryDirectory() as folder:
        night = Nightly(_request(kept, out, state, with_config(kept, Path(folder))), told, again=kept)
        with night.alone():
            was = night.store.packs()  # before publishing writes down what comes out
            known = was[was["run"].eq(run)]["manifest_hash"].tolist()
            for step in night.steps():
                step()
            published = night.published()
            if published.run != run or (known and manifest_hash(published.path) not in known):
                raise NotTheSame(f"What was made from the snapshot of {run} is not the pack that was published. [{NotTheSame.code}]")
    return published


def _request(kept: KeptNight, out: Path, state: Path | None, config: Path) -> Request:
    return Request(
        source=kept.extract.source_name,
        as_at=kept.as_at,
        out=out,
        config=config,
        framework=kept.framework,
        state=state,
        extracted_on=kept.extract.tables.extracted_on,
    )


def with_config(kept: KeptNight, folder: Path) -> Path:
    """The config of that night, as files."""
    for name, content in kept.files.items():
        path = folder / "config" / name
        disk.make_folder(path.parent)
        disk.write(path, content)
    return folder / "config"


def _of_this_code(kept: KeptNight) -> None:
    if kept.code_version != code_version():
        raise StateRefused(
            f"{kept.run} was made by version {kept.code_version} and this is {code_version()}: another code makes another pack. "
            "Install that version to make it again; the pack that was published stands as it is.",
            "RUN-02",
        )
    if kept.rotated:
        raise StateRefused(
            f"{kept.run} cannot be made again as it was published: the key was changed since, and it names every flag. "
            "Look at the pack: it stands as it was published.",
            "RUN-05",
        )
    if kept.forgotten:
        raise StateRefused(
            f"{kept.run} cannot be made again as it was published: a child was taken out of its snapshot since, for good. "
            "Look at data/ of the pack: its counts stand.",
            "RUN-04",
        )
