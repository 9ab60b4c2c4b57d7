-- Assessments that are finished: authorised, or with an outcome (a decision, or words that say something); what is there and cannot be read
-- is there. Broken: nobody authorised it, or before it began; no factor found, or 21 (none) beside another. A list is read for its
-- codes: figures, with or without a letter.
CREATE OR REPLACE TEMP VIEW finished AS
    SELECT *, authorised_on IS NOT NULL OR was_unreadable('assessments', 'authorised_on', assessment_id) AS signed FROM assessments
    WHERE authorised_on IS NOT NULL OR no_further_action IS NOT NULL OR says_something(outcome)
       OR EXISTS (SELECT 1 FROM unreadable u WHERE u.tbl = 'assessments' AND u.key = assessment_id
                    AND u.col IN ('authorised_on', 'no_further_action', 'outcome'));
CREATE OR REPLACE TEMP VIEW found AS
    SELECT assessment_id, count(DISTINCT code) AS codes, bool_or(code = '21') AS nothing
    FROM (SELECT assessment_id, unnest(regexp_extract_all(factors, '\d+[A-Za-z]?')) AS code FROM assessment_factors) GROUP BY assessment_id;
CREATE OR REPLACE TEMP VIEW judged AS
    SELECT f.assessment_id, NOT f.signed OR coalesce(f.authorised_on < f.started_on, FALSE) AS unsigned,
           coalesce(codes, 0) = 0 OR (nothing AND codes > 1) AS factors
    FROM finished f LEFT JOIN found USING (assessment_id);
SELECT 'live' AS counting, assessment_id AS record_id, CASE WHEN unsigned OR factors THEN 'broken' ELSE 'met' END AS outcome FROM judged
