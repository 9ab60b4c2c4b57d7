-- A return interview within 72 hours of the child's return, by a clock that is never put forward or back; where only days are held, within
-- three calendar days. The child is back when the interview's row says, else on the day the episode ended. An interview
-- that may have been held or declined brings the episode in before the 72 hours are up. Missing episodes that have ended, absences left out; live: of the last twelve months, of children now open.
CREATE OR REPLACE TEMP MACRO last_sunday(y, m) AS  -- of March or October (31 days)
    make_date(y, m, 31) - CAST(extract('dow' FROM make_date(y, m, 31)) AS INTEGER);
CREATE OR REPLACE TEMP MACRO utc(t, late) AS  -- late: the later of two readings in the hour that comes twice
    CASE WHEN t >= last_sunday(year(t), 3) + INTERVAL 2 HOUR AND t < last_sunday(year(t), 10) + (CASE WHEN late THEN INTERVAL 1 HOUR ELSE INTERVAL 2 HOUR END)
         THEN t - INTERVAL 1 HOUR ELSE t END;
CREATE OR REPLACE TEMP MACRO london(u) AS
    CASE WHEN u >= last_sunday(year(u), 3) + INTERVAL 1 HOUR AND u < last_sunday(year(u), 10) + INTERVAL 1 HOUR THEN u + INTERVAL 1 HOUR ELSE u END;
CREATE OR REPLACE TEMP MACRO only_a_day(t) AS CAST(t AS TIMESTAMP) = date_trunc('day', t);
CREATE OR REPLACE TEMP VIEW joined AS
    SELECT m.missing_id, i.*EXCLUDE (missing_id, child_id),
           was_unreadable('return_interviews', 'held_at', interview_id) AS unread_held,
           was_unreadable('return_interviews', 'declined', interview_id) AS unread_declined
    FROM missing_episodes m JOIN return_interviews i
      ON i.missing_id = m.missing_id OR (i.missing_id IS NULL AND i.child_id = m.child_id AND CAST(i.returned_at AS DATE) = m.missing_to);
CREATE OR REPLACE TEMP VIEW ended AS
    SELECT * FROM missing_episodes m
    WHERE (missing_type IS NULL OR missing_type NOT IN ('A', 'ABSENT'))
      AND (missing_to IS NOT NULL OR was_unreadable('missing_episodes', 'missing_to', missing_id)
           OR missing_id IN (SELECT missing_id FROM joined WHERE returned_at IS NOT NULL));
CREATE OR REPLACE TEMP VIEW gathered AS
    SELECT m.missing_id, m.child_id, m.interview_offered AS offered, m.interview_accepted AS accepted,
           coalesce(min(j.returned_at), CAST(any_value(m.missing_to) AS TIMESTAMP)) AS back, min(j.held_at) AS held,
           coalesce(bool_or(j.unread_held), FALSE) AS unread_held, coalesce(bool_or(j.unread_declined), FALSE) AS unread_declined,
           coalesce(bool_or(j.declined), FALSE) AS said_no, coalesce(bool_or(NOT j.declined), FALSE) AS said_yes
    FROM ended m LEFT JOIN joined j USING (missing_id) GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW timed AS
    SELECT *,
           CASE WHEN only_a_day(back) THEN days_on(back, 3) ELSE CAST(london(utc(back, FALSE) + INTERVAL 72 HOUR) AS DATE) END AS due,
           CASE WHEN only_a_day(back) THEN as_at() > days_on(back, 3)
                ELSE utc(CAST(days_on(as_at(), 1) AS TIMESTAMP), FALSE) > utc(back, FALSE) + INTERVAL 72 HOUR END AS late_now,
           held < back AND NOT (only_a_day(held) AND CAST(held AS DATE) = CAST(back AS DATE)) AS backwards,
           CASE WHEN only_a_day(back) OR only_a_day(held) THEN CAST(held AS DATE) > days_on(back, 3)
                ELSE utc(held, FALSE) > utc(back, TRUE) + INTERVAL 72 HOUR END AS surely_late,
           CASE WHEN only_a_day(back) OR only_a_day(held) THEN CAST(held AS DATE) > days_on(back, 3)
                ELSE utc(held, TRUE) > utc(back, FALSE) + INTERVAL 72 HOUR END AS maybe_late,
           NOT unread_declined AND ((said_no AND coalesce(accepted, 'N') <> 'Y')
               OR (NOT said_yes AND NOT said_no AND accepted = 'N' AND coalesce(offered, '') = 'Y')) AS declined,  -- unread, it may say the child agreed
           unread_declined OR (said_no AND accepted = 'Y') OR (said_yes AND accepted = 'N' AND coalesce(offered, '') = 'Y') AS maybe_declined
    FROM gathered;
CREATE OR REPLACE TEMP VIEW live AS
    SELECT 'live' AS counting, missing_id AS record_id, due AS due_on,
           CASE WHEN held IS NOT NULL AND NOT coalesce(backwards, FALSE) THEN 'met'
                WHEN declined AND NOT unread_held AND held IS NULL THEN 'exempt'
                WHEN due IS NULL OR backwards OR unread_held OR maybe_declined THEN 'not_recorded'
                ELSE 'not_met' END AS outcome
    FROM timed
    WHERE child_id IN (SELECT child_id FROM children_now_open)
      AND (back IS NULL OR back >= months_on(as_at(), -12))
      AND (held IS NOT NULL OR late_now OR due IS NULL OR unread_held OR maybe_declined);
CREATE OR REPLACE TEMP VIEW period AS
    SELECT 'period' AS counting, missing_id AS record_id, due AS due_on,
           CASE WHEN held IS NULL AND declined AND NOT unread_held THEN 'exempt'  -- whenever the child came back
                WHEN due IS NULL THEN 'not_recorded'
                WHEN held IS NOT NULL AND NOT backwards AND NOT maybe_late THEN 'met'
                WHEN held IS NOT NULL AND NOT backwards AND NOT surely_late THEN 'not_recorded'
                WHEN backwards OR unread_held OR (held IS NULL AND maybe_declined) THEN 'not_recorded'
                ELSE 'not_met' END AS outcome,
           CASE WHEN held IS NOT NULL AND NOT backwards THEN least(CAST(held AS DATE), due)
                WHEN due IS NULL OR NOT late_now THEN as_at() ELSE due END AS belongs
    FROM timed
    WHERE held IS NOT NULL OR late_now OR due IS NULL OR unread_held OR maybe_declined;
SELECT * FROM live
UNION ALL SELECT counting, record_id, due_on, outcome FROM period WHERE belongs BETWEEN since() AND as_at()
