"""Code lists with the words that stand for each code: what ``spellings.resolve`` may rest on, and nothing else.

Codes, letters and short names are the Department for Education's (children in need census, SSDA903) and Ofsted's (Annex A, August
2019 and January 2024). The rules were tuned on one half of a published table of spellings and measured on the other half:
docs/explanation/annex-a-spellings.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from fscp_readiness.tables import codes

Rule = tuple[str, str]
"""(regular expression on the plain spelling, code or codes joined by '|' that it leaves possible). The first that matches speaks.

``1A|1B|1D>1D``: all of these agree with a code beside them; without one, the last is meant (words that name a family of codes and no
more are that family's 'other')."""


@dataclass(frozen=True)
class CodeList:
    """One list of codes.

    entries  code -> (Ofsted's letters joined by '|', words ...): words that mean this code and no other
    rules    tried in order where the spelling is not one of the words
    also     other codes that mean one of these (the finer ethnic codes of the common basic data set)
    weak     codes so short or so like a word that they count only alone or beside agreeing words
    several  the code for a spelling that names two or more of the others ('Neglect; Physical abuse')
    families codes that count as agreeing: words for one of them do not contradict another
    ours     the codes are our own words, not Ofsted's: never looked for inside a longer spelling
    finer    a regular expression for local sub-codes, whose first group is the code that they divide ('N1c')
    """

    name: str
    entries: Mapping[str, tuple[str, ...]]
    rules: tuple[Rule, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()
    several: str = ""
    families: tuple[str, ...] = ()
    finer: str = ""
    ours: bool = False

    @property
    def compiled(self) -> tuple[tuple[re.Pattern[str], frozenset[str], str], ...]:
        """(pattern, codes left possible, the code meant where none is beside it or '')."""
        made = []
        for pattern, meaning in self.rules:
            possible, _, meant = meaning.partition(">")
            codes = frozenset(possible.split("|"))
            made.append((re.compile(pattern), codes, meant or (possible if len(codes) == 1 else "")))
        return tuple(made)

    def family(self, code: str) -> frozenset[str]:
        """The code and those that count as agreeing with it."""
        return next((frozenset(held.split()) for held in self.families if code in held.split()), frozenset({code}))


_NOT_KNOWN = r"not (?:been )?(?:known|recorded|stated|specified|given|disclosed|obtained|provided|available|entered)|unknown|unspecified"

GENDER = CodeList(
    "gender",
    {"M": ("a", "Male", "1"), "F": ("b", "Female", "2"), "U": ("c", "Not stated/recorded", "Unborn", "0", "9", "Withheld", "I"),
     "X": ("d", "Neither", "Non-binary", "Unable to classify")},
    ((r"trans", "M|F|X"), (r"\bindeterminate gender|non.binary|neither", "X"), (rf"unborn|indeterminate|{_NOT_KNOWN}", "U"),
     (r"\bfemale\b|\bgirl\b", "F"), (r"\bmale\b|\bboy\b", "M")),
    weak=frozenset({"M", "F", "U", "X"}),
)  # fmt: skip
ADOPTER_GENDER = CodeList(
    "adopter_gender",
    {"M": ("a", "Male", "1"), "F": ("b", "Female", "2"), "X": ("c", "Neither", "Non-binary"), "U": ("d", "Not stated/recorded", "0", "9")},
    GENDER.rules, weak=GENDER.weak,
)  # fmt: skip

_FINER_ETHNIC = {
    "WBRI": "WCOR WENG WSCO WWEL WOWB WNIR",
    "WOTH": "WALB WBOS WCRO WGRE WGRK WGRC WITA WKOS WPOR WSER WTUR WTUK WTUC WEUR WEEU WWEU WOTW",
    "WROM": "WROR WROO", "MWAS": "MWAP MWAI MWAO", "MOTH": "MAOE MABL MACH MBOE MBCH MCOE MWOE MWCH MOTM",
    "APKN": "AMPK AKPA AOPK", "AOTH": "AAFR AKAO ANEP ASNL ASLT ASRO AOTA",
    "BAFR": "BANN BCON BGHA BNGN BSLN BSOM BSUD BAOF", "BOTH": "BEUR BNAM BOTB", "CHNE": "CHKC CMAL CSNG CTWN COCH",
    "OOTH": "OAFG OARA OEGY OFIL OIRN OIRQ OJPN OKOR OKRD OLAM OLEB OLIB OMAL OMRC OPOL OTHA OVIE OYEM OOEG",
}  # fmt: skip
_BLACK_HEADING = r"black ?/ ?african ?/ ?caribbean ?/ ?black british"
ETHNICITY = CodeList(
    "ethnicity",
    {
        "WBRI": ("a", "White British", "White - British"), "WIRI": ("b", "White Irish"),
        "WIRT": ("c", "Traveller of Irish heritage"), "WOTH": ("d", "Any other White background"), "WROM": ("e", "Gypsy/Roma"),
        "MWBC": ("f", "White and Black Caribbean"), "MWBA": ("g", "White and Black African"), "MWAS": ("h", "White and Asian"),
        "MOTH": ("i", "Any other Mixed background"), "AIND": ("j", "Indian"), "APKN": ("k", "Pakistani"), "ABAN": ("l", "Bangladeshi"),
        "AOTH": ("m", "Any other Asian background"), "BCRB": ("n", "Caribbean"), "BAFR": ("o", "African"),
        "BOTH": ("p", "Any other Black background"), "CHNE": ("q", "Chinese"), "OOTH": ("r", "Any other ethnic group"),
        "REFU": ("s", "Refused"), "NOBT": ("s|t", "Information not yet obtained"),
    },
    (
        (r"refus|declin|(?:not|n't) (?:wish|want|say|disclose|answer)|prefer not|rather not|wish not", "REFU"),
        (r"other asian", "AOTH"), (r"other black", "BOTH"), (r"other white", "WOTH"), (r"other mixed", "MOTH"),
        (rf"(?:{_NOT_KNOWN})(?! group)|not yet|no (?:data|information|details|response)|unborn|unsure|undeclared|missing"
         r"|\bto be (?:obtained|confirmed)", "NOBT"),
        (r"mixed (?:asian|black|white)$", "AOTH|BOTH|WOTH|MOTH"),
        (r"black (?:caribbean )?(?:and|&|/) white", "MWBC|MWBA|MOTH"),
        (r"(?:mixed|multiple|dual|white).*black.*caribbean.*african|mixed.*african.*caribbean", "MWBC|MWBA|MOTH"),
        (r"(?:mixed|multiple|dual|white) ?(?:heritage|ethnic groups?|background|parentage)?.*(?:black )?caribbean", "MWBC"),
        (r"(?:mixed|multiple|dual).*african|white (?:and|&|/|\+|-)? ?black ?-? ?african", "MWBA"),
        (r"(?:mixed|multiple|dual).*(?:other|any)", "MOTH"),
        (r"(?:mixed|multiple|dual).*white.*asian|white ?(?:and|&|/|\+|-) ?asian", "MWAS"),
        (r"white/? any other white", "WOTH"),
        (r"white ?(?:and|&|/|\+) ?(?:chinese|any other)|chinese ?(?:and|&|/|\+)|asian ?(?:and|&|/|\+) ?black|mixed|multiple|dual", "MOTH"),
        (r"irish traveller|traveller.*irish|travel.* irish", "WIRT"),
        (r"gyps.*travell", "WROM|WIRT"),
        (r"gyps|\broma\b|romany|romani gyp", "WROM"),
        (r"travell", "WIRT"),
        (rf"{_BLACK_HEADING}.*(?:other|any)|black.*(?:any other|other|unspecified)|other black", "BOTH"),
        (rf"{_BLACK_HEADING}.+caribbean|(?<!/ )(?<!/)black.*caribbean(?!.*black)|^(?:black ?)?caribbean$", "BCRB"),
        (r"black.*african(?! ?/ ?caribbean)|^african$|somali|nigerian|ghanaian|congolese|sierra leon|angolan|ugandan|gambian|eritrean"
         r"|zimbabwe|kenyan|sudanese|ethiopian|cameroon|black.*(?:somal|nigeria|ghana)", "BAFR"),
        (r"black", "BOTH|BAFR|BCRB>BOTH"),
        (r"chinese", "CHNE"),
        (r"pakistan|kashmiri|mirpuri", "APKN"),
        (r"bang(?:la|al)d", "ABAN"),
        (r"(?:asian|^).*\bindian\b", "AIND"),
        (r"asian.*(?:other|any)|other asian|sri lank|nepal|tamil|sinhal|east african asian|african asian", "AOTH"),
        (r"\basian\b", "AIND|APKN|ABAN|AOTH>AOTH"),
        (r"white.*(?:other|any|europ|background)|other white", "WOTH"),
        (r"white.*irish|^irish$", "WIRI"),
        (r"white.*(?:british|english|scot|welsh|cornish|uk|northern ir)|^(?:white )?(?:british|english|scottish|welsh)$", "WBRI"),
        (r"white.+(?:ish|ian|ese|pol[ei]|turk|greek|czech|slovak|portug|former|cypr|alban|kosov|serb|croat|bosnia)", "WOTH"),
        (r"^(?:polish|romanian|greek|italian|portuguese|turkish|albanian|croatian|czech|slovak|lithuanian|latvian|hungarian|bulgarian|kosovan"
         r"|spanish|french|german|greek cypriot|turkish cypriot|european)$", "WOTH"),
        (r"other.*(?:ethnic|background|group)|any other$|arab|afghan|iraqi|iranian|kurdish|yemeni|vietnam|filipino|thai|japan|korean|malay"
         r"|latin|moroc|libyan|egypt|leban|syrian|polynes|^other", "OOTH"),
    ),
    also={fine: coarse for coarse, many in _FINER_ETHNIC.items() for fine in many.split()}, weak=frozenset({"BOTH"}),
)  # fmt: skip

SOURCE = CodeList(
    "source",
    {
        "1A": ("a", "Family member, relative or carer"), "1B": ("b", "Acquaintance"), "1C": ("c", "Self"), "1D": ("d",),
        "2A": ("e", "Schools", "School"), "2B": ("f", "Education services"), "3A": ("g", "General practitioner", "GP"),
        "3B": ("h", "Health visitor"), "3C": ("i", "School nurse"), "3D": ("j", "Other primary health services"), "3E": ("k", "A&E"),
        "3F": ("l",), "4": ("m", "Housing"), "5A": ("n",), "5B": ("o",),
        "5C": ("p", "LA services external"), "5D": ("p1",), "6": ("q", "Police"), "7": ("r", "Other legal agency"), "8": ("s", "Other"),
        "9": ("t", "Anonymous"), "10": ("u", "Unknown"),
    },
    (
        (rf"^(?:individuals? ?-? ?)?(?:{_NOT_KNOWN}|not mapped|nk)$|^unknown\b(?!.*anon)", "10"),
        (r"unknown.*anon|anon.*unknown", "9|10"),
        (r"anon", "9"),
        (r"\bla serv.*(?:external|another)|another local auth", "5C"),
        (r"\bla serv.*(?:internal|other)|other internal|internal.*dep|(?:not|excl\w*|other than) (?:\w+ (?:or|and|&) )?housing", "5B"),
        (r"\bla serv.*social care|adults?'? social care", "5A"),
        (r"school nurs", "3C"),
        (r"health visit", "3B"),
        (r"\bgp\b|general practi|\bgp's|family doctor", "3A"),
        (r"a ?(?:&|and) ?e\b|accident (?:&|and) emergency|emergency department", "3E"),
        (r"midwi|primary (?:health|care)|community nurs|district nurs|dentist|dental", "3D"),
        (r"environmental health", "5B"),
        (r"health (?:services? )?-? ?other|hospice|camhs|hospital|mental health|nurs(?:e|ing)\b|\bhealth\b|ambulance|paramedic|paediatric"
         r"|psychiat|consultant|clinic|medical|therap|\bnhs|drug|substance misuse|walk in|doctor|\bcmht\b|audiolog|optic", "3F"),
        (r"probation|court|cafcass|prison|immigration|solicitor|lawyer|\blegal\b|hmp|home office|border|judge|magistrat", "7"),
        (r"police|\bpol\b|constab|\bcaiu?t?\b", "6"),
        (r"housing|landlord|hostel|homeless|tenancy", "4"),
        (r"youth offend|\byot\b|youth (?:justice|service|support|work)|early help|family support|children'?s (?:disab)|fostering"
         r"|adoption (?:team|serv)|internal|other dep|department|environmental|leisure|finance|troubled families|licens", "5B"),
        (r"other (?:local auth|la\b|l/a|council)|another (?:local auth|la\b|council)|\bola\b", "5C"),
        (r"social (?:care|serv|work)|adult.*(?:team|serv|care)|emergency duty|\bedt\b|\bssd\b|children'?s serv", "5A"),
        (r"not school|educ\w* (?:welfare|psycholog|service|department|dept)", "2B"),
        (r"^(?:individual.*)?child.?minder", "1B"),
        (r"pre.?school|nurser|school|academy|sixth form|6th form|college|pupil referral|\bpru\b|headteach|head teach|teacher|\bsenco",
        "2A"),
        (r"educ|\bewo\b|connexions|training provider|universit|\bsen\b|attendance", "2B"),
        (r"\bla services|local authority|council (?:dep|serv|off)|borough council|county council|\bcouncil\b", "5B"),
        (r"children'?s cent|childrens cent|voluntar|charit|third sector|3rd sector|independent|provider|nspcc|barnardo|women'?s aid|refuge"
         r"|domestic|church|religious|faith|fire (?:serv|brig)|\bfire\b|mosque|advoca|agency", "8"),
        (r"\bself\b|young person|client|service user|child(?:ren)?$", "1C"),
        (r"acquaint|friend|neighbour", "1B"),
        (r"mother|father|parent|family|relative|grand|aunt|uncle|sibling|brother|sister|carer|partner|spouse|husband|wife|cousin|daughter|\bson\b|step",
         "1A"),
        (r"stranger|member of (?:the )?public|general public|councillor|\bmp\b|individual|public|community member", "1D"),
        (r"^other\b|profession|other$", "8"),
    ),
    weak=frozenset({"4", "6", "7", "8", "9", "10"}),
    families=("1A 1B 1C 1D", "3A 3B 3C 3D 3E 3F", "5A 5B 5C 5D"),
)  # fmt: skip

PRIMARY_NEED = CodeList(
    "primary_need",
    {
        "N1": ("a", "Abuse or neglect"), "N2": ("b", "Child's disability"), "N3": ("c", "Parental disability or illness"),
        "N4": ("d", "Family in acute stress"), "N5": ("e", "Family dysfunction"), "N6": ("f", "Socially unacceptable behaviour"),
        "N7": ("g", "Low income"), "N8": ("h", "Absent parenting"), "N9": ("i", "Cases other than children in need"),
        "N0": ("j", "Not stated"),
    },
    (
        (rf"^(?:need code )?(?:{_NOT_KNOWN}|not yet determined)|code 'not stated'", "N0"),
        (r"other than child|not (?:a )?child(?:ren)? in need|not cin|step.?parent adopt|court report|post adopt", "N9"),
        (r"family dysfunction|dysfunction", "N5"),
        (r"acute s|ac+ute (?:stress|distress)|family stress", "N4"),
        (r"parent\w*.{0,12}(?:illness|disabil)|(?:illness|disabil).{0,20}parent|parent.*(?:learning|mental|alcohol|drug|physically ill)",
        "N3"),
        (r"socially unaccept|unaccept\w* behav|anti.?social|offending", "N6"),
        (r"low income|financ|poverty", "N7"),
        (r"absent parent|unaccompanied|asylum|abandon", "N8"),
        (r"abuse|neglect|abusneg", "N1"),
        (r"disab|illness or intrinsic|disablil", "N2"),
    ),
    finer=r"(n\d)[a-z]{1,2}\d?",
)  # fmt: skip

CLOSE_REASON = CodeList(
    "close_reason",
    {
        "RC1": ("a", "Adopted"), "RC2": ("b", "Died"), "RC3": ("c", "Child arrangements order"), "RC4": ("d", "Special guardianship order"),
        "RC5": ("e", "Transferred to services of another local authority"), "RC6": ("f", "Transferred to adult social care services"),
        "RC7": ("g", "Services ceased for any other reason, including child no longer in need"),
        "RC8": ("h", "Case closed after assessment, no further action"),
        "RC9": ("h", "Case closed after assessment, referred to early help"),
    },
    (
        (r"closed after assess.*early help|de.?escalat.*early help", "RC9"),
        (r"(?:after|following) .*assess.*refer", "RC8|RC9"),
        (r"(?:after|following) (?:initial |c&f |continuous |core )?(?:or continuous )?assess|not (?:to be )?in need after assess",
        "RC8|RC9>RC8"),
        (r"return(?:ed)? home", "RC7"),
        (r"special guard|\bsgo\b(?!/)", "RC4"),
        (r"(?:residence|child arrangements?|care arrangement) order", "RC3"),
        (r"adopt", "RC1"),
        (r"\bdied\b|death|deceased", "RC2"),
        (r"adult (?:social|serv|care|div)|to adult|adults", "RC6"),
        (r"(?:an)?other l(?:ocal )?a(?:uthority)?\b|out of area|left area|other local auth", "RC5"),
        (r"any other reason|no longer (?:in need|eligible)|step(?:ped)?.?down|services ceased", "RC7"),
    ),
)  # fmt: skip

CATEGORY_OF_ABUSE = CodeList(
    "category_of_abuse",
    {"NEG": ("a", "Neglect"), "PHY": ("b", "Physical abuse"), "SAB": ("c", "Sexual abuse"), "EMO": ("d", "Emotional abuse"),
     "MUL": ("e", "Multiple/not recommended", "Multiple", "Multiple categories")},
    ((r"multiple", "MUL"), (r"neglect", "NEG"), (r"physical|physab", "PHY"), (r"sexual", "SAB"), (r"emotion", "EMO")),
    several="MUL",
)  # fmt: skip

LEGAL_STATUS = CodeList(
    "legal_status",
    {
        "C1": ("", "ICO", "Interim care order"), "C2": ("", "FCO", "Full care order", "Care order"),
        "D1": ("", "Freeing order", "Freeing order granted"), "E1": ("", "Placement order", "Placement order granted"),
        "V2": ("", "Single period under S20", "Single period of accommodation under section 20"),
        "V3": ("", "Short term breaks, episodes recorded"), "V4": ("", "Short term breaks, agreements recorded"),
        "J1": ("", "Remanded to LA or youth detention"), "J2": ("", "LA accommodation under PACE"),
        "J3": ("", "Youth rehabilitation order"),
        "L1": ("", "Police protection LA accommodation"), "L2": ("", "EPO", "Emergency protection order"),
        "L3": ("", "Child assessment order LA accommodation"),
    },
    (
        (r"short.?term break|series of (?:short|breaks)|shared care", "V3|V4"),
        (r"placement order", "E1"), (r"freeing|freed", "D1"), (r"interim care|\bico\b", "C1"),
        (r"police (?:protection|power)", "L1"), (r"emergency protection|\bepo\b", "L2"), (r"child assessment", "L3"),
        (r"\bpace\b|police and criminal evidence", "J2"), (r"youth rehabilitation|supervision order", "J3"),
        (r"remand|committed for trial", "J1"),
        (r"single (?:period|placement)|voluntary accom|s(?:ection|ec)?\.? ?20\b|sec(?:tion)? ?20|under s\.?20", "V2"),
        (r"full care order|care order|section 31", "C2"),
    ),
)  # fmt: skip

CARE_END_REASON = CodeList(
    "care_end_reason",
    {
        "E11": ("a", "Adopted - application unopposed"), "E12": ("b", "Adopted - consent dispensed"), "E2": ("c", "Died"),
        "E3": ("d", "Care taken by another LA"), "E4A": ("e", "Returned home to live with parents or relatives - part of planning"),
        "E4B": ("f", "Returned home to live with parents or relatives - not part of planning"),
        "E13": ("g", "Parents, relatives or other with no parental responsibility"), "E41": ("h", "Residence order granted"),
        "E45": ("i", "Special Guardianship Orders - former carer relative/friend"),
        "E46": ("j", "Special Guardianship Orders - former carer other"), "E47": ("k", "Special Guardianship Orders - relative/friend"),
        "E48": ("l", "Special Guardianship Orders - other"), "E5": ("m", "Moved into independent living - supported"),
        "E6": ("n", "Moved into independent living - no support"),
        "E7": ("o", "Transferred to residential care funded by adult social services"), "E9": ("p", "Sentenced to custody"),
        "E14": ("q", "Accommodation on remand ended"), "E15": ("r", "Age assessment determined child was 18 or over"),
        "E16": ("s", "Child moved abroad"), "E8": ("t", "Care ceased for any other reason"), "X1": ("u", "CodeError"),
        "E17": ("v", "Aged 18 or over and remained with current carers"),
    },
    (
        (r"episode ceases,? and new episode|new episode begins", "X1"),
        (r"age (?:dispute|assess)|assessed as over 18|aged? 18 or over and e5", "E15"),
        (r"aged 18.*(?:remain|stay)|staying put", "E17|E8"),
        (r"adopt.*unop|adopt.*unap", "E11"), (r"adopt.*(?:consent|dispens)", "E12"), (r"adopt", "E11|E12"),
        (r"died|death", "E2"),
        (r"return.*(?:planned|as part of|part of (?:the )?(?:care )?plan)(?<!not part of)", "E4A|E4B"),
        (r"no (?:parental|parent|pr\b)|without (?:pr|parental)|non.?pr", "E13"),
        (r"return\w* (?:home|to parent)|planned return|unplanned return", "E4A|E4B|E41"),
        (r"(?:special|sg|s) ?g(?:'?ship|uard)|special g|\bsgo?\b", "E45|E46|E47|E48"),
        (r"residence (?:order|/)|child arrangement|care arrangement order", "E41"),
        (r"(?:no|non|without).{0,12}(?:formal|supp).*|not? supported", "E5|E6"),
        (r"indep.*supp|supp.*accom|formalised (?:advice|support)", "E5|E6"),
        (r"adult", "E7"), (r"residential care", "E7"), (r"sentenced|custody", "E9"), (r"remand", "E14"),
        (r"abroad|deported|another country", "E16"),
        (r"(?:another|other) l(?:ocal )?a(?:uthority)?\b", "E3"),
        (r"any other reason|other reason", "E8"),
    ),
    families=("E11 E12", "E4A E4B", "E45 E46 E47 E48", "E5 E6"),
)  # fmt: skip

PLACEMENT_TYPE = CodeList(
    "placement_type",
    {
        "U1": ("a", "Foster placement - relatives - long term"), "U2": ("b", "Foster placement - relative - FFA"),
        "U3": ("c", "Foster placement - relative - not FFA"), "U4": ("d", "Foster placement - long term"),
        "U5": ("e", "Foster placement - FFA"), "U6": ("f", "Foster placement - not FFA"),
        "A3": ("g", "Placed for adoption - consent - current foster"), "A4": ("h", "Placed for adoption - consent - not foster"),
        "A5": ("i", "Placed for adoption - order - foster"), "A6": ("j", "Placed for adoption - order - not foster"),
        "P1": ("k", "Placed with parents"), "P2": ("l", "Independent living"), "P3": ("m", "Residential employment"),
        "H5": ("n", "Residential accommodation"), "K1": ("o", "Secure Children's Homes", "Secure unit"),
        "K2": ("p", "Children's Homes", "Children's home"), "R1": ("q", "Residential Care Home"), "R2": ("r", "NHS/Health Trust"),
        "R3": ("s", "Family Centre or Mother and Baby Unit"), "R5": ("t", "Young Offender Institution"), "S1": ("u", "Residential school"),
        "Z1": ("v", "Other placements", "Other placement"), "T0": ("w", "Temporary placement"),
        "T1": ("x", "Temporary placement - hospital"),
        "T2": ("y", "Temporary placement - holiday"), "T3": ("z", "Temporary placement - carer holiday"),
        "T4": ("zz", "Temporary placement - seven days or less"),
    },
    (
        (r"temp.*hospital", "T1"), (r"(?:carer|whilst).*holiday", "T3"), (r"holiday", "T2"), (r"(?:seven|7) days", "T4"),
        (r"temp\w* move|types of temp", "T0"),
        (r"^(?:all )?(?:res(?:idential)?\.?) schools?|residential schools?|schools,? (?:except|unless)", "S1"),
        (r"mother.*baby|family cent", "R3"), (r"nhs|health trust|medical", "R2"), (r"young offend|\byoi\b|secure training|prison", "R5"),
        (r"secure", "K1"),
        (r"not subject to ch|semi.?indep|hostel|supported (?:accom|lodg)", "H5"),
        (r"(?:homes?|home) subject to|children'?s home|childrens home", "K2"),
        (r"residential care home|res care home", "R1"), (r"residential employ", "P3"),
        (r"independent liv|indep liv", "P2"), (r"own parent|with parents|parental resp", "P1"),
        (r"adopt.*consent.*not (?:with )?(?:current|foster)", "A4"), (r"adopt.*consent.*current", "A3"),
        (r"adopt.*order.*not (?:with )?(?:current|foster)", "A6"), (r"adopt.*order.*current", "A5"),
        (r"for adoption(?!.*ffa)", "A3|A4|A5|A6"),
        (r"other foster carer\(?s?\)? ?- ?long.?term", "U4"),
        (r"(?:relative|friend).*not long|relative.*not.*ffa", "U3"), (r"(?:relative|friend).*(?:ffa|approved adopt|concurrent)", "U2"),
        (r"(?:relative|friend).*long.?term", "U1"),
        (r"other foster.*not long|foster.*not (?:long|ffa)", "U6"), (r"foster.*(?:ffa|approved adopt|concurrent)", "U5"),
        (r"foster.*long.?term", "U4|U1"),
        (r"foster", "U1|U2|U3|U4|U5|U6"), (r"^other placement", "Z1"),
    ),
    families=("U1 U2 U3 U4 U5 U6", "A3 A4 A5 A6", "T0 T1 T2 T3 T4"), finer=r"(u[1-6])[a-z]",
)  # fmt: skip

PLACEMENT_PROVIDER = CodeList(
    "placement_provider",
    {
        "PR0": ("a", "Parents/Parental responsibility"), "PR1": ("b", "Own provision"), "PR2": ("c", "Other LA provision"),
        "PR3": ("d", "Other public provision"), "PR4": ("e", "Private provision", "Private"), "PR5": ("f", "Voluntary/third sector"),
    },
    (
        (r"other (?:la|local auth|l/a)|another l", "PR2"), (r"other public|\bpct\b", "PR3"), (r"private", "PR4"),
        (r"volunt|third sector", "PR5"), (r"own provision|provision by", "PR1"), (r"parent", "PR0"),
    ),
)  # fmt: skip

ELIGIBILITY = CodeList(
    "eligibility",
    {"RELEVANT": ("a", "Relevant child"), "FORMER RELEVANT": ("b", "Former relevant child"), "QUALIFYING": ("c", "Qualifying care leaver"),
     "ELIGIBLE": ("d", "Eligible child")},
    ((r"former.?rel", "FORMER RELEVANT"), (r"qualif", "QUALIFYING"), (r"not elig|no current|ineligible", "RELEVANT|ELIGIBLE"),
     (r"\brelevant", "RELEVANT"), (r"eligible", "ELIGIBLE")),
)  # fmt: skip

IN_TOUCH = CodeList(
    "in_touch",
    {"YES": ("a", "Y"), "NO": ("b", "N"), "DIED": ("c", "Died after leaving care"), "REFU": ("d", "Young person refuses contact"),
     "NREQ": ("e", "Young person no longer requires services"), "RHOM": ("f",)},
    ((r"return\w* (?:to live|home)", "RHOM"), (r"refus", "REFU"), (r"no longer req", "NREQ"), (r"\bdied|death", "DIED"),
     (r"^(?:0?1 ?-? ?)?yes\b", "YES"), (r"^(?:0?\d ?-? ?)?no\b(?! care leaver)", "NO")),
)  # fmt: skip

ACCOMMODATION = CodeList(
    "accommodation",
    {
        "B": ("", "Parents/relatives", "With parents or relatives"), "C": ("", "Community home / residential care", "Community home"),
        "D": ("", "Semi-independent, transitional accommodation",
              "Semi-independent, transitional accommodation and self-contained accommodation"),
        "E": ("", "Supported lodgings"), "G": ("", "Abroad", "Gone abroad"), "H": ("", "Deported"),
        "K": ("", "Ordinary lodgings, without formal support", "Ordinary lodgings"), "R": ("", "Residence not known"),
        "S": ("", "No fixed abode / homeless"), "T": ("", "Foyers and similar supported accommodation", "Foyers"),
        "U": ("", "Independent living"), "V": ("", "Emergency accommodation"), "W": ("", "Bed and breakfast"), "X": ("", "In custody"),
        "Y": ("", "Other accommodation"), "Z": ("", "With former foster carers"),
    },
    (
        (r"former foster|staying put", "Z|E"), (r"foyer", "T"), (r"semi.?indep|transitional", "D"), (r"supported lodg", "E"),
        (r"ordinary lodg", "K"), (r"community home|residential care", "C"), (r"abroad", "G"), (r"deport", "H"),
        (r"residence not known|whereabouts unk", "R"), (r"no fixed|homeless", "S"), (r"emergency", "V"),
        (r"bed (?:and|&) breakfast|\bb&b\b", "W"),
        (r"custody|prison", "X"), (r"independent liv", "U"), (r"with parents", "B"), (r"other accom", "Y"),
    ),
    weak=frozenset("BCDEGHKRSTUVWXYZ"),
)  # fmt: skip

SUITABLE = CodeList(
    "suitable", {"1": ("a", "Suitable", "Yes", "Y", "True"), "2": ("b", "Unsuitable", "Not suitable", "No", "N", "False")},
    ((r"unsuit|not (?:considered )?suit", "2"), (r"suitable", "1")), weak=frozenset({"1", "2"}),
)  # fmt: skip

ACTIVITY = CodeList(
    "activity",
    {
        "F1": ("", "Full time in higher education"), "P1": ("", "Part time in higher education"),
        "F2": ("", "Full time in education other than higher"), "P2": ("", "Part time in education other than higher"),
        "F3": ("", "Full time in training or employment"), "P3": ("", "Part time in training or employment"),
        "F4": ("", "Young person engaged full time in an apprenticeship"),
        "P4": ("", "Young person engaged part time in an apprenticeship"),
        "F5": ("", "Young person engaged full time in training or employment (not apprenticeship)"),
        "P5": ("", "Young person engaged part time in training or employment (not apprenticeship)"),
        "G4": ("", "Not in education, employment or training - illness or disability"),
        "G5": ("", "Not in education, employment or training - other"),
        "G6": ("", "Not in education, employment or training - pregnancy or parenting"),
    },
)  # fmt: skip

REVERSAL_REASON = CodeList(
    "reversal_reason",
    {"RD1": ("a", "The child's needs changed subsequent to the decision"), "RD2": ("b", "The Court did not make a placement order"),
     "RD3": ("c", "Prospective adopters could not be found"), "RD4": ("d", "Any other reason")},
    ((r"needs changed", "RD1"), (r"court did not (?:make|grant)|order not granted", "RD2"), (r"adopters (?:could|can)|no adopters", "RD3"),
     (r"^(?:any )?other", "RD4")),
)  # fmt: skip

PERMANENCE_PLAN = CodeList(
    "permanence_plan",
    {"family": ("a", "Return to family"), "adoption": ("b", "Adoption"), "sgo_cao": ("c", "SGO/CAO"),
     "supported_living": ("d", "Supported living in the community"), "residential": ("e", "Long-term residential placement"),
     "fostering": ("f", "Long-term fostering"), "other": ("g", "Other")},
    ((r"supported living|independent living$", "supported_living"), (r"residential", "residential"),
     (r"special guard|\bsgo\b|residence order|arrangements? order", "sgo_cao"), (r"adopt", "adoption"), (r"foster", "fostering"),
     (r"return|birth (?:family|parent)", "family"), (r"^other", "other")),
)  # fmt: skip

CASE_STATUS = CodeList(
    "case_status",
    {"in_care": ("a", "Looked after child", "CLA", "LAC"), "cp_plan": ("b", "Child protection plan", "CPP", "Child protection", "CP"),
     "cin_plan": ("c", "Child in need plan", "CIN", "Child in need"), "open_assessment": ("d", "Open assessment", "Assessment"),
     "closed": ("e", "Closed episode", "Closed")},
    ((r"closed", "closed"), (r"looked after|\bcla\b", "in_care"), (r"child protection|\bcpp?\b", "cp_plan"),
    (r"assessment", "open_assessment"),
     (r"child in need|\bcin\b", "cin_plan")),
)  # fmt: skip

YES_NO = CodeList(
    "yes_no", {"yes": ("a", "Y", "True", "1"), "no": ("b", "N", "False", "0"), "unknown": ("c", "Not known", "U")},
    ((_NOT_KNOWN, "unknown"), (r"^1 ?[-=:]? ?yes|^yes\b", "yes"), (r"^[02] ?[-=:]? ?no\b|^no\b(?!t)", "no")),
    ours=True,
)  # fmt: skip
_SEEN_RULES: tuple[Rule, ...] = (
    *YES_NO.rules, (r"^(?:child )?not seen|^not (?:seen )?alone", "no"), (r"^(?:child )?seen", "yes"),
)  # fmt: skip
SEEN = CodeList("seen", YES_NO.entries, _SEEN_RULES, ours=True)
NO_FURTHER_ACTION = CodeList(
    "no_further_action",
    YES_NO.entries,
    ((r"^further action", "no"), (r"^(?:nfa|no further action)\b", "yes"), *YES_NO.rules),
    ours=True,
)
DISABLED = CodeList(
    "disabled", YES_NO.entries,
    ((rf"{_NOT_KNOWN}|refus", "unknown"), (r"^yes|^disab|autis|asperger|hearing|vision|visual|mobility|hand function|behaviour"
      r"|learning|communicat|incontinen|consc?ious|personal care|\bdda\b", "yes"), (r"^no(?:ne)?\b|^no dis|not disab", "no")),
    also={"MOB": "yes", "HAND": "yes", "PC": "yes", "INC": "yes", "COMM": "yes", "LD": "yes", "HEAR": "yes", "VIS": "yes", "BEH": "yes",
          "CON": "yes", "AUT": "yes", "DDA": "yes", "NONE": "no"}, ours=True,
)  # fmt: skip
INSIDE = CodeList(
    "placement_location", {"in": ("a", "Inside", "Y", "Yes"), "out": ("b", "Outside", "N", "No")},
    ((r"^out", "out"), (r"^in", "in")),
)  # fmt: skip
LEAVING_REASON = CodeList(
    "leaving_reason",
    {"1": ("a", "Adopter withdrew from process", "Withdrew"), "2": ("b", "Process put on hold", "On hold"),
     "3": ("c", "Application refused", "Refused")},
    weak=frozenset({"1", "2", "3"}),
)  # fmt: skip
HEALTH_CHECK = CodeList(
    "health_check",
    {"HEALTH": ("", "Health assessment", "Health check", "Initial health assessment", "Review health assessment", "IHA", "RHA", "Medical"),
     "DENTAL": ("", "Dental check", "Dental assessment"), "OPTICAL": ("", "Optical check", "Eye test")},
    ((r"dent", "DENTAL"), (r"optic|\beye", "OPTICAL"), (r"health (?:assess|check|surv)|medical", "HEALTH")),
)  # fmt: skip
YES_NO_WORDS = CodeList("yes_no_na", {"Y": ("", "Yes"), "N": ("", "No"), "NA": ("", "N/A", "Not applicable"), "U": ("", "Unknown")})
AUDIT_GRADE = CodeList(
    "audit_grade",
    {"outstanding": ("",), "good": ("",), "requires_improvement": ("", "Requires improvement to be good", "RI"), "inadequate": ("",)},
)  # fmt: skip

BY_CODES: Mapping[tuple[str, ...], CodeList] = {
    codes.SEX: GENDER, codes.GENDER: GENDER, codes.ETHNICITY: ETHNICITY, codes.REFERRAL_SOURCE: SOURCE, codes.PRIMARY_NEED: PRIMARY_NEED,
    codes.CLOSE_REASON: CLOSE_REASON, codes.CATEGORY_OF_ABUSE: CATEGORY_OF_ABUSE, codes.LEGAL_STATUS: LEGAL_STATUS,
    codes.CARE_END_REASON: CARE_END_REASON, codes.PLACEMENT_TYPE: PLACEMENT_TYPE, codes.PLACEMENT_PROVIDER: PLACEMENT_PROVIDER,
    codes.LEAVER_ELIGIBILITY: ELIGIBILITY, codes.IN_TOUCH: IN_TOUCH, codes.ACCOMMODATION: ACCOMMODATION, codes.SUITABLE: SUITABLE,
    codes.ACTIVITY: ACTIVITY, codes.REVERSAL_REASON: REVERSAL_REASON, codes.HEALTH_CHECK: HEALTH_CHECK,
    codes.YES_NO_WORDS: YES_NO_WORDS, codes.AUDIT_GRADE: AUDIT_GRADE,
}  # fmt: skip
"""The list with words for a declared column's codes; a column whose codes are not here takes its codes alone."""
