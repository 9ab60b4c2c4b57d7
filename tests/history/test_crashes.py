"""A failure's own words are in its crash file and nowhere else."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import jinja2
import pandas as pd
import pydantic
import pytest
import sqlalchemy
from typer.testing import CliRunner

from flows.boundary import code_of
from fscp_readiness import cli
from fscp_readiness.apart.told import told_of
from fscp_readiness.cli.speaking import explain_failure
from fscp_readiness.history import crashes, state
from fscp_readiness.history.state import StateRefused, open_state

VALUE = "Zephaniah Quill"
AT = "2026-11-24T0231"


class Person(pydantic.BaseModel):
    age: int


def from_pandas():
    pd.to_datetime(pd.Series([VALUE]), format="%Y-%m-%d")


def from_int():
    int(VALUE)


def from_dict():
    {}[VALUE]  # noqa: B018


def from_sqlalchemy():
    engine = sqlalchemy.create_engine("sqlite://")
    try:
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text("SELECT * FROM nowhere WHERE name = :name"), {"name": VALUE})
    finally:
        engine.dispose()


def from_pydantic():
    Person.model_validate({"age": VALUE})


def from_jinja():
    jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True).from_string("{{ one[name] }}").render(one={}, name=VALUE)


def from_another():
    try:
        from_int()
    except ValueError:
        raise RuntimeError("coded") from None


EVERY = (from_pandas, from_int, from_dict, from_sqlalchemy, from_pydantic, from_jinja, from_another)


@pytest.fixture
def opened(tmp_path: Path):
    yield open_state(tmp_path / "state")
    state._opened.clear()


def raised_by(act) -> Exception:
    try:
        act()
    except Exception as problem:
        return problem
    raise AssertionError("it raised nothing")


@pytest.mark.parametrize("act", EVERY)
def test_a_value_in_an_errors_words_is_in_the_crash_file_alone(
    opened, act, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    problem = raised_by(act)
    assert explain_failure(problem) == 1
    kind, code, said, _ = told_of(problem)
    told = [*capfd.readouterr(), caplog.text, kind, code, said, code_of(problem)]
    assert VALUE not in "".join(told) and "[OUR-01]" in told[1]
    kept = list((opened.folder / "crashes").iterdir())
    assert kept and all(VALUE.encode() not in path.read_bytes() and path.stat().st_mode & 0o777 == 0o600 for path in kept)
    assert f"store crash {kept[0].name[:10]}" in told[1] and VALUE in crashes.read_crash(opened, "")


def test_where_no_state_folder_is_open_nothing_is_kept_and_the_place_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch
):
    monkeypatch.setattr(state, "_opened", [])
    assert explain_failure(raised_by(from_int)) == 1
    said = capsys.readouterr().err
    assert "store crash" not in said and "test_crashes.py" in said and VALUE not in said


def test_the_command_prints_what_was_kept(opened):
    name = crashes.keep_crash(raised_by(from_dict), AT)
    answer = CliRunner().invoke(cli.app, ["store", "crash", name, "--out", str(opened.folder), "--state", str(opened.folder)])
    assert answer.exit_code == 0 and VALUE in answer.output


def test_another_key_opens_nothing_and_an_altered_file_neither(opened):
    name = crashes.keep_crash(raised_by(from_int), AT)
    path = opened.folder / "crashes" / name
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(StateRefused, match="STA-06"):
        crashes.read_crash(opened, name)
    crashes.keep_crash(raised_by(from_dict), AT)
    held = json.loads((opened.folder / "key.json").read_text())
    (opened.folder / "key.json").write_text(json.dumps(held | {"key": "00" * 32}))
    with pytest.raises(StateRefused, match="STA-0[56]"):
        crashes.read_crash(open_state(opened.folder), "")


def test_what_is_older_than_its_days_goes_and_what_is_not_stays(opened):
    for begins in ("2026-11-09T0100", "2026-11-10T0100", "2026-11-24T0100"):
        crashes.write_crash(opened, begins, "words")
    assert crashes.remove_old(opened, dt.date(2026, 11, 24), 14) == 1
    assert [path.name[:10] for path in sorted((opened.folder / "crashes").iterdir())] == ["2026-11-10", "2026-11-24"]


def test_a_disk_that_takes_no_crash_file_hides_no_failure(opened, capsys: pytest.CaptureFixture[str]):
    (opened.folder / "crashes").write_text("a file stands in the way")
    assert explain_failure(raised_by(from_int)) == 1
    assert "[OUR-01]" in capsys.readouterr().err
