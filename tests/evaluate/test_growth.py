"""A made-up workspace is refreshed whole and again with a little new: what is old is not embedded again."""

from flows.local import run_locally
from vocpipe.evaluate.growth import measure_growth


def test_only_what_is_new_is_embedded(tmp_path):
    scores = measure_growth(tmp_path / "workspace", run_locally, sentences=300, new=10)
    assert scores.embedded_first >= 300
    # Ten sentences, of which the English half has a second model's vectors too.
    assert scores.embedded_later == 15
    assert scores.share == scores.seconds_later / scores.seconds_first
    assert {"structure", "embed", "themes"} <= set(scores.stages_later)
    assert "collect" not in scores.stages_first
