"""Files for their owner alone, and temporary ones in a folder that nothing outlives."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="bits and locks of POSIX")
BEGIN = """
import os, pathlib, subprocess, sys, tempfile
os.umask(0o022)
from fscp_readiness.settings.private import keep_private
keep_private()
mine = pathlib.Path(tempfile.gettempdir())
(mine / "names").write_text("x")
print(mine, flush=True)
"""


def run(tmp_path: Path, code: str) -> list[str]:
    env = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    return subprocess.run([sys.executable, "-c", BEGIN + code], env=env, text=True, stdout=subprocess.PIPE, check=False).stdout.splitlines()


def test_what_is_written_only_its_owner_reads_and_temporary_files_go_with_the_process(tmp_path: Path):
    folder, bits = run(tmp_path, "print(oct((mine / 'names').stat().st_mode), oct(mine.stat().st_mode))")
    assert Path(folder).parent == tmp_path and Path(folder).name.startswith("fscp-readiness-") and not Path(folder).exists()
    assert bits == "0o100600 0o40700"


def test_processes_that_it_starts_use_the_same_folder(tmp_path: Path):
    told = run(tmp_path, "subprocess.run([sys.executable, '-c', 'import tempfile; print(tempfile.gettempdir())'])")
    assert len(told) == 2 and len(set(told)) == 1


def test_what_a_killed_run_left_behind_goes_when_the_next_begins_and_a_living_one_keeps_its_own(tmp_path: Path):
    (left,) = run(tmp_path, "os.kill(os.getpid(), 9)")
    assert Path(left, "names").is_file(), "the killed run left nothing: this test looks at nothing"
    another = "from fscp_readiness.settings.private import keep_private; keep_private()"
    code = f"os.environ['TMPDIR'] = str(mine.parent)\nsubprocess.run([sys.executable, '-c', {another!r}])\nprint((mine / 'names').exists())"
    assert run(tmp_path, code)[-1] == "True" and not Path(left).exists()


def test_every_command_begins_so(tmp_path: Path):
    """``init`` writes config with the library's own writing; whoever starts it may have any mask."""
    env = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    words = ["init", "--config", str(tmp_path / "config"), "--council", "Nowhere", "--area-code", "E08000034"]
    code = "import os; os.umask(0); from fscp_readiness.cli import main; main()"
    subprocess.run([sys.executable, "-c", code, *words], env=env, check=True)
    made = list((tmp_path / "config").rglob("*"))
    assert made and {oct(stat.S_IMODE(each.stat().st_mode)) for each in made} <= {"0o600", "0o700"}
