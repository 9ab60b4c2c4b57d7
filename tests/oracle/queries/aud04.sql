-- What an audit asks for is done by its day. Live: what is not done, and what is done for children still open (an open episode).
-- Done before the audit asked for it: not recorded.
CREATE OR REPLACE TEMP VIEW actions AS
    SELECT x.action_id AS record_id, x.action_due_on AS due_on, x.done_on AS done, coalesce(x.done_on < a.audited_on, FALSE) AS before_asked,
           was_unreadable('audit_actions', 'done_on', x.action_id) AS unclear, a.child_id
    FROM audit_actions x LEFT JOIN audits a USING (audit_id);
CREATE OR REPLACE TEMP VIEW now AS
    SELECT record_id, due_on, CASE WHEN NOT before_asked THEN done END AS done_on, unclear OR before_asked AS kind
    FROM actions WHERE done IS NULL OR child_id IN (SELECT child_id FROM open_episodes);
CREATE OR REPLACE TEMP VIEW ever AS
    SELECT record_id, due_on, CASE WHEN NOT before_asked THEN done END AS done_on, unclear OR before_asked AS kind, CAST(NULL AS DATE) AS ends_on FROM actions;
SELECT * FROM once_live('now', 'cd')
UNION ALL SELECT * FROM once_period('ever', 'cd');
