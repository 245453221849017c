"""Results of simulated companies that are kept in a folder and added up."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from vocpipe.cli.main import command_line
from vocpipe.errors import EvaluationError
from vocpipe.evaluate.outcomes.family import Family, Size, Tally, Worlds
from vocpipe.evaluate.outcomes.kept import keep, kept
from vocpipe.evaluate.outcomes.measure import chosen_families, measured, results_of
from vocpipe.evaluate.outcomes.show import lines


def _even(worlds):
    """One case a company; those with an even seed are hits."""
    tally = Tally()
    for seed in worlds.seeds():
        tally.add("list.found", [seed % 2 == 0])
    return tally


EVEN = Family("renewals", _even)


def test_companies_of_other_seeds_are_added(tmp_path):
    folder, done = tmp_path / "results", []
    first = results_of([EVEN], Worlds(3, seed=0, progress=done.append), folder)
    assert (first[0].worlds, first[0].tally.hits, done) == (3, {"list.found": 2}, [1, 2, 3])
    both = results_of([EVEN], Worlds(4, seed=3), folder)
    assert (both[0].seed, both[0].worlds, both[0].tally.of) == (0, 7, {"list.found": 7})
    read = results_of([EVEN], Worlds(0), folder)
    assert (read[0].tally.hits, read[0].since) == ({"list.found": 4}, both[0].since)


def test_a_company_counts_once(tmp_path):
    keep(tmp_path, measured(EVEN, Worlds(3, seed=0)))
    keep(tmp_path, measured(EVEN, Worlds(3, seed=2)))
    with pytest.raises(EvaluationError, match="seed 2"):
        kept(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"tally": {}}'])
def test_a_file_that_holds_no_results_is_named(tmp_path, content):
    (tmp_path / "other.json").write_text(content)
    with pytest.raises(EvaluationError, match=r"other\.json"):
        kept(tmp_path)


def test_companies_of_another_size_are_not_kept(tmp_path):
    with pytest.raises(EvaluationError, match="usual size"):
        results_of([EVEN], Worlds(1, size=Size(customers=100)), tmp_path)


def test_without_a_number_of_companies_or_a_folder_there_is_nothing_to_show():
    result = CliRunner().invoke(command_line(), ["evaluate", "outcomes"])
    assert result.exit_code != 0
    assert "--results" in str(result.exception)


def test_the_usual_families_are_measured_unless_others_are_named():
    assert [family.name for family in chosen_families([])] == ["no_effect", "planted", "rising"]
    assert [family.name for family in chosen_families(["sources", "planted"])] == ["planted", "sources"]
    assert len(chosen_families([], every=True)) > 10


@pytest.mark.long
def test_the_result_is_the_same_with_two_processes():
    (sources,) = chosen_families(["sources"])
    done = []
    two = measured(sources, Worlds(12, seed=40, progress=done.append), jobs=2)
    one = measured(sources, Worlds(12, seed=40))
    assert (two.tally.hits, two.tally.of, two.worlds) == (one.tally.hits, one.tally.of, 12)
    assert done == [10, 12]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_result_that_the_project_keeps_has_a_name(language, monkeypatch):
    monkeypatch.setenv("VOCPIPE_LANG", language)
    results = list(kept(Path("benchmarks/outcomes")).values())
    assert {result.family for result in results} == {family.name for family in chosen_families([], every=True)}
    shares = sum(len(result.tally.of) for result in results)
    assert len([line for line in lines(results) if line.startswith("  ")]) == shares
