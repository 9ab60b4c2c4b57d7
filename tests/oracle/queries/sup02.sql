-- Each open child discussed in supervision: monthly on a protection plan (any council's) or in care, every two months otherwise.
CREATE OR REPLACE TEMP VIEW the_files AS
    SELECT referral_id AS record_id, received_on AS starts_on, 'm' AS clock,
           CASE WHEN child_id IN (SELECT child_id FROM on_any_plan) OR child_id IN (SELECT child_id FROM in_care WHERE child_id IS NOT NULL)
                THEN 1 ELSE 2 END AS n
    FROM open_episodes;
CREATE OR REPLACE TEMP VIEW put_there AS
    SELECT r.referral_id AS record_id, s.held_on AS on_day, CASE WHEN s.supervision_kind = 'case' AND s.held_on IS NOT NULL THEN TRUE END AS counts
    FROM open_episodes r JOIN supervisions s USING (child_id) WHERE s.supervision_kind IS NULL OR s.supervision_kind = 'case';
SELECT * FROM silent_live('the_files', 'put_there')
