"""The page of exceptions is made from the rules: every state, every way and every role is on it."""

from fscp_readiness.history.exceptions.page import exceptions_page
from fscp_readiness.history.exceptions.state_rules import MOVES
from fscp_readiness.vocabulary import ExceptionState, Role


def test_the_diagram_has_every_way_from_state_to_state_and_no_other():
    drawn = [
        line.split(":")[0].strip()
        for line in exceptions_page().splitlines()
        if line.startswith("    ") and " --> " in line and not line.endswith("[*]")
    ]
    assert drawn == [f"{move.before or '[*]'} --> {move.after}" for move in MOVES]


def test_every_state_and_every_role_has_its_line():
    page = exceptions_page()
    assert all(f"| {state.replace('_', ' ')} | " in page for state in ExceptionState)
    assert page.count("\n| ") >= len(ExceptionState) + len(MOVES) + len(Role)
