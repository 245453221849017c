"""The families of simulated companies: few and small ones; `vocpipe evaluate outcomes --family` measures many."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from vocpipe.cli.main import command_line
from vocpipe.evaluate.outcomes.families import comebacks, confounded_nps, leaks, renewals
from vocpipe.evaluate.outcomes.family import Share, Tally, families, family_lines
from vocpipe.settings import OutcomesSettings

QUICK = OutcomesSettings(bootstrap=200)


def _shares(name, worlds):
    return {share.name: share for share in families()[name].shares(worlds, QUICK)}


def test_a_share_has_its_interval():
    tally = Tally()
    tally.add("one", [True, False])
    tally.add("one", [True, True])
    share = Share.of_tally("one", tally.hits["one"], tally.of["one"])
    assert (share.share, round(share.low or 0, 2), round(share.high or 0, 2)) == (0.75, 0.3, 0.95)
    assert Share.of_tally("none", 0, 0).share is None


@pytest.mark.long
def test_a_theme_said_before_renewals_is_told_from_a_hazard(monkeypatch):
    monkeypatch.setattr(renewals, "COMPANY", replace(renewals.COMPANY, customers=500, months=14))
    shares = _shares("renewals", 1)
    assert shares["churn.found.hazard_3"].hits == 1
    assert shares["churn.false.before_renewal"].hits == 0


@pytest.mark.long
def test_a_theme_of_those_who_came_back_is_told_from_a_hazard(monkeypatch):
    monkeypatch.setattr(comebacks, "COMPANY", replace(comebacks.COMPANY, customers=400, months=14))
    shares = _shares("comebacks", 3)
    assert shares["churn.covered"].hits >= 24
    assert shares["churn.false.after_return"].hits == 0


@pytest.mark.long
def test_an_overwritten_customers_file_is_held_against_a_clean_one(monkeypatch):
    monkeypatch.setattr(leaks, "COMPANY", replace(leaks.COMPANY, customers=300, months=12))
    shares = _shares("leaks", 1)
    assert shares["list.refused_or_alike"].hits == 1
    assert shares["churn.false.confounded"].hits == 0


@pytest.mark.long
def test_gaps_of_a_language_are_not_those_of_its_themes():
    shares = _shares("confounded_nps", 1)
    assert shares["nps.false.null_of_one_language"].hits == 0
    assert shares["nps.covered"].hits > shares["nps.covered_raw"].hits
    assert confounded_nps.true_gaps()[-3] < -20


def test_every_family_is_named_in_the_help():
    told = CliRunner().invoke(command_line(), ["evaluate", "outcomes", "--help"], env={"COLUMNS": "200"}).output
    assert [name for name in families() if name not in told] == []


def test_the_command_prints_shares_with_intervals_and_refuses_an_unknown_family(monkeypatch):
    share = Share.of_tally("churn.covered", 95, 100)
    assert family_lines([share])[0].endswith("95.0 % (95 of 100; 95 % interval 88.8 to 97.8 %)")
    result = CliRunner().invoke(
        command_line(), ["evaluate", "outcomes", "--worlds", "1", "--family", "confounded_nps", "--json"]
    )
    assert json.loads(result.stdout)["shares"][0]["of"] == 12
    result = CliRunner().invoke(command_line(), ["evaluate", "outcomes", "--worlds", "1", "--family", "none"])
    assert result.exit_code != 0
