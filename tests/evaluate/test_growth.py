"""The made-up sentences of `vocpipe evaluate growth`: reproducible, distinct, half in each language."""

import numpy as np
import pytest

from vocpipe.errors import VocpipeError
from vocpipe.evaluate import growth
from vocpipe.evaluate.growth import refresh_apart
from vocpipe.evaluate.growth_sentences import sentence_rows
from vocpipe.structure.language import LanguageFinder


def made_up(count):
    return list(sentence_rows(count, np.random.default_rng(0)))


def test_sentences_are_distinct_and_reproducible():
    rows = made_up(400)
    assert len({body for _, body, *_ in rows}) == len({row[0] for row in rows}) == 400
    assert made_up(400) == rows


def test_half_of_them_are_in_each_language():
    finder = LanguageFinder(["ja", "en"])
    languages = [finder.find(body) for _, body, *_ in made_up(100)]
    assert (languages.count("en"), languages.count("ja")) == (50, 50)


def test_a_failed_refresh_says_so_and_prints_no_result(tmp_path, capfd):
    with pytest.raises(VocpipeError, match="could not be refreshed"):
        refresh_apart(tmp_path)
    out, err = capfd.readouterr()
    assert out == ""
    assert "vocpipe.toml" in err


def test_each_refresh_gets_as_many_new_rows_as_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(growth, "_last_run", lambda folder, command: growth._Run(command, 1.0, {}, 0))
    growth.measure_growth(tmp_path, sentences=30, new=7, refresh=lambda folder: None)
    files = sorted((tmp_path / "inputs").iterdir())
    assert [len(file.read_text(encoding="utf-8").splitlines()) - 1 for file in files] == [30, 7]
