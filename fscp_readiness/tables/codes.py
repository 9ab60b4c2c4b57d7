"""Code lists that columns may hold. Codes are the Department for Education's and Ofsted's; the letters are not creative work."""

from __future__ import annotations

ETHNICITY = (
    "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
    "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
)  # fmt: skip

ETHNIC_GROUP = {
    "white": ("WBRI", "WIRI", "WIRT", "WOTH", "WROM"),
    "mixed": ("MWBC", "MWBA", "MWAS", "MOTH"),
    "asian": ("AIND", "APKN", "ABAN", "AOTH"),
    "black": ("BCRB", "BAFR", "BOTH"),
    "other": ("CHNE", "OOTH"),
    "not_known": ("REFU", "NOBT"),
}

SEX = ("M", "F", "U", "I", "X")
GENDER = ("M", "F", "U", "I", "X", "01", "02", "09", "00")
PRIMARY_NEED = ("N0", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9")
CLOSE_REASON = ("RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7", "RC8", "RC9")
REFERRAL_SOURCE = (
    "1A", "1B", "1C", "1D", "2A", "2B", "3A", "3B", "3C", "3D", "3E", "3F", "4", "5A", "5B", "5C", "5D", "6", "7", "8", "9", "10",
)  # fmt: skip
CATEGORY_OF_ABUSE = ("NEG", "PHY", "SAB", "EMO", "MUL")
DISABILITY = (
    "NONE", "MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA",
)  # fmt: skip
LEGAL_STATUS = ("C1", "C2", "D1", "E1", "V2", "V3", "V4", "J1", "J2", "J3", "L1", "L2", "L3")
PLACEMENT_TYPE = (
    "U1", "U2", "U3", "U4", "U5", "U6", "A3", "A4", "A5", "A6", "P1", "P2", "P3", "H5", "K1", "K2", "R1", "R2", "R3", "R5", "S1",
    "Z1", "T0", "T1", "T2", "T3", "T4",
)  # fmt: skip
PLACEMENT_PROVIDER = ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5")
CARE_START_REASON = ("S", "P", "L", "T", "U", "B")
CARE_END_REASON = (
    "E11", "E12", "E2", "E3", "E4A", "E4B", "E13", "E41", "E45", "E46", "E47", "E48", "E5", "E6", "E7", "E9", "E14", "E15", "E16",
    "E17", "E8", "X1",
)  # fmt: skip
HEALTH_CHECK = ("HEALTH", "DENTAL", "OPTICAL")
LEAVER_ELIGIBILITY = ("RELEVANT", "FORMER RELEVANT", "QUALIFYING", "ELIGIBLE")
IN_TOUCH = ("YES", "NO", "DIED", "REFU", "NREQ", "RHOM")
IN_TOUCH_EXEMPT = ("DIED", "REFU", "NREQ", "RHOM")
ACCOMMODATION = ("B", "C", "D", "E", "G", "H", "K", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "0", "2")
SUITABLE = ("1", "2")
ACTIVITY = ("F1", "P1", "F2", "P2", "F3", "P3", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0")
PARTICIPATION = ("PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
REVERSAL_REASON = ("RD1", "RD2", "RD3", "RD4")
DOCUMENT_TYPE = (
    "assessment", "cin_plan", "cp_plan", "care_plan", "pathway_plan", "chronology", "genogram", "pep", "risk",
    "referral_decision", "placement_plan", "health_plan", "review_minutes", "case_summary", "needs_assessment",
)  # fmt: skip
DECISION_TYPE = ("accept", "assess", "assessment_review", "s47", "conference", "step_down", "close", "oversight", "other")
VISIT_OUTCOME = ("seen", "not_seen", "refused", "no_access", "cancelled")
SUPERVISION_KIND = ("worker", "case")
AUDIT_AREA = ("referrals", "s47", "cin", "cp", "cla", "disabled_children")
AUDIT_GRADE = ("outstanding", "good", "requires_improvement", "inadequate")
AUDIT_ANSWER = ("met", "partly", "not_met", "na")
PEP_KIND = ("initial", "review")
ADVOCACY_KIND = ("advocate", "independent_visitor")
MISSING_TYPE = ("M", "A", "MISSING", "ABSENT")
YES_NO_WORDS = ("Y", "N", "NA", "U")
UPN_UNKNOWN = ("UN1", "UN2", "UN3", "UN4", "UN5", "UN6", "UN7", "UN8", "UN9", "UN10")
UASC_STATUS = ("UASC",)
