-- ext_advocacy, from Liquidlogic LCS, in Oracle's words.
-- Advocates and independent visitors.
-- Cannot be asked without it: ADV-01.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    form.FACT_FORM_ID AS advocacy_id,
    form.DIM_PERSON_ID AS person_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: kind>>' THEN answer.ANSWER END) AS kind,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: needed on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS needed_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: offered on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS offered_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: started on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS started_on
FROM Child_Social.FACT_FORMS form
LEFT JOIN Child_Social.FACT_FORM_ANSWERS answer
    ON answer.FACT_FORM_ID = form.FACT_FORM_ID
WHERE form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: offers of an advocate or a visitor>>')
    AND form.DIM_PERSON_ID <> -1
GROUP BY form.FACT_FORM_ID, form.DIM_PERSON_ID
