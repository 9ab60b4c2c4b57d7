"""The self-evaluation on paper: final only when it is, every grade somebody's, and written into a night's pack where there is one."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from types import SimpleNamespace

import page
import pikepdf
import pytest

from fscp_readiness.judgements import judge
from fscp_readiness.judgements.self_evaluation import self_evaluated
from fscp_readiness.night import papers
from fscp_readiness.packs.inspection import self_evaluation
from fscp_readiness.settings.frameworks import load_all
from fscp_readiness.settings.national_framework import NationalFramework
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.readiness import Readiness as Rules
from fscp_readiness.settings.service import Council
from fscp_readiness.standards import discover
from tests.packs.leadership.nights import a_night
from tests.settings.own_words import NIGHT, whole

FRAMEWORKS = {framework.name: framework for framework in load_all(CONFIG / "frameworks")}
NATIONAL = NationalFramework.load(CONFIG / "national_framework.toml")
RULES = Rules.load(CONFIG / "readiness.toml")
DAY = dt.timedelta(days=1)


@cache
def evidence():
    night = a_night(slim=True)
    readiness = judge(
        night.measures, discover(CHECKS), FRAMEWORKS["ilacs-2026"], RULES, night.zero_tolerance, night.conditions, night.children, NIGHT,
        states=night.states,
    )  # fmt: skip
    return readiness, night.measures


def view(written=None):
    written = written or whole()
    found = self_evaluated(written, FRAMEWORKS[written.framework], *evidence(), NIGHT, 31)
    return self_evaluation.build(found, NATIONAL, "Aldermoor Council", "OFFICIAL-SENSITIVE: PERSONAL DATA", "2026-11-24-1a2b3c4d")


def test_a_signed_one_prints_as_final():
    text = self_evaluation.render_html(view())
    assert '<p class="state">Final</p>' in text and "Why this is a draft" not in text and "raft" not in text.split("<main>")[1]


@pytest.mark.parametrize(
    "written",
    [
        whole(signed_on=None),
        whole(signed_on=NIGHT - 32 * DAY),
        whole(IL_CL={"on": NIGHT - 32 * DAY}),
        whole(IL_HP={"worries": ("one",)}),
        whole("ilacs-2023"),
    ],
    ids=["unsigned", "signed long ago", "old words", "unfinished", "another framework"],
)
def test_nothing_else_can_be_printed_as_final(written):
    made = view(written)
    text = self_evaluation.render_html(made)
    assert '<p class="state draft">Draft, not final</p>' in text and ">Final<" not in text
    assert made.not_final and all(words.replace("'", "&#39;") in text for words in made.not_final)


def test_every_grade_stands_with_whose_it_is_and_what_does_not_fit_stands_beside_it():
    text = self_evaluation.render_html(view())
    assert text.count("The service&#39;s own grade: Good, given by the Assistant Director on 18 November 2026.") == 4
    help_and_protection = text.split("children who need help and protection</h2>")[1].split("</section>")[0]
    assert "What does not fit" in help_and_protection
    assert "The service&#39;s own grade is Good, and tonight&#39;s evidence is not ready: " in help_and_protection
    assert "None was worked out from figures" in text


def test_page_one_holds_every_grade_beside_tonights_word():
    readiness, _ = evidence()
    table = self_evaluation.render_html(view(whole(IL_CL={"grade": ""}))).split("<tbody>")[1].split("</tbody>")[0]
    rows = table.split("<tr>")[1:]
    assert len(rows) == 4
    for row, judged in zip(rows, readiness.judgements, strict=True):
        grade = "none given" if judged.key == "IL-CL" else "Good (the Assistant Director, 18 November 2026)"
        doubts = {"IL-LEAD": "one, below", "IL-HP": "two, below", "IL-CIC": "two, below", "IL-CL": "not looked for"}[judged.key]
        assert f"<td>{grade}</td>" in row and f"</i>{judged.word}</span></td><td>{doubts}</td>" in row and judged.short in row
    poor = dict.fromkeys(("IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"), "Inadequate")
    assert self_evaluation.render_html(view(whole(grades=poor))).count("<td>nothing found</td>") == 4
    other = self_evaluation.render_html(view(whole("ilacs-2018", {"IL-CICCL": "Good"})))
    assert "Judged under another framework" in other


def grades(framework, rest="Good", **given):
    """A grade for every judgement of a framework: ``rest``, but for those given (their hyphens as low lines)."""
    return {each.key: given.get(each.key.replace("-", "_"), rest) for each in FRAMEWORKS[framework].judgements}


@pytest.mark.parametrize(
    ("framework", "given", "says"),
    [
        ("sif-2013", {"SIF_KJ3": "Inadequate"}, "grade of leadership and governance is Inadequate, which makes the whole Inadequate."),
        ("sif-2013", {"SIF_GJ1": "Inadequate"}, "in the 20 reports read in which adoption or care leavers was inadequate"),
        ("ilacs-2018", {"IL_CICCL": "Inadequate"}, "is Inadequate, which makes the whole Inadequate."),
        ("ilacs-2018", {"IL_LEAD": "Inadequate"}, "and one Inadequate (Trafford 2019)"),
        ("ilacs-2023", {"IL_CL": "Inadequate"}, "grade of care leavers is Inadequate, which makes the whole Inadequate."),
        ("ilacs-2023", {"IL_LEAD": "Inadequate"}, "and one Inadequate (Trafford 2019)"),
        ("ilacs-2026", {"IL_HP": "Inadequate"}, "no overall grade is given under this framework"),
    ],
)
def test_each_framework_s_rule_is_told_on_page_one_of_its_self_evaluation(framework, given, says):
    made = view(whole(framework, grades(framework, **given)))
    assert says in " ".join(made.whole)
    assert says not in " ".join(view(whole(framework, grades(framework))).whole) or framework == "ilacs-2026"
    assert not any("makes the whole" in words for words in made.whole) or "makes the whole" in says


def test_the_heading_counts_what_does_not_fit_and_never_says_all_is_well_where_nobody_looked():
    found = self_evaluated(whole(), FRAMEWORKS["ilacs-2026"], *evidence(), NIGHT, 31)
    assert len(found.contradictions) == 6 and view().heading == "Self-evaluation: six points do not fit tonight's evidence"
    poor = dict.fromkeys(("IL-LEAD", "IL-HP", "IL-CIC", "IL-CL"), "Inadequate")
    nothing = "Self-evaluation: nothing found that does not fit tonight's evidence, in"
    assert view(whole(grades=poor)).heading == f"{nothing} four of four judgements"
    assert view(whole(grades={**poor, "IL-CL": ""})).heading == f"{nothing} three of four judgements"
    unlooked = "Self-evaluation: no grade is given that tonight's evidence could be laid beside"
    assert view(whole(grades=dict.fromkeys(poor, ""))).heading == view(whole("ilacs-2018", {"IL-CICCL": "Good"})).heading == unlooked


def test_the_marking_stands_once_as_text_for_who_hears_the_page_and_at_its_top_and_bottom():
    made = view()
    assert self_evaluation.render_html(made).split("<body>")[1].count(made.marking) == 1
    css = self_evaluation.draw("inspection/self_evaluation.css.j2", view=made, palette=self_evaluation.COLOURS)
    assert '@top-center{content:"OFFICIAL' in css and '@bottom-center{content:"OFFICIAL' in css


def test_what_is_not_written_is_said_to_be_and_what_is_written_is_escaped():
    text = self_evaluation.render_html(view(whole(IL_HP={"what_next": " ", "strengths": ("<b>bold</b>", "two", "three"), "worries": ()})))
    assert text.count(self_evaluation.NOT_WRITTEN) == 2
    assert "&lt;b&gt;bold" in text and "<b>bold" not in text


@pytest.mark.parametrize(("day", "number"), [(dt.date(2026, 3, 31), 3), (dt.date(2026, 4, 1), 2)])
def test_a_worry_is_printed_with_the_outcome_s_number_on_the_day_it_stood(day, number):
    worries = ({"says": "Strategy discussions are late.", "outcome": "safety"}, "Plans drift.", "Audits wait.")
    text = self_evaluation.render_html(view(whole(IL_HP={"worries": worries, "on": day})))
    said = f"National Framework outcome {number}: Children and young people are safe in and outside of their home."
    assert f'<li>Strategy discussions are late. <span class="under">{said}</span></li>' in text
    assert "<li>Plans drift.</li>" in text and text.count("National Framework") == 1


def test_on_paper_it_passes_the_checker_and_each_judgement_begins_a_page():
    made = self_evaluation.render_pdf(view())
    assert page.is_pdf_compliant_bytes(made, profile="ua1")
    assert len(pikepdf.open(io.BytesIO(made)).pages) >= 5
    assert made == self_evaluation.render_pdf(view())


@pytest.mark.parametrize("written", [None, whole(), whole("ilacs-2023")])
def test_a_night_writes_it_where_there_is_one(monkeypatch, written):
    monkeypatch.setattr(self_evaluation, "render_pdf", lambda view: b"%PDF")
    readiness, measures = evidence()
    settings = SimpleNamespace(
        self_evaluation=written,
        plan=None,
        frameworks=tuple(FRAMEWORKS.values()),
        readiness=RULES,
        national_framework=NATIONAL,
        service=SimpleNamespace(council=Council(name="A")),
    )
    night = SimpleNamespace(settings=settings, readiness=readiness, measures=measures, request=SimpleNamespace(as_at=NIGHT))
    monkeypatch.setattr(papers, "worklist_facts", lambda night, facts: SimpleNamespace(lists_allowed=False))
    found = {paper.name: paper for paper in papers._others(night, "2026-11-24-1a2b3c4d", None)}
    assert ("the self-evaluation" in found) is (written is not None)
    if written:
        made = {path: draw(*given) for path, (draw, given) in found["the self-evaluation"].files().items()}
        assert sorted(made) == ["leadership/self_evaluation.html", "leadership/self_evaluation.pdf"]
        text = made["leadership/self_evaluation.html"]
        assert FRAMEWORKS[written.framework].title in text
        assert (">Final<" in text) == (written.framework == readiness.framework)
