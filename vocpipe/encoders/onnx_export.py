"""The export of a sentence-transformers model to onnxruntime, and whether it gives the same vectors."""

import tomllib
import warnings
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from vocpipe.encoders.onnx_encoder import INPUTS, OUTPUT, TOKENIZER, OnnxEncoder
from vocpipe.encoders.sentence_models import load

MIN_COSINE = 0.9999


def export(folder: Path, graph: Path) -> int:
    """Write the model in `folder` as one file `graph`, from tokens to unit vectors; returns where it cuts a text.

    Raises whatever torch raises for a model that it can't export.
    """
    import torch

    # The plain form of attention gives the smaller graph, which is the faster one too.
    model = load(str(folder), "cpu", model_kwargs={"attn_implementation": "eager"}).eval()
    axes = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings(), torch.no_grad():
        # The newer exporter takes twice as long, needs three more packages, and its graph is slower.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _graph_of(model),
            (torch.ones(2, 5, dtype=torch.int64), torch.ones(2, 5, dtype=torch.int64)),
            str(graph),
            input_names=list(INPUTS),
            output_names=[OUTPUT],
            dynamic_axes={**dict.fromkeys(INPUTS, axes), OUTPUT: {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
    return int(model.max_seq_length or 0)


def _graph_of(model: Any) -> Any:
    """The model as a module of torch, from tokens to unit vectors."""
    import torch

    class Graph(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)

    return Graph().eval()


def least_cosine(folder: Path, graph: Path, max_tokens: int) -> float:
    """The smallest cosine between the vectors of torch and of onnxruntime, over the sentences to check with."""
    texts = sentences_to_check()
    ours = OnnxEncoder(graph, folder / TOKENIZER, max_tokens).encode(texts, 64)
    theirs = load(str(folder), "cpu").encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return float(np.einsum("ij,ij->i", ours, theirs).min())


def sentences_to_check() -> list[str]:
    """Sentences in both languages, short, long, empty and odd."""
    path = resources.files("vocpipe.encoders") / "check_sentences.toml"
    texts = tomllib.loads(path.read_text(encoding="utf-8"))
    return [*texts["plain"], *texts["odd"], *(text * texts["times"] for text in texts["long"])]
