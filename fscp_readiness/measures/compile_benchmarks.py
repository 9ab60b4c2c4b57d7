"""Compiling config/benchmarks/ from the Department for Education's published files.

Run as ``python -m fscp_readiness.measures.compile_benchmarks FOLDER``. Only whoever renews the figures each year needs the files; a night
reads what is compiled. Same files in, same bytes out.

What is kept: every measure named in SOURCES, for England and its regions in every year, and for councils in every year where England's
quartiles are a target, otherwise the last five. A symbol (c, x, z, u, k, low) is never made into a number.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

ENGLAND = "E92000001"
COUNCIL_YEARS = 5
AREA_LEVELS = {"National": "country", "Regional": "region", "Local authority": "council"}
FIGURES = ("code", "area_code", "year", "value", "numerator", "denominator", "symbol", "edition")
AREAS = ("area_code", "area_name", "area_level", "region_code", "dfe_code", "former_codes")
EDITIONS = ("edition", "title", "published_on", "published_on_is", "source")
NEIGHBOURS = ("area_code", "closeness", "neighbour_code")


@dataclass(frozen=True)
class Source:
    """Where one measure's figures are.

    code      the measure's code in this project
    series    which statistical series: cin, cla, stability or csww; with the year it names the edition
    file      the published file's name
    value     the column that holds the published value, or "" to work it out from the bands
    numerator, denominator   columns of counts, or "" where none is published
    only      column -> value: which rows of the file
    bands     (good, other) columns of counts the share is worked out from; given a denominator, of that, else of the bands' own sum
    whole     True: a council with a suppressed band has no figure. False: the share is taken over the bands published
    all_years councils in every year (a target follows their quartiles)
    row       for files with one row per breakdown: the row that gives the denominator
    """

    code: str
    series: str
    file: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    only: tuple[tuple[str, str], ...] = ()
    bands: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    whole: bool = True
    all_years: bool = False
    row: tuple[str, str] = ("", "")


_C1, _C2 = "c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv", "c2_children_in_need_assessments_duration_2014_to_2024.csv"
_C4, _D1 = "c4_children_in_need_section_47s_and_icpcs_2013_to_2024.csv", "d1_child_protection_plans_2013_to_2024.csv"
_D3, _D5 = "d3_cpps_subsequent_plan_2013_to_2025.csv", "d5_cpps_at31march_by_duration_2013_to_2025.csv"
_D6, _CSWW = "d6_cpps_reviewed_within_timescales_2013_to_2024.csv", "csww_indicators_2017_to_2025.csv"
_STABLE, _CLA = "la_cla_placement_stability.csv", "cla_number_and_rate_per_10k_children.csv"
_HOMES, _ACTIVITY = "la_care_leavers_accommodation_suitability.csv", "la_care_leavers_activity.csv"
_LONG_STAY = "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
_DAYS = ("Same_day", "1-10_days", "11-20_days", "21-30_days", "31-40_days", "41-45_days")

SOURCES = (
    Source("REF-02", "cin", _C1, "rereferral_percent", "rereferral_count", "referral_count"),
    Source("REF-03", "cin", _C1, "no_further_action_percent", "no_further_action_count", "referral_count"),
    Source("ASM-01.dfe", "cin", _C2, bands=(_DAYS, ("46-50_days", "51-60_days", "61+_days")), whole=False, all_years=True),
    Source(
        "S47-01",
        "cin",
        _C4,
        denominator="ICPC",
        bands=(("Duration_0-10_days", "Duration_11-15_days"), ("Duration_16-20_days", "Duration_21+_days")),
        all_years=True,
    ),
    Source("S47-05.rate", "cin", _C4, "Section47_rate"),
    Source("S47-06.rate", "cin", _C4, "ICPC_rate"),
    Source("CP.rate", "cin", _D1, "CPP_At31_rate", "CPP_At31"),
    Source("CPR-03", "cin", _D6, "Reviewed_within_timescales_percent", "Reviewed_within_timescales", "CPP_At31_3Months", all_years=True),
    Source("CPD-01", "cin", _D5, "2_years_or_more_percent", "2_years_or_more", "CPP_At31"),
    Source("CPD-02", "cin", _D3, "CPP_subsequent_percent", "CPP_subsequent", "CPP_start"),
    Source(
        "CLA.rate",
        "cla",
        _CLA,
        "rate_per_10000",
        "children_count",
        "population_estimate",
        only=(("population_type", "Children looked after on 31 March each year"),),
    ),
    Source(
        "LAS-01",
        "stability",
        _STABLE,
        "children_percent",
        "children_count",
        only=(("cla_group", "CLA on 31 March"), ("placement_stability", "With 3 or more placements during the year")),
        row=("placement_stability", "Total children"),
    ),
    Source(
        "LAS-02",
        "stability",
        _STABLE,
        "children_percent",
        "children_count",
        only=(("cla_group", _LONG_STAY), ("placement_stability", "Living with the same carer for at least 2 years")),
        row=("placement_stability", "Total children"),
    ),
    Source(
        "ALO-05",
        "stability",
        "la_cla_swcount.csv",
        "percentage",
        "number",
        only=(("sw_stability", "3 or more social workers during the year"),),
    ),
    Source(
        "CLV-06",
        "cla",
        _HOMES,
        "care_leaver_percent",
        "care_leaver_count",
        only=(("care_leaver_age", "19 to 21 years"), ("breakdown", "Accommodation considered suitable")),
        row=("breakdown", "Suitability total"),
    ),
    Source(
        "CLV-07",
        "cla",
        _ACTIVITY,
        "care_leaver_percent",
        "care_leaver_count",
        only=(("care_leaver_age", "19 to 21 years"), ("breakdown", "Total in education, employment or training")),
        row=("breakdown", "Total"),
    ),
    Source("CAS-01.mean", "csww", _CSWW, "caseload_fte", "cases", "case_holders_fte"),
    Source("WFC-01", "csww", _CSWW, "agency_rate_fte", "agency_fte"),
    Source("WFC-02", "csww", _CSWW, "vacancy_rate_fte", "vacancy_fte"),
    Source("WFC-03", "csww", _CSWW, "turnover_rate_fte", "leavers_fte", "inpost_fte"),
    Source("WFC-04", "csww", _CSWW, "absence_rate_fte", "working_days_lost_fte"),
)

LAIT = "lait_series_kirklees_england.csv"
LAIT_CODES = {
    "Continue_Assess_Comp": "ASM-01.dfe",
    "CP_conf_15days": "S47-01",
    "RevCP": "CPR-03",
    "Section_47": "S47-05.rate",
    "ISCP_Conf": "S47-06.rate",
    "CPP_rate": "CP.rate",
    "LACStable_2016on": "LAS-01",
    "LAC_LongStable%": "LAS-02",
    "CareLeaverAcc": "CLV-06",
    "CareLeaverEET": "CLV-07",
    "LAC": "CLA.rate",
}
"""Years of England and one region that the councils' files do not reach: the interactive tool's series, under its own edition."""
LAIT_AREAS = {"England": ENGLAND, "Yorkshire and the Humber": "E12000003"}

TITLES = {
    "cin": "Children in need, year ending 31 March {year}",
    "cla": "Children looked after in England, year ending 31 March {year}",
    "stability": "Stability measures for children looked after in England, 31 March {year}",
    "csww": "Children's social work workforce, 30 September {year}",
}
RELEASED = {
    ("cin", 2019): dt.date(2019, 10, 31),
    ("cin", 2024): dt.date(2024, 10, 31),
    ("cin", 2025): dt.date(2025, 10, 30),
    ("cla", 2024): dt.date(2024, 11, 14),
    ("cla", 2025): dt.date(2025, 11, 20),
}
NOT_BEFORE = {"cin": (0, 11, 30), "cla": (0, 12, 31), "stability": (1, 6, 30), "csww": (1, 3, 31)}
"""Where the day of release was not at hand: years on from the data's year, month and day by which it had always been published."""


def published_on(series: str, year: int) -> tuple[dt.date, str]:
    """The day from which a figure may be used, and how sure that day is."""
    known = RELEASED.get((series, year))
    if known:
        return known, "day of release"
    on, month, day = NOT_BEFORE[series]
    return dt.date(year + on, month, day), "day of release not at hand: a later day, by which it was out"


def compile_into(folder: Path, out: Path) -> None:
    """Read the published files in ``folder`` and write figures, areas, editions and neighbours as CSV in ``out``."""
    tables = {source.file: _read(folder / source.file) for source in SOURCES}
    current = _current_codes(tables)
    areas: dict[str, dict[str, str]] = {}
    for table in tables.values():
        areas.update({row["area_code"]: row for row in _areas(table, current) if row["area_code"] not in areas})
    figures = [_figures(source, tables[source.file]) for source in SOURCES]
    every = pd.concat([*figures, _from_lait(folder / LAIT, pd.concat(figures))], ignore_index=True)
    every["area_code"] = every["area_code"].replace(current)
    every = every[_kept(every)].sort_values(["code", "year", "area_code"], ignore_index=True)
    by_dfe_code = {row["dfe_code"]: code for code, row in sorted(areas.items()) if row["area_level"] == "council"}
    used = set(every["area_code"])
    _write(out / "figures.csv", FIGURES, every[list(FIGURES)].astype(str).to_numpy().tolist())
    _write(out / "areas.csv", AREAS, ([areas[code][name] for name in AREAS] for code in sorted(areas) if code in used))
    _write(out / "editions.csv", EDITIONS, _editions(sorted(set(every["edition"]))))
    _write(out / "neighbours.csv", NEIGHBOURS, _neighbours(folder / "sn_model_2025_wide.csv", by_dfe_code))


def _read(path: Path) -> pd.DataFrame:
    table = pd.read_csv(path, dtype="string", encoding="utf-8-sig", keep_default_na=False)
    table = table[table["geographic_level"].isin(list(AREA_LEVELS))].copy()
    table["area_code"] = table["new_la_code"].mask(table["geographic_level"].eq("Regional"), table["region_code"])
    table["area_code"] = table["area_code"].mask(table["geographic_level"].eq("National"), table["country_code"])
    return table[table["area_code"].str.fullmatch(r"E\d{8}")]  # joint returns of two councils carry two codes: neither council's own figure


def _current_codes(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Superseded ONS code -> the code now used, for councils whose boundary moved but which are still the same council (same DfE code)."""
    every = pd.concat([table[table["geographic_level"].eq("Local authority")] for table in tables.values()])
    every = every.drop_duplicates(["time_period", "old_la_code", "area_code"]).sort_values(["time_period", "area_code"])
    latest = every.drop_duplicates("old_la_code", keep="last").set_index("old_la_code")["area_code"]
    pairs = every.drop_duplicates("area_code")[["area_code", "old_la_code"]]
    return {old: latest[dfe] for old, dfe in pairs.itertuples(index=False) if latest[dfe] != old}


def _areas(table: pd.DataFrame, current: dict[str, str]) -> Iterator[dict[str, str]]:
    for row in table.sort_values("time_period", kind="stable", ascending=False).drop_duplicates("area_code").to_dict("records"):
        if row["area_code"] in current:
            continue
        former = " ".join(sorted(old for old, new in current.items() if new == row["area_code"]))
        level = AREA_LEVELS[row["geographic_level"]]
        name = {"country": "England", "region": row["region_name"], "council": row["la_name"]}[level]
        region = row["region_code"] if level == "council" else ""
        yield {
            "area_code": row["area_code"],
            "area_name": name,
            "area_level": level,
            "region_code": region,
            "dfe_code": row["old_la_code"],
            "former_codes": former,
        }


def _figures(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    rows = table
    for column, value in source.only:
        rows = rows[rows[column].eq(value)]
    rows = rows.copy()
    if source.row[0]:
        column, value = source.row
        groups = [name for name, _ in source.only if name != column]
        totals = table[table[column].eq(value)].set_index(["time_period", "area_code", *groups])[source.numerator]
        rows["__total"] = totals.reindex(pd.MultiIndex.from_frame(rows[["time_period", "area_code", *groups]])).to_numpy()
    if source.bands[0]:
        _from_bands(source, rows)
    else:
        total = rows["__total"] if "__total" in rows else rows[source.denominator] if source.denominator else ""
        rows = rows.assign(__value=rows[source.value], __numerator=rows[source.numerator] if source.numerator else "", __denominator=total)
    out = pd.DataFrame({"area_code": rows["area_code"], "year": rows["time_period"].astype(int)})
    out["code"], out["edition"] = source.code, source.series + "-" + rows["time_period"]
    number = pd.to_numeric(rows["__value"], errors="coerce")
    out["value"] = rows["__value"].where(number.notna(), "")
    out["symbol"] = rows["__value"].where(number.isna(), "").replace({"": "", ":": "x", "-": "x", "..": "x"})
    out.loc[number.isna() & out["symbol"].eq(""), "symbol"] = "x"
    for name in ("numerator", "denominator"):
        counted = rows[f"__{name}"].astype("string")
        out[name] = counted.where(pd.to_numeric(counted, errors="coerce").notna(), "").str.replace(r"\.0$", "", regex=True)
    out["level"] = rows["geographic_level"].map(AREA_LEVELS)
    out["all_years"] = source.all_years
    return out.reset_index(drop=True)


def _from_bands(source: Source, rows: pd.DataFrame) -> None:
    """A share worked out from published bands, to one decimal, as the published files do. The symbol is the gravest of its bands.

    It is a share of the published total where the file prints one: that counts those of no known duration too, as the printed share does.
    """
    good, other = source.bands
    counts = rows[[*good, *other]].apply(pd.to_numeric, errors="coerce")
    marks = rows[[*good, *other]].where(counts.isna(), "")
    numerator, denominator = counts[list(good)].sum(axis=1), counts.sum(axis=1)
    if source.denominator:
        denominator = pd.to_numeric(rows[source.denominator], errors="coerce").fillna(denominator)
    known = denominator > 0
    if source.whole:
        known &= counts.notna().all(axis=1)
    share = (numerator / denominator * 100).round(1)
    mark = pd.Series("x", index=rows.index, dtype="string")
    for symbol in ("c", "z", "u", "x"):
        mark = mark.mask((marks == symbol).any(axis=1), symbol)
    mark = mark.mask(counts.notna().all(axis=1) & denominator.eq(0), "z")
    rows["__value"] = share.map("{:.1f}".format).astype("string").where(known, mark)
    rows["__numerator"] = numerator.map("{:.0f}".format).astype("string").where(known, "")
    rows["__denominator"] = denominator.map("{:.0f}".format).astype("string").where(known, "")


def _from_lait(path: Path, have: pd.DataFrame) -> pd.DataFrame:
    """England and one region in years the councils' files do not reach."""
    table = pd.read_csv(path, dtype="string", encoding="utf-8-sig", keep_default_na=False)
    table = table[table["lait_code"].isin(list(LAIT_CODES)) & table["area"].isin(list(LAIT_AREAS)) & table["value"].ne("")]
    out = pd.DataFrame({"area_code": table["area"].map(LAIT_AREAS), "year": table["year"].astype(int), "value": table["value"]})
    out["code"], out["symbol"], out["numerator"], out["denominator"] = table["lait_code"].map(LAIT_CODES), "", "", ""
    series = {source.code: source.series for source in SOURCES}
    out["edition"] = "lait-" + out["code"].map(series) + "-" + table["year"]
    out["level"], out["all_years"] = "country", True
    key = ["code", "area_code", "year"]
    already = pd.MultiIndex.from_frame(have[have["value"].ne("")][key])
    return out[~pd.MultiIndex.from_frame(out[key]).isin(already)]


def _kept(figures: pd.DataFrame) -> pd.Series:
    latest = figures[figures["level"].eq("council")].groupby("code")["year"].max()
    recent = figures["year"] > figures["code"].map(latest) - COUNCIL_YEARS
    return figures["level"].ne("council") | figures["all_years"] | recent


def _editions(names: list[str]) -> Iterator[list[str]]:
    for name in names:
        series, year = name.removeprefix("lait-").rsplit("-", 1)
        day, sure = published_on(series, int(year))
        tool = "Department for Education, Local Authority Interactive Tool" if name.startswith("lait-") else "Department for Education"
        yield [name, TITLES[series].format(year=year), day.isoformat(), sure, f"{tool}. Open Government Licence v3.0"]


def _neighbours(path: Path, by_dfe_code: dict[str, str]) -> Iterator[list[str]]:
    table = pd.read_csv(path, dtype="string", encoding="utf-8-sig", keep_default_na=False)
    rows = []
    for row in table.to_dict("records"):
        for place in range(1, 11):
            council, other = by_dfe_code.get(row["old_la_code"]), by_dfe_code.get(row[f"SN_{place}"])
            if council and other:
                rows.append([council, f"{place:02d}", other])
    yield from ([code, str(int(place)), other] for code, place, other in sorted(rows))


def _write(path: Path, header: tuple[str, ...], rows: Iterable[Iterable[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    """Command line: the folder of published files, and where to write."""
    words = argparse.ArgumentParser(description=main.__doc__)
    words.add_argument("folder", type=Path, help="the Department for Education's published files")
    words.add_argument("--out", type=Path, default=Path("config/benchmarks"))
    chosen = words.parse_args()
    compile_into(chosen.folder, chosen.out)


if __name__ == "__main__":
    main()
