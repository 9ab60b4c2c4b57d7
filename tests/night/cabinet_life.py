"""A made-up council's months written straight into a history, for those who make papers of them. Numbers by rule; no child."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import hashlib
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from fscp_readiness.history import Run, Store, open_state, open_store
from fscp_readiness.history.store import MEASURE_COLUMNS, JudgedAs, no_lives
from fscp_readiness.night.cabinet import Request
from fscp_readiness.settings.cabinet import Cabinet
from fscp_readiness.settings.places import CONFIG
from tests.packs.cabinet.worlds import COUNTS, Count

WORDS = (("IL-LEAD", "Gaps to close"), ("IL-HP", "Not ready"), ("IL-CIC", "Gaps to close"), ("IL-CL", "Cannot say"))
PEOPLE = (("amira", "Amira Shah", "data_officer"), ("ruth", "Ruth Okafor", "leadership"), ("dana", "Dana Whitworth", "cabinet_member"))


def last_of(month: dt.date) -> dt.date:
    """The last day of a month."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def steady(code: str, month: dt.date) -> Count:
    """In scope, met, not recorded: ups and downs by rule, with small numbers in some months."""
    scope, share, blank, _ = COUNTS[code]
    back = month.year * 12 + month.month
    size = scope + ((back * 11 + ord(code[1])) % 9) - 4
    return size, min(size - blank, round(size * (share + (((back * 7 + len(code) * 3 + ord(code[2])) % 5) - 2) / 100))), blank


@dataclass(frozen=True)
class Council:
    """One made-up council: where its history and papers lie, and whose names its config holds."""

    out: Path
    config: Path
    months: dict[str, Count] = field(default_factory=dict)

    @classmethod
    def founded(cls, folder: Path, people: tuple[tuple[str, str, str], ...] = PEOPLE, only: Collection[str] = ()) -> Council:
        """A council with an empty history and a config of its own. only: codes of its paper's measures; none named: all."""
        config, out = folder / "config", folder / "out"
        shutil.copytree(CONFIG, config)
        blocks = "".join(f'\n[[people]]\nwho = "{who}"\nname = "{name}"\nrole = "{role}"\n' for who, name, role in people)
        readers = config / "readers.toml"
        readers.write_text(readers.read_text(encoding="utf-8") + blocks, encoding="utf-8")
        if only:
            cabinet = config / "cabinet.toml"
            head, *blocks = re.split(r"(?m)^(?=\[\[)", cabinet.read_text(encoding="utf-8"))
            kept = [each for each in blocks if not each.startswith("[[measures]]") or any(f'code = "{code}"' in each for code in only)]
            cabinet.write_text(head + "".join(kept), encoding="utf-8")
        out.mkdir()
        open_state(out / ".state")
        return cls(out, config)

    def keep(
        self, as_at: dt.date, counts: Callable[[str, dt.date], Count] = steady, *, published: bool = True, run: str = "00000001"
    ) -> None:
        """Keep one night, with every measure of the paper, and let its pack stand."""
        cabinet = Cabinet.load(self.config / "cabinet.toml")
        month = as_at.replace(day=1)
        rows = [_row(each.code, each.counting, counts(each.code, month)) for each in cabinet.measures]
        store = self.store()
        try:
            name = f"{as_at}-{run}"
            words = [JudgedAs(key, word, 0) for key, word in WORDS]
            frame = pd.DataFrame(rows, columns=list(MEASURE_COLUMNS))
            store.keep(Run(as_at, name, framework="ilacs-2026"), {}, no_lives(), frame, {}, words)
            if published:
                store.published(as_at, name, "hash")
        finally:
            store.close()

    def store(self) -> Store:
        return open_store(open_state(self.out / ".state", make=False))

    def asked(self, month: dt.date, who: str = "amira", today: dt.date | None = None, said_at: str = "") -> Request:
        """What somebody asks of a month's paper, on the second day of the month after where no day is given."""
        on = today or last_of(month) + dt.timedelta(days=2)
        return Request(month, self.out, who, said_at or f"{on}T09:00+00:00", on, "svc", config=self.config)

    def folder(self, month: dt.date) -> Path:
        return self.out / "cabinet" / f"{month:%Y-%m}"

    def say(self, month: dt.date, words: str) -> None:
        """Write the month's human part."""
        self.folder(month).mkdir(parents=True, exist_ok=True)
        (self.folder(month) / "words.toml").write_text(words, encoding="utf-8")


def months_back(last: dt.date, number: int) -> list[dt.date]:
    """The first days of so many months up to one, oldest first."""
    n = last.year * 12 + last.month - 1
    return [dt.date(each // 12, each % 12 + 1, 1) for each in range(n - number + 1, n + 1)]


def _row(code: str, counting: str, count: Count) -> Mapping[str, Any]:
    scope, met, blank = count
    share = met / scope if scope else None
    return dict.fromkeys(MEASURE_COLUMNS) | {
        "code": code, "counting": counting, "scope": "all", "group": "", "in_scope": scope, "met": met, "not_met": scope - met - blank,
        "not_recorded": blank, "excepted": 0, "low": share, "high": share, "value": share, "target": COUNTS[code][3], "unit": "percent",
        "status": "on_target",
    }  # fmt: skip


def replaced(request: Request, **other: Any) -> Request:
    return dataclasses.replace(request, **other)


def without_printing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers without their PDF being drawn: a stand-in that changes with every byte of the page, and is not read again."""
    drawn = "fscp_readiness.packs.cabinet.paper.pdf.render"
    monkeypatch.setattr(drawn, lambda html, css, identifier: hashlib.sha256(f"{html}{css}{identifier}".encode()).digest())
    monkeypatch.setattr("fscp_readiness.packs.cabinet.leaving.parts_of_pdf", lambda content, refusal: iter(()))
