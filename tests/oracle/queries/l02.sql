-- Each child in care has a status tonight (the later start wins, then care over short breaks, then the higher id), which is not D1, nor V2 beside a placement with parents (the current one). A status that is
-- there and cannot be read is there.
CREATE OR REPLACE TEMP VIEW tonight AS
    SELECT child_id, legal_status, was_unreadable('legal_statuses', 'legal_status', legal_status_id) AS unread
    FROM legal_statuses WHERE ended_on IS NULL AND child_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS LAST, coalesce(legal_status IN ('V1', 'V3', 'V4'), FALSE), legal_status_id DESC) = 1;
SELECT 'live' AS counting, c.care_id AS record_id,
       CASE WHEN s.child_id IS NULL OR (s.legal_status IS NULL AND NOT s.unread) OR s.legal_status = 'D1' THEN 'broken'
            WHEN s.legal_status = 'V2' AND EXISTS (SELECT 1 FROM current_placements p WHERE p.care_id = c.care_id AND p.placement_type = 'P1') THEN 'broken'
            ELSE 'met' END AS outcome
FROM in_care c LEFT JOIN tonight s USING (child_id)
