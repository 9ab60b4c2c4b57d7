"""Installs FSCP Readiness from this bundle into a virtual environment of its own. No network is asked for and none is needed.

    python3 install.py /opt/fscp-readiness [--expect 1f3a...]

First the bundle is verified (verify.py); then every library is installed by its hash, from wheels/ and from nowhere else, and nothing of
theirs runs while it is. Exit codes: 0 installed; 1 not, and the sentence says why. What was there before is left as it is.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import verify

HERE = verify.HERE


def kind() -> dict[str, str]:
    """What a bundle is for: this Python and this kind of machine."""
    return {"python": f"{sys.version_info[0]}.{sys.version_info[1]}", "platform": sysconfig.get_platform()}


def refused(target: Path, expected: str) -> list[str]:
    """Why nothing is installed; nothing where it may be."""
    wrong = verify.problems(HERE, expected)
    if wrong:
        return wrong
    packed = json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))
    if packed["for"] != kind():
        here = kind()
        wrong.append(
            f"The bundle is for Python {packed['for']['python']} on {packed['for']['platform']}, and this is Python {here['python']} on "
            f"{here['platform']}. Start it with the other Python, or ask for a bundle made on a machine like this one."
        )
    if target.exists() and any(target.iterdir()):
        wrong.append(f"{target} is there already. Give a folder that is not, and point the service at it once it works.")
    return wrong


def install(target: Path) -> int:
    """Make the environment and install into it. Gives pip's or Python's exit code."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))} | {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    made = subprocess.run([sys.executable, "-m", "venv", str(target)], env=quiet, check=False)
    if made.returncode:
        print("The virtual environment could not be made. On Debian: sudo apt-get install -y python3-venv", file=sys.stderr)
        return made.returncode
    python = target / ("Scripts" if os.name == "nt" else "bin") / "python"
    by_hash = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-index", "-f", str(HERE / "wheels")]
    done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", *by_hash, "-r", str(HERE / "requirements.lock")], env=quiet)
    return done.returncode or subprocess.run([str(python), "-m", "pip", "check"], env=quiet, check=False).returncode


def main(arguments: list[str]) -> int:
    """Verify, install, and say what to do next. Gives the exit code."""
    wanted = argparse.ArgumentParser(description="Install FSCP Readiness from this bundle, without a network.")
    wanted.add_argument("target", type=Path, help="The folder to make, for example /opt/fscp-readiness.")
    wanted.add_argument("--expect", default="", help=f"The SHA-256 of {verify.SUMS}, as you were told it by another way.")
    said = wanted.parse_args(arguments)
    wrong = refused(said.target, said.expect)
    if wrong:
        print(*wrong, "Nothing was installed.", sep="\n", file=sys.stderr)
        return 1
    if install(said.target):
        print("The libraries could not all be installed: the lines above say which. Nothing else was changed.", file=sys.stderr)
        return 1
    command = said.target / ("Scripts" if os.name == "nt" else "bin") / "fscp-readiness"
    print(f"Installed. Next: {command} doctor", f"Then:            {command} demo --out demo-out", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
