-- Initial conferences held in the period (one whose day cannot be read may have been); one said to be
-- a transfer in is out. Did it make a plan? A blank is answered by a plan that names the conference; a no that one contradicts is unclear.
SELECT 'period' AS counting, c.conference_id AS record_id,
       CASE WHEN c.held_on IS NULL THEN 'not_recorded'
            WHEN c.led_to_plan THEN 'met'
            WHEN EXISTS (SELECT 1 FROM cp_plans p WHERE p.conference_id = c.conference_id) THEN CASE WHEN c.led_to_plan IS NULL THEN 'met' ELSE 'not_recorded' END
            WHEN c.led_to_plan IS NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM own_conferences c
WHERE c.held_on BETWEEN since() AND as_at() OR was_unreadable('initial_conferences', 'held_on', c.conference_id)
