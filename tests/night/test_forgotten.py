"""A child that was forgotten is in no later night and in no snapshot, though the source goes on sending it; and that is said."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from fscp_readiness.history import StateRefused, open_state
from fscp_readiness.history.snapshots import read_snapshot, runs_kept
from fscp_readiness.night import Request, run
from fscp_readiness.night.forgetting import Done, forget_child, to_recall
from fscp_readiness.night.rebuild import rebuild
from fscp_readiness.packs.publish import Published, verify
from fscp_readiness.packs.recall import names

from .conftest import ALSO, AS_AT, Night
from .few_standards import few_standards

WHO, WHY, AT = "Records Manager", "The record was made for the wrong person", "2026-11-24T09:00"


@dataclass
class Forgotten:
    child: str
    out: Path
    source: Path
    before: Published
    done: Done
    again: Published

    def rows(self, published: Published, name: str) -> list[dict[str, str]]:
        with (published.path / name).open(encoding="utf-8") as read:
            return list(csv.DictReader(read))


@pytest.fixture(scope="module")
def forgotten(few_night: Night, tmp_path_factory: pytest.TempPathFactory) -> Forgotten:
    """The child with the most findings of an ordinary night is forgotten, and the same night run again from the same source."""
    folder = tmp_path_factory.mktemp("forgotten")
    out, source = folder / "out", folder / "source"
    shutil.copytree(few_night.out, out)
    shutil.copytree(few_night.source, source)
    found = few_night.csv("rows/findings.csv")["child_id"]
    child = str(found[found.ne("")].value_counts().index[0])
    done = forget_child(out, child, "expunged", WHO, WHY, AT, AS_AT)
    with few_standards(*ALSO):
        again = run(Request(source=str(source), as_at=AS_AT, out=out, demo=True))
    return Forgotten(child, out, source, few_night.published, done, again)


def test_fault_068_a_merged_or_expunged_child_does_not_come_back_with_the_next_extract(forgotten):
    assert any(names(path.read_bytes(), [forgotten.child]) for path in forgotten.source.glob("*.csv")), "the source sends it still"
    assert forgotten.again.new and forgotten.again.run != forgotten.before.run and verify(forgotten.again.path) == []
    for path in sorted(forgotten.again.path.rglob("*")):
        if path.suffix in (".csv", ".json", ".html", ".txt"):
            assert not names(path.read_bytes(), [forgotten.child]), path.name
    papers = {paper.path for paper in to_recall(forgotten.out, forgotten.child)}
    papers = {path for path in papers if not path.startswith("inspection/")}  # other tests of these nights may have called in between
    assert papers == {f"packs/{forgotten.before.run}"}, "the older pack alone lists it: no worklist and nothing of tonight's"


def test_how_many_rows_were_left_out_is_counted_and_said_and_whose_is_not(forgotten):
    refused = [row for row in forgotten.rows(forgotten.again, "rows/refused.csv") if row["code"] == "FGT-68"]
    before = {row["table"]: int(row["rows_refused"] or 0) for row in forgotten.rows(forgotten.before, "data/tables.csv")}
    after = {row["table"]: int(row["rows_refused"] or 0) for row in forgotten.rows(forgotten.again, "data/tables.csv")}
    more = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert more["ssd_person"] == 1 and {row["table"] for row in refused} == set(more)
    assert all(row["done"] == "row_refused" and forgotten.child not in str(row) for row in refused)
    page = (forgotten.again.path / "leadership" / "morning.html").read_text(encoding="utf-8")
    assert "taken out of this service for good" in page and "FGT-68" in page


def test_it_says_what_went_and_which_papers_and_backups_still_hold_the_child(forgotten):
    done = forgotten.done
    assert done.rows["flag_interval"] > 0 and done.snapshots == 1
    assert [paper.path for paper in done.papers if paper.path.startswith("packs/")] == [f"packs/{forgotten.before.run}"]
    assert any({"rows/findings.csv", "worklists/all/all.xlsx"} <= set(paper.files) for paper in done.papers)
    assert list(done.backups) == [f"history-{AS_AT}.backup"] and list(done.backups.values())[0].isoformat() == "2027-05-23"


def test_no_snapshot_holds_it_and_the_night_of_one_that_was_cut_is_not_made_again(forgotten):
    state = open_state(forgotten.out / ".state")
    for each in runs_kept(state):
        held = read_snapshot(state, each)
        for name, frame in held.frames.items():
            for column in frame.columns:
                assert not frame[column].astype("string").eq(forgotten.child).any(), (name, column)
        assert forgotten.child not in str(held.told)
    with pytest.raises(StateRefused, match="RUN-04"):
        rebuild(forgotten.before.run, forgotten.out)


def test_the_flags_of_the_others_go_on_as_they_were(forgotten):
    before = {row["flag"] for row in forgotten.rows(forgotten.before, "rows/findings.csv") if row["child_id"] != forgotten.child}
    after = {row["flag"] for row in forgotten.rows(forgotten.again, "rows/findings.csv")}
    assert len(after & before) >= len(before) - 3  # whoever holds its cases has fewer


def test_fault_072_who_is_restricted_now_is_looked_for_in_the_earlier_packs(forgotten):
    """The second pack is of the same night; nobody in it is both restricted and listed, and the sealed file of the one person says whom."""
    named = to_recall(forgotten.out)
    assert all(set(paper.files) <= {"sealed/restricted.csv", "bundle.zip"} or paper.path.startswith("inbox") for paper in named)
