"""Great Expectations: the engine and the record. With door_suites the one place that runs it.

It is imported inside functions, because importing it takes seconds, and one context that keeps nothing serves the whole process.
Four habits of it are guarded against here (each was measured): nought rows pass; an expectation that crashed looks like one that
failed, with an empty result; failing keys come back complete, and without the failing values, only through an index without a name;
two rows of one key are told apart only by their place. So rows are numbered, counts are checked against keys, and a result without a
count is a crash.
"""

from __future__ import annotations

import functools
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from fscp_readiness.standards import Asked, Expectation, Standard
from fscp_readiness.tables import TableAbsent, Tables, table
from fscp_readiness.vocabulary import Answered, Outcome, Reason

from .asking import COLUMNS, Asking, faults_first, no_answers

if TYPE_CHECKING:
    from .suites import Run

NOT_RECOGNISED: Final = "not recognised"
"""What stands, while Great Expectations looks, where the reader found a value it could not take. Never a value from a record."""

_COUNTS: Final = {
    "result_format": "BASIC",
    "partial_unexpected_count": 0,
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}
_KEYS: Final = {**_COUNTS, "result_format": "COMPLETE", "include_unexpected_rows": False}


@dataclass(frozen=True)
class Wanted:
    """One native expectation: its type as Great Expectations spells it, and its arguments."""

    type: str
    arguments: Mapping[str, object]
    meta: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Ran:
    """What became of one expectation.

    crashed   it could not be run; nothing else then means anything
    success   as Great Expectations says
    checked   rows with a value to look at, and failed: how many of them did not do (None for expectations about a whole table)
    places    row numbers that failed, where they were asked for
    """

    wanted: Wanted
    crashed: bool
    success: bool
    checked: int | None
    failed: int | None
    places: tuple[int, ...] = ()


class ExpectationCrashed(RuntimeError):
    """An expectation of a rule could not be run, or its counts do not agree: the rule as a whole says nothing."""


class SuiteEnded(RuntimeError):
    """A suite that ended without an answer: says why, with no value of any record. ``record``: the traceback, for a crash file only."""

    def __init__(self, sentence: str, record: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.record = sentence, record


def ready() -> None:
    """Import Great Expectations already, while nobody waits."""
    import great_expectations.expectations  # noqa: F401

    _batches()


def run(frame: pd.DataFrame, wanted: Sequence[Wanted], *, places: bool = False) -> list[Ran]:
    """Run native expectations on one frame, in order. Values never leave; ``places`` asks for the numbers of the failing rows."""
    if not wanted:
        return []
    import great_expectations.expectations as native
    from great_expectations import ExpectationSuite

    batch = _batches().get_batch({"dataframe": frame.reset_index(drop=True)})
    expectations = [
        getattr(native, "".join(word.title() for word in one.type.split("_")))(**one.arguments, meta={**(one.meta or {}), "number": number})
        for number, one in enumerate(wanted)
    ]
    outcome = batch.validate(ExpectationSuite(name="rows", expectations=expectations), result_format=_KEYS if places else _COUNTS)
    by_number = {result.expectation_config.meta["number"]: result for result in outcome.results}
    return [_read(one, by_number.get(number), places) for number, one in enumerate(wanted)]


def ask_expectations(standard: Standard, tables: Tables, asked: Asked, *, let_it_raise: bool = False, run: Run | None = None) -> Asking:
    """Ask a recording rule that is written as expectations.

    One answer per row that holds a value any of them looks at (met), or one per value that fails (broken, with its column). A value
    the reader could not take counts as failing. A crash of any expectation is a crash of the rule, and is raised where the caller
    wants it (``let_it_raise``: the examples hold no real data). run: what runs a suite, where that is not this process (suites.apart).
    """
    assert standard.expectations is not None
    try:
        wanted = standard.expectations(tables)
        if not wanted:
            raise TableAbsent(standard.about.record)
        for one in wanted:
            if not tables.holds(one.table, one.column):
                raise TableAbsent(one.table, one.column)
        names = dict.fromkeys(one.table for one in wanted)
        parts = [_ask_table(name, [one for one in wanted if one.table == name], tables, run) for name in names]
    except TableAbsent:
        because = "The source holds no column that this rule looks at, so it cannot be asked."
        return Asking(standard, asked.counting, Answered.NOT_ASSESSABLE, no_answers(), because)
    except SuiteEnded as problem:
        return Asking(standard, asked.counting, Answered.CRASHED, no_answers(), problem.sentence)
    except Exception as problem:  # a crashed check is a result of its own; its message may carry a value, so only its kind is kept
        if let_it_raise:
            raise
        because = f"The check failed ({type(problem).__name__}). It says nothing about any child. [CHK-02]"
        return Asking(standard, asked.counting, Answered.CRASHED, no_answers(), because)
    answers = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    answers = answers.assign(code=standard.code, counting=str(asked.counting), unit="")
    answers = answers.reindex(columns=list(COLUMNS)).astype(COLUMNS)
    return Asking(standard, asked.counting, Answered.ASKED, faults_first(answers, ["record_table", "record_id", "field"]))


def judge_answers(
    answers: pd.DataFrame,
    states: pd.DataFrame,
    targets: Mapping[tuple[str, str], float],
    in_order: pd.DataFrame | None = None,
    run: Run | None = None,
) -> pd.DataFrame:
    """Great Expectations' own record of each standard: is it recorded, and does practice meet the target?

    answers   as asking.COLUMNS; rows with ``exempt`` are left out
    states    one row per standard and counting (frames.STATES); those not asked keep their state and get no figures
    targets   (code, counting) -> share wanted (0 to 1); what has none is recorded and not judged
    in_order  frames.IN_ORDER: rows that keep to a recording rule and are not among the answers
    run       what runs a suite, where that is not this process (suites.apart)
    Gives one row per row of ``states``: code, counting, state, in_scope, recorded, met (counts), recorded_share, met_share (0 to 1,
    blank where nothing is in scope), target, recorded_passed, met_passed (blank where there is no target). ``state`` is judged,
    no_cases, not_assessable, held or crashed; counts that differ from pandas' own make it crashed. Whether a measure is on target is
    decided once, in measures, and not from this.
    """
    counted = answers[answers["exempt"].fillna("").eq("")]
    asked = {
        (str(code), str(counting))
        for code, counting, state in zip(states["code"], states["counting"], states["state"], strict=True)
        if state == Answered.ASKED
    }
    outcomes = {
        key: mine.to_numpy(dtype=object) for key, mine in counted.groupby(["code", "counting"], sort=False)["outcome"] if key in asked
    }
    if in_order is not None:
        for key, times in in_order.groupby(["code", "counting"], sort=False)["times"].sum().items():
            if key in asked:
                kept = np.full(int(times), str(Outcome.MET), dtype=object)
                outcomes[key] = np.concatenate([outcomes.get(key, kept[:0]), kept])
    lines = []
    for code, counting, state in zip(states["code"], states["counting"], states["state"], strict=True):
        key = (str(code), str(counting))
        line: dict[str, object] = {"code": code, "counting": counting, "state": str(state), "target": targets.get(key)}
        if key in asked:
            line |= _judge(outcomes[key], key, targets.get(key), run) if key in outcomes else {"state": "no_cases", "in_scope": 0}
        lines.append(line)
    return pd.DataFrame(lines, columns=list(JUDGED)).astype(JUDGED)


JUDGED: Final = {
    "code": "string",
    "counting": "string",
    "state": "string",
    "in_scope": "Int64",
    "recorded": "Int64",
    "met": "Int64",
    "recorded_share": "Float64",
    "met_share": "Float64",
    "target": "Float64",
    "recorded_passed": "boolean",
    "met_passed": "boolean",
}
"""Columns of judge_answers."""

_RECORDED: Final = (str(Outcome.MET), str(Outcome.NOT_MET), str(Outcome.BROKEN))


def _judge(outcomes: np.ndarray, key: tuple[str, str], target: float | None, run_it: Run | None) -> dict[str, object]:
    column, meta = "outcome", dict(zip(("code", "counting"), key, strict=True))
    suite = [
        Wanted("expect_column_values_to_be_in_set", {"column": column, "value_set": list(_RECORDED)}, meta),
        Wanted("expect_column_values_to_be_in_set", {"column": column, "value_set": [str(Outcome.MET)], "mostly": target or 0.0}, meta),
    ]
    told = pd.Series(outcomes, name=column)
    try:
        recorded, met = (run_it or run)(told.to_frame(), suite)
    except SuiteEnded:
        return {"state": str(Answered.CRASHED)}
    total = len(outcomes)
    agrees = [
        not one.crashed and one.checked == total and one.failed == total - int(told.isin(list(values)).sum())
        for one, values in ((recorded, _RECORDED), (met, [str(Outcome.MET)]))
    ]
    if not all(agrees):
        return {"state": str(Answered.CRASHED)}
    shown, done = total - (recorded.failed or 0), total - (met.failed or 0)
    return {
        "state": "judged", "in_scope": total, "recorded": shown, "met": done, "recorded_share": shown / total, "met_share": done / total,
        "recorded_passed": recorded.success, "met_passed": met.success if target is not None else None,
    }  # fmt: skip


def with_unreadable_shown(tables: Tables, name: str, columns: Sequence[str]) -> pd.DataFrame:
    """The table's text columns as Great Expectations should see them: values the reader refused read as NOT_RECOGNISED, not as blank."""
    frame = tables.everything(name)
    shown = frame[list(columns)].copy()
    key = table(name).key
    for column in columns:
        keys = tables.unreadable_keys(name, column)
        if keys and key in frame:
            shown[column] = shown[column].astype("string").mask(frame[key].isin(keys) & frame[column].isna(), NOT_RECOGNISED)
    return shown


def _ask_table(name: str, wanted: Sequence[Expectation], tables: Tables, run_it: Run | None) -> pd.DataFrame:
    """Answers of one table: record_table, record_id, child_id, worker_id, team_id, outcome, reason, field."""
    seen = tables.get(name).index
    columns = list(dict.fromkeys(one.column for one in wanted))
    shown = with_unreadable_shown(tables, name, columns).loc[seen]
    rows = tables.everything(name).loc[seen]
    ran = (run_it or run)(shown, [_as_wanted(one) for one in wanted], places=True)
    key = table(name).key
    ids = rows[key].fillna("") if key in rows else pd.Series("", index=rows.index, dtype="string")
    base = pd.DataFrame({"record_table": tables.output_name(name), "record_id": ids})
    for own in ("child_id", "worker_id", "team_id"):
        base[own] = rows[own] if own in rows else pd.NA
    base = base.reset_index(drop=True)
    broken = []
    for expectation, result in zip(wanted, ran, strict=True):
        if result.crashed or result.failed != len(result.places):
            raise ExpectationCrashed(
                f"Great Expectations could not run {expectation.type} on {name}.{expectation.column} with {dict(expectation.arguments)}"
            )
        failing = base.iloc[list(result.places)]
        broken.append(failing.assign(outcome=str(Outcome.BROKEN), reason=str(Reason.RULE), field=f"{name}.{expectation.column}"))
    failing_rows = pd.concat(broken)
    held = shown.notna().any(axis=1).to_numpy()
    fine = base[held & ~base.index.isin(failing_rows.index)].assign(outcome=str(Outcome.MET), reason="", field="")
    return pd.concat([part for part in (fine, failing_rows) if len(part)] or [fine], ignore_index=True)


def _as_wanted(one: Expectation) -> Wanted:
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in one.arguments}
    return Wanted(one.type, {"column": one.column, **given})


def _read(wanted: Wanted, result: Any, places: bool) -> Ran:  # noqa: ANN401 - Great Expectations' result has no public type
    if result is None or _raised(result.exception_info) or not result.result:
        whole_table = result is not None and not _raised(result.exception_info)
        return Ran(wanted, not whole_table, bool(result is not None and result.success), None, None)
    found = result.result
    if "unexpected_count" not in found:
        return Ran(wanted, False, bool(result.success), None, None)
    looked_at = int(found["element_count"]) - int(found.get("missing_count") or 0)
    failing = tuple(int(place) for place in found.get("unexpected_index_list") or ()) if places else ()
    return Ran(wanted, False, bool(result.success), looked_at, int(found["unexpected_count"]), failing)


def _raised(info: Mapping[str, Any] | None) -> bool:
    """Did it crash? What happened is told at the top, or once per metric under an id of its own."""
    if not info:
        return False
    if "raised_exception" in info:
        return bool(info["raised_exception"])
    return any(bool(one.get("raised_exception")) for one in info.values() if isinstance(one, Mapping))


@functools.cache
def _batches() -> Any:  # noqa: ANN401 - as above
    """The one ephemeral context of this process, quiet and telling nobody, and the frame it looks at."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    import great_expectations

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    source = context.data_sources.add_pandas("rows")
    return source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("rows")
