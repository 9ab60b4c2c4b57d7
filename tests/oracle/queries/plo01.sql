-- Pre-proceedings come to an outcome within sixteen weeks of the decision. An outcome with no day, a day that cannot be read, or an end
-- before the beginning: it may be over.
CREATE OR REPLACE TEMP VIEW things AS
    SELECT pre_proceedings_id AS record_id, days_on(decided_on, 112) AS due_on, CAST(NULL AS DATE) AS ends_on,
           CASE WHEN decided_on IS NULL OR ended_on >= decided_on THEN ended_on END AS done_on,
           ended_on < decided_on OR was_unreadable('pre_proceedings', 'ended_on', pre_proceedings_id)
               OR (ended_on IS NULL AND outcome IS NOT NULL) AS kind
    FROM pre_proceedings;
SELECT * FROM once_live('things', 'cd')
UNION ALL SELECT * FROM once_period('things', 'cd')
