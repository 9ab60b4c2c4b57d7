"""A made-up service for judging: every number chosen by the test, nothing read from a source."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.findings.frames import CHILDREN, CONDITIONS, STATES, ZERO_TOLERANCE
from fscp_readiness.judgements import Gates, Readiness, judge
from fscp_readiness.measures import MEASURES, status_of
from fscp_readiness.settings.frameworks import Framework, load_all
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.readiness import Readiness as Rules
from fscp_readiness.standards import About, Catalogue, Standard, working_days
from fscp_readiness.vocabulary import Counting, Kind, SourceClass, TargetClass

NIGHT = dt.date(2026, 11, 24)
THEMES = {
    "REF": "a_front_door",
    "CAS": "k_audit_workforce_governance",
    "ASM": "b_assessment",
    "S47": "c_section_47",
    "CIN": "e_children_in_need",
}
THEMES |= {"LAP": "f_children_in_care", "LAV": "f_children_in_care", "LAR": "f_children_in_care", "LAH": "f_children_in_care"}
THEMES |= {"CLV": "i_care_leavers", "SUP": "j_recording_voice_oversight", "MGT": "j_recording_voice_oversight"}
THEMES |= {"REC": "j_recording_voice_oversight", "AUD": "k_audit_workforce_governance", "ADO": "h_adoption"}


@pytest.fixture(scope="session")
def rules() -> Rules:
    return Rules.load(CONFIG / "readiness.toml")


@pytest.fixture(scope="session")
def frameworks() -> dict[str, Framework]:
    return {framework.name: framework for framework in load_all(CONFIG / "frameworks")}


@pytest.fixture(scope="session")
def approved(rules: Rules) -> Rules:
    return rules.model_copy(update={"status": "approved", "approved_by": "Director of Children's Services", "approved_on": NIGHT})


@dataclasses.dataclass(frozen=True, repr=False)
class Service:
    """One made-up night. ``counts``: (code, counting) -> (met, not met, not recorded); a code with a state instead was not asked."""

    rules: Rules
    frameworks: dict[str, Framework]

    def catalogue(self, codes: set[str], names: dict[str, str] | None = None) -> Catalogue:
        found = {}
        for code in sorted(codes):
            about = About(
                code=code,
                name=(names or {}).get(code, f"Name of {code}"),
                wording="All is well.",
                why="It matters.",
                source="A source",
                source_class=SourceClass.STATUTE,
                record="cp_plans",
                counting=(Counting.LIVE, Counting.PERIOD),
                target=TargetClass.STATUTORY,
                what_to_do="Do it.",
                owner="A post",
                clock=working_days(10),
                kind=Kind.PRACTICE,
            )
            found[code] = Standard(about, THEMES.get(code[:3], "d_child_protection"), Path("x.py"), None, None, None, None, "", "")
        return Catalogue(found, "test")

    def measures(self, counts: dict[tuple[str, str], tuple[int, int, int] | str], restricted: dict[tuple[str, str], int]) -> pd.DataFrame:
        rows = []
        for (code, counting), told in counts.items():
            row: dict[str, object] = {"code": code, "counting": counting, "scope": "all", "group": "", "target": 0.95, "floor": 0.85}
            if isinstance(told, str):
                rows.append({**row, "status": told})
                continue
            met, missed, unknown = told
            scope = met + missed + unknown
            status = status_of(met, missed, unknown, 0.95, 0.85, self.rules.small_numbers)
            shares = {"low": met / scope, "high": (met + unknown) / scope} if scope else {}
            more = {
                "in_scope": scope,
                "met": met,
                "not_met": missed,
                "not_recorded": unknown,
                "restricted": restricted.get((code, counting), 0),
            }
            rows.append({**row, **more, **shares, "status": str(status)})
        return pd.DataFrame(rows, columns=list(MEASURES)).astype(MEASURES)

    def judged(
        self,
        framework: str = "ilacs-2026",
        counts: dict[tuple[str, str], tuple[int, int, int] | str] | None = None,
        breaches: list[dict[str, object]] | None = None,
        states: dict[int, str] | None = None,
        gates: Gates | None = None,
        restricted: dict[tuple[str, str], int] | None = None,
        rules: Rules | None = None,
        names: dict[str, str] | None = None,
        checked: tuple[int, ...] = tuple(range(1, 9)),
    ) -> Readiness:
        """Breaches: condition, child_id; on_plan, in_care, care_leaver, restricted, older (than five working days); False unless said."""
        chosen = self.frameworks[framework]
        good: dict[tuple[str, str], tuple[int, int, int] | str] = {
            (core.code, str(core.counting)): (100, 0, 0) for judgement in chosen.judgements for core in judgement.core
        }
        counts = good | (counts or {})
        given = breaches or []
        zero = pd.DataFrame([{**b, "older_than_five": b.get("older", False), "restricted": b.get("restricted", False)} for b in given])
        children = pd.DataFrame(given).drop_duplicates("child_id") if given else pd.DataFrame()
        for flag in ("on_plan", "in_care", "care_leaver"):
            children[flag] = children[flag].fillna(False) if flag in children else False
        told = [
            {"condition": n, "state": (states or {}).get(n, "asked"), "because": "The source holds no such table.", "starred": n < 4}
            for n in checked
        ]
        return judge(
            self.measures(counts, restricted or {}),
            self.catalogue({code for code, _ in counts}, names),
            chosen,
            rules or self.rules,
            zero.reindex(columns=list(ZERO_TOLERANCE)).astype(ZERO_TOLERANCE),
            pd.DataFrame(told, columns=list(CONDITIONS)).astype(CONDITIONS),
            children.reindex(columns=list(CHILDREN)).astype(CHILDREN),
            NIGHT,
            states=pd.DataFrame(columns=list(STATES)).astype(STATES),
            gates=gates,
        )


@pytest.fixture(scope="session")
def service(rules: Rules, frameworks: dict[str, Framework]) -> Service:
    return Service(rules, frameworks)


@pytest.fixture(scope="session")
def all_passed(frameworks: dict[str, Framework]) -> Gates:
    """Everything besides measures and children is well, and has been for five nights."""
    keys = [judgement.key for framework in frameworks.values() for judgement in framework.judgements]
    yes = dict.fromkeys(keys, True)
    lists = dict.fromkeys(keys, (True, ""))
    return Gates(annex_a=lists, no_worse_signal=yes, audits=yes, self_evaluation_signed=NIGHT, nights=dict.fromkeys(keys, 5))
