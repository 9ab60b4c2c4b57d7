-- Care proceedings end with a final order within 182 days of issue.
CREATE OR REPLACE TEMP VIEW things AS
    SELECT proceedings_id AS record_id, days_on(issued_on, 182) AS due_on, CAST(NULL AS DATE) AS ends_on,
           CASE WHEN issued_on IS NULL OR final_order_on >= issued_on THEN final_order_on END AS done_on,
           coalesce(final_order_on < issued_on, FALSE) OR was_unreadable('proceedings', 'final_order_on', proceedings_id) AS kind
    FROM proceedings;
SELECT * FROM once_live('things', 'cd')
UNION ALL SELECT * FROM once_period('things', 'cd')
