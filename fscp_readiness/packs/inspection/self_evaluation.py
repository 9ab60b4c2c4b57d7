"""The self-evaluation on paper: a page or two a judgement, the service's own words and grade, and what of tonight's evidence does not fit.

Whether it is final is not asked of whoever prints it: one that is unsigned, changed since, unfinished or too old is a draft, with why.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fscp_readiness.judgements import sentences
from fscp_readiness.judgements.self_evaluation import OwnView, SelfEvaluated
from fscp_readiness.packs import pdf
from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.leadership.tags import WORD, Tag
from fscp_readiness.packs.templates import draw
from fscp_readiness.settings.national_framework import NationalFramework

NOT_WRITTEN = "Not written yet."
FINAL, DRAFT = "Final", "Draft, not final"


@dataclass(frozen=True)
class JudgementPage:
    """One judgement, every word decided. ``grade``, ``says`` (with its ``tag``) and ``doubts`` are what the table of page one holds of it.

    points  heading -> each point with what it is of the National Framework, or blank
    """

    title: str
    short: str
    grade: str
    whose: str
    says: str
    tag: Tag | None
    because: tuple[str, ...]
    doubts: str
    contradictions: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class SelfEvaluationView:
    """The whole paper. ``state`` is Final or Draft; a draft has its reasons in ``not_final``."""

    council: str
    marking: str
    heading: str
    framework: str
    date_words: str
    created: str
    run_id: str
    state: str
    signed: str
    not_final: tuple[str, ...]
    whole: tuple[str, ...]
    judgements: tuple[JudgementPage, ...]

    @property
    def final(self) -> bool:
        """Does it print as final?"""
        return self.state == FINAL


def build(found: SelfEvaluated, national: NationalFramework, council: str, marking: str, run_id: str) -> SelfEvaluationView:
    """The paper of one self-evaluation.

    found     judgements.self_evaluation.self_evaluated: it alone decides whether this is final
    national  names and numbers of the outcomes that worries are about; the number is that of the day on which the words stood
    """
    return SelfEvaluationView(
        council=council,
        marking=marking,
        heading=_heading(found),
        framework=found.framework_title,
        date_words=_day(found.as_at),
        created=found.as_at.isoformat(),
        run_id=run_id,
        state=FINAL if found.final else DRAFT,
        signed=found.signed,
        not_final=found.not_final,
        whole=(found.whole, *found.limited.warnings, *found.limited.conditions),
        judgements=tuple(_judgement(each, national) for each in found.judgements),
    )


def _heading(found: SelfEvaluated) -> str:
    """How much of tonight's evidence does not fit, and in how many judgements anybody could look."""
    looked = sum(1 for each in found.judgements if each.grade and each.word)
    of = sentences.of(looked, len(found.judgements))
    many = len(found.contradictions)
    if many:
        return f"Self-evaluation: {sentences.counted(many, 'point does', 'points do')} not fit tonight's evidence"
    if not looked:
        return "Self-evaluation: no grade is given that tonight's evidence could be laid beside"
    return f"Self-evaluation: nothing found that does not fit tonight's evidence, in {of} judgements"


def _judgement(own: OwnView, national: NationalFramework) -> JudgementPage:
    written = own.written
    questions = (
        ("What do we know about the quality and impact of practice?", written.what_do_we_know if written else ""),
        ("How do we know?", written.how_do_we_know if written else ""),
        ("What next?", written.what_next if written else ""),
    )
    strengths = tuple((says, "") for says in written.strengths) if written else ()
    worries = tuple((each.says, national.words(each.outcome, written.on)) for each in written.worries) if written else ()
    points = (("Strengths", strengths), ("Worries", worries))
    return JudgementPage(
        title=own.title,
        short=own.short,
        grade=f"{own.grade} ({written.by}, {_day(written.on)})" if own.grade and written and written.on else "none given",
        whose=own.whose,
        says=str(own.word) if own.word else "Judged under another framework",
        tag=WORD[own.word] if own.word else None,
        because=own.because,
        doubts=_doubts(own),
        contradictions=own.contradictions,
        answers=tuple((question, text.strip() or NOT_WRITTEN) for question, text in questions),
        points=tuple((heading, tuple(each for each in texts if each[0].strip()) or ((NOT_WRITTEN, ""),)) for heading, texts in points),
    )


def _doubts(own: OwnView) -> str:
    """ "three, below", "nothing found"; without a grade, or evidence to lay it beside, nobody looked."""
    if own.contradictions:
        return f"{sentences.number(len(own.contradictions))}, below"
    return "nothing found" if own.grade and own.word else "not looked for"


def render_html(view: SelfEvaluationView) -> str:
    """The paper for a screen: one file that fetches nothing."""
    return draw("inspection/self_evaluation.html.j2", view=view, palette=COLOURS, paper=False)


def render_pdf(view: SelfEvaluationView) -> bytes:
    """The paper as PDF/UA-1. Raises pdf.RenderError where a part of it cannot be drawn."""
    css = draw("inspection/self_evaluation.css.j2", view=view, palette=COLOURS)
    return pdf.render(draw("inspection/self_evaluation.html.j2", view=view, palette=COLOURS, paper=True), css, identifier=view.run_id)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
