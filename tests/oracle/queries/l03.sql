-- Placements that have begun (a blank start too): broken where before care, after it or open when it has ended (the period named;
-- naming none that is there, one of the child's that holds the whole of it; none there: nothing to compare); provider missing (not of T0 to T4, Z1) or one that cannot
-- run that type (903 validator 527 to 531, 550); postcode missing or no postcode (adopters', A3 to A6, may be kept back), or the home the
-- child came into care from though not P1 (ZZ99 is no place). What cannot be read is there; but where care has ended, a placement that ended on a day
-- that cannot be read ended with it or outlasted it: not recorded (contract.md, "not_recorded").
CREATE OR REPLACE TEMP MACRO plain_code(said) AS upper(regexp_replace(said, '\s', '', 'g'));
CREATE OR REPLACE TEMP VIEW whose AS
    SELECT q.*, coalesce(q.child_id, (SELECT any_value(child_id) FROM care_periods p WHERE p.care_id = q.care_id)) AS child FROM placements q;
CREATE OR REPLACE TEMP VIEW homes AS
    SELECT care_id, postcode FROM (
        SELECT p.care_id, plain_code(a.postcode) AS postcode FROM care_periods p JOIN addresses a USING (child_id)
        WHERE a.postcode IS NOT NULL AND coalesce(a.from_on < p.starts_on, TRUE) AND coalesce(a.to_on >= p.starts_on, TRUE)
        QUALIFY row_number() OVER (PARTITION BY p.care_id ORDER BY a.from_on DESC NULLS LAST, a.address_id DESC) = 1)
    WHERE NOT starts_with(postcode, 'ZZ99');
CREATE OR REPLACE TEMP VIEW times AS
    SELECT q.placement_id, p.starts_on, p.ends_on, q.started_on, q.ended_on,
           coalesce(q.started_on < p.starts_on, FALSE) OR coalesce(q.started_on > p.ends_on, FALSE) OR coalesce(q.ended_on < p.starts_on, FALSE) AS early,
           p.ends_on IS NOT NULL AND NOT coalesce(q.ended_on <= p.ends_on, was_unreadable('placements', 'ended_on', q.placement_id)) AS long,
           p.ends_on IS NOT NULL AND q.ended_on IS NULL AND was_unreadable('placements', 'ended_on', q.placement_id) AS unsure,
           p.care_id, p.starts_on AS care_from
    FROM whose q JOIN care_periods p ON CASE WHEN q.care_id IN (SELECT care_id FROM care_periods) THEN p.care_id = q.care_id ELSE p.child_id = q.child END;
CREATE OR REPLACE TEMP VIEW fitted AS  -- of several that hold it, the later, then the higher id
    SELECT * FROM times
    QUALIFY row_number() OVER (PARTITION BY placement_id ORDER BY early OR long, unsure, care_from DESC NULLS LAST, care_id DESC) = 1;
CREATE OR REPLACE TEMP VIEW faults AS
    SELECT placement_id, 'dates' AS field FROM fitted WHERE early OR long
    UNION ALL
    SELECT placement_id, 'provider' FROM whose
    WHERE CASE WHEN provider IS NULL
               THEN NOT was_unreadable('placements', 'provider', placement_id) AND placement_type NOT IN ('T0', 'T1', 'T2', 'T3', 'T4', 'Z1')
               WHEN provider = 'PR0' THEN placement_type <> 'P1'
               WHEN provider IN ('PR1', 'PR2') THEN placement_type IN ('P1', 'R2', 'R5')
               WHEN provider = 'PR3' THEN placement_type IN ('P1', 'A3', 'A4', 'A5', 'A6', 'K1', 'K2', 'U1', 'U2', 'U3', 'U4', 'U5', 'U6')
               ELSE placement_type = 'P1' END
    UNION ALL
    SELECT placement_id, 'postcode' FROM whose w
    WHERE CASE WHEN postcode IS NULL
               THEN NOT was_unreadable('placements', 'postcode', placement_id) AND coalesce(placement_type NOT IN ('A3', 'A4', 'A5', 'A6'), TRUE)
               WHEN NOT regexp_full_match(plain_code(postcode), '[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}') THEN TRUE
               ELSE coalesce(placement_type <> 'P1', FALSE)
                    AND EXISTS (SELECT 1 FROM homes h JOIN fitted f USING (care_id) WHERE f.placement_id = w.placement_id AND h.postcode = plain_code(w.postcode)) END;
SELECT 'live' AS counting, placement_id AS record_id, CASE WHEN placement_id IN (SELECT placement_id FROM faults) THEN 'broken'
            WHEN placement_id IN (SELECT placement_id FROM fitted WHERE unsure) THEN 'not_recorded' ELSE 'met' END AS outcome
FROM placements
