-- Cases not taken no further: a need of the list but N0, or under 45 working days open (to the closing or tonight). How long is not known where
-- it began on no known day, or closed on a day that cannot be read and 45 have passed since.
CREATE OR REPLACE TEMP VIEW cases AS
    SELECT *, coalesce(primary_need IN ('N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9'), FALSE) AS stated,
           wd_between(received_on, coalesce(closed_on, as_at())) AS days, was_unreadable('referrals', 'closed_on', referral_id) AS end_unread
    FROM episodes;
SELECT 'live' AS counting, referral_id AS record_id,
       CASE WHEN stated OR (received_on IS NOT NULL AND days < 45) THEN 'met' WHEN received_on IS NULL OR end_unread THEN 'not_recorded' ELSE 'broken' END AS outcome
FROM cases
