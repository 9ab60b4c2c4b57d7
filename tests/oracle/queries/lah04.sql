-- Children in care for twelve months (or since a day that is not recorded): said to be up to date with their immunisations?
SELECT 'live' AS counting, c.care_id AS record_id,
       CASE WHEN i.up_to_date THEN 'met'
            WHEN NOT i.up_to_date AND c.starts_on IS NOT NULL THEN 'not_met'
            ELSE 'not_recorded' END AS outcome
FROM in_care c LEFT JOIN immunisations i USING (child_id)
WHERE c.starts_on IS NULL OR months_on(c.starts_on, 12) <= as_at()
