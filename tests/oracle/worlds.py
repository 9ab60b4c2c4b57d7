"""Made-up nights with the awkward cases: rows drawn at random, their dates near the edges that clocks have.

No life here is coherent and nobody in it is anybody. A date lies a clock's length (or one day more or less) from the day it is counted
from; blanks, unreadable values, rows dated ahead, endings today and tomorrow, keys that lead nowhere and flags left blank are all common.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from fscp_readiness.tables import DTYPES, Tables, Type, register, table
from fscp_readiness.tables.declare import Column, Table
from fscp_readiness.tables.kept import kept_frame

DAYS = (
    dt.date(2016, 3, 31),
    dt.date(2016, 5, 23),
    dt.date(2016, 2, 29),
    dt.date(2016, 12, 28),
    dt.date(2020, 5, 11),
    dt.date(2022, 6, 6),
    dt.date(2023, 5, 9),
    dt.date(2024, 4, 2),
    dt.date(2026, 11, 23),
    dt.date(2017, 1, 3),
)
"""Nights after Easter, Christmas, a coronation and moved holidays; a leap day; ordinary Mondays."""

CALENDAR_STEPS = (0, 1, 2, 3, 5, 7, 10, 14, 17, 20, 21, 28, 30, 40, 42, 56, 60, 75, 84, 90, 121, 182, 270, 365, 426, 639, 729, 730, 910)
WORKING_STEPS = (1, 2, 5, 10, 11, 15, 20, 35, 45, 46, 60)
MONTH_STEPS = (1, 2, 3, 6, 9, 12, 15, 24, 36)
ROLES = ("Allocated Worker", "Social Worker", "allocated  case worker", "Family Support Worker", "Duty", "IRO", None)
WORKBOOK_ONLY = ("referral_counts",)
"""A table that only Annex A gives: where it is there the standards read it instead."""
UNREADABLE_WORDS = {("contacts", "outcome"), ("assessments", "outcome"), ("workers", "registration")}
OUTCOMES = ("referral", None, '{"NFA_FLAG": "Y", "NEW_REFERRAL_FLAG": ""}', '{"NFA_FLAG": "N", "NEW_REFERRAL_FLAG": ""}', None)
POSTCODES = ("ZZ1 1AA", "ZZ2 2BB", "zz11aa", "ZZ3 3CC", "ZZ99 3VZ", "SOMEWHERE", None)
NUMBERS = {"upn 1": "P207000016049", "upn 2": "B207000016049", "upn 3": "L00000000000Z"}
"""Pupil numbers: right, of a wrong check letter, temporary."""
CONTACTS = {"contact_kind 1": "visit", "contact_kind 2": "visit", "contact_kind 3": "message"}
LANGUAGES = ("English", "English", "Urdu", "Polish", None)


@dataclass
class World:
    """Tables being filled. ``chance`` decides everything; ``as_at`` is the night."""

    seed: int
    as_at: dt.date
    chance: random.Random = field(init=False)
    rows: dict[str, list[dict[str, object]]] = field(init=False)
    unreadable: dict[tuple[str, str], set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"oracle {self.seed} {self.as_at}")
        self.rows = {declared.name: [] for declared in register.ALL}
        self.unreadable = {}

    def near(self, day: dt.date | None = None, *, ahead: bool = False) -> dt.date:
        """A day a clock's length before ``day`` (after, when ahead), or a day on either side of that; sometimes any day at all."""
        day, chance = day or self.as_at, self.chance
        sign = 1 if ahead else -1
        kind = chance.random()
        if kind < 0.35:
            day += dt.timedelta(days=sign * chance.choice(CALENDAR_STEPS))
        elif kind < 0.6:
            left = chance.choice(WORKING_STEPS)
            while left:
                day += dt.timedelta(days=sign)
                left -= day.weekday() < 5
        elif kind < 0.85:
            day = (pd.Timestamp(day) + pd.DateOffset(months=sign * chance.choice(MONTH_STEPS))).date()
        else:
            day += dt.timedelta(days=sign * chance.randint(0, 1200))
        return day + dt.timedelta(days=chance.choice((-1, 0, 0, 0, 1)))

    def from_(self, day: object) -> dt.date:
        """A day counted on from another (from today where that is blank), rarely before it; often today or so."""
        if not isinstance(day, dt.date):
            return self.near()
        if self.chance.random() < 0.06:
            return self.near(day)
        found = self.near(day, ahead=True)
        return found if found <= self.as_at + dt.timedelta(days=2) or self.chance.random() < 0.2 else self.near()

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def some(self, *weights: int) -> int:
        """0, 1, 2 ... with these weights."""
        return self.chance.choices(range(len(weights)), weights)[0]

    def add(self, name: str, **given: object) -> dict[str, object]:
        """A row: what is given, the rest drawn from the column's declaration; then spoilt here and there."""
        declared = table(name)
        row: dict[str, object] = {}
        for column in declared:
            row[column.name] = given[column.name] if column.name in given else self._drawn(column)
        key = declared.key
        if key not in given:
            row[key] = f"{name[:4]}{len(self.rows[name]) + 1}"
        for column in declared:
            if column.name != key and not (column.name == "child_id" and name == "people"):
                self._spoil(declared, column, row)
        self.rows[name].append(row)
        return row

    def _drawn(self, column: Column) -> object:
        chance = self.chance
        if column.type in (Type.DATE, Type.TIME):
            return self.near() if chance.random() < 0.6 else None
        if column.type is Type.FLAG:
            return chance.choice((True, True, False))
        if column.codes:
            return chance.choice(column.codes)
        if column.type in (Type.NUMBER, Type.INTEGER):
            low, high = column.minimum or 0, column.maximum if column.maximum is not None else 30
            return chance.randint(int(low), int(high)) if column.type is Type.INTEGER else round(chance.uniform(low, high), 1)
        if column.refers_to:
            theirs = self.rows[column.refers_to.split(".")[0]]
            return chance.choice(theirs)[column.refers_to.split(".")[1]] if theirs else None
        word = chance.choice((f"{column.name} {chance.randint(1, 3)}", None))
        if column.name == "postcode":
            return POSTCODES[sum(map(len, self.rows.values())) % len(POSTCODES)]
        return {"upn": NUMBERS, "contact_kind": CONTACTS}.get(column.name, {}).get(word, word)

    def _spoil(self, declared: Table, column: Column, row: dict[str, object]) -> None:
        chance = self.chance.random()
        if chance < 0.025:
            row[column.name] = None
        elif chance < 0.035 and (column.type is not Type.TEXT or (declared.name, column.name) in UNREADABLE_WORDS):
            row[column.name] = None
            self.unreadable.setdefault((declared.name, column.name), set()).add(str(row[declared.key]))
        elif chance < 0.04 and column.refers_to and column.name != "child_id":
            row[column.name] = "GONE"

    def _terms(self) -> list[dict[str, object]]:
        """Terms of ten weeks or so: the one that holds the night, or ended on it or the day before, and those of two years before it."""
        chance, found = random.Random(f"terms {self.seed}"), []
        last = self.as_at + dt.timedelta(days=chance.choice((-1, 0, 1, 20, 60)))
        for n in range(8):
            first = last - dt.timedelta(days=chance.randint(60, 80))
            found.append({"term": f"term {8 - n}", "starts_on": first, "ends_on": last})
            last = first - dt.timedelta(days=chance.choice((3, 14, 17, 40)))
        return found

    def _loads(self) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        """What was read of each table tonight and on earlier nights: to the row as many, a tenth more or less, none."""
        chance, tonight, before = random.Random(f"loads {self.seed}"), [], []
        nights = [self.as_at - dt.timedelta(days=back) for back in range(1, 9) if chance.random() < 0.85]
        nights = [night for night in nights if night.weekday() < 5 or chance.random() < 0.3]
        for declared in register.ALL:
            rows = chance.choice((0, 3, 18, 19, 20, 21, 100, 199, 200, 201, 1000))
            state = chance.choice(("fresh", "fresh", "fresh", "fresh", "held", "absent", "empty", "refused"))
            data_on = self.as_at + dt.timedelta(days=chance.choice((-1, 0, 0, 0, 0, 1)))
            known = None if state in ("absent", "refused") and chance.random() < 0.5 else 0 if state in ("absent", "empty") else rows
            if chance.random() < 0.97:
                day = None if state in ("absent", "refused") or chance.random() < 0.05 else data_on
                tonight.append({"load_id": declared.source, "rows_read": known, "state": state, "data_on": day})
            steady = chance.random() < 0.4
            for night in nights:
                if chance.random() < 0.93:
                    other = (
                        rows
                        if steady and chance.random() < 0.95
                        else rows + chance.choice((-rows, -2, -1, 0, 1, 2, rows // 10, -(rows // 10), rows // 9))
                    )
                    before.append({"load_id": declared.source, "night_on": night, "rows_read": max(0, other)})
        return tonight, before

    def tables(self) -> Tables:
        """What a standard is asked of."""
        frames = {}
        for name, rows in self.rows.items():
            if name in WORKBOOK_ONLY:
                continue
            declared = table(name)
            if declared.name == "placement_counts":  # a workbook's alone
                continue
            frames[name] = pd.DataFrame({column.name: _typed([row[column.name] for row in rows], column.type) for column in declared})
        frames["school_terms"] = kept_frame(table("school_terms"), self._terms())
        tonight, before = self._loads()
        frames["loads"] = kept_frame(table("loads"), tonight)
        frames["earlier_loads"] = kept_frame(table("earlier_loads"), before)
        kept = Kept(self)
        for name, rows in kept.filled().items():
            frames[name] = kept_frame(table(name), rows)
        unreadable = {place: frozenset(keys) for place, keys in (self.unreadable | kept.unreadable).items()}
        roles = frozenset({"allocated worker", "allocated case worker", "allocated social worker", "social worker", "lead practitioner"})
        extracted = self.as_at + dt.timedelta(days=1)
        return Tables(frames=frames, as_at=self.as_at, extracted_on=extracted, unreadable=unreadable, allocated_roles=roles)


DOCUMENTS = {
    "assessment": ("referral_decision", "chronology"),
    "child in need": ("assessment", "cin_plan", "chronology", "review_minutes"),
    "child protection": ("assessment", "cp_plan", "chronology", "review_minutes"),
    "in care": ("assessment", "care_plan", "health_plan", "review_minutes"),
    "care leaver": ("needs_assessment", "pathway_plan", "review_minutes"),
}
FAULTS = (("cp_plans", "C01"), ("people", "P01"), ("involvements", "L06"), ("care_episodes", "L01"), ("assessments", "E04"))
READERS = ("board", "lead_member", "scrutiny")


class Kept:
    """What the council keeps in config/ and what the night remembers: drawn apart, so that what else a night holds is the same without."""

    def __init__(self, world: World) -> None:
        self.world, self.chance = world, random.Random(f"kept {world.seed}")
        self.unreadable: dict[tuple[str, str], set[str]] = {}

    def filled(self) -> dict[str, list[dict[str, object]]]:
        return {
            "required_documents": self._documents(),
            "manual_trackers": self._trackers(),
            "governance_meetings": self._meetings(),
            "flags": self._flags(),
            "recording_faults": self._faults(),
        }

    def _day(self, table_name: str, column: str, key: str, *back: int) -> dt.date | None:
        """So many days before the night, or a day on either side of a month before; rarely blank, or there and not to be read."""
        chance = self.chance.random()
        if chance < 0.03:
            return None
        if chance < 0.1 and table_name != "flags":  # what we remember ourselves can be read
            self.unreadable.setdefault((table_name, column), set()).add(key)
            return None
        if chance < 0.3:
            month = (pd.Timestamp(self.world.as_at) - pd.DateOffset(months=1)).date()
            return month + dt.timedelta(days=self.chance.choice((-1, 0, 1)))
        return self.world.as_at - dt.timedelta(days=self.chance.choice(back))

    def _documents(self) -> list[dict[str, object]]:
        """A council asks for one or two kinds of a part of the service; of some it asks for none."""
        chance, found = self.chance, []
        for cohort, kinds in DOCUMENTS.items():
            for kind in chance.sample(kinds, chance.choice((0, 1, 1, 2))):
                found.append(
                    {
                        "requirement_id": f"{cohort} {kind}",
                        "cohort": cohort,
                        "document_type": kind,
                        "authorised": chance.choice((True, False, None)) if kind != "review_minutes" else None,
                        "within_days": chance.choice((None, None, 5, 20, 60)),
                        "once_reviewed": kind == "review_minutes" or chance.choice((False, None)),
                    }
                )
        return found

    def _trackers(self) -> list[dict[str, object]]:
        found = []
        for n in range(80):
            key = f"tracker {n}"
            retired = self._day("manual_trackers", "retired_on", key, 0, -1, 10, 27, 28, 40, 400) if self.chance.random() < 0.7 else None
            begun = self.world.as_at - dt.timedelta(days=self.chance.choice((-1, 0, 5, 500))) if self.chance.random() < 0.9 else None
            found.append({"tracker_id": key, "tracker_name": "by hand", "team_id": "T1", "started_on": begun, "retired_on": retired})
        return found

    def _meetings(self) -> list[dict[str, object]]:
        found = []
        for n in range(self.chance.randint(2, 11)):
            key = f"meeting {n}"
            held = self._day("governance_meetings", "held_on", key, 0, -1, 5, 20, 27, 40, 62)
            read = self._day("governance_meetings", "pack_as_at", key, 0, 5, 20, 40)
            decided = self.chance.choice(("none", "two more auditors", "none", None))
            reader = self.chance.choice(READERS)
            found.append({"meeting_id": key, "reader": reader, "held_on": held, "pack_as_at": read, "decisions": decided})
        return found

    def _flags(self) -> list[dict[str, object]]:
        found = []
        for n in range(240):
            key = f"flag {n}"
            raised = self._day("flags", "raised_on", key, -1, 0, 1, 5, 6, 7, 8, 30, 200)
            fixed = self._day("flags", "fixed_on", key, -1, 0, 1, 5, 6, 7, 8, 20) if self.chance.random() < 0.6 else None
            found.append({"flag_id": key, "rule": "P01", "child_id": f"C{n + 1:06d}", "raised_on": raised, "fixed_on": fixed})
        return found

    def _faults(self) -> list[dict[str, object]]:
        """Rows of a child's, episodes themselves, rows of nobody's, and rows of another table with an episode's id."""
        found: list[dict[str, object]] = []
        for name, rule in FAULTS:
            rows = self.world.rows[name]
            for row in self.chance.sample(rows, min(len(rows), 12)):
                child, key = row["child_id"] if self.chance.random() < 0.9 else None, row[table(name).key]
                found.append({"rule": rule, "broken_table": table(name).source, "broken_record_id": key, "child_id": child})
        referrals = self.world.rows["referrals"]
        for row in self.chance.sample(referrals, min(len(referrals), 20)):
            where, child = self.chance.choice((("ssd_cin_episodes", row["child_id"]), ("ssd_cin_episodes", None), ("ssd_cp_plans", None)))
            found.append({"rule": "Q01", "broken_table": where, "broken_record_id": row["referral_id"], "child_id": child})
        return found


def _typed(values: Sequence[object], kind: Type) -> pd.Series:
    if kind in (Type.DATE, Type.TIME):
        return pd.Series([pd.NaT if value is None else pd.Timestamp(value) for value in values], dtype=DTYPES[kind])
    return pd.Series(list(values), dtype=DTYPES[kind])


def worlds(number: int, first_seed: int = 1, children: int = 240, missing: int = 0) -> Iterator[World]:
    """So many worlds, seeds in order, nights in turn; ``missing``: so many times missing of each child besides."""
    for place in range(number):
        world = World(first_seed + place, DAYS[(first_seed + place) % len(DAYS)])
        scale = max(1, children // 240)
        _staff(world, scale)
        for n in range(children):
            _child(world, f"C{n + 1:06d}")
            for _ in range(missing):
                _missing(world, f"C{n + 1:06d}", world.as_at - dt.timedelta(days=world.chance.randint(0, 190)))
        for _ in range(scale):
            _audits(world)
            for _ in range(60):
                _adopter(world)
        if children >= 240:
            _rare(world)
        yield world


def _staff(world: World, scale: int = 1) -> None:
    for n in range(3):
        world.add("teams", team_id=f"T{n + 1}", service_id=f"S{n // 2 + 1}")
    for n in range(24 * scale):
        worker, started = f"W{n + 1}", world.near()
        world.add(
            "workers",
            worker_id=worker,
            worker_name=world.chance.choice(("A Poole", "B Worker", "C Worker", "East Team", "East Duty Tray", None)),
            full_time_equivalent=world.chance.choice((1.0, 0.6, 0.5, 0.2, 0.1, 0.0, None)),
            job_title=world.chance.choice(("Social Worker", "Social Worker", "Team Manager", "Duty Tray", "Referral Coordinator", None)),
        )
        if world.maybe(0.85):
            ended = world.from_(started) if world.maybe(0.2) else None
            world.add(
                "staff",
                worker_id=worker,
                started_on=started,
                ended_on=ended,
                newly_qualified=world.chance.choice((True, False, None)),
                role=world.chance.choice(("Social Worker", "Lead Practitioner", "Team Manager", "Duty", None)),
            )
        for _ in range(world.some(2, 2, 2, 1)):
            world.add("supervisions", supervision_kind="worker", worker_id=worker, child_id=None, held_on=world.near())
        for _ in range(world.some(5, 2, 1)):
            from_on = world.near()
            world.add(
                "staff_absences", worker_id=worker, from_on=from_on, to_on=world.from_(from_on), days_lost=world.chance.randint(0, 20)
            )
    for n in range(30 * scale):  # of the workforce system alone
        started = world.near()
        ended = world.from_(started) if world.maybe(0.4) else None
        role, hours = (
            world.chance.choice(("Social Worker", "Senior Practitioner", "Personal Adviser", None)),
            world.chance.choice((1.0, 0.6, None)),
        )
        world.add("staff", worker_id=f"P{n + 1}", started_on=started, ended_on=ended, role=role, full_time_equivalent=hours)
        for _ in range(world.some(2, 2, 1)):
            world.add("staff_absences", worker_id=f"P{n + 1}", from_on=world.near(), days_lost=world.chance.choice((0.5, 3.0, 40.0, None)))
    for team in ("T1", "T2", "T3", "T1", "T2", "T3", "T4", "T5"):
        world.add("establishments", team_id=team, counted_on=world.near(), vacant=1.5)


def _child(world: World, child: str) -> None:
    chance = world.chance
    age = chance.choice(("unborn", "baby", "child", "child", "teen", "teen", "seventeen", "adult"))
    years = {"baby": 0, "child": chance.randint(1, 10), "teen": chance.randint(11, 16), "seventeen": 17, "adult": chance.randint(18, 24)}
    born = None
    if age != "unborn":
        born = (pd.Timestamp(world.near()) - pd.DateOffset(years=years[age])).date()
        born = min(born, world.as_at - dt.timedelta(days=chance.randint(0, 40)))
    world.add(
        "people",
        child_id=child,
        born_on=born,
        expected_on=world.near(ahead=True) if age == "unborn" else None,
        died_on=world.near() if world.maybe(0.03) else None,
        sex="U" if age == "unborn" else chance.choice("MF"),
    )
    if world.maybe(0.8):
        for _ in range(1 + world.some(9, 1)):
            world.add("families", child_id=child, family_id=f"F{chance.randint(1, 25)}")
    for _ in range(world.some(3, 3, 1)):
        world.add("disabilities", child_id=child)
    for _ in range(world.some(2, 2)):
        world.add(
            "communication_needs",
            child_id=child,
            first_language=chance.choice(LANGUAGES),
            pre_speech=chance.choice((True, False, None)),
            method=chance.choice(("words", "observation", None)),
        )
    for _ in range(world.some(1, 2, 1)):
        started = world.near()
        world.add("addresses", child_id=child, from_on=started, to_on=world.from_(started) if world.maybe(0.4) else None)
    for _ in range(world.some(2, 2, 2, 1, 1)):
        contact = world.add("contacts", child_id=child, contacted_on=world.near(), outcome=chance.choice(OUTCOMES))
        if world.maybe(0.6):
            world.add(
                "contact_decisions", contact_id=contact["contact_id"], referral_id=None, decided_on=world.from_(contact["contacted_on"])
            )
    for _ in range(world.some(2, 5, 2, 1)):
        _episode(world, child)
    if world.maybe(0.35):
        _care(world, child)
    if world.maybe(0.25) or age in ("seventeen", "adult"):
        _leaver(world, child)
    _beside(world, child)


def _episode(world: World, child: str) -> None:
    chance, received = world.chance, world.near()
    closed = world.from_(received) if world.maybe(0.35) else None
    referral = world.add(
        "referrals",
        child_id=child,
        received_on=received,
        closed_on=closed,
        no_further_action=chance.choice((False, False, False, False, True, None)),
    )
    link, began = str(referral["referral_id"]), referral["received_on"]
    for _ in range(world.some(1, 3, 1)):
        decided = world.from_(began)
        world.add("contact_decisions", contact_id=None, referral_id=link, decided_on=decided)
    for _ in range(world.some(1, 4, 2)):
        started = world.from_(began)
        ended = world.from_(started) if world.maybe(0.35) else None
        world.add("involvements", child_id=child, role=chance.choice(ROLES), started_on=started, ended_on=ended, referral_id=link)
    for _ in range(world.some(1, 4, 2)):
        started = world.from_(began)
        assessment = world.add(
            "assessments",
            child_id=child,
            referral_id=link if world.maybe(0.9) else None,
            started_on=started,
            authorised_on=world.from_(started) if world.maybe(0.6) else None,
            outcome=chance.choice(OUTCOMES),
            no_further_action=chance.choice((False, False, True, None)),
            child_seen=chance.choice((True, True, False, None)),
        )
        if world.maybe(0.6):
            world.add("assessment_factors", assessment_id=assessment["assessment_id"], factors=chance.choice(("1A,2B", "21", "3C", None)))
    for _ in range(world.some(4, 3, 1)):
        _enquiry(world, child, link, began)
    for _ in range(world.some(3, 2, 1)):
        _need(world, child, link, began)
    if world.maybe(0.35):
        _plan(world, child, link, None, began)
    _oversight(world, child, began)


def _enquiry(world: World, child: str, link: str, began: object) -> None:
    started = world.from_(began)
    ended = world.from_(started) if world.maybe(0.6) else None
    enquiry = world.add(
        "section_47_enquiries",
        child_id=child,
        referral_id=link if world.maybe(0.9) else None,
        started_on=started,
        ended_on=ended,
        outcome=world.chance.choice(("conference", "CONFERENCE_NOT_NEEDED", None, *OUTCOMES)),
        no_further_action=world.chance.choice((True, False, None)),
    )
    for _ in range(world.some(1, 3, 1)):
        needed = world.near(started)
        world.add(
            "strategy_discussions",
            child_id=child,
            referral_id=link,
            enquiry_id=enquiry["enquiry_id"],
            need_identified_on=needed,
            held_on=world.from_(needed) if world.maybe(0.8) else None,
        )
    if world.maybe(0.55):
        held = world.from_(started) if world.maybe(0.85) else None
        transfer = world.chance.choice((False, False, False, True, None))
        conference = world.add(
            "initial_conferences",
            child_id=child,
            referral_id=link,
            enquiry_id=enquiry["enquiry_id"] if world.maybe(0.85) else None,
            plan_id=None,
            held_on=held,
            transfer_in=transfer,
            led_to_plan=world.chance.choice((True, True, False, None)),
        )
        if transfer or world.maybe(0.05):
            world.add("transfers_in", conference_id=conference["conference_id"], notified_on=world.near(held))
        if world.maybe(0.6):
            _plan(world, child, link, conference, held)


def _plan(world: World, child: str, link: str, conference: dict[str, object] | None, began: object) -> None:
    chance, started = world.chance, began if isinstance(began, dt.date) and world.maybe(0.7) else world.from_(began)
    ended = world.from_(started) if world.maybe(0.3) else None
    plan = world.add(
        "cp_plans",
        child_id=child,
        referral_id=link,
        conference_id=conference["conference_id"] if conference else None,
        started_on=started,
        ended_on=ended,
        other_council=chance.choice((False, False, False, False, True, None)),
    )
    if conference is not None and world.maybe(0.7):
        conference["plan_id"] = plan["plan_id"]
    own = plan["plan_id"]
    _visits(world, "cp_visits", child, started, plan_id=lambda: own if world.maybe(0.85) else None)
    for _ in range(world.some(1, 2, 2, 1)):
        held = world.from_(started) if world.maybe(0.9) else None
        world.add(
            "cp_reviews",
            child_id=child,
            plan_id=own if world.maybe(0.9) else None,
            held_on=held,
            review_due_on=world.from_(started),
            quorate=chance.choice(("Y", "Y", "N", None)),
        )
    for _ in range(world.some(1, 2, 2, 1)):
        world.add("core_groups", child_id=child, plan_id=own if world.maybe(0.85) else None, held_on=world.from_(started))
    if world.maybe(0.7):
        for kind in ("cp_plan", "chronology", "assessment"):
            if world.maybe(0.9):
                begun = world.from_(started)
                signed = world.from_(begun) if world.maybe(0.8) else None
                world.add(
                    "documents",
                    child_id=child,
                    document_type=kind if world.maybe(0.95) else None,
                    started_on=begun,
                    updated_on=None,
                    authorised_on=signed,
                )


def _need(world: World, child: str, link: str, began: object) -> None:
    started = world.from_(began)
    ended = world.from_(started) if world.maybe(0.35) else None
    plan = world.add("cin_plans", child_id=child, referral_id=link if world.maybe(0.9) else None, started_on=started, ended_on=ended)
    _visits(world, "cin_visits", child, started)
    for _ in range(world.some(1, 2, 1)):
        world.add("cin_reviews", child_id=child, plan_id=plan["plan_id"] if world.maybe(0.85) else None, held_on=world.from_(started))


def _visits(world: World, name: str, child: str, started: object, **links: object) -> None:
    chance, day = world.chance, started
    for _ in range(world.some(1, 2, 2, 2, 1)):
        day = world.from_(day)
        if world.maybe(0.1):  # brothers and sisters seen together
            day = world.as_at - dt.timedelta(days=chance.choice((0, 2, 9)))
        given = {key: value() for key, value in links.items()}  # type: ignore[operator]
        seen = chance.choice((True, True, True, False, None))
        visit = world.add(name, child_id=child, visited_on=day, child_seen=seen, seen_alone=chance.choice((True, False, None)), **given)
        if world.maybe(0.7):
            said = (
                {True: "seen", False: "not_seen", None: None}[seen]
                if world.maybe(0.85)
                else chance.choice(("seen", "refused", "cancelled", None))
            )
            world.add(
                "visit_records",
                visit_id=visit["visit_id"],
                child_id=child,
                visit_table=table(name).source if world.maybe(0.9) else chance.choice((None, None, "ssd_cp_visits")),
                recorded_on=world.from_(day) if world.maybe(0.85) else None,
                visit_outcome=said,
                on_paper_only=chance.choice((False, False, False, True, None)),
                wishes_recorded=chance.choice((True, True, False, None)),
            )


def _care(world: World, child: str) -> None:
    chance, started = world.chance, world.near()
    care, day = f"{child}-{chance.randint(1, 9)}", started
    slices = 1 + world.some(4, 2, 2, 2, 1)
    stop = world.from_(started) if world.maybe(0.3) else None
    for n in range(slices):
        following = world.from_(day) if n + 1 < slices else stop
        placement = world.add(
            "placements",
            child_id=child,
            care_id=care if world.maybe(0.9) else None,
            started_on=day if world.maybe(0.95) else None,
            ended_on=following,
            placement_type=chance.choice(("U1", "U4", "P1", "P1", "K1", "R3", "T4", "U6", "P2", "H5")),
            miles_from_home=round(chance.uniform(0, 40), 1),
        )
        if world.maybe(0.7):
            world.add(
                "placement_details",
                placement_id=placement["placement_id"],
                until_18=chance.choice((True, False, None)),
                child_agreed_on=world.from_(day) if world.maybe(0.3) else None,
                temporary_approval_from=day if world.maybe(0.15) else None,
            )
        world.add(
            "care_episodes",
            child_id=child,
            care_id=care if world.maybe(0.95) else None,
            placement_id=placement["placement_id"],
            started_on=day,
            ended_on=following,
            start_reason="S" if n == 0 else "P",
            end_reason="X1" if n + 1 < slices else chance.choice(("E4A", None)),
        )
        day = following or world.from_(day)
    for _ in range(world.some(1, 4, 2)):
        from_on = world.from_(started)
        world.add(
            "legal_statuses",
            child_id=child,
            legal_status=chance.choice(("C1", "C2", "C2", "V2", "V2", "V3", "V4", "E1", "D1")),
            started_on=started if world.maybe(0.6) else from_on,
            ended_on=world.from_(from_on) if world.maybe(0.3) else None,
        )
    _visits(world, "care_visits", child, started, care_id=lambda: care if world.maybe(0.85) else None)
    for _ in range(world.some(1, 2, 2, 1)):
        held = world.from_(started) if world.maybe(0.9) else None
        world.add(
            "care_reviews",
            child_id=child,
            care_id=care if world.maybe(0.9) else None,
            held_on=held,
            cancelled=chance.choice((False, False, True, None)),
        )
    for _ in range(world.some(1, 2, 2, 1)):
        world.add(
            "health_checks",
            child_id=child,
            checked_on=world.from_(started),
            check_status=chance.choice(("COMPLETED", "COMPLETED", "REFUSED", None)),
        )
    for _ in range(world.some(1, 2)):
        world.add("immunisations", child_id=child, up_to_date=chance.choice((True, False, None)))
    for _ in range(world.some(2, 2, 1)):
        world.add("sdq_scores", child_id=child, completed_on=world.from_(started), score=chance.choice((3, 14, 17, 40, 41, None)))
    for _ in range(world.some(1, 2, 1)):
        plan_from = world.from_(started)
        world.add(
            "care_plans",
            child_id=child,
            started_on=plan_from,
            ended_on=world.from_(plan_from) if world.maybe(0.3) else None,
            permanence_plan=chance.choice(("Adoption", "Return home", None)),
        )
    for _ in range(world.some(2, 2, 1)):
        world.add("personal_education_plans", child_id=child, held_on=world.from_(started))
    for _ in range(world.some(2, 2, 1, 1)):
        _missing(world, child, world.near())
    _often_missing(world, child)
    for _ in range(world.some(4, 1)):
        raised = world.near()
        world.add(
            "reviewing_officer_disputes", child_id=child, raised_on=raised, resolved_on=world.from_(raised) if world.maybe(0.5) else None
        )
    for _ in range(world.some(3, 1)):
        needed = world.near()
        world.add("advocacy_offers", child_id=child, needed_on=needed, offered_on=world.from_(needed) if world.maybe(0.6) else None)
    if world.maybe(0.5):
        _adoption(world, child, care, started)


def _often_missing(world: World, child: str) -> None:
    """Three times or so in about ninety days, and perhaps a discussion of it."""
    chance = world.chance
    if not world.maybe(0.3):
        return
    days = sorted(chance.sample((1, 3, 10, 20, 30, 45, 60, 75, 88, 89, 90, 91), chance.choice((2, 3, 3, 4))))
    times = [world.as_at - dt.timedelta(days=back) for back in days]
    for day in times:
        _missing(world, child, day)
    if world.maybe(0.6):
        held = chance.choice(times) + dt.timedelta(days=chance.choice((-1, 0, 0, 1)))
        world.add("strategy_discussions", child_id=child, need_identified_on=held, held_on=held if world.maybe(0.9) else None)


def _missing(world: World, child: str, since: dt.date) -> None:
    chance = world.chance
    until = since + dt.timedelta(days=chance.choice((0, 0, 1, 3))) if world.maybe(0.85) else None
    missing = world.add("missing_episodes", child_id=child, missing_from=since, missing_to=until)
    if until is not None and world.maybe(0.8):
        back = dt.datetime.combine(until, dt.time(chance.choice((0, 0, 9, 18)), 30 if world.maybe(0.4) else 0))
        held = back + dt.timedelta(hours=chance.choice((5, 24, 71, 72, 73, 96, 200))) if world.maybe(0.7) else None
        world.add(
            "return_interviews",
            missing_id=missing["missing_id"] if world.maybe(0.9) else None,
            child_id=child,
            returned_at=back,
            offered_at=back + dt.timedelta(hours=12) if world.maybe(0.7) else None,
            held_at=held,
            declined=chance.choice((False, False, True, None)),
        )


def _adoption(world: World, child: str, care: str, started: dt.date) -> None:
    chance, decided = world.chance, world.from_(started)
    ordered = world.from_(decided) if world.maybe(0.7) else None
    matched = world.from_(ordered) if world.maybe(0.5) else None
    placed = world.from_(matched) if world.maybe(0.6) else None
    reversed_on = world.from_(decided) if world.maybe(0.25) else None
    world.add(
        "permanences",
        child_id=child,
        care_id=care if world.maybe(0.8) else None,
        decided_on=decided,
        placement_order_on=ordered,
        matched_on=matched,
        placed_on=placed,
        fostering_for_adoption_placed_on=world.from_(started) if world.maybe(0.2) else None,
        reversed_on=reversed_on,
        reversal_reason=chance.choice(("RD1", "RD3", None)) if reversed_on or world.maybe(0.1) else None,
        order_on=world.from_(placed) if world.maybe(0.45) else None,
        order_type=chance.choice(("Adoption", "ADOPTION", "SGO", "Special Guardianship", None, None)),
        entered_care_on=started if world.maybe(0.15) else None,
    )


def _adopter(world: World) -> None:
    enquired = world.near()
    first = world.from_(enquired) if world.maybe(0.9) else None
    first_end = world.from_(first) if world.maybe(0.6) else None
    second = world.from_(first_end) if world.maybe(0.6) else None
    second_end = world.from_(second) if world.maybe(0.6) else None
    left = world.from_(enquired) if world.maybe(0.2) else None
    matched = world.from_(second_end) if world.maybe(0.2) else None
    world.add(
        "adopters",
        enquired_on=enquired,
        stage_1_started_on=first,
        stage_1_ended_on=first_end,
        stage_2_started_on=second,
        stage_2_ended_on=second_end,
        applied_on=second,
        approved_on=world.from_(second_end) if world.maybe(0.3) else None,
        matched_on=matched,
        placed_on=world.from_(matched) if matched and world.maybe(0.5) else None,
        adoption_order_on=world.from_(matched) if matched and world.maybe(0.4) else None,
        left_on=left,
        leaving_reason=world.chance.choice(("1", "2", None)) if left or world.maybe(0.08) else None,
    )


def _leaver(world: World, child: str) -> None:
    chance = world.chance
    world.add(
        "care_leavers",
        child_id=child,
        in_touch=chance.choice(("YES", "YES", "NO", "DIED", "REFU", None)),
        last_contact_on=world.near() if world.maybe(0.85) else None,
        pathway_plan_reviewed_on=world.near() if world.maybe(0.8) else None,
        personal_adviser=chance.choice(("W1", "W2", None)),
        activity=chance.choice(("F1", "P2", "F4", "G4", "G5", "G6", None)),
    )
    for _ in range(world.some(1, 2)):
        needs = world.near()
        world.add(
            "pathways",
            child_id=child,
            needs_assessment_on=needs if world.maybe(0.7) else None,
            plan_on=world.from_(needs),
            reviewed_on=world.near(),
        )
    for _ in range(world.some(1, 2, 2, 1)):
        world.add("adviser_visits", child_id=child, visited_on=world.near())
    if world.maybe(0.6):
        home = world.near()
        world.add(
            "care_leaver_offers",
            child_id=child,
            council_home_from=home if world.maybe(0.8) else None,
            council_home_to=world.from_(home) if world.maybe(0.3) else None,
        )


def _oversight(world: World, child: str, began: object) -> None:
    for _ in range(world.some(1, 2, 2, 1)):
        world.add("supervisions", supervision_kind="case", child_id=child, held_on=world.from_(began))
    for _ in range(world.some(1, 2, 2, 2)):
        world.add("management_decisions", child_id=child, decided_on=world.from_(began))
    for _ in range(world.some(1, 2, 2, 1)):
        happened = world.from_(began)
        world.add("activities", child_id=child, happened_on=happened, recorded_on=world.from_(happened))
    for _ in range(world.some(1, 2, 2, 2, 1)):
        started = world.from_(began)
        world.add(
            "documents",
            child_id=child,
            started_on=started,
            updated_on=world.from_(started) if world.maybe(0.6) else None,
            authorised_on=world.from_(started) if world.maybe(0.6) else None,
        )


def _beside(world: World, child: str) -> None:
    for name, share in (
        ("early_help_episodes", 0.5),
        ("pre_proceedings", 0.15),
        ("proceedings", 0.15),
        ("homeless_presentations", 0.12),
        ("private_fostering_arrangements", 0.1),
        ("immigration_statuses", 0.1),
        ("linked_identifiers", 0.1),
    ):
        if world.maybe(share):
            row = world.add(name, **({"child_id": child} if table(name).has_child else {}))
            if name == "private_fostering_arrangements":
                _visits_of_arrangement(world, row)


def _visits_of_arrangement(world: World, arrangement: dict[str, object]) -> None:
    day = arrangement["notified_on"]
    for _ in range(world.some(1, 2, 2, 1)):
        day = world.from_(day)
        world.add(
            "private_fostering_visits",
            arrangement_id=arrangement["arrangement_id"],
            visited_on=day,
            child_seen=world.chance.choice((True, True, False, None)),
        )


def _audits(world: World) -> None:
    chance = world.chance
    for _ in range(60):
        audited = world.near()
        escalated = world.near() if world.maybe(0.6) else None
        audit = world.add(
            "audits",
            audited_on=audited,
            moderated_grade=chance.choice(("inadequate", "good", "requires_improvement", None)),
            escalated_on=escalated,
            escalation_level=chance.choice(("director", None)) if escalated or world.maybe(0.1) else None,
            made_safe_on=world.from_(escalated) if escalated and world.maybe(0.7) else None,
            resolved_on=world.from_(escalated) if escalated and world.maybe(0.6) else None,
        )
        for _ in range(world.some(1, 2, 1)):
            due = world.from_(audited) if world.maybe(0.9) else world.near(ahead=True)
            done = world.from_(due) if world.maybe(0.5) else due
            world.add("audit_actions", audit_id=audit["audit_id"], action_due_on=due, done_on=done if world.maybe(0.55) else None)
    for _ in range(30):
        month = (world.as_at - dt.timedelta(days=chance.randint(0, 240))).strftime("%Y-%m")
        world.add(
            "audit_plans",
            month=month if world.maybe(0.95) else chance.choice(("spring", "2016-13")),
            team_id=chance.choice(("T1", "T2", "T3", None)),
            service_area=chance.choice(("cp", "cin", "cla", None)),
            planned=chance.randint(0, 4),
        )


def _rare(world: World) -> None:
    """What is rare above: records of one child twice; children in care with many workers; private fostering with visits every week."""
    chance = world.chance
    people = [row for row in world.rows["people"] if row["born_on"] is not None]
    homes = {row["child_id"]: row for row in world.rows["addresses"] if row["to_on"] is None}
    known = [row for row in people if row["forename"] and row["surname"] and row["child_id"] in homes]
    for n, person in enumerate(chance.sample(known, len(known) // 3)):
        same = {column: person[column] for column in ("forename", "surname", "born_on")}
        world.add("people", child_id=f"D{n + 1:06d}", expected_on=None, died_on=None, sex=person["sex"], **same)
        home = homes.get(person["child_id"])
        if home:
            world.add("addresses", child_id=f"D{n + 1:06d}", from_on=home["from_on"], to_on=None, postcode=home["postcode"])
    in_care = sorted({str(row["child_id"]) for row in world.rows["care_episodes"] if row["ended_on"] is None and row["child_id"]})
    for child in chance.sample(in_care, len(in_care) // 4):
        for _ in range(chance.choice((2, 3, 3, 4))):
            started = world.as_at - dt.timedelta(days=chance.choice((0, 10, 100, 300, 365, 366, 400)))
            ended = world.from_(started) if world.maybe(0.8) else None
            worker = f"W{chance.randint(1, 24)}" if world.maybe(0.8) else None
            world.add(
                "involvements",
                child_id=child,
                role="Allocated Worker",
                worker_id=worker,
                started_on=started,
                ended_on=ended,
                referral_id=None,
            )
    for child in chance.sample(people, len(people) // 12):
        told = world.near()
        row = world.add("private_fostering_arrangements", child_id=child["child_id"], notified_on=told, started_on=told, ended_on=None)
        day = told
        while day < world.as_at and world.maybe(0.97):
            day += dt.timedelta(days=chance.choice((7, 7, 20, 41, 42, 42, 43)))
            world.add("private_fostering_visits", arrangement_id=row["arrangement_id"], visited_on=day, child_seen=world.maybe(0.95))
    _settled(world)
    _whole_care_plans(world, in_care)
    _homes(world)
    _advisers_unread(world)


def _advisers_unread(world: World) -> None:
    """Now and then an adviser's name that could not be read, drawn apart so that nothing else of the night moves."""
    chance = random.Random(f"advisers {world.seed}")
    for row in world.rows["care_leavers"]:
        if chance.random() < 0.03:
            row["personal_adviser"] = None
            world.unreadable.setdefault(("care_leavers", "personal_adviser"), set()).add(str(row["care_leaver_id"]))


def _homes(world: World) -> None:
    """Homes that the council provides, visited in a week or so and every two months or so."""
    chance = world.chance
    housed = {row["child_id"] for row in world.rows["care_leaver_offers"]}
    others = [str(row["child_id"]) for row in world.rows["people"] if row["child_id"] not in housed]
    for child in chance.sample(others, len(others) // 8):
        home = world.near()
        ended = world.from_(home) if world.maybe(0.2) else None
        world.add("care_leaver_offers", child_id=child, council_home_from=home, council_home_to=ended)
        day = home + dt.timedelta(days=chance.choice((0, 6, 7, 7, 8)))
        while day <= world.as_at and world.maybe(0.95):
            world.add("adviser_visits", child_id=child, visited_on=day, contact_kind=chance.choice(("visit",) * 8 + ("call", None)))
            day = (pd.Timestamp(day) + pd.DateOffset(months=chance.choice((1, 2, 2, 2)), days=chance.choice((-1, 0, 0, 0, 1)))).date()
        if world.maybe(0.5):
            world.add("pathways", child_id=child, plan_on=home, reviewed_on=world.from_(home))


def _settled(world: World) -> None:
    """Placements of years, meant to last until 18, with visits some months apart."""
    chance = world.chance
    in_care = sorted({str(row["child_id"]) for row in world.rows["care_episodes"] if row["child_id"]})
    for n, child in enumerate(chance.sample(in_care, len(in_care) // 3)):
        started, care = world.as_at - dt.timedelta(days=chance.choice((300, 364, 365, 366, 400, 500, 700, 1000))), f"settled {n}"
        ended = world.near() if world.maybe(0.3) else None
        world.add("care_episodes", child_id=child, care_id=care, placement_id=None, started_on=started, ended_on=ended)
        row = world.add(
            "placements",
            child_id=child,
            care_id=care,
            started_on=started,
            ended_on=ended,
            placement_type=chance.choice(("U4", "U4", "U1", "U6", "K1", "P1", None)),
        )
        world.add(
            "placement_details",
            placement_id=row["placement_id"],
            until_18=chance.choice((True, True, True, None)),
            child_agreed_on=world.near() if world.maybe(0.5) else None,
            temporary_approval_from=world.near() if world.maybe(0.1) else None,
            temporary_approval_to=world.near(ahead=world.maybe(0.3)) if world.maybe(0.1) else None,
        )
        day = started
        while day < world.as_at and world.maybe(0.97):
            day = (pd.Timestamp(day) + pd.DateOffset(months=chance.choice((1, 2, 3, 3, 6)), days=chance.choice((-1, 0, 0, 1)))).date()
            world.add(
                "care_visits", child_id=child, care_id=care, visited_on=day, child_seen=chance.choice((True, True, True, True, False, None))
            )


def _whole_care_plans(world: World, in_care: list[str]) -> None:
    """Children in care with every part of a care plan but perhaps one."""
    chance = world.chance
    cares = {str(row["child_id"]): row["care_id"] for row in world.rows["care_episodes"] if row["ended_on"] is None and row["child_id"]}
    for child in chance.sample(in_care, len(in_care) // 2):
        day, lacks = (
            world.as_at - dt.timedelta(days=chance.randint(0, 60)),
            chance.choice(("", "", "", "plan", "health", "pep", "iro", "wishes")),
        )
        if lacks != "plan":
            plan = chance.choice(('{"LTFOST18": "Y"}', '{"LTFOST18": ""}', "Adoption"))
            world.add("care_plans", child_id=child, started_on=day, ended_on=None, permanence_plan=plan)
        for kind in ("health_plan", "pep"):
            if not lacks.startswith(kind[:3]):
                said = kind if world.maybe(0.85) else None
                world.add("documents", child_id=child, document_type=said, started_on=day, updated_on=None, authorised_on=None)
        if lacks != "iro":
            officer = f"W{chance.randint(1, 24)}" if world.maybe(0.9) else None
            world.add(
                "involvements",
                child_id=child,
                role=chance.choice(("Independent Reviewing Officer", "independent  reviewing officer", "IRO")),
                worker_id=officer,
                started_on=day,
                ended_on=None if world.maybe(0.95) else day,
                referral_id=None,
            )
        if lacks != "wishes":
            visit = world.add("care_visits", child_id=child, care_id=cares[child], visited_on=day, child_seen=True)
            world.add(
                "visit_records", visit_id=visit["visit_id"], child_id=child, visit_table="ssd_cla_visits", wishes_recorded=world.maybe(0.9)
            )
