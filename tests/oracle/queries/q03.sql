-- Tables of tonight's reading that the source holds: taken on as_at or since. One without a day was not.
SELECT 'live' AS counting, load_id AS record_id, CASE WHEN data_on >= as_at() THEN 'met' ELSE 'broken' END AS outcome
FROM loads_raw WHERE coalesce(state <> 'absent', TRUE)
