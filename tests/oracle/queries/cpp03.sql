-- Open own plans: on file a plan of this time (begun, brought up to date or authorised since the plan's start), a chronology and an authorised assessment.
-- A document that does not say what it is may be any one of the three that is missing, if its days would do.
CREATE OR REPLACE TEMP VIEW papers AS
    SELECT p.plan_id, d.document_type AS type,
           CASE WHEN p.started_on IS NULL THEN NULL
                WHEN greatest(d.started_on, d.updated_on, d.authorised_on) >= p.started_on THEN TRUE
                WHEN coalesce(d.started_on, d.updated_on, d.authorised_on) IS NULL OR was_unreadable('documents', 'started_on', d.document_id)
                  OR was_unreadable('documents', 'updated_on', d.document_id) OR was_unreadable('documents', 'authorised_on', d.document_id) THEN NULL
                ELSE FALSE END AS of_this_time,
           CASE WHEN d.authorised_on IS NOT NULL THEN TRUE WHEN was_unreadable('documents', 'authorised_on', d.document_id) THEN NULL ELSE FALSE END AS authorised
    FROM own_plans p JOIN documents d USING (child_id)
    WHERE p.ended_on IS NULL;
CREATE OR REPLACE TEMP VIEW found AS
    SELECT p.plan_id,
           coalesce(bool_or(type = 'cp_plan' AND of_this_time), FALSE) AS plan, coalesce(bool_or(type = 'chronology'), FALSE) AS chronology,
           coalesce(bool_or(type = 'assessment' AND authorised), FALSE) AS assessment,
           coalesce(bool_or(type = 'cp_plan' AND of_this_time IS NULL), FALSE) AS plan_kind,
           coalesce(bool_or(type = 'assessment' AND authorised IS NULL), FALSE) AS assessment_kind,
           count(*) FILTER (WHERE d.plan_id IS NOT NULL AND type IS NULL) AS any_kind,
           count(*) FILTER (WHERE d.plan_id IS NOT NULL AND type IS NULL AND coalesce(of_this_time, TRUE)) AS may_be_plan,
           count(*) FILTER (WHERE d.plan_id IS NOT NULL AND type IS NULL AND coalesce(authorised, TRUE)) AS may_be_assessment,
           count(*) FILTER (WHERE d.plan_id IS NOT NULL AND type IS NULL AND (coalesce(of_this_time, TRUE) OR coalesce(authorised, TRUE))) AS may_be_either
    FROM own_plans p LEFT JOIN papers d USING (plan_id)
    WHERE p.ended_on IS NULL
    GROUP BY p.plan_id;
CREATE OR REPLACE TEMP VIEW wanting AS
    SELECT *, CAST(NOT (plan OR plan_kind) AS INTEGER) AS no_plan, CAST(NOT chronology AS INTEGER) AS no_chronology,
           CAST(NOT (assessment OR assessment_kind) AS INTEGER) AS no_assessment
    FROM found;
SELECT 'live' AS counting, plan_id AS record_id,
       CASE WHEN plan AND chronology AND assessment THEN 'met'
            WHEN no_plan <= may_be_plan AND no_assessment <= may_be_assessment AND no_plan + no_assessment <= may_be_either
                 AND no_chronology + no_plan + no_assessment <= any_kind THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM wanting
