-- No other person of a lower id has this pupil number or NHS number (the person's own, or linked), however typed.
CREATE OR REPLACE TEMP VIEW numbers AS
    SELECT child_id, 'upn' AS kind, upper(regexp_replace(upn, '[^A-Za-z0-9]', '', 'g')) AS n FROM people
    UNION SELECT child_id, 'nhs', upper(regexp_replace(nhs_number, '[^A-Za-z0-9]', '', 'g')) FROM people
    UNION SELECT child_id, 'nhs', upper(regexp_replace(identifier_value, '[^A-Za-z0-9]', '', 'g')) FROM linked_identifiers WHERE lower(identifier_type) LIKE '%nhs%';
SELECT 'live' AS counting, p.child_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM numbers a JOIN numbers b ON a.kind = b.kind AND a.n = b.n AND a.n <> '' AND b.child_id < a.child_id
                         WHERE a.child_id = p.child_id AND b.child_id IN (SELECT child_id FROM people)) THEN 'broken' ELSE 'met' END AS outcome
FROM people p WHERE p.child_id IS NOT NULL
