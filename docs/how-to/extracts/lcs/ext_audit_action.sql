-- ext_audit_action, from Liquidlogic LCS, in Oracle's words.
-- What an audit asked to be done.
-- Cannot be asked without it: AUD-04.
-- Also read for: audits on the leadership pages; the audits of the inspection bundle.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    form.FACT_FORM_ID AS action_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: audit id>>' THEN answer.ANSWER END) AS audit_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: due on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS due_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: done on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS done_on
FROM Child_Social.FACT_FORMS form
LEFT JOIN Child_Social.FACT_FORM_ANSWERS answer
    ON answer.FACT_FORM_ID = form.FACT_FORM_ID
WHERE form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: actions of an audit>>')
    AND form.DIM_PERSON_ID <> -1
GROUP BY form.FACT_FORM_ID, form.DIM_PERSON_ID
