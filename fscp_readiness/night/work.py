"""One night, from a source to a published pack. The library's own order of work: the flow and the command line only call it.

extract -> ask -> count -> judge -> keep -> publish. Each step keeps what it made on the ``Nightly`` object, whose ``counts`` are fit to
log. ``keep`` comes before ``publish``: a run that dies between the two leaves a night that is known and not yet shown, and the next run
shows it; the other way round readers would have a pack that tomorrow knows nothing of.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from fscp_readiness.settings.load import Settings, hash_of
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import Answered, TableState

from .clock import believe_the_clock
from .garbage import looked_for_seldom
from .settled import settled
from .version import code_version

if TYPE_CHECKING:
    from fscp_readiness.extracts import Extract
    from fscp_readiness.findings import Findings
    from fscp_readiness.findings.carried import Carried
    from fscp_readiness.history import Remembered, State, Store
    from fscp_readiness.history.store import Overtaken
    from fscp_readiness.judgements.gates import Gates
    from fscp_readiness.judgements.judged import Readiness
    from fscp_readiness.measures.benchmarks import Benchmarks
    from fscp_readiness.packs.inspection.annex_a import Tonight
    from fscp_readiness.packs.publish import Identity, Published
    from fscp_readiness.standards import Calendar, Catalogue
    from fscp_readiness.tables import Tables

    from .another_system import AnotherSystem
    from .kept_night import KeptNight

Told = Callable[[str, int], None]
"""Called with a phase's words and a count, as work goes on."""


@dataclass(frozen=True)
class Request:
    """What a night is asked to do.

    source        a folder, a database's URL or a workbook
    as_at         the last complete day
    out           where packs are published
    config        the council's config/, or the shipped one
    framework     a framework's name, or blank for the one in force
    state         where history, the key and the lock lie (default ``out``/.state)
    extracted_on  the day the extract was made (default ``as_at``)
    back_fill     an earlier night is written into history too
    by_the_clock  as_at comes from the machine's clock, not from a person
    another_council  the source is no later state of what was read before (each demo makes a council anew): nothing to lay it beside
    demo          the demo: the fixed key, and the source is known to hold what the generator made
    """

    source: str
    as_at: dt.date
    out: Path
    config: Path | None = None
    framework: str = ""
    state: Path | None = None
    extracted_on: dt.date | None = None
    back_fill: bool = False
    by_the_clock: bool = False
    another_council: bool = False
    demo: bool = False


Warned = Callable[[str], None]
"""Called with a sentence that whoever looks after the service must read: it names no child."""


Patient = Callable[[str, int], bool]
"""Called with a code and the number of tries so far, when a source may yet answer: waits and says yes, or says no."""


def at_once(code: str, tries: int) -> bool:
    """Do not wait."""
    return False


def quietly(phase: str, count: int) -> None:
    """Tell nobody."""


def unheard(sentence: str) -> None:
    """Warn nobody."""


@dataclass
class Nightly:
    """One night's work in progress. Its repr, like its counts, holds nothing of any child.

    again  a night as it was kept, whose pack is made once more: nothing is read from the source and nothing is kept
    """

    request: Request
    told: Told = quietly
    warned: Warned = unheard
    again: KeptNight | None = field(default=None, repr=False)
    settings: Settings = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.settings = settled(self.request.config)
        self.framework = self.settings.framework(self.request.as_at, self.request.framework)
        self._counts: dict[str, int] = {}
        self.store: Store
        self.mended: tuple[str, ...] = ()
        self.not_drawn: tuple[str, ...] = ()
        self.code_version = code_version()

    def __repr__(self) -> str:
        return f"Nightly({self.request.as_at})"

    def counts(self) -> dict[str, int]:
        """How many rows, answers and findings so far."""
        return dict(self._counts)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the state folder for this run. Raises AnotherRun (exit 75) when another holds it."""
        from fscp_readiness.findings import suites
        from fscp_readiness.history import default_folder, locked, open_state, remembered
        from fscp_readiness.history.opening import open_history
        from fscp_readiness.history.trail import published_heads
        from fscp_readiness.packs.publish import enough_room

        from . import drawing

        self.state: State = open_state(self.request.state or default_folder(self.request.out), demo=self.request.demo)
        with locked(self.state, started=f"for the night of {self.request.as_at}"), looked_for_seldom():
            enough_room(self.request.out, self.state.folder)
            suites.get_ready()
            drawing.get_ready()
            heads, _ = published_heads(self.request.out)
            self.store, told = open_history(self.state, self.request.as_at.isoformat(), "nightly", heads)
            for sentence in told:
                self.warned(sentence)
            self.mended = told
            try:
                self.remembered: Remembered = remembered(self.store, self.request.as_at)
                yield
            finally:
                self.store.close()

    def steps(self) -> tuple[Callable[[], None], ...]:
        """The night's work, in its order."""
        return self.extract, self.ask, self.count, self.judge, self.keep, self.publish

    def extract(self) -> None:
        """Fill the tables from the source. Raises SourceProblem, with the last good pack kept and marked stale."""
        from fscp_readiness.extracts import read
        from fscp_readiness.extracts.room import Room
        from fscp_readiness.standards import Calendar, discover
        from fscp_readiness.standards.calendar import OVERRIDE
        from fscp_readiness.standards.cards import as_agreed

        from .another_system import moved_since
        from .forgotten import left_out
        from .gating import believed

        request = self.request
        if self.again:
            self._as_kept(self.again)
        else:
            read_ = read(
                request.source,
                self.settings.sources,
                as_at=request.as_at,
                extracted_on=request.extracted_on or request.as_at,
                previously_empty=self._empty_last_night(),
                room=Room(self.settings.service.limits.night_megabytes),
            )
            last = None if request.another_council else self._last_night()
            self.moved: AnotherSystem | None = moved_since(last, self.settings.sources.source_id, self.remembered, self.store)
            told = believed(read_, self.remembered, None if self.moved else last, self.settings.gates, request.as_at)
            said = [self.moved.sentence] if self.moved else []
            noted = dataclasses.replace(told.extract, notes=[*self.mended, *said, *told.extract.notes])
            self.extract_: Extract = left_out(noted, self.store, self.state.key)
            self.carried: Carried | None = told.carried
            self.gates: tuple[tuple[str, ...], ...] = told.gates
            self.vanished: Mapping[str, int] = told.vanished
            self.stands: Mapping[str, dt.date] = told.stands
        self.calendar: Calendar = Calendar.read(override=self.settings.folder / OVERRIDE)
        self.catalogue: Catalogue = as_agreed(discover(CHECKS), self.settings.service)
        self._tell("rows read", int(self.extract_.loads["rows_read"].fillna(0).sum()))

    def ask(self) -> None:
        """Ask every standard of every record, and check every table against its own declaration."""
        from fscp_readiness.apart import meanwhile
        from fscp_readiness.extracts import answerable
        from fscp_readiness.findings import ask_all
        from fscp_readiness.findings.audits import audits_made, open_children
        from fscp_readiness.findings.beyond_the_calendar import beyond_the_calendar
        from fscp_readiness.findings.door_suites import check_tables
        from fscp_readiness.findings.suites import apart
        from fscp_readiness.history import flags
        from fscp_readiness.history.exceptions.fingerprint import fingerprints
        from fscp_readiness.history.lives import OPEN, live_on
        from fscp_readiness.settings.council_tables import council_tables

        from . import drawing
        from .excepted import with_exceptions
        from .kept import with_kept
        from .seen import evidence, first_flagged

        source, memory, suites = self.extract_.tables, self.remembered, apart(self.settings.service.limits)
        tables = with_kept(source, self.extract_.loads, memory, council_tables(self.settings.folder))
        self.asked_tables: Tables = tables
        doors = apart(self.settings.service.limits, drawing.PENS[0])  # whose turn has not come
        checked = meanwhile(lambda: check_tables(source, doors))
        found: Findings = ask_all(
            tables,
            self.catalogue,
            self.calendar,
            answerable=answerable(self.extract_),
            carried=self.carried,
            flagged=memory.lives[memory.lives["state"].isin(OPEN)],
            run=suites,
        )
        rows = found.rows.assign(flag=flags(self.state.key, found.rows))
        rows = rows.assign(fingerprint=fingerprints(self.state.key, rows, tables))
        before = memory.before.as_at if memory.before else None
        seen = evidence(self.extract_, tables, found, memory.changed(self.standards()))
        seen = self.moved.seen(seen, memory.lives) if self.moved else seen
        seen_tonight = rows[~rows["code"].isin([code for code, state in seen.states.items() if state is Answered.HELD])]
        self.lives: pd.DataFrame = live_on(memory.lives, seen_tonight, seen, self.request.as_at, before)
        self.found: Findings = dataclasses.replace(found, rows=first_flagged(rows, self.lives))
        rules = self.settings.service.exceptions
        excepted = with_exceptions(self.found, memory.exceptions, self.lives, rules, tables)
        self.findings: Findings = excepted.findings
        self.overtaken: tuple[Overtaken, ...] = excepted.overtaken
        self.checks: pd.DataFrame = checked()
        new = self.settings.audits.new_within_months
        self.audits, self.open_children = audits_made(tables, self.findings.answers, new), open_children(tables, new)
        self.beyond = beyond_the_calendar(found.answers, found.due_soon, self.calendar, self.request.as_at)
        for sentence in self.beyond:
            self.warned(sentence)
        self._tell("answers", len(found.answers) + int(found.in_order["times"].sum()))
        self._tell("findings", len(rows))

    def count(self) -> None:
        """Count the answers into measures, with their targets and statuses, and have Great Expectations keep its own record of each."""
        from fscp_readiness.apart import meanwhile
        from fscp_readiness.findings.expectations import judge_answers
        from fscp_readiness.findings.suites import apart
        from fscp_readiness.measures.benchmarks import Benchmarks
        from fscp_readiness.measures.monthly import of_the_month

        from .known import known_then_and_now
        from .planned import written_then

        suites = apart(self.settings.service.limits)
        self.benchmarks: Benchmarks = Benchmarks.read(self.settings.folder / "benchmarks")
        self.benchmarks.check_area(self.settings.service.council.area_code)
        self.measures: pd.DataFrame = self._counted(self.findings.answers, self.findings.states, self.findings.in_order)
        found, targets = self.findings, self._targets()
        judged = meanwhile(lambda: judge_answers(found.answers, found.states, targets, found.in_order, suites))
        months = self._counted(of_the_month(self.findings.answers, self.request.as_at), self.findings.states)
        self.months: pd.DataFrame = months[months["counting"].eq("period")].assign(counting="month")
        self.known: pd.DataFrame = self.again.known if self.again else known_then_and_now(self, self._month_before())
        now = self.standards()
        self.written: pd.DataFrame = (
            self.again.written if self.again else written_then(self.store, self.settings.plan, self.request.as_at, now)
        )
        self.expected: pd.DataFrame = judged()
        self._tell("measures", len(self.measures))

    def _counted(self, answers: pd.DataFrame, states: pd.DataFrame, in_order: pd.DataFrame | None = None) -> pd.DataFrame:
        from fscp_readiness.measures import count

        return count(
            answers,
            states,
            self.catalogue,
            self.settings.readiness,
            self.benchmarks,
            as_at=self.request.as_at,
            period_from=self.findings.period_from,
            in_order=in_order,
        )

    def judge(self) -> None:
        """Lay the measures under the framework's judgements."""
        from fscp_readiness.judgements import judge

        from .on_call import annex_a_of

        found = self.findings
        self.annex_a: Tonight = annex_a_of(self)
        self.readiness: Readiness = judge(
            self.measures,
            self.catalogue,
            self.framework,
            self.settings.readiness,
            found.zero_tolerance,
            found.conditions,
            found.children,
            self.request.as_at,
            states=found.states,
            gates=self._known_gates(),
        )
        self._tell("judgements", len(self.readiness.judgements))

    def _known_gates(self) -> Gates:
        """What history and the self-evaluation say to the words: nights running on which all else held, a table held for a second night,
        and whether the self-evaluation stands as signed. And what the night's own Annex A says."""
        from fscp_readiness.judgements.audited import audits_speak
        from fscp_readiness.judgements.gates import Gates
        from fscp_readiness.judgements.self_evaluation import not_signed
        from fscp_readiness.judgements.signals import no_worse_signal
        from fscp_readiness.packs.inspection.annex_a import gates_of

        memory, loads, own = self.remembered, self.extract_.loads, self.settings.self_evaluation
        most = self.settings.readiness.evidence_ready.self_evaluation_signed_within_days
        running = memory.running.get(self.framework.name, {})
        held = set(loads[loads["state"].eq(str(TableState.HELD))]["table"])
        again = any(load.state == str(TableState.HELD) for name, load in memory.loads.items() if name in held)
        return Gates(
            annex_a=gates_of(self.annex_a, self.framework, self.settings.readiness.annex_a.critical),
            audits=audits_speak(
                self.audits,
                self.framework,
                self.settings.audits,
                self.request.as_at,
                self.settings.readiness.evidence_ready.audits_moderated_within_months,
            ),
            no_worse_signal=no_worse_signal(memory.months, self.framework, self.catalogue, self.settings.readiness.rebased),
            self_evaluation_signed=own.signed.on if own and own.signed else None,
            self_evaluation_unsigned=not_signed(own, self.framework.name, self.request.as_at, most) if own else (),
            nights={each.key: running.get(each.key, 0) + 1 for each in self.framework.judgements},
            starred_held_nights=2 if again else 1 if held else 0,
        )

    def keep(self) -> None:
        """Remember the night, whole or not at all: what it read, its flags and its figures. An earlier one only with ``back_fill``."""
        from fscp_readiness.history import Loaded, Run, crashes
        from fscp_readiness.history.holds import runs_held
        from fscp_readiness.history.snapshots import remove_old, runs_kept, write_snapshot
        from fscp_readiness.history.store import JudgedAs

        from .kept_night import packed

        self._see_config_stood_still()
        self.run_: str = self.run_id()
        if self.again or (self.is_behind() and not self.request.back_fill):
            self._tell("nights kept", 0)
            return
        run = Run(
            as_at=self.request.as_at,
            run=self.run_,
            source_hash=self.extract_.source_hash,
            config_hash=self.settings.hash,
            code_version=self.code_version,
            standards_version=self.catalogue.version,
            framework=self.framework.name,
            data_date=self.request.as_at.isoformat(),
        )
        write_snapshot(self.state, self.run_, packed(self))
        first_code = {table: code for table, code, *_ in reversed(self.gates)}
        loads = {
            (name := str(row["table"])): Loaded(
                int(row["rows_read"] or 0),
                str(row["state"]),
                str(row["data_date"] or ""),
                self.vanished.get(name, 0),
                first_code.get(name, ""),
            )
            for row in self.extract_.loads.astype("object").where(self.extract_.loads.notna(), None).to_dict("records")
        }
        measures = pd.concat([self.measures, self.months], ignore_index=True)
        words = [JudgedAs(each.key, str(each.word), int(each.all_else_held)) for each in self.readiness.judgements]
        self.store.keep(
            run, loads, self.lives, measures, self.standards(), words,
            anchor=self.remembered.head, overtaken=self.overtaken, key=self.state.key,
        )  # fmt: skip
        stay = self._newest_runs() | runs_held(self.store, runs_kept(self.state), self.request.as_at)
        crashes.remove_old(self.state, self.request.as_at, self.settings.service.retention.crash_days)
        remove_old(self.state, self.request.as_at, self.settings.service.retention.snapshot_days, keep=stay)
        self._tell("nights kept", 1)

    def publish(self) -> None:
        """Write the packs in a staging folder, and move the pointer to them when they are whole."""
        from fscp_readiness.history.crashes import write_crash
        from fscp_readiness.packs.publish import manifest_hash, publish

        from .papers import write_papers

        def write(folder: Path) -> None:
            drawn = write_papers(self, self.run_, folder)
            self.not_drawn = tuple(each.sentence for each in drawn.lost)
            for record in filter(None, drawn.records):
                write_crash(self.state, self.run_, record)

        self.published_: Published = publish(self.request.out, self._identity(self.run_), write)
        for sentence in self.not_drawn:
            self.warned(sentence)
        lacks = f", papers not drawn {len(self.not_drawn)}" if self.not_drawn else ""
        about = f"{self.run_} published; findings {len(self.findings.rows)}, measures {len(self.measures)}{lacks}"
        self.store.published(self.request.as_at, self.run_, manifest_hash(self.published_.path), self.state.key, about)
        if not self.again:
            self._back_up()
        self._refresh_latest()
        self._tell("files", sum(1 for path in self.published_.path.rglob("*") if path.is_file()))

    def _see_config_stood_still(self) -> None:
        """Raise ConfigProblem where config was changed while the night ran: a part of it was then read before, and a part after."""
        from fscp_readiness.settings.inspection import FILE, Inspection

        folder = self.settings.folder
        if not self.again and hash_of(folder, Inspection.load(folder / FILE)) != self.settings.hash:
            raise ConfigProblem(
                "config was changed while the night ran, so its parts do not belong together. Nothing was kept or published. "
                "Run the night again.",
                "CFG-139",
            )

    def _back_up(self) -> None:
        """Back the history up when tonight's night is its last, unless tonight's backup is there and holds all of it."""
        from fscp_readiness.history.safekeeping import backup, is_backed_up

        if not self.is_behind() and not is_backed_up(self.state, self.request.as_at, self.store.head()):
            backup(self.state, self.request.as_at)

    def _refresh_latest(self) -> None:
        """Put the newest pack's workbooks where people look for them every day."""
        from fscp_readiness.packs.worklists.latest import refresh

        for sentence in refresh(self.request.out):
            self.warned(sentence)

    def _newest_runs(self) -> set[str]:
        """The last two nights' runs: their snapshots stay, whatever their age."""
        return set(self.store.runs()["run"].tail(2))

    def _last_night(self) -> KeptNight | None:
        """The last kept night, as its snapshot holds it; None on the first, or where it is there no longer."""
        before = self.remembered.before
        return self._kept(before.run) if before else None

    def _month_before(self) -> KeptNight | None:
        """The last kept night of the month before, as its snapshot holds it; None where there is none, or no longer."""
        first = self.request.as_at.replace(day=1)
        earlier = [night.run for night in self.remembered.nights if night.as_at < first]
        return self._kept(earlier[-1]) if earlier else None

    def _kept(self, run: str) -> KeptNight | None:
        from fscp_readiness.history.snapshots import has_snapshot, read_snapshot

        from .kept_night import unpacked

        return unpacked(read_snapshot(self.state, run)) if has_snapshot(self.state, run) else None

    def _as_kept(self, kept: KeptNight) -> None:
        """Take up a night as it was kept."""
        self.extract_, self.remembered, self.carried = kept.extract, kept.memory, kept.carried
        self.gates, self.vanished, self.stands, self.moved = kept.gates, kept.vanished, kept.stands, kept.moved

    def last_kept(self) -> dt.date | None:
        """The latest night that is kept."""
        nights = self.store.runs()["as_at"]
        return dt.date.fromisoformat(str(nights.max())) if len(nights) else None

    def is_behind(self) -> bool:
        """Is a later night than this one kept already?"""
        last = self.last_kept()
        return last is not None and last > self.request.as_at

    def standards(self) -> dict[str, str]:
        """What each standard says tonight: code -> hash."""
        from .seen import what_it_says

        return {standard.code: what_it_says(standard) for standard in self.catalogue}

    def _identity(self, run: str) -> Identity:
        from fscp_readiness.packs.publish import Identity

        loads = self.extract_.loads
        return Identity(
            run=run,
            as_at=self.request.as_at,
            framework=self.framework.name,
            source=self.extract_.source_name,
            code_version=self.code_version,
            standards_version=self.catalogue.version,
            tables={str(name): int(rows) for name, rows in zip(loads["table"], loads["rows_read"].fillna(0), strict=True)},
            trail=self.remembered.head,
        )

    def is_done(self) -> bool:
        """Is this very work published already? Asked before a row is read, of a source whose content has a hash at once (a folder)."""
        from fscp_readiness.extracts import content_hash
        from fscp_readiness.extracts.room import Room

        request, room = self.request, Room(self.settings.service.limits.night_megabytes)
        extracted_on = request.extracted_on or request.as_at
        content = content_hash(request.source, as_at=request.as_at, extracted_on=extracted_on, room=room)
        return content is not None and self._is_there(self._run_of(content, extracted_on))

    def is_published(self) -> bool:
        """The same, of a source that was read: then only the pointer and the backup are seen to."""
        return self._is_there(self.run_id())

    def _is_there(self, run: str) -> bool:
        from fscp_readiness.packs.publish import already_published, manifest_hash, shown_again

        kept = self.store.packs()
        known = kept[kept["run"].eq(run)]["manifest_hash"].tolist()
        out = self.request.out
        if not known or not already_published(out, run) or manifest_hash(out / "packs" / run) not in known:
            return False
        self.published_ = shown_again(out, run, self.request.as_at)
        self._back_up()
        self._refresh_latest()
        return True

    def published(self) -> Published:
        """What became of the publication."""
        return self.published_

    def run_id(self) -> str:
        """The name of this night's work (contract.md, 'State, identity, configuration')."""
        return self._run_of(self.extract_.source_hash, self.extract_.tables.extracted_on)

    def _run_of(self, content_hash: str, extracted_on: dt.date) -> str:
        from fscp_readiness.history import run_id

        return run_id(
            self.request.as_at,
            source_hash=f"{content_hash} {extracted_on.isoformat()}",
            config_hash=self.settings.hash,
            code_version=self.code_version,
            framework=self.framework.name,
            history_hash=self.remembered.hash(),
        )

    def lists_allowed(self) -> tuple[bool, str]:
        """May rows and lists of children be made, and the sentence that says why (contract.md: fail closed)."""
        return may_list(self.settings, self.extract_)

    def _targets(self) -> dict[tuple[str, str], float]:
        whole = self.measures[self.measures["scope"].eq("all") & self.measures["target"].notna()]
        return {(str(code), str(counting)): float(target) for code, counting, target in whole[["code", "counting", "target"]].to_numpy()}

    def disagreements(self) -> tuple[str, ...]:
        """A sentence where Great Expectations counted otherwise than we did: that figure cannot be trusted tonight."""
        asked = set(self.findings.states[self.findings.states["state"].eq("asked")]["code"])
        wrong = self.expected[self.expected["state"].eq("crashed") & self.expected["code"].isin(asked)]["code"].unique()
        if not len(wrong):
            return ()
        return (f"Two ways of counting disagree on {', '.join(sorted(wrong))}: do not rely on those figures tonight. [CHK-03]",)

    def nothing_new(self) -> tuple[str, ...]:
        """A sentence where the source is last night's, byte for byte: the days have moved on and the records have not."""
        before = self.remembered.before
        if before is None or before.source_hash != self.extract_.source_hash:
            return ()
        return (f"No new data since {before.as_at:%-d %B %Y}: the source is the same as on that night, byte for byte. [SRC-10]",)

    def _empty_last_night(self) -> frozenset[str]:
        """Tables that held no row on the night before: one that is empty again is not refused."""
        before = self.remembered.before
        return frozenset(name for name, rows in before.tables.items() if rows == 0) if before else frozenset()

    def _tell(self, phase: str, count: int) -> None:
        self._counts[phase] = count
        self.told(phase, count)


def may_list(settings: Settings, extract: Extract) -> tuple[bool, str]:
    """May children of this extract be listed, and the sentence that says why (contract.md: fail closed)."""
    from fscp_readiness.findings.restriction import restriction_known

    said, tables = settings.service.restricted, extract.tables
    if str(TableState.HELD) in set(extract.loads[extract.loads["table"].eq("ext_restricted")]["state"]):
        return False, (
            "Tonight's ext_restricted is not to be believed, and who is restricted since last night is not known, so no child is listed: "
            "counts only. Put the table right in the source, or have it accepted by name (fscp-readiness accept-source). [SEC-71]"
        )
    if tables.holds("restricted_records") and not restriction_known(tables):
        return False, (
            "A restriction in ext_restricted does not say whose it is, so no child is listed tonight: counts only. "
            "Put the person_id right in the source. [SEC-72]"
        )
    if tables.holds("restricted_records"):
        return True, "The source says which records are restricted; those children are counted and not listed."
    if extract.door == "annex_a":
        return True, "An Annex A workbook is a list of children by nature; it does not say which records are restricted."
    if said.none_held and said.said_by and said.said_on:
        return True, f"{said.said_by} said on {said.said_on:%-d %B %Y} that the source holds no restricted records."
    return False, (
        "The source does not say which records are restricted, and nobody has said in config/service.toml that it holds none. "
        "So no child is listed tonight: counts only. Add ext_restricted to the source, or have [restricted] signed. [SEC-71]"
    )


def say_why_there_is_no_pack(request: Request, problem: Exception) -> None:
    """Whatever stopped a night, yesterday's pack is marked stale with a page that says so. Another run in progress is no failure."""
    from fscp_readiness.history import AnotherRun
    from fscp_readiness.packs.publish import mark_stale

    if not isinstance(problem, AnotherRun):
        code, sentence = str(getattr(problem, "code", "OUR-01")), str(getattr(problem, "sentence", "")) or _ours(problem)
        mark_stale(request.out, since=getattr(problem, "since", request.as_at), code=code, sentence=sentence)


def _ours(problem: Exception) -> str:
    """What stopped the night in a reader's words. Only our own problems' messages are fit to print; another's may carry a value."""
    if hasattr(problem, "exit_code"):
        return str(problem)
    return "The program itself failed while the pack was being made. The people who look after it have what they need to find out why."


def run(request: Request, told: Told = quietly, warned: Warned = unheard, patient: Patient = at_once) -> Published:
    """Do one whole night. Raises ConfigProblem (2), ExtractProblem (2 or 3), AnotherRun (75)."""
    try:
        night = Nightly(request, told, warned)
        with night.alone():
            believe_the_clock(night)
            if not night.is_done():
                _read_patiently(night, patient)
                if not night.is_published():
                    for step in night.steps()[1:]:
                        step()
            return night.published()
    except Exception as problem:
        say_why_there_is_no_pack(request, problem)
        raise


def _read_patiently(night: Nightly, patient: Patient) -> None:
    from fscp_readiness.extracts import SourceProblem
    from fscp_readiness.extracts.problems import worth_another_try

    tries = 0
    while True:
        try:
            return night.extract()
        except SourceProblem as problem:
            tries += 1
            if not (worth_another_try(problem.code, tries) and patient(problem.code, tries)):
                raise
