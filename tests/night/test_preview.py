"""A preview tells who a standard would flag tonight, as the night itself would, and publishes nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.night import preview
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from tests.synthetic import nights

CATALOGUE = discover(CHECKS)


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    made = nights.council("test", 1)
    folder = tmp_path_factory.mktemp("source")
    made.write(folder)
    return made, folder


def listed(seen: preview.Seen) -> set[str]:
    return {line[0] for line in seen.lines[1:]}


def test_a_preview_lists_what_the_ledger_says_but_restricted_children(council):
    made, folder = council
    live = preview.flagged(CATALOGUE["CPV-01"], str(folder), made.as_at)[0]
    own = made.ledger[made.ledger["code"].eq("CPV-01")]
    restricted = set(made.tables["ext_restricted"]["person_id"])
    assert listed(live) == set(own[~own["child_id"].isin(restricted)]["record_id"])
    assert "met" in live.sentence
    assert live.more == 0


def test_each_counting_of_a_standard_has_its_own_answer(council):
    made, folder = council
    seen = preview.flagged(CATALOGUE["CPV-01"], str(folder), made.as_at)
    assert [each.sentence.split(":")[0] for each in seen] == ["CPV-01, live", "CPV-01, period"]


def test_where_nobody_said_what_is_restricted_only_counts_are_told(council, tmp_path):
    made, _ = council
    made.write(tmp_path)
    (tmp_path / "ext_restricted.csv").unlink()
    live = preview.flagged(CATALOGUE["CPV-01"], str(tmp_path), made.as_at)[0]
    assert not live.lines
    assert "[SEC-71]" in live.sentence


def test_a_source_without_the_table_says_not_assessable(council, tmp_path):
    made, _ = council
    made.write(tmp_path)
    (tmp_path / "ssd_cp_visits.csv").unlink()
    live = preview.flagged(CATALOGUE["CPV-01"], str(tmp_path), made.as_at)[0]
    assert "not assessable" in live.sentence
    assert not live.lines


def test_the_made_up_council_is_there_when_no_source_is_named():
    with preview.made_up_council() as (folder, day):
        assert day == dt.date(2016, 5, 23)
        assert preview.flagged(CATALOGUE["C01"], folder, day)[0].sentence.startswith("C01, live: ")
