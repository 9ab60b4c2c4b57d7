"""rows/answers.csv: every answer of a practice standard, met ones too, and every row that breaks a recording rule.

From it a pack explains its own figures. The rows that keep to a recording rule are counted in measures.csv and not kept one by one.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from fscp_readiness.findings.frames import FINDINGS
from fscp_readiness.settings.problems import ConfigProblem

from .restricted import is_restricted

NAME = "rows/answers.csv"
COLUMNS = ["counting", *FINDINGS]


def answers_csv(explained: pd.DataFrame, *, lists_allowed: bool) -> bytes:
    """The file's bytes: unrestricted answers, or the header alone where no list of children may be made."""
    rows = explained[~is_restricted(explained, "answers")][COLUMNS]
    if not lists_allowed:
        rows = rows.iloc[0:0]
    return rows.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d").encode("utf-8")


def explain_rows(out: Path, code: str, *, run: str = "", counting: str = "live", team: str = "") -> pd.DataFrame:
    """The rows behind one figure of a published pack: findings.csv's columns. Raises ConfigProblem when there is no such pack or code."""
    pack = _pack(out, run)
    rows = pd.read_csv(pack / NAME, dtype="string", keep_default_na=False, na_filter=False, encoding="utf-8")
    if counting not in ("live", "period"):
        raise ConfigProblem(f"--counting {counting!r} is none. Write live or period.", "ARG-02")
    measures = pd.read_csv(pack / "data/measures.csv", dtype="string", keep_default_na=False, na_filter=False)
    counted = measures[measures["code"].eq(code)]
    if counted.empty:
        raise ConfigProblem(f"This pack has no measure {code!r}. Give one of the codes in data/measures.csv.", "ARG-03")
    chosen = rows[rows["code"].eq(code) & rows["counting"].eq(counting)]
    if team:
        chosen = chosen[chosen["team"].eq(team)]
    return chosen[list(FINDINGS)].reset_index(drop=True)


def _pack(out: Path, run: str) -> Path:
    pointer = out / "current.json"
    if run:
        pack = out / "packs" / run
    elif pointer.exists():
        pack = out / json.loads(pointer.read_text(encoding="utf-8"))["path"]
    else:
        raise ConfigProblem(
            f"No pack has been published in {out}. Run fscp-readiness nightly first, or give the folder that packs are published in.",
            "ARG-04",
        )
    if not (pack / NAME).exists():
        raise ConfigProblem(f"There is no run {pack.name} in {out}. Give the name of a folder under packs/.", "ARG-04")
    return pack
