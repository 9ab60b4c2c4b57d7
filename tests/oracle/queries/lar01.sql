-- The first review of a period of care, held (not cancelled) within twenty working days of the day care began. A review that names its
-- period counts whenever that began; one joined by the child alone proves nothing where the day care began is blank.
CREATE OR REPLACE TEMP VIEW the_care AS SELECT *, wd_add(starts_on, 20) AS due FROM own_care;
CREATE OR REPLACE TEMP VIEW sure AS
    SELECT care_id, min(held_on) AS done_on FROM reviews_in_care WHERE NOT unclear AND (counts OR named) GROUP BY care_id;
CREATE OR REPLACE TEMP VIEW unsure AS SELECT care_id, held_on FROM reviews_in_care WHERE unclear OR held_on IS NULL;
CREATE OR REPLACE TEMP VIEW live_things AS
    SELECT p.care_id AS record_id, p.due AS due_on, s.done_on, p.care_id IN (SELECT care_id FROM unsure) AS kind
    FROM the_care p LEFT JOIN sure s USING (care_id) WHERE p.ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW period_things AS
    SELECT p.care_id AS record_id, p.ends_on, p.due AS due_on, s.done_on,
           EXISTS (SELECT 1 FROM unsure e WHERE e.care_id = p.care_id AND (e.held_on IS NULL OR NOT past(p.due, e.held_on, 'wd'))) AS kind
    FROM the_care p LEFT JOIN sure s USING (care_id);
SELECT * FROM once_live('live_things', 'wd') UNION ALL SELECT * FROM once_period('period_things', 'wd');
