"""Children's lives hang together: each thing follows from the one before, except where a fault was planted."""

import pandas as pd
import pytest

from fscp_readiness.tables import register
from tests.synthetic import nights


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return nights.council("demo", 2).tables


@pytest.fixture(scope="module")
def broken() -> set[str]:
    """Records on which a recording fault was planted."""
    ledger = nights.council("demo", 2).ledger
    return set(ledger[ledger["outcome"].eq("broken")]["record_id"])


def spoilt(*codes: str) -> set[str]:
    """Records that the ledger says break one of these rules: the only ones that may not hang together in the way the rule says."""
    ledger = nights.council("demo", 2).ledger
    found = set(ledger[ledger["code"].isin(codes)]["record_id"])
    assert found, f"{codes} are planted"
    return found


def test_a_plan_follows_a_conference_that_follows_an_enquiry(tables: dict[str, pd.DataFrame], broken: set[str]) -> None:
    plans = tables["ssd_cp_plans"]
    own = plans[plans["cppl_cp_plan_ola"].ne("Y") & ~plans["cppl_cp_plan_id"].isin(broken)]
    conferences = tables["ssd_initial_cp_conference"]
    joined = own.merge(conferences, left_on="cppl_icpc_id", right_on="icpc_icpc_id", how="left")
    assert joined["icpc_icpc_id"].notna().all()
    assert (joined["icpc_icpc_date"] == joined["cppl_cp_plan_start_date"]).all()
    assert joined["icpc_icpc_outcome_cp_flag"].eq("Y").all() and (joined["icpc_cp_plan_id"] == joined["cppl_cp_plan_id"]).all()
    local = joined[joined["icpc_icpc_transfer_in"].ne("Y")]
    enquiries = local.merge(tables["ssd_s47_enquiry"], left_on="icpc_s47_enquiry_id", right_on="s47e_s47_enquiry_id", how="left")
    assert (enquiries["s47e_s47_start_date"] <= enquiries["icpc_icpc_date"]).all()
    moved_in = joined[joined["icpc_icpc_transfer_in"].eq("Y")]
    assert moved_in["icpc_icpc_id"].isin(tables["ext_transfer_in"]["icpc_id"]).all()


def test_assessments_and_enquiries_begin_after_the_referral(tables: dict[str, pd.DataFrame]) -> None:
    episodes, early, unstarted = tables["ssd_cin_episodes"], spoilt("E08"), spoilt("S01")
    for table, key, referral, start in (
        ("ssd_cin_assessments", "cina_assessment_id", "cina_referral_id", "cina_assessment_start_date"),
        ("ssd_s47_enquiry", "s47e_s47_enquiry_id", "s47e_referral_id", "s47e_s47_start_date"),
        ("ssd_cp_plans", "cppl_cp_plan_id", "cppl_referral_id", "cppl_cp_plan_start_date"),
        ("ssd_cla_episodes", "clae_cla_episode_id", "clae_referral_id", "clae_cla_episode_start_date"),
    ):
        joined = tables[table].merge(episodes, left_on=referral, right_on="cine_referral_id")
        assert len(joined) == len(tables[table])
        joined = joined[~joined[key].isin(early) & ~(joined[start].eq("") & joined[key].isin(unstarted))]
        assert (joined[start] >= joined["cine_referral_date"]).all(), table


def test_an_assessment_is_authorised_after_it_began_and_before_the_case_closes(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["ssd_cin_assessments"]
    done = rows[rows["cina_assessment_auth_date"].ne("")].merge(
        tables["ssd_cin_episodes"], left_on="cina_referral_id", right_on="cine_referral_id"
    )
    done = done[~done["cina_assessment_id"].isin(spoilt("A01"))]
    assert (done["cina_assessment_auth_date"] >= done["cina_assessment_start_date"]).all()
    closed = done[done["cine_close_date"].ne("") & ~done["cina_referral_id"].isin(spoilt("E03"))]
    assert (closed["cina_assessment_auth_date"] <= closed["cine_close_date"]).all()


def test_visits_lie_inside_their_plan_and_their_period_of_care(tables: dict[str, pd.DataFrame]) -> None:
    today = nights.AS_AT.isoformat()
    visits = tables["ssd_cp_visits"].merge(tables["ssd_cp_plans"], left_on="cppv_cp_plan_id", right_on="cppl_cp_plan_id")
    assert len(visits) == len(tables["ssd_cp_visits"])
    assert (visits["cppv_cp_visit_date"] >= visits["cppl_cp_plan_start_date"]).all()
    assert (visits["cppv_cp_visit_date"] <= visits["cppl_cp_plan_end_date"].where(visits["cppl_cp_plan_end_date"].ne(""), today)).all()
    care = tables["ssd_cla_episodes"]
    ends = care["clae_cla_episode_ceased_date"].where(care["clae_cla_episode_ceased_date"].ne(""), today)
    spans = care.assign(ends=ends).groupby("clae_cla_id").agg(began=("clae_cla_episode_start_date", "min"), ended=("ends", "max"))
    seen = tables["ssd_cla_visits"].merge(spans, left_on="clav_cla_id", right_index=True)
    assert len(seen) == len(tables["ssd_cla_visits"])
    assert ((seen["clav_cla_visit_date"] >= seen["began"]) & (seen["clav_cla_visit_date"] <= seen["ended"])).all()


def test_placements_follow_one_another_without_a_gap(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["ssd_cla_placement"].sort_values(["clap_cla_id", "clap_cla_placement_start_date"])
    following = rows.groupby("clap_cla_id")["clap_cla_placement_start_date"].shift(-1)
    moved = following.notna()
    statuses = tables["ssd_legal_status"]
    breaks = rows["clap_person_id"].isin(statuses[statuses["lega_legal_status"].isin(["V3", "V4"])]["lega_person_id"])
    assert (moved & ~breaks).sum() > 30 and (moved & breaks).any()
    assert (rows["clap_cla_placement_end_date"][moved & ~breaks] == following[moved & ~breaks]).all()
    assert (rows["clap_cla_placement_end_date"][moved & breaks] < following[moved & breaks]).all(), "short breaks: days at home between"
    assert rows["clap_cla_placement_id"].isin(tables["ext_placement"]["placement_id"]).sum() > 0.9 * len(rows)


def test_reviews_come_after_the_start_and_care_has_a_legal_status(tables: dict[str, pd.DataFrame]) -> None:
    reviews = tables["ssd_cp_reviews"].merge(tables["ssd_cp_plans"], left_on="cppr_cp_plan_id", right_on="cppl_cp_plan_id")
    held = reviews[reviews["cppr_cp_review_date"].ne("") & ~reviews["cppr_cp_review_id"].isin(spoilt("C03", "Q05"))]
    assert (held["cppr_cp_review_date"] > held["cppl_cp_plan_start_date"]).all()
    in_care = tables["ssd_cla_episodes"]
    assert in_care["clae_person_id"].isin(tables["ssd_legal_status"]["lega_person_id"]).all()


def test_everybody_open_is_a_child_and_most_leavers_are_not(tables: dict[str, pd.DataFrame]) -> None:
    born = tables["ssd_person"].set_index("pers_person_id")["pers_dob"]
    eighteen_years_ago = f"{nights.AS_AT.year - 18}{nights.AS_AT.isoformat()[4:]}"
    episodes = tables["ssd_cin_episodes"]
    still = episodes[episodes["cine_close_date"].eq("")]
    ages = still["cine_person_id"].map(born)
    adults = still["cine_referral_id"].isin(spoilt("P09"))
    assert (ages[ages.ne("") & ~adults] > eighteen_years_ago).all() and (ages[adults] <= eighteen_years_ago).all()
    leavers = tables["ssd_care_leavers"]
    former = leavers[leavers["clea_care_leaver_eligibility"].eq("FORMER RELEVANT")]["clea_person_id"].map(born)
    assert (former <= eighteen_years_ago).all()
    eligible = leavers[leavers["clea_care_leaver_eligibility"].eq("ELIGIBLE")]["clea_person_id"]
    assert eligible.isin(still["cine_person_id"]).all()


def test_adoption_goes_through_its_steps_in_order(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["ssd_permanence"]
    adopted = rows[rows["perm_permanence_order_date"].ne("")]
    steps = [
        "perm_adm_decision_date",
        "perm_placement_order_date",
        "perm_matched_date",
        "perm_placed_for_adoption_date",
        "perm_permanence_order_date",
    ]
    assert len(adopted) > 3
    for earlier, later in zip(steps, steps[1:], strict=False):
        assert (adopted[earlier] < adopted[later]).all()


def test_every_reference_is_there_but_those_planted_not_to_be(tables: dict[str, pd.DataFrame], broken: set[str]) -> None:
    for table in register.ALL:
        if table.source not in tables:
            continue
        for column in table:
            if not column.refers_to or not column.source:
                continue
            to_table, to_column = column.refers_to.split(".")
            target = register.table(to_table)
            known = set(tables[target.source][target.column(to_column).source])
            rows = tables[table.source]
            named = rows[rows[column.source].ne("") & rows[column.source].ne("#N/A")]
            key = table.column(table.key).source
            lost = named[~named[column.source].isin(known)]
            if key:
                lost = lost[~lost[key].isin(broken)]
            assert lost.empty, f"{table.source}.{column.source}: {lost[column.source].head().tolist()}"


def test_brothers_and_sisters_share_a_family_and_some_come_in_together(tables: dict[str, pd.DataFrame]) -> None:
    families = tables["ssd_family"]
    assert families["fami_family_id"].nunique() < 0.85 * len(families)
    episodes = tables["ssd_cin_episodes"].merge(families, left_on="cine_person_id", right_on="fami_person_id")
    together = episodes.duplicated(["fami_family_id", "cine_referral_date"], keep=False)
    assert together.mean() > 0.15


def test_practice_drifts_by_team_and_month(tables: dict[str, pd.DataFrame]) -> None:
    visits = tables["ext_visit"]
    day = pd.to_datetime(visits["recorded_at"], format="%Y-%m-%d")
    assert day.notna().mean() > 0.95
    rows = tables["ssd_cin_assessments"].merge(tables["ssd_cin_episodes"], left_on="cina_referral_id", right_on="cine_referral_id")
    rows = rows[rows["cina_assessment_auth_date"].ne("") & rows["cine_referral_date"].ne("")]
    took = (
        pd.to_datetime(rows["cina_assessment_auth_date"], format="%Y-%m-%d") - pd.to_datetime(rows["cine_referral_date"], format="%Y-%m-%d")
    ).dt.days
    by_year = (took > 65).groupby([rows["cina_assessment_team"], rows["cine_referral_date"].str[:4]]).mean()
    assert by_year.max() - by_year.min() > 0.1, "some teams in some years are later than others"
