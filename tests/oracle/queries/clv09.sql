-- Relevant, former relevant and qualifying (or of no category): health history, documents and local offer given; staying put on record of
-- those who live with former carers (Z). A blank day is not met; one that cannot be read,
-- or a home that is blank or cannot be, leaves us unable to tell.
CREATE OR REPLACE TEMP VIEW given AS
    SELECT l.care_leaver_id, l.in_touch,
           o.health_history_on IS NOT NULL AS health, was_unreadable('care_leaver_offers', 'health_history_on', l.child_id) AS health_unread,
           o.documents_on IS NOT NULL AS papers, was_unreadable('care_leaver_offers', 'documents_on', l.child_id) AS papers_unread,
           o.local_offer_on IS NOT NULL AS offer, was_unreadable('care_leaver_offers', 'local_offer_on', l.child_id) AS offer_unread,
           coalesce(l.accommodation <> 'Z', FALSE) OR o.staying_put_from IS NOT NULL AS stay,
           was_unreadable('care_leaver_offers', 'staying_put_from', l.child_id) OR l.accommodation IS NULL AS stay_unread
    FROM care_leavers l LEFT JOIN care_leaver_offers o USING (child_id)
    WHERE coalesce(l.eligibility, '') <> 'ELIGIBLE';
SELECT 'live' AS counting, care_leaver_id AS record_id,
       CASE WHEN in_touch IN ('DIED', 'REFU', 'NREQ', 'RHOM') THEN 'exempt'
            WHEN NOT ((health OR health_unread) AND (papers OR papers_unread) AND (offer OR offer_unread) AND (stay OR stay_unread)) THEN 'not_met'
            WHEN health AND papers AND offer AND stay THEN 'met' ELSE 'not_recorded' END AS outcome
FROM given
