"""Documents with their age: which is the newest of its child, and which review a chronology is held against."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, documents
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

TODAY = dt.date(2016, 5, 24)
ASKED = Asked(TODAY, Counting.LIVE, dt.date(2015, 11, 24), Calendar.read())

FILES = """
as at 2016-05-24

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-04  |
R2          | C2       | 2016-01-04  | 2016-05-20
R3          | C3       | 2016-01-04  |
R4          | C4       | 2016-01-04  |
R5          | C5       |             |

cp_reviews
review_id | child_id | held_on
V1        | C1       | 2015-12-01
V2        | C1       | 2016-03-01
V3        | C1       | 2016-05-09
V4        | C1       | 2016-05-10
V5        | C5       | 2015-12-01

cin_reviews
review_id | child_id | held_on
N1        | C3       |

care_reviews
review_id | child_id | held_on    | cancelled
K1        | C3       | 2016-04-04 | yes
K2        | C4       | 2016-04-05 |

documents
document_id | child_id | document_type | started_on | updated_on | authorised_on
D1          | C1       | cp_plan       | 2016-01-04 | 2016-01-05 | 2016-02-01
D2          | C1       | care_plan     | 2016-01-04 | 2016-02-01 |
D3          | C1       | chronology    | 2016-01-04 |            |
D4          | C2       | cp_plan       | 2016-01-04 |            |
D5          | C3       | cp_plan       | 2016-02-01 |            |
D6          | C3       |               | 2016-01-31 |            |
D7          | C3       | chronology    | 2016-01-31 |            |
D8          | C4       | cp_plan       | 2016-02-01 |            |
D9          | C4       | cin_plan      | 2016-01-04 | #N/A       |
D10         | C4       | chronology    | 2016-02-01 |            |
D11         | C5       | genogram      | 2016-02-01 |            |
D12         | C5       | chronology    |            |            |
"""


@pytest.fixture
def aged() -> pd.DataFrame:
    (example,) = read_examples(FILES)
    return documents.with_age(example.tables, ASKED, working_days=10).set_index("document_id")


def test_the_last_day_is_the_latest_of_the_three(aged):
    assert (
        aged["last"]["D1"] == pd.Timestamp(2016, 2, 1) and aged["last"]["D2"] == pd.Timestamp(2016, 2, 1) and pd.isna(aged["last"]["D12"])
    )


def test_plans_of_every_kind_are_one_another_s_rivals_and_of_two_as_new_the_higher_id_is_the_newest(aged):
    assert set(aged.index[aged["newest_plan"]]) == {"D2", "D5"}, (
        "of a closed case none; of C4 one of a day that cannot be read may be newer"
    )


def test_a_paper_of_no_kind_casts_doubt_only_on_what_is_not_newer(aged):
    assert set(aged.index[aged["newest_chronology"]]) == {"D3", "D10"}, "D6 is as new as D7 and older than D5; D12 has no day"


def test_the_review_is_the_last_held_in_the_episode_over_ten_working_days_ago(aged):
    days = {child: day for child, day in zip(aged["child_id"], aged["reviewed_on"].astype("string"), strict=True) if pd.notna(day)}
    assert days == {"C1": "2016-05-09", "C4": "2016-04-05", "C5": "2015-12-01"}, "the tenth working day is not over; C5's start is blank"
