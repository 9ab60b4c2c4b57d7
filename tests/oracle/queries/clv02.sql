-- Needs assessed within three months of becoming an eligible child: the later of the 16th birthday and 91 days in care
-- since 14 (short breaks are not care). Of a child in care who is not that yet nothing is asked; of others whose day cannot be
-- worked out nobody can tell, unless three months from 16 have not passed either.
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
           (SELECT min(p.needs_assessment_on) FROM pathways p WHERE p.child_id = l.child_id) AS done_on,
           EXISTS (SELECT 1 FROM pathways p WHERE p.child_id = l.child_id AND was_unreadable('pathways', 'needs_assessment_on', p.pathway_id)) AS kind
    FROM care_leavers l LEFT JOIN born b USING (child_id) LEFT JOIN eligible e USING (child_id)
    WHERE coalesce(l.eligibility, '') <> 'QUALIFYING';
CREATE OR REPLACE TEMP VIEW things AS
    SELECT record_id, months_on(eligible_on, 3) AS due_on, done_on, kind, CAST(NULL AS DATE) AS ends_on
    FROM young
    WHERE eligible_on IS NOT NULL OR done_on IS NOT NULL OR kind
       OR NOT (coalesce(in_care AND NOT unknown_care AND born_on IS NOT NULL, FALSE) OR coalesce(months_on(birthday_of(born_on, 16), 3) >= as_at(), FALSE));
-- An assessment made before the young person was eligible was in time, and belongs to the day it was due (to tonight until then).
CREATE OR REPLACE TEMP VIEW ever AS
    SELECT t.* REPLACE (CASE WHEN t.done_on < y.eligible_on THEN least(t.due_on, as_at()) ELSE t.done_on END AS done_on)
    FROM things t JOIN young y USING (record_id);
SELECT a.counting, a.record_id, a.due_on, CASE WHEN y.in_touch IN ('DIED', 'REFU', 'NREQ', 'RHOM') THEN 'exempt' ELSE a.outcome END AS outcome
FROM (SELECT * FROM once_live('things', 'm') UNION ALL SELECT * FROM once_period('ever', 'm')) a JOIN young y USING (record_id)
