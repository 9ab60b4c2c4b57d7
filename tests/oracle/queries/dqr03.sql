-- Every table of tonight's reading that the source holds (not absent): was it taken, whole, in the last five days? A refused table was not
-- taken, whatever day it says. Where its state is not known, or its day, it cannot be told; unless what is known suffices for no.
SELECT 'live' AS counting, load_id AS record_id, CASE WHEN state = 'refused' THEN NULL ELSE days_on(data_on, 5) END AS due_on,
       CASE WHEN state = 'refused' THEN 'not_met'
            WHEN data_on IS NULL THEN 'not_recorded'
            WHEN past(days_on(data_on, 5), as_at(), 'cd') THEN 'not_met'
            WHEN state IS NULL THEN 'not_recorded'
            ELSE 'met' END AS outcome
FROM loads WHERE coalesce(state, '') <> 'absent'
