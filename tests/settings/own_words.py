"""A self-evaluation that is whole: made-up words, three questions, three strengths, three worries and a grade for each judgement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from fscp_readiness.settings.self_evaluation import OwnJudgement, SelfEvaluation, Signature

NIGHT = dt.date(2026, 11, 24)
KEYS = ("IL-LEAD", "IL-HP", "IL-CIC", "IL-CL")


def one(key: str, grade: str = "Good", **changes: object) -> OwnJudgement:
    whole: dict[str, object] = {
        "key": key,
        "what_do_we_know": "Visits are made and written up.",
        "how_do_we_know": "From audits and from the figures.",
        "what_next": "Supervision that moves plans on.",
        "strengths": ("A first strength", "A second strength", "A third strength"),
        "worries": ("A first worry", "A second worry", "A third worry"),
        "grade": grade,
        "by": "the Assistant Director",
        "on": NIGHT - dt.timedelta(days=6),
    }
    return OwnJudgement.model_validate(whole | changes)


def whole(
    framework: str = "ilacs-2026",
    grades: Mapping[str, str] | None = None,
    signed_on: dt.date | None = NIGHT - dt.timedelta(days=4),
    **changes: Mapping[str, object],
) -> SelfEvaluation:
    """``changes``: key with a low line for its hyphen -> what differs in that judgement."""
    given = grades or dict.fromkeys(KEYS, "Good")
    return SelfEvaluation(
        framework=framework,
        signed=Signature(by="the Director of Children's Services", on=signed_on) if signed_on else None,
        judgements=tuple(one(key, **{"grade": grade, **changes.get(key.replace("-", "_"), {})}) for key, grade in given.items()),
    )
