-- ext_private_fostering_visit, from Liquidlogic LCS, in Oracle's words.
-- Visits to private fostering arrangements.
-- Cannot be asked without it: PFA-01.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    form.FACT_FORM_ID AS visit_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: arrangement id>>' THEN answer.ANSWER END) AS arrangement_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: visited on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS visited_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: child seen>>' THEN answer.ANSWER END) AS child_seen
FROM Child_Social.FACT_FORMS form
LEFT JOIN Child_Social.FACT_FORM_ANSWERS answer
    ON answer.FACT_FORM_ID = form.FACT_FORM_ID
WHERE form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: private fostering visits>>')
    AND form.DIM_PERSON_ID <> -1
GROUP BY form.FACT_FORM_ID, form.DIM_PERSON_ID
