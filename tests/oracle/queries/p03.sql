-- No birth after the day of the extract. Of those with no birth on record: none (but the dead) expected more than 30 days ago, and the expected
-- date within 28 days before and 280 after the referral: near any of the child's referrals that is there is near enough. Once a birth is on
-- record that date has served, and P02 finds the two side by side.
SELECT 'live' AS counting, p.child_id AS record_id,
       CASE WHEN p.born_on > extracted_on() THEN 'broken'
            WHEN p.expected_on IS NULL OR p.born_on IS NOT NULL THEN 'met'
            WHEN p.died_on IS NULL AND p.expected_on < days_on(as_at(), -30) THEN 'broken'
            WHEN EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = p.child_id AND r.received_on IS NOT NULL)
                 AND NOT EXISTS (SELECT 1 FROM referrals r WHERE r.child_id = p.child_id
                                 AND p.expected_on BETWEEN days_on(r.received_on, -28) AND days_on(r.received_on, 280)) THEN 'broken'
            ELSE 'met' END AS outcome
FROM people_raw p WHERE p.born_on IS NOT NULL OR p.expected_on IS NOT NULL
