"""Exceptions decided at the command line: by a person who is known, by the same rules, and of what the newest pack lists."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.history import open_state, open_store
from fscp_readiness.history.exceptions import Book, NotAllowed, Person
from fscp_readiness.history.exceptions.book import Found
from fscp_readiness.night import sign_off
from fscp_readiness.packs.publish import Identity, publish
from fscp_readiness.packs.worklists import flat, write_worklists
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import Role
from tests.packs.worklists.test_flat import print_of, with_prints

AS_AT, AT, RUN = dt.date(2016, 5, 23), "2016-05-24T09:00+00:00", "2016-05-23-00000000"
OFFICER = Person("o", "Officer", Role.DATA_OFFICER, None)
MANAGER = Person("m", "Manager", Role.TEAM_MANAGER, frozenset({"T1"}))
SETTINGS = load_settings()
CATEGORY = SETTINGS.service.exceptions.categories[0]
WHY = "The plan was made and is on paper with the other council."
PEOPLE = '\n[[people]]\nwho = "M@council"\nname = "Manager"\nrole = "team_manager"\nteams = ["T1"]\n'


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with one pack of two rows, and an exception asked of each; a third row was asked about and is on the list no longer."""
    folder = tmp_path / "out"
    state = open_state(folder / ".state", demo=True)
    rows = [print_of(code="LAP-01", record_id=f"P{n}", flag=f"{n:016}", team="T1", days_over=9 - n) for n in range(3)]
    store = open_store(state)
    book = Book(store, state.key, SETTINGS.service.exceptions)
    told = with_prints(*rows[:2], key=state.key)
    publish(folder, Identity(RUN, AS_AT, "f", "s", "c", "s", {}), lambda pack: write_worklists(told, pack))
    newest = flat.read_worklist(folder / "packs" / RUN)
    prints = dict(zip(newest["flag"], newest["fingerprint"], strict=True))
    for n in range(3):
        found = Found(
            f"{n:016}", prints.get(f"{n:016}", "gone"), "LAP-01", "high", "outstanding", "T1", "C000001", "ssd_cla_episodes", f"P{n}"
        )
        book.ask(OFFICER, found, WHY, AS_AT + dt.timedelta(days=30), AT, AS_AT)
    store.close()
    return folder


def test_what_waits_is_what_the_newest_pack_lists(out: Path) -> None:
    assert [each.number for each in sign_off.waiting(out, SETTINGS)] == [1, 2]


def test_one_is_agreed_and_another_refused_by_the_same_rules_as_in_the_browser(out: Path) -> None:
    assert sign_off.decide(out, SETTINGS, MANAGER, 1, True, CATEGORY, "", AT).state == "agreed"
    assert sign_off.decide(out, SETTINGS, MANAGER, 2, False, "", WHY, AT).state == "refused"
    assert not sign_off.waiting(out, SETTINGS)
    with pytest.raises(NotAllowed, match="gone"):
        sign_off.decide(out, SETTINGS, MANAGER, 3, True, CATEGORY, "", AT)


def test_whoever_asked_does_not_agree_here_either(out: Path) -> None:
    with pytest.raises(NotAllowed):
        sign_off.decide(out, SETTINGS, OFFICER, 1, True, CATEGORY, "", AT)


def test_without_a_pack_there_is_nothing_to_decide(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblem, match="WRK-11"):
        sign_off.waiting(tmp_path, SETTINGS)


def test_the_commands_list_what_waits_and_take_the_word_of_a_known_person_alone(out: Path, tmp_path: Path) -> None:
    config = tmp_path / "config"
    shutil.copytree(CONFIG, config)
    readers = config / "readers.toml"
    readers.write_text(readers.read_text(encoding="utf-8") + PEOPLE, encoding="utf-8")
    given = ["--out", str(out), "--config", str(config)]
    listed = json.loads(CliRunner().invoke(app, ["worklist", "waiting", *given, "--json"]).stdout)
    assert [each["number"] for each in listed] == [1, 2] and not any("child_id" in each for each in listed)
    deciding = ["worklist", "decide", "1", *given, "--agree", "--category", CATEGORY]
    stranger = CliRunner().invoke(app, [*deciding, "--who", "somebody"])
    assert isinstance(stranger.exception, ConfigProblem) and "ARG-05" in str(stranger.exception)
    done = CliRunner().invoke(app, [*deciding, "--who", "m@council", "--json"])
    assert json.loads(done.stdout)["state"] == "agreed" and "request 1 is agreed" in done.stderr
