-- A chronology started or updated in the last three months on every open episode. A document that does not say its type may be one; a
-- document whose days are both unknown may be new, and so may one whose days, either of them, cannot be read.
CREATE OR REPLACE TEMP VIEW the_files AS
    SELECT referral_id AS record_id, received_on AS starts_on, 'm' AS clock, 3 AS n FROM open_episodes;
CREATE OR REPLACE TEMP VIEW the_papers AS
    SELECT document_id, child_id, greatest(started_on, updated_on) AS on_day, document_type = 'chronology' AS is_one,
           was_unreadable('documents', 'updated_on', document_id) OR was_unreadable('documents', 'started_on', document_id) OR (started_on IS NULL AND updated_on IS NULL) AS newer
    FROM documents
    WHERE document_type = 'chronology' OR document_type IS NULL;
CREATE OR REPLACE TEMP VIEW put_there AS
    SELECT r.referral_id AS record_id, d.on_day, CASE WHEN d.is_one THEN TRUE END AS counts
    FROM open_episodes r JOIN the_papers d USING (child_id) WHERE d.on_day IS NOT NULL
    UNION ALL
    SELECT r.referral_id, NULL, NULL FROM open_episodes r JOIN the_papers d USING (child_id) WHERE d.newer;
SELECT * FROM silent_live('the_files', 'put_there')
