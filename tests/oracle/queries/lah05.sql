-- Children of 4 to 16 (or of no known age) in care for twelve months: a questionnaire returned in the last twelve, with a score of 0 to 40?
-- No score, one above 40 or one that cannot be read: it may not have come back.
CREATE OR REPLACE TEMP VIEW returned AS
    SELECT child_id, completed_on AS on_day, score,
           CASE WHEN completed_on IS NOT NULL AND score BETWEEN 0 AND 40 THEN TRUE END AS counts
    FROM sdq_scores WHERE completed_on IS NOT NULL OR was_unreadable('sdq_scores', 'completed_on', sdq_id);
CREATE OR REPLACE TEMP VIEW periods AS
    SELECT c.*, p.born_on,
           (SELECT max(e.on_day) FROM returned e WHERE e.child_id = c.child_id AND e.counts
              AND (c.starts_on IS NULL OR e.on_day >= c.starts_on)) AS last_on,
           EXISTS (SELECT 1 FROM returned e WHERE e.child_id = c.child_id AND e.counts IS NULL
                     AND (e.on_day IS NULL OR months_on(e.on_day, 12) >= as_at())) AS kind
    FROM in_care c LEFT JOIN people p USING (child_id)
    WHERE (starts_on IS NULL OR months_on(starts_on, 12) <= as_at())
      AND (p.born_on IS NULL OR age_on(p.born_on, as_at()) BETWEEN 4 AND 16);
SELECT 'live' AS counting, care_id AS record_id, months_on(coalesce(last_on, starts_on), 12) AS due_on,
       CASE WHEN last_on IS NOT NULL AND months_on(last_on, 12) >= as_at() THEN 'met'
            WHEN kind OR starts_on IS NULL OR born_on IS NULL THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM periods
WHERE last_on IS NOT NULL OR kind OR starts_on IS NULL OR months_on(starts_on, 12) < as_at()  -- a year in care today: due today
