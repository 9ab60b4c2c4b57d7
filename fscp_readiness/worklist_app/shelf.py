"""The newest whole pack's rows, in memory, asked only through a scope: whose rows a reader may see is part of every question."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, TypeVar

import pandas as pd
from markupsafe import Markup

from fscp_readiness.history.exceptions.role_rules import Person
from fscp_readiness.packs.publish import CURRENT, read_current, verify
from fscp_readiness.packs.worklists import flat
from fscp_readiness.vocabulary import Kind, Role

MEASURES: Final = "data/measures.parquet"
HEX: Final = "0123456789abcdef"
COUNTED: Final = frozenset({"in_scope", "met", "not_met", "not_recorded", "exempt", "excepted", "restricted"})
NO_DIGIT: Final = "-"
NOBODY, ME = "nobody", "me"
AT_ONCE: Final = 500
ANSWERS: Final = 1_000
DRAWN: Final = 10_000
READ: Final = 10_000
"""How many answers, drawn rows and rows are kept at once; beyond that the ones asked for longest ago go, or all."""

Answer = TypeVar("Answer")
WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True)
class Scope:
    """Which rows somebody may see. ``teams`` None: every team; ``sample``: only flags that begin with one of these digits; blank: all."""

    teams: frozenset[str] | None
    sample: str = ""

    def where(self) -> tuple[str, list[str]]:
        """A condition on flag and team_id, and its values."""
        said, values = ["1 = 1"], []
        if self.teams is not None:
            said.append(f"team_id IN ({', '.join('?' * len(self.teams))})")
            values += sorted(self.teams)
        if self.sample:
            said.append(f"substr(flag, 1, 1) IN ({', '.join('?' * len(self.sample))})")
            values += list(self.sample)
        return " AND ".join(said), values


EVERYTHING: Final = Scope(None)


def scope_of(person: Person, sixteenths: int) -> Scope:
    """The rows that this person's role and teams let them see. ``sixteenths``: how many of sixteen a quality auditor is shown."""
    if person.role is Role.QUALITY_AUDITOR:
        return Scope(person.teams, HEX[:sixteenths] or NO_DIGIT)
    if person.role in (Role.LEADERSHIP, Role.DATA_OFFICER, Role.TEAM_MANAGER):
        return Scope(person.teams)
    return Scope(frozenset())


@dataclass(frozen=True)
class Row:
    """One row of the worklist, as the pack has it (flat.WORKLIST). ``team``: its id, which the rules ask about."""

    place: int
    priority: str
    severity: str
    kind: str
    child_id: str
    age: int | None
    family: str
    code: str
    standard: str
    wording: str
    why: str
    worker_id: str
    worker: str
    team_id: str
    team_name: str
    service: str
    outcome: str
    reason: str
    field: str
    record_table: str
    record_id: str
    shows: str
    what_to_do: str
    form: str
    due_on: dt.date | None
    days_over: int | None
    unit: str
    first_flagged: dt.date | None
    flag_age: int | None
    times_flagged: int
    figures: int
    annex_a_rows: int
    fix_value: int
    flag: str
    fingerprint: str
    row_key: str
    excepted: bool
    exception_state: str
    exception_until: dt.date | None
    taken_by: str
    may_except: bool
    why_not_except: str

    @property
    def team(self) -> str:
        return self.team_id


@dataclass(frozen=True)
class Life:
    """One spell of a flag."""

    flag: str
    spell: int
    code: str
    standard: str
    child_id: str
    team_id: str
    team_name: str
    kind: str
    record_table: str
    record_id: str
    field: str
    first_seen: dt.date | None
    last_seen: dt.date | None
    state: str
    ended_on: dt.date | None


@dataclass(frozen=True)
class Point:
    """One night of the trend, added up over a reader's teams."""

    as_at: dt.date
    kind: str
    open: int
    new: int
    cleared: int


@dataclass(frozen=True)
class Counted:
    """How many rows, about how many children; ``others``: rows that are not about one child."""

    rows: int
    children: int
    others: int


@dataclass(frozen=True)
class Filters:
    """What a reader asked for. ``kinds`` empty: every kind; the others blank: any."""

    kinds: tuple[str, ...] = ()
    team: str = ""
    code: str = ""
    priority: str = ""
    worker: str = ""
    form: str = ""
    taken: str = ""

    def where(self, who: str) -> tuple[str, list[str]]:
        """A condition, and its values. ``who``: whoever asks, for the rows they took."""
        said, values = ["1 = 1"], []
        if self.kinds:
            said.append(f"kind IN ({', '.join('?' * len(self.kinds))})")
            values += list(self.kinds)
        for column, wanted in (("team_id", self.team), ("code", self.code), ("priority", self.priority), ("worker_id", self.worker),
                               ("form", self.form)):  # fmt: skip
            if wanted:
                said.append(f"{column} = ?")
                values.append(wanted)
        if self.taken == NOBODY:
            said.append("flag NOT IN (SELECT flag FROM taken)")
        elif self.taken == ME:
            said.append("flag IN (SELECT flag FROM taken WHERE who = ?)")
            values.append(who)
        return " AND ".join(said), values


ORDERS: Final[Mapping[str, tuple[str, str]]] = {
    "": ("Most urgent first", "place"),
    "over": ("Longest overdue first", "days_over IS NULL, days_over DESC, place"),
    "age": ("Oldest flag first", "flag_age IS NULL, flag_age DESC, place"),
    "fix": ("One fix helps most first", "fix_value DESC, place"),
}
"""How a list may be sorted: what the reader reads, and the order."""

FIRST_VIEWS: Final = ((), (Kind.PRACTICE,), (Kind.RECORDING, Kind.UNCLEAR))
"""The kinds that a role sees first."""

CHOICES: Final = {
    "team": ("team_id", "team_name"),
    "code": ("code", "standard"),
    "priority": ("priority", "priority"),
    "worker": ("worker_id", "worker"),
    "form": ("form", "form"),
}


class Night:
    """One pack's rows. Every question takes a scope."""

    def __init__(self, as_at: dt.date, run: str, pack: Path, frames: Mapping[str, pd.DataFrame], measures: pd.DataFrame) -> None:
        self.as_at, self.run, self.pack = as_at, run, pack
        self.measures = {
            (str(row["code"]), str(row["counting"]), str(row["scope"]), "" if pd.isna(row["group"]) else str(row["group"])): {
                str(name): None if pd.isna(value) else int(value) if name in COUNTED else value for name, value in row.items()
            }
            for row in measures[measures["scope"].isin(("all", "team"))].to_dict("records")
        }
        self._rows = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._rows.row_factory = sqlite3.Row
        for name, kind in (("row", Row), ("life", Life), ("point", _TrendRow)):
            self._fill(name, [each.name for each in fields(kind)], frames[name])
        self._rows.execute("CREATE TABLE taken (flag TEXT PRIMARY KEY, who TEXT, name TEXT)")
        for statement in _INDEXES:
            self._rows.execute(statement)
        self._rows.execute("ANALYZE")
        self._taken: dict[str, tuple[str, str]] = {}
        self._asked: dict[str, str] = {}
        self._changes = 0
        self._read: dict[int, Row] = {}
        self._drawn: OrderedDict[tuple[str, str, str, str], Markup] = OrderedDict()
        self._answers: OrderedDict[tuple[object, ...], Any] = OrderedDict()

    def rows(self, scope: Scope, who: str, filters: Filters, order: str = "", most: int = 50, after: int = 0) -> list[Row]:
        """The rows that the filters leave, in that order (a key of ORDERS), so many after so many."""
        where, values = _both(scope, filters, who)

        def ask() -> array[int]:
            found = self._rows.execute(f"SELECT place FROM row WHERE {where} ORDER BY {ORDERS[order][1]}", values)
            return array("I", (each[0] for each in found))

        wanted = list(self._once("places", scope, who, filters, ask, order)[after : after + most])
        unread = [place for place in wanted if place not in self._read]
        if len(self._read) > READ:
            self._read, unread = {}, wanted
        read = {}
        for at in range(0, len(unread), AT_ONCE):
            some = unread[at : at + AT_ONCE]
            for each in self._rows.execute(f"SELECT * FROM row WHERE place IN ({', '.join('?' * len(some))})", some):
                read[each["place"]] = _row(each)
        if len(wanted) <= AT_ONCE:
            self._read.update(read)
        return [read.get(place) or self._read[place] for place in wanted]

    def counted(self, scope: Scope, who: str, filters: Filters) -> Counted:
        """How many rows and children the filters leave."""
        where, values = _both(scope, filters, who)

        def ask() -> Counted:
            children = f"SELECT DISTINCT child_id FROM row WHERE {where} AND child_id <> ''"
            told = self._rows.execute(
                f"SELECT count(*), (SELECT count(*) FROM ({children})), coalesce(sum(child_id = ''), 0) FROM row WHERE {where}", values * 2
            ).fetchone()
            return Counted(*told)

        return self._once("counted", scope, who, filters, ask)

    def by_kind(self, scope: Scope, who: str, filters: Filters) -> dict[str, int]:
        """Rows by kind."""
        where, values = _both(scope, filters, who)

        def ask() -> dict[str, int]:
            return dict(self._rows.execute(f"SELECT kind, count(*) FROM row WHERE {where} GROUP BY kind ORDER BY kind", values).fetchall())

        return self._once("by_kind", scope, who, filters, ask)

    def behind_most(self, scope: Scope, who: str, filters: Filters) -> tuple[str, int] | None:
        """The form or step behind most of the rows, and how many."""
        where, values = _both(scope, filters, who)

        def ask() -> tuple[str, int] | None:
            told = self._rows.execute(
                f"SELECT form, count(*) AS n FROM row WHERE {where} AND form <> '' GROUP BY form ORDER BY n DESC, form LIMIT 1", values
            ).fetchone()
            return (str(told[0]), int(told[1])) if told else None

        return self._once("behind_most", scope, who, filters, ask)

    def _once(self, what: str, scope: Scope, who: str, filters: Filters, ask: Callable[[], Answer], order: str = "") -> Answer:
        """The answer to a question, asked once a night: the rows do not change. Who has a row does, so then it is asked once a change."""
        return self.once((what, scope, filters, order, (who, self._changes) if filters.taken else None), ask)

    def once(self, key: tuple[object, ...], ask: Callable[[], Answer]) -> Answer:
        """The answer kept under this key, or else asked for now. The key holds the scope, so that nobody is given another's answer."""
        if key in self._answers:
            self._answers.move_to_end(key)
        else:
            self._answers[key] = ask()
            if len(self._answers) > ANSWERS:
                self._answers.popitem(last=False)
        answer: Answer = self._answers[key]
        return answer

    def asked(self, flag: str) -> str:
        """asked or agreed, where an exception of that flag is now; blank otherwise."""
        return self._asked.get(flag, "")

    def drawn(self, row: Row, same_family: str, taken: str, asked: str, draw: Callable[[Row, str, str, str], Markup]) -> Markup:
        """One row of this night as a list shows it, drawn once: ``draw`` is given the rest."""
        key = (row.flag, same_family, taken, asked)
        if key in self._drawn:
            self._drawn.move_to_end(key)
        else:
            self._drawn[key] = draw(row, same_family, taken, asked)
            if len(self._drawn) > DRAWN:
                self._drawn.popitem(last=False)
        return self._drawn[key]

    def row(self, scope: Scope, flag: str) -> Row | None:
        """The row of that flag; None where there is none that this reader may see."""
        where, values = scope.where()
        told = self._rows.execute(f"SELECT * FROM row WHERE flag = ? AND {where}", [flag, *values]).fetchone()
        return _row(told) if told else None

    def choices(self, scope: Scope, what: str) -> list[tuple[str, str]]:
        """What a filter may be set to, and in words, among the rows this reader may see. ``what``: a key of CHOICES."""
        key, words = CHOICES[what]
        where, values = scope.where()

        def ask() -> list[tuple[str, str]]:
            found = self._rows.execute(
                f"SELECT {key}, min({words}) AS said FROM row WHERE {where} AND {key} <> '' GROUP BY {key} ORDER BY said, {key}", values
            )
            return [(str(each[0]), str(each[1])) for each in found]

        return self._once(f"choices of {what}", scope, "", Filters(), ask)

    def lives(self, scope: Scope, flag: str) -> list[Life]:
        """The spells of one flag, first first."""
        where, values = scope.where()
        found = self._rows.execute(f"SELECT * FROM life WHERE flag = ? AND {where} ORDER BY spell", [flag, *values])
        return [_life(each) for each in found]

    def cleared(self, scope: Scope) -> list[Life]:
        """Spells that ended in the seven days up to this night, last first."""
        where, values = scope.where()
        since = (self.as_at - WEEK).isoformat()
        found = self._rows.execute(
            f"SELECT * FROM life WHERE ended_on > ? AND {where} ORDER BY ended_on DESC, team_name, standard, child_id, flag",
            [since, *values],
        )
        return [_life(each) for each in found]

    def trend(self, teams: frozenset[str] | None, team: str = "") -> list[Point]:
        """Night by night and kind by kind, added up over the teams (None: all), or of one of them."""
        where, values = Scope(teams).where()
        if team:
            where, values = f"{where} AND team_id = ?", [*values, team]
        found = self._rows.execute(
            f"SELECT as_at, kind, sum(open), sum(new), sum(cleared) FROM point WHERE {where} GROUP BY as_at, kind ORDER BY as_at, kind",
            values,
        )
        return [Point(dt.date.fromisoformat(each[0]), each[1], each[2], each[3], each[4]) for each in found]

    def trend_teams(self, teams: frozenset[str] | None) -> list[tuple[str, str]]:
        """The teams that the trend knows, id and name."""
        where, values = Scope(teams).where()
        found = self._rows.execute(f"SELECT team_id, max(team_name) FROM point WHERE {where} GROUP BY team_id ORDER BY 2, 1", values)
        return [(str(each[0]), str(each[1])) for each in found]

    def take(self, taken: Mapping[str, tuple[str, str]], asked: Mapping[str, str] | None = None) -> None:
        """What stands in the book now.

        taken  flag -> who has the row, and their name
        asked  flag -> asked or agreed, where an exception is
        """
        self._asked = dict(asked or {})
        if dict(taken) == self._taken:
            return
        self._taken, self._changes = dict(taken), self._changes + 1
        self._rows.execute("BEGIN")
        self._rows.execute("DELETE FROM taken")
        self._rows.executemany("INSERT INTO taken VALUES (?, ?, ?)", [(flag, *who) for flag, who in taken.items()])
        self._rows.execute("COMMIT")

    def taken(self, flags: Sequence[str]) -> dict[str, tuple[str, str]]:
        """flag -> who has it, and their name."""
        return {flag: self._taken[flag] for flag in flags if flag in self._taken}

    def everybody_taken(self) -> dict[str, str]:
        """flag -> the name of who has it."""
        return {flag: name for flag, (_, name) in self._taken.items()}

    def warm(self) -> None:
        """Ask what readers of every team ask first, before anybody waits for it."""
        for kinds in FIRST_VIEWS:
            filters = Filters(kinds)
            self.counted(EVERYTHING, "", filters)
            self.behind_most(EVERYTHING, "", filters)
            self.rows(EVERYTHING, "", filters, most=0)
        self.by_kind(EVERYTHING, "", Filters())
        for what in CHOICES:
            self.choices(EVERYTHING, what)

    def close(self) -> None:
        self._rows.close()

    def _fill(self, name: str, columns: list[str], frame: pd.DataFrame) -> None:
        told = frame.rename(columns={"team": "team_name"})[columns]
        plain = {column: _plain(told[column]) for column in columns}
        self._rows.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        self._rows.execute("BEGIN")
        self._rows.executemany(
            f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})",
            zip(*plain.values(), strict=True),
        )
        self._rows.execute("COMMIT")


@dataclass(frozen=True)
class _TrendRow:
    as_at: str
    team_id: str
    team_name: str
    kind: str
    open: int
    new: int
    cleared: int


_INDEXES = (
    "CREATE UNIQUE INDEX row_flag ON row (flag)",
    "CREATE UNIQUE INDEX row_place ON row (place)",
    "CREATE INDEX row_list ON row (team_id, kind, child_id, form, place, code, priority, worker_id, flag, days_over, flag_age, fix_value)",
    "CREATE INDEX life_flag ON life (flag, spell)",
    "CREATE INDEX life_ended ON life (ended_on)",
)
_ROW_DATES = ("due_on", "first_flagged", "exception_until")
_LIFE_DATES = ("first_seen", "last_seen", "ended_on")
_YES_OR_NO = ("excepted", "may_except")


def _plain(values: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(values):
        return [None if pd.isna(each) else each.date().isoformat() for each in values]
    blank = "" if pd.api.types.is_string_dtype(values) or values.dtype == object else None
    return [blank if pd.isna(each) else each.isoformat() if isinstance(each, dt.date) else _number(each) for each in values]


def _number(value: Any) -> Any:  # noqa: ANN401 - one cell of a frame
    return value if isinstance(value, str) else int(value)


def _both(scope: Scope, filters: Filters, who: str) -> tuple[str, list[str]]:
    (mine, values), (wanted, others) = scope.where(), filters.where(who)
    return f"{mine} AND {wanted}", [*values, *others]


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _row(told: sqlite3.Row) -> Row:
    said = dict(told)
    said.update({name: _day(said[name]) for name in _ROW_DATES}, **{name: bool(said[name]) for name in _YES_OR_NO})
    return Row(**said)


def _life(told: sqlite3.Row) -> Life:
    said = dict(told)
    said.update({name: _day(said[name]) for name in _LIFE_DATES})
    return Life(**said)


class Shelf:
    """Finds the newest pack. ``stat`` on every question; a new pack is read whole before anybody is answered from it."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._stamp: tuple[int, int, int] | None = None
        self._night: Night | None = None
        self._why = ""
        self._reading = asyncio.Lock()

    async def tonight(self) -> Night | None:
        """The newest pack's rows; None where there is no pack, it holds no lists, or it is not as it was published (``why``)."""
        stamp = self._told()
        if stamp != self._stamp:
            async with self._reading:
                stamp = self._told()
                if stamp != self._stamp:
                    await self._read(stamp)
        return self._night

    @property
    def why(self) -> str:
        """Why there are no rows: a sentence."""
        return self._why

    def _told(self) -> tuple[int, int, int] | None:
        try:
            told = (self._out / CURRENT).stat()
        except OSError:
            return None
        return told.st_ino, told.st_mtime_ns, told.st_size

    async def _read(self, stamp: tuple[int, int, int] | None) -> None:
        self._night, self._why = None, "There is no pack yet."
        if stamp is not None:
            try:
                self._night = await asyncio.to_thread(_read_night, self._out)
                self._why = ""
            except NoLists as problem:
                self._why = str(problem)
        self._stamp = stamp


class NoLists(ValueError):
    """The newest pack shows no child, and why."""


def _read_night(out: Path) -> Night:
    current = read_current(out)
    if current is None:
        raise NoLists("The newest pack cannot be found.")
    pack = out / current.path
    if wrong := verify(pack):
        raise NoLists(f"The newest pack is not as it was published: {len(wrong)} of its files.")
    try:
        frames = {"row": flat.read_worklist(pack), "life": flat.read_lives(pack), "point": flat.read_trend(pack)}
        measures = pd.read_parquet(pack / MEASURES)
    except (flat.NoWorklist, OSError) as problem:
        raise NoLists(str(problem) if isinstance(problem, flat.NoWorklist) else "The newest pack lacks a file.") from None
    night = Night(current.as_at, current.run, pack, frames, measures)
    night.warm()
    return night
