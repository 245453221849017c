"""The tables on simulated companies, in the README and in docs/quality.md, are what the command prints."""

import runpy
from pathlib import Path

import pytest

from vocpipe.evaluate.outcomes.family import Worlds, families
from vocpipe.evaluate.outcomes.kept import kept
from vocpipe.settings import OutcomesSettings

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "outcomes"
_WORLDS = {"sources": 4, "change": 3, "weighting": 3}  # as many as there are sorts of companies; of others two


def test_both_pages_are_current():
    pages = runpy.run_path(str(ROOT / "docs" / "make_quality.py"))["pages"]()
    assert [page.name for page, text in pages.items() if page.read_text(encoding="utf-8") != text] == []


def test_every_family_has_results():
    assert set(kept(RESULTS)) == set(families())


@pytest.mark.long
@pytest.mark.parametrize("family", families().values(), ids=families())
def test_the_results_have_the_names_that_the_command_prints(family):
    tally, _ = family.measure(Worlds(_WORLDS.get(family.name, 2), OutcomesSettings(bootstrap=200), seed=1000))
    # In a few companies a planted effect may have too few leavers to be looked for.
    assert set(tally.of) <= set(kept(RESULTS)[family.name].tally.of)
    assert {name.split(".")[0] for name in tally.of} == {
        name.split(".")[0] for name in kept(RESULTS)[family.name].tally.of
    }
