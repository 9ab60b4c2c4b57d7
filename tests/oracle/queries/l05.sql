-- Missing episodes that have begun: ends before it began; outlasts the period of care it began in; of the child's open ones not the first by
-- start (a blank first), then id; an interview accepted (or said not to apply) must fit whether one was offered (nobody can
-- say so where that cannot be read). An end that cannot be read is one.
CREATE OR REPLACE TEMP VIEW times AS
    SELECT *, missing_to IS NULL AND NOT was_unreadable('missing_episodes', 'missing_to', missing_id) AS still FROM missing_episodes;
CREATE OR REPLACE TEMP VIEW faults AS
    SELECT missing_id FROM (
        SELECT m.missing_id FROM times m
        WHERE m.missing_to < m.missing_from
           OR EXISTS (SELECT 1 FROM care_periods p WHERE p.child_id = m.child_id AND p.ends_on IS NOT NULL AND m.missing_from <= p.ends_on
                        AND coalesce(m.missing_from >= p.starts_on, TRUE) AND (m.still OR m.missing_to > p.ends_on))
        UNION
        SELECT missing_id FROM (SELECT * FROM times WHERE still AND child_id IS NOT NULL
            QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY missing_from NULLS FIRST, missing_id) > 1))
    UNION ALL
    SELECT missing_id FROM times
    WHERE (interview_accepted = 'Y' AND coalesce(interview_offered <> 'Y', TRUE))
       OR (interview_accepted = 'NA' AND interview_offered = 'Y');
SELECT 'live' AS counting, missing_id AS record_id, CASE WHEN missing_id IN (SELECT missing_id FROM faults) THEN 'broken' ELSE 'met' END AS outcome FROM missing_episodes
