"""A paper that cannot be drawn is left out and said; the others are published, and the night that lacks one is drawn again."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from fscp_readiness.night import papers
from fscp_readiness.night.drawing import Paper, draw
from fscp_readiness.night.papers import PACK, MorningNotDrawn
from fscp_readiness.packs import leadership
from fscp_readiness.packs.not_drawn import NAME, read_not_drawn
from fscp_readiness.packs.pdf import printed
from fscp_readiness.packs.publish import already_published, publish, read_current, verify
from fscp_readiness.settings.service import Limits
from tests.apart import deeds

CLINICS = "the performance clinics"
LIMITS = Limits(paper_seconds=60)
QUICK = Limits.model_construct(owner="", paper_seconds=1, paper_megabytes=2048, suite_seconds=60, suite_megabytes=4096)


def paper(name, *deed_s):
    return Paper(name, lambda: {f"{name}-{number}.pdf": (deed, ()) for number, deed in enumerate(deed_s)})


def lost(*deed_s, limits=LIMITS):
    """What is said of a paper whose files are drawn by these, beside one that is whole."""
    drawn = draw([paper("Other", deeds.drawn), paper(CLINICS, *deed_s)], limits)
    assert drawn.papers == {"Other": {"Other-0.pdf": b"%PDF drawn"}}, "the other paper is not whole, or half a paper is there"
    (said,) = drawn.lost
    assert said.paper == CLINICS and "The other papers are whole." in said.sentence
    assert said.sentence.endswith(f"[{said.code}]") and deeds.VALUE not in said.sentence
    return said, drawn


def test_fault_106_a_process_that_the_kernel_kills_loses_its_own_paper_alone():
    said, _ = lost(deeds.drawn, deeds.killed)
    assert said.code == "PDF-106" and "ended from outside (signal 9)" in said.sentence


def test_fault_106_a_paper_that_wants_more_memory_than_it_may_have_is_lost_alone():
    said, _ = lost(deeds.gluttonous)
    assert said.code == "PDF-107" and "more than the 3,072 MB it may take" in said.sentence and "[limits]" in said.sentence


def test_fault_143_a_paper_that_takes_too_long_is_lost_alone():
    said, _ = lost(deeds.hang, limits=QUICK)
    assert said.code == "PDF-143" and "longer than the 1 seconds" in said.sentence


def test_fault_143_a_drawing_that_crashes_loses_its_own_paper_alone_and_its_words_are_in_the_record_alone():
    said, drawn = lost(deeds.fails)
    assert said.code == "PDF-145" and "(KeyError)" in said.sentence and deeds.VALUE in drawn.records[0]


def test_fault_142_a_template_that_asks_for_a_word_it_is_not_given_loses_its_own_paper_and_the_word_is_named():
    said, _ = lost(deeds.wrong_template)
    assert said.code == "PDF-142" and "The template leadership/clinics.html.j2 asks for 'paper'" in said.sentence


def test_a_paper_whose_view_cannot_be_built_is_lost_alone():
    def build():
        raise ValueError(deeds.VALUE)

    drawn = draw([Paper(CLINICS, build), paper("Other", deeds.drawn)], LIMITS)
    assert [each.code for each in drawn.lost] == ["PDF-145"] and list(drawn.papers) == ["Other"]
    assert deeds.VALUE not in drawn.lost[0].sentence and deeds.VALUE in drawn.records[0]


@pytest.fixture
def wrong(few_night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A night whose clinics cannot be drawn, and whose pack is drawn without looking; its own folder to publish in."""
    nightly = few_night.nightly
    monkeypatch.setattr(nightly, "request", dataclasses.replace(nightly.request, out=tmp_path))
    monkeypatch.setattr(leadership, "render_pack_pdf", deeds.drawn)
    monkeypatch.setattr(papers, "_others", lambda *_: [paper(CLINICS, deeds.drawn, deeds.fails)])
    return nightly


def published(nightly, out):
    drawn = []
    made = publish(out, nightly._identity(nightly.run_), lambda folder: drawn.append(papers.write_papers(nightly, nightly.run_, folder)))
    return made, drawn


def test_what_a_pack_lacks_stands_on_its_first_page_and_in_a_file_and_the_pack_is_whole_without_it(wrong, tmp_path: Path):
    made, _ = published(wrong, tmp_path)
    assert verify(made.path) == [] and made.pointed and read_current(tmp_path).state == "fresh"
    (told,) = json.loads((made.path / NAME).read_text(encoding="utf-8"))
    assert (told["paper"], told["code"]) == (CLINICS, "PDF-145")
    for page in (
        (made.path / "leadership/morning.html").read_text(encoding="utf-8"),
        "\n".join(printed((made.path / "leadership/morning.pdf").read_bytes())),
    ):
        assert f"Not in this pack: {CLINICS}. Drawing failed (KeyError)." in " ".join(page.split())
    assert not list(made.path.rglob(f"{CLINICS}*")), "half a paper is published"


def test_a_pack_that_lacks_a_paper_is_made_again_and_one_that_lacks_none_is_not(wrong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leadership, "render_morning_pdf", deeds.drawn)
    first, _ = published(wrong, tmp_path)
    assert not already_published(tmp_path, first.run)
    monkeypatch.setattr(papers, "_others", lambda *_: [paper(CLINICS, deeds.drawn)])
    second, drawn = published(wrong, tmp_path)
    assert second.new and len(drawn) == 1 and read_not_drawn(second.path) == () and already_published(tmp_path, second.run)
    assert (second.path / f"{CLINICS}-0.pdf").is_file() and verify(second.path) == []
    third, drawn = published(wrong, tmp_path)
    assert not third.new and drawn == []


def test_where_the_leadership_pack_is_what_is_lost_the_morning_page_says_so(wrong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leadership, "render_pack_pdf", deeds.says_why)
    monkeypatch.setattr(leadership, "render_morning_pdf", deeds.drawn)
    monkeypatch.setattr(papers, "_others", lambda *_: [])
    made, _ = published(wrong, tmp_path)
    assert [each.paper for each in read_not_drawn(made.path)] == [PACK] and not (made.path / "leadership/pack.pdf").exists()
    assert f"Not in this pack: {PACK}." in (made.path / "leadership/morning.html").read_text(encoding="utf-8")


def test_without_a_morning_page_nothing_is_published_and_its_sentence_says_why(wrong, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(leadership, "render_morning_pdf", deeds.fails)
    with pytest.raises(MorningNotDrawn, match="^The morning page could not be drawn, so nothing was published. Drawing failed") as told:
        published(wrong, tmp_path)
    assert told.value.exit_code == 1 and read_current(tmp_path) is None and deeds.VALUE not in str(told.value)


def test_whatever_a_night_writes_only_its_own_account_reads(few_night):
    """Whoever starts it may have any mask: these nights are lived in a process that lets everybody read."""
    made = [each for each in few_night.out.rglob("*") if not each.is_symlink()]
    open_to_others = [each.name for each in made if each.stat().st_mode & 0o077]
    assert len(made) > 30 and open_to_others == []
