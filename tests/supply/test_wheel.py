"""Our wheel: the same bytes from the same tree, and whole without the repository and without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fscp_readiness.night.version import code_version
from fscp_readiness.settings.quiet import QUIET
from tests import no_route
from tools.supply import bundle, pins

EPOCH = "1700000000"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return bundle.our_wheel(tmp_path_factory.mktemp("wheel"), EPOCH)


@pytest.fixture(scope="module")
def there(wheel, tmp_path_factory) -> Path:
    """The wheel, unpacked in a folder of its own."""
    folder = tmp_path_factory.mktemp("there")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def test_another_copy_of_the_tree_built_on_another_day_gives_the_same_bytes(wheel, tmp_path, monkeypatch):
    copy = tmp_path / "another place"
    kept = shutil.ignore_patterns(".git", ".venv", "dist", "build", "demo-out", "__pycache__", ".*_cache", "tests", "docs")
    shutil.copytree(pins.ROOT, copy, ignore=kept, copy_function=shutil.copy)
    for path in copy.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
        os.utime(path, (1, 1))
    monkeypatch.setattr(pins, "ROOT", copy)
    (tmp_path / "out").mkdir()
    again = bundle.our_wheel(tmp_path / "out", EPOCH)
    assert again.read_bytes() == wheel.read_bytes()
    (copy / "config" / "service.toml").write_text("# changed\n")
    (tmp_path / "changed").mkdir()
    assert bundle.our_wheel(tmp_path / "changed", EPOCH).read_bytes() != wheel.read_bytes()


@pytest.mark.parametrize(
    "words", [["version"], ["doctor"], ["standards", "test", "CPV-01"], ["standards", "preview", "CPV-01"]], ids=" ".join
)
def test_it_runs_outside_the_repository_where_there_is_no_network(there, tmp_path, words):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FSCP_"))}
    env |= {"PYTHONPATH": str(there), "HOME": str(tmp_path), **QUIET}
    ran = no_route.run([sys.executable, "-m", "fscp_readiness.cli", *words], cwd=tmp_path, env=env)
    assert (ran.code, ran.tried_to_leave) == (0, 0), ran.err
    where = subprocess.run(
        [sys.executable, "-c", "import fscp_readiness; from fscp_readiness.settings import places; print(places.CHECKS)"],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert Path(where.stdout.strip()) == there / "fscp_readiness" / "shipped" / "checks"


def test_a_pack_says_the_same_version_from_the_wheel_as_from_the_repository(there, tmp_path):
    code = "from fscp_readiness.night.version import code_version; print(code_version())"
    env = os.environ | {"PYTHONPATH": str(there)}
    said = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == code_version()
