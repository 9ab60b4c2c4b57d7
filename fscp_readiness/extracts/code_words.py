"""The words that stand for codes, by code list. Codes and their short names are the Department for Education's and Ofsted's."""

from __future__ import annotations

from collections.abc import Mapping

from fscp_readiness.tables import codes

WORDS: dict[tuple[str, ...], Mapping[str, tuple[str, ...]]] = {
    codes.SEX: {"M": ("Male",), "F": ("Female",), "U": ("Unknown", "Unborn", "Not known"), "I": ("Indeterminate",)},
    codes.GENDER: {"M": ("Male", "1"), "F": ("Female", "2"), "U": ("Unknown", "Unborn", "Not known"), "I": ("Indeterminate",)},
    codes.CATEGORY_OF_ABUSE: {
        "NEG": ("Neglect",),
        "PHY": ("Physical abuse", "Physical"),
        "SAB": ("Sexual abuse", "Sexual"),
        "EMO": ("Emotional abuse", "Emotional"),
        "MUL": ("Multiple", "Multiple/not recommended"),
    },
    codes.HEALTH_CHECK: {
        "HEALTH": ("Health assessment", "Health check", "Initial health assessment", "Review health assessment", "IHA", "RHA"),
        "DENTAL": ("Dental check", "Dental", "Dental assessment"),
        "OPTICAL": ("Optical check", "Optical", "Eye test"),
    },
    codes.LEAVER_ELIGIBILITY: {
        "RELEVANT": ("Relevant child",),
        "FORMER RELEVANT": ("Former relevant child",),
        "QUALIFYING": ("Qualifying care leaver",),
        "ELIGIBLE": ("Eligible child",),
    },
    codes.IN_TOUCH: {"YES": ("Y",), "NO": ("N",), "DIED": (), "REFU": (), "NREQ": (), "RHOM": ()},
    codes.SUITABLE: {"1": ("Suitable",), "2": ("Unsuitable", "Not suitable")},
    codes.YES_NO_WORDS: {"Y": ("Yes",), "N": ("No",), "NA": ("N/A", "Not applicable"), "U": ("Unknown",)},
    codes.AUDIT_GRADE: {"requires_improvement": ("Requires improvement to be good", "RI")},
}
"""code list -> code -> the words that mean it, beside the code itself."""
