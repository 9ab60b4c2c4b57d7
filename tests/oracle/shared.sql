-- What every query of the oracle may use. Written from domain.md and contract.md alone; it shares no code with the standards.
--
-- Each table of the night is here twice: <table> as it stood at the end of as_at (rows dated later are not there yet; events and endings
-- dated later read as blank), and <table>_raw as read. asked holds one row: as_at, extracted_on, since (first day of the six months).
-- unreadable(tbl, col, key): values that were there and could not be read (they read as NULL).

CREATE MACRO as_at() AS (SELECT as_at FROM asked);
CREATE MACRO since() AS (SELECT since FROM asked);
CREATE MACRO extracted_on() AS (SELECT extracted_on FROM asked);

-- Working days. workdays(d, n): n working days have passed from the beginning of the calendar to the end of d.
CREATE MACRO wd_between(a, b) AS (  -- working days in (a, b]; 0 where b is not after a
    greatest(0, (SELECT n FROM workdays WHERE d = CAST(b AS DATE)) - (SELECT n FROM workdays WHERE d = CAST(a AS DATE)))
);
CREATE MACRO wd_add(a, k) AS (  -- the k-th working day after a
    (SELECT min(d) FROM workdays WHERE n = (SELECT n FROM workdays WHERE d = CAST(a AS DATE)) + k)
);
CREATE MACRO months_on(a, k) AS CAST(CAST(a AS DATE) + to_months(CAST(k AS INTEGER)) AS DATE);  -- clips to the month's end
CREATE MACRO days_on(a, k) AS CAST(a AS DATE) + CAST(k AS INTEGER);
CREATE MACRO was_unreadable(t, c, k) AS EXISTS (SELECT 1 FROM unreadable u WHERE u.tbl = t AND u.col = c AND u.key = k);
CREATE MACRO age_on(born, day) AS date_diff('year', CAST(born AS DATE), CAST(day AS DATE))
    - CASE WHEN (month(CAST(day AS DATE)), day(CAST(day AS DATE))) < (month(CAST(born AS DATE)), day(CAST(born AS DATE))) THEN 1 ELSE 0 END;
