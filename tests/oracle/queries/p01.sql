-- Every person: an id of letters and figures; no lower id of the living with the same name (letters alone), day of birth and a postcode where both
-- live now. Any address that nobody has ended is one: a move put on one of two records alone does not part them. A death or a move on a day that
-- cannot be read has happened, or is to come: where it turns on that, not recorded (contract.md, "not_recorded").
CREATE OR REPLACE TEMP MACRO letters(said) AS nullif(regexp_replace(lower(said), '[^\p{L}\p{N}]', '', 'g'), '');
CREATE OR REPLACE TEMP VIEW known AS
    SELECT DISTINCT p.child_id, letters(p.forename) AS first, letters(p.surname) AS last, p.born_on, letters(a.postcode) AS postcode,
           NOT was_unreadable('people', 'died_on', p.child_id) AND NOT was_unreadable('addresses', 'to_on', a.address_id) AS certain
    FROM people p JOIN addresses a USING (child_id)
    WHERE p.died_on IS NULL AND a.to_on IS NULL;
CREATE OR REPLACE TEMP VIEW doubled AS
    SELECT me.child_id, bool_or(me.certain AND o.certain) AS certain
    FROM known me JOIN known o USING (first, last, born_on, postcode) WHERE o.child_id < me.child_id GROUP BY me.child_id;
SELECT 'live' AS counting, p.child_id AS record_id,
       CASE WHEN NOT regexp_full_match(p.child_id, '[A-Za-z0-9]+') OR d.certain THEN 'broken'
            WHEN d.child_id IS NOT NULL THEN 'not_recorded' ELSE 'met' END AS outcome
FROM people p LEFT JOIN doubled d USING (child_id)
