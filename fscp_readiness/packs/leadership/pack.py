"""The whole pack: at a glance, a page a judgement, children to act on, what falls due, data confidence, definitions."""

from __future__ import annotations

import dataclasses

import pandas as pd

from fscp_readiness.judgements.judged import Judged
from fscp_readiness.measures.months import FEW, NOT_COUNTED
from fscp_readiness.packs import pdf
from fscp_readiness.packs.templates import draw
from fscp_readiness.standards import About, cards
from fscp_readiness.vocabulary import NO_TEAM, Answered, Counting, Done, Kind, Outcome, Severity, Status

from . import charts, counted, measured, wording
from .agreed_exceptions import agreed_exceptions
from .audits import audit_section
from .changes import changes_page
from .charts import StackedBar
from .looking_back import looking_back
from .moved import since_words
from .night_facts import Night
from .on_call import view_of
from .palette import COLOURS
from .published import page_one, published_page
from .series import Past, past_of
from .tags import KIND, STATUS, VERDICT, WORD, status_tag
from .trends import trend_pages
from .trust import freshest, held_heading, held_rows, kept, table_words
from .views import (
    Annex,
    AnnexFigure,
    AnnexGroup,
    AnnexRow,
    Box,
    Card,
    Changed,
    ChildrenPage,
    ConditionRow,
    ConfidencePage,
    CountRow,
    DefinitionRow,
    Definitions,
    DuePage,
    DueRow,
    Glance,
    JudgementPage,
    ListedRow,
    ListGroup,
    MeasureRow,
    PackView,
    RangeRow,
    RefusedRow,
    Signed,
    StateRow,
    SuiteRow,
    conditions_more,
)

GROUP_CAP = 4
GROUPS_CAP = 24
"""So many standards may list their children; where more have something to act on, only the core measures list theirs."""
OTHERS_CAP = 6
COUNTS_CAP = 6
"""So many other standards, and so many rules, are counted on the children's page; the annex counts them all."""
PERIOD_MONTHS = 6
DUE_CAP = 18
RANGE_CAP = 12
SUITE_CAP = 14
REFUSED_CAP = 6
CARD_BARS = {3: 82.0, 4: 59.0, 5: 46.0}
RANGE_WIDTH = 40.0
CONDITIONS = 7
_PART = {
    Status.ON_TARGET: "on",
    Status.CLOSE: "close",
    Status.OFF_TARGET: "off",
    Status.CANNOT_TELL: "cannot",
}
_NEEDS_LOOKING_AT = (Status.CRASHED, Status.OFF_TARGET, Status.CANNOT_TELL, Status.HELD, Status.CLOSE)
"""Which of the other measures stand on a judgement's page when there is no room for all, first first."""
_REASON = {
    "outstanding": "Not done",
    "blank_field": "The record has a blank",
    "no_event": "Nothing is recorded",
    "write_up_allowance": "May still be being written up",
    "agreed_exception": "Agreed exception",
    "on_paper_only": "On paper, not on file",
    "duplicate_key": "Two records share a key",
    "conflict": "Two records disagree",
    "unreadable_value": "A value cannot be read",
    "rule": "Breaks the rule",
}
_DONE = {"row_refused": "Row refused", "value_refused": "Value refused, row kept", "value_resolved": "Value resolved"}
_JUDGEMENT_KIND = {"key": "Key judgement", "graded": "Graded judgement"}
_DANGER_OF_CONDITION = (8, 1, 4, 2, 3, 5, 7, 6)


def build_pack(night: Night) -> PackView:
    """The view of one night's pack."""
    rows = measured.rows_by_key(night)
    first = counted.zero_tolerance(night)
    people = _children_page(night, first)
    confidence = _confidence(night, rows)
    past = past_of(night)
    changes = changes_page(night, past, rows)
    judgements = tuple(_judgement_page(night, past, judged, rows) for judged in night.readiness.judgements)
    return PackView(
        council=night.council,
        marking=night.marking,
        date_words=wording.weekday(night.as_at),
        created=night.as_at.isoformat(),
        run_id=night.run_id,
        foot=f"Data as at {wording.day(night.as_at)}",
        run_words=f"run {night.run_id}",
        headline=night.readiness.headline.sentence,
        standfirst=night.readiness.headline.standfirst,
        framework=night.readiness.framework_title,
        notes=counted.source_notes(night),
        glance=_glance(night, first, people, confidence, changes.changed),
        judgements=judgements,
        trends=trend_pages(night, past, rows),
        changes=changes,
        looking_back=looking_back(night, past, rows),
        children=people,
        due=_due_page(night),
        confidence=confidence,
        annex=_annex(night, rows),
        definitions=_definitions(night, judgements),
        provenance=_provenance(night),
        defined=_shown(judgements) & frozenset(night.cards),
        published=published_page(night.reconciled),
    )


def render_pack_pdf(view: PackView) -> bytes:
    """The pack as PDF/UA-1, landscape A4."""
    css = draw("leadership/pack.css.j2", palette=COLOURS, view=view)
    while pdf.lay_out(draw("leadership/pack_first.html.j2", view=view, palette=COLOURS), css).pages > 1:
        shorter = view.glance.shorter()
        if shorter is None:
            break
        view = dataclasses.replace(view, glance=shorter)
    return pdf.render(draw("leadership/pack.html.j2", view=view, palette=COLOURS), css, identifier=view.run_id)


def _signed(night: Night, page: str) -> tuple[Signed, ...]:
    return tuple(Signed(words.text, f"{words.by}, {wording.day(words.on)}") for words in night.signed if words.page == page)


# At a glance ---------------------------------------------------------------------------------------------------------------------


def _glance(night: Night, first: counted.ZeroTolerance, people: ChildrenPage, confidence: ConfidencePage, changed: Changed) -> Glance:
    conditions = _conditions(night)
    unasked = int((night.conditions["state"] != Answered.ASKED).sum())
    fresh, tables = counted.fresh_tables(night)
    known = night.children
    groups = ((known["on_plan"], "on protection plans"), (known["in_care"], "in care"), (known["care_leaver"], "care leavers"))
    checked, failed = confidence.suites_total.checked, confidence.suites_total.failed
    return Glance(
        conditions=tuple(conditions[:CONDITIONS]),
        conditions_more=conditions_more(len(conditions) - CONDITIONS),
        conditions_all=len(conditions),
        published=page_one(night.reconciled),
        conditions_heading=f"{wording.children(first.total)} to act on first" if first.total else "No child to act on first",
        conditions_note=" ".join(
            part
            for part in (
                "A child can meet more than one condition." if first.total else "No child meets a condition that could be checked tonight.",
                wording.restricted_note(first.restricted),
                f"{wording.of(unasked, 'condition', 'conditions')} could not be checked: see data confidence." if unasked else "",
            )
            if part
        ),
        changed=changed,
        boxes=(
            Box(
                wording.count(people.total),
                f"{'child has' if people.total == 1 else 'children have'} a practice standard not met or not shown tonight",
            ),
            Box(
                _true(known["open"]),
                "open children; " + ", ".join(f"{_true(flag)} {words}" for flag, words in groups),
            ),
            Box(
                wording.percent((checked - failed) / checked, part=checked - failed, whole=checked) if checked else wording.DASH,
                f"of {wording.count(checked)} record checks pass; {wording.count(failed)} fail"
                if checked
                else "no record was checked at the door",
            ),
            Box(
                wording.n_of_n(fresh, tables),
                "source tables fresh" + ("; the rest are counted under data confidence" if fresh < tables else ""),
            ),
        ),
        cards=tuple(_card(judged, CARD_BARS.get(len(night.readiness.judgements), 46.0)) for judged in night.readiness.judgements),
        overall=_overall(night),
        not_yet_checked=_gates(len(night.readiness.not_yet_checked)),
        on_call=f"{view_of(night.on_call).heading}.",
        signed=_signed(night, "glance"),
    )


def _true(flags: pd.Series) -> str:
    """How many, or that it is not known: where the source lacks the table every flag is blank."""
    if len(flags) and flags.isna().all():
        return "not known"
    return wording.count(int(flags.fillna(False).astype(bool).sum()))


def _overall(night: Night) -> str:
    readiness = night.readiness
    return (
        readiness.overall_because
        if readiness.overall is None
        else f"Overall: {readiness.overall.value.lower()}, because {readiness.overall_because}"
    )


def _gates(number: int) -> str:
    return (
        f"{wording.of(number, 'gate is', 'gates are')} not yet checked, which bars Evidence ready: see data confidence." if number else ""
    )


def _card(judged: Judged, width: float) -> Card:
    found = measured.statuses_of(judged)
    on, total = found.get(Status.ON_TARGET, 0), len(judged.core)
    parts: dict[str, int] = {}
    for status in Status:
        if status in found:
            part = _PART.get(status, "plain")
            parts[part] = parts.get(part, 0) + found[status]
    others = measured.status_words(found, without=(Status.ON_TARGET,))
    alt = f"{judged.short}: {on} of {wording.of(total, 'core measure', 'core measures')} on target{f', {others}' if others else ''}."
    return Card(
        anchor=judged.key,
        kind=f"{_JUDGEMENT_KIND.get(judged.kind, '')} {judged.number}".strip(),
        title=judged.short,
        official=judged.title,
        tag=WORD[judged.word],
        on_target=on,
        core=total,
        others=others,
        bar=StackedBar(width, charts.stacked(tuple(parts.items()), width), alt) if total else None,
        because=judged.because[0],
        show=judged.can_we_show_it,
        happening=judged.is_it_happening,
    )


def _conditions(night: Night) -> list[ConditionRow]:
    """The conditions children meet, in danger order, with the teams they are in and the post whose standard it is."""
    frame = night.zero_tolerance
    titles = counted.condition_titles(night)
    rows = []
    for condition in _DANGER_OF_CONDITION:
        own = frame[frame["condition"] == condition]
        if own.empty or condition not in titles:
            continue
        number = int(own["child_id"].nunique())
        seen = counted.unrestricted(own)
        hidden = number - int(seen["child_id"].nunique())
        codes = [str(code) for code in own["code"].dropna().unique() if code in night.cards]
        rows.append(
            ConditionRow(
                words=titles[condition],
                children=wording.count(number),
                where=_where(night, seen, hidden),
                where_short=_where_short(seen, hidden),
                who=f"{night.cards[codes[0]].owner} ({codes[0]})" if codes else wording.DASH,
                judgements=tuple(
                    (judged.short, judged.key)
                    for judged in night.readiness.judgements
                    if any(z.condition == condition and z.children for z in judged.zero_tolerance)
                ),
            )
        )
    return rows


def _where(night: Night, seen: pd.DataFrame, hidden: int, most: int = 3) -> str:
    """3 in Safeguarding West, 1 in Assessment South, 2 in 2 other teams; restricted 1."""
    teams = seen.groupby("team")["child_id"].nunique()
    order = sorted(teams.index, key=lambda team: (-int(teams[team]), team))
    where = [f"{int(teams[team])} {_in_team(night, team)}" for team in order[:most]]
    if len(order) > most:
        others = wording.of(len(order) - most, "other team", "other teams")
        where.append(f"{int(sum(teams[team] for team in order[most:]))} in {others}")
    return "; ".join(part for part in (", ".join(where), f"restricted {hidden}" if hidden else "") if part)


def _in_team(night: Night, team: object) -> str:
    """in Safeguarding West; with no team recorded."""
    return f"with {NO_TEAM}" if team == NO_TEAM else f"in {counted.team_name(night, team)}"


def _where_short(seen: pd.DataFrame, hidden: int) -> str:
    teams = wording.of(seen["team"].nunique(), "team", "teams")
    return "; ".join(part for part in (f"in {teams}", f"restricted {hidden}" if hidden else "") if part)


# A page a judgement ----------------------------------------------------------------------------------------------------------------


def _judgement_page(night: Night, past: Past, judged: Judged, rows: dict[tuple[str, str], measured.Row]) -> JudgementPage:
    core, others = measured.ordered_codes(judged)
    made = {code: measured.measure_row(night, past, judged, code, rows) for code in (*core, *others)}
    cut, cut_note = measured.cuts(night, judged, rows)
    years = sorted({row.year for row in made.values() if row is not None and row.year})
    published = f"England and similar councils: {wording.listed(years)}. " if years else ""
    audits, no_audits = audit_section(night, measured.codes_of(judged))
    found = _kept(made, others)
    shown = _others_shown(found)
    return JudgementPage(
        anchor=judged.key,
        section=judged.short,
        heading=f"{judged.short}: {judged.word.value.lower()}. {judged.because[0]}",
        official=judged.title,
        tag=WORD[judged.word],
        because=judged.because[1:],
        show=judged.can_we_show_it,
        happening=judged.is_it_happening,
        core=_kept(made, core),
        others=shown,
        others_title="Other measures" if len(shown) == len(found) else "Other measures to look at",
        others_note=_others_note(found, shown),
        measures_note=(
            f"Value: what can be shown. Range: every gap counted as missed, then as met. {published}"
            "[z] no published figure of the same definition; [x] not available. Under ten cases: the count, no percentage."
        ),
        since=wording.upper_first(since_words(night)) or "Since yesterday",
        teams=measured.team_chart(night, judged, rows),
        audits=audits,
        audits_note=no_audits,
        cuts=cut,
        cuts_note=cut_note,
        signed=_signed(night, judged.key),
    )


def _others_shown(found: tuple[MeasureRow, ...]) -> tuple[MeasureRow, ...]:
    """All of the other measures where they are few; else those that need looking at, worst first."""
    if len(found) <= OTHERS_CAP:
        return found
    order = [STATUS[status] for status in _NEEDS_LOOKING_AT]
    return tuple(sorted((row for row in found if row.tag in order), key=lambda row: order.index(row.tag))[:OTHERS_CAP])


def _others_note(found: tuple[MeasureRow, ...], shown: tuple[MeasureRow, ...]) -> str:
    """Not here: 14 on target, 9 context. Every measure is in the annex."""
    left = [row.tag for row in found if row not in shown]
    if not left:
        return ""
    counts = ((tag, left.count(tag)) for tag in STATUS.values())
    words = ", ".join(f"{wording.count(number)} {tag.word.lower()}" for tag, number in counts if number)
    return f"{wording.of(len(left), 'other measure is', 'other measures are')} not on this page ({words}): every measure is in the annex."


def _kept(made: dict[str, MeasureRow | None], codes: tuple[str, ...]) -> tuple[MeasureRow, ...]:
    return tuple(row for code in codes if (row := made[code]) is not None)


# Children to act on ------------------------------------------------------------------------------------------------------------------


def _children_page(night: Night, first: counted.ZeroTolerance) -> ChildrenPage:
    practice = night.findings[night.findings["outcome"] != Outcome.BROKEN]
    practice = practice[practice["severity"].isin([Severity.ZERO_TOLERANCE, Severity.HIGH])]
    hidden_children = counted.unrestricted(practice)["child_id"].dropna()
    everyone = set(practice["child_id"].dropna()) | set(night.zero_tolerance["child_id"])
    shown = set(hidden_children) | set(counted.unrestricted(night.zero_tolerance)["child_id"])
    order = _group_order(night, practice)
    core = {measure.code for judged in night.readiness.judgements for measure in judged.core}
    listed_codes = order if len(order) <= GROUPS_CAP else [code for code in order if code in core]
    above = {row.child for row in first.rows}
    groups = tuple(_group(night, code, practice[practice["code"] == code], above) for code in listed_codes)
    others = _count_rows(night, practice[~practice["code"].isin(listed_codes)])
    rest = night.findings[~night.findings.index.isin(practice.index)]
    recording = _count_rows(night, rest)
    listed = [
        "A child can stand under more than one standard and is counted once in the heading.",
        f"At most {GROUP_CAP} rows a standard are listed; every row is in the worklists.",
    ]
    if night.lists_allowed and night.lists_reason:
        listed.append(night.lists_reason)
    if not night.lists_allowed:
        listed = [night.lists_reason]
    return ChildrenPage(
        heading=(
            f"{wording.upper_first(wording.children(len(everyone)))} to act on, {wording.count(first.total)} of them first"
            if everyone
            else "No child to act on tonight"
        ),
        note=" ".join(listed),
        first_heading=f"First: {wording.children(first.total)} who decide the word {wording.restricted_note(first.restricted)}".strip(),
        first=first.rows,
        first_total=first.total,
        first_restricted=first.restricted,
        total=len(everyone),
        restricted=len(everyone - shown),
        groups=groups,
        counted=others[:COUNTS_CAP],
        counted_more=_more(others, "standard"),
        counted_total=sum(row.number for row in others),
        recording=recording[:COUNTS_CAP],
        recording_more=_more(recording, "rule"),
        recording_total=sum(row.number for row in recording),
        not_listed="" if night.lists_allowed else night.lists_reason,
    )


def _count_rows(night: Night, rows: pd.DataFrame) -> tuple[CountRow, ...]:
    return tuple(
        CountRow(code, counted.card_name(night, code), number, night.cards[code].what_to_do if code in night.cards else "")
        for code, number in _counts(rows)
    )


def _more(rows: tuple[CountRow, ...], word: str) -> str:
    """And 61 more standards with 214 records: each is counted in the annex."""
    left = rows[COUNTS_CAP:]
    if not left:
        return ""
    others = wording.upper_first(wording.of(len(left), f"more {word}", f"more {word}s"))
    return f"{others} with {wording.of(sum(row.number for row in left), 'record', 'records')}: each is counted in the annex."


def _group_order(night: Night, practice: pd.DataFrame) -> list[str]:
    """Standards as the judgements come, core measures first; then any other, by code."""
    order = [code for judged in night.readiness.judgements for part in measured.ordered_codes(judged) for code in part]
    found = set(practice["code"])
    return [code for code in dict.fromkeys([*order, *sorted(found)]) if code in found]


def _group(night: Night, code: str, rows: pd.DataFrame, above: set[str]) -> ListGroup:
    seen = counted.unrestricted(rows)
    named = seen[seen["child_id"].notna()]
    nobody = len(seen) - len(named)
    already = int(named["child_id"].isin(above).sum())
    rest = counted.in_danger_order(night, named[~named["child_id"].isin(above)])
    cap = GROUP_CAP if night.lists_allowed else 0
    listed = tuple(_listed(night, row) for row in rest.head(cap).itertuples(index=False))
    restricted = len(rows) - len(seen)
    more = len(rest) - len(listed) + nobody
    parts = [
        f"{wording.count(more)} more in the worklists" if more and not nobody else "",
        f"{wording.count(more)} in the worklists, which alone name workers" if nobody else "",
        f"{wording.count(already)} above, among the first" if already else "",
        f"{wording.count(restricted)} restricted, not listed" if restricted else "",
    ]
    return ListGroup(
        code=code,
        heading=f"{counted.card_name(night, code)}: {wording.of(len(rows), 'record', 'records')}",
        note="; ".join(part for part in parts if part),
        to_do=night.cards[code].what_to_do if code in night.cards else "",
        rows=listed,
        total=len(rows),
        more=more,
        above=already,
        restricted=restricted,
    )


def _listed(night: Night, row: object) -> ListedRow:
    get = row._asdict()  # type: ignore[attr-defined]  # a pandas named tuple
    due = wording.date_of(get["due_on"])
    over = get.get("days_over")
    unit = {"working_days": "working day", "days": "day"}.get(str(get.get("unit")), "day")
    kind = str(get.get("kind", ""))
    return ListedRow(
        child=str(get["child_id"]),
        href=counted.case_link(night, str(get["child_id"])),
        age=wording.age(get["age"], bool(get["unborn"]) if not pd.isna(get["unborn"]) else False),
        team=counted.team_name(night, get["team"]),
        due=wording.short_day(due) if due else wording.DASH,
        over=wording.of(int(over), unit, f"{unit}s") if over is not None and not pd.isna(over) else wording.DASH,
        shows=_REASON.get(str(get.get("reason")), ""),
        kind=KIND.get(kind, KIND["unclear"]),
    )


def _counts(rows: pd.DataFrame) -> list[tuple[str, int]]:
    counts = rows["code"].value_counts()
    return [(code, int(counts[code])) for code in sorted(counts.index, key=lambda code: (-int(counts[code]), code))]


# What falls due ----------------------------------------------------------------------------------------------------------------------


def _due_page(night: Night) -> DuePage:
    days = counted.due_by_day(night)
    frame = night.due_soon.assign(day=night.due_soon["due_on"].dt.date)
    rows = []
    for code in _group_order(night, frame):
        own = frame[frame["code"] == code]
        rows.append(DueRow(code, counted.card_name(night, code), tuple(int((own["day"] == day.day).sum()) for day in days), len(own)))
    soon = tuple(day.day for day in days[:2])
    near = counted.unrestricted(frame[frame["day"].isin(soon)])
    near = counted.in_danger_order(night, near[near["child_id"].notna()])
    near = near.assign(reason="", kind="practice", unit="", days_over=pd.Series(pd.NA, index=near.index, dtype="Int64"))
    cap = DUE_CAP if night.lists_allowed else 0
    listed = tuple(_due_row(night, row) for row in near.head(cap).itertuples(index=False))
    hidden = counted.restricted_among(frame)
    more = len(near) - len(listed)
    total = len(frame)
    return DuePage(
        heading=f"{wording.of(total, 'thing falls', 'things fall')} due by {wording.day(days[-1].day)}",
        note=f"By the last day in time: on that day a thing is not yet late. {wording.restricted_note(hidden)}".strip(),
        days=tuple(day.words for day in days),
        rows=tuple(rows),
        totals=tuple(day.number for day in days),
        total=total,
        list_heading=f"Due {wording.listed([day.words for day in days[:2]])}, in danger order",
        listed=listed,
        more=_due_more(night, more),
    )


def _due_more(night: Night, more: int) -> str:
    if not night.lists_allowed:
        return night.lists_reason
    return f"{wording.count(more)} more in the worklists." if more > 0 else ""


def _due_row(night: Night, row: object) -> ListedRow:
    made = _listed(night, row)
    code = str(row.code)  # type: ignore[attr-defined]  # a pandas named tuple
    return ListedRow(made.child, made.href, made.age, made.team, made.due, code, counted.card_name(night, code), made.kind)


# Data confidence -----------------------------------------------------------------------------------------------------------------------


def _confidence(night: Night, rows: dict[tuple[str, str], measured.Row]) -> ConfidencePage:
    ranges, either, without = _ranges(night, rows)
    fresh, tables = counted.fresh_tables(night)
    suites, total = _suites(night)
    refused = counted.rows_refused(night)
    refusals = tuple(
        RefusedRow(f"{table}, {_text(column)}".removesuffix(", "), _text(sentence), _DONE.get(str(done), str(done)), int(number))
        for table, column, sentence, done, number in night.refused[["table", "column", "sentence", "done", "rows"]].itertuples(
            index=False, name=None
        )
    )
    refusals = tuple(sorted(refusals, key=lambda line: (-line.rows, line.where, line.what)))
    crashed, not_assessable = _states(night, Answered.CRASHED), _states(night, Answered.NOT_ASSESSABLE, Answered.HELD)
    open_range = len(ranges)
    held = held_rows(night)
    heading = (
        f"Data confidence: {wording.of(either, 'core measure', 'core measures')} could be either side of target"
        if either
        else "Data confidence: no gap could move a core measure across its target"
    )
    if not any(rows.get(key, {}).get("in_scope") for key in rows):
        heading = "Data confidence: nothing could be asked of this source"
    elif held:
        heading = f"Data confidence: {held_heading(night, held)}"
    return ConfidencePage(
        heading=heading,
        note=(
            f"{wording.n_of_n(fresh, tables)} source tables are fresh. "
            f"{wording.n_of_n(total.checked - total.failed, total.checked)} record checks pass. "
            f"{wording.of(len(crashed), 'standard', 'standards')} crashed and {wording.count(len(not_assessable))} could not be asked."
        ),
        freshness=counted.freshness(night),
        tables_fresh=f"{wording.n_of_n(fresh, tables)} tables fresh",
        ranges=ranges[:RANGE_CAP],
        ranges_note=_ranges_note(open_range, without),
        suites=suites,
        suites_total=total,
        suites_note="Each check is counted in records. Tables whose every record passes are in the total.",
        refused=refusals[:REFUSED_CAP],
        refused_total=refused,
        refused_heading=_refused_heading(night, refused),
        refused_note=_refused_note(len(refusals)),
        crashed=crashed,
        not_assessable=not_assessable,
        conditions=_unasked_conditions(night),
        exceptions=agreed_exceptions(night),
        on_call=view_of(night.on_call),
        notes=counted.all_notes(night),
        not_yet_checked=counted.not_yet_checked(night),
        held=held,
        held_heading=held_heading(night, held),
        freshest=freshest(night),
        kept=kept(night),
    )


def _refused_heading(night: Night, rows: int) -> str:
    """2 rows and 17 values refused at the door: from the same counts as the list below it."""
    values = counted.refused_of(night, Done.VALUE_REFUSED)
    return f"{wording.of(rows, 'row', 'rows')} and {wording.of(values, 'value', 'values')} refused at the door"


def _refused_note(found: int) -> str:
    more = f" The {REFUSED_CAP} commonest of {found} reasons." if found > REFUSED_CAP else ""
    return f"By reason; each row with its place is in rows/refused.csv.{more}"


def _unasked_conditions(night: Night) -> tuple[StateRow, ...]:
    titles = counted.condition_titles(night)
    own = night.conditions[night.conditions["state"] != Answered.ASKED].sort_values("condition")
    return tuple(
        StateRow(f"Condition {int(number)}", titles.get(int(number), ""), str(state).replace("_", " "), _text(because))
        for number, state, because in own[["condition", "state", "because"]].itertuples(index=False, name=None)
    )


def _ranges_note(shown: int, without: int) -> str:
    parts = [
        f"Showing the widest {RANGE_CAP} of {shown}." if shown > RANGE_CAP else "",
        f"{wording.of(without, 'core measure has', 'core measures have')} no gap." if without else "",
        "Dot: what can be shown. Bar: every gap counted as missed, then as met. Upright line: target." if shown else "",
    ]
    return " ".join(part for part in parts if part)


def _ranges(night: Night, rows: dict[tuple[str, str], measured.Row]) -> tuple[tuple[RangeRow, ...], int, int]:
    """(core measures with gaps, widest first; how many could be either side; how many have no gap)."""
    core = dict.fromkeys((c.code, str(c.counting)) for judged in night.readiness.judgements for c in judged.core)
    known = [(key, rows[key]) for key in core if key in rows]
    known = [(key, row) for key, row in known if row["status"] not in NOT_COUNTED]
    judged = [(key, row) for key, row in known if row["target"] is not None and row["high"] is not None and row["in_scope"] >= FEW]
    gaps = [(key, row) for key, row in judged if row["not_recorded"]]
    gaps.sort(key=lambda pair: (-(pair[1]["high"] - pair[1]["low"]), pair[0]))
    start = charts.scale_from([min(row["low"], row["target"]) for _, row in gaps])
    made, either = [], 0
    for (code, _), row in gaps:
        verdict = "on" if row["low"] >= row["target"] else "off" if row["high"] < row["target"] else "either"
        either += verdict == "either"
        name = counted.card_name(night, code)
        against = f"target {wording.target_percent(row['target'])}: {VERDICT[verdict].word.lower()}"
        alt = f"{name}: {measured.value_words(row)} can be shown, range {measured.range_words(row)}, {against}."
        made.append(
            RangeRow(
                code=code,
                name=name,
                value=measured.value_words(row),
                range=measured.range_words(row),
                bar=charts.range_bar(row["low"], row["high"], row["low"], row["target"], start, RANGE_WIDTH, alt),
                verdict=VERDICT[verdict],
            )
        )
    return tuple(made), either, len(judged) - len(gaps)


def _suites(night: Night) -> tuple[tuple[SuiteRow, ...], SuiteRow]:
    """Tables in which a record fails or a check could not run, and the total over all tables."""
    frame = night.checks
    lines = []
    for table, own in frame.groupby("table", sort=True):
        could_not = int((own["state"] == Answered.CRASHED).sum())
        failed = int(own["failed"].fillna(0).sum())
        if failed or could_not:
            lines.append(
                SuiteRow(
                    table_words(str(table)),
                    len(own),
                    int(own["checked"].fillna(0).sum()),
                    failed,
                    wording.of(could_not, "check", "checks") + " could not run" if could_not else "",
                )
            )
    could_not = int((frame["state"] == Answered.CRASHED).sum())
    total = SuiteRow(
        f"All {wording.of(frame['table'].nunique(), 'table', 'tables')}",
        len(frame),
        int(frame["checked"].fillna(0).sum()),
        int(frame["failed"].fillna(0).sum()),
        wording.of(could_not, "check", "checks") + " could not run" if could_not else "",
    )
    lines.sort(key=lambda line: (-line.failed, line.table))
    rest = lines[SUITE_CAP:]
    if rest:
        lines[SUITE_CAP:] = [
            SuiteRow(
                f"{wording.of(len(rest), 'other table', 'other tables')}",
                sum(line.checks for line in rest),
                sum(line.checked for line in rest),
                sum(line.failed for line in rest),
                "",
            )
        ]
    return tuple(lines), total


def _states(night: Night, *wanted: Answered) -> tuple[StateRow, ...]:
    own = night.states[night.states["state"].isin([str(state) for state in wanted])]
    found: dict[str, list[tuple[str, str]]] = {}
    for code, counting, because in own[["code", "counting", "because"]].itertuples(index=False, name=None):
        found.setdefault(str(code), []).append((str(counting), _text(because)))
    order = {code: place for place, code in enumerate(night.cards)}
    return tuple(
        StateRow(code, counted.card_name(night, code), " and ".join(dict.fromkeys(way for way, _ in found[code])), found[code][0][1])
        for code in sorted(found, key=lambda code: (order.get(code, len(order)), code))
    )


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]


# Definitions and provenance ------------------------------------------------------------------------------------------------------------


def _shown(judgements: tuple[JudgementPage, ...]) -> frozenset[str]:
    """The references that stand on the judgements' pages: those are defined."""
    return frozenset(row.code for page in judgements for row in (*page.core, *page.others))


def _annex(night: Night, rows: dict[tuple[str, str], measured.Row]) -> Annex:
    """Every measure, a line each code by theme, tonight and in the period side by side; the recording rules in a table of their own."""
    practice: dict[str, list[AnnexRow]] = {}
    rules: dict[str, list[AnnexRow]] = {}
    found = dict(_counts(night.findings))
    for code in dict.fromkeys([*night.cards, *(code for code, _ in rows)]):
        figures = {counting: rows.get((code, str(counting))) for counting in Counting}
        if not any(row is not None for row in figures.values()):
            continue
        about = night.cards.get(code)
        part = rules if about is not None and about.kind is Kind.RECORDING else practice
        part.setdefault(night.themes.get(code, "Other"), []).append(
            AnnexRow(
                code,
                counted.card_name(night, code),
                found.get(code, 0),
                _figure(figures[Counting.LIVE]),
                _figure(figures[Counting.PERIOD], _over(about)),
            )
        )
    asked, ruled = (sum(len(lines) for lines in part.values()) for part in (practice, rules))
    return Annex(
        heading=(
            f"Annex: every measure of {wording.of(asked, 'standard', 'standards')} "
            f"and {wording.of(ruled, 'recording rule', 'recording rules')}"
        ),
        note=(
            "Tonight: outstanding at the end of the day. In the period: done in time, "
            f"over the last {PERIOD_MONTHS} months where no other is said. "
            "Value: what can be shown; in brackets, the most it could be once every gap is filled. To act on: records in the worklists."
        ),
        groups=tuple(AnnexGroup(title, tuple(lines)) for title, lines in practice.items()),
        rules=tuple(
            AnnexGroup(wording.upper_first(title.removeprefix("Recording rules: ")), tuple(lines)) for title, lines in rules.items()
        ),
    )


def _figure(row: measured.Row | None, over: str = "") -> AnnexFigure | None:
    if row is None:
        return None
    count = f"{over}{measured.n_words(row)}{measured.most_words(row)}"
    return AnnexFigure(measured.value_words(row), count, status_tag(str(row["status"])))


def _over(about: About | None) -> str:
    """`12 months: ` where the period is not the usual one."""
    return "" if about is None or about.period_months == PERIOD_MONTHS else f"{about.period_months} months: "


def _definitions(night: Night, judgements: tuple[JudgementPage, ...]) -> Definitions:
    shown = _shown(judgements)
    made = tuple(_definition(night, about) for code, about in night.cards.items() if code in shown)
    rest = len(night.cards) - len(made)
    return Definitions(
        heading=f"Definitions: the words, and the {wording.of(len(made), 'measure', 'measures')} on the judgements’ pages",
        practice=made,
        elsewhere=(
            f"{wording.of(rest, 'other is', 'others are')} a line each in the annex. Each standard in full, with its examples: "
            "docs/reference/standards, or fscp-readiness standards show with its code."
            if rest
            else ""
        ),
        statuses=(
            (STATUS[Status.ON_TARGET], "What can be shown reaches the target."),
            (STATUS[Status.CLOSE], "What can be shown lies between the floor and the target."),
            (STATUS[Status.OFF_TARGET], "Under the floor even if every gap were good."),
            (STATUS[Status.CANNOT_TELL], "The gaps decide it: fill them before reading the figure."),
            (STATUS[Status.TOO_FEW], "Under ten cases: the count and the list, no percentage."),
            (STATUS[Status.NO_CASES], "Nobody it could be asked about tonight."),
            (STATUS[Status.CONTEXT], "Has no target; it asks a question."),
            (STATUS[Status.NOT_ASSESSABLE], "The source does not hold what it asks for."),
            (STATUS[Status.HELD], "The table it reads was kept from the last good night."),
            (STATUS[Status.CRASHED], "The check itself failed: ours to fix."),
        ),
        words=tuple((tag, _WORD_MEANS[word.value]) for word, tag in WORD.items()),
        symbols="[z] not applicable; [x] not available; – no figure.",
    )


_WORD_MEANS = {
    "Not ready": "A child meets a condition that decides the word, or a core measure is off target, or too many others are.",
    "Cannot say": "The source, the gaps or the numbers do not let us say.",
    "Gaps to close": "Neither of these, and each gap is named.",
    "Evidence ready": "Every core measure on target and everything else the rule asks for, five nights running.",
}


_AGREED = {"approved": "set nationally", "default": "default awaiting approval"}


def _definition(night: Night, about: About) -> DefinitionRow:
    target = _target_words(night, about.code)
    agreed = f"agreed {wording.day(about.agreed_on)}" if about.agreed_on else _AGREED[cards.status(about)]
    clock = f"; {about.clock}" if about.clock else ""
    return DefinitionRow(
        code=about.code,
        name=about.name,
        wording=about.wording,
        why=about.why,
        counted=f"{wording.record(about.record)}, {' and '.join(str(c) for c in about.counting)}{clock}",
        source=f"{about.source} ({about.source_class})",
        target=target,
        owner=f"{about.owner}; {agreed}",
    )


def _target_words(night: Night, code: str) -> str:
    """Target 95%, floor 85%; or that there is none."""
    own = night.measures[(night.measures["code"] == code) & (night.measures["scope"] == "all")]
    own = own[own["target"].notna()]
    if own.empty:
        return "none"
    row = own.iloc[0]
    return f"{wording.target_percent(float(row['target']))}, floor {wording.target_percent(float(row['floor']))}"


def _provenance(night: Night) -> tuple[tuple[str, str], ...]:
    return tuple(
        pair
        for pair in (
            ("Run", night.run_id),
            ("Data as at", wording.day(night.as_at)),
            ("Extracted on", wording.day(night.extracted_on)),
            ("Source", night.source),
            ("Framework", night.readiness.framework_title),
            ("Code", night.code_version),
            ("Standards and measures", night.standards_version),
            ("Working days", night.calendar.version),
        )
        if pair[1]
    )
