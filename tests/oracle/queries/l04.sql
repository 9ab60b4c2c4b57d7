-- Reviews held (a blank or unreadable day: not), not cancelled: broken where outside the period of care named (naming none that is there: outside all of
-- the child's that are); no participation code (one that cannot be read is one), or PN0 for a child of four that day.
CREATE OR REPLACE TEMP VIEW held AS
    SELECT r.*, coalesce(r.child_id, (SELECT any_value(child_id) FROM care_periods p WHERE p.care_id = r.care_id)) AS child
    FROM care_reviews r WHERE held_on IS NOT NULL AND NOT coalesce(cancelled, FALSE);
CREATE OR REPLACE TEMP VIEW fits AS
    SELECT r.review_id, bool_or(coalesce(r.held_on >= p.starts_on, TRUE) AND coalesce(r.held_on <= p.ends_on, TRUE)) AS inside
    FROM held r JOIN care_periods p ON CASE WHEN r.care_id IN (SELECT care_id FROM care_periods) THEN p.care_id = r.care_id ELSE p.child_id = r.child END GROUP BY r.review_id;
CREATE OR REPLACE TEMP VIEW faults AS
    SELECT review_id FROM fits WHERE NOT inside
    UNION ALL
    SELECT review_id FROM held r LEFT JOIN people b ON b.child_id = r.child
    WHERE CASE WHEN participation IS NULL THEN NOT was_unreadable('care_reviews', 'participation', review_id)
               ELSE participation = 'PN0' AND age_on(b.born_on, r.held_on) >= 4 END;
SELECT 'live' AS counting, review_id AS record_id, CASE WHEN review_id IN (SELECT review_id FROM faults) THEN 'broken' ELSE 'met' END AS outcome FROM held
