-- Open episodes whose child has an allocated worker tonight: a person, in post, of a known work, registered where a social worker, and not a
-- manager with more than three children? The spec leaves open which words mark a tray: these are the standard's.
CREATE OR REPLACE TEMP VIEW held AS
    SELECT worker_id, count(*) AS children FROM allocated_tonight WHERE child_id IN (SELECT child_id FROM children_now_open) GROUP BY worker_id;
CREATE OR REPLACE TEMP VIEW told AS
    SELECT e.referral_id, t.worker_id, t.worker_unread, w.worker_id IS NOT NULL AS known, s.worker_id IS NOT NULL AS in_post,
           s.ended_on IS NOT NULL AS gone,
           was_unreadable('staff', 'ended_on', s.worker_id) AS perhaps_gone, lower(coalesce(w.worker_name, '')) AS named,
           trim(lower(coalesce(w.job_title, '') || ' ' || coalesce(s.role, ''))) AS title, lower(t.role) AS held_as, w.registration, h.children
    FROM open_episodes e JOIN allocated_tonight t USING (child_id)
    LEFT JOIN workers w ON w.worker_id = t.worker_id LEFT JOIN staff s ON s.worker_id = t.worker_id LEFT JOIN held h ON h.worker_id = t.worker_id
    WHERE t.worker_id IS NOT NULL OR t.worker_unread;
SELECT 'live' AS counting, referral_id AS record_id,
       CASE WHEN worker_unread THEN 'not_recorded'
            WHEN gone OR regexp_matches(named || ' ' || title, '\b(duty|tray|inbox|in-box|pool|unallocated|waiting list|co-?ordinator)\b')
                 OR regexp_matches(named, '\bteam\b')
                 OR (regexp_matches(title, '\bmanager\b') AND children > 3) THEN 'not_met'
            WHEN NOT known OR NOT in_post OR perhaps_gone OR title = '' THEN 'not_recorded'
            WHEN registration IS NULL AND regexp_matches(title || ' ' || held_as, 'social\s+worker') THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM told
