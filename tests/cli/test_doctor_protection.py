"""What ``doctor`` says of secrets, folders, telemetry, drivers and room: where it is, and never what it is."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app, doctor
from fscp_readiness.cli import doctor_protection as protection
from fscp_readiness.settings import places, quiet
from fscp_readiness.settings.quiet import QUIET

SECRETS = [
    'password = "hunter2-Blue"',
    "  client_secret: hunter2-Blue",
    'db_pwd = "hunter2-Blue"',
    '"api_key": "hunter2-Blue"',
    'address = "postgresql://reader:hunter2-Blue@server/db"',
    'webhook = "https://council.example/hook?sig=hunter2-Blue"',
    'connection = "Server=x;User=y;Password=hunter2-Blue"',
    "-----BEGIN RSA PRIVATE KEY-----",
]
NONE = [
    "# the password is in the environment, FSCP_READINESS_PASSWORD",
    'password = ""',
    'password = "${FSCP_READINESS_PASSWORD}"',
    'client_secret = "env:FSCP_READINESS_OIDC_SECRET"',
    'secret_header = "X-Proxy-Secret"',
    'address = "postgresql://server/db"',
    'wording = "Is there a secret plan? Who holds the key?"',
    'token_file = "file:token"',
]


@pytest.fixture
def config(tmp_path):
    folder = tmp_path / "config"
    shutil.copytree(places.CONFIG, folder)
    return folder


@pytest.mark.parametrize("line", SECRETS)
def test_a_secret_in_config_is_named_by_its_place_and_never_said(config, line):
    with (config / "sources" / "default.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    count = len((config / "sources" / "default.yaml").read_text(encoding="utf-8").splitlines())
    (look,) = protection.secrets(config)
    assert look.state == "not_right" and f"sources/default.yaml line {count}." in look.sentence and "[DOC-21]" in look.sentence
    assert "hunter2" not in look.sentence


@pytest.mark.parametrize("line", NONE)
def test_a_name_of_where_a_secret_is_kept_is_no_secret(line):
    assert not protection.is_secret(line)


def test_the_shipped_config_holds_no_secret():
    assert [look.state for look in protection.secrets(places.CONFIG)] == ["ok"]


def test_a_file_of_config_past_its_day_of_review_is_named_with_its_owner(config):
    assert [look.state for look in protection.reviews(config, dt.date(2027, 4, 1))] == ["ok"]
    path = config / "worklist.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("review_by = 2027-04-01", "review_by = 2026-03-01"), encoding="utf-8")
    (look,) = protection.reviews(config, dt.date(2026, 3, 2))
    assert look.state == "note" and "worklist.toml [forms] by " in look.sentence and ", by 2026-03-01." in look.sentence
    (look,) = protection.reviews(config, dt.date(2027, 4, 2))
    assert {"cabinet.toml", "inspection.toml", "reconciliation.toml"} <= {word for word in look.sentence.split() if word.endswith(".toml")}


def test_a_switch_that_is_not_off_is_named_with_what_to_set():
    (look,) = protection.telemetry(QUIET | {"PREFECT_SERVER_ANALYTICS_ENABLED": "true"})
    assert look.state == "not_right" and "PREFECT_SERVER_ANALYTICS_ENABLED=false" in look.sentence and "DO_NOT_TRACK" not in look.sentence
    assert [look.state for look in protection.telemetry(QUIET)] == ["ok"]


def test_a_switch_that_the_environment_turns_on_is_noted_though_this_command_turned_it_off(monkeypatch):
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DO_NOT_TRACK", "0")
    quiet.quieten()
    (look,) = protection.telemetry()
    assert look.state == "note" and "turns on DO_NOT_TRACK, and this command turned it off." in look.sentence
    quiet.quieten()
    assert [look.state for look in protection.telemetry()] == ["ok"], "asked again, the environment is quiet"


def test_a_driver_that_is_not_here_is_named(monkeypatch):
    monkeypatch.setattr(protection, "DRIVERS", {"PostgreSQL": "json", "Oracle": "no_such_driver"})
    (look,) = protection.drivers()
    assert "files, SQLite, PostgreSQL can be read" in look.sentence and "Oracle (no_such_driver)" in look.sentence


def test_folders_that_others_may_read_are_counted_and_closed_ones_are_not(tmp_path):
    out, state = tmp_path / "out", tmp_path / "out" / ".state"
    state.mkdir(parents=True)
    (state / "key.json").write_text("{}")
    for path, mode in ((out, 0o755), (state, 0o750), (state / "key.json", 0o644)):
        path.chmod(mode)
    everybody, others = protection.folders(out, state)
    assert everybody.state == others.state == "not_right"
    assert "open to everybody on this machine, and 1 files in it too" in everybody.sentence and f"chmod o-rwx {out}" in everybody.sentence
    assert "open to others than the service, and 1 files in it too" in others.sentence
    out.chmod(0o750)
    state.chmod(0o700)
    assert [look.state for look in protection.folders(out, state)] == ["ok", "ok"]
    assert [look.state for look in protection.folders(tmp_path / "none", tmp_path / "none")] == ["note", "note"]


def test_a_disk_without_room_for_the_next_night_is_said(tmp_path):
    pack = tmp_path / "packs" / "2026-11-23-00000000"
    pack.mkdir(parents=True)
    (pack / "findings.csv").write_bytes(b"x" * 1000)
    (tmp_path / "current.json").write_text(
        json.dumps({"run": pack.name, "as_at": "2026-11-23", "path": f"packs/{pack.name}", "manifest_sha256": "", "state": "published"})
    )
    state = tmp_path / ".state"
    (look,) = protection.room(tmp_path, state, free=2000)
    assert look.state == "not_right" and "[DISK-108]" in look.sentence
    assert [look.state for look in protection.room(tmp_path, state, free=4000)] == ["note"]
    assert [look.state for look in protection.room(tmp_path, state, free=5_000_000_000)] == ["ok"]
    assert [look.state for look in protection.room(tmp_path / "not" / "yet", state, free=5_000_000_000)] == ["ok"]


def test_doctor_says_all_of_it_where_it_is_given_the_folders(tmp_path, monkeypatch):
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(app, ["doctor", "--json", "--out", str(tmp_path)])
    looked = {look["what"] for look in json.loads(done.stdout)}
    assert {"telemetry", "drivers", "secrets", "permissions", "disk"} <= looked
    without = {look.what for look in doctor.look_at_everything(None, "", dt.date(2026, 3, 2))}
    assert {"telemetry", "drivers", "secrets"} <= without and not {"permissions", "disk"} & without
