-- Young people who presented as homeless and are not yet eighteen (or of no known age): offered accommodation, and assessed or still within
-- 45 working days of presenting? The due day is the assessment's, once an offer is recorded.
CREATE OR REPLACE TEMP VIEW asked_about AS
    SELECT h.*, wd_add(presented_on, 45) AS due,
           was_unreadable('homeless_presentations', 'accommodation_offered_on', presentation_id) AS maybe_offered,
           was_unreadable('homeless_presentations', 'assessed_on', presentation_id) AS maybe_assessed
    FROM homeless_presentations h LEFT JOIN people p USING (child_id)
    WHERE p.born_on IS NULL OR age_on(p.born_on, as_at()) < 18;
CREATE OR REPLACE TEMP VIEW halves AS
    SELECT *,
           CASE WHEN accommodation_offered_on IS NOT NULL THEN 'met' WHEN maybe_offered THEN 'not_recorded' ELSE 'not_met' END AS offer,
           CASE WHEN assessed_on IS NOT NULL THEN 'met' WHEN presented_on IS NULL OR (maybe_assessed AND past(due, as_at(), 'wd')) THEN 'not_recorded'
                WHEN past(due, as_at(), 'wd') THEN 'not_met' ELSE 'met' END AS assessment
    FROM asked_about;
SELECT 'live' AS counting, presentation_id AS record_id, CASE WHEN offer = 'met' THEN due END AS due_on,
       CASE WHEN 'not_met' IN (offer, assessment) THEN 'not_met' WHEN 'not_recorded' IN (offer, assessment) THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM halves
