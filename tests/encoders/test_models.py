import os

import numpy as np
import pytest

from vocpipe.encoders import models
from vocpipe.encoders.models import encode
from vocpipe.errors import ModelError
from vocpipe.settings import EmbedSettings
from vocpipe.store.vectors import MINILM, USE, encoder_plan
from vocpipe.workers.cores import cores

PAIRS = [
    ("The invoice cannot be exported.", "I can't export the bill.", "The staff is very friendly."),
    ("It is raining today.", "The weather is rainy.", "My password is wrong."),
]


@pytest.mark.parametrize(("model", "dimensions"), [(MINILM, 384), (USE, 512)])
def test_packaged_models_give_unit_vectors_that_show_similarity(model, dimensions):
    for text, alike, other in PAIRS:
        vectors = encode(model, [text, alike, other])
        assert vectors.shape == (3, dimensions)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
        assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_the_shared_model_knows_a_sentence_in_the_other_language():
    vectors = encode(USE, ["The invoice cannot be exported.", "請求書を出力できません。", "スタッフがとても親切です。"])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


@pytest.mark.parametrize("model", [MINILM, USE])
def test_a_vector_does_not_hang_on_the_batch_or_the_order(model):
    texts = ["It is slow.", "The invoice cannot be exported as PDF since the last update.", "遅い。"]
    together = encode(model, texts)
    assert np.allclose(encode(model, texts[::-1])[::-1], together, atol=1e-4)
    assert np.allclose(encode(model, texts, batch_size=1), together, atol=1e-4)


@pytest.mark.parametrize("text", ["", " ", "🎉", "x" * 5000])
@pytest.mark.parametrize("model", [MINILM, USE])
def test_odd_texts_have_a_vector(model, text):
    vectors = encode(model, [text])
    assert vectors.shape[0] == 1
    assert np.isfinite(vectors).all()


def test_no_more_cores_are_used_than_the_process_is_given(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    given = cores()
    assert 1 <= given <= (os.cpu_count() or 1)
    for threads in ("1", str(given), str(given + 1)):
        monkeypatch.setenv("OMP_NUM_THREADS", threads)
        assert cores() == min(int(threads), given)


def test_a_prompt_stands_before_each_text_and_makes_another_model_of_it():
    settings = EmbedSettings(model=models._minilm_folder(), prompt="query: ")
    model = encoder_plan(settings).shared
    assert model != encoder_plan(EmbedSettings(model=models._minilm_folder())).shared
    [with_prompt, by_hand] = encode(model, ["It is slow."]), encode(MINILM, ["query: It is slow."])
    assert with_prompt[0] @ by_hand[0] > 0.9999
    assert with_prompt[0] @ encode(MINILM, ["It is slow."])[0] < 0.99


def test_the_packaged_models_take_no_prompt():
    with pytest.raises(ValueError, match="prompt is for a model that you name"):
        EmbedSettings(prompt="query: ")


def test_a_device_that_is_not_there_is_one_line():
    with pytest.raises(ModelError, match="can't be loaded") as error:
        encode(models._minilm_folder(), ["x"], device="cuda:7")
    assert "\n" not in str(error.value)


def test_a_model_that_cannot_be_loaded_is_one_line_that_says_what_to_do(tmp_path):
    empty = tmp_path / "no model"
    empty.mkdir()
    with pytest.raises(ModelError) as error:
        encode(str(empty), ["x"])
    message = str(error.value)
    assert message.startswith(f"the embedding model {str(empty)!r} can't be loaded (")
    assert message.endswith('or model = "auto"')
    assert "\n" not in message
