"""What requirements.lock pins: each library's name, version, marker and hashes. The standard library alone, because .venv is made with it.

``python tools/supply/pins.py wheels`` prints the lock without the desk tools that come without a wheel, ``... sources`` those alone.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>.*))?")


class LockProblem(ValueError):
    """The lock is not a list of libraries by version and hash. The sentence names the place."""


@dataclass(frozen=True)
class Pin:
    """One library of the lock; ``marker`` says where it is installed, everywhere when empty."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    def line(self, marked: bool = True) -> str:
        """The pin as pip reads it; without its marker, for what looks at every library whatever this machine is."""
        where = f" ; {self.marker}" if marked and self.marker else ""
        return " \\\n    ".join([f"{self.name}=={self.version}{where}", *(f"--hash=sha256:{each}" for each in self.hashes)])


def read(text: str) -> tuple[Pin, ...]:
    """Every pin, in the lock's order. Raises LockProblem on a line that is none, on one without a hash, and when there is none at all."""
    found = []
    for number, line in enumerate(text.replace("\\\n", " ").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        what, *hashes = re.split(r"\s+--hash=sha256:", line.strip())
        pin = PIN.fullmatch(what.strip())
        if pin is None or not hashes or not all(re.fullmatch(r"[0-9a-f]{64}", each.strip()) for each in hashes):
            raise LockProblem(
                f"pin {number} of the lock is not a name, a version and SHA-256 hashes: make it again with tools/lock. [SUP-01]"
            )
        marker = (pin["marker"] or "").strip()
        found.append(Pin(normal(pin["name"]), pin["version"], marker, tuple(each.strip() for each in hashes)))
    if not found:
        raise LockProblem("the lock holds no library: make it again with tools/lock. [SUP-01]")
    return tuple(found)


def normal(name: str) -> str:
    """A library's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def built_here() -> set[str]:
    """The desk tools that come without a wheel, from pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {normal(name) for name in project["tool"]["uv"]["pip"]["no-binary"]}


if __name__ == "__main__":
    sources = sys.argv[1:] == ["sources"]
    print("\n".join(pin.line() for pin in read(LOCK.read_text(encoding="utf-8")) if (pin.name in built_here()) == sources))
