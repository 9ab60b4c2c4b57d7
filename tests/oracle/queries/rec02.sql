-- Something happens on every open episode: 28 days, 14 where the child is on a protection plan (any council's) tonight.
CREATE OR REPLACE TEMP VIEW the_files AS
    SELECT referral_id AS record_id, received_on AS starts_on, 'cd' AS clock, CASE WHEN p.child_id IS NULL THEN 28 ELSE 14 END AS n
    FROM open_episodes r LEFT JOIN on_any_plan p USING (child_id);
CREATE OR REPLACE TEMP VIEW put_there AS
    SELECT r.referral_id AS record_id, a.happened_on AS on_day, a.happened_on IS NOT NULL AS counts
    FROM open_episodes r JOIN activities a USING (child_id);
SELECT * FROM silent_live('the_files', 'put_there')
