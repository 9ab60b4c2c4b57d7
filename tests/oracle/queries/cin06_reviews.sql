-- CIN-03's question of children with a disability recorded; one recorded without its kind counts, NONE does not.
CREATE OR REPLACE TEMP VIEW the_needs AS
    SELECT plan_id AS record_id, child_id, started_on AS received_on, started_on AS starts_on, ends_on FROM needs
    WHERE child_id IN (SELECT child_id FROM disabilities WHERE disability IS DISTINCT FROM 'NONE' AND child_id IS NOT NULL);
CREATE OR REPLACE TEMP TABLE the_pieces AS SELECT * FROM outside('the_needs');
CREATE OR REPLACE TEMP VIEW open_pieces AS
    SELECT * FROM the_pieces WHERE ends_on IS NULL AND (child_id IS NULL OR child_id NOT IN (SELECT child_id FROM protected_or_in_care_now));
CREATE OR REPLACE TEMP VIEW belonging AS
    SELECT n.plan_id, n.started_on, v.held_on
    FROM cin_reviews v JOIN cin_plans n ON n.plan_id = v.plan_id
    UNION ALL
    SELECT n.plan_id, n.started_on, v.held_on
    FROM cin_reviews v JOIN cin_plans n USING (child_id)
    WHERE v.plan_id IS NULL AND (v.held_on IS NULL OR n.started_on IS NULL OR v.held_on >= n.started_on)
      AND (v.held_on IS NULL OR n.ended_on IS NULL OR v.held_on <= n.ended_on);
CREATE OR REPLACE TEMP VIEW reviewed AS
    SELECT p.record_id, b.held_on AS on_day, CASE WHEN b.held_on IS NOT NULL THEN b.held_on > b.started_on END AS counts
    FROM belonging b JOIN the_pieces p ON p.whole = b.plan_id;
SELECT counting, split_part(record_id, '|', 1) AS record_id, due_on, outcome FROM (
    SELECT * FROM interval_live('open_pieces', 'reviewed', 'cd', 42, FALSE)
    UNION ALL SELECT * FROM interval_period('the_pieces', 'reviewed', 'cd', 42))
