"""A plan whose success no standard can show is refused when config is read: by every command, before any source is looked at."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.night.settled import settled
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "improvement-plan.md"
(EXAMPLE,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.fixture
def config(tmp_path):
    folder = shutil.copytree(CONFIG, tmp_path / "config")
    (folder / "plan.toml").write_text(EXAMPLE.replace('code = "CPV-01"', 'code = "CPV-99"'), encoding="utf-8")
    return folder


def test_a_plan_that_can_be_asked_is_taken_and_none_is_none(config):
    (config / "plan.toml").write_text(EXAMPLE, encoding="utf-8")
    assert len(settled(config).plan.actions) == 2
    assert settled().plan is None


def test_a_code_that_no_standard_has_is_refused_when_config_is_read(config):
    with pytest.raises(ConfigProblem, match=r"CPV-99 is the code of no standard") as refused:
        settled(config)
    assert refused.value.code == "PLN-06"


@pytest.mark.parametrize(
    "words",
    [
        ["doctor"],
        ["nightly", "--source", "nowhere", "--as-at", "2026-11-23", "--out", "out"],
        ["inspection", "--called", "2026-11-24", "--out", "out"],
        ["worklist", "waiting", "--out", "out"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_says_so_before_it_looks_at_a_source(config, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, [*words, "--config", str(config)])
    said = f"{done.output} {done.exception}"
    assert (done.exit_code == 2 or isinstance(done.exception, ConfigProblem)) and "PLN-06" in said
    assert "nowhere" not in said and "No such command" not in said
