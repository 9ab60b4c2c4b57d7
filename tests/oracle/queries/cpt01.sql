-- Transfer-in conferences within fifteen working days of our being told: those that say so, and those we were told of, whatever the
-- conference says of itself (a no beside a day we were told: the safer reading) and where there is none on record. Live: of open episodes, or of none that is named. Held before we were told: unclear.
CREATE OR REPLACE TEMP VIEW moves AS
    SELECT c.conference_id, c.referral_id, c.held_on, t.notified_on
    FROM initial_conferences c LEFT JOIN transfers_in t USING (conference_id)
    WHERE c.transfer_in OR t.conference_id IS NOT NULL
    UNION ALL
    SELECT t.conference_id, NULL, NULL, t.notified_on FROM transfers_in t WHERE t.conference_id NOT IN (SELECT conference_id FROM initial_conferences);
CREATE OR REPLACE TEMP VIEW things AS
    SELECT m.conference_id AS record_id, r.closed_on AS ends_on, wd_add(m.notified_on, 15) AS due_on,
           CASE WHEN m.held_on < m.notified_on THEN NULL ELSE m.held_on END AS done_on,
           m.held_on < m.notified_on OR was_unreadable('initial_conferences', 'held_on', m.conference_id) AS kind
    FROM moves m LEFT JOIN referrals r USING (referral_id);
CREATE OR REPLACE TEMP VIEW open_things AS SELECT * FROM things WHERE ends_on IS NULL;
SELECT * FROM once_live('open_things', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd');
