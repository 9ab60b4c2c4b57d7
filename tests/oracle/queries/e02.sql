-- Referrals with a date: was another of the child's, not taken no further, received before it (of one day: the lower id) and not closed by then?
SELECT 'live' AS counting, r.referral_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM episodes o WHERE o.child_id = r.child_id
                           AND (o.received_on < r.received_on OR (o.received_on = r.received_on AND o.referral_id < r.referral_id))
                           AND (o.closed_on IS NULL OR o.closed_on > r.received_on)) THEN 'broken' ELSE 'met' END AS outcome
FROM referrals r WHERE r.received_on IS NOT NULL
