-- Trackers on the register, begun, that are in use tonight, or were retired in the last month (after the same day a month back): retired?
-- A day of retiring that cannot be read is one: it cannot be shown that the tracker is out of use, nor that it is in use.
SELECT 'live' AS counting, tracker_id AS record_id,
       CASE WHEN was_unreadable('manual_trackers', 'retired_on', tracker_id) THEN 'not_recorded'
            WHEN retired_on IS NULL THEN 'not_met' ELSE 'met' END AS outcome
FROM manual_trackers
WHERE retired_on IS NULL OR retired_on > months_on(as_at(), -1)
