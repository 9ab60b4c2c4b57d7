-- Each team's last count of its vacant posts, made in the last twelve months, and the social workers in post who are not from an agency.
-- A count of no day may be the team's last. Counts of no team are taken as one team's.
CREATE OR REPLACE TEMP VIEW counts AS
    SELECT *, row_number() OVER (PARTITION BY team_id ORDER BY counted_on DESC NULLS LAST, rowid DESC) AS place FROM establishments;
SELECT 'live' AS counting, 'establishments' AS record_table, establishment_id AS record_id,
       CASE WHEN vacant IS NULL OR counted_on IS NULL THEN 'not_recorded' ELSE 'met' END AS outcome
FROM counts WHERE (place = 1 OR counted_on IS NULL) AND (counted_on IS NULL OR counted_on > months_on(as_at(), -12))
UNION ALL
SELECT 'live', 'staff', worker_id,
       CASE WHEN agency IS NULL OR full_time_equivalent IS NULL OR was_unreadable('staff', 'ended_on', worker_id) THEN 'not_recorded'
            ELSE 'met' END
FROM social_workers WHERE ended_on IS NULL AND agency IS DISTINCT FROM TRUE
