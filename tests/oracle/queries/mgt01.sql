-- A manager's decision of any kind on every open episode in the last 28 days.
CREATE OR REPLACE TEMP VIEW the_files AS
    SELECT referral_id AS record_id, received_on AS starts_on, 'cd' AS clock, 28 AS n FROM open_episodes;
CREATE OR REPLACE TEMP VIEW put_there AS
    SELECT r.referral_id AS record_id, d.decided_on AS on_day, d.decided_on IS NOT NULL AS counts
    FROM open_episodes r JOIN management_decisions d USING (child_id);
SELECT * FROM silent_live('the_files', 'put_there')
