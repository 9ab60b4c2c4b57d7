-- Slices of the child by start: none begins before an earlier one ends; one that ends says why, not the day it began, and X1 is followed the
-- same day. An ending dated ahead has not happened. The spec is silent of a blank start: it sorts first, as in E01.
CREATE OR REPLACE TEMP VIEW ordered AS
    SELECT *, coalesce(started_on, DATE '1900-01-01') AS from_day,
           row_number() OVER (PARTITION BY child_id ORDER BY started_on NULLS FIRST, episode_id) AS place FROM care_episodes WHERE child_id IS NOT NULL;
SELECT 'live' AS counting, e.episode_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM ordered o JOIN ordered me ON me.episode_id = e.episode_id
                         WHERE o.child_id = e.child_id AND o.place < me.place AND (o.ended_on IS NULL OR o.ended_on > me.from_day)) THEN 'broken'
            WHEN e.ended_on = e.started_on THEN 'broken'
            WHEN e.ended_on IS NOT NULL AND e.end_reason IS NULL AND NOT was_unreadable('care_episodes', 'end_reason', e.episode_id) THEN 'broken'
            WHEN e.ended_on IS NOT NULL AND e.end_reason = 'X1'
                 AND NOT EXISTS (SELECT 1 FROM care_episodes o WHERE o.child_id = e.child_id AND o.episode_id <> e.episode_id AND o.started_on = e.ended_on) THEN 'broken'
            ELSE 'met' END AS outcome
FROM care_episodes e
