-- Open cases of brothers and sisters (children of one family whose cases are open), one of whom is being assessed or was in the last six
-- months: has each an assessment of the episode, of its own id and in words of its own? One not begun in ten working days is none.
-- An authorisation that cannot be read: finished or not.
CREATE OR REPLACE TEMP VIEW own AS
    SELECT e.referral_id, a.*, was_unreadable('assessments', 'authorised_on', a.assessment_id) AS unread,
           (SELECT count(DISTINCT b.child_id) FROM assessments b WHERE b.assessment_id = a.assessment_id) > 1 AS shared
    FROM open_episodes e JOIN (SELECT * RENAME (referral_id AS names) FROM assessments) a USING (child_id)
    WHERE a.names = e.referral_id OR (a.names IS NULL AND NOT coalesce(a.started_on < e.received_on, FALSE));
CREATE OR REPLACE TEMP VIEW kin AS
    SELECT DISTINCT f.family_id, f.child_id FROM families f JOIN open_episodes USING (child_id) WHERE f.family_id IS NOT NULL;
CREATE OR REPLACE TEMP VIEW asked_about AS
    SELECT DISTINCT k.child_id FROM kin k
    WHERE EXISTS (SELECT 1 FROM kin o WHERE o.family_id = k.family_id AND o.child_id <> k.child_id)
      AND EXISTS (SELECT 1 FROM kin o JOIN own USING (child_id) WHERE o.family_id = k.family_id AND (authorised_on IS NULL OR authorised_on >= since()));
CREATE OR REPLACE TEMP VIEW papers AS
    SELECT e.referral_id, d.* FROM documents d JOIN open_episodes e USING (child_id)
    WHERE d.document_type = 'assessment' AND NOT coalesce(d.started_on < e.received_on, FALSE);
CREATE OR REPLACE TEMP VIEW told AS
    SELECT e.*,
           EXISTS (SELECT 1 FROM own o WHERE o.referral_id = e.referral_id AND o.child_id = e.child_id) AS has_own,
           EXISTS (SELECT 1 FROM own o WHERE o.referral_id = e.referral_id AND o.child_id = e.child_id AND o.shared) AS shared,
           EXISTS (SELECT 1 FROM own o WHERE o.referral_id = e.referral_id AND o.child_id = e.child_id AND (o.authorised_on IS NOT NULL OR o.unread)) AS perhaps_finished,
           EXISTS (SELECT 1 FROM papers p WHERE p.referral_id = e.referral_id AND p.content_hash IS NOT NULL) AS has_text,
           EXISTS (SELECT 1 FROM papers p JOIN families f USING (child_id) JOIN families g USING (family_id) JOIN papers q ON q.child_id = g.child_id
                   WHERE p.referral_id = e.referral_id AND q.child_id <> p.child_id AND q.content_hash = p.content_hash) AS same_words
    FROM open_episodes e WHERE e.child_id IN (SELECT child_id FROM asked_about);
SELECT 'live' AS counting, referral_id AS record_id,
       CASE WHEN NOT has_own AND received_on IS NULL THEN 'not_recorded'
            WHEN NOT has_own OR shared OR same_words THEN 'not_met'
            WHEN perhaps_finished AND NOT has_text THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM told WHERE has_own OR received_on IS NULL OR wd_between(received_on, as_at()) > 10
