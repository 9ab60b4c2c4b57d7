"""``fscp-readiness standards``: the contract's fields, exit codes, and a start that discovery accepts."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import StandardError, discover

RUN = CliRunner()
FIELDS = ["code", "theme", "kind", "wording", "source", "source_class", "owner", "status", "judgements", "counting", "examples"]


@pytest.fixture
def checks(tmp_path):
    """A folder of two standards of its own."""
    for standard in (discover(CHECKS)["CPV-01"], discover(CHECKS)["C01"]):
        path = tmp_path / standard.path.relative_to(CHECKS)
        path.parent.mkdir(parents=True)
        path.write_text(standard.path.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def run(*words):
    return RUN.invoke(app, ["standards", *map(str, words)], catch_exceptions=False)


def test_list_as_json_is_every_standard_with_the_contract_s_fields():
    rows = json.loads(run("list", "--json").stdout)
    assert {row["code"] for row in rows} == {standard.code for standard in discover(CHECKS)}
    assert all(list(row) == FIELDS for row in rows)
    visits = next(row for row in rows if row["code"] == "CPV-01")
    assert visits["status"] == "default" and visits["counting"] == ["live", "period"] and visits["examples"] > 0
    assert visits["judgements"]["sif-2013"] == ["SIF-KJ1"] and visits["judgements"]["ilacs-2026"] == ["IL-HP"]


def test_list_takes_owner_and_approval_from_the_council_s_config(tmp_path):
    (tmp_path / "service.toml").write_text(
        '[council]\nname = "Here"\n[standards.CPV-01]\nowner = "The Post"\nagreed_on = 2026-04-01\n', encoding="utf-8"
    )
    rows = {row["code"]: row for row in json.loads(run("list", "--json", "--config", tmp_path).stdout)}
    assert (rows["CPV-01"]["owner"], rows["CPV-01"]["status"]) == ("The Post", "approved")


def test_test_leaves_with_0_when_all_pass(checks):
    done = run("test", "--json", "--checks", checks)
    assert done.exit_code == 0
    assert [(row["code"], row["passed"]) for row in json.loads(done.stdout)] == [("CPV-01", True), ("C01", True)]


def test_test_leaves_with_2_and_says_which_line_when_an_example_is_wrong(checks):
    path = next(checks.rglob("c01_*.py"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("| broken  | the later of two open", "| met     | the later of two open"), encoding="utf-8"
    )
    done = run("test", "C01", "--checks", checks)
    assert done.exit_code == 2
    assert "P2 should be" in done.stderr and "the later of two open plans" in done.stderr


def test_test_tells_a_crash_from_a_wrong_answer(checks):
    path = next(checks.rglob("c01_*.py"))
    path.write_text(path.read_text(encoding="utf-8").replace("plans = rows[rows", "plans = no_such_name[rows"), encoding="utf-8")
    done = run("test", "C01", "--checks", checks)
    assert done.exit_code == 2 and "the check failed at line" in done.stderr and "NameError: name 'no_such_name'" in done.stderr


def test_show_prints_the_page_and_an_unknown_code_the_nearest_ones():
    assert "every ten working days" in run("show", "cpv-01").stdout
    wrong = run("show", "CPV-1")
    assert wrong.exit_code == 2 and "CPV-01" in wrong.stderr and wrong.stdout == ""


def test_new_starts_from_the_nearest_and_is_found_at_once(checks):
    done = run("new", "CPV-09", "--name", "Seen alone every month", "--checks", checks)
    assert done.stdout.strip().endswith("d_child_protection/cpv09_seen_alone_every_month.py")
    assert {standard.code for standard in discover(checks)} == {"CPV-01", "CPV-09", "C01"}


def test_new_starts_a_rule_from_a_rule(checks):
    assert "recording_standards" in run("new", "C02", "--name", "x", "--checks", checks).stdout


@pytest.mark.parametrize(
    ("words", "sentence"), [(("CPV-01",), "is taken by"), (("hello",), "is not a code"), (("CPV-09", "--like", "ZZZ-01"), "to start from")]
)
def test_new_refuses_with_a_sentence_and_writes_nothing(checks, words, sentence):
    before = sorted(checks.rglob("*.py"))
    with pytest.raises(ValueError, match=sentence):
        run("new", *words, "--name", "x", "--checks", checks)
    assert sorted(checks.rglob("*.py")) == before


def misspelt(checks, was, now):
    path = next(checks.rglob("c01_*.py"))
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    return run("test", "C01", "--checks", checks)


def test_a_misspelt_column_is_answered_with_its_line_and_the_nearest_right_one(checks):
    done = misspelt(checks, '~rows["protection"] & rows["child_id"]', '~rows["protection"] & rows["child_i"]')
    assert done.exit_code == 2
    assert "the check failed at line" in done.stderr and "no such column; did you mean child_id" in done.stderr


def test_a_misspelt_table_is_answered_with_the_nearest_right_one(checks):
    assert "no table is called 'cp_plan'; did you mean cp_plans" in misspelt(checks, "tables.cin_plans", "tables.cp_plan").stderr


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("| started_on", "| begun_on  ", "declares no column 'begun_on'"),
        ("\ncp_plans\n", "\ncp_plan\n", "no table is called 'cp_plan'; did you mean cp_plans"),
        ("| 2016-0", "| 31/0", "is no date"),
        ("as at 2016-", "as at 31/", "is not a date written YYYY-MM-DD"),
    ],
)
def test_an_example_that_cannot_be_read_is_its_authors_and_names_its_line(checks, was, now, said):
    done = misspelt(checks, was, now)
    assert done.exit_code == 2 and "OUR-01" not in done.stderr
    assert "C01 EXAMPLES, line" in done.stderr and said in done.stderr


def test_a_misspelt_word_of_the_card_is_answered_with_the_words_there_are(checks):
    with pytest.raises(StandardError, match="is no SourceClass; there are STATUTE, GUIDANCE"):
        misspelt(checks, "SourceClass.", "SourceClass.COUNCIL_")


def test_new_starts_a_rule_from_a_rule_and_a_standard_from_a_standard(checks):
    assert "recording_standards" in run("new", "CPV9", "--name", "x", "--checks", checks).stdout
    assert "practice_standards" in run("new", "C-09", "--name", "x", "--checks", checks).stdout


def test_a_copy_that_nobody_changed_does_not_pass(checks):
    run("new", "CPV-09", "--name", "seen at home every month", "--checks", checks)
    path = next(checks.rglob("cpv09_*.py"))
    assert 'name="Seen at home every month",' in path.read_text(encoding="utf-8")
    said = run("test", "CPV-09", "--checks", checks)
    assert said.exit_code == 2 and "take this line away" in said.stderr
    path.write_text(
        "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if "a copy: take" not in line), encoding="utf-8"
    )
    assert run("test", "CPV-09", "--checks", checks).exit_code == 0
