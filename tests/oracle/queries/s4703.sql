-- The child seen, alone from the age of four unless not yet speaking, at a visit of any kind within one working day of the enquiry's start.
-- Live: running enquiries of open episodes, or of none that is named; the record ends when the enquiry or its episode does. The unborn are
-- exempt. While the visit may still be being written up (two working days, no visit since the start) the live answer is not recorded.
CREATE OR REPLACE TEMP VIEW every_visit AS
    SELECT child_id, visited_on AS on_day, seen_alone, counts FROM visits_of('cin_visits', 'ssd_cin_visits')
    UNION ALL SELECT child_id, visited_on, seen_alone, counts FROM visits_of('cp_visits', 'ssd_cp_visits')
    UNION ALL SELECT child_id, visited_on, seen_alone, counts FROM visits_of('care_visits', 'ssd_cla_visits');
CREATE OR REPLACE TEMP VIEW seen AS
    SELECT v.child_id, v.on_day,
           v.counts AND (v.seen_alone OR NOT CASE WHEN v.child_id IN (SELECT child_id FROM communication_needs WHERE pre_speech) THEN FALSE
                                                  ELSE v.on_day >= months_on(c.born_on, 48) END) AS counts
    FROM every_visit v LEFT JOIN people_raw c USING (child_id);
CREATE OR REPLACE TEMP VIEW enquiries AS
    SELECT e.enquiry_id AS record_id, e.child_id, e.started_on, least(e.ended_on, r.closed_on) AS ends_on, wd_add(e.started_on, 1) AS due_on
    FROM section_47_enquiries e LEFT JOIN referrals r USING (referral_id);
CREATE OR REPLACE TEMP VIEW things AS
    SELECT e.record_id, e.ends_on, e.due_on, e.child_id,
           min(s.on_day) FILTER (WHERE s.counts AND s.on_day >= e.started_on AND (e.ends_on IS NULL OR s.on_day <= e.ends_on)) AS done_on,
           coalesce(bool_or(s.child_id IS NOT NULL AND (s.counts IS NULL OR (s.counts AND s.on_day IS NULL)) AND (s.on_day IS NULL OR s.on_day >= e.started_on)), FALSE) AS kind_live,
           coalesce(bool_or(s.child_id IS NOT NULL AND (s.counts IS NULL OR (s.counts AND s.on_day IS NULL)) AND (s.on_day IS NULL OR (s.on_day >= e.started_on
             AND NOT past(e.due_on, s.on_day, 'wd') AND (e.ends_on IS NULL OR s.on_day <= e.ends_on)))), FALSE) AS kind,
           coalesce(bool_or(s.on_day >= e.started_on), FALSE) AS tried
    FROM enquiries e LEFT JOIN seen s USING (child_id)
    GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW open_things AS SELECT record_id, due_on, done_on, kind_live AS kind FROM things WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW answered AS SELECT * FROM once_live('open_things', 'wd') UNION ALL SELECT * FROM once_period('things', 'wd');
SELECT a.counting, a.record_id, a.due_on,
       CASE WHEN t.child_id IN (SELECT child_id FROM unborn) THEN 'exempt'
            WHEN a.counting = 'live' AND a.outcome = 'not_met' AND NOT t.tried AND wd_between(a.due_on, as_at()) <= 2 THEN 'not_recorded'
            ELSE a.outcome END AS outcome
FROM answered a JOIN things t USING (record_id)
