"""The command itself: exit codes, what is said and what is never said."""

from __future__ import annotations

import pytest

from fscp_readiness import cli
from fscp_readiness.cli.speaking import columns, explain_failure
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.quiet import QUIET


class FromTheSource(Exception):
    exit_code = 3


class Busy(Exception):
    exit_code = 75


def failed(problem):
    try:
        raise problem
    except Exception as raised:
        return explain_failure(raised)


@pytest.mark.parametrize(("problem", "code"), [(ConfigProblem("Mend it."), 2), (FromTheSource("Late."), 3), (Busy("Wait."), 75)])
def test_a_problem_that_someone_can_mend_is_one_sentence_and_its_own_code(problem, code, capsys):
    assert failed(problem) == code
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1 and "Traceback" not in said.err


def test_our_own_failure_shows_where_and_never_the_message(capsys):
    assert failed(ValueError("could not convert 'Ann Example 01/02/2010'")) == 1
    said = capsys.readouterr().err
    assert "Ann Example" not in said and "ValueError" in said and "test_main.py" in said


def test_main_leaves_with_the_problem_s_code(monkeypatch):
    def raises():
        raise ConfigProblem("Mend it.")

    monkeypatch.setattr(cli, "app", raises)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2


def test_main_tells_every_library_to_report_to_nobody(monkeypatch):
    import os

    for name in QUIET:
        monkeypatch.setenv(name, "reporting")
    monkeypatch.setattr(cli, "app", lambda: None)
    cli.main()
    assert {name: os.environ[name] for name in QUIET} == QUIET


def test_a_wrong_option_is_yours_to_fix(monkeypatch):
    monkeypatch.setattr("sys.argv", ["fscp-readiness", "doctor", "--no-such-option"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 2


def test_columns_line_up_and_the_last_is_left_alone():
    assert columns([("a", "bbb", "x"), ("aaa", "b", "long words")]) == ["a    bbb  x", "aaa  b    long words"]
    assert columns([]) == []
