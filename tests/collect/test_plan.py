"""Which files there are to read."""

import os

from tests.collect.site import REVIEWS
from vocpipe.collect.plan import has_newer_files, unmatched
from vocpipe.settings import Settings


def test_paths_that_match_nothing_are_reported(site):
    site.put("[2026] a.csv", "id,text\n1,fine\n")
    site.put("~$a.csv", "id,text\n2,lock\n")
    settings = Settings.model_validate(
        {"source": [REVIEWS, {"name": "posts", "path": "inputs/*.json"}], "customers": {"path": "inputs/c.csv"}}
    )
    assert unmatched(site.workspace, settings) == ["posts: inputs/*.json", "customers: inputs/c.csv"]
    assert len(site.collect(REVIEWS | {"path": "inputs/[2026] a.csv"})) == 1
    assert [file["file"] for file in site.collect(REVIEWS)] == ["inputs/[2026] a.csv"]


def test_a_file_that_came_since_is_newer_also_where_its_own_time_is_old(site):
    site.put("reviews.csv", "id,text\n1,slow\n", modified=1_000_000_000)
    settings = Settings.model_validate({"source": [REVIEWS]})
    path = site.workspace.root / "inputs" / "reviews.csv"
    came = path.stat().st_ctime
    assert has_newer_files(site.workspace, settings, came - 1)
    assert not has_newer_files(site.workspace, settings, came + 1)
    os.utime(path, (came + 100, came + 100))
    assert has_newer_files(site.workspace, settings, came + 50)
    assert not has_newer_files(site.workspace, Settings(), 0.0)  # a file that no source names
