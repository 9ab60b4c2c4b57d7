-- After the second review, again within six months of the review before. Where fewer than two are sure and unclear ones would make two, the
-- day to count from is not known: asked, and not recorded, once the third would be late (while care lasted) counted from the day care began.
CREATE OR REPLACE TEMP VIEW sure AS
    SELECT care_id, held_on, row_number() OVER (PARTITION BY care_id ORDER BY held_on) AS n
    FROM (SELECT DISTINCT care_id, held_on FROM reviews_in_care WHERE counts AND held_on IS NOT NULL);
CREATE OR REPLACE TEMP VIEW unsure AS SELECT care_id, held_on FROM reviews_in_care WHERE counts IS NULL OR held_on IS NULL;
CREATE OR REPLACE TEMP VIEW the_care AS
    SELECT p.care_id AS record_id, s.held_on AS starts_on, p.ends_on
    FROM own_care p LEFT JOIN sure s ON s.care_id = p.care_id AND s.n = 2
    WHERE s.held_on IS NOT NULL
       OR ((SELECT count(*) FROM sure x WHERE x.care_id = p.care_id) + (SELECT count(*) FROM unsure x WHERE x.care_id = p.care_id) >= 2
           AND (p.starts_on IS NULL OR past(months_on(p.starts_on, 6), least(coalesce(p.ends_on, as_at()), as_at()), 'm')));
CREATE OR REPLACE TEMP VIEW open_care AS SELECT * FROM the_care WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW again AS
    SELECT e.care_id AS record_id, e.held_on AS on_day, e.counts FROM reviews_in_care e JOIN the_care p ON p.record_id = e.care_id
    WHERE e.held_on IS NULL OR p.starts_on IS NULL OR e.held_on > p.starts_on;
SELECT * FROM interval_live('open_care', 'again', 'm', 6, FALSE) UNION ALL SELECT * FROM interval_period('the_care', 'again', 'm', 6);
