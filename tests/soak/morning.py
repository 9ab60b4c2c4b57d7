"""The morning after each night: the dead-man's switch, run as it is run in service, in a Python that can import nothing of ours."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.night.telling.servers import Relay, relay

from .invariants import Broken
from .place import Place

SWITCH = Path(__file__).resolve().parents[2] / "deploy/switch/switch.py"
_AT = """import datetime, pathlib, runpy, sys
switch = runpy.run_path(sys.argv[1])
sys.exit(switch["run"](switch["settings"](pathlib.Path(sys.argv[2])), datetime.datetime.fromisoformat(sys.argv[3])))
"""
"""The switch at a moment of ours: its own command asks the machine's clock."""
FRESH, NOT_FRESH = 0, 3
BANNERS = ("stale.html", "no-fresh-pack.html")


@dataclass
class Morning:
    """told: how many mornings the switch sent its message."""

    settings: Path
    mail: Relay
    told: int = 0

    def look(self, place: Place, night: dt.date) -> Iterator[Broken]:
        """I12: at half past six there is a fresh pack, or a page that says there is none and one message, whatever else died."""
        at = dt.datetime.combine(night + dt.timedelta(days=1), dt.time(6, 30), tzinfo=dt.UTC)
        before = len(self.mail.mails)
        ended = [self._run(at) for _ in range(2)]  # the second as a timer that fires twice: nobody is told twice
        sent, fresh = len(self.mail.mails) - before, place.fresh_on(night)
        self.told += sent
        self.settings.with_name("mails.txt").write_text(str(self.mail.mails))  # hunted through at the end, as all else
        banner = any((place.out / name).is_file() for name in BANNERS)
        if ended != [FRESH if fresh else NOT_FRESH] * 2:
            yield "I12", f"the switch left with {ended}, and a fresh pack is {'there' if fresh else 'not there'}"
        if not fresh and not (banner and sent == 1):
            yield "I12", f"no fresh pack: {'a banner' if banner else 'no banner'}, and the switch sent {sent} messages"
        if fresh and sent:
            yield "I12", f"a fresh pack, and the switch sent {sent} messages"

    def _run(self, at: dt.datetime) -> int:
        words = [sys.executable, "-I", "-S", "-c", _AT, str(SWITCH), str(self.settings), at.isoformat()]
        return subprocess.run(words, cwd="/", capture_output=True, check=False).returncode


@contextmanager
def mornings(folder: Path, out: Path) -> Iterator[Morning]:
    """The switch's settings and its relay, while the soak lasts."""
    settings = folder / "switch.toml"
    with relay() as mail:
        settings.write_text(
            f'out = "{out}"\nmemory = "{folder / "switch-memory.json"}"\ndomains = ["council.example"]\n'
            f'sender = "readiness@council.example"\npeople = ["desk@council.example"]\n[relay]\nport = {mail.port}\n',
            encoding="utf-8",
        )
        yield Morning(settings, mail)
