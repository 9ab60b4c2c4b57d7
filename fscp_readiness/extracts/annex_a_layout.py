"""What Ofsted asks for in Annex A lists 1 to 11, column by column, and how councils head them.

Headings are Ofsted's (August 2019 and January 2024 layouts; Open Government Licence v3.0). ``also`` are rules of our own for
headings written otherwise; they see the heading in lower case without punctuation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fscp_readiness.tables import Type

from . import code_words as words
from .code_words import CodeList
from .spellings import plain


@dataclass(frozen=True)
class ListColumn:
    """One column of a list. ``name`` is ours; ``heading`` is Ofsted's."""

    name: str
    heading: str
    type: Type
    codes: CodeList | None = None
    also: str = ""
    personal: bool = False
    postcode: bool = False


@dataclass(frozen=True)
class Layout:
    """One list. ``key`` names the column that says whom a row is about."""

    number: int
    title: str
    columns: tuple[ListColumn, ...]
    key: str = "child_id"

    @property
    def table(self) -> str:
        return f"list_{self.number}"

    def column(self, name: str) -> ListColumn:
        return next(column for column in self.columns if column.name == name)


def _date(name: str, heading: str, also: str = "") -> ListColumn:
    return ListColumn(name, heading, Type.DATE, also=also)


def _code(name: str, heading: str, codes: CodeList, also: str = "") -> ListColumn:
    return ListColumn(name, heading, Type.CODE, codes, also)


def _text(name: str, heading: str, also: str = "") -> ListColumn:
    return ListColumn(name, heading, Type.TEXT, also=also)


def _number(name: str, heading: str, also: str = "") -> ListColumn:
    return ListColumn(name, heading, Type.NUMBER, also=also)


_CHILD = ListColumn("child_id", "Child Unique ID", Type.ID, also=r"\bchild\b.*\b(id|identifier|reference)\b|^(unique )?id$|\bupi\b")
_GENDER = _code("gender", "Gender", words.GENDER, r"^(gender|sex)\b")
_ETHNICITY = _code("ethnicity", "Ethnicity", words.ETHNICITY, r"\bethnic")
_BORN = ListColumn("born_on", "Date of Birth", Type.DATE, also=r"\b(date of birth|dob|birth date|due date of birth)\b", personal=True)
_AGE = _number("age", "Age of Child (Years)", r"^age\b")
_COMMON = (_CHILD, _GENDER, _ETHNICITY, _BORN, _AGE)
_DISABLED = _code("disabled", "Does the Child have a Disability", words.DISABLED, r"\bdisab")
_TEAM = _text("team", "Allocated Team", r"^(allocated )?team( name)?$")
_WORKER = _text("worker", "Allocated Worker", r"^(allocated )?(social )?worker( name)?$")
_OWNED = (_TEAM, _WORKER)

LAYOUTS: tuple[Layout, ...] = (
    Layout(1, "Contacts", (
        *_COMMON,
        _date("contacted_on", "Date of Contact", r"(date.*contact|contact.*date)"),
        _code("source", "Contact Source", words.SOURCE, r"(contact.*source|source.*contact)"),
    )),
    Layout(2, "Early help", (
        *_COMMON,
        _date("started_on", "Assessment start date", r"start"),
        _date("ended_on", "Assessment completion date", r"(complet|end).*date|date.*(complet|end)"),
        _text("organisation", "Organisation completing assessment", r"organi[sz]ation"),
    )),
    Layout(3, "Referrals", (
        *_COMMON,
        _date("received_on", "Date of referral", r"(date of.*referral|referral date)"),
        _code("source", "Referral Source", words.SOURCE, r"(referral.*source|source.*referral)"),
        _code("no_further_action", "Referral NFA?", words.NO_FURTHER_ACTION, r"\bnfa\b|no further action"),
        _number("earlier_in_12_months", "Number of Referrals in Last 12 Months", r"number of.*referral|referrals.*12 months"),
        *_OWNED,
    )),
    Layout(4, "Assessments", (
        *_COMMON, _DISABLED,
        _date("started_on", "Continuous Assessment Start Date", r"assessment.*start|start.*assessment"),
        _code("child_seen", "Child Seen During Continuous Assessment", words.SEEN, r"child seen"),
        _date("authorised_on", "Continuous Assessment Date of Authorisation", r"authori[sz]|assessment.*(complet|end)"),
        _code("needs_support", "Was the child assessed as requiring LA children's social care support?", words.YES_NO,
              r"was the child assessed|social care support|assessed as (being )?(in need|requiring)"),
        *_OWNED,
    )),
    Layout(5, "Section 47 enquiries and initial conferences", (
        *_COMMON, _DISABLED,
        _date("started_on", "Strategy discussion initiating Section 47 Enquiry Start Date", r"(section 47|s47).*start|strategy discussion"),
        _code("conference_unnecessary", "Was an Initial Child Protection Conference deemed unnecessary?", words.YES_NO,
              r"unnecessary|conference not required|icpc not required"),
        _date("conference_on", "Date of Initial Child Protection Conference", r"date of (the )?(initial|icpc)|icpc date"),
        _code("led_to_plan", "Did the Initial Child Protection Conference Result in a Child Protection Plan", words.YES_NO, r"\bresult"),
        _number("enquiries_in_12_months", "Number of Section 47 Enquiries in the last 12 months", r"number of (section 47|s47)"),
        _number("conferences_in_12_months", "Number of ICPCs in the last 12 months", r"number of (icpc|initial)"),
        *_OWNED,
    )),
    Layout(6, "Children in need", (
        *_COMMON, _DISABLED,
        _date("started_on", "CIN Start Date", r"(cin|child in need).*start"),
        _code("primary_need", "Primary Need Code", words.PRIMARY_NEED, r"primary need|category of need"),
        _date("last_seen_on", "Date Child Was Last Seen", r"last seen"),
        _date("closed_on", "CIN Closure Date", r"clos.*date|date.*clos"),
        _code("close_reason", "Reason for Closure", words.CLOSE_REASON, r"reason.*clos|clos.*reason"),
        _code("case_status", "Case Status", words.CASE_STATUS, r"case status|^status$"),
        *_OWNED,
    )),
    Layout(7, "Child protection", (
        *_COMMON, _DISABLED,
        _date("started_on", "Child Protection Plan Start Date", r"plan.*start|start.*plan"),
        _code("initial_category", "Initial Category of Abuse", words.CATEGORY_OF_ABUSE, r"initial.*(category|abuse)"),
        _code("latest_category", "Latest Category of Abuse", words.CATEGORY_OF_ABUSE, r"(latest|current).*(category|abuse)"),
        _date("visited_on", "Date of the Last Statutory Visit", r"(last|latest).*visit"),
        _code("seen_alone", "Was the Child Seen Alone?", words.SEEN, r"seen alone"),
        _date("reviewed_on", "Date of latest review conference", r"review"),
        _date("ended_on", "Child Protection Plan End Date", r"plan.*end|end.*plan"),
        _code("emergency_order", "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
              words.YES_NO, r"emergency protection|police powers"),
        _number("earlier_plans", "Number of Previous Child Protection Plans", r"previous.*plan"),
        *_OWNED,
    )),
    Layout(8, "Children in care", (
        *_COMMON,
        _code("asylum", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", words.YES_NO,
        r"unaccompanied|\buasc\b"),
        _DISABLED,
        _date("started_on", "Date Started to be Looked After", r"started (to be )?look|became looked|date.*(entered|started).*care"),
        _code("primary_need", "Child's Category of Need", words.PRIMARY_NEED, r"category of need|primary need"),
        _code("second_period", "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
              words.YES_NO, r"second or subsequent"),
        _date("legal_status_on", "Start date of current legal status", r"start.*legal status"),
        _code("legal_status", "Child's Legal Status", words.LEGAL_STATUS, r"^(child s |current )?legal status$"),
        _date("reviewed_on", "Date of Latest Statutory Review", r"(latest|last).*review"),
        _date("visited_on", "Date of Last Social Work Visit", r"(last|latest).*(social work|statutory).*visit"),
        _code("permanence_plan", "What is the permanence plan for this child?", words.PERMANENCE_PLAN,
        r"permanence plan|plan for permanence"),
        _date("reviewing_officer_on", "Date of Last IRO Visit / Contact to the Child", r"\biro\b|reviewing officer"),
        _date("health_on", "Date of Last Health Assessment", r"health"),
        _date("dental_on", "Date of Last Dental Check", r"dental"),
        _number("placements_in_12_months", "Number of Placements in the Last 12 months", r"number of placements"),
        _date("ended_on", "Date Ceased to be Looked After", r"date.*ceased"),
        _code("end_reason", "Reason Ceased to be Looked After", words.CARE_END_REASON, r"reason.*ceased"),
        _date("placed_on", "Start Date of Most Recent Placement", r"start.*placement"),
        _code("placement_type", "Placement Type", words.PLACEMENT_TYPE, r"^(current )?placement type|type of placement"),
        _code("provider", "Placement Provider", words.PLACEMENT_PROVIDER, r"placement provider|provider"),
        ListColumn("postcode", "Placement postcode", Type.TEXT, also=r"post ?code", personal=True, postcode=True),
        _text("urn", "URN of Placement", r"\burn\b"),
        _code("location", "Placement Location", words.INSIDE, r"placement location"),
        _text("council", "LA of Placement", r"^(la|local authority) of placement"),
        _number("missing_in_12_months", "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
                r"number.*missing"),
        _number("absent_in_12_months", "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
                r"number.*absent"),
        _code("interview_offered", "Was the child offered a Return Interview after their last missing episode (Y/N)?", words.YES_NO,
              r"offered.*interview"),
        _code("interview_accepted", "Did the child accept a Return Interview after their last missing episode (Y/N)?", words.YES_NO,
              r"accept.*interview"),
        *_OWNED,
    )),
    Layout(9, "Care leavers", (
        *_COMMON,
        _code("asylum", "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", words.YES_NO,
              r"unaccompanied|\buasc\b"),
        _DISABLED, *_OWNED,
        _text("personal_adviser", "Allocated Personal Advisor", r"personal advis"),
        _code("eligibility", "Eligibility Category", words.ELIGIBILITY, r"eligib"),
        _date("pathway_plan_reviewed_on", "Latest Pathway Plan Review Date", r"pathway"),
        _code("in_touch", "LA In Touch", words.IN_TOUCH, r"in touch"),
        _date("last_contact_on", "Latest Date of Contact", r"(latest|last).*contact"),
        _code("accommodation", "Type of Accommodation", words.ACCOMMODATION, r"^(type of )?accommodation( type)?$"),
        _code("accommodation_suitable", "Suitability of Accommodation", words.SUITABLE, r"suitab"),
        _code("activity", "Activity Status", words.ACTIVITY, r"activity"),
    )),
    Layout(10, "Adoption", (
        _CHILD, _text("family_id", "Family identifier", r"family.*(id|identifier)"), _GENDER, _ETHNICITY, _BORN, _AGE, _DISABLED,
        _date("entered_care_on", "Date the Child Entered Care", r"entered care"),
        _date("decided_on", "Date of Decision that Child Should be Placed for Adoption", r"decision.*should be placed"),
        _date("placement_order_on", "Date of Placement Order", r"placement order$"),
        _date("matched_on", "Date of Matching Child and Prospective Adopters", r"match"),
        _date("placed_on", "Date Placed for Adoption", r"date (child )?placed for adoption"),
        _date("order_on", "Date of Adoption Order", r"adoption order"),
        _date("reversed_on", "Date of Decision that Child Should No Longer be Placed for Adoption", r"date.*no longer"),
        _code("reversal_reason", "Reason Why Child No Longer Placed for Adoption", words.REVERSAL_REASON, r"reason.*no longer"),
        _date("fostering_for_adoption_placed_on",
              "Date the child was placed for fostering in FFA or concurrent planning placement", r"\bffa\b|concurrent"),
    )),
    Layout(11, "Adopters", (
        ListColumn("adopter_id", "Individual adopter identifier", Type.ID, also=r"adopter.*(id|identifier)\b"),
        _text("family_id", "Family identifier", r"family.*(id|identifier)"),
        _code("gender", "Gender", words.ADOPTER_GENDER, r"^(gender|sex)\b"), _ETHNICITY,
        _code("disability", "Disability", words.DISABLED, r"disab"),
        _code("fostering_for_adoption", "Is the (prospective) adopter fostering for adoption?", words.YES_NO, r"fostering for adoption"),
        _date("enquired_on", "Date enquiry received", r"enquiry"),
        _date("stage_1_started_on", "Date Stage 1 started", r"stage 1 start"),
        _date("stage_1_ended_on", "Date Stage 1 ended", r"stage 1 end"),
        _date("stage_2_started_on", "Date Stage 2 started", r"stage 2 start"),
        _date("stage_2_ended_on", "Date Stage 2 ended", r"stage 2 end"),
        _date("applied_on", "Date application submitted", r"application submitted"),
        _date("approved_on", "Date application approved", r"application approved"),
        _date("matched_on", "Date adopter matched with child(ren)", r"match"),
        _date("placed_on", "Date child/children placed with adopter(s)", r"date.*placed"),
        _number("children_placed", "No. of children placed", r"(no|number) (of )?children placed"),
        _date("adoption_order_on", "Date of Adoption Order", r"adoption order"),
        _date("left_on", "Date of leaving adoption process", r"date.*leaving"),
        _code("leaving_reason", "Reason for leaving adoption process", words.LEAVING_REASON, r"reason.*leaving"),
    ), key="adopter_id"),
)  # fmt: skip

BY_NUMBER: dict[int, Layout] = {layout.number: layout for layout in LAYOUTS}


@lru_cache(maxsize=4096)
def bare_heading(text: str) -> str:
    """A heading without case, punctuation and '(Y/N)', for comparing."""
    words_only = " ".join(re.findall(r"[a-z0-9]+", plain(text)))
    return re.sub(r" y n$", "", words_only)


def match_headings(layout: Layout, headings: list[str]) -> dict[str, list[int]]:
    """column name -> positions of the headings that are read as it: Ofsted's own wording first, then our rules for what is left."""
    bare = [bare_heading(text) for text in headings]
    found: dict[str, list[int]] = {}
    taken: set[int] = set()
    for column in layout.columns:
        exact = [position for position, text in enumerate(bare) if text == bare_heading(column.heading)]
        if exact:
            found[column.name] = exact
            taken.update(exact)
    for column in layout.columns:
        if column.name not in found and column.also:
            rule = re.compile(column.also)
            near = [position for position, text in enumerate(bare) if text and position not in taken and rule.search(text)]
            if near:
                found[column.name] = near[:1]
                taken.update(near[:1])
    return found
