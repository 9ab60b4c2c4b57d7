-- Pathway plans reviewed every six months, from the day of the plan. Reviews are the record's own and those of the pathways. With no day of a
-- plan or a review nobody can tell, unless six months since becoming an eligible child (the later of the 16th birthday and 91 days
-- in care since 14) have not passed.
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
CREATE OR REPLACE TEMP VIEW young AS
    SELECT l.care_leaver_id AS record_id, l.in_touch, b.born_on, e.eligible_on, l.child_id IN (SELECT child_id FROM in_care WHERE child_id IS NOT NULL) AS in_care,
           EXISTS (SELECT 1 FROM in_care c WHERE c.child_id = l.child_id AND c.starts_on IS NULL) AS unknown_care,
           (SELECT min(p.plan_on) FROM pathways p WHERE p.child_id = l.child_id) AS starts_on, CAST(NULL AS DATE) AS ends_on
    FROM care_leavers l LEFT JOIN born b USING (child_id) LEFT JOIN eligible e USING (child_id)
    WHERE coalesce(l.eligibility, '') <> 'QUALIFYING';
CREATE OR REPLACE TEMP VIEW reviewed AS
    SELECT care_leaver_id AS record_id, pathway_plan_reviewed_on AS on_day, CASE WHEN pathway_plan_reviewed_on IS NULL THEN NULL ELSE TRUE END AS counts
    FROM care_leavers WHERE pathway_plan_reviewed_on IS NOT NULL OR was_unreadable('care_leavers', 'pathway_plan_reviewed_on', care_leaver_id)
    UNION ALL
    SELECT l.care_leaver_id, p.reviewed_on, CASE WHEN p.reviewed_on IS NULL THEN NULL ELSE TRUE END
    FROM care_leavers l JOIN pathways p USING (child_id) WHERE p.reviewed_on IS NOT NULL OR was_unreadable('pathways', 'reviewed_on', p.pathway_id);
CREATE OR REPLACE TEMP VIEW asked_about AS
    SELECT y.*, coalesce(months_on(y.eligible_on, 6) >= as_at(), FALSE) OR (y.eligible_on IS NULL
           AND (coalesce(y.in_care AND NOT y.unknown_care AND y.born_on IS NOT NULL, FALSE) OR coalesce(months_on(birthday_of(y.born_on, 16), 6) >= as_at(), FALSE))) AS not_late
    FROM young y;
SELECT a.counting, a.record_id, a.due_on, CASE WHEN y.in_touch IN ('DIED', 'REFU', 'NREQ', 'RHOM') THEN 'exempt' ELSE a.outcome END AS outcome
FROM (SELECT * FROM interval_live('asked_about', 'reviewed', 'm', 6, FALSE) UNION ALL SELECT * FROM interval_period('asked_about', 'reviewed', 'm', 6)) a
JOIN asked_about y USING (record_id)
WHERE NOT (a.due_on IS NULL AND y.not_late AND NOT EXISTS (SELECT 1 FROM reviewed r WHERE r.record_id = a.record_id AND r.counts IS NULL))
