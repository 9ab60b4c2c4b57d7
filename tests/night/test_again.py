"""What a second run, another day and another reader find. (Same input, same bytes: test_reconciliation.py, with the whole catalogue.)"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from fscp_readiness.night import Request, run
from fscp_readiness.packs.answers_file import explain_rows
from fscp_readiness.packs.publish import Published, verify
from fscp_readiness.settings.places import CONFIG

from .conftest import AS_AT, Night
from .few_standards import few_standards


@pytest.fixture(scope="module")
def first(few_night: Night) -> Night:
    return few_night


def test_running_it_twice_publishes_once_and_says_so(first: Night):
    first.nightly.publish()
    again = first.nightly.published()
    assert again.run == first.published.run and not again.new


def test_a_night_that_is_published_is_known_by_its_content_and_no_row_is_read_again(first: Night, monkeypatch: pytest.MonkeyPatch):
    with few_standards():
        monkeypatch.setattr("fscp_readiness.extracts.read", lambda *_, **__: pytest.fail("the source was read"))
        again = run(Request(source=str(first.source), as_at=AS_AT, out=first.out, demo=True))
    assert (again.run, again.new, again.pointed, again.state) == (first.published.run, False, True, "fresh")


@pytest.mark.parametrize("change", ["source", "pack", "config"])
def test_where_anything_has_changed_the_source_is_read(first: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str):
    """A source with one byte more, a pack that is not whole, another config: none of them is the night that was published."""
    source, out, config = tmp_path / "source", tmp_path / "out", tmp_path / "config"
    for here, there in ((first.source, source), (first.out, out), (CONFIG, config)):
        shutil.copytree(here, there)
    touched = {
        "source": source / "ssd_contacts.csv",
        "pack": out / "packs" / first.published.run / "about.json",
        "config": config / "x.csv",
    }
    with touched[change].open("ab") as file:
        file.write(b"\n")
    with few_standards():
        monkeypatch.setattr("fscp_readiness.extracts.read", lambda *_, **__: (_ for _ in ()).throw(Read))
        with pytest.raises(Read):
            run(Request(source=str(source), as_at=AS_AT, out=out, config=config if change == "config" else None, demo=True))


class Read(Exception):
    """The source was read."""


def test_what_current_points_at_is_whole(first: Night):
    current = json.loads((first.out / "current.json").read_text(encoding="utf-8"))
    assert current["run"] == first.published.run and current["as_at"] == AS_AT.isoformat() and current["state"] == "fresh"
    assert verify(first.out / current["path"]) == []


def test_explain_gives_back_the_figure(first: Night):
    measures = first.csv("data/measures.csv")
    row = measures[measures["code"].eq("CPV-01") & measures["counting"].eq("live") & measures["scope"].eq("all")].iloc[0]
    rows = explain_rows(first.out, "CPV-01")
    assert len(rows) + int(row["restricted"] or 0) == int(row["in_scope"])
    assert set(rows["outcome"]) <= {"met", "not_met", "not_recorded"}
    period = explain_rows(first.out, "CPV-01", counting="period")
    assert len(period) > len(rows)


@pytest.fixture(scope="module")
def the_day_before(first: Night, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Run after the night it precedes, into the same folder, from a source that says nothing of restricted records."""
    folder = tmp_path_factory.mktemp("before")
    source, out = folder / "source", folder / "out"
    shutil.copytree(first.source, source)
    shutil.copytree(first.out, out)
    (source / "ext_restricted.csv").unlink()
    with few_standards():
        return run(Request(source=str(source), as_at=AS_AT - dt.timedelta(days=1), out=out, demo=True))


def test_another_day_is_another_run_and_an_earlier_one_never_takes_the_pointer(first: Night, the_day_before: Published):
    assert the_day_before.run.startswith("2026-11-22") and first.published.run.startswith("2026-11-23")
    out = the_day_before.path.parents[1]
    assert json.loads((out / "current.json").read_text(encoding="utf-8"))["run"] == first.published.run


def test_without_a_word_on_restricted_records_no_child_is_listed(first: Night, the_day_before: Published):
    folder = the_day_before.path
    assert (folder / "rows/findings.csv").read_text(encoding="utf-8").count("\n") == 1
    assert not (folder / "worklists").exists() or not list((folder / "worklists").rglob("*.xlsx"))
    page = (folder / "leadership/morning.html").read_text(encoding="utf-8")
    assert "SEC-71" in page or "restricted" in page
    children = set(first.nightly.findings.children["child_id"])
    assert len(children) > 40 and not [child for child in children if child in page]
