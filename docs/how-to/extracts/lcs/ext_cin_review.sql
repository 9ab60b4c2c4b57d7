-- ext_cin_review, from Liquidlogic LCS, in Oracle's words.
-- Reviews of child in need plans.
-- Cannot be asked without it: CIN-03, CIN-06.reviews, DRF-01, REC-04, R01.
-- Also read for: CIN-01.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    meeting.FACT_MEETING_ID || '.' || subject.DIM_PERSON_ID AS review_id,
    subject.DIM_PERSON_ID AS person_id,
    MAX(cin_plan.FACT_CARE_PLAN_SUMMARY_ID) AS cin_plan_id,
    meeting.ACTUAL_DTTM AS held_on
FROM Child_Social.FACT_MEETINGS meeting
JOIN Child_Social.FACT_MEETING_SUBJECTS subject
    ON subject.FACT_MEETINGS_ID = meeting.FACT_MEETING_ID
LEFT JOIN Child_Social.FACT_CARE_PLAN_SUMMARY cin_plan
    ON cin_plan.DIM_PERSON_ID = subject.DIM_PERSON_ID
    AND cin_plan.START_DTTM <= meeting.ACTUAL_DTTM
    AND (cin_plan.END_DTTM IS NULL OR cin_plan.END_DTTM >= meeting.ACTUAL_DTTM)
    AND cin_plan.<<kind of plan>> = '<<child in need plan>>'
WHERE meeting.DIM_LOOKUP_MTG_TYPE_ID_CODE IN ('<<types of meeting: reviews of a child in need plan>>')
    AND subject.DIM_PERSON_ID <> -1
GROUP BY meeting.FACT_MEETING_ID, subject.DIM_PERSON_ID, meeting.ACTUAL_DTTM
