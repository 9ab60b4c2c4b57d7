"""The page of releases is made from the rules: every state, every way and every role is on it."""

from fscp_readiness.history.releases.page import releases_page
from fscp_readiness.history.releases.state_rules import MOVES
from fscp_readiness.vocabulary import ReleaseState, Role


def test_the_diagram_has_every_way_from_state_to_state_and_no_other():
    lines = [line for line in releases_page().splitlines() if line.startswith("    ") and " --> " in line]
    drawn = [line.split(":")[0].strip() for line in lines if not line.endswith("[*]")]
    assert drawn == [f"{move.before or '[*]'} --> {move.after}" for move in MOVES]
    assert [line.split()[0] for line in lines if line.endswith("[*]")] == [ReleaseState.ISSUED, ReleaseState.OVERTAKEN]


def test_every_state_and_every_role_has_its_line_and_only_the_leadership_approves():
    page = releases_page()
    assert all(f"| {state} | " in page for state in ReleaseState)
    table = page.split("| Role in config/readers.toml")[1]
    assert [line.split("|")[1].strip() for line in table.splitlines() if line.endswith("| yes | yes |")] == [Role.LEADERSHIP.capitalize()]
    assert table.count("\n| ") == len(Role) + 2
