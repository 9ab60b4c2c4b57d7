"""Running a standard's examples: does each give the answer it says?"""

from __future__ import annotations

import dataclasses
from collections import Counter

import pandas as pd

from fscp_readiness.standards import Asked, Calendar, Standard, corresponding_day
from fscp_readiness.standards.examples import Example
from fscp_readiness.vocabulary import Answered

from .asking import ask
from .expectations import ask_expectations


def question(standard: Standard, example: Example, calendar: Calendar | None = None) -> Asked:
    """The question an example asks: its own clock if it names one, six months back (or the standard's own period) to its date."""
    return Asked(
        as_at=example.as_at,
        counting=example.counting,
        period_from=corresponding_day(example.as_at, -standard.about.period_months),
        calendar=calendar or Calendar.read(),
        clock=example.clock or standard.about.clock,
        values=standard.about.values,
        extracted_on=example.extracted_on or example.as_at,
    )


def check_example(standard: Standard, example: Example, calendar: Calendar | None = None) -> list[str]:
    """Sentences saying what came out differently from what the example expects; empty when it is right."""
    asked = question(standard, example, calendar)
    run = ask_expectations if standard.expectations is not None else ask
    asking = run(standard, example.tables, asked)
    if asking.state is Answered.CRASHED:
        run(standard, example.tables, asked, let_it_raise=True)
    if asking.state is not Answered.ASKED:
        more = "The example may need a block for it: a table's English name is in docs/reference/tables.md."
        return [f"{standard.code} example {example.number}: {asking.state}: {asking.because} {more}"]
    key = standard.record_key
    got: dict[str, list[dict[str, str]]] = {}
    for given in asking.answers.to_dict("records"):
        outcome = "exempt" if pd.notna(given["exempt"]) and given["exempt"] else given["outcome"]
        told = {name: _text(given[name]) for name in ("reason", "field", "record_table")}
        got.setdefault(str(given["record_id"]), []).append({"outcome": str(outcome), **told, "due_on": _day(given["due_on"])})
    wrong = []
    expected_ids = Counter(row.get(key) or row.get("record_id") or "" for row in example.expect)
    for row in example.expect:
        name = row.get(key) or row.get("record_id") or ""
        answers = got.get(name, [])
        if row["outcome"] == "out_of_scope":
            if answers:
                wrong.append(f"{standard.code} example {example.number}: {name} should be out of scope ({row['because']}), got {answers}")
            continue
        wanted = {column: row[column] for column in ("outcome", "reason", "field", "due_on", "record_table") if row.get(column)}
        if not any(all(answer[column] == value for column, value in wanted.items()) for answer in answers):
            wrong.append(f"{standard.code} example {example.number}: {name} should be {wanted} ({row['because']}), got {answers}")
    for name, answers in got.items():
        in_expect = [row for row in example.expect if (row.get(key) or row.get("record_id")) == name and row["outcome"] != "out_of_scope"]
        if name not in expected_ids:
            wrong.append(f"{standard.code} example {example.number}: {name} was answered {answers} and the example does not speak of it")
        elif len(answers) != len(in_expect) and in_expect:
            wrong.append(
                f"{standard.code} example {example.number}: {name} has {len(answers)} answers, {len(in_expect)} expected: {answers}"
            )
    return wrong


def replaced(standard: Standard, **changes: object) -> Standard:
    """The same standard with another part: for tests that break a thing once."""
    return dataclasses.replace(standard, **changes)  # type: ignore[arg-type]


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]


def _day(value: object) -> str:
    return "" if value is None or pd.isna(value) else pd.Timestamp(value).date().isoformat()  # type: ignore[arg-type, call-overload]
