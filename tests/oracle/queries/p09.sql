-- Open episodes of need, child protection plans (others' too) and periods of care (short breaks too: they end at 18 as well): is the person under 18? An unknown date of birth is unknown.
CREATE OR REPLACE TEMP VIEW born AS SELECT child_id, any_value(born_on) AS born_on FROM people WHERE child_id IS NOT NULL GROUP BY child_id;
CREATE OR REPLACE TEMP VIEW still_open AS
    SELECT referral_id AS record_id, child_id FROM open_episodes
    UNION ALL SELECT plan_id, child_id FROM cp_plans WHERE ended_on IS NULL
    UNION ALL SELECT care_id, child_id FROM care_periods WHERE ends_on IS NULL;
SELECT 'live' AS counting, o.record_id,
       CASE WHEN b.born_on IS NULL THEN 'not_recorded' WHEN age_on(b.born_on, as_at()) >= 18 THEN 'broken' ELSE 'met' END AS outcome
FROM still_open o LEFT JOIN born b USING (child_id)
