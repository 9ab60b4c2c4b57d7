-- An adviser named (by id or name), who has not left by tonight and is not the allocated worker. Nobody of that name on the lists: cannot be
-- said to have left. Of several of one name, one who will do is enough.
CREATE OR REPLACE TEMP VIEW named AS
    SELECT l.care_leaver_id, l.child_id, l.personal_adviser AS said, w.worker_id
    FROM care_leavers l LEFT JOIN workers w
      ON w.worker_id = trim(l.personal_adviser)
      OR lower(regexp_replace(trim(w.worker_name), '\s+', ' ', 'g')) = lower(regexp_replace(trim(l.personal_adviser), '\s+', ' ', 'g'))
    WHERE coalesce(l.eligibility, '') <> 'QUALIFYING' AND coalesce(l.in_touch, '') <> 'DIED';
CREATE OR REPLACE TEMP VIEW allocated AS
    SELECT child_id, worker_id FROM involvements
    WHERE ended_on IS NULL AND lower(regexp_replace(trim(role), '\s+', ' ', 'g')) IN
          ('allocated worker', 'allocated case worker', 'allocated social worker', 'social worker', 'lead practitioner')
    QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS LAST, involvement_id DESC) = 1;
SELECT 'live' AS counting, n.care_leaver_id AS record_id,
       CASE WHEN bool_or(was_unreadable('care_leavers', 'personal_adviser', n.care_leaver_id)) OR any_value(n.said) LIKE '#%' THEN 'met'
            WHEN any_value(n.said) IS NULL THEN 'broken'
            WHEN bool_or(s.ended_on IS NULL AND coalesce(n.worker_id, trim(n.said)) IS DISTINCT FROM a.worker_id) THEN 'met' ELSE 'broken' END AS outcome
FROM named n LEFT JOIN staff s ON s.worker_id = n.worker_id LEFT JOIN allocated a ON a.child_id = n.child_id
GROUP BY n.care_leaver_id
