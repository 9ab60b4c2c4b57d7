-- ext_document, from Liquidlogic LCS, in Oracle's words.
-- Documents on the child's file.
-- Cannot be asked without it: ASM-07, CPP-03, LAP-02, REC-03, REC-04, REC-06, R01.
-- Also read for: LAP-01.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    form.FACT_FORM_ID AS document_id,
    form.DIM_PERSON_ID AS person_id,
    CASE
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: assessment>>') THEN 'assessment'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: cin plan>>') THEN 'cin_plan'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: cp plan>>') THEN 'cp_plan'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: care plan>>') THEN 'care_plan'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: pathway plan>>') THEN 'pathway_plan'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: chronology>>') THEN 'chronology'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: genogram>>') THEN 'genogram'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: pep>>') THEN 'pep'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: risk>>') THEN 'risk'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: referral decision>>') THEN 'referral_decision'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: placement plan>>') THEN 'placement_plan'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: health plan>>') THEN 'health_plan'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: review minutes>>') THEN 'review_minutes'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: case summary>>') THEN 'case_summary'
        WHEN form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: needs assessment>>') THEN 'needs_assessment'
    END AS type,
    form.<<when the form was begun>> AS started_on,
    form.<<when the form was last changed>> AS updated_on,
    form.<<when the form was authorised>> AS authorised_on,
    RAWTOHEX(STANDARD_HASH(MAX(CASE WHEN answer.ANSWER_NO = '<<question: main text>>' THEN answer.ANSWER END), 'SHA256')) AS content_hash
FROM Child_Social.FACT_FORMS form
LEFT JOIN Child_Social.FACT_FORM_ANSWERS answer
    ON answer.FACT_FORM_ID = form.FACT_FORM_ID
WHERE form.DIM_LOOKUP_FORM_TYPE_ID_CODE IN ('<<types of form: documents on the file of a child>>')
    AND form.DIM_PERSON_ID <> -1
GROUP BY form.FACT_FORM_ID, form.DIM_PERSON_ID, form.DIM_LOOKUP_FORM_TYPE_ID_CODE,
    form.<<when the form was begun>>, form.<<when the form was last changed>>, form.<<when the form was authorised>>
