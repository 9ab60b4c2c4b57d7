-- Disputes resolved within twenty working days. Live: those not resolved, and those about children still in care. Resolved before it was
-- raised: a contradiction, so not recorded.
CREATE OR REPLACE TEMP VIEW all_things AS
    SELECT dispute_id AS record_id, child_id, CAST(NULL AS DATE) AS ends_on, wd_add(raised_on, 20) AS due_on,
           CASE WHEN resolved_on >= raised_on OR raised_on IS NULL THEN resolved_on END AS done_on,
           (resolved_on < raised_on OR was_unreadable('reviewing_officer_disputes', 'resolved_on', dispute_id)) IS TRUE AS kind
    FROM reviewing_officer_disputes;
CREATE OR REPLACE TEMP VIEW live_things AS
    SELECT * FROM all_things WHERE done_on IS NULL OR child_id IN (SELECT child_id FROM in_care);
SELECT * FROM once_live('live_things', 'wd') UNION ALL SELECT * FROM once_period('all_things', 'wd');
