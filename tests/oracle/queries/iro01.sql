-- Contact of the reviewing officer, on any slice of the period of care, or a review held, within the last three months.
CREATE OR REPLACE TEMP VIEW open_care AS SELECT care_id AS record_id, starts_on, ends_on FROM in_care;
CREATE OR REPLACE TEMP VIEW touched AS
    SELECT coalesce(care_id, episode_id) AS record_id, last_reviewing_officer_contact_on AS on_day, TRUE AS counts FROM care_episodes
    WHERE last_reviewing_officer_contact_on IS NOT NULL OR was_unreadable('care_episodes', 'last_reviewing_officer_contact_on', episode_id)
    UNION ALL SELECT care_id, held_on, counts FROM reviews_in_care;
SELECT * FROM interval_live('open_care', 'touched', 'm', 3, FALSE);
