-- Missing episodes (absences left out) that ended in the last twelve months, of children now open: was an interview offered? What the episode
-- leaves unsaid (blank, unknown, not applicable) the interview's row may say; the episode's no beside an interview offered or held contradicts.
-- The child is back on the day the interview's row says, else the day the episode ended. Until three days have passed only an offer counts.
CREATE OR REPLACE TEMP VIEW joined AS
    SELECT m.missing_id, i.returned_at, i.offered_at, i.held_at
    FROM missing_episodes m JOIN return_interviews i
      ON i.missing_id = m.missing_id OR (i.missing_id IS NULL AND i.child_id = m.child_id AND CAST(i.returned_at AS DATE) = m.missing_to);
CREATE OR REPLACE TEMP VIEW ended AS
    SELECT m.*, coalesce((SELECT CAST(min(returned_at) AS DATE) FROM joined j WHERE j.missing_id = m.missing_id), m.missing_to) AS back_on,
           EXISTS (SELECT 1 FROM joined j WHERE j.missing_id = m.missing_id AND (offered_at IS NOT NULL OR held_at IS NOT NULL)) AS row_says_offered
    FROM missing_episodes m
    WHERE child_id IN (SELECT child_id FROM children_now_open) AND (missing_type IS NULL OR missing_type NOT IN ('A', 'ABSENT'));
CREATE OR REPLACE TEMP VIEW answered AS
    SELECT *, days_on(back_on, 3) AS due,
           CASE WHEN interview_offered = 'Y' THEN 'met'
                WHEN interview_offered = 'N' THEN CASE WHEN row_says_offered THEN 'not_recorded' ELSE 'not_met' END
                WHEN row_says_offered THEN 'met' ELSE 'not_recorded' END AS outcome
    FROM ended WHERE back_on >= months_on(as_at(), -12) OR (back_on IS NULL AND was_unreadable('missing_episodes', 'missing_to', missing_id));
SELECT 'live' AS counting, missing_id AS record_id, due AS due_on, outcome FROM answered
WHERE outcome = 'met' OR due IS NULL OR past(due, as_at(), 'cd') OR was_unreadable('missing_episodes', 'missing_to', missing_id)  -- may be longer ago
