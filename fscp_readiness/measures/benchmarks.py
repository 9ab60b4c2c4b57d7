"""What England, the region and similar councils published, as it stood on the night's date.

Figures are the Department for Education's, compiled into config/benchmarks/ (compile_benchmarks). Each keeps its year, its source and the
day it was published: only figures published on or before ``as_at`` are used. A missing figure keeps its symbol and is never 0:
x not available (or not published by then), z does not apply here, c suppressed, u unreliable, k or low rounds to nought.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import Counting

from .compile_benchmarks import ENGLAND

NOT_AVAILABLE, NOT_APPLICABLE = "x", "z"


def csv_rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    """A frame of text as one mapping a row."""
    return [{str(name): str(value) for name, value in row.items()} for row in frame.to_dict("records")]


@dataclass(frozen=True)
class Published:
    """A measure that has published figures.

    counting   which of the project's countings is the same definition: only that one stands beside the figure
    unit       percent (values here are shares, 0 to 1), count (children per worker) or per_10000
    better     "higher" or "lower"; "" where neither is better in itself
    basis      what England counts, where it is not word for word what this project counts
    name       what it is, where no standard of this project has the code and says so
    """

    counting: Counting
    unit: str = "percent"
    better: str = ""
    basis: str = ""
    name: str = ""


MEASURES = {
    "REF-02": Published(Counting.PERIOD, better="lower"),
    "REF-03": Published(Counting.PERIOD),
    "ASM-01.dfe": Published(Counting.PERIOD, better="higher"),
    "S47-01": Published(Counting.PERIOD, better="higher"),
    "S47-05.rate": Published(Counting.PERIOD, "per_10000", name="Section 47 enquiries begun in the year, for each 10,000 children"),
    "S47-06.rate": Published(
        Counting.PERIOD, "per_10000", name="Initial child protection conferences in the year, for each 10,000 children"
    ),
    "CP.rate": Published(Counting.LIVE, "per_10000", name="Children on a child protection plan on 31 March, for each 10,000 children"),
    "CPR-03": Published(Counting.LIVE, better="higher"),
    "CPD-01": Published(Counting.LIVE, better="lower", basis="of plans open at 31 March"),
    "CPD-02": Published(Counting.PERIOD),
    "CLA.rate": Published(Counting.LIVE, "per_10000", name="Children looked after on 31 March, for each 10,000 children"),
    "LAS-01": Published(Counting.LIVE, better="lower"),
    "LAS-02": Published(Counting.LIVE, better="higher"),
    "ALO-05": Published(Counting.LIVE, better="lower", basis="of children looked after at 31 March"),
    "CLV-06": Published(Counting.LIVE, better="higher", basis="aged 19 to 21"),
    "CLV-07": Published(Counting.LIVE, better="higher", basis="aged 19 to 21"),
    "CAS-01.mean": Published(Counting.LIVE, "count", basis="cases for each full-time case-holder, 30 September"),
    "WFC-01": Published(Counting.LIVE, better="lower"),
    "WFC-02": Published(Counting.LIVE, better="lower"),
    "WFC-03": Published(Counting.PERIOD, better="lower"),
    "WFC-04": Published(Counting.PERIOD, better="lower"),
}


@dataclass(frozen=True)
class Figure:
    """One published figure. ``value`` is a share (0 to 1) for percentages; None where ``symbol`` says why there is none.

    of      how many councils a mean or quartile is of; 0 for a figure published as such
    """

    value: float | None
    symbol: str = ""
    year: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    published_on: dt.date | None = None
    title: str = ""
    source: str = ""
    of: int = 0

    @classmethod
    def none(cls, symbol: str) -> Figure:
        return cls(None, symbol)


@dataclass(frozen=True)
class Benchmark:
    """All there is to stand beside one measure."""

    code: str
    unit: str
    better: str
    basis: str
    council: Figure
    region: Figure
    region_name: str
    neighbours: Figure
    england: Figure
    upper_quartile: Figure
    lower_quartile: Figure


@dataclass(frozen=True)
class Benchmarks:
    """config/benchmarks/, read. Frames as compile_benchmarks writes them, ``value`` a number, and published_on and council added."""

    figures: pd.DataFrame
    areas: pd.DataFrame
    editions: pd.DataFrame
    neighbours: pd.DataFrame

    @classmethod
    def read(cls, folder: Path) -> Benchmarks:
        """Read the four files. Raises ConfigProblem naming one that is missing or has not the right columns."""
        frames = {}
        for name in ("figures", "areas", "editions", "neighbours"):
            path = folder / f"{name}.csv"
            try:
                frames[name] = pd.read_csv(path, dtype="string", keep_default_na=False)
            except FileNotFoundError:
                raise ConfigProblem(
                    f"{path.name} is not in config/{folder.name}/. Compile it again from the published files.", "CFG-07"
                ) from None
        figures = frames["figures"]
        try:
            for column in ("value", "numerator", "denominator"):
                figures[column] = pd.to_numeric(figures[column].replace("", pd.NA)).astype("Float64")
            figures["year"] = figures["year"].astype("int64")
            figures["published_on"] = figures["edition"].map(frames["editions"].set_index("edition")["published_on"]).astype("object")
            figures["council"] = figures["area_code"].map(frames["areas"].set_index("area_code")["area_level"]).eq("council").fillna(False)
            figures["area_code"] = figures["area_code"].astype("object")
        except (KeyError, ValueError) as problem:
            raise ConfigProblem(f"figures.csv cannot be used: {problem}. Compile it again from the published files.", "CFG-07") from None
        return cls(figures, frames["areas"], frames["editions"], frames["neighbours"])

    @cached_property
    def _by_code(self) -> dict[str, pd.DataFrame]:
        return {str(code): rows for code, rows in self.figures.groupby("code", sort=True)}

    @cached_property
    def _area(self) -> dict[str, dict[str, str]]:
        """Areas by code, a superseded code of the same council included."""
        known = {row["area_code"]: row for row in csv_rows(self.areas)}
        return {**{old: row for row in known.values() for old in row["former_codes"].split()}, **known}

    def check_area(self, area_code: str) -> None:
        """Raises ConfigProblem where ``area_code`` is given and is no council in the figures."""
        if area_code and self._area.get(area_code, {}).get("area_level") != "council":
            where = "config/benchmarks/areas.csv"
            raise ConfigProblem(
                f"service.toml: council.area_code: {area_code} is no council in {where}. Leave it blank or put it right.", "CFG-07"
            )

    def council_code(self, council: str) -> str:
        """The ONS code in use of a council named by an ONS code, a superseded one, or the Department for Education's three figures.

        Raises ConfigProblem where it is no council in the figures.
        """
        by_dfe = {row["dfe_code"]: row["area_code"] for row in csv_rows(self.areas) if row["area_level"] == "council"}
        code = by_dfe.get(council, council)
        if self._area.get(code, {}).get("area_level") != "council":
            raise ConfigProblem(
                f"{council!r} is no council in config/benchmarks/areas.csv. Give its ONS code, or its three figures.", "CFG-07"
            )
        return self._area[code]["area_code"]

    def council_values(self, code: str, as_at: dt.date) -> tuple[int | None, dict[str, float]]:
        """Every council's figure, as published, in the latest year any had by ``as_at``: the year, and area code -> value.

        A council whose figure was kept back is not there. No year and no values where nothing had been published.
        """
        rows = self._by_code.get(code, self.figures.iloc[:0])
        latest = self._councils(rows[rows["published_on"] <= as_at.isoformat()])
        known = latest[latest["value"].notna()]
        if known.empty:
            return None, {}
        return int(known["year"].iloc[0]), dict(zip(known["area_code"].astype(str), known["value"].astype(float), strict=True))

    def of_year(self, code: str, year: int, area_code: str, as_at: dt.date) -> Figure | None:
        """A council's figure of one year, as it had been published by ``as_at``; None where it had not been, or has no such row."""
        known, here = MEASURES.get(code), self._area.get(area_code, {})
        rows = self._by_code.get(code, self.figures.iloc[:0])
        rows = rows[rows["year"].eq(year) & rows["published_on"].le(as_at.isoformat())]
        if known is None or not here or rows[rows["area_code"].eq(here["area_code"])].empty:
            return None
        return self._one(rows, here["area_code"], 100.0 if known.unit == "percent" else 1.0)

    def lookup(self, code: str, as_at: dt.date, area_code: str = "", counting: Counting | None = None) -> Benchmark:
        """What may be printed beside a measure on ``as_at``: England, the region, the mean of ten neighbours, England's quartiles.

        A measure without published figures, or counted otherwise than England counts it, gives [z] throughout; a council without an area
        code gives [z] for region and neighbours; what had not been published by ``as_at`` gives [x].
        """
        known = MEASURES.get(code)
        if known is None or code not in self._by_code or (counting is not None and counting is not known.counting):
            none = Figure.none(NOT_APPLICABLE)
            return Benchmark(code, known.unit if known else "percent", "", "", none, none, "", none, none, none, none)
        rows = self._by_code[code]
        rows = rows[rows["published_on"] <= as_at.isoformat()]
        scale = 100.0 if known.unit == "percent" else 1.0
        here = self._area.get(area_code, {})
        area_code, region = here.get("area_code", area_code), here.get("region_code", "")
        upper, lower = self._quartiles(rows, scale)
        return Benchmark(
            code,
            known.unit,
            known.better,
            known.basis,
            council=self._one(rows, area_code, scale) if here else Figure.none(NOT_APPLICABLE),
            region=self._one(rows, region, scale) if region else Figure.none(NOT_APPLICABLE),
            region_name=self._area.get(region, {}).get("area_name", ""),
            neighbours=self._mean(rows, area_code, scale) if here else Figure.none(NOT_APPLICABLE),
            england=self._one(rows, ENGLAND, scale),
            upper_quartile=upper,
            lower_quartile=lower,
        )

    def quartiles(self, code: str, counting: Counting, as_at: dt.date) -> tuple[Figure, Figure]:
        """England's upper and lower quartile over councils, of the latest year published on or before ``as_at``; [z] or [x] where none.

        Linear interpolation between ranks over the councils that have a figure (suppressed ones dropped), to one decimal of a percent.
        """
        found = self.lookup(code, as_at, counting=counting)
        return found.upper_quartile, found.lower_quartile

    def _one(self, rows: pd.DataFrame, area: str, scale: float) -> Figure:
        mine = rows[rows["area_code"].eq(area)]
        if mine.empty:
            return Figure.none(NOT_AVAILABLE)
        latest = mine.sort_values("year").iloc[-1]
        value = None if pd.isna(latest["value"]) else round(float(latest["value"]) / scale, 6)
        numerator, denominator = (None if pd.isna(latest[name]) else float(latest[name]) for name in ("numerator", "denominator"))
        return self._dated(Figure(value, str(latest["symbol"]), int(latest["year"]), numerator, denominator), str(latest["edition"]))

    def _councils(self, rows: pd.DataFrame) -> pd.DataFrame:
        councils = rows[rows["council"]]
        return councils[councils["year"].eq(councils["year"].max())]

    def _mean(self, rows: pd.DataFrame, area: str, scale: float) -> Figure:
        """The unweighted mean of the council's ten statistical neighbours that have a figure, in the councils' latest year."""
        near = self.neighbours[self.neighbours["area_code"].eq(area)]["neighbour_code"]
        theirs = self._councils(rows)
        theirs = theirs[theirs["area_code"].isin(near) & theirs["value"].notna()]
        if theirs.empty:
            return Figure.none(NOT_AVAILABLE)
        value = round(float(theirs["value"].mean()) / scale, 4)
        return self._dated(Figure(value, "", int(theirs["year"].iloc[0]), of=len(theirs)), str(theirs["edition"].iloc[0]))

    def _quartiles(self, rows: pd.DataFrame, scale: float) -> tuple[Figure, Figure]:
        councils = self._councils(rows)
        values = councils["value"].dropna()
        if values.empty:
            return Figure.none(NOT_AVAILABLE), Figure.none(NOT_AVAILABLE)
        year, edition = int(councils["year"].iloc[0]), str(councils["edition"].iloc[0])
        found = [round(float(values.quantile(q, interpolation="linear")), 1) / scale for q in (0.75, 0.25)]
        upper, lower = (self._dated(Figure(round(value, 6), "", year, of=len(values)), edition) for value in found)
        return upper, lower

    def _dated(self, figure: Figure, edition: str) -> Figure:
        row = self.editions[self.editions["edition"].eq(edition)].iloc[0]
        return Figure(
            figure.value,
            figure.symbol,
            figure.year,
            figure.numerator,
            figure.denominator,
            dt.date.fromisoformat(str(row["published_on"])),
            str(row["title"]),
            str(row["source"]),
            figure.of,
        )
