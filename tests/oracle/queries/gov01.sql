-- The three readers, each with the last meeting that was given the pack: in the last month? A reader with none: not met. The spec is silent on
-- a last meeting that does not say which pack was read or what was decided while an earlier one of the month does: asked of the last one (no
-- false green: what was decided is not on record). A meeting whose day is not known may be in the month.
CREATE OR REPLACE TEMP VIEW readers AS FROM (VALUES ('board'), ('lead_member'), ('scrutiny')) r (reader);
CREATE OR REPLACE TEMP VIEW last_sat AS
    SELECT r.reader, m.held_on AS last_on, m.pack_as_at IS NOT NULL AND trim(coalesce(m.decisions, '')) <> '' AS told,
           EXISTS (FROM governance_meetings u WHERE u.reader = r.reader AND u.held_on IS NULL) AS undated
    FROM readers r LEFT JOIN governance_meetings m ON m.reader = r.reader AND m.held_on IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY r.reader ORDER BY m.held_on DESC, m.meeting_id DESC) = 1;
SELECT 'live' AS counting, reader AS record_id, months_on(last_on, 1) AS due_on,
       CASE WHEN last_on IS NOT NULL AND NOT past(months_on(last_on, 1), as_at(), 'm') THEN CASE WHEN told THEN 'met' ELSE 'not_recorded' END
            WHEN undated THEN 'not_recorded'
            ELSE 'not_met' END AS outcome
FROM last_sat
