"""The worklists as typed, flat files for the web worklist and for Power BI: the same rows as all.xlsx, the lives of flags, and the trend.

Only where lists are allowed, and never a restricted child.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from fscp_readiness.measures.counting import MEASURES
from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import NO_TEAM

from ..parquet_file import as_parquet, from_parquet
from ..restricted import is_restricted
from .rows import ToPutRight, WorklistFacts, team_in_words, team_names

WORKLIST: Final = {
    "place": "Int64",
    "priority": "string",
    "severity": "string",
    "kind": "string",
    "child_id": "string",
    "age": "Int64",
    "family": "string",
    "code": "string",
    "standard": "string",
    "wording": "string",
    "why": "string",
    "worker_id": "string",
    "worker": "string",
    "team_id": "string",
    "team": "string",
    "service": "string",
    "outcome": "string",
    "reason": "string",
    "field": "string",
    "record_table": "string",
    "record_id": "string",
    "shows": "string",
    "what_to_do": "string",
    "form": "string",
    "due_on": DATES,
    "days_over": "Int64",
    "unit": "string",
    "first_flagged": DATES,
    "flag_age": "Int64",
    "times_flagged": "Int64",
    "figures": "Int64",
    "annex_a_rows": "Int64",
    "fix_value": "Int64",
    "flag": "string",
    "fingerprint": "string",
    "row_key": "string",
    "excepted": "boolean",
    "exception_state": "string",
    "exception_until": DATES,
    "taken_by": "string",
    "may_except": "boolean",
    "why_not_except": "string",
}
LIVES: Final = {
    "flag": "string",
    "spell": "Int64",
    "code": "string",
    "standard": "string",
    "child_id": "string",
    "team_id": "string",
    "team": "string",
    "kind": "string",
    "record_table": "string",
    "record_id": "string",
    "field": "string",
    "first_seen": DATES,
    "last_seen": DATES,
    "state": "string",
    "ended_on": DATES,
}
TREND: Final = {
    "as_at": DATES,
    "team_id": "string",
    "team": "string",
    "kind": "string",
    "open": "Int64",
    "new": "Int64",
    "cleared": "Int64",
}

ABOUT: Final[Mapping[str, str]] = {
    "place": "where the row stands in all.xlsx, from 1",
    "priority": "P1 to P4, as in the workbook; severity is the same by its name in findings.csv",
    "severity": "zero_tolerance, high, normal or query",
    "kind": "practice, recording or unclear",
    "child_id": "the child's id in the case system; blank where the row is about a worker or a whole table",
    "age": "in whole years at the end of the day",
    "family": "the same for brothers and sisters, and for nobody else",
    "code": "the standard or recording rule, as in the catalogue",
    "standard": "its name",
    "wording": "the standard as one sentence that is true when all is well",
    "why": "why it matters to a child",
    "worker_id": "id of the allocated worker; 'none' where there is none",
    "worker": "the worker's name, or Team manager where nobody is allocated",
    "team_id": "id of the team that answers for it; 'no team recorded' where none is known",
    "team": "the team's name",
    "service": "id of the service the team belongs to",
    "outcome": "not_met, not_recorded or broken",
    "reason": "why, as in findings.csv",
    "field": "the column at fault, by the source's own name",
    "record_table": "the table of the record, by its SSD or ext_ name",
    "record_id": "the record's key in that table",
    "shows": "what the record shows, in a sentence made by rule; never a word of the record",
    "what_to_do": "what puts it right, in the case system's words",
    "form": "the form or step of the case system on which it is put right (config/worklist.toml)",
    "due_on": "the last day in time; blank without a clock",
    "days_over": "whole units past due_on",
    "unit": "what days_over counts: working_days or days",
    "first_flagged": "the first night this was found",
    "flag_age": "days since then",
    "times_flagged": "1, or more where it was put right before and came back",
    "figures": "how many measures one correction of this field of this record puts right",
    "annex_a_rows": "how many rows of Annex A lists 1 to 11 print what is corrected",
    "fix_value": "figures + annex_a_rows",
    "flag": "a name for this standard, record and episode, the same every night",
    "fingerprint": "changes when the record, or what is found of it, changes",
    "row_key": "what a returned workbook's row is believed by",
    "excepted": "true where an agreed exception counts tonight",
    "exception_state": "what was last said of an exception: asked, agreed, refused and so on; blank where none was asked for",
    "exception_until": "its last day",
    "taken_by": "who has the row in hand",
    "may_except": "false where this row can never be excepted",
    "why_not_except": "the sentence why; blank where it may be",
    "spell": "1, and one more each time that the flag came back",
    "first_seen": "the night that found it first",
    "last_seen": "the last night that found it",
    "state": "open, unknown (nothing is known of it tonight), or why it ended: fixed, left_cohort, vanished, exempt, standard_changed",
    "ended_on": "the night that showed the end; blank while it goes on",
    "as_at": "the night",
    "open": "flags that stood at the end of the night, those of which nothing was known among them",
    "new": "flags that this night found and the one before it did not",
    "cleared": "flags that this night showed to have ended, for whatever reason (lives.parquet): open = open before + new - cleared",
}
"""A column's meaning, whichever of the files it stands in."""

DAYS: Final = 28
"""So many nights of trend, and flags that ended in so many days, are in the files."""

FILES: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "worklists/all/worklist.parquet": (
        "The rows of all.xlsx, typed, in its order: one a finding that is not about a restricted child.",
        WORKLIST,
    ),
    "worklists/all/lives.parquet": (
        f"The spells of the flags that are in worklist.parquet, and of those that ended in the last {DAYS} days: one row a flag and spell.",
        LIVES,
    ),
    "worklists/all/trend.parquet": (
        f"Flags by night, team and kind, on the last {DAYS} kept nights and on this one. A flag counts for the team and kind it had "
        "when it was last found; who is restricted is as known tonight, so a night may count other than its own pack did.",
        TREND,
    ),
}
"""Path in the pack -> what it is, and its columns with their dtypes."""

(WORKLIST_FILE, LIVES_FILE, TREND_FILE) = FILES
MEASURES_FILE: Final = "data/measures.parquet"
"""measures.csv typed, in its order: counts, so it is in every pack (data_files.py writes it)."""


class NoWorklist(LookupError):
    """A pack that holds no list. Exit code 2: yours to fix, or to wait for."""

    exit_code = 2

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(f"{sentence} [{code}]")
        self.code = code


def flat_files(facts: WorklistFacts, rows: Sequence[ToPutRight]) -> dict[str, bytes]:
    """FILES, by their path in a pack. rows: every row to put right, in the order and words of all.xlsx."""
    worklist = worklist_frame(rows)
    frames = {WORKLIST_FILE: worklist, LIVES_FILE: lives_frame(facts, worklist["flag"]), TREND_FILE: trend_frame(facts)}
    about = {"marking": facts.marking, "run": facts.run, "as_at": facts.as_at.isoformat()}
    return {path: as_parquet(frames[path], kinds, about) for path, (_, kinds) in FILES.items()}


def read_worklist(pack: Path) -> pd.DataFrame:
    """WORKLIST of a published pack. Raises NoWorklist where the pack holds none."""
    return _read(pack, WORKLIST_FILE)


def read_lives(pack: Path) -> pd.DataFrame:
    """LIVES of a published pack. Raises NoWorklist where the pack holds none."""
    return _read(pack, LIVES_FILE)


def read_trend(pack: Path) -> pd.DataFrame:
    """TREND of a published pack. Raises NoWorklist where the pack holds none."""
    return _read(pack, TREND_FILE)


def read_measures(pack: Path) -> pd.DataFrame:
    """measures.counting.MEASURES of a published pack. Raises NoWorklist where an earlier version made it."""
    return _read(pack, MEASURES_FILE)


def _read(pack: Path, path: str) -> pd.DataFrame:
    if not (pack / path).is_file():
        raise NoWorklist(
            f"The pack {pack.name} holds no {Path(path).name}: it was not known which children are restricted, or an earlier version made "
            "it. Its counts and its leadership pages stand. Put the list of restricted records right and run the night again.",
            "WRK-04",
        )
    try:
        return from_parquet(pack / path, MEASURES if path == MEASURES_FILE else FILES[path][1])
    except (OSError, ValueError):
        raise NoWorklist(
            f"{path} of the pack {pack.name} cannot be read: it is damaged, or another version made it. The workbooks beside it stand. "
            "Run the night again.",
            "WRK-05",
        ) from None


def worklist_frame(rows: Iterable[ToPutRight]) -> pd.DataFrame:
    """WORKLIST of rows in their order. Blank text is none, as in every other frame of ours."""
    told = list(rows)
    columns: dict[str, list[object]] = {name: [getattr(row, name) for row in told] for name in WORKLIST if name not in ("place", "family")}
    columns |= {"place": list(range(1, len(told) + 1)), "family": [_family(row) for row in told]}
    filled = {name: [None if value == "" else value for value in columns[name]] for name in WORKLIST}
    return pd.DataFrame(filled, dtype="object").astype(WORKLIST)


def _family(row: ToPutRight) -> str:
    """One word for a family that no child's own id can be."""
    kind, name = row.family
    return "" if kind == "row" else f"{kind} {name}"


def lives_frame(facts: WorklistFacts, listed: pd.Series) -> pd.DataFrame:
    """LIVES, by flag and spell. listed: the flags of tonight's rows."""
    lives = facts.lives[~is_restricted(facts.lives, "lives")]
    recent = lives["ended_on"] > pd.Timestamp(facts.as_at) - pd.Timedelta(days=DAYS)
    lives = _with_teams(lives[lives["flag"].isin(listed) | recent], facts)
    names = {code: card.name for code, card in facts.cards.items()}
    return (
        lives.assign(standard=[names.get(code, code) for code in lives["code"]])
        .sort_values(["flag", "spell"], ignore_index=True)[list(LIVES)]
        .astype(LIVES)
    )


def trend_frame(facts: WorklistFacts) -> pd.DataFrame:
    """TREND, by night, team and kind: a row for each of them, also where there is nothing."""
    nights = [*facts.nights[-DAYS:], facts.as_at]
    lives = facts.lives[~is_restricted(facts.lives, "lives")]
    lives = _with_teams(lives[lives["ended_on"].isna() | (lives["ended_on"] >= pd.Timestamp(nights[0]))], facts)
    by = ["team_id", "team", "kind"]
    groups = lives[by].drop_duplicates().sort_values(by, ignore_index=True)
    parts = [groups.assign(as_at=pd.Timestamp(night), **_counted(lives, groups, by, pd.Timestamp(night))) for night in nights]
    return pd.concat(parts, ignore_index=True)[list(TREND)].astype(TREND)


def _counted(lives: pd.DataFrame, groups: pd.DataFrame, by: list[str], night: pd.Timestamp) -> dict[str, np.ndarray]:
    begun, ended = lives["first_seen"], lives["ended_on"]
    which = {"open": (begun <= night) & ~(ended <= night), "new": begun == night, "cleared": ended == night}
    wanted = pd.MultiIndex.from_frame(groups)
    return {name: lives[rows].groupby(by).size().reindex(wanted).fillna(0).to_numpy(dtype=int) for name, rows in which.items()}


def _with_teams(lives: pd.DataFrame, facts: WorklistFacts) -> pd.DataFrame:
    """Lives with the team's id and name, and no blank among them."""
    names = team_names(facts)
    team = lives["team"].fillna("").replace("", NO_TEAM)
    told = team.map({each: team_in_words(each, names) for each in team.unique()}).astype("string")
    return lives.assign(team_id=team, team=told, kind=lives["kind"].fillna(""))
