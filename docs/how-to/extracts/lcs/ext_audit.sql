-- ext_audit, from Liquidlogic LCS, in Oracle's words.
-- Case file audits.
-- Cannot be asked without it: AUD-01, AUD-02, AUD-02.gap, AUD-03, AUD-03.safe, AUD-04, AUD-05; zero-tolerance condition 6.
-- Also read for: audits on the leadership pages; the audits of the inspection bundle.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    form.FACT_FORM_ID AS audit_id,
    form.DIM_PERSON_ID AS person_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: service area>>' THEN answer.ANSWER END) AS service_area,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: audited on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS audited_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: self grade>>' THEN answer.ANSWER END) AS self_grade,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: moderated grade>>' THEN answer.ANSWER END) AS moderated_grade,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q1>>' THEN answer.ANSWER END) AS q1,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q2>>' THEN answer.ANSWER END) AS q2,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q3>>' THEN answer.ANSWER END) AS q3,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q4>>' THEN answer.ANSWER END) AS q4,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q5>>' THEN answer.ANSWER END) AS q5,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q6>>' THEN answer.ANSWER END) AS q6,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q7>>' THEN answer.ANSWER END) AS q7,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q8>>' THEN answer.ANSWER END) AS q8,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: q9>>' THEN answer.ANSWER END) AS q9,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: escalated on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS escalated_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: escalation level>>' THEN answer.ANSWER END) AS escalation_level,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: made safe on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS made_safe_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: resolved on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS resolved_on
FROM Child_Social.FACT_FORMS form
LEFT JOIN Child_Social.FACT_FORM_ANSWERS answer
    ON answer.FACT_FORM_ID = form.FACT_FORM_ID
WHERE form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: case file audits>>')
    AND form.DIM_PERSON_ID <> -1
GROUP BY form.FACT_FORM_ID, form.DIM_PERSON_ID
