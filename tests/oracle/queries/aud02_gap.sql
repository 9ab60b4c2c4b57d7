-- Moderated audits of the six months: do the two grades differ? A grade of the moderator's that cannot be read is there.
SELECT 'period' AS counting, audit_id AS record_id,
       CASE WHEN audited_on IS NULL OR moderated_grade IS NULL OR self_grade IS NULL THEN 'not_recorded'
            WHEN moderated_grade <> self_grade THEN 'met' ELSE 'not_met' END AS outcome
FROM audits
WHERE (audited_on IS NULL OR audited_on BETWEEN since() AND as_at())
  AND (moderated_grade IS NOT NULL OR was_unreadable('audits', 'moderated_grade', audit_id))
