"""A council in its region's night: what it gives, once a month; and that nothing of it lies in another's folder when it fails."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import shutil

import pytest

from fscp_readiness.history.crashes import keep_crash
from fscp_readiness.history.state import last_opened, open_state
from fscp_readiness.night.region import GIVEN, NotGiven, _given, one_night, publish_region
from fscp_readiness.packs.publish import read_current, verify
from fscp_readiness.packs.region import Line
from fscp_readiness.settings.cabinet import FILE, Cabinet
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.region import Council, Region
from tests.packs.region.made import AS_AT, lines

CABINET = Cabinet.load(CONFIG / FILE)
NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)


@pytest.fixture
def council(few_night, tmp_path):
    """A council whose night is over, in folders of its own."""
    shutil.copytree(few_night.out, tmp_path / "out")
    published = dataclasses.replace(few_night.published, path=tmp_path / "out" / few_night.published.path.relative_to(few_night.out))
    return Council(name="Ashdale", source=str(few_night.source), out=tmp_path / "out"), published


def test_a_council_gives_the_same_figures_for_a_whole_month(council):
    who, published = council
    first = _given(who, published, CABINET)
    assert {each.code for each in first.told} <= {each.code for each in CABINET.measures} and first.told
    later = dataclasses.replace(published, as_at=dt.date(2026, 11, 29))
    assert _given(who, later, CABINET) == first
    december = dataclasses.replace(published, as_at=dt.date(2026, 12, 1))
    assert _given(who, december, CABINET).as_at == december.as_at
    assert sorted(json.loads((who.history / GIVEN).read_text("utf-8"))) == ["2026-11", "2026-12"]
    assert (who.history / GIVEN).stat().st_mode & 0o077 == 0


def test_nothing_is_told_from_a_pack_that_was_changed(council):
    who, published = council
    (published.path / "data" / "measures.csv").write_text("code\n", encoding="utf-8")
    with pytest.raises(NotGiven, match="RGN-09"):
        _given(who, published, CABINET)
    assert not (who.history / GIVEN).exists()


def test_nothing_is_told_where_it_is_not_known_what_was_told_before(council):
    who, published = council
    (who.history / GIVEN).write_text("{", encoding="utf-8")
    with pytest.raises(NotGiven, match="RGN-08"):
        _given(who, published, CABINET)


def test_a_council_that_fails_before_its_own_folder_is_open_leaves_nothing_in_the_one_before(tmp_path, monkeypatch):
    before = open_state(tmp_path / "ashdale" / ".state")
    monkeypatch.delenv("FSCP_SOURCE_B", raising=False)
    with pytest.raises(ConfigProblem, match="RGN-07") as stopped:
        one_night(Council(name="Brierfield", source_from="FSCP_SOURCE_B", out=tmp_path / "b"), CONFIG, AS_AT, NOW)
    assert last_opened() is None and keep_crash(stopped.value, "2026-11-24T0300") == ""
    assert not (before.folder / "crashes").exists() and not (tmp_path / "b").exists()


def test_the_regional_pack_is_whole_and_the_same_night_is_published_once(tmp_path):
    councils = [{"name": name, "source": f"{name}/s", "out": f"{name}/o"} for name in ("Ashdale", "Brierfield")]
    (tmp_path / "region.toml").write_text(
        'owner = "x"\nreview_by = 2027-04-01\nname = "North"\nout = "region"\n'
        + "".join(f'[[councils]]\nname = "{each["name"]}"\nsource = "{each["source"]}"\nout = "{each["out"]}"\n' for each in councils),
        encoding="utf-8",
    )
    region = Region.load(tmp_path / "region.toml")
    made = [lines()[0], Line("Brierfield", code="FILE-24")]
    first, again = publish_region(region, made, AS_AT), publish_region(region, list(reversed(made)), AS_AT)
    assert first.new and not again.new and first.run == again.run and verify(first.path) == []
    current = read_current(region.out)
    assert current is not None and current.run == first.run
    assert sorted(path.name for path in first.path.iterdir()) == [
        "councils.json",
        "manifest.json",
        "region.csv",
        "region.html",
        "region.pdf",
    ]
