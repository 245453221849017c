"""The runs of letters that are kept give the same features as those that are counted."""

import numpy as np
import pytest

from vocpipe.sentiment import features as module
from vocpipe.sentiment.features import features
from vocpipe.store.kept import kept_place

TEXTS = ["Not bad at all!", "返信が遅すぎます。", "", "ＰＤＦ isn't readable 請求書"]


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    module._letters.cache_clear()
    yield
    module._letters.cache_clear()


def test_kept_runs_give_the_same_features(monkeypatch):
    vectors = np.eye(4, 3, dtype=np.float32)
    counted = features(vectors, TEXTS)
    assert len(list(kept_place("x").parent.iterdir())) == 1
    module._letters.cache_clear()
    monkeypatch.setattr(module, "keep", lambda *_: pytest.fail("counted again"))
    kept = features(vectors, TEXTS)
    assert (kept != counted).nnz == 0
    assert kept.dtype == counted.dtype == np.float32
