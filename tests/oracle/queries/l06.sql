-- Each child in care has an open allocation to a worker; a worker's name that cannot be read is there. Of two, the later start, then the higher id.
CREATE OR REPLACE TEMP VIEW allocated AS
    SELECT child_id, worker_id IS NOT NULL OR was_unreadable('involvements', 'worker_id', involvement_id) AS somebody FROM involvements
    WHERE ended_on IS NULL AND child_id IS NOT NULL AND lower(regexp_replace(trim(role), '\s+', ' ', 'g')) IN
          ('allocated worker', 'allocated case worker', 'allocated social worker', 'social worker', 'lead practitioner')
    QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS LAST, involvement_id DESC) = 1;
SELECT 'live' AS counting, c.care_id AS record_id, CASE WHEN coalesce(a.somebody, FALSE) THEN 'met' ELSE 'broken' END AS outcome
FROM in_care c LEFT JOIN allocated a USING (child_id)
