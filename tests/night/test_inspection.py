"""When Ofsted calls: the bundle of one whole night, from the history to the zip, as an outsider would open it."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.history import AnotherRun, Run, locked, open_state, open_store
from fscp_readiness.history.exceptions.book import no_exceptions
from fscp_readiness.history.rehearsals import Rehearsal, Signed, last_rehearsed
from fscp_readiness.history.snapshots import SnapshotGone, read_snapshot
from fscp_readiness.history.store import MEASURE_COLUMNS, no_lives
from fscp_readiness.night import Nightly, Request
from fscp_readiness.night import inspection as night_inspection
from fscp_readiness.night import on_call as night_on_call
from fscp_readiness.night.focused_visit import told
from fscp_readiness.night.inspection import Called, HandedOver, NoWholeNight, _of_kept, rehearse, when_called
from fscp_readiness.night.kept_night import unpacked
from fscp_readiness.night.rebuild import rebuild
from fscp_readiness.night.settled import settled
from fscp_readiness.packs.inspection.annex_a import Result, Verdict
from fscp_readiness.packs.inspection.contents import contents_page
from fscp_readiness.settings.focused_visits import FocusedVisits
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from tests.settings.made_up_2027 import with_made_up

from .conftest import ALSO, AS_AT, CANARY, Night
from .few_standards import few_standards

CALLED = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def night(few_night: Night) -> Night:
    return few_night


@pytest.fixture(scope="module")
def done(night: Night) -> HandedOver:
    return when_called(Called(CALLED, night.out))


@pytest.fixture(scope="module")
def whole(done: HandedOver) -> dict[str, bytes]:
    with zipfile.ZipFile(done.folder / "bundle.zip") as held:
        assert {info.date_time for info in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: held.read(name) for name in held.namelist()}


def copied(night: Night, tmp_path: Path) -> Path:
    return Path(shutil.copytree(night.out, tmp_path / "out"))


def test_the_files_are_where_the_contract_says_and_the_zip_holds_them(done, whole):
    assert done.folder.as_posix().endswith("out/inspection/2026-11-24")
    assert sorted(path.name for path in done.folder.iterdir()) == ["annex_a.xlsx", "bundle.zip", "checks.csv", "contents.html"]
    assert {name: whole[name] for name in ("annex_a.xlsx", "checks.csv", "contents.html")} == {
        path.name: path.read_bytes() for path in done.folder.iterdir() if path.name != "bundle.zip"
    }
    assert hashlib.sha256((done.folder / "bundle.zip").read_bytes()).hexdigest() == done.zip_hash


def test_contents_names_every_other_file_with_its_hash(whole):
    page = whole["contents.html"].decode()
    others = set(whole) - {"contents.html"}
    assert len(others) == 7
    assert [name for name in others if name not in page or hashlib.sha256(whole[name]).hexdigest() not in page] == []


def test_the_leadership_pack_is_that_nights_byte_for_byte(night, whole):
    for name in ("leadership/pack.pdf", "leadership/morning.pdf", "leadership/morning.html"):
        assert whole[name] == (night.published.path / name).read_bytes()


def test_every_check_of_annex_a_was_asked_and_none_failed(done, whole):
    rows = list(csv.DictReader(io.StringIO(whole["checks.csv"].decode())))
    assert {row["check"] for row in rows} >= {f"A{n}" for n in range(1, 10)}
    assert [row["list"] for row in rows if row["verdict"] == "not_asked"] == ["11"]
    assert [row for row in rows if row["verdict"] == "failed"] == [] and done.bundle.parts.fit
    book = openpyxl.load_workbook(io.BytesIO(whole["annex_a.xlsx"]))
    assert len(book.sheetnames) == 12 and book.worksheets[5].max_row > 50


def test_the_same_night_gives_the_same_bytes(night, done):
    before = {path.name: path.read_bytes() for path in done.folder.iterdir()}
    when_called(Called(CALLED, night.out))
    assert {path.name: path.read_bytes() for path in done.folder.iterdir()} == before


def readable(whole: dict[str, bytes]) -> str:
    """Everything that is text in the bundle, inside its workbooks too."""
    said = []
    for name, content in whole.items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                said += [book.read(inner).decode() for inner in book.namelist()]
        elif not name.endswith(".pdf"):
            said.append(content.decode())
    return "\n".join(said)


def test_restricted_children_stand_nowhere_in_it_but_as_a_count(night, done, whole):
    restricted = night.council.tables["ext_restricted"]
    closed = set(restricted[restricted["restricted_to"].fillna("").eq("")]["person_id"])
    text = readable(whole)
    assert closed and [child for child in closed if child in text] == []
    shown = set(done.bundle.parts.annex_a.lists[6].frame["child_id"])
    assert len(shown) > 50 and all(child in text for child in shown)
    assert done.bundle.parts.annex_a.lists[6].left_out > 0
    assert f">{done.bundle.parts.annex_a.lists[6].left_out}</td>" in whole["contents.html"].decode()


def test_no_child_is_on_the_page_of_contents_and_no_name_of_one_in_the_bundle(done, whole):
    page = whole["contents.html"].decode()
    assert [child for child in done.bundle.parts.annex_a.lists[6].frame["child_id"] if child in page] == []
    assert CANARY not in readable(whole)


def test_samples_follow_the_run_and_the_day_of_the_call(night, done):
    again = when_called(Called(CALLED, night.out)).bundle.parts.samples.frame
    other = when_called(Called(CALLED + dt.timedelta(days=1), night.out)).bundle.parts.samples.frame
    lot = [frame[frame["how"].eq("by lot")]["child_id"].tolist() for frame in (done.bundle.parts.samples.frame, again, other)]
    assert lot[0] == lot[1] != lot[2]
    assert done.bundle.parts.samples.frame["how"].eq("by risk").any()


def test_a_night_too_old_for_the_call_is_not_said_to_be_fit(night, tmp_path):
    late = when_called(Called(dt.date(2026, 12, 7), night.out))
    assert not late.bundle.parts.fit
    page = late.bundle.files["contents.html"].decode()
    assert "may not be handed over as it stands" in page and "none older than Wednesday 2 December 2026" in page
    assert when_called(Called(dt.date(2026, 11, 27), night.out)).bundle.parts.fit is True


def test_a_failed_check_is_named_on_the_first_lines(done):
    wrong = Result("A9", 3, Verdict.FAILED, 2, "headings and order")
    parts = dataclasses.replace(done.bundle.parts, checks=(*done.bundle.parts.checks, wrong))
    page = contents_page(parts, [])
    assert not parts.fit and "may not be handed over as it stands" in page and "A9, list 3: headings and order (2 at fault)." in page
    assert "may be handed over" in contents_page(done.bundle.parts, [])


def test_another_framework_brings_its_own_timetable_and_says_what_the_pack_was(night):
    parts = when_called(Called(CALLED, night.out, framework="sif-2013")).bundle.parts
    assert [one.form for one in parts.timetables] == [""] and parts.timetables[0].lines[1].from_on == dt.date(2026, 11, 25)
    assert any("made under ilacs-2026" in note for note in parts.night.notes)


def test_under_a_framework_without_a_rule_nothing_is_said_to_be_fresh(night):
    parts = (made := when_called(Called(CALLED, night.out, framework="sif-2013"))).bundle.parts
    page = made.bundle.files["contents.html"].decode()
    assert parts.fresh is None and parts.fit is False and parts.failed == ()
    assert "no rule says how old it may be" in page and "may be handed over<" not in page
    assert "under the SIF" in page or "under the Single Inspection Framework" in page
    assert "made from the night of Monday 23 November 2026" in page
    assert any(one.check == "A8" and one.verdict is Verdict.NOT_ASKED for one in parts.checks)
    told = CliRunner().invoke(app, ["inspection", "--called", "2026-11-24", "--out", str(night.out), "--framework", "sif-2013", "--json"])
    assert json.loads(told.stdout)["fresh"] is None and json.loads(told.stdout)["fit"] is False
    assert "no rule is known" in told.stderr and "may be handed over" not in told.stderr
    when_called(Called(CALLED, night.out))  # the folder as the other tests know it


def test_what_the_night_found_wrong_is_said_on_the_sheet_of_comments(done, whole):
    answers = done.bundle.parts.night.answers
    listed = done.bundle.parts.annex_a.lists[7].frame["child_id"]
    broken = answers[answers["outcome"].eq("broken") & answers["record_table"].isin(["ssd_cp_plans", "ssd_cp_visits", "ssd_involvements"])]
    codes = set(broken[broken["child_id"].isin(listed)]["code"])
    book = openpyxl.load_workbook(io.BytesIO(whole["annex_a.xlsx"]))
    said = [str(row[3].value) for row in book["Comments by the authority"].iter_rows(min_row=5) if row[0].value == "List 7"]
    assert codes and [code for code in codes if not any(f"rule {code}:" in words for words in said)] == []


def test_an_exception_that_the_night_itself_ended_is_no_longer_agreed(night):
    opened = open_state(night.out / ".state", make=False)
    kept = unpacked(read_snapshot(opened, night.published.run))
    two = no_exceptions().reindex([0, 1]).assign(number=[1, 2], state="agreed", code="C02")
    kept = dataclasses.replace(kept, memory=dataclasses.replace(kept.memory, exceptions=two))
    stands = _of_kept(kept, night.published.path, frozenset({1}), ()).exceptions
    assert list(stands["number"]) == [2]


def test_a_list_from_a_table_that_was_held_past_the_rule_is_not_fit_to_hand_over(night, monkeypatch):
    day = dt.date(2026, 11, 17)
    monkeypatch.setattr(
        night_inspection, "unpacked", lambda snapshot: dataclasses.replace(unpacked(snapshot), stands={"ssd_cp_plans": day})
    )
    with tempfile.TemporaryDirectory(dir=night.out) as folder:
        asked = Called(CALLED, night.out)
        parts = night_inspection._made(asked, settled(None), night_inspection._opened(asked), Path(folder), float).bundle.parts
    assert not parts.fit and {one.number for one in parts.failed if one.check == "A8"} >= {7}


def test_without_a_whole_night_on_or_before_the_call_nothing_is_made(night, tmp_path):
    with pytest.raises(NoWholeNight, match="INS-10"):
        when_called(Called(AS_AT - dt.timedelta(days=1), night.out))
    out = copied(night, tmp_path)
    pack = out / "packs" / night.published.run / "leadership" / "pack.pdf"
    pack.write_bytes(pack.read_bytes() + b" ")
    with pytest.raises(NoWholeNight, match="pack.pdf is not the file that was published"):
        when_called(Called(CALLED, out))


def test_a_later_night_that_was_never_published_is_passed_over_and_said(night, tmp_path):
    out = copied(night, tmp_path)
    store = open_store(open_state(out / ".state", make=False))
    store.keep(
        Run(CALLED, f"{CALLED}-00000001", framework="ilacs-2026"), {}, no_lives(), pd.DataFrame(columns=list(MEASURE_COLUMNS)), {}, []
    )
    store.close()
    made = when_called(Called(CALLED, out)).bundle.parts
    assert made.night.run == night.published.run
    assert any("passed over" in note and "never published" in note for note in made.night.notes)


def test_a_night_whose_snapshot_is_gone_says_so(night, tmp_path):
    out = copied(night, tmp_path)
    shutil.rmtree(out / ".state" / "snapshots")
    with pytest.raises(SnapshotGone, match="SNP-01"):
        when_called(Called(CALLED, out))


SIGNED = Signed("Ada Okafor", "2026-11-24T09:00+00:00")


def ticking(*moments: float) -> Callable[[], float]:
    """A stopwatch that shows these."""
    return iter(moments).__next__


def kept(out: Path) -> tuple[list[str], Rehearsal | None]:
    """The last two entries of the trail, and what is remembered last."""
    store = open_store(open_state(out / ".state", make=False))
    try:
        return [entry.event for entry in store.trail()[-2:]], last_rehearsed(store, CALLED)
    finally:
        store.close()


def test_a_rehearsal_makes_what_the_call_would_times_it_and_leaves_none_of_it(night, done, tmp_path):
    out = copied(night, tmp_path)
    before = {path for path in out.rglob("*") if path.is_file()}
    (out / "inspection" / ".rehearsing-killed").mkdir(parents=True)
    made = rehearse(Called(CALLED, out, signed=SIGNED), ticking(100.0, 111.25))
    assert made.zip_hash == done.zip_hash, "the very bundle"
    assert {path for path in out.rglob("*") if path.is_file()} - before <= set((out / ".state").rglob("*"))
    assert not any(path.name.startswith(".rehearsing") for path in (out / "inspection").iterdir())
    events, last = kept(out)
    parts = done.bundle.parts
    assert events[-1] == "bundle_rehearsed" and last is not None
    assert (last.kind, last.run, last.seconds, last.who, last.zip_hash) == (
        "rehearsal", night.published.run, 11.2, "Ada Okafor", done.zip_hash,
    )  # fmt: skip
    assert (last.asked, last.failed, last.gaps) == (len(parts.checks), 0, len(parts.annex_a.gaps))
    assert (last.fit, last.documents, last.ready) == (True, 27, 0)


def test_a_real_call_is_remembered_and_the_zip_s_hash_stands_in_the_trail(night, tmp_path):
    out = copied(night, tmp_path)
    made = when_called(Called(CALLED, out, signed=SIGNED), ticking(0.0, 6.0))
    events, last = kept(out)
    assert events[-1] == "bundle_made" and last is not None and (last.kind, last.zip_hash, last.seconds) == ("call", made.zip_hash, 6.0)


def test_a_call_is_not_kept_waiting_by_another_run_and_a_rehearsal_is(night, tmp_path):
    out = copied(night, tmp_path)
    before = kept(out)
    with locked(open_state(out / ".state", make=False), "a night"):
        made = when_called(Called(CALLED, out, signed=SIGNED))
        assert "INS-11" in made.not_remembered and (made.folder / "bundle.zip").is_file()
        with pytest.raises(AnotherRun):
            rehearse(Called(CALLED, out, signed=SIGNED), ticking(0.0, 1.0))
    assert kept(out) == before


def test_what_was_rehearsed_is_on_the_next_night_s_morning_makes_it_another_run_and_is_made_again_byte_for_byte(night, tmp_path):
    out = copied(night, tmp_path)
    rehearse(Called(AS_AT, out, signed=SIGNED), ticking(0.0, 11.2))
    with few_standards(*ALSO):
        nightly = Nightly(Request(source=str(night.source), as_at=AS_AT, out=out, demo=True))
        with nightly.alone():
            for step in nightly.steps():
                step()
    again = nightly.published()
    assert again.run != night.published.run
    page = (again.path / "leadership" / "morning.html").read_text(encoding="utf-8")
    before = (night.published.path / "leadership" / "morning.html").read_text(encoding="utf-8")
    gaps = nightly.annex_a.gaps
    assert f"Annex A ready to hand over in 12 seconds, {gaps} gaps; 27 of 27 documents are not" in page
    assert "Last rehearsed on 23 November 2026: 12 seconds" in page
    assert "11 lists of Annex A pass tonight’s checks; handing over is not rehearsed" in before and "Not rehearsed." in before
    assert "Possible start, not agreed by the council yet: Monday 11 January 2027" in before
    assert "Ada" not in page
    rehearse(Called(CALLED, out, signed=SIGNED), ticking(0.0, 99.0))
    shutil.rmtree(again.path)
    with few_standards(*ALSO):
        rebuild(again.run, out)
    assert (again.path / "leadership" / "morning.html").read_text(encoding="utf-8") == page, "a later rehearsal changes no earlier night"


def test_each_night_asks_its_own_annex_a_and_its_words_rest_on_it(night):
    asked = night.nightly.annex_a
    assert asked.passes and asked.made == tuple(range(1, 12)) and len(asked.results) > 40
    assert not any("Annex A" in sentence for sentence in night.nightly.readiness.not_yet_checked)


def test_lists_that_cannot_be_made_for_a_reason_of_ours_still_give_a_night_that_says_so(night, monkeypatch):
    warned: list[str] = []
    monkeypatch.setattr(night_on_call, "annex_a_tonight", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(night.nightly, "warned", warned.append)
    made = night_on_call.annex_a_of(night.nightly)
    assert not made.passes and "ANX-05" in made.why_none and "ZeroDivisionError" in warned[0]


@pytest.mark.parametrize("wrong", [[], ["--called", "2026-11-24", "--rehearse"], ["--called", "2026-11-24", "--as-at", "2026-11-24"]])
def test_the_command_says_what_to_give_it(night, wrong):
    told = CliRunner().invoke(app, ["inspection", "--out", str(night.out), *wrong])
    assert told.exit_code == 2 and "INS-12" in told.stderr


def test_the_command_rehearses(night, tmp_path):
    out = copied(night, tmp_path)
    before = set((out / "inspection").rglob("*"))
    told = CliRunner().invoke(app, ["inspection", "--rehearse", "--as-at", "2026-11-24", "--who", "Ada", "--out", str(out), "--json"])
    assert told.exit_code == 0, told.output
    answer = json.loads(told.stdout)
    assert answer["rehearsed"] and answer["remembered"] and answer["path"] == "" and answer["seconds"] > 0
    assert "none of it was left" in told.stderr and set((out / "inspection").rglob("*")) == before


def test_the_command_answers_a_person_and_a_machine(night):
    told = CliRunner().invoke(app, ["inspection", "--called", "2026-11-24", "--out", str(night.out), "--json"])
    assert told.exit_code == 0, told.output
    answer = json.loads(told.stdout)
    assert answer["fit"] is True and answer["run"] == night.published.run and answer["failed"] == []
    assert "may be handed over" in told.stderr and "0 of 27" in told.stderr


def test_a_focused_visit_adds_its_themes_paper_and_names_the_lists(night, done, tmp_path):
    out = copied(night, tmp_path)
    made = when_called(Called(CALLED, out, theme="children-in-care"))
    with zipfile.ZipFile(made.folder / "bundle.zip") as held:
        paper = held.read("focused_visit.html").decode()
        assert held.read("focused_visit.pdf").startswith(b"%PDF")
        contents = held.read("contents.html").decode()
    assert (made.folder / "focused_visit.html").read_text(encoding="utf-8") == paper
    rows = len(made.bundle.parts.annex_a.lists[8].frame)
    assert "Focused visit: children in care" in contents and f"List 8, Children in care: {rows} rows" in contents
    figures = night.csv("data/measures.csv")
    row = figures[figures["code"].eq("LAV-02") & figures["counting"].eq("live") & figures["scope"].eq("all")].iloc[0]
    assert f"{row['met']} of {row['in_scope']}" in paper.split("<b>LAV-02</b>")[1].split("</tr>")[0]
    assert [child for child in made.bundle.parts.annex_a.lists[6].frame["child_id"] if child in paper] == [] and CANARY not in paper
    again = when_called(Called(CALLED, out, theme="children-in-care"))
    assert again.zip_hash == made.zip_hash
    plain = when_called(Called(CALLED, out))
    assert plain.zip_hash == done.zip_hash and not (plain.folder / "focused_visit.html").exists()


def test_a_themes_children_are_those_of_the_judgement_that_has_them(night):
    """Children in care, by the theme and by the judgement of that night's framework: the same counts, condition by condition."""
    pack = night.published.path
    kept = unpacked(read_snapshot(open_state(night.out / ".state", make=False), pack.name))
    theme = FocusedVisits.load(CONFIG / "focused_visits.toml").theme("children-in-care")
    found = {each.condition: (each.children, each.restricted) for each in told(theme, kept, pack).zero.counts}
    (judged,) = (
        each for each in json.loads((pack / "data/judgements.json").read_text(encoding="utf-8"))["judgements"] if each["key"] == "IL-CIC"
    )
    assert found == {each["condition"]: (each["children"], each["restricted"]) for each in judged["zero_tolerance"]}
    assert any(children for children, _ in found.values())


def test_a_theme_that_config_has_not_is_refused_and_nothing_is_written(night, tmp_path):
    out = copied(night, tmp_path)
    shutil.rmtree(out / "inspection", ignore_errors=True)
    with pytest.raises(ConfigProblem, match="FVS-02"):
        when_called(Called(CALLED, out, theme="adoption"))
    assert not (out / "inspection").exists()


def test_a_framework_without_a_timetable_says_so_and_the_rest_is_made(night, tmp_path):
    config = shutil.copytree(CONFIG, tmp_path / "config")
    with_made_up(config / "frameworks")
    made = when_called(Called(CALLED, copied(night, tmp_path), config=config, framework="made-up-2027", theme="care-leavers"))
    assert made.bundle.parts.timetables == () and made.bundle.parts.fresh is None and not made.bundle.parts.failed
    assert "No timetable is known for Made-up framework (2027)" in made.bundle.files["contents.html"].decode()


def test_the_page_of_contents_is_marked_at_both_ends_and_what_scrolls_is_reached_by_key(whole, done):
    page = whole["contents.html"].decode().split("<body>")[1]
    assert page.count(done.bundle.parts.council.marking) == 2
    scrolls = page.split('<div class="scroll"')[1:]
    assert len(scrolls) >= 5 and all(each.startswith(' tabindex="0" role="region" aria-label="') for each in scrolls)
    assert "List_6, Children in need" in page
