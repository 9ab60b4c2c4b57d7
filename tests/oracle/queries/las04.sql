-- Current placements that are not registered or in which the child is deprived of liberty: overseen in the last seven days, and authorised
-- where it must be. Registration not recorded: asked of the kinds that need it (P2 may be supported accommodation), and of no known kind. Good: registered, so out of it.
WITH deprived AS (  -- a day it began or was authorised on, read or not, says that there is a deprivation of liberty
    SELECT placement_id FROM placement_details
    WHERE deprivation_of_liberty_from IS NOT NULL OR was_unreadable('placement_details', 'deprivation_of_liberty_from', placement_id)
       OR deprivation_of_liberty_authorised_on IS NOT NULL
       OR was_unreadable('placement_details', 'deprivation_of_liberty_authorised_on', placement_id)
), told AS (
    SELECT q.placement_id AS record_id, q.placement_type, d.registered, d.oversight_on,
           q.placement_id IN (SELECT placement_id FROM deprived) AS deprived,
           CASE WHEN d.deprivation_of_liberty_authorised_on IS NOT NULL THEN TRUE
                WHEN was_unreadable('placement_details', 'deprivation_of_liberty_authorised_on', q.placement_id) THEN NULL ELSE FALSE END AS authorised,
           CASE WHEN d.oversight_on IS NOT NULL THEN as_at() - d.oversight_on <= 7
                WHEN was_unreadable('placement_details', 'oversight_on', q.placement_id) THEN NULL ELSE FALSE END AS overseen
    FROM current_placements q LEFT JOIN placement_details d USING (placement_id)
), asked_of AS (
    SELECT *, (overseen AND (NOT deprived OR authorised)) AS good,
           CASE WHEN registered = FALSE OR deprived THEN TRUE
                WHEN registered IS NULL AND (placement_type IS NULL OR placement_type IN ('K1', 'K2', 'H5', 'P2', 'S1', 'Z1')) THEN NULL
                ELSE FALSE END AS scope
    FROM told
)
SELECT 'live' AS counting, record_id, days_on(oversight_on, 7) AS due_on,
       CASE WHEN good THEN 'met' WHEN good IS NULL OR scope IS NULL THEN 'not_recorded' ELSE 'not_met' END AS outcome
FROM asked_of WHERE scope IS NULL OR scope;
