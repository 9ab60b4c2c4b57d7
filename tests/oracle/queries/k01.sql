-- Said to be in touch: a contact within 56 days (a day that cannot be read is there). Home and activity blank only for those not in touch.
SELECT 'live' AS counting, l.care_leaver_id AS record_id,
       CASE WHEN l.in_touch = 'YES' AND NOT was_unreadable('care_leavers', 'last_contact_on', l.care_leaver_id)
                 AND NOT EXISTS (SELECT 1 FROM adviser_visits v WHERE v.child_id = l.child_id
                                 AND was_unreadable('adviser_visits', 'visited_on', v.adviser_visit_id))
                 AND coalesce(greatest(l.last_contact_on, (SELECT max(v.visited_on) FROM adviser_visits v WHERE v.child_id = l.child_id))
                     < days_on(as_at(), -56), TRUE) THEN 'broken'
            WHEN (l.in_touch = 'YES' OR (l.in_touch IS NULL AND NOT was_unreadable('care_leavers', 'in_touch', l.care_leaver_id)))
                 AND ((l.accommodation IS NULL AND NOT was_unreadable('care_leavers', 'accommodation', l.care_leaver_id))
                      OR (l.activity IS NULL AND NOT was_unreadable('care_leavers', 'activity', l.care_leaver_id))) THEN 'broken'
            ELSE 'met' END AS outcome
FROM care_leavers l
