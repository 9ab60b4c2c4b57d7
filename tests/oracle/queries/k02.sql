-- Category against age and care: eligible 16 or 17 and in care, relevant 16 or 17 and not, former relevant 18 to 24 and not, qualifying 16 to 24
-- and not; with no date of birth only care contradicts. And an eligible child who has no row at all, once (domain.md 3.1: a child
-- counts once per population): of two open periods of care the one that began later, then the higher id (contract.md, "What one row is").
CREATE OR REPLACE TEMP VIEW born AS SELECT child_id, any_value(born_on) AS born_on FROM people WHERE child_id IS NOT NULL GROUP BY child_id;
CREATE OR REPLACE TEMP VIEW spells AS
    SELECT c.child_id, b.born_on, greatest(c.starts_on, birthday_of(b.born_on, 14)) AS a, least(coalesce(c.ends_on, as_at()), as_at()) AS z, c.ends_on, c.care_id
    FROM care_periods c JOIN born b USING (child_id)
    WHERE NOT c.short_break AND c.starts_on IS NOT NULL AND b.born_on IS NOT NULL
      AND least(coalesce(c.ends_on, as_at()), as_at()) > greatest(c.starts_on, birthday_of(b.born_on, 14));
CREATE OR REPLACE TEMP VIEW merged AS  -- overlapping periods count once
    WITH e AS (SELECT *, max(z) OVER (PARTITION BY child_id ORDER BY a, z, care_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM spells),
    g AS (SELECT *, sum(CASE WHEN before >= a THEN 0 ELSE 1 END) OVER (PARTITION BY child_id ORDER BY a, z, care_id) AS island FROM e)
    SELECT child_id, any_value(born_on) AS born_on, min(a) AS a, max(z) AS z FROM g GROUP BY child_id, island;
CREATE OR REPLACE TEMP VIEW eligible AS
    WITH run AS (SELECT *, coalesce(sum(date_diff('day', a, z)) OVER (PARTITION BY child_id ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS had FROM merged)
    SELECT child_id, min(greatest(days_on(a, greatest(0, 91 - had)), birthday_of(born_on, 16))) AS eligible_on
    FROM run WHERE days_on(a, greatest(0, 91 - had)) <= z GROUP BY child_id;
SELECT 'live' AS counting, l.care_leaver_id AS record_id,
       CASE WHEN (l.eligibility = 'ELIGIBLE') <> (l.child_id IS NOT NULL AND EXISTS (SELECT 1 FROM in_care c WHERE c.child_id = l.child_id)) THEN 'broken'
            WHEN b.born_on IS NULL THEN 'met'
            WHEN l.eligibility IN ('ELIGIBLE', 'RELEVANT') AND age_on(b.born_on, as_at()) NOT BETWEEN 16 AND 17 THEN 'broken'
            WHEN l.eligibility = 'FORMER RELEVANT' AND age_on(b.born_on, as_at()) NOT BETWEEN 18 AND 24 THEN 'broken'
            WHEN l.eligibility = 'QUALIFYING' AND age_on(b.born_on, as_at()) NOT BETWEEN 16 AND 24 THEN 'broken'
            ELSE 'met' END AS outcome
FROM care_leavers l LEFT JOIN born b USING (child_id)
WHERE l.eligibility IS NOT NULL
UNION ALL
SELECT 'live', care_id, 'broken' FROM (
    SELECT c.care_id
    FROM in_care c JOIN born b USING (child_id) JOIN eligible e USING (child_id)
    WHERE age_on(b.born_on, as_at()) BETWEEN 16 AND 17 AND c.child_id NOT IN (SELECT child_id FROM care_leavers WHERE child_id IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY c.child_id ORDER BY c.starts_on DESC NULLS LAST, c.care_id DESC) = 1)
