-- The second review within three months of the day the first was held. Two rows of one day are one review. Where no review is sure and
-- one is unclear the first may have been held: asked, and not recorded, once the second would be late counted from the day care began.
-- An unclear review before the first that is sure is not asked about (the safer reading: it could only bring the second forward).
CREATE OR REPLACE TEMP VIEW sure AS
    SELECT care_id, held_on, row_number() OVER (PARTITION BY care_id ORDER BY held_on) AS n
    FROM (SELECT DISTINCT care_id, held_on FROM reviews_in_care WHERE counts AND held_on IS NOT NULL);
CREATE OR REPLACE TEMP VIEW unsure AS SELECT care_id, held_on FROM reviews_in_care WHERE counts IS NULL OR held_on IS NULL;
CREATE OR REPLACE TEMP VIEW the_care AS
    SELECT p.*, f.held_on AS first_on, s.held_on AS second_on, months_on(f.held_on, 3) AS due
    FROM own_care p
    LEFT JOIN sure f ON f.care_id = p.care_id AND f.n = 1 LEFT JOIN sure s ON s.care_id = p.care_id AND s.n = 2
    WHERE f.held_on IS NOT NULL
       OR (p.care_id IN (SELECT care_id FROM unsure) AND (p.starts_on IS NULL OR past(months_on(p.starts_on, 3), as_at(), 'm')));
CREATE OR REPLACE TEMP VIEW live_things AS
    SELECT p.care_id AS record_id, p.due AS due_on, p.second_on AS done_on,
           EXISTS (SELECT 1 FROM unsure e WHERE e.care_id = p.care_id AND (e.held_on IS NULL OR first_on IS NULL OR e.held_on > first_on)) AS kind
    FROM the_care p WHERE p.ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW period_things AS
    SELECT p.care_id AS record_id, p.ends_on, p.due AS due_on, p.second_on AS done_on,
           EXISTS (SELECT 1 FROM unsure e WHERE e.care_id = p.care_id AND (e.held_on IS NULL OR first_on IS NULL OR e.held_on > first_on)
                     AND (e.held_on IS NULL OR NOT past(p.due, e.held_on, 'm'))) AS kind
    FROM the_care p;
SELECT * FROM once_live('live_things', 'm') UNION ALL SELECT * FROM once_period('period_things', 'm');
