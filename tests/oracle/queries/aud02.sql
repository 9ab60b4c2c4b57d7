-- Audits of the six months: is the grade, the moderator's where there is one, inadequate? An audit of no recorded day may be one of them.
SELECT 'period' AS counting, audit_id AS record_id,
       CASE WHEN audited_on IS NULL THEN 'not_recorded'
            WHEN moderated_grade IS NULL AND was_unreadable('audits', 'moderated_grade', audit_id) THEN 'not_recorded'
            WHEN coalesce(moderated_grade, self_grade) IS NULL THEN 'not_recorded'
            WHEN coalesce(moderated_grade, self_grade) = 'inadequate' THEN 'met' ELSE 'not_met' END AS outcome
FROM audits
WHERE audited_on IS NULL OR audited_on BETWEEN since() AND as_at()
