"""Eleven standards read plainly: each record asked about, and how it answers, worked out from rows of text with dates and nothing else.

Written from the specification and the standards' own sentences; it imports nothing that a night is made of. What a made-up council never
holds (a value that cannot be read, a key held twice) is not read here.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import holidays

from .sources import Row, Rows

MET, NOT_MET, NOT_RECORDED, BROKEN, EXEMPT = "met", "not_met", "not_recorded", "broken", "exempt"
Record = tuple[str, str]
"""record_table and record_id; of a rule about a whole table the id is blank."""

CLOSED = holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2029))
LONDON, UTC = ZoneInfo("Europe/London"), dt.UTC
ROLES = {"allocated worker", "allocated case worker", "allocated social worker", "social worker", "lead practitioner"}
ETHNICITIES = {
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH", "BCRB", "BAFR", "BOTH", "CHNE",
    "OOTH", "REFU",
}  # fmt: skip
VISITS = (
    ("ssd_cp_visits", "cppv_cp_visit", "cppv"),
    ("ssd_cin_visits", "cinv_cin_visit", "cinv"),
    ("ssd_cla_visits", "clav_cla_visit", "clav"),
)
NO_TEAM = "no team recorded"


@dataclass
class Answer:
    """How one record answers one standard.

    outcome   met, not_met, not_recorded, broken or exempt
    fields    of a recording rule, the columns at fault; ``child``: whose record it is; ``own_team``: a team of the record's own
    """

    outcome: str
    child: str = ""
    fields: tuple[str, ...] = ()
    own_team: str = ""


Answers = dict[Record, Answer]


@dataclass
class Said:
    """What one night's source says, read plainly.

    live    code -> how each record answers at the end of the day
    month   code -> outcomes of what belongs to the calendar month so far
    rows    record_table -> ids that are there; ``team_of``: child -> team
    """

    live: dict[str, Answers] = field(default_factory=dict)
    month: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, set[str]] = field(default_factory=dict)
    team_of: dict[str, str] = field(default_factory=dict)


def day_of(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def works(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in CLOSED


def working_days_on(day: dt.date, number: int) -> dt.date:
    while number:
        day += dt.timedelta(days=1)
        number -= works(day)
    return day


def working_days_between(first: dt.date, last: dt.date) -> int:
    """Working days after the first, up to and with the last."""
    return sum(works(first + dt.timedelta(days=n)) for n in range(1, (last - first).days + 1))


def months_on(day: dt.date, number: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def late_in_working_days(due: dt.date, day: dt.date) -> bool:
    return working_days_between(due, day) > 0


class Night:
    """One night's rows, and the questions put to them."""

    def __init__(self, rows: Rows, as_at: dt.date, oversight_days: int) -> None:
        self.rows, self.as_at, self.oversight_days = rows, as_at, oversight_days
        self.since = months_on(as_at, -6)
        self.month_from = as_at.replace(day=1)
        self.open_cases = [r for r in rows["ssd_cin_episodes"] if r["cine_referral_nfa"] != "Y" and not r["cine_close_date"]]
        self.written: dict[tuple[str, str], Row] = {}
        for row in rows["ext_visit"]:
            self.written.setdefault((row["visit_table"], row["visit_id"]), row)
        self.open_children = {r["cine_person_id"] for r in self.open_cases}
        self.open_children |= {r["cppl_person_id"] for r in rows["ssd_cp_plans"] if not r["cppl_cp_plan_end_date"]}
        self.open_children |= {r["clae_person_id"] for r in rows["ssd_cla_episodes"] if not r["clae_cla_episode_ceased_date"]}
        self.open_children.discard("")

    def said(self, before: dict[str, dict[str, int]], now: dict[str, int], codes: Collection[str]) -> Said:
        """How the standards of these codes are answered.

        before: night (ISO) -> table -> rows, of the nights that were kept before this; now: table -> rows tonight."""
        told = Said(rows={name: {next(iter(row.values())) for row in rows} for name, rows in self.rows.items()})
        told.team_of = self._teams()
        told.live = {code: ask(self) for code, ask in ASKED.items() if code in codes}
        if before and "Q02" in codes:
            told.live["Q02"] = self.tables_hold_about_as_many(before, now)
        told.month = {code: ask(self) for code, ask in OF_THE_MONTH.items() if code in codes}
        return told

    def _teams(self) -> dict[str, str]:
        """The allocated worker's team; where nobody is allocated, that of the last allocation that names one."""
        held: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows["ssd_involvements"]:
            if " ".join(row["invo_professional_role_id"].split()).lower() in ROLES and row["invo_person_id"]:
                held[row["invo_person_id"]].append(row)
        teams = {}
        for child, rows in held.items():
            now = [r for r in rows if not r["invo_involvement_end_date"]]
            now.sort(key=lambda r: (r["invo_involvement_start_date"], r["invo_involvements_id"]))
            named = [r for r in rows if r["invo_professional_team"]]
            named.sort(
                key=lambda r: (r["invo_involvement_end_date"] or "9999", r["invo_involvement_start_date"], r["invo_involvements_id"])
            )
            team = (now[-1]["invo_professional_team"] if now else "") or (named[-1]["invo_professional_team"] if named else "")
            if team:
                teams[child] = team
        return teams

    # --- cases ---------------------------------------------------------------------------------------------------------------

    def every_case_has_a_worker(self) -> Answers:
        last: dict[str, Row] = {}
        rows = [r for r in self.rows["ssd_involvements"] if " ".join(r["invo_professional_role_id"].split()).lower() in ROLES]
        rows.sort(key=lambda r: (r["invo_involvement_start_date"], r["invo_involvements_id"]))
        for row in rows:
            if not row["invo_involvement_end_date"]:
                last[row["invo_person_id"]] = row
        return {
            ("ssd_cin_episodes", r["cine_referral_id"]): Answer(
                MET if last.get(r["cine_person_id"], {}).get("invo_professional_id") else NOT_MET,
                r["cine_person_id"], own_team=r["cine_referral_team"],
            )
            for r in self.open_cases
        }  # fmt: skip

    def oversight(self) -> Answers:
        decided: dict[str, list[dt.date | None]] = defaultdict(list)
        for row in self.rows["ext_mgmt_decision"]:
            decided[row["person_id"]].append(day_of(row["decided_on"]))
        found: Answers = {}
        for row in self.open_cases:
            began, child = day_of(row["cine_referral_date"]), row["cine_person_id"]
            dated = [day for day in decided[child] if day and (began is None or day >= began)]
            last, undated = max(dated, default=None), None in decided[child]
            counted_from = last or began
            late = counted_from is not None and counted_from + dt.timedelta(days=self.oversight_days) < self.as_at
            if began is None:
                outcome = NOT_RECORDED
            elif last and not late:
                outcome = MET
            elif undated:
                outcome = NOT_RECORDED
            elif late:
                outcome = NOT_MET
            else:
                continue
            found["ssd_cin_episodes", row["cine_referral_id"]] = Answer(outcome, child, own_team=row["cine_referral_team"])
        return found

    def closings(self) -> Answers:
        found: Answers = {}
        for row in self.rows["ssd_cin_episodes"]:
            closed, reason = row["cine_close_date"], row["cine_close_reason"]
            backwards = bool(closed) and closed < row["cine_referral_date"]
            wrong = bool(closed) != bool(reason) or backwards
            field_ = "cine_close_reason" if closed and not reason and not backwards else "cine_close_date"
            answer = Answer(BROKEN if wrong else MET, row["cine_person_id"], (field_,) if wrong else (), row["cine_referral_team"])
            found["ssd_cin_episodes", row["cine_referral_id"]] = answer
        return found

    def ethnicity(self) -> Answers:
        latest: dict[str, str] = {}
        for row in self.rows["ssd_cin_episodes"]:
            latest[row["cine_person_id"]] = max(latest.get(row["cine_person_id"], ""), row["cine_referral_date"])
        found: Answers = {}
        for row in self.rows["ssd_person"]:
            child, code, born = row["pers_person_id"], row["pers_ethnicity"], day_of(row["pers_dob"])
            if child not in self.open_children:
                continue
            new = bool(latest.get(child)) and (self.as_at - dt.date.fromisoformat(latest[child])).days < 28
            unborn = (born is None or born > self.as_at) and bool(row["pers_expected_dob"] or born)
            baby = born is not None and months_on(born, 12) > self.as_at
            right = code in ETHNICITIES or code == "NOBT" and (new or unborn or baby)
            found["ssd_person", child] = Answer(MET if right else BROKEN, child, () if right else ("pers_ethnicity",))
        return found

    # --- the front door ------------------------------------------------------------------------------------------------------

    def _contacts(self) -> Iterator[tuple[Row, dt.date | None, dt.date | None, bool]]:
        """The contact, the day it came in, the first decision on it since then, and whether another decision leaves it unclear."""
        decided: dict[str, list[tuple[dt.date | None, str]]] = defaultdict(list)
        for row in self.rows["ext_contact_decision"]:
            decided[row["contact_id"]].append((day_of(row["decided_at"]), row["decision"]))
        for row in self.rows["ssd_contacts"]:
            came_in = day_of(row["cont_contact_date"])
            own = decided[row["cont_contact_id"]]
            done = min((day for day, _ in own if day and (came_in is None or day >= came_in)), default=None)
            early = any(day and came_in and day < came_in for day, _ in own)
            yield row, came_in, done, early or any(day is None and decision for day, decision in own)

    def contacts_decided(self) -> Answers:
        found: Answers = {}
        dated = {row["contact_id"] for row in self.rows["ext_contact_decision"] if row["decided_at"]}
        for row, came_in, done, unclear in self._contacts():
            if came_in and came_in < self.since and row["cont_contact_id"] in dated:
                continue
            outcome = self._once(working_days_on(came_in, 1) if came_in else None, done, unclear)
            if outcome:
                found["ssd_contacts", row["cont_contact_id"]] = Answer(outcome, row["cont_person_id"])
        return found

    def contacts_of_the_month(self) -> list[str]:
        found = []
        for _row, came_in, done, unclear in self._contacts():
            found += self._of_the_month(working_days_on(came_in, 1) if came_in else None, done, unclear, None)
        return found

    def _once(self, due: dt.date | None, done: dt.date | None, unclear: bool) -> str:
        """A thing to be done once, tonight: how it stands; blank while it is neither done nor late."""
        if done:
            return MET
        if due is None or unclear:
            return NOT_RECORDED
        return NOT_MET if late_in_working_days(due, self.as_at) else ""

    def _of_the_month(self, due: dt.date | None, done: dt.date | None, unclear: bool, ended: dt.date | None) -> list[str]:
        """A thing done once, of the month in which it was due or done, whichever came first. ended: when its episode was closed."""
        late = due is not None and late_in_working_days(due, self.as_at)
        ended_in_time = bool(ended and due and not late_in_working_days(due, ended))
        if done is None and (due is None or unclear and (not late or ended_in_time)):
            belongs = min(ended or self.as_at, self.as_at)
        else:
            belongs = min(day for day in (due, done) if day)
        asked = done or unclear or (late or due is None) and not ended_in_time
        if not asked or not self.month_from <= min(belongs, due or belongs) <= self.as_at:
            return []
        if due is None:
            return [NOT_RECORDED]
        if done and not late_in_working_days(due, done):
            return [MET]
        return [NOT_RECORDED if unclear else NOT_MET]

    # --- enquiries -----------------------------------------------------------------------------------------------------------

    def _enquiries(self) -> Iterator[tuple[Row, dt.date | None, dt.date | None, bool, str]]:
        """The enquiry, when it is due, when it was done, whether it ended without saying how, and the day its episode closed."""
        closed = {r["cine_referral_id"]: r["cine_close_date"] for r in self.rows["ssd_cin_episodes"]}
        for row in self.rows["ssd_s47_enquiry"]:
            began, ended = day_of(row["s47e_s47_start_date"]), day_of(row["s47e_s47_end_date"])
            outcome = bool(row["s47e_s47_nfa"]) or bool(row["s47e_s47_outcome_json"].strip())
            done = ended if ended and outcome and (began is None or ended >= began) else None
            due = working_days_on(began, 15) if began else None
            yield row, due, done, bool(ended) and not done, closed.get(row["s47e_referral_id"], "")

    def enquiries_ended(self) -> Answers:
        found: Answers = {}
        for row, due, done, unclear, closed in self._enquiries():
            outcome = "" if closed else self._once(due, done, unclear)
            if outcome:
                answer = Answer(outcome, row["s47e_person_id"], own_team=row["s47e_s47_completed_by_team"])
                found["ssd_s47_enquiry", row["s47e_s47_enquiry_id"]] = answer
        return found

    def enquiries_of_the_month(self) -> list[str]:
        found = []
        for row, due, done, unclear, closed in self._enquiries():
            ended_on = day_of(row["s47e_s47_end_date"])
            ended_late = bool(due and ended_on and late_in_working_days(due, ended_on))
            found += self._of_the_month(due, done, unclear and not ended_late, day_of(closed))
        return found

    # --- plans and visits ----------------------------------------------------------------------------------------------------

    def _was_seen(self, row: Row, name: str, stem: str) -> bool | None:
        flag = {"Y": True, "N": False}.get(row[f"{stem}_seen"])
        record = self.written.get((name, row[f"{stem}_id"])) or self.written.get(("", row[f"{stem}_id"])) or {}
        outcome = record.get("outcome", "")
        if flag is not None and outcome and flag != (outcome == "seen"):
            return None
        return None if record.get("on_paper_only") == "Y" and flag is not False else flag

    def seen_every_ten_working_days(self) -> Answers:
        found: Answers = {}
        for plan in self.rows["ssd_cp_plans"]:
            if plan["cppl_cp_plan_end_date"]:
                continue
            began = day_of(plan["cppl_cp_plan_start_date"])
            events = [(day, seen) for day, seen in self._visits_of(plan) if day is None or began is None or day >= began]
            last = max((day for day, seen in events if seen and day), default=None)
            unclear = max((day or self.as_at for day, seen in events if seen is None or seen and not day), default=None)
            counted_from = last or began
            due = working_days_on(counted_from, 10) if counted_from else None
            late = due is not None and late_in_working_days(due, self.as_at)
            kind = unclear is not None and not late_in_working_days(working_days_on(unclear, 10), self.as_at)
            tried = any(day and counted_from and (day > counted_from or not last) for day, _ in events)
            if last and not late:
                outcome = MET
            elif due is None or kind or late and not tried and working_days_between(due, self.as_at) <= 2:
                outcome = NOT_RECORDED
            elif late:
                outcome = NOT_MET
            else:
                continue
            found["ssd_cp_plans", plan["cppl_cp_plan_id"]] = Answer(outcome, plan["cppl_person_id"])
        return found

    def _visits_of(self, plan: Row) -> Iterator[tuple[dt.date | None, bool | None]]:
        for row in self.rows["ssd_cp_visits"]:
            own = row["cppv_cp_plan_id"] or (plan["cppl_cp_plan_id"] if row["cppv_person_id"] == plan["cppl_person_id"] else "")
            if own == plan["cppl_cp_plan_id"]:
                yield day_of(row["cppv_cp_visit_date"]), self._was_seen(row, "ssd_cp_visits", "cppv_cp_visit")

    def categories(self) -> Answers:
        found: Answers = {}
        for plan in self.rows["ssd_cp_plans"]:
            blank = tuple(
                name for name in ("cppl_cp_plan_initial_category", "cppl_cp_plan_latest_category") if not plan[name]
            )  # fmt: skip
            found["ssd_cp_plans", plan["cppl_cp_plan_id"]] = Answer(BROKEN if blank else MET, plan["cppl_person_id"], blank)
        return found

    def seen_alone_is_said(self) -> Answers:
        found: Answers = {}
        since = months_on(self.as_at, -12)
        for name, stem, short in VISITS:
            for row in self.rows[name]:
                day = day_of(row[f"{stem}_date"])
                if not row[f"{stem}_seen"] or day and day < since:
                    continue
                record = self.written.get((name, row[f"{stem}_id"])) or self.written.get(("", row[f"{stem}_id"])) or {}
                seen = row[f"{stem}_seen"] == "Y"
                said = row[f"{stem}_seen_alone"] if seen else record.get("outcome", "")
                field_ = f"{stem}_seen_alone" if seen else "outcome"
                answer = Answer(MET if said else BROKEN, row[f"{short}_person_id"], () if said else (field_,))
                found[name, row[f"{stem}_id"]] = answer
        return found

    # --- missing -------------------------------------------------------------------------------------------------------------

    def return_interviews(self) -> Answers:
        """Within 72 hours that really passed, by a clock that is never put forward or back."""
        interviews: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows["ext_return_interview"]:
            interviews[row["missing_id"]].append(row)
        found: Answers = {}
        for row in self.rows["ssd_missing"]:
            name, child, ended = row["miss_table_id"], row["miss_person_id"], row["miss_missing_episode_end_date"]
            own = interviews[name]
            returned = min((i["returned_at"] for i in own if i["returned_at"]), default="")
            if row["miss_missing_episode_type"] in ("A", "ABSENT") or child not in self.open_children or not (ended or returned):
                continue
            held = min((i["held_at"] for i in own if i["held_at"]), default="")
            said = [i["declined"] for i in own if i["declined"]]
            offered, accepted = row["miss_missing_rhi_offered"], row["miss_missing_rhi_accepted"]
            refused = "Y" in said or (accepted == "N" and offered == "Y")
            agreed = bool(said) and "Y" not in said or accepted == "Y"
            back, only_a_day = _moment(returned or ended)
            if back.date() < months_on(self.as_at, -12):
                continue
            if held and held >= (returned or ended):
                outcome = MET
            elif held or refused and agreed:
                outcome = NOT_RECORDED
            elif not self._late(back, only_a_day):
                continue
            else:
                outcome = EXEMPT if refused else NOT_MET
            found["ssd_missing", name] = Answer(outcome, child)
        return found

    def _late(self, back: dt.datetime, only_a_day: bool) -> bool:
        if only_a_day:
            return self.as_at > back.date() + dt.timedelta(days=3)
        end_of_night = dt.datetime.combine(self.as_at + dt.timedelta(days=1), dt.time(), LONDON).astimezone(UTC)
        return end_of_night > back.replace(tzinfo=LONDON).astimezone(UTC) + dt.timedelta(hours=72)

    # --- the tables themselves -----------------------------------------------------------------------------------------------

    def tables_hold_about_as_many(self, before: dict[str, dict[str, int]], now: dict[str, int]) -> Answers:
        nights = sorted(before)
        last = before[nights[-1]]
        old = [n for n in nights if working_days_between(dt.date.fromisoformat(n), self.as_at) >= 3]
        found: Answers = {}
        for name, was in last.items():
            there = name in now
            rows = now.get(name, 0)
            if not there and was == 0:
                continue
            recent = [before[n].get(name) for n in nights if n >= old[-1]] if old else []
            still = bool(recent) and all(each == rows for each in recent)
            large = max(rows, was) >= 20
            wrong = rows == 0 and was > 0 or large and abs(rows - was) * 10 > was or still and rows >= 200
            found[name, ""] = Answer(BROKEN if wrong else MET, "", ("rows_read",) if wrong else ())
        return found


def _moment(text: str) -> tuple[dt.datetime, bool]:
    """When, and whether only the day is known."""
    moment = dt.datetime.fromisoformat(text)
    return moment, moment.time() == dt.time()


ASKED: dict[str, Callable[[Night], Answers]] = {
    "ALO-01": Night.every_case_has_a_worker,
    "C02": Night.categories,
    "CON-01": Night.contacts_decided,
    "CPV-01": Night.seen_every_ten_working_days,
    "E03": Night.closings,
    "MGT-01": Night.oversight,
    "MIS-01": Night.return_interviews,
    "P05": Night.ethnicity,
    "S47-02": Night.enquiries_ended,
    "V02": Night.seen_alone_is_said,
}
OF_THE_MONTH: dict[str, Callable[[Night], list[str]]] = {
    "CON-01": Night.contacts_of_the_month,
    "S47-02": Night.enquiries_of_the_month,
}
CODES = (*ASKED, "Q02")
RULES = ("C02", "E03", "P05", "Q02", "V02")
"""Recording rules: a flag of theirs is of one column of the record."""

READS: dict[str, tuple[str, ...]] = {
    "ALO-01": ("ssd_cin_episodes", "ssd_involvements"),
    "C02": ("ssd_cp_plans",),
    "CON-01": ("ssd_contacts", "ext_contact_decision"),
    "CPV-01": ("ssd_cp_plans", "ssd_cp_visits", "ext_visit"),
    "E03": ("ssd_cin_episodes",),
    "MGT-01": ("ssd_cin_episodes", "ext_mgmt_decision"),
    "MIS-01": ("ssd_missing", "ext_return_interview", "ssd_cin_episodes", "ssd_cp_plans", "ssd_cla_episodes", "ssd_legal_status"),
    "P05": ("ssd_person", "ssd_cin_episodes", "ssd_cp_plans", "ssd_cla_episodes", "ssd_legal_status"),
    "S47-02": ("ssd_s47_enquiry", "ssd_cin_episodes"),
    "V02": ("ssd_cp_visits", "ssd_cin_visits", "ssd_cla_visits", "ext_visit"),
    "Q02": (),
}
"""What each is worked out from."""
