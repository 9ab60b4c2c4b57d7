"""A council that publishes small packs and keeps small nights, with three people to tell and a relay on loopback."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fscp_readiness.history import disk, open_state, open_store
from fscp_readiness.night import Request
from fscp_readiness.packs.publish import Identity, mark_stale, publish
from fscp_readiness.settings import places
from tests.history.nights import FIRST, kept

from .servers import Relay, Web, relay, web

NIGHT = FIRST
MORNING = dt.datetime(2026, 11, 24, 2, 41, tzinfo=ZoneInfo("Europe/London"))
WORDS = {"judgements": [{"title": "Children in care", "word": "Not ready"}, {"title": "Care leavers", "word": "Partly ready"}]}
PEOPLE = """
[[people]]
role = "leadership"
id = "dcs"
post = "Director of Children's Services"
address = "a.director@council.example"

[[people]]
role = "leadership"
id = "head.sqa"
post = "Head of Service, Safeguarding"
address = "a.head@council.example"

[[people]]
role = "administrator"
id = "it"
post = "Systems Team"
address = "it@council.example"
"""


class Refused(Exception):
    """What stops a night in these tests."""

    exit_code = 3

    def __init__(self, code: str, sentence: str = "The source did not answer.") -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code = code


@dataclass
class Council:
    """Its folders, and what it writes into config/messages.toml."""

    folder: Path
    relay: Relay
    web: Web

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def state(self) -> Path:
        return self.out / ".state"

    def write(self, people: str = PEOPLE, top: str = "", webhook: str = "") -> None:
        text = (places.CONFIG / "messages.toml").read_text(encoding="utf-8")
        for was, becomes in (
            ("domains = []", 'domains = ["council.example"]'),
            ('sender = ""', 'sender = "readiness@council.example"'),
            ('library = ""', 'library = "https://library.example/readiness"'),
            ("port = 25", f"port = {self.relay.port}"),
            ("seconds = 20", "seconds = 2"),
            ("tries = 5", top or "tries = 5"),
            ("hosts = []", webhook or "hosts = []"),
        ):
            assert was in text
            text = text.replace(was, becomes, 1)
        (self.config / "messages.toml").write_text(text + people, encoding="utf-8")

    @property
    def config(self) -> Path:
        return self.folder / "config"

    def request(self, number: int = 0) -> Request:
        return Request(source="", as_at=NIGHT + dt.timedelta(days=number), out=self.out, config=self.config)

    def publish(self, number: int = 0) -> None:
        """A night that is kept and published."""
        day = NIGHT + dt.timedelta(days=number)
        state = open_state(self.state)
        store = open_store(state)
        kept(store, state, number)
        store.close()

        def write(folder: Path) -> None:
            disk.make_folder(folder / "data")
            disk.write(folder / "data" / "judgements.json", json.dumps(WORDS).encode())

        run = f"{day}-{number:08x}"
        publish(self.out, Identity(run, day, "ilacs-2023", "an SSD folder", "0.1.0", "11", {"ssd_person": 5}), write)

    def fail(self, number: int, code: str = "SRC-01") -> Refused:
        """A night that stopped: the newest pack is marked stale, as the night does it."""
        mark_stale(self.out, NIGHT + dt.timedelta(days=number), code, "The source did not answer.")
        return Refused(code)

    def trail(self) -> list[tuple[str, str]]:
        store = open_store(open_state(self.state))
        try:
            return [(each.event, each.about) for each in store.trail()]
        finally:
            store.close()

    def outbox(self) -> list[Path]:
        return sorted((self.state / "outbox").glob("*"))


@pytest.fixture
def council(tmp_path: Path) -> Iterator[Council]:
    with relay() as mail, web() as site:
        made = Council(tmp_path, mail, site)
        shutil.copytree(places.CONFIG, made.config)
        made.out.mkdir()
        made.write()
        yield made
