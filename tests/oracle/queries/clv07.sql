-- Former relevant (or of no category) and 19 to 21 tonight (or of no date of birth): studying, working or training? Those who refuse or need
-- no help stay in the count, as England keeps them.
SELECT 'live' AS counting, l.care_leaver_id AS record_id,
       CASE WHEN l.in_touch IN ('DIED', 'RHOM') THEN 'exempt' WHEN l.activity SIMILAR TO '[FP][1-5]' THEN 'met'
            WHEN l.activity IN ('G4', 'G5', 'G6') THEN 'not_met' ELSE 'not_recorded' END AS outcome
FROM care_leavers l LEFT JOIN people p USING (child_id)
WHERE coalesce(l.eligibility, 'FORMER RELEVANT') = 'FORMER RELEVANT'
  AND (p.born_on IS NULL OR age_on(p.born_on, as_at()) BETWEEN 19 AND 21)
