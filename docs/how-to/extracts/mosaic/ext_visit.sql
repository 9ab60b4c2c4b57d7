-- ext_visit, from Mosaic, as a SQL Server reporting database holds it.
-- How a visit was written up: beside the SSD visit of the same id.
-- Cannot be asked without it: LAP-02, REC-01, REC-05, VOC-01, VOC-02, V02, V03, V04, V05, V06.
-- Also read for: ASM-03, CPV-01, CPV-03, ADO-07; the groups that children are counted in, and who holds them; zero-tolerance conditions 2, 3, 4; Annex A lists 6, 7, 8.
-- An example, and untried: no council's database was at hand. Put your own names for every <<...>>.
-- What is not in <<...>> is named in Data to Insight's published extract scripts (docs/how-to/extracts.md).

SELECT
    CONCAT(step.workflow_step_id, '.', step.person_id) AS visit_id,
    CASE
        WHEN step.workflow_step_type_id IN (<<types of step: ssd cp visits>>) THEN 'ssd_cp_visits'
        WHEN step.workflow_step_type_id IN (<<types of step: ssd cin visits>>) THEN 'ssd_cin_visits'
        WHEN step.workflow_step_type_id IN (<<types of step: ssd cla visits>>) THEN 'ssd_cla_visits'
    END AS visit_table,
    step.person_id AS person_id,
    step.completed_on AS recorded_at,
    step.<<worker who finished the step>> AS worker_id,
    MAX(CASE WHEN answer.question_user_code = '<<question: outcome>>' THEN answer.text_answer END) AS outcome,
    MAX(CASE WHEN answer.question_user_code = '<<question: wishes recorded>>' THEN answer.text_answer END) AS wishes_recorded,
    MAX(CASE WHEN answer.question_user_code = '<<question: method>>' THEN answer.text_answer END) AS method,
    MAX(CASE WHEN answer.question_user_code = '<<question: on paper only>>' THEN answer.text_answer END) AS on_paper_only,
    MAX(CASE WHEN answer.question_user_code = '<<question: what was seen and said>>' THEN answer.text_answer END) AS case_note,
    CONVERT(varchar(64), HASHBYTES('SHA2_256', MAX(CASE WHEN answer.question_user_code = '<<question: what was seen and said>>' THEN answer.text_answer END)), 2) AS content_hash
FROM dm_workflow_steps_people_vw AS step
LEFT JOIN dm_cached_form_answers AS answer
    ON answer.workflow_step_id = step.workflow_step_id
    AND (answer.subject_person_id = step.person_id OR answer.subject_person_id <= 0)
WHERE step.workflow_step_type_id IN (<<types of step: visits to children>>)
    AND step.step_status = 'COMPLETED'
GROUP BY step.workflow_step_id, step.person_id, step.workflow_step_type_id, step.completed_on, step.<<worker who finished the step>>
