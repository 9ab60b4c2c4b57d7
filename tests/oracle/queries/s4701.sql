-- The conference within fifteen working days of the enquiry's start. In: enquiries with a conference, held or booked, and running ones of
-- children not already on a plan (any council's) when they began; not those whose only conference was a transfer in. Live: of open episodes, or
-- of none that is named. A conference before the enquiry, or on a day that cannot be read, is unclear; so is a running one with no conference
-- where a plan with no start may have been there already, once it is late.
CREATE OR REPLACE TEMP VIEW on_plan AS
    SELECT e.enquiry_id, coalesce(bool_or(p.started_on < e.started_on), FALSE) AS sure, coalesce(bool_or(p.started_on IS NULL), FALSE) AS perhaps
    FROM section_47_enquiries e JOIN cp_plans p USING (child_id)
    WHERE e.started_on IS NOT NULL AND (p.ended_on IS NULL OR p.ended_on > e.started_on)
    GROUP BY e.enquiry_id;
CREATE OR REPLACE TEMP VIEW their_conferences AS  -- the first held on or after the start; else one booked or on a lost day; else one before it
    SELECT e.enquiry_id, CASE WHEN coalesce(c.held_on < e.started_on, FALSE) THEN NULL ELSE c.held_on END AS done_on,
           c.day_lost OR coalesce(c.held_on < e.started_on, FALSE) AS unclear
    FROM section_47_enquiries e JOIN conferences_of_enquiries c USING (enquiry_id)
    QUALIFY row_number() OVER (PARTITION BY e.enquiry_id ORDER BY coalesce(c.held_on < e.started_on, FALSE), c.held_on NULLS LAST, c.conference_id) = 1;
CREATE OR REPLACE TEMP VIEW things AS
    SELECT e.enquiry_id AS record_id, r.closed_on AS ends_on, wd_add(e.started_on, 15) AS due_on, c.done_on,
           c.done_on IS NULL AND (coalesce(c.unclear, FALSE)
             OR (c.enquiry_id IS NULL AND coalesce(p.perhaps, FALSE) AND past(wd_add(e.started_on, 15), as_at(), 'wd'))) AS kind
    FROM section_47_enquiries e LEFT JOIN referrals r USING (referral_id) LEFT JOIN their_conferences c USING (enquiry_id)
         LEFT JOIN on_plan p USING (enquiry_id)
    WHERE c.enquiry_id IS NOT NULL
       OR (e.ended_on IS NULL AND NOT coalesce(p.sure, FALSE)
           AND e.enquiry_id NOT IN (SELECT enquiry_id FROM initial_conferences WHERE transfer_in AND enquiry_id IS NOT NULL));
CREATE OR REPLACE TEMP VIEW open_things AS SELECT * FROM things WHERE ends_on IS NULL;
SELECT * FROM once_live('open_things', 'wd')
UNION ALL SELECT * FROM once_period('things', 'wd');
