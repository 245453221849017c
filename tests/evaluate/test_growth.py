"""The made-up sentences that a refresh's cost is measured on: always the same, all different, half in each language."""

import numpy as np
import pytest

from vocpipe.errors import VocpipeError
from vocpipe.evaluate.growth import _lines, refresh_apart
from vocpipe.structure.language import LanguageFinder


def made(count):
    return list(_lines(count, np.random.default_rng(0)))


def test_no_two_say_the_same_and_a_second_time_they_are_the_same():
    rows = made(400)
    assert len({body for _, body, *_ in rows}) == len({row[0] for row in rows}) == 400
    assert made(400) == rows


def test_half_of_them_are_in_each_language():
    finder = LanguageFinder(["ja", "en"])
    found = [finder.find(body) for _, body, *_ in made(100)]
    assert (found.count("en"), found.count("ja")) == (50, 50)


def test_a_refresh_that_fails_says_so_and_prints_nothing_where_the_result_goes(tmp_path, capfd):
    with pytest.raises(VocpipeError, match="could not be refreshed"):
        refresh_apart(tmp_path)
    out, err = capfd.readouterr()
    assert out == ""
    assert "vocpipe.toml" in err
