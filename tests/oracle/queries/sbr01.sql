-- Children with a short break in the last twelve months, by the period of care that was the last of them: no stay over 17 days, no more than 75
-- days in the twelve months (nights: the last day is not counted). A stay is a placement in the period; a period without one is itself a
-- stay. While the status is V4 the agreement is recorded and not each stay, so that a long row tells nothing; nor does one whose first day is
-- not known, whose end cannot be read or comes before its beginning. Where even the longest reading of these is within the limits: met.
CREATE OR REPLACE TEMP MACRO window_from() AS months_on(as_at(), -12);
CREATE OR REPLACE TEMP VIEW breaks AS SELECT * FROM care_periods WHERE short_break AND child_id IS NOT NULL;
CREATE OR REPLACE TEMP VIEW placed AS
    SELECT b.care_id, p.started_on AS from_on, p.ended_on AS to_on, was_unreadable('placements', 'ended_on', p.placement_id) AS unread
    FROM placements p JOIN breaks b
      ON p.care_id = b.care_id
      OR (p.care_id IS NULL AND p.child_id = b.child_id AND coalesce(p.started_on >= b.starts_on, TRUE)
          AND coalesce(p.started_on <= b.ends_on, TRUE));
CREATE OR REPLACE TEMP VIEW rows_of_stays AS
    SELECT b.child_id, b.care_id, p.from_on,
           coalesce(CASE WHEN NOT coalesce(p.to_on < p.from_on, FALSE) THEN p.to_on END,
                    CASE WHEN NOT coalesce(b.ends_on < p.from_on, FALSE) THEN b.ends_on END) AS to_on,
           p.unread OR coalesce(p.to_on < p.from_on, FALSE) OR coalesce(b.ends_on < p.from_on, FALSE) AS doubt
    FROM placed p JOIN breaks b USING (care_id)
    UNION ALL
    SELECT child_id, care_id, starts_on, CASE WHEN NOT coalesce(ends_on < starts_on, FALSE) THEN ends_on END, coalesce(ends_on < starts_on, FALSE)
    FROM breaks WHERE care_id NOT IN (SELECT care_id FROM placed);
CREATE OR REPLACE TEMP VIEW stays AS
    SELECT s.*, coalesce(to_on, as_at()) AS stop,
           doubt OR from_on IS NULL OR EXISTS (
               SELECT 1 FROM legal_statuses l WHERE l.child_id = s.child_id AND l.legal_status = 'V4'
                 AND coalesce(l.started_on <= s.to_on, TRUE) AND coalesce(l.ended_on >= s.from_on, TRUE)) AS unsure
    FROM rows_of_stays s;
CREATE OR REPLACE TEMP VIEW lately AS
    SELECT *, date_diff('day', from_on, stop) AS days, date_diff('day', greatest(from_on, window_from()), stop) AS days_in_year
    FROM stays WHERE stop > window_from();
CREATE OR REPLACE TEMP VIEW children AS
    SELECT child_id, max(days) AS longest, sum(days_in_year) AS total, bool_or(from_on IS NULL) AS no_start,
           max(days) FILTER (WHERE NOT unsure) AS sure_longest, sum(days_in_year) FILTER (WHERE NOT unsure) AS sure_total
    FROM lately GROUP BY child_id;
CREATE OR REPLACE TEMP VIEW last_ones AS
    SELECT child_id, care_id FROM lately
    QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY from_on DESC NULLS LAST, care_id DESC) = 1;
SELECT 'live' AS counting, care_id AS record_id,
       CASE WHEN sure_longest > 17 OR sure_total > 75 THEN 'not_met'
            WHEN no_start OR longest > 17 OR total > 75 THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM children JOIN last_ones USING (child_id)
