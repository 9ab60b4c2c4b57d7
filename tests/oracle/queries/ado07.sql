-- Placed for adoption: seen every seven days from moving in to the first review held after that day, or the order, the reversal or the end of
-- the period of care (the one named; where none is, the child's that runs on the day of placement). An end that cannot be read, a reason for
-- a reversal on no known day, and a review that may not have been held, are read both ways. Visits are those to the child since.
CREATE OR REPLACE TEMP VIEW moved AS
    SELECT a.permanence_id AS record_id, a.child_id, a.placed_on AS starts_on, a.reversed_on, a.order_on,
           (SELECT min(v.held_on) FROM care_reviews v WHERE v.child_id = a.child_id AND coalesce(v.cancelled, FALSE) = FALSE AND NOT was_unreadable('care_reviews', 'cancelled', v.review_id) AND v.held_on > a.placed_on) AS reviewed_on,
           (SELECT any_value(p.ends_on) FROM care_periods p WHERE p.care_id = a.care_id) AS care_ended_on,
           was_unreadable('permanences', 'order_on', a.permanence_id) OR was_unreadable('permanences', 'reversed_on', a.permanence_id)
           OR (r.reversed_on IS NULL AND (a.reversal_reason IS NOT NULL OR was_unreadable('permanences', 'reversal_reason', a.permanence_id)))
           OR EXISTS (SELECT 1 FROM care_reviews v WHERE v.child_id = a.child_id AND was_unreadable('care_reviews', 'held_on', v.review_id)
                      AND coalesce(v.cancelled, FALSE) = FALSE) AS may_be_over,
           (SELECT min(v.held_on) FROM care_reviews v WHERE v.child_id = a.child_id AND v.cancelled IS NULL AND was_unreadable('care_reviews', 'cancelled', v.review_id) AND v.held_on > a.placed_on) AS may_be_reviewed_on
    FROM permanences a JOIN permanences_raw r USING (permanence_id)
    WHERE a.placed_on IS NOT NULL OR was_unreadable('permanences', 'placed_on', a.permanence_id);
CREATE OR REPLACE TEMP VIEW homes AS
    SELECT *, least(reviewed_on, order_on, reversed_on, care_ended_on) AS ends_on FROM moved;
CREATE OR REPLACE TEMP VIEW open_homes AS SELECT * FROM homes WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW seen AS
    SELECT h.record_id, v.visited_on AS on_day, v.counts
    FROM visits_of('care_visits', 'ssd_cla_visits') v JOIN homes h USING (child_id)
    WHERE h.starts_on IS NOT NULL AND (v.visited_on IS NULL OR (v.visited_on >= h.starts_on AND v.visited_on <= coalesce(h.ends_on, as_at())));
CREATE OR REPLACE TEMP VIEW answered AS
    SELECT * FROM interval_live('open_homes', 'seen', 'cd', 7, TRUE)
    UNION ALL SELECT * FROM interval_period('homes', 'seen', 'cd', 7);
SELECT counting, record_id, due_on,
       CASE WHEN outcome = 'not_met' AND (may_be_over OR may_be_reviewed_on <= (CASE counting WHEN 'live' THEN as_at() ELSE due_on END)) THEN 'not_recorded' ELSE outcome END AS outcome
FROM answered JOIN homes USING (record_id)
