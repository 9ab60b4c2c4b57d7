-- ext_document, from Mosaic, as a SQL Server reporting database holds it.
-- Documents on the child's file.
-- Cannot be asked without it: ASM-07, CPP-03, LAP-02, REC-03, REC-04, REC-06, R01.
-- Also read for: LAP-01.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS document_id,
    step.person_id AS person_id,
    CASE
        WHEN step.workflow_step_type_id IN (<<types of step: assessment>>) THEN 'assessment'
        WHEN step.workflow_step_type_id IN (<<types of step: cin plan>>) THEN 'cin_plan'
        WHEN step.workflow_step_type_id IN (<<types of step: cp plan>>) THEN 'cp_plan'
        WHEN step.workflow_step_type_id IN (<<types of step: care plan>>) THEN 'care_plan'
        WHEN step.workflow_step_type_id IN (<<types of step: pathway plan>>) THEN 'pathway_plan'
        WHEN step.workflow_step_type_id IN (<<types of step: chronology>>) THEN 'chronology'
        WHEN step.workflow_step_type_id IN (<<types of step: genogram>>) THEN 'genogram'
        WHEN step.workflow_step_type_id IN (<<types of step: pep>>) THEN 'pep'
        WHEN step.workflow_step_type_id IN (<<types of step: risk>>) THEN 'risk'
        WHEN step.workflow_step_type_id IN (<<types of step: referral decision>>) THEN 'referral_decision'
        WHEN step.workflow_step_type_id IN (<<types of step: placement plan>>) THEN 'placement_plan'
        WHEN step.workflow_step_type_id IN (<<types of step: health plan>>) THEN 'health_plan'
        WHEN step.workflow_step_type_id IN (<<types of step: review minutes>>) THEN 'review_minutes'
        WHEN step.workflow_step_type_id IN (<<types of step: case summary>>) THEN 'case_summary'
        WHEN step.workflow_step_type_id IN (<<types of step: needs assessment>>) THEN 'needs_assessment'
    END AS type,
    step.started_on AS started_on,
    step.<<when the step was last changed>> AS updated_on,
    step.completed_on AS authorised_on,
    CONVERT(varchar(64), HASHBYTES('SHA2_256', MAX(CASE WHEN answer.question_user_code = '<<question: main text>>' THEN answer.text_answer END)), 2) AS content_hash
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: documents on the file of a child>>)
    AND step.step_status IN ('STARTED', 'REOPENED', 'COMPLETED')
GROUP BY step.workflow_step_id, step.person_id, step.workflow_step_type_id, step.started_on, step.<<when the step was last changed>>, step.completed_on
