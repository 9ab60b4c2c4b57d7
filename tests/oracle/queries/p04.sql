-- Unborn children with an open record: U (what cannot be read is there). And one row for all the others with an open record: at most 2% of them
-- are not known (blank, U, not to be read). One with a date of birth that lies ahead is among the others: born on the day of the extract, or P03's.
CREATE OR REPLACE TEMP VIEW open_people AS
    SELECT p.*, child_id IN (SELECT child_id FROM unborn) AND born_on IS NULL AS before_birth FROM people_raw p WHERE child_id IN (SELECT child_id FROM children_now_open);
SELECT 'live' AS counting, child_id AS record_id,
       CASE WHEN sex = 'U' OR was_unreadable('people', 'sex', child_id) THEN 'met' ELSE 'broken' END AS outcome
FROM open_people WHERE before_birth
UNION ALL
SELECT 'live', 'ssd_person', CASE WHEN count(*) FILTER (WHERE coalesce(sex, 'U') = 'U') > 0.02 * count(*) THEN 'broken' ELSE 'met' END
FROM open_people WHERE NOT before_birth HAVING count(*) > 0
