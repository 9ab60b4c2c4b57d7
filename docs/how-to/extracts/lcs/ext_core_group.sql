-- ext_core_group, from Liquidlogic LCS, in Oracle's words.
-- Core group meetings.
-- Cannot be asked without it: CPP-01, CPP-02, DRF-01.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    meeting.FACT_MEETING_ID || '.' || subject.DIM_PERSON_ID AS core_group_id,
    subject.DIM_PERSON_ID AS person_id,
    MAX(cp_plan.FACT_CP_PLAN_ID) AS cp_plan_id,
    meeting.ACTUAL_DTTM AS held_on
FROM Child_Social.FACT_MEETINGS meeting
JOIN Child_Social.FACT_MEETING_SUBJECTS subject
    ON subject.FACT_MEETINGS_ID = meeting.FACT_MEETING_ID
LEFT JOIN Child_Social.FACT_CP_PLAN cp_plan
    ON cp_plan.DIM_PERSON_ID = subject.DIM_PERSON_ID
    AND cp_plan.START_DTTM <= meeting.ACTUAL_DTTM
    AND (cp_plan.END_DTTM IS NULL OR cp_plan.END_DTTM >= meeting.ACTUAL_DTTM)
WHERE meeting.DIM_LOOKUP_MTG_TYPE_ID_CODE IN ('<<types of meeting: core groups>>')
    AND subject.DIM_PERSON_ID <> -1
GROUP BY meeting.FACT_MEETING_ID, subject.DIM_PERSON_ID, meeting.ACTUAL_DTTM
