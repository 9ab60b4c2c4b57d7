-- Each audit of the six months and each of the nine questions that applies: is the answer 'met'?
WITH asked_of AS (
    SELECT audit_id, audited_on, unnest([question_1, question_2, question_3, question_4, question_5, question_6, question_7, question_8,
                                         question_9]) AS answer
    FROM audits WHERE audited_on IS NULL OR audited_on BETWEEN since() AND as_at()
)
SELECT 'period' AS counting, audit_id AS record_id,
       CASE WHEN audited_on IS NULL OR answer IS NULL THEN 'not_recorded' WHEN answer = 'met' THEN 'met' ELSE 'not_met' END AS outcome
FROM asked_of
WHERE answer IS NULL OR answer <> 'na'
