-- Open episodes: fewer than two signs of drift? Nothing happening (as REC-02), no oversight (MGT-01), a review overdue (of a plan CPR-01 and 02,
-- of care LAR-01 to 03, of a child in need plan CIN-03), a core group overdue (CPP-01 and 02), a plan of over twelve months, three allocated workers or more
-- in twelve months (ALO-05). Each counts once, sure or in doubt; a plan whose start is blank is in doubt in its age, reviews and groups;
-- what is not due yet is not overdue, whatever cannot be read of it.
CREATE OR REPLACE TEMP VIEW files AS
    SELECT referral_id AS record_id, received_on AS starts_on, 'cd' AS clock, CASE WHEN p.child_id IS NULL THEN 28 ELSE 14 END AS n
    FROM open_episodes r LEFT JOIN on_any_plan p USING (child_id);
CREATE OR REPLACE TEMP VIEW looked_at AS SELECT record_id, starts_on, clock, 28 AS n FROM files;
CREATE OR REPLACE TEMP VIEW happened AS
    SELECT r.referral_id AS record_id, a.happened_on AS on_day, a.happened_on IS NOT NULL AS counts FROM open_episodes r JOIN activities a USING (child_id);
CREATE OR REPLACE TEMP VIEW decided AS
    SELECT r.referral_id AS record_id, d.decided_on AS on_day, d.decided_on IS NOT NULL AS counts
    FROM open_episodes r JOIN management_decisions d USING (child_id);
CREATE OR REPLACE TEMP VIEW plan_counts AS
    SELECT p.plan_id, p.child_id, p.started_on,
           (SELECT max(on_day) FROM reviews_of_plans g WHERE g.record_id = p.plan_id AND g.on_day > p.started_on) AS reviewed,
           EXISTS (FROM reviews_of_plans g WHERE g.record_id = p.plan_id AND g.on_day IS NULL) AS review_kind,
           (SELECT max(on_day) FROM core_groups_of_plans g WHERE g.record_id = p.plan_id AND g.on_day >= p.started_on) AS met,
           EXISTS (FROM core_groups_of_plans g WHERE g.record_id = p.plan_id AND g.on_day IS NULL) AS met_kind
    FROM own_plans p WHERE p.ended_on IS NULL;
CREATE OR REPLACE TEMP VIEW care_counts AS
    SELECT p.child_id, p.starts_on, count(DISTINCT r.held_on) FILTER (WHERE r.counts) AS n, min(r.held_on) FILTER (WHERE r.counts) AS first_on,
           max(r.held_on) FILTER (WHERE r.counts) AS last_on, coalesce(bool_or(r.review_id IS NOT NULL AND (r.counts IS NULL OR r.held_on IS NULL)), FALSE) AS kind
    FROM in_care p LEFT JOIN reviews_in_care r USING (care_id) GROUP BY p.care_id, p.child_id, p.starts_on;
CREATE OR REPLACE TEMP VIEW the_needs AS SELECT plan_id AS record_id, child_id, started_on AS received_on, started_on AS starts_on, ends_on FROM needs;
CREATE OR REPLACE TEMP TABLE the_pieces AS SELECT * FROM outside('the_needs');
CREATE OR REPLACE TEMP VIEW open_pieces AS
    SELECT * FROM the_pieces WHERE ends_on IS NULL AND (child_id IS NULL OR child_id NOT IN (SELECT child_id FROM protected_or_in_care_now));
CREATE OR REPLACE TEMP VIEW reviewed AS
    SELECT p.record_id, v.held_on AS on_day, CASE WHEN v.held_on IS NOT NULL THEN v.held_on > n.started_on END AS counts
    FROM cin_reviews v
    JOIN cin_plans n ON n.plan_id = v.plan_id OR (v.plan_id IS NULL AND n.child_id = v.child_id
        AND (v.held_on IS NULL OR ((n.started_on IS NULL OR v.held_on >= n.started_on) AND (n.ended_on IS NULL OR v.held_on <= n.ended_on))))
    JOIN the_pieces p ON p.whole = n.plan_id;
CREATE OR REPLACE TEMP VIEW signs AS  -- by episode or child: sure, or in doubt
    SELECT record_id AS referral_id, NULL AS child_id, 'silent' AS sign, outcome = 'not_met' AS sure FROM silent_live('files', 'happened') JOIN files USING (record_id)
    WHERE outcome <> 'met' AND (starts_on IS NULL OR due_on < as_at())
    UNION ALL SELECT record_id, NULL, 'unseen', outcome = 'not_met' FROM silent_live('looked_at', 'decided') JOIN files USING (record_id)
    WHERE outcome <> 'met' AND (starts_on IS NULL OR due_on < as_at())
    UNION ALL
    SELECT NULL, child_id, 'review', NOT (review_kind OR started_on IS NULL) FROM plan_counts
    WHERE started_on IS NULL OR coalesce(months_on(reviewed, 6), months_on(started_on, 3)) < as_at()
    UNION ALL
    SELECT NULL, child_id, 'group', NOT (met_kind OR started_on IS NULL) FROM plan_counts
    WHERE started_on IS NULL OR past(coalesce(days_on(met, 42), wd_add(started_on, 10)), as_at(), CASE WHEN met IS NULL THEN 'wd' ELSE 'cd' END)
    UNION ALL
    SELECT NULL, child_id, 'review', NOT (kind OR starts_on IS NULL) FROM care_counts
    WHERE starts_on IS NULL
       OR CASE n WHEN 0 THEN past(wd_add(starts_on, 20), as_at(), 'wd') WHEN 1 THEN months_on(first_on, 3) < as_at() ELSE months_on(last_on, 6) < as_at() END
    UNION ALL
    SELECT NULL, p.child_id, 'review', v.outcome = 'not_met'
    FROM interval_live('open_pieces', 'reviewed', 'cd', 42, FALSE) v JOIN open_pieces p USING (record_id)
    WHERE v.outcome <> 'met' AND (p.starts_on IS NULL OR v.due_on < as_at())
    UNION ALL
    SELECT NULL, child_id, 'plan', started_on IS NOT NULL FROM (SELECT child_id, started_on FROM plan_counts UNION ALL SELECT child_id, started_on FROM needs_now)
    WHERE started_on IS NULL OR months_on(started_on, 12) < as_at()
    UNION ALL
    SELECT NULL, child_id, 'workers', count(DISTINCT worker_id) FILTER (WHERE NOT end_unread OR started_on > months_on(as_at(), -12)) >= 3 FROM holds WHERE ended_on IS NULL OR ended_on > months_on(as_at(), -12)
    GROUP BY child_id HAVING count(DISTINCT worker_id) + count(involvement_id) FILTER (WHERE worker_id IS NULL) >= 3;
CREATE OR REPLACE TEMP VIEW told AS
    SELECT r.referral_id, s.sign, bool_or(s.sure) AS sure FROM open_episodes r JOIN signs s ON s.referral_id = r.referral_id OR s.child_id = r.child_id
    GROUP BY r.referral_id, s.sign;
SELECT 'live' AS counting, r.referral_id AS record_id,
       CASE WHEN count(*) FILTER (WHERE t.sure) >= 2 THEN 'not_met' WHEN count(t.sign) >= 2 THEN 'not_recorded' ELSE 'met' END AS outcome
FROM open_episodes r LEFT JOIN told t USING (referral_id) GROUP BY r.referral_id
