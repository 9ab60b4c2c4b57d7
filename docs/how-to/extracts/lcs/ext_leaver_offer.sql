-- ext_leaver_offer, from Liquidlogic LCS, in Oracle's words.
-- What a care leaver has been offered.
-- Cannot be asked without it: CLV-04, CLV-09.
-- Also read for: nothing.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    form.DIM_PERSON_ID AS person_id,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: council home from>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS council_home_from,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: council home to>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS council_home_to,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: health history on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS health_history_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: documents on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS documents_on,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: staying put from>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS staying_put_from,
    MAX(CASE WHEN answer.ANSWER_NO = '<<question: local offer on>>' THEN TO_DATE(answer.ANSWER, '<<how the form writes a date, such as DD/MM/YYYY>>') END) AS local_offer_on
FROM Child_Social.FACT_FORMS form
LEFT JOIN Child_Social.FACT_FORM_ANSWERS answer
    ON answer.FACT_FORM_ID = form.FACT_FORM_ID
WHERE form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: offers to care leavers>>')
    AND form.DIM_PERSON_ID <> -1
GROUP BY form.DIM_PERSON_ID
