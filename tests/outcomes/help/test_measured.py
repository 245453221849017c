"""How often a question is said to have an article, or none, on the half of the topics that nothing was fitted on."""

import tomllib
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from vocpipe.encoders.encoder_process import encode
from vocpipe.outcomes.help.nearness import COVERED, CURVES, GAP, Nearest

TOPICS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))["topic"]


def vectors(model, texts):
    keys = [str(number) for number in range(len(texts))]
    done = encode(pa.table({"model": [model] * len(texts), "text_hash": keys, "text": texts}), batch_size=64)
    found = dict(zip(done["text_hash"].to_pylist(), done["vector"].to_pylist(), strict=True))
    return np.array([found[key] for key in keys], np.float32)


@pytest.mark.long
@pytest.mark.parametrize("pair", CURVES, ids="-".join)
def test_what_docs_quality_says_of_help_gaps_holds(pair):
    model, of_question, of_article = pair
    questions = vectors(model, [text for topic in TOPICS for text in topic[f"asked_{of_question}"]])
    articles = vectors(model, [topic[f"title_{of_article}"] for topic in TOPICS])
    chances = {"with": [], "without": []}
    for number in range(1, len(TOPICS), 2):
        own = questions[2 * number : 2 * number + 2]
        others = np.delete(articles, number, axis=0)
        for name, there in (("with", articles), ("without", others)):
            chances[name] += Nearest.none(2).or_nearer(own, there, np.arange(len(there)), CURVES[pair]).chances.tolist()
    has, lacks = np.array(chances["with"]), np.array(chances["without"])
    assert (has <= GAP).mean() <= 0.25
    assert (lacks >= COVERED).mean() <= 0.09
    assert (lacks <= GAP).mean() >= 0.6
    assert (has >= COVERED).mean() >= 0.3
