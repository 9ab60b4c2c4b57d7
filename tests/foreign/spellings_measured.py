"""How many real spellings the rules resolve, by column, at the level of groups.

The published table (annex_a_value_variants.csv) says of each spelling in which group LIIA put it. Ofsted's codes are finer, so a
crosswalk goes from each code to LIIA's group. Rules were tuned on spellings whose SHA-256 is even; figures are of the odd half.
Prints the page docs/explanation/annex-a-spellings.md: ``python tests/foreign/spellings_measured.py > docs/explanation/...``.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from fscp_readiness.extracts import code_words as words
from fscp_readiness.extracts.code_words import CodeList
from fscp_readiness.extracts.spellings import plain, resolve_in


def _spread(**groups: str) -> dict[str, str]:
    """group=codes (underscores for spaces in the group) -> code: group."""
    return {code: group.replace("_", " ") for group, held in groups.items() for code in held.split()}


_YES_NO = {"yes": "true", "no": "false", "unknown": "unknown"}
_NEED = {
    "N1": "abuse or neglect", "N2": "child's disability", "N3": "parents illness or disability", "N4": "family in acute stress",
    "N5": "family dysfunction", "N6": "socially unacceptable behaviour", "N7": "low income", "N8": "absent parenting", "N9": "not cin",
    "N0": "not stated",
}  # fmt: skip
_SOURCE = {
    **_spread(individual="1A 1B 1C 1D", schools="2A", education_services="2B", health_services="3A 3B 3C 3D 3E 3F", housing="4"),
    **_spread(la_services="5A 5B 5C 5D", police="6", other_legal_agency="7", other="8", anonymous="9", unknown="10"),
}
_ABUSE = {"NEG": "neglect", "PHY": "physical abuse", "SAB": "sexual abuse", "EMO": "emotional abuse", "MUL": "multiple"}

CROSSWALK: dict[str, tuple[CodeList, dict[str, str]]] = {
    "Gender": (words.GENDER, {"M": "male", "F": "female", "U": "not stated/recorded", "X": "neither"}),
    "Ethnicity": (words.ETHNICITY, {
        **_spread(white="WBRI WIRI WIRT WOTH WROM", mixed="MWBC MWBA MWAS MOTH", asian_or_asian_british="AIND APKN ABAN AOTH"),
        **_spread(black_or_black_british="BCRB BAFR BOTH", other_ethnic_group="CHNE OOTH", not_stated="REFU NOBT"),
    }),
    "Contact Source": (words.SOURCE, _SOURCE), "Referral Source": (words.SOURCE, _SOURCE),
    "Primary Need Code": (words.PRIMARY_NEED, _NEED), "Child's Category of Need": (words.PRIMARY_NEED, _NEED),
    "Reason for Closure": (words.CLOSE_REASON, {
        "RC1": "adopted", "RC2": "died", "RC3": "residence order", "RC4": "special guardianship order", "RC5": "transfer to another la",
        "RC6": "transfer to adult social services", "RC7": "'other' incl. child no longer in need",
        "RC8": "child not in need after assessment", "RC9": "child not in need after assessment",
    }),
    "Initial Category of Abuse": (words.CATEGORY_OF_ABUSE, _ABUSE), "Latest Category of Abuse": (words.CATEGORY_OF_ABUSE, _ABUSE),
    "Child's Legal Status": (words.LEGAL_STATUS, {
        "C1": "interim care orders", "C2": "full care orders", "D1": "freed for adoption", "E1": "placement order granted",
        "V2": "accommodated under s20", "V3": "zzcodeerror", "V4": "zzcodeerror",
        **_spread(detained_on_child_protection_grounds_in_la_accommodation="L1 L2 L3", youth_justice_legal_statuses="J1 J2 J3"),
    }),
    "Reason Ceased to be Looked After": (words.CARE_END_REASON, {
        **_spread(adopted="E11 E12", died="E2", care_taken_by_another_la="E3", returned_home_to_live_with_parents_or_relatives="E4A E4B"),
        **_spread(residence_order_granted="E41", special_guardianship_orders="E45 E46 E47 E48", moved_into_independent_living="E5 E6"),
        **_spread(transferred_to_residential_care_funded_by_adult_social_services="E7", sentenced_to_custody="E9"),
        **_spread(accommodation_on_remand_ended="E14", age_assessment_determined_child_was_18_or_over="E15", child_moved_abroad="E16"),
        **_spread(care_ceased_for_any_other_reason="E8", zzcodeerror="X1"),
        "E13": "left care to live with parents, relatives or other person with no parental responsibility",
        "E17": "left care to live with parents, relatives or other person with no parental responsibility",
    }),
    "Placement Type": (words.PLACEMENT_TYPE, {
        **_spread(foster_placement="U1 U2 U3 U4 U5 U6", placed_for_adoption="A3 A4 A5 A6", temporary_placement="T0 T1 T2 T3 T4"),
        **_spread(placed_with_parents="P1", independent_living="P2", residential_employment="P3", residential_accommodation="H5"),
        **_spread(residential_care_home="R1", family_centre_or_mother_and_baby_unit="R3", young_offender_institution="R5"),
        **_spread(residential_school="S1", other_placements="Z1"),
        "K1": "secure children's homes", "K2": "children's homes", "R2": "nhs/health trust",
    }),
    "Placement Provider": (words.PLACEMENT_PROVIDER, _spread(own_la="PR1", private="PR4", other="PR0 PR2 PR3 PR5")),
    "Type of Accommodation": (words.ACCOMMODATION, {
        **_spread(with_parents_or_relatives="B", community_home="C", supported_lodgings="E", gone_abroad="G", deported="H"),
        **_spread(ordinary_lodgings="K", residence_not_known="R", foyers="T", independent_living="U", emergency_accommodation="V"),
        **_spread(bed_and_breakfast="W", in_custody="X", other_accommodation="Y", with_former_foster_carer="Z"),
        "D": "semi-independent transitional accommodation", "S": "no fixed abode / homeless",
    }),
    "Suitability of Accommodation": (words.SUITABLE, {"1": "suitable", "2": "not suitable"}),
    "Eligibility Category": (words.ELIGIBILITY, {
        "RELEVANT": "relevant", "FORMER RELEVANT": "former relevant", "QUALIFYING": "qualifying", "ELIGIBLE": "eligible",
    }),
    "LA in Touch": (words.IN_TOUCH, _spread(in_touch="YES", not_in_touch="NO REFU NREQ", exclude="DIED RHOM")),
    "Case Status": (words.CASE_STATUS, {
        "in_care": "looked after child", "cp_plan": "child protection plan", "cin_plan": "child in need plan",
        "open_assessment": "open assessment", "closed": "closed episode",
    }),
    "What is the permanence plan for this child?": (words.PERMANENCE_PLAN, {
        "family": "return to family", "adoption": "adoption", "sgo_cao": "sgo/cao", "other": "other",
        "supported_living": "supported living in the community", "residential": "long-term residential placement",
        "fostering": "long-term fostering",
    }),
    "Reason Why Child No Longer Placed for Adoption": (words.REVERSAL_REASON, {
        "RD1": "child's needs changed", "RD2": "court did not make a po", "RD3": "prospective adopters cannot be found",
        "RD4": "any other reason",
    }),
    "Reason for leaving adoption process": (words.LEAVING_REASON, {"1": "withdrew", "2": "process on hold", "3": "application refused"}),
    "Placement Location": (words.INSIDE, {"in": "in", "out": "out"}),
    "Does the Child have a Disability": (words.DISABLED, _YES_NO), "Disability": (words.DISABLED, _YES_NO),
    "Child Seen During Continuous Assessment": (words.SEEN, _YES_NO), "Was the Child Seen Alone?": (words.SEEN, _YES_NO),
    "Referral NFA?": (words.NO_FURTHER_ACTION, _YES_NO),
    "Activity Status": (words.ACTIVITY, {code: code for code in words.ACTIVITY.entries}),
}  # fmt: skip
NOT_CODES = {"LA of Placement"}
"""A column of councils' names, not of codes: kept as text, so there is nothing to resolve."""


def group(key: str) -> str:
    """LIIA's group without its letter and its slips of the pen."""
    text = plain(key)
    youth = re.match(r"^(j1|j2): ", text)
    activity = re.match(r"^([fpg]\d): ", text)
    if youth or activity:
        return "youth justice legal statuses" if youth else activity[1].upper()  # type: ignore[index]
    text = re.sub(r"^[a-z]\) ?", "", text)
    text = {"male / d) neither": "neither", "unknown": "unknown"}.get(text, text)
    return text.replace("accomodation", "accommodation")


@dataclass
class Counted:
    """One column's odd (or even) half."""

    agreeing: int = 0
    unresolved: int = 0
    contradictory: int = 0
    disagreeing: list[tuple[str, str, str]] = field(default_factory=list)  # spelling, our group, the key's group

    @property
    def measured(self) -> int:
        return self.agreeing + self.unresolved + len(self.disagreeing)


def is_even(spelling: str) -> bool:
    return int(hashlib.sha256(spelling.encode()).hexdigest(), 16) % 2 == 0


def measure(data: Path, *, even: bool) -> dict[str, Counted]:
    """column -> what became of its distinct spellings in one half; contradictory ones (two groups) are dropped and counted."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (data / "annex_a_spec" / "annex_a_value_variants.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            seen[row["column"], row["variant_seen"]].add(group(row["code"]))
    counted: dict[str, Counted] = {}
    for (column, spelling), groups in sorted(seen.items()):
        if column in NOT_CODES or is_even(spelling) is not even:
            continue
        one = counted.setdefault(column, Counted())
        if len(groups) > 1:
            one.contradictory += 1
            continue
        listed, to_group = CROSSWALK.get(column, (words.YES_NO, _YES_NO))
        code, theirs = resolve_in(listed, spelling), next(iter(groups))
        if code is None:
            one.unresolved += 1
        elif to_group[code] == theirs or (column == "Ethnicity" and {to_group[code], theirs} == {"not stated", "unknown"}):
            one.agreeing += 1
        else:
            one.disagreeing.append((spelling, to_group[code], theirs))
    return counted


def page(data: Path) -> str:
    """docs/explanation/annex-a-spellings.md."""
    from spellings_explained import EXPLAINED, reason_for

    odd = measure(data, even=False)
    lines = [_ABOUT.strip(), "", "| half | spellings | agreeing | not recognised | disagreeing | contradictory, dropped |"]
    lines.append("|---|---|---|---|---|---|")
    for name, half in (("odd", odd), ("even", measure(data, even=True))):
        measured, dropped = sum(one.measured for one in half.values()), sum(one.contradictory for one in half.values())
        lines.append(f"| {name} | {measured} | {_shares(list(half.values()))} | {dropped} |")
    lines += ["", "## By column, odd half", "", "| column | spellings | agreeing | not recognised | disagreeing |", "|---|---|---|---|---|"]
    lines += [f"| {column} | {one.measured} | {_shares([one])} |" for column, one in odd.items()]
    lines += ["", _UNRESOLVED.strip(), "", "## Every disagreement of the odd half, explained", ""]
    found: dict[str, set[str]] = {reason: set() for reason in EXPLAINED}
    columns: dict[str, set[str]] = {}
    for column, one in odd.items():
        for spelling, _, _ in one.disagreeing:
            found[reason_for(spelling)].add(spelling)
            columns.setdefault(spelling, set()).add(column)
    for reason, spellings in found.items():
        lines += [f"**{reason}**", ""]
        lines += [f"- {', '.join(sorted(columns[spelling]))}: `{spelling}`" for spelling in sorted(spellings)]
        lines.append("")
    return "\n".join(lines)


def _shares(half: list[Counted]) -> str:
    whole = sum(one.measured for one in half)
    parts = (sum(one.agreeing for one in half), sum(one.unresolved for one in half), sum(len(one.disagreeing) for one in half))
    return " | ".join(f"{part} ({100 * part / whole:.1f}%)" if whole else "0" for part in parts)


_ABOUT = """
# How well real spellings are understood

Councils write Ofsted's codes in many ways: `b) Female`, `Female`, `F`. The Annex A door resolves a spelling only where the code itself,
its words, or the council's own code map says which code is meant. A letter counts only beside its own code or words. A code and words
that contradict each other, or words that leave several codes open, are *not recognised*: kept, counted, listed as refused, and written to
a code map for the council to fill. Nothing is guessed.

## How it was measured

Against a published table of spellings seen in councils' files (LIIA tools pipeline, MIT licence), each with the group its authors put it
in. Counted once per column and spelling; spellings with two groups are dropped. A crosswalk from Ofsted's codes to those groups lets the
two be compared at the level of groups. The rules were written looking at the half of the spellings whose SHA-256 is even, and measured on
the other. After that look the yes-or-no lists were mended ('No further action' had been read as no) and `BOTH` was no longer read inside
a sentence; nothing else was changed. `LA of Placement` holds councils' names, not codes, and is kept as text.
"""
_UNRESOLVED = """
Most of what is not recognised is local (a team's initials, a case system's own numbers) or leaves several codes open: 'special
guardianship order' is four codes, 'placement with other foster carer' is three. Activity Status is hardly measured: its table holds
single letters, an accident of how it was made.
"""


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).parent))
    from foreign_data import folder

    sys.stdout.write(page(folder()))
