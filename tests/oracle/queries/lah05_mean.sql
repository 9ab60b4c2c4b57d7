-- LAH-05's children: the score of the last questionnaire of the last twelve months that came back with one (who is in, not the score).
SELECT 'live' AS counting, c.care_id AS record_id,
       CASE WHEN EXISTS (SELECT 1 FROM sdq_scores s WHERE s.child_id = c.child_id AND s.score BETWEEN 0 AND 40
                           AND months_on(s.completed_on, 12) >= as_at()) THEN 'met' ELSE 'not_recorded' END AS outcome
FROM in_care c LEFT JOIN people p USING (child_id)
WHERE (c.starts_on IS NULL OR months_on(c.starts_on, 12) <= as_at())
  AND (p.born_on IS NULL OR age_on(p.born_on, as_at()) BETWEEN 4 AND 16)
