"""The improvement plan on one page: overdue first, every figure with its cases, and into a night's pack where there is a plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from types import SimpleNamespace

import page
import pikepdf
import pytest

from fscp_readiness.measures.plan import WRITTEN, Counted, Progress, Standing
from fscp_readiness.night import papers
from fscp_readiness.packs.leadership import board, plan
from fscp_readiness.settings.national_framework import NationalFramework
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.plan import Action, Plan
from fscp_readiness.settings.service import Council
from fscp_readiness.standards import discover
from tests.packs.leadership.nights import AS_AT, a_night

NATIONAL = NationalFramework.load(CONFIG / "national_framework.toml")
BEFORE, DAY = dt.date(2026, 9, 1), dt.timedelta(days=1)


def action(name, by_when=AS_AT + 60 * DAY, said_on=BEFORE, code="CPV-01", counting="live", **bound):
    asked = {"inspection": "Ofsted, 25 November 2025", "recommendation": 11} if name[0] == "R" else {"comes_from": "the service itself"}
    what = "Children on plans are visited in time in every team, and the visit is written up."
    words = {"id": name, "what": what, "owner": "Head of Safeguarding", "said_by": "Ann Example, Assistant Director"}
    success = {"code": code, "counting": counting, **(bound or {"at_least": "95%"})}
    return Action.model_validate(words | asked | {"by_when": by_when, "said_on": said_on, "success": success})


def share(met, in_scope, unknown=0, as_at=AS_AT):
    return Counted(as_at, in_scope, met, unknown, met / in_scope, "percent")


def row(name, now, then, points=None, standing=Standing.NOT_REACHED, overdue=False, days=60, **more):
    bound = more.pop("bound", {})
    given = {"duty": "", "unknown": "", "then_unknown": ""} | more
    return Progress(
        action(name, by_when=AS_AT + days * DAY, **bound), "Visits in time", tonight=now, then=then, points=points, standing=standing,
        overdue=overdue, days=days, **given,
    )  # fmt: skip


CRASHED, CHANGED = "could not be asked: its check failed", "not known: the standard has changed since"
EVERY = (
    row("R11", share(287, 320, 3), share(250, 312, as_at=BEFORE), 9.6, overdue=True, days=-9),
    row("S2", None, share(250, 312, as_at=BEFORE), standing=Standing.CANNOT_TELL, overdue=True, days=-1, unknown=CRASHED),
    row("S3", share(6, 8, 1), share(3, 7, as_at=BEFORE), standing=Standing.TOO_FEW, days=0),
    row("R4", share(96, 100), None, standing=Standing.REACHED, days=1, then_unknown=CHANGED, duty="100%"),
    row("S5", Counted(AS_AT, 24, None, 0, 410.0, "days"), Counted(BEFORE, 22, None, 0, 422.5, "days"), -12.5, bound={"at_most": "400"}),
    row("S6", share(90, 100), None, days=70, then_unknown="written on this night"),
    row("S7", share(90, 100), share(90, 100, as_at=BEFORE), 0.0, days=80),
    row("S8", share(90, 100, 10), share(1_890, 2_000, as_at=BEFORE), -4.5, standing=Standing.CANNOT_TELL, days=90),
)  # fmt: skip


def view(found=EVERY, left_out=0):
    return plan.build(found, left_out, NATIONAL, AS_AT, "Aldermoor Council", "OFFICIAL-SENSITIVE: PERSONAL DATA", "2026-11-23-1a2b3c4d")


def test_every_figure_stands_with_its_cases_and_what_the_gaps_could_make_of_it():
    rows = {each.id: each for each in view().actions}
    assert (rows["R11"].then, rows["R11"].tonight) == ("250 of 312, 80.1% on 1 September 2026", "287 of 320, 89.7%")
    assert rows["R11"].notes == ("3 not recorded: at most 290, 90.6%",) and rows["R11"].moved == "Up 9.6 points"
    assert rows["S2"].tonight == "Could not be asked: its check failed." and rows["S2"].moved == "Not known"
    assert rows["R4"].then == "Not known: the standard has changed since." and rows["R4"].success.endswith("at least 95% (duty 100%)")
    assert rows["S5"].tonight == "410.0 days, 24 counted" and rows["S5"].moved == "Down 12.5 days"
    assert rows["S5"].success == "Visits in time (CPV-01, live): at most 400 days"
    assert (rows["S6"].moved, rows["S7"].moved) == ("Not yet", "Level")
    assert rows["S8"].moved == "Down 4.5 points"


def test_under_ten_cases_there_is_no_percentage_and_there_are_no_points():
    few = next(each for each in view().actions if each.id == "S3")
    assert (few.then, few.tonight, few.moved) == ("three of seven on 1 September 2026", "six of eight", "Too few cases for points")
    assert few.notes == ("1 not recorded: at most 7",) and few.standing.word == "Too few"


def test_overdue_is_said_in_a_word_and_the_day_beside_it():
    rows = {each.id: each for each in view().actions}
    assert [name for name, each in rows.items() if each.late] == ["R11", "S2"]
    assert [rows[name].due for name in ("R11", "S2", "S3", "R4")] == ["nine days ago", "one day ago", "tonight", "one day to go"]
    assert plan.render_html(view()).count("</i>Overdue</span>") == 2


def test_the_first_line_counts_the_actions():
    assert view().together == (
        "Eight actions: two overdue; one reached, four not reached, two that cannot be told and one with too few cases to say."
    )
    assert view(EVERY[3:4]).together == "One action: none overdue; one reached."
    assert view((), 2).together == "No action had been written by this night."
    assert view((), 2).left_out == "Two actions were written after this night and left out." and view().left_out == ""


@pytest.mark.parametrize(
    ("name", "inspected_on", "number"),
    [("R1", dt.date(2026, 3, 31), 3), ("R1", dt.date(2026, 4, 1), 2), ("S1", None, 2)],
    ids=["inspected in March", "inspected in April", "the service's own, of September"],
)
def test_an_outcome_has_the_number_of_the_day_it_belongs_to(name, inspected_on, number):
    tagged = action(name).model_copy(update={"outcome": "safety", "inspected_on": inspected_on})
    text = plan.render_html(view((Progress(tagged, "M", "", None, "x", None, "y", None, Standing.CANNOT_TELL, False, 1),)))
    assert f"National Framework outcome {number}: Children and young people are safe in and outside of their home." in text
    assert "National Framework" not in plan.render_html(view())


def test_who_closed_an_action_and_that_it_no_longer_holds_are_said():
    shut = {"closed_on": BEFORE, "closed_by": "Dee Example, Director", "closed_because": "Held for three months running"}
    base = row("S1", share(80, 100), None, days=-20)
    back = dataclasses.replace(base, action=base.action.model_copy(update=shut), closed=True)
    holds = dataclasses.replace(back, standing=Standing.REACHED)
    first, second = view((back, holds)).actions
    assert first.late == plan.FALLEN_BACK and second.late is None
    assert second.closed == "Closed by Dee Example, Director, 1 September 2026: Held for three months running."
    assert first.closed == f"{second.closed} Its success is not shown tonight."
    assert view((back, holds)).together == (
        "Two actions: none overdue; one reached and one not reached; two closed, of which one has fallen back."
    )
    assert first.closed in plan.render_html(view((back, holds)))


def test_on_a_phone_every_figure_stands_under_its_own_heading_and_the_table_is_still_a_table():
    text = plan.render_html(view())
    assert text.count('<span class="label" aria-hidden="true">Stands</span>') == len(EVERY)
    assert text.count('role="row"') == len(EVERY) + 1 and text.count('role="cell"') == 6 * len(EVERY)


def test_words_from_config_are_escaped():
    wrong = row("S1", share(9, 10), None).action.model_copy(update={"what": "<b>bold</b> words"})
    text = plan.render_html(view((Progress(wrong, "M", "", None, "x", None, "y", None, Standing.CANNOT_TELL, False, 1),)))
    assert "&lt;b&gt;bold" in text and "<b>bold" not in text


def test_on_paper_it_is_one_page_that_passes_the_checker():
    made = plan.render_pdf(view())
    assert page.is_pdf_compliant_bytes(made, profile="ua1")
    assert len(pikepdf.open(io.BytesIO(made)).pages) == 1
    assert made == plan.render_pdf(view())


@pytest.mark.parametrize("written", [None, Plan(actions=(action("R1", AS_AT - DAY), action("S2", said_on=AS_AT + DAY)))])
def test_a_night_writes_it_where_there_is_a_plan(monkeypatch, written):
    monkeypatch.setattr(plan, "render_pdf", lambda view: b"%PDF")
    settings = SimpleNamespace(
        plan=written, self_evaluation=None, national_framework=NATIONAL, service=SimpleNamespace(council=Council(name="A"))
    )
    kept = papers.pd.DataFrame(columns=list(WRITTEN)).astype(WRITTEN)
    night = SimpleNamespace(
        settings=settings,
        measures=a_night(slim=True).measures,
        written=kept,
        catalogue=discover(CHECKS),
        request=SimpleNamespace(as_at=AS_AT),
        asked_tables=SimpleNamespace(holds=lambda name: False),
    )
    monkeypatch.setattr(board, "render_pdf", lambda view: b"%PDF")
    monkeypatch.setattr(papers, "worklist_facts", lambda night, facts: SimpleNamespace(lists_allowed=False))
    found = {paper.name: paper for paper in papers._others(night, "2026-11-23-1a2b3c4d", a_night(slim=True))}
    name = "the improvement plan and the board's page"
    assert (name in found) is (written is not None)
    if written:
        made = {path: draw(*given) for path, (draw, given) in found[name].files().items()}
        assert sorted(made) == [f"leadership/{each}" for each in ("board.html", "board.pdf", "plan.html", "plan.pdf")]
        text = made["leadership/plan.html"]
        assert "One action: one overdue" in text and "One action was written after this night and left out." in text
