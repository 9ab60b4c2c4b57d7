-- Children in care for twelve months (or since a day that is not recorded): a dental check in the last twelve? Refused is not had.
CREATE OR REPLACE TEMP VIEW periods AS
    SELECT *,
           (SELECT max(e.on_day) FROM checks_of('DENTAL') e WHERE e.child_id = c.child_id AND e.counts
              AND (c.starts_on IS NULL OR e.on_day >= c.starts_on)) AS last_on,
           EXISTS (SELECT 1 FROM checks_of('DENTAL') e WHERE e.child_id = c.child_id AND e.counts IS NULL
                     AND (e.on_day IS NULL OR months_on(e.on_day, 12) >= as_at())) AS kind
    FROM in_care c WHERE starts_on IS NULL OR months_on(starts_on, 12) <= as_at();
SELECT 'live' AS counting, care_id AS record_id, months_on(coalesce(last_on, starts_on), 12) AS due_on,
       CASE WHEN last_on IS NOT NULL AND months_on(last_on, 12) >= as_at() THEN 'met'
            WHEN kind OR starts_on IS NULL THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM periods
WHERE last_on IS NOT NULL OR kind OR starts_on IS NULL OR months_on(starts_on, 12) < as_at()  -- a year in care today: due today
