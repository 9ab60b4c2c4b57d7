"""The children in need census as it was sent to the Department for Education: its XML, read safely into plain frames.

Read for one purpose, to be counted beside our own tables, so nothing is read that is not counted: no pupil number, date of birth,
ethnicity or disability leaves the file. The reader takes no document type, so no entity can be declared, expanded or fetched; it is
bounded in size and depth. What cannot be taken is said in a sentence that holds no value from the file, and the rest is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

import pandas as pd

from fscp_readiness.tables import DATES

from .problems import ArgumentsProblem

MOST_BYTES = 200_000_000
MOST_DEPTH = 12
MOST_TEXT = 1_000
CHUNK = 1 << 16

CHILDREN = {"child_number": "Int64", "child_id": "string", "unborn": "boolean", "died_on": DATES}
REFERRALS = {
    "child_id": "string", "referral_number": "Int64", "received_on": DATES, "closed_on": DATES, "close_reason": "string",
    "no_further_action": "boolean", "conference_on": DATES,
}  # fmt: skip
ASSESSMENTS = {"child_id": "string", "referral_number": "Int64", "started_on": DATES, "authorised_on": DATES}
CIN_PLANS = {"child_id": "string", "referral_number": "Int64", "started_on": DATES, "ended_on": DATES}
SECTION_47 = {
    "child_id": "string", "referral_number": "Int64", "started_on": DATES, "conference_on": DATES, "conference_not_required": "boolean",
}  # fmt: skip
CP_PLANS = {"child_id": "string", "referral_number": "Int64", "started_on": DATES, "ended_on": DATES, "earlier_plans": "Int64"}

_MODULES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "CINdetails": (
        "referrals",
        {
            "CINreferralDate": "received_on",
            "CINclosureDate": "closed_on",
            "ReasonForClosure": "close_reason",
            "ReferralNFA": "no_further_action",
            "DateOfInitialCPC": "conference_on",
        },
    ),
    "Assessments": ("assessments", {"AssessmentActualStartDate": "started_on", "AssessmentAuthorisationDate": "authorised_on"}),
    "CINPlanDates": ("cin_plans", {"CINPlanStartDate": "started_on", "CINPlanEndDate": "ended_on"}),
    "Section47": (
        "section_47",
        {"S47ActualStartDate": "started_on", "DateOfInitialCPC": "conference_on", "ICPCnotRequired": "conference_not_required"},
    ),
    "ChildProtectionPlans": (
        "cp_plans",
        {"CPPstartDate": "started_on", "CPPendDate": "ended_on", "NumberOfPreviousCPP": "earlier_plans"},
    ),
}
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "referrals": REFERRALS, "assessments": ASSESSMENTS, "cin_plans": CIN_PLANS, "section_47": SECTION_47, "cp_plans": CP_PLANS,
}  # fmt: skip
_BEGINS = {
    "referrals": "received_on",
    "assessments": "started_on",
    "cin_plans": "started_on",
    "section_47": "started_on",
    "cp_plans": "started_on",
}
_ENDS = {"referrals": "closed_on", "assessments": "authorised_on", "cin_plans": "ended_on", "cp_plans": "ended_on"}
_FLAGS = {"true": True, "1": True, "false": False, "0": False}
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True)
class Defect:
    """Something in the return that was not taken as it stood, or does not fit. ``times`` of it; ``where`` is the first place."""

    code: str
    where: str
    sentence: str
    times: int = 1


@dataclass(frozen=True)
class CensusReturn:
    """One return. Frames have the columns declared above; dates are days, blank where none was given.

    year             as its header says; 0 where it says none
    reference_date   the last day of the twelve months it is of
    children         CHILDREN, one row a child element
    defects          what was not taken, or does not fit, by code
    """

    year: int
    reference_date: dt.date
    council: str
    children: pd.DataFrame
    referrals: pd.DataFrame
    assessments: pd.DataFrame
    cin_plans: pd.DataFrame
    section_47: pd.DataFrame
    cp_plans: pd.DataFrame
    defects: tuple[Defect, ...]

    @property
    def begins(self) -> dt.date:
        """The first day of the twelve months."""
        day = self.reference_date
        return dt.date(day.year - 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1) + dt.timedelta(days=1)


@dataclass
class _Reading:
    """What has been read so far, as the parser walks the file."""

    file: str
    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: {name: [] for name in ("children", *_COLUMNS)})
    found: dict[str, Defect] = field(default_factory=dict)
    child: dict[str, object] = field(default_factory=dict)
    waiting: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    number: int = 0
    referral: int = 0
    root: str = ""

    def defect(self, code: str, sentence: str, where: str = "") -> None:
        """One more of a kind of defect; the first place is kept."""
        earlier = self.found.get(code)
        self.found[code] = Defect(
            code, earlier.where if earlier else where or self._where(), sentence, (earlier.times if earlier else 0) + 1
        )

    def _where(self) -> str:
        parts = [f"child {self.number}"] if self.number else []
        parts += [f"referral {self.referral}"] if self.referral else []
        return ", ".join(parts) or "the header"

    def start(self, name: str, _: dict[str, str]) -> None:
        tag = name.rsplit("}", 1)[-1]
        self._stray()
        self.path.append(tag)
        if len(self.path) == 1:
            self.root = tag
        if len(self.path) > MOST_DEPTH:
            raise ArgumentsProblem("CEN-04", f"{self.file} nests deeper than a census does. Nothing of it was read: export it again.")
        if tag == "Child":
            self.number, self.referral = self.number + 1, 0
            self.child = {"child_number": self.number, "child_id": None, "unborn": False, "died_on": None}
            self.waiting = []
        elif tag in _MODULES:
            if tag == "CINdetails":
                self.referral += 1
            table, columns = _MODULES[tag]
            row: dict[str, object] = {"referral_number": self.referral, **dict.fromkeys(columns.values())}
            self.waiting.append((table, row))

    def data(self, text: str) -> None:
        self.text.append(text)
        if len(self.text) > MOST_TEXT or len(text) > MOST_TEXT:
            joined = "".join(self.text)
            if len(joined) > MOST_TEXT and joined.strip():
                raise ArgumentsProblem(
                    "CEN-04", f"{self.file} holds a text longer than any in a census. Nothing of it was read. Export it again."
                )
            self.text = [joined if joined.strip() else " "]

    def end(self, name: str) -> None:
        tag = name.rsplit("}", 1)[-1]
        value = "".join(self.text).strip()
        self.text = []
        self.path.pop()
        parent = self.path[-1] if self.path else ""
        if "Header" in self.path:
            self.header.setdefault(tag, value)
        elif tag == "Child":
            self._finish_child()
        elif parent == "ChildIdentifiers":
            self._identify(tag, value)
        elif parent in _MODULES and tag in _MODULES[parent][1]:
            self._fill(parent, _MODULES[parent][1][tag], value)
        elif value and tag in (*_MODULES, "Child", "Children", "Message", "ChildIdentifiers"):
            self.defect("CEN-10", "text stands between elements, where none belongs; it was passed over and everything else is read")

    def _stray(self) -> None:
        if "".join(self.text).strip():
            self.defect("CEN-10", "text stands between elements, where none belongs; it was passed over and everything else is read")
        self.text = []

    def _identify(self, tag: str, value: str) -> None:
        if tag == "LAchildID":
            self.child["child_id"] = value or None
        elif tag == "ExpectedPersonBirthDate" and value:
            self.child["unborn"] = True
        elif tag == "PersonBirthDate" and value:
            self.child["unborn"] = False
        elif tag == "PersonDeathDate":
            self.child["died_on"] = self._day(value)

    def _fill(self, module: str, column: str, value: str) -> None:
        table, row = next((table, row) for table, row in reversed(self.waiting) if table == _MODULES[module][0])
        kind = _COLUMNS[table][column]
        if kind == DATES:
            row[column] = self._day(value)
        elif kind == "boolean":
            if value and value.lower() not in _FLAGS:
                self.defect("CEN-12", "a yes or no is neither; it is read as blank. Put it right in the case system")
            row[column] = _FLAGS.get(value.lower())
        elif kind == "Int64":
            row[column] = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None
        else:
            row[column] = value or None

    def _day(self, value: str) -> dt.date | None:
        if not value:
            return None
        try:
            if not _DATE.match(value):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            self.defect(
                "CEN-11", "a date is not a day written YYYY-MM-DD; it is read as blank and its row kept. Put it right in the case system"
            )
            return None

    def _finish_child(self) -> None:
        if not self.child["child_id"]:
            self.defect("CEN-13", "a child has no LAchildID and is left out whole: nobody could be found by it. Other children are read")
            return
        self.rows["children"].append(self.child)
        for table, row in self.waiting:
            if row[_BEGINS[table]] is None and not (table == "section_47" and row["conference_on"] is not None):
                self.defect("CEN-14", "an event has no day on which it began; it is kept and counted in no period")
            self.rows[table].append({"child_id": self.child["child_id"], **row})


def read_census(path: Path, most_bytes: int = MOST_BYTES) -> CensusReturn:
    """Read one census file.

    path        the XML file as it was sent; UTF-8 or UTF-16
    most_bytes  a larger file is refused

    Raises ArgumentsProblem (exit code 2) where there is no such file, or where it is no census, is not whole, declares a document type, is
    too large or too deep, or does not say of which year it is.
    """
    if not path.is_file():
        raise ArgumentsProblem("CEN-01", f"There is no census file called {path.name!r}. Name the XML file that was sent.")
    reading = _Reading(path.name)
    _walk(path, reading, most_bytes)
    return _checked(reading)


def _walk(path: Path, reading: _Reading, most_bytes: int) -> None:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = reading.start, reading.end, reading.data

    def refuse_document_type(*_: object) -> None:
        raise ArgumentsProblem(
            "CEN-03",
            f"{path.name} declares a document type, which a census never does and which could hide anything. Nothing was read. Export it "
            "again.",
        )

    parser.StartDoctypeDeclHandler = refuse_document_type
    taken = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                taken += len(chunk)
                if taken > most_bytes:
                    raise ArgumentsProblem(
                        "CEN-02",
                        f"{path.name} is larger than {most_bytes:,} bytes, and no census is. Nothing of it was read. "
                        "Name the XML file that was sent.",
                    )
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        why = expat.ErrorString(problem.code)
        raise ArgumentsProblem(
            "CEN-05", f"{path.name} is not whole XML: line {problem.lineno}: {why}. Nothing of it was used: export it again."
        ) from None
    except OSError:
        raise ArgumentsProblem("CEN-06", f"{path.name} cannot be read. Is its share reachable, and is it open elsewhere?") from None


def _checked(reading: _Reading) -> CensusReturn:
    header = reading.header
    if reading.root != "Message" or header.get("Collection", "").upper() != "CIN":
        raise ArgumentsProblem(
            "CEN-07",
            f"{reading.file} is no children in need census: its header does not name the collection CIN. Name the XML file that was sent.",
        )
    day = header.get("ReferenceDate", "")
    try:
        if not _DATE.match(day):
            raise ValueError
        reference = dt.date.fromisoformat(day)
    except ValueError:
        raise ArgumentsProblem(
            "CEN-08", f"{reading.file} does not say by a ReferenceDate of which twelve months it is. Nothing was counted. Export it again."
        ) from None
    year = int(header["Year"]) if re.fullmatch(r"[0-9]{4}", header.get("Year", "")) else 0
    if (reference.month, reference.day) != (3, 31):
        reading.defect(
            "CEN-20",
            f"the reference date is {reference.day} {reference:%B %Y} and not 31 March: what is counted is of the twelve months that end "
            "on it, and stands beside no published year",
            "the header",
        )
    if year != reference.year:
        reading.defect("CEN-21", "the year and the reference date name different years; the reference date is used", "the header")
    frames = {name: _frame(reading.rows[name], CHILDREN if name == "children" else _COLUMNS[name]) for name in reading.rows}
    _misfits(reading, frames, pd.Timestamp(reference))
    defects = tuple(reading.found[code] for code in sorted(reading.found))
    return CensusReturn(year, reference, header.get("LEA", ""), **frames, defects=defects)


def _frame(rows: list[dict[str, object]], columns: Mapping[str, str]) -> pd.DataFrame:
    raw = pd.DataFrame(rows, columns=list(columns))
    for name, kind in columns.items():
        if kind == DATES:
            raw[name] = pd.Series([None if day is None else pd.Timestamp(day) for day in raw[name]], dtype=DATES)
    return raw.astype(dict(columns))


def _misfits(reading: _Reading, frames: Mapping[str, pd.DataFrame], last: pd.Timestamp) -> None:
    """Rows that are readable and cannot be right: kept as they stand, and said."""
    first = last - pd.DateOffset(years=1) + pd.Timedelta(days=1)
    children = frames["children"]
    for child in children[children["child_id"].duplicated()]["child_number"]:
        reading.defect("CEN-22", "a child stands twice under one LAchildID; what both hold is counted once a child", f"child {child}")
    place = children.drop_duplicates("child_id").set_index("child_id")["child_number"]
    for table, frame in frames.items():
        if table == "children":
            continue
        begun, ended = frame[_BEGINS[table]], frame[_ENDS[table]] if table in _ENDS else pd.Series(pd.NaT, index=frame.index, dtype=DATES)
        wrong = [
            ("CEN-23", begun.gt(last) | ended.gt(last), "an event is dated after the reference date; it is kept and counted in no period"),
            ("CEN-24", ended.lt(begun), "something ends before it begins; it is kept as it stands. Put the days right in the case system"),
        ]
        if table == "referrals":
            early = ended.lt(first)
            wrong.append(("CEN-25", early, "a case was closed before the twelve months begin, so it does not belong in this return"))
        for code, rows, sentence in wrong:
            for child_id in frame[rows]["child_id"]:
                reading.defect(code, sentence, f"child {place[child_id]}")
