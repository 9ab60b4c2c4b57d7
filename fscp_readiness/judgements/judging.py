"""Laying measures under a framework's judgements: a word each, with its reasons, and two answers kept apart. Never a grade.

*Can we show it?* is about the record; *is it happening?* is about practice. A judgement may be strong on one and weak on the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from fscp_readiness.settings.frameworks import Core, Framework, Judgement
from fscp_readiness.settings.readiness import Readiness as Rules
from fscp_readiness.standards import Catalogue, Standard
from fscp_readiness.vocabulary import Answered, Status, Word

from . import headline, sentences
from .deciding import UNASKED, Evidence, Gate, OtherMeasure, all_else_held, decide, lower_first
from .gates import Gates, annex_a_gate, evidence_gates
from .judged import CoreMeasure, Judged, Readiness, ZeroToleranceCount

NOT_YET_CHECKED = "not_yet_checked"
NOT_BUILT = "This standard is not asked yet."
GROUPS = ("on_plan", "in_care", "care_leaver")
_WORST_FIRST = (Word.NOT_READY, Word.CANNOT_SAY, Word.GAPS_TO_CLOSE, Word.EVIDENCE_READY)


def judge(
    measures: pd.DataFrame,
    catalogue: Catalogue,
    framework: Framework,
    rules: Rules,
    zero_tolerance: pd.DataFrame,
    conditions: pd.DataFrame,
    children: pd.DataFrame,
    as_at: dt.date,
    *,
    states: pd.DataFrame | None = None,
    gates: Gates | None = None,
) -> Readiness:
    """Judge one night under one framework.

    measures        measures.MEASURES (scope all is what is read)
    zero_tolerance  findings.frames.ZERO_TOLERANCE: one row per child and condition, restricted ones too
    conditions      findings.frames.CONDITIONS: what became of each condition; one not named there is not yet checked
    children        findings.frames.CHILDREN: who is on a plan, in care or a care leaver
    states          findings.frames.STATES, for the sentences of what could not be asked
    gates           what else is known tonight; None: nothing, so nothing can be Evidence ready
    """
    known = gates or Gates()
    whole = {
        (str(row["code"]), str(row["counting"])): {str(name): value for name, value in row.items()}
        for row in measures[measures["scope"].eq("all")].to_dict("records")
    }
    whys = (
        {} if states is None else {(str(c), str(k)): str(b) for c, k, b in states[["code", "counting", "because"]].itertuples(index=False)}
    )
    laid = laid_to_groups(zero_tolerance, children, rules)
    told = _told(conditions)
    judged = tuple(
        _one(judgement, framework, whole, whys, catalogue, rules, laid, told, known, as_at) for judgement in framework.judgements
    )
    overall, overall_because = _overall(framework, judged)
    return Readiness(
        framework=framework.name,
        framework_title=framework.title,
        judgements=judged,
        overall=overall,
        overall_because=overall_because,
        headline=headline.build(judged, laid, told, catalogue, rules),
        not_yet_checked=_not_yet_checked(framework, known, rules, told, as_at),
        rules=_rules(rules),
        zero_tolerance=tuple(count_of(condition.number, laid, told, rules, "any") for condition in rules.zero_tolerance.conditions),
    )


def laid_to_groups(zero_tolerance: pd.DataFrame, children: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Each breach with the groups of children it is laid to: one row per child, condition and group.

    A child on a plan and in care is in both; one in none of a condition's groups is ``other``, or in its first where it has no ``other``.
    ``told_as`` is the group where the child is known to be in it, else ``any``: a sentence says no more of a child than is known.
    """
    flags = children.drop_duplicates("child_id").set_index("child_id")[list(GROUPS)].astype("boolean").fillna(False).astype(bool)
    belongs = {condition.number: condition.belongs_to for condition in rules.zero_tolerance.conditions}
    rows = []
    for row in zero_tolerance.to_dict("records"):
        number, child = int(row["condition"]), row["child_id"]
        mine = belongs[number]
        groups = [group for group in GROUPS if group in mine and child in flags.index and bool(flags.at[child, group])]
        for group in groups or ["other" if "other" in mine else mine[0]]:
            known = group in groups or group == "other"
            rows.append(
                {
                    "condition": number,
                    "child_id": child,
                    "group": group,
                    "told_as": group if known else "any",
                    "older_than_five": row["older_than_five"] is True or bool(pd.notna(row["older_than_five"]) and row["older_than_five"]),
                    "restricted": bool(pd.notna(row["restricted"]) and row["restricted"]),
                }
            )
    kinds = {
        "condition": "int64",
        "child_id": "string",
        "group": "string",
        "told_as": "string",
        "older_than_five": "bool",
        "restricted": "bool",
    }
    return pd.DataFrame(rows, columns=list(kinds)).astype(kinds)


def _told(conditions: pd.DataFrame) -> dict[int, tuple[str, str]]:
    return {
        int(row["condition"]): (str(row["state"]), "" if pd.isna(row["because"]) else str(row["because"]))
        for row in conditions.to_dict("records")
    }


def _one(
    judgement: Judgement,
    framework: Framework,
    whole: Mapping[tuple[str, str], Mapping[str, object]],
    whys: Mapping[tuple[str, str], str],
    catalogue: Catalogue,
    rules: Rules,
    laid: pd.DataFrame,
    told: Mapping[int, tuple[str, str]],
    known: Gates,
    as_at: dt.date,
) -> Judged:
    mine = [
        standard
        for standard in catalogue
        if judgement.key in framework.keys_for(standard.code, standard.theme, standard.about.judgements, is_rule=standard.is_rule)
    ]
    practice = [standard for standard in mine if not standard.is_rule]
    core = tuple(core_measure(each, whole, whys, catalogue, rules) for each in judgement.core)
    chosen = {(each.code, str(each.counting)) for each in judgement.core}
    others = tuple(
        OtherMeasure(standard.code, standard.about.name, str(counting), Status(str(whole[standard.code, str(counting)]["status"])))
        for standard in practice
        for counting in standard.about.counting
        if (standard.code, str(counting)) not in chosen and (standard.code, str(counting)) in whole
    )
    zero = zero_tolerance_counts(judgement, laid, told, rules)
    evidence = Evidence(
        core=core,
        others=others,
        zero_tolerance=zero,
        annex_a=annex_a_gate(judgement.key, known),
        gates=evidence_gates(judgement.key, known, rules, practice, as_at),
        nights=known.nights.get(judgement.key),
        starred_held_nights=known.starred_held_nights,
        leadership=judgement.leadership,
    )
    word, because = decide(evidence, rules)
    hidden = _counting_here(judgement, laid)
    return Judged(
        key=judgement.key,
        title=judgement.title,
        short=judgement.short,
        letters=judgement.letters,
        kind=judgement.kind,
        word=word,
        because=because,
        core=core,
        zero_tolerance=zero,
        can_we_show_it=can_we_show_it(core, rules),
        is_it_happening=is_it_happening(core, zero),
        codes=tuple(standard.code for standard in practice),
        restricted=int(hidden[hidden["restricted"]]["child_id"].nunique()),
        number=judgement.number,
        limits=judgement.limits,
        all_else_held=all_else_held(evidence, rules),
    )


def core_measure(
    core: Core,
    whole: Mapping[tuple[str, str], Mapping[str, object]],
    whys: Mapping[tuple[str, str], str],
    catalogue: Catalogue,
    rules: Rules,
) -> CoreMeasure:
    """A core measure as counted tonight; one whose standard is not built, or not asked tonight, is not assessable."""
    standard: Standard | None = catalogue[core.code] if core.code in catalogue else None
    row = whole.get((core.code, str(core.counting)), {})
    words = rules.headline.measures.get(core.code)
    return CoreMeasure(
        code=core.code,
        name=standard.about.name if standard else core.code,
        counting=core.counting,
        status=Status(str(row["status"])) if row else Status.NOT_ASSESSABLE,
        in_scope=_whole_number(row.get("in_scope")),
        met=_whole_number(row.get("met")),
        not_met=_whole_number(row.get("not_met")),
        not_recorded=_whole_number(row.get("not_recorded")),
        restricted=_whole_number(row.get("restricted")) or 0,
        low=_share(row.get("low")),
        high=_share(row.get("high")),
        target=_share(row.get("target")),
        floor=_share(row.get("floor")),
        duty=standard.about.duty if standard else "",
        things=words.things if words else "records",
        why=whys.get((core.code, str(core.counting)), "") if row else NOT_BUILT,
    )


def _whole_number(value: object) -> int | None:
    return None if value is None or pd.isna(value) else int(value)  # type: ignore[call-overload]


def _share(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[call-overload,arg-type]


def _counting_here(judgement: Judgement, laid: pd.DataFrame) -> pd.DataFrame:
    """The breaches that count in a judgement: its own children's, and in leadership every one older than five working days."""
    return laid[laid["older_than_five"]] if judgement.leadership else laid[laid["group"].isin(list(judgement.children))]


def zero_tolerance_counts(
    judgement: Judgement, laid: pd.DataFrame, told: Mapping[int, tuple[str, str]], rules: Rules
) -> tuple[ZeroToleranceCount, ...]:
    """How many children meet each condition that counts in a judgement, restricted ones in the count, or why it is not known."""
    counts = []
    here = _counting_here(judgement, laid)
    for condition in rules.in_danger_order:
        groups = [group for group in condition.belongs_to if group in judgement.children]
        if judgement.leadership or groups:
            plain = len(groups) == 1 and not judgement.leadership
            counts.append(count_of(condition.number, here, told, rules, groups[0] if plain else "any"))
    return tuple(counts)


def count_of(number: int, laid: pd.DataFrame, told: Mapping[int, tuple[str, str]], rules: Rules, told_as: str) -> ZeroToleranceCount:
    """How many children of ``laid`` meet one condition, told as of ``told_as`` where every one of them is; None where it was not asked."""
    condition = rules.zero_tolerance.condition(number)
    state, because = told.get(number, (NOT_YET_CHECKED, "nothing checks this yet"))
    rows = laid[laid["condition"].eq(number)].drop_duplicates("child_id")
    asked = state in (str(Answered.ASKED), str(Answered.HELD))
    clause = condition.clause(told_as if rows["told_as"].eq(told_as).all() else "any")
    return ZeroToleranceCount(
        condition=number,
        words=clause.many,
        one_child=clause.one,
        children=len(rows) if asked else None,
        restricted=int(rows["restricted"].sum()) if asked else 0,
        state=state,
        starred=condition.starred,
        because=because,
        title=condition.words,
    )


def can_we_show_it(core: Iterable[CoreMeasure], rules: Rules) -> str:
    """About the record: which core measures could be asked, and how much of each is not recorded."""
    every = list(core)
    asked = [measure for measure in every if measure.status not in UNASKED]
    missing = [measure.code for measure in every if measure.status in UNASKED]
    most = rules.evidence_ready.not_recorded_at_most
    with_gaps = [measure for measure in asked if (measure.not_recorded or 0) > most * (measure.in_scope or 0)]
    if not asked:
        return "No: no core measure could be asked of this source."
    parts = []
    if with_gaps:
        named = sentences.listed(
            [f"{measure.code} ({measure.not_recorded:,} of {measure.in_scope:,} not recorded)" for measure in with_gaps]
        )
        parts.append(f"the record does not say often enough for {named}")
    if missing:
        parts.append(f"{sentences.listed(missing)} could not be asked")
    if parts:
        return sentences.sentence(f"{'in part' if len(with_gaps) < len(asked) else 'no'}: {'; '.join(parts)}")
    return f"Yes: every core measure could be asked, and no more than {sentences.percent(most)} of any is not recorded."


def is_it_happening(core: Iterable[CoreMeasure], zero: Iterable[ZeroToleranceCount]) -> str:
    """About practice, as far as can be shown: children first, then each core measure by its status."""
    by_status: dict[Status, list[str]] = {}
    for measure in core:
        by_status.setdefault(measure.status, []).append(measure.code)
    parts = []
    if any((count.children or 0) > 0 for count in zero):
        parts.append("not for every child: some meet a condition that decides the word")
    said = (
        (Status.OFF_TARGET, "is off target", "are off target"),
        (Status.CANNOT_TELL, "cannot be told", "cannot be told"),
        (Status.CLOSE, "is close", "are close"),
        (Status.ON_TARGET, "is on target", "are on target"),
        (Status.TOO_FEW, "has too few cases to say", "have too few cases to say"),
        (Status.NO_CASES, "has no cases", "have no cases"),
        (Status.HELD, "is held over from an earlier night", "are held over from an earlier night"),
        (Status.NOT_ASSESSABLE, "could not be asked", "could not be asked"),
        (Status.CRASHED, "could not be asked: its check failed", "could not be asked: their checks failed"),
    )
    for status, one, many in said:
        codes = by_status.get(status, [])
        if codes:
            parts.append(f"{sentences.listed(codes)} {one if len(codes) == 1 else many}")
    return sentences.sentence("; ".join(parts))


def _overall(framework: Framework, judged: tuple[Judged, ...]) -> tuple[Word | None, str]:
    """The limiting rule: any limiting judgement not ready makes the whole not ready. Clause after "because"."""
    if not framework.overall:
        return None, "There is no overall word: under this framework no overall grade is given, and the judgements stand side by side."
    limiting = [each for each in judged if each.limits]
    worst = next(word for word in _WORST_FIRST if any(each.word is word for each in limiting))
    named = sentences.listed([each.short.lower() for each in limiting if each.word is worst])
    many = sum(each.word is worst for each in limiting) > 1
    if worst is Word.NOT_READY:
        return worst, f"{named} {'are' if many else 'is'} not ready, and under this framework any one of them limits the whole."
    rest = [each for each in judged if not each.limits and each.word in (Word.NOT_READY, Word.CANNOT_SAY)]
    if worst is Word.EVIDENCE_READY and rest:
        return Word.GAPS_TO_CLOSE, f"{sentences.listed([f'{each.short.lower()} is {each.word.lower()}' for each in rest])}."
    verb = {Word.CANNOT_SAY: "cannot be said", Word.GAPS_TO_CLOSE: f"{'have' if many else 'has'} gaps to close"}.get(worst)
    return worst, f"{named} {verb}." if verb else "every judgement that limits the whole is evidence ready."


def _not_yet_checked(
    framework: Framework, known: Gates, rules: Rules, told: Mapping[int, tuple[str, str]], as_at: dt.date
) -> tuple[str, ...]:
    """Each thing nothing checks yet, once."""
    found: dict[str, None] = {}
    for judgement in framework.judgements:
        gates: tuple[Gate, ...] = (annex_a_gate(judgement.key, known), *evidence_gates(judgement.key, known, rules, [], as_at))
        for gate in gates:
            if gate.passed is None:
                found[sentences.sentence(f"not yet checked: {gate.words}")] = None
    for condition in rules.zero_tolerance.conditions:
        if told.get(condition.number, (NOT_YET_CHECKED, ""))[0] == NOT_YET_CHECKED:
            found[sentences.sentence(f"not yet checked: {lower_first(condition.words)}")] = None
    return tuple(found)


def _rules(rules: Rules) -> str:
    stood = f"approved by {rules.approved_by}" if rules.approved else "awaiting approval"
    return f"Readiness rules version {rules.version} of {rules.dated.day} {rules.dated:%B %Y}, owned by the {rules.owner}, {stood}."
