-- The latest enquiry of each child with one begun in the last twelve months (both days in), or with one that has no start and may have been.
-- Two or more begun in them? An enquiry without a start may be one of them.
CREATE OR REPLACE TEMP VIEW perhaps_inside AS
    SELECT child_id, count(*) AS perhaps, count(started_on) AS inside, arg_max(enquiry_id, (coalesce(started_on, DATE '1900-01-01'), enquiry_id)) AS latest
    FROM section_47_enquiries
    WHERE child_id IS NOT NULL AND (started_on IS NULL OR started_on >= months_on(as_at(), -12))
    GROUP BY child_id;
SELECT 'live' AS counting, latest AS record_id, CASE WHEN inside >= 2 THEN 'met' WHEN perhaps >= 2 THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM perhaps_inside
