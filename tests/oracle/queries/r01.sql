-- Every document of a child: does it say its kind (an unreadable one does not)? Of a child with an open episode besides: is the newest plan (child in
-- need, protection, care, pathway) twelve months old at most, by the latest day on it, and has the newest chronology an entry since the last
-- review that is more than ten working days ago (on its day will do)? Whichever review comes next, what was not entered then stays so. A
-- fault is listed where it is sure: not where a paper of no kind, or one whose days are blank or cannot be read, may be the newer one. Where an episode's
-- start is blank the review may belong to it, and is asked about (the spec is silent; nothing is hidden so).
CREATE OR REPLACE TEMP VIEW papers AS
    SELECT *, greatest(started_on, updated_on, authorised_on) AS last,
           CASE WHEN document_type IN ('cin_plan', 'cp_plan', 'care_plan', 'pathway_plan') THEN 'plan' ELSE document_type END AS kind,
           greatest(started_on, updated_on, authorised_on) IS NULL OR was_unreadable('documents', 'started_on', document_id)
           OR was_unreadable('documents', 'updated_on', document_id) OR was_unreadable('documents', 'authorised_on', document_id) AS no_day
    FROM documents;
CREATE OR REPLACE TEMP VIEW newest AS
    SELECT d.* FROM papers d
    WHERE kind IN ('plan', 'chronology') AND child_id IN (SELECT child_id FROM open_episodes) AND NOT no_day
      AND NOT EXISTS (FROM papers o WHERE o.child_id = d.child_id AND o.document_id <> d.document_id AND coalesce(o.kind, d.kind) = d.kind
                        AND (o.no_day OR o.last > d.last OR (o.last = d.last AND (o.document_id > d.document_id OR o.kind IS NULL))));
CREATE OR REPLACE TEMP VIEW reviewed AS
    SELECT child_id, held_on FROM cp_reviews UNION ALL SELECT child_id, held_on FROM cin_reviews
    UNION ALL SELECT child_id, held_on FROM care_reviews
        WHERE NOT coalesce(cancelled, FALSE) AND NOT was_unreadable('care_reviews', 'cancelled', review_id);
CREATE OR REPLACE TEMP VIEW faults AS
    SELECT document_id FROM papers WHERE document_type IS NULL
    UNION ALL SELECT document_id FROM newest WHERE kind = 'plan' AND past(months_on(last, 12), as_at(), 'm')
    UNION ALL SELECT n.document_id FROM newest n JOIN reviewed r USING (child_id)
        WHERE n.kind = 'chronology' AND n.last < r.held_on AND wd_between(r.held_on, as_at()) > 10
          AND EXISTS (FROM open_episodes e WHERE e.child_id = n.child_id AND coalesce(e.received_on <= r.held_on, TRUE));
SELECT 'live' AS counting, document_id AS record_id,
       CASE WHEN document_id IN (SELECT document_id FROM faults) THEN 'broken' ELSE 'met' END AS outcome
FROM documents
