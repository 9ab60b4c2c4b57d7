"""``tell`` sends what waits; with --dry-run it shows it and sends nothing; where the relay is down it leaves with 2."""

from __future__ import annotations

from typer.testing import CliRunner

from fscp_readiness.cli import app
from tests.night.telling.conftest import Council, council

__all__ = ["council"]


def tell(made: Council, *words: str):
    return CliRunner().invoke(app, ["tell", "--out", str(made.out), "--config", str(made.config), *words])


def test_it_shows_and_sends_nothing_then_sends_then_has_nothing_left(council):
    council.publish()
    shown = tell(council, "--dry-run")
    assert shown.exit_code == 0 and "Subject: OFFICIAL-SENSITIVE: The pack of 23 November 2026 is there" in shown.stdout
    assert "@council.example" not in shown.output and council.relay.mails == []
    assert tell(council).exit_code == 0 and len(council.relay.mails) == 2
    assert tell(council).exit_code == 0 and len(council.relay.mails) == 2


def test_a_relay_that_is_down_is_said_and_is_the_council_s_to_fix(council):
    council.publish()
    council.relay.port = 1
    council.write()
    told = tell(council)
    assert told.exit_code == 2 and "[MSG-30]" in told.output


def test_where_there_is_no_pack_yet_nobody_is_told(council):
    assert tell(council).exit_code == 0 and council.relay.mails == []
