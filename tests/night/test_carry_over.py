"""One council, read from one case system on Monday and from another on Tuesday: what goes on, what ends, and what is refused."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from fscp_readiness import cli
from fscp_readiness.extracts.problems import ArgumentsProblem
from fscp_readiness.history import flag, open_state, open_store
from fscp_readiness.history.exceptions import Book, Person
from fscp_readiness.history.exceptions.book import Found
from fscp_readiness.night import Nightly, Request
from fscp_readiness.night.carry_over import Move, carry
from fscp_readiness.night.kept_night import packed, unpacked
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.synthetic import make_council
from fscp_readiness.vocabulary import Role

from .conftest import ALSO
from .few_standards import few_standards
from .two_systems import lines, move, new_id, write_map

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
NOON = "2026-11-24T12:00+00:00"


def names(folder: Path, name: str, source_id: str) -> Path:
    """A config that names its case system."""
    config = Path(shutil.copytree(CONFIG, folder / name))
    (config / "sources" / "own.yaml").write_text(f"source_id: {source_id}\n", encoding="utf-8")
    return config


def asked(source: Path, out: Path, as_at: dt.date, config: Path, upto: int) -> Nightly:
    night = Nightly(Request(source=str(source), as_at=as_at, out=out, config=config, demo=True))
    with few_standards(*ALSO), night.alone():
        for step in night.steps()[:upto]:
            step()
    return night


@dataclass
class Council:
    folder: Path
    first: Nightly
    old: Path
    new: Path

    @property
    def state(self):
        return open_state(self.folder / "out" / ".state", make=False)

    def again(self, folder: Path) -> Council:
        """The council after Monday once more."""
        shutil.copytree(self.folder / "out", folder / "out")
        return dataclasses.replace(self, folder=folder)

    def map(self, leave_out=()):
        rows = [each for each in lines(self.old) if each[:2] not in leave_out]
        return write_map(self.folder / "map.csv", rows)

    def moves(self, ids: Path, only_count=False, **changed):
        asked_ = {"map_file": ids, "old": "mosaic", "new": "lcs", "who": "A. Person", "config": self.first.request.config.parent / "lcs"}
        with few_standards(*ALSO):
            return carry(self.state, [], Move(**(asked_ | changed)), NOON, only_count=only_count)

    def tuesday(self) -> Nightly:
        return asked(self.new, self.folder / "out", TUESDAY, self.first.request.config.parent / "lcs", 2)


@pytest.fixture(scope="module")
def monday(tmp_path_factory) -> Council:
    folder = tmp_path_factory.mktemp("two-systems")
    old, new = folder / "old", folder / "new"
    make_council("tiny", seed=3, as_at=TUESDAY).write(old)
    move(old, new)
    names(folder, "lcs", "lcs")
    return Council(folder, asked(old, folder / "out", MONDAY, names(folder, "mosaic", "mosaic"), 5), old, new)


@pytest.fixture
def council(monday, tmp_path) -> Council:
    return monday.again(tmp_path)


def open_on_monday(council: Council) -> pd.DataFrame:
    lives = council.first.lives
    return lives[lives["state"].eq("open") & lives["record_id"].fillna("").ne("")]


def test_fault_063_with_a_map_every_flag_keeps_its_first_day_and_its_exception(council):
    before = open_on_monday(council)
    excepted = before[before["code"].isin(ALSO)].iloc[0]
    other = before[before["child_id"].ne(excepted["child_id"]) & ~before["code"].isin(ALSO)].iloc[0]
    gone = (str(other["record_table"]), str(other["record_id"]))
    kept = before[before["record_table"].ne(gone[0]) | before["record_id"].ne(gone[1])]
    _ask(council, excepted)
    counted = council.moves(council.map(leave_out={gone}), only_count=True)
    done = council.moves(council.folder / "map.csv")
    assert counted == done and done.carried.flags_left == before["record_id"].eq(gone[1]).sum() and done.carried.as_they_were == 1
    night = council.tuesday()
    mine = flag(council.state.key, excepted["code"], excepted["record_table"], new_id(excepted["record_id"]), excepted["field"])
    assert night.remembered.exceptions["flag"].tolist() == [mine] and night.overtaken == (), "its look is the same but for the ids"
    lives = night.lives
    was = {(row["code"], row["record_table"], new_id(row["record_id"])) for row in kept.to_dict("records")}
    since = lives[lives["state"].eq("open") & lives["first_seen"].eq(pd.Timestamp(MONDAY))]
    now = set(since[["code", "record_table", "record_id"]].itertuples(index=False, name=None))
    assert was <= now and len(was) >= 10
    ended = lives[lives["state"].eq("source_changed")]
    assert set(ended["record_id"]) == {f"mosaic:{gone[1]}"} and not lives["state"].eq("fixed").any()
    night.count()
    again = unpacked(packed(night))
    assert again.moved == night.moved and (again.moved.old, again.moved.new, again.source_id) == ("mosaic", "lcs", "lcs")


def test_fault_063_without_a_map_flags_end_as_source_changed_and_begin_anew(council):
    night = council.tuesday()
    before = set(council.first.lives[council.first.lives["state"].eq("open")]["flag"])
    then = night.lives[night.lives["flag"].isin(before) & night.lives["spell"].eq(1)]
    assert set(then["state"]) == {"source_changed"} and len(then) == len(before)
    assert set(night.lives[night.lives["state"].eq("open")]["first_seen"]) == {pd.Timestamp(TUESDAY)}
    assert any("[SRC-63]" in note and "none as fixed" in note for note in night.extract_.notes)
    assert night.gates == (), "no table is held at its copy from the old system"


def test_fault_070_a_line_that_would_tie_an_adopted_childs_records_to_another_id_is_refused(council):
    ids = council.map()
    tables = council.first.extract_.tables
    orders = tables.permanences[tables.permanences["order_on"].notna()]
    child, permanence = str(orders["child_id"].iloc[0]), str(orders["permanence_id"].iloc[0])
    done = council.moves(ids, only_count=True)
    rows = {each[:2]: number for number, each in enumerate(lines(council.old), start=2)}
    assert {rows["ssd_person", child], rows["ssd_permanence", permanence]} <= set(done.adopted)
    assert "never linked" in " ".join(done.sentences) and child not in " ".join(done.sentences)
    write_map(council.folder / "kept.csv", [*(each for each in lines(council.old) if each[0] != "ssd_person"), ("ssd_person", "*", "*")])
    assert council.moves(council.folder / "kept.csv", only_count=True).adopted == (), "a child who keeps the id is tied to nobody"


def test_an_old_id_that_the_last_night_does_not_hold_is_said_by_its_row(council):
    ids = write_map(council.folder / "more.csv", [("ssd_person", "nobody", "999"), *lines(council.old)])
    done = council.moves(ids, only_count=True)
    assert 2 in done.unmatched and "nobody" not in " ".join(done.sentences)


@pytest.mark.parametrize(
    ("changed", "code"), [({"old": "lcs"}, "MAP-14"), ({"new": "mosaic"}, "MAP-14"), ({"old": "ics"}, "MAP-14"), ({"who": " "}, "MAP-14")]
)
def test_what_does_not_fit_the_last_night_or_config_is_refused(council, changed, code):
    with pytest.raises(ArgumentsProblem, match=code):
        council.moves(council.map(), **changed)


def test_it_is_done_once_and_then_only_the_new_system_is_read(council):
    council.moves(council.map())
    with pytest.raises(ArgumentsProblem, match="MAP-12"):
        council.moves(council.folder / "map.csv")
    with pytest.raises(ConfigProblem, match="MAP-13"):
        asked(council.old, council.folder / "out", TUESDAY, council.first.request.config, 1)


def test_the_command_says_counts_and_no_id(council):
    words = ["store", "carry-over", "--map", str(council.map()), "--from", "mosaic", "--to", "lcs", "--who", "A. Person", "--preview",
             "--out", str(council.folder / "out"), "--config", str(council.first.request.config.parent / "lcs")]  # fmt: skip
    with few_standards(*ALSO):
        told = CliRunner().invoke(cli.app, words)
    assert told.exit_code == 0 and "Nothing was changed." in told.output and "will end as source changed" in told.output
    assert not any(child in told.output for child in council.first.extract_.tables.people["child_id"])


def _ask(council: Council, row: pd.Series) -> int:
    """An officer asks for an exception of a flag of Monday's."""
    rows = council.first.found.rows
    mine = rows[rows["flag"].eq(row["flag"])].iloc[0]
    named = {each: str(mine[each]) for each in ("flag", "fingerprint", "code", "child_id", "record_table", "record_id")}
    found = Found(**named, severity="high", reason="", team="T1")
    store = open_store(council.state)
    try:
        book = Book(store, council.state.key, load_settings(None).service.exceptions)
        until = MONDAY + dt.timedelta(days=20)
        return book.ask(Person("olu", "Olu", Role.DATA_OFFICER, None), found, "The visit is on the paper file.", until, NOON, MONDAY)
    finally:
        store.close()
