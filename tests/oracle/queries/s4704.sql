-- Held within a working day of the need. Live: of open episodes, or of none that is named. Held before the need: one of the days is wrong.
-- A blank day held is not yet held, unless the enquiry it names has begun: then it may have been.
CREATE OR REPLACE TEMP VIEW things AS
    SELECT d.discussion_id AS record_id, r.closed_on AS ends_on, coalesce(r.no_further_action, FALSE) AS nfa, wd_add(d.need_identified_on, 1) AS due_on,
           CASE WHEN d.held_on < d.need_identified_on THEN NULL ELSE d.held_on END AS done_on,
           d.held_on < d.need_identified_on OR was_unreadable('strategy_discussions', 'held_on', d.discussion_id)
             OR (d.held_on IS NULL AND EXISTS (SELECT 1 FROM section_47_enquiries e WHERE e.enquiry_id = d.enquiry_id)) AS kind
    FROM strategy_discussions d LEFT JOIN referrals r USING (referral_id);
CREATE OR REPLACE TEMP VIEW open_things AS SELECT * FROM things WHERE ends_on IS NULL;
SELECT * FROM once_live('open_things', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd');
