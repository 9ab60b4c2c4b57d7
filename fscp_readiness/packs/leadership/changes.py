"""What changed since the night before: flags that began and ended, for which reason, and measures that moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

import pandas as pd

from fscp_readiness.history.lives import OPEN
from fscp_readiness.measures.months import FEW, NOT_COUNTED, Row
from fscp_readiness.vocabulary import FlagState, Kind

from . import counted, measured, series, wording
from .moved import FIRST_NIGHT, NOT_COMPARABLE, SAME, moved, night_before, since_words
from .night_facts import Night
from .series import Past
from .views import (
    AgeRow,
    Changed,
    ChangesPage,
    FlagChild,
    FlagLine,
    FlagList,
    FlagRow,
    KindCell,
    MovedLine,
    TeamFlags,
)

MOVES_SHOWN: Final = 4
STANDARDS_SHOWN: Final = 8
TEAMS_SHOWN: Final = 14
LISTED: Final = 8
FIXED_DAYS: Final = 28
KINDS: Final = (Kind.PRACTICE, Kind.RECORDING, Kind.UNCLEAR)
KEY: Final = ["flag", "spell"]
AGES: Final = ((0, 6, "Under a week"), (7, 27, "1 to 4 weeks"), (28, 90, "4 weeks to 3 months"), (91, 100_000, "Over 3 months"))
ENDED: Final = {
    FlagState.FIXED: ("fixed", "asked again, and right"),
    FlagState.LEFT_COHORT: ("left the cohort", "the record is there; the standard no longer asks about it"),
    FlagState.VANISHED: ("vanished", "the record itself is gone, without a closing event"),
    FlagState.EXEMPT: ("exempt", "left out by the standard’s own reason"),
    FlagState.STANDARD_CHANGED: ("ended because the standard changed", "the rule says something else than last night"),
    FlagState.SOURCE_CHANGED: (
        "ended because the source changed",
        "another case system is read now; nothing was put right by that",
    ),
}


@dataclass(frozen=True)
class Flags:
    """The flags of two nights, each once. ``before`` and ``tonight`` are those open then and now; the others are what lies between."""

    before: pd.DataFrame
    tonight: pd.DataFrame
    new: pd.DataFrame
    back: pd.DataFrame
    ended: pd.DataFrame

    @property
    def unknown(self) -> pd.DataFrame:
        """Open flags of which nothing is known tonight: their standard or table could not be asked."""
        return self.tonight[self.tonight["state"].eq(str(FlagState.UNKNOWN))]

    def ended_as(self, state: FlagState) -> int:
        return int(self.ended["state"].eq(str(state)).sum())


def flags_of(night: Night) -> Flags:
    lives, last = night.lives, night.remembered.lives
    was_open = pd.MultiIndex.from_frame(last[last["state"].isin(OPEN)][KEY])
    known = pd.MultiIndex.from_frame(last[KEY])
    keys = pd.MultiIndex.from_frame(lives[KEY])
    is_open = lives["state"].isin(OPEN).to_numpy(dtype=bool)
    begun = ~keys.isin(known)
    before = keys.isin(was_open)
    again = lives["spell"].gt(1).fillna(False).to_numpy(dtype=bool)
    return Flags(
        before=lives[before],
        tonight=lives[is_open],
        new=lives[begun & is_open & ~again],
        back=lives[begun & is_open & again],
        ended=lives[before & ~is_open],
    )


# Page one -------------------------------------------------------------------------------------------------------------------------------


def changed_of(night: Night, past: Past, rows: Mapping[tuple[str, str], Row]) -> Changed:
    """What both papers' first pages say."""
    found = flags_of(night)
    since = since_words(night)
    if not since:
        many = len(found.tonight)
        opened = f" {_are_open(many)} tonight." if many else ""
        return Changed("What changed since yesterday", f"{FIRST_NIGHT}{opened}", "", "", (), 0, "", False)
    lines = _moves(night, past, rows)
    moves = tuple(line for line in lines if line.moved.size)
    made = Changed(
        heading=f"What changed {since}",
        flags=_arithmetic(night, found),
        ended=_ended_words(night, found),
        measures=_measures_words(lines),
        moves=moves,
        moves_all=len(moves),
        more="",
        page=True,
    )
    return made.with_moves(MOVES_SHOWN)


def _are_open(number: int) -> str:
    return wording.of(number, "flag is open", "flags are open")


def _last_night(night: Night) -> str:
    before = night_before(night)
    if before is None or (night.as_at - before).days == 1:
        return "last night"
    return f"on {before:%A} {before.day} {before:%B}"


def difference(number: int) -> str:
    """4 more, 4 fewer, as many."""
    return "as many" if not number else f"{wording.count(abs(number))} {'more' if number > 0 else 'fewer'}"


def _arithmetic(night: Night, found: Flags) -> str:
    return (
        f"{_are_open(len(found.tonight))} tonight: {wording.count(len(found.before))} {_last_night(night)}, "
        f"{wording.count(len(found.new))} new, {wording.count(len(found.back))} came back, {wording.count(len(found.ended))} ended."
    )


def _ended_words(night: Night, found: Flags) -> str:
    """Ended: 25 fixed, 3 left the cohort. 12 of those open could not be asked tonight. Began between two days, after missed nights."""
    ended = [f"{wording.count(found.ended_as(state))} {words}" for state, (words, _) in ENDED.items() if found.ended_as(state)]
    unknown = len(found.unknown)
    parts = [
        f"Ended: {', '.join(ended)}." if ended else "",
        f"{wording.count(unknown)} of those open could not be asked tonight and {'counts' if unknown == 1 else 'count'} as open."
        if unknown
        else "",
        _between(night) if len(found.new) + len(found.back) else "",
    ]
    return " ".join(part for part in parts if part)


def _between(night: Night) -> str:
    before = night_before(night)
    if before is None or (night.as_at - before).days == 1:
        return ""
    return f"What is new was first seen between {wording.day(before)} and {wording.day(night.as_at)}."


def _moves(night: Night, past: Past, rows: Mapping[tuple[str, str], Row]) -> tuple[MovedLine, ...]:
    """Every core measure once: those that move as their months do first, then the furthest moved."""
    made = {}
    for judged in night.readiness.judgements:
        for core in judged.core:
            key = (core.code, str(core.counting))
            row = rows.get(key)
            if row is None or key in made:
                continue
            months = series.series_of(night, past, *key, row)
            made[key] = MovedLine(
                code=core.code,
                name=counted.card_name(night, core.code),
                was=_was(past, key),
                now=_printed(row),
                n_of_n=wording.DASH if row["status"] in NOT_COUNTED else measured.n_words(dict(row)),
                moved=moved(night, past, core.code, str(core.counting), row, months),
            )
    tints = {"worse": 0, "better": 1}
    return tuple(sorted(made.values(), key=lambda line: (tints.get(line.moved.tint, 2), -abs(line.moved.size), line.code)))


def _was(past: Past, key: tuple[str, str]) -> str:
    row = past.before.get(key)
    return wording.DASH if row is None else _printed(row)


def _printed(row: Row) -> str:
    """A figure as a line prints it: its value, or its count where there are few."""
    value = measured.value_words(dict(row))
    few = row["in_scope"] and row["in_scope"] < FEW and row["met"] is not None and row["status"] not in NOT_COUNTED
    return measured.n_words(dict(row)) if value == wording.DASH and few else value


def _measures_words(lines: tuple[MovedLine, ...]) -> str:
    """9 of 20 core measures moved: 4 better, 5 worse; 1 of them with its months, 1 not comparable tonight."""
    total = wording.of(len(lines), "core measure", "core measures")
    went = {way: sum(line.moved.words.endswith(f" {way}") for line in lines) for way in ("better", "worse", "up", "down")}
    number = sum(went.values())
    loud = sum(bool(line.moved.tint) for line in lines)
    not_comparable = sum(line.moved.words == NOT_COMPARABLE for line in lines)
    said = ", ".join(f"{many} {way}" for way, many in went.items() if many)
    also = (
        f" {not_comparable} {'is' if not_comparable == 1 else 'are'} not comparable tonight: see data confidence." if not_comparable else ""
    )
    if not number:
        return f"None of {total} moved.{also}"
    signal = "none of it a signal" if not loud else f"{loud} with a signal in {'its' if loud == 1 else 'their'} months"
    return f"{number} of {total} moved: {said}; {signal}.{also}"


# The page -------------------------------------------------------------------------------------------------------------------------------


def changes_page(night: Night, past: Past, rows: Mapping[tuple[str, str], Row]) -> ChangesPage:
    """The page behind it: the arithmetic, the measures, and the flags by standard, by team and by age."""
    changed = changed_of(night, past, rows)
    found = flags_of(night)
    first = night_before(night) is None
    lines = () if first else _moves(night, past, rows)
    total = _flag_row("", "All flags", found)
    teams, teams_total = _teams(night, found)
    ages, ages_total = _ages(night, found.tonight)
    return ChangesPage(
        changed=changed,
        heading=_heading(night, found),
        note=FIRST_NIGHT if first else " ".join(part for part in (_ended_words(night, found), changed.measures) if part),
        lines=() if first else _lines(night, found),
        moves=tuple(line for line in lines if line.moved.words != SAME),
        moves_left=_not_moved(lines),
        moves_heading=_moved_of(lines),
        moves_note=(
            "Each move is the figure tonight less the figure then, as printed. It is grey unless the months’ chart of the same measure "
            "signals the same way: a night’s move alone is no news. Under ten cases: the counts, no move."
        ),
        standards=() if first else _standards(night, found),
        standards_total=None if first else total,
        kinds=tuple(kind.value.capitalize() for kind in KINDS),
        teams=teams,
        teams_total=teams_total,
        teams_note=_teams_note(night),
        ages=ages,
        ages_total=ages_total,
        ages_note=_ages_note(night, found.tonight),
        lists=() if first else _lists(night, found),
    )


def _moved_of(lines: tuple[MovedLine, ...]) -> str:
    return f"{sum(bool(line.moved.size) for line in lines)} of {wording.of(len(lines), 'core measure', 'core measures')} moved"


def _not_moved(lines: tuple[MovedLine, ...]) -> str:
    still = sorted(line.code for line in lines if line.moved.words == SAME)
    return f"{wording.of(len(still), 'did not move', 'did not move')}: {', '.join(still)}." if still else ""


def _heading(night: Night, found: Flags) -> str:
    many = len(found.tonight)
    if night_before(night) is None:
        return f"What changed: nothing to compare yet. {_are_open(many)} on the first night"
    size = difference(many - len(found.before))
    return (
        f"{_are_open(many)}, {size} {_as(night)}: {wording.count(len(found.new) + len(found.back))} began, "
        f"{wording.count(len(found.ended))} ended, {wording.count(found.ended_as(FlagState.FIXED))} of them fixed"
    )


def _as(night: Night) -> str:
    before = night_before(night)
    nights = (night.as_at - before).days if before else 1
    return "than yesterday" if nights == 1 else f"than on {before:%A} {before.day} {before:%B}, {nights} nights ago" if before else ""


def _lines(night: Night, found: Flags) -> tuple[FlagLine, ...]:
    made = [
        FlagLine("", f"Open {_last_night(night)}", len(found.before), "unknown ones among them"),
        FlagLine("+", "New", len(found.new), _between(night) or "not there last night, and never before"),
        FlagLine("+", "Came back", len(found.back), "ended once, and found again tonight"),
    ]
    made += [FlagLine("−", wording.upper_first(words), found.ended_as(state), meaning) for state, (words, meaning) in ENDED.items()]
    made.append(FlagLine("=", "Open tonight", len(found.tonight), "all that goes on, unknown ones among them"))
    made.append(FlagLine("", "of them unknown", len(found.unknown), "could not be asked tonight: never an improvement"))
    return tuple(made)


def _flag_row(code: str, name: str, found: Flags) -> FlagRow:
    fixed = found.ended_as(FlagState.FIXED)
    return FlagRow(
        code, name, len(found.before), len(found.new), len(found.back), fixed, len(found.ended) - fixed, len(found.tonight),
        len(found.unknown),
    )  # fmt: skip


def _standards(night: Night, found: Flags) -> tuple[FlagRow, ...]:
    """The standards in which most began or ended; all the others in one row, so that the rows add up to the total."""

    def part(codes: set[str], inside: bool) -> Flags:
        def cut(frame: pd.DataFrame) -> pd.DataFrame:
            return frame[frame["code"].isin(codes) == inside]

        return Flags(cut(found.before), cut(found.tonight), cut(found.new), cut(found.back), cut(found.ended))

    moves = pd.concat([found.new["code"], found.back["code"], found.ended["code"]]).value_counts()
    order = sorted(moves.index, key=lambda code: (-int(moves[code]), str(code)))[:STANDARDS_SHOWN]
    made = [_flag_row(str(code), counted.card_name(night, str(code)), part({code}, True)) for code in order]
    rest = part(set(order), False)
    others = len({*rest.before["code"], *rest.tonight["code"], *rest.new["code"], *rest.back["code"], *rest.ended["code"]})
    if others:
        made.append(_flag_row("", wording.of(others, "other standard or rule", "other standards and rules"), rest))
    return tuple(made)


def _restricted(frame: pd.DataFrame) -> pd.Series:
    return frame["restricted"].fillna(True).astype(bool)


def _teams(night: Night, found: Flags) -> tuple[tuple[TeamFlags, ...], TeamFlags | None]:
    """Each team's flags, most open practice first; the rest of the teams, the restricted and the whole in a row each."""
    fixed = _lately_fixed(night)
    if found.tonight.empty and fixed.empty:
        return (), None
    open_seen, fixed_seen = found.tonight[~_restricted(found.tonight)], fixed[~_restricted(fixed)]
    practice = open_seen[open_seen["kind"].eq(str(Kind.PRACTICE))]["team"].value_counts()
    teams = sorted({*open_seen["team"].dropna(), *fixed_seen["team"].dropna()}, key=lambda team: (-int(practice.get(team, 0)), str(team)))
    made = [
        _team_flags(night, counted.team_name(night, team), open_seen[open_seen["team"].eq(team)], fixed_seen[fixed_seen["team"].eq(team)])
        for team in teams[:TEAMS_SHOWN]
    ]
    left = teams[TEAMS_SHOWN:]
    blank_open, blank_fixed = (frame[frame["team"].isna() | frame["team"].isin(left)] for frame in (open_seen, fixed_seen))
    if len(blank_open) or len(blank_fixed):
        name = wording.of(len(left), "other team", "other teams") if left else "No team recorded"
        made.append(_team_flags(night, name, blank_open, blank_fixed))
    hidden_open, hidden_fixed = found.tonight[_restricted(found.tonight)], fixed[_restricted(fixed)]
    if len(hidden_open) or len(hidden_fixed):
        made.append(_team_flags(night, "Restricted, in no team", hidden_open, hidden_fixed))
    return tuple(made), _team_flags(night, "All", found.tonight, fixed)


def _lately_fixed(night: Night) -> pd.DataFrame:
    since = pd.Timestamp(night.as_at - dt.timedelta(days=FIXED_DAYS))
    lives = night.lives
    return lives[lives["state"].eq(str(FlagState.FIXED)) & lives["ended_on"].gt(since).fillna(False)]


def _team_flags(night: Night, name: str, open_now: pd.DataFrame, fixed: pd.DataFrame) -> TeamFlags:
    cells = []
    for kind in KINDS:
        own = fixed[fixed["kind"].eq(str(kind))]
        cells.append(KindCell(int(open_now["kind"].eq(str(kind)).sum()), len(own), days_to_fix(own)))
    return TeamFlags(name, tuple(cells), _oldest(night, open_now))


def days_to_fix(fixed: pd.DataFrame) -> str:
    """The median of days from the first night that found a flag to the one that showed it right.

    A flag of the first night ever kept began before it: its days are at least so many, and so is a median that rests on it.
    """
    if fixed.empty:
        return wording.DASH
    days = (fixed["ended_on"] - fixed["first_seen"]).dt.days.astype(int)
    middle = float(median(days))
    begun_before = fixed["not_seen_on"].isna().to_numpy()
    at_least = "at least " if bool((begun_before & (days <= middle).to_numpy()).any()) else ""
    return f"{at_least}{middle:,.1f}".removesuffix(".0")


def _oldest(night: Night, open_now: pd.DataFrame) -> str:
    """41 days; at least 41 where it was there on the first night kept."""
    if open_now.empty:
        return wording.DASH
    first = open_now["first_seen"].min()
    days = (pd.Timestamp(night.as_at) - first).days
    sure = open_now.loc[open_now["first_seen"].eq(first), "not_seen_on"].notna().all()
    return f"{'' if sure else 'at least '}{wording.of(int(days), 'day', 'days')}"


def _teams_note(night: Night) -> str:
    return (
        f"Open tonight; fixed in the last {FIXED_DAYS} days; median days from the first night that found it to the night that showed it "
        "right. Practice: work not done. Recording: work done, record wrong. Unclear: nothing is recorded either way."
    )


def _ages(night: Night, open_now: pd.DataFrame) -> tuple[tuple[AgeRow, ...], AgeRow | None]:
    if open_now.empty:
        return (), None
    days = (pd.Timestamp(night.as_at) - open_now["first_seen"]).dt.days
    made = []
    for least, most, words in AGES:
        own = open_now[days.between(least, most)]
        made.append(AgeRow(words, tuple(int(own["kind"].eq(str(kind)).sum()) for kind in KINDS), len(own)))
    total = AgeRow("All open", tuple(int(open_now["kind"].eq(str(kind)).sum()) for kind in KINDS), len(open_now))
    return tuple(made), total


def _ages_note(night: Night, open_now: pd.DataFrame) -> str:
    """How many ages are only known to be at least so much, and how many began on some day between two nights."""
    old = int(open_now["not_seen_on"].isna().sum())
    gap = (open_now["first_seen"] - open_now["not_seen_on"]).dt.days.gt(1).fillna(False)
    between = open_now[gap.to_numpy(dtype=bool)]
    parts = ["Days since the first night that found it."]
    if old:
        parts.append(f"{wording.count(old)} were there on the first night kept: they are at least so old.")
    if len(between):
        first = between.sort_values("first_seen").iloc[-1]
        start, end = pd.Timestamp(first["not_seen_on"]).date(), pd.Timestamp(first["first_seen"]).date()
        parts.append(
            f"{wording.count(len(between))} began on a night that was missed: the latest first seen between {wording.day(start)} "
            f"and {wording.day(end)}."
        )
    return " ".join(parts)


# Lists ----------------------------------------------------------------------------------------------------------------------------------


def _lists(night: Night, found: Flags) -> tuple[FlagList, ...]:
    """Vanished records, flags that came back and flags that moved team, with the numbers of the children. Nothing where there is none."""
    last = night.remembered.lives
    vanished = found.ended[found.ended["state"].eq(str(FlagState.VANISHED))].assign(what="record gone, no closing event")
    ended = last[last["ended_on"].notna()].sort_values("spell").drop_duplicates("flag", keep="last").set_index("flag")["ended_on"]
    back = found.back.assign(what=[_back(ended.get(flag)) for flag in found.back["flag"]])
    was = last[last["state"].isin(OPEN)].set_index(KEY)["team"]
    both = found.tonight[pd.MultiIndex.from_frame(found.tonight[KEY]).isin(was.index)]
    then = was.reindex(pd.MultiIndex.from_frame(both[KEY])).astype("string").fillna("").to_numpy()
    now = both["team"].astype("string").fillna("").to_numpy()
    other = both.assign(then=then)[then != now]
    went = other.assign(what=[f"was in {counted.team_name(night, team or None)}" for team in other["then"]])
    made = (
        _list(
            night,
            vanished,
            "flag vanished with its record",
            "flags vanished with their records",
            "For the data officer to ask: deleted, merged or moved? Nothing closed them.",
        ),
        _list(night, back, "flag came back", "flags came back", "Fixed or ended once, and found again."),
        _list(night, went, "open flag moved team", "open flags moved team", "Whose it is now is the team named."),
    )
    return tuple(each for each in made if each.total)


def _back(ended: object) -> str:
    day = wording.date_of(ended)
    return f"ended {wording.short_day(day)}" if day else "ended before"


def _list(night: Night, rows: pd.DataFrame, one: str, many: str, note: str) -> FlagList:
    seen = rows[~_restricted(rows)]
    named = seen[seen["child_id"].fillna("").ne("")].sort_values(["code", "child_id", "record_id"])
    named = counted.in_danger_order(night, named.assign(days_over=pd.Series(pd.NA, index=named.index, dtype="Int64")))
    listed = named.head(LISTED) if night.lists_allowed else named.iloc[:0]
    restricted = len(rows) - len(seen)
    more = len(seen) - len(listed)
    parts = [note, f"{wording.count(more)} more in the worklists." if more else "", wording.restricted_note(restricted)]
    return FlagList(
        heading=wording.of(len(rows), one, many),
        note=" ".join(part for part in parts if part),
        rows=tuple(_listed(night, *row) for row in listed[["child_id", "team", "code", "what"]].itertuples(index=False, name=None)),
        total=len(rows),
        more=more,
        restricted=restricted,
    )


def _listed(night: Night, child: object, team: object, code: object, what: str) -> FlagChild:
    return FlagChild(
        child=str(child),
        href=counted.case_link(night, str(child)),
        team=counted.team_name(night, team),
        code=str(code),
        name=counted.card_name(night, str(code)),
        what=what,
    )
