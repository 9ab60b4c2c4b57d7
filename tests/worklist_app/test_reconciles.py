"""The list in the browser has exactly the rows of the typed file, which are those of all.xlsx and the findings that are not restricted:
on every page of it, by team and by standard, and the heading counts them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from fscp_readiness.packs.worklists import flat, write_worklists
from fscp_readiness.packs.worklists.rows import EXCEPTIONS
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.pages import rows as list_page
from tests.packs.worklists.test_worklists import DAY, FINDINGS, _numbered, facts, opened, rows
from tests.worklist_app.made import RUN, flag_of
from tests.worklist_app.visiting import Browser, Clock, visited

ON_A_PAGE = 3
"""So that a short list has pages."""
MORNING = dt.datetime.combine(DAY + dt.timedelta(days=1), dt.time(8, 30), dt.UTC)
CODES = ("CPV-01", "ASM-01", "C01")
MEASURES = ("code", "counting", "scope", "group", "in_scope", "met", "value", "unit", "target", "status")


def published(out: Path, given_rows: list[dict[str, object]]) -> Path:
    """A pack with the worklists of these findings, pointed at."""
    pack = out / "packs" / RUN
    pack.mkdir(parents=True)
    numbered = [
        {**_numbered(number, **row), "flag": flag_of(number), "code": CODES[number % len(CODES)]} for number, row in enumerate(given_rows)
    ]
    said = [[row["flag"], row["said"], pd.Timestamp("2016-06-30")] for row in numbered if row["said"]]
    write_worklists(facts(*numbered, exceptions=pd.DataFrame(said, columns=list(EXCEPTIONS)).astype(EXCEPTIONS)), pack)
    (pack / "data").mkdir()
    pd.DataFrame(columns=list(MEASURES)).to_parquet(pack / "data/measures.parquet")
    files = [path for path in sorted(pack.rglob("*")) if path.is_file()]
    hashes = {path.relative_to(pack).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (pack / "manifest.json").write_text(json.dumps({"run": RUN, "files": hashes, "audit_trail": {"entries": 0, "seal": ""}}))
    pointer = {"run": RUN, "as_at": DAY.isoformat(), "path": f"packs/{RUN}", "state": "fresh", "since": None, "code": None}
    (out / "current.json").write_text(json.dumps(pointer))
    return pack


async def listed(browser: Browser, asked: str) -> list[str]:
    """The flags of every page of the list, in their order; each page's heading counts them all."""
    found: list[str] = []
    at, more = 1, True
    while more:
        answer = await browser.get(f"/worklist?kind=all{asked}&page={at}")
        assert answer.status_code == 200
        found += re.findall(r'href="/flags/([0-9a-f]{16})"', browser.page)
        more, at = 'rel="next"' in browser.page, at + 1
    counted = re.search(r"([\d,]+) rows? to put right", browser.heading())
    assert (int(counted[1].replace(",", "")) if counted else 0) == len(found)
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(given_rows=FINDINGS)
def test_the_list_has_the_rows_of_the_file_the_workbook_and_the_findings_and_counts_them(
    tmp_path_factory: pytest.TempPathFactory, given_rows: list[dict[str, object]]
) -> None:
    out = tmp_path_factory.mktemp("reconciles")
    pack = published(out, given_rows)
    typed = flat.read_worklist(pack)
    open_to_readers = {flag_of(number) for number, row in enumerate(given_rows) if row["restricted"] is False}

    async def walk(app: WorklistApp) -> None:
        browser = Browser(app)
        await browser.sign_in("officer")
        every = await listed(browser, "")
        assert every == list(typed["flag"]) == [str(row["Flag key"]) for row in rows(opened(pack))]
        assert set(every) == open_to_readers and len(every) == len(set(every))
        for column, name in (("team_id", "team"), ("code", "standard")):
            shares = {value: await listed(browser, f"&{name}={quote(value)}") for value in typed[column].dropna().unique()}
            assert shares == {value: list(of["flag"]) for value, of in typed.groupby(column)}
            assert Counter(flag for share in shares.values() for flag in share) == Counter(every), "in one share each"

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(list_page, "ON_A_PAGE", ON_A_PAGE)
        visited(out, walk, Clock(MORNING))
