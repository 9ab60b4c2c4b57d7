"""docs/reference/limiting.md: each framework's limiting rule as it is applied, and the rule tried on inspections that took place."""

from __future__ import annotations

from collections.abc import Sequence

from fscp_readiness.settings.frameworks import Framework

from . import sentences
from .precedents import Tried

SOURCE = (
    "Ofsted, local authority inspection outcomes as at 31 March 2025, published on 25 September 2025 (ILACS inspection history). "
    "Contains public sector information licensed under the Open Government Licence v3.0."
)


def limiting_page(frameworks: Sequence[Framework], found: Sequence[Tried]) -> str:
    """The page as Markdown. ``found``: every inspection tried under the framework of its day."""
    lines = [
        "<!-- Made from config/frameworks/ and docs/explanation/ by `make docs`. Change those, not this page. -->",
        "",
        "# What limits the whole",
        "",
        "A framework's limiting rule is data in its own file, and is applied to grades that somebody gave: an inspection's, or the",
        "service's own. It never works out a grade. Where no limiting judgement is poor enough, nothing is said of the whole.",
    ]
    for framework in frameworks:
        lines += ["", f"## {framework.title}", "", *_rule(framework)]
    return "\n".join([*lines, "", *_trial(found)]) + "\n"


def _rule(framework: Framework) -> list[str]:
    rule = framework.limiting
    limits = [f"{each.short} (`{each.key}`)" for each in framework.judgements if each.limits]
    lines = [f"- In words: {framework.limiting_rule}", f"- Grades, best first: {', '.join(rule.grades)}."]
    if framework.overall:
        lines.append(f"- {sentences.listed(limits)}: any one of them {rule.at} makes the whole {rule.makes}.")
    lines += [f"- Only a warning: {each.says}" for each in rule.warnings]
    lines += [f"- Beside it: {each.says}." for each in rule.conditions]
    return lines


def _trial(found: Sequence[Tried]) -> list[str]:
    overall = [each for each in found if each.inspection.overall == each.framework.limiting.makes]
    said = [each for each in overall if each.said.overall]
    missed, wrong = [each.name for each in found if each.missed], [each.name for each in found if each.wrong]
    lines = ["## Tried on inspections that took place", "", SOURCE, ""]
    lines.append(f"- {len(found):,} inspections, each under the framework in force on its first day; {len(overall)} were inadequate.")
    lines.append(f"- The rule says so for {len(said)} of them. It does not for: {sentences.listed(missed) or 'none'}.")
    lines.append(f"- It says so of an inspection that ended otherwise: {sentences.listed(wrong) or 'never'}.")
    lines.append(f"- A warning, and no more, for: {sentences.listed([each.name for each in found if each.said.warnings]) or 'none'}.")
    return lines
