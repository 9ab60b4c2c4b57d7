"""Why the rules and the published key part ways, for every spelling of the odd half where they do. Spellings are codes, not people."""

from __future__ import annotations

EXPLAINED: dict[str, tuple[str, ...]] = {
    "The key is wrong: the Department for Education's list gives this code or these words to the group the rules chose.": (
        "Nursing-School Nurse", "KURDISH", "Kosovan", "Syrian", "E17 - Staying Put", "E7 - Transferred to Adult Social Care",
        "E4A Return home with parents/rels/other with PR - part of care planning process", "DCT Transfer to Adult Services",
        "Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply e.g. an unaccompanied asylum seeking child who",
        "Probation (CRC)", "Probation (NPS)", "Probation Service", "Youth Offending Service (YOS)",
        "7 - Law - Other (Including Courts, CAFCASS)", "70) Legal Agency - Court",
        "79) Legal Agency - Other (e.g. Probation, Immigration, Prison)", "Home Office", "Home Office Refferals", "Member of the Public",
        "OLA Social Services", "External eg. from OLA", "Internal (Early Help)", "LA Services - HSC", "CYP - SCHOOLS", "Housing Providers",
        "21) Lbh Other Internal Dept (excluding Social Care And Housing E.g. Yos)", "Financial Problems",
        "N0 - N / A (Adoption & Fostering Use Only)", "Other placements in the community",
        "Step Down to Early Help - closed after assessment", "Other (including strangers, MPs)",
    ),
    "The key follows a rule of its own: it sets aside young people gone abroad or whose home is not known; Ofsted asks yes or no.": (
        "03 - Yes, gone abroad", "3 - Yes, gone abroad", "5 - No, residence not known", "No, Residence not Known", "No, gone abroad",
        "No, residence not known",
    ),
    "Both say 'not known', the key by the heading the words stand under, the rules by the words.": (
        "Asian or Asian British - Not yet obtained", "Black or Black British - Not yet obtained",
        "Black or Black British Not yet obtained", "White - Not yet obtained", "White Not yet obtained",
        "White (Cypriot (Part not stated))", "Unspecified - Any Other Ethnic Group", "Not specified / Indeterminate Gender", "U",
    ),
    "A council's own team or place, which the key puts by who employs it and the rules by what it does; the list speaks of neither.": (
        "(CS) Education - ESBAS", "(CS) U19 Substance Misuse Service", "Adult's Services (Community Mental Health Team)",
        "Adult's Services (Community Substance Misuse Services)", "Adult's Services (Probation Court Check)",
        "Adult's Services (Probation)", "Children's Centres Key Work Service", "Drugs & Alcohol Team",
        "Hospital team - out / day patients", "Mental Health Staff", "Northumberland Domestic Abuse Service", "Supported Housing Staff",
        "Lbh - Other", "Central Government Agency", "CENGOVAG  [Central Government Agency]", "Hostel", "Nursing/Residential",
        "Occupational Therapy", "Private Fostering Agency", "Education Department", "Education-Other Council Staff",
        "Education Health Care Panel",
    ),
    "Schools, nurseries and colleges against education services: the key itself goes both ways.": (
        "College", "Education - Nursery", "Nursery/Early Years Centre", "Nursery / Childrens Centre", "Schools and Early Years Settings",
        "Education Services - School/PRU",
    ),
    "Two things are named and each side took the other one.": (
        "Police - Courts", "Police/Court /Probation", "Individual - Other - Councillors, Lawyers acting on behalf of individuals, MPs",
        "Abuse or Neglect: Abandoned (including home alone)", "Asian and Chinese", "ASIAN AND CHINESE",
        "Black and Any Other Ethnic Group", "White and Any Other Asian Background", "Mixed > Any other Black background",
        "Asian / Asian British (Mixed Asian)", "Black / African / Caribbean / Black British (Mixed Black)", "White (Mixed white)",
        "WHITE BRITISH, MIXED BRITISH", "7a Asylum Seeker", "Step down to Early Help Team following referral and assessment",
    ),
    "The rules are wrong: a word in the spelling means something else there. Left so: the rules were not tuned on this half.": (
        "3f  Parents with Chronic Disability", "6f  Drug or Alcohol Abuse", "(CS) Parent Support Advisors", "CEC - CE Family Service",
        "Children & Family First", "Family Partnership Service", "Neighbourhood Officers", "Non-SMBC Residential Home - Child",
        "None Local Authority Agencies eg CAB, DSS", "Step Down", "Young  Carers",
        "Local Authority Services - WBC Adult Social Services (not Mental Health)",
        "OTHER including childrens centres (including those ran by LA social care), independent agency providers, voluntary organisations,"
        " fire department",
        "Other Depts of Own LA (Not Social Care or Housing)", "ASIAN & WHITE", "BLACK AFRICAN & WHITE", "White & Indian",
        "White & Pakistani", "WHITE EUROPEAN, EUROPEAN UNSPECIFIED, EUROPEAN MXD", "No Contact Recorded",
        "Case closed at first C&F Assessment (no step down to Early Help)",
        "H3 - HOME / HOSTEL IN LA", "H3 - Homes And Hostels Inside LA Boundary", "H4 - Homes And Hostels Outside LA Boundary",
        "Homes and Hostels", "Homes and hostels", "Homes and Hostels (inside LA boundary) [K2a]",
        "Homes and Hostels (outside LA boundary)", "Homes and hostels subject to Children's Homes regulations",
        "K2OUT - Homes and Hostels (outside LA)",
    ),
}  # fmt: skip


def reason_for(spelling: str) -> str:
    """The explanation of one disagreement. Raises KeyError where there is none."""
    for reason, spellings in EXPLAINED.items():
        if spelling in spellings:
            return reason
    raise KeyError(spelling)
