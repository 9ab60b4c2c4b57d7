-- ext_pathway, from Liquidlogic LCS, in Oracle's words.
-- Needs assessments and pathway plans.
-- Cannot be asked without it: CLV-02, CLV-04.
-- Also read for: CLV-03.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    form.FACT_FORM_ID AS pathway_id,
    form.DIM_PERSON_ID AS person_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: needs assessment on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS needs_assessment_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: plan on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS plan_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: reviewed on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS reviewed_on
FROM Child_Social.FACT_FORMS form
LEFT JOIN Child_Social.FACT_FORM_ANSWERS answer
    ON answer.FACT_FORM_ID = form.FACT_FORM_ID
WHERE form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: pathway plans>>')
    AND form.DIM_PERSON_ID <> -1
GROUP BY form.FACT_FORM_ID, form.DIM_PERSON_ID
