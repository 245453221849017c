"""The families of simulated companies: few and small ones; `vocpipe evaluate outcomes` measures many."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from vocpipe.cli.main import command_line
from vocpipe.evaluate.outcomes.families import comebacks, confounded_nps, leaks, renewals
from vocpipe.evaluate.outcomes.family import Share, Tally, Worlds, families
from vocpipe.evaluate.outcomes.kept import Result
from vocpipe.evaluate.outcomes.show import lines, markdown, summary
from vocpipe.settings import OutcomesSettings

QUICK = OutcomesSettings(bootstrap=200)


def _shares(name, worlds, seed=0):
    return {share.name: share for share in families()[name].measure(Worlds(worlds, QUICK, seed))[0].shares()}


def test_a_share_has_its_interval():
    tally = Tally()
    tally.add("one.found", [True, False])
    tally.add("one.found", [True, True])
    share = tally.shares()[0]
    assert (share.share, round(share.low or 0, 2), round(share.high or 0, 2)) == (0.75, 0.3, 0.95)
    assert Share.of_counts("none", 0, 0).share is None


def test_kinds_of_shares_are_added_up():
    tally = Tally()
    tally.count("churn.false.null", 1, 20)
    tally.count("nps.false.null", 2, 30)
    tally.count("nps.found.lowers", 5, 5)
    assert (tally.sum_of("false").hits, tally.sum_of("false").of, tally.sum_of("covered").share) == (3, 50, None)


def test_a_result_is_shown_as_lines_and_as_tables():
    tally = Tally()
    tally.count("churn.covered.none", 95, 100)
    tally.count("churn.found.hazard_2", 0, 0)
    result = Result("renewals", 1000, 50, 35.0, "2026-11-01", "2026-11-02", tally)
    shown = lines([result])
    assert shown[0] == "Renewals"
    assert shown[2].endswith(": -")  # what is found stands before what is covered
    assert shown[3].endswith("covers 1: 95.0 % (95 of 100; 95 % interval 88.8 to 97.8 %)")
    tables = markdown([result])
    assert "50 companies from seed 1000 on, 2026-11-01 to 2026-11-02, 0.7 s of one core each" in "".join(tables)
    assert any(line.endswith("| 95.0 % (88.8 to 97.8) of 100 |") for line in tables)
    assert summary([result])[-1] == "| Renewals | – | – | 95.0 % (88.8 to 97.8) of 100 |"


@pytest.mark.long
def test_a_theme_said_before_renewals_is_told_from_a_hazard(monkeypatch):
    monkeypatch.setattr(renewals, "COMPANY", replace(renewals.COMPANY, customers=500, months=14))
    shares = _shares("renewals", 1)
    assert shares["churn.found.hazard_3"].hits == 1
    assert shares["churn.false.before_renewal"].hits == 0


@pytest.mark.long
def test_a_theme_of_those_who_came_back_is_told_from_a_hazard(monkeypatch):
    monkeypatch.setattr(comebacks, "COMPANY", replace(comebacks.COMPANY, customers=400, months=14))
    shares = _shares("comebacks", 6, seed=100)
    assert sum(shares[name].hits for name in shares if name.startswith("churn.covered")) >= 54
    assert shares["churn.false.after_return"].hits == 0


@pytest.mark.long
def test_an_overwritten_customers_file_is_held_against_a_clean_one(monkeypatch):
    monkeypatch.setattr(leaks, "COMPANY", replace(leaks.COMPANY, customers=300, months=12))
    shares = _shares("leaks", 1)
    assert shares["list.alike"].hits == 1
    assert shares["churn.false.confounded"].hits == 0


@pytest.mark.long
def test_gaps_of_a_language_are_not_those_of_its_themes():
    shares = _shares("confounded_nps", 1)
    assert shares["nps.false.null_of_one_language"].hits == 0
    assert shares["nps.covered"].hits > shares["nps.covers_raw"].hits
    assert confounded_nps.true_gaps()[-3] < -20


@pytest.mark.long
@pytest.mark.parametrize(
    ("family", "worlds", "found", "none"),
    [
        ("drivers", 4, ("driver.found.lowers", "driver.found.raises"), ("driver.false.beside", "driver.any")),
        ("change", 3, ("change.found.rate", "change.found.plan_mix"), ("change.any",)),
        ("actions", 4, ("action.found.mentions",), ("action.false.mentions", "action.false.nps")),
        ("at_risk", 4, ("list.found",), ("list.false",)),
        ("weighting", 3, ("weighted.covered.alike",), ("weighted.unknowable.by_mood",)),
    ],
)
def test_what_is_planted_is_found_and_nothing_else_is(family, worlds, found, none):
    shares = _shares(family, worlds)
    assert [name for name in found if shares[name].share != 1] == []
    assert [name for name in none if shares[name].hits] == []


@pytest.mark.long
def test_companies_are_the_same_whether_measured_together_or_apart():
    together, first, second = (
        families()["drivers"].count(Worlds(n, QUICK, seed)) for n, seed in ((2, 4), (1, 4), (1, 5))
    )
    first.include(second)
    assert (first.hits, first.of) == (together.hits, together.of)


def test_every_family_is_named_in_the_help():
    told = CliRunner().invoke(command_line(), ["evaluate", "outcomes", "--help"], env={"COLUMNS": "400"}).output
    assert [name for name in families() if name not in told] == []


def test_the_command_counts_the_companies_of_a_family_and_refuses_an_unknown_one():
    words = ["evaluate", "outcomes", "--worlds", "1", "--family"]
    result = CliRunner().invoke(command_line(), [*words, "sources", "--json"])
    (family,) = json.loads(result.stdout)["families"]
    assert (family["family"], family["worlds"]) == ("sources", 1)
    assert {share["name"]: share["of"] for share in family["shares"]}["trend.false"] == 9
    result = CliRunner().invoke(command_line(), [*words, "none"])
    assert result.exit_code != 0
