"""MiniLM's export: made once, the same vectors as torch's, and torch instead wherever it can't be had."""

import logging
import shutil
from pathlib import Path

import numpy as np
import pytest

from vocpipe.encoders import kept_export, models, onnx_encoder, onnx_export
from vocpipe.encoders.models import encode
from vocpipe.encoders.onnx_export import MIN_COSINE, sentences_to_check
from vocpipe.store.vectors import MINILM

TEXTS = [f"Question {n}: where is my invoice?" for n in range(6)]  # `begin_anew` lets so many be worth an export


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A cache in which the export was made by a real first use."""
    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        begin_anew(patch, cache)
        encode(MINILM, TEXTS)
        assert models._exported
    return cache


def begin_anew(patch, cache):
    """As in a new process, whose user's cache is `cache`."""
    patch.setenv("XDG_CACHE_HOME", str(cache))
    patch.setattr(models, "MIN_TEXTS", len(TEXTS))
    patch.setattr(models, "_exported", [])
    patch.setattr(kept_export, "_given_up", [])


@pytest.fixture
def cache(made, tmp_path, monkeypatch):
    """A copy of the cache, in a new process."""
    shutil.copytree(made, tmp_path / "cache")
    begin_anew(monkeypatch, tmp_path / "cache")
    return kept_export.kept_folder()


@pytest.fixture
def quick(made, cache, monkeypatch):
    """Nothing is kept, and an export and its check take no time: it is the file that was exported for real."""
    graph = kept_export.kept_folder() / "model.onnx"
    kept = shutil.copy(graph, graph.parents[2] / "exported.onnx")
    shutil.rmtree(cache)
    monkeypatch.setattr(onnx_export, "export", lambda folder, target: bool(shutil.copy(kept, target)) and 256)
    monkeypatch.setattr(onnx_export, "least_cosine", lambda folder, target, max_tokens: 1.0)
    return cache


def by_torch(texts):
    return models._load(MINILM, "cpu").encode(texts, normalize_embeddings=True, show_progress_bar=False)


def test_the_vectors_are_those_of_torch(cache):
    texts = [*sentences_to_check(), *TEXTS]
    vectors = encode(MINILM, texts)
    assert models._exported
    assert vectors.dtype == np.float32
    assert np.einsum("ij,ij->i", vectors, by_torch(texts)).min() > 0.99999


def test_the_check_sees_an_export_that_gives_other_vectors(cache):
    cosines = [onnx_export.least_cosine(Path(models._minilm_folder()), cache / "model.onnx", cut) for cut in (64, 256)]
    assert cosines[0] < MIN_COSINE < cosines[1]


def test_what_is_checked_is_long_and_empty_and_of_both_languages():
    texts = sentences_to_check()
    assert {"", "🎉"} <= set(texts)
    assert max(map(len, texts)) > 2000
    assert sum(any("぀" <= letter <= "ヿ" for letter in text) for text in texts) > 8


def test_an_export_is_made_once(cache, monkeypatch):
    monkeypatch.setattr(onnx_export, "export", None)
    assert encode(MINILM, TEXTS).shape == (len(TEXTS), 384)
    assert models._exported
    assert [path.name for path in cache.parent.iterdir() if path.is_dir()] == [cache.name]


def test_few_texts_do_not_wait_for_an_export(quick):
    encode(MINILM, TEXTS[:3])
    assert not models._exported
    assert not quick.exists()


def test_a_damaged_file_is_made_again(quick):
    encode(MINILM, TEXTS)
    graph = quick / "model.onnx"
    content = bytearray(graph.read_bytes())
    content[50_000_000] ^= 1
    graph.write_bytes(content)
    assert kept_export.onnx_encoder(Path(models._minilm_folder()), make=False) is None
    models._exported.clear()
    encode(MINILM, TEXTS)
    assert models._exported
    assert graph.read_bytes() != content


def refuse(*args):
    raise TypeError("this torch has no such exporter")


def no_room(*args):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ((onnx_export, "export", refuse), "its export to onnxruntime failed (TypeError)"),
        ((onnx_export, "export", no_room), "its export to onnxruntime failed (OSError)"),
        ((onnx_export, "MIN_COSINE", 1.1), "its export to onnxruntime gives other vectors (cosine 1.0000)"),
        ((onnx_encoder, "find_spec", lambda name: None), "onnxruntime and onnx are not installed"),
    ],
)
def test_without_an_export_torch_does_the_work_and_one_line_says_why(quick, monkeypatch, caplog, change, reason):
    monkeypatch.setattr(*change)
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert np.allclose(encode(MINILM, TEXTS)[:2], by_torch(TEXTS)[:2], atol=1e-5)
    assert not models._exported
    [line] = [record.getMessage() for record in caplog.records if "torch" in record.getMessage()]
    assert line == f"all-MiniLM-L6-v2 runs in torch, which takes about three times as long: {reason}"


@pytest.mark.parametrize("change", [("export", refuse), ("MIN_COSINE", 1.1)], ids=["failed", "differs"])
def test_an_export_that_can_not_be_used_is_not_tried_again(quick, monkeypatch, change):
    monkeypatch.setattr(onnx_export, *change)
    encode(MINILM, TEXTS)
    assert not (quick / "model.onnx").exists()
    begin_anew(monkeypatch, quick.parents[2])
    monkeypatch.setattr(kept_export, "_make", None)  # would raise
    encode(MINILM, TEXTS)
    assert "onnxruntime" in kept_export._given_up[0]


def test_the_bound_is_what_was_asked_for():
    assert MIN_COSINE >= 0.9999


def test_a_device_that_is_asked_for_is_not_replaced_by_the_processor(cache, monkeypatch):
    monkeypatch.setattr(models, "_load", lambda model, device: pytest.fail(device))
    with pytest.raises(pytest.fail.Exception, match="cuda:7"):
        encode(MINILM, TEXTS, device="cuda:7")
