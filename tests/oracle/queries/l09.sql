-- Questionnaires on record: broken with no score from 0 to 40 and no reason, or a score outside; not 4 to 16 on the day. A score that cannot be read
-- is none (the example); beside a reason that is enough without one, it is fit to be (20) or not (50): not recorded (contract.md, "not_recorded").
CREATE OR REPLACE TEMP VIEW faults AS
    SELECT sdq_id FROM sdq_scores
    WHERE CASE WHEN score IS NULL THEN reason IS NULL AND (was_unreadable('sdq_scores', 'score', sdq_id) OR NOT was_unreadable('sdq_scores', 'reason', sdq_id))
               ELSE score NOT BETWEEN 0 AND 40 END
    UNION ALL
    SELECT sdq_id FROM sdq_scores s JOIN people b USING (child_id) WHERE age_on(b.born_on, s.completed_on) NOT BETWEEN 4 AND 16;
SELECT 'live' AS counting, sdq_id AS record_id, CASE WHEN sdq_id IN (SELECT sdq_id FROM faults) THEN 'broken'
            WHEN was_unreadable('sdq_scores', 'score', sdq_id) THEN 'not_recorded' ELSE 'met' END AS outcome
FROM sdq_scores
