-- The child is seen within five working days of the referral (or of birth, where born since), within one of the start of an enquiry. Any visit
-- will do. An enquiry dated before its referral, or after its closing, brings no day forward. A child not yet born is exempt, and not known to be born not recorded.
CREATE OR REPLACE TEMP VIEW enquiries AS SELECT referral_id, child_id, started_on FROM section_47_enquiries;
CREATE OR REPLACE TEMP VIEW timed AS
    SELECT r.*, p.born_on, u.child_id IS NOT NULL AS not_born,
           CASE WHEN r.received_on IS NOT NULL THEN greatest(r.received_on, p.born_on) END AS from_on
    FROM episodes r LEFT JOIN people p USING (child_id) LEFT JOIN unborn u USING (child_id);
CREATE OR REPLACE TEMP VIEW due AS
    SELECT t.*, CASE WHEN from_on IS NOT NULL THEN
               least(wd_add(from_on, 5),
                     (SELECT min(wd_add(greatest(q.started_on, t.from_on), 1)) FROM enquiries q
                      WHERE q.started_on >= t.received_on AND (t.closed_on IS NULL OR q.started_on <= t.closed_on)
                        AND (q.referral_id = t.referral_id
                             OR (q.referral_id IS NULL AND q.child_id = t.child_id))))
           END AS due_on
    FROM timed t;
CREATE OR REPLACE TEMP VIEW seen AS
    SELECT child_id, visited_on AS on_day, counts FROM visits_of('cin_visits', 'ssd_cin_visits')
    UNION ALL SELECT child_id, visited_on, counts FROM visits_of('cp_visits', 'ssd_cp_visits')
    UNION ALL SELECT child_id, visited_on, counts FROM visits_of('care_visits', 'ssd_cla_visits');
CREATE OR REPLACE TEMP VIEW things AS
    SELECT d.referral_id AS record_id, d.due_on, d.closed_on AS ends_on, d.born_on, d.not_born, d.from_on,
           (SELECT min(s.on_day) FROM seen s WHERE s.child_id = d.child_id AND s.counts AND s.on_day >= d.from_on
              AND (d.closed_on IS NULL OR s.on_day <= d.closed_on)) AS done_on,
           EXISTS (SELECT 1 FROM seen s WHERE s.child_id = d.child_id AND s.on_day >= d.from_on) AS tried,
           EXISTS (SELECT 1 FROM seen s WHERE s.child_id = d.child_id AND (s.counts IS NULL OR (s.counts AND s.on_day IS NULL))
                     AND (s.on_day IS NULL OR s.on_day >= d.from_on)) AS kind_live,
           EXISTS (SELECT 1 FROM seen s WHERE s.child_id = d.child_id AND (s.counts IS NULL OR (s.counts AND s.on_day IS NULL))
                     AND (s.on_day IS NULL OR (s.on_day >= d.from_on AND NOT past(d.due_on, s.on_day, 'wd')
                                               AND (d.closed_on IS NULL OR s.on_day <= d.closed_on)))) AS kind
    FROM due d;
CREATE OR REPLACE TEMP VIEW now_open AS
    SELECT record_id, due_on, done_on, kind_live AS kind FROM things WHERE record_id IN (SELECT referral_id FROM open_episodes);
CREATE OR REPLACE TEMP VIEW answers AS
    SELECT * FROM once_live('now_open', 'wd') UNION ALL SELECT * FROM once_period('things', 'wd');
SELECT a.counting, a.record_id, a.due_on,
       CASE WHEN t.not_born THEN 'exempt'
            WHEN a.outcome = 'not_met' AND t.born_on IS NULL THEN 'not_recorded'
            WHEN a.outcome = 'not_met' AND a.counting = 'live' AND NOT t.tried AND wd_between(a.due_on, as_at()) <= 2 THEN 'not_recorded'
            ELSE a.outcome END AS outcome
FROM answers a JOIN things t USING (record_id)
