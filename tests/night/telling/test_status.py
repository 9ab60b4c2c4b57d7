"""The status page says what is true of the last nights, who was told, and what waits for somebody; and names no child."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from fscp_readiness.history import disk, open_state, open_store
from fscp_readiness.history.decisions import pack_read
from fscp_readiness.history.health import drill
from fscp_readiness.history.safekeeping import backup
from fscp_readiness.night.telling import after_the_night
from tests.history.nights import CANARY

from .conftest import MORNING, NIGHT, Council


def status(council: Council) -> dict[str, object]:
    return json.loads((council.out / "status.json").read_text())


def line(council: Council, what: str) -> dict[str, object]:
    return next(each for each in status(council)["lines"] if each["what"] == what)


def page(council: Council) -> str:
    return (council.out / "status.html").read_text()


def test_a_published_a_failed_and_a_missed_night_are_each_called_so(council):
    council.publish(0)
    after_the_night(council.request(1), MORNING + dt.timedelta(days=1), council.fail(1, "SRC-01"))
    council.publish(3)
    after_the_night(council.request(3), MORNING + dt.timedelta(days=3))
    assert [(each["night"][-2:], each["state"], each["code"]) for each in status(council)["nights"]] == [
        ("26", "published", None), ("25", "missed", None), ("24", "failed", "SRC-01"), ("23", "published", None),
    ]  # fmt: skip
    assert "2 of 4 nights have a pack" in page(council)


def test_a_night_that_failed_and_was_run_again_is_published(council):
    council.publish(0)
    after_the_night(council.request(1), MORNING, council.fail(1))
    council.publish(1)
    after_the_night(council.request(1), MORNING)
    assert status(council)["nights"][0] == {"night": "2026-11-24", "state": "published", "code": None}


def test_only_fourteen_nights_are_listed(council):
    council.publish(0)
    council.publish(20)
    after_the_night(council.request(20), MORNING + dt.timedelta(days=20))
    assert len(status(council)["nights"]) == 14


def test_the_heading_says_that_there_is_no_pack(council):
    council.publish(0)
    after_the_night(council.request(1), MORNING, council.fail(1))
    assert "<h1>There is no pack of 24 November 2026: the newest is of 23 November 2026<" in page(council)
    assert (status(council)["state"], status(council)["code"]) == ("stale", "SRC-01")


def test_who_was_told_and_who_opened_are_named_by_post_and_other_readers_are_counted(council):
    council.publish(0)
    state = open_state(council.state)
    pack_read(state, "director of children's services", dt.date(2026, 11, 24))
    pack_read(state, "Zoe Canary's mother", dt.date(2026, 11, 24))
    after_the_night(council.request(), MORNING)
    text = page(council)
    assert "3 of 3 people were told of this night; 1 more reading is noted" in text
    assert "Director of Children&#39;s Services" in text and "02:41 on 24 November 2026" in text
    assert "Canary" not in text + (council.out / "status.json").read_text(), "what people typed is not repeated"


def test_no_child_of_the_history_is_on_the_page(council):
    council.publish(0)
    after_the_night(council.request(), MORNING)
    assert CANARY not in page(council) + (council.out / "status.json").read_text()


def test_fault_123_a_backup_that_was_missed_is_said(council):
    council.publish(0)
    after_the_night(council.request(), MORNING)
    assert line(council, "Backup")["fine"] is False and "There is none" in line(council, "Backup")["sentence"]
    backup(open_state(council.state), NIGHT)
    after_the_night(council.request(), MORNING)
    assert line(council, "Backup")["fine"] is True
    council.publish(3)
    after_the_night(council.request(3), MORNING)
    assert line(council, "Backup")["fine"] is False and "23 November" in line(council, "Backup")["sentence"]


def drilled(council: Council, on: dt.date) -> None:
    state = open_state(council.state)
    store = open_store(state)
    drill(state, store, on, on.isoformat())
    store.close()


def test_fault_123_a_drill_that_opened_nothing_or_is_late_is_said(council):
    council.publish(0)
    after_the_night(council.request(), MORNING)
    assert line(council, "Restore drill")["fine"] is None
    drilled(council, NIGHT)
    after_the_night(council.request(), MORNING)
    assert line(council, "Restore drill")["fine"] is False and "none opened" in line(council, "Restore drill")["sentence"]
    backup(open_state(council.state), NIGHT)
    drilled(council, NIGHT)
    after_the_night(council.request(), MORNING)
    assert line(council, "Restore drill")["fine"] is True
    council.publish(8)
    after_the_night(council.request(8), MORNING)
    assert line(council, "Restore drill")["fine"] is False


def test_fault_110_a_folder_of_packs_that_is_offline_is_said_on_the_copy_of_the_page_in_the_state_folder(council, tmp_path):
    council.publish(0)
    state = tmp_path / "state"
    shutil.move(council.state, state)
    shutil.move(council.out, tmp_path / "offline")
    from dataclasses import replace

    sentences = after_the_night(replace(council.request(1), state=state), MORNING, council.fail(1, "DISK-110"))
    assert any("[MSG-35]" in each for each in sentences)
    assert not council.out.exists(), "a folder was made where the share belongs"
    assert "It cannot be written: it is not there." in (state / "status.html").read_text()
    assert len(council.relay.mails) == 2, "and people are told all the same"


def test_fault_110_a_folder_that_may_only_be_read_is_said_with_its_reason(council, monkeypatch):
    council.publish(0)
    real = disk.write_whole

    def write(path, content):
        if path.parent == council.out:
            raise OSError(30, "read-only")
        real(path, content)

    monkeypatch.setattr(disk, "write_whole", write)
    (sentence,) = after_the_night(council.request(), MORNING)
    assert "the disk may only be read" in sentence
    assert "the disk may only be read" in (council.state / "status.html").read_text()


def test_messages_that_wait_are_said_and_counted(council):
    council.publish(0)
    council.relay.port = 1
    council.write()
    after_the_night(council.request(), MORNING)
    assert (status(council)["waiting"], status(council)["told"]) == (3, 0)
    assert line(council, "Messages waiting")["fine"] is False


@pytest.mark.parametrize(
    ("said", "fine"),
    [
        (None, None),
        ("{", None),
        ('{"ran_at": "2026-11-24T06:30:00+00:00", "mail": "none"}', True),
        ('{"ran_at": "2026-11-24T06:30:00+00:00", "mail": "failed"}', False),
        ('{"ran_at": "2026-11-20T06:30:00+00:00", "mail": "none"}', False),
    ],
)
def test_the_dead_man_s_switch_is_itself_watched(council, said, fine):
    council.publish(0)
    if said:
        (council.out / "switch.json").write_text(said)
    after_the_night(council.request(), MORNING)
    assert line(council, "Dead-man’s switch")["fine"] is fine


def test_the_switch_s_banner_goes_when_a_fresh_pack_is_there(council):
    council.publish(0)
    banner = council.out / "no-fresh-pack.html"
    banner.write_text("no pack")
    after_the_night(council.request(1), MORNING, council.fail(1))
    assert banner.exists()
    council.publish(1)
    after_the_night(council.request(1), MORNING)
    assert not banner.exists()


def test_everything_in_order_is_said_only_where_everything_is_known_to_be(council):
    council.publish(0)
    backup(open_state(council.state), NIGHT)
    drilled(council, NIGHT)
    after_the_night(council.request(), MORNING)
    assert "1 is not known" in page(council) and "Everything else is in order" not in page(council), "the switch has left no word"
    (council.out / "switch.json").write_text('{"ran_at": "2026-11-24T06:30:00+00:00", "mail": "none"}')
    after_the_night(council.request(), MORNING)
    assert "Everything else is in order." in page(council)


def test_the_store_is_left_closed_and_unlocked(council):
    council.publish(0)
    after_the_night(council.request(), MORNING)
    open_store(open_state(council.state)).close()
