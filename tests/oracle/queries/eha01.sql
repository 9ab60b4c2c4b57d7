-- Early help that ended: an accepted referral in the three months from its end? It belongs to the day of the referral, else to the day the
-- three months ran out. A referral of no day may be one, unless its episode closed before early help ended.
CREATE OR REPLACE TEMP VIEW told AS
    SELECT h.early_help_id, h.ended_on, months_on(h.ended_on, 3) AS last_on,
           was_unreadable('early_help_episodes', 'ended_on', h.early_help_id) AS unread,
           min(e.received_on) FILTER (WHERE e.received_on >= h.ended_on AND e.received_on <= months_on(h.ended_on, 3)) AS up_on,
           coalesce(bool_or(e.referral_id IS NOT NULL AND e.received_on IS NULL AND (e.closed_on IS NULL OR e.closed_on >= h.ended_on)), FALSE) AS perhaps
    FROM early_help_episodes h LEFT JOIN episodes e USING (child_id)
    GROUP BY ALL;
SELECT 'period' AS counting, early_help_id AS record_id,
       CASE WHEN unread THEN 'not_recorded' WHEN up_on IS NOT NULL THEN 'met' WHEN perhaps THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM told
WHERE unread OR CASE WHEN up_on IS NOT NULL THEN up_on BETWEEN since() AND as_at()
                     ELSE last_on BETWEEN since() AND as_at() END
