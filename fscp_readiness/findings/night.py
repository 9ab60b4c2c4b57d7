"""Asking every standard of every record, and writing down what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from fscp_readiness.standards import Asked, Calendar, Catalogue, Clock, Standard, corresponding_day, working_days
from fscp_readiness.tables import BY_NAME, DATES, Tables, beside
from fscp_readiness.vocabulary import Answered, Counting, Kind, Outcome, Reason, Severity

from .asking import Asking, ask, no_answers
from .carried import Carried
from .children import known_children
from .expectations import ask_expectations
from .frames import DUE_SOON, FINDINGS, IN_ORDER, OWNED_ANSWERS, STATES, blank
from .owners import with_owners
from .recording_faults import recording_faults
from .restriction import about_restricted, named_through, restricted_children
from .suites import Run
from .zero_tolerance import Question, ask_conditions

DUE_SOON_WORKING_DAYS = 5


@dataclass(frozen=True)
class Findings:
    """Everything one night found. Frames are declared in ``frames``.

    answers         every answer, live and period, with owners and groups; of rows that keep to a recording rule, those asked for
    in_order        the others of those, counted
    states          what became of each standard under each counting
    rows            findings.csv's columns (but first_flagged and flag, which history fills) and ``restricted``
    due_soon        due_soon.csv's columns and ``restricted``
    zero_tolerance  children who decide the word
    conditions      what became of each zero-tolerance condition
    children        the children known tonight
    explained       findings' columns for every answer of a practice standard, met and period ones too, and for every row that breaks
                    a recording rule, with ``counting``
    period_from     standard's code -> first day of its period
    """

    answers: pd.DataFrame
    in_order: pd.DataFrame
    states: pd.DataFrame
    rows: pd.DataFrame
    due_soon: pd.DataFrame
    zero_tolerance: pd.DataFrame
    conditions: pd.DataFrame
    children: pd.DataFrame
    explained: pd.DataFrame
    period_from: Mapping[str, dt.date]


def ask_all(
    tables: Tables,
    catalogue: Catalogue,
    calendar: Calendar,
    *,
    answerable: Mapping[str, frozenset[Counting]] | None = None,
    carried: Carried | None = None,
    run: Run | None = None,
    flagged: pd.DataFrame | None = None,
    each_row: bool = False,
) -> Findings:
    """Ask every standard of the catalogue, live and period, of one night's tables.

    answerable  practice standard's code -> the countings that this door can answer (None: all of both); others are not assessable,
                with a sentence. Recording rules are asked of whatever the door holds
    carried     the last kept night's answers, for the standards that read a table held tonight
    run         what runs a suite of Great Expectations, where that is not this process (suites.apart)
    flagged     code, record_table and record_id of the flags that were open: their rows stay answers when they keep to their rule
    each_row    no row is only counted: those that keep to a rule are all among the answers
    """
    children = known_children(tables)
    in_order: list[pd.DataFrame] = []
    write_up = _write_up(catalogue)
    soon: list[pd.DataFrame] = []

    def put(standards: Iterable[Standard], tables: Tables) -> list[Asking]:
        asking = []
        for standard, counting in [(each, counting) for each in standards for counting in each.about.counting]:
            asked = question(standard, tables, calendar, counting, write_up)
            if answerable is not None and not standard.is_rule and counting not in answerable.get(standard.code, frozenset()):
                asking.append(Asking(standard, counting, Answered.NOT_ASSESSABLE, no_answers(), "This kind of source cannot answer it."))
                continue
            with tables.reading() as names:
                result = ask_expectations(standard, tables, asked, run=run) if standard.expectations else ask(standard, tables, asked)
            result = replace(result, reads=frozenset(names))
            result = carried.instead_of(result) if carried else result
            if standard.is_rule and not each_row:
                result, counted = _in_order(result, tables, children, flagged)
                in_order.append(counted)
            asking.append(result)
            if counting is Counting.LIVE and result.state is Answered.ASKED and not standard.is_rule and standard.about.findings:
                soon.append(_falling_due(standard, tables, asked))
        return asking

    rules = put(catalogue.rules(), tables)  # first, because DQR-01 is asked of what they found
    asking = put(catalogue.practice(), tables.with_kept(recording_faults(rules))) + rules
    live = [each for each in asking if each.counting is Counting.LIVE]
    visit_clock = catalogue["CPV-01"].about.clock if "CPV-01" in catalogue else None
    zero, conditions = ask_conditions(Question(tables, calendar, visit_clock or working_days(10)), children, live, carried)
    children = children.assign(section_47_not_seen=children["child_id"].isin(zero[zero["condition"].eq(4)]["child_id"]).astype("boolean"))
    answers = _grouped(_joined(asking), tables, children)
    if carried:
        held = [each.standard.code for each in rules if each.state is Answered.HELD]
        in_order.append(carried.in_order_of(held, restricted_children(tables)))
    return Findings(
        answers=answers,
        in_order=pd.concat([blank(IN_ORDER), *in_order], ignore_index=True).astype(IN_ORDER),
        states=_states(asking),
        rows=finding_rows(answers, catalogue, zero, tables),
        due_soon=_due_soon_rows(soon, tables),
        zero_tolerance=zero,
        conditions=conditions,
        children=children,
        explained=_explained(answers, catalogue, zero, tables),
        period_from={standard.code: corresponding_day(tables.as_at, -standard.about.period_months) for standard in catalogue},
    )


def ask_some(
    tables: Tables,
    wanted: Iterable[tuple[Standard, Counting]],
    calendar: Calendar,
    catalogue: Catalogue,
    period_from: dt.date | None = None,
) -> dict[tuple[str, str], pd.DataFrame]:
    """Answers (asking.COLUMNS) of a few standards of one night's tables, by code and counting; what cannot be asked is left out.

    period_from  the first day of the period, where it is not the standard's own months before ``tables.as_at``
    """
    write_up = _write_up(catalogue)
    answered = {}
    for standard, counting in wanted:
        asked = question(standard, tables, calendar, counting, write_up)
        asked = replace(asked, period_from=period_from) if period_from else asked
        result = ask_expectations(standard, tables, asked) if standard.expectations else ask(standard, tables, asked)
        if result.state is Answered.ASKED:
            answered[standard.code, str(counting)] = result.answers
    return answered


def question(standard: Standard, tables: Tables, calendar: Calendar, counting: Counting, write_up: int = 2) -> Asked:
    """The question put to a standard tonight."""
    return Asked(
        as_at=tables.as_at,
        counting=counting,
        period_from=corresponding_day(tables.as_at, -standard.about.period_months),
        calendar=calendar,
        clock=standard.about.clock,
        values=standard.about.values,
        write_up=write_up,
        extracted_on=tables.extracted_on,
    )


def _write_up(catalogue: Catalogue) -> int:
    clock: Clock | None = catalogue["REC-01"].about.clock if "REC-01" in catalogue else None
    return clock.n if clock else 2


def _joined(asking: Iterable[Asking]) -> pd.DataFrame:
    frames = [each.answers for each in asking if len(each.answers)]
    return pd.concat(frames, ignore_index=True) if frames else no_answers()


def _states(asking: Iterable[Asking]) -> pd.DataFrame:
    rows = [
        {"code": each.standard.code, "counting": str(each.counting), "state": str(each.state), "because": each.because} for each in asking
    ]
    return pd.DataFrame(rows, columns=list(STATES)).astype(STATES)


def _grouped(answers: pd.DataFrame, tables: Tables, children: pd.DataFrame) -> pd.DataFrame:
    if answers.empty:
        return blank(OWNED_ANSWERS)
    owned = _in_groups(with_owners(answers, tables), children)
    owned["restricted"] = about_restricted(owned["child_id"], tables, owned["record_table"], owned["record_id"])
    owned["excepted"] = False
    return owned[list(OWNED_ANSWERS)].astype(OWNED_ANSWERS)


def _in_groups(rows: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    """The rows with the groups that each one's child is counted in."""
    return beside(rows, children.set_index("child_id")[["age_band", "disability", "ethnicity", "uasc"]], "child_id")


def _in_order(result: Asking, tables: Tables, children: pd.DataFrame, flagged: pd.DataFrame | None) -> tuple[Asking, pd.DataFrame]:
    """A recording rule's answers without the rows that keep to it, and those rows counted (frames.IN_ORDER)."""
    rows = result.answers
    plain = rows["outcome"].eq(str(Outcome.MET)) & rows["exempt"].fillna("").eq("") & rows["due_on"].isna()
    if flagged is not None:
        mine = flagged[flagged["code"].eq(result.standard.code)]
        keys = ["record_table", "record_id"]
        near = rows["record_id"].fillna("").isin(mine["record_id"].fillna(""))
        asked = pd.MultiIndex.from_frame(rows[near][keys].fillna("")).isin(pd.MultiIndex.from_frame(mine[keys].fillna("")))
        plain &= ~rows.index.isin(rows[near].index[asked])
    plain = plain.fillna(False).astype(bool)
    if not plain.any():
        return result, blank(IN_ORDER)
    alike = ["record_table", "child_id", "worker_id", "team_id"]  # of these, rows of one rule have one owner and one group
    keeping = rows[[*alike, "record_id"]][plain]
    keeping = keeping[alike].assign(restricted=named_through(tables, keeping["record_table"], keeping["record_id"]))
    times = keeping.groupby([*alike, "restricted"], dropna=False, sort=False, observed=True).size().rename("times").reset_index()
    first = times.assign(code=result.standard.code, counting=str(result.counting)).astype({"worker_id": "string"})
    owned = _in_groups(with_owners(first, tables), children)
    owned["restricted"] |= about_restricted(owned["child_id"], tables)
    by = [name for name in IN_ORDER if name != "times"]
    counted = owned.groupby(by, dropna=False, sort=True)["times"].sum().reset_index()
    return replace(result, answers=rows[~plain].reset_index(drop=True)), counted.astype(IN_ORDER)


def finding_rows(answers: pd.DataFrame, catalogue: Catalogue, zero: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """What a night's live answers found: findings.csv's columns, no flag yet, and ``restricted``."""
    listed = {standard.code for standard in catalogue if standard.about.findings}
    wanted = answers[
        answers["counting"].eq(str(Counting.LIVE))
        & answers["code"].isin(listed)
        & answers["outcome"].isin([str(Outcome.NOT_MET), str(Outcome.NOT_RECORDED), str(Outcome.BROKEN)])
        & answers["exempt"].fillna("").eq("")
    ]
    rules = {standard.code for standard in catalogue.rules()}
    wanted = wanted[~(wanted["code"].isin(rules) & wanted["outcome"].ne(str(Outcome.BROKEN)))]
    return _rows(wanted, catalogue, zero, tables)


def _explained(answers: pd.DataFrame, catalogue: Catalogue, zero: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    rules = {standard.code for standard in catalogue.rules()}
    kept = ~answers["code"].isin(rules) | answers["outcome"].eq(str(Outcome.BROKEN))
    wanted = answers[kept & answers["exempt"].fillna("").eq("")]
    return _rows(wanted, catalogue, zero, tables, also=["counting"])


def _rows(wanted: pd.DataFrame, catalogue: Catalogue, zero: pd.DataFrame, tables: Tables, also: list[str] | None = None) -> pd.DataFrame:
    """Answers as findings.csv words them."""
    rules = {standard.code for standard in catalogue.rules()}
    cards = {standard.code: standard.about for standard in catalogue}
    rows = pd.DataFrame(index=wanted.index)
    rows["code"] = wanted["code"]
    rows["kind"] = _kinds(wanted, rules)
    record = ["code", "record_table", "record_id"]
    decides = wanted["counting"].eq(str(Counting.LIVE)) & wanted["outcome"].ne(str(Outcome.MET)) & wanted["code"].isin(zero["code"])
    through = pd.MultiIndex.from_frame(zero[record].fillna("\0none"))
    decides[decides] = pd.MultiIndex.from_frame(wanted[decides][record].fillna("\0none")).isin(through)
    rows["severity"] = wanted["code"].map({code: str(about.severity) for code, about in cards.items()})
    rows["severity"] = rows["severity"].mask(decides, str(Severity.ZERO_TOLERANCE))
    for name in ("record_table", "record_id", "child_id", "outcome", "reason"):
        rows[name] = wanted[name]
    rows["service"], rows["team"], rows["worker"] = wanted["service_id"], wanted["team_id"], wanted["worker_id"]
    rows["field"] = source_fields(wanted["field"], tables)
    rows["value_shape"] = wanted["reason"].map({str(Reason.BLANK_FIELD): "blank", str(Reason.UNREADABLE_VALUE): "not readable"})
    timed = wanted["due_on"].notna()
    rows["due_on"] = wanted["due_on"]
    rows["days_over"] = wanted["days_over"].where(timed)
    rows["unit"] = wanted["unit"].where(timed)
    rows["first_flagged"] = pd.Series(pd.Timestamp(tables.as_at), index=rows.index).astype(DATES)
    to_do = wanted["code"].map({code: about.what_to_do for code, about in cards.items()}).astype("string")
    rows["what_to_do"] = to_do.mask(wanted["told"].notna(), wanted["told"] + " " + to_do)
    rows["flag"] = pd.NA
    rows = rows[list(FINDINGS)].astype(FINDINGS).assign(restricted=wanted["restricted"])
    met = rows["outcome"].eq(str(Outcome.MET)).fillna(False).astype(bool)
    rows.loc[met, ["what_to_do", "kind"]] = pd.NA
    rows.loc[met, "first_flagged"] = pd.NaT
    if also:
        rows = rows.assign(**{name: wanted[name] for name in also})
    return rows.sort_values([*(also or []), "code", "record_table", "record_id", "field", "due_on"], kind="stable", ignore_index=True)


def _kinds(wanted: pd.DataFrame, rules: set[str]) -> pd.Series:
    kind = pd.Series(str(Kind.UNCLEAR), index=wanted.index)
    kind = kind.mask(wanted["outcome"].eq(str(Outcome.NOT_MET)), str(Kind.PRACTICE))
    blank_row = wanted["reason"].isin(
        [str(r) for r in (Reason.BLANK_FIELD, Reason.ON_PAPER_ONLY, Reason.UNREADABLE_VALUE, Reason.CONFLICT, Reason.DUPLICATE_KEY)]
    )
    kind = kind.mask(wanted["outcome"].eq(str(Outcome.NOT_RECORDED)) & blank_row, str(Kind.RECORDING))
    return kind.mask(wanted["code"].isin(rules), str(Kind.RECORDING))


def source_fields(fields: pd.Series, tables: Tables) -> pd.Series:
    """``table.column`` in English -> the source's own column name (SSD, ext_ or, from a workbook, Ofsted's heading)."""
    names: dict[str, str] = {}
    for field in fields.dropna().unique():
        table_name, _, column_name = str(field).partition(".")
        declared = BY_NAME.get(table_name)
        column = next((each for each in declared if each.name == column_name), None) if declared else None
        names[field] = str(field) if column is None else column.source
        if column is not None and tables.door == "annex_a" and column.annex_a:
            names[field] = column.annex_a[0][1]
    return fields.map(names).astype("string")


def _falling_due(standard: Standard, tables: Tables, asked: Asked) -> pd.DataFrame:
    """What of this standard falls due on ``as_at`` or in the next five working days: the standard asked as if those days had passed
    with nothing more done, and only the rows that would by then be late."""
    if asked.clock is None:
        return no_answers()
    horizon = asked.calendar.add_to(asked.as_at, DUE_SOON_WORKING_DAYS)
    later = asked.calendar.add_to(asked.as_at, DUE_SOON_WORKING_DAYS + 1)
    ahead = ask(standard, tables, replace(asked, as_at=later, write_up=0))
    due = ahead.answers
    due = due[
        due["due_on"].between(asked.today, pd.Timestamp(horizon)) & due["outcome"].ne(str(Outcome.MET)) & due["exempt"].fillna("").eq("")
    ]
    return due.assign(counting=str(Counting.LIVE))


def _due_soon_rows(soon: list[pd.DataFrame], tables: Tables) -> pd.DataFrame:
    frames = [frame for frame in soon if len(frame)]
    if not frames:
        return blank(DUE_SOON).assign(restricted=pd.Series(dtype="boolean"))
    owned = with_owners(pd.concat(frames, ignore_index=True), tables)
    rows = owned.rename(columns={"service_id": "service", "team_id": "team", "worker_id": "worker"})
    rows["restricted"] = about_restricted(rows["child_id"], tables, rows["record_table"], rows["record_id"])
    rows = rows[[*DUE_SOON, "restricted"]].astype({**DUE_SOON, "restricted": "boolean"})
    return rows.sort_values(["code", "record_table", "record_id", "due_on"], kind="stable", ignore_index=True)
