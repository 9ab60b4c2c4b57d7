-- No birth after the day of the extract; of the unborn (neither born nor dead) none expected more than 30 days ago; an expected date within
-- 28 days before and 280 after the referral: near any of the child's referrals that is there is near enough.
SELECT 'live' AS counting, p.child_id AS record_id,
       CASE WHEN p.born_on > extracted_on() THEN 'broken'
            WHEN p.expected_on IS NULL THEN 'met'
            WHEN p.born_on IS NULL AND p.died_on IS NULL AND p.expected_on < days_on(as_at(), -30) THEN 'broken'
            WHEN EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = p.child_id AND r.received_on IS NOT NULL)
                 AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = p.child_id
                                 AND p.expected_on BETWEEN days_on(r.received_on, -28) AND days_on(r.received_on, 280)) THEN 'broken'
            ELSE 'met' END AS outcome
FROM people_raw p WHERE p.born_on IS NOT NULL OR p.expected_on IS NOT NULL
