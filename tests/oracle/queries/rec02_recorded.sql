-- Something is recorded on every open episode: 28 days, 14 on a protection plan. To be recorded tomorrow is not recorded yet.
CREATE OR REPLACE TEMP VIEW the_files AS
    SELECT referral_id AS record_id, received_on AS starts_on, 'cd' AS clock, CASE WHEN p.child_id IS NULL THEN 28 ELSE 14 END AS n
    FROM open_episodes r LEFT JOIN on_any_plan p USING (child_id);
CREATE OR REPLACE TEMP VIEW put_there AS
    SELECT r.referral_id AS record_id, a.recorded_on AS on_day, a.recorded_on IS NOT NULL AS counts
    FROM open_episodes r JOIN activities_raw a USING (child_id)
    WHERE (a.happened_on IS NULL OR a.happened_on <= as_at()) AND (a.recorded_on IS NULL OR a.recorded_on <= as_at());
SELECT * FROM silent_live('the_files', 'put_there')
