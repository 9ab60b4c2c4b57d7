-- Children now open who went missing (absences left out) three times or more in the last ninety days: a strategy discussion since the third
-- time? One row a child, the last episode. An episode with no first day may be one of them, unless it ended before the ninety days.
CREATE OR REPLACE TEMP VIEW times AS
    SELECT m.* FROM missing_episodes m
    WHERE child_id IN (SELECT child_id FROM children_now_open) AND (missing_type IS NULL OR missing_type NOT IN ('A', 'ABSENT'))
      AND (missing_from > days_on(as_at(), -90) OR (missing_from IS NULL AND (missing_to IS NULL OR missing_to > days_on(as_at(), -90))));
CREATE OR REPLACE TEMP VIEW talks AS
    SELECT child_id, held_on AS on_day, was_unreadable('strategy_discussions', 'held_on', discussion_id) AS unread FROM strategy_discussions
    UNION ALL
    SELECT child_id, started_on, was_unreadable('section_47_enquiries', 'started_on', enquiry_id) FROM section_47_enquiries;
CREATE OR REPLACE TEMP VIEW children AS
    SELECT child_id, count(missing_from) AS known, count(*) - count(missing_from) AS unknown,
           list_sort(list(missing_from) FILTER (WHERE missing_from IS NOT NULL)) AS days,
           arg_max(missing_id, (missing_from, missing_id)) FILTER (WHERE missing_from IS NOT NULL) AS last_one, max(missing_id) AS any_one
    FROM times GROUP BY child_id HAVING count(*) >= 3;
SELECT 'live' AS counting, coalesce(last_one, any_one) AS record_id,
       CASE WHEN known < 3 THEN 'not_recorded'
            WHEN EXISTS (SELECT 1 FROM talks t WHERE t.child_id = c.child_id AND t.on_day >= days[3]) THEN 'met'
            WHEN EXISTS (SELECT 1 FROM talks t WHERE t.child_id = c.child_id
                           AND (t.unread OR (len(list_filter(days, lambda d: d <= t.on_day)) + unknown >= 3 AND t.on_day > days_on(as_at(), -90))))
                THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM children c
