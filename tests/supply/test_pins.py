"""The lock read back: a line that is not a library by version and hash is never passed over."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tools.supply import pins

HASH = "0" * 64
FIRST = f"Some.Lib==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{HASH} \\\n    --hash=sha256:{'1' * 64}\n"
GOOD = f"{FIRST}other==2.0 \\\n    --hash=sha256:{HASH}\n"


def test_a_pin_is_read_with_its_marker_and_every_hash():
    first, second = pins.read(GOOD)
    assert (first.name, first.version, first.marker, len(first.hashes)) == ("some-lib", "1.0", "sys_platform == 'win32'", 2)
    assert (second.name, second.marker) == ("other", "")
    assert pins.read(first.line()) == (first,) and pins.read(first.line(marked=False))[0].marker == ""


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "# nothing\n",
        "lib==1.0\n",
        f"lib>=1.0 --hash=sha256:{HASH}\n",
        "lib==1.0 --hash=sha256:short\n",
        f"--pre\n{GOOD}",
        f"{GOOD}-e .\n",
    ],
)
def test_what_is_no_pin_by_hash_is_refused(bad):
    with pytest.raises(pins.LockProblem, match="SUP-01"):
        pins.read(bad)


def test_every_line_of_our_lock_is_one_or_the_other():
    parts = [
        subprocess.run([sys.executable, pins.__file__, part], capture_output=True, text=True, check=True).stdout
        for part in ("wheels", "sources")
    ]
    wheels, sources = (pins.read(part) for part in parts)
    assert sorted((*wheels, *sources), key=str) == sorted(pins.read(pins.LOCK.read_text(encoding="utf-8")), key=str)
    assert {pin.name for pin in sources} == pins.built_here()
