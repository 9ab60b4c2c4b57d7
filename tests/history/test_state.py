"""The state folder: where it may lie, whose it is, its key and its lock."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fscp_readiness.history import AnotherRun, StateRefused, locked, open_state
from fscp_readiness.history.state import DEMO_KEY, network_kind

MOUNTS = "\n".join(
    [
        "/dev/sda1 / ext4 rw 0 0",
        "fileserver:/homes /srv/homes nfs4 rw 0 0",
        "//fs/children /mnt/Children\\040Services cifs rw 0 0",
        "/dev/sdb1 /srv/homes/local ext4 rw 0 0",
    ]
)


def test_the_folder_and_the_key_are_for_their_owner_alone(tmp_path: Path) -> None:
    state = open_state(tmp_path / "out" / ".state")
    assert stat.S_IMODE(state.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((state.folder / "key.json").stat().st_mode) == 0o600


def test_a_folder_left_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    first = open_state(tmp_path / "state")
    os.chmod(first.folder, 0o755)
    os.chmod(first.folder / "key.json", 0o644)
    open_state(tmp_path / "state")
    assert stat.S_IMODE(first.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((first.folder / "key.json").stat().st_mode) == 0o600


def test_a_key_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    first = open_state(tmp_path / "a").key
    assert len(first) == 32
    assert open_state(tmp_path / "a").key == first
    assert open_state(tmp_path / "b").key != first


def test_the_demos_key_is_fixed_and_says_so(tmp_path: Path) -> None:
    state = open_state(tmp_path / "demo", demo=True)
    assert state.key == DEMO_KEY == open_state(tmp_path / "again", demo=True).key
    assert state.demo and open_state(tmp_path / "demo").demo, "opened without saying so, it still knows that it is the demo's"
    assert "protects nothing" in json.loads((state.folder / "key.json").read_text())["about"]


def test_the_demo_does_not_use_a_real_services_state(tmp_path: Path) -> None:
    open_state(tmp_path / "real")
    with pytest.raises(StateRefused, match="STA-02"):
        open_state(tmp_path / "real", demo=True)


@pytest.mark.parametrize("held", ["", "{}", '{"key": "00", "demo": false}', '{"key": 7, "demo": false}', "[]"])
def test_a_damaged_key_is_never_replaced_by_a_new_one(tmp_path: Path, held: str) -> None:
    folder = open_state(tmp_path / "state").folder
    (folder / "key.json").write_text(held)
    with pytest.raises(StateRefused, match="STA-03"):
        open_state(folder)
    assert (folder / "key.json").read_text() == held


def test_the_key_is_never_printed(tmp_path: Path) -> None:
    state = open_state(tmp_path / "state")
    assert state.key.hex() not in repr(state) and repr(state.key) not in repr(state)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/homes/readiness", "nfs4"),
        ("/mnt/Children Services/state", "cifs"),
        ("/mnt/Children", ""),
        ("/srv/homes/local/state", ""),
        ("/srv/homesteads", ""),
        ("\\\\fs\\children\\state", "network path"),
    ],
)
def test_a_network_share_is_known_by_its_mount(folder: str, kind: str) -> None:
    where = Path(folder) if folder.startswith("/") else _Unc(folder)
    assert network_kind(where, MOUNTS) == kind


def test_fault_119_a_network_share_is_refused_and_nothing_made(tmp_path: Path) -> None:
    with pytest.raises(StateRefused, match="STA-01"):
        open_state(tmp_path / "state", mounts=f"fileserver:/x {tmp_path} nfs rw 0 0")
    assert not (tmp_path / "state").exists()


def test_a_second_run_is_told_who_is_running_and_since_when(tmp_path: Path) -> None:
    state = open_state(tmp_path / "state")
    with locked(state, "02:30 on 24 May 2016"), pytest.raises(AnotherRun) as told, locked(state, "02:31"):
        pass
    assert told.value.exit_code == 75
    assert f"process {os.getpid()}" in str(told.value) and "02:30 on 24 May 2016" in str(told.value)


def test_the_lock_is_free_again_after_a_run_and_after_a_failure(tmp_path: Path) -> None:
    state = open_state(tmp_path / "state")
    with pytest.raises(ZeroDivisionError), locked(state, "02:30"):
        raise ZeroDivisionError
    with locked(state, "02:31"):
        pass


def test_the_lock_goes_with_a_killed_process(tmp_path: Path) -> None:
    state = open_state(tmp_path / "state")
    holds = (
        "import os, signal, sys; from pathlib import Path\n"
        "from fscp_readiness.history.state import State, locked\n"
        "with locked(State(Path(sys.argv[1]), b'', False), '02:30'):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parents[2]
    command, surroundings = [sys.executable, "-c", holds, str(state.folder)], {**os.environ, "PYTHONPATH": str(root)}
    ended = subprocess.run(command, cwd=root, env=surroundings, check=False)
    assert ended.returncode == -9
    with locked(state, "02:31"):
        pass


class _Unc(type(Path())):  # type: ignore[misc]
    """A Windows path, on any machine."""

    def absolute(self) -> _Unc:
        return self
