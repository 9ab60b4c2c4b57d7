-- Children born, with an open record: a number of 13 whose check letter is right; or, with no number, a reason: UN1 until the fifth birthday,
-- UN4 for a week since any referral or start of care, be it over or not; any other (or one that cannot be read). Without a day of birth UN1 is met
-- (the example). Where no day says that UN4 holds, but one that is blank might (by its ending at the latest), or its ending lies before it, or
-- nothing is on record: not recorded (contract.md, "not_recorded").
-- Check letter: figures 2 to 13 (a letter in place 13 by its place in the alphabet without I, O, S) times 2 to 13, summed, over 23.
CREATE OR REPLACE TEMP MACRO letter_at(n) AS substr('ABCDEFGHJKLMNPQRTUVWXYZ', n + 1, 1);
CREATE OR REPLACE TEMP MACRO worth(c) AS CASE WHEN c BETWEEN '0' AND '9' THEN CAST(c AS INTEGER) ELSE strpos('ABCDEFGHJKLMNPQRTUVWXYZ', c) - 1 END;
CREATE OR REPLACE TEMP MACRO right_number(said) AS regexp_full_match(said, '[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]')
    AND substr(said, 1, 1) = letter_at(CAST(list_sum([worth(substr(said, CAST(i AS INTEGER), 1)) * i FOR i IN range(2, 14)]) % 23 AS INTEGER));
CREATE OR REPLACE TEMP VIEW fresh AS
    SELECT child_id,
           bool_or(coalesce(date_diff('day', on_day, as_at()) <= 7 AND coalesce(over_on >= on_day, TRUE), FALSE)) AS surely,
           bool_or(date_diff('day', coalesce(on_day, over_on, as_at()), as_at()) <= 7) AS perhaps
    FROM (SELECT child_id, received_on AS on_day, closed_on AS over_on FROM referrals
          UNION ALL SELECT child_id, starts_on, ends_on FROM care_periods)
    GROUP BY child_id;
SELECT 'live' AS counting, p.child_id AS record_id,
       CASE WHEN upn IS NOT NULL THEN CASE WHEN right_number(upn) THEN 'met' ELSE 'broken' END
            WHEN was_unreadable('people', 'upn_unknown', p.child_id) OR upn_unknown NOT IN ('UN1', 'UN4') THEN 'met'
            WHEN upn_unknown = 'UN1' THEN CASE WHEN age_on(born_on, as_at()) >= 5 THEN 'broken' ELSE 'met' END
            WHEN upn_unknown = 'UN4' THEN CASE WHEN f.surely THEN 'met' WHEN coalesce(f.perhaps, TRUE) THEN 'not_recorded' ELSE 'broken' END
            ELSE 'broken' END AS outcome
FROM people p LEFT JOIN fresh f USING (child_id)
WHERE p.child_id IN (SELECT child_id FROM children_now_open) AND p.child_id NOT IN (SELECT child_id FROM unborn)
