-- Every person: an id of letters and figures; no lower id of the living with the same name (letters alone), day of birth and a present postcode.
CREATE OR REPLACE TEMP MACRO letters(said) AS regexp_replace(lower(said), '[^a-z0-9]', '', 'g');
CREATE OR REPLACE TEMP VIEW known AS
    SELECT DISTINCT p.child_id, letters(p.forename) AS first, letters(p.surname) AS last, p.born_on, letters(a.postcode) AS postcode
    FROM people p JOIN addresses a USING (child_id)
    WHERE p.died_on IS NULL AND NOT was_unreadable('people', 'died_on', p.child_id) AND (a.to_on IS NULL) AND p.born_on IS NOT NULL;
SELECT 'live' AS counting, child_id AS record_id,
       CASE WHEN NOT regexp_full_match(child_id, '[A-Za-z0-9]+') THEN 'broken'
            WHEN EXISTS (SELECT 1 FROM known me JOIN known o USING (first, last, born_on, postcode) WHERE me.child_id = p.child_id AND o.child_id < p.child_id)
                THEN 'broken' ELSE 'met' END AS outcome
FROM people p
