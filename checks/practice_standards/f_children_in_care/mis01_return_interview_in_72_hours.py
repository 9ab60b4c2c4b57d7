"""Every child who comes back from being missing has a return interview within 72 hours."""

import pandas as pd

from fscp_readiness.standards import BOTH, About, Asked, clocks, hours, missing
from fscp_readiness.tables import Tables
from fscp_readiness.vocabulary import SourceClass, TargetClass

about = About(
    code="MIS-01",
    name="Return interviews within 72 hours",
    wording="Every child who comes back from being missing is interviewed by someone independent within 72 hours, unless the child declines.",
    why="What a child ran from, or to, is best told in the first days. Without the interview the next time is not prevented.",
    source="Statutory guidance on children who run away or go missing from home or care",
    source_class=SourceClass.GUIDANCE,
    record="missing_episodes",
    counting=BOTH,
    target=TargetClass.STATUTORY,
    clock=hours(72),
    values={"months_back": 12},
    what_to_do="Hold the return interview now; or, if it was held or the child declined it, record that and when.",
    owner="Head of Service, Safeguarding",
    field="return_interviews.held_at",
    judgements=("SIF-KJ1", "SIF-KJ2", "IL-CIC", "IL-HP"),
    seed=("3.6",),
    duty="100%",
)


def in_scope(tables: Tables, asked: Asked) -> pd.DataFrame:
    """Missing episodes that have ended, once an interview has been held or 72 hours have passed since the return. Exempt: declined.

    Live: of children now open, in the last twelve months. Elapsed hours are counted; where only a day is held, three calendar days.
    """
    return clocks.once(missing.returns(tables, asked).assign(done_field="return_interviews.held_at"), asked)


def met(rows: pd.DataFrame, tables: Tables, asked: Asked) -> pd.DataFrame:
    """Was it held in time? Missing where the return or the interview cannot be read, contradicts itself, or is in a doubled hour."""
    return missing.unread_end(clocks.once_met(rows, asked, in_order=True), rows)


EXAMPLES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2015-01-05  |
R2          | C2       | 2015-01-05  | 2016-05-23

missing_episodes
missing_id | child_id | missing_from | missing_to | missing_type | interview_offered | interview_accepted
M1         | C1       | 2016-05-20   | 2016-05-21 | M            | Y                 | Y
M2         | C1       | 2016-05-20   | 2016-05-22 | M            | Y                 | Y
M3         | C1       | 2016-05-01   | 2016-05-02 | M            | Y                 | Y
M4         | C1       | 2016-05-01   | 2016-05-02 | M            | Y                 | N
M5         | C1       | 2016-05-01   | 2016-05-02 | M            | N                 | N
M6         | C1       | 2016-05-01   | 2016-05-02 |              | Y                 | Y
M7         | C1       | 2016-05-01   | 2016-05-02 | A            | N                 |
M8         | C1       | 2016-05-01   |            | M            |                   |
M9         | C1       | 2016-05-01   | #N/A       | M            |                   |
M10        | C1       | 2016-05-01   | 2016-05-02 | M            | Y                 | Y
M11        | C1       | 2016-05-01   | 2016-05-02 | M            | Y                 | Y
M12        | C1       | 2016-05-01   | 2016-05-02 | M            | Y                 | Y
M13        | C1       | 2016-05-01   | 2016-05-02 | M            | Y                 | Y
M14        | C1       | 2015-05-20   | 2015-05-23 | M            | N                 |
M15        | C1       | 2015-05-20   | 2015-05-24 | M            | N                 |
M16        | C2       | 2016-05-01   | 2016-05-02 | M            | N                 |
M17        | C1       | 2016-05-17   | 2016-05-18 | M            | Y                 |
M18        | C1       | 2016-05-19   | 2016-05-20 | M            | Y                 |
M19        | C1       | 2016-05-01   | 2016-05-02 | M            | Y                 |

return_interviews
interview_id | missing_id | child_id | returned_at      | offered_at       | held_at          | declined
I1           | M1         | C1       | 2016-05-21 18:30 | 2016-05-22 09:00 |                  |
I2           | M2         | C1       | 2016-05-22 00:30 |                  |                  |
I3           | M3         | C1       | 2016-05-02 18:30 | 2016-05-03 09:00 | 2016-05-09 10:00 | no
I4           | M4         | C1       | 2016-05-02 18:30 | 2016-05-03 09:00 |                  | yes
I6           | M6         | C1       | 2016-05-02 18:30 | 2016-05-03 09:00 |                  | yes
I10          | M10        | C1       | 2016-05-02 18:30 |                  | 2016-05-01 10:00 |
I11          | M11        | C1       | 2016-05-02 18:30 |                  | #N/A             |
I12          | M12        | C1       | 2016-05-02 18:30 |                  |                  | #N/A
I17          |            | C1       | 2016-05-18 09:00 |                  | 2016-05-19 10:00 |
I19          | M19        | C1       | 2016-05-02 18:30 |                  | #N/A             | yes

expect
missing_id | outcome      | due_on     | reason           | because
M1         | not_met      | 2016-05-24 | outstanding      | 72 hours were up at half past six this evening, and the interview is still to be held
M2         | out_of_scope |            |                  | 72 hours are up at half past midnight
M3         | met          | 2016-05-05 |                  | held late, so nothing is outstanding
M4         | exempt       | 2016-05-05 |                  | offered, and the child declined
M5         | not_met      | 2016-05-05 | outstanding      | no row of an interview, and it was never offered: nobody declined
M6         | not_recorded | 2016-05-05 | conflict         | accepted, says the episode; declined, says the interview
M7         | out_of_scope |            |                  | an absence: it was known where the child was
M8         | out_of_scope |            |                  | still missing
M9         | not_recorded |            | unreadable_value | back on a day that cannot be read
M10        | not_recorded | 2016-05-05 | conflict         | held before the child came back
M11        | not_recorded | 2016-05-05 | unreadable_value | held at a time that cannot be read
M12        | not_recorded | 2016-05-05 | unreadable_value | whether the child declined cannot be read
M13        | not_met      | 2016-05-05 | outstanding      | only the day of return is held: three calendar days
M14        | out_of_scope |            |                  | back more than twelve months ago
M15        | not_met      | 2015-05-27 | outstanding      | twelve months ago to the day
M16        | out_of_scope |            |                  | the child's case has closed
M17        | met          | 2016-05-21 |                  | an interview that names no episode, of the same child and the day of return
M18        | not_met      | 2016-05-23 | outstanding      | only the day of return is held, and it was four days ago
M19        | not_recorded | 2016-05-05 | unreadable_value | declined, and yet held at a time that cannot be read

as at 2016-05-24
counting period

missing_episodes
missing_id | child_id | missing_from | missing_to
M1         | C1       | 2016-03-25   | 2016-03-26
M2         | C1       | 2016-03-25   | 2016-03-26
M3         | C1       | 2016-05-19   | 2016-05-20
M4         | C1       | 2016-05-19   | 2016-05-20
M5         | C1       | 2016-05-19   | 2016-05-20
M6         | C1       | 2016-05-19   | 2016-05-20
M7         | C1       | 2015-11-19   | 2015-11-20
M8         | C1       | 2016-05-20   | 2016-05-22
M9         | C1       | 2016-05-01   | 2016-05-02

return_interviews
interview_id | missing_id | child_id | returned_at      | held_at          | declined
I1           | M1         | C1       | 2016-03-26 18:30 | 2016-03-29 19:30 |
I2           | M2         | C1       | 2016-03-26 18:30 | 2016-03-29 19:31 |
I3           | M3         | C1       | 2016-05-20 18:30 | 2016-05-23       |
I4           | M4         | C1       | 2016-05-20       | 2016-05-23 23:00 |
I5           | M5         | C1       | 2016-05-20 18:30 | 2016-05-24       |
I6           | M6         | C1       | 2016-05-20 18:30 |                  | yes
I7           | M7         | C1       | 2015-11-20 18:30 | 2015-11-21 10:00 |
I8           | M8         | C1       | 2016-05-22 18:30 | 2016-05-24 23:50 |
I9A          | M9         | C1       | 2016-05-02 18:30 | 2016-05-09 10:00 |
I9B          | M9         | C1       | 2016-05-02 18:30 | #N/A             |

expect
missing_id | outcome      | due_on     | because
M1         | met          | 2016-03-29 | the clocks went forward on 27 March: 72 hours had passed at half past seven
M2         | not_met      | 2016-03-29 | a minute later
M3         | met          | 2016-05-23 | only the day it was held is known, and it is the third: three calendar days
M4         | met          | 2016-05-23 | only the day of return is known: the whole of the third day is in time
M5         | not_met      | 2016-05-23 | held on the fourth day
M6         | exempt       | 2016-05-23 | the child declined
M7         | out_of_scope |            | held before the six months
M8         | met          | 2016-05-25 | held late this evening, in time
M9         | not_recorded | 2016-05-05 | one was held late, another at a time that cannot be read

as at 2016-11-24
counting period

missing_episodes
missing_id | child_id | missing_from | missing_to
M1         | C1       | 2016-10-28   | 2016-10-29
M2         | C1       | 2016-10-28   | 2016-10-29
M3         | C1       | 2016-10-26   | 2016-10-27
M4         | C1       | 2016-10-26   | 2016-10-27
M5         | C1       | 2016-10-26   | 2016-10-27

return_interviews
interview_id | missing_id | child_id | returned_at      | held_at
I1           | M1         | C1       | 2016-10-29 18:30 | 2016-11-01 17:30
I2           | M2         | C1       | 2016-10-29 18:30 | 2016-11-01 18:00
I3           | M3         | C1       | 2016-10-27 01:10 | 2016-10-30 01:20
I4           | M4         | C1       | 2016-10-27 01:40 | 2016-10-30 01:20
I5           | M5         | C1       | 2016-10-27 02:10 | 2016-10-30 01:05

expect
missing_id | outcome      | due_on     | reason      | because
M1         | met          | 2016-11-01 |             | the clocks went back on 30 October: 72 hours had passed at half past five
M2         | not_met      | 2016-11-01 | outstanding | 72 and a half hours, though by the clock on the wall it is less
M3         | not_met      | 2016-10-30 | outstanding | twenty past one came twice that night: ten minutes late, or an hour and ten
M4         | not_recorded | 2016-10-30 | conflict    | twenty minutes early, or forty late: the record does not say which
M5         | met          | 2016-10-30 |             | due when ten past one came the second time: early either way
"""
