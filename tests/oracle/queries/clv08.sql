-- The 17th to 21st birthdays of relevant and former relevant young people (or of no category) since they left care (one said to have left stays in, though a period of care is open): in touch between three
-- months before and one month after. Live: the last whose window has opened. Contact of any kind, the adviser's too.
CREATE OR REPLACE TEMP VIEW born AS SELECT child_id, any_value(born_on) AS born_on FROM people WHERE child_id IS NOT NULL GROUP BY child_id;
CREATE OR REPLACE TEMP VIEW young AS
    SELECT l.care_leaver_id, l.child_id, l.in_touch, b.born_on, l.last_contact_on,
           was_unreadable('care_leavers', 'last_contact_on', l.care_leaver_id)
           OR EXISTS (SELECT 1 FROM adviser_visits v WHERE v.child_id = l.child_id AND v.visited_on IS NULL) AS doubt
    FROM care_leavers l LEFT JOIN born b USING (child_id)
    WHERE coalesce(l.eligibility, 'RELEVANT') IN ('RELEVANT', 'FORMER RELEVANT');
CREATE OR REPLACE TEMP VIEW birthdays AS
    SELECT y.*, birthday_of(y.born_on, n) AS birthday, days_on(months_on(birthday_of(y.born_on, n), -3), 0) AS opens_on,
           months_on(birthday_of(y.born_on, n), 1) AS due_on
    FROM young y, range(17, 22) AS r(n)
    WHERE y.born_on IS NOT NULL AND months_on(birthday_of(y.born_on, n), -3) <= as_at()
      AND NOT EXISTS (SELECT 1 FROM care_periods c WHERE c.child_id = y.child_id AND NOT c.short_break
                      AND c.ends_on > birthday_of(y.born_on, n));
CREATE OR REPLACE TEMP VIEW things AS
    SELECT care_leaver_id || ' ' || birthday AS record_id, birthday, due_on, doubt AS kind, CAST(NULL AS DATE) AS ends_on,
           least(CASE WHEN last_contact_on BETWEEN opens_on AND due_on THEN last_contact_on END,
                 (SELECT min(v.visited_on) FROM adviser_visits v WHERE v.child_id = b.child_id AND v.visited_on BETWEEN b.opens_on AND b.due_on)) AS done_on,
           care_leaver_id, opens_on
    FROM birthdays b
    UNION ALL SELECT care_leaver_id, NULL, NULL, FALSE, NULL, NULL, care_leaver_id, NULL FROM young WHERE born_on IS NULL;
CREATE OR REPLACE TEMP VIEW latest AS
    SELECT * FROM things QUALIFY row_number() OVER (PARTITION BY care_leaver_id ORDER BY opens_on DESC NULLS LAST) = 1;
SELECT a.counting, y.care_leaver_id AS record_id, a.due_on, CASE WHEN y.in_touch IN ('DIED', 'REFU', 'NREQ', 'RHOM') THEN 'exempt' ELSE a.outcome END AS outcome
FROM (SELECT * FROM once_live('latest', 'm') UNION ALL SELECT * FROM once_period('things', 'm')) a
JOIN things t USING (record_id) JOIN young y USING (care_leaver_id)
