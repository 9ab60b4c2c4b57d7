"""What comes back is asked in the book, by the rules on who may ask what, and put by with a receipt."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.cli.worklist_import import Asks, sender
from fscp_readiness.history import AnotherRun, locked, open_state, open_store
from fscp_readiness.history.exceptions import Book, Person
from fscp_readiness.night import returns
from fscp_readiness.night.returns import import_returns
from fscp_readiness.packs.publish import Identity, publish
from fscp_readiness.packs.worklists import flat, write_worklists
from fscp_readiness.packs.worklists.latest import refresh
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.readers import Reader, Readers
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.vocabulary import Role
from tests.packs.worklists.test_flat import print_of, with_prints
from tests.packs.worklists.test_returned import FIRST, WHY, ask, edited, put

AS_AT, AT = dt.date(2016, 5, 23), "2016-05-24T09:00+00:00"
OFFICER = Person("o", "Officer", Role.DATA_OFFICER, None)
SETTINGS = load_settings()
ALLOWED = "LAP-01"
"""A standard of which exceptions may be asked; of CPV-01 the council allows none."""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A council's folder with one pack and its history, two teams' rows in it."""
    state = open_state(tmp_path / ".state", demo=True)
    open_store(state).close()
    each = [print_of(code=ALLOWED, record_id=f"P{n}", flag=f"{n:016}", team=f"T{1 + n // 2}", days_over=9 - n) for n in range(4)]
    told = with_prints(*each, print_of(record_id="V", flag="f" * 16, days_over=0), key=state.key)
    publish(tmp_path, Identity("2016-05-23-00000000", AS_AT, "f", "s", "c", "s", {}), lambda folder: write_worklists(told, folder))
    refresh(tmp_path)
    return tmp_path


def newest(out: Path) -> Path:
    return out / "packs/2016-05-23-00000000"


def send_back(out: Path, *changes, team: str = "all", name: str = "mine.xlsx") -> Path:
    path = out / f"inbox/{team}/{name}"
    path.write_bytes(edited(newest(out), *changes, team=team))
    return path


def read(out: Path, person: Person = OFFICER, files=()):
    return import_returns(out, person, AT, SETTINGS, files)


def book_of(out: Path) -> tuple[Book, object]:
    state = open_state(out / ".state", demo=True)
    store = open_store(state)
    return Book(store, state.key, Exceptions()), store


def requests(out: Path) -> list[tuple[str, str, dt.date, str]]:
    book, store = book_of(out)
    try:
        return [(each.flag, each.reason, each.until, each.asked_by) for each in book.waiting(AS_AT)]
    finally:
        store.close()


def events(out: Path) -> list[str]:
    _, store = book_of(out)
    try:
        return [entry.event for entry in store.trail()]
    finally:
        store.close()


def receipt(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def test_what_a_workbook_asks_is_in_the_book_and_the_trail_and_the_workbook_is_put_by_with_a_receipt(out: Path) -> None:
    path = send_back(out, ask(), put("What to do", "Nothing", FIRST + 1))
    (told,) = read(out)
    assert requests(out) == [(f"{0:016}", WHY, dt.date(2016, 6, 30), "o")]
    assert told.counts() == {"asked": 1, "refused": 0, "ignored": 1, "unreadable": 0}
    assert not path.exists() and (out / "inbox/all/read/mine.xlsx").exists() and told.path == out / "inbox/all/read/mine.receipt.csv"
    assert [(row["sheet"], row["row"], row["column"], row["outcome"]) for row in receipt(told.path)] == [
        ("To put right", str(FIRST), "", "asked"), ("To put right", str(FIRST + 1), "What to do", "ignored"),
    ]  # fmt: skip
    assert "as request 1. Somebody more senior decides." in receipt(told.path)[0]["sentence"]
    assert events(out) == ["exception_asked", "worklist_returned"]
    assert read(out) == [], "what was read is not read again"


def test_the_rules_on_who_may_ask_what_hold_for_workbooks_too(out: Path) -> None:
    over = dt.date(2016, 8, 22)
    send_back(
        out,
        ask(FIRST),
        ask(FIRST + 1, why="The visit was made by J Smith and written on paper."),
        ask(FIRST + 2),
        ask(FIRST + 3, until=over),
        ask(FIRST + 4),
    )
    (told,) = read(out, Person("m", "Manager", Role.TEAM_MANAGER, frozenset({"T1"})))
    assert [(row["row"], row["outcome"], row["code"]) for row in receipt(told.path)] == [
        (str(FIRST), "asked", ""), (str(FIRST + 1), "refused", "EXC-23"), (str(FIRST + 2), "refused", "ROL-02"),
        (str(FIRST + 3), "refused", "ROL-02"), (str(FIRST + 4), "refused", "EXC-02"),
    ]  # fmt: skip
    assert "Smith" not in told.path.read_text(encoding="utf-8")
    send_back(out, ask(FIRST), ask(FIRST + 3, until=over))
    (told,) = read(out)
    assert [row["code"] for row in receipt(told.path)] == ["EXC-04", "EXC-06"], "asked already; too late a day"
    assert len(requests(out)) == 1


def test_two_workbooks_of_one_name_are_both_kept_and_one_that_cannot_be_read_is_put_by_too(out: Path) -> None:
    for n in range(2):
        send_back(out, ask(FIRST + n), team="all")
        read(out)
    (out / "inbox/t1/broken.xlsx").write_bytes(b"PK nothing")
    (told,) = read(out)
    assert told.counts()["unreadable"] == 1 and receipt(told.path)[0]["code"] == "FILE-46"
    kept = sorted(path.relative_to(out / "inbox").as_posix() for path in (out / "inbox").rglob("*") if path.is_file())
    assert kept == [
        "all/read/mine-2.receipt.csv", "all/read/mine-2.xlsx", "all/read/mine.receipt.csv", "all/read/mine.xlsx",
        "t1/read/broken.receipt.csv", "t1/read/broken.xlsx",
    ]  # fmt: skip


def test_what_is_open_in_a_spreadsheet_or_is_a_link_is_left_where_it_is(out: Path) -> None:
    elsewhere = out / "elsewhere.xlsx"
    elsewhere.write_bytes(edited(newest(out), ask()))
    (out / "inbox/all/~$mine.xlsx").write_text("lock")
    (out / "inbox/all/notes.txt").write_text("notes")
    (out / "inbox/all/link.xlsx").symlink_to(elsewhere)
    assert read(out) == [] and requests(out) == []
    (told,) = read(out, files=[elsewhere])
    assert elsewhere.exists() and told.path == out / "elsewhere.receipt.csv" and len(requests(out)) == 1


def test_a_workbook_of_an_earlier_night_is_believed_only_where_the_record_is_as_it_was(out: Path) -> None:
    state = open_state(out / ".state", demo=True)
    old = [print_of(code=ALLOWED, record_id=f"P{n}", flag=f"{n:016}", days_over=7 - n) for n in range(2)]
    changed = print_of(code=ALLOWED, record_id="P1", flag=f"{1:016}", days_over=6)
    later = with_prints(old[0], {**changed, "fingerprint": "00000000"}, key=state.key)
    send_back(out, ask(FIRST), ask(FIRST + 1), put("Worker", "Somebody", FIRST))
    publish(
        out, Identity("2016-05-24-00000000", dt.date(2016, 5, 24), "f", "s", "c", "s", {}), lambda folder: write_worklists(later, folder)
    )
    (told,) = read(out)
    assert [(row["row"], row["column"], row["outcome"], row["code"]) for row in receipt(told.path)] == [
        (str(FIRST), "", "asked", ""), (str(FIRST), "Worker", "ignored", "WRK-32"), (str(FIRST + 1), "", "refused", "WRK-24"),
    ]  # fmt: skip


def test_stopped_between_asking_and_putting_by_the_next_reading_says_it_is_asked_already(out: Path, monkeypatch) -> None:
    send_back(out, ask())

    class Stopped(BaseException):
        pass

    def stops(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(returns.disk, "write_whole", stops)
        with pytest.raises(Stopped):
            read(out)
    (told,) = read(out)
    assert [row["code"] for row in receipt(told.path)] == ["EXC-04"] and len(requests(out)) == 1


def test_without_a_pack_a_list_or_while_a_night_runs_nothing_is_read(out: Path, tmp_path_factory) -> None:
    path = send_back(out, ask())
    with locked(open_state(out / ".state", demo=True), "tonight"), pytest.raises(AnotherRun):
        read(out)
    with pytest.raises(ConfigProblem, match="WRK-09"):
        read(out, files=[out / "nowhere.xlsx"])
    with pytest.raises(ConfigProblem, match="WRK-08"):
        read(tmp_path_factory.mktemp("empty"))
    shutil.rmtree(newest(out) / "worklists")
    with pytest.raises(flat.NoWorklist, match="WRK-04"):
        read(out)
    assert path.exists() and requests(out) == []


# --- the command


def test_the_command_says_what_became_of_each_row_and_gives_counts_as_json(out: Path) -> None:
    send_back(out, ask(), ask(FIRST + 1, until="some day"))
    done = CliRunner().invoke(app, ["worklist", "import", "--out", str(out), "--from", "A. Officer, data officer", "--json"])
    assert done.exit_code == 0, done.output
    path = str(out / "inbox/all/read/mine.receipt.csv")
    assert json.loads(done.stdout) == {"files": 1, "asked": 1, "refused": 1, "ignored": 0, "unreadable": 0, "receipts": [path]}
    assert f"To put right, row {FIRST + 1}: refused. This is not a day." in done.stderr and "[WRK-26]" in done.stderr
    assert requests(out)[0][3] == "A. Officer, data officer"
    (out / "inbox/t1/broken.xlsx").write_bytes(b"PK nothing")
    assert CliRunner().invoke(app, ["worklist", "import", "--out", str(out)]).exit_code == 2
    again = CliRunner().invoke(app, ["worklist", "import", "--out", str(out)])
    assert again.exit_code == 0 and "No workbook is waiting" in again.stderr


def test_who_sends_a_workbook_is_the_same_person_as_in_the_browser() -> None:
    readers = Readers(
        people=(
            Reader(who="amira@example.gov.uk", name="Amira Shah", role=Role.DATA_OFFICER),
            Reader(who="m@example.gov.uk", name="Mo Manager", role=Role.TEAM_MANAGER, teams=frozenset({"T1"})),
        )
    )
    for said in ("amira shah", "Amira Shah, data officer", "AMIRA@example.gov.uk"):
        assert sender(said, Asks.TEAM_MANAGER, ["T9"], readers) == Person("amira@example.gov.uk", "Amira Shah", Role.DATA_OFFICER, None)
    assert sender("Mo Manager", Asks.DATA_OFFICER, [], readers).teams == frozenset({"T1"})
    assert sender("Somebody Else", Asks.DATA_OFFICER, [], readers).teams is None
    assert sender("", Asks.TEAM_MANAGER, ["T2"], readers).who == "the team manager who sent the workbook"
    with pytest.raises(ConfigProblem, match="ARG-04"):
        sender("Somebody Else", Asks.TEAM_MANAGER, [], readers)
