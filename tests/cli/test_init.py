"""``fscp-readiness init``: a config that loads, says whose it is, and carries nobody else's signature."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.settings.frameworks import load_all
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.self_evaluation import SelfEvaluation
from fscp_readiness.settings.service import Service
from fscp_readiness.settings.writing import council_written

RUN = CliRunner()


def run(folder, *words):
    return RUN.invoke(app, ["init", "--config", str(folder), *words], catch_exceptions=False)


def test_it_writes_a_config_that_loads_with_the_council_in_it(tmp_path):
    done = run(tmp_path / "config", "--council", 'Hill & "Dale" Council', "--area-code", "E08000034")
    assert done.exit_code == 0 and done.stdout.strip() == str(tmp_path / "config")
    service = Service.load(tmp_path / "config" / "service.toml")
    assert (service.council.name, service.council.area_code) == ('Hill & "Dale" Council', "E08000034")
    written = {path.relative_to(tmp_path / "config") for path in (tmp_path / "config").rglob("*") if path.is_file()}
    shipped = {path.relative_to(CONFIG) for path in CONFIG.rglob("*") if path.is_file()}
    assert written == shipped - {Path("terms.csv")} | {Path("self_evaluation.starter.toml")}, (
        "the made-up council's school terms are nobody else's"
    )


def test_nobody_s_agreement_or_word_is_carried_over():
    shipped = (
        '[council]\nname = "Demo"  # made up\narea_code = ""\n[restricted]\nnone_held = true\nsaid_by = "A Director"\n'
        "said_on = 2026-01-01\n"
        "[standards.CPV-01]\nvalues = { a = 1 }\nagreed_on = 2026-01-01\n"
    )
    text = council_written(shipped, "Ours", "")
    assert 'name = "Ours"\n' in text and "made up" not in text
    assert "none_held = false" in text and "agreed_on" not in text and "said_on" not in text and "A Director" not in text


def test_it_never_writes_over_what_a_council_agreed(tmp_path):
    run(tmp_path, "--council", "First")
    (tmp_path / "service.toml").write_text("kept = true\n", encoding="utf-8")
    done = run(tmp_path, "--council", "Second")
    assert done.exit_code == 2 and (tmp_path / "service.toml").read_text(encoding="utf-8") == "kept = true\n"
    assert run(tmp_path, "--council", "Second", "--force").exit_code == 0
    assert Service.load(tmp_path / "service.toml").council.name == "Second"


def test_the_starter_of_a_self_evaluation_is_plainly_none_and_becomes_a_draft_when_its_lines_are_uncommented(tmp_path):
    run(tmp_path, "--council", "Ours")
    text = (tmp_path / "self_evaluation.starter.toml").read_text(encoding="utf-8")
    assert all(not line or line.startswith("#") for line in text.splitlines()) and "no self-evaluation" in text
    frameworks = load_all(tmp_path / "frameworks")
    assert load_settings(tmp_path).self_evaluation is None, "the starter is read as one"
    copied = tmp_path / "self_evaluation.toml"
    copied.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigProblem):
        SelfEvaluation.load(copied, frameworks)
    _, _, entries = text.partition("\n\n")
    copied.write_text("\n".join(line.removeprefix("# ") for line in entries.splitlines()), encoding="utf-8")
    written = SelfEvaluation.load(copied, frameworks)
    assert written is not None and written.signed is None and all(each.blank for each in written.judgements)
    framework = next(each for each in frameworks if each.name == written.framework)
    assert [each.key for each in written.judgements] == [each.key for each in framework.judgements]


def test_a_starter_somebody_has_begun_to_write_in_is_left_as_it_is(tmp_path):
    run(tmp_path, "--council", "Ours")
    (tmp_path / "self_evaluation.starter.toml").write_text("# ours\n", encoding="utf-8")
    (tmp_path / "service.toml").unlink()
    run(tmp_path, "--council", "Ours")
    assert (tmp_path / "self_evaluation.starter.toml").read_text(encoding="utf-8") == "# ours\n"


def test_without_a_name_it_writes_nothing(tmp_path):
    done = run(tmp_path / "config")
    assert done.exit_code == 2 and "--council" in done.stderr and not (tmp_path / "config").exists()
