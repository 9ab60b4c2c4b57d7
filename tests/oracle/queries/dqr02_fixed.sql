-- Findings raised or fixed in the last seven days, as_at among them: who is counted is compared (a rate). A day that is not known puts
-- nothing in the seven.
SELECT 'live' AS counting, flag_id AS record_id, 'met' AS outcome
FROM flags
WHERE raised_on BETWEEN days_on(as_at(), -6) AND as_at() OR fixed_on BETWEEN days_on(as_at(), -6) AND as_at()
