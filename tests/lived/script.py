"""What happens over the nights: which of them are lived, which go wrong, and what is changed by hand so that flags end for every reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from .plainly import CODES, READS
from .sources import Held, Merge, Row

OUTAGE, HALF_LOADED, NO_COLUMN, CRASHED, OLD_BACKUP = "outage", "half loaded", "no column", "crashed", "old backup"
HALF = "ssd_cp_plans"
LACKS = ("ssd_cp_visits", "cppv_cp_visit_seen")
NOT_ANSWERABLE = ("CPV-01", "V02")
"""What cannot be asked without that column."""
FEW = ("C02", "CON-01", "CPV-01", "E03", "MGT-01", "MIS-01", "P05", "Q02")
"""Of the eleven standards, those of the twelve nights."""
CRASHES = "CON-01"
USUAL_DAYS, OTHER_DAYS = 28, 42
"""MGT-01's clock as it is agreed, and as it is agreed for a while."""


AUTUMN_RETURN, SPRING_RETURN = "2026-10-23 00:30:00", "2027-03-25 23:30:00"
"""Back at home. By the clock on the wall 72 hours are up an hour later than they really are, and in spring an hour sooner."""


@dataclass(frozen=True)
class Night:
    """One day of the script.

    zone       the machine's time zone while the night is lived; blank: London, and in this process
    published  its pack is made and published too
    """

    as_at: dt.date
    goes: str = ""
    zone: str = ""
    published: bool = False
    oversight_days: int = USUAL_DAYS


@dataclass(frozen=True)
class Stretch:
    """Some nights of one council."""

    name: str
    held: Held = field(repr=False)
    nights: tuple[Night, ...]
    codes: tuple[str, ...] = CODES

    @property
    def lived(self) -> tuple[Night, ...]:
        return tuple(night for night in self.nights if night.goes not in (OUTAGE, OLD_BACKUP))


ZONES = ("UTC", "America/New_York", "Asia/Tokyo")


def tables_of(codes: Sequence[str]) -> frozenset[str]:
    """What a source holds here: all that these standards read, the teams, and the restricted records."""
    return frozenset({*chain(*(READS[code] for code in codes)), "ssd_involvements", "ssd_department", "ext_restricted"})


def autumn() -> Stretch:
    """3 October to 1 December 2026: sixty nights over the night on which the clocks go back, and two month ends, one of them missed."""
    first, last = dt.date(2026, 10, 3), dt.date(2026, 12, 1)
    goes = {
        dt.date(2026, 10, 31): OUTAGE,
        dt.date(2026, 11, 10): OUTAGE, dt.date(2026, 11, 11): OUTAGE, dt.date(2026, 11, 12): OUTAGE,
        dt.date(2026, 10, 21): HALF_LOADED,
        dt.date(2026, 11, 4): NO_COLUMN, dt.date(2026, 11, 5): NO_COLUMN,
        dt.date(2026, 11, 17): CRASHED,
        dt.date(2026, 11, 20): OLD_BACKUP,
    }  # fmt: skip
    zones = [dt.date(2026, 10, 7), dt.date(2026, 10, 24), dt.date(2026, 10, 25), dt.date(2026, 10, 26), dt.date(2026, 11, 2),
             dt.date(2026, 11, 13), dt.date(2026, 11, 30)]  # fmt: skip
    published = [dt.date(2026, 10, 4), dt.date(2026, 10, 28), dt.date(2026, 11, 6), dt.date(2026, 12, 1)]
    other = (dt.date(2026, 11, 1), dt.date(2026, 11, 19))
    return _stretch("autumn", Held("test", 61, last, tables_of(CODES)), first, last, goes, zones, published, other)


def spring() -> Stretch:
    """20 March to 8 April 2027: twenty nights over the night on which the clocks go forward, and Easter."""
    first, last = dt.date(2027, 3, 20), dt.date(2027, 4, 8)
    goes = {dt.date(2027, 3, 23): OUTAGE, dt.date(2027, 4, 2): CRASHED}
    zones = [dt.date(2027, 3, 27), dt.date(2027, 3, 28), dt.date(2027, 3, 29)]
    other = (dt.date(2027, 3, 25), dt.date(2027, 4, 5))
    return _stretch("spring", Held("test", 62, last, tables_of(CODES)), first, last, goes, zones, [dt.date(2027, 3, 30)], other)


def fortnight() -> Stretch:
    """20 to 30 October 2026, with one of each thing that goes wrong; and the twelfth night after thirty days off."""
    first, last, after = dt.date(2026, 10, 20), dt.date(2026, 10, 30), dt.date(2026, 11, 30)
    goes = {
        dt.date(2026, 10, 21): CRASHED, dt.date(2026, 10, 23): OUTAGE, dt.date(2026, 10, 27): HALF_LOADED, dt.date(2026, 10, 29): NO_COLUMN,
    }  # fmt: skip
    other = (dt.date(2026, 10, 26), None)
    made = _stretch("fortnight", Held("test", 63, after, tables_of(FEW)), first, last, goes, [dt.date(2026, 10, 25)], [], other, [after])
    return replace(made, codes=FEW)


def _stretch(
    name: str, held: Held, first: dt.date, last: dt.date, goes: dict[dt.date, str], zones: list[dt.date],
    published: list[dt.date], other: tuple[dt.date, dt.date | None], also: Sequence[dt.date] = (),
) -> Stretch:  # fmt: skip
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    nights = tuple(
        Night(
            day, goes.get(day, ""), ZONES[zones.index(day) % len(ZONES)] if day in zones else "", day in published,
            OTHER_DAYS if other[0] <= day and (other[1] is None or day < other[1]) else USUAL_DAYS,
        )
        for day in [*days, *also]
    )  # fmt: skip
    _Hand(held, days).write()
    return Stretch(name, held, nights)


class _Hand:
    """Writes the script. Each thing is done to a child of its own, as long as there are enough of them."""

    def __init__(self, held: Held, days: list[dt.date]) -> None:
        self.held, self.days = held, days
        self.used: set[str] = set()

    def at(self, share: float) -> dt.date:
        """The day that lies so far along the stretch."""
        return self.days[min(len(self.days) - 1, int(share * len(self.days)))]

    def write(self) -> None:
        self._cases()
        self._plans()
        self._front_door()
        self._missing()

    def _open(self, name: str, began: str, ended: str, child: str) -> Iterator[Row]:
        """Rows that are open from before the first night to the last, of children to whom nothing was done yet."""
        for row in self.held.rows[name]:
            if row[began] and row[began] < self.days[0].isoformat() and not row[ended] and row[child] not in self.used:
                self.used.add(row[child])
                yield row

    def _cases(self) -> None:
        held, at = self.held, self.at
        known = {row["pers_person_id"] for row in held.rows["ssd_person"] if row["pers_ethnicity"] not in ("", "NOBT")}
        cases = self._open("ssd_cin_episodes", "cine_referral_date", "cine_close_date", "cine_person_id")
        take = partial(next, (row for row in cases if row["cine_person_id"] in known))
        blank = take()["cine_person_id"]  # ethnicity goes blank, is filled, and goes blank again; the case moves team meanwhile
        held.change("ssd_person", blank, at(0.1), at(0.3), pers_ethnicity="")
        held.change("ssd_person", blank, at(0.55), at(0.8), pers_ethnicity="")
        for row in held.rows["ssd_involvements"]:
            if row["invo_person_id"] == blank:
                held.change("ssd_involvements", row["invo_involvements_id"], at(0.2), invo_professional_team="T04")
        stays = take()["cine_person_id"]  # goes blank before the first outage and stays so
        held.change("ssd_person", stays, at(0.2), pers_ethnicity="")
        drifts = take()  # nobody decides anything any more; then the case is closed
        for row in held.rows["ext_mgmt_decision"]:
            if row["person_id"] == drifts["cine_person_id"]:
                held.gone("ext_mgmt_decision", row["decision_id"], self.days[0])
        held.change("ssd_cin_episodes", drifts["cine_referral_id"], at(0.6), cine_close_date=at(0.6).isoformat(), cine_close_reason="RC7")
        drifts = take()  # the same, and then somebody decides
        for row in held.rows["ext_mgmt_decision"]:
            if row["person_id"] == drifts["cine_person_id"]:
                held.gone("ext_mgmt_decision", row["decision_id"], self.days[0], at(0.7))
        alone = take()  # nobody holds the case for a while
        for row in held.rows["ssd_involvements"]:
            if row["invo_person_id"] == alone["cine_person_id"]:
                held.change("ssd_involvements", row["invo_involvements_id"], at(0.25), at(0.4),
                            invo_involvement_end_date=at(0.25).isoformat())  # fmt: skip
        goes = take()  # the whole case is deleted, with nothing to say that it was closed
        held.change("ssd_cin_episodes", goes["cine_referral_id"], at(0.1), cine_close_reason="RC7")
        held.gone("ssd_cin_episodes", goes["cine_referral_id"], at(0.5))
        back = take()  # a case is half closed for a while, is not there for one night, and is put right
        held.change("ssd_cin_episodes", back["cine_referral_id"], at(0.1), at(0.85), cine_close_reason="RC7")
        held.gone("ssd_cin_episodes", back["cine_referral_id"], at(0.45), self.days[self.days.index(at(0.45)) + 1])
        old, kept = take()["cine_person_id"], take()["cine_person_id"]  # two records of one child are merged
        held.change("ssd_person", old, at(0.1), pers_ethnicity="")
        for row in held.rows["ssd_cin_episodes"]:
            if row["cine_person_id"] == old:
                held.change("ssd_cin_episodes", row["cine_referral_id"], at(0.15), cine_close_reason="RC7")
                break
        held.merges.append(Merge(old, kept, at(0.65)))

    def _plans(self) -> None:
        held, at = self.held, self.at
        plans = self._open("ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date", "cppl_person_id")
        late, closes, blank = next(plans), next(plans), next(plans)
        slow = {row["cppv_cp_visit_id"] for row in held.rows["ssd_cp_visits"] if row["cppv_cp_plan_id"] == late["cppl_cp_plan_id"]}
        for row in held.rows["ext_visit"]:  # visits of one plan are written up three weeks late
            if row["visit_id"] in slow and row["recorded_at"]:
                row["recorded_at"] = (dt.date.fromisoformat(row["recorded_at"][:10]) + dt.timedelta(days=21)).isoformat()
        for row in held.rows["ssd_cp_visits"]:  # nobody visits any more; then the plan is closed
            if row["cppv_cp_plan_id"] == closes["cppl_cp_plan_id"] and row["cppv_cp_visit_date"] > (
                self.days[0] - dt.timedelta(days=21)
            ).isoformat():  # fmt: skip
                held.gone("ssd_cp_visits", row["cppv_cp_visit_id"], self.days[0])
        held.change("ssd_cp_plans", closes["cppl_cp_plan_id"], at(0.5), cppl_cp_plan_end_date=at(0.5).isoformat())
        name = blank["cppl_cp_plan_id"]  # both categories are taken out, and come back one after the other
        held.change("ssd_cp_plans", name, at(0.15), at(0.35), cppl_cp_plan_initial_category="")
        held.change("ssd_cp_plans", name, at(0.15), at(0.75), cppl_cp_plan_latest_category="")
        visits = [row for row in held.rows["ssd_cp_visits"] if row["cppv_cp_visit_date"] < self.days[0].isoformat()
                  and row["cppv_cp_visit_seen"] == "Y"]  # fmt: skip
        held.change("ssd_cp_visits", visits[-1]["cppv_cp_visit_id"], at(0.3), cppv_cp_visit_seen_alone="")
        held.change("ssd_cp_visits", visits[-2]["cppv_cp_visit_id"], at(0.1), at(0.95), cppv_cp_visit_seen_alone="")
        held.gone("ssd_cp_visits", visits[-1]["cppv_cp_visit_id"], at(0.9))

    def _front_door(self) -> None:
        held, at = self.held, self.at
        contacts = [row for row in held.rows["ssd_contacts"] if row["cont_contact_date"] < (self.days[0]).isoformat()]
        contacts = sorted(contacts, key=lambda row: row["cont_contact_date"])[-4:]
        goes, late, again, stays = (row["cont_contact_id"] for row in contacts)
        day = self.days.index(at(0.4))
        for name, until in ((goes, None), (late, at(0.5)), (again, at(0.2)), (stays, None)):
            self._undecided(name, self.days[0], until)
        held.gone("ssd_contacts", goes, at(0.5))
        self._undecided(again, self.days[day], at(0.9))

    def _undecided(self, contact: str, from_on: dt.date, until: dt.date | None) -> None:
        """The decision is blank: a row of that table has no key of its own, so the contact is named by another."""
        for row in self.held.rows["ext_contact_decision"]:
            if row["contact_id"] == contact:
                self.held.undecided.append((contact, from_on, until))

    def _missing(self) -> None:
        """Three children come back less than 72 hours before the night on which the clocks change, and nobody asks them in time."""
        held, at = self.held, self.at
        back = dt.datetime.fromisoformat(SPRING_RETURN if self.days[-1].year == 2027 else AUTUMN_RETURN)
        cases = self._open("ssd_cin_episodes", "cine_referral_date", "cine_close_date", "cine_person_id")
        for number, (declined_from, held_from) in enumerate(((None, None), (at(0.8), None), (None, at(0.85))), start=1):
            child = next(cases)["cine_person_id"]
            missing, interview = f"MISL-{number:06}", f"RIL-{number:06}"
            held.added("ssd_missing", missing, back.date(), miss_person_id=child, miss_missing_episode_type="M",
                       miss_missing_episode_start_date=(back.date() - dt.timedelta(days=1)).isoformat(),
                       miss_missing_episode_end_date=back.date().isoformat(), miss_missing_rhi_offered="Y")  # fmt: skip
            told = {"missing_id": missing, "person_id": child, "returned_at": back.isoformat(" ")}
            ends = declined_from or held_from
            held.added("ext_return_interview", interview, back.date(), ends, **told)
            if ends:
                more = {"declined": "Y"} if declined_from else {"held_at": f"{ends.isoformat()} 09:00:00", "declined": "N"}
                held.added("ext_return_interview", interview, ends, **told, **more)
