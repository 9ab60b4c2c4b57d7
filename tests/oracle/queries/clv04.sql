-- Homes the council provides (live: not ended): the adviser visits within seven days, then every two months; and a second time by the day of
-- the first review of the pathway plan since the home was first provided (asked once a first visit has been made). A call or message is no
-- visit; a contact of no kind may be one (and before the first sure visit, it may make that the second). Where the day it began cannot be read a visit proves nothing; an end that cannot be read may be past.
CREATE OR REPLACE TEMP VIEW reviews_held AS
    SELECT child_id, reviewed_on FROM pathways UNION ALL SELECT child_id, pathway_plan_reviewed_on FROM care_leavers;
CREATE OR REPLACE TEMP VIEW homes AS
    SELECT child_id AS record_id, council_home_from AS starts_on, council_home_to AS ends_on,
           was_unreadable('care_leaver_offers', 'council_home_to', child_id) AS maybe_over
    FROM care_leaver_offers WHERE council_home_from IS NOT NULL OR was_unreadable('care_leaver_offers', 'council_home_from', child_id);
CREATE OR REPLACE TEMP VIEW contacts_at_home AS
    SELECT h.record_id, v.visited_on AS on_day, CASE WHEN v.contact_kind IS NULL THEN NULL ELSE lower(trim(v.contact_kind)) = 'visit' END AS counts
    FROM homes h JOIN adviser_visits v ON v.child_id = h.record_id
    WHERE h.starts_on IS NOT NULL AND coalesce(v.visited_on >= h.starts_on, TRUE) AND coalesce(v.visited_on <= h.ends_on, TRUE);
CREATE OR REPLACE TEMP VIEW visited AS  -- beside a visit another contact of that day is no second one
    SELECT * FROM contacts_at_home c WHERE counts IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM contacts_at_home s WHERE s.record_id = c.record_id AND s.on_day = c.on_day AND s.counts);
CREATE OR REPLACE TEMP VIEW numbered AS
    SELECT record_id, on_day, row_number() OVER (PARTITION BY record_id ORDER BY on_day) AS n
    FROM (SELECT DISTINCT record_id, on_day FROM visited WHERE counts AND on_day IS NOT NULL);
CREATE OR REPLACE TEMP VIEW homes_reviewed AS  -- the first review after the home was first provided, and how many visits it asks for
    SELECT h.record_id, h.starts_on, h.ends_on, h.maybe_over, min(w.reviewed_on) AS reviewed_on,
           (SELECT on_day FROM numbered n WHERE n.record_id = h.record_id AND n.n = 1) AS first_on,
           (SELECT on_day FROM numbered n WHERE n.record_id = h.record_id AND n.n = 2) AS second_on
    FROM homes h LEFT JOIN reviews_held w ON w.child_id = h.record_id AND w.reviewed_on > h.starts_on GROUP BY ALL;
CREATE OR REPLACE TEMP VIEW perhaps_twice AS
    SELECT h.record_id FROM homes_reviewed h JOIN visited v USING (record_id)
    WHERE v.counts IS NULL AND v.on_day >= h.starts_on AND v.on_day < h.first_on;
CREATE OR REPLACE TEMP VIEW all_homes AS
    SELECT *, {'first_on': first_on, 'reviewed_on': CASE WHEN second_on IS NULL AND reviewed_on > first_on THEN reviewed_on END,
               'twice': record_id IN (SELECT record_id FROM perhaps_twice)} AS arg FROM homes_reviewed;
CREATE OR REPLACE TEMP VIEW now_open AS SELECT * FROM all_homes WHERE ends_on IS NULL;
CREATE OR REPLACE TEMP VIEW ever_homes AS 
    SELECT *, {'first_on': first_on, 'reviewed_on': CAST(NULL AS DATE), 'twice': FALSE} AS arg FROM homes_reviewed;
CREATE OR REPLACE TEMP MACRO next_due(arg, day, after_event, kindly) AS
    CASE WHEN NOT after_event THEN days_on(day, 7) ELSE least(months_on(day, 2), CASE WHEN day = arg.first_on AND NOT (kindly AND arg.twice) THEN arg.reviewed_on END) END;
CREATE OR REPLACE TEMP VIEW firsts AS  -- the first visit is a thing of its own, answered apart from those that follow
    SELECT h.record_id, h.ends_on, days_on(h.starts_on, 7) AS due_on, h.first_on AS done_on,
           EXISTS (SELECT 1 FROM visited v WHERE v.record_id = h.record_id AND (v.counts IS NULL OR (v.counts AND v.on_day IS NULL))
                     AND coalesce(v.on_day <= days_on(h.starts_on, 7), TRUE)) AS kind
    FROM homes_reviewed h;
CREATE OR REPLACE TEMP VIEW seconds AS
    SELECT h.record_id, h.ends_on, h.reviewed_on AS due_on, h.second_on AS done_on,
           EXISTS (SELECT 1 FROM visited v WHERE v.record_id = h.record_id AND (v.counts IS NULL OR (v.counts AND v.on_day IS NULL))
                     AND coalesce(v.on_day > h.first_on AND v.on_day <= h.reviewed_on, TRUE))
           OR h.record_id IN (SELECT record_id FROM perhaps_twice) AS kind
    FROM homes_reviewed h WHERE h.reviewed_on > h.first_on;
SELECT counting, record_id, CASE WHEN starts_on IS NOT NULL THEN due_on END AS due_on, CASE WHEN outcome = 'not_met' AND maybe_over THEN 'not_recorded' ELSE outcome END AS outcome FROM (
    SELECT counting, record_id, due_on, outcome FROM interval_live_by('now_open', 'visited', TRUE)
    UNION ALL SELECT counting, record_id, due_on, outcome FROM interval_period_by('ever_homes', 'visited') WHERE after_event
    UNION ALL SELECT counting, record_id, due_on, outcome FROM once_period('firsts', 'cd')
    UNION ALL SELECT counting, record_id, due_on, outcome FROM once_period('seconds', 'cd')
) JOIN homes USING (record_id)
