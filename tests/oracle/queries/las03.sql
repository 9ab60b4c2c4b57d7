-- Current placements: more than twenty miles from home and outside the area? 999.9 miles says that the distance is not known.
WITH told AS (
    SELECT q.placement_id AS record_id, CASE WHEN q.miles_from_home <> 999.9 THEN q.miles_from_home > 20 END AS far, NOT d.inside_area AS outside
    FROM current_placements q LEFT JOIN placement_details d USING (placement_id)
)
SELECT 'live' AS counting, record_id,
       CASE WHEN far AND outside THEN 'met' WHEN (far AND outside) IS NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM told;
