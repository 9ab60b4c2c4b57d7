"""The headline: the worst fact about children first, built by rule. Never a share of judgements, never a cause, never reassurance.

Every number in it is a count of children or records that stands elsewhere in the pack; ``facts`` says which, in the order they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from fscp_readiness.settings.readiness import Condition
from fscp_readiness.settings.readiness import Readiness as Rules
from fscp_readiness.standards import Catalogue
from fscp_readiness.vocabulary import Answered, Status

from . import sentences
from .judged import CoreMeasure, Headline, Judged

MORE = 2
"""How many further facts the standfirst carries."""


@dataclass(frozen=True)
class Fact:
    """One sentence and the counts in it, in reading order, named."""

    sentence: str
    counts: tuple[tuple[str, int], ...]


def build(
    judged: tuple[Judged, ...],
    laid: pd.DataFrame,
    told: Mapping[int, tuple[str, str]],
    catalogue: Catalogue,
    rules: Rules,
) -> Headline:
    """The headline of one night.

    judged  every judgement of the framework
    laid    breaches by child, condition and group (judging.laid_to_groups)
    told    what became of each condition: state and why
    """
    children = child_facts(laid, rules)
    measures = [measure_fact(measure, catalogue, rules) for measure in worst_first(judged, rules)]
    checked = conditions_checked(told, rules)
    if children:
        facts = children[: 1 + MORE]
        together = all_children(laid) if len(children) > 1 else None
        return _headline([*facts, together] if together else facts)
    if measures:
        return _headline([measures[0], checked, *measures[1:MORE]])
    return _headline([checked, *_rest(judged)])


def _headline(facts: list[Fact]) -> Headline:
    return Headline(
        sentence=facts[0].sentence.rstrip("."),
        standfirst=" ".join(fact.sentence for fact in facts[1:]),
        facts=tuple(count for fact in facts for count in fact.counts),
    )


def child_facts(laid: pd.DataFrame, rules: Rules) -> list[Fact]:
    """Every condition that a child meets, in danger order, each as one sentence (or one per group where the words differ)."""
    facts = []
    for number in rules.headline.conditions:
        condition = rules.zero_tolerance.condition(number)
        mine = laid[laid["condition"].eq(number)]
        if mine.empty:
            continue
        for group, rows in _as_told(condition, mine):
            clause = condition.clause(group)
            children, hidden = rows["child_id"].nunique(), rows[rows["restricted"]]["child_id"].nunique()
            name = f"condition {number}" + ("" if group == "any" else f", {group}")
            counts = ((name, children),) + (((f"{name}, restricted", hidden),) if hidden else ())
            words = f"{sentences.counted(children, 'child', 'children')} {clause.one if children == 1 else clause.many}"
            facts.append(Fact(sentences.sentence(f"{words}{sentences.restricted(hidden)}"), counts))
    return facts


def _as_told(condition: Condition, rows: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """By group where each group has words of its own, or all the children are of one that has; else together."""
    groups = [group for group in (*condition.belongs_to, "any") if group in set(rows["told_as"])]
    own = all(group != "any" and group in condition.says for group in groups)
    if own and (len(groups) == 1 or all(group in condition.says for group in condition.belongs_to)):
        return [(group, rows[rows["told_as"].eq(group)]) for group in groups]
    return [("any", rows)]


def all_children(laid: pd.DataFrame) -> Fact:
    """How many different children there are, each counted once."""
    number = int(laid["child_id"].nunique())
    meet = "meets" if number == 1 else "meet"
    words = f"{sentences.counted(number, 'child', 'children')} in all {meet} a condition that decides the word, each counted once"
    return Fact(sentences.sentence(words), (("children", number),))


def conditions_checked(told: Mapping[int, tuple[str, str]], rules: Rules) -> Fact:
    """That no child meets a condition, said only of the conditions that were checked."""
    total = len(rules.zero_tolerance.conditions)
    checked = sum(told.get(condition.number, ("", ""))[0] == str(Answered.ASKED) for condition in rules.zero_tolerance.conditions)
    left = total - checked
    if not checked:
        return Fact(
            f"None of the {sentences.number(total)} conditions that decide the word could be checked.",
            (("conditions checked", 0), ("conditions", total)),
        )
    if not left:
        return Fact(f"No child meets any of the {sentences.number(total)} conditions that decide the word.", (("conditions", total),))
    which = "the one condition" if checked == 1 else f"any of the {sentences.number(checked)} conditions"
    return Fact(
        f"No child meets {which} that could be checked; {sentences.number(left)} could not be.",
        (("conditions checked", checked), ("conditions not checked", left)),
    )


def worst_first(judged: Iterable[Judged], rules: Rules) -> list[CoreMeasure]:
    """Core measures with something missed or unknown, worst first.

    Off target, cannot tell, too few for a verdict, close; within each, by the judgement's place in the headline's order, then how far
    what could be is below the floor. A measure that is core to two judgements stands once.
    """
    place: dict[str, int] = {letters: at for at, letters in enumerate(rules.headline.judgements)}
    rank = {Status.OFF_TARGET: 0, Status.CANNOT_TELL: 1, Status.TOO_FEW: 2, Status.CLOSE: 3}
    found: dict[tuple[str, str], tuple[tuple[int, int, float, str], CoreMeasure]] = {}
    for each in judged:
        for measure in each.core:
            if measure.status in rank and (measure.not_met or 0) + (measure.not_recorded or 0):
                shortfall = (measure.floor or 0.0) - (measure.high or 0.0)
                key = (rank[measure.status], place.get(each.letters, len(place)), -shortfall, measure.code)
                found.setdefault((measure.code, str(measure.counting)), (key, measure))
    return [measure for _, measure in sorted(found.values(), key=lambda pair: pair[0])]


def measure_fact(measure: CoreMeasure, catalogue: Catalogue, rules: Rules) -> Fact:
    """A core measure as counts of its own records: what was missed, or, where that cannot be told, what is not recorded."""
    missed, unknown, scope = measure.not_met or 0, measure.not_recorded or 0, measure.in_scope or 0
    words = rules.headline.measures.get(measure.code)
    things, thing = (words.things, words.thing) if words else ("records", "record")
    about_unknown = measure.status is Status.CANNOT_TELL or not missed
    number, name = (unknown, "not recorded") if about_unknown else (missed, "not met")
    counts: tuple[tuple[str, int], ...] = (
        (f"{measure.code} {measure.counting}, {name}", number),
        (f"{measure.code} {measure.counting}, in scope", scope),
    )
    which = f"the one {thing}" if scope == 1 else f"{sentences.of(number, scope)} {things}"
    if scope == 1:
        counts = counts[1:]
    if about_unknown:
        told = f"for {which} the record does not say: {measure.name[:1].lower()}{measure.name[1:]}"
    elif words:
        standard = catalogue[measure.code] if measure.code in catalogue else None
        clock = sentences.clock(standard.about.clock if standard else None)
        told = f"{which} {(words.one if number == 1 else words.many).format(clock=clock)}"
    else:
        told = f"{which} {'does' if number == 1 else 'do'} not meet {measure.code}: {measure.name[:1].lower()}{measure.name[1:]}"
    if measure.restricted:
        name = f"{measure.code} {measure.counting}"
        if scope > 1:
            counts += ((f"{name}, restricted", measure.restricted), (f"{name}, in scope", scope))
        told += sentences.restricted_among(measure.restricted, scope)
    return Fact(sentences.sentence(told), counts)


def _rest(judged: tuple[Judged, ...]) -> list[Fact]:
    """What else is so on a night when nothing is missed: what could not be asked, and nothing more than that."""
    every = {(measure.code, measure.counting): measure for each in judged for measure in each.core}
    unasked = [measure for measure in every.values() if measure.status in (Status.NOT_ASSESSABLE, Status.CRASHED)]
    few = [measure for measure in every.values() if measure.status is Status.NO_CASES]
    facts = []
    if unasked:
        counts = (("core measures not asked", len(unasked)), ("core measures", len(every)))
        facts.append(
            Fact(sentences.sentence(f"{sentences.of(len(unasked), len(every))} core measures could not be asked of this source"), counts)
        )
    elif few:
        counts = (("core measures without cases", len(few)), ("core measures", len(every)))
        facts.append(Fact(sentences.sentence(f"{sentences.of(len(few), len(every))} core measures had no cases"), counts))
    return facts
