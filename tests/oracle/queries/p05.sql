-- Children with an open record: a code of the list; NOBT while unborn, under one, or under 28 days since the child's latest referral, whatever came of it.
CREATE OR REPLACE TEMP VIEW latest AS SELECT child_id, max(received_on) AS received_on FROM referrals GROUP BY child_id;
SELECT 'live' AS counting, p.child_id AS record_id,
       CASE WHEN ethnicity IN ('WBRI', 'WIRI', 'WIRT', 'WOTH', 'WROM', 'MWBC', 'MWBA', 'MWAS', 'MOTH', 'AIND', 'APKN', 'ABAN', 'AOTH', 'BCRB', 'BAFR',
                               'BOTH', 'CHNE', 'OOTH', 'REFU') THEN 'met'
            WHEN ethnicity = 'NOBT' AND (p.child_id IN (SELECT child_id FROM unborn) OR age_on(p.born_on, as_at()) < 1
                                         OR date_diff('day', l.received_on, as_at()) < 28) THEN 'met'
            ELSE 'broken' END AS outcome
FROM people p LEFT JOIN latest l USING (child_id) WHERE p.child_id IN (SELECT child_id FROM children_now_open)
