"""Is this bundle whole, and is it the one that was sent? Needs Python's standard library and no network.

    python3 verify.py                       every file is what SHA256SUMS says, none is missing and none is more
    python3 verify.py --expect 1f3a...      and SHA256SUMS itself is the one whose hash you were told by another way

Exit codes: 0 whole; 1 not, and each sentence says what.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUMS = "SHA256SUMS"


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def problems(folder: Path, expected: str = "") -> list[str]:
    """A sentence for everything that is not as it was packed. ``expected``: the hash of SHA256SUMS as it was told, or nothing."""
    sums = folder / SUMS
    if not sums.is_file():
        return [f"There is no {SUMS} here: this is not the whole bundle."]
    wrong = []
    if expected and digest(sums) != expected.strip().lower():
        wrong.append(f"{SUMS} is not the one you were told of. Do not install this; ask for the bundle again.")
    listed = {}
    for line in sums.read_text(encoding="utf-8").splitlines():
        value, name = line.split("  ", 1)
        listed[name] = value
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    wrong += [f"{name} is missing." for name in sorted(set(listed) - set(there))]
    wrong += [f"{name} is more than was packed." for name in sorted(set(there) - set(listed) - {SUMS})]
    wrong += [f"{name} is not what was packed." for name in sorted(set(listed) & set(there)) if digest(there[name]) != listed[name]]
    lock = folder / "requirements.lock"
    locked = set(re.findall(r"--hash=sha256:([0-9a-f]{64})", lock.read_text(encoding="utf-8"))) if lock.is_file() else set()
    wheels = {name: value for name, value in listed.items() if name.startswith("wheels/")}
    wrong += [f"{name} is not in requirements.lock." for name, value in sorted(wheels.items()) if value not in locked]
    if not wheels:
        wrong.append("No wheel is packed, so there is nothing to install.")
    return wrong


def main(arguments: list[str]) -> int:
    """Say what is wrong, or how many files are right. Gives the exit code."""
    wanted = argparse.ArgumentParser(description="Is this bundle whole, and the one that was sent?")
    wanted.add_argument("--expect", default="", help=f"The SHA-256 of {SUMS}, as you were told it by another way.")
    expected = wanted.parse_args(arguments).expect
    wrong = problems(HERE, expected)
    if wrong:
        print(*wrong, "The bundle was not used.", sep="\n", file=sys.stderr)
        return 1
    count = len((HERE / SUMS).read_text(encoding="utf-8").splitlines())
    print(f"{count} of {count} files are as they were packed.")
    if not expected:
        print(f"{SUMS} itself is {digest(HERE / SUMS)}: compare that with what you were told by another way.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
