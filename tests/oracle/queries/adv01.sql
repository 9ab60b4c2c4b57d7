-- Each need recorded of a child in care: an advocate has been offered, an independent visitor has begun. Of unclear kind: enough for one and
-- not for the other.
CREATE OR REPLACE TEMP VIEW advocacy_needs AS
    SELECT a.*, offered_on IS NOT NULL OR started_on IS NOT NULL AS advocate, started_on IS NOT NULL AS visitor,
           was_unreadable('advocacy_offers', 'started_on', advocacy_id) AS maybe_started,
           was_unreadable('advocacy_offers', 'offered_on', advocacy_id) AS maybe_offered
    FROM advocacy_offers a WHERE child_id IN (SELECT child_id FROM in_care);
SELECT 'live' AS counting, advocacy_id AS record_id,
       CASE WHEN visitor THEN 'met'
            WHEN maybe_started THEN CASE WHEN advocacy_kind = 'advocate' AND advocate THEN 'met' ELSE 'not_recorded' END
            WHEN advocacy_kind = 'independent_visitor' THEN 'not_met'
            WHEN advocate THEN CASE WHEN advocacy_kind = 'advocate' THEN 'met' ELSE 'not_recorded' END
            WHEN maybe_offered THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM advocacy_needs
