"""A paper's way through two persons' hands: what is refused, what is taken back, and that what was issued stays as it was."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest

from fscp_readiness.history import AnotherRun, locked, open_state
from fscp_readiness.history.audit import verify
from fscp_readiness.history.releases import Cell, Ledger, NotAllowed, Statement, Unreadable
from fscp_readiness.night import cabinet
from fscp_readiness.night.cabinet import Changed, approve, issue, person_of, prepare, refuse, told
from fscp_readiness.night.cabinet_ledger import as_it_stands
from fscp_readiness.night.cabinet_paper import NoGoodNight
from fscp_readiness.packs.cabinet.commentary import CommentaryRefused
from fscp_readiness.packs.cabinet.promised import PromiseBroken
from fscp_readiness.settings.cabinet_words import Promises, Words
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.settings.readers import Readers
from fscp_readiness.vocabulary import Audience, ReleaseState, Role
from tests.night.cabinet_life import Council, last_of, months_back, replaced, steady, without_printing

MONTH = dt.date(2026, 10, 1)
FILES = ("summary.csv", "summary.html", "summary.pdf")
SENTENCE = '[[in_short]]\ntext = "{}"\nby = "Ruth Okafor, Director"\non = 2026-11-02\n'


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Council:
    made = Council.founded(tmp_path_factory.mktemp("council"), only=("CPV-01", "REF-02"))
    for month in months_back(MONTH, 1):
        made.keep(last_of(month))
    return made


@pytest.fixture
def council(founded: Council, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Council:
    without_printing(monkeypatch)
    shutil.copytree(founded.out.parent, tmp_path / "council")
    return Council(tmp_path / "council" / "out", tmp_path / "council" / "config")


def release(council: Council) -> dict[str, object]:
    return json.loads((council.folder(MONTH) / "release.json").read_text(encoding="utf-8"))


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def trail(council: Council) -> list[str]:
    store = council.store()
    try:
        entries = store.trail()
        assert not verify(open_state(council.out / ".state").key, entries)
        return [each.event for each in entries]
    finally:
        store.close()


def issued(council: Council) -> cabinet.Done:
    prepare(council.asked(MONTH))
    approve(council.asked(MONTH, "ruth"))
    return issue(council.asked(MONTH))


def test_a_paper_is_prepared_approved_by_another_and_issued_with_the_very_same_bytes(council):
    done = prepare(council.asked(MONTH))
    assert done.new and release(council)["state"] == "prepared" and release(council)["as_at"] == "2026-10-31"
    before = files(council.folder(MONTH))
    assert approve(council.asked(MONTH, "ruth")).entry.state == ReleaseState.APPROVED
    assert issue(council.asked(MONTH)).entry.state == ReleaseState.ISSUED
    assert files(council.folder(MONTH)) == before
    said = release(council)
    assert said["state"] == "issued" and said["prepared"]["by"] == "amira" and said["approved"]["by"] == "ruth" and said["refused"] is None
    assert trail(council) == ["paper_prepared", "paper_approved", "paper_issued"]


def test_doing_it_again_is_nothing_new(council):
    prepare(council.asked(MONTH))
    assert not prepare(council.asked(MONTH)).new
    approve(council.asked(MONTH, "ruth"))
    again = prepare(council.asked(MONTH, "dana"))
    assert not again.new and again.entry.state == ReleaseState.APPROVED and again.entry.prepared_by == "amira"
    issue(council.asked(MONTH))
    assert not issue(council.asked(MONTH, "dana")).new and not prepare(council.asked(MONTH)).new
    assert trail(council) == ["paper_prepared", "paper_approved", "paper_issued"]


def test_nobody_approves_what_they_prepared_under_whatever_name_and_the_trail_holds_that_they_tried(council):
    prepare(council.asked(MONTH, "ruth"))
    for who in ("ruth", "Ruth Okafor", " RUTH  okafor"):
        with pytest.raises(NotAllowed, match="another person"):
            approve(council.asked(MONTH, who))
    with pytest.raises(NotAllowed, match="Cabinet member|cabinet member"):
        approve(council.asked(MONTH, "dana"))
    with pytest.raises(NotAllowed, match="readers.toml"):
        approve(council.asked(MONTH, "somebody"))
    assert trail(council) == ["paper_prepared"] + ["not_allowed"] * 5 and release(council)["state"] == "prepared"


def test_nothing_is_issued_before_it_is_approved_nor_approved_before_it_is_prepared(council):
    for act in (approve, issue):
        with pytest.raises(NotAllowed, match="cabinet prepare"):
            act(council.asked(MONTH, "ruth"))
    prepare(council.asked(MONTH))
    with pytest.raises(NotAllowed, match="cabinet approve"):
        issue(council.asked(MONTH))
    assert release(council)["state"] == "prepared"


def test_a_file_that_was_changed_takes_the_approval_back(council):
    prepare(council.asked(MONTH))
    for name, content in files(council.folder(MONTH)).items():
        approve(council.asked(MONTH, "ruth"))
        (council.folder(MONTH) / name).write_bytes(b"other")
        with pytest.raises(Changed, match=f"{name} is not the file that was prepared. The approval is taken back"):
            issue(council.asked(MONTH))
        assert release(council)["state"] == "prepared" and release(council)["approved"] is None
        with pytest.raises(Changed, match="not the file"):
            approve(council.asked(MONTH, "ruth"))
        (council.folder(MONTH) / name).write_bytes(content)
    with pytest.raises(NotAllowed, match="nobody has approved it"):
        issue(council.asked(MONTH))


def test_words_signed_after_the_approval_take_it_back(council):
    prepare(council.asked(MONTH))
    approve(council.asked(MONTH, "ruth"))
    council.say(MONTH, SENTENCE.format("We ask more of ourselves."))
    with pytest.raises(Changed, match="words that people signed have changed"):
        issue(council.asked(MONTH))
    assert prepare(council.asked(MONTH)).new
    with pytest.raises(NotAllowed, match="nobody has approved it"):
        issue(council.asked(MONTH))
    assert trail(council) == ["paper_prepared", "paper_approved", "paper_approval_taken_back", "paper_prepared"]


def test_figures_that_changed_after_the_approval_take_it_back(council):
    prepare(council.asked(MONTH))
    approve(council.asked(MONTH, "ruth"))
    council.keep(last_of(MONTH), lambda code, month: (steady(code, month)[0] + 30, *steady(code, month)[1:]))
    with pytest.raises(Changed, match="figures"):
        issue(council.asked(MONTH))


def test_something_let_out_meanwhile_is_looked_at_again_before_it_is_issued(council):
    prepare(council.asked(MONTH))
    approve(council.asked(MONTH, "ruth"))
    store = council.store()
    ledger = Ledger(store, open_state(council.out / ".state").key)
    shown = [key for key, count in ledger.paper("2026-10", Audience.PUBLIC).counts.items() if key.startswith("CPV-01") and count]
    store.close()
    assert shown, "something of CPV-01 is shown, or a letter about it changes nothing"
    scope, met, blank = steady("CPV-01", MONTH)
    cells = [Cell("CPV-01", "live", part, "2026-10") for part in ("not_met", "not_recorded")]
    told(council.asked(MONTH), Audience.PUBLIC, "FOI 2026/1", tuple(Statement(((cell, 1.0),), number, number, "FOI 2026/1")
         for cell, number in zip(cells, (scope - met - blank, blank), strict=True)))  # fmt: skip
    with pytest.raises(Changed, match="let out since"):
        issue(council.asked(MONTH))


def test_a_refused_paper_is_prepared_again_when_something_has_changed(council):
    prepare(council.asked(MONTH))
    with pytest.raises(NotAllowed, match="leadership"):
        refuse(council.asked(MONTH, "dana"), "I do not like how it reads.")
    refuse(council.asked(MONTH, "ruth"), "The meeting is not named.")
    assert release(council)["state"] == "refused" and release(council)["why_refused"] == "The meeting is not named."
    for act in (prepare, approve, issue):
        with pytest.raises(NotAllowed, match="The meeting is not named."):
            act(council.asked(MONTH, "ruth"))
    council.say(MONTH, SENTENCE.format("We name the meeting now."))
    assert prepare(council.asked(MONTH)).new


def test_what_was_issued_is_kept_when_the_next_edition_takes_its_place(council):
    issued(council)
    first = files(council.folder(MONTH))
    council.say(MONTH, SENTENCE.format("We ask more of ourselves."))
    second = issued(council)
    kept = council.folder(MONTH) / "issued-1"
    assert second.entry.edition == 2 and files(kept) == first and files(council.folder(MONTH)) != first
    assert json.loads((kept / "release.json").read_text(encoding="utf-8"))["state"] == "issued"
    assert b"edition" in files(council.folder(MONTH))["summary.html"].lower()


def test_the_next_edition_waits_where_what_was_issued_is_not_there_to_be_kept(council):
    issued(council)
    (council.folder(MONTH) / "summary.pdf").unlink()
    council.say(MONTH, SENTENCE.format("We ask more of ourselves."))
    with pytest.raises(NotAllowed, match="summary.pdf is not there. Edition 1 was issued"):
        prepare(council.asked(MONTH))


def test_a_month_without_a_good_night_has_no_paper_and_a_kept_night_without_a_pack_is_none(council):
    november = dt.date(2026, 11, 1)
    with pytest.raises(NoGoodNight, match="November 2026.*31 October 2026"):
        prepare(council.asked(november))
    council.keep(dt.date(2026, 11, 20))
    council.keep(last_of(november), published=False)
    done = prepare(council.asked(november))
    assert done.entry.as_at == "2026-11-20" and "20 November" in done.notes[0]
    assert "10 days" in (council.folder(november) / "summary.html").read_text(encoding="utf-8")


def test_a_month_that_is_not_over_says_so(council):
    november = dt.date(2026, 11, 1)
    council.keep(dt.date(2026, 11, 20))
    assert "not over" in prepare(council.asked(november, today=dt.date(2026, 11, 21))).notes[0]


def test_a_number_typed_into_a_sentence_that_gives_something_away_stops_the_paper(council):
    council.say(MONTH, SENTENCE.format("Two children were missed.") + 'figures = [{ number = "two", is = "CPV-01 not_met" }]\n')
    with pytest.raises(CommentaryRefused):
        prepare(council.asked(MONTH))
    assert not (council.folder(MONTH) / "summary.html").exists() and trail(council) == []


def test_another_run_is_not_stepped_on(council):
    with locked(open_state(council.out / ".state"), "a night"), pytest.raises(AnotherRun):
        prepare(council.asked(MONTH))


def test_a_paper_without_a_name_is_prepared_by_nobody(council):
    with pytest.raises(NotAllowed, match="FSCP_READINESS_WHO"):
        prepare(replaced(council.asked(MONTH), who=" "))


def test_a_figure_that_would_give_something_away_is_told_beforehand(council):
    issued(council)
    scope, met, blank = steady("CPV-01", MONTH)
    statement = Statement(((Cell("CPV-01", "live", "not_recorded", "2026-10"), 1.0),), blank, blank, "FOI 2026/9")
    before = len(trail(council))
    said = told(council.asked(MONTH), Audience.PUBLIC, "FOI 2026/9", (statement,), only_ask=True)
    assert "must stay hidden" in said[0] and len(trail(council)) == before
    assert told(council.asked(MONTH), Audience.PUBLIC, "FOI 2026/9", (statement,)) == said and trail(council)[-1] == "figure_told"


def test_who_somebody_is_comes_from_config_and_in_the_demo_anybody_may_be_another(council):
    readers = Readers.load(council.config / "readers.toml")
    assert person_of("ruth okafor", readers, demo=True) == person_of("RUTH", readers, demo=False)
    assert person_of("bo", readers, demo=True).role is None, "a demo whose config names people goes by it"
    assert person_of("bo", Readers(), demo=True).role is Role.LEADERSHIP and person_of("bo", Readers(), demo=False).role is None


def test_a_history_put_back_from_before_a_paper_was_issued_is_told_again_what_its_readers_know(council):
    prepare(council.asked(MONTH))
    approve(council.asked(MONTH, "ruth"))
    history = council.out / ".state" / "history.sqlite"
    before = history.read_bytes()
    issue(council.asked(MONTH))
    kept = sorted((council.out / ".state" / "releases").iterdir())
    for path in history.parent.glob("history.sqlite*"):
        path.unlink()
    history.write_bytes(before)
    done = issue(council.asked(MONTH, "dana"))
    assert not done.new and done.entry.issued_by == "amira" and any("forgotten 1 releases" in note for note in done.notes)
    assert trail(council)[-1] == "release_known_again"
    assert sorted((council.out / ".state" / "releases").iterdir()) == kept, "and it is written there once"
    assert not issue(council.asked(MONTH)).notes


def test_no_paper_is_prepared_where_one_lies_issued_that_the_ledger_does_not_know(council):
    issued(council)
    elsewhere = council.out.parent / "other"
    shutil.copytree(council.out / "cabinet", elsewhere / "cabinet")
    other = Council(elsewhere, council.config)
    open_state(elsewhere / ".state")
    other.keep(last_of(MONTH))
    with pytest.raises(NotAllowed, match="2026-10, edition 1 was issued"):
        prepare(other.asked(MONTH))
    shutil.rmtree(elsewhere / "cabinet")
    assert prepare(other.asked(MONTH)).new


def test_a_file_of_what_was_let_out_that_was_changed_is_not_believed(council):
    issued(council)
    kept = next((council.out / ".state" / "releases").iterdir())
    kept.write_text(kept.read_text(encoding="utf-8").replace("2026-10", "2026-09"), encoding="utf-8")
    (council.out / ".state" / "releases" / "f.json").write_bytes(kept.read_bytes())
    with pytest.raises(Unreadable, match=r"releases/f\.json"):
        prepare(council.asked(MONTH))


def test_a_paper_for_members_lies_apart_and_is_attacked_with_what_the_public_knows(council):
    public = issued(council)
    before = files(council.folder(MONTH))
    config = council.config / "cabinet.toml"
    said = config.read_text(encoding="utf-8")
    allowed = 'policy = "members"\nmembers_allowed_by = "Monitoring Officer"\nmembers_allowed_on = 2026-10-01\n'
    config.write_text(re.sub(r'(?m)^policy = "public".*$', allowed, said), encoding="utf-8")
    members = issued(council)
    assert members.folder == public.folder / "members" and members.entry.edition == 1 and members.entry.audience == Audience.MEMBERS
    assert files(council.folder(MONTH)) == before and (members.folder / "summary.csv").exists()
    exact = {key: count for key, count in members.entry.counts.items() if count}
    assert any(count % 5 for count in exact.values()), "for members counts are exact"
    assert all(not each.narrow for each in as_it_stands(council.out, "now").attacked)


def test_a_run_that_was_killed_before_its_files_were_down_is_finished_by_the_next(council, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(cabinet.Folder, "lay_down", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            prepare(council.asked(MONTH))
    with pytest.raises(Changed, match="is not there"):
        approve(council.asked(MONTH, "ruth"))
    assert not prepare(council.asked(MONTH)).new and len(files(council.folder(MONTH))) == 3
    approve(council.asked(MONTH, "ruth"))
    assert issue(council.asked(MONTH)).new


PROMISE = """[[promises]]
id = "posts"
given_on = 2026-07-14
to = "Cabinet"
what = "Fill the empty posts"
owner = "Head of Safeguarding"
by_when = 2026-12-31
test = "No post is empty"
"""
KEPT = 'outcome = "kept"\noutcome_on = 2026-10-20\nsaid_by = "Ruth Okafor, Director"\n'


@pytest.mark.parametrize(
    ("now", "code"),
    [
        ("", "CAB-16"),
        (PROMISE.replace("2026-12-31", "2027-03-31"), "CAB-17"),
        (PROMISE.replace("Fill the empty posts", "Look at the empty posts"), "CAB-17"),
    ],
)
def test_a_promise_that_a_paper_told_of_can_neither_go_nor_be_reworded(council, now, code):
    promises = council.out / "cabinet" / "promises.toml"
    promises.parent.mkdir(parents=True, exist_ok=True)
    promises.write_text(PROMISE, encoding="utf-8")
    issued(council)
    promises.write_text(now, encoding="utf-8")
    before = files(council.folder(MONTH))
    with pytest.raises(PromiseBroken, match=code) as problem:
        prepare(council.asked(MONTH))
    assert "promise posts was told to members" in str(problem.value)
    assert "empty posts" not in str(problem.value), "people's own words stand in no message"
    assert files(council.folder(MONTH)) == before and release(council)["state"] == "issued"


def test_a_promise_is_settled_once_and_another_may_be_given_beside_it(council):
    promises = council.out / "cabinet" / "promises.toml"
    promises.parent.mkdir(parents=True, exist_ok=True)
    promises.write_text(PROMISE, encoding="utf-8")
    issued(council)
    promises.write_text(PROMISE + KEPT + PROMISE.replace('"posts"', '"posts-2"'), encoding="utf-8")
    assert issued(council).entry.edition == 2
    promises.write_text(PROMISE + PROMISE.replace('"posts"', '"posts-2"'), encoding="utf-8")
    with pytest.raises(PromiseBroken, match="outcome 'kept' and now says ''"):
        prepare(council.asked(MONTH))


def test_the_first_prepare_leaves_starters_that_change_nothing_and_are_never_written_over(council):
    done = prepare(council.asked(MONTH))
    words, promises = council.folder(MONTH) / "words.toml", council.out / "cabinet" / "promises.toml"
    assert cabinet.BEGUN in done.notes and Words.load(words) == Words() and Promises.load(promises) == Promises()
    again = prepare(council.asked(MONTH))
    assert not again.new and cabinet.BEGUN not in again.notes
    assert approve(council.asked(MONTH, "ruth")).entry.state == ReleaseState.APPROVED
    words.write_text(SENTENCE.format("Staff have moved to where they are needed."), encoding="utf-8")
    prepare(council.asked(MONTH))
    assert "Staff have moved" in words.read_text(encoding="utf-8")


def test_each_example_in_the_starters_can_be_used_as_it_stands(council):
    words, promises = council.folder(MONTH) / "words.toml", council.out / "cabinet" / "promises.toml"
    prepare(council.asked(MONTH))
    for path in (words, promises):
        kept = [line.removeprefix("# ") for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"# (?:\w+ = |\[\[)", line)]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert len(Words.load(words).signed) == 5 and len(Promises.load(promises).promises) == 1
    assert prepare(council.asked(MONTH)).new


def test_where_no_night_was_ever_kept_the_sentence_says_so_and_nothing_is_made(tmp_path):
    with pytest.raises(ConfigProblem, match=r"No night has been kept .*\[REL-51\]") as problem:
        prepare(cabinet.Request(month=MONTH, out=tmp_path / "nothing", who="amira", said_at="2026-11-02T09:00+00:00", today=MONTH))
    assert "nightly" in str(problem.value) and not (tmp_path / "nothing").exists()


def test_fault_089_a_measure_that_every_case_misses_is_in_no_paper_until_its_month_is_confirmed(tmp_path, monkeypatch):
    def all_miss(code, month):
        scope, met, blank = steady(code, month)
        return (scope, 0, 0) if code == "CPV-01" else (scope, met, blank)

    without_printing(monkeypatch)
    council = Council.founded(tmp_path, only=("CPV-01", "REF-02"))
    council.keep(last_of(MONTH), all_miss)
    done = prepare(council.asked(MONTH))
    assert [note for note in done.notes if note.startswith("CPV-01: every case of October 2026 misses it") and "[[confirmed]]" in note]
    page = files(council.folder(MONTH))["summary.html"].decode()
    assert "No figure of that night could be relied on." in page and "CPV-01: every" not in page
    with (council.config / "readiness.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[confirmed]]\ncode = "CPV-01"\nmonth = 2026-10-01\nbecause = "The system was down for the month, as was agreed."\n'
            'said_by = "Data Lead"\nsaid_on = 2026-11-02\n'
        )
    assert not [note for note in prepare(council.asked(MONTH)).notes if "CHK-89" in note]
    assert "No figure of that night could be relied on." not in files(council.folder(MONTH))["summary.html"].decode()
