-- What every query of the oracle may use. Written from domain.md and contract.md alone; it shares no code with the standards.
--
-- Each table of the night is here twice: <table> as it stood at the end of as_at (rows dated later are not there yet; events and endings
-- dated later read as blank), and <table>_raw as read. asked holds one row: as_at, extracted_on, since (first day of the six months).
-- unreadable(tbl, col, key): values that were there and could not be read (they read as NULL). placeholders: dates that stand for none
-- (1 January 1900), which the reader took as blank. twice(tbl, key): keys that name more than one row.

CREATE MACRO as_at() AS (SELECT as_at FROM asked);
CREATE MACRO since() AS (SELECT since FROM asked);
CREATE MACRO extracted_on() AS (SELECT extracted_on FROM asked);

-- Working days. workdays(d, passed): so many working days have passed from the beginning of the calendar to the end of d.
CREATE MACRO wd_between(a, b) AS (  -- working days in (a, b]; 0 where b is not after a
    greatest(0, (SELECT passed FROM workdays WHERE d = CAST(b AS DATE)) - (SELECT passed FROM workdays WHERE d = CAST(a AS DATE)))
);
CREATE MACRO wd_add(a, k) AS (  -- the k-th working day after a
    (SELECT min(d) FROM workdays WHERE passed = (SELECT passed FROM workdays WHERE d = CAST(a AS DATE)) + k)
);
CREATE MACRO months_on(a, k) AS CAST(CAST(a AS DATE) + to_months(CAST(k AS INTEGER)) AS DATE);  -- clips to the month's end
CREATE MACRO days_on(a, k) AS CAST(a AS DATE) + CAST(k AS INTEGER);
CREATE MACRO was_unreadable(t, c, k) AS EXISTS (SELECT 1 FROM unreadable u WHERE u.tbl = t AND u.col = c AND u.key = k);
CREATE MACRO was_placeholder(t, c, k) AS EXISTS (SELECT 1 FROM placeholders u WHERE u.tbl = t AND u.col = c AND u.key = k);
CREATE MACRO age_on(born, day) AS date_diff('year', CAST(born AS DATE), CAST(day AS DATE))
    - CASE WHEN (month(CAST(day AS DATE)), day(CAST(day AS DATE))) < (month(CAST(born AS DATE)), day(CAST(born AS DATE))) THEN 1 ELSE 0 END;
CREATE MACRO birthday_of(born, years) AS months_on(born, 12 * years)  -- 29 February: 1 March in common years (domain.md 9.8)
    + CASE WHEN day(CAST(born AS DATE)) > day(months_on(born, 12 * years)) THEN 1 ELSE 0 END;

-- Clocks. kind is 'wd' (working days), 'cd' (calendar days) or 'm' (months); day zero is the start day.
CREATE MACRO due_of(start, how, many) AS
    CASE how WHEN 'wd' THEN wd_add(start, many) WHEN 'cd' THEN days_on(start, many) ELSE months_on(start, many) END;
CREATE MACRO past(due, stop, how) AS  -- is this day too late? A working-day clock due on a Friday is not late on the Saturday
    CASE WHEN due IS NULL OR stop IS NULL THEN FALSE WHEN how = 'wd' THEN wd_between(due, stop) > 0
         ELSE CAST(stop AS DATE) > CAST(due AS DATE) END;
CREATE MACRO last_in_time(due, how) AS CASE WHEN how = 'wd' THEN days_on(wd_add(due, 1), -1) ELSE CAST(due AS DATE) END;

-- A thing done once. things: record_id, due_on (NULL: no day to count from), done_on (first event that surely counts),
-- kind (TRUE: an event is recorded that would do if its unclear value were read kindly).
-- Live: things holds the records open at the end of as_at.
CREATE MACRO once_live(things, clock) AS TABLE
    SELECT 'live' AS counting, record_id, due_on,
           CASE WHEN done_on IS NOT NULL THEN 'met'
                WHEN due_on IS NULL OR kind THEN 'not_recorded'
                ELSE 'not_met' END AS outcome
    FROM query_table(things)
    WHERE done_on IS NOT NULL OR due_on IS NULL OR kind OR past(due_on, as_at(), clock);

-- Period: things also has ends_on. A thing belongs to the day it was due or done, whichever came first; a record that ended before the due
-- day without it is out; where there is no day to count from, or only a kind reading places it, it belongs to the record's last day.
CREATE MACRO once_period(things, clock) AS TABLE
    WITH placed AS (
        SELECT record_id, due_on, done_on, ends_on, coalesce(kind, FALSE) AS kind,
               past(due_on, as_at(), clock) AS late,
               ends_on IS NOT NULL AND due_on IS NOT NULL AND NOT past(due_on, ends_on, clock) AS ended_in_time,
               least(coalesce(ends_on, as_at()), as_at()) AS last_day
        FROM query_table(things)
    ), dated AS (
        SELECT *,
               CASE WHEN done_on IS NULL AND (due_on IS NULL OR (kind AND (NOT late OR ended_in_time))) THEN last_day
                    ELSE least(coalesce(due_on, done_on), coalesce(done_on, due_on)) END AS belongs
        FROM placed
    )
    SELECT 'period' AS counting, record_id, due_on,
           CASE WHEN due_on IS NULL THEN 'not_recorded'
                WHEN done_on IS NOT NULL AND NOT past(due_on, done_on, clock) THEN 'met'
                WHEN kind THEN 'not_recorded'
                ELSE 'not_met' END AS outcome
    FROM dated
    WHERE belongs BETWEEN since() AND as_at()
      AND (done_on IS NOT NULL OR kind OR ((late OR due_on IS NULL) AND NOT ended_in_time));

-- A thing done again and again. records: record_id, starts_on, ends_on. events: record_id, on_day, counts (TRUE, FALSE, NULL unclear);
-- an unclear event may have no day. Live: records holds the open ones. visits TRUE gives the write-up allowance (two working days).
CREATE MACRO interval_live(records, events, clock, n, visits) AS TABLE
    WITH r AS (SELECT * FROM query_table(records)), e AS (SELECT * FROM query_table(events)),
    gap AS (
        SELECT r.record_id, r.starts_on,
               (SELECT max(e.on_day) FROM e WHERE e.record_id = r.record_id AND e.counts AND e.on_day <= as_at()
                  AND (r.starts_on IS NULL OR e.on_day >= r.starts_on)) AS last_on,
               (SELECT max(coalesce(e.on_day, as_at())) FROM e WHERE e.record_id = r.record_id
                  AND (e.counts IS NULL OR (e.counts AND e.on_day IS NULL))
                  AND coalesce(e.on_day, as_at()) <= as_at()
                  AND (r.starts_on IS NULL OR coalesce(e.on_day, as_at()) >= r.starts_on)) AS kind_on
        FROM r
    ), timed AS (
        SELECT *, due_of(coalesce(last_on, starts_on), clock, n) AS due_on,
               kind_on IS NOT NULL AND NOT past(due_of(kind_on, clock, n), as_at(), clock) AS kind,
               EXISTS (SELECT 1 FROM e WHERE e.record_id = gap.record_id AND e.on_day <= as_at()
                  AND (e.on_day > coalesce(last_on, starts_on) OR (last_on IS NULL AND e.on_day >= starts_on))) AS tried
        FROM gap
    )
    SELECT 'live' AS counting, record_id, due_on,
           CASE WHEN due_on IS NULL THEN 'not_recorded'
                WHEN NOT past(due_on, as_at(), clock) AND last_on IS NOT NULL THEN 'met'
                WHEN kind THEN 'not_recorded'
                WHEN visits AND NOT tried AND wd_between(due_on, as_at()) <= 2 THEN 'not_recorded'
                ELSE 'not_met' END AS outcome
    FROM timed
    WHERE last_on IS NOT NULL OR due_on IS NULL OR kind OR past(due_on, as_at(), clock);

-- Period: one verdict an interval, from the start or an event held to the next event held, or to nothing. An interval that is late or open
-- is read kindly: unclear events with a day cut it there, and each without a day may cut it once, anywhere.
CREATE MACRO interval_period(records, events, clock, n) AS TABLE
    WITH RECURSIVE r AS (
        SELECT *, least(coalesce(ends_on, as_at()), as_at()) AS last_day FROM query_table(records)
        WHERE ends_on IS NULL OR ends_on >= since()
    ), e AS (SELECT * FROM query_table(events)),
    held AS (
        SELECT DISTINCT r.record_id, e.on_day FROM r JOIN e USING (record_id)
        WHERE e.counts AND e.on_day <= as_at() AND (r.starts_on IS NULL OR e.on_day >= r.starts_on)
          AND (r.ends_on IS NULL OR e.on_day <= r.ends_on)
    ), points AS (
        SELECT record_id, starts_on AS from_day, 0 AS place FROM r
        UNION ALL SELECT record_id, on_day, 1 FROM held
    ), gaps AS (
        SELECT record_id, from_day, lead(from_day) OVER (PARTITION BY record_id ORDER BY place, from_day) AS done_on,
               row_number() OVER (ORDER BY record_id, place, from_day) AS gap
        FROM points
    ), timed AS (
        SELECT g.gap, g.record_id, g.from_day, g.done_on, r.ends_on, r.last_day, due_of(g.from_day, clock, n) AS due_on
        FROM gaps g JOIN r USING (record_id)
    ), judged AS (
        SELECT *, past(due_on, as_at(), clock) AS late_now,
               done_on IS NOT NULL AND past(due_on, done_on, clock) AS late_done,
               done_on IS NULL AND ends_on IS NOT NULL AND from_day IS NOT NULL AND NOT past(due_on, ends_on, clock) AS ended_in_time
        FROM timed
    ), doubt AS (
        SELECT j.gap, coalesce(j.done_on, j.last_day) AS stop, e.on_day
        FROM judged j JOIN e ON e.record_id = j.record_id
        WHERE (e.counts IS NULL OR (e.counts AND e.on_day IS NULL)) AND j.from_day IS NOT NULL
          AND (j.late_done OR j.done_on IS NULL)
          AND (e.on_day IS NULL OR e.on_day BETWEEN j.from_day AND coalesce(j.done_on, j.last_day))
    ), cut AS (
        SELECT gap, from_day AS a, coalesce(done_on, last_day) AS stop FROM judged WHERE gap IN (SELECT gap FROM doubt)
        UNION ALL SELECT gap, on_day, stop FROM doubt WHERE on_day IS NOT NULL
    ), pieces AS (
        SELECT gap, a, coalesce(lead(a) OVER (PARTITION BY gap ORDER BY a), stop) AS b, row_number() OVER () AS piece FROM cut
    ), reach AS (
        SELECT piece, gap, a, b, 0 AS cuts FROM pieces
        UNION ALL
        SELECT piece, gap, last_in_time(due_of(a, clock, n), clock), b, cuts + 1 FROM reach
        WHERE past(due_of(a, clock, n), b, clock) AND cuts < 200
    ), needed AS (
        SELECT gap, sum(most) AS cuts FROM (SELECT gap, piece, max(cuts) AS most FROM reach GROUP BY gap, piece) GROUP BY gap
    ), kinds AS (
        SELECT d.gap, count(*) FILTER (WHERE d.on_day IS NULL) AS undated, max(d.on_day) AS last_doubt, any_value(needed.cuts) AS cuts
        FROM doubt d JOIN needed USING (gap) GROUP BY d.gap
    ), all_known AS (
        SELECT j.*, coalesce(k.cuts <= k.undated, FALSE) AS kind, k.last_doubt FROM judged j LEFT JOIN kinds k USING (gap)
    ), placed AS (
        SELECT *, kind AND done_on IS NULL AND (NOT late_now OR ended_in_time) AS kind_early,
               CASE WHEN done_on IS NULL AND from_day IS NULL THEN last_day
                    WHEN kind AND done_on IS NULL AND (NOT late_now OR ended_in_time) THEN coalesce(last_doubt, last_day)
                    ELSE least(coalesce(due_on, done_on), coalesce(done_on, due_on)) END AS belongs
        FROM all_known
    )
    SELECT 'period' AS counting, record_id, due_on,
           CASE WHEN due_on IS NULL THEN 'not_recorded'
                WHEN done_on IS NOT NULL AND NOT late_done THEN 'met'
                WHEN kind THEN 'not_recorded'
                ELSE 'not_met' END AS outcome
    FROM placed
    WHERE belongs BETWEEN since() AND as_at()
      AND (done_on IS NOT NULL OR kind_early OR ((late_now OR from_day IS NULL) AND NOT ended_in_time));

-- Populations.
CREATE VIEW own_plans AS SELECT * FROM cp_plans WHERE coalesce(other_council, FALSE) = FALSE;
CREATE VIEW episodes AS SELECT * FROM referrals WHERE coalesce(no_further_action, FALSE) = FALSE;
CREATE VIEW open_episodes AS SELECT * FROM episodes WHERE closed_on IS NULL;

-- Visits as events: counts is TRUE where the child was seen, FALSE where not, NULL where the record does not let us tell.
CREATE MACRO seen_or_not(flag, outcome, paper) AS
    CASE WHEN flag IS NOT NULL AND outcome IS NOT NULL AND flag <> (outcome = 'seen') THEN NULL
         WHEN coalesce(paper, FALSE) AND coalesce(flag, TRUE) THEN NULL ELSE flag END;
CREATE VIEW own_records AS
    SELECT * FROM visit_records QUALIFY row_number() OVER (PARTITION BY visit_id, coalesce(visit_table, '') ORDER BY visit_id) = 1;
CREATE MACRO visits_of(name, source) AS TABLE
    SELECT v.*, seen_or_not(v.child_seen, w.visit_outcome, w.on_paper_only) AS counts
    FROM query_table(name) v
    LEFT JOIN own_records w ON w.visit_id = v.visit_id AND (w.visit_table IS NULL OR w.visit_table = source);

-- Periods of care: the 903 slices that one care_id names (contract.md, "Reading SSD"); a slice that names none stands alone. Open while any
-- slice is. It begins with its first slice, and on no known day where the slice that comes first has none: a slice without a first day
-- comes first where it ended before any other began, or is open beside another that is. A short break by the child's legal status (V3, V4;
-- V1) on the last day in care (tonight, while in care): of two statuses the later start; of two with one start the one that is care. None
-- recorded leaves the child in care.
CREATE VIEW care_periods AS
    WITH slices AS (
        SELECT *, coalesce(care_id, episode_id) AS period_id FROM care_episodes
    ), period AS (
        SELECT period_id AS care_id, any_value(child_id) AS child_id, min(started_on) AS first_known,
               CASE WHEN count(ended_on) = count(*) THEN max(ended_on) END AS ends_on,
               bool_or(ended_on IS NULL AND started_on IS NOT NULL) AS dated_open
        FROM slices GROUP BY period_id
    ), begun AS (
        SELECT p.*, EXISTS (SELECT 1 FROM slices s WHERE s.period_id = p.care_id AND s.started_on IS NULL
                              AND (s.ended_on <= p.first_known OR (s.ended_on IS NULL AND p.dated_open))) AS no_start
        FROM period p
    ), status AS (
        SELECT p.care_id, l.legal_status
        FROM period p JOIN legal_statuses l ON l.child_id = p.child_id
        WHERE (l.started_on IS NULL OR l.started_on <= coalesce(p.ends_on, as_at()))
          AND (l.ended_on IS NULL OR l.ended_on >= p.ends_on)
        QUALIFY row_number() OVER (PARTITION BY p.care_id
                                   ORDER BY l.started_on DESC NULLS LAST, coalesce(l.legal_status IN ('V1', 'V3', 'V4'), FALSE)) = 1
    )
    SELECT b.care_id, b.child_id, CASE WHEN NOT no_start THEN first_known END AS starts_on, b.ends_on, s.legal_status,
           coalesce(s.legal_status IN ('V1', 'V3', 'V4'), FALSE) AS short_break
    FROM begun b LEFT JOIN status s USING (care_id);
CREATE VIEW in_care AS SELECT * FROM care_periods WHERE ends_on IS NULL AND NOT short_break;

-- Checks of children in care as events: counts is TRUE where completed (or of no status), NULL where the kind is blank or the kind, status
-- or day cannot be read. A blank day means not yet done.
CREATE MACRO checks_of(kind) AS TABLE
    SELECT health_check_id, child_id, checked_on AS on_day,
           CASE WHEN check_type IS NOT NULL AND check_type <> kind THEN FALSE
                WHEN check_status IS NOT NULL AND check_status <> 'COMPLETED' THEN FALSE
                WHEN check_type IS NULL OR checked_on IS NULL OR was_unreadable('health_checks', 'check_status', health_check_id) THEN NULL
                ELSE TRUE END AS counts
    FROM health_checks WHERE checked_on IS NOT NULL OR was_unreadable('health_checks', 'checked_on', health_check_id);

-- A file that must not fall silent: open episodes (record_id, starts_on, clock, n) and what was put on the file (record_id, on_day, counts: TRUE,
-- or NULL unclear). What lies before the episode is another's. Where the day the episode began is not known nothing can be told: whatever
-- there is may be an earlier episode's, and a new one not yet due.
CREATE MACRO silent_live(records, events) AS TABLE
    WITH r AS (SELECT * FROM query_table(records)), e AS (SELECT * FROM query_table(events)),
    gap AS (
        SELECT r.*,
               (SELECT max(e.on_day) FROM e WHERE e.record_id = r.record_id AND e.counts AND e.on_day <= as_at()
                  AND (r.starts_on IS NULL OR e.on_day >= r.starts_on)) AS last_on,
               (SELECT max(coalesce(e.on_day, as_at())) FROM e WHERE e.record_id = r.record_id AND (e.counts IS NULL OR e.on_day IS NULL)
                  AND coalesce(e.on_day, as_at()) <= as_at()
                  AND (r.starts_on IS NULL OR coalesce(e.on_day, as_at()) >= r.starts_on)) AS kind_on
        FROM r
    ), timed AS (
        SELECT *, due_of(coalesce(last_on, starts_on), clock, n) AS due_on,
               kind_on IS NOT NULL AND NOT past(due_of(kind_on, clock, n), as_at(), clock) AS kind
        FROM gap
    )
    SELECT 'live' AS counting, record_id, due_on,
           CASE WHEN starts_on IS NULL THEN 'not_recorded'
                WHEN last_on IS NOT NULL AND NOT past(due_on, as_at(), clock) THEN 'met'
                WHEN kind THEN 'not_recorded'
                ELSE 'not_met' END AS outcome
    FROM timed
    WHERE starts_on IS NULL OR last_on IS NOT NULL OR kind OR past(due_on, as_at(), clock);

-- Children on a protection plan tonight, this council's or another's.
CREATE VIEW on_any_plan AS SELECT DISTINCT child_id FROM cp_plans WHERE ended_on IS NULL AND child_id IS NOT NULL;

-- Visits of all three tables, with how each was written up.
CREATE VIEW all_visits AS
    SELECT v.*, w.visit_id IS NOT NULL AS written, w.recorded_on, w.visit_outcome, w.on_paper_only, w.wishes_recorded, w.method, w.case_note,
           w.content_hash, seen_or_not(v.child_seen, w.visit_outcome, w.on_paper_only) AS counts
    FROM (SELECT visit_id, child_id, visited_on, child_seen, 'ssd_cp_visits' AS source, 'cp_visits' AS tbl FROM cp_visits
          UNION ALL SELECT visit_id, child_id, visited_on, child_seen, 'ssd_cin_visits', 'cin_visits' FROM cin_visits
          UNION ALL SELECT visit_id, child_id, visited_on, child_seen, 'ssd_cla_visits', 'care_visits' FROM care_visits) v
    LEFT JOIN own_records w ON w.visit_id = v.visit_id AND (w.visit_table IS NULL OR w.visit_table = v.source);

-- Involvements that are an allocation (contract.md, 'What one row is').
CREATE VIEW allocations AS
    SELECT * FROM involvements
    WHERE trim(regexp_replace(lower(role), '\s+', ' ', 'g'))
        IN ('allocated worker', 'allocated case worker', 'allocated social worker', 'social worker', 'lead practitioner');

-- What belongs to a plan: the plan it names, else the child's plan on that day; with no day, any of the child's plans.
CREATE MACRO at_plans(things) AS TABLE  -- things: thing_id, child_id, plan_id, on_day
    SELECT t.thing_id, t.plan_id AS record_id, t.on_day FROM query_table(things) t WHERE t.plan_id IS NOT NULL
    UNION ALL
    SELECT t.thing_id, p.plan_id, t.on_day FROM query_table(things) t JOIN cp_plans p USING (child_id)
    WHERE t.plan_id IS NULL AND (t.on_day IS NULL OR p.started_on IS NULL OR t.on_day >= p.started_on)
      AND (t.on_day IS NULL OR p.ended_on IS NULL OR t.on_day <= p.ended_on);
CREATE VIEW meetings AS SELECT core_group_id AS thing_id, child_id, plan_id, held_on AS on_day FROM core_groups;
CREATE VIEW core_groups_of_plans AS SELECT * FROM at_plans('meetings');
CREATE VIEW conferences_held AS  -- a review with no day has not been held; one whose day cannot be read has
    SELECT review_id AS thing_id, child_id, plan_id, held_on AS on_day FROM cp_reviews
    WHERE held_on IS NOT NULL OR was_unreadable('cp_reviews', 'held_on', review_id);
CREATE VIEW reviews_of_plans AS SELECT * FROM at_plans('conferences_held');
CREATE VIEW unborn AS  -- no date of birth, or one ahead, and a birth expected; one that cannot be read is one
    SELECT child_id FROM people_raw
    WHERE (born_on IS NULL OR born_on > as_at()) AND (expected_on IS NOT NULL OR born_on IS NOT NULL) AND NOT was_unreadable('people', 'born_on', child_id);
-- Children now open to the service: an open episode, plan (another council's temporary one too) or period of care (a short break too).
CREATE VIEW children_now_open AS
    SELECT child_id FROM open_episodes WHERE child_id IS NOT NULL
    UNION SELECT child_id FROM cp_plans WHERE ended_on IS NULL AND child_id IS NOT NULL
    UNION SELECT child_id FROM care_periods WHERE ends_on IS NULL AND child_id IS NOT NULL;

-- A thing done again and again, where the interval is not the same for every gap. The query defines next_due(arg, day, after_event, kindly): the
-- last day in time after the start or an event of that day (calendar days), of a record of that arg; kindly: the latest it could be where
-- arg is not known. records: record_id, starts_on, ends_on, arg.
-- Without a start nothing can be told, for an event may be from before it: the day due is then counted from the last event.
CREATE MACRO interval_live_by(records, events, visits) AS TABLE
    WITH r AS (SELECT * FROM query_table(records)), e AS (SELECT * FROM query_table(events)),
    gap AS (
        SELECT r.record_id, r.starts_on, r.arg,
               (SELECT max(e.on_day) FROM e WHERE e.record_id = r.record_id AND e.counts
                  AND e.on_day BETWEEN coalesce(r.starts_on, e.on_day) AND as_at()) AS last_on,
               coalesce((SELECT bool_or(e.on_day IS NULL OR (e.on_day >= r.starts_on AND next_due(r.arg, e.on_day, TRUE, TRUE) >= as_at()))
                  FROM e WHERE e.record_id = r.record_id AND (e.counts IS NULL OR (e.counts AND e.on_day IS NULL))), FALSE) AS kind
        FROM r
    ), timed AS (
        SELECT *, next_due(arg, coalesce(last_on, starts_on), last_on IS NOT NULL, FALSE) AS due_on,
               next_due(arg, coalesce(last_on, starts_on), last_on IS NOT NULL, TRUE) AS last_due,
               EXISTS (SELECT 1 FROM e WHERE e.record_id = gap.record_id AND e.on_day <= as_at()
                  AND (e.on_day > coalesce(last_on, starts_on) OR (last_on IS NULL AND e.on_day >= starts_on))) AS tried
        FROM gap
    )
    SELECT 'live' AS counting, record_id, due_on,
           CASE WHEN starts_on IS NULL THEN 'not_recorded'
                WHEN due_on >= as_at() AND last_on IS NOT NULL THEN 'met'
                WHEN kind OR last_due >= as_at() THEN 'not_recorded'
                WHEN visits AND NOT tried AND wd_between(due_on, as_at()) <= 2 THEN 'not_recorded'
                ELSE 'not_met' END AS outcome
    FROM timed
    WHERE last_on IS NOT NULL OR starts_on IS NULL OR kind OR due_on < as_at();

CREATE MACRO interval_period_by(records, events) AS TABLE  -- after_event: FALSE for the gap from the record's own start
    WITH RECURSIVE r AS (
        SELECT *, least(coalesce(ends_on, as_at()), as_at()) AS last_day FROM query_table(records)
        WHERE ends_on IS NULL OR ends_on >= since()
    ), e AS (SELECT * FROM query_table(events)),
    held AS (
        SELECT DISTINCT r.record_id, e.on_day FROM r JOIN e USING (record_id)
        WHERE e.counts AND e.on_day BETWEEN coalesce(r.starts_on, e.on_day) AND r.last_day
    ), points AS (
        SELECT record_id, starts_on AS from_day, FALSE AS after_event FROM r
        UNION ALL SELECT record_id, on_day, TRUE FROM held
    ), gaps AS (
        SELECT *, lead(from_day) OVER (PARTITION BY record_id ORDER BY after_event, from_day) AS done_on,
               row_number() OVER (ORDER BY record_id, after_event, from_day) AS gap
        FROM points
    ), judged AS (
        SELECT g.*, r.ends_on, r.last_day, r.arg, next_due(r.arg, g.from_day, g.after_event, FALSE) AS due_on,
               next_due(r.arg, g.from_day, g.after_event, TRUE) AS last_due
        FROM gaps g JOIN r USING (record_id)
    ), doubt AS (
        SELECT j.gap, e.on_day FROM judged j JOIN e USING (record_id)
        WHERE (e.counts IS NULL OR (e.counts AND e.on_day IS NULL)) AND j.from_day IS NOT NULL AND (j.done_on IS NULL OR j.done_on > j.due_on)
          AND (e.on_day IS NULL OR e.on_day BETWEEN j.from_day AND coalesce(j.done_on, j.last_day))
    ), cut AS (
        SELECT gap, from_day AS a, after_event FROM judged WHERE gap IN (SELECT gap FROM doubt)
        UNION ALL SELECT gap, on_day, TRUE FROM doubt WHERE on_day IS NOT NULL
    ), pieces AS (
        SELECT c.*, coalesce(lead(a) OVER (PARTITION BY gap ORDER BY after_event, a), j.done_on, j.last_day) AS b, j.arg, row_number() OVER () AS piece
        FROM cut c JOIN (SELECT gap, done_on, last_day, arg FROM judged) j USING (gap)
    ), reach AS (
        SELECT gap, piece, a, after_event, b, arg, 0 AS cuts FROM pieces
        UNION ALL
        SELECT gap, piece, next_due(arg, a, after_event, TRUE), TRUE, b, arg, cuts + 1 FROM reach
        WHERE next_due(arg, a, after_event, TRUE) < b AND cuts < 200
    ), needed AS (
        SELECT gap, sum(most) AS cuts FROM (SELECT gap, piece, max(cuts) AS most FROM reach GROUP BY gap, piece) GROUP BY gap
    ), kinds AS (
        SELECT d.gap, any_value(n.cuts) <= count(*) FILTER (WHERE d.on_day IS NULL) AS kind, max(d.on_day) AS last_doubt
        FROM doubt d JOIN needed n USING (gap) GROUP BY d.gap
    ), known AS (
        SELECT j.*, coalesce(k.kind, FALSE) AS by_event, k.last_doubt, due_on < as_at() AS late_now,
               (SELECT starts_on FROM r WHERE r.record_id = j.record_id) IS NULL AS no_start,
               done_on IS NULL AND ends_on IS NOT NULL AND from_day IS NOT NULL AND ends_on <= due_on AS ended_in_time,
               from_day IS NOT NULL AND coalesce(done_on, last_day) BETWEEN due_on + 1 AND last_due AS by_arg
        FROM judged j LEFT JOIN kinds k USING (gap)
    ), placed AS (
        SELECT *, by_event AND done_on IS NULL AND (NOT late_now OR ended_in_time) AS kind_early,
               CASE WHEN from_day IS NULL THEN coalesce(done_on, last_day)
                    WHEN by_event AND done_on IS NULL AND (NOT late_now OR ended_in_time) THEN coalesce(last_doubt, last_day)
                    ELSE least(coalesce(due_on, done_on), coalesce(done_on, due_on)) END AS belongs
        FROM known
    )
    SELECT 'period' AS counting, record_id, due_on, from_day, after_event, done_on,
           CASE WHEN no_start THEN 'not_recorded'
                WHEN done_on <= due_on THEN 'met'
                WHEN by_event OR by_arg THEN 'not_recorded'
                ELSE 'not_met' END AS outcome
    FROM placed
    WHERE belongs BETWEEN since() AND as_at()
      AND (done_on IS NOT NULL OR kind_early OR ((late_now OR from_day IS NULL) AND NOT ended_in_time));

-- What belongs to a period of care: by its care id; where that is blank, by the child and the day (contract.md, "Reading SSD"). A review
-- with no day is not held yet, unless its day could not be read; a blank under cancelled is not a cancellation, one that could not be read
-- is unclear. counts is blank too where the day care began is: nothing then says that it came after.
CREATE VIEW own_care AS SELECT care_id, child_id, starts_on, ends_on FROM care_periods WHERE NOT short_break;
CREATE VIEW reviews_in_care AS
    SELECT p.care_id, r.review_id, r.held_on, r.care_id IS NOT NULL AS named, r.unclear,
           CASE WHEN r.unclear OR p.starts_on IS NULL THEN NULL ELSE TRUE END AS counts
    FROM (SELECT *, cancelled IS NULL AND was_unreadable('care_reviews', 'cancelled', review_id) AS unclear FROM care_reviews) r
    JOIN own_care p ON r.care_id = p.care_id OR (r.care_id IS NULL AND r.child_id = p.child_id)
    WHERE coalesce(r.cancelled, FALSE) = FALSE
      AND (r.held_on IS NOT NULL OR was_unreadable('care_reviews', 'held_on', r.review_id))
      AND (r.held_on IS NULL OR ((p.starts_on IS NULL OR r.held_on >= p.starts_on) AND (p.ends_on IS NULL OR r.held_on <= p.ends_on)));

-- Placements in a period of care that is no short break, by care id; where that is blank, or names no period on record, by child and date
-- (of two periods one still open if the placement is: no placement outlasts its care; then the later start, then the higher id).
-- One ends with the care, if not before. The current one of a child: open, the later start (a blank one first, so that it is not
-- recorded), then the higher id.
CREATE MACRO placed_in(periods) AS TABLE
    SELECT q.* EXCLUDE (care_id, child_id), p.care_id, coalesce(q.child_id, p.child_id) AS child_id,
           CASE WHEN q.ended_on IS NULL OR p.ends_on < q.ended_on THEN p.ends_on ELSE q.ended_on END AS ends_on
    FROM placements q
    JOIN query_table(periods) p ON q.care_id = p.care_id
      OR ((q.care_id IS NULL OR q.care_id NOT IN (SELECT care_id FROM care_periods)) AND q.child_id = p.child_id
          AND (q.started_on IS NULL OR p.ends_on IS NULL OR q.started_on <= p.ends_on)
          AND (q.ended_on IS NULL OR p.starts_on IS NULL OR q.ended_on >= p.starts_on))
    QUALIFY row_number() OVER (PARTITION BY q.placement_id
                               ORDER BY (q.ended_on IS NULL AND p.ends_on IS NULL) DESC, p.starts_on DESC NULLS LAST, p.care_id DESC) = 1;
CREATE VIEW care_placements AS FROM placed_in('own_care');
CREATE VIEW current_placements AS
    SELECT * FROM placed_in('in_care') WHERE ends_on IS NULL
    QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS FIRST, placement_id DESC) = 1;
-- Visits as events of the placement they fall in. A visit on the day of a move is a visit in both.
CREATE VIEW visits_in_placements AS
    SELECT q.placement_id, v.visit_id, v.visited_on AS on_day, v.counts
    FROM care_placements q JOIN visits_of('care_visits', 'ssd_cla_visits') v
      ON v.care_id = q.care_id OR (v.care_id IS NULL AND v.child_id = q.child_id)
    WHERE (v.visited_on IS NULL OR q.started_on IS NULL OR v.visited_on >= q.started_on)
      AND (v.visited_on IS NULL OR q.ends_on IS NULL OR v.visited_on <= q.ends_on);
-- How children in care are visited (regulation 28). A placement passes from one way to the next on a day: its first birthday, the child's
-- agreement, the beginning and the day after the end of regulation 24's approval (said to have ended and not when it began: from the placement's
-- own start), the first review held since it, or since the child came home, and each legal status of a child at home. rule is 'special' (at
-- home, P1, or approved for the time being), 'lasting' (meant to last until 18, and a year old) or 'ordinary'.
CREATE VIEW visiting AS
    SELECT q.placement_id AS record_id, q.child_id, q.care_id, q.started_on AS starts_on, q.ends_on, q.placement_type,
           coalesce(q.placement_type = 'P1', FALSE) AS home, coalesce(q.placement_type IN ('U1', 'U4'), FALSE) AS fostered,
           coalesce(k.until_18, FALSE) AS lasts, was_unreadable('placement_details', 'until_18', q.placement_id) AS lasts_unread,
           k.child_agreed_on AS agreed_on, was_unreadable('placement_details', 'child_agreed_on', q.placement_id) AS agreed_unread,
           months_on(q.started_on, 12) AS year_old_on,
           q.placement_type IS NOT DISTINCT FROM 'P1' OR k.temporary_approval_from IS NOT NULL OR k.temporary_approval_to IS NOT NULL AS close,
           CASE WHEN q.placement_type = 'P1' THEN q.started_on ELSE greatest(k.temporary_approval_from, q.started_on) END AS close_from,
           CASE WHEN q.placement_type IS DISTINCT FROM 'P1' THEN k.temporary_approval_to + 1 END AS close_until,
           q.placement_id IN (SELECT placement_id FROM current_placements) AS now
    FROM care_placements q LEFT JOIN placement_details k USING (placement_id);
CREATE VIEW reviewed_close AS  -- a review after the placement's end changes nothing
    SELECT v.record_id, min(r.held_on) FILTER (WHERE NOT r.unclear) AS reviewed_on, bool_or(r.unclear OR r.held_on IS NULL) AS unclear
    FROM visiting v JOIN (
        SELECT *, cancelled IS NULL AND was_unreadable('care_reviews', 'cancelled', review_id) AS unclear FROM care_reviews
        WHERE NOT coalesce(cancelled, FALSE) AND (held_on IS NOT NULL OR was_unreadable('care_reviews', 'held_on', review_id))
    ) r ON r.care_id = v.care_id OR (r.care_id IS NULL AND r.child_id = v.child_id)
    WHERE v.close AND coalesce(r.held_on >= v.close_from, TRUE) GROUP BY v.record_id;
CREATE VIEW ways_of_visiting AS  -- one row a stretch: its first day, the day the next begins, and how the day due is counted
    WITH visiting AS MATERIALIZED (FROM visiting), points AS (
        SELECT record_id, coalesce(starts_on, DATE '0001-01-01') AS since FROM visiting
        UNION SELECT record_id, unnest([year_old_on, agreed_on, close_from, close_until]) FROM visiting
        UNION SELECT record_id, reviewed_on FROM reviewed_close
        UNION SELECT v.record_id, unnest([l.started_on, l.ended_on + 1]) FROM visiting v JOIN legal_statuses l USING (child_id) WHERE v.home
    ), stretches AS (
        SELECT p.record_id, p.since, coalesce(lead(p.since) OVER (PARTITION BY p.record_id ORDER BY p.since), DATE '9999-01-01') AS until_next
        FROM points p JOIN visiting v USING (record_id) WHERE p.since >= coalesce(v.starts_on, p.since)
    ), status AS (
        SELECT s.record_id, s.since, l.legal_status, l.started_on
        FROM stretches s JOIN visiting v USING (record_id) JOIN legal_statuses l USING (child_id)
        WHERE v.home AND coalesce(l.started_on <= greatest(s.since, DATE '1900-01-01'), TRUE) AND coalesce(l.ended_on >= s.since, TRUE)
        QUALIFY row_number() OVER (PARTITION BY s.record_id, s.since ORDER BY l.started_on DESC NULLS LAST, l.legal_status_id DESC) = 1
    ), orders AS (
        SELECT v.record_id, min(l.started_on) AS ordered_on FROM visiting v JOIN legal_statuses l USING (child_id)
        WHERE v.home AND l.legal_status = 'C2' AND coalesce(l.ended_on >= v.starts_on, TRUE) GROUP BY v.record_id
    ), told AS (
        SELECT s.record_id, s.since, s.until_next, v.home, v.fostered, v.placement_type, v.agreed_on, v.agreed_unread, v.lasts_unread, v.starts_on,
               v.close_from, v.close AND coalesce(s.since >= v.close_from, TRUE) AND coalesce(s.since < v.close_until, TRUE) AS special,
               coalesce(s.since >= v.year_old_on, FALSE) AS old, v.lasts, coalesce(s.since >= v.agreed_on, FALSE) AS agreed, t.legal_status AS status,
               coalesce(s.since >= r.reviewed_on, FALSE) AS reviewed, coalesce(r.unclear, FALSE) AS unclear,
               CASE WHEN o.ordered_on > v.starts_on THEN o.ordered_on END AS ordered_on
        FROM stretches s JOIN visiting v USING (record_id) LEFT JOIN status t USING (record_id, since)
        LEFT JOIN reviewed_close r USING (record_id) LEFT JOIN orders o USING (record_id)
    ), ruled AS (
        SELECT *, CASE WHEN special THEN 'special' WHEN old AND lasts THEN 'lasting' ELSE 'ordinary' END AS rule,
               special AND home AND status IS NOT DISTINCT FROM 'C2' AS full_order,
               CASE WHEN home AND status IS DISTINCT FROM 'C1' THEN 42 ELSE 28 END AS after_review
        FROM told
    )
    SELECT record_id, since, until_next, rule,
           CASE WHEN rule = 'ordinary' OR full_order THEN 42 WHEN rule = 'special' THEN CASE WHEN reviewed THEN after_review ELSE 7 END END AS days,
           CASE WHEN rule = 'lasting' THEN CASE WHEN agreed AND fostered THEN 6 ELSE 3 END END AS months,
           CASE WHEN full_order THEN ordered_on WHEN rule = 'special' THEN close_from END AS counted_from,  -- for a visit made before it
           CASE WHEN rule = 'special' THEN CASE WHEN full_order OR NOT reviewed THEN 7 ELSE after_review END END AS days_from,
           CASE WHEN rule = 'special' AND home AND status IS NULL THEN 42
                WHEN rule = 'special' AND NOT full_order AND NOT reviewed AND unclear THEN after_review END AS kind_days,
           CASE WHEN rule = 'lasting' AND NOT (agreed AND fostered) AND ((agreed_unread AND fostered) OR (placement_type IS NULL AND agreed_on IS NOT NULL)) THEN 6
                WHEN rule = 'ordinary' AND old AND lasts_unread THEN 3 END AS kind_months
    FROM ruled;
-- A gap between visits belongs to one way: the first, of those that had not ended when it began, in which a visit fell due or the child was seen
-- before the next began. Live: to that of tonight. each day of a placement, as the first of a gap: rule, due_on, the latest it could be.
CREATE VIEW seen_in_placements AS SELECT placement_id AS record_id, on_day, counts FROM visits_in_placements;
CREATE MACRO gaps_by_day(live) AS TABLE
    WITH visiting AS MATERIALIZED (FROM visiting), seen_in_placements AS MATERIALIZED (FROM seen_in_placements), sure AS (
        SELECT DISTINCT record_id, on_day FROM seen_in_placements WHERE counts AND on_day IS NOT NULL
    ), days AS (
        SELECT record_id, starts_on AS a FROM visiting WHERE starts_on <= as_at() AND (now OR NOT live)
        UNION SELECT record_id, on_day FROM sure JOIN visiting v USING (record_id) WHERE v.now OR NOT live
        UNION  -- any day, where a visit that is unclear may have been on it, or the next be counted from it
        SELECT v.record_id, CAST(unnest(generate_series(coalesce(v.starts_on, u.first_on), as_at(), INTERVAL 1 DAY)) AS DATE)
        FROM visiting v JOIN (SELECT record_id, min(on_day) AS first_on, bool_or(counts IS NULL OR on_day IS NULL) AS doubt
                              FROM seen_in_placements GROUP BY record_id) u USING (record_id)
        WHERE u.doubt AND coalesce(v.starts_on, u.first_on) <= as_at() AND (v.now OR NOT live)
    ), starting AS (  -- a gap from the placement's own start may end on that day; one from a visit ends on a later one
        SELECT d.record_id, d.a, FALSE AS after_event, min(s.on_day) AS done_on
        FROM days d JOIN visiting v ON v.record_id = d.record_id AND v.starts_on = d.a LEFT JOIN sure s ON s.record_id = d.record_id AND s.on_day >= d.a
        GROUP BY ALL
        UNION ALL
        SELECT v.record_id, NULL, FALSE, min(s.on_day) FROM visiting v LEFT JOIN sure s USING (record_id)
        WHERE v.starts_on IS NULL AND (v.now OR NOT live) GROUP BY ALL
        UNION ALL
        SELECT d.record_id, d.a, TRUE, min(s.on_day)
        FROM days d LEFT JOIN sure s ON s.record_id = d.record_id AND s.on_day > d.a GROUP BY ALL
    ), timed AS (
        SELECT g.*, w.since, w.until_next, w.rule,
               CASE WHEN months IS NOT NULL THEN months_on(a, months) WHEN a < counted_from THEN counted_from + days_from ELSE a + days END AS due_on,
               CASE WHEN kind_months IS NOT NULL THEN months_on(a, kind_months) WHEN kind_days IS NULL THEN NULL
                    WHEN a < counted_from THEN counted_from + days_from ELSE a + kind_days END AS kind_due_on
        FROM starting g JOIN ways_of_visiting w USING (record_id)
    )
    SELECT record_id, a, after_event, rule, due_on, greatest(due_on, kind_due_on) AS last_due FROM timed
    WHERE CASE WHEN live THEN since <= as_at() AND until_next > as_at()
               ELSE coalesce(until_next > a, TRUE) AND coalesce(least(coalesce(due_on, done_on), coalesce(done_on, due_on)) < until_next, TRUE) END
    QUALIFY row_number() OVER (PARTITION BY record_id, a, after_event ORDER BY since) = 1;
CREATE MACRO due_by_day(days) AS TABLE  -- the same, a placement a row, to be looked up by the day
    SELECT v.record_id, v.starts_on, v.ends_on, d.arg FROM visiting v JOIN (
        SELECT record_id, {'day': list(a ORDER BY a) FILTER (WHERE after_event), 'due': list(due_on ORDER BY a) FILTER (WHERE after_event), 'last': list(last_due ORDER BY a) FILTER (WHERE after_event),
               'rule': list(rule ORDER BY a) FILTER (WHERE after_event), 'start_due': max(due_on) FILTER (WHERE NOT after_event),
               'start_last': max(last_due) FILTER (WHERE NOT after_event), 'start_rule': max(rule) FILTER (WHERE NOT after_event)} AS arg
        FROM query_table(days) GROUP BY record_id) d USING (record_id);
CREATE MACRO next_visit(arg, day, after_event, kindly) AS
    CASE WHEN day IS NULL THEN NULL WHEN NOT after_event THEN CASE WHEN kindly THEN arg.start_last ELSE arg.start_due END
         WHEN kindly THEN arg.last[list_position(arg.day, day)] ELSE arg.due[list_position(arg.day, day)] END;
CREATE MACRO way_of(arg, day, after_event) AS CASE WHEN after_event THEN arg.rule[list_position(arg.day, day)] ELSE arg.start_rule END;

-- Initial conferences of this council: not those said to be of children moving in on another council's plan (a blank moves none out).
CREATE VIEW own_conferences AS SELECT * FROM initial_conferences WHERE NOT coalesce(transfer_in, FALSE);
-- Whose conference: the enquiry it names, else the child's latest enquiry begun by the day it was held (where that day is not known, the
-- latest). A running enquiry that has none so takes the child's that name no enquiry and were not held before it began.
CREATE VIEW conferences_of_enquiries AS
    WITH named AS (
        SELECT conference_id, enquiry_id, held_on FROM own_conferences WHERE enquiry_id IS NOT NULL
    ), loose AS (
        SELECT c.conference_id, e.enquiry_id, c.held_on, e.started_on, e.ended_on
        FROM own_conferences c JOIN section_47_enquiries e USING (child_id)
        WHERE c.enquiry_id IS NULL AND (c.held_on IS NULL OR e.started_on IS NULL OR e.started_on <= c.held_on)
    ), latest AS (
        SELECT conference_id, enquiry_id, held_on FROM loose
        QUALIFY row_number() OVER (PARTITION BY conference_id ORDER BY started_on DESC NULLS LAST, enquiry_id DESC) = 1
    ), given AS (SELECT * FROM named UNION ALL SELECT * FROM latest), every_one AS (
        SELECT * FROM given
        UNION ALL
        SELECT conference_id, enquiry_id, held_on FROM loose WHERE ended_on IS NULL AND enquiry_id NOT IN (SELECT enquiry_id FROM given)
    )
    SELECT *, was_unreadable('initial_conferences', 'held_on', conference_id) AS day_lost FROM every_one;


-- An open child: an open episode, a protection plan (any council's) or a period of care, short breaks too.
CREATE VIEW open_child AS
    SELECT child_id FROM open_episodes WHERE child_id IS NOT NULL UNION SELECT child_id FROM on_any_plan
    UNION SELECT child_id FROM care_periods WHERE ends_on IS NULL AND child_id IS NOT NULL;

-- Child in need plans open tonight, of open episodes, of children neither on a plan of this council nor in care. A plan that names no episode
-- is in: a blank never moves a child out.
CREATE VIEW needs AS
    SELECT n.*, least(n.ended_on, r.closed_on) AS ends_on FROM cin_plans n LEFT JOIN episodes r USING (referral_id)
    WHERE n.referral_id IS NULL OR r.referral_id IS NOT NULL;
CREATE VIEW protected_or_in_care_now AS
    SELECT child_id FROM own_plans WHERE ended_on IS NULL AND child_id IS NOT NULL
    UNION SELECT child_id FROM in_care WHERE child_id IS NOT NULL;
CREATE VIEW needs_now AS
    SELECT * FROM needs WHERE ends_on IS NULL AND (child_id IS NULL OR child_id NOT IN (SELECT child_id FROM protected_or_in_care_now));

-- Times on a protection plan of this council or in care. One without a start takes nothing away before its end (or tonight); one that ended
-- before it began is none.
CREATE VIEW times_elsewhere AS
    WITH t AS (
        SELECT child_id, coalesce(started_on, ended_on, as_at()) AS a, coalesce(ended_on, DATE '9999-01-01') AS b FROM own_plans
        UNION ALL SELECT child_id, coalesce(starts_on, ends_on, as_at()), coalesce(ends_on, DATE '9999-01-01') FROM care_periods WHERE NOT short_break
    )
    SELECT * FROM t WHERE child_id IS NOT NULL AND b >= a;
CREATE VIEW elsewhere AS  -- run together where they touch
    WITH dated AS (
        SELECT * FROM times_elsewhere WHERE b > a
    ), marked AS (
        SELECT *, coalesce(a > max(b) OVER (PARTITION BY child_id ORDER BY a, b ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), TRUE) AS fresh FROM dated
    ), islands AS (
        SELECT *, sum(CASE WHEN fresh THEN 1 ELSE 0 END) OVER (PARTITION BY child_id ORDER BY a, b) AS island FROM marked
    )
    SELECT child_id, min(a) AS a, max(b) AS b FROM islands GROUP BY child_id, island;
-- What is left of records (record_id, child_id, received_on, starts_on, ends_on) outside those times: record_id becomes 'id|n'. A blank
-- start lies before all; of such a record what was over when it was received takes nothing away.
CREATE MACRO outside(records) AS TABLE
    WITH r AS (SELECT * FROM query_table(records)),
    begun AS (
        SELECT record_id, child_id, received_on, starts_on, ends_on, coalesce(starts_on, DATE '0001-01-01') AS begins FROM r
        WHERE NOT EXISTS (SELECT 1 FROM elsewhere x WHERE x.child_id = r.child_id AND x.a <= r.starts_on AND x.b > r.starts_on)
        UNION
        SELECT r.record_id, r.child_id, r.received_on, x.b, r.ends_on, x.b FROM r JOIN elsewhere x USING (child_id)
        WHERE (r.starts_on IS NOT NULL OR coalesce(x.b > r.received_on, TRUE)) AND x.b > coalesce(r.starts_on, DATE '0001-01-01')
          AND (r.ends_on IS NULL OR x.b < r.ends_on) AND x.b < DATE '9999-01-01'
    ), cut AS (
        SELECT record_id, child_id, starts_on, begins,
               least(ends_on, (SELECT min(x.a) FROM times_elsewhere x WHERE x.child_id = begun.child_id AND x.a > begun.begins AND x.b > x.a
                                 AND (begun.starts_on IS NOT NULL OR coalesce(x.b > begun.received_on, TRUE)))) AS ends_on
        FROM begun
    )
    SELECT record_id || '|' || row_number() OVER () AS record_id, record_id AS whole, child_id, starts_on, ends_on
    FROM cut WHERE ends_on IS NULL OR ends_on > begins;

-- Allocations, and what of them could not be read. The allocated worker of a child tonight is the person of the open one: of two, the later
-- start, then the higher id.
CREATE VIEW holds AS
    SELECT *, was_unreadable('involvements', 'worker_id', involvement_id) AS worker_unread,
           was_unreadable('involvements', 'ended_on', involvement_id) AS end_unread
    FROM allocations;
CREATE VIEW allocated_tonight AS
    SELECT * FROM holds WHERE ended_on IS NULL
    QUALIFY row_number() OVER (PARTITION BY child_id ORDER BY started_on DESC NULLS LAST, involvement_id DESC) = 1;

-- Assessments with the day they are counted from: the first of an episode from its referral, a later one (or one that names no referral)
-- from its own start. The first is the first that has a date. One of a referral said to need no further action is still to be finished while
-- the case has not closed.
CREATE VIEW timed_assessments AS
    WITH placed AS (
        SELECT a.*, r.referral_id IS NOT NULL AS linked, r.received_on, r.closed_on,
               row_number() OVER (PARTITION BY a.referral_id ORDER BY a.started_on NULLS LAST, a.assessment_id) AS place
        FROM assessments a LEFT JOIN referrals r USING (referral_id)
    )
    SELECT *, CASE WHEN linked AND place = 1 THEN received_on ELSE started_on END AS from_on,
           was_unreadable('assessments', 'authorised_on', assessment_id) AS authorised_unread,
           NOT linked OR closed_on IS NULL AS case_open
    FROM placed;
-- An outcome told in words, or in a list of flags of which one says yes.
CREATE MACRO says_something(said) AS said IS NOT NULL AND trim(said) <> ''
    AND (NOT starts_with(trim(said), '{')
         OR len(list_filter(regexp_extract_all(said, ':\s*"([^"]*)"', 1),
                            lambda flag: upper(trim(flag)) NOT IN ('', 'N', 'NO', '0', 'FALSE'))) > 0);

-- Social workers of the workforce table, and those who lead them (a blank role moves nobody out). No source lists the roles' words.
CREATE VIEW social_workers AS
    SELECT * FROM staff WHERE role IS NULL OR regexp_matches(lower(role), 'social work|practitioner|team manager|service manager');
