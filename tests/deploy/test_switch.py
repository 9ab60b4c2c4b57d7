"""The dead-man's switch: one message a morning where no fresh pack is, and none where somebody was told; with nothing of ours imported."""

from __future__ import annotations

import ast
import datetime as dt
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from fscp_readiness.history import disk
from fscp_readiness.packs.publish import Identity, mark_stale, publish
from tests.night.telling.servers import Relay, relay

FILE = Path(__file__).resolve().parents[2] / "deploy/switch/switch.py"
NIGHT = dt.date(2026, 11, 24)
MORNING = dt.datetime(2026, 11, 25, 6, 30, tzinfo=dt.UTC)


def _module():
    spec = importlib.util.spec_from_file_location("switch", FILE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SWITCH = _module()


class Morning:
    """The packs, the switch's settings and its relay."""

    def __init__(self, folder: Path, mail: Relay) -> None:
        self.out, self.memory, self.mail = folder / "out", folder / "memory.json", mail
        self.out.mkdir()
        self.file = folder / "switch.toml"
        self.write()

    def write(self, people: str = '["desk@council.example"]', more: str = "") -> None:
        self.file.write_text(
            f'out = "{self.out}"\nmemory = "{self.memory}"\ndomains = ["council.example"]\nsender = "readiness@council.example"\n'
            f'people = {people}\nlibrary = "https://library.example/"\n[relay]\nport = {self.mail.port}\nseconds = 2\n{more}',
            encoding="utf-8",
        )

    def publish(self, day: dt.date = NIGHT) -> Path:
        def write(folder: Path) -> None:
            disk.make_folder(folder / "leadership")
            disk.write(folder / "leadership" / "morning.html", b"a page")

        return publish(self.out, Identity(f"{day}-00000000", day, "ilacs-2023", "a folder", "0.1.0", "11", {"ssd_person": 5}), write).path

    def said(self, told: int, waiting: int = 0, night: dt.date = NIGHT) -> None:
        (self.out / "status.json").write_text(json.dumps({"night": night.isoformat(), "told": told, "waiting": waiting}))

    def look(self, now: dt.datetime = MORNING) -> int:
        return SWITCH.run(SWITCH.settings(self.file), SWITCH.in_london(now))

    @property
    def left(self) -> dict[str, object]:
        return json.loads((self.out / "switch.json").read_text())

    @property
    def banner(self) -> Path:
        return self.out / "no-fresh-pack.html"

    def subjects(self) -> list[str]:
        return [next(line[9:] for line in text.splitlines() if line.startswith("Subject: ")) for _, _, text in self.mail.mails]


@pytest.fixture
def morning(tmp_path):
    with relay() as mail:
        yield Morning(tmp_path, mail)


def test_a_fresh_whole_pack_is_no_news(morning):
    morning.publish()
    assert morning.look() == 0
    assert morning.mail.mails == [] and not morning.banner.exists()
    assert morning.left["fresh"] is True and morning.left["mail"] == "none"


def test_a_night_that_died_without_a_word_is_told_once_a_morning_and_once_the_next(morning):
    morning.publish(NIGHT - dt.timedelta(days=1))
    assert [morning.look(), morning.look(), morning.look()] == [3, 3, 3]
    assert morning.subjects() == ["OFFICIAL-SENSITIVE: No fresh pack of 24 November 2026 [SWI-03]"]
    assert "The newest is of 23 November 2026." in morning.banner.read_text()
    morning.look(MORNING + dt.timedelta(days=1))
    assert len(morning.mail.mails) == 2


def test_where_the_night_told_somebody_itself_there_is_no_second_message(morning):
    morning.publish(NIGHT - dt.timedelta(days=1))
    mark_stale(morning.out, NIGHT, "SRC-01", "The source did not answer.")
    stale = (morning.out / "stale.html").read_bytes()
    morning.said(told=2)
    assert morning.look() == 3
    assert morning.mail.mails == [] and not morning.banner.exists(), "the night's own page says more"
    assert (morning.out / "stale.html").read_bytes() == stale


def test_where_the_night_s_own_message_said_nothing_the_switch_does(morning):
    morning.publish(NIGHT - dt.timedelta(days=1))
    mark_stale(morning.out, NIGHT, "SRC-01", "The source did not answer.")
    morning.said(told=0, waiting=3)
    assert morning.look() == 3
    (told,) = morning.mail.mails
    assert "SRC-01" in told[2] and "SWI-04" in told[2] and "did not answer" not in told[2]


def test_yesterday_s_word_is_not_taken_for_today_s(morning):
    morning.publish(NIGHT - dt.timedelta(days=1))
    morning.said(told=2, night=NIGHT - dt.timedelta(days=1))
    assert morning.look() == 3 and len(morning.mail.mails) == 1


def test_a_fresh_pack_whose_message_waits_is_told_by_the_switch(morning):
    morning.publish()
    morning.said(told=0, waiting=3)
    assert morning.look() == 0
    assert morning.subjects() == ["OFFICIAL-SENSITIVE: The pack of 24 November 2026 is there [SWI-07]"]
    assert not morning.banner.exists()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda m, pack: (pack / "leadership/morning.html").write_text("another page"), "SWI-05"),
        (lambda m, pack: (pack / "leadership/morning.html").unlink(), "SWI-05"),
        (lambda m, pack: (pack / "manifest.json").write_text("{}"), "SWI-05"),
        (lambda m, pack: (m.out / "current.json").unlink(), "SWI-01"),
        (lambda m, pack: (m.out / "current.json").write_text("{"), "SWI-02"),
        (lambda m, pack: (m.out / "current.json").write_text('{"as_at": "2026-11-24", "path": "../elsewhere"}'), "SWI-02"),
        (lambda m, pack: (m.out / "current.json").write_text('{"as_at": "2026-11-24", "path": "/etc"}'), "SWI-02"),
    ],
)
def test_a_pack_that_is_not_whole_is_no_pack(morning, harm, code):
    harm(morning, morning.publish())
    assert morning.look() == 3
    assert morning.left["code"] == code and code in morning.subjects()[0]
    assert "morning.html" not in morning.banner.read_text(), "a page that may be false is not led to"


def test_a_pack_of_a_day_that_is_not_over_is_not_believed(morning):
    morning.publish(NIGHT + dt.timedelta(days=1))
    assert morning.look() == 3 and morning.left["code"] == "SWI-10"


def test_fault_110_a_share_that_is_offline_is_told_and_no_folder_is_made_in_its_place(morning):
    morning.out.rmdir()
    assert [morning.look(), morning.look()] == [3, 3]
    assert "SWI-06" in morning.subjects()[0] and len(morning.mail.mails) == 1 and not morning.out.exists()


def test_the_banner_goes_with_the_next_fresh_pack(morning):
    morning.publish(NIGHT - dt.timedelta(days=1))
    morning.look()
    morning.publish()
    assert morning.look() == 0 and not morning.banner.exists()


def test_a_relay_that_is_down_leaves_the_banner_and_is_asked_again(morning):
    morning.publish(NIGHT - dt.timedelta(days=1))
    port, morning.mail.port = morning.mail.port, 1
    morning.write()
    assert morning.look() == 1 and morning.left["mail"] == "failed" and morning.banner.exists()
    morning.mail.port = port
    morning.write()
    assert morning.look() == 3 and len(morning.mail.mails) == 1


def test_one_of_two_whom_the_relay_refuses_is_said_and_the_other_is_not_told_twice(morning):
    morning.write(people='["desk@council.example", "left@council.example"]')
    morning.mail.answers = {"left@council.example": "550 no"}
    assert [morning.look(), morning.look()] == [1, 3]
    assert [people for _, people, _ in morning.mail.mails] == [["desk@council.example"]]


@pytest.mark.parametrize(
    ("people", "more"),
    [
        ('["a@elsewhere.example"]', ""),
        ('["a@council.example\\nBcc: b@elsewhere.example"]', ""),
        ("[]", ""),
        ('["a@council.example"]', 'host = "relay.council.example"'),
    ],
)
def test_settings_that_would_send_where_they_may_not_are_refused(morning, people, more, capsys):
    morning.write(people=people, more=more)
    assert SWITCH.main([str(morning.file)]) == 2
    assert "[SWI-09]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("utc", "hour"),
    [("2026-10-24T05:30", 6), ("2026-10-25T00:30", 1), ("2026-10-25T01:00", 1), ("2027-03-28T00:59", 0), ("2027-03-28T01:00", 2)],
)
def test_london_s_hour_is_known_without_the_machine_s_zones(utc, hour):
    from zoneinfo import ZoneInfo

    now = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)
    told = SWITCH.in_london(now)
    assert told.hour == hour == now.astimezone(ZoneInfo("Europe/London")).hour


def test_it_imports_python_s_own_library_and_nothing_else():
    tree = ast.parse(FILE.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_it_runs_where_our_package_is_not_installed_and_nothing_else_is(morning, tmp_path):
    lone = tmp_path / "switch.py"
    lone.write_bytes(FILE.read_bytes())
    ran = subprocess.run(
        [sys.executable, "-I", "-S", str(lone), str(morning.file)], cwd=tmp_path, env={}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 3 and ran.stderr == "", ran.stderr
    assert len(morning.mail.mails) == 1
    nothing = subprocess.run([sys.executable, "-I", "-S", "-c", "import fscp_readiness"], env={}, capture_output=True, check=False)
    assert nothing.returncode != 0


def test_the_example_settings_are_read():
    shown = SWITCH.settings(FILE.with_name("switch.example.toml"))
    assert shown["out"] == Path("/srv/fscp-readiness") and shown["people"]


def test_what_it_leaves_is_what_the_status_page_and_doctor_read(morning):
    from fscp_readiness.cli.doctor_messages import switch
    from fscp_readiness.night.telling import status

    assert (SWITCH.BANNER, SWITCH.LEFT) == (status.NO_FRESH_PACK, status.SWITCH)
    morning.publish()
    (never,) = switch(morning.out, MORNING.date())
    morning.look()
    (ran,) = switch(morning.out, MORNING.date())
    (late,) = switch(morning.out, MORNING.date() + dt.timedelta(days=3))
    assert [never.state, ran.state, late.state] == ["note", "ok", "not_right"] and "[MSG-22]" in late.sentence
