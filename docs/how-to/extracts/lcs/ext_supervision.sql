-- ext_supervision, from Liquidlogic LCS, in Oracle's words.
-- Supervision: of a worker, or of a child's case.
-- Cannot be asked without it: SUP-01, SUP-02, R03.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    form.FACT_FORM_ID AS supervision_id,
    'case' AS kind,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: worker id>>' THEN answer.ANSWER END) AS worker_id,
    form.DIM_PERSON_ID AS person_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: held on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS held_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: signed by>>' THEN answer.ANSWER END) AS signed_by
FROM Child_Social.FACT_FORMS form
LEFT JOIN Child_Social.FACT_FORM_ANSWERS answer
    ON answer.FACT_FORM_ID = form.FACT_FORM_ID
WHERE form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: supervision of a case>>')
    AND form.DIM_PERSON_ID <> -1
GROUP BY form.FACT_FORM_ID, form.DIM_PERSON_ID
