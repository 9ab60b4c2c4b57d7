-- Stage one of an adopter's approval ends within two months of its start. A later step (of stage two, approved, matched, placed, adopted) says that it
-- ended, on no known day. Live: neither left nor adopted. A leaving on no known day is read both ways.
CREATE OR REPLACE TEMP VIEW stages AS
    SELECT a.adopter_id AS record_id, a.stage_1_started_on AS starts_on, a.stage_1_ended_on AS done_on, a.left_on, a.adoption_order_on,
           was_unreadable('adopters', 'stage_1_started_on', a.adopter_id) AS unread_start,
           was_unreadable('adopters', 'stage_1_ended_on', a.adopter_id) AS unread_end,
           a.stage_2_started_on IS NOT NULL OR a.stage_2_ended_on IS NOT NULL OR was_unreadable('adopters', 'stage_2_started_on', a.adopter_id)
           OR was_unreadable('adopters', 'stage_2_ended_on', a.adopter_id) OR a.approved_on IS NOT NULL OR a.matched_on IS NOT NULL OR a.placed_on IS NOT NULL OR a.adoption_order_on IS NOT NULL
           OR was_unreadable('adopters', 'approved_on', a.adopter_id) OR was_unreadable('adopters', 'matched_on', a.adopter_id)
           OR was_unreadable('adopters', 'placed_on', a.adopter_id) OR was_unreadable('adopters', 'adoption_order_on', a.adopter_id) AS later_step,
           was_unreadable('adopters', 'left_on', a.adopter_id) OR (r.left_on IS NULL AND (a.leaving_reason IS NOT NULL
               OR was_unreadable('adopters', 'leaving_reason', a.adopter_id))) AS may_have_left
    FROM adopters a JOIN adopters_raw r USING (adopter_id);
CREATE OR REPLACE TEMP VIEW things AS
    SELECT record_id, months_on(starts_on, 2) AS due_on, CASE WHEN done_on < starts_on THEN NULL ELSE done_on END AS done_on,
           coalesce(done_on < starts_on, FALSE) OR unread_end OR (done_on IS NULL AND later_step)
           OR (may_have_left AND done_on IS NULL AND coalesce(past(months_on(starts_on, 2), as_at(), 'm'), FALSE)) AS kind,
           left_on AS ends_on, adoption_order_on
    FROM stages WHERE starts_on IS NOT NULL OR unread_start OR done_on IS NOT NULL OR unread_end;
CREATE OR REPLACE TEMP VIEW open_things AS SELECT * FROM things WHERE ends_on IS NULL AND adoption_order_on IS NULL;
SELECT * FROM once_live('open_things', 'm') UNION ALL SELECT * FROM once_period('things', 'm')
