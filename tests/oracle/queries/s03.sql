-- Enquiries ended with more to be done, begun more than 20 working days ago, of children on no plan of this council that had
-- begun before (a blank start had) and had not ended before. Broken without a conference that names it, or one of the child held since it began.
CREATE OR REPLACE TEMP VIEW needed AS
    SELECT * FROM section_47_enquiries e
    WHERE (ended_on IS NOT NULL OR was_unreadable('section_47_enquiries', 'ended_on', enquiry_id)) AND no_further_action = FALSE
      AND wd_between(started_on, as_at()) > 20
      AND NOT EXISTS (SELECT 1 FROM own_plans p WHERE p.child_id = e.child_id AND coalesce(p.started_on < e.started_on, TRUE)
                        AND (p.ended_on IS NULL OR p.ended_on >= e.started_on));
SELECT 'live' AS counting, enquiry_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM initial_conferences c WHERE c.enquiry_id = e.enquiry_id OR (c.child_id = e.child_id AND c.held_on >= e.started_on))
            THEN 'met' ELSE 'broken' END AS outcome
FROM needed e
