"""The history store: every night that was kept, in SQLite in the state folder, or in PostgreSQL.

One night is one transaction: its run, what it read, the lives of its flags, its measures. Killed at any moment, the night is kept or it is
not. Keeping a night again first takes away what it had kept, so it is there once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, Engine, inspect, text

from fscp_readiness.tables import DATES
from fscp_readiness.vocabulary import ExceptionState

from . import engines
from .audit import NOTHING, Entry, Event, Head, is_sealed, sealed
from .lives import LIVES, OPEN
from .migrations import STEPS
from .state import HISTORY_FILE, NEXT_KEY, State, StateRefused
from .switch import address, see_it_is_ours, switched
from .trail import check_trail

FILE: Final = HISTORY_FILE
MEASURE_COLUMNS: Final = (
    "code", "counting", "scope", "group", "in_scope", "met", "not_met", "not_recorded", "excepted", "low", "high", "value", "target",
    "floor", "unit", "status",
)  # fmt: skip
"""Of measures.csv, what is kept of every night, for the whole, each service and each team."""

MONTHS: Final = ("month", "as_at", *MEASURE_COLUMNS)
"""Monthly points: the first of the month, the night they are of, and the measure; ``counting`` is live or month."""

MONTH: Final = "month"
"""The counting of a period measure over one calendar month: kept, and in no file (measures.csv's own periods are longer)."""

KEPT_SCOPES: Final = ("all", "service", "team")
KEPT, PUBLISHED = "kept", "published"

USUAL_NIGHTS: Final = 28
"""Over how many nights it is learned how many ids go without a closing event as a rule."""


@dataclass(frozen=True)
class Run:
    """One night's run, as it is remembered. Dates and hashes; nothing of any child."""

    as_at: dt.date
    run: str
    source_hash: str = ""
    config_hash: str = ""
    code_version: str = ""
    standards_version: str = ""
    framework: str = ""
    data_date: str = ""


@dataclass(frozen=True)
class Loaded:
    """One table of one night.

    state      TableState; ``data_date``: the day its rows are of
    vanished   ids that were open the night before and gone without a closing event
    gate       code of the gate that it did not pass, or blank
    """

    rows_read: int
    state: str
    data_date: str
    vanished: int = 0
    gate: str = ""


@dataclass(frozen=True)
class JudgedAs:
    """One judgement's word. ``all_else_held``: 1 where nothing but the nights running stood between it and Evidence ready, else 0."""

    judgement: str
    word: str
    all_else_held: int


@dataclass(frozen=True)
class Overtaken:
    """A request for an exception that a night ended: the finding is gone (put_right) or says something else (void)."""

    number: int
    state: ExceptionState
    why: str


class Store:
    """The kept nights. Made by ``open_store``; one writer at a time, which the state folder's lock sees to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __repr__(self) -> str:
        return f"Store({self._engine.dialect.name})"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes: it waits for the writer before it, and happens whole or not at all."""
        with engines.saying_why_not(), engines.for_writing(self._engine).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that only reads."""
        with engines.saying_why_not(), self._engine.connect() as connection:
            yield connection

    def migrate(self) -> int:
        """Bring the tables to this version's form, a step a transaction; gives the version. Raises StateRefused when they are newer."""
        while (version := self.version()) < len(STEPS):
            with self.writing() as connection:
                step_after(connection, version)
        if version > len(STEPS):
            raise StateRefused(
                f"The history is of version {version} and this program knows {len(STEPS)}. Install the newer program again.", "HIST-117"
            )
        return version

    def version(self) -> int:
        """How many steps the tables have gone through; 0 before the first."""
        with self.reading() as connection:
            return version(connection)

    def keep(
        self,
        run: Run,
        loads: Mapping[str, Loaded],
        lives: pd.DataFrame,
        measures: pd.DataFrame,
        standards: Mapping[str, str],
        words: Sequence[JudgedAs] = (),
        anchor: Head | None = None,
        overtaken: Sequence[Overtaken] = (),
        key: bytes = b"",
    ) -> None:
        """Keep one night: all of it or nothing. A night that is kept already is kept again, once.

        lives      LIVES after this night (lives.live_on)
        measures   measures.csv's frame, and the calendar month's rows beside it (measures.monthly)
        standards  code -> hash of what it says
        words      each judgement's word that night
        anchor     the end of the audit trail that the night's manifest names; None: as it ends now
        overtaken  requests for exceptions that this night ended, each written into the trail under ``key``

        Where a later night is kept (a night filled in behind it), the flags are left as they are: they were seen later already.
        The head of the audit trail that the first keeping of a night wrote down stays, so that its manifest says the same again; so does
        that this run's pack stands, so that a finished night that is run again is nothing new.
        """
        day = run.as_at.isoformat()
        with self.writing() as connection:
            later = connection.execute(text("SELECT 1 FROM run WHERE as_at > :day"), {"day": day}).first()
            own = connection.execute(text("SELECT audit_number, audit_mac, run, state FROM run WHERE as_at = :day"), {"day": day}).first()
            anchor = Head(int(own[0]), str(own[1])) if own else anchor or head(connection)
            state = str(own[3]) if own and own[2] == run.run else KEPT
            if later is None:
                _forget_flags(connection, day)
            _forget_night(connection, day)
            named = {**asdict(run), "as_at": day, "state": state, "audit_number": anchor.number, "audit_mac": anchor.mac}
            _insert(connection, "run", [named])
            _insert(connection, "table_load", [{"as_at": day, "table_name": name, **asdict(load)} for name, load in sorted(loads.items())])
            _insert(connection, "measure", _measure_rows(measures, day))
            _insert(connection, "judgement", [{"as_at": day, "framework": run.framework, **asdict(each)} for each in words])
            connection.execute(
                text("INSERT INTO config_version (hash, from_on) VALUES (:hash, :day) ON CONFLICT (hash) DO NOTHING"),
                {"hash": run.config_hash, "day": day},
            )
            if later is None:
                _keep_standards(connection, day, standards)
                _keep_flags(connection, day, lives)
                _end_exceptions(connection, day, overtaken, key)

    def published(self, as_at: dt.date, run: str, manifest_hash: str, key: bytes = b"", about: str = "") -> bool:
        """Write down that a pack stands, with its manifest's hash. False, and nothing is written, when that is known already.

        about  what the audit trail says of it, sealed under ``key`` in the same transaction; blank: nothing
        """
        day = as_at.isoformat()
        with self.writing() as connection:
            known = connection.execute(text("SELECT manifest_hash FROM pack WHERE run = :run"), {"run": run}).scalar()
            state = connection.execute(text("SELECT state FROM run WHERE as_at = :day AND run = :run"), {"day": day, "run": run}).scalar()
            if known == manifest_hash and state in (None, PUBLISHED):
                return False
            connection.execute(text("UPDATE run SET state = :state WHERE run = :run"), {"state": PUBLISHED, "run": run})
            connection.execute(text("DELETE FROM pack WHERE run = :run"), {"run": run})
            _insert(connection, "pack", [{"run": run, "as_at": day, "manifest_hash": manifest_hash}])
            if about:
                write_entry(connection, key, day, Event.PACK_MADE, "nightly", about)
            return True

    def runs(self) -> pd.DataFrame:
        """Every kept night, oldest first: the columns of Run, ``state`` (kept, published) and the trail's head then; as_at as text."""
        return self._read("SELECT * FROM run ORDER BY as_at")

    def packs(self) -> pd.DataFrame:
        """Every pack that was published: run, as_at (text), manifest_hash, by night."""
        return self._read("SELECT run, as_at, manifest_hash FROM pack ORDER BY as_at, run")

    def loads(self, as_at: dt.date) -> dict[str, Loaded]:
        """What one night read, by the source's name of the table."""
        rows = self._read("SELECT * FROM table_load WHERE as_at = :day ORDER BY table_name", day=as_at.isoformat())
        return {row["table_name"]: Loaded(row["rows_read"], row["state"], row["data_date"], row["vanished"], row["gate"])
                for row in rows.to_dict("records")}  # fmt: skip

    def rows_read(self, before: dt.date, nights: int) -> dict[str, dict[str, int]]:
        """Rows read of each table on the last so many nights before that day: as_at (text) -> table -> rows."""
        days = self._read("SELECT as_at FROM run WHERE as_at < :day ORDER BY as_at DESC", day=before.isoformat())["as_at"].head(nights)
        if days.empty:
            return {}
        rows = self._read("SELECT as_at, table_name, rows_read FROM table_load WHERE as_at >= :first AND as_at < :day",
                          first=days.iloc[-1], day=before.isoformat())  # fmt: skip
        return {
            str(day): {str(name): int(count) for name, count in zip(each["table_name"], each["rows_read"], strict=True)}
            for day, each in rows.groupby("as_at")
        }

    def usual(self, as_at: dt.date, nights: int = USUAL_NIGHTS) -> dict[str, float]:
        """How many ids a night go without a closing event as a rule, by table: the mean over its last fresh nights before ``as_at``."""
        rows = self._read(
            "SELECT table_name, vanished FROM table_load WHERE as_at < :day AND state = 'fresh' ORDER BY as_at DESC", day=as_at.isoformat()
        )
        return {str(name): float(each["vanished"].head(nights).mean()) for name, each in rows.groupby("table_name")}

    def accept(self, as_at: dt.date, table_name: str, who: str, why: str, said_at: str) -> None:
        """Take one table as it is on one night, whatever its gates say: a named person's word."""
        row = {"as_at": as_at.isoformat(), "table_name": table_name, "who": who, "why": why, "said_at": said_at}
        with self.writing() as connection:
            connection.execute(text("DELETE FROM acceptance WHERE as_at = :as_at AND table_name = :table_name"), row)
            _insert(connection, "acceptance", [row])

    def accepted(self, as_at: dt.date) -> list[dict[str, str]]:
        """The tables accepted for one night: table_name, who, why, said_at."""
        rows = self._read("SELECT table_name, who, why, said_at FROM acceptance WHERE as_at = :day ORDER BY table_name",
                          day=as_at.isoformat())  # fmt: skip
        return [{str(name): str(value) for name, value in row.items()} for row in rows.to_dict("records")]

    def nights_running(self, before: dt.date, framework: str) -> dict[str, int]:
        """By judgement, on how many nights running up to the day before ``before`` all else held. A night that was missed ends the row."""
        rows = self._read(
            "SELECT as_at, judgement FROM judgement WHERE framework = :framework AND as_at < :day AND all_else_held = 1",
            framework=framework, day=before.isoformat(),
        )  # fmt: skip
        running = {}
        for key, each in rows.groupby("judgement"):
            days, nights = set(each["as_at"]), 0
            while (before - dt.timedelta(days=nights + 1)).isoformat() in days:
                nights += 1
            running[str(key)] = nights
        return running

    def read_by(self, reader: str, read_on: dt.date, as_at: dt.date, code: str = "", decided: str = "", said_by: str = "") -> None:
        """Write down that a reader opened the pack of ``as_at``, and, where they say so, what they decided about a measure."""
        with self.writing() as connection:
            number = next_number(connection, "reading")
            row = {"number": number, "reader": reader, "read_on": read_on.isoformat(), "as_at": as_at.isoformat(), "code": code,
                   "decided": decided, "said_by": said_by}  # fmt: skip
            _insert(connection, "reading", [row])

    def readings(self, before: dt.date) -> pd.DataFrame:
        """Readings of packs before that day, oldest first: reader, read_on, as_at (text), code, decided, said_by."""
        return self._read("SELECT * FROM reading WHERE as_at < :day ORDER BY number", day=before.isoformat()).drop(columns="number")

    def words(self, as_at: dt.date) -> list[tuple[str, str, str]]:
        """Each judgement's word on one kept night: framework, judgement's key, word; none where the night is not kept."""
        rows = self._read("SELECT framework, judgement, word FROM judgement WHERE as_at = :day ORDER BY framework, judgement",
                          day=as_at.isoformat())  # fmt: skip
        return [(str(each["framework"]), str(each["judgement"]), str(each["word"])) for each in rows.to_dict("records")]

    def standards(self, before: dt.date) -> dict[str, str]:
        """What each standard said on the last night before that day: code -> hash."""
        with self.reading() as connection:
            return _standards(connection, before.isoformat())

    def lives(self, as_at: dt.date) -> pd.DataFrame:
        """LIVES as the night of ``as_at`` left them, whatever came later."""
        with self.reading() as connection:
            return _lives(connection, as_at.isoformat())

    def measured(self, code: str, counting: str, scope: str = "all", group: str = "") -> pd.DataFrame:
        """One measure over the kept nights: as_at (text) and MEASURE_COLUMNS, oldest first."""
        rows = self._read(
            "SELECT * FROM measure WHERE code = :code AND counting = :counting AND scope = :scope AND group_name = :of ORDER BY as_at",
            code=code, counting=counting, scope=scope, of=group,
        )  # fmt: skip
        return rows.rename(columns={"group_name": "group"})

    def measures(self, as_at: dt.date) -> pd.DataFrame:
        """Every kept measure of one night: MEASURE_COLUMNS."""
        return _typed(self._read("SELECT * FROM measure WHERE as_at = :day ORDER BY code, counting, scope, group_name",
                                 day=as_at.isoformat()))  # fmt: skip

    def months(self, before: dt.date, published: bool = False) -> pd.DataFrame:
        """The last kept night of each calendar month before that night's own: MONTHS, oldest first.

        Of live measures the last night's figure, of period measures the calendar month's.
        published  only nights whose pack stands
        """
        first = before.replace(day=1).isoformat()
        first_state = PUBLISHED if published else KEPT
        rows = self._read(
            "SELECT m.* FROM measure AS m JOIN (SELECT max(as_at) AS as_at FROM run WHERE as_at < :first AND state IN (:one, :other) "
            "GROUP BY substr(as_at, 1, 7)) AS l ON m.as_at = l.as_at "
            "WHERE m.counting IN ('live', 'month') ORDER BY m.as_at, m.code, m.counting, m.scope, m.group_name",
            first=first, one=first_state, other=PUBLISHED,
        )  # fmt: skip
        nights = pd.to_datetime(rows["as_at"], format="%Y-%m-%d").astype(DATES)
        return _typed(rows).assign(as_at=nights, month=nights.dt.to_period("M").dt.start_time.astype(DATES))[list(MONTHS)]

    def write_down(self, key: bytes, said_at: str, what: Event, who: str, about: str) -> Head:
        """Add an entry to the audit trail; gives the new head."""
        with self.writing() as connection:
            return write_entry(connection, key, said_at, what, who, about)

    def head(self) -> Head:
        """The end of the audit trail."""
        with self.reading() as connection:
            return head(connection)

    def trail(self) -> list[Entry]:
        """The audit trail, oldest first."""
        with self.reading() as connection:
            return entries(connection)

    def _read(self, query: str, **words: object) -> pd.DataFrame:
        with self.reading() as connection:
            result = connection.execute(text(query), words)
            return pd.DataFrame([dict(row) for row in result.mappings()], columns=list(result.keys()))

    @property
    def engine(self) -> Engine:
        """For those who copy the whole history, or look at its tables."""
        return self._engine

    def close(self) -> None:
        self._engine.dispose()


def open_store(state: State, url: str = "", anchors: Sequence[Head] | None = ()) -> Store:
    """The state folder's own SQLite file or, once it was moved there, PostgreSQL; whole, of this version's form, its audit trail verified.

    url      a PostgreSQL database to open whatever the folder says
    anchors  heads of the trail that published packs hold (trail.published_heads); None leaves the trail unverified

    Raises StateRefused: damaged (HIST-115), its end cut off (HIST-116), newer than this program (HIST-117), another key's (HIST-126),
    tampered with (HIST-155), or PostgreSQL not there or another one, or the disk will not take it.
    """
    moved = None if url else switched(state)
    engine = engines.postgresql(url or address()) if url or moved else engines.sqlite(state.folder / FILE)
    store = Store(engine)
    try:
        with engines.saying_why_not():
            engines.check(engine)
            if moved:
                see_it_is_ours(engine, moved)
            store.migrate()
            if anchors is not None:
                _check_trail(store, state, anchors)
    except BaseException:
        store.close()
        raise
    return store


def _check_trail(store: Store, state: State, anchors: Sequence[Head]) -> None:
    try:
        check_trail(store.trail(), state.key, anchors)
    except StateRefused:
        if not (state.folder / NEXT_KEY).exists():
            raise
        raise StateRefused(
            "The key was being changed when the program was stopped. Run 'fscp-readiness store rotate-key' again: it finishes.", "KEY-01"
        ) from None


def step_after(connection: Connection, done: int) -> None:
    """Take the tables from one version to the next, in a transaction that writes; nothing where another program has done so meanwhile."""
    connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"))
    if version(connection) == done:
        STEPS[done](connection)
        connection.execute(text("DELETE FROM schema_version"))
        connection.execute(text("INSERT INTO schema_version VALUES (:version)"), {"version": done + 1})


def version(connection: Connection) -> int:
    """How many steps the tables have gone through; 0 before the first."""
    if not inspect(connection).has_table("schema_version"):
        return 0
    return int(connection.execute(text("SELECT max(version) FROM schema_version")).scalar() or 0)


def _insert(connection: Connection, table_name: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        names = list(rows[0])
        values = ", ".join(f":{name}" for name in names)
        connection.execute(text(f"INSERT INTO {table_name} ({', '.join(names)}) VALUES ({values})"), rows)  # noqa: S608 - our own names


def next_number(connection: Connection, table_name: str) -> int:
    """The next number of a numbered table: one that no row has, and none that is gone ever had."""
    here = connection.execute(text(f"SELECT coalesce(max(number), 0) FROM {table_name}")).scalar()  # noqa: S608 - our own names
    gone = connection.execute(text("SELECT number FROM highest WHERE what = :what"), {"what": table_name}).scalar()
    return max(int(here or 0), int(gone or 0)) + 1


def take_away(connection: Connection, table_name: str, where: str, words: Mapping[str, object]) -> int:
    """Delete rows of a numbered table, and remember the highest number there ever was; gives how many."""
    highest = next_number(connection, table_name) - 1
    gone = connection.execute(text(f"DELETE FROM {table_name} WHERE {where}"), words).rowcount  # noqa: S608 - our own words
    if gone:
        told = {"what": table_name, "number": highest}
        connection.execute(text("DELETE FROM highest WHERE what = :what"), told)
        connection.execute(text("INSERT INTO highest (what, number) VALUES (:what, :number)"), told)
    return int(gone)


def _forget_flags(connection: Connection, day: str) -> None:
    """The intervals that a night began go, and those it ended go on; so do the standards it wrote down."""
    words = {"day": day}
    connection.execute(text("DELETE FROM flag_interval WHERE from_on >= :day"), words)
    connection.execute(text("UPDATE flag_interval SET until_on = NULL WHERE until_on >= :day"), words)
    connection.execute(text("DELETE FROM standard WHERE from_on >= :day"), words)


def _end_exceptions(connection: Connection, day: str, overtaken: Sequence[Overtaken], key: bytes) -> None:
    """What a night ended is ended by that night; what it had ended when it was kept before, and now does not, goes on."""
    words = {"day": day}
    connection.execute(
        text(
            "UPDATE exception_signoff SET state = CASE agreed WHEN 1 THEN 'agreed' ELSE 'asked' END, ended_on = '', ended_by = '', "
            "ended_why = '' WHERE ended_on >= :day AND ended_by = 'nightly'"
        ),
        words,
    )
    for each in overtaken:
        told = {"number": each.number, "state": str(each.state), "why": each.why, **words}
        ending = (
            "UPDATE exception_signoff SET state = :state, ended_on = :day, ended_by = 'nightly', ended_why = :why WHERE number = :number"
        )
        connection.execute(text(ending), told)
        what = Event.EXCEPTION_VOID if each.state is ExceptionState.VOID else Event.EXCEPTION_PUT_RIGHT
        write_entry(connection, key, day, what, "nightly", f"{each.number}: {each.why}")


def _forget_night(connection: Connection, day: str) -> None:
    for table_name in ("judgement", "measure", "table_load", "run"):
        connection.execute(text(f"DELETE FROM {table_name} WHERE as_at = :day"), {"day": day})  # noqa: S608 - our own names


def _measure_rows(measures: pd.DataFrame, day: str) -> list[dict[str, Any]]:
    wanted = measures.loc[measures["scope"].isin(KEPT_SCOPES), list(MEASURE_COLUMNS)].rename(columns={"group": "group_name"})
    plain = wanted.astype("object").where(wanted.notna(), None).assign(group_name=wanted["group_name"].fillna(""))
    return [{"as_at": day, **{str(name): value for name, value in row.items()}} for row in plain.to_dict("records")]


def _keep_standards(connection: Connection, day: str, standards: Mapping[str, str]) -> None:
    """Write down each standard that says something new."""
    before = _standards(connection, day)
    _insert(
        connection, "standard",
        [{"code": code, "from_on": day, "hash": said} for code, said in sorted(standards.items()) if before.get(code) != said],
    )  # fmt: skip


def _standards(connection: Connection, day: str) -> dict[str, str]:
    """What each standard said on the last night before ``day``: code -> hash."""
    held = connection.execute(
        text("SELECT code, hash FROM standard AS s WHERE from_on = "
             "(SELECT max(from_on) FROM standard AS t WHERE t.code = s.code AND t.from_on < :day)"),
        {"day": day},
    )  # fmt: skip
    return {str(code): str(said) for code, said in held}


_INTERVAL: Final = tuple(LIVES)
_MOVES: Final = ("child_id", "kind", "severity", "service", "team", "field", "state")


def _keep_flags(connection: Connection, day: str, new: pd.DataFrame) -> None:
    before = connection.execute(text("SELECT max(as_at) FROM run WHERE as_at < :day"), {"day": day}).scalar()
    old = _lives(connection, before) if before else no_lives()
    was = old.set_index(["flag", "spell"])[list(_MOVES)].astype("object")
    now = new.set_index(["flag", "spell"])[list(_MOVES)].astype("object")
    same = was.reindex(now.index).fillna("").eq(now.fillna("")).all(axis=1) & now.index.isin(was.index)
    moved = new[~same.to_numpy()]
    keys = [{"flag": flag, "spell": int(spell), "day": day} for flag, spell in zip(moved["flag"], moved["spell"], strict=True)]
    if keys:
        ending = text("UPDATE flag_interval SET until_on = :day WHERE flag = :flag AND spell = :spell AND until_on IS NULL")
        connection.execute(ending, keys)
        plain = moved.assign(**{name: moved[name].dt.strftime("%Y-%m-%d") for name in _DAYS}).astype("object")
        plain = plain.where(plain.notna(), None)
        for name in ("record_id", "child_id", "field", "service", "team"):
            plain[name] = plain[name].fillna("")
        rows = [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
        _insert(connection, "flag_interval", [{**row, "spell": int(row["spell"]), "from_on": day} for row in rows])


_DAYS: Final = ("first_seen", "not_seen_on", "last_seen", "ended_on")


def _lives(connection: Connection, day: str) -> pd.DataFrame:
    """LIVES as the night of ``day`` left them. An open flag was last seen on the last night that was kept up to that day."""
    rows = connection.execute(
        text(f"SELECT {', '.join(_INTERVAL)} FROM flag_interval WHERE from_on <= :day AND (until_on IS NULL OR until_on > :day) "  # noqa: S608
             "ORDER BY flag, spell"),
        {"day": day},
    ).mappings()  # fmt: skip
    held = pd.DataFrame([dict(row) for row in rows], columns=list(_INTERVAL))
    if held.empty:
        return no_lives()
    for name in _DAYS:
        held[name] = pd.to_datetime(held[name], format="%Y-%m-%d").astype(DATES)
    last = connection.execute(text("SELECT max(as_at) FROM run WHERE as_at <= :day"), {"day": day}).scalar()
    held = held.astype(LIVES)
    if last:
        held["last_seen"] = held["last_seen"].mask(held["state"].eq(OPEN[0]), pd.Timestamp(last)).astype(DATES)
    return held


_WHOLE: Final = ("in_scope", "met", "not_met", "not_recorded", "excepted")
_SHARES: Final = ("low", "high", "value", "target", "floor")


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Kept measures with the dtypes of measures.csv's frame."""
    named = rows.rename(columns={"group_name": "group"})
    kinds = {name: "Int64" if name in _WHOLE else "Float64" if name in _SHARES else "string" for name in MEASURE_COLUMNS}
    return named[list(MEASURE_COLUMNS)].astype(kinds)


def no_lives() -> pd.DataFrame:
    """LIVES before the first night."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in LIVES.items()})


def write_entry(connection: Connection, key: bytes, said_at: str, what: Event, who: str, about: str) -> Head:
    """Add an entry to the audit trail within a transaction that writes; gives the new head."""
    return write_entries(connection, key, [(said_at, what, who, about)])


def write_entries(connection: Connection, key: bytes, told: Iterable[tuple[str, Event, str, str]]) -> Head:
    """Add entries (said_at, what, who, about) in their order within one transaction that writes; gives the new head."""
    end, entries = head(connection), []
    see_it_is_the_key(connection, key)
    for said_at, what, who, about in told:
        entries.append(sealed(key, end, said_at, what, who, about))
        end = Head(entries[-1].number, entries[-1].mac)
    _insert(connection, "audit", [asdict(entry) for entry in entries])
    return end


def write_first_under(connection: Connection, key: bytes, said_at: str, what: Event, who: str, about: str) -> None:
    """Add the entry with which a new key begins."""
    _insert(connection, "audit", [asdict(sealed(key, head(connection), said_at, what, who, about))])


def see_it_is_the_key(connection: Connection, key: bytes) -> None:
    """Raise StateRefused where another key sealed the last entry: this program was started before the key was changed."""
    last = connection.execute(text("SELECT * FROM audit ORDER BY number DESC LIMIT 1")).mappings().first()
    if last is not None and not is_sealed(key, Entry(**last)):
        raise StateRefused(
            "The history is sealed with another key than this program was started with. Nothing was written. Leave it, and start it again.",
            "KEY-04",
        )


def head(connection: Connection) -> Head:
    """The end of the audit trail."""
    last = connection.execute(text("SELECT number, mac FROM audit ORDER BY number DESC LIMIT 1")).first()
    return NOTHING if last is None else Head(int(last[0]), str(last[1]))


def entries(connection: Connection) -> list[Entry]:
    """The audit trail, oldest first."""
    return [Entry(**row) for row in connection.execute(text("SELECT * FROM audit ORDER BY number")).mappings()]
