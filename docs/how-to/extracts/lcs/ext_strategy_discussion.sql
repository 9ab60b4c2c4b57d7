-- ext_strategy_discussion, from Liquidlogic LCS, in Oracle's words.
-- Strategy discussions.
-- Cannot be asked without it: S47-04, MIS-03.
-- Also read for: E08; zero-tolerance condition 8.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    meeting.FACT_MEETING_ID || '.' || subject.DIM_PERSON_ID AS discussion_id,
    subject.DIM_PERSON_ID AS person_id,
    MAX(referral.FACT_REFERRAL_ID) AS referral_id,
    MAX(s47.FACT_S47_ID) AS s47_enquiry_id,
    MAX(meeting.<<need identified on>>) AS need_identified_on,
    meeting.ACTUAL_DTTM AS held_on
FROM Child_Social.FACT_MEETINGS meeting
JOIN Child_Social.FACT_MEETING_SUBJECTS subject
    ON subject.FACT_MEETINGS_ID = meeting.FACT_MEETING_ID
LEFT JOIN Child_Social.FACT_REFERRALS referral
    ON referral.DIM_PERSON_ID = subject.DIM_PERSON_ID
    AND referral.REFRL_START_DTTM <= meeting.ACTUAL_DTTM
    AND (referral.REFRL_END_DTTM IS NULL OR referral.REFRL_END_DTTM >= meeting.ACTUAL_DTTM)
LEFT JOIN Child_Social.FACT_S47 s47
    ON s47.DIM_PERSON_ID = subject.DIM_PERSON_ID
    AND s47.START_DTTM <= meeting.ACTUAL_DTTM
    AND (s47.END_DTTM IS NULL OR s47.END_DTTM >= meeting.ACTUAL_DTTM)
WHERE meeting.DIM_LOOKUP_MTG_TYPE_ID_CODE IN ('<<types of meeting: strategy discussions>>')
    AND subject.DIM_PERSON_ID <> -1
GROUP BY meeting.FACT_MEETING_ID, subject.DIM_PERSON_ID, meeting.ACTUAL_DTTM
