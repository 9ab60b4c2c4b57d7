"""A very small made-up council in the forms that the doors read."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

AS_AT = dt.date(2016, 5, 24)

TABLES: dict[str, list[dict[str, str]]] = {
    "ssd_person": [
        {"pers_person_id": "C000001", "pers_surname": "Null", "pers_sex": "F", "pers_ethnicity": "WBRI", "pers_dob": "2010-02-03"},
        {"pers_person_id": "C000002", "pers_surname": "NA", "pers_sex": "male", "pers_ethnicity": "-1", "pers_dob": "2011-03-04"},
    ],
    "ssd_cp_plans": [
        {
            "cppl_cp_plan_id": "00123", "cppl_person_id": "C000001", "cppl_cp_plan_start_date": "2016-03-01", "cppl_cp_plan_end_date": "",
            "cppl_cp_plan_ola": "N", "cppl_cp_plan_initial_category": "Neglect",
        },
        {
            "cppl_cp_plan_id": "00124", "cppl_person_id": "C000002", "cppl_cp_plan_start_date": "2016-04-01",
            "cppl_cp_plan_end_date": "9999-12-31", "cppl_cp_plan_ola": "", "cppl_cp_plan_initial_category": "quarrelling",
        },
    ],
}  # fmt: skip


def as_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def write_folder(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in TABLES.items():
        (folder / f"{name}.csv").write_bytes(as_csv(rows))
    return folder
