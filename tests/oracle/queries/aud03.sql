-- Escalated audits resolved within ten working days. Whoever was resolved, or made safe, or escalated to somebody, was escalated.
-- Live: those not resolved, and of children still open (an open episode) those resolved. Resolved before it was escalated: not recorded.
CREATE OR REPLACE TEMP VIEW escalated AS
    SELECT audit_id AS record_id, child_id, escalated_on, resolved_on AS done,
           was_unreadable('audits', 'resolved_on', audit_id) AS unclear,
           coalesce(resolved_on < escalated_on, FALSE) AS before_asked,
           due_of(escalated_on, 'wd', 10) AS due_on
    FROM audits
    WHERE escalated_on IS NOT NULL OR escalation_level IS NOT NULL OR made_safe_on IS NOT NULL OR resolved_on IS NOT NULL
       OR was_unreadable('audits', 'escalated_on', audit_id) OR was_unreadable('audits', 'escalation_level', audit_id)
       OR was_unreadable('audits', 'made_safe_on', audit_id) OR was_unreadable('audits', 'resolved_on', audit_id);
CREATE OR REPLACE TEMP VIEW now AS
    SELECT record_id, due_on, CASE WHEN NOT before_asked AND escalated_on IS NOT NULL THEN done END AS done_on, unclear OR before_asked AS kind
    FROM escalated WHERE done IS NULL OR child_id IN (SELECT child_id FROM open_episodes);
CREATE OR REPLACE TEMP VIEW ever AS
    SELECT record_id, due_on, CASE WHEN NOT before_asked THEN done END AS done_on, unclear OR before_asked AS kind, CAST(NULL AS DATE) AS ends_on FROM escalated;
SELECT * FROM once_live('now', 'wd')
UNION ALL SELECT * FROM once_period('ever', 'wd');
