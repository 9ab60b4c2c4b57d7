-- Enquiries by the day they ended or their first conference was held, whichever came first, in the period: was a conference held? One whose
-- day cannot be read was; where nothing else places the enquiry, it may not have been in the period.
CREATE OR REPLACE TEMP VIEW one_conference AS  -- the first on or after the start, else the first there is
    SELECT c.enquiry_id, c.held_on, c.day_lost
    FROM conferences_of_enquiries c JOIN section_47_enquiries e USING (enquiry_id)
    QUALIFY row_number() OVER (PARTITION BY c.enquiry_id ORDER BY coalesce(c.held_on < e.started_on, FALSE), c.held_on NULLS LAST, c.conference_id) = 1;
SELECT 'period' AS counting, e.enquiry_id AS record_id,
       CASE WHEN c.held_on IS NOT NULL THEN 'met' WHEN coalesce(c.day_lost, FALSE) THEN CASE WHEN e.ended_on IS NULL THEN 'not_recorded' ELSE 'met' END
            ELSE 'not_met' END AS outcome
FROM section_47_enquiries e LEFT JOIN one_conference c USING (enquiry_id)
WHERE least(e.ended_on, c.held_on) BETWEEN since() AND as_at() OR (e.ended_on IS NULL AND c.held_on IS NULL AND c.day_lost)
