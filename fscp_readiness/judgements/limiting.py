"""A framework's limiting rule applied to grades that somebody gave: an inspection's, or the service's own. It never works out a grade.

The rule is data (settings/limiting.py, config/frameworks/). Where no judgement that limits the whole is poor enough, the rule says nothing
of the whole: nothing here fills that gap.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fscp_readiness.settings.frameworks import Framework, Judgement
from fscp_readiness.settings.limiting import Condition, Limiting, Warned

from . import sentences


class GradeProblem(ValueError):
    """A grade that cannot be read under this framework. The message says which and what may be written."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code = code


@dataclass(frozen=True)
class Limited:
    """What the limiting rule says of one set of grades.

    grades      (judgement's key, the grade given, or None), in the framework's order
    overall     the grade that the rule makes the whole, or None where the rule does not decide
    because     one sentence: what decided, or why nothing is decided
    limiting    keys of the judgements that limit the whole
    ungraded    keys of the judgements without a grade
    warnings    sentences that change nothing
    conditions  sentences: what else hangs on these grades, and whether it is met
    """

    framework: str
    grades: tuple[tuple[str, str | None], ...]
    overall: str | None
    because: str
    limiting: tuple[str, ...] = ()
    ungraded: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


def limited(framework: Framework, grades: Mapping[str, str]) -> Limited:
    """Apply a framework's limiting rule to a set of grades.

    grades  judgement's key, or a name that it answers to -> the grade in the framework's words; blank or left out: none was given
    Raises GradeProblem FRM-01 for a judgement that the framework has not, FRM-02 for a word that is no grade of it, FRM-03 for two
    different grades of one judgement.
    """
    rule, given = framework.limiting, _given(framework, grades)
    held = {judgement.key: judgement for judgement in framework.judgements}
    limiting = tuple(key for key, judgement in held.items() if judgement.limits and key in given and rule.poor(given[key], rule.at))
    return Limited(
        framework=framework.name,
        grades=tuple((key, given.get(key)) for key in held),
        overall=rule.makes if limiting else None,
        because=_because(framework, given, tuple(held[key] for key in limiting)),
        limiting=limiting,
        ungraded=tuple(key for key in held if key not in given),
        warnings=tuple(each.says for each in rule.warnings if _warned(each, rule, given, limits=bool(limiting))),
        conditions=tuple(_condition(each, rule, given) for each in rule.conditions),
    )


def _given(framework: Framework, grades: Mapping[str, str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for name, written in grades.items():
        judgement = next((each for each in framework.judgements if name in each.names), None)
        if judgement is None:
            known = sentences.listed([each.key for each in framework.judgements])
            raise GradeProblem(f"{framework.title} has no judgement {name!r}. Write one of {known}.", "FRM-01")
        if not written.strip():
            continue
        grade = framework.limiting.grade(written)
        if grade is None:
            may = sentences.listed(framework.limiting.grades)
            raise GradeProblem(f"{written!r} ({name}) is no grade of {framework.title}. Write one of {may}.", "FRM-02")
        if given.setdefault(judgement.key, grade) != grade:
            raise GradeProblem(f"{framework.title} has one grade for {judgement.key}, and two different ones were given.", "FRM-03")
    return given


def _because(framework: Framework, given: Mapping[str, str], limiting: tuple[Judgement, ...]) -> str:
    rule = framework.limiting
    if not framework.overall:
        return "No overall grade is given under this framework: the judgements stand side by side."
    if limiting:
        named = sentences.listed([each.short.lower() for each in limiting])
        graded = sentences.listed(sorted({given[each.key] for each in limiting}, key=rule.grades.index))
        if len(limiting) == 1:
            return f"The grade of {named} is {graded}, which makes the whole {rule.makes}."
        return f"The grades of {named} are {graded}, and any one of them makes the whole {rule.makes}."
    blank = [each.short.lower() for each in framework.judgements if each.limits and each.key not in given]
    if blank:
        return f"There is no grade for {sentences.listed(blank)}, so the limiting rule cannot be applied in full."
    return f"No judgement that limits the whole is graded {rule.at}, so the limiting rule does not decide; no overall grade is worked out."


def _warned(warning: Warned, rule: Limiting, given: Mapping[str, str], *, limits: bool) -> bool:
    poor = any(key in given and rule.poor(given[key], warning.at) for key in warning.any_of)
    if not poor or (warning.alone and limits):
        return False
    return not warning.beside or (warning.beside in given and rule.good(given[warning.beside], warning.beside_from))


def _condition(condition: Condition, rule: Limiting, given: Mapping[str, str]) -> str:
    """ "...: met", "...: not met", or "...: not known, for not every grade was given" where the blanks could decide it."""
    good = {key for key, grade in given.items() if rule.good(grade, condition.at_least)}
    blank = {key for key in (*condition.all_of, *condition.some_of) if key not in given}
    met, could = (
        all(key in found for key in condition.all_of) and sum(key in found for key in condition.some_of) >= condition.how_many
        for found in (good, good | blank)
    )
    word = "met by these grades" if met else "not known, for not every grade was given" if could else "not met by these grades"
    return f"{condition.says}: {word}."
